//! From a bill's surplus to dollars of the vault.

use crate::{
	pallet::{Bills, Config, CurrentTotals, Error, Pallet},
	Bill, Stage,
};
use caliber_primitives::{dollar::SettledSurplus, ids::BillId, units::UsdaiAmount};

impl<T: Config> Pallet<T> {
	/// Writes a bill without its surplus, which is to be minted: until the dollar has answered,
	/// nothing can be minted on it twice.
	pub(crate) fn take_surplus(
		id: BillId,
		bill: Bill<T::AccountId>,
	) -> Result<(Bill<T::AccountId>, SettledSurplus), Error<T>> {
		let limit = bill.gain();
		let Stage::Settled(settled) = bill.stage else { return Err(Error::NotConfirmed) };
		let (settled, amount) = settled.taken();
		let totals = CurrentTotals::<T>::get().taken(amount).ok_or(Error::Arithmetic)?;
		CurrentTotals::<T>::put(totals);
		let bill = Bill { stage: Stage::Settled(settled), ..bill };
		Bills::<T>::insert(id, &bill);
		Ok((bill, SettledSurplus { bill: id, limit, amount }))
	}

	/// Writes what was not minted back.
	pub(crate) fn put_surplus_back(
		id: BillId,
		bill: Bill<T::AccountId>,
		left: UsdaiAmount,
	) -> Result<(), Error<T>> {
		let Stage::Settled(settled) = bill.stage else { return Err(Error::NotConfirmed) };
		let totals = CurrentTotals::<T>::get().put_back(left).ok_or(Error::Arithmetic)?;
		CurrentTotals::<T>::put(totals);
		Self::store_bill(id, Bill { stage: Stage::Settled(settled.put_back(left)), ..bill });
		Ok(())
	}
}
