//! On which days official rates are published.

use crate::date::{Weekday, DAY};
use crate::{FeedError, ObsDay, Tenor};

/// From this second of a day, UTC, the day's bill rates are out in winter and in summer: posted by
/// 18:00 in New York at the latest, with half an hour and the other hour to spare.
pub const BILLS_FINAL: u64 = 23 * 3_600 + 30 * 60;

/// From this second of a day, UTC, the overnight rates of the business day before are final:
/// posted by 09:00 in New York, and posted anew by 14:30 if they were wrong by more than a basis
/// point, with an hour for winter and one to spare.
pub const OVERNIGHT_FINAL: u64 = 20 * 3_600 + 30 * 60;

/// Business days after a month's end within which its averages are published.
const MONTHLY_LAG: u32 = 10;
/// Days within which a weekly value comes again: auctions move by up to three for a holiday.
const WEEKLY: u32 = 10;
/// The same for what comes every four weeks.
const FOUR_WEEKLY: u32 = 31;

/// Unplanned closures in the history of the data: 11 September 2001, the mourning for Presidents
/// Reagan, G. H. W. Bush and Carter, the hurricane of 2012.
const CLOSURES: [ObsDay; 9] = [
	ObsDay(11_576),
	ObsDay(11_577),
	ObsDay(11_578),
	ObsDay(11_579),
	ObsDay(12_580),
	ObsDay(15_642),
	ObsDay(15_643),
	ObsDay(17_870),
	ObsDay(20_097),
];
/// Longest distance that business days are counted over.
const MAX_SPAN: u32 = 4_000;

/// Business days of the US bond market: no weekends, no federal holidays (moved to Monday from
/// Sunday, and some to Friday from Saturday), no Good Friday, no unplanned closures.
///
/// It says when silence is normal. A value that the Treasury does publish for a closed weekday is
/// as good as any other.
#[derive(Clone, Copy, Debug)]
pub struct Calendar<'a> {
	closures: &'a [ObsDay],
}

impl Calendar<'static> {
	/// With the closures known so far.
	pub const US: Self = Self { closures: &[] };
}

impl<'a> Calendar<'a> {
	/// With further closures, as governance decrees them.
	pub const fn with_closures(closures: &'a [ObsDay]) -> Self {
		Self { closures }
	}

	/// Whether rates are published for this day.
	pub fn is_business_day(&self, day: ObsDay) -> bool {
		!day.is_weekend()
			&& !is_holiday(day)
			&& !CLOSURES.contains(&day)
			&& !self.closures.contains(&day)
	}

	/// The first business day after this one.
	pub fn next(&self, day: ObsDay) -> ObsDay {
		(1..=MAX_SPAN).map(|n| day.after(n)).find(|d| self.is_business_day(*d)).unwrap_or(day)
	}

	/// This day if it is a business day, else the last one before.
	pub fn at_or_before(&self, day: ObsDay) -> ObsDay {
		(0..=MAX_SPAN).map(|n| day.before(n)).find(|d| self.is_business_day(*d)).unwrap_or(day)
	}

	/// Business days after `from`, up to and with `to`. Beyond about eleven years, and for days in
	/// the wrong order, the number no longer grows.
	pub fn business_days(&self, from: ObsDay, to: ObsDay) -> u32 {
		let span = to.0.saturating_sub(from.0).min(MAX_SPAN);
		let count = (1..=span).filter(|n| self.is_business_day(from.after(*n))).count();
		u32::try_from(count).unwrap_or(u32::MAX)
	}

	/// The day whose bill rates must be known at this moment (Unix seconds, UTC).
	pub fn expected(&self, now: u64) -> ObsDay {
		self.at_or_before(last_day_past(now, BILLS_FINAL))
	}

	/// The day whose SOFR and EFFR must be known at this moment: the business day before the last
	/// one on which they were posted.
	pub fn expected_overnight(&self, now: u64) -> ObsDay {
		let posted = self.at_or_before(last_day_past(now, OVERNIGHT_FINAL));
		self.at_or_before(posted.before(1))
	}

	/// The day after which a bill of this tenor must have been auctioned, or on which: 52-week bills
	/// are auctioned every four weeks, all others every week.
	pub fn expected_auction(&self, now: u64, tenor: Tenor) -> ObsDay {
		let span = if tenor == Tenor::W52 { FOUR_WEEKLY } else { WEEKLY };
		self.at_or_before(self.expected(now).before(span))
	}

	/// The oldest day that a weekly catalogue may speak of at this moment.
	pub fn expected_weekly(&self, now: u64) -> ObsDay {
		self.at_or_before(ObsDay::of(now).before(WEEKLY))
	}

	/// The end of the month whose averages must be known at this moment.
	pub fn expected_month_end(&self, now: u64) -> ObsDay {
		let today = ObsDay::of(now);
		let month_end = |day: ObsDay| day.before(day.civil().2);
		let last = month_end(today);
		if self.business_days(last, today) > MONTHLY_LAG {
			last
		} else {
			month_end(last)
		}
	}
}

/// The newest of `found` that says anything, if it is of the day that is `due` or later.
///
/// # Errors
/// `Future` if any day is later than today at `now`, Unix seconds; `Stale`.
pub(crate) fn newest<T>(
	found: &[T],
	now: u64,
	due: ObsDay,
	day: impl Fn(&T) -> ObsDay,
	says: impl Fn(&T) -> bool,
) -> Result<&T, FeedError> {
	let today = ObsDay::of(now);
	if found.iter().any(|item| day(item) > today) {
		return Err(FeedError::Future);
	}
	found
		.iter()
		.filter(|item| says(item))
		.max_by_key(|item| day(item))
		.filter(|item| day(item) >= due)
		.ok_or(FeedError::Stale)
}

/// Today if this second of the day has come, else yesterday.
fn last_day_past(now: u64, second: u64) -> ObsDay {
	let today = ObsDay::of(now);
	let past = now.checked_rem(DAY).unwrap_or_default() >= second;
	if past {
		today
	} else {
		today.before(1)
	}
}

/// Federal holidays as they are kept, and Good Friday.
fn is_holiday(day: ObsDay) -> bool {
	let moved = match day.weekday() {
		// The market trades on the Friday before a New Year or a Veterans Day on Saturday: 2021-12-31
		// and 2023-11-10 have rates.
		Weekday::Friday => {
			let (_, month, of_month) = day.after(1).civil();
			is_fixed_holiday(day.after(1)) && !matches!((month, of_month), (1, 1) | (11, 11))
		},
		Weekday::Monday => is_fixed_holiday(day.before(1)),
		_ => false,
	};
	let (year, month, of_month) = day.civil();
	let floating = match (day.weekday(), month) {
		// Martin Luther King, Presidents, Columbus.
		(Weekday::Monday, 1 | 2) => (15..=21).contains(&of_month),
		(Weekday::Monday, 10) => (8..=14).contains(&of_month),
		// Memorial Day, Labor Day.
		(Weekday::Monday, 5) => of_month >= 25,
		(Weekday::Monday, 9) => of_month <= 7,
		// Thanksgiving.
		(Weekday::Thursday, 11) => (22..=28).contains(&of_month),
		(Weekday::Friday, 3 | 4) => easter(year) == Some(day.after(2)),
		_ => false,
	};
	moved || floating || is_fixed_holiday(day)
}

/// New Year, Juneteenth (kept by the market since 2022), Independence, Veterans, Christmas.
fn is_fixed_holiday(day: ObsDay) -> bool {
	match day.civil() {
		(year, 6, 19) => year >= 2022,
		(_, 1, 1) | (_, 7, 4) | (_, 11, 11) | (_, 12, 25) => true,
		_ => false,
	}
}

/// Easter Sunday: the Sunday after the first full moon of spring, by the Gregorian tables.
fn easter(year: u32) -> Option<ObsDay> {
	let y = i64::from(year);
	let golden = y.rem_euclid(19);
	let century = y.div_euclid(100);
	// Leap days left out since 1582, and the drift of the moon against the 19-year cycle.
	let solar = century.checked_sub(century.div_euclid(4))?;
	let lunar = century.checked_mul(8)?.checked_add(13)?.div_euclid(25);
	let age = golden
		.checked_mul(19)?
		.checked_add(solar)?
		.checked_sub(lunar)?
		.checked_add(15)?
		.rem_euclid(30);
	let late = age == 29 || (age == 28 && golden > 10);
	let full_moon =
		ObsDay::from_civil(year, 3, 21)?.after(u32::try_from(age).ok()?).before(u32::from(late));
	(1..=7).map(|n| full_moon.after(n)).find(|d| d.weekday() == Weekday::Sunday)
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::vec::Vec;

	fn day(text: &str) -> ObsDay {
		ObsDay::from_iso(text).unwrap()
	}

	fn at(text: &str, hour: u64, minute: u64) -> u64 {
		day(text).start() + hour * 3_600 + minute * 60
	}

	#[test]
	fn easter_should_be_the_published_date_when_the_year_is_known() {
		for text in [
			"1981-04-19",
			"2000-04-23",
			"2008-03-23",
			"2011-04-24",
			"2024-03-31",
			"2025-04-20",
			"2026-04-05",
			"2027-03-28",
			"2038-04-25",
			"2049-04-18",
			"2076-04-19",
			"2285-03-22",
		] {
			assert_eq!(easter(day(text).civil().0), Some(day(text)), "{text}");
		}
	}

	#[test]
	fn calendar_should_have_twelve_closed_weekdays_when_the_year_is_2026() {
		let holidays: Vec<_> = (day("2026-01-01").0..=day("2026-12-31").0)
			.map(ObsDay)
			.filter(|d| !d.is_weekend() && !Calendar::US.is_business_day(*d))
			.collect();
		let want = [
			"2026-01-01",
			"2026-01-19",
			"2026-02-16",
			"2026-04-03",
			"2026-05-25",
			"2026-06-19",
			"2026-07-03",
			"2026-09-07",
			"2026-10-12",
			"2026-11-11",
			"2026-11-26",
			"2026-12-25",
		]
		.map(day);
		assert_eq!(holidays, want);
	}

	#[test]
	fn fridays_should_be_closed_for_some_holidays_only_when_they_fall_on_saturdays() {
		for (text, is_open) in [
			("2020-07-03", false),
			("2021-12-24", false),
			("2021-12-31", true),
			("2022-01-03", true),
			("2023-11-10", true),
			("2023-01-02", false),
			("2027-06-18", false),
			("2027-12-24", false),
			("2027-12-31", true),
			("2028-11-10", true),
			// From Sunday they move on.
			("2029-11-12", false),
			("2034-01-02", false),
		] {
			assert_eq!(Calendar::US.is_business_day(day(text)), is_open, "{text}");
		}
	}

	#[test]
	fn closures_should_be_the_recorded_days_when_they_are_spelled_out() {
		let want = [
			"2001-09-11",
			"2001-09-12",
			"2001-09-13",
			"2001-09-14",
			"2004-06-11",
			"2012-10-29",
			"2012-10-30",
			"2018-12-05",
			"2025-01-09",
		]
		.map(day);
		assert_eq!(CLOSURES, want);
	}

	#[test]
	fn is_business_day_should_be_false_when_governance_adds_a_closure() {
		let extra = [day("2026-08-11")];
		assert!(Calendar::US.is_business_day(extra[0]));
		assert!(!Calendar::with_closures(&extra).is_business_day(extra[0]));
	}

	#[test]
	fn expected_should_change_at_the_cut_off_when_the_day_is_a_business_day() {
		for (now, want) in [
			(at("2026-08-11", 23, 30), "2026-08-11"),
			(at("2026-08-11", 23, 30) - 1, "2026-08-10"),
			// Over a weekend, and over Good Friday.
			(at("2026-08-15", 12, 0), "2026-08-14"),
			(at("2026-08-17", 12, 0), "2026-08-14"),
			(at("2026-04-06", 12, 0), "2026-04-02"),
			(at("2026-04-06", 23, 59), "2026-04-06"),
			(0, "1970-01-01"),
		] {
			assert_eq!(Calendar::US.expected(now), day(want), "{now}");
		}
	}

	#[test]
	fn business_days_should_skip_closed_days_when_counted() {
		let cal = Calendar::US;
		assert_eq!(cal.business_days(day("2026-04-02"), day("2026-04-06")), 1);
		assert_eq!(cal.business_days(day("2026-08-10"), day("2026-08-17")), 5);
		assert_eq!(cal.business_days(day("2026-08-17"), day("2026-08-10")), 0);
		assert_eq!(cal.next(day("2026-07-02")), day("2026-07-06"));
	}

	#[test]
	fn expected_overnight_should_be_the_night_before_the_last_posting_when_time_passes() {
		for (now, want) in [
			// Of Monday, final on Tuesday at 20:30.
			(at("2026-08-11", 20, 30), "2026-08-10"),
			(at("2026-08-11", 20, 30) - 1, "2026-08-07"),
			// Friday's is posted on Monday.
			(at("2026-08-15", 12, 0), "2026-08-13"),
			(at("2026-08-17", 20, 29), "2026-08-13"),
			(at("2026-08-17", 20, 30), "2026-08-14"),
			// Over Good Friday, and over an unplanned closure.
			(at("2026-04-03", 23, 0), "2026-04-01"),
			(at("2026-04-06", 21, 0), "2026-04-02"),
			(at("2025-01-09", 21, 0), "2025-01-07"),
			(at("2025-01-10", 21, 0), "2025-01-08"),
			(0, "1970-01-01"),
		] {
			assert_eq!(Calendar::US.expected_overnight(now), day(want), "{now}");
		}
	}

	#[test]
	fn expected_of_slow_sources_should_leave_them_their_time_when_asked() {
		let cal = Calendar::US;
		for (now, weekly, four_weekly, catalogue, month_end) in [
			(at("2026-08-11", 12, 0), "2026-07-31", "2026-07-10", "2026-07-31", "2026-06-30"),
			(at("2026-08-14", 12, 0), "2026-08-03", "2026-07-13", "2026-08-04", "2026-06-30"),
			// The eleventh business day of the month.
			(at("2026-08-17", 12, 0), "2026-08-04", "2026-07-14", "2026-08-07", "2026-07-31"),
			(at("2026-03-20", 23, 30), "2026-03-10", "2026-02-17", "2026-03-10", "2026-02-28"),
			(at("2024-03-20", 23, 30), "2024-03-08", "2024-02-16", "2024-03-08", "2024-02-29"),
		] {
			assert_eq!(cal.expected_auction(now, Tenor::W13), day(weekly), "{now}");
			assert_eq!(cal.expected_auction(now, Tenor::W52), day(four_weekly), "{now}");
			assert_eq!(cal.expected_weekly(now), day(catalogue), "{now}");
			assert_eq!(cal.expected_month_end(now), day(month_end), "{now}");
		}
	}

	#[test]
	fn newest_should_refuse_days_to_come_and_days_gone_when_it_chooses() {
		let today = day("2026-08-11");
		for (found, due, want) in [
			(&[(0, true), (1, true)][..], 1, Ok(1)),
			(&[(1, true), (0, true)], 0, Ok(1)),
			(&[(0, true), (1, false)], 0, Ok(0)),
			(&[(0, true), (1, false)], 1, Err(FeedError::Stale)),
			(&[(2, true)], 1, Err(FeedError::Future)),
			(&[(2, false)], 1, Err(FeedError::Future)),
			(&[], 0, Err(FeedError::Stale)),
		] {
			let date = |offset: u32| today.before(1).after(offset);
			let got = newest(found, today.start(), date(due), |(d, _)| date(*d), |(_, says)| *says);
			assert_eq!(got.map(|(offset, _)| *offset), want, "{found:?}");
		}
	}
}
