//! Who may act for whom.

use crate::pallet::{Config, Error, Event, HoldReason, Operators, Pallet, State};
use caliber_primitives::dollar::{Compliance, PauseTier};
use frame_support::{
	ensure,
	traits::{fungible::MutateHold, tokens::Precision::BestEffort},
};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// Whether an account is another one or its operator.
	pub(crate) fn manages(by: &T::AccountId, whom: &T::AccountId) -> bool {
		by == whom || Operators::<T>::contains_key(whom, by)
	}

	/// That neither of the two is frozen, and the one may act for the other.
	///
	/// Errors: those of the freeze list, `NotOperator`.
	pub(crate) fn ensure_manages(by: &T::AccountId, whom: &T::AccountId) -> DispatchResult {
		T::Compliance::ensure_free(whom)?;
		if by != whom {
			T::Compliance::ensure_free(by)?;
		}
		ensure!(Self::manages(by, whom), Error::<T>::NotOperator);
		Ok(())
	}

	pub(crate) fn approve(controller: T::AccountId, operator: T::AccountId) -> DispatchResult {
		T::Compliance::ensure_open(PauseTier::Exit)?;
		let known = Operators::<T>::contains_key(&controller, &operator);
		ensure!(!known, Error::<T>::AlreadySo);
		let deposit = State::<T>::get().rules.at(Self::now()).request_deposit;
		Operators::<T>::insert(&controller, &operator, deposit);
		T::Currency::hold(&HoldReason::Operator.into(), &controller, deposit)?;
		Self::deposit_event(Event::OperatorSet { controller, operator, approved: true });
		Ok(())
	}

	pub(crate) fn dismiss(controller: T::AccountId, operator: T::AccountId) -> DispatchResult {
		let known = Operators::<T>::take(&controller, &operator);
		let deposit = known.ok_or(Error::<T>::AlreadySo)?;
		T::Currency::release(&HoldReason::Operator.into(), &controller, deposit, BestEffort)?;
		Self::deposit_event(Event::OperatorSet { controller, operator, approved: false });
		Ok(())
	}
}
