//! The totals, and every way in which they change. Nothing here reads or writes storage.

use super::{reserve::part_up, Bounds, Fuse, Refusal, Reserve, Reserves, Rules, MAX_RESERVES};
use caliber_finance::math::{mul_div, Rounding, MILLION};
use caliber_primitives::{
	ids::ReserveSlot,
	units::{ReserveAmount, Seconds, UsdaiAmount},
};
use frame_support::{traits::ConstU32, BoundedVec};

/// The dollar's totals in one value, so that solvency never sums over assets or accounts.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Ledger {
	/// Dollars in circulation: what was minted less what was burned here.
	pub issued: UsdaiAmount,
	/// Cash in hand, all reserve assets, in dollars.
	pub cash: UsdaiAmount,
	/// Promised to redemptions and not yet paid.
	pub owed: UsdaiAmount,
	/// How full the window of swaps is.
	pub mint_fuse: Fuse,
	/// How full the window of harvests is.
	pub harvest_fuse: Fuse,
}

/// What minting gives.
#[frame_support::stored]
#[derive(Copy)]
pub struct MintQuote {
	/// Dollars minted.
	pub minted: UsdaiAmount,
	/// The fee.
	pub fee: UsdaiAmount,
	/// Face of the asset above what it is taken at.
	pub discount: UsdaiAmount,
}

/// What a redemption in one asset gives.
#[frame_support::stored]
#[derive(Copy)]
pub struct RedeemQuote {
	/// Paid, in the unit of the asset.
	pub paid: ReserveAmount,
	/// The fee.
	pub fee: UsdaiAmount,
	/// What a shortfall takes.
	pub discount: UsdaiAmount,
}

/// What is paid of each asset, in its own unit.
pub type Paid = BoundedVec<(ReserveSlot, ReserveAmount), ConstU32<MAX_RESERVES>>;

/// What a redemption in all held assets gives.
#[frame_support::stored]
pub struct MixQuote {
	/// Paid of each asset.
	pub paid: Paid,
	/// The fees.
	pub fee: UsdaiAmount,
	/// What a shortfall takes.
	pub discount: UsdaiAmount,
}

/// Everything that a change of the ledger depends on, as it was read. A change consumes it and
/// returns the one to be stored.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Desk<Id> {
	/// The totals.
	pub ledger: Ledger,
	/// The reserve assets.
	pub reserves: Reserves<Id>,
	/// The parameters.
	pub rules: Rules,
	/// What the treasury holds for the dollar: bills at settled cost and cash in transit.
	pub treasury: UsdaiAmount,
	/// The time of the block.
	pub now: Seconds,
}

impl<Id> Desk<Id> {
	/// The asset in `slot`.
	pub fn reserve(&self, slot: ReserveSlot) -> Result<&Reserve<Id>, Refusal> {
		self.reserves.get(usize::from(slot.0)).ok_or(Refusal::UnknownReserve)
	}

	/// Cash, bills at settled cost and cash in transit.
	pub fn backing(&self) -> UsdaiAmount {
		self.ledger.cash.saturating_add(self.treasury)
	}

	/// In circulation and promised.
	pub fn owing(&self) -> UsdaiAmount {
		self.ledger.issued.saturating_add(self.ledger.owed)
	}

	/// Backing above what is owing.
	pub fn surplus(&self) -> UsdaiAmount {
		self.backing().saturating_sub(self.owing())
	}

	/// What is owing above backing: above zero it is declared, and minting and harvest refuse.
	pub fn shortfall(&self) -> UsdaiAmount {
		self.owing().saturating_sub(self.backing())
	}

	/// The bounds of minting now.
	pub fn mint_bounds(&self) -> Result<Bounds, Refusal> {
		self.rules.mint.bounds(self.ledger.issued, self.rules.window)
	}

	/// The bounds of harvest now.
	pub fn harvest_bounds(&self) -> Result<Bounds, Refusal> {
		self.rules.harvest.bounds(self.ledger.issued, self.rules.window)
	}

	/// Takes `amount` of the asset in `slot` for dollars.
	///
	/// Errors in order: `ZeroAmount`, `UnknownReserve`, `MintingOff`, `Shortfall`, `Unpriced`,
	/// `BelowBand`, `FeeAboveMax`, `BelowMinimum`, `PaysNothing`, `CapExceeded`, `FuseFull`,
	/// `AboveCeiling`, `Overflow`.
	pub fn mint(
		mut self,
		slot: ReserveSlot,
		amount: ReserveAmount,
		max_fee: UsdaiAmount,
	) -> Result<(Self, MintQuote), Refusal> {
		ensure(!amount.is_zero(), Refusal::ZeroAmount)?;
		let reserve = self.reserve(slot)?;
		let terms = reserve.terms;
		ensure(terms.breaker.lets_mint(), Refusal::MintingOff)?;
		ensure(self.shortfall().is_zero(), Refusal::Shortfall)?;
		let value = reserve.value(amount, self.now, self.rules.price_max_age)?;
		let discount = reserve.dollars(amount)?.saturating_sub(value);
		let fee = part_up(value, terms.mint_fee)?;
		let minted = value.saturating_sub(fee);
		ensure(fee.saturating_add(discount) <= max_fee, Refusal::FeeAboveMax)?;
		ensure(minted >= terms.minimum, Refusal::BelowMinimum)?;
		ensure(!minted.is_zero(), Refusal::PaysNothing)?;
		let bounds = self.mint_bounds()?;
		self.ledger.mint_fuse = self.ledger.mint_fuse.fill(minted, self.now, &bounds)?;
		self.ledger.issued = add(self.ledger.issued, minted)?;
		let desk = self.put_cash(slot, amount)?;
		ensure(desk.reserve(slot)?.cash_in_dollars()? <= terms.ceiling, Refusal::AboveCeiling)?;
		Ok((desk, MintQuote { minted, fee, discount }))
	}

	/// Pays `amount` of dollars in the asset in `slot`.
	///
	/// Errors in order: `ZeroAmount`, `UnknownReserve`, `RedemptionOff`, `MixOnly`,
	/// `FeeAboveMax`, `PaysNothing`, `AboveIssuance`, `CashBufferEmpty`, `Overflow`.
	pub fn redeem(
		self,
		slot: ReserveSlot,
		amount: UsdaiAmount,
		max_fee: UsdaiAmount,
	) -> Result<(Self, RedeemQuote), Refusal> {
		ensure(!amount.is_zero(), Refusal::ZeroAmount)?;
		let reserve = self.reserve(slot)?;
		ensure(reserve.terms.breaker.lets_redeem(), Refusal::RedemptionOff)?;
		ensure(self.reserves_in_band(), Refusal::MixOnly)?;
		let claim = self.claim(amount)?;
		let discount = amount.saturating_sub(claim);
		let fee = part_up(claim, reserve.terms.redeem_fee)?;
		let paid = reserve.units(claim.saturating_sub(fee))?;
		ensure(fee.saturating_add(discount) <= max_fee, Refusal::FeeAboveMax)?;
		ensure(!paid.is_zero(), Refusal::PaysNothing)?;
		let desk = self.burn(amount)?.take_cash(slot, paid)?;
		Ok((desk, RedeemQuote { paid, fee, discount }))
	}

	/// Pays `amount` of dollars in every held asset, each by its part of the cash.
	///
	/// Errors in order: `ZeroAmount`, `RedemptionOff`, `PaysNothing`, `CashBufferEmpty`,
	/// `FeeAboveMax`, `AboveIssuance`, `Overflow`.
	pub fn redeem_mix(
		self,
		amount: UsdaiAmount,
		max_fee: UsdaiAmount,
	) -> Result<(Self, MixQuote), Refusal> {
		ensure(!amount.is_zero(), Refusal::ZeroAmount)?;
		let mut held = self.reserves.iter().filter(|reserve| !reserve.cash.is_zero());
		ensure(held.all(|reserve| reserve.terms.breaker.lets_redeem()), Refusal::RedemptionOff)?;
		let (claim, cash) = (self.claim(amount)?, self.ledger.cash);
		ensure(!claim.is_zero(), Refusal::PaysNothing)?;
		ensure(claim <= self.free_cash(), Refusal::CashBufferEmpty)?;
		let discount = amount.saturating_sub(claim);
		let (mut paid, mut fee) = (Paid::new(), UsdaiAmount::ZERO);
		for (index, reserve) in (0..).zip(self.reserves.iter()) {
			let part = reserve.cash_in_dollars()?;
			let part = UsdaiAmount(mul_div(claim.get(), part.get(), cash.get(), Rounding::Down)?);
			let part_fee = part_up(part, reserve.terms.redeem_fee)?;
			let units = reserve.units(part.saturating_sub(part_fee))?;
			fee = add(fee, part_fee)?;
			if !units.is_zero() {
				paid.try_push((ReserveSlot(index), units)).map_err(|_| Refusal::Overflow)?;
			}
		}
		ensure(fee.saturating_add(discount) <= max_fee, Refusal::FeeAboveMax)?;
		ensure(!paid.is_empty(), Refusal::PaysNothing)?;
		let burned = self.burn(amount)?;
		let desk =
			paid.iter().try_fold(burned, |desk, (slot, units)| desk.take_cash(*slot, *units))?;
		Ok((desk, MixQuote { paid, fee, discount }))
	}

	/// Mints settled surplus: at most `amount`, what the window leaves, and what keeps the cushion
	/// whole after the mint. Returns how much; it may be nothing.
	///
	/// Errors: `Shortfall`, `Overflow`.
	pub fn harvest(mut self, amount: UsdaiAmount) -> Result<(Self, UsdaiAmount), Refusal> {
		ensure(self.shortfall().is_zero(), Refusal::Shortfall)?;
		let bounds = self.harvest_bounds()?;
		let minted = amount
			.min(self.above_cushion()?)
			.min(self.ledger.harvest_fuse.room(self.now, &bounds)?);
		self.ledger.harvest_fuse = self.ledger.harvest_fuse.fill(minted, self.now, &bounds)?;
		self.ledger.issued = add(self.ledger.issued, minted)?;
		Ok((self, minted))
	}

	/// Books what was destroyed elsewhere to surplus, when only `circulating` is left. Returns how
	/// much.
	///
	/// Errors: `NothingToReconcile`, `Overflow`.
	pub fn reconcile(mut self, circulating: UsdaiAmount) -> Result<(Self, UsdaiAmount), Refusal> {
		let destroyed = self.ledger.issued.saturating_sub(circulating);
		ensure(!destroyed.is_zero(), Refusal::NothingToReconcile)?;
		self.ledger.issued = circulating;
		Ok((self.within_bounds()?, destroyed))
	}

	/// The same under other rules.
	pub fn under(self, rules: Rules) -> Result<Self, Refusal> {
		Self { rules, ..self }.within_bounds()
	}

	/// Adds cash to the asset in `slot`.
	///
	/// Errors: `UnknownReserve`, `Overflow`.
	pub fn put_cash(mut self, slot: ReserveSlot, amount: ReserveAmount) -> Result<Self, Refusal> {
		let dollars = self.reserve(slot)?.dollars(amount)?;
		let reserve = self.reserve_mut(slot)?;
		reserve.cash = reserve.cash.checked_add(amount).ok_or(Refusal::Overflow)?;
		self.ledger.cash = add(self.ledger.cash, dollars)?;
		Ok(self)
	}

	/// Takes cash of the asset in `slot` that is promised to nobody.
	///
	/// Errors: `UnknownReserve`, `CashBufferEmpty`, `Overflow`.
	pub fn take_cash(mut self, slot: ReserveSlot, amount: ReserveAmount) -> Result<Self, Refusal> {
		let dollars = self.reserve(slot)?.dollars(amount)?;
		ensure(dollars <= self.free_cash(), Refusal::CashBufferEmpty)?;
		let reserve = self.reserve_mut(slot)?;
		reserve.cash = reserve.cash.checked_sub(amount).ok_or(Refusal::CashBufferEmpty)?;
		self.ledger.cash = self.ledger.cash.saturating_sub(dollars);
		Ok(self)
	}

	/// The most dollars that a call can mint for the asset in `slot` now; nothing when it refuses.
	pub fn capacity(&self, slot: ReserveSlot) -> Result<UsdaiAmount, Refusal> {
		let reserve = self.reserve(slot)?;
		let price = reserve.fresh_price(self.now, self.rules.price_max_age);
		if !reserve.terms.breaker.lets_mint()
			|| !self.shortfall().is_zero()
			|| price.is_none_or(|price| price < super::LOWEST)
		{
			return Ok(UsdaiAmount::ZERO);
		}
		let below_ceiling = reserve.terms.ceiling.saturating_sub(reserve.cash_in_dollars()?);
		Ok(below_ceiling.min(self.ledger.mint_fuse.room(self.now, &self.mint_bounds()?)?))
	}

	/// What dollars claim: themselves, in a shortfall their part of the backing, rounded down.
	fn claim(&self, amount: UsdaiAmount) -> Result<UsdaiAmount, Refusal> {
		if self.shortfall().is_zero() {
			return Ok(amount);
		}
		let (backing, owing) = (self.backing().get(), self.owing().get());
		Ok(UsdaiAmount(mul_div(amount.get(), backing, owing, Rounding::Down)?))
	}

	/// Takes dollars out of circulation.
	fn burn(mut self, amount: UsdaiAmount) -> Result<Self, Refusal> {
		let bounds = self.mint_bounds()?;
		self.ledger.mint_fuse = self.ledger.mint_fuse.drain(amount, self.now, &bounds)?;
		self.ledger.issued =
			self.ledger.issued.checked_sub(amount).ok_or(Refusal::AboveIssuance)?;
		self.within_bounds()
	}

	/// Surplus that can be minted such that the cushion is whole on the issuance after it:
	/// `(surplus - cushion) / (1 + cushion part)`, rounded down.
	fn above_cushion(&self) -> Result<UsdaiAmount, Refusal> {
		let cushion = part_up(self.ledger.issued, self.rules.cushion)?;
		let above = self.surplus().saturating_sub(cushion);
		let divisor = MILLION.saturating_add(u128::from(self.rules.cushion.get()));
		Ok(UsdaiAmount(mul_div(above.get(), MILLION, divisor, Rounding::Down)?))
	}

	/// Holds both fuses to what they can hold at the issuance and rules of now.
	fn within_bounds(mut self) -> Result<Self, Refusal> {
		self.ledger.mint_fuse = self.ledger.mint_fuse.within(&self.mint_bounds()?);
		self.ledger.harvest_fuse = self.ledger.harvest_fuse.within(&self.harvest_bounds()?);
		Ok(self)
	}

	/// Whether every held asset has a fresh price within the band.
	fn reserves_in_band(&self) -> bool {
		let mut held = self.reserves.iter().filter(|reserve| !reserve.cash.is_zero());
		held.all(|reserve| reserve.in_band(self.now, self.rules.price_max_age))
	}

	fn free_cash(&self) -> UsdaiAmount {
		self.ledger.cash.saturating_sub(self.ledger.owed)
	}

	fn reserve_mut(&mut self, slot: ReserveSlot) -> Result<&mut Reserve<Id>, Refusal> {
		self.reserves.get_mut(usize::from(slot.0)).ok_or(Refusal::UnknownReserve)
	}
}

fn ensure(holds: bool, refusal: Refusal) -> Result<(), Refusal> {
	if holds {
		Ok(())
	} else {
		Err(refusal)
	}
}

fn add(a: UsdaiAmount, b: UsdaiAmount) -> Result<UsdaiAmount, Refusal> {
	a.checked_add(b).ok_or(Refusal::Overflow)
}
