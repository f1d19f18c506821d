//! Serving the queue.

use super::value::Valued;
use crate::{
	pallet::{Checkpoints, Config, Error, Event, Pallet, State},
	types::Portion,
};
use caliber_primitives::units::Seconds;
use frame_support::storage::with_storage_layer;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// Strikes when the moment for it has come, in a storage layer of its own. Says whether it
	/// tried. While the book rolls it leaves the strike to the next block.
	pub(crate) fn strike_in_hook(now: Seconds) -> bool {
		if now < State::<T>::get().queue.next_strike {
			return false;
		}
		if let Err(error) = with_storage_layer(Self::strike) {
			log::debug!(target: "runtime::susdai", "no strike in this block: {error:?}");
		}
		true
	}

	/// Serves what is due and can be paid, in one checkpoint.
	pub(crate) fn strike() -> DispatchResult {
		let Valued { state, settings, nav, now } = Self::valued()?;
		let (struck, checkpoint) =
			state.struck(nav, &settings.windows, now).map_err(Error::<T>::from)?;
		State::<T>::put(struck);
		if let Some(checkpoint) = checkpoint {
			let index = state.queue.checkpoints;
			Checkpoints::<T>::insert(index, checkpoint);
			let Portion { shares, assets } = checkpoint.portion();
			Self::deposit_event(Event::Struck {
				checkpoint: index,
				shares,
				assets,
				redemption: nav.redemption,
				outstanding: state.shares,
				pending: struck.queue.pending(),
			});
		}
		Ok(())
	}
}
