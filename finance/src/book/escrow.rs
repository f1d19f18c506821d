//! Money that waits in escrow until a loan may begin.

use super::{
	accrual::Speed,
	entry::{midnight_from, Entry, STAGES},
	progress::Parts,
};
use crate::{
	math::{mul_div, Rounding, SCALE},
	tranches::Tranche,
	treasury::sum,
	units::{RatePerSecond, Seconds, UsdaiAmount},
	vault::Receipt,
	FinanceError,
};
use macro_rules_attribute::apply;

/// How long money of lenders waits, and what it earns meanwhile (protocol.md 6.6).
#[apply(stored!)]
pub struct Escrow {
	/// When it came, on the book clock.
	pub since: Seconds,
	/// When it goes back unless the loan has begun, on the book clock.
	pub until: Seconds,
	/// What it earns a second, scaled by 10^18.
	pub carry: RatePerSecond,
}

/// What money has earned in escrow, 18 decimals.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Carried {
	/// All of it.
	pub total: UsdaiAmount,
	/// The vault's part, without principal.
	pub receipt: Receipt,
}

impl Escrow {
	/// What the vault's money counts in the book: at face whatever comes, with carry from the first
	/// midnight at or after its coming to the last one at or before its end.
	///
	/// Errors: `Overflow`.
	pub fn entry(&self, vault: UsdaiAmount) -> Result<Entry, FinanceError> {
		let start = midnight_from(self.since);
		let speed =
			vault.get().checked_mul(self.carry.get().into()).ok_or(FinanceError::Overflow)?;
		Ok(Entry {
			start,
			stop: self.until.day().max(start),
			speed: Speed(speed),
			principal: vault,
			low: [vault; STAGES],
			high: vault,
		})
	}

	/// What so much has earned by `now` of the book clock, rounded up:
	/// `ceil(amount * carry * (min(now, until) - since) / 10^18)`.
	///
	/// Errors: `Overflow`.
	pub fn carried(&self, amount: UsdaiAmount, now: Seconds) -> Result<UsdaiAmount, FinanceError> {
		let time = now.min(self.until).saturating_sub(self.since);
		mul_div(amount.get(), self.carry.over(time), SCALE, Rounding::Up).map(UsdaiAmount)
	}

	/// What all tranches have earned by `now` of the book clock, each by [`Self::carried`]; `parts`
	/// says which how much. Of the vault's part the book had counted what [`Self::entry`] has accrued,
	/// which is never more.
	///
	/// Errors: `TooManyTranches`, `Overflow`.
	pub fn carried_by(
		&self,
		tranches: &[Tranche],
		now: Seconds,
		parts: &mut Parts,
	) -> Result<Carried, FinanceError> {
		*parts = Parts::default();
		let places = parts.lenders.get_mut(..tranches.len());
		let places = places.ok_or(FinanceError::TooManyTranches)?;
		let mut total = UsdaiAmount::ZERO;
		for (place, tranche) in places.iter_mut().zip(tranches) {
			let earned = self.carried(UsdaiAmount(tranche.amount), now)?;
			place.interest = earned.get();
			total = sum([total, earned])?;
		}
		let vault = tranches.first().map(|tranche| UsdaiAmount(tranche.amount));
		let entry = self.entry(vault.unwrap_or_default())?;
		let whole = parts.lenders.first().map(|part| UsdaiAmount(part.interest));
		let whole = whole.unwrap_or_default();
		let accrued = entry.accrued(now).ok_or(FinanceError::Overflow)?.min(whole);
		let extra = whole.saturating_sub(accrued);
		let receipt = Receipt { principal: UsdaiAmount::ZERO, accrued, extra };
		Ok(Carried { total, receipt })
	}

	/// What a borrower lays down for all of the time: [`Self::carried_by`] at its end, the most that
	/// it can come to.
	///
	/// Errors: those of [`Self::carried_by`].
	pub fn prepaid(&self, tranches: &[Tranche]) -> Result<UsdaiAmount, FinanceError> {
		Ok(self.carried_by(tranches, self.until, &mut Parts::default())?.total)
	}
}
