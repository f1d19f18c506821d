use crate::math::number;
use caliber_finance::{
	auction::{dutch_price, DutchTerms},
	collateral::{
		collateral_value, depreciation, income_value, ltv, CurvePoint, Rental, Valuation,
	},
	units::{MicroUsd, Ppm, Seconds},
	FinanceError,
};
use proptest::prelude::*;

/// A sorted, falling curve.
fn curve() -> impl Strategy<Value = Vec<CurvePoint>> {
	prop::collection::vec((1u32..500, 0u32..300_000), 1..10).prop_map(|steps| {
		let mut point = CurvePoint { age_days: 0, retained: Ppm(1_000_000) };
		let mut next = |(days, drop)| {
			point.age_days += days;
			point.retained = point.retained.saturating_sub(Ppm(drop));
			point
		};
		steps.into_iter().map(&mut next).collect()
	})
}

proptest! {
	#![proptest_config(crate::cases::config())]

	#[test]
	fn value_should_never_rise_and_meet_each_point_when_it_ages(curve in curve(), age in 0u32..6_000) {
		let retained = |age| depreciation(&curve, age).unwrap();
		prop_assert!(retained(age + 1) <= retained(age));
		for point in &curve {
			prop_assert_eq!(retained(point.age_days), point.retained);
		}
		prop_assert_eq!(retained(0), curve[0].retained);
		prop_assert_eq!(retained(u32::MAX), curve[curve.len() - 1].retained);
	}

	#[test]
	fn curve_should_be_refused_when_any_pair_is_out_of_order(
		curve in curve(), place: prop::sample::Index, age: u32,
	) {
		let at = place.index(curve.len());
		let mut same_age = curve.clone();
		same_age.insert(at, curve[at]);
		prop_assert_eq!(depreciation(&same_age, age), Err(FinanceError::CurveNotSorted));
		let last = curve[curve.len() - 1];
		let mut rising = curve;
		rising.push(CurvePoint {
			age_days: last.age_days + 1,
			retained: Ppm(last.retained.get() + 1),
		});
		prop_assert_eq!(depreciation(&rising, age), Err(FinanceError::CurveIncreasing));
	}

	#[test]
	fn collateral_should_never_be_worth_more_than_any_source_when_some_are_missing(
		appraisal in number(), resale in prop::option::of(number()),
		income in prop::option::of(number()), confidence in number(),
		haircut in 0u32..=1_000_000,
	) {
		let haircut = Ppm(haircut);
		let valuation = Valuation { appraisal, resale, income, confidence, haircut };
		let value = collateral_value(&valuation).unwrap();
		prop_assert!(value <= appraisal);
		prop_assert!(resale.is_none_or(|resale| value <= resale));
		prop_assert!(income.is_none_or(|income| value <= income));
		let blind = Valuation { resale: None, income: None, ..valuation };
		prop_assert!(value <= collateral_value(&blind).unwrap());
		let sure = Valuation { confidence: 0, ..valuation };
		let kept = collateral_value(&sure).unwrap();
		prop_assert_eq!(value, kept.saturating_sub(confidence));
	}

	#[test]
	fn ltv_should_be_the_least_ratio_that_covers_the_debt_when_rounded_up(
		debt in 0u128..10u128.pow(30), value in 1u128..10u128.pow(30),
	) {
		let ratio = ltv(debt, value).unwrap();
		let covers = |ratio: u128| ratio.checked_mul(value).is_none_or(|cover| cover >= debt * 1_000_000);
		prop_assert!(covers(ratio));
		prop_assert!(ratio == 0 || !covers(ratio - 1));
	}

	#[test]
	fn price_should_fall_from_start_to_floor_when_time_passes(
		prices in (number(), number()), started_at: u64, duration in 1u64.., now: u64,
	) {
		let (start_price, floor_price) = (prices.0.max(prices.1), prices.0.min(prices.1));
		let (started_at, duration) = (Seconds(started_at), Seconds(duration));
		let terms = DutchTerms { start_price, floor_price, started_at, duration };
		let price = |now| dutch_price(&terms, Seconds(now)).unwrap();
		prop_assert!((floor_price..=start_price).contains(&price(now)));
		prop_assert!(price(now.saturating_add(1)) <= price(now));
		prop_assert_eq!(price(started_at.get()), start_price);
		prop_assert_eq!(price(0), start_price);
		if let Some(end) = started_at.checked_add(duration) {
			prop_assert_eq!(price(end.get()), floor_price);
			prop_assert!(price(end.get() - 1) >= floor_price);
		}
	}
}

#[test]
fn income_should_be_whole_when_every_hour_is_rented_out() {
	let rental = Rental {
		hour: MicroUsd(10_000),
		confidence: MicroUsd(0),
		utilisation: Ppm(1_000_000),
		months: 2,
		units: 3,
	};
	assert_eq!(income_value(&rental), Ok(730 * 2 * 3));
	let more = Rental { utilisation: Ppm(1_000_001), ..rental };
	assert_eq!(income_value(&more), Err(FinanceError::RateAboveOne));
}
