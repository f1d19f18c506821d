//! What the vault asks.

use crate::{
	mark_of,
	pallet::{Book, Config, CurrentTotals, Pallet},
};
use caliber_primitives::{
	prices::{Prices, RateKey},
	vault::{AccretedIncome, BillIncome, Returned},
};

impl<T: Config> Pallet<T> {
	/// Income of the sound open bills, by [`crate::Lines::income`].
	pub(crate) fn open_income() -> AccretedIncome {
		let today = Self::today();
		let mark = |tenor| mark_of(T::Prices::rate(RateKey::BillDiscount(tenor)), today);
		Book::<T>::get().income(today, mark)
	}
}

impl<T: Config> BillIncome for Pallet<T> {
	/// Of open bills, and all that has come in and is not harvested, less what losses have taken; the
	/// higher estimate with what impaired bills still owe.
	fn accreted() -> AccretedIncome {
		let doubtful = Book::<T>::get().doubtful(Self::today());
		CurrentTotals::<T>::get().accounts.claim(Self::open_income(), doubtful)
	}

	fn returned() -> Returned {
		CurrentTotals::<T>::get().accounts.claim_back()
	}
}
