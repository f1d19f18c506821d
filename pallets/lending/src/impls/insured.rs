//! Insurance money of loans: it waits in a keyless account and pays instalments as they are paid, so
//! that it reaches the book by the one way that payments have.

use crate::{
	pallet::{Config, Error, Event, Insured, Loans, Pallet},
	types::Record,
};
use caliber_finance::insurance::Proceeds;
use caliber_primitives::{collateral::LossPayee, dollar::pay, ids::LoanId, units::UsdaiAmount};
use frame_support::traits::Get;
use sp_runtime::{traits::AccountIdConversion, DispatchError, DispatchResult};

impl<T: Config> LossPayee<T::AccountId> for Pallet<T> {
	/// Errors: `UnknownLoan`, `NotActive` (an offer stands for nothing), `Uncomputable`; the dollar's
	/// own.
	fn receive(loan: LoanId, insurer: &T::AccountId, amount: UsdaiAmount) -> DispatchResult {
		let (to, left) = match Loans::<T>::get(loan).ok_or(Error::<T>::UnknownLoan)? {
			Record::Offered(_) | Record::Withdrawn(_) => return Err(Error::<T>::NotActive.into()),
			Record::Active(_) => {
				let proceeds = Insured::<T>::get(loan).with(amount);
				let proceeds = proceeds.ok_or(Error::<T>::Uncomputable)?;
				Insured::<T>::insert(loan, proceeds);
				(Self::account(), proceeds.left)
			},
			Record::Repaid(over) => (over.borrower, UsdaiAmount::ZERO),
		};
		pay::<_, T::Dollar>(insurer, &to, amount)?;
		let insurer = insurer.clone();
		Self::deposit_event(Event::InsuranceReceived { loan, insurer, amount, left });
		Ok(())
	}

	fn is_owed(loan: LoanId) -> bool {
		matches!(Loans::<T>::get(loan), Some(Record::Active(_)))
	}
}

impl<T: Config> Pallet<T> {
	/// The keyless account that holds insurance money, staged capital and what is credited to lenders
	/// beside the vault.
	pub fn account() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	/// Gives `payer` what insurance money pays of an instalment that he is about to pay, and tells
	/// whether there was any. Money leaves in whole cents, as it comes, so that no dust is ever left
	/// in the account.
	pub(crate) fn spend_insurance(
		loan: LoanId,
		payer: &T::AccountId,
		due: UsdaiAmount,
	) -> Result<bool, DispatchError> {
		let proceeds = Insured::<T>::get(loan);
		if proceeds.left.is_zero() {
			return Ok(false);
		}
		let (paid, rest) = proceeds.pay(due);
		Self::hand_out(loan, payer, paid, rest)?;
		Ok(true)
	}

	/// Gives what is left to the borrower of a loan that is over.
	pub(crate) fn free_insurance(loan: LoanId, borrower: &T::AccountId) -> DispatchResult {
		let left = Insured::<T>::get(loan).left;
		Self::hand_out(loan, borrower, left, Proceeds::default())
	}

	fn hand_out(
		loan: LoanId,
		to: &T::AccountId,
		amount: UsdaiAmount,
		rest: Proceeds,
	) -> DispatchResult {
		if amount.is_zero() {
			return Ok(());
		}
		match rest.left.is_zero() {
			true => Insured::<T>::remove(loan),
			false => Insured::<T>::insert(loan, rest),
		}
		pay::<_, T::Dollar>(&Self::account(), to, amount)?;
		let (to, left) = (to.clone(), rest.left);
		Self::deposit_event(Event::InsuranceSpent { loan, to, amount, left });
		Ok(())
	}
}
