//! Selling shares.

use super::value::Valued;
use crate::{
	pallet::{Config, Error, Event, Pallet, State},
	types::{Purchase, VaultRecord},
};
use caliber_finance::shares::LOCKED_SHARES;
use caliber_primitives::{
	dollar::{Compliance, PauseTier},
	units::{Shares, UsdaiAmount},
};
use frame_support::{
	dispatch::PostDispatchInfo, ensure, pallet_prelude::Weight, traits::fungible::Mutate,
};
use frame_system::{ensure_signed, pallet_prelude::OriginFor};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Who may buy.
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
	) -> Result<(VaultRecord, Purchase), DispatchError> {
		let vault = Self::valued()?;
		ensure!(!assets.is_zero(), Error::<T>::ZeroAmount);
		Self::ensure_enough(&vault, assets)?;
		let purchase = vault.price().deposit(assets, Self::base()).map_err(Error::<T>::from)?;
		Ok((vault.record, purchase))
	}

	/// The purchase of so many `shares`.
	///
	/// Errors: those of `mint` except slippage.
	pub(crate) fn mint_quote(shares: Shares) -> Result<(VaultRecord, Purchase), DispatchError> {
		let vault = Self::valued()?;
		let purchase = vault.price().mint(shares, Self::base()).map_err(Error::<T>::from)?;
		Self::ensure_enough(&vault, purchase.assets)?;
		Ok((vault.record, purchase))
	}

	fn ensure_enough(vault: &Valued, assets: UsdaiAmount) -> DispatchResult {
		let nobody = vault.record.totals.shares <= LOCKED_SHARES;
		ensure!(assets >= vault.rules.least_deposit(nobody), Error::<T>::BelowMinimum);
		Ok(())
	}

	/// Books a purchase and moves money and shares.
	pub(crate) fn buy(
		who: T::AccountId,
		record: VaultRecord,
		purchase: Purchase,
	) -> DispatchResult {
		State::<T>::put(record.with(record.totals.bought(purchase).map_err(Error::<T>::from)?));
		let Purchase { assets, shares, base, locked, earlier } = purchase;
		Self::take(&who, assets)?;
		T::Share::mint_into(&who, shares.get())?;
		if purchase.opens() {
			for (to, of) in [(Self::dead_account(), locked), (Self::reserve_account(), earlier)] {
				if !of.is_zero() {
					T::Share::mint_into(&to, of.get())?;
				}
			}
			Self::deposit_event(Event::Opened { locked, earlier, base });
		}
		Self::deposit_event(Event::Deposited { who, assets, shares });
		Ok(())
	}

	/// What a purchase has cost: all that was charged when it opened the vault, else `weight`.
	pub(crate) fn cost_of(purchase: Purchase, weight: Weight) -> PostDispatchInfo {
		(!purchase.opens()).then_some(weight).into()
	}
}
