//! The book, as the vault sees it.

use crate::pallet::{Config, Pallet, TheBook};
use caliber_primitives::{
	book::{BookError, BookValue, LoanBook},
	units::{Seconds, UsdaiAmount},
};

impl<T: Config> LoanBook for Pallet<T> {
	fn value(now: Seconds) -> Result<BookValue, BookError> {
		TheBook::<T>::get().value(now).ok_or(BookError::Rolling)
	}

	fn escrowed() -> UsdaiAmount {
		TheBook::<T>::get().escrowed
	}

	/// Open offers, expired ones as long as nobody has withdrawn them.
	fn committed() -> UsdaiAmount {
		TheBook::<T>::get().committed
	}
}
