//! Money outside: who says that it came or left.

use crate::{
	pallet::{
		AtCustodian, Booked, BroughtBy, Config, CurrentGates, Error, Event, HoldReason, NextPayout,
		NextReceipt, Pallet, Payouts, Receipts, SignedSince, State, Unbooked,
	},
	types::{
		Custody, Deposit, Desk, Gate, Gates, Held, Payout, Proof, Receipt, ReceiptId, Returned,
		Said, Statement, Wrapped,
	},
};
use caliber_finance::{
	gateway::{payout_after, unbooked_after},
	reserve::exposure_cap,
};
use caliber_primitives::{
	dollar::PauseTier,
	ids::ReserveSlot,
	roles::{Role, Roles, Subject},
	units::ReserveAmount,
};
use core::cmp::Ordering;
use frame_support::{
	ensure,
	traits::{
		fungible::MutateHold,
		fungibles,
		tokens::{Fortitude, Precision, Preservation},
		Get,
	},
};
use sp_core::H256;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// Signs a receipt: its custodian stores or corrects it, an auditor uses it up. Whether `who` was
	/// the auditor.
	///
	/// Errors: `Role`; `WrongReceipt`; `NoReceipt`, `ReceiptUsed`, `ReceiptDiffers`,
	/// `ReceiptDoubtful`, `ReferenceBooked`.
	pub(crate) fn sign(
		who: &T::AccountId,
		id: &ReceiptId<T::AccountId>,
		said: Said<T::AccountId>,
	) -> Result<bool, Error<T>> {
		match *who == id.custodian {
			true => Self::store_receipt(id, said).map(|()| false),
			false => Self::use_receipt(who, id, &said).map(|()| true),
		}
	}

	/// Signs what is said of a payout that waits.
	///
	/// Errors: `NoSuchPayout`; those of [`Self::sign`].
	pub(crate) fn sign_of(
		payout: u64,
		who: &T::AccountId,
		id: &ReceiptId<T::AccountId>,
		said: Said<T::AccountId>,
	) -> Result<bool, Error<T>> {
		ensure!(Payouts::<T>::contains_key(payout), Error::<T>::NoSuchPayout);
		Self::sign(who, id, said)
	}

	fn store_receipt(
		id: &ReceiptId<T::AccountId>,
		said: Said<T::AccountId>,
	) -> Result<(), Error<T>> {
		Self::ensure_role(&id.custodian, Role::Custodian)?;
		let next = NextReceipt::<T>::get(&id.custodian);
		match id.number.cmp(&next) {
			Ordering::Less => ensure!(Receipts::<T>::contains_key(id), Error::<T>::ReceiptUsed),
			Ordering::Equal => {
				let next = next.checked_add(1).ok_or(Error::<T>::Overflow)?;
				NextReceipt::<T>::insert(&id.custodian, next);
			},
			Ordering::Greater => return Err(Error::<T>::WrongReceipt),
		}
		Receipts::<T>::insert(id, Receipt { said: said.clone(), at: Self::now() });
		Self::deposit_event(Event::ReceiptStored { receipt: id.clone(), said });
		Ok(())
	}

	fn use_receipt(
		auditor: &T::AccountId,
		id: &ReceiptId<T::AccountId>,
		said: &Said<T::AccountId>,
	) -> Result<(), Error<T>> {
		Self::ensure_role(auditor, Role::Auditor)?;
		let given = id.number < NextReceipt::<T>::get(&id.custodian);
		let receipt = Receipts::<T>::take(id).ok_or(match given {
			true => Error::<T>::ReceiptUsed,
			false => Error::<T>::NoReceipt,
		})?;
		ensure!(receipt.said == *said, Error::<T>::ReceiptDiffers);
		let valid =
			T::Roles::was_valid(&id.custodian, Role::Custodian, &Subject::CHAIN, receipt.at);
		ensure!(valid, Error::<T>::ReceiptDoubtful);
		let booked = Booked::<T>::contains_key(&id.custodian, said.reference);
		ensure!(!booked, Error::<T>::ReferenceBooked);
		Booked::<T>::insert(&id.custodian, said.reference, ());
		SignedSince::<T>::insert(auditor, State::<T>::get().statement.number);
		Ok(())
	}

	/// Books a deposit that both have signed, and mints it.
	pub(crate) fn book_deposit(
		receipt: ReceiptId<T::AccountId>,
		deposit: Deposit<T::AccountId>,
		auditor: T::AccountId,
	) -> DispatchResult {
		let (Deposit { slot, amount, to }, custodian) = (deposit, &receipt.custodian);
		ensure!(to != *custodian && to != auditor, Error::<T>::NotDistinct);
		Self::ensure_may(&to, PauseTier::Intake)?;
		let (desk, gates) = (Self::desk(), CurrentGates::<T>::get());
		let shown = Self::take_unbooked(&desk, &gates, slot, amount);
		let gates = gates.with(slot, |gate| gate.deposited(amount)).map_err(Self::error)?;
		let (desk, dollars) = desk.attest(slot, amount, shown).map_err(Self::error)?;
		let held = AtCustodian::<T>::get(custodian).with(dollars).ok_or(Error::<T>::Overflow)?;
		let most = desk.rules.exposure;
		let cap = exposure_cap(desk.ledger.issued, most.part, most.floor);
		ensure!(held.0 <= cap, Error::<T>::AboveExposure);
		CurrentGates::<T>::put(gates);
		AtCustodian::<T>::insert(custodian, held);
		Self::store(&desk);
		Self::wrap_units(&desk, slot, &to, amount)?;
		Self::deposit_event(Event::Deposited { receipt, slot, amount, to, auditor });
		Ok(())
	}

	/// Whether the last proof of reserve failed since this money was not booked, and shows it. What it
	/// shows counts once.
	fn take_unbooked(
		desk: &Desk<T::ReserveId>,
		gates: &Gates,
		slot: ReserveSlot,
		amount: ReserveAmount,
	) -> bool {
		if desk.proof != Proof::Failed {
			return false;
		}
		let mut unbooked = Unbooked::<T>::get();
		let shown = gates.place(slot).and_then(|place| unbooked.get_mut(place));
		let Some((shown, left)) =
			shown.and_then(|shown| unbooked_after(*shown, amount).map(|left| (shown, left)))
		else {
			return false;
		};
		*shown = left;
		Unbooked::<T>::put(unbooked);
		true
	}

	/// Books money that bills have brought and both have signed: it is wrapped into the pot, where it
	/// waits until the custodian pays it in.
	pub(crate) fn book_return(
		receipt: ReceiptId<T::AccountId>,
		returned: Returned,
		auditor: T::AccountId,
	) -> DispatchResult {
		let (Returned { slot, amount }, custodian) = (returned, &receipt.custodian);
		let gates = CurrentGates::<T>::get()
			.with(slot, |gate| gate.deposited(amount))
			.map_err(Self::error)?;
		let (desk, dollars) = Self::desk().bring(slot, amount).map_err(Self::error)?;
		let held = AtCustodian::<T>::get(custodian).with(dollars).ok_or(Error::<T>::Overflow)?;
		let brought =
			BroughtBy::<T>::get(custodian, slot).with(amount).ok_or(Error::<T>::Overflow)?;
		CurrentGates::<T>::put(gates);
		AtCustodian::<T>::insert(custodian, held);
		BroughtBy::<T>::insert(custodian, slot, brought);
		Self::store(&desk);
		Self::wrap_units(&desk, slot, &Self::pot(), amount)?;
		Self::deposit_event(Event::Brought { receipt, slot, amount, auditor });
		Ok(())
	}

	/// Takes what a custodian pays in from what he has brought; says what his account has to add.
	pub(crate) fn pay_in(
		desk: Desk<T::ReserveId>,
		slot: ReserveSlot,
		amount: ReserveAmount,
		from: &T::AccountId,
	) -> Result<(Desk<T::ReserveId>, ReserveAmount), Error<T>> {
		if desk.ledger.brought.is_zero() {
			return Ok((desk, amount));
		}
		let (left, taken, rest) = BroughtBy::<T>::get(from, slot).paid_in(amount);
		match left.is_empty() {
			true => BroughtBy::<T>::remove(from, slot),
			false => BroughtBy::<T>::insert(from, slot, left),
		}
		Ok((desk.pay_in(slot, taken).map_err(Self::error)?, rest))
	}

	/// Units of a gate's asset that are attested.
	fn wrap_units(
		desk: &Desk<T::ReserveId>,
		slot: ReserveSlot,
		to: &T::AccountId,
		amount: ReserveAmount,
	) -> DispatchResult {
		let asset = desk.reserve(slot).map_err(Self::error)?.asset.clone();
		<T::Reserves as fungibles::Mutate<_>>::mint_into(asset, to, amount.get()).map(|_| ())
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
		receipt: ReceiptId<T::AccountId>,
		payout: u64,
		auditor: T::AccountId,
	) -> DispatchResult {
		let custodian = &receipt.custodian;
		let paid = Payouts::<T>::take(payout).ok_or(Error::<T>::NoSuchPayout)?;
		ensure!(paid.who != *custodian && paid.who != auditor, Error::<T>::NotDistinct);
		let gates = CurrentGates::<T>::get()
			.with(paid.slot, |gate| gate.confirmed(paid.amount))
			.map_err(Self::error)?;
		let dollars = Self::desk()
			.reserve(paid.slot)
			.and_then(|reserve| Ok(reserve.dollars(paid.amount)?))
			.map_err(Self::error)?;
		let held =
			AtCustodian::<T>::get(custodian).without(dollars).ok_or(Error::<T>::BelowExposure)?;
		CurrentGates::<T>::put(gates);
		Self::set_at_custodian(custodian, held);
		Self::release(HoldReason::Payout, &paid.who, paid.deposit)?;
		Self::deposit_event(Event::PaidOut { receipt, payout, auditor });
		Ok(())
	}

	/// Gives back what both have signed that will not be paid, as far as the fuse leaves room.
	pub(crate) fn book_cancellation(
		receipt: ReceiptId<T::AccountId>,
		payout: u64,
		auditor: T::AccountId,
	) -> DispatchResult {
		let record = Payouts::<T>::get(payout).ok_or(Error::<T>::NoSuchPayout)?;
		let (slot, who) = (record.slot, record.who.clone());
		ensure!(who != receipt.custodian && who != auditor, Error::<T>::NotDistinct);
		let (desk, amount) = Self::desk().give_back(slot, record.amount).map_err(Self::error)?;
		let gates = CurrentGates::<T>::get()
			.with(slot, |gate| gate.cancelled(amount))
			.map_err(Self::error)?;
		let left = payout_after(record.amount, amount).ok_or(Error::<T>::Overflow)?;
		CurrentGates::<T>::put(gates);
		Self::store(&desk);
		match left.is_zero() {
			true => {
				Payouts::<T>::remove(payout);
				Self::release(HoldReason::Payout, &who, record.deposit)?;
			},
			false => Payouts::<T>::insert(payout, Payout { amount: left, ..record }),
		}
		Self::wrap_units(&desk, slot, &who, amount)?;
		Self::deposit_event(Event::PayoutCancelled { receipt, payout, who, amount, left, auditor });
		Ok(())
	}

	pub(crate) fn set_at_custodian(custodian: &T::AccountId, held: Custody) {
		match held.is_empty() {
			true => AtCustodian::<T>::remove(custodian),
			false => AtCustodian::<T>::insert(custodian, held),
		}
	}

	/// Burns units, to be paid outside.
	pub(crate) fn put_payout(
		who: T::AccountId,
		slot: ReserveSlot,
		amount: ReserveAmount,
		account: H256,
	) -> DispatchResult {
		Self::ensure_may(&who, PauseTier::Exit)?;
		ensure!(!amount.is_zero(), Error::<T>::ZeroAmount);
		let gates = CurrentGates::<T>::get()
			.with(slot, |gate| gate.requested(amount))
			.map_err(Self::error)?;
		Self::ensure_returnable(slot, amount)?;
		let payout = NextPayout::<T>::get();
		NextPayout::<T>::put(payout.checked_add(1).ok_or(Error::<T>::Overflow)?);
		CurrentGates::<T>::put(gates);
		let (at, deposit) = (Self::now(), T::RecordDeposit::get());
		let record = Payout { who: who.clone(), slot, amount, account, at, deposit };
		Payouts::<T>::insert(payout, record);
		T::Currency::hold(&HoldReason::Payout.into(), &who, deposit)?;
		let desk = Self::desk().pay_outside(slot, amount).map_err(Self::error)?;
		Self::store(&desk);
		Self::unwrap_units(&desk, slot, &who, amount)?;
		Self::deposit_event(Event::PayoutRequested { payout, who, slot, amount, account });
		Ok(())
	}

	/// An auditor says what the custodians have.
	pub(crate) fn put_statement(by: T::AccountId, number: u32, held: Held) -> DispatchResult {
		Self::ensure_role(&by, Role::Auditor)?;
		let last = State::<T>::get().statement.number;
		ensure!(SignedSince::<T>::get(&by) != Some(last), Error::<T>::NotIndependent);
		ensure!(last.checked_add(1) == Some(number), Error::<T>::WrongNumber);
		SignedSince::<T>::remove(&by);
		let unbooked = CurrentGates::<T>::get().unbooked(&held);
		let good = unbooked.as_ref().is_some_and(|gates| gates.iter().all(|one| one.is_zero()));
		match unbooked.filter(|_| !good) {
			Some(unbooked) => Unbooked::<T>::put(unbooked),
			None => Unbooked::<T>::kill(),
		}
		let statement = Statement { number, at: Self::now(), good };
		State::<T>::mutate(|state| state.statement = statement);
		Self::deposit_event(Event::StatementPosted { number, by, held, good });
		Ok(())
	}

	/// An asset is a claim on money outside from now on.
	pub(crate) fn add_gate(slot: ReserveSlot) -> DispatchResult {
		let supply = Self::supply_of(&Self::desk(), slot)?;
		let mut gates = CurrentGates::<T>::get();
		ensure!(!gates.has(slot), Error::<T>::GateOpen);
		let wrapped = Wrapped { circulating: supply, ..Default::default() };
		let gate = Gate { slot, wrapped };
		gates.0.try_push(gate).map_err(|_| Error::<T>::TooManyReserves)?;
		CurrentGates::<T>::put(gates);
		Self::deposit_event(Event::GateOpened { slot, supply });
		Ok(())
	}
}
