//! A rate in percent, as every official source prints it: exact, and within the bounds of rates.

use crate::{decimal, json, FeedError, FeedKey};
use core::cmp::Ordering;
use serde_json::value::RawValue;

/// From percent to parts per billion.
const PERCENT: u8 = 7;
/// A basis point in parts per billion.
pub(crate) const BASIS_POINT: u64 = 100_000;

/// All rates have one pair of bounds.
fn bounded(value: i128) -> Result<i64, FeedError> {
	if !FeedKey::Sofr.admits(value) {
		return Err(FeedError::OutOfBounds);
	}
	i64::try_from(value).map_err(|_| FeedError::OutOfBounds)
}

/// Of a text, parts per billion.
pub(crate) fn of_text(text: Option<&str>) -> Result<i64, FeedError> {
	bounded(decimal::plain(text.ok_or(FeedError::Absent)?, PERCENT)?)
}

/// Of a JSON number or string, parts per billion.
pub(crate) fn of_json(raw: Option<&RawValue>) -> Result<i64, FeedError> {
	bounded(json::number(raw, PERCENT)?.ok_or(FeedError::Absent)?)
}

/// A rate in the digits in which its publisher prints it: whole basis points, half to even.
pub(crate) fn quoted(rate: i128) -> i128 {
	let unit = i128::from(BASIS_POINT);
	let rest = rate.rem_euclid(unit);
	let below = rate.saturating_sub(rest);
	let is_odd = below.div_euclid(unit).rem_euclid(2) == 1;
	match rest.saturating_mul(2).cmp(&unit) {
		Ordering::Less => below,
		Ordering::Equal if !is_odd => below,
		_ => below.saturating_add(unit),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn quoted_should_round_half_to_even_when_a_rate_has_more_digits() {
		for (rate, want) in [
			(0, 0),
			(49_999, 0),
			(50_000, 0),
			(50_001, 100_000),
			(150_000, 200_000),
			(37_350_000, 37_400_000),
			(36_250_000, 36_200_000),
			(-50_000, 0),
			(-50_001, -100_000),
			(-150_000, -200_000),
		] {
			assert_eq!(quoted(rate), want, "{rate}");
		}
	}
}
