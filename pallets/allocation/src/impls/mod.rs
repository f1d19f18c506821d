//! The work behind the calls, by concern, and what the pallet is to others.

mod confirming;
mod harvesting;
mod investing;
mod trait_bill_income;
mod trait_reserve_book;

use crate::{
	pallet::{AtCustodian, Config, CurrentTotals, Pallet},
	Custody,
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
