//! Daily series of FRED, the library of the St. Louis Fed, as JSON with a key or as CSV without.
//! It repeats the H.15 release for bills and the New York Fed for overnight rates, some a day
//! later. A missing value is a point.

use crate::{
	calendar::newest, csv::Table, json, once::once, rate, source::Request, FeedError, FeedKey,
	ObsDay, Tenor,
};
use alloc::{format, vec::Vec};
use serde::Deserialize;
use serde_json::value::RawValue;

/// Days that are asked for before the one that is due.
const SPAN: u32 = 14;
/// Characters of a key.
const KEY: usize = 32;

/// The value of a series on one day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Point {
	/// The day that it speaks of.
	pub day: ObsDay,
	/// Parts per billion a year.
	pub rate: i64,
}

/// The series that tells a feed: for bills the bank discount in the secondary market.
pub const fn series(feed: FeedKey) -> Option<&'static str> {
	Some(match feed {
		FeedKey::TBillDiscount(Tenor::W4) => "DTB4WK",
		FeedKey::TBillDiscount(Tenor::W13) => "DTB3",
		FeedKey::TBillDiscount(Tenor::W26) => "DTB6",
		FeedKey::TBillDiscount(Tenor::W52) => "DTB1YR",
		FeedKey::Sofr => "SOFR",
		FeedKey::Effr => "EFFR",
		_ => return None,
	})
}

/// Asks for the days before `due`, as JSON.
///
/// # Errors
/// `Absent` if no series tells this feed; `Refused` for a key that is none.
pub fn request(feed: FeedKey, due: ObsDay, key: &str) -> Result<Request, FeedError> {
	let id = series(feed).ok_or(FeedError::Absent)?;
	// The key becomes a part of the path, so nothing else may stand in it.
	if key.len() != KEY || !key.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
		return Err(FeedError::Refused);
	}
	let start = due.before(SPAN);
	Ok(Request::get(
		format!(
			"/fred/series/observations?series_id={id}&observation_start={start}&file_type=json\
			 &sort_order=desc&limit=20&api_key={key}"
		),
		"application/json",
	))
}

/// Asks for the same as CSV. Without a start the table is longer than any body that is looked at.
///
/// # Errors
/// `Absent` if no series tells this feed.
pub fn request_csv(feed: FeedKey, due: ObsDay) -> Result<Request, FeedError> {
	let id = series(feed).ok_or(FeedError::Absent)?;
	let start = due.before(SPAN);
	Ok(Request::get(format!("/graph/fredgraph.csv?id={id}&cosd={start}"), "text/csv"))
}

#[derive(Deserialize)]
struct Answer<'a> {
	#[serde(borrow)]
	observations: Option<Vec<Row<'a>>>,
	#[serde(borrow)]
	error_message: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Row<'a> {
	#[serde(borrow)]
	date: Option<&'a RawValue>,
	#[serde(borrow)]
	value: Option<&'a RawValue>,
}

/// Reads the days of a JSON answer that have a value, oldest first. It does not name its series.
///
/// # Errors
/// `TooLarge`, `TooDeep`, `Malformed`; `Refused` if the source says so; `Schema`; `Date`;
/// `Number`, `OutOfBounds`; `Conflict` if a day is given twice and differently.
pub fn parse(body: &[u8]) -> Result<Vec<Point>, FeedError> {
	let answer: Answer<'_> = json::read(body)?;
	if answer.error_message.is_some() {
		return Err(FeedError::Refused);
	}
	let rows = answer.observations.ok_or(FeedError::Schema)?;
	points(rows.iter().map(|row| point(json::day(row.date)?, rate::of_json(row.value))))
}

/// Reads the days of a CSV table that have a value, oldest first.
///
/// # Errors
/// `Absent` if no series tells this feed; `TooLarge`; `Malformed` for anything that is not a table;
/// `TooDeep`; `Conflict` if a column stands twice; `Schema` if its first column is no date;
/// `Instrument` if it is of another series; `Date`; `Number`, `OutOfBounds`; `Conflict` if a day is
/// given twice and differently.
pub fn parse_csv(body: &[u8], feed: FeedKey) -> Result<Vec<Point>, FeedError> {
	let id = series(feed).ok_or(FeedError::Absent)?;
	let table = Table::read(body)?;
	let date = table
		.name(0)
		.filter(|name| matches!(*name, "observation_date" | "DATE"))
		.ok_or(FeedError::Schema)?;
	if table.name(1) != Some(id) {
		return Err(FeedError::Instrument);
	}
	points(table.rows().map(|row| {
		let day = ObsDay::from_iso(row.cell(date).ok_or(FeedError::Date)?)?;
		point(day, rate::of_text(row.cell(id)))
	}))
}

/// `None` for a day without a value.
fn point(day: ObsDay, rate: Result<i64, FeedError>) -> Result<Option<Point>, FeedError> {
	let day = day.weekday_only()?;
	match rate {
		Err(FeedError::Absent) => Ok(None),
		rate => Ok(Some(Point { day, rate: rate? })),
	}
}

fn points(
	found: impl Iterator<Item = Result<Option<Point>, FeedError>>,
) -> Result<Vec<Point>, FeedError> {
	let points = found.filter_map(Result::transpose).collect::<Result<_, FeedError>>()?;
	once(points, |point: &Point| point.day)
}

/// The value of the day that is due.
///
/// # Errors
/// `Future` if any day is later than today at `now`, Unix seconds; `Stale` without that day.
pub fn of_day(points: &[Point], now: u64, due: ObsDay) -> Result<&Point, FeedError> {
	newest(points, now, due, |point| point.day, |point| point.day == due)
}
