//! What the pallet does behind its calls.

mod begin;
mod breach;
mod calendar;
mod default;
mod disposal;
mod escrow;
mod exposure;
mod ledger;
mod lenders;
mod monitoring;
mod origination;
pub(crate) mod payments;
mod pots;
mod recovery;
mod trait_loan_book;
mod views;

use crate::{
	pallet::{Config, Error, Loans, Pallet, TheBook},
	types::{Escrowed, Offer, Record, Running},
};
use caliber_finance::FinanceError;
use caliber_primitives::{ids::LoanId, units::Seconds};
use core::{marker::PhantomData, time::Duration};
use frame_support::traits::UnixTime;

/// The book clock, by which sales run: time in which the chain stood still counts for nobody.
pub struct BookClock<T>(PhantomData<T>);

impl<T: Config> UnixTime for BookClock<T> {
	fn now() -> Duration {
		Duration::from_secs(TheBook::<T>::get().clock(Pallet::<T>::now()).get())
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl<T: Config<Time: caliber_primitives::clock::SetUpTime>> caliber_primitives::clock::SetUpTime
	for BookClock<T>
{
	fn set_up_time(now: Seconds) {
		T::Time::set_up_time(now.saturating_add(TheBook::<T>::get().paused))
	}
}

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

	/// The loan, when its money waits.
	pub(crate) fn escrowed(loan: LoanId) -> Result<Escrowed<T::AccountId>, Error<T>> {
		match Loans::<T>::get(loan).ok_or(Error::<T>::UnknownLoan)? {
			Record::Escrowed(escrowed) => Ok(escrowed),
			_ => Err(Error::<T>::NotEscrowed),
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

	/// Length of a list that fits 32 bits.
	pub(crate) fn count<E>(list: &[E]) -> u32 {
		u32::try_from(list.len()).unwrap_or(u32::MAX)
	}
}
