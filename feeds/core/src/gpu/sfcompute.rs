//! SF Compute: what its order book asks for one node of eight GPUs over the whole of tomorrow. The
//! price is in cents, for the block.

use super::{checked, quote, VenueQuote};
use crate::{
	date::DAY,
	decimal::divide_half_even,
	json,
	sku::Sku,
	source::{Request, Source},
	FeedError, ObsDay,
};
use alloc::{borrow::Cow, format};
use serde::Deserialize;
use serde_json::value::RawValue;

/// GPUs of a node, of every instance type.
const GPUS_OF_NODE: i128 = 8;
/// From cents to micro-dollars.
const CENTS: u8 = 4;
/// The longest block, in seconds.
const LONGEST: u64 = 7 * DAY;
const HOUR: i128 = 3_600;

pub(super) fn request(sku: &Sku<'_>, now: u64) -> Request {
	let name = sku.sfcompute.first().copied().unwrap_or_default();
	let start = ObsDay::of(now).after(1);
	Request::get(
		format!(
			"/v0/quote?side=buy&instance_type={name}&quantity=1\
			 &min_start_date={start}T00:00:00Z&max_start_date={start}T00:00:00Z\
			 &min_duration={DAY}&max_duration={DAY}"
		),
		"application/json",
	)
}

#[derive(Deserialize)]
struct Answer<'a> {
	#[serde(borrow)]
	quote: Option<Block<'a>>,
	#[serde(borrow)]
	error: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Block<'a> {
	#[serde(borrow)]
	price: Option<&'a RawValue>,
	#[serde(borrow)]
	quantity: Option<&'a RawValue>,
	#[serde(borrow)]
	start_at: Cow<'a, str>,
	#[serde(borrow)]
	end_at: Cow<'a, str>,
	#[serde(borrow)]
	instance_type: Cow<'a, str>,
}

pub(super) fn parse(body: &[u8], sku: &Sku<'_>) -> Result<VenueQuote, FeedError> {
	let answer: Answer<'_> = json::read(body)?;
	if answer.error.is_some() {
		return Err(FeedError::Refused);
	}
	let block = answer.quote.ok_or(FeedError::Absent)?;
	if !sku.sfcompute.contains(&block.instance_type.as_ref()) {
		return Err(FeedError::Instrument);
	}
	let (start, end) = (moment(&block.start_at)?, moment(&block.end_at)?);
	let length = end.checked_sub(start).filter(|length| (1..=LONGEST).contains(length));
	let nodes = i128::from(json::count(block.quantity)?);
	let cents = json::number(block.price, CENTS)?.filter(|price| *price != 0);
	let paid = cents.ok_or(FeedError::Absent)?.checked_mul(HOUR);
	let gpu_seconds = i128::from(length.ok_or(FeedError::Date)?)
		.checked_mul(nodes)
		.and_then(|seconds| seconds.checked_mul(GPUS_OF_NODE));
	let (paid, gpu_seconds) = paid.zip(gpu_seconds).ok_or(FeedError::Number)?;
	if paid < 0 {
		return Err(FeedError::OutOfBounds);
	}
	let price = divide_half_even(paid, gpu_seconds).ok_or(FeedError::Number)?;
	let quote = quote(Source::SfComputeQuote, [checked(price)?].into())?;
	// A block is asked for on the day before it starts.
	Ok(VenueQuote { day: Some(ObsDay::of(start).before(1)), ..quote })
}

/// Unix seconds of `YYYY-MM-DDThh:mm:ssZ`, with or without milliseconds.
fn moment(text: &str) -> Result<u64, FeedError> {
	let (day, time) = text.split_once('T').ok_or(FeedError::Date)?;
	let time = time.strip_suffix('Z').ok_or(FeedError::Date)?;
	let time = time.strip_suffix(".000").unwrap_or(time);
	let mut parts = time.split(':').zip([24, 60, 60]).map(|(text, limit)| {
		let is_number = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
		text.parse().ok().filter(|part: &u64| is_number && *part < limit).ok_or(FeedError::Date)
	});
	let (Some(hour), Some(minute), Some(second)) = (parts.next(), parts.next(), parts.next())
	else {
		return Err(FeedError::Date);
	};
	if time.len() != "hh:mm:ss".len() {
		return Err(FeedError::Date);
	}
	let minutes = hour?.saturating_mul(60).saturating_add(minute?);
	let seconds = minutes.saturating_mul(60).saturating_add(second?);
	Ok(ObsDay::from_iso(day)?.start().saturating_add(seconds))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn moment_should_read_only_whole_seconds_in_utc_when_they_exist() {
		assert_eq!(moment("2026-09-21T00:00:00Z"), Ok(20_717 * DAY));
		assert_eq!(moment("2026-09-21T23:59:59.000Z"), Ok(20_718 * DAY - 1));
		for text in [
			"NOW",
			"",
			"2026-09-21",
			"2026-09-21T00:00:00",
			"2026-09-21T00:00Z",
			"2026-09-21T24:00:00Z",
			"2026-09-21T00:60:00Z",
			"2026-09-21T0:00:000Z",
			"2026-09-21T00:00:00:00Z",
			"2026-09-21T00:00:00+00:00",
			"2026-02-31T00:00:00Z",
		] {
			assert_eq!(moment(text), Err(FeedError::Date), "{text}");
		}
	}

	#[test]
	fn request_should_ask_for_the_whole_of_tomorrow_when_asked_today() {
		let asked = request(&crate::sku::H100_SXM, 20_716 * DAY + 5);
		assert_eq!(
			asked.path_and_query,
			"/v0/quote?side=buy&instance_type=h100i&quantity=1&min_start_date=2026-09-21T00:00:00Z&max_start_date=2026-09-21T00:00:00Z&min_duration=86400&max_duration=86400",
		);
	}
}
