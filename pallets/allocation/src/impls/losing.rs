//! What has not come, and who bears it.

use crate::{
	pallet::{
		AtCustodian, Bills, Book, Config, CurrentResults, CurrentTotals, Error, Event, Pallet,
	},
	Bill, Charge, Line, Stage, Standing, Totals, WriteDown,
};
use caliber_finance::treasury::Impairment;
use caliber_primitives::{
	dollar::{Compliance, Dollar, PauseTier},
	ids::BillId,
	prices::Prices,
	units::{Day, UsdaiAmount},
	vault::Vault,
};
use frame_support::ensure;
use sp_runtime::DispatchResult;

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
		CurrentTotals::<T>::put(totals);
		Book::<T>::put(lines);
		Bills::<T>::insert(id, bill);
		Ok(lost)
	}

	/// Charges a loss that is in the books already, in the order of protocol.md 4.2. A loss is also
	/// pledged income that the bills do not have any more; and in a shortfall what comes in fills
	/// that, so that no claim is left which no surplus backs.
	pub(crate) fn charge(bill: BillId, loss: UsdaiAmount) -> DispatchResult {
		Self::charge_and(bill, loss, |_, _| Ok(()))
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
			CurrentTotals::<T>::put(totals.ok_or(Error::<T>::Arithmetic)?);
			Book::<T>::put(lines.ok_or(Error::<T>::Arithmetic)?);
			Bills::<T>::insert(bill, record);
			Ok(())
		})
	}

	/// Charges a loss. `and` writes what follows from the charge and from all that was to be charged,
	/// once the vault has said what it bears.
	fn charge_and(
		bill: BillId,
		loss: UsdaiAmount,
		and: impl FnOnce(&Charge, UsdaiAmount) -> DispatchResult,
	) -> DispatchResult {
		let totals = CurrentTotals::<T>::get();
		let standing =
			Standing { surplus: T::Dollar::surplus(), shortfall: T::Dollar::shortfall() };
		if loss.is_zero() && totals.accounts.is_backed(standing) {
			return Ok(());
		}
		let (accounts, mut charge) = totals.accounts.charged(loss, Self::open_income(), standing);
		let charged = charge.total();
		if accounts == totals.accounts && charged.is_zero() {
			return Ok(());
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
		Ok(())
	}
}
