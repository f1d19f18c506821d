//! The reporters: the validators of the session, by their feed keys. The pallet is a session
//! handler and keeps the list, so that judging a report reads one value.

use super::key_bytes;
use crate::{
	crypto::AuthorityId,
	pallet::{Conducts, Config, CurrentSet, Event, Members, Pallet, Sets, KEPT_SETS},
	types::{Reporter, ReporterSet},
};
use caliber_primitives::{
	ids::{ReporterIndex, SetId},
	prices::{FeedKeyBytes, Reporters},
};
use frame_support::{traits::OneSessionHandler, BoundedVec};
use sp_runtime::BoundToRuntimeAppPublic;

impl<T: Config> BoundToRuntimeAppPublic for Pallet<T> {
	type Public = AuthorityId;
}

impl<T: Config> Pallet<T> {
	/// Puts other reporters in force, and tells whether their keys are others.
	fn put_reporters<'a>(
		validators: impl Iterator<Item = (&'a T::AccountId, AuthorityId)>,
	) -> Option<ReporterSet<T::Hash>>
	where
		T::AccountId: 'a,
	{
		let members: Members<T> =
			BoundedVec::truncate_from(validators.map(|(who, key)| (who.clone(), key)).collect());
		let old = CurrentSet::<T>::get();
		let known = old.reporters.iter().map(|reporter| &reporter.key);
		if members.iter().map(|(_, key)| key).eq(known) {
			return None;
		}
		let set = old.with_reporters(members.iter().map(|(who, key)| {
			let conduct = Conducts::<T>::get(who).with_key(key.clone());
			let (generation, barred_until) = (conduct.generation, conduct.barred_until);
			Conducts::<T>::insert(who, conduct);
			Reporter { key: key.clone(), generation, barred_until }
		}));
		Sets::<T>::insert(set.id, members);
		Sets::<T>::remove(SetId(set.id.0.wrapping_sub(KEPT_SETS)));
		CurrentSet::<T>::put(&set);
		Some(set)
	}
}

impl<T: Config> OneSessionHandler<T::AccountId> for Pallet<T> {
	type Key = AuthorityId;

	fn on_genesis_session<'a, I>(validators: I)
	where
		I: Iterator<Item = (&'a T::AccountId, AuthorityId)> + 'a,
	{
		Self::put_reporters(validators);
	}

	/// Votes in open rounds stay when the keys do.
	fn on_new_session<'a, I>(_: bool, validators: I, _: I)
	where
		I: Iterator<Item = (&'a T::AccountId, AuthorityId)> + 'a,
	{
		if let Some(set) = Self::put_reporters(validators) {
			let (reporters, quorum) = (set.len(), set.quorum());
			Self::deposit_event(Event::ReportersChanged { set: set.id, reporters, quorum });
		}
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
		CurrentSet::<T>::get().reporter(index).map(|reporter| key_bytes(&reporter.key))
	}
}
