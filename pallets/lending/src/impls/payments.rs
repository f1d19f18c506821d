//! Payments: what they make of a loan and the book, and where the money goes.

use crate::{
	pallet::{Based, Config, Error, Event, Loans, Pallet, TheBook},
	types::{Book, Freed, Outcome, Record, Repaid, Settled},
	weights::WeightInfo,
};
use alloc::vec::Vec;
use caliber_finance::{
	book::Payment,
	treasury::{difference, sum, total},
};
use caliber_primitives::{
	collateral::Collateral,
	dollar::pay,
	ids::LoanId,
	units::UsdaiAmount,
	vault::{Receipt, Vault},
};
use frame_support::{
	ensure,
	traits::{fungible::Inspect, Get},
	weights::Weight,
};
use sp_runtime::{traits::AccountIdConversion, DispatchError, DispatchResult};

/// What payments take and give, to be moved at once.
pub(crate) struct Bill<AccountId> {
	/// What is to come from whoever pays.
	due: UsdaiAmount,
	/// The vault's part.
	receipt: Receipt,
	/// Whether some of it lies, or stays, in the pallet's account.
	through_account: bool,
	/// Loans that are over by it.
	over: Vec<(LoanId, Repaid<AccountId>, Freed<AccountId>)>,
}

/// What a loan that begins pays out, and what is kept from it.
#[derive(Clone, Copy)]
pub(crate) struct Disbursed {
	/// The vault lends.
	pub(crate) senior: UsdaiAmount,
	/// Curators lend.
	pub(crate) juniors: UsdaiAmount,
	/// Kept as the fee.
	pub(crate) fee: UsdaiAmount,
	/// Kept for the reserve.
	pub(crate) reserve: UsdaiAmount,
}

impl<AccountId> Default for Bill<AccountId> {
	fn default() -> Self {
		let (due, receipt) = (UsdaiAmount::ZERO, Receipt::default());
		Self { due, receipt, through_account: false, over: Vec::new() }
	}
}

impl<T: Config> Pallet<T> {
	/// The keyless account that holds money of loans, staged capital and what is credited to lenders
	/// and payees beside the vault.
	pub fn account() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	/// Takes money into the account.
	pub(crate) fn take(from: &T::AccountId, amount: UsdaiAmount) -> DispatchResult {
		if amount.is_zero() {
			return Ok(());
		}
		Self::open_account(from)?;
		pay::<_, T::Dollar>(from, &Self::account(), amount)
	}

	/// Opens the account: whoever is the first of all to pay in pays the dollar's minimum balance.
	pub(crate) fn open_account(by: &T::AccountId) -> DispatchResult {
		if Based::<T>::get() {
			return Ok(());
		}
		let base = UsdaiAmount(T::Dollar::minimum_balance());
		Based::<T>::put(true);
		Self::deposit_event(Event::AccountOpened { by: by.clone(), base });
		pay::<_, T::Dollar>(by, &Self::account(), base)
	}

	/// Settles one loan. The signer pays what does not lie with it; nobody else need when all does.
	pub(crate) fn settle(
		loan: LoanId,
		settled: Settled<T::AccountId>,
		payer: Option<&T::AccountId>,
	) -> Result<Weight, DispatchError> {
		let mut bill = Bill::default();
		let book = Self::book_payment(TheBook::<T>::get(), loan, settled, payer, &mut bill)?;
		TheBook::<T>::put(book);
		Self::pay_bill(bill, payer)
	}

	/// Writes what a payment makes of a loan, puts it on the bill and tells it; the book is the
	/// caller's to write.
	pub(crate) fn book_payment(
		book: Book,
		loan: LoanId,
		settled: Settled<T::AccountId>,
		payer: Option<&T::AccountId>,
		bill: &mut Bill<T::AccountId>,
	) -> Result<Book, DispatchError> {
		let Settled { before, payment, windows, spent, pots, due, beside, after } = settled;
		let Payment { principal, interest, fees, advances, receipt, progress, .. } = payment;
		let mut book = Self::leave(book, &before)?;
		match after {
			Outcome::RunsOn(running) => {
				book = Self::enter(book, &running.entry)?;
				Loans::<T>::insert(loan, Record::Active(running));
			},
			Outcome::Over(repaid, freed) => {
				Loans::<T>::insert(loan, Record::Repaid(repaid.clone()));
				Self::unhang(&freed.hung)?;
				bill.over.push((loan, repaid, freed));
			},
		}
		bill.due = sum([bill.due, due]).map_err(|_| Error::<T>::Uncomputable)?;
		bill.receipt = bill.receipt.with(receipt).map_err(|_| Error::<T>::Uncomputable)?;
		bill.through_account |= !(spent.is_zero() && beside.is_zero());
		Self::deposit_event(Event::Paid {
			loan,
			payer: payer.filter(|_| !due.is_zero()).cloned(),
			windows,
			principal,
			interest,
			receipt,
			fees,
			advances,
			beside,
			spent,
			pots,
			balance: progress.balance,
		});
		Ok(book)
	}

	/// Pays the principal of a loan that begins to its borrower, and keeps fee and reserve.
	pub(crate) fn disburse(borrower: &T::AccountId, paid: Disbursed) -> DispatchResult {
		let Disbursed { senior, juniors, fee, reserve } = paid;
		T::Vault::draw(borrower, senior)?;
		pay::<_, T::Dollar>(&Self::account(), borrower, juniors)?;
		if !fee.is_zero() {
			T::Vault::receive(borrower, Receipt { extra: fee, ..Default::default() })?;
		}
		Self::take(borrower, reserve)
	}

	/// Pays off the old loan from the principal of the new one: of all money only the difference moves,
	/// to the borrower or from him.
	pub(crate) fn roll(
		loan: LoanId,
		old: LoanId,
		borrower: &T::AccountId,
		bill: Bill<T::AccountId>,
		paid: Disbursed,
	) -> DispatchResult {
		let Disbursed { senior, juniors, fee, reserve } = paid;
		let payoff = bill.due;
		let (lent, owed) = (total([senior, juniors]), total([payoff, fee, reserve]));
		let (paid_out, paid_in) = difference(lent, owed);
		let fee = Receipt { extra: fee, ..Default::default() };
		let receipt = bill.receipt.with(fee).map_err(|_| Error::<T>::Uncomputable)?;
		Self::open_account(borrower)?;
		Self::take(borrower, paid_in)?;
		T::Vault::roll(&Self::account(), receipt, senior)?;
		pay::<_, T::Dollar>(&Self::account(), borrower, paid_out)?;
		Self::deposit_event(Event::Refinanced { loan, old, payoff, paid_out, paid_in });
		Ok(())
	}

	/// Moves the money of a bill and gives back what is over. What the signer pays leaves him at once,
	/// so that whoever has just enough can pay.
	pub(crate) fn pay_bill(
		bill: Bill<T::AccountId>,
		payer: Option<&T::AccountId>,
	) -> Result<Weight, DispatchError> {
		let mut bill = bill;
		let Bill { due, receipt, through_account, .. } = bill;
		match payer {
			Some(payer) if !through_account => T::Vault::receive(payer, receipt)?,
			payer => {
				match payer {
					Some(payer) => Self::take(payer, due)?,
					// Nobody else's money pays.
					None => ensure!(due.is_zero(), Error::<T>::Uncomputable),
				}
				T::Vault::receive(&Self::account(), receipt)?;
			},
		}
		let weight = Self::weight_of_closing(&bill);
		Self::release_all(&mut bill)?;
		Ok(weight)
	}

	/// What it weighs to close the loans on a bill.
	pub(crate) fn weight_of_closing(bill: &Bill<T::AccountId>) -> Weight {
		let items = bill.over.iter().map(|(_, _, freed)| Self::count(&freed.items));
		items.map(T::WeightInfo::close).fold(Weight::zero(), Weight::saturating_add)
	}

	/// Gives back what the loans on a bill that are over had.
	pub(crate) fn release_all(bill: &mut Bill<T::AccountId>) -> DispatchResult {
		for (loan, repaid, freed) in core::mem::take(&mut bill.over) {
			Self::release(loan, repaid, freed)?;
		}
		Ok(())
	}

	/// Gives the items of a loan that is over, and the money that lay with it, back to its borrower.
	fn release(
		loan: LoanId,
		repaid: Repaid<T::AccountId>,
		freed: Freed<T::AccountId>,
	) -> DispatchResult {
		for item in &freed.items {
			T::Collateral::release(*item, loan)?;
		}
		let Repaid { borrower, principal, interest, .. } = repaid;
		let returned = freed.money;
		pay::<_, T::Dollar>(&Self::account(), &borrower, returned)?;
		Self::deposit_event(Event::Closed { loan, borrower, principal, interest, returned });
		Ok(())
	}
}
