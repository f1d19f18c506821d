//! Money outside: who says that it came or left.

use crate::{
	pallet::{
		AtCustodian, Config, CurrentGates, Error, Event, HoldReason, LastStatement, Pallet,
		Payouts, Receipts, SignedSince,
	},
	types::{About, Custody, Deposit, Desk, Receipt},
};
use caliber_finance::reserve::exposure_cap;
use caliber_primitives::{
	dollar::PauseTier,
	ids::ReserveSlot,
	roles::{Role, Roles, Subject},
	units::ReserveAmount,
};
use frame_support::{
	ensure,
	traits::{
		fungibles,
		tokens::{Fortitude, Precision, Preservation},
	},
};
use sp_core::H256;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// Signs a receipt: a custodian stores it, an auditor uses it. Returns the receipt when `who` is
	/// the auditor, marked as used.
	///
	/// Errors: `NoReceipt`, `ReceiptUsed`, `ReceiptDiffers`, `NotDistinct`, `ReceiptDoubtful`,
	/// `Role`.
	pub(crate) fn sign(
		who: T::AccountId,
		reference: H256,
		about: About<T::AccountId>,
	) -> Result<Option<Receipt<T::AccountId>>, Error<T>> {
		let Some(receipt) = Receipts::<T>::get(reference) else {
			let custodian = Self::ensure_role(&who, Role::Custodian);
			if custodian.is_err() && Self::ensure_role(&who, Role::Auditor).is_ok() {
				return Err(Error::<T>::NoReceipt);
			}
			custodian?;
			let at = Self::now();
			let stored =
				Receipt { about: about.clone(), custodian: who.clone(), at, auditor: None };
			Receipts::<T>::insert(reference, stored);
			Self::deposit_event(Event::ReceiptStored { reference, about, custodian: who });
			return Ok(None);
		};
		ensure!(receipt.auditor.is_none(), Error::<T>::ReceiptUsed);
		ensure!(receipt.about == about, Error::<T>::ReceiptDiffers);
		ensure!(receipt.custodian != who, Error::<T>::NotDistinct);
		Self::ensure_role(&who, Role::Auditor)?;
		let Receipt { custodian, at, .. } = &receipt;
		let valid = T::Roles::was_valid(custodian, Role::Custodian, &Subject::CHAIN, *at);
		ensure!(valid, Error::<T>::ReceiptDoubtful);
		let used = Receipt { auditor: Some(who.clone()), ..receipt };
		Receipts::<T>::insert(reference, &used);
		SignedSince::<T>::insert(who, LastStatement::<T>::get().number);
		Ok(Some(used))
	}

	/// Books a deposit that both have signed, and mints it.
	pub(crate) fn book_deposit(
		reference: H256,
		deposit: Deposit<T::AccountId>,
		custodian: T::AccountId,
		auditor: T::AccountId,
	) -> DispatchResult {
		let Deposit { slot, amount, to } = deposit;
		ensure!(to != custodian && to != auditor, Error::<T>::NotDistinct);
		Self::ensure_may(&to, PauseTier::Intake)?;
		let gates = CurrentGates::<T>::get()
			.with(slot, |gate| gate.deposited(amount))
			.map_err(Self::error)?;
		let (desk, dollars) = Self::desk().attest(slot, amount).map_err(Self::error)?;
		let held = AtCustodian::<T>::get(&custodian).with(dollars).ok_or(Error::<T>::Overflow)?;
		let most = desk.rules.exposure;
		let cap = exposure_cap(desk.ledger.issued, most.part, most.floor);
		ensure!(held.0 <= cap, Error::<T>::AboveExposure);
		CurrentGates::<T>::put(gates);
		AtCustodian::<T>::insert(&custodian, held);
		Self::store(&desk);
		let asset = desk.reserve(slot).map_err(Self::error)?.asset.clone();
		<T::Reserves as fungibles::Mutate<_>>::mint_into(asset, &to, amount.get())?;
		Self::deposit_event(Event::Deposited { reference, slot, amount, to, custodian, auditor });
		Ok(())
	}

	/// Burns units that are to be paid outside.
	pub(crate) fn unwrap_units(
		desk: &Desk<T::ReserveId>,
		slot: ReserveSlot,
		who: &T::AccountId,
		amount: ReserveAmount,
	) -> DispatchResult {
		let asset = desk.reserve(slot).map_err(Self::error)?.asset.clone();
		<T::Reserves as fungibles::Mutate<_>>::burn_from(
			asset,
			who,
			amount.get(),
			Preservation::Expendable,
			Precision::Exact,
			Fortitude::Polite,
		)
		.map(|_| ())
	}

	/// Books a payout that both have signed.
	pub(crate) fn book_payout(
		reference: H256,
		payout: u64,
		custodian: T::AccountId,
		auditor: T::AccountId,
	) -> DispatchResult {
		let paid = Payouts::<T>::take(payout).ok_or(Error::<T>::NoSuchPayout)?;
		ensure!(paid.who != custodian && paid.who != auditor, Error::<T>::NotDistinct);
		let gates = CurrentGates::<T>::get()
			.with(paid.slot, |gate| gate.confirmed(paid.amount))
			.map_err(Self::error)?;
		let dollars = Self::desk()
			.reserve(paid.slot)
			.and_then(|reserve| Ok(reserve.dollars(paid.amount)?))
			.map_err(Self::error)?;
		let held =
			AtCustodian::<T>::get(&custodian).without(dollars).ok_or(Error::<T>::BelowExposure)?;
		CurrentGates::<T>::put(gates);
		Self::set_at_custodian(&custodian, held);
		Self::release(HoldReason::Payout, &paid.who, paid.deposit)?;
		Self::deposit_event(Event::PaidOut { reference, payout, custodian, auditor });
		Ok(())
	}

	fn set_at_custodian(custodian: &T::AccountId, held: Custody) {
		match held.is_empty() {
			true => AtCustodian::<T>::remove(custodian),
			false => AtCustodian::<T>::insert(custodian, held),
		}
	}
}
