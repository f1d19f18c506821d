//! The reporters: the validators of the session, by their feed keys. The pallet is a session
//! handler and keeps the list, so that judging a report reads one value.

use super::key_bytes;
use crate::{
	crypto::AuthorityId,
	pallet::{Config, CurrentSet, Event, Pallet},
};
use caliber_primitives::{
	ids::{ReporterIndex, SetId},
	prices::{FeedKeyBytes, Reporters},
};
use frame_support::traits::OneSessionHandler;
use sp_runtime::BoundToRuntimeAppPublic;

impl<T: Config> BoundToRuntimeAppPublic for Pallet<T> {
	type Public = AuthorityId;
}

impl<T: Config> OneSessionHandler<T::AccountId> for Pallet<T> {
	type Key = AuthorityId;

	fn on_genesis_session<'a, I>(validators: I)
	where
		I: Iterator<Item = (&'a T::AccountId, AuthorityId)> + 'a,
	{
		CurrentSet::<T>::mutate(|set| {
			*set = set.clone().with_keys(validators.map(|(_, key)| key));
		});
	}

	/// Votes in open rounds stay when the keys do.
	fn on_new_session<'a, I>(_: bool, validators: I, _: I)
	where
		I: Iterator<Item = (&'a T::AccountId, AuthorityId)> + 'a,
	{
		let old = CurrentSet::<T>::get();
		let id = old.id;
		let set = old.with_keys(validators.map(|(_, key)| key));
		if set.id == id {
			return;
		}
		let (id, reporters, quorum) = (set.id, set.len(), set.quorum());
		CurrentSet::<T>::put(set);
		Self::deposit_event(Event::ReportersChanged { set: id, reporters, quorum });
	}

	/// A validator that is disabled for the rest of the session may still report: the quorum does
	/// not depend on any one of them.
	fn on_disabled(_: u32) {}
}

impl<T: Config> Reporters for Pallet<T> {
	fn set() -> (SetId, u32) {
		let set = CurrentSet::<T>::get();
		(set.id, set.len())
	}

	fn key(index: ReporterIndex) -> Option<FeedKeyBytes> {
		CurrentSet::<T>::get().key(index).map(key_bytes)
	}
}
