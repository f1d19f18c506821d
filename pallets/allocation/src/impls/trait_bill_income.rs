//! What the vault asks: one small read.

use crate::{
	pallet::{Book, Config, CurrentTotals, Pallet},
	Daily, Totals, WeightInfo,
};
use caliber_primitives::vault::{BillClaims, BillIncome};
use frame_support::weights::Weight;

impl<T: Config> BillIncome for Pallet<T> {
	/// Of open bills, and all that has come in and is not harvested, less what losses have taken; the
	/// higher estimate with what impaired bills still owe.
	fn claims() -> BillClaims {
		let totals = CurrentTotals::<T>::get();
		let Daily { open, doubtful, .. } = Self::daily(&totals);
		let accounts = totals.accounts;
		BillClaims { accreted: accounts.claim(open, doubtful), returned: accounts.claim_back() }
	}

	fn roll() {
		let daily = Self::daily_of(&Book::<T>::get());
		CurrentTotals::<T>::put(Totals { daily, ..CurrentTotals::<T>::get() });
	}

	fn roll_weight() -> Weight {
		T::WeightInfo::roll()
	}
}
