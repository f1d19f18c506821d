//! What people ask, computed as the calls compute it.

use crate::{
	pallet::{Config, Pallet, TheBook},
	types::{Ask, Instalment, LoanDetails, Running, MAX_DEADLINES, TRANCHES},
};
use caliber_finance::{
	instalment::{Debt, Loan},
	tranches::Claim,
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
		let windows = running.terms.finance(running.progress.origination).ok()?.schedule().count();
		let next_due = Self::shown(&running, running.due().ok()?);
		let Running { terms, terms_hash, progress, .. } = running;
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
		})
	}

	/// The next instalment with its grace interest now.
	pub(crate) fn due_now(loan: LoanId) -> Option<Instalment> {
		let running = Self::active(loan).ok()?;
		let now = running.clock(TheBook::<T>::get().settles_at(Self::now()));
		let debt = running.progress.debt();
		let finance = running.terms.finance(running.progress.origination).ok()?;
		let mut dues = [Claim::default(); TRANCHES];
		let due = finance.instalment(debt, now, &mut dues).ok()?;
		Some(Instalment {
			window: debt.windows_paid,
			due: Self::shown(&running, due.deadline),
			principal: due.principal,
			interest: due.interest,
			balance: debt.balance.saturating_sub(due.principal),
		})
	}

	/// Every instalment that is left.
	pub(crate) fn schedule_left(loan: LoanId) -> Option<Instalments> {
		let running = Self::active(loan).ok()?;
		let finance = running.terms.finance(running.progress.origination).ok()?;
		let mut lines = lines(&finance, running.progress.debt())?;
		for line in lines.iter_mut() {
			line.due = Self::shown(&running, line.due);
		}
		Some(lines)
	}

	/// What all of them take now.
	pub(crate) fn all_due_now(loan: LoanId) -> Option<UsdaiAmount> {
		let running = Self::active(loan).ok()?;
		let finance = running.terms.finance(running.progress.origination).ok()?;
		let left = finance.schedule().count().checked_sub(running.progress.windows_paid)?;
		let (now, block) = (TheBook::<T>::get().settles_at(Self::now()), Self::now());
		let payment = running.pay(left, now, block).ok()?;
		payment.principal.checked_add(payment.interest)
	}

	/// The schedule of terms that begin now.
	pub(crate) fn schedule_of(ask: Ask) -> Option<Instalments> {
		let tranches = ask.tranches();
		let finance = Loan::new(ask.schedule(Self::now()), ask.repayment, &tranches).ok()?;
		lines(&finance, Debt { windows_paid: 0, balance: ask.principal })
	}

	/// A moment of a loan's schedule in block time, as far as pauses are known.
	fn shown(running: &Running<T::AccountId>, moment: Seconds) -> Seconds {
		let paused = TheBook::<T>::get().paused.saturating_sub(running.progress.offset);
		moment.saturating_add(paused)
	}
}

/// The instalments that a debt leaves, each as if paid in time.
fn lines(loan: &Loan<'_>, mut debt: Debt) -> Option<Instalments> {
	let mut lines = Instalments::default();
	while !debt.balance.is_zero() {
		let window = loan.window(debt).ok()?;
		let due = loan.schedule().deadline(debt.windows_paid)?;
		let balance = debt.balance.saturating_sub(window.principal);
		let line = Instalment {
			window: debt.windows_paid,
			due,
			principal: window.principal,
			interest: window.interest,
			balance,
		};
		lines.try_push(line).ok()?;
		debt = Debt { windows_paid: debt.windows_paid.saturating_add(1), balance };
	}
	Some(lines)
}
