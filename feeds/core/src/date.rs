//! Days and their spelling.

use crate::FeedError;
use caliber_finance::calendar::Month;
use codec::{CompactAs, Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::fmt;
use scale_info::TypeInfo;

/// Seconds in a day.
pub(crate) const DAY: u64 = 86_400;
/// The year of day 0.
const FIRST_YEAR: u32 = 1970;

/// The day that an observation speaks of: days since 1970-01-01 in the proleptic Gregorian
/// calendar (2026-08-13 is 20,678).
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	CompactAs,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Hash,
	Default,
	Debug,
)]
pub struct ObsDay(pub u32);

/// A day of the week.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Weekday {
	Monday,
	Tuesday,
	Wednesday,
	Thursday,
	Friday,
	Saturday,
	Sunday,
}

impl ObsDay {
	/// The day, UTC, of a moment in Unix seconds.
	pub fn of(unix: u64) -> Self {
		Self(u32::try_from(unix.checked_div(DAY).unwrap_or_default()).unwrap_or(u32::MAX))
	}

	/// The first second of the day, Unix time, UTC.
	pub fn start(self) -> u64 {
		u64::from(self.0).saturating_mul(DAY)
	}

	/// The day so many days later.
	pub fn after(self, days: u32) -> Self {
		Self(self.0.saturating_add(days))
	}

	/// The day so many days earlier, at the earliest 1970-01-01.
	pub fn before(self, days: u32) -> Self {
		Self(self.0.saturating_sub(days))
	}

	/// The day of a civil date, or `None` if there is no such date from 1970 to 9999.
	pub fn from_civil(year: u32, month: u32, day: u32) -> Option<Self> {
		if !(FIRST_YEAR..=9999).contains(&year) {
			return None;
		}
		let month = Month::new(i32::try_from(year).ok()?, u8::try_from(month).ok()?)?;
		if !(1..=u32::from(month.length())).contains(&day) {
			return None;
		}
		u32::try_from(month.start()).ok()?.checked_add(day)?.checked_sub(1).map(Self)
	}

	/// Year, month (1 to 12) and day of the month.
	pub fn civil(self) -> (u32, u32, u32) {
		let (month, day) = Month::containing(self.0.into());
		let (first, _) = Month::containing(0);
		let months = u32::try_from(month.since(first)).unwrap_or_default();
		let year = months.div_euclid(12).saturating_add(FIRST_YEAR);
		(year, months.rem_euclid(12).saturating_add(1), day.into())
	}

	/// Reads `YYYY-MM-DD`, alone or followed by `T00:00:00`.
	pub fn from_iso(text: &str) -> Result<Self, FeedError> {
		let date = text.strip_suffix("T00:00:00").unwrap_or(text);
		let mut parts = date.split('-');
		let (Some(year), Some(month), Some(day), None) =
			(parts.next(), parts.next(), parts.next(), parts.next())
		else {
			return Err(FeedError::Date);
		};
		Self::from_civil(number(year, 4)?, number(month, 2)?, number(day, 2)?)
			.ok_or(FeedError::Date)
	}

	/// Reads `MM/DD/YYYY`.
	pub fn from_us(text: &str) -> Result<Self, FeedError> {
		let mut parts = text.split('/');
		let (Some(month), Some(day), Some(year), None) =
			(parts.next(), parts.next(), parts.next(), parts.next())
		else {
			return Err(FeedError::Date);
		};
		Self::from_civil(number(year, 4)?, number(month, 2)?, number(day, 2)?)
			.ok_or(FeedError::Date)
	}

	/// This day, if something can be published on it.
	pub(crate) fn weekday_only(self) -> Result<Self, FeedError> {
		if self.is_weekend() {
			return Err(FeedError::Date);
		}
		Ok(self)
	}

	pub(crate) fn weekday(self) -> Weekday {
		// 1970-01-01 was a Thursday.
		match self.0.checked_rem(7) {
			Some(0) => Weekday::Thursday,
			Some(1) => Weekday::Friday,
			Some(2) => Weekday::Saturday,
			Some(3) => Weekday::Sunday,
			Some(4) => Weekday::Monday,
			Some(5) => Weekday::Tuesday,
			_ => Weekday::Wednesday,
		}
	}

	pub(crate) fn is_weekend(self) -> bool {
		matches!(self.weekday(), Weekday::Saturday | Weekday::Sunday)
	}
}

/// `YYYY-MM-DD`.
impl fmt::Display for ObsDay {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		let (year, month, day) = self.civil();
		write!(f, "{year:04}-{month:02}-{day:02}")
	}
}

fn number(text: &str, digits: usize) -> Result<u32, FeedError> {
	if text.len() != digits || !text.bytes().all(|b| b.is_ascii_digit()) {
		return Err(FeedError::Date);
	}
	text.parse().map_err(|_| FeedError::Date)
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::string::ToString;

	#[test]
	fn civil_should_round_trip_when_days_run_over_four_hundred_years() {
		for day in 0..146_097 + 400 {
			let (y, m, d) = ObsDay(day).civil();
			assert_eq!(ObsDay::from_civil(y, m, d), Some(ObsDay(day)));
		}
	}

	#[test]
	fn from_iso_should_give_the_day_when_the_date_exists() {
		for (text, day) in [
			("1970-01-01", 0),
			("2000-02-29", 11_016),
			("2026-08-13", 20_678),
			("2026-08-13T00:00:00", 20_678),
			("9999-12-31", 2_932_896),
		] {
			assert_eq!(ObsDay::from_iso(text), Ok(ObsDay(day)), "{text}");
		}
		assert_eq!(ObsDay(20_678).to_string(), "2026-08-13");
	}

	#[test]
	fn from_iso_should_refuse_when_the_date_does_not_exist() {
		for text in [
			"",
			"2026-02-31",
			"2026-02-29",
			"2100-02-29",
			"2026-13-01",
			"2026-00-10",
			"2026-01-00",
			"26-08-11",
			"2026-8-11",
			"2026/08/11",
			"08/11/2026",
			"1969-12-31",
			"+026-08-11",
			"2026-08-11T15:30:00",
			"2026-08-11 ",
			"2026-08-11-01",
			"2026-08-11T00:00:00Z",
		] {
			assert_eq!(ObsDay::from_iso(text), Err(FeedError::Date), "{text}");
		}
	}

	#[test]
	fn from_us_should_read_only_that_spelling_when_the_date_exists() {
		assert_eq!(ObsDay::from_us("08/13/2026"), Ok(ObsDay(20_678)));
		for text in [
			"",
			"8/13/2026",
			"13/08/2026",
			"02/31/2026",
			"08/13/26",
			"2026-08-13",
			"08/13/2026 ",
			"08/13/2026/1",
		] {
			assert_eq!(ObsDay::from_us(text), Err(FeedError::Date), "{text}");
		}
	}

	#[test]
	fn civil_should_not_panic_when_the_day_is_the_last_one() {
		assert_eq!(ObsDay(u32::MAX).after(1), ObsDay(u32::MAX));
		assert!(ObsDay(u32::MAX).civil().0 > 9999);
		assert_eq!(ObsDay::of(u64::MAX), ObsDay(u32::MAX));
	}

	#[test]
	fn weekday_should_be_right_when_the_day_is_known() {
		for (text, weekday) in [
			("1970-01-01", Weekday::Thursday),
			("2026-08-11", Weekday::Tuesday),
			("2026-08-15", Weekday::Saturday),
			("2026-09-14", Weekday::Monday),
		] {
			assert_eq!(ObsDay::from_iso(text).map(ObsDay::weekday), Ok(weekday), "{text}");
		}
	}
}
