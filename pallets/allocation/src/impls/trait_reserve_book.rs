//! What the dollar asks: one small read, but for the date of a ticket.

use crate::pallet::{Book, Config, CurrentTotals, Pallet};
use caliber_primitives::{
	dollar::{ReserveBook, Treasury},
	units::{Seconds, UsdaiAmount},
};

impl<T: Config> ReserveBook for Pallet<T> {
	/// Bills with the accreted income that losses have taken from the vault.
	fn treasury() -> Treasury {
		let accounts = CurrentTotals::<T>::get().accounts;
		Treasury { bills: accounts.counted(), in_transit: accounts.in_transit }
	}

	fn next_maturity() -> Option<Seconds> {
		CurrentTotals::<T>::get().next_maturity
	}

	fn matured_by(amount: UsdaiAmount) -> Option<Seconds> {
		Book::<T>::get().matured_by(amount)
	}
}
