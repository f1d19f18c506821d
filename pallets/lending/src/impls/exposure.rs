//! What hangs on one borrower, site or model.

use crate::{
	pallet::{Config, Error, Exposures, Pallet},
	types::{Dependence, Exposure},
};
use alloc::vec::Vec;
use caliber_primitives::units::UsdaiAmount;

impl<T: Config> Pallet<T> {
	/// Counts what hangs on a loan that begins.
	pub(crate) fn hang(exposures: Vec<(Dependence<T::AccountId>, Exposure)>) {
		for (on, exposure) in exposures {
			Exposures::<T>::insert(on, exposure);
		}
	}

	/// Does not count any more what hung on a loan that is over.
	pub(crate) fn unhang(hung: &[(Dependence<T::AccountId>, UsdaiAmount)]) -> Result<(), Error<T>> {
		for (on, part) in hung {
			let left = Exposures::<T>::get(on).without(*part).ok_or(Error::<T>::Uncomputable)?;
			match left.lent.is_zero() {
				true => Exposures::<T>::remove(on),
				false => Exposures::<T>::insert(on, left),
			}
		}
		Ok(())
	}
}
