//! The trait by which others use the vault's money.

use super::value::Valued;
use crate::{
	pallet::{Config, CurrentSettings, Error, Event, Pallet, State},
	types::{Received, Settings},
};
use caliber_primitives::{
	book::LoanBook,
	dollar,
	units::{Seconds, UsdaiAmount},
	vault::{Receipt, Vault, YieldSource},
};
use frame_support::ensure;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// Books money that comes in.
	fn book(receipt: Receipt) -> Result<Received, Error<T>> {
		let Settings { windows, rules } = CurrentSettings::<T>::get();
		let state = State::<T>::get();
		let received = state.received(receipt, rules.fee(), windows.length, Self::now())?;
		State::<T>::put(received.state);
		Ok(received)
	}
}

impl<T: Config> Vault<T::AccountId> for Pallet<T> {
	fn account() -> T::AccountId {
		Self::vault_account()
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
		let covered = drawn.covers(nav, T::Book::committed()).map_err(Error::<T>::from)?;
		ensure!(covered, Error::<T>::OutOfLiquidity);
		State::<T>::put(drawn);
		Self::pay(to, amount)?;
		Self::deposit_event(Event::Drawn { to: to.clone(), amount, idle: drawn.idle });
		Ok(())
	}

	/// Interest and fees alike pay the performance fee.
	///
	/// Errors: `Overflow`; the dollar's own when `from` has too little.
	fn receive(from: &T::AccountId, receipt: Receipt) -> DispatchResult {
		let whole = receipt.total().map_err(Error::<T>::from)?;
		let Received { state, accrued, extra } = Self::book(receipt)?;
		dollar::pay::<_, T::Dollar>(from, &Self::vault_account(), whole)?;
		let (from, principal, idle) = (from.clone(), receipt.principal, state.idle);
		Self::deposit_event(Event::Received { from, principal, accrued, extra, idle });
		Ok(())
	}

	/// Income of bills replaces a claim that both values counted; other income vests.
	///
	/// Errors: `NotReceived`, `Overflow`.
	fn harvest(amount: UsdaiAmount, source: YieldSource) -> DispatchResult {
		let arrived = Self::unbooked().is_some_and(|unbooked| unbooked >= amount);
		ensure!(arrived, Error::<T>::NotReceived);
		let (idle, income) = match source {
			YieldSource::Bills => {
				let received = Self::book(Receipt { accrued: amount, ..Default::default() })?;
				(received.state.idle, received.accrued)
			},
			YieldSource::LoanInterest | YieldSource::LoanFees => {
				let received = Self::book(Receipt { extra: amount, ..Default::default() })?;
				(received.state.idle, received.extra)
			},
		};
		Self::deposit_event(Event::Harvested { source, income, idle });
		Ok(())
	}

	/// Without requests nothing has to be valued.
	fn queued_within(term: Seconds) -> UsdaiAmount {
		if State::<T>::get().queue.pending().is_zero() {
			return UsdaiAmount::ZERO;
		}
		Self::valued()
			.ok()
			.and_then(|Valued { state, settings, nav, .. }| {
				state.fenced_within(nav, settings.windows.length, term).ok()
			})
			.unwrap_or(UsdaiAmount::MAX)
	}

	fn bear_loss(amount: UsdaiAmount) -> UsdaiAmount {
		let state = State::<T>::get();
		let amount = amount.min(state.idle);
		let Some(state) = state.drawn(amount).filter(|_| !amount.is_zero()) else {
			return UsdaiAmount::ZERO;
		};
		State::<T>::put(state);
		Self::deposit_event(Event::LossBorne { amount, idle: state.idle });
		amount
	}

	/// As principal that comes back.
	///
	/// Errors: `NotReceived`, `Overflow`.
	fn restore(amount: UsdaiAmount) -> DispatchResult {
		let arrived = Self::unbooked().is_some_and(|unbooked| unbooked >= amount);
		ensure!(arrived, Error::<T>::NotReceived);
		let received = Self::book(Receipt { principal: amount, ..Default::default() })?;
		Self::deposit_event(Event::LossReturned { amount, idle: received.state.idle });
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
		for part in [Self::base(), amount] {
			let _ = T::Dollar::mint_into(&Self::vault_account(), part.get());
		}
		for part in [locked, shares] {
			let _ = T::Share::mint_into(&Self::dead_account(), part.get());
		}
	}
}
