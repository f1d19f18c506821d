//! What the pallet is to others, and what its calls share.

mod offchain;
mod trait_auctioneer;

use crate::{
	pallet::{Config, Error, LotOf, Lots, Pallet},
	OpenLot,
};
use caliber_primitives::{
	auction::OnLot,
	dollar::Compliance,
	ids::LotId,
	units::{Seconds, UsdaiAmount},
};
use frame_support::{traits::UnixTime, weights::Weight};
use sp_runtime::DispatchError;

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

	/// Somebody buys a lot at the price of the moment, less what he would have of it as a lender; says how
	/// many items there are and what more that weighs.
	pub(crate) fn buy_by(
		buyer: T::AccountId,
		lot: LotId,
		max_price: UsdaiAmount,
		on_credit: bool,
	) -> Result<(u32, Weight), DispatchError> {
		T::Compliance::ensure_free(&buyer)?;
		let open = Self::end(lot)?;
		let items = open.items();
		let sale = open.sell(buyer.clone(), max_price, Self::now()).map_err(Error::<T>::from)?;
		let offset = match on_credit {
			true => T::OnLot::offset(sale.loan, &buyer, sale.price)?,
			false => UsdaiAmount::ZERO,
		};
		Ok((items, Self::sell(lot, sale, &buyer, offset)?))
	}
}
