//! The laws of what is owed of a loan in default, and of how money is divided over it.

use crate::math::number;
use caliber_finance::{
	recovery::{residual, Debts, Divided, Proportion, CENT},
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

	#[test]
	fn cover_should_pay_what_a_sale_lacks_as_far_as_lenders_are_short(
		floor in amount(), proceeds in amount(), unpaid in amount(), more in amount(),
	) {
		let pays = |floor, proceeds, unpaid| {
			residual(UsdaiAmount(floor), UsdaiAmount(proceeds), UsdaiAmount(unpaid)).get()
		};
		let paid = pays(floor, proceeds, unpaid);
		let lack = between(proceeds.into(), floor.into());
		prop_assert_eq!(BigUint::from(paid), lack.min(unpaid.into()));
		// Never a surplus: neither above the floor with the proceeds, nor above what is unpaid.
		prop_assert!(paid <= unpaid && (paid == 0 || paid + proceeds <= floor));
		let raised = |amount: u128| amount.saturating_add(more);
		prop_assert!(pays(raised(floor), proceeds, unpaid) >= paid);
		prop_assert!(pays(floor, proceeds, raised(unpaid)) >= paid);
		prop_assert!(pays(floor, raised(proceeds), unpaid) <= paid);
	}

	#[test]
	fn proportion_should_give_all_whole_steps_and_each_his_part_within_one(
		(amount, step) in split(), parts in parts(),
	) {
		let all: u128 = parts.iter().sum();
		prop_assume!(all > 0);
		let shares = shares(amount, all, step, &parts).unwrap();
		prop_assert_eq!(sum(&shares), BigUint::from(amount / step * step));
		for (share, part) in shares.iter().zip(&parts) {
			prop_assert_eq!(share % step, 0);
			// |share - amount * part / all| < step, and nothing of nothing.
			let (given, due) = (BigUint::from(*share) * all, BigUint::from(amount) * *part);
			let off = between(given.clone(), due.clone()) + between(due, given);
			prop_assert!(off < BigUint::from(step) * all);
			prop_assert!(*part > 0 || *share == 0);
		}
		for (one, part) in shares.iter().zip(&parts) {
			let equals = shares.iter().zip(&parts).filter(|(_, other)| *other == part);
			for (other, _) in equals {
				prop_assert!(one.abs_diff(*other) <= step);
			}
		}
	}

	#[test]
	fn proportion_should_give_the_same_in_all_whatever_the_order(
		(amount, step) in split(), (parts, shuffled) in parts().prop_flat_map(|parts| {
			(Just(parts.clone()), Just(parts).prop_shuffle())
		}),
	) {
		let all: u128 = parts.iter().sum();
		prop_assume!(all > 0);
		let (one, other) = (shares(amount, all, step, &parts), shares(amount, all, step, &shuffled));
		prop_assert_eq!(sum(&one.unwrap()), sum(&other.unwrap()));
		// Parts of the front get together what the front would get at once.
		for count in 0..parts.len() {
			let (front, rest) = parts.split_at(count);
			let whole = [&[front.iter().sum()], rest].concat();
			let joined = shares(amount, all, step, &whole).unwrap();
			let apart = shares(amount, all, step, &parts).unwrap();
			prop_assert_eq!(BigUint::from(joined[0]), sum(&apart[..count]));
			prop_assert_eq!(&joined[1..], &apart[count..]);
		}
	}
}

/// An amount, and the step that it is divided in.
fn split() -> impl Strategy<Value = (u128, u128)> {
	let step =
		prop_oneof![Just(1), Just(CENT.get()), 1u128..1_000, number().prop_map(|n| n.max(1))];
	(amount(), step)
}

/// Parts of which some are nothing and some are equal.
fn parts() -> impl Strategy<Value = Vec<u128>> {
	prop::collection::vec(amount().prop_map(|part| part >> 4), 1..9)
}

fn shares(amount: u128, all: u128, step: u128, parts: &[u128]) -> Result<Vec<u128>, FinanceError> {
	let mut proportion = Proportion::new(UsdaiAmount(amount), UsdaiAmount(all), UsdaiAmount(step));
	parts.iter().map(|part| Ok(proportion.share(UsdaiAmount(*part))?.get())).collect()
}

#[test]
fn cover_should_pay_fourteen_when_a_floor_of_sixty_two_and_a_half_was_sold_for_thirty_six() {
	// protocol.md 8: debt 50.0, floor 62.5, sale 36; in thousands.
	let million = |thousands: u128| UsdaiAmount(thousands * 1_000 * 10u128.pow(18));
	let (floor, sale, debt) = (million(62_500), million(36_000), million(50_000));
	let unpaid = UsdaiAmount(debt.get() - sale.get());
	assert_eq!(residual(floor, sale, unpaid), million(14_000));
	for (floor, sale, unpaid, pays) in [
		(62_500, 48_501, 14_000, 13_999),
		(62_500, 62_500, 14_000, 0),
		(62_500, 62_501, 14_000, 0),
		(62_500, 36_000, 0, 0),
		(62_500, 0, 70_000, 62_500),
		(0, 0, 70_000, 0),
	] {
		assert_eq!(residual(million(floor), million(sale), million(unpaid)), million(pays));
	}
}

#[test]
fn proportion_should_follow_the_parts_and_refuse_what_does_not_fit() {
	let cent = CENT.get();
	let most = u128::MAX;
	for (amount, all, step, parts, expected) in [
		(10, 3, 1, vec![1, 1, 1], Ok(vec![3, 3, 4])),
		(10, 3, 5, vec![1, 1, 1], Ok(vec![0, 5, 5])),
		(14, 4, 10, vec![2, 2], Ok(vec![0, 10])),
		(3 * cent / 2, 1, cent, vec![1], Ok(vec![cent])),
		(cent - 1, 1, cent, vec![1], Ok(vec![0])),
		(most, most, 1, vec![1, 0, most - 1], Ok(vec![1, 0, most - 1])),
		// Not all of the parts have come.
		(100, 10, 1, vec![3], Ok(vec![30])),
		// Nothing of no step.
		(100, 10, 0, vec![3, 7], Ok(vec![0, 0])),
		(0, 0, 1, vec![], Ok(vec![])),
		(100, 0, 1, vec![0], Err(FinanceError::Overflow)),
		(1, most, 1, vec![most, 1], Err(FinanceError::Overflow)),
		(most, 1, 1, vec![2], Err(FinanceError::Overflow)),
	] {
		assert_eq!(shares(amount, all, step, &parts), expected, "{amount} of {parts:?} by {step}");
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
