//! The four functions through which units move.

use crate::{
	pallet::{Carried, Config, Event, Pallet, State},
	types::{paid_of, Desk, Paid, Refusal, Units},
};
use caliber_finance::tickets::plus;
use caliber_primitives::{
	ids::ReserveSlot,
	units::{ReserveAmount, UsdaiAmount},
};
use frame_support::traits::{
	fungible, fungibles,
	tokens::{Fortitude, Precision, Preservation, Provenance},
	Get,
};
use sp_runtime::{traits::AccountIdConversion, DispatchError, DispatchResult};

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

	/// Cash out of the pot, or what is kept there. It has had the asset's minimum balance beside all
	/// of it since before it was registered, so that every unit can be paid.
	pub(crate) fn pay_out(
		desk: &Desk<T::ReserveId>,
		slot: ReserveSlot,
		to: &T::AccountId,
		amount: ReserveAmount,
	) -> DispatchResult {
		let reserve = desk.reserve(slot).map_err(Self::error)?;
		<T::Reserves as fungibles::Mutate<_>>::transfer(
			reserve.asset.clone(),
			&Self::pot(),
			to,
			amount.get(),
			Preservation::Preserve,
		)
		.map(|_| ())
	}

	/// Pays several assets to an account, with what was carried for it. What it cannot have, since
	/// it would have less than an asset's minimum balance, is carried on and holds nothing else up.
	/// Returns what was paid.
	pub(crate) fn pay_each(
		desk: &Desk<T::ReserveId>,
		to: &T::AccountId,
		amounts: &Units,
	) -> Result<Paid, DispatchError> {
		let overflow = || Self::error(Refusal::Overflow);
		let before = Carried::<T>::get(to);
		let (mut out, mut after) = (plus(&before, amounts).ok_or_else(overflow)?, Units::default());
		for ((out, after), reserve) in out.iter_mut().zip(&mut after).zip(&desk.reserves) {
			let asset = reserve.asset.clone();
			let fits = <T::Reserves as fungibles::Inspect<_>>::can_deposit(
				asset,
				to,
				out.get(),
				Provenance::Extant,
			);
			if !out.is_zero() && fits.into_result().is_err() {
				core::mem::swap(out, after);
			}
		}
		if after != before {
			let mut state = State::<T>::get();
			let tickets = state.tickets.carrying(&before, &after);
			state.tickets = tickets.map_err(Refusal::from).map_err(Self::error)?;
			State::<T>::put(state);
			let carried = paid_of(&after);
			match carried.is_empty() {
				true => Carried::<T>::remove(to),
				false => Carried::<T>::insert(to, after),
			}
			Self::deposit_event(Event::Carried { who: to.clone(), carried });
		}
		let paid = paid_of(&out);
		for (slot, units) in &paid {
			Self::pay_out(desk, *slot, to, *units)?;
		}
		Ok(paid)
	}
}
