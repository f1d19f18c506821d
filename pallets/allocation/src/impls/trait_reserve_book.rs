//! What the dollar asks: one small read.

use crate::pallet::{Config, CurrentTotals, Pallet};
use caliber_primitives::{
	dollar::ReserveBook,
	units::{Seconds, UsdaiAmount},
};

impl<T: Config> ReserveBook for Pallet<T> {
	fn at_settled_cost() -> UsdaiAmount {
		CurrentTotals::<T>::get().accounts.at_settled_cost
	}

	fn in_transit() -> UsdaiAmount {
		CurrentTotals::<T>::get().accounts.in_transit
	}

	fn next_maturity() -> Option<Seconds> {
		CurrentTotals::<T>::get().next_maturity
	}
}
