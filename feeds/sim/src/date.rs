//! Days, holidays and the clock of New York.

use std::{fmt, str::FromStr};

/// Days since 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Day(pub i64);

/// The market was closed without a holiday: 11 September 2001, Presidents Reagan, G. H. W. Bush and
/// Carter, the hurricane of 2012.
const CLOSURES: [(i64, i64, i64); 9] = [
	(2001, 9, 11),
	(2001, 9, 12),
	(2001, 9, 13),
	(2001, 9, 14),
	(2004, 6, 11),
	(2012, 10, 29),
	(2012, 10, 30),
	(2018, 12, 5),
	(2025, 1, 9),
];

/// Seconds in a day.
pub const SECONDS: i64 = 86_400;

impl Day {
	/// The day, UTC, of a Unix time.
	pub fn of(unix: i64) -> Self {
		Self(unix.div_euclid(SECONDS))
	}

	/// Of a year, a month from 1 to 12 and a day that need not lie in that month.
	pub fn new(year: i64, month: i64, day: i64) -> Self {
		// Years begin in March, so that the leap day is the last one.
		let y = year - i64::from(month < 3);
		let m = (month + 9) % 12;
		let leap_days = y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400);
		Self(365 * y + leap_days + (306 * m + 5) / 10 + day - 1 - 719_468)
	}

	/// Year, month from 1 and day of the month from 1.
	pub fn civil(self) -> (i64, i64, i64) {
		// In cycles of 400 years that begin in March, as above.
		let days = self.0 + 719_468;
		let of_cycle = days.rem_euclid(146_097);
		let leap_days = of_cycle / 1_460 - of_cycle / 36_524 + of_cycle / 146_096;
		let year = (of_cycle - leap_days) / 365;
		let of_year = of_cycle - (365 * year + year / 4 - year / 100);
		let m = (5 * of_year + 2) / 153;
		let month = if m < 10 { m + 3 } else { m - 9 };
		let year = year + days.div_euclid(146_097) * 400 + i64::from(month < 3);
		(year, month, of_year - (153 * m + 2) / 5 + 1)
	}

	/// 0 for Monday to 6 for Sunday.
	pub fn weekday(self) -> i64 {
		(self.0 + 3).rem_euclid(7)
	}

	/// So many days later, or earlier when negative.
	pub fn plus(self, days: i64) -> Self {
		Self(self.0 + days)
	}

	/// The last day of its month.
	pub fn month_end(self) -> Self {
		let (year, month, _) = self.civil();
		let (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
		Self::new(year, month, 1).plus(-1)
	}

	/// Whether the US bond market is open: no weekend, no federal holiday, no Good Friday, no
	/// closure for mourning or catastrophe.
	pub fn is_open(self) -> bool {
		let weekday = self.weekday();
		let observed = match weekday {
			4 => is_fixed_holiday(self.plus(1)) && !is_traded_before(self.plus(1)),
			0 => is_fixed_holiday(self.plus(-1)),
			_ => false,
		};
		let (year, month, day) = self.civil();
		let nth = (day + 6) / 7;
		let floating = match (month, weekday) {
			(1 | 2, 0) => nth == 3,
			(5, 0) => day > 24,
			(9, 0) => nth == 1,
			(10, 0) => nth == 2,
			(11, 3) => nth == 4,
			(3 | 4, 4) => self.plus(2) == easter(year),
			_ => false,
		};
		weekday < 5
			&& !observed
			&& !floating
			&& !is_fixed_holiday(self)
			&& !CLOSURES.contains(&(year, month, day))
	}

	/// This day if the market is open, else the next one on which it is.
	pub fn open_from(self) -> Self {
		(0..).map(|n| self.plus(n)).find(|d| d.is_open()).unwrap_or(self)
	}

	/// This day if the market is open, else the last one on which it was.
	pub fn open_until(self) -> Self {
		(0..).map(|n| self.plus(-n)).find(|d| d.is_open()).unwrap_or(self)
	}

	/// The last such weekday, this day included.
	pub fn last_weekday(self, weekday: i64) -> Self {
		self.plus(-(self.weekday() - weekday).rem_euclid(7))
	}

	/// The Unix time of a clock time in New York on this day. Not meant for the small hours in
	/// which the clocks change.
	pub fn new_york(self, hour: i64, minute: i64) -> i64 {
		let (year, _, _) = self.civil();
		let summer = Self::new(year, 3, 14).last_weekday(6)..Self::new(year, 11, 7).last_weekday(6);
		let offset = if summer.contains(&self) { 4 } else { 5 };
		self.0 * SECONDS + (hour + offset) * 3_600 + minute * 60
	}
}

/// `YYYY-MM-DD`.
impl fmt::Display for Day {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		let (year, month, day) = self.civil();
		write!(f, "{year:04}-{month:02}-{day:02}")
	}
}

impl FromStr for Day {
	type Err = ();

	fn from_str(text: &str) -> Result<Self, ()> {
		let parts: Vec<i64> = text.split('-').map_while(|part| part.parse().ok()).collect();
		let &[year, month @ 1..=12, day @ 1..=31] = &parts[..] else { return Err(()) };
		let found = Self::new(year, month, day);
		// 31 February prints as a day in March.
		if (1970..=9999).contains(&year) && found.to_string() == text {
			Ok(found)
		} else {
			Err(())
		}
	}
}

/// `MM/DD/YYYY`.
pub fn american(day: Day) -> String {
	let (year, month, of_month) = day.civil();
	format!("{month:02}/{of_month:02}/{year:04}")
}

/// `YYYY-MM-DDThh:mm:ssZ` of a Unix time.
pub fn timestamp(unix: i64) -> String {
	let of_day = unix.rem_euclid(SECONDS);
	let (hour, minute, second) = (of_day / 3_600, of_day / 60 % 60, of_day % 60);
	format!("{}T{hour:02}:{minute:02}:{second:02}Z", Day::of(unix))
}

fn is_fixed_holiday(day: Day) -> bool {
	let (year, month, of_month) = day.civil();
	matches!((month, of_month), (1, 1) | (7, 4) | (11, 11) | (12, 25))
		|| ((month, of_month) == (6, 19) && year > 2021)
}

/// New Year and Veterans Day: on a Saturday they leave the Friday before them open.
fn is_traded_before(day: Day) -> bool {
	let (_, month, of_month) = day.civil();
	matches!((month, of_month), (1, 1) | (11, 11))
}

/// Easter Sunday, by the rule of Gauss with its two exceptions.
fn easter(year: i64) -> Day {
	let k = year / 100;
	let m = 15 + (3 * k + 3) / 4 - (8 * k + 13) / 25;
	let s = 2 - (3 * k + 3) / 4;
	let a = year % 19;
	let d = (19 * a + m) % 30;
	let r = (d + a / 11) / 29;
	let og = 21 + d - r;
	let sz = 7 - (year + year / 4 + s).rem_euclid(7);
	let oe = 7 - (og - sz).rem_euclid(7);
	Day::new(year, 3, og + oe)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn civil_should_round_trip_when_days_run_over_a_century() {
		for day in (0..47_482).map(Day) {
			assert_eq!(day.to_string().parse(), Ok(day));
		}
		assert_eq!("2026-08-13".parse(), Ok(Day(20_678)));
		for wrong in ["2026-02-30", "26-02-03", "2026-2-3", "today", "", "2026-01-01-01"] {
			assert_eq!(wrong.parse::<Day>(), Err(()), "{wrong}");
		}
	}

	#[test]
	fn is_open_should_be_false_when_the_market_keeps_a_holiday() {
		let closed: Vec<String> = (Day::new(2027, 1, 1).0..Day::new(2028, 1, 1).0)
			.map(Day)
			.filter(|d| d.weekday() < 5 && !d.is_open())
			.map(|d| d.to_string())
			.collect();
		// Juneteenth, Independence Day and Christmas fall on weekends and move; the first day of 2028
		// falls on a Saturday and does not.
		let want = "2027-01-01 2027-01-18 2027-02-15 2027-03-26 2027-05-31 2027-06-18 2027-07-05 \
			2027-09-06 2027-10-11 2027-11-11 2027-11-25 2027-12-24";
		assert_eq!(closed.join(" "), want.split_whitespace().collect::<Vec<_>>().join(" "));
		assert!(Day::new(2023, 11, 10).is_open() && !Day::new(2029, 11, 12).is_open());
	}

	#[test]
	fn new_york_should_follow_summer_time_when_the_year_passes() {
		for (day, utc) in [
			("2026-03-06", "20:30"),
			("2026-03-09", "19:30"),
			("2026-08-11", "19:30"),
			("2026-10-30", "19:30"),
			("2026-11-02", "20:30"),
		] {
			let at = timestamp(day.parse::<Day>().unwrap().new_york(15, 30));
			assert_eq!(at, format!("{day}T{utc}:00Z"));
		}
	}
}
