//! The work behind the calls, by concern, and what the pallet is to others.

mod confirming;
mod daily;
mod harvesting;
mod investing;
mod losing;
mod paying;
mod reporting;
mod selling;
mod trait_bill_income;
mod trait_reserve_book;

use crate::{
	pallet::{AtCustodian, Config, CurrentPolicy, CurrentTotals, Pallet},
	Custody, Policy,
};
use caliber_primitives::{
	dollar::Dollar,
	units::{Day, Seconds, UsdaiAmount},
};
use frame_support::traits::UnixTime;

impl<T: Config> Pallet<T> {
	/// Unix time of the block.
	pub(crate) fn now() -> Seconds {
		Seconds(T::Time::now().as_secs())
	}

	/// The block's day, UTC.
	pub(crate) fn today() -> Day {
		Self::now().day()
	}

	/// The policy of this moment.
	pub(crate) fn policy_in_force() -> Policy {
		CurrentPolicy::<T>::get().at(Self::now())
	}

	/// Everything behind the dollar: cash, and bills at cost, settled or not.
	pub(crate) fn backing() -> UsdaiAmount {
		CurrentTotals::<T>::get().accounts.backing(T::Dollar::cash())
	}

	/// Stores what a custodian holds; nothing is not stored.
	pub(crate) fn set_at_custodian(custodian: &T::AccountId, custody: Custody) {
		if custody.is_empty() {
			AtCustodian::<T>::remove(custodian);
		} else {
			AtCustodian::<T>::insert(custodian, custody);
		}
	}
}
