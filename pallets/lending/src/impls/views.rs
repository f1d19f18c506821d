//! What people ask, computed as the calls compute it.

use crate::{
	pallet::{Config, Pallet, TheBook},
	types::{Ask, Instalment, Junior, LoanDetails, Running, MAX_DEADLINES},
};
use alloc::{boxed::Box, vec::Vec};
use caliber_finance::{
	book::Line,
	instalment::{Debt, Loan, Window},
	schedule::MAX_WINDOWS,
};
use caliber_primitives::{
	ids::LoanId,
	units::{Seconds, UsdaiAmount},
};
use frame_support::{traits::ConstU32, BoundedVec};

/// A list of instalments.
type Instalments = BoundedVec<Instalment, ConstU32<MAX_DEADLINES>>;

impl<T: Config> Pallet<T> {
	/// A loan that runs, in figures.
	pub(crate) fn details(loan: LoanId) -> Option<LoanDetails<T::AccountId>> {
		let running = Self::active(loan).ok()?;
		let book = TheBook::<T>::get();
		let status = running.status(book.clock(Self::now())).ok()?;
		let windows = running.finance().ok()?.schedule().count();
		let next_due = book.in_block_time(&running.progress, running.due().ok()?);
		let Running { terms, terms_hash, progress, positions, .. } = running;
		Some(LoanDetails {
			borrower: terms.borrower,
			status,
			items: terms.items,
			principal: terms.ask.principal,
			balance: progress.balance,
			interest_paid: progress.interest_paid,
			rate: terms.ask.rate,
			windows_paid: progress.windows_paid,
			windows,
			next_due,
			terms_hash,
			positions,
		})
	}

	/// The next instalment with its grace interest now.
	pub(crate) fn due_now(loan: LoanId) -> Option<Instalment> {
		let running = Self::active(loan).ok()?;
		let (book, progress) = (TheBook::<T>::get(), running.progress);
		let now = progress.clock(book.settles_at(Self::now()));
		let line = Line::at(&running.finance().ok()?, progress.debt(), now).ok()?;
		Some(Instalment::new(line, book.in_block_time(&progress, line.due)))
	}

	/// Every instalment that is left.
	pub(crate) fn schedule_left(loan: LoanId) -> Option<Instalments> {
		let running = Self::active(loan).ok()?;
		let book = TheBook::<T>::get();
		lines(&running.finance().ok()?, running.progress.debt(), |moment| {
			book.in_block_time(&running.progress, moment)
		})
	}

	/// What all of them take now.
	pub(crate) fn all_due_now(loan: LoanId) -> Option<UsdaiAmount> {
		let running = Self::active(loan).ok()?;
		let now = TheBook::<T>::get().settles_at(Self::now());
		running.progress.payoff(&running.finance().ok()?, now, &running.entry).ok()
	}

	/// The schedule of terms that begin now.
	pub(crate) fn schedule_of(ask: Ask, juniors: Vec<Junior<T::AccountId>>) -> Option<Instalments> {
		let tranches = ask.tranches(&juniors)?;
		let finance = Loan::new(ask.schedule(Self::now()), ask.repayment, &tranches).ok()?;
		lines(&finance, Debt { windows_paid: 0, balance: ask.principal }, |moment| moment)
	}
}

/// The instalments that a debt leaves, each as if paid in time, in the time that `clock` makes of
/// the schedule's.
fn lines(
	loan: &Loan<'_>,
	mut debt: Debt,
	clock: impl Fn(Seconds) -> Seconds,
) -> Option<Instalments> {
	let mut places = Box::new([Window::default(); MAX_WINDOWS]);
	let mut lines = Instalments::default();
	for window in loan.windows(debt, &mut places).ok()? {
		let line = Line::of(loan, debt, *window).ok()?;
		lines.try_push(Instalment::new(line, clock(line.due))).ok()?;
		debt = line.leaves();
	}
	Some(lines)
}
