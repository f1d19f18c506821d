//! Selling shares.

use super::value::Valued;
use crate::{
	pallet::{Config, Error, Event, Pallet, State},
	types::{Purchase, VaultState},
};
use caliber_primitives::{
	dollar::{Compliance, PauseTier},
	units::{Shares, UsdaiAmount},
};
use frame_support::{ensure, traits::fungible::Mutate};
use frame_system::{ensure_signed, pallet_prelude::OriginFor};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// The signer, who may buy shares now.
	pub(crate) fn buyer(origin: OriginFor<T>) -> Result<T::AccountId, DispatchError> {
		let who = ensure_signed(origin)?;
		T::Compliance::ensure_free(&who)?;
		T::Compliance::ensure_open(PauseTier::Intake)?;
		Ok(who)
	}

	/// The purchase of shares for `assets`.
	///
	/// Errors: those of `deposit` except slippage.
	pub(crate) fn deposit_quote(
		assets: UsdaiAmount,
	) -> Result<(VaultState, Purchase), DispatchError> {
		let vault = Self::valued()?;
		ensure!(!assets.is_zero(), Error::<T>::ZeroAmount);
		Self::ensure_enough(&vault, assets)?;
		let purchase = vault.price().deposit(assets, Self::base()).map_err(Error::<T>::from)?;
		Ok((vault.state, purchase))
	}

	/// The purchase of so many `shares`.
	///
	/// Errors: those of `mint` except slippage.
	pub(crate) fn mint_quote(shares: Shares) -> Result<(VaultState, Purchase), DispatchError> {
		let vault = Self::valued()?;
		let purchase = vault.price().mint(shares, Self::base()).map_err(Error::<T>::from)?;
		Self::ensure_enough(&vault, purchase.assets)?;
		Ok((vault.state, purchase))
	}

	fn ensure_enough(vault: &Valued, assets: UsdaiAmount) -> DispatchResult {
		let rules = vault.settings.rules;
		let least = match vault.state.shares.is_zero() {
			true => rules.min_first_deposit.max(rules.min_deposit),
			false => rules.min_deposit,
		};
		ensure!(assets >= least, Error::<T>::BelowMinimum);
		Ok(())
	}

	/// Books a purchase and moves money and shares.
	pub(crate) fn buy(who: T::AccountId, state: VaultState, purchase: Purchase) -> DispatchResult {
		State::<T>::put(state.bought(purchase).map_err(Error::<T>::from)?);
		let Purchase { assets, shares, base, locked, earlier } = purchase;
		Self::take(&who, assets)?;
		T::Share::mint_into(&who, shares.get())?;
		if !locked.is_zero() {
			T::Share::mint_into(&Self::dead_account(), locked.get())?;
			if !earlier.is_zero() {
				T::Share::mint_into(&Self::reserve_account(), earlier.get())?;
			}
			Self::deposit_event(Event::Opened { locked, earlier, base });
		}
		Self::deposit_event(Event::Deposited { who, assets, shares });
		Ok(())
	}
}
