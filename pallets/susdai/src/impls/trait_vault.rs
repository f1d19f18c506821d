//! The trait by which others use the vault's money.

use super::value::Valued;
use crate::{
	pallet::{Config, Error, Event, Pallet, State},
	types::{Received, VaultRecord},
};
use caliber_finance::treasury::difference;
use caliber_primitives::{
	book::LoanBook,
	dollar,
	units::{Seconds, UsdaiAmount},
	vault::{Receipt, Vault, YieldSource},
};
use frame_support::{ensure, storage::with_storage_layer};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Books a payment on a loan.
	fn book(receipt: Receipt) -> Result<Received, Error<T>> {
		let (record, now) = (State::<T>::get(), Self::now());
		let (fee, window) = (record.rules.at(now).fee(), record.windows.length);
		let received = record.totals.received(receipt, fee, window, now)?;
		State::<T>::put(record.with(received.state));
		Ok(received)
	}

	/// The vault after a draw, when so much is promised to others. It is valued with the books of
	/// others as they are: in `counted` the loan is there already.
	fn drawn(
		amount: UsdaiAmount,
		committed: UsdaiAmount,
		counted: bool,
	) -> Result<VaultRecord, Error<T>> {
		let (record, now) = (State::<T>::get(), Self::now());
		let rules = record.rules.at(now);
		let drawn = record.totals.drawn(amount).ok_or(Error::<T>::OutOfLiquidity)?;
		let valued = if counted { &drawn } else { &record.totals };
		let nav = Self::value_of(valued, &rules, now)?;
		ensure!(drawn.covers(nav, committed, rules.buffer)?, Error::<T>::OutOfLiquidity);
		Ok(record.with(drawn))
	}

	/// That so much has come to the account and is not booked.
	fn ensure_arrived(amount: UsdaiAmount) -> DispatchResult {
		let arrived = Self::unbooked().is_some_and(|unbooked| unbooked >= amount);
		ensure!(arrived, Error::<T>::NotReceived);
		Ok(())
	}
}

impl<T: Config> Pallet<T> {
	fn cover(loss: UsdaiAmount) -> Result<UsdaiAmount, DispatchError> {
		let record = State::<T>::get();
		let covered = record.totals.covered(loss);
		let (totals, cover) = covered.map_err(Error::<T>::from)?;
		let covered = cover.total();
		if covered.is_zero() {
			return Ok(covered);
		}
		State::<T>::put(record.with(totals));
		Self::take(&Self::reserve_account(), cover.paid)?;
		Self::deposit_event(Event::LossCovered { loss, covered, idle: totals.idle });
		Ok(covered)
	}
}

impl<T: Config> Vault<T::AccountId> for Pallet<T> {
	fn account() -> T::AccountId {
		Self::vault_account()
	}

	fn assets() -> Option<UsdaiAmount> {
		Self::price().map(|price| price.nav.redemption)
	}

	/// The caller has written its own storage: the book carries the amount already and it is not
	/// among the promised ones any more. So the vault is valued and fenced as it is once the
	/// money has left, and the draw passes when that leaves the queue its money.
	///
	/// Errors: `OutOfLiquidity`, `BookRolling`, `Overflow`.
	fn draw(to: &T::AccountId, amount: UsdaiAmount) -> DispatchResult {
		let record = Self::drawn(amount, T::Book::committed(), true)?;
		let drawn = record.totals;
		State::<T>::put(record);
		Self::pay(to, amount)?;
		Self::deposit_event(Event::Drawn { to: to.clone(), amount, idle: drawn.idle });
		Ok(())
	}

	fn can_draw(amount: UsdaiAmount, committed: UsdaiAmount) -> bool {
		Self::drawn(amount, committed, false).is_ok()
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

	/// Errors: those of both; the dollar's own when `with` has too little.
	fn roll(with: &T::AccountId, receipt: Receipt, amount: UsdaiAmount) -> DispatchResult {
		let whole = receipt.total().map_err(Error::<T>::from)?;
		let Received { state, accrued, extra } = Self::book(receipt)?;
		let record = Self::drawn(amount, T::Book::committed(), true)?;
		let drawn = record.totals;
		State::<T>::put(record);
		let vault = Self::vault_account();
		let (back, lent) = difference(whole, amount);
		dollar::pay::<_, T::Dollar>(with, &vault, back)?;
		Self::pay(with, lent)?;
		let (principal, idle) = (receipt.principal, state.idle);
		let from = with.clone();
		Self::deposit_event(Event::Received { from, principal, accrued, extra, idle });
		Self::deposit_event(Event::Drawn { to: with.clone(), amount, idle: drawn.idle });
		Ok(())
	}

	/// Income of bills replaces a claim that both values counted; other income vests.
	///
	/// Errors: `NotReceived`, `Overflow`.
	fn harvest(amount: UsdaiAmount, source: YieldSource) -> DispatchResult {
		Self::ensure_arrived(amount)?;
		let (idle, income) = match source {
			YieldSource::Bills => {
				let record = State::<T>::get();
				let fee = record.rules.at(Self::now()).fee();
				let harvested = record.totals.harvested(amount, fee);
				let (totals, income) = harvested.map_err(Error::<T>::from)?;
				State::<T>::put(record.with(totals));
				(totals.idle, income)
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
		if State::<T>::get().totals.queue.pending().is_zero() {
			return UsdaiAmount::ZERO;
		}
		Self::valued()
			.ok()
			.and_then(|Valued { record: VaultRecord { totals, windows, .. }, nav, .. }| {
				totals.fenced_within(nav, windows.length, term).ok()
			})
			.unwrap_or(UsdaiAmount::MAX)
	}

	fn bear_loss(amount: UsdaiAmount) -> UsdaiAmount {
		let record = State::<T>::get();
		let amount = amount.min(record.totals.idle);
		let Some(totals) = record.totals.borne(amount).filter(|_| !amount.is_zero()) else {
			return UsdaiAmount::ZERO;
		};
		State::<T>::put(record.with(totals));
		Self::deposit_event(Event::LossBorne { amount, idle: totals.idle });
		amount
	}

	/// Errors: `NotReceived`, `Overflow`.
	fn restore(amount: UsdaiAmount) -> DispatchResult {
		Self::ensure_arrived(amount)?;
		let record = State::<T>::get();
		let totals = record.totals.restored(amount).map_err(Error::<T>::from)?;
		State::<T>::put(record.with(totals));
		Self::deposit_event(Event::LossReturned { amount, idle: totals.idle });
		Ok(())
	}

	/// First with what the fund is still owed, then with what was booked to its account.
	fn cover_loss(loss: UsdaiAmount) -> UsdaiAmount {
		with_storage_layer(|| Self::cover(loss)).unwrap_or_else(|error| {
			log::error!(target: "runtime::susdai", "the reserve fund covered nothing: {error:?}");
			UsdaiAmount::ZERO
		})
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
		let (record, account) = (State::<T>::get(), Self::fund_account());
		let totals =
			record.totals.bought(purchase).and_then(|totals| totals.funded(amount, account));
		State::<T>::put(record.with(totals.unwrap_or(record.totals)));
		for part in [Self::base(), amount] {
			let _ = T::Dollar::mint_into(&Self::vault_account(), part.get());
		}
		for part in [locked, shares] {
			let _ = T::Share::mint_into(&Self::dead_account(), part.get());
		}
		// The reserve fund can pay for a loss of it.
		let _ = T::Dollar::mint_into(&Self::reserve_account(), amount.get());
	}
}
