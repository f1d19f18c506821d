//! The ledger, as the treasury sees it.

use crate::pallet::{Books, Config, Error, Event, Harvested, Pallet, ReserveAssets};
use caliber_primitives::{
	dollar::{Dollar, SettledSurplus},
	ids::ReserveSlot,
	units::{ReserveAmount, UsdaiAmount},
};
use frame_support::ensure;
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Dollar<T::AccountId> for Pallet<T> {
	fn mint_surplus(
		to: &T::AccountId,
		surplus: SettledSurplus,
	) -> Result<UsdaiAmount, DispatchError> {
		let SettledSurplus { bill, limit, amount } = surplus;
		let before = Harvested::<T>::get(bill);
		let asked = before.checked_add(amount).ok_or(Error::<T>::Overflow)?;
		ensure!(asked <= limit, Error::<T>::ExceedsSurplus);
		let (desk, minted) = Self::desk().harvest(amount).map_err(Self::error)?;
		if minted.is_zero() {
			return Ok(minted);
		}
		let of_bill = before.saturating_add(minted);
		Harvested::<T>::insert(bill, of_bill);
		Self::store(&desk);
		Self::issue(to, minted)?;
		Self::deposit_event(Event::SurplusMinted { to: to.clone(), bill, minted, of_bill });
		Ok(minted)
	}

	fn spend_cash(slot: ReserveSlot, amount: ReserveAmount, to: &T::AccountId) -> DispatchResult {
		ensure!(!amount.is_zero(), Error::<T>::ZeroAmount);
		let desk = Self::desk().take_cash(slot, amount).map_err(Self::error)?;
		Self::store(&desk);
		Self::pay_out(&desk, slot, to, amount)?;
		Self::deposit_event(Event::CashSpent { slot, amount, to: to.clone() });
		Ok(())
	}

	fn return_cash(
		slot: ReserveSlot,
		amount: ReserveAmount,
		from: &T::AccountId,
	) -> DispatchResult {
		ensure!(!amount.is_zero(), Error::<T>::ZeroAmount);
		let desk = Self::desk().put_cash(slot, amount).map_err(Self::error)?;
		Self::store(&desk);
		Self::take_in(&desk, slot, from, amount)?;
		Self::deposit_event(Event::CashReturned { slot, amount, from: from.clone() });
		Ok(())
	}

	fn cash_in(slot: ReserveSlot) -> ReserveAmount {
		let reserves = ReserveAssets::<T>::get();
		reserves.get(usize::from(slot.0)).map(|reserve| reserve.cash).unwrap_or_default()
	}

	fn dollars_of(slot: ReserveSlot, amount: ReserveAmount) -> Option<UsdaiAmount> {
		ReserveAssets::<T>::get().get(usize::from(slot.0))?.dollars(amount).ok()
	}

	fn cash() -> UsdaiAmount {
		Books::<T>::get().cash
	}

	fn issued() -> UsdaiAmount {
		Books::<T>::get().issued
	}

	fn owed() -> UsdaiAmount {
		Books::<T>::get().owed
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_cash(slot: ReserveSlot, amount: ReserveAmount) {
		use frame_support::traits::fungibles::Mutate;
		let desk = Self::desk();
		let Ok(reserve) = desk.reserve(slot).cloned() else { return };
		let more = amount.saturating_sub(reserve.cash);
		let Ok(desk) = desk.put_cash(slot, more) else { return };
		Self::store(&desk);
		let _ = T::Reserves::mint_into(reserve.asset, &Self::pot(), more.get());
	}
}
