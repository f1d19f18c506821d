//! The registry, by concern.

mod appraisals;
mod claims;
mod collateral;
mod contests;
mod cover;
mod custody;
mod disputes;
mod dossier;
mod eligibility;
mod facts;
mod governance;
mod liens;
mod lots;
mod monitoring;
mod redemption;
mod retirement;
#[cfg(feature = "runtime-benchmarks")]
mod set_up;
mod sites;
mod statements;
mod submission;
mod telemetry;
mod title;

pub(crate) use disputes::Verdict;
pub use dossier::{DOSSIER_SCHEMA, DOSSIER_SCHEMA_HASH};
#[cfg(feature = "runtime-benchmarks")]
pub(crate) use set_up::{largest_sku, SKU};

use crate::pallet::{Config, Error, NextItem, NextPolicy, Pallet};
use caliber_primitives::{
	ids::{ItemId, PolicyId},
	units::Seconds,
};
use frame_support::{ensure, traits::UnixTime, BoundedVec};
use sp_core::H256;

/// How many entries a list has.
pub(crate) fn count<V, S>(list: &BoundedVec<V, S>) -> u32 {
	u32::try_from(list.len()).unwrap_or(u32::MAX)
}

impl<T: Config> Pallet<T> {
	/// Unix time of the block.
	pub(crate) fn now() -> Seconds {
		Seconds(T::Time::now().as_secs())
	}

	/// Fails when one of these is the hash of no document.
	pub(crate) fn ensure_documents(hashes: &[H256]) -> Result<(), Error<T>> {
		ensure!(hashes.iter().all(|hash| !hash.is_zero()), Error::<T>::NoDocument);
		Ok(())
	}

	/// A new item's id; it is never given again.
	pub(crate) fn take_item_id() -> Result<ItemId, Error<T>> {
		let item = NextItem::<T>::get();
		NextItem::<T>::put(item.next().ok_or(Error::<T>::NoIdLeft)?);
		Ok(item)
	}

	/// A new policy's id.
	pub(crate) fn take_policy_id() -> Result<PolicyId, Error<T>> {
		let policy = NextPolicy::<T>::get();
		NextPolicy::<T>::put(policy.next().ok_or(Error::<T>::NoIdLeft)?);
		Ok(policy)
	}
}
