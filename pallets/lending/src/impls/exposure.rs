//! What hangs on one borrower, site or model.

use crate::{
	pallet::{Config, Error, Exposures, Pallet},
	types::{Dependence, Shares},
};
use alloc::vec::Vec;
use caliber_primitives::units::UsdaiAmount;
use frame_support::ensure;

/// What of a loan hangs on whom and what.
type Hanging<T> = Vec<(Dependence<<T as frame_system::Config>::AccountId>, UsdaiAmount)>;

impl<T: Config> Pallet<T> {
	/// Counts what hangs on a loan that begins, when so much is lent then and the vault has so much.
	///
	/// Errors: the share that would be passed; `Uncomputable`.
	pub(crate) fn hang(
		hanging: Hanging<T>,
		shares: &Shares,
		book: UsdaiAmount,
		assets: UsdaiAmount,
	) -> Result<(), Error<T>> {
		let sums = hanging.into_iter().map(|(on, part)| {
			let sum = Exposures::<T>::get(&on).with(part).ok_or(Error::<T>::Uncomputable)?;
			ensure!(sum.lent <= shares.most(&on, book, assets), Error::<T>::from(&on));
			Ok((on, sum))
		});
		for (on, sum) in sums.collect::<Result<Vec<_>, Error<T>>>()? {
			Exposures::<T>::insert(on, sum);
		}
		Ok(())
	}

	/// Does not count any more what hung on a loan that is over.
	pub(crate) fn unhang(hung: Hanging<T>) -> Result<(), Error<T>> {
		for (on, part) in hung {
			let left = Exposures::<T>::get(&on).without(part).ok_or(Error::<T>::Uncomputable)?;
			match left.lent.is_zero() {
				true => Exposures::<T>::remove(on),
				false => Exposures::<T>::insert(on, left),
			}
		}
		Ok(())
	}
}
