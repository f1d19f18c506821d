//! What a call does to the ledger, and when it refuses. Nothing here reads or writes storage, and
//! nothing computes: sums and parts are of [`caliber_finance::dollar`].

use super::{Refusal, Reserve, Reserves, Rules, LOWEST, MAX_RESERVES};
use caliber_finance::{
	dollar::{Ledger, MintQuote, Treasury},
	fuse::Bounds,
	reserve::Holding,
};
use caliber_primitives::{
	ids::ReserveSlot,
	units::{ReserveAmount, Seconds, UsdaiAmount},
};
use frame_support::{traits::ConstU32, BoundedVec};

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
	/// What the treasury holds for the dollar.
	pub treasury: Treasury,
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
		self.ledger.backing(self.treasury)
	}

	/// Backing above what is owing.
	pub fn surplus(&self) -> UsdaiAmount {
		self.ledger.surplus(self.treasury)
	}

	/// What is owing above backing: above zero it is declared, and minting and harvest refuse.
	pub fn shortfall(&self) -> UsdaiAmount {
		self.ledger.shortfall(self.treasury)
	}

	/// The bounds of minting now.
	pub fn mint_bounds(&self) -> Bounds {
		self.ledger.mint_bounds(&self.rules.limits())
	}

	/// The bounds of harvest now.
	pub fn harvest_bounds(&self) -> Bounds {
		self.ledger.harvest_bounds(&self.rules.limits())
	}

	/// Takes `amount` of the asset in `slot` for dollars.
	///
	/// Errors in order: `ZeroAmount`, `UnknownReserve`, `MintingOff`, `Shortfall`, `Unpriced`,
	/// `BelowBand`, `FeeAboveMax`, `BelowMinimum`, `PaysNothing`, `CapExceeded`, `FuseFull`,
	/// `AboveCeiling`, `Overflow`.
	pub fn mint(
		self,
		slot: ReserveSlot,
		amount: ReserveAmount,
		max_fee: UsdaiAmount,
	) -> Result<(Self, MintQuote), Refusal> {
		ensure(!amount.is_zero(), Refusal::ZeroAmount)?;
		let reserve = self.reserve(slot)?;
		let terms = reserve.terms;
		ensure(terms.breaker.lets_mint(), Refusal::MintingOff)?;
		ensure(self.shortfall().is_zero(), Refusal::Shortfall)?;
		let quote = reserve.quote_mint(amount, self.now, self.rules.price_max_age)?;
		ensure(quote.cost() <= max_fee, Refusal::FeeAboveMax)?;
		ensure(quote.minted >= terms.minimum, Refusal::BelowMinimum)?;
		ensure(!quote.minted.is_zero(), Refusal::PaysNothing)?;
		let ledger = self.ledger.mint(quote.minted, &self.rules.limits(), self.now)?;
		let desk = Self { ledger, ..self }.put_cash(slot, amount)?;
		ensure(desk.reserve(slot)?.cash_in_dollars()? <= terms.ceiling, Refusal::AboveCeiling)?;
		Ok((desk, quote))
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
		let redemption = self.ledger.redemption(amount, self.treasury);
		let (redemption, paid) = redemption.pay(reserve.decimals, reserve.terms.redeem_fee)?;
		ensure(redemption.cost() <= max_fee, Refusal::FeeAboveMax)?;
		ensure(!paid.is_zero(), Refusal::PaysNothing)?;
		let desk = self.burn(amount)?.take_cash(slot, paid)?;
		Ok((desk, RedeemQuote { paid, fee: redemption.fee, discount: redemption.discount }))
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
		let mut redemption = self.ledger.redemption(amount, self.treasury);
		ensure(!redemption.claim.is_zero(), Refusal::PaysNothing)?;
		ensure(redemption.claim <= self.ledger.free_cash(), Refusal::CashBufferEmpty)?;
		let mut paid = Paid::new();
		for (index, reserve) in (0..).zip(self.reserves.iter()) {
			let (holding, fee) = (reserve.holding(), reserve.terms.redeem_fee);
			let (after, units) = redemption.pay_mix(holding, self.ledger.cash, fee)?;
			redemption = after;
			if !units.is_zero() {
				paid.try_push((ReserveSlot(index), units)).map_err(|_| Refusal::Overflow)?;
			}
		}
		ensure(redemption.cost() <= max_fee, Refusal::FeeAboveMax)?;
		ensure(!paid.is_empty(), Refusal::PaysNothing)?;
		let burned = self.burn(amount)?;
		let desk =
			paid.iter().try_fold(burned, |desk, (slot, units)| desk.take_cash(*slot, *units))?;
		Ok((desk, MixQuote { paid, fee: redemption.fee, discount: redemption.discount }))
	}

	/// Mints settled surplus: at most `amount`, what the window leaves, and what keeps the cushion
	/// whole after the mint. Returns how much; it may be nothing.
	///
	/// Errors: `Shortfall`.
	pub fn harvest(self, amount: UsdaiAmount) -> Result<(Self, UsdaiAmount), Refusal> {
		ensure(self.shortfall().is_zero(), Refusal::Shortfall)?;
		let Self { rules, treasury, now, .. } = self;
		let (ledger, minted) =
			self.ledger.harvest(amount, rules.cushion, treasury, &rules.limits(), now);
		Ok((Self { ledger, ..self }, minted))
	}

	/// Books what was destroyed elsewhere to surplus, when only `circulating` is left. Returns how
	/// much.
	///
	/// Errors: `NothingToReconcile`.
	pub fn reconcile(self, circulating: UsdaiAmount) -> Result<(Self, UsdaiAmount), Refusal> {
		let reconciled = self.ledger.reconcile(circulating, &self.rules.limits());
		let (ledger, destroyed) = reconciled.ok_or(Refusal::NothingToReconcile)?;
		Ok((Self { ledger, ..self }, destroyed))
	}

	/// The same under other rules.
	pub fn under(self, rules: Rules) -> Self {
		Self { rules, ledger: self.ledger.within(&rules.limits()), ..self }
	}

	/// Adds cash to the asset in `slot`.
	///
	/// Errors: `UnknownReserve`, `Overflow`.
	pub fn put_cash(self, slot: ReserveSlot, amount: ReserveAmount) -> Result<Self, Refusal> {
		let (ledger, holding) = self.ledger.put_cash(self.reserve(slot)?.holding(), amount)?;
		Self { ledger, ..self }.holding(slot, holding)
	}

	/// Takes cash of the asset in `slot` that is promised to nobody.
	///
	/// Errors: `UnknownReserve`, `CashBufferEmpty`, `Overflow`.
	pub fn take_cash(self, slot: ReserveSlot, amount: ReserveAmount) -> Result<Self, Refusal> {
		let taken = self.ledger.take_cash(self.reserve(slot)?.holding(), amount)?;
		let (ledger, holding) = taken.ok_or(Refusal::CashBufferEmpty)?;
		Self { ledger, ..self }.holding(slot, holding)
	}

	/// The most dollars that a call can mint for the asset in `slot` now; nothing when it refuses.
	pub fn capacity(&self, slot: ReserveSlot) -> Result<UsdaiAmount, Refusal> {
		let reserve = self.reserve(slot)?;
		let price = reserve.fresh_price(self.now, self.rules.price_max_age);
		if !reserve.terms.breaker.lets_mint()
			|| !self.shortfall().is_zero()
			|| price.is_none_or(|price| price < LOWEST)
		{
			return Ok(UsdaiAmount::ZERO);
		}
		let below_ceiling = reserve.holding().room_below(reserve.terms.ceiling)?;
		Ok(below_ceiling.min(self.ledger.mint_room(&self.rules.limits(), self.now)))
	}

	/// Takes dollars out of circulation.
	fn burn(self, amount: UsdaiAmount) -> Result<Self, Refusal> {
		let burned = self.ledger.burn(amount, &self.rules.limits(), self.now);
		Ok(Self { ledger: burned.ok_or(Refusal::AboveIssuance)?, ..self })
	}

	/// Whether every held asset has a fresh price within the band.
	fn reserves_in_band(&self) -> bool {
		let mut held = self.reserves.iter().filter(|reserve| !reserve.cash.is_zero());
		held.all(|reserve| reserve.in_band(self.now, self.rules.price_max_age))
	}

	/// The same with other cash of the asset in `slot`.
	fn holding(mut self, slot: ReserveSlot, holding: Holding) -> Result<Self, Refusal> {
		let reserve = self.reserves.get_mut(usize::from(slot.0)).ok_or(Refusal::UnknownReserve)?;
		reserve.cash = holding.cash;
		Ok(self)
	}
}

fn ensure(holds: bool, refusal: Refusal) -> Result<(), Refusal> {
	if holds {
		Ok(())
	} else {
		Err(refusal)
	}
}
