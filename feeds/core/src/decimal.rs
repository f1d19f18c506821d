//! Exact decimals: text to integer, rounded once.

use crate::FeedError;

/// Longest integer part. A trillion of anything that is read here is nonsense.
const WHOLE_DIGITS: usize = 12;
/// Longest fraction: floats printed by other programs have up to 17 digits.
const FRACTION_DIGITS: usize = 20;
/// Largest exponent, either sign.
const MAX_EXPONENT: i32 = 18;

/// The value of `text` times 10^`scale`, rounded half to even. Digits, at most one sign, at most
/// one point with digits on both sides.
pub(crate) fn plain(text: &str, scale: u8) -> Result<i128, FeedError> {
	value(text, 0, scale)
}

/// As [`plain`], with an optional exponent such as `1e-05`, for sources that print floats.
pub(crate) fn scientific(text: &str, scale: u8) -> Result<i128, FeedError> {
	match text.split_once(['e', 'E']) {
		None => plain(text, scale),
		Some((mantissa, exponent)) => value(mantissa, exponent_of(exponent)?, scale),
	}
}

fn exponent_of(text: &str) -> Result<i32, FeedError> {
	let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
	if !is_digits(digits) || digits.len() > 3 {
		return Err(FeedError::Number);
	}
	text.parse().ok().filter(|e: &i32| e.abs() <= MAX_EXPONENT).ok_or(FeedError::Number)
}

fn value(text: &str, exponent: i32, scale: u8) -> Result<i128, FeedError> {
	let (negative, unsigned) = match text.strip_prefix('-') {
		Some(rest) => (true, rest),
		None => (false, text),
	};
	let (whole, fraction) = match unsigned.split_once('.') {
		Some((whole, fraction)) if is_digits(fraction) => (whole, fraction),
		Some(_) => return Err(FeedError::Number),
		None => (unsigned, ""),
	};
	if !is_digits(whole) || whole.len() > WHOLE_DIGITS || fraction.len() > FRACTION_DIGITS {
		return Err(FeedError::Number);
	}
	let mut digits =
		whole.bytes().chain(fraction.bytes()).map(|b| i128::from(b.wrapping_sub(b'0')));
	let mantissa = digits
		.try_fold(0i128, |sum, digit| sum.checked_mul(10)?.checked_add(digit))
		.ok_or(FeedError::Number)?;
	let fraction_len = i32::try_from(fraction.len()).map_err(|_| FeedError::Number)?;
	let shift = i32::from(scale).saturating_add(exponent).saturating_sub(fraction_len);
	let power = 10i128.checked_pow(shift.unsigned_abs()).ok_or(FeedError::Number)?;
	let magnitude =
		if shift < 0 { divide_half_even(mantissa, power) } else { mantissa.checked_mul(power) };
	let magnitude = magnitude.ok_or(FeedError::Number)?;
	if negative { magnitude.checked_neg() } else { Some(magnitude) }.ok_or(FeedError::Number)
}

fn is_digits(text: &str) -> bool {
	!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// `dividend` / `divisor` for a dividend >= 0 and a divisor > 0, rounded half to even.
pub(crate) fn divide_half_even(dividend: i128, divisor: i128) -> Option<i128> {
	let quotient = dividend.checked_div(divisor)?;
	let rest = dividend.checked_rem(divisor)?;
	let up = match rest.cmp(&divisor.checked_sub(rest)?) {
		core::cmp::Ordering::Less => false,
		core::cmp::Ordering::Equal => quotient.checked_rem(2)? == 1,
		core::cmp::Ordering::Greater => true,
	};
	quotient.checked_add(i128::from(up))
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::{format, string::String};
	use proptest::prelude::*;

	#[test]
	fn plain_should_be_exact_when_the_text_is_a_decimal() {
		for (text, scale, want) in [
			("3.74", 7, 37_400_000),
			("0", 7, 0),
			("0.00", 7, 0),
			("-0", 7, 0),
			("-1.91", 7, -19_100_000),
			("2.4024", 6, 2_402_400),
			("0.10533333333333333", 6, 105_333),
			("0.5", 0, 0),
			("1.5", 0, 2),
			("2.5", 0, 2),
			("2.50000000000000000001", 0, 3),
			("-2.5", 0, -2),
			("999999999999.99999999999999999999", 6, 1_000_000_000_000_000_000),
		] {
			assert_eq!(plain(text, scale), Ok(want), "{text}");
		}
	}

	#[test]
	fn plain_should_refuse_when_the_text_is_not_a_decimal() {
		for text in [
			"",
			" ",
			".",
			"-",
			"+3.74",
			"3.",
			".5",
			"3,74",
			"3 74",
			" 3.74",
			"3.74 ",
			"3.7.4",
			"NaN",
			"Infinity",
			"inf",
			"null",
			"N/A",
			"1e3",
			"1e999",
			"0x10",
			"--1",
			"1_000",
			"\u{0663}",
			"1234567890123",
			"0.123456789012345678901",
			"9999999999999999999999999999999999999999",
		] {
			assert_eq!(plain(text, 7), Err(FeedError::Number), "{text}");
		}
	}

	#[test]
	fn scientific_should_read_the_exponent_when_it_is_small() {
		for (text, scale, want) in [
			("1e-05", 6, Ok(10)),
			("1.5E+2", 2, Ok(15_000)),
			("2.4", 6, Ok(2_400_000)),
			("1e-18", 0, Ok(0)),
			("999999999999e18", 0, Ok(999_999_999_999_000_000_000_000_000_000)),
			("1e19", 0, Err(FeedError::Number)),
			("1e999", 0, Err(FeedError::Number)),
			("1e99999999999999", 0, Err(FeedError::Number)),
			("1e", 0, Err(FeedError::Number)),
			("1e-", 0, Err(FeedError::Number)),
			("e5", 0, Err(FeedError::Number)),
			("1e1e1", 0, Err(FeedError::Number)),
			("999999999999e18", 18, Err(FeedError::Number)),
		] {
			assert_eq!(scientific(text, scale), want, "{text}");
		}
	}

	proptest! {
		#[test]
		fn plain_should_return_what_was_printed_when_digits_fit(
			value in -999_999_999_999_999_999i128..=999_999_999_999_999_999,
		) {
			let text = format!(
				"{}{}.{:06}",
				if value < 0 { "-" } else { "" },
				value.abs() / 1_000_000,
				value.abs() % 1_000_000,
			);
			prop_assert_eq!(plain(&text, 6), Ok(value));
		}

		#[test]
		fn scientific_should_not_panic_when_the_text_is_arbitrary(text in "[-+0-9.eE]{0,60}", scale: u8) {
			let _ = scientific(&text, scale);
		}

		#[test]
		fn scientific_should_not_panic_when_the_text_is_unicode(text: String) {
			let _ = scientific(&text, 7);
		}
	}
}
