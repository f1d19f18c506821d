//! From a bill to cash, however it ends.

use crate::{
	pallet::{AtCustodian, Bills, Book, Config, CurrentResults, CurrentTotals, Error, Pallet},
	Bill, Stage, Surplus, Totals,
};
use caliber_finance::treasury::total;
use caliber_primitives::{
	dollar::Dollar,
	ids::{BillId, ReserveSlot},
	roles::Role,
	units::{ReserveAmount, UsdaiAmount},
};
use frame_support::ensure;
use sp_runtime::DispatchResult;

/// Money that a custodian pays in for a bill. It comes back in the asset that paid for the bill:
/// another one may be worth less, and whoever pays would keep the difference.
#[derive(Clone, Copy)]
pub(crate) struct Payment {
	/// The reserve asset.
	pub slot: ReserveSlot,
	/// How much, in the unit of the reserve asset.
	pub amount: ReserveAmount,
	/// What that counts in dollars.
	pub brings: UsdaiAmount,
}

/// What closing a bill has done.
pub(crate) struct Closed {
	/// What belongs to the vault of it.
	pub surplus: UsdaiAmount,
	/// What it brought below its cost.
	pub loss: UsdaiAmount,
	/// What idle money of the vault bore when it was impaired, and it has not brought back.
	pub forgone: UsdaiAmount,
	/// Bills in custody now, at cost.
	pub at_settled_cost: UsdaiAmount,
}

impl<T: Config> Pallet<T> {
	/// A bill that he holds or settles.
	pub(crate) fn bill_held_by(
		custodian: &T::AccountId,
		bill: BillId,
	) -> Result<Bill<T::AccountId>, Error<T>> {
		let record = Bills::<T>::get(bill).ok_or(Error::UnknownBill)?;
		ensure!(record.purchase.custodian == *custodian, Error::NotCustodian);
		Ok(record)
	}

	/// The face.
	pub(crate) fn face_of(bill: &Bill<T::AccountId>) -> Result<Payment, Error<T>> {
		ensure!(Self::today() >= bill.purchase.matures, Error::NotMatured);
		match bill.stage {
			Stage::InTransit(_) => Err(Error::NotSettled),
			Stage::Paid(_) | Stage::Settled(_) => Err(Error::AlreadyPaid),
			Stage::Held(_) | Stage::Selling(_) => {
				Ok(Self::payment(bill, bill.purchase.face, bill.face))
			},
		}
	}

	/// What a sale brings, from its day on.
	pub(crate) fn proceeds_of(bill: &Bill<T::AccountId>) -> Result<Payment, Error<T>> {
		let Stage::Selling(sold) = &bill.stage else { return Err(Error::NotSold) };
		ensure!(Self::today() >= sold.sale.settles, Error::NotSettlementDay);
		Ok(Self::payment(bill, sold.proceeds, sold.brings))
	}

	/// What was paid for a bill that never came.
	pub(crate) fn cost_of(bill: &Bill<T::AccountId>) -> Result<Payment, Error<T>> {
		Self::ensure_failed(bill)?;
		let lost = bill.written_down.unwrap_or_default().lost;
		Ok(Self::payment(bill, bill.paid, total([bill.cost, lost])))
	}

	fn payment(bill: &Bill<T::AccountId>, amount: ReserveAmount, brings: UsdaiAmount) -> Payment {
		Payment { slot: bill.purchase.slot, amount, brings }
	}

	/// Charges what a closed bill has lost and takes the custodian's coins in, in this order: cash pays
	/// redeemers the moment it comes, and they are paid in full only when others have borne the loss.
	pub(crate) fn take_in(
		id: BillId,
		closed: &Closed,
		payment: Payment,
		custodian: &T::AccountId,
	) -> DispatchResult {
		let borne = Self::charge(id, closed.loss)?;
		let totals = CurrentTotals::<T>::get();
		let arrived = totals.with(|accounts| accounts.arrived(payment.brings));
		CurrentTotals::<T>::put(arrived.ok_or(Error::<T>::Arithmetic)?);
		T::Dollar::return_cash(payment.slot, payment.amount, custodian)?;
		Self::cover(id, [closed.forgone, borne]);
		Ok(())
	}

	/// Writes that a bill has brought so much, which is on its way, and leaves the book.
	pub(crate) fn close(
		id: BillId,
		bill: Bill<T::AccountId>,
		brings: UsdaiAmount,
	) -> Result<Closed, Error<T>> {
		ensure!(bill.is_open(), Error::AlreadyPaid);
		let (cost, position) = (bill.cost, bill.position());
		let lines = Book::<T>::get().without(id).ok_or(Error::Arithmetic)?;
		let totals = CurrentTotals::<T>::get();
		let accounts = match bill.stage {
			Stage::InTransit(_) => totals.accounts.settled(cost).ok_or(Error::Arithmetic)?,
			_ => totals.accounts,
		};
		let (accounts, surplus) =
			accounts.closed(cost, brings, bill.written_down).ok_or(Error::Arithmetic)?;
		let totals = Totals { accounts, ..totals };
		let forgone = Self::forgone(bill.written_down, surplus).ok_or(Error::Arithmetic)?;
		let results = CurrentResults::<T>::get().closed(&position, brings, Self::today());
		let stage = Self::paid_stage(bill.stage, surplus)?;
		let custodian = &bill.purchase.custodian;
		let held = AtCustodian::<T>::get(custodian).without(cost).ok_or(Error::Arithmetic)?;
		Self::set_at_custodian(custodian, held);
		Self::note(id, &lines, &totals, results);
		CurrentResults::<T>::put(results);
		let returning = totals.with(|accounts| accounts.returning(brings));
		Self::store_book(lines, returning.ok_or(Error::Arithmetic)?);
		Self::store_bill(id, Bill { stage, ..bill });
		Ok(Closed {
			surplus: surplus.total(),
			loss: position.loss(brings),
			forgone,
			at_settled_cost: totals.accounts.at_settled_cost,
		})
	}

	fn paid_stage(
		stage: Stage<T::AccountId>,
		surplus: Surplus,
	) -> Result<Stage<T::AccountId>, Error<T>> {
		let counts = |auditor: &_| Self::counts(Role::Auditor, auditor);
		match stage {
			Stage::InTransit(transit) => Ok(transit.unwound(surplus)),
			Stage::Held(held) => Ok(held.kept(counts).paid(surplus)),
			Stage::Selling(sold) => Ok(sold.kept(counts).paid(surplus)),
			Stage::Paid(_) | Stage::Settled(_) => Err(Error::AlreadyPaid),
		}
	}
}
