//! The loan book: what one loan counts in it, what all of them are worth, and what a payment and a
//! day do to both (protocol.md 1 and 2).
//!
//! | question | type |
//! |---|---|
//! | How far has a loan come, and how far does a payment take it? | [`Progress`], [`Paying`], [`Payment`] |
//! | Who gets what of a payment? | [`Parts`] |
//! | What is left to pay, and when? | [`Line`] |
//! | What does money earn that waits for a loan to begin? | [`Escrow`], [`Carried`] |
//! | What does a loan count until it is touched again? | [`Entry`], made of [`EntryTerms`] |
//! | What do a day to come and a day gone do to the book? | [`DayBucket`] |
//! | How much interest have all loans earned? | [`Accrual`] |
//! | What are all loans worth? | [`Book`], [`BookValue`] |
//!
//! A loan is touched by taking its entry out of the book and the buckets of its days, and putting
//! the next one in; a day passes by moving sums that lie ready in buckets. So neither costs more
//! when there are more loans, and the book equals the sum over loans to the unit at all times.
//!
//! ```
//! use caliber_finance::{
//!     book::{Ageing, Book, Entry, EntryTerms, Progress, Security},
//!     schedule::{Schedule, ScheduleTerms},
//!     tranches::Tranche,
//!     units::{Ppm, RatePerSecond, Seconds, UsdaiAmount},
//! };
//!
//! // A million from the midnight of 1 January 2024, at 15 % a year; the first instalment is due
//! // on 1 February, the mark falls ten days later.
//! let origination = Seconds(1_704_067_200);
//! let schedule = Schedule::new(ScheduleTerms {
//!     origination,
//!     due_day: 1,
//!     duration_days: 365,
//!     utc_offset_seconds: 0,
//! })?;
//! let principal = UsdaiAmount(1_000_000 * 10u128.pow(18));
//! let tranches = [Tranche { amount: principal.get(), rate: RatePerSecond(4_756_468_798) }];
//! let worth = UsdaiAmount(900_000 * 10u128.pow(18));
//! let entry = Entry::new(&EntryTerms {
//!     schedule: &schedule,
//!     tranches: &tranches,
//!     grace: Seconds(10 * 86_400),
//!     ageing: &Ageing { forced_haircut: Ppm(400_000), class_haircuts: [Ppm(700_000), Ppm(1_000_000)] },
//!     security: &Security { orderly: worth, forced: worth, ..Security::NOTHING },
//!     progress: &Progress::begun(origination, Seconds::ZERO, principal, &tranches),
//!     impaired: None,
//! })?;
//!
//! let book = Book { cursor: origination.day(), ..Book::default() };
//! let book = book.with(&entry).expect("the sums fit");
//! let value = book.value(Seconds(origination.get() + 3_600)).expect("the book is on this day");
//! assert_eq!(value.conservative, principal);
//! assert_eq!(value.accrued, UsdaiAmount(1_000_000 * 4_756_468_798 * 3_600));
//!
//! // Late beyond grace: 60 % of a forced sale for redemptions, the appraisal for deposits.
//! assert_eq!(entry.conservative(entry.stop), UsdaiAmount(540_000 * 10u128.pow(18)));
//! assert_eq!(entry.optimistic(entry.stop), worth);
//! # Ok::<(), caliber_finance::FinanceError>(())
//! ```

mod accrual;
mod days;
mod entry;
mod escrow;
mod progress;
mod prospect;

pub use accrual::{divided, moment, Accrual, Speed};
pub use days::{DayBucket, Fall, Starting, Stopping};
pub use entry::{Ageing, Entry, EntryTerms, Security, AGEING_DAYS, STAGES};
pub use escrow::{Carried, Escrow};
pub use progress::{advanced, Levies, Levy, Line, Parts, Paying, Payment, Progress, MAX_CHARGES};
pub use prospect::{highest_ltv, Aging};

use crate::units::{Day, Seconds, UsdaiAmount};
use macro_rules_attribute::apply;

/// What the vault's part of the book is worth.
#[apply(stored!)]
#[derive(Default)]
pub struct BookValue {
	/// Principal outstanding to the vault.
	pub principal: UsdaiAmount,
	/// The same after ageing and default marks, for redemptions: never above `principal`.
	pub conservative: UsdaiAmount,
	/// The same with impaired loans at their high estimate, for deposits: never below
	/// `conservative`.
	pub optimistic: UsdaiAmount,
	/// Interest accrued and not paid, before the performance fee; counts for deposits only.
	pub accrued: UsdaiAmount,
}

/// The book of all loans, in one value. Every sum is what the entries of the loans add up to on
/// the cursor's day.
///
/// A move is `None` when a sum does not fit, or more is taken out than is in it.
#[apply(stored!)]
#[derive(Default)]
pub struct Book {
	/// The day of the book clock that the sums are of.
	pub cursor: Day,
	/// All time that counted for nobody: block time less this is the book clock.
	pub paused: Seconds,
	/// Loans that run, and those whose money waits in escrow.
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
	/// The vault's principal that waits in escrow, part of `principal`.
	pub escrowed: UsdaiAmount,
}

/// The book clock (protocol.md 1.1).
impl Book {
	/// The book clock at a block's time.
	pub fn clock(&self, block: Seconds) -> Seconds {
		block.saturating_sub(self.paused)
	}

	/// After a time that counts for nobody.
	pub fn after_pause(mut self, time: Seconds) -> Self {
		self.paused = self.paused.saturating_add(time);
		self
	}

	/// A moment of the schedule of a loan, in block time, as far as pauses are known: it has moved
	/// by what the book has paused since the loan began.
	pub fn in_block_time(&self, loan: &Progress, moment: Seconds) -> Seconds {
		moment.saturating_add(self.paused.saturating_sub(loan.offset))
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
}

impl Book {
	/// What the vault has in loans at a block's time; `None` while the calendar has yet to catch up
	/// with it.
	pub fn value(&self, block: Seconds) -> Option<BookValue> {
		if self.is_rolling(block) {
			return None;
		}
		let now = self.clock(block).max(self.cursor.start());
		Some(BookValue {
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

	/// With money in escrow, whose entry is counted as a loan's is.
	pub fn with_escrow(mut self, principal: UsdaiAmount) -> Option<Self> {
		self.escrowed = self.escrowed.checked_add(principal)?;
		Some(self)
	}

	/// Without it.
	pub fn without_escrow(mut self, principal: UsdaiAmount) -> Option<Self> {
		self.escrowed = self.escrowed.checked_sub(principal)?;
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

	/// Without a loan's entry. Its buckets are the caller's: [`DayBucket::without_stop`] always,
	/// [`DayBucket::without_start`] while its start is to come.
	pub fn without(mut self, entry: &Entry) -> Option<Self> {
		self.loans = self.loans.checked_sub(1)?;
		self.principal = self.principal.checked_sub(entry.principal)?;
		self.conservative = self.conservative.checked_sub(entry.conservative(self.cursor))?;
		self.optimistic = self.optimistic.checked_sub(entry.optimistic(self.cursor))?;
		if entry.stop <= self.cursor {
			self.accrual = self.accrual.thawed(entry.earned(entry.stop.start()))?;
		} else if entry.start <= self.cursor {
			let speed = entry.speed.wide();
			self.accrual = self.accrual.undone(speed, moment(speed, entry.start)?)?;
		}
		Some(self)
	}

	/// The book once `day` has come, the cursor's next or one up to which nothing happens.
	///
	/// `buckets` are those of the day itself and of the days that lie [`AGEING_DAYS`] before it,
	/// where there are any. Interest of the loans that start on the day begins; that of those that
	/// stop is frozen; and the marks of each bucket fall by stored sums (protocol.md 2.2, 2.3).
	pub fn passed(self, day: Day, buckets: &[Option<DayBucket>; STAGES]) -> Option<Self> {
		let mut next = Self { cursor: day, ..self };
		let [today, ..] = buckets;
		if let Some(DayBucket { starting, stopping }) = today {
			next.accrual = next
				.accrual
				.begun(starting.speed, moment(starting.speed, day)?)?
				.stopped(stopping.speed, stopping.moment, day)?;
			next.optimistic =
				next.optimistic.checked_sub(stopping.principal)?.checked_add(stopping.high)?;
		}
		for (stage, bucket) in buckets.iter().enumerate() {
			if let Some(bucket) = bucket {
				let fall = bucket.stopping.falls().get(stage).copied()?;
				next.conservative =
					next.conservative.checked_sub(fall.from)?.checked_add(fall.to)?;
			}
		}
		Some(next)
	}
}
