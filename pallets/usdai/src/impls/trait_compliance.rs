//! Who is frozen and what is paused, as everybody asks.

use crate::pallet::{Config, Error, Pallet, State};
use caliber_primitives::dollar::{Compliance, PauseTier};
use frame_support::ensure;
use sp_runtime::DispatchResult;

impl<T: Config> Compliance<T::AccountId> for Pallet<T> {
	fn ensure_free(who: &T::AccountId) -> DispatchResult {
		ensure!(!Self::is_frozen(who.clone()), Error::<T>::AccountFrozen);
		Ok(())
	}

	fn ensure_open(tier: PauseTier) -> DispatchResult {
		ensure!(Self::is_open(tier), Error::<T>::TierPaused);
		Ok(())
	}

	fn ensure_sound() -> DispatchResult {
		let shortfall = State::<T>::get().ledger.shortfall(Self::treasury());
		ensure!(shortfall.is_zero(), Error::<T>::Shortfall);
		Ok(())
	}
}
