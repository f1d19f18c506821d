//! The book: one value, moved by loans that are touched and by days that pass.

use super::accrual::{moment, Accrual, Speed};
use caliber_primitives::{
	book::{BookError, BookValue},
	units::{Day, Seconds, UsdaiAmount},
};
use sp_core::U256;

/// Stages of a mark: from the day on which a loan stops, then from each day of [`AGEING_DAYS`].
pub const STAGES: usize = 3;
/// Days after the stop on which the mark falls again, if nobody has paid.
pub const AGEING_DAYS: [u32; STAGES - 1] = [30, 90];

/// What one loan counts in the book. It is made when the loan is touched and stays as it is until
/// the next touch, so that what was put in is what is taken out.
#[frame_support::stored]
#[derive(Copy)]
pub struct Entry {
	/// Interest counts from this midnight of the book clock on.
	pub start: Day,
	/// At this midnight interest stops and the mark falls: the last one at or before due + grace.
	pub stop: Day,
	/// What the vault earns in between.
	pub speed: Speed,
	/// The vault's principal.
	pub principal: UsdaiAmount,
	/// What a redemption counts in each stage after the stop; falls from stage to stage.
	pub low: [UsdaiAmount; STAGES],
	/// What a deposit counts after the stop.
	pub high: UsdaiAmount,
}

impl Entry {
	/// The stage on a day; `None` before the stop.
	pub fn stage(&self, day: Day) -> Option<usize> {
		let since = day.checked_sub(self.stop)?;
		Some(AGEING_DAYS.iter().filter(|after| since.get() >= **after).count())
	}

	/// What a redemption counts on a day.
	pub fn conservative(&self, day: Day) -> UsdaiAmount {
		match self.stage(day) {
			None => self.principal,
			Some(stage) => self.low.get(stage).copied().unwrap_or_default(),
		}
	}

	/// What a deposit counts on a day.
	pub fn optimistic(&self, day: Day) -> UsdaiAmount {
		match self.stage(day) {
			None => self.principal,
			Some(_) => self.high,
		}
	}

	/// Interest at a second of the book clock, undivided.
	pub fn earned(&self, now: Seconds) -> U256 {
		self.speed.earned(self.start, now.min(self.stop.start()))
	}

	/// The same in dollars, rounded down.
	pub fn accrued(&self, now: Seconds) -> Option<UsdaiAmount> {
		super::accrual::divided(self.earned(now))
	}
}

/// Loans whose interest begins on a day to come.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Starting {
	/// How many.
	pub loans: u32,
	/// Sum of their speeds, in USDai times 10^18 a second.
	pub speed: U256,
}

/// Loans that stop on a day, come or gone.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Stopping {
	/// How many.
	pub loans: u32,
	/// Sum of the vault's principal.
	pub principal: UsdaiAmount,
	/// Sum of their speeds, in USDai times 10^18 a second. Times the day's midnight it is the
	/// moment at the stop.
	pub speed: U256,
	/// Sum of each speed times the second in which it began, in USDai times 10^18.
	pub moment: U256,
	/// Sums of what a redemption counts in each stage.
	pub low: [UsdaiAmount; STAGES],
	/// Sum of what a deposit counts after the stop.
	pub high: UsdaiAmount,
}

/// What a day does to the book.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct DayBucket {
	/// Loans whose interest begins; empty once the day has come.
	pub starting: Starting,
	/// Loans that stop.
	pub stopping: Stopping,
}

impl DayBucket {
	/// Whether nothing happens on the day.
	pub fn is_empty(&self) -> bool {
		self.starting.loans == 0 && self.stopping.loans == 0
	}

	/// With a loan that begins on the day.
	pub fn with_start(mut self, entry: &Entry) -> Option<Self> {
		self.starting.loans = self.starting.loans.checked_add(1)?;
		self.starting.speed = self.starting.speed.checked_add(entry.speed.wide())?;
		Some(self)
	}

	/// Without it.
	pub fn without_start(mut self, entry: &Entry) -> Option<Self> {
		self.starting.loans = self.starting.loans.checked_sub(1)?;
		self.starting.speed = self.starting.speed.checked_sub(entry.speed.wide())?;
		Some(self)
	}

	/// With a loan that stops on the day.
	pub fn with_stop(mut self, entry: &Entry) -> Option<Self> {
		let sums = &mut self.stopping;
		sums.loans = sums.loans.checked_add(1)?;
		sums.principal = sums.principal.checked_add(entry.principal)?;
		sums.speed = sums.speed.checked_add(entry.speed.wide())?;
		sums.moment = sums.moment.checked_add(moment(entry.speed.wide(), entry.start)?)?;
		for (sum, low) in sums.low.iter_mut().zip(&entry.low) {
			*sum = sum.checked_add(*low)?;
		}
		sums.high = sums.high.checked_add(entry.high)?;
		Some(self)
	}

	/// Without it.
	pub fn without_stop(mut self, entry: &Entry) -> Option<Self> {
		let sums = &mut self.stopping;
		sums.loans = sums.loans.checked_sub(1)?;
		sums.principal = sums.principal.checked_sub(entry.principal)?;
		sums.speed = sums.speed.checked_sub(entry.speed.wide())?;
		sums.moment = sums.moment.checked_sub(moment(entry.speed.wide(), entry.start)?)?;
		for (sum, low) in sums.low.iter_mut().zip(&entry.low) {
			*sum = sum.checked_sub(*low)?;
		}
		sums.high = sums.high.checked_sub(entry.high)?;
		Some(self)
	}
}

/// The book of all loans, in one value. Every sum is what the entries of the loans add up to on
/// the cursor's day.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Book {
	/// The day of the book clock that the sums are of.
	pub cursor: Day,
	/// All time that counted for nobody: block time less this is the book clock.
	pub paused: Seconds,
	/// Loans that run.
	pub loans: u32,
	/// The vault's principal.
	pub principal: UsdaiAmount,
	/// What a redemption counts.
	pub conservative: UsdaiAmount,
	/// What a deposit counts, without interest.
	pub optimistic: UsdaiAmount,
	/// Interest.
	pub accrual: Accrual,
	/// Principal of the offers that stand open.
	pub committed: UsdaiAmount,
}

impl Book {
	/// The book clock at a block's time.
	pub fn clock(&self, block: Seconds) -> Seconds {
		block.saturating_sub(self.paused)
	}

	/// Whether the calendar has yet to catch up with a block's time.
	pub fn is_rolling(&self, block: Seconds) -> bool {
		self.clock(block).day() > self.cursor
	}

	/// The moment of the book clock at which a payment is settled: while the calendar is behind,
	/// the end of the cursor's day.
	pub fn settles_at(&self, block: Seconds) -> Seconds {
		self.clock(block).min(self.after_cursor().start())
	}

	/// The day after the cursor.
	pub fn after_cursor(&self) -> Day {
		self.cursor.saturating_add(Day(1))
	}

	/// What the vault has in loans at a block's time.
	pub fn value(&self, block: Seconds) -> Result<BookValue, BookError> {
		if self.is_rolling(block) {
			return Err(BookError::Rolling);
		}
		let now = self.clock(block).max(self.cursor.start());
		Ok(BookValue {
			principal: self.principal,
			conservative: self.conservative,
			optimistic: self.optimistic,
			// Sums that do not fit 128 bits cannot be entered; should they ever be, no interest
			// counts rather than a wrong one.
			accrued: self.accrual.at(now).unwrap_or_default(),
		})
	}

	/// With an offer that stands open.
	pub fn with_offer(mut self, principal: UsdaiAmount) -> Option<Self> {
		self.committed = self.committed.checked_add(principal)?;
		Some(self)
	}

	/// Without it.
	pub fn without_offer(mut self, principal: UsdaiAmount) -> Option<Self> {
		self.committed = self.committed.checked_sub(principal)?;
		Some(self)
	}

	/// With a loan's entry. Its buckets are the caller's: [`DayBucket::with_stop`] always,
	/// [`DayBucket::with_start`] while its start is to come.
	pub fn with(mut self, entry: &Entry) -> Option<Self> {
		self.loans = self.loans.checked_add(1)?;
		self.principal = self.principal.checked_add(entry.principal)?;
		self.conservative = self.conservative.checked_add(entry.conservative(self.cursor))?;
		self.optimistic = self.optimistic.checked_add(entry.optimistic(self.cursor))?;
		if entry.start <= self.cursor {
			let (speed, began) = (entry.speed.wide(), moment(entry.speed.wide(), entry.start)?);
			self.accrual = self.accrual.begun(speed, began)?;
			if entry.stop <= self.cursor {
				self.accrual = self.accrual.stopped(speed, began, entry.stop)?;
			}
		}
		Some(self)
	}

	/// Without a loan's entry.
	pub fn without(mut self, entry: &Entry) -> Option<Self> {
		self.loans = self.loans.checked_sub(1)?;
		self.principal = self.principal.checked_sub(entry.principal)?;
		self.conservative = self.conservative.checked_sub(entry.conservative(self.cursor))?;
		self.optimistic = self.optimistic.checked_sub(entry.optimistic(self.cursor))?;
		if entry.stop <= self.cursor {
			let earned = entry.earned(entry.stop.start());
			self.accrual.frozen = self.accrual.frozen.checked_sub(earned)?;
		} else if entry.start <= self.cursor {
			let speed = entry.speed.wide();
			self.accrual = self.accrual.undone(speed, moment(speed, entry.start)?)?;
		}
		Some(self)
	}

	/// After interest of the loans that start on a day has begun.
	pub fn started(mut self, day: Day, sums: &Starting) -> Option<Self> {
		self.accrual = self.accrual.begun(sums.speed, moment(sums.speed, day)?)?;
		Some(self)
	}

	/// After the loans that stop on a day have stopped: interest is frozen, principal becomes the
	/// first mark.
	pub fn stopped(mut self, day: Day, sums: &Stopping) -> Option<Self> {
		let [first, ..] = sums.low;
		self.accrual = self.accrual.stopped(sums.speed, sums.moment, day)?;
		self.conservative = self.conservative.checked_sub(sums.principal)?.checked_add(first)?;
		self.optimistic = self.optimistic.checked_sub(sums.principal)?.checked_add(sums.high)?;
		Some(self)
	}

	/// After the loans of a bucket have come from one stage to the next.
	pub fn aged(mut self, from: UsdaiAmount, to: UsdaiAmount) -> Option<Self> {
		self.conservative = self.conservative.checked_sub(from)?.checked_add(to)?;
		Some(self)
	}
}
