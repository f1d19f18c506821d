//! What comes from outside and goes there, on the books.

use super::{ledger::ensure, Desk, Refusal, Way};
use caliber_finance::{fuse::Exceeded, reserve::units};
use caliber_primitives::{
	ids::ReserveSlot,
	units::{ReserveAmount, UsdaiAmount},
};

impl<Id> Desk<Id> {
	/// Counts attested money of the asset in `slot`; says how many dollars that is. `shown` says that
	/// the last proof of reserve failed for want of this very booking.
	///
	/// Errors in order: `ZeroAmount`, `UnknownReserve`, `StatementLate`, `StatementFailed`,
	/// `CapExceeded`, `FuseFull`, `Overflow`.
	pub fn attest(
		self,
		slot: ReserveSlot,
		amount: ReserveAmount,
		shown: bool,
	) -> Result<(Self, UsdaiAmount), Refusal> {
		ensure(!amount.is_zero(), Refusal::ZeroAmount)?;
		let dollars = self.reserve(slot)?.dollars(amount)?;
		if !shown {
			self.ensure_proven()?;
		}
		let ledger = self.ledger.attest(dollars, &self.rules.limits(), self.now)?;
		Ok((Self { ledger, ..self }, dollars))
	}

	/// Counts money of the asset in `slot` that bills have brought; says how many dollars that is. It
	/// only returns, so no proof of reserve and no pause is asked for.
	///
	/// Errors in order: `ZeroAmount`, `UnknownReserve`, `CapExceeded`, `FuseFull`, `Overflow`.
	pub fn bring(
		self,
		slot: ReserveSlot,
		amount: ReserveAmount,
	) -> Result<(Self, UsdaiAmount), Refusal> {
		ensure(!amount.is_zero(), Refusal::ZeroAmount)?;
		let dollars = self.reserve(slot)?.dollars(amount)?;
		let limits = self.rules.limits();
		let ledger = self.ledger.bring(dollars, self.treasury, &limits, self.now)?;
		Ok((Self { ledger, ..self }, dollars))
	}

	/// Counts what was brought of the asset in `slot` as paid in.
	///
	/// Errors: `UnknownReserve`, `Overflow`.
	pub fn pay_in(self, slot: ReserveSlot, amount: ReserveAmount) -> Result<Self, Refusal> {
		let dollars = self.reserve(slot)?.dollars(amount)?;
		let ledger = self.ledger.pay_in(dollars).ok_or(Refusal::Overflow)?;
		Ok(Self { ledger, ..self })
	}

	/// Gives back what was to be paid out of the asset in `slot`, as far as the fuse of attested money
	/// leaves room: two who lie about it make no more than by any other receipt. Says how much.
	///
	/// Errors in order: `UnknownReserve`, `FuseFull`, `Overflow`.
	pub fn give_back(
		self,
		slot: ReserveSlot,
		amount: ReserveAmount,
	) -> Result<(Self, ReserveAmount), Refusal> {
		let (limits, now) = (self.rules.limits(), self.now);
		let reserve = self.reserve(slot)?;
		let room = units(self.ledger.attested_room(&limits, now), reserve.decimals)?;
		let part = amount.min(room);
		ensure(!part.is_zero(), Refusal::FuseFull)?;
		let ledger = self.ledger.attest(reserve.dollars(part)?, &limits, now)?;
		Ok((Self { ledger, ..self }, part))
	}

	/// Counts dollars that leave for another chain.
	///
	/// Errors in order: `ZeroAmount`, `AboveIssuance`, `OutflowFull`.
	pub fn bridge_out(self, amount: UsdaiAmount) -> Result<Self, Refusal> {
		ensure(!amount.is_zero(), Refusal::ZeroAmount)?;
		let ledger = self.ledger.bridge_out(amount).ok_or(Refusal::AboveIssuance)?;
		Self { ledger, ..self }.let_out(Way::Egress, amount)
	}

	/// Counts money of the asset in `slot` that is to be paid outside.
	///
	/// Errors in order: `UnknownReserve`, `OutflowFull`, `Overflow`.
	pub fn pay_outside(self, slot: ReserveSlot, amount: ReserveAmount) -> Result<Self, Refusal> {
		let dollars = self.reserve(slot)?.dollars(amount)?;
		self.let_out(Way::Egress, dollars)
	}

	/// Counts dollars that come back from another chain.
	///
	/// Errors in order: `ZeroAmount`, `AboveBridged`, `CapExceeded`, `FuseFull`.
	pub fn bridge_in(self, amount: UsdaiAmount) -> Result<Self, Refusal> {
		ensure(!amount.is_zero(), Refusal::ZeroAmount)?;
		let counted = self.ledger.bridge_in(amount, &self.rules.limits(), self.now);
		let ledger = counted.map_err(|exceeded| match exceeded {
			Exceeded::Total => Refusal::AboveBridged,
			exceeded => exceeded.into(),
		})?;
		Ok(Self { ledger, ..self })
	}
}
