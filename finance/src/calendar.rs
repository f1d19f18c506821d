//! The proleptic Gregorian calendar: a leap year is divisible by 4, and not by 100 unless by 400.
//!
//! Days are counted from 1970-01-01, which is day 0; earlier days are negative. Months are
//! counted from March 2000: there a cycle of 400 years begins, and in a year that begins in March
//! the leap day is the last one and disturbs no other month.

/// Days from 1970-01-01 to 2000-03-01.
const CYCLE_START: i64 = 11_017;
/// Months and days of 400 years.
const CYCLE_MONTHS: i64 = 4_800;
const CYCLE_DAYS: i64 = 146_097;
const MONTHS_IN_YEAR: i64 = 12;
/// No day whose second fits 64 bits is that far from 1970-01-01, nor its month from March 2000. What
/// is, counts as that far, so that no product below passes 64 bits: to find that out takes a call in
/// WASM.
const FARTHEST: i64 = 1 << 48;
/// Days from 1 March to the first day of each month of the year that begins then.
const MONTH_STARTS: [i64; 12] = [0, 31, 61, 92, 122, 153, 184, 214, 245, 275, 306, 337];

/// A calendar month, counted from March 2000.
///
/// Valid for every day whose second fits 64 bits, and for every year; further out it saturates.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Month(i64);

impl Month {
	/// The month with this number (1 to 12) of a year, or `None` for another number.
	pub fn new(year: i32, number: u8) -> Option<Self> {
		if !(1..=12).contains(&number) {
			return None;
		}
		let years = i64::from(year).saturating_sub(2000).saturating_mul(MONTHS_IN_YEAR);
		Some(Self(years.saturating_add(i64::from(number)).saturating_sub(3)))
	}

	/// The month that a day lies in, and the day's number in it, from 1.
	pub fn containing(day: i64) -> (Self, u8) {
		// Months are 30.436875 days on average and never stray from that line by a whole month,
		// so the estimate is at most one off.
		let day = day.clamp(-FARTHEST, FARTHEST);
		let since = day.wrapping_sub(CYCLE_START);
		let mut month = Self(since.wrapping_mul(CYCLE_MONTHS).div_euclid(CYCLE_DAYS));
		if month.start() > day {
			month = month.after(-1);
		} else if month.after(1).start() <= day {
			month = month.after(1);
		}
		let number = day.saturating_sub(month.start()).saturating_add(1);
		(month, u8::try_from(number).unwrap_or(u8::MAX))
	}

	/// The first day of the month.
	pub fn start(self) -> i64 {
		let years = self.0.div_euclid(MONTHS_IN_YEAR);
		let month = usize::try_from(self.0.rem_euclid(MONTHS_IN_YEAR)).unwrap_or_default();
		CYCLE_START
			.saturating_add(years.wrapping_mul(365))
			.saturating_add(years.div_euclid(4))
			.saturating_sub(years.div_euclid(100))
			.saturating_add(years.div_euclid(400))
			.saturating_add(MONTH_STARTS.get(month).copied().unwrap_or_default())
	}

	/// Number of days, 28 to 31.
	pub fn length(self) -> u8 {
		let days = self.after(1).start().saturating_sub(self.start());
		u8::try_from(days).unwrap_or_default()
	}

	/// The day of the month that a due day (1 to 31) falls on: in a month that is too short, its
	/// last one.
	pub fn anchor(self, due_day: u8) -> u8 {
		due_day.min(self.length())
	}

	/// The day count of the due day in this month, see [`Month::anchor`].
	pub fn due(self, due_day: u8) -> i64 {
		self.start().saturating_add(i64::from(self.anchor(due_day))).saturating_sub(1)
	}

	/// The month that many months later, or earlier when negative.
	pub fn after(self, months: i64) -> Self {
		Self(self.0.saturating_add(months).clamp(-FARTHEST, FARTHEST))
	}

	/// Months from an earlier one to this.
	pub fn since(self, earlier: Self) -> i64 {
		self.0.saturating_sub(earlier.0)
	}
}
