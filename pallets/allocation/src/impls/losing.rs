//! What has not come, and who bears it.

use crate::{
	pallet::{
		AtCustodian, Bills, Book, Config, CurrentResults, CurrentTotals, Error, Event, Pallet,
	},
	Bill, Charge, Line, Stage, Standing, Surplus, Totals, WriteDown,
};
use caliber_finance::treasury::{total, Impairment};
use caliber_primitives::{
	dollar::{Compliance, Dollar, PauseTier},
	ids::BillId,
	prices::Prices,
	units::{Day, UsdaiAmount},
	vault::Vault,
};
use frame_support::ensure;
use sp_runtime::{DispatchError, DispatchResult};

/// Days within which there are more business days than any policy's grace.
const LONGEST: u32 = 100;

impl<T: Config> Pallet<T> {
	/// `by` may mark the bill impaired: an auditor, who sees where the money is, on the first business
	/// day after it was due; anyone when it is late beyond the grace, unless the chain takes nothing
	/// in: money that it keeps out is not late.
	pub(crate) fn ensure_impairs(by: &T::AccountId, bill: &Bill<T::AccountId>) -> DispatchResult {
		ensure!(bill.written_down.is_none(), Error::<T>::AlreadyImpaired);
		let due = bill.due().ok_or(Error::<T>::AlreadyPaid)?;
		let late = Self::business_days_since(due);
		ensure!(late > 0, Error::<T>::NotLate);
		if late <= Self::policy_in_force().grace.0 {
			return Ok(Self::ensure_audits(by, bill)?);
		}
		match Self::ensure_audits(by, bill) {
			Ok(()) => Ok(()),
			Err(_) => T::Compliance::ensure_open(PauseTier::Intake),
		}
	}

	/// Business days since a day, as far as any grace goes.
	pub(crate) fn business_days_since(day: Day) -> u32 {
		let until = Self::today().min(Day(day.0.saturating_add(LONGEST)));
		T::Prices::business_days(day, until)
	}

	/// Writes a bill down; returns what is lost.
	pub(crate) fn write_down(
		id: BillId,
		bill: Bill<T::AccountId>,
	) -> Result<UsdaiAmount, Error<T>> {
		let Impairment { left, lost } = Self::policy_in_force().impaired(bill.cost)?;
		let marked = WriteDown { lost, ..Default::default() };
		let bill = Bill { cost: left, written_down: Some(marked), ..bill };
		let lines = Book::<T>::get().with_changed(Line::of(id, &bill)).ok_or(Error::Arithmetic)?;
		let totals = CurrentTotals::<T>::get();
		let accounts = match bill.stage {
			Stage::InTransit(_) => totals.accounts.settled(lost),
			_ => Some(totals.accounts),
		};
		let accounts = accounts.and_then(|accounts| accounts.written_down(lost));
		let totals = Totals { accounts: accounts.ok_or(Error::Arithmetic)?, ..totals };
		let results = CurrentResults::<T>::get().written_down(lost);
		let custodian = &bill.purchase.custodian;
		let held = AtCustodian::<T>::get(custodian).without(lost).ok_or(Error::Arithmetic)?;
		Self::set_at_custodian(custodian, held);
		Self::note(id, &lines, &totals, results);
		CurrentResults::<T>::put(results);
		Self::store_book(lines, totals);
		Bills::<T>::insert(id, bill);
		Ok(lost)
	}

	/// Charges a loss that is in the books already, in the order of protocol.md 4.2. A loss is also
	/// pledged income that the bills do not have any more; and in a shortfall what comes in fills
	/// that, so that no claim is left which no surplus backs. Returns what idle money of the vault
	/// bore of it, in its hands or on the way back to it: nothing of that is to come.
	pub(crate) fn charge(bill: BillId, loss: UsdaiAmount) -> Result<UsdaiAmount, DispatchError> {
		let charge = Self::charge_and(bill, loss, |_, _| Ok(()))?;
		Ok(total([charge.idle, charge.struck_returned]))
	}

	/// What idle money of the vault bore when a bill was impaired and does not come back, now that
	/// the bill has left the book for what is surplus of it.
	pub(crate) fn forgone(marked: Option<WriteDown>, surplus: Surplus) -> Option<UsdaiAmount> {
		let returned = |returned| Surplus { returned, ..Default::default() };
		let awaited = returned(marked.unwrap_or_default().returned);
		awaited.without(returned(surplus.returned)).map(|left| left.returned)
	}

	/// Has the reserve fund of the vault pay for what its idle money bore for good: by so much the
	/// vault's money and what comes back of it have fallen. A mark-down alone is not final; the
	/// income that a loss took is not covered: the fund stands for money that was put in.
	pub(crate) fn cover(bill: BillId, parts: [UsdaiAmount; 2]) {
		let lost = total(parts);
		if !lost.is_zero() {
			let covered = T::Vault::cover_loss(lost);
			Self::deposit_event(Event::LossFinal { bill, lost, covered });
		}
	}

	/// The same for a bill that was written down so far, and notes who gets back what it pays.
	pub(crate) fn charge_impaired(bill: BillId, lost: UsdaiAmount) -> DispatchResult {
		Self::charge_and(bill, lost, |charge, charged| {
			let marked = charge.write_down(lost, charged);
			let record = Bills::<T>::get(bill).ok_or(Error::<T>::Arithmetic)?;
			let record = Bill { written_down: Some(marked), ..record };
			let lines = Book::<T>::get().with_changed(Line::of(bill, &record));
			let totals =
				CurrentTotals::<T>::get().with(|accounts| accounts.awaiting(marked.returned));
			let lines = lines.ok_or(Error::<T>::Arithmetic)?;
			Self::store_book(lines, totals.ok_or(Error::<T>::Arithmetic)?);
			Bills::<T>::insert(bill, record);
			Ok(())
		})?;
		Ok(())
	}

	/// Charges a loss of a bill whose change is stored, so that the figures of the day are today's.
	/// `and` writes what follows from the charge and from all that was to be charged, once the vault
	/// has said what it bears.
	fn charge_and(
		bill: BillId,
		loss: UsdaiAmount,
		and: impl FnOnce(&Charge, UsdaiAmount) -> DispatchResult,
	) -> Result<Charge, DispatchError> {
		let totals = CurrentTotals::<T>::get();
		let standing =
			Standing { surplus: T::Dollar::surplus(), shortfall: T::Dollar::shortfall() };
		if loss.is_zero() && totals.accounts.is_backed(standing) {
			return Ok(Charge::default());
		}
		let open = Self::daily(&totals).open;
		let (accounts, mut charge) = totals.accounts.charged(loss, open, standing);
		let charged = charge.total();
		if accounts == totals.accounts && charged.is_zero() {
			return Ok(Charge::default());
		}
		CurrentTotals::<T>::put(Totals { accounts, ..totals });
		if !charge.idle.is_zero() {
			charge.idle = T::Vault::bear_loss(charge.idle);
		}
		and(&charge, charged)?;
		if !charge.idle.is_zero() {
			T::Dollar::burn_for_loss(&T::Vault::account(), charge.idle)?;
		}
		let shortfall = T::Dollar::shortfall();
		Self::deposit_event(Event::LossCharged { bill, loss, charge, shortfall });
		Ok(charge)
	}
}
