//! When a loan falls due: once a calendar month, at local midnight at the beginning of the due day.

use crate::{
	calendar::Month,
	units::{Seconds, SECONDS_PER_DAY},
	FinanceError,
};
use macro_rules_attribute::apply;

/// The longest loan, in days.
pub const MAX_DURATION_DAYS: u32 = 4_000;
/// The most windows of a schedule: the longest loan in months, the broken one at each end included.
pub const MAX_WINDOWS: usize = 134;
/// The least and the greatest local time minus UTC, in seconds.
pub const UTC_OFFSETS: core::ops::RangeInclusive<i32> = -43_200..=50_400;

const DAY: i64 = 86_400;
/// The last day whose seconds all fit 63 bits, and the first one's distance before 1970.
const LAST_DAY: i64 = i64::MAX / DAY;

/// What decides all due dates of a loan.
#[apply(stored!)]
pub struct ScheduleTerms {
	/// When the loan begins, Unix time, UTC.
	pub origination: Seconds,
	/// Day of the month on which it falls due, 1 to 31; in a shorter month its last day.
	pub due_day: u8,
	/// Length of the loan in days, 1 to [`MAX_DURATION_DAYS`].
	pub duration_days: u32,
	/// Local time minus UTC in seconds, within [`UTC_OFFSETS`].
	pub utc_offset_seconds: i32,
}

/// The due dates of a loan, none of them stored: each is a little arithmetic on its number.
///
/// Window k, counted from 0, runs from deadline k - 1 (from the origination for k = 0) to
/// deadline k.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Schedule {
	terms: ScheduleTerms,
	first: Month,
	count: u32,
	stub: bool,
}

impl Schedule {
	/// Works out the first due month and the number of windows.
	///
	/// The first due month is that of the origination when the local day lies strictly before its
	/// due day, else the one after. The last deadline is the first one at or after
	/// `origination + duration_days * 86400`. There is at least one.
	///
	/// Errors in order: `InvalidDay`, `InvalidDuration`, `InvalidOffset`; `Overflow` when a
	/// deadline lies past 2^63 seconds.
	pub fn new(terms: ScheduleTerms) -> Result<Self, FinanceError> {
		if !(1..=31).contains(&terms.due_day) {
			return Err(FinanceError::InvalidDay);
		}
		if !(1..=MAX_DURATION_DAYS).contains(&terms.duration_days) {
			return Err(FinanceError::InvalidDuration);
		}
		if !UTC_OFFSETS.contains(&terms.utc_offset_seconds) {
			return Err(FinanceError::InvalidOffset);
		}
		let duration = u64::from(terms.duration_days).saturating_mul(SECONDS_PER_DAY);
		let end = terms
			.origination
			.get()
			.checked_add(duration)
			.and_then(|end| i64::try_from(end).ok())
			.ok_or(FinanceError::Overflow)?;
		let origination = end.saturating_sub_unsigned(duration);

		let (month, day) = terms.local_month(origination)?;
		let anchor = month.anchor(terms.due_day);
		let first = if day < anchor { month } else { month.after(1) };

		let (month, _) = terms.local_month(end)?;
		let last = if terms.deadline(month)? >= end { month } else { month.after(1) }.max(first);
		terms.deadline(last)?;

		let count = u32::try_from(last.since(first).saturating_add(1));
		let count = count.map_err(|_| FinanceError::Overflow)?;
		Ok(Self { terms, first, count, stub: day != anchor })
	}

	/// The terms that it was made from.
	pub fn terms(&self) -> &ScheduleTerms {
		&self.terms
	}

	/// Number of deadlines, at least 1.
	pub fn count(&self) -> u32 {
		self.count
	}

	/// Whether the first window is broken: the loan begins on another local day than the due day
	/// of that month. The time of day plays no part.
	pub fn has_stub(&self) -> bool {
		self.stub
	}

	/// Deadline k, Unix time, UTC; `None` from [`Schedule::count`] on.
	///
	/// `day_number(year, month, min(due_day, length of the month)) * 86400 - utc_offset_seconds`
	pub fn deadline(&self, k: u32) -> Option<Seconds> {
		if k >= self.count {
			return None;
		}
		let deadline = self.terms.deadline(self.first.after(i64::from(k))).ok()?;
		u64::try_from(deadline).ok().map(Seconds)
	}

	/// Whether a deadline is near: whether one lies at this moment or within the day after it.
	pub fn is_due_day(&self, now: Seconds) -> bool {
		let Ok(moment) = i64::try_from(now.get()) else { return false };
		let Ok((month, _)) = self.terms.local_month(moment) else { return false };
		let last = self.first.after(i64::from(self.count).saturating_sub(1));
		[month, month.after(1)].into_iter().any(|month| {
			let due = self.terms.deadline(month).unwrap_or(i64::MAX);
			let near = (0..=DAY).contains(&due.saturating_sub(moment));
			near && month.since(self.first) >= 0 && last.since(month) >= 0
		})
	}

	/// When window k opens: at the origination, later at the deadline before.
	pub fn opens(&self, k: u32) -> Option<Seconds> {
		match k.checked_sub(1) {
			None => Some(self.terms.origination),
			Some(before) if k < self.count => self.deadline(before),
			Some(_) => None,
		}
	}

	/// Length of window k; `None` from [`Schedule::count`] on.
	pub fn window_seconds(&self, k: u32) -> Option<Seconds> {
		self.deadline(k)?.checked_sub(self.opens(k)?)
	}
}

impl ScheduleTerms {
	/// The month, and the day in it, that a moment lies in by local time, which can lie before
	/// 1970.
	fn local_month(&self, moment: i64) -> Result<(Month, u8), FinanceError> {
		let local = moment.checked_add(i64::from(self.utc_offset_seconds));
		let local = local.ok_or(FinanceError::Overflow)?;
		Ok(Month::containing(local.div_euclid(DAY)))
	}

	/// The deadline in a month, in seconds UTC.
	fn deadline(&self, month: Month) -> Result<i64, FinanceError> {
		let day = month.due(self.due_day);
		// To find out that a product passes 64 bits takes a call in WASM.
		(-LAST_DAY..=LAST_DAY)
			.contains(&day)
			.then(|| day.wrapping_mul(DAY))
			.and_then(|midnight| midnight.checked_sub(i64::from(self.utc_offset_seconds)))
			.ok_or(FinanceError::Overflow)
	}
}
