//! What the pallet does behind its calls.

mod calendar;
mod exposure;
mod insured;
mod ledger;
mod lenders;
mod origination;
mod trait_loan_book;
mod views;

use crate::{
	pallet::{Config, Error, Event, Loans, Pallet},
	types::{Offer, Record, Repaid, Running},
};
use caliber_finance::FinanceError;
use caliber_primitives::{
	collateral::Collateral,
	ids::{ItemId, LoanId},
	units::Seconds,
};
use frame_support::traits::UnixTime;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// Unix time of the block.
	pub(crate) fn now() -> Seconds {
		Seconds(T::Time::now().as_secs())
	}

	/// The loan, when it is an offer.
	pub(crate) fn offered(loan: LoanId) -> Result<Offer<T::AccountId>, Error<T>> {
		match Loans::<T>::get(loan).ok_or(Error::<T>::UnknownLoan)? {
			Record::Offered(offer) => Ok(offer),
			_ => Err(Error::<T>::NotOffered),
		}
	}

	/// The loan, when it runs.
	pub(crate) fn active(loan: LoanId) -> Result<Running<T::AccountId>, Error<T>> {
		match Loans::<T>::get(loan).ok_or(Error::<T>::UnknownLoan)? {
			Record::Active(running) => Ok(running),
			_ => Err(Error::<T>::NotActive),
		}
	}

	/// Why instalments cannot be paid.
	pub(crate) fn not_payable(error: FinanceError) -> Error<T> {
		match error {
			FinanceError::NoWindowsLeft => Error::<T>::TooManyWindows,
			_ => Error::<T>::Uncomputable,
		}
	}

	/// Gives the items of a loan that is over back to their holder.
	pub(crate) fn release(
		loan: LoanId,
		repaid: Repaid<T::AccountId>,
		items: &[ItemId],
	) -> DispatchResult {
		for item in items {
			T::Collateral::release(*item, loan)?;
		}
		let Repaid { borrower, principal, interest, .. } = repaid;
		Self::free_insurance(loan, &borrower)?;
		Self::deposit_event(Event::Closed { loan, borrower, principal, interest });
		Ok(())
	}

	/// Length of a list that fits 32 bits.
	pub(crate) fn count(items: &[ItemId]) -> u32 {
		u32::try_from(items.len()).unwrap_or(u32::MAX)
	}
}
