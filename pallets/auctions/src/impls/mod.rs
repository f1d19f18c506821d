//! What the pallet is to others, and what its calls share.

mod offchain;
mod trait_auctioneer;

use crate::{
	pallet::{Config, Error, LotOf, Lots, Pallet},
	OpenLot,
};
use caliber_primitives::{ids::LotId, units::Seconds};
use frame_support::traits::UnixTime;

impl<T: Config> Pallet<T> {
	/// Unix time of the book's clock.
	pub(crate) fn now() -> Seconds {
		Seconds(T::Time::now().as_secs())
	}

	/// Takes a lot out of storage, whichever way it ends.
	pub(crate) fn end(lot: LotId) -> Result<OpenLot<T::AccountId>, Error<T>> {
		let open = Lots::<T>::take(lot).ok_or(Error::<T>::NoSuchLot)?;
		LotOf::<T>::remove(open.spec().loan);
		Ok(open)
	}
}
