//! What custodian and auditor say of a bill and of its money.

use crate::{
	pallet::{Bills, Book, Config, CurrentResults, CurrentTotals, Error, Event, Pallet},
	Accounts, Bill, Both, Confirmation, Held, InTransit, Sold, Stage,
};
use caliber_primitives::{
	dollar::Dollar,
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

	/// What of both words counts still.
	fn kept(both: Both<T::AccountId>) -> Both<T::AccountId> {
		both.kept(
			|custodian| Self::counts(Role::Custodian, custodian),
			|auditor| Self::counts(Role::Auditor, auditor),
		)
	}

	/// A bill with an auditor's word that it never came.
	pub(crate) fn with_failure(
		bill: Bill<T::AccountId>,
		by: T::AccountId,
	) -> Result<Bill<T::AccountId>, Error<T>> {
		Self::ensure_audits(&by, &bill)?;
		let Stage::InTransit(transit) = bill.stage else { return Err(Error::AlreadySettled) };
		ensure!(Self::today() >= bill.purchase.settles, Error::NotSettlementDay);
		let failed = transit.failed.filter(|word| Self::counts(Role::Auditor, word));
		let word = Confirmation { by, at: Self::now() };
		let stage = InTransit { failed, ..transit }.failed(word)?;
		Ok(Bill { stage, ..bill })
	}

	/// Somebody besides the custodian knows that a bill in transit never came: an auditor, or everybody
	/// since it is impaired.
	pub(crate) fn ensure_failed(bill: &Bill<T::AccountId>) -> Result<(), Error<T>> {
		let Stage::InTransit(transit) = &bill.stage else { return Err(Error::AlreadySettled) };
		let said = transit.failed.as_ref().is_some_and(|word| Self::counts(Role::Auditor, word));
		ensure!(said || bill.written_down.is_some(), Error::NotFailed);
		Ok(())
	}

	/// A bill with one more word that its sale has fallen through, and whether that was enough: then
	/// it is held again by who bought it.
	pub(crate) fn with_cancellation(
		bill: Bill<T::AccountId>,
		by: T::AccountId,
		role: Role,
	) -> Result<(Bill<T::AccountId>, bool), Error<T>> {
		let Stage::Selling(sold) = bill.stage else { return Err(Error::NotSold) };
		let sold = sold.kept(|auditor| Self::counts(Role::Auditor, auditor));
		ensure!(sold.auditor.is_none(), Error::AlreadyConfirmed);
		let cancelled = Self::kept(sold.cancelled);
		let late = Self::business_days_since(sold.sale.settles) > Self::policy_in_force().grace.0;
		let cancelled = match late && role == Role::Auditor {
			true => None,
			false => {
				let word = Confirmation { by, at: Self::now() };
				Some(cancelled.with(role == Role::Custodian, word)?)
			},
		};
		let Some(cancelled) = cancelled.filter(|both| !both.is_complete()) else {
			let stage = Stage::Held(Held { auditor: None });
			return Ok((Bill { operator: sold.bought_by, stage, ..bill }, true));
		};
		Ok((Bill { stage: Stage::Selling(Sold { cancelled, ..sold }), ..bill }, false))
	}

	/// A bill with one more confirmation of its settlement, and whether that was the second.
	pub(crate) fn with_settlement(
		bill: Bill<T::AccountId>,
		by: T::AccountId,
		role: Role,
	) -> Result<(Bill<T::AccountId>, bool), Error<T>> {
		let Stage::InTransit(transit) = bill.stage else { return Err(Error::AlreadyConfirmed) };
		let transit = InTransit { seen: Self::kept(transit.seen), ..transit };
		let word = Confirmation { by, at: Self::now() };
		let stage = transit.confirmed(role == Role::Custodian, word)?;
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
		Self::store_book(lines, totals);
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

	/// Stores a bill, or lets it go when it has paid and nothing of its surplus is left.
	pub(crate) fn store_bill(id: BillId, bill: Bill<T::AccountId>) {
		match bill.stage {
			Stage::Paid(surplus) | Stage::Settled(surplus) if surplus.is_zero() => {
				Bills::<T>::remove(id);
				T::Dollar::bill_ended(id);
			},
			_ => Bills::<T>::insert(id, bill),
		}
	}
}
