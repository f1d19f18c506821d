//! What comes in for a loan in default or closed, beside its hardware, and what does not come any more.

use crate::{
	pallet::{Config, Error, Event, Loans, Pallet, TheBook},
	types::{Closed, Defaulted, Entry, Paid, Record, Recovered},
};
use caliber_finance::treasury::difference;
use caliber_primitives::{
	collateral::{Loss, Payout},
	ids::LoanId,
	units::UsdaiAmount,
	vault::Vault,
};
use frame_support::{ensure, storage::with_storage_layer};
use sp_runtime::{DispatchError, DispatchResult};

/// What an insurer was counted on for.
fn expected(payout: &Payout) -> UsdaiAmount {
	match payout {
		Payout { amount, loss: Loss::Residual, given_up: false } => *amount,
		_ => UsdaiAmount::ZERO,
	}
}

impl<T: Config> Pallet<T> {
	/// Divides more money among those who are still owed something of a loan that was closed, and insurers
	/// who have made up for that. Only what they are owed is taken.
	pub(crate) fn recover_by(
		by: T::AccountId,
		loan: LoanId,
		amount: UsdaiAmount,
	) -> DispatchResult {
		ensure!(!amount.is_zero(), Error::<T>::ZeroAmount);
		let Some(Record::Closed(closed)) = Loans::<T>::get(loan) else {
			return Err(Error::<T>::NotClosed.into());
		};
		let most = closed.creditors.recoverable().map_err(|_| Error::<T>::Uncomputable)?;
		ensure!(!most.is_zero(), Error::<T>::NothingOwed);
		Self::recovered(loan, closed, &by, amount.min(most), UsdaiAmount::ZERO)
	}

	/// Takes money for a loan that was closed, and divides it.
	fn recovered(
		loan: LoanId,
		closed: Closed<T::AccountId>,
		by: &T::AccountId,
		amount: UsdaiAmount,
		expected: UsdaiAmount,
	) -> DispatchResult {
		let recovered = closed.recover(amount, expected).map_err(|_| Error::<T>::Uncomputable)?;
		let Recovered { before, closed, paid, lost } = recovered;
		Self::rebook(before, closed.entry)?;
		Loans::<T>::insert(loan, Record::Closed(closed));
		Self::bring(loan, by, amount, paid)?;
		Self::cover(lost);
		Ok(())
	}

	/// Takes money that is divided.
	fn bring(loan: LoanId, by: &T::AccountId, amount: UsdaiAmount, paid: Paid) -> DispatchResult {
		let Paid { claims: paid, receipt, surplus } = paid;
		Self::take(by, amount)?;
		T::Vault::receive(&Self::account(), receipt)?;
		let by = by.clone();
		Self::deposit_event(Event::Recovered { loan, by, amount, paid, receipt, surplus });
		Ok(())
	}

	/// Has another entry count in the book.
	fn rebook(before: Option<Entry>, after: Option<Entry>) -> Result<(), Error<T>> {
		if before == after {
			return Ok(());
		}
		let mut book = TheBook::<T>::get();
		if let Some(entry) = &before {
			book = Self::leave(book, entry)?;
		}
		if let Some(entry) = &after {
			book = Self::enter(book, entry)?;
		}
		TheBook::<T>::put(book);
		Ok(())
	}

	/// Insurance money of a loan that was closed. Who has made up for lenders' loss is subrogated.
	pub(crate) fn insured_closed(
		loan: LoanId,
		mut closed: Closed<T::AccountId>,
		insurer: &T::AccountId,
		payout: Payout,
	) -> DispatchResult {
		if payout.loss == Loss::Residual {
			let subrogated = closed.creditors.subrogate(insurer, payout.amount);
			subrogated.map_err(|_| Error::<T>::Uncomputable)?;
		}
		Self::recovered(loan, closed, insurer, payout.amount, expected(&payout))
	}

	/// Insurance money of a loan in default. What makes up for lost hardware is divided with the rest, what
	/// makes up for a sale at once. Returns what lies with the loan.
	pub(crate) fn insured(
		loan: LoanId,
		mut defaulted: Defaulted<T::AccountId>,
		insurer: &T::AccountId,
		payout: Payout,
	) -> Result<UsdaiAmount, DispatchError> {
		let amount = payout.amount;
		if payout.loss != Loss::Residual {
			let defaulted = defaulted.with_money(amount).map_err(|_| Error::<T>::Uncomputable)?;
			let left = defaulted.money;
			Loans::<T>::insert(loan, Record::Defaulted(defaulted));
			Self::take(insurer, amount)?;
			return Ok(left);
		}
		let before = defaulted.entry;
		let creditors = &mut defaulted.creditors;
		creditors.expected = difference(creditors.expected, expected(&payout)).0;
		let paid = creditors.subrogate(insurer, amount);
		let paid = paid.and_then(|()| defaulted.pay(amount, UsdaiAmount::ZERO));
		let paid = paid.map_err(|_| Error::<T>::Uncomputable)?;
		let defaulted = defaulted.revalued().map_err(|_| Error::<T>::Uncomputable)?;
		Self::rebook(Some(before), Some(defaulted.entry))?;
		Loans::<T>::insert(loan, Record::Defaulted(defaulted));
		Self::bring(loan, insurer, amount, paid)?;
		Ok(UsdaiAmount::ZERO)
	}

	/// Insurers are not counted on for so much any more: what the vault loses by that is final.
	pub(crate) fn count_on_no_more(loan: LoanId, amount: UsdaiAmount) {
		// Whatever this says of the loan, the claim is over: what fails here changes nothing.
		let told = with_storage_layer(|| Self::give_up_by(loan, amount));
		if told.is_err() {
			frame_support::defensive!("a loan cannot do without a claim");
		}
	}

	fn give_up_by(loan: LoanId, amount: UsdaiAmount) -> DispatchResult {
		let uncomputable = |_| Error::<T>::Uncomputable;
		let lost = match Loans::<T>::get(loan).ok_or(Error::<T>::UnknownLoan)? {
			Record::Defaulted(mut defaulted) => {
				let (before, creditors) = (defaulted.entry, &mut defaulted.creditors);
				creditors.expected = difference(creditors.expected, amount).0;
				let defaulted = defaulted.revalued().map_err(uncomputable)?;
				Self::rebook(Some(before), Some(defaulted.entry))?;
				Loans::<T>::insert(loan, Record::Defaulted(defaulted));
				UsdaiAmount::ZERO
			},
			Record::Closed(closed) => {
				let recovered = closed.recover(UsdaiAmount::ZERO, amount).map_err(uncomputable)?;
				let Recovered { before, closed, lost, .. } = recovered;
				Self::rebook(before, closed.entry)?;
				Loans::<T>::insert(loan, Record::Closed(closed));
				lost
			},
			_ => return Err(Error::<T>::NotDefaulted.into()),
		};
		let covered = Self::cover(lost);
		Self::deposit_event(Event::ClaimGivenUp { loan, amount, lost, covered });
		Ok(())
	}
}
