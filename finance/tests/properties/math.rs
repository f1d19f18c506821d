use caliber_finance::{
	math::{mul_div, Rounding},
	units::Seconds,
	FinanceError,
};
use primitive_types::U512;
use proptest::prelude::*;

/// A number in a type that holds the product of any four.
pub fn wide(value: u128) -> U512 {
	U512::from(value)
}

/// Any width is as likely as any other, so that products on both sides of 128 bits are common; and
/// so are digits at which a carry or an estimate changes.
pub fn number() -> impl Strategy<Value = u128> {
	let digit = || {
		let edge = [0, 1, 2, 1 << 31, (1 << 31) - 1, (1 << 31) + 1, u32::MAX - 1, u32::MAX];
		prop_oneof![3 => proptest::sample::select(edge.to_vec()).boxed(), 1 => any::<u32>().boxed()]
	};
	let value = prop_oneof![
		any::<u128>(),
		[digit(), digit(), digit(), digit()]
			.prop_map(|digits| digits.iter().fold(0, |sum, digit| sum << 32 | u128::from(*digit))),
	];
	(value, prop_oneof![(0u32..128).boxed(), (0u32..4).prop_map(|digits| digits * 32).boxed()])
		.prop_map(|(value, shift)| value >> shift)
}

proptest! {
	#![proptest_config(crate::cases::config())]

	#[test]
	fn mul_div_should_equal_the_definition_when_rounded_down(
		a in number(), b in number(), divisor in number(),
	) {
		let product = wide(a) * wide(b);
		match mul_div(a, b, divisor, Rounding::Down) {
			Ok(quotient) => {
				prop_assert!(wide(quotient) * wide(divisor) <= product);
				prop_assert!((wide(quotient) + 1) * wide(divisor) > product);
			},
			Err(error) => {
				prop_assert_eq!(error, FinanceError::Overflow);
				prop_assert!(product >= (wide(u128::MAX) + 1) * wide(divisor));
			},
		}
	}

	#[test]
	fn mul_div_should_equal_the_definition_when_rounded_up(
		a in number(), b in number(), divisor in number(),
	) {
		let product = wide(a) * wide(b);
		match mul_div(a, b, divisor, Rounding::Up) {
			Ok(quotient) => {
				prop_assert!(wide(quotient) * wide(divisor) >= product);
				prop_assert!(quotient == 0 || (wide(quotient) - 1) * wide(divisor) < product);
			},
			Err(error) => {
				prop_assert_eq!(error, FinanceError::Overflow);
				prop_assert!(divisor == 0 || product > wide(u128::MAX) * wide(divisor));
			},
		}
	}
}

#[test]
fn mul_div_should_hold_at_the_edge_when_the_product_passes_128_bits() {
	const MAX: u128 = u128::MAX;
	let cases = [
		(MAX, MAX, MAX, Ok(MAX), Ok(MAX)),
		(MAX, 2, 2, Ok(MAX), Ok(MAX)),
		(MAX, 1, 1, Ok(MAX), Ok(MAX)),
		(MAX, 3, 2, Err(FinanceError::Overflow), Err(FinanceError::Overflow)),
		// 2^128 * (2^128 - 1) / 2^128 in disguise: one over the last whole quotient.
		(MAX, MAX - 1, MAX - 1, Ok(MAX), Ok(MAX)),
		(1 << 127, 3, 4, Ok(3 << 125), Ok(3 << 125)),
		(MAX, 5, 6, Ok(MAX / 6 * 5 + 2), Ok(MAX / 6 * 5 + 3)),
		(0, MAX, 1, Ok(0), Ok(0)),
		(0, 0, 0, Err(FinanceError::Overflow), Err(FinanceError::Overflow)),
		(MAX, MAX, 0, Err(FinanceError::Overflow), Err(FinanceError::Overflow)),
	];
	for (a, b, divisor, down, up) in cases {
		assert_eq!(mul_div(a, b, divisor, Rounding::Down), down, "{a} * {b} / {divisor} down");
		assert_eq!(mul_div(a, b, divisor, Rounding::Up), up, "{a} * {b} / {divisor} up");
	}
}

#[test]
fn day_should_count_once_it_has_begun() {
	let days = [0, 1, 86_399, 86_400, 86_401, u64::MAX].map(|length| Seconds(length).days_begun());
	assert_eq!(days, [0, 1, 1, 1, 2, u32::MAX]);
}
