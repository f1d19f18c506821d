use crate::math::wide;
use caliber_finance::{
	prices::{is_part, Band, Gate},
	units::Ppm,
};
use proptest::prelude::*;

/// The part of a price by its definition.
fn within(part: u64, limit: u32, whole: i64) -> bool {
	let whole = u128::try_from(whole).unwrap_or_default();
	wide(part.into()) * wide(1_000_000) <= wide(limit.into()) * wide(whole)
}

proptest! {
	#![proptest_config(crate::cases::config())]

	#[test]
	fn band_should_lie_around_the_value_when_it_fits(
		value in -(1i128 << 120)..(1i128 << 120), confidence: u64, inside: u64,
	) {
		let Band { least, most } = Band::around(value, confidence);
		prop_assert_eq!((value - least, most - value), (confidence.into(), confidence.into()));
		let offset = i128::from(inside.min(confidence));
		prop_assert!((least..=most).contains(&(value - offset)));
		prop_assert!((least..=most).contains(&(value + offset)));
	}

	#[test]
	fn gate_should_admit_the_same_steps_up_and_down_when_it_is_absolute(
		from: i64, step: u64, most: u64,
	) {
		for to in [i128::from(from) + i128::from(step), i128::from(from) - i128::from(step)] {
			if let Ok(to) = i64::try_from(to) {
				prop_assert_eq!(Gate::Absolute(most).admits(from, to), step <= most);
			}
		}
	}

	#[test]
	fn gate_should_measure_a_step_by_the_value_before_it_when_it_is_relative(
		from in prop_oneof![any::<i64>(), 0i64..100_000_000], step in 0u64..200_000_000,
		most in prop_oneof![any::<u32>(), 0u32..=500_000],
	) {
		for to in [i128::from(from) + i128::from(step), i128::from(from) - i128::from(step)] {
			if let Ok(to) = i64::try_from(to) {
				let admitted = Gate::Relative(Ppm(most)).admits(from, to);
				prop_assert_eq!(admitted, within(step, most, from));
			}
		}
	}

	#[test]
	fn part_should_be_exact_when_it_is_at_the_edge(
		limit in 0u32..=1_000_000, whole in 0i64..10_000_000_000_000,
	) {
		let edge = u128::from(limit) * u128::from(whole.unsigned_abs()) / 1_000_000;
		let edge = u64::try_from(edge).unwrap();
		prop_assert!(is_part(edge, Ppm(limit), whole));
		prop_assert!(!is_part(edge + 1, Ppm(limit), whole));
		prop_assert!(is_part(0, Ppm(limit), -whole));
		prop_assert!(!is_part(1, Ppm(limit), -whole));
	}
}

#[test]
fn band_should_stop_at_the_last_value_when_it_would_pass_it() {
	assert_eq!(Band::around(i128::MIN, 1), Band { least: i128::MIN, most: i128::MIN + 1 });
	assert_eq!(Band::around(i128::MAX, 1), Band { least: i128::MAX - 1, most: i128::MAX });
	assert!(Gate::Absolute(u64::MAX).admits(i64::MIN, i64::MAX));
}
