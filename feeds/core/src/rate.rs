//! A rate in percent, as every official source prints it: exact, and within the bounds of rates.

use crate::{decimal, json, FeedError, FeedKey};
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
