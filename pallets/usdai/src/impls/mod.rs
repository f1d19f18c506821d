//! What the calls share, and what the pallet is to others.

mod access;
mod cleaning;
mod errors;
mod exchange;
mod gateway;
mod money;
mod tickets;
mod trait_bridge;
mod trait_compliance;
mod trait_dollar;

pub use cleaning::SWEEP;
pub use tickets::SEARCH_STEPS;

use crate::{
	pallet::{Config, Error, Event, Pallet, State},
	types::{Desk, DollarState, Refusal, Reserve, Terms, MAX_DECIMALS, MIN_DECIMALS},
};
use caliber_finance::dollar::Treasury;
use caliber_primitives::{
	dollar::{PauseTier, ReserveBook},
	ids::ReserveSlot,
	units::{ReserveAmount, Seconds},
};
use frame_support::{
	ensure,
	traits::{
		fungibles::{self, metadata::Inspect},
		UnixTime,
	},
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Unix time of the block.
	pub(crate) fn now() -> Seconds {
		Seconds(T::Time::now().as_secs())
	}

	/// Everything that a change of the ledger depends on.
	pub(crate) fn desk() -> Desk<T::ReserveId> {
		State::<T>::get().desk(Self::treasury(), Self::now())
	}

	/// What the treasury holds for the dollar.
	pub(crate) fn treasury() -> Treasury {
		T::ReserveBook::treasury()
	}

	/// The same, while redemption is open.
	pub(crate) fn exit_desk() -> Option<Desk<T::ReserveId>> {
		Self::is_open(PauseTier::Exit).then(Self::desk)
	}

	/// Serves the tickets that wait, when an asset may pay again.
	pub(crate) fn serve_now() -> DispatchResult {
		Self::store(&Self::served(Self::desk())?);
		Ok(())
	}

	/// How much there is of a reserve asset, in its own unit.
	pub(crate) fn supply_of(
		desk: &Desk<T::ReserveId>,
		slot: ReserveSlot,
	) -> Result<ReserveAmount, Error<T>> {
		let asset = desk.reserve(slot).map_err(Self::error)?.asset.clone();
		Ok(ReserveAmount(<T::Reserves as fungibles::Inspect<_>>::total_issuance(asset)))
	}

	/// Whether so much of an asset can be given back to whoever has none of it.
	pub(crate) fn ensure_returnable(
		slot: ReserveSlot,
		amount: ReserveAmount,
	) -> Result<(), Error<T>> {
		let asset = Self::desk().reserve(slot).map_err(Self::error)?.asset.clone();
		let least = <T::Reserves as fungibles::Inspect<_>>::minimum_balance(asset);
		ensure!(amount.get() >= least, Error::<T>::PayoutTooSmall);
		Ok(())
	}

	/// Stores what a change of the ledger returned, and tells which ways it has closed.
	pub(crate) fn store(desk: &Desk<T::ReserveId>) {
		State::<T>::put(DollarState::from(desk));
		for (way, until) in desk.closed_now() {
			Self::deposit_event(Event::OutflowClosed { way, until });
		}
	}

	/// The error of a refusal.
	pub(crate) fn error(refusal: Refusal) -> Error<T> {
		refusal.into()
	}

	/// Changes what the list says about one asset.
	pub(crate) fn change_reserve<R>(
		slot: ReserveSlot,
		change: impl FnOnce(&mut Reserve<T::ReserveId>) -> R,
	) -> Result<R, Error<T>> {
		State::<T>::try_mutate(|state| {
			let reserve =
				state.reserves.get_mut(usize::from(slot.0)).ok_or(Error::<T>::UnknownReserve)?;
			Ok(change(reserve))
		})
	}

	/// Adds an asset to the list.
	pub(crate) fn add_reserve(
		asset: &T::ReserveId,
		decimals: u8,
		terms: Terms,
	) -> Result<ReserveSlot, DispatchError> {
		ensure!(terms.in_range(), Error::<T>::OutOfRange);
		let told = <T::Reserves as Inspect<_>>::decimals(asset.clone());
		let payable = (MIN_DECIMALS..=MAX_DECIMALS).contains(&decimals);
		ensure!(decimals == told && payable, Error::<T>::WrongDecimals);
		let there = <T::Reserves as fungibles::Inspect<_>>::balance(asset.clone(), &Self::pot());
		let least = <T::Reserves as fungibles::Inspect<_>>::minimum_balance(asset.clone());
		ensure!(there >= least, Error::<T>::PotUnfunded);
		let mut state = State::<T>::get();
		ensure!(
			state.reserves.iter().all(|reserve| reserve.asset != *asset),
			Error::<T>::AlreadyRegistered
		);
		let slot = u8::try_from(state.reserves.len()).map_err(|_| Error::<T>::TooManyReserves)?;
		state
			.reserves
			.try_push(Reserve::new(asset.clone(), decimals, terms))
			.map_err(|_| Error::<T>::TooManyReserves)?;
		State::<T>::put(state);
		Ok(ReserveSlot(slot))
	}
}
