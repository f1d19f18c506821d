//! The trait by which others use the vault's money.

use super::value::Valued;
use crate::{
	pallet::{Config, CurrentSettings, Error, Event, Pallet, State},
	types::{Income, VaultState},
};
use caliber_primitives::{
	book::LoanBook,
	units::{Seconds, UsdaiAmount},
	vault::{Receipt, Vault, YieldSource},
};
use frame_support::{ensure, traits::fungible::Inspect};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Books money that comes in. Returns the vault after it and how its income was divided.
	fn book(
		principal: UsdaiAmount,
		counted: UsdaiAmount,
		extra: UsdaiAmount,
	) -> Result<(VaultState, [Income; 2]), DispatchError> {
		let (state, settings) = (State::<T>::get(), CurrentSettings::<T>::get());
		let rules = settings.rules;
		let counted = rules.split(counted).map_err(Error::<T>::from)?;
		let extra = rules.split(extra).map_err(Error::<T>::from)?;
		let window: Seconds = settings.windows.length;
		let state = state
			.received(principal, counted, extra, window, Self::now())
			.map_err(Error::<T>::from)?;
		State::<T>::put(state);
		Ok((state, [counted, extra]))
	}
}

impl<T: Config> Vault<T::AccountId> for Pallet<T> {
	fn account() -> T::AccountId {
		Self::vault_account()
	}

	/// Nothing while the book rolls.
	fn available() -> UsdaiAmount {
		Self::valued()
			.ok()
			.and_then(|Valued { state, nav, .. }| state.free(nav, T::Book::committed()).ok())
			.unwrap_or_default()
	}

	/// The caller has written its own storage: the book carries the amount already and it is not
	/// among the promised ones any more. So the vault is valued and fenced as it is once the
	/// money has left, and the draw passes when that leaves the queue its money.
	///
	/// Errors: `OutOfLiquidity`, `BookRolling`, `Overflow`.
	fn draw(to: &T::AccountId, amount: UsdaiAmount) -> DispatchResult {
		let (state, settings) = (State::<T>::get(), CurrentSettings::<T>::get());
		let drawn = state.drawn(amount).ok_or(Error::<T>::OutOfLiquidity)?;
		let nav = Self::value_of(&drawn, &settings.rules, Self::now())?;
		let promised = T::Book::committed();
		let fenced = state.fenced(nav).map_err(Error::<T>::from)?;
		let kept = fenced.checked_add(promised).ok_or(Error::<T>::Overflow)?;
		ensure!(drawn.idle >= kept, Error::<T>::OutOfLiquidity);
		State::<T>::put(drawn);
		Self::pay(to, amount)?;
		Self::deposit_event(Event::Drawn { to: to.clone(), amount, idle: drawn.idle });
		Ok(())
	}

	/// Interest and fees alike pay the performance fee.
	///
	/// Errors: `Overflow`; the dollar's own when `from` has too little.
	fn receive(from: &T::AccountId, receipt: Receipt) -> DispatchResult {
		let Receipt { principal, accrued, extra } = receipt;
		let whole = principal
			.checked_add(accrued)
			.and_then(|sum| sum.checked_add(extra))
			.ok_or(Error::<T>::Overflow)?;
		let (state, [accrued, extra]) = Self::book(principal, accrued, extra)?;
		Self::take(from, whole)?;
		let (from, idle) = (from.clone(), state.idle);
		Self::deposit_event(Event::Received { from, principal, accrued, extra, idle });
		Ok(())
	}

	/// Income of bills replaces a claim that both values counted; other income vests.
	///
	/// Errors: `NotReceived`, `Overflow`.
	fn harvest(amount: UsdaiAmount, source: YieldSource) -> DispatchResult {
		let (counted, extra) = match source {
			YieldSource::Bills => (amount, UsdaiAmount::ZERO),
			YieldSource::LoanInterest | YieldSource::LoanFees => (UsdaiAmount::ZERO, amount),
		};
		let must = Self::must_hold().and_then(|held| held.checked_add(amount));
		let has = UsdaiAmount(T::Dollar::balance(&Self::vault_account()));
		ensure!(has >= must.ok_or(Error::<T>::Overflow)?, Error::<T>::NotReceived);
		let (state, [counted, extra]) = Self::book(UsdaiAmount::ZERO, counted, extra)?;
		let income = match source {
			YieldSource::Bills => counted,
			YieldSource::LoanInterest | YieldSource::LoanFees => extra,
		};
		Self::deposit_event(Event::Harvested { source, income, idle: state.idle });
		Ok(())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_idle(amount: UsdaiAmount) {
		use crate::types::Purchase;
		use caliber_finance::shares::LOCKED_SHARES;
		use caliber_primitives::units::Shares;
		use frame_support::traits::fungible::Mutate;
		// As if the dead account had deposited it at one USDai a share.
		let shares = Shares(amount.get());
		let locked = LOCKED_SHARES;
		let purchase = Purchase { assets: amount, shares, locked, ..Default::default() };
		let state = State::<T>::get();
		State::<T>::put(state.bought(purchase).unwrap_or(state));
		let minted = amount.saturating_add(Self::base());
		let _ = T::Dollar::mint_into(&Self::vault_account(), minted.get());
		let shares = shares.saturating_add(locked);
		let _ = T::Share::mint_into(&Self::dead_account(), shares.get());
	}
}
