//! The laws of money that lies with a loan.

use caliber_finance::{
	pots::{bounty, Pot, Pots, Taken},
	units::{Ppm, UsdaiAmount},
};
use proptest::prelude::*;

const POTS: [Pot; 3] = [Pot::Insured, Pot::Lockbox, Pot::Reserve];

fn pots() -> impl Strategy<Value = Pots> {
	prop::array::uniform5(0u128..1 << 90).prop_map(|amounts| {
		let [insured, lockbox, reserve, required, from] = amounts.map(UsdaiAmount);
		Pots { insured, lockbox, from_reserve: from.min(lockbox), reserve, required }
	})
}

fn each(pots: &Pots) -> [u128; 3] {
	[pots.insured, pots.lockbox, pots.reserve].map(UsdaiAmount::get)
}

proptest! {
	#![proptest_config(crate::cases::config())]

	#[test]
	fn pots_should_pay_in_order_and_no_more_than_they_have(
		pots in pots(), amount in 0u128..1 << 91,
		order in prop::sample::subsequence(POTS.to_vec(), 0..=3).prop_shuffle(),
	) {
		let Taken { amount: taken, left } = pots.take(&order, UsdaiAmount(amount));
		let mut open = amount;
		let mut expected = each(&pots);
		for pot in &order {
			let place = &mut expected[POTS.iter().position(|p| p == pot).unwrap()];
			let part = open.min(*place);
			*place -= part;
			open -= part;
		}
		prop_assert_eq!(each(&left), expected);
		prop_assert_eq!(taken.get(), amount - open);
		prop_assert_eq!(left.required, pots.required);
		// What came from the reserve goes first.
		let spent = pots.lockbox.get() - left.lockbox.get();
		prop_assert_eq!(left.from_reserve.get(), pots.from_reserve.get().saturating_sub(spent));
		let all = |pots: &Pots| pots.reserve.get() + pots.from_reserve.get();
		prop_assert_eq!(left.spent_reserve_since(&pots), all(&left) < all(&pots));
	}

	#[test]
	fn reserve_should_be_filled_from_the_lockbox_up_to_what_is_required(pots in pots()) {
		let full = pots.topped_up();
		let moved = full.reserve.get() - pots.reserve.get();
		prop_assert_eq!(full.total(), pots.total());
		prop_assert_eq!(full.lockbox.get() + moved, pots.lockbox.get());
		prop_assert_eq!(moved, pots.missing().get().min(pots.lockbox.get()));
		prop_assert_eq!(full.insured, pots.insured);
		prop_assert!(full.missing().is_zero() || full.lockbox.is_zero());
	}

	#[test]
	fn reserve_should_move_into_the_lockbox_as_far_as_it_goes(pots in pots(), amount: u128) {
		let drawn = pots.drawn(UsdaiAmount(amount));
		prop_assert_eq!(drawn.total(), pots.total());
		prop_assert!(!drawn.spent_reserve_since(&pots));
		let moved = pots.reserve.get().min(amount);
		prop_assert_eq!(each(&drawn), [
			pots.insured.get(),
			pots.lockbox.get() + moved,
			pots.reserve.get() - moved,
		]);
	}

	#[test]
	fn pots_should_have_more_of_what_comes_in(pots in pots(), which in 0usize..3, amount: u128) {
		let mut expected = each(&pots);
		let sum = pots.total().unwrap().get();
		match (pots.with(POTS[which], UsdaiAmount(amount)), sum.checked_add(amount)) {
			(Some(more), Some(sum)) => {
				expected[which] += amount;
				prop_assert_eq!(each(&more), expected);
				prop_assert_eq!(more.total(), Some(UsdaiAmount(sum)));
			},
			(more, sum) => prop_assert!(more.is_none() && sum.is_none()),
		}
	}

	#[test]
	fn bounty_should_be_the_least_of_part_ceiling_and_what_is_there(
		principal in 0u128..1 << 100, part in 0u32..=1_000_000, most: u128, there: u128,
	) {
		let earned = bounty(UsdaiAmount(principal), Ppm(part), UsdaiAmount(most), UsdaiAmount(there));
		let whole = principal * u128::from(part) / 1_000_000;
		prop_assert_eq!(earned.get(), whole.min(most).min(there));
	}

	#[test]
	fn reserve_should_tell_what_it_has_less_or_more_than_before(a in pots(), b in pots()) {
		let (now, before) = (a.reserve.get(), b.reserve.get());
		prop_assert_eq!(a.drawn_since(&b).get(), before.saturating_sub(now));
		prop_assert_eq!(a.refilled_since(&b).get(), now.saturating_sub(before));
		prop_assert_eq!(a.for_bounties().get(), a.lockbox.get() + now);
	}
}
