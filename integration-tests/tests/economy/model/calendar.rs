//! Due dates: local midnight at the beginning of a day of the month, month by month.

use super::numbers::DAY;

/// Days since 1970 of a day of the civil calendar.
fn day_number(year: i64, month: i64, day: i64) -> i64 {
	// Years begin in March, so that the day of a leap year comes last.
	let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
	let days = year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
	days + (month * 153 + 2) / 5 + day - 719_469
}

fn length_of(year: i64, month: i64) -> i64 {
	let (next, after) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
	day_number(next, after, 1) - day_number(year, month, 1)
}

/// A month since the year zero.
fn parts(month: i64) -> (i64, i64) {
	(month.div_euclid(12), month.rem_euclid(12) + 1)
}

/// Month and day of a number of days since 1970.
fn month_and_day(days: i64) -> (i64, i64) {
	// Never too late a guess, and at most a month or two too early.
	let mut month = 1970 * 12 + days.div_euclid(31);
	loop {
		let (year, of_year) = parts(month);
		let first = day_number(year, of_year, 1);
		if days < first + length_of(year, of_year) {
			return (month, days - first + 1);
		}
		month += 1;
	}
}

/// When a loan falls due.
#[derive(Clone, Debug, Default)]
pub struct Dates {
	/// When it began.
	pub begun: u64,
	/// Its due dates.
	pub due: Vec<u64>,
	/// Whether the first window is no whole month.
	pub stub: bool,
}

impl Dates {
	/// Of a loan that begins at a moment.
	pub fn new(begun: u64, due_day: u8, length: u32, offset: i32) -> Self {
		let (due_day, offset) = (i64::from(due_day), i64::from(offset));
		let seconds = |time: u64| i64::try_from(time).expect("it is no far future");
		let day = seconds(DAY);
		let anchor = |month: i64| {
			let (year, of_year) = parts(month);
			due_day.min(length_of(year, of_year))
		};
		let deadline = |month: i64| {
			let (year, of_year) = parts(month);
			day_number(year, of_year, anchor(month)) * day - offset
		};
		let local = |moment: i64| month_and_day((moment + offset).div_euclid(day));
		let (month, of_month) = local(seconds(begun));
		let first = if of_month < anchor(month) { month } else { month + 1 };
		let end = seconds(begun) + i64::from(length) * day;
		let mut due = vec![deadline(first)];
		while due.last().is_some_and(|last| *last < end) {
			due.push(deadline(first + i64::try_from(due.len()).expect("it is short")));
		}
		let due = due.into_iter().map(|due| due.try_into().expect("it is after 1970")).collect();
		Self { begun, due, stub: of_month != anchor(month) }
	}

	/// How many instalments there are.
	pub fn count(&self) -> usize {
		self.due.len()
	}

	/// When a window opens.
	pub fn opens(&self, window: usize) -> u64 {
		match window {
			0 => self.begun,
			_ => self.due[window - 1],
		}
	}

	/// How long a window is.
	pub fn length(&self, window: usize) -> u64 {
		self.due[window] - self.opens(window)
	}

	/// Whether a due date lies within the day to come.
	pub fn is_due_day(&self, now: u64) -> bool {
		self.due.iter().any(|due| (now..=now + DAY).contains(due))
	}
}

/// The day of a moment, and the first one that begins at or after it.
pub fn day_of(moment: u64) -> u64 {
	moment / DAY
}

pub fn day_from(moment: u64) -> u64 {
	moment.div_ceil(DAY)
}
