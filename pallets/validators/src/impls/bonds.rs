//! Bonds, and the ways out of the set.

use crate::{
	pallet::{Bonded, Config, CurrentRules, Error, Event, HoldReason, Pallet, Validators},
	Standing,
};
use frame_support::{
	ensure,
	traits::{fungible::hold::Mutate, Get},
	BoundedVec,
};
use sp_runtime::{DispatchError, DispatchResult};
use sp_staking::SessionIndex;

impl<T: Config> Pallet<T> {
	/// Holds the bond of `who` and says how much that is.
	pub(crate) fn hold_bond(who: &T::AccountId) -> Result<u128, DispatchError> {
		let amount = CurrentRules::<T>::get().bond;
		T::Currency::hold(&HoldReason::Bond.into(), who, amount)?;
		Ok(amount)
	}

	/// Takes `who` out on its own wish or governance's; the set keeps its minimum.
	pub(crate) fn do_leave(who: T::AccountId) -> DispatchResult {
		match Bonded::<T>::get(&who).ok_or(Error::<T>::NotBonded)? {
			Standing::Leaving(_) => return Err(Error::<T>::AlreadyLeaving.into()),
			Standing::Candidate => {},
			Standing::Validator => ensure!(
				Self::count(&Validators::<T>::get()) > CurrentRules::<T>::get().min_validators,
				Error::<T>::SetTooSmall
			),
		}
		let free_from = Self::expel(&who);
		let validators = Self::count(&Validators::<T>::get());
		Self::deposit_event(Event::Left { who, free_from, validators });
		Ok(())
	}

	/// Takes `who` out of the set, starts the wait, and says when it ends.
	pub(crate) fn expel(who: &T::AccountId) -> SessionIndex {
		Validators::<T>::mutate(|set| {
			if let Ok(place) = set.binary_search(who) {
				set.remove(place);
			}
		});
		let wait = CurrentRules::<T>::get().unbonding_sessions;
		let free_from = T::Session::get().saturating_add(wait);
		Bonded::<T>::insert(who, Standing::Leaving(free_from));
		free_from
	}

	/// How many validators a set has.
	pub(crate) fn count(set: &BoundedVec<T::AccountId, T::MaxValidators>) -> u32 {
		u32::try_from(set.len()).unwrap_or(u32::MAX)
	}
}
