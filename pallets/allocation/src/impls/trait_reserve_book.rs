//! What the dollar asks: one small read, but for the date of a ticket.

use crate::pallet::{Book, Config, CurrentTotals, Pallet};
use caliber_primitives::{
	dollar::ReserveBook,
	units::{Seconds, UsdaiAmount},
};

impl<T: Config> ReserveBook for Pallet<T> {
	/// With the accreted income that losses have taken from the vault.
	fn at_settled_cost() -> UsdaiAmount {
		CurrentTotals::<T>::get().accounts.counted()
	}

	fn in_transit() -> UsdaiAmount {
		CurrentTotals::<T>::get().accounts.in_transit
	}

	fn next_maturity() -> Option<Seconds> {
		CurrentTotals::<T>::get().next_maturity
	}

	fn matured_by(amount: UsdaiAmount) -> Option<Seconds> {
		Book::<T>::get().matured_by(amount)
	}
}
