//! Serving the queue, and the day's record.

use super::value::Valued;
use crate::{
	pallet::{Checkpoints, Config, Error, Event, History, Pallet, State},
	types::{Nav, Parts, Portion, Snapshot, VaultRecord, Windows},
};
use caliber_primitives::{units::Seconds, vault::BillIncome};
use frame_support::storage::with_storage_layer;
use sp_runtime::{DispatchError, DispatchResult};

/// How many strike days are remembered: 400.
pub const HISTORY: u32 = 400;

impl<T: Config> Pallet<T> {
	/// Strikes when the moment for it has come, in a storage layer of its own. Says whether it
	/// tried. While the book rolls it leaves the strike to the next block.
	pub(crate) fn strike_in_hook(now: Seconds) -> bool {
		if now < State::<T>::get().totals.queue.next_strike {
			return false;
		}
		T::Bills::roll();
		if let Err(error) = with_storage_layer(Self::strike_and_record) {
			log::debug!(target: "runtime::susdai", "no strike in this block: {error:?}");
		}
		true
	}

	fn strike_and_record() -> DispatchResult {
		let vault = Self::valued()?;
		let (parts, lent, now) = (vault.parts, vault.lent, vault.now);
		let VaultRecord { totals, windows, .. } = Self::strike(vault)?;
		let snapshot = Snapshot::of(&totals, Parts { idle: totals.idle, ..parts }, lent, now);
		let Nav { redemption, deposit } = snapshot.parts.nav().map_err(Error::<T>::from)?;
		History::<T>::insert(Self::place(&windows, now, 0), snapshot);
		Self::deposit_event(Event::Valued { redemption, deposit, shares: totals.shares });
		Ok(())
	}

	/// Where the record of so many strike days ago lies.
	pub(crate) fn place(windows: &Windows, now: Seconds, days: u32) -> u32 {
		let day = windows.strike_day(now).saturating_sub(days.into());
		let place = day.checked_rem(HISTORY.into()).unwrap_or_default();
		u32::try_from(place).unwrap_or_default()
	}

	/// Serves what is due and can be paid, in one checkpoint. The vault afterwards.
	pub(crate) fn strike(vault: Valued) -> Result<VaultRecord, DispatchError> {
		let Valued { record, nav, now, .. } = vault;
		let before = record.totals;
		let (struck, checkpoint) = before
			.struck(nav, &record.windows, &vault.rules.outflow, now)
			.map_err(Error::<T>::from)?;
		let record = record.with(struck);
		State::<T>::put(record);
		if let Some(checkpoint) = checkpoint {
			let index = before.queue.checkpoints;
			Checkpoints::<T>::insert(index, checkpoint);
			let Portion { shares, assets } = checkpoint.portion();
			Self::deposit_event(Event::Struck {
				checkpoint: index,
				shares,
				assets,
				redemption: nav.redemption,
				outstanding: before.shares,
				pending: struck.queue.pending(),
			});
			if struck.outflow.is_closed(now) {
				Self::deposit_event(Event::OutflowClosed { until: struck.outflow.closed_until });
			}
		}
		Ok(record)
	}
}
