//! The trait by which the seller opens and cancels lots.

use crate::{
	pallet::{Config, Error, Event, LotOf, Lots, NextLot, Pallet},
	OpenLot,
};
use caliber_primitives::{
	auction::{Auctioneer, LotSpec},
	ids::{LoanId, LotId},
};
use frame_support::ensure;
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Auctioneer<T::AccountId> for Pallet<T> {
	fn open(seller: &T::AccountId, spec: LotSpec) -> Result<LotId, DispatchError> {
		ensure!(!LotOf::<T>::contains_key(spec.loan), Error::<T>::LoanHasLot);
		let open =
			OpenLot::new(seller.clone(), spec.clone(), Self::now()).map_err(Error::<T>::from)?;
		let lot = NextLot::<T>::get();
		NextLot::<T>::put(lot.next().ok_or(Error::<T>::TooManyLots)?);
		LotOf::<T>::insert(spec.loan, lot);
		Lots::<T>::insert(lot, open);
		Self::deposit_event(Event::LotOpened { lot, seller: seller.clone(), spec });
		Ok(lot)
	}

	fn cancel(loan: LoanId) -> DispatchResult {
		let lot = LotOf::<T>::get(loan).ok_or(Error::<T>::NoSuchLot)?;
		Ok(Self::end_without_sale(loan, lot)?)
	}
}
