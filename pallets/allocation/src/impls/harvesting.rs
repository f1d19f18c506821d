//! From a bill's surplus to dollars of the vault.

use crate::{
	pallet::{Bills, Book, Config, CurrentResults, CurrentTotals, Error, Pallet},
	Bill, Stage, Surplus, Totals,
};
use caliber_primitives::ids::BillId;

impl<T: Config> Pallet<T> {
	/// Writes a bill without its surplus, which is returned to be minted, less what losses have taken:
	/// until the dollar has answered, nothing can be minted on it twice.
	pub(crate) fn take_surplus(
		id: BillId,
		bill: Bill<T::AccountId>,
	) -> Result<(Bill<T::AccountId>, Surplus), Error<T>> {
		let Stage::Settled(surplus) = bill.stage else { return Err(Error::NotConfirmed) };
		let totals = CurrentTotals::<T>::get();
		let (accounts, surplus) = totals.accounts.taken(surplus).ok_or(Error::Arithmetic)?;
		CurrentTotals::<T>::put(Totals { accounts, ..totals });
		let bill = Bill { stage: Stage::Settled(Surplus::default()), ..bill };
		Bills::<T>::insert(id, &bill);
		Ok((bill, surplus))
	}

	/// Writes what was minted, and what was not back.
	pub(crate) fn put_surplus_back(
		id: BillId,
		bill: Bill<T::AccountId>,
		minted: Surplus,
		left: Surplus,
	) -> Result<(), Error<T>> {
		let totals = CurrentTotals::<T>::get()
			.with(|accounts| accounts.put_back(left))
			.ok_or(Error::Arithmetic)?;
		let results = CurrentResults::<T>::get().minted(minted.total());
		Self::note(id, &Book::<T>::get(), &totals, results);
		CurrentResults::<T>::put(results);
		CurrentTotals::<T>::put(totals);
		Self::store_bill(id, Bill { stage: Stage::Settled(left), ..bill });
		Ok(())
	}
}
