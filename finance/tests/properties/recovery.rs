//! The laws of what is owed of a loan in default, and of how money is divided over it.

use crate::math::number;
use caliber_finance::{
	recovery::{Debts, Divided},
	tranches::Claim,
	units::UsdaiAmount,
	FinanceError,
};
use num_bigint::BigUint;
use proptest::prelude::*;

/// Often nothing, and often equal to others, so that ranks without a claim are common.
fn amount() -> impl Strategy<Value = u128> {
	prop_oneof![2 => Just(0), 3 => 0u128..10, 2 => number().prop_map(|n| n >> 6), 1 => number()]
}

/// As many as [`from_ranks`] takes. A list, for arrays of strategies take more stack than tests have.
fn debts() -> impl Strategy<Value = Debts> {
	prop::collection::vec(amount(), 26).prop_map(|ranks| from_ranks(&ranks))
}

/// Debts, and money that may end at any of them.
fn case() -> impl Strategy<Value = (Debts, u128)> {
	(debts(), any::<prop::sample::Index>(), prop_oneof![Just(0), 0u128..5, number()]).prop_map(
		|(debts, rank, more)| {
			let ranks = by_rank(&debts);
			let before = ranks[..rank.index(ranks.len() + 1)].iter();
			let before = before.fold(0u128, |sum, claim| sum.saturating_add(*claim));
			(debts, before.saturating_add(more))
		},
	)
}

/// protocol.md 7.1: costs and bounty, advances, fee, principals, interests.
fn by_rank(debts: &Debts) -> Vec<u128> {
	let mut ranks: Vec<_> = debts.costs.iter().map(|cost| cost.get()).collect();
	ranks.extend(debts.advances.iter().map(|advance| advance.get()));
	ranks.push(debts.fee.get());
	ranks.extend(debts.lenders.iter().map(|claim| claim.principal));
	ranks.extend(debts.lenders.iter().map(|claim| claim.interest));
	ranks
}

/// The inverse.
fn from_ranks(ranks: &[u128]) -> Debts {
	let mut debts = Debts { fee: UsdaiAmount(ranks[9]), ..Debts::default() };
	for (place, cost) in debts.costs.iter_mut().zip(&ranks[..5]) {
		place.0 = *cost;
	}
	for (place, advance) in debts.advances.iter_mut().zip(&ranks[5..9]) {
		place.0 = *advance;
	}
	for (claim, lent) in debts.lenders.iter_mut().zip(ranks[10..18].iter().zip(&ranks[18..])) {
		*claim = Claim { principal: *lent.0, interest: *lent.1 };
	}
	debts
}

fn sum(amounts: &[u128]) -> BigUint {
	amounts.iter().copied().map(BigUint::from).sum()
}

/// What lies between two amounts; nothing when the first is the larger.
fn between(less: BigUint, more: BigUint) -> BigUint {
	if less < more {
		more - less
	} else {
		BigUint::default()
	}
}

fn divide(debts: &Debts, money: u128) -> Divided {
	debts.divide(UsdaiAmount(money))
}

proptest! {
	#![proptest_config(crate::cases::config())]

	#[test]
	fn claims_should_get_what_those_before_them_leave((debts, money) in case()) {
		let claims = by_rank(&debts);
		let Divided { paid, left, surplus } = divide(&debts, money);
		let (paid, left) = (by_rank(&paid), by_rank(&left));
		for (rank, claim) in claims.iter().enumerate() {
			let reaches = between(sum(&claims[..rank]), money.into());
			prop_assert_eq!(BigUint::from(paid[rank]), reaches.min((*claim).into()));
			prop_assert_eq!(left[rank], claim - paid[rank]);
		}
		prop_assert_eq!(BigUint::from(surplus.get()), between(sum(&claims), money.into()));
	}

	#[test]
	fn money_should_be_paid_to_the_unit_and_by_rank((debts, money) in case()) {
		let Divided { paid, left, surplus } = divide(&debts, money);
		let (paid, left) = (by_rank(&paid), by_rank(&left));
		prop_assert_eq!(sum(&paid) + surplus.get(), BigUint::from(money));
		let last = paid.iter().rposition(|paid| *paid > 0).unwrap_or_default();
		prop_assert!(left[..last].iter().all(|left| *left == 0));
		prop_assert!(surplus.is_zero() || left.iter().all(|left| *left == 0));
	}

	#[test]
	fn money_should_be_divided_the_same_when_it_comes_in_two_sums(
		(debts, money) in case(), more in amount(),
	) {
		let more = more.min(u128::MAX - money);
		let whole = divide(&debts, money + more);
		let first = divide(&debts, money);
		let second = divide(&first.left, more);
		prop_assert_eq!(second.left, whole.left);
		prop_assert_eq!(first.surplus.get() + second.surplus.get(), whole.surplus.get());
		let parts = by_rank(&first.paid).into_iter().zip(by_rank(&second.paid));
		let parts: Vec<_> = parts.map(|(first, second)| first + second).collect();
		prop_assert_eq!(parts, by_rank(&whole.paid));
	}

	#[test]
	fn total_should_be_the_sum_when_it_fits(debts in debts(), fee in amount()) {
		let fits = |amounts: &[u128]| {
			u128::try_from(sum(amounts)).map(UsdaiAmount).map_err(|_| FinanceError::Overflow)
		};
		prop_assert_eq!(debts.total(), fits(&by_rank(&debts)));
		let raised = debts.with_fee(UsdaiAmount(fee));
		prop_assert_eq!(raised.map(|debts| debts.fee), fits(&[debts.fee.get(), fee]));
		if let Ok(mut raised) = raised {
			raised.fee = debts.fee;
			prop_assert_eq!(raised, debts);
		}
	}
}

/// Each claim is another power of two, the sooner the larger, without gaps: 2^26 - 1 in all.
fn powers() -> Debts {
	let ranks: Vec<_> = (0..26u32).rev().map(|power| 1 << power).collect();
	from_ranks(&ranks)
}

#[test]
fn last_claim_should_be_short_by_what_the_proceeds_are_short() {
	let debts = powers();
	let debt = debts.total().unwrap().get();
	assert_eq!(debt, (1 << 26) - 1);
	let first = debts.costs[0].get();
	for (proceeds, paid_first, last_paid, surplus) in [
		(0, 0, 0, 0),
		(1, 1, 0, 0),
		(debt - 1, first, 0, 0),
		(debt, first, 1, 0),
		(debt + 1, first, 1, 1),
		(u128::MAX, first, 1, u128::MAX - debt),
	] {
		let divided = divide(&debts, proceeds);
		assert_eq!(divided.paid.costs[0].get(), paid_first);
		assert_eq!(divided.paid.lenders[7].interest, last_paid);
		assert_eq!(divided.surplus.get(), surplus);
		let left = divided.left.total().unwrap().get();
		assert_eq!(left, debt.saturating_sub(proceeds));
	}
	let nothing = divide(&Debts::default(), 1);
	assert_eq!((nothing.paid, nothing.surplus.get()), (Debts::default(), 1));
}

#[test]
fn claims_should_be_paid_by_rank_when_proceeds_end_at_each() {
	// Money that reaches so many ranks is the front of the powers of two.
	let debts = powers();
	let claims = by_rank(&debts);
	assert!(claims.windows(2).all(|pair| pair[0] == 2 * pair[1]));
	for ranks in 0..=claims.len() {
		let money: u128 = claims[..ranks].iter().sum();
		let paid = by_rank(&divide(&debts, money).paid);
		assert_eq!(paid[..ranks], claims[..ranks]);
		assert!(paid[ranks..].iter().all(|paid| *paid == 0));
	}
}

#[test]
fn total_should_be_refused_when_any_two_claims_do_not_fit() {
	let most = UsdaiAmount::MAX;
	let claim = |principal, interest| Claim { principal, interest };
	let with = |place: fn(&mut Debts, u128), amount| {
		let mut debts = Debts { fee: most, ..Debts::default() };
		place(&mut debts, amount);
		debts.total()
	};
	let places: [fn(&mut Debts, u128); 4] = [
		|debts, amount| debts.costs[4] = UsdaiAmount(amount),
		|debts, amount| debts.advances[3] = UsdaiAmount(amount),
		|debts, amount| debts.lenders[7].principal = amount,
		|debts, amount| debts.lenders[7].interest = amount,
	];
	for place in places {
		assert_eq!(with(place, 0), Ok(most));
		assert_eq!(with(place, 1), Err(FinanceError::Overflow));
	}
	let all = Debts {
		costs: [most; 5],
		advances: [most; 4],
		fee: most,
		lenders: [claim(u128::MAX, u128::MAX); 8],
	};
	assert_eq!(all.total(), Err(FinanceError::Overflow));
	assert_eq!(all.with_fee(UsdaiAmount(1)), Err(FinanceError::Overflow));
	let Divided { paid, left, surplus } = divide(&all, u128::MAX);
	assert_eq!((paid.costs[0], left.costs[0]), (most, UsdaiAmount::ZERO));
	assert_eq!((left.costs[1], surplus), (most, UsdaiAmount::ZERO));
}
