//! SOFR and EFFR, by the New York Fed. Figures are JSON numbers. A day that was revised may stand
//! in one answer twice, once as revised and once as first posted.

use crate::{
	calendar::newest, json, once::once, rate, source::Request, Calendar, FeedError, FeedKey, ObsDay,
};
use alloc::{string::ToString, vec::Vec};
use serde::Deserialize;
use serde_json::value::RawValue;

/// Most rows that are looked at.
const MAX_ROWS: usize = 512;
/// How far an overnight rate may be outside the target range: 300 basis points.
const TARGET_SLACK: i64 = 30_000_000;

/// A rate of one day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fixing {
	/// The night that it speaks of.
	pub day: ObsDay,
	/// Parts per billion a year.
	pub rate: i64,
	/// Whether it replaces what was posted first.
	pub revised: bool,
	/// The target range of federal funds on that day, where the source gives it.
	pub target: Option<(i64, i64)>,
}

/// Asks for the last days of a rate.
///
/// # Errors
/// `Absent` for feeds other than SOFR and EFFR.
pub fn request(feed: FeedKey) -> Result<Request, FeedError> {
	let path = match feed {
		FeedKey::Sofr => "/api/rates/secured/sofr/last/5.json",
		FeedKey::Effr => "/api/rates/unsecured/effr/last/5.json",
		_ => return Err(FeedError::Absent),
	};
	Ok(Request::get(path.to_string(), "application/json"))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer<'a> {
	#[serde(borrow)]
	ref_rates: Vec<Row<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Row<'a> {
	#[serde(borrow)]
	effective_date: Option<&'a RawValue>,
	#[serde(borrow, rename = "type")]
	kind: Option<&'a RawValue>,
	#[serde(borrow)]
	percent_rate: Option<&'a RawValue>,
	#[serde(borrow)]
	target_rate_from: Option<&'a RawValue>,
	#[serde(borrow)]
	target_rate_to: Option<&'a RawValue>,
	#[serde(borrow)]
	revision_indicator: Option<&'a RawValue>,
}

impl Row<'_> {
	/// `None` for rows of other rates, of averages (`SOFRAI`), and without a value.
	fn read(&self, kind: &str) -> Result<Option<Fixing>, FeedError> {
		if json::text(self.kind)?.ok_or(FeedError::Schema)? != kind {
			return Ok(None);
		}
		let day = json::day(self.effective_date)?.weekday_only()?;
		let revised = match json::text(self.revision_indicator)?.as_deref() {
			None => false,
			Some("r" | "R" | "[r]" | "[R]") => true,
			Some(_) => return Err(FeedError::Schema),
		};
		let rate = match rate::of_json(self.percent_rate) {
			Err(FeedError::Absent) => return Ok(None),
			rate => rate?,
		};
		let bound = |raw| match rate::of_json(raw) {
			Err(FeedError::Absent) => Ok(None),
			bound => bound.map(Some),
		};
		let target = bound(self.target_rate_from)?.zip(bound(self.target_rate_to)?);
		if target.is_some_and(|target| !is_near_target(rate, target)) {
			return Err(FeedError::Implausible);
		}
		Ok(Some(Fixing { day, rate, revised, target }))
	}
}

/// Whether an overnight rate lies within 300 basis points of the target range. All in parts per
/// billion a year.
pub fn is_near_target(rate: i64, (from, to): (i64, i64)) -> bool {
	let near = from.saturating_sub(TARGET_SLACK)..=to.saturating_add(TARGET_SLACK);
	from <= to && near.contains(&rate)
}

/// Reads the days of a rate, oldest first, each as last revised.
///
/// # Errors
/// `Absent` for feeds other than SOFR and EFFR; `TooLarge`, `TooDeep`, `Malformed`; `Schema`, also
/// for an unknown mark of revision; `Date`; `Number`, `OutOfBounds`; `Implausible` for a rate far
/// from its own target range; `Conflict` if a day is given twice and differently, and none of the
/// two is marked as the revision of the other.
pub fn parse(body: &[u8], feed: FeedKey) -> Result<Vec<Fixing>, FeedError> {
	let kind = match feed {
		FeedKey::Sofr => "SOFR",
		FeedKey::Effr => "EFFR",
		_ => return Err(FeedError::Absent),
	};
	let answer: Answer<'_> = json::read(body)?;
	if answer.ref_rates.len() > MAX_ROWS {
		return Err(FeedError::TooLarge);
	}
	let mut fixings = answer
		.ref_rates
		.iter()
		.filter_map(|row| row.read(kind).transpose())
		.collect::<Result<Vec<_>, FeedError>>()?;
	// The revision comes first, and what it replaces goes.
	fixings.sort_by_key(|fixing| (fixing.day, !fixing.revised));
	fixings.dedup_by(|next, kept| next.day == kept.day && kept.revised && !next.revised);
	once(fixings, |fixing| fixing.day)
}

/// The newest day, if it is the one that is due at `now` (Unix seconds) or later.
///
/// # Errors
/// `Future` if any day is later than today, UTC; `Stale`.
pub fn latest<'f>(
	fixings: &'f [Fixing],
	now: u64,
	calendar: &Calendar<'_>,
) -> Result<&'f Fixing, FeedError> {
	newest(fixings, now, calendar.expected_overnight(now), |fixing| fixing.day, |_| true)
}
