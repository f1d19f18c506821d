//! What the vault asks.

use crate::{
	mark_of,
	pallet::{Book, Config, CurrentTotals, Pallet},
};
use caliber_primitives::{
	prices::{Prices, RateKey},
	vault::{AccretedIncome, BillIncome},
};

impl<T: Config> BillIncome for Pallet<T> {
	/// Open bills by [`crate::Lines::income`], and all that has come in and is not harvested.
	fn accreted() -> AccretedIncome {
		let today = Self::today();
		let mark = |tenor| mark_of(T::Prices::rate(RateKey::BillDiscount(tenor)), today);
		let open = Book::<T>::get().income(today, mark);
		CurrentTotals::<T>::get().accounts.claim(open)
	}
}
