//! What the vault asks.

use crate::{
	pallet::{Book, Config, CurrentTotals, Pallet},
	Mark,
};
use caliber_primitives::{
	prices::{Prices, RateKey},
	vault::{AccretedIncome, BillIncome},
};

impl<T: Config> BillIncome for Pallet<T> {
	/// Open bills by [`crate::Lines::income`], and all that has come in and is not harvested.
	fn accreted() -> AccretedIncome {
		let today = Self::today();
		let mark = |tenor| Mark::of(T::Prices::rate(RateKey::BillDiscount(tenor)), today);
		let open = Book::<T>::get().income(today, mark);
		let settled = CurrentTotals::<T>::get().settled_surplus;
		AccretedIncome {
			low: open.low.saturating_add(settled),
			high: open.high.saturating_add(settled),
		}
	}
}
