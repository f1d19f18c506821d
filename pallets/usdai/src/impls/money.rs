//! The four functions through which units move.

use crate::{
	pallet::{Config, CurrentTickets, Pallet},
	types::{Desk, Tickets},
};
use caliber_primitives::{
	ids::ReserveSlot,
	units::{ReserveAmount, UsdaiAmount},
};
use frame_support::traits::{
	fungible, fungibles,
	tokens::{Fortitude, Precision, Preservation},
	Get,
};
use sp_runtime::{traits::AccountIdConversion, DispatchResult};

impl<T: Config> Pallet<T> {
	/// The keyless account that holds the cash.
	pub fn pot() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	/// Dollars into circulation.
	pub(crate) fn issue(to: &T::AccountId, amount: UsdaiAmount) -> DispatchResult {
		<T::Dollar as fungible::Mutate<_>>::mint_into(to, amount.get()).map(|_| ())
	}

	/// Dollars out of circulation.
	pub(crate) fn destroy(from: &T::AccountId, amount: UsdaiAmount) -> DispatchResult {
		<T::Dollar as fungible::Mutate<_>>::burn_from(
			from,
			amount.get(),
			Preservation::Expendable,
			Precision::Exact,
			Fortitude::Polite,
		)
		.map(|_| ())
	}

	/// Cash into the pot.
	pub(crate) fn take_in(
		desk: &Desk<T::ReserveId>,
		slot: ReserveSlot,
		from: &T::AccountId,
		amount: ReserveAmount,
	) -> DispatchResult {
		let asset = desk.reserve(slot).map_err(Self::error)?.asset.clone();
		let preservation = Preservation::Expendable;
		<T::Reserves as fungibles::Mutate<_>>::transfer(
			asset,
			from,
			&Self::pot(),
			amount.get(),
			preservation,
		)
		.map(|_| ())
	}

	/// Cash out of the pot. While the ledger still counts on cash there, the pot may not be swept
	/// as dust; what is kept for tickets is beside it.
	pub(crate) fn pay_out(
		desk: &Desk<T::ReserveId>,
		slot: ReserveSlot,
		to: &T::AccountId,
		amount: ReserveAmount,
	) -> DispatchResult {
		Self::pay_kept(desk, &CurrentTickets::<T>::get(), slot, to, amount)
	}

	/// The same when the queue is at hand: what is kept for tickets goes out this way.
	pub(crate) fn pay_kept(
		desk: &Desk<T::ReserveId>,
		tickets: &Tickets,
		slot: ReserveSlot,
		to: &T::AccountId,
		amount: ReserveAmount,
	) -> DispatchResult {
		let reserve = desk.reserve(slot).map_err(Self::error)?;
		let kept = tickets.kept().get(usize::from(slot.0)).copied().unwrap_or_default();
		let preservation = match reserve.cash.is_zero() && kept.is_zero() {
			true => Preservation::Expendable,
			false => Preservation::Preserve,
		};
		<T::Reserves as fungibles::Mutate<_>>::transfer(
			reserve.asset.clone(),
			&Self::pot(),
			to,
			amount.get(),
			preservation,
		)
		.map(|_| ())
	}
}
