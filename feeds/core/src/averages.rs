//! Average rate of all Treasury bills outstanding at a month's end, by Fiscal Data. It looks back
//! over a year of auctions and is never a price: no report rests on it, it is read for people.

use crate::{
	auctions::FiscalData, calendar::newest, json, once::once, rate, source::Request, Calendar,
	FeedError, ObsDay,
};
use alloc::{string::ToString, vec::Vec};
use serde::Deserialize;
use serde_json::value::RawValue;

/// Most rows that are looked at.
const MAX_ROWS: usize = 512;
/// What the bills are called among all securities.
const BILLS: &str = "Treasury Bills";

/// The average of one month.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Average {
	/// The last day of the month.
	pub month_end: ObsDay,
	/// Parts per billion a year.
	pub rate: i64,
}

/// Asks for the averages of the last months.
pub fn request() -> Request {
	Request::get(
		"/services/api/fiscal_service/v2/accounting/od/avg_interest_rates\
		 ?fields=record_date,security_desc,avg_interest_rate_amt\
		 &filter=security_desc:eq:Treasury%20Bills&sort=-record_date&page%5Bsize%5D=4"
			.to_string(),
		"application/json",
	)
}

#[derive(Deserialize)]
struct Row<'a> {
	#[serde(borrow)]
	record_date: Option<&'a RawValue>,
	#[serde(borrow)]
	security_desc: Option<&'a RawValue>,
	#[serde(borrow)]
	avg_interest_rate_amt: Option<&'a RawValue>,
}

impl Row<'_> {
	/// `None` for other securities, and where there is no value.
	fn read(&self) -> Result<Option<Average>, FeedError> {
		if json::text(self.security_desc)?.ok_or(FeedError::Schema)? != BILLS {
			return Ok(None);
		}
		let month_end = json::day(self.record_date)?;
		if month_end.after(1).civil().2 != 1 {
			return Err(FeedError::Date);
		}
		match rate::of_json(self.avg_interest_rate_amt) {
			Err(FeedError::Absent) => Ok(None),
			rate => Ok(Some(Average { month_end, rate: rate? })),
		}
	}
}

/// Reads the averages, oldest first.
///
/// # Errors
/// `TooLarge`, `TooDeep`, `Malformed`; `Refused` if the source says so; `Schema`; `Date` for a day
/// that ends no month; `Number`, `OutOfBounds`; `Conflict` if a month is given twice and
/// differently.
pub fn parse(body: &[u8]) -> Result<Vec<Average>, FeedError> {
	let answer: FiscalData<'_, Row<'_>> = json::read(body)?;
	let rows = answer.rows()?;
	if rows.len() > MAX_ROWS {
		return Err(FeedError::TooLarge);
	}
	let averages = rows.iter().filter_map(|row| row.read().transpose());
	once(averages.collect::<Result<_, FeedError>>()?, |average: &Average| average.month_end)
}

/// The newest average, if it is of the month that is due at `now` (Unix seconds) or later.
///
/// # Errors
/// `Future` if any month ends after today, UTC; `Stale`.
pub fn latest<'a>(
	averages: &'a [Average],
	now: u64,
	calendar: &Calendar<'_>,
) -> Result<&'a Average, FeedError> {
	newest(averages, now, calendar.expected_month_end(now), |average| average.month_end, |_| true)
}
