//! How far a loan has come, and how far a payment takes it.

use super::entry::Entry;
use crate::{
	instalment::{Debt, Loan, Window},
	tranches::{buffer, Claim, Tranche, MAX_TRANCHES},
	units::{Seconds, UsdaiAmount},
	vault::Receipt,
	FinanceError,
};
use macro_rules_attribute::apply;

/// How far a loan has come.
#[apply(stored!)]
pub struct Progress {
	/// When it began, in block time.
	pub origination: Seconds,
	/// What the book had paused by then: a deadline of the schedule less this is its place on the
	/// book clock.
	pub offset: Seconds,
	/// Windows paid; the next one has this number, counted from 0.
	pub windows_paid: u32,
	/// Principal outstanding, all tranches.
	pub balance: UsdaiAmount,
	/// The vault's part of it.
	pub vault: UsdaiAmount,
	/// Interest paid so far, all tranches, grace included.
	pub interest_paid: UsdaiAmount,
}

/// What instalments take and where they leave the loan, 18 decimals.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Payment {
	/// How far the loan has come by it.
	pub progress: Progress,
	/// Principal paid, all tranches.
	pub principal: UsdaiAmount,
	/// Interest paid, all tranches, grace included.
	pub interest: UsdaiAmount,
	/// The vault's part of both.
	pub receipt: Receipt,
}

impl Payment {
	/// All that it takes: `principal + interest`.
	///
	/// Errors: `Overflow`.
	pub fn total(&self) -> Result<UsdaiAmount, FinanceError> {
		self.principal.checked_add(self.interest).ok_or(FinanceError::Overflow)
	}

	/// What of it is for lenders beside the vault.
	///
	/// Errors: `Overflow`.
	pub fn beside(&self) -> Result<UsdaiAmount, FinanceError> {
		self.total()?.checked_sub(self.receipt.total()?).ok_or(FinanceError::Overflow)
	}
}

impl Progress {
	/// A loan that begins in block time `origination`, when the book has paused for `paused`. The
	/// vault, which is tranche 0, lends the amount of its tranche.
	pub fn begun(
		origination: Seconds,
		paused: Seconds,
		principal: UsdaiAmount,
		tranches: &[Tranche],
	) -> Self {
		let vault = tranches.first().map(|tranche| UsdaiAmount(tranche.amount));
		Self {
			origination,
			offset: paused,
			windows_paid: 0,
			balance: principal,
			vault: vault.unwrap_or_default(),
			interest_paid: UsdaiAmount::ZERO,
		}
	}

	/// The debt as [`Loan`] knows it.
	pub fn debt(&self) -> Debt {
		Debt { windows_paid: self.windows_paid, balance: self.balance }
	}

	/// Whether nothing is owed any more.
	pub fn is_over(&self) -> bool {
		self.balance.is_zero()
	}

	/// The loan's own clock at a moment of the book clock: its schedule's time.
	pub fn clock(&self, book: Seconds) -> Seconds {
		book.saturating_add(self.offset)
	}

	/// Pays the next `windows` instalments at `now` of the book clock; `entry` is what the loan
	/// counts in the book until then.
	///
	/// Each instalment is what [`Loan::instalment`] says at that moment on what the one before
	/// leaves. Of the vault's part of the interest the book had counted
	/// `accrued = min(part, floor(undivided interest of the entry at now / 10^18))`; the rest is
	/// `extra` (protocol.md 2.6), and so is what dust of divisions brings it beyond its principal. What each tranche is paid in all is written to the front of
	/// `parts`; the first is the vault's.
	///
	/// Errors in order: `NoTranches`, `TooManyTranches` (the buffer is too short); those of
	/// [`Loan::instalment`] window by window, so `NoWindowsLeft` when the schedule has fewer;
	/// `Overflow`.
	pub fn pay(
		self,
		loan: &Loan<'_>,
		windows: u32,
		now: Seconds,
		entry: &Entry,
		parts: &mut [Claim],
	) -> Result<Payment, FinanceError> {
		let parts = buffer(loan.tranches().len(), parts)?;
		parts.fill(Claim::default());
		let mut dues = [Claim::default(); MAX_TRANCHES];
		let mut after = self;
		let mut principal = UsdaiAmount::ZERO;
		for _ in 0..windows {
			let due = loan.instalment(after.debt(), self.clock(now), &mut dues)?;
			let vault = due.dues.first().copied().ok_or(FinanceError::NoTranches)?;
			for (part, due) in parts.iter_mut().zip(due.dues) {
				*part = part.with(due).ok_or(FinanceError::Overflow)?;
			}
			after.windows_paid = after.windows_paid.saturating_add(1);
			after.balance = after.balance.saturating_sub(due.principal);
			after.vault = after.vault.saturating_sub(UsdaiAmount(vault.principal));
			after.interest_paid =
				after.interest_paid.checked_add(due.interest).ok_or(FinanceError::Overflow)?;
			// Principal sums to the balance at most.
			principal = principal.saturating_add(due.principal);
		}
		let vault = parts.first().copied().ok_or(FinanceError::NoTranches)?;
		let accrued = entry.accrued(now).ok_or(FinanceError::Overflow)?;
		let accrued = accrued.min(UsdaiAmount(vault.interest));
		let returned = self.vault.saturating_sub(after.vault);
		let all = vault.total().map(UsdaiAmount).ok_or(FinanceError::Overflow)?;
		Ok(Payment {
			progress: after,
			principal,
			interest: after.interest_paid.saturating_sub(self.interest_paid),
			receipt: Receipt {
				principal: returned,
				accrued,
				extra: all.saturating_sub(returned).saturating_sub(accrued),
			},
		})
	}

	/// What paying every instalment that is left takes at `now` of the book clock.
	///
	/// Errors: those of [`Progress::pay`] and [`Payment::total`].
	pub fn payoff(
		self,
		loan: &Loan<'_>,
		now: Seconds,
		entry: &Entry,
	) -> Result<UsdaiAmount, FinanceError> {
		let left = loan.schedule().count().saturating_sub(self.windows_paid);
		self.pay(loan, left, now, entry, &mut [Claim::default(); MAX_TRANCHES])?.total()
	}
}

/// One line of a schedule, 18 decimals.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Line {
	/// Number of the window, counted from 0.
	pub window: u32,
	/// When it closes, in the schedule's time.
	pub due: Seconds,
	/// Principal.
	pub principal: UsdaiAmount,
	/// Interest.
	pub interest: UsdaiAmount,
	/// Principal left after it.
	pub balance: UsdaiAmount,
}

impl Line {
	/// The next instalment of a debt when it is paid in time, which is what `window` owes.
	///
	/// Errors: `NoWindowsLeft`.
	pub fn of(loan: &Loan<'_>, debt: Debt, window: Window) -> Result<Self, FinanceError> {
		Self::new(loan, debt, window.principal, window.interest)
	}

	/// The next instalment of a debt with the grace interest of a moment of the schedule's time;
	/// see [`Loan::instalment`].
	///
	/// Errors in order: those of [`Loan::instalment`].
	pub fn at(loan: &Loan<'_>, debt: Debt, now: Seconds) -> Result<Self, FinanceError> {
		let mut dues = [Claim::default(); MAX_TRANCHES];
		let due = loan.instalment(debt, now, &mut dues)?;
		Self::new(loan, debt, due.principal, due.interest)
	}

	fn new(
		loan: &Loan<'_>,
		debt: Debt,
		principal: UsdaiAmount,
		interest: UsdaiAmount,
	) -> Result<Self, FinanceError> {
		Ok(Self {
			window: debt.windows_paid,
			due: loan.schedule().deadline(debt.windows_paid).ok_or(FinanceError::NoWindowsLeft)?,
			principal,
			interest,
			balance: debt.balance.saturating_sub(principal),
		})
	}

	/// The debt once it is paid.
	pub fn leaves(&self) -> Debt {
		Debt { windows_paid: self.window.saturating_add(1), balance: self.balance }
	}
}
