//! Dollars for reserve assets, and reserve assets for dollars.

use crate::{
	pallet::{Config, Event, Pallet},
	types::{units_of, Desk},
};
use caliber_primitives::{
	dollar::PauseTier,
	ids::ReserveSlot,
	units::{ReserveAmount, UsdaiAmount},
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Mints dollars for an asset, and says whether tickets were served with it.
	pub(crate) fn mint_for(
		who: T::AccountId,
		slot: ReserveSlot,
		amount: ReserveAmount,
		max_fee: UsdaiAmount,
	) -> Result<bool, DispatchError> {
		Self::ensure_may(&who, PauseTier::Intake)?;
		let desk = Self::desk();
		let supply = Self::supply_of(&desk, slot)?;
		Self::ensure_allowed(&desk.rules, &who)?;
		let (desk, quote) = desk.mint(slot, amount, max_fee, supply).map_err(Self::error)?;
		let services = desk.tickets.checkpoints;
		let desk = Self::served(desk)?;
		let served = desk.tickets.checkpoints != services;
		Self::store(&desk);
		Self::take_in(&desk, slot, &who, amount)?;
		Self::issue(&who, quote.minted)?;
		Self::deposit_event(Event::Minted { who, slot, paid: amount, quote });
		Ok(served)
	}

	/// Redeems dollars in one asset, or for a ticket.
	pub(crate) fn redeem_in(
		who: T::AccountId,
		desk: Desk<T::ReserveId>,
		slot: ReserveSlot,
		amount: UsdaiAmount,
		max_fee: UsdaiAmount,
	) -> DispatchResult {
		desk.redeemable(slot).map_err(Self::error)?;
		if desk.must_wait(amount).map_err(Self::error)? {
			return Self::redeem_later(who, desk, amount, max_fee);
		}
		let (desk, quote) = desk.redeem(slot, amount, max_fee).map_err(Self::error)?;
		Self::store(&desk);
		Self::destroy(&who, amount)?;
		Self::pay_out(&desk, slot, &who, quote.paid)?;
		Self::deposit_event(Event::Redeemed { who, slot, amount, quote });
		Ok(())
	}

	/// Redeems dollars in every asset, or for a ticket.
	pub(crate) fn redeem_in_all(
		who: T::AccountId,
		desk: Desk<T::ReserveId>,
		amount: UsdaiAmount,
		max_fee: UsdaiAmount,
	) -> DispatchResult {
		if desk.must_wait(amount).map_err(Self::error)? {
			return Self::redeem_later(who, desk, amount, max_fee);
		}
		let (desk, quote) = desk.redeem_mix(amount, max_fee).map_err(Self::error)?;
		Self::store(&desk);
		Self::destroy(&who, amount)?;
		Self::pay_each(&desk, &who, &units_of(&quote.paid))?;
		Self::deposit_event(Event::MixRedeemed { who, amount, quote });
		Ok(())
	}
}
