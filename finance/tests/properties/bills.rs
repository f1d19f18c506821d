use caliber_finance::{
	bills::{accreted, discount, investment_yield, price, year_days, FACE},
	calendar::Month,
	units::{Day, MicroUsd, Ppb},
};
use proptest::prelude::*;

const BILLION: u128 = 1_000_000_000;

proptest! {
	#![proptest_config(crate::cases::config())]

	#[test]
	fn price_should_come_back_when_its_discount_is_priced(
		micro in 1u64..=100_000_000, days in 1u32..=366,
	) {
		let rate = discount(MicroUsd(micro), days).unwrap();
		prop_assert_eq!(price(rate, days), Ok(MicroUsd(micro)));
	}

	#[test]
	fn discount_should_come_back_within_its_resolution_when_its_price_is_discounted(
		rate in 0u64..=900_000_000, days in 1u32..=366,
	) {
		let micro = price(Ppb(rate), days).unwrap();
		let back = discount(micro, days).unwrap().get();
		// Half a micro-dollar of price is 1800 / days ppb of discount.
		prop_assert!(back.abs_diff(rate) <= 1_800 / u64::from(days) + 1);
	}

	#[test]
	fn price_should_fall_when_discount_or_days_rise(
		rate in 0u64..=900_000_000, more in 0u64..=50_000_000, days in 1u32..366,
	) {
		let here = price(Ppb(rate), days).unwrap();
		prop_assert!(here <= FACE);
		prop_assert!(price(Ppb(rate + more), days).unwrap() <= here);
		prop_assert!(price(Ppb(rate), days + 1).unwrap() <= here);
	}

	#[test]
	fn short_yield_should_grow_the_price_to_face_when_it_is_simple(
		micro in 90_000_000u64..=100_000_000, days in 1u32..=182, year in 365u32..=366,
	) {
		let annual = u128::from(investment_yield(MicroUsd(micro), days, year).unwrap().get());
		// P * (1 + i * r / y) = 100, within half a ppb of i.
		let grown = u128::from(micro) * (2 * u128::from(year) * BILLION + 2 * annual * u128::from(days));
		let face = u128::from(FACE.get()) * 2 * u128::from(year) * BILLION;
		prop_assert!(grown.abs_diff(face) <= u128::from(micro) * u128::from(days));
	}

	#[test]
	fn long_yield_should_solve_its_equation_when_a_coupon_is_reinvested(
		micro in 80_000_000u64..=100_000_000, days in 184u32..=366, year in 365u32..=366,
	) {
		let annual = u128::from(investment_yield(MicroUsd(micro), days, year).unwrap().get());
		let (days, year) = (u128::from(days), u128::from(year));
		// P * (1 + (r - y/2) * i/y) * (1 + i/2), both factors over 2 * 10^9.
		let grown = |annual: u128| {
			let linear = 2 * year * BILLION + (2 * days - year) * annual;
			u128::from(micro) * linear * (2 * BILLION + annual)
		};
		let face = u128::from(FACE.get()) * 2 * year * BILLION * 2 * BILLION;
		prop_assert!(grown(annual) <= face && face < grown(annual + 2));
	}

	#[test]
	fn price_should_come_back_when_its_yield_is_priced(
		micro in 1_000_000u64..=100_000_000, days in 1u32..=366, year in 365u32..=366,
	) {
		let annual = u128::from(investment_yield(MicroUsd(micro), days, year).unwrap().get());
		let (days, year) = (u128::from(days), u128::from(year));
		// What a dollar grows to: (1 + i * r / y), or (1 + (r - y/2) * i / y) * (1 + i / 2).
		let (grown, unit) = match (2 * days).checked_sub(year) {
			None | Some(0) => (year * BILLION + days * annual, year * BILLION),
			Some(beyond) => (
				(2 * year * BILLION + beyond * annual) * (2 * BILLION + annual),
				2 * year * BILLION * 2 * BILLION,
			),
		};
		let back = (u128::from(FACE.get()) * unit * 2 / grown).div_ceil(2);
		prop_assert_eq!(back, u128::from(micro));
	}

	#[test]
	fn book_value_should_rise_from_cost_to_face_when_days_pass(
		micro in 1u64..=100_000_000, face: u128, total in 1u32..=366, elapsed in 0u32..366,
	) {
		let value = |elapsed| accreted(MicroUsd(micro), face, total, elapsed).unwrap();
		prop_assert!(value(elapsed) <= value(elapsed + 1));
		prop_assert!(value(elapsed) <= face);
		prop_assert_eq!(value(total), face);
		prop_assert_eq!(value(total + elapsed), face);
		let cost = face / 100_000_000 * u128::from(micro)
			+ face % 100_000_000 * u128::from(micro) / 100_000_000;
		prop_assert_eq!(value(0), cost);
	}
}

#[test]
fn year_should_have_366_days_when_a_29_february_follows_within_12_months() {
	let cases = [
		((2023, 2, 28), 365),
		((2023, 3, 1), 366),
		((2023, 12, 31), 366),
		((2024, 2, 28), 366),
		((2024, 2, 29), 365),
		((2024, 3, 1), 365),
		((2099, 6, 1), 365),
		((1970, 1, 1), 365),
	];
	for ((year, month, day), want) in cases {
		let issue = Month::new(year, month).unwrap().start() + day - 1;
		assert_eq!(year_days(Day(u32::try_from(issue).unwrap())), want, "{year}-{month}-{day}");
	}
}
