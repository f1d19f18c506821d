//! What a call does to the ledger, and when it refuses. Nothing here reads or writes storage, and
//! nothing computes: sums and parts are of [`caliber_finance::dollar`].

use super::{
	Proof, Refusal, Reserve, Reserves, Rules, Statement, TicketQuote, Way, LOWEST, MAX_RESERVES,
};
use caliber_finance::{
	dollar::{Ledger, MintQuote, Redemption, Treasury},
	fuse::Bounds,
	outflow::OutflowStatus,
	reserve::{ceiling, has_jumped, units, Holding},
	tickets::{Checkpoint, Tickets, Units, MAX_ASSETS},
};
use caliber_primitives::{
	delayed::Delayed,
	ids::ReserveSlot,
	units::{Ppm, ReserveAmount, Seconds, UsdaiAmount},
};
use core::array;
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

/// What is paid of each asset of which something is.
pub fn paid_of(units: &Units) -> Paid {
	let slots = (0u8..).map(ReserveSlot).zip(units.iter().copied());
	// As many assets as there are slots: nothing is cut off.
	BoundedVec::truncate_from(slots.filter(|(_, units)| !units.is_zero()).collect())
}

/// The same by slot.
pub fn units_of(paid: &Paid) -> Units {
	let mut units = Units::default();
	for (slot, amount) in paid {
		if let Some(place) = units.get_mut(usize::from(slot.0)) {
			*place = *amount;
		}
	}
	units
}

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
	/// The queue of tickets.
	pub tickets: Tickets,
	/// The parameters, and the next ones.
	pub figures: Delayed<Rules>,
	/// Those in force.
	pub rules: Rules,
	/// The last proof of reserve.
	pub statement: Statement,
	/// What the treasury holds for the dollar.
	pub treasury: Treasury,
	/// The time of the block.
	pub now: Seconds,
	/// What it allows.
	pub proof: Proof,
	/// Until when each way was closed.
	pub closed: [(Way, Seconds); 2],
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

	/// The bounds of what is attested now.
	pub fn attested_bounds(&self) -> Bounds {
		self.ledger.attested_bounds(&self.rules.limits())
	}

	/// Whether the last proof of reserve lets dollars be minted.
	///
	/// Errors: `StatementLate`, `StatementFailed`.
	pub fn ensure_proven(&self) -> Result<(), Refusal> {
		match self.proof {
			Proof::Good => Ok(()),
			Proof::Late => Err(Refusal::StatementLate),
			Proof::Failed => Err(Refusal::StatementFailed),
		}
	}

	/// Takes `amount` of the asset in `slot`, of which there is so much `supply`, for dollars.
	///
	/// Errors in order: `ZeroAmount`, `UnknownReserve`, `MintingOff`, `Shortfall`,
	/// `StatementLate`, `StatementFailed`, `Unpriced`, `BelowBand`, `SupplyJumped`,
	/// `FeeAboveMax`, `BelowMinimum`, `PaysNothing`, `CapExceeded`, `FuseFull`, `AboveCeiling`,
	/// `Overflow`.
	pub fn mint(
		self,
		slot: ReserveSlot,
		amount: ReserveAmount,
		max_fee: UsdaiAmount,
		supply: ReserveAmount,
	) -> Result<(Self, MintQuote), Refusal> {
		ensure(!amount.is_zero(), Refusal::ZeroAmount)?;
		let reserve = self.reserve(slot)?;
		let terms = reserve.terms;
		ensure(terms.breaker.lets_mint(), Refusal::MintingOff)?;
		ensure(self.shortfall().is_zero(), Refusal::Shortfall)?;
		self.ensure_proven()?;
		let quote = reserve.quote_mint(amount, self.now, self.rules.price_max_age)?;
		ensure(!self.supply_jumped(reserve, supply)?, Refusal::SupplyJumped)?;
		ensure(quote.cost() <= max_fee, Refusal::FeeAboveMax)?;
		ensure(quote.minted >= terms.minimum, Refusal::BelowMinimum)?;
		ensure(!quote.minted.is_zero(), Refusal::PaysNothing)?;
		let ledger = self.ledger.mint(quote.minted, &self.rules.limits(), self.now)?;
		let total = self.rules.ceiling;
		let desk = Self { ledger, ..self }.put_cash(slot, amount)?;
		let below = desk.reserve(slot)?.cash_in_dollars()? <= ceiling(total, terms.weight);
		ensure(below && desk.ledger.issued <= total, Refusal::AboveCeiling)?;
		Ok((desk, quote))
	}

	/// Pays `amount` of dollars in the asset in `slot`.
	///
	/// Errors in order: `ZeroAmount`, `UnknownReserve`, `RedemptionOff`, `MixOnly`,
	/// `FeeAboveMax`, `PaysNothing`, `OutflowFull`, `AboveIssuance`, `CashBufferEmpty`, `Overflow`.
	pub fn redeem(
		self,
		slot: ReserveSlot,
		amount: UsdaiAmount,
		max_fee: UsdaiAmount,
	) -> Result<(Self, RedeemQuote), Refusal> {
		ensure(!amount.is_zero(), Refusal::ZeroAmount)?;
		let reserve = self.redeemable(slot)?;
		ensure(self.reserves_in_band(), Refusal::MixOnly)?;
		let redemption = self.ledger.redemption(amount, self.treasury);
		let (redemption, paid) = redemption.pay(reserve.decimals, reserve.terms.redeem_fee)?;
		ensure(redemption.cost() <= max_fee, Refusal::FeeAboveMax)?;
		ensure(!paid.is_zero(), Refusal::PaysNothing)?;
		let desk =
			self.let_out(Way::Redemption, redemption.claim)?.burn(amount)?.take_cash(slot, paid)?;
		Ok((desk, RedeemQuote { paid, fee: redemption.fee, discount: redemption.discount }))
	}

	/// Pays `amount` of dollars in every held asset that is not switched off, each by its part of
	/// their cash.
	///
	/// Errors in order: `ZeroAmount`, `PaysNothing`, `CashBufferEmpty`, `FeeAboveMax`, `OutflowFull`,
	/// `AboveIssuance`, `Overflow`.
	pub fn redeem_mix(
		self,
		amount: UsdaiAmount,
		max_fee: UsdaiAmount,
	) -> Result<(Self, MixQuote), Refusal> {
		ensure(!amount.is_zero(), Refusal::ZeroAmount)?;
		let mut redemption = self.ledger.redemption(amount, self.treasury);
		ensure(!redemption.claim.is_zero(), Refusal::PaysNothing)?;
		let cash = self.paying_cash()?;
		ensure(redemption.claim <= cash, Refusal::CashBufferEmpty)?;
		let mut paid = Paid::new();
		for ((index, reserve), holding) in (0..).zip(self.reserves.iter()).zip(self.paying()) {
			let fee = reserve.terms.redeem_fee;
			let (after, units) = redemption.pay_mix(holding, cash, fee)?;
			redemption = after;
			if !units.is_zero() {
				paid.try_push((ReserveSlot(index), units)).map_err(|_| Refusal::Overflow)?;
			}
		}
		ensure(redemption.cost() <= max_fee, Refusal::FeeAboveMax)?;
		ensure(!paid.is_empty(), Refusal::PaysNothing)?;
		let burned = self.let_out(Way::Redemption, redemption.claim)?.burn(amount)?;
		let desk =
			paid.iter().try_fold(burned, |desk, (slot, units)| desk.take_cash(*slot, *units))?;
		Ok((desk, MixQuote { paid, fee: redemption.fee, discount: redemption.discount }))
	}

	/// Whether a redemption has to wait: somebody does, the assets that may pay have not so much
	/// cash, or not so much may leave now. What is switched off pays nobody, so it keeps nobody from
	/// the queue either.
	///
	/// Errors: `Overflow`.
	pub fn must_wait(&self, amount: UsdaiAmount) -> Result<bool, Refusal> {
		let claim = self.ledger.redemption(amount, self.treasury).claim;
		let most = self.paying_cash()?.min(self.outflow(Way::Redemption).room);
		Ok(!self.ledger.owed.is_zero() || claim > most)
	}

	/// The asset in `slot`, which may be redeemed.
	///
	/// Errors: `UnknownReserve`, `RedemptionOff`.
	pub fn redeemable(&self, slot: ReserveSlot) -> Result<&Reserve<Id>, Refusal> {
		let reserve = self.reserve(slot)?;
		ensure(reserve.terms.breaker.lets_redeem(), Refusal::RedemptionOff)?;
		Ok(reserve)
	}

	/// Cash of the assets that may be redeemed.
	fn paying_cash(&self) -> Result<UsdaiAmount, Refusal> {
		let off = self.reserves.iter().filter(|reserve| !reserve.terms.breaker.lets_redeem());
		Ok(self.ledger.paying_cash(off.map(Reserve::holding))?)
	}

	/// Promises `amount` of dollars to a ticket, in whole grains, less the highest fee of all
	/// assets: nobody knows yet which of them will pay it.
	///
	/// Errors in order: `ZeroAmount`, `FeeAboveMax`, `PaysNothing`, `AboveIssuance`, `Overflow`.
	pub fn ticket(
		self,
		amount: UsdaiAmount,
		max_fee: UsdaiAmount,
	) -> Result<(Self, TicketQuote), Refusal> {
		ensure(!amount.is_zero(), Refusal::ZeroAmount)?;
		let rates = self.reserves.iter().map(|reserve| reserve.terms.redeem_fee);
		let (promise, fee) = Redemption::promised(amount, rates.max().unwrap_or(Ppm::ZERO))?;
		ensure(fee <= max_fee, Refusal::FeeAboveMax)?;
		ensure(!promise.is_zero(), Refusal::PaysNothing)?;
		let burned = self.burn(amount)?;
		let ledger = burned.ledger.promise(promise).ok_or(Refusal::Overflow)?;
		Ok((Self { ledger, ..burned }, TicketQuote { promise, fee }))
	}

	/// Pays the tickets that wait out of the cash, as far as it goes and may leave. An asset whose
	/// redemption is off pays none.
	///
	/// Errors: `Overflow`.
	pub fn serve(self) -> Result<(Self, Option<Checkpoint>), Refusal> {
		let (holdings, now) = (self.paying(), self.now);
		let room = self.outflow(Way::Redemption).room;
		let Some(service) = self.ledger.service(&holdings, self.treasury, room)? else {
			return Ok((self, None));
		};
		let paid = self.let_out(Way::Redemption, service.cash)?;
		let ledger = paid.ledger.fulfil(service.dollars).ok_or(Refusal::Overflow)?;
		let fulfilled = Self { ledger: ledger.within(&paid.rules.limits()), ..paid };
		let paid = paid_of(&service.units);
		let desk =
			paid.iter().try_fold(fulfilled, |desk, (slot, units)| desk.set_aside(*slot, *units))?;
		let (tickets, checkpoint) = desk.tickets.served(&service, now)?;
		Ok((Self { tickets, ..desk }, Some(checkpoint)))
	}

	/// Mints settled surplus: at most `amount`, what the window leaves, and what keeps the cushion
	/// whole after the mint. Returns how much; it may be nothing.
	///
	/// Errors in order: `Shortfall`, `StatementLate`, `StatementFailed`.
	pub fn harvest(self, amount: UsdaiAmount) -> Result<(Self, UsdaiAmount), Refusal> {
		ensure(self.shortfall().is_zero(), Refusal::Shortfall)?;
		self.ensure_proven()?;
		let Self { rules, treasury, now, .. } = self;
		let (ledger, minted) =
			self.ledger.harvest(amount, rules.cushion, treasury, &rules.limits(), now);
		Ok((Self { ledger, ..self }, minted))
	}

	/// Takes dollars out of circulation that bear a loss.
	///
	/// Errors: `AboveIssuance`.
	pub fn lose(self, amount: UsdaiAmount) -> Result<Self, Refusal> {
		let ledger = self.ledger.lose(amount, &self.rules.limits());
		Ok(Self { ledger: ledger.ok_or(Refusal::AboveIssuance)?, ..self })
	}

	/// Books what was destroyed elsewhere to surplus, when only `here` is left on this chain.
	/// Returns how much.
	///
	/// Errors: `NothingToReconcile`.
	pub fn reconcile(self, here: UsdaiAmount) -> Result<(Self, UsdaiAmount), Refusal> {
		let reconciled = self.ledger.reconcile(here, &self.rules.limits());
		let (ledger, destroyed) = reconciled.ok_or(Refusal::NothingToReconcile)?;
		Ok((Self { ledger, ..self }, destroyed))
	}

	/// The ways that have closed since it was read, and until when.
	pub fn closed_now(&self) -> impl Iterator<Item = (Way, Seconds)> + '_ {
		let until = |way| self.ledger.valve(way).closed_until;
		self.closed
			.iter()
			.map(move |&(way, before)| (way, before, until(way)))
			.filter_map(|(way, before, until)| (until > before).then_some((way, until)))
	}

	/// How a way stands.
	pub fn outflow(&self, way: Way) -> OutflowStatus {
		self.ledger.outflow(way, &self.rules.limits(), self.now)
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

	/// Takes cash of the asset in `slot` for a bill. What it becomes is in the treasury's books
	/// already, so that a shortfall is seen which this very cash does not hide.
	///
	/// Errors: those of [`Self::take_cash`], `Shortfall`.
	pub fn spend(self, slot: ReserveSlot, amount: ReserveAmount) -> Result<Self, Refusal> {
		let desk = self.take_cash(slot, amount)?;
		ensure(desk.shortfall().is_zero(), Refusal::Shortfall)?;
		Ok(desk)
	}

	/// Takes cash of the asset in `slot` out of the cash, to be kept for tickets.
	fn set_aside(self, slot: ReserveSlot, amount: ReserveAmount) -> Result<Self, Refusal> {
		let taken = self.ledger.set_aside(self.reserve(slot)?.holding(), amount)?;
		let (ledger, holding) = taken.ok_or(Refusal::CashBufferEmpty)?;
		Self { ledger, ..self }.holding(slot, holding)
	}

	/// What each asset can pay, by slot: nothing while it is switched off.
	pub fn paying(&self) -> [Holding; MAX_ASSETS] {
		array::from_fn(|slot| {
			let reserve = self.reserves.get(slot).filter(|asset| asset.terms.breaker.lets_redeem());
			let empty = Holding { decimals: 18, cash: ReserveAmount::ZERO };
			reserve.map_or(empty, Reserve::holding)
		})
	}

	/// Whether an asset's supply has grown too much since its price was attested.
	fn supply_jumped(&self, reserve: &Reserve<Id>, now: ReserveAmount) -> Result<bool, Refusal> {
		let then = reserve.price.map(|price| price.supply).unwrap_or_default();
		let least = units(self.rules.attested.floor, reserve.decimals)?;
		Ok(has_jumped(then, now, self.rules.supply_jump, least))
	}

	/// The most dollars that a call can mint for the asset in `slot` now; nothing when it refuses.
	pub fn capacity(&self, slot: ReserveSlot) -> Result<UsdaiAmount, Refusal> {
		let reserve = self.reserve(slot)?;
		let price = reserve.fresh_price(self.now, self.rules.price_max_age);
		if !reserve.terms.breaker.lets_mint()
			|| !self.shortfall().is_zero()
			|| self.ensure_proven().is_err()
			|| price.is_none_or(|price| price < LOWEST)
		{
			return Ok(UsdaiAmount::ZERO);
		}
		let total = self.rules.ceiling;
		let of_asset = ceiling(total, reserve.terms.weight);
		let below_ceiling =
			reserve.holding().room_below(of_asset)?.min(self.ledger.room_below(total));
		Ok(below_ceiling.min(self.ledger.mint_room(&self.rules.limits(), self.now)))
	}

	/// Counts what leaves by a way.
	pub(super) fn let_out(self, way: Way, dollars: UsdaiAmount) -> Result<Self, Refusal> {
		let ledger = self.ledger.let_out(way, dollars, &self.rules.limits(), self.now);
		Ok(Self { ledger: ledger.ok_or(Refusal::OutflowFull)?, ..self })
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

pub(super) fn ensure(holds: bool, refusal: Refusal) -> Result<(), Refusal> {
	if holds {
		Ok(())
	} else {
		Err(refusal)
	}
}
