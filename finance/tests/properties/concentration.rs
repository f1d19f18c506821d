use crate::math::{number, wide};
use caliber_finance::{
	concentration::{hanging, most, Exposure},
	units::{Ppm, UsdaiAmount},
	FinanceError,
};
use proptest::prelude::*;

#[test]
fn share_should_be_of_the_book_or_of_a_quarter_of_the_vault_while_the_book_is_small() {
	// A fifth; figures that do not divide are rounded down, one after the other.
	for (book, assets, expected) in
		[(0, 100, 5), (25, 100, 5), (26, 100, 5), (30, 100, 6), (0, 0, 0), (0, 119, 5), (0, 120, 6)]
	{
		let most = most(UsdaiAmount(book), UsdaiAmount(assets), Ppm(200_000));
		assert_eq!(most, UsdaiAmount(expected), "{book} of {assets}");
	}
}

#[test]
fn exposure_should_be_what_came_less_what_went() {
	let of = |lent| Exposure { lent: UsdaiAmount(lent) };
	assert_eq!(of(3).with(UsdaiAmount(4)), Some(of(7)));
	assert_eq!(of(3).with(UsdaiAmount::MAX), None);
	assert_eq!(of(7).without(UsdaiAmount(4)), Some(of(3)));
	assert_eq!(of(3).without(UsdaiAmount(4)), None);
}

proptest! {
	#![proptest_config(crate::cases::config())]

	#[test]
	fn what_hangs_on_parts_should_be_the_loan_or_a_unit_more_each(
		loan in number(), parts in prop::collection::vec(1u128..10u128.pow(30), 1..9),
	) {
		let security = parts.iter().sum::<u128>();
		let of = |part| hanging(UsdaiAmount(loan), UsdaiAmount(part), UsdaiAmount(security));
		let mut sum = wide(0);
		for part in &parts {
			let hangs = wide(of(*part).unwrap().get());
			let product = wide(loan) * wide(*part);
			prop_assert!(hangs * wide(security) >= product);
			prop_assert!(hangs * wide(security) < product + wide(security));
			sum += hangs;
		}
		prop_assert!(sum >= wide(loan) && sum <= wide(loan) + wide(parts.len() as u128));
		let none = hanging(UsdaiAmount(loan), UsdaiAmount(1), UsdaiAmount::ZERO);
		prop_assert_eq!(none, Err(FinanceError::NoValue));
	}
}
