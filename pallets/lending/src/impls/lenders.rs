//! Capital of Curators.

use crate::{
	pallet::{Config, Error, Loans, Pallet},
	types::{owed, Offer, Positions, Record},
};
use caliber_primitives::{
	ids::LoanId,
	units::{Seconds, UsdaiAmount},
};
use frame_support::ensure;

impl<T: Config> Pallet<T> {
	/// Writes an offer with all tranches of a Curator staged, or none of them; returns what moves by
	/// that.
	pub(crate) fn put_stake(
		loan: LoanId,
		offer: Offer<T::AccountId>,
		curator: &T::AccountId,
		since: Option<Seconds>,
	) -> Result<UsdaiAmount, Error<T>> {
		let (offer, amount) = offer.staging(curator, since);
		ensure!(!amount.is_zero(), Error::<T>::NothingToStage);
		Loans::<T>::insert(loan, Record::Offered(offer));
		Ok(amount)
	}

	/// Writes what is left of an offer that was withdrawn: nothing once all is collected.
	pub(crate) fn put_withdrawn(loan: LoanId, positions: Positions<T::AccountId>) {
		match owed(&positions).is_zero() {
			true => Loans::<T>::remove(loan),
			false => Loans::<T>::insert(loan, Record::Withdrawn(positions)),
		}
	}
}
