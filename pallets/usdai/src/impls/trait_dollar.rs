//! The ledger, as the treasury sees it.

use crate::pallet::{Config, Error, Event, Harvested, Pallet, State};
use caliber_finance::dollar::minted_on_bill;
use caliber_primitives::{
	dollar::{Dollar, SettledSurplus},
	ids::{BillId, ReserveSlot},
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
		minted_on_bill(before, amount, limit).ok_or(Error::<T>::ExceedsSurplus)?;
		let (desk, minted) = Self::desk().harvest(amount).map_err(Self::error)?;
		if minted.is_zero() {
			return Ok(minted);
		}
		let of_bill = minted_on_bill(before, minted, limit).ok_or(Error::<T>::ExceedsSurplus)?;
		Harvested::<T>::insert(bill, of_bill);
		Self::store(&desk);
		Self::issue(to, minted)?;
		Self::deposit_event(Event::SurplusMinted { to: to.clone(), bill, minted, of_bill });
		Ok(minted)
	}

	fn spend_cash(slot: ReserveSlot, amount: ReserveAmount, to: &T::AccountId) -> DispatchResult {
		ensure!(!amount.is_zero(), Error::<T>::ZeroAmount);
		ensure!(*to != Self::pot(), Error::<T>::Forbidden);
		let desk = Self::desk().spend(slot, amount).map_err(Self::error)?;
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
		let (desk, rest) = Self::pay_in(desk, slot, amount, from)?;
		let desk = Self::served(desk)?;
		Self::store(&desk);
		if !rest.is_zero() {
			Self::take_in(&desk, slot, from, rest)?;
		}
		Self::deposit_event(Event::CashReturned { slot, amount, from: from.clone() });
		Ok(())
	}

	fn cash_in(slot: ReserveSlot) -> ReserveAmount {
		let reserves = State::<T>::get().reserves;
		reserves.get(usize::from(slot.0)).map(|reserve| reserve.cash).unwrap_or_default()
	}

	fn dollars_of(slot: ReserveSlot, amount: ReserveAmount) -> Option<UsdaiAmount> {
		State::<T>::get().reserves.get(usize::from(slot.0))?.dollars(amount).ok()
	}

	fn cash() -> UsdaiAmount {
		State::<T>::get().ledger.cash
	}

	fn issued() -> UsdaiAmount {
		State::<T>::get().ledger.issued
	}

	fn owed() -> UsdaiAmount {
		State::<T>::get().ledger.owed
	}

	fn surplus() -> UsdaiAmount {
		Self::surplus()
	}

	fn shortfall() -> UsdaiAmount {
		Self::shortfall()
	}

	fn burn_for_loss(from: &T::AccountId, amount: UsdaiAmount) -> DispatchResult {
		if amount.is_zero() {
			return Ok(());
		}
		let desk = Self::desk().lose(amount).map_err(Self::error)?;
		Self::store(&desk);
		Self::destroy(from, amount)?;
		Self::deposit_event(Event::BurnedForLoss { from: from.clone(), amount });
		Ok(())
	}

	fn bill_ended(bill: BillId) {
		Harvested::<T>::remove(bill);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_cash(slot: ReserveSlot, amount: ReserveAmount) {
		use crate::types::Reserve;
		use frame_support::traits::fungibles::Mutate;
		let desk = Self::desk();
		let Ok(Reserve { asset, cash, .. }) = desk.reserve(slot).cloned() else { return };
		let filled = desk.take_cash(slot, cash).and_then(|desk| desk.put_cash(slot, amount));
		let Ok(desk) = filled else { return };
		Self::store(&desk);
		let _ = T::Reserves::mint_into(asset, &Self::pot(), amount.get());
	}

	#[cfg(feature = "runtime-benchmarks")]
	#[allow(clippy::disallowed_methods, reason = "sets its scene up by hand")]
	fn set_up_issued(amount: UsdaiAmount) {
		use crate::types::{Desk, Ledger};
		let desk = Self::desk();
		let issued = desk.ledger.issued.saturating_add(amount);
		Self::store(&Desk { ledger: Ledger { issued, ..desk.ledger }, ..desk });
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_owed(amount: UsdaiAmount) {
		use crate::types::Desk;
		let desk = Self::desk();
		let promise = caliber_finance::tickets::whole_grains(amount);
		let Ok((tickets, _)) = desk.tickets.joined(promise) else { return };
		let Some(ledger) = desk.ledger.promise(promise) else { return };
		Self::store(&Desk { ledger, tickets, ..desk });
	}
}
