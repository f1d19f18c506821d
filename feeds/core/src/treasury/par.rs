//! The Treasury's par yield curve: the coupon at which a bond of a term would sell at face. It
//! answers for no feed; people read it.

use super::{csv_request, xml, xml_request, CSV_DATE};
use crate::{
	calendar::newest, csv::Table, once::once, rate, source::Request, Calendar, FeedError, ObsDay,
};
use alloc::vec::Vec;

const DATA: &str = "daily_treasury_yield_curve";

/// A term of the curve.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Term {
	/// 1 month.
	M1,
	/// A month and a half, since February 2025.
	M1Half,
	/// 2 months.
	M2,
	/// 3 months.
	M3,
	/// 4 months.
	M4,
	/// 6 months.
	M6,
	/// 1 year.
	Y1,
	/// 2 years.
	Y2,
	/// 3 years.
	Y3,
	/// 5 years.
	Y5,
	/// 7 years.
	Y7,
	/// 10 years.
	Y10,
	/// 20 years.
	Y20,
	/// 30 years.
	Y30,
}

impl Term {
	/// Every term, shortest first.
	pub const ALL: [Self; 14] = [
		Self::M1,
		Self::M1Half,
		Self::M2,
		Self::M3,
		Self::M4,
		Self::M6,
		Self::Y1,
		Self::Y2,
		Self::Y3,
		Self::Y5,
		Self::Y7,
		Self::Y10,
		Self::Y20,
		Self::Y30,
	];

	/// The field of the feed and the column of the table. `BC_30YEARDISPLAY` is none of them: it
	/// says 0 on days that have a rate.
	const fn names(self) -> (&'static str, &'static str) {
		match self {
			Self::M1 => ("BC_1MONTH", "1 Mo"),
			Self::M1Half => ("BC_1_5MONTH", "1.5 Month"),
			Self::M2 => ("BC_2MONTH", "2 Mo"),
			Self::M3 => ("BC_3MONTH", "3 Mo"),
			Self::M4 => ("BC_4MONTH", "4 Mo"),
			Self::M6 => ("BC_6MONTH", "6 Mo"),
			Self::Y1 => ("BC_1YEAR", "1 Yr"),
			Self::Y2 => ("BC_2YEAR", "2 Yr"),
			Self::Y3 => ("BC_3YEAR", "3 Yr"),
			Self::Y5 => ("BC_5YEAR", "5 Yr"),
			Self::Y7 => ("BC_7YEAR", "7 Yr"),
			Self::Y10 => ("BC_10YEAR", "10 Yr"),
			Self::Y20 => ("BC_20YEAR", "20 Yr"),
			Self::Y30 => ("BC_30YEAR", "30 Yr"),
		}
	}
}

/// The curve of one day. Terms stand for themselves, as the tenors of a
/// [`BillDay`](super::BillDay) do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ParDay {
	/// The day that the curve speaks of.
	pub day: ObsDay,
	rates: Vec<(Term, Result<i64, FeedError>)>,
}

impl ParDay {
	/// The par yield of a term, parts per billion a year.
	///
	/// # Errors
	/// `Absent` for the spellings of nothing; `Number`; `OutOfBounds`.
	pub fn rate(&self, term: Term) -> Result<i64, FeedError> {
		self.rates
			.iter()
			.find(|(t, _)| *t == term)
			.map_or(Err(FeedError::Absent), |(_, rate)| *rate)
	}

	fn has_rates(&self) -> bool {
		self.rates.iter().any(|(_, rate)| rate.is_ok())
	}
}

/// Asks for the month that `day` lies in, as XML.
pub fn request(day: ObsDay) -> Request {
	xml_request(DATA, day)
}

/// Asks for the year that `day` lies in, as CSV.
pub fn request_csv(day: ObsDay) -> Request {
	csv_request(DATA, day)
}

/// Reads the days of a feed, oldest first.
///
/// # Errors
/// As [`parse`](super::parse()) of bill rates.
pub fn parse(body: &[u8]) -> Result<Vec<ParDay>, FeedError> {
	let days = xml::entries(body, |fields| {
		let day = fields.day("NEW_DATE")?;
		let rates = Term::ALL
			.into_iter()
			.map(|term| Ok((term, rate::of_text(fields.get(term.names().0)?.as_deref()))))
			.collect::<Result<_, FeedError>>()?;
		Ok(ParDay { day, rates })
	})?;
	once(days, |day| day.day)
}

/// Reads the days of a table, oldest first.
///
/// # Errors
/// As [`parse_csv`](super::parse_csv) of bill rates.
pub fn parse_csv(body: &[u8]) -> Result<Vec<ParDay>, FeedError> {
	let table = Table::read(body)?;
	if !table.has(CSV_DATE) || !Term::ALL.into_iter().any(|term| table.has(term.names().1)) {
		return Err(FeedError::Schema);
	}
	let days = table
		.rows()
		.map(|row| {
			let day =
				ObsDay::from_us(row.cell(CSV_DATE).ok_or(FeedError::Date)?)?.weekday_only()?;
			let rates = Term::ALL
				.into_iter()
				.map(|term| (term, rate::of_text(row.cell(term.names().1))))
				.collect();
			Ok(ParDay { day, rates })
		})
		.collect::<Result<_, FeedError>>()?;
	once(days, |day| day.day)
}

/// The newest day with rates, if it is the one that is due at `now` (Unix seconds) or later.
///
/// # Errors
/// `Future` if any day is later than today, UTC; `Stale`.
pub fn latest<'d>(
	days: &'d [ParDay],
	now: u64,
	calendar: &Calendar<'_>,
) -> Result<&'d ParDay, FeedError> {
	newest(days, now, calendar.expected(now), |day| day.day, ParDay::has_rates)
}
