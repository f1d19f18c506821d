//! What custodian and auditor say of a bill and of its money.

use crate::{
	pallet::{Bills, Book, Config, CurrentResults, CurrentTotals, Error, Event, Pallet},
	Accounts, Bill, Confirmation, Stage,
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

	/// Whether what was confirmed still counts.
	pub(crate) fn counts(role: Role, confirmation: &Confirmation<T::AccountId>) -> bool {
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
		Self::note(bill, &lines, &totals, CurrentResults::<T>::get());
		Book::<T>::put(lines);
		CurrentTotals::<T>::put(totals);
		let Accounts { at_settled_cost, in_transit, .. } = totals.accounts;
		Self::deposit_event(Event::BillSettled { bill, cost, at_settled_cost, in_transit });
		Ok(())
	}

	/// A bill with an auditor's confirmation that its money has come in.
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
			Stage::Selling(sold) => sold
				.kept(|auditor| Self::counts(Role::Auditor, auditor))
				.confirmed_by_auditor(confirmation)?,
			Stage::Paid(surplus) => Stage::Settled(surplus),
			Stage::Settled(_) => return Err(Error::AlreadyConfirmed),
		};
		Ok(Bill { stage, ..bill })
	}

	/// Stores a bill, or lets it go when nothing of its surplus is left.
	pub(crate) fn store_bill(id: BillId, bill: Bill<T::AccountId>) {
		match bill.stage {
			Stage::Settled(surplus) if surplus.is_zero() => Bills::<T>::remove(id),
			_ => Bills::<T>::insert(id, bill),
		}
	}
}
