//! How much a loan will be of what its items are worth by then.

use super::entry::Security;
use crate::{
	collateral::{later, CurvePoint},
	dollar::usdai_of_cents,
	instalment::{Debt, Loan, Window},
	schedule::MAX_WINDOWS,
	units::{Ppm, Seconds, UsdCents, UsdaiAmount},
	FinanceError,
};

/// An item as it ages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Aging {
	/// What may be lent on it now.
	pub lendable: UsdCents,
	/// Its age now.
	pub age_days: u32,
}

/// The highest of the ratios of debt to value at all due dates of a loan that begins at `now`, in
/// parts per million, each rounded up.
///
/// At each due date the debt is what is owed until it is paid, all before being paid in time, and
/// the value of each item [`later`] on the curve, whole days later; a day counts once it has begun.
/// `places` are for the windows.
///
/// Errors in order: those of [`Loan::windows`]; those of [`later`]; `NoValue` (the items are worth
/// nothing at a due date); `Overflow` (above 4,294 times the value).
pub fn highest_ltv(
	loan: &Loan<'_>,
	principal: UsdaiAmount,
	curve: &[CurvePoint],
	items: impl Iterator<Item = Aging> + Clone,
	now: Seconds,
	places: &mut [Window; MAX_WINDOWS],
) -> Result<Ppm, FinanceError> {
	let mut debt = Debt { windows_paid: 0, balance: principal };
	let mut highest = Ppm::ZERO;
	for window in loan.windows(debt, places)? {
		let due = loan.schedule().deadline(debt.windows_paid).ok_or(FinanceError::NoWindowsLeft)?;
		let days = due.saturating_sub(now).days_begun();
		let mut value = UsdaiAmount::ZERO;
		for Aging { lendable, age_days } in items.clone() {
			let then = later(curve, lendable, age_days, age_days.saturating_add(days))?;
			value = value.checked_add(usdai_of_cents(then)).ok_or(FinanceError::Overflow)?;
		}
		let then = Security { lendable: value, ..Security::NOTHING };
		highest = highest.max(then.ltv(debt.balance)?);
		debt.windows_paid = debt.windows_paid.saturating_add(1);
		debt.balance = debt.balance.saturating_sub(window.principal);
	}
	Ok(highest)
}
