//! What the pallet does, by concern.

pub(crate) mod claims;
mod deposits;
mod limits;
mod operators;
pub(crate) mod requests;
mod strike;
mod trait_vault;
pub(crate) mod value;
mod views;

pub use claims::{MAX_CLAIMS, SEARCH_STEPS};
pub use strike::HISTORY;

use crate::pallet::{Config, Error, HoldReason, Pallet, State};
use caliber_finance::{vault::FundAccount, FinanceError};
use caliber_primitives::units::{Seconds, UsdaiAmount};
use frame_support::{
	traits::{
		fungible::{Inspect, Mutate, MutateHold},
		tokens::{
			Precision::BestEffort,
			Preservation::{self, Expendable, Preserve},
		},
		Get, UnixTime,
	},
	PalletId,
};
use sp_runtime::{traits::AccountIdConversion, DispatchResult};

impl<T> From<FinanceError> for Error<T> {
	fn from(error: FinanceError) -> Self {
		match error {
			FinanceError::ZeroAmount => Self::ZeroAmount,
			FinanceError::BelowMinimum => Self::BelowMinimum,
			FinanceError::ZeroShares => Self::ZeroShares,
			FinanceError::Insolvent => Self::WipedOut,
			_ => Self::Overflow,
		}
	}
}

impl<T: Config> Pallet<T> {
	/// Unix time of the block.
	pub(crate) fn now() -> Seconds {
		Seconds(T::Time::now().as_secs())
	}

	/// The keyless account that holds the vault's USDai.
	pub fn vault_account() -> T::AccountId {
		Self::pallet_id().into_account_truncating()
	}

	/// The account without a key on which the locked shares lie for ever.
	pub fn dead_account() -> T::AccountId {
		Self::pallet_id().into_sub_account_truncating(*b"locked")
	}

	/// The keyless account of the reserve fund. Redemptions do not count it, deposits only what it
	/// would pay for loans; neither counts what strangers send there.
	pub fn reserve_account() -> T::AccountId {
		Self::pallet_id().into_sub_account_truncating(*b"reserve")
	}

	fn pallet_id() -> PalletId {
		T::PalletId::get()
	}

	/// The least balance that an account can have in USDai. The vault's keeps it beyond what it
	/// holds for somebody, so that it never dies and never loses dust.
	pub(crate) fn base() -> UsdaiAmount {
		UsdaiAmount(T::Dollar::minimum_balance())
	}

	/// The reserve fund's account, before money comes to it.
	pub(crate) fn fund_account() -> FundAccount {
		let balance = UsdaiAmount(T::Dollar::balance(&Self::reserve_account()));
		FundAccount { balance, base: Self::base() }
	}

	/// What the vault's account has beyond what it holds for somebody and its minimum balance.
	pub(crate) fn unbooked() -> Option<UsdaiAmount> {
		let balance = T::Dollar::balance(&Self::vault_account());
		State::<T>::get().totals.unbooked(UsdaiAmount(balance), Self::base())
	}

	/// What a buyer pays: all that he has, or so much that at least the minimum balance stays, since
	/// dust in between would vanish. Who pays a debt is never kept from it so, see
	/// [`caliber_primitives::dollar::pay`].
	pub(crate) fn take(from: &T::AccountId, amount: UsdaiAmount) -> DispatchResult {
		let preservation = match T::Dollar::balance(from) == amount.get() {
			true => Expendable,
			false => Preserve,
		};
		Self::transfer(from, &Self::vault_account(), amount, preservation)
	}

	/// The one way out: USDai from the vault's account to somebody.
	pub(crate) fn pay(to: &T::AccountId, amount: UsdaiAmount) -> DispatchResult {
		Self::transfer(&Self::vault_account(), to, amount, Preserve)
	}

	fn transfer(
		from: &T::AccountId,
		to: &T::AccountId,
		amount: UsdaiAmount,
		preservation: Preservation,
	) -> DispatchResult {
		if amount.is_zero() {
			return Ok(());
		}
		T::Dollar::transfer(from, to, amount.get(), preservation).map(|_| ())
	}

	/// Releases the deposit of a request that is over.
	pub(crate) fn release(depositor: &T::AccountId, deposit: u128) -> DispatchResult {
		T::Currency::release(&HoldReason::Request.into(), depositor, deposit, BestEffort)?;
		Ok(())
	}
}
