use crate::math::number;
use caliber_finance::{
	insurance::least_cover,
	tranches::{has_first_loss, senior, Claim, Stake},
	units::{Ppm, UsdaiAmount},
	FinanceError,
};
use proptest::prelude::*;

#[test]
fn senior_tranche_should_have_what_others_leave() {
	for (principal, others, expected) in [
		(10, vec![], Some(10)),
		(10, vec![3, 4], Some(3)),
		(10, vec![3, 7], Some(0)),
		(10, vec![3, 8], None),
		(10, vec![u128::MAX, 1], None),
	] {
		let left = senior(UsdaiAmount(principal), others.into_iter().map(UsdaiAmount));
		assert_eq!(left, expected.map(UsdaiAmount));
	}
}

#[test]
fn parts_should_be_rounded_up_when_they_are_the_least_of_something() {
	// A tenth of 101 is 11.
	let enough = |senior| has_first_loss(UsdaiAmount(101), UsdaiAmount(senior), Ppm(100_000));
	assert_eq!([90, 91, 102].map(enough), [true, false, false]);
	assert!(has_first_loss(UsdaiAmount(101), UsdaiAmount(101), Ppm(0)));
	assert_eq!(least_cover(UsdaiAmount(101), Ppm(1_100_000)), UsdaiAmount(112));
	assert_eq!(least_cover(UsdaiAmount::MAX, Ppm(1_000_001)), UsdaiAmount::MAX);
}

#[test]
fn claims_should_say_so_when_they_do_not_fit() {
	let claim = |principal, interest| Claim { principal, interest };
	let most = u128::MAX;
	assert_eq!(claim(1, 2).with(&claim(3, 4)), Some(claim(4, 6)));
	assert_eq!(claim(most, 0).with(&claim(1, 0)), None);
	assert_eq!(claim(0, most).with(&claim(0, 1)), None);
	assert_eq!(claim(1, 2).total(), Some(3));
	assert_eq!(claim(most, 1).total(), None);
}

proptest! {
	#![proptest_config(crate::cases::config())]

	#[test]
	fn stake_should_be_repaid_as_it_was_lent_and_owed_what_was_paid(
		lent in number(), parts in prop::collection::vec((0u128..=1_000, number()), 0..9),
	) {
		let mut stake = Stake::lent(UsdaiAmount(lent));
		let mut all = Claim::default();
		for (thousandths, interest) in parts {
			let principal = stake.principal.get() / 1_000 * thousandths;
			let part = Claim { principal, interest: interest >> 8 };
			let fits = all.with(&part).and_then(|all| all.total()).is_some();
			prop_assert_eq!(stake.paid(&part).is_ok(), fits);
			if fits {
				(stake, all) = (stake.paid(&part).unwrap(), all.with(&part).unwrap());
			}
		}
		prop_assert_eq!(stake.principal.get() + all.principal, lent);
		prop_assert_eq!(Some(stake.owed.get()), all.total());
		let above = Claim { principal: stake.principal.get().saturating_add(1), interest: 0 };
		if stake.principal < UsdaiAmount::MAX {
			prop_assert_eq!(stake.paid(&above), Err(FinanceError::Overflow));
		}
		let freed = Stake { principal: UsdaiAmount::ZERO, owed: stake.owed };
		prop_assert_eq!(Stake::freed(stake.owed), freed);
	}
}
