//! From a bill in transit to its face in cash: what custodian and auditor say.

use crate::{
	pallet::{AtCustodian, Bills, Book, Config, CurrentTotals, Error, Event, Pallet},
	Accounts, Bill, Confirmation, Stage, Totals,
};
use caliber_primitives::{
	ids::BillId,
	roles::{Role, Roles, Subject},
	units::UsdaiAmount,
};
use frame_support::ensure;

impl<T: Config> Pallet<T> {
	/// As what `by` may confirm the settlement of a bill.
	pub(crate) fn ensure_confirms(
		by: &T::AccountId,
		bill: &Bill<T::AccountId>,
	) -> Result<Role, Error<T>> {
		if *by == bill.purchase.custodian {
			T::Roles::ensure(by, Role::Custodian, &Subject::CHAIN).map_err(Error::Role)?;
			return Ok(Role::Custodian);
		}
		Self::ensure_audits(by, bill)?;
		Ok(Role::Auditor)
	}

	/// `by` is an auditor, and a third account.
	pub(crate) fn ensure_audits(
		by: &T::AccountId,
		bill: &Bill<T::AccountId>,
	) -> Result<(), Error<T>> {
		T::Roles::ensure(by, Role::Auditor, &Subject::CHAIN).map_err(Error::Role)?;
		ensure!(*by != bill.operator && *by != bill.purchase.custodian, Error::NotDistinct);
		Ok(())
	}

	fn counts(role: Role, confirmation: &Confirmation<T::AccountId>) -> bool {
		T::Roles::was_valid(&confirmation.by, role, &Subject::CHAIN, confirmation.at)
	}

	/// A bill with one more confirmation of its settlement, and whether that was the second.
	pub(crate) fn with_settlement(
		bill: Bill<T::AccountId>,
		by: T::AccountId,
		role: Role,
	) -> Result<(Bill<T::AccountId>, bool), Error<T>> {
		let Stage::InTransit(transit) = bill.stage else { return Err(Error::AlreadyConfirmed) };
		let transit = transit.kept(
			|custodian| Self::counts(Role::Custodian, custodian),
			|auditor| Self::counts(Role::Auditor, auditor),
		);
		let confirmation = Confirmation { by, at: Self::now() };
		let stage = match role {
			Role::Custodian => transit.confirmed_by_custodian(confirmation),
			_ => transit.confirmed_by_auditor(confirmation),
		}?;
		let settled = matches!(stage, Stage::Held(_));
		Ok((Bill { stage, ..bill }, settled))
	}

	/// Writes a settlement: cash in transit is a bill at cost.
	pub(crate) fn book_settlement(bill: BillId, cost: UsdaiAmount) -> Result<(), Error<T>> {
		let lines = Book::<T>::get().with_settled(bill).ok_or(Error::Arithmetic)?;
		let totals = CurrentTotals::<T>::get()
			.with(|accounts| accounts.settled(cost))
			.ok_or(Error::Arithmetic)?;
		Book::<T>::put(lines);
		CurrentTotals::<T>::put(totals);
		let Accounts { at_settled_cost, in_transit, .. } = totals.accounts;
		Self::deposit_event(Event::BillSettled { bill, cost, at_settled_cost, in_transit });
		Ok(())
	}

	/// Writes a payment of the face; returns what is left in the book, at cost.
	pub(crate) fn book_maturity(
		id: BillId,
		bill: Bill<T::AccountId>,
	) -> Result<UsdaiAmount, Error<T>> {
		let (cost, gain) = (bill.cost, bill.gain());
		let stage = match bill.stage {
			Stage::InTransit(_) => return Err(Error::NotSettled),
			Stage::Held(held) => {
				held.kept(|auditor| Self::counts(Role::Auditor, auditor)).paid(gain)
			},
			Stage::Paid(_) | Stage::Settled(_) => return Err(Error::AlreadyPaid),
		};
		let lines = Book::<T>::get().without(id).ok_or(Error::Arithmetic)?;
		let totals = CurrentTotals::<T>::get()
			.with(|accounts| accounts.paid(cost, gain))
			.ok_or(Error::Arithmetic)?;
		let custodian = &bill.purchase.custodian;
		let held = AtCustodian::<T>::get(custodian).without(cost).ok_or(Error::Arithmetic)?;
		Self::set_at_custodian(custodian, held);
		CurrentTotals::<T>::put(Totals { next_maturity: lines.next_maturity(), ..totals });
		Book::<T>::put(lines);
		Self::store_bill(id, Bill { stage, ..bill });
		Ok(totals.accounts.at_settled_cost)
	}

	/// A bill with an auditor's confirmation that its face has come in.
	pub(crate) fn with_maturity(
		bill: Bill<T::AccountId>,
		by: T::AccountId,
	) -> Result<Bill<T::AccountId>, Error<T>> {
		let confirmation = Confirmation { by, at: Self::now() };
		let stage = match bill.stage {
			Stage::InTransit(_) => return Err(Error::NotSettled),
			Stage::Held(held) => held
				.kept(|auditor| Self::counts(Role::Auditor, auditor))
				.confirmed_by_auditor(confirmation)?,
			Stage::Paid(paid) => Stage::Settled(paid.confirmed_by_auditor()),
			Stage::Settled(_) => return Err(Error::AlreadyConfirmed),
		};
		Ok(Bill { stage, ..bill })
	}

	/// Stores a bill, or lets it go when nothing of its surplus is left.
	pub(crate) fn store_bill(id: BillId, bill: Bill<T::AccountId>) {
		match bill.stage {
			Stage::Settled(surplus) if surplus.left.is_zero() => Bills::<T>::remove(id),
			_ => Bills::<T>::insert(id, bill),
		}
	}
}
