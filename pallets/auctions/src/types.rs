//! Types without `Config`. A lot is an [`OpenLot`] until it ends; every way to end it consumes it.

use alloc::collections::BTreeSet;
use caliber_finance::auction::{dutch_price, DutchTerms};
use caliber_primitives::{
	auction::LotSpec,
	ids::LoanId,
	units::{Seconds, UsdaiAmount},
};
use frame_support::ensure;

/// Why a lot cannot be opened, sold or settled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LotError {
	/// Before its opening.
	NotOpenYet,
	/// After its end.
	Over,
	/// Not after its end.
	NotOver,
	/// The buyer's limit is below the price.
	PriceAboveLimit,
	/// Buyer and seller are one.
	OwnLot,
	/// Sells nothing.
	NoItems,
	/// Sells something twice.
	RepeatedItem,
	/// The floor is above the start.
	FloorAboveStart,
	/// The floor is zero.
	NoFloor,
	/// The price falls in no time.
	NoDuration,
	/// Would open before now.
	OpensInPast,
	/// The end does not fit its type.
	EndsTooLate,
	/// Below the least bid.
	BidTooLow,
	/// Has another part in the sale.
	Involved,
	/// Not the price of the sale.
	WrongPrice,
	/// Somebody has attested it in that role.
	Attested,
	/// Somebody has not attested it.
	NotAttested,
	/// Somebody has bid more.
	Outbid,
	/// Another has arranged it.
	NotLiquidator,
}

/// Where a lot is in its time.
#[frame_support::stored]
#[derive(Copy)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Phase {
	/// Not open yet.
	#[codec(index = 0)]
	Waiting,
	/// Can be bought.
	#[codec(index = 1)]
	OnSale,
	/// Can be settled.
	#[codec(index = 2)]
	Over,
}

/// A lot that has not ended.
#[frame_support::stored]
pub struct OpenLot<AccountId> {
	/// Who gets the price.
	seller: AccountId,
	/// What is sold, at what prices, and when.
	spec: LotSpec,
}

/// A lot that somebody buys: the price is due from the buyer to the seller.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sale<AccountId> {
	/// The loan whose collateral is sold.
	pub loan: LoanId,
	/// Who gets the price.
	pub seller: AccountId,
	/// Who pays it.
	pub buyer: AccountId,
	/// USDai to pay.
	pub price: UsdaiAmount,
}

/// A lot that ended without a buyer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Returned {
	/// What was not sold.
	pub spec: LotSpec,
}

/// What a view tells of a lot.
#[frame_support::stored]
pub struct LotDetails<AccountId> {
	/// Who gets the price.
	pub seller: AccountId,
	/// What is sold, at what prices, and when.
	pub spec: LotSpec,
	/// The last second in which it can be bought.
	pub ends: Seconds,
	/// Where it is in its time.
	pub phase: Phase,
	/// USDai for which it can be bought now, while it can.
	pub price: Option<UsdaiAmount>,
}

impl<AccountId: PartialEq> OpenLot<AccountId> {
	/// A lot of `seller`, from the moment `spec.opens` on.
	pub fn new(seller: AccountId, spec: LotSpec, now: Seconds) -> Result<Self, LotError> {
		ensure!(spec.opens >= now, LotError::OpensInPast);
		let lot = Self { seller, spec };
		lot.ensure_well_formed()?;
		Ok(lot)
	}

	/// Whether it can be sold and settled at all.
	pub fn ensure_well_formed(&self) -> Result<(), LotError> {
		let LotSpec { items, start, floor, opens, lasts, .. } = &self.spec;
		ensure!(!items.is_empty(), LotError::NoItems);
		ensure!(items.iter().collect::<BTreeSet<_>>().len() == items.len(), LotError::RepeatedItem);
		ensure!(floor <= start, LotError::FloorAboveStart);
		ensure!(!floor.is_zero(), LotError::NoFloor);
		ensure!(!lasts.is_zero(), LotError::NoDuration);
		opens.checked_add(*lasts).ok_or(LotError::EndsTooLate)?;
		Ok(())
	}

	/// Who gets the price.
	pub fn seller(&self) -> &AccountId {
		&self.seller
	}

	/// What is sold, at what prices, and when.
	pub fn spec(&self) -> &LotSpec {
		&self.spec
	}

	/// The number of items.
	pub fn items(&self) -> u32 {
		u32::try_from(self.spec.items.len()).unwrap_or(u32::MAX)
	}

	/// The last second in which it can be bought.
	pub fn ends(&self) -> Seconds {
		self.spec.opens.saturating_add(self.spec.lasts)
	}

	/// Where it is in its time.
	pub fn phase(&self, now: Seconds) -> Phase {
		if now < self.spec.opens {
			Phase::Waiting
		} else if now <= self.ends() {
			Phase::OnSale
		} else {
			Phase::Over
		}
	}

	/// USDai for which it can be bought now, rounded down.
	pub fn price(&self, now: Seconds) -> Result<UsdaiAmount, LotError> {
		match self.phase(now) {
			Phase::Waiting => return Err(LotError::NotOpenYet),
			Phase::Over => return Err(LotError::Over),
			Phase::OnSale => {},
		}
		let terms = DutchTerms {
			start_price: self.spec.start.get(),
			floor_price: self.spec.floor.get(),
			started_at: self.spec.opens,
			duration: self.spec.lasts,
		};
		// Floor, duration and size are as `ensure_well_formed` demands, so that only a corrupt
		// lot gets here: it cannot be bought.
		dutch_price(&terms, now).map(UsdaiAmount).map_err(|_| LotError::FloorAboveStart)
	}

	/// Sells it at the price of the moment.
	pub fn sell(
		self,
		buyer: AccountId,
		max_price: UsdaiAmount,
		now: Seconds,
	) -> Result<Sale<AccountId>, LotError> {
		let price = self.price(now)?;
		ensure!(buyer != self.seller, LotError::OwnLot);
		ensure!(price <= max_price, LotError::PriceAboveLimit);
		Ok(Sale { loan: self.spec.loan, seller: self.seller, buyer, price })
	}

	/// Ends it after its time.
	pub fn expire(self, now: Seconds) -> Result<Returned, LotError> {
		ensure!(self.phase(now) == Phase::Over, LotError::NotOver);
		Ok(Returned { spec: self.spec })
	}

	/// Ends it at the seller's wish, at any time.
	pub fn cancel(self) -> Returned {
		Returned { spec: self.spec }
	}

	/// What a view tells of it.
	pub fn details(self, now: Seconds) -> LotDetails<AccountId> {
		let (ends, phase, price) = (self.ends(), self.phase(now), self.price(now).ok());
		LotDetails { seller: self.seller, spec: self.spec, ends, phase, price }
	}
}
