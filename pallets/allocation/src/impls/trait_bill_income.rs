//! What the vault asks.

use crate::{
	mark_of,
	pallet::{Book, Config, CurrentTotals, Pallet},
};
use caliber_primitives::{
	prices::{Prices, RateKey},
	vault::{AccretedIncome, BillIncome},
};

impl<T: Config> Pallet<T> {
	/// Income of the open bills, by [`crate::Lines::income`].
	pub(crate) fn open_income() -> AccretedIncome {
		let today = Self::today();
		let mark = |tenor| mark_of(T::Prices::rate(RateKey::BillDiscount(tenor)), today);
		Book::<T>::get().income(today, mark)
	}
}

impl<T: Config> BillIncome for Pallet<T> {
	/// Of open bills, and all that has come in and is not harvested, less what losses have taken.
	fn accreted() -> AccretedIncome {
		CurrentTotals::<T>::get().accounts.claim(Self::open_income())
	}
}
