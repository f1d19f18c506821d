//! What people ask, computed as the calls compute it.

use crate::{
	pallet::{Config, Pallet, TheBook},
	types::{Ask, By, Charge, Instalment, Junior, LoanDetails, Running, Settled, MAX_DEADLINES},
};
use alloc::{boxed::Box, vec::Vec};
use caliber_finance::{
	book::{Levy, Line, Payment},
	instalment::{Debt, Loan, Window},
	schedule::MAX_WINDOWS,
	treasury::{sum, total},
};
use caliber_primitives::{ids::LoanId, units::UsdaiAmount};
use frame_support::{traits::ConstU32, BoundedVec};

/// A list of instalments.
type Instalments = BoundedVec<Instalment, ConstU32<MAX_DEADLINES>>;

impl<T: Config> Pallet<T> {
	/// A loan that runs, in figures.
	pub(crate) fn details(loan: LoanId) -> Option<LoanDetails<T::AccountId>> {
		let running = Self::active(loan).ok()?;
		let book = TheBook::<T>::get();
		let status = running.status(book.clock(Self::now())).ok()?;
		let collateral = running.collateral(book.clock(Self::now()));
		let windows = running.finance().ok()?.schedule().count();
		let next_due = book.in_block_time(&running.progress, running.due().ok()?);
		let Running { terms, terms_hash, progress, positions, credits, pots, advances, .. } =
			running;
		Some(LoanDetails {
			borrower: terms.borrower,
			status,
			collateral,
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
			advances,
			credits,
			pots,
		})
	}

	/// The next instalment with grace interest and late fee of now.
	pub(crate) fn due_now(loan: LoanId) -> Option<Instalment> {
		let (running, now, block) = Self::at_now(loan).ok()?;
		let book = TheBook::<T>::get();
		let due = book.in_block_time(&running.progress, running.due().ok()?);
		let window = running.progress.windows_paid;
		let Settled { payment, .. } = running.pay(1, By::Signer, now, block).ok()?;
		let Payment { progress, principal, interest, fees, charges, advances, .. } = payment;
		let (charges, balance) = (total([fees, charges, advances]), progress.balance);
		Some(Instalment { window, due, principal, interest, charges, balance })
	}

	/// Every instalment that is left.
	pub(crate) fn schedule_left(loan: LoanId) -> Option<Instalments> {
		let running = Self::active(loan).ok()?;
		let book = TheBook::<T>::get();
		let charged = running.progress.charged;
		lines(&running.finance().ok()?, running.progress.debt(), |line| {
			let is_paid = line.window < charged;
			let levies = running.terms.charges.iter().map(Charge::levy);
			let charges = on_balance(levies.filter(|levy| !(is_paid && levy.comes_first)), line)?;
			Some(Instalment::new(line, charges, book.in_block_time(&running.progress, line.due)))
		})
	}

	/// What ends it now.
	pub(crate) fn all_due_now(loan: LoanId) -> Option<UsdaiAmount> {
		let (running, now, _) = Self::at_now(loan).ok()?;
		running.payoff(now).ok()
	}

	/// The schedule of terms that begin now.
	pub(crate) fn schedule_of(
		ask: Ask,
		juniors: Vec<Junior<T::AccountId>>,
		charges: Vec<Charge<T::AccountId>>,
	) -> Option<Instalments> {
		let tranches = ask.tranches(&juniors)?;
		let finance = Loan::new(ask.schedule(Self::now()), ask.repayment, &tranches).ok()?;
		lines(&finance, Debt { windows_paid: 0, balance: ask.principal }, |line| {
			Some(Instalment::new(
				line,
				on_balance(charges.iter().map(Charge::levy), line)?,
				line.due,
			))
		})
	}
}

/// The charges that come with an instalment.
fn on_balance(charges: impl Iterator<Item = Levy>, line: Line) -> Option<UsdaiAmount> {
	let balance = line.balance_before().ok()?;
	let each = charges.map(|levy| levy.fee.on(balance));
	sum(each.collect::<Result<Vec<_>, _>>().ok()?).ok()
}

/// The instalments that a debt leaves, each as if paid in time, as `tell` tells each.
fn lines(
	loan: &Loan<'_>,
	mut debt: Debt,
	tell: impl Fn(Line) -> Option<Instalment>,
) -> Option<Instalments> {
	let mut places = Box::new([Window::default(); MAX_WINDOWS]);
	let mut lines = Instalments::default();
	for window in loan.windows(debt, &mut places).ok()? {
		let line = Line::of(loan, debt, *window).ok()?;
		lines.try_push(tell(line)?).ok()?;
		debt = line.leaves();
	}
	Some(lines)
}
