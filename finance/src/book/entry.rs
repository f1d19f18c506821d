//! What one loan counts in the book.

use super::{
	accrual::{divided, Speed},
	progress::Progress,
};
use crate::{
	collateral::ltv,
	math::{mul_div, Rounding, MILLION, SCALE},
	schedule::Schedule,
	tranches::Tranche,
	units::{Day, Ppm, Seconds, UsdaiAmount, SECONDS_PER_DAY},
	FinanceError,
};
use macro_rules_attribute::apply;
use primitive_types::U256;

/// Stages of a mark: from the day on which a loan stops, then from each day of [`AGEING_DAYS`].
pub const STAGES: usize = 3;
/// Days after the stop on which the mark falls again, if nobody has paid.
pub const AGEING_DAYS: [u32; STAGES - 1] = [30, 90];

/// How the mark of a loan that is late beyond its grace falls. Each loan keeps what it was offered
/// with.
#[apply(stored!)]
#[serde(deny_unknown_fields)]
pub struct Ageing {
	/// Taken off the appraised forced-liquidation value, parts per million: what is left bounds
	/// the mark from the end of grace on.
	pub forced_haircut: Ppm,
	/// Taken off the principal, parts per million, 30 and 90 days after the end of grace: what is
	/// left bounds the mark as well.
	pub class_haircuts: [Ppm; STAGES - 1],
}

impl Ageing {
	/// Whether no haircut is above the whole and none is below the one before.
	pub fn in_range(&self) -> bool {
		let whole = |haircut: Ppm| u128::from(haircut.get()) <= MILLION;
		let [first, second] = self.class_haircuts;
		whole(self.forced_haircut) && first <= second && whole(second)
	}
}

/// What stands behind a loan, as it was valued when the loan was accepted. All of it in USDai.
#[apply(stored!)]
pub struct Security {
	/// What might be lent on.
	pub lendable: UsdaiAmount,
	/// Appraised orderly-liquidation value.
	pub orderly: UsdaiAmount,
	/// Appraised forced-liquidation value.
	pub forced: UsdaiAmount,
	/// Insurance cover.
	pub cover: UsdaiAmount,
	/// Until when all of the cover runs.
	pub cover_until: Seconds,
}

impl Security {
	/// No item, hence no cover that could end.
	pub const NOTHING: Self = Self {
		lendable: UsdaiAmount::ZERO,
		orderly: UsdaiAmount::ZERO,
		forced: UsdaiAmount::ZERO,
		cover: UsdaiAmount::ZERO,
		cover_until: Seconds::MAX,
	};

	/// With what another item is worth: values add up, the earlier end of cover counts. `None`
	/// when a sum does not fit.
	pub fn with(self, item: &Self) -> Option<Self> {
		Some(Self {
			lendable: self.lendable.checked_add(item.lendable)?,
			orderly: self.orderly.checked_add(item.orderly)?,
			forced: self.forced.checked_add(item.forced)?,
			cover: self.cover.checked_add(item.cover)?,
			cover_until: self.cover_until.min(item.cover_until),
		})
	}

	/// The largest principal of which [`Self::ltv`] is at most `max_ltv` and of which `min_cover` is
	/// covered, see [`crate::insurance::least_cover`]:
	/// `min(floor(lendable * max_ltv / 10^6), floor(cover * 10^6 / min_cover))`, held at the largest
	/// amount. Without a least cover any cover is enough.
	pub fn most(&self, max_ltv: Ppm, min_cover: Ppm) -> UsdaiAmount {
		let (cover, part) = (self.cover.get(), u128::from(min_cover.get()));
		let covered = mul_div(cover, MILLION, part, Rounding::Down);
		let covered = covered.map_or(UsdaiAmount::MAX, UsdaiAmount);
		max_ltv.of(self.lendable, Rounding::Down).min(covered)
	}

	/// A principal in parts per million of what might be lent on, rounded up; see [`ltv`].
	///
	/// Errors in order: `NoValue`, `Overflow` (above 4,294 times the value).
	pub fn ltv(&self, principal: UsdaiAmount) -> Result<Ppm, FinanceError> {
		let ratio = ltv(principal.get(), self.lendable.get())?;
		u32::try_from(ratio).map(Ppm).map_err(|_| FinanceError::Overflow)
	}
}

/// What decides a loan's [`Entry`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct EntryTerms<'a> {
	/// Its due dates.
	pub schedule: &'a Schedule,
	/// Who lends, the most senior first: tranche 0 is the vault.
	pub tranches: &'a [Tranche],
	/// How long after a deadline the mark stays; a day at least.
	pub grace: Seconds,
	/// How marks fall.
	pub ageing: &'a Ageing,
	/// What stands behind it.
	pub security: &'a Security,
	/// How far it has come.
	pub progress: &'a Progress,
	/// The day of the book clock on which it was found impaired, if it is.
	pub impaired: Option<Day>,
}

/// What one loan counts in the book. It is made when the loan is touched and stays as it is until
/// the next touch, so that what was put in is what is taken out.
#[apply(stored!)]
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
	/// What a loan that has come so far counts until it is touched again.
	///
	/// With V the vault's principal, B the balance of all tranches, and a value kept under a
	/// haircut `floor(value * (10^6 - haircut) / 10^6)`:
	///
	/// - `start` is the first midnight at or after the opening of the window that is due, `stop`
	///   the last one at or before deadline + grace, both on the book clock, which is the
	///   schedule's time less the loan's offset (protocol.md 1.2). The deadline is that of the first
	///   window that the borrower has not paid himself: what his reserve has paid does not hold the
	///   mark up (protocol.md 6.2). A loan that was found impaired stops on that day at the latest.
	/// - `speed` is [`Speed::of_vault`] of B.
	/// - `low[0] = min(V, forced value kept)`, and at each further stage the lesser of the one
	///   before and `min(V, B kept)`: junior tranches absorb the loss first, so the vault loses
	///   nothing before they have lost everything (protocol.md 2.2, 2.3).
	/// - `high = max(low[0], min(V, orderly value + cover))` (protocol.md 2.5). An expired policy
	///   is a fact, and facts act when the loan is reviewed: were the end of cover asked for here,
	///   a payment could lower what a deposit counts.
	///
	/// Therefore `low` falls, `low <= high <= principal` and `start <= stop`.
	///
	/// Errors in order: `NoWindowsLeft`; those of [`Speed::of_vault`].
	pub fn new(terms: &EntryTerms<'_>) -> Result<Self, FinanceError> {
		let EntryTerms { schedule, ageing, security, progress, .. } = *terms;
		let window = progress.windows_paid;
		let opens = schedule.opens(window).ok_or(FinanceError::NoWindowsLeft)?;
		let due = schedule.deadline(progress.paid_by_borrower());
		let due = due.ok_or(FinanceError::NoWindowsLeft)?;
		let ends = due.saturating_add(terms.grace);
		let on_book = |moment: Seconds| moment.saturating_sub(progress.offset);
		let start = midnight_from(on_book(opens));
		let ended = on_book(ends).day();
		// Less grace than a day may hold no midnight: then nothing is earned.
		let stop = if progress.drawn == 0 { ended.max(start) } else { ended };
		let stop = stop.min(terms.impaired.unwrap_or(Day::MAX));

		let (low, high) = marks(progress.vault, progress.balance, ageing, security)?;
		Ok(Self {
			// A window that opens once the loan has stopped earns nothing.
			start: start.min(stop),
			stop,
			speed: Speed::of_vault(progress.balance, terms.tranches)?,
			principal: progress.vault,
			low,
			high,
		})
	}

	/// With the marks of a new look at what stands behind it, of `balance` of all tranches; days and
	/// interest stay.
	///
	/// Errors: `Overflow`.
	pub fn revalued(
		self,
		balance: UsdaiAmount,
		ageing: &Ageing,
		security: &Security,
	) -> Result<Self, FinanceError> {
		let (low, high) = marks(self.principal, balance, ageing, security)?;
		Ok(Self { low, high, ..self })
	}

	/// Once so much of its principal is left and interest stands at `accrued`; marks and days stay. The
	/// book counts the same interest, or a unit less.
	///
	/// Errors: `Overflow`.
	pub fn reduced(
		self,
		principal: UsdaiAmount,
		accrued: UsdaiAmount,
	) -> Result<Self, FinanceError> {
		let time = self.stop.start().saturating_sub(self.start.start()).get();
		let speed = match (time, accrued.is_zero()) {
			(_, true) => 0,
			(time, false) => mul_div(accrued.get(), SCALE, u128::from(time), Rounding::Down)?,
		};
		Ok(Self { principal, speed: Speed(speed), ..self })
	}

	/// What is awaited of it, once all else is known to be lost: so much principal, and of the interest
	/// that it has counted so much. Deposits count both, redemptions neither (protocol.md 2.5).
	///
	/// Errors: those of [`Self::reduced`].
	pub fn awaiting(
		self,
		principal: UsdaiAmount,
		accrued: UsdaiAmount,
	) -> Result<Self, FinanceError> {
		let left = self.reduced(principal, accrued)?;
		Ok(Self { low: [UsdaiAmount::ZERO; STAGES], high: principal, ..left })
	}

	/// The interest that it counts from its stop on. None when it does not fit.
	pub fn whole_interest(&self) -> UsdaiAmount {
		self.accrued(self.stop.start()).unwrap_or_default()
	}

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

	/// The same in dollars, rounded down. `None` when it does not fit.
	pub fn accrued(&self, now: Seconds) -> Option<UsdaiAmount> {
		divided(self.earned(now))
	}
}

/// What redemptions count in each stage, and deposits; see [`Entry::new`].
fn marks(
	vault: UsdaiAmount,
	balance: UsdaiAmount,
	ageing: &Ageing,
	security: &Security,
) -> Result<([UsdaiAmount; STAGES], UsdaiAmount), FinanceError> {
	let mark = vault.min(kept(security.forced, ageing.forced_haircut)?);
	let estimate = security.orderly.saturating_add(security.cover);
	let [first, second] = ageing.class_haircuts;
	let aged = mark.min(kept(balance, first)?);
	let low = [mark, aged, aged.min(kept(balance, second)?)];
	Ok((low, vault.min(estimate).max(mark)))
}

/// The first midnight at or after a moment.
pub(super) fn midnight_from(moment: Seconds) -> Day {
	moment.saturating_add(Seconds(SECONDS_PER_DAY.saturating_sub(1))).day()
}

/// What a haircut leaves, rounded down; nothing of a haircut above the whole.
fn kept(value: UsdaiAmount, haircut: Ppm) -> Result<UsdaiAmount, FinanceError> {
	let keep = MILLION.saturating_sub(u128::from(haircut.get()));
	mul_div(value.get(), keep, MILLION, Rounding::Down).map(UsdaiAmount)
}
