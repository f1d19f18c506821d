//! Dollars on other chains.

use crate::pallet::{Config, Event, Pallet};
use caliber_primitives::{
	dollar::{Bridge, PauseTier},
	units::UsdaiAmount,
};
use sp_runtime::DispatchResult;

impl<T: Config> Bridge<T::AccountId> for Pallet<T> {
	fn bridge_out(from: &T::AccountId, amount: UsdaiAmount) -> DispatchResult {
		Self::ensure_may(from, PauseTier::Transfer)?;
		let desk = Self::desk().bridge_out(amount).map_err(Self::error)?;
		Self::store(&desk);
		Self::destroy(from, amount)?;
		let bridged = desk.ledger.bridged;
		Self::deposit_event(Event::BridgedOut { from: from.clone(), amount, bridged });
		Ok(())
	}

	fn bridge_in(to: &T::AccountId, amount: UsdaiAmount) -> DispatchResult {
		Self::ensure_may(to, PauseTier::Transfer)?;
		let desk = Self::desk().bridge_in(amount).map_err(Self::error)?;
		Self::store(&desk);
		Self::issue(to, amount)?;
		let bridged = desk.ledger.bridged;
		Self::deposit_event(Event::BridgedIn { to: to.clone(), amount, bridged });
		Ok(())
	}
}
