//! The set as pallet-session asks for it.

use crate::pallet::{Config, HoldReason, Pallet, Validators};
use alloc::vec::Vec;
use core::marker::PhantomData;
use frame_support::traits::fungible::hold::Inspect;
use sp_runtime::traits::Convert;
use sp_staking::SessionIndex;

/// What stands behind a validator: the bond it holds, in the smallest unit of CAL.
pub struct BondOf<T>(PhantomData<T>);

impl<T: Config> Convert<T::AccountId, Option<u128>> for BondOf<T> {
	fn convert(who: T::AccountId) -> Option<u128> {
		Some(T::Currency::balance_on_hold(&HoldReason::Bond.into(), &who))
	}
}

impl<T: Config> pallet_session::SessionManager<T::AccountId> for Pallet<T> {
	/// The set as it stands; an empty one is no answer, for a chain without validators is dead.
	fn new_session(_: SessionIndex) -> Option<Vec<T::AccountId>> {
		let set = Validators::<T>::get().into_inner();
		(!set.is_empty()).then_some(set)
	}

	fn end_session(_: SessionIndex) {}

	fn start_session(_: SessionIndex) {}
}

impl<T: Config> pallet_session::historical::SessionManager<T::AccountId, u128> for Pallet<T> {
	fn new_session(index: SessionIndex) -> Option<Vec<(T::AccountId, u128)>> {
		let set = <Self as pallet_session::SessionManager<_>>::new_session(index)?;
		Some(
			set.into_iter()
				.filter_map(|who| Some((who.clone(), BondOf::<T>::convert(who)?)))
				.collect(),
		)
	}

	fn end_session(_: SessionIndex) {}

	fn start_session(_: SessionIndex) {}
}
