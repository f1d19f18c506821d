//! Who gets what of the proceeds of a sale.

use crate::{
	tranches::{buffer, Claim},
	FinanceError,
};

/// How proceeds are paid out, in their unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Payout<'a> {
	/// What the fee gets.
	pub fee: u128,
	/// What each tranche gets, most senior first.
	pub paid: &'a [Claim],
	/// What is left for the borrower.
	pub surplus: u128,
}

/// Pays claims in order of rank until the money is gone.
///
/// First the fee; then the principal of every tranche in list order, most senior first; only then
/// the interest of every tranche in list order; the rest is the surplus. Each takes
/// `min(claim, money left)`, so that fee, payments and surplus sum to the proceeds exactly. All
/// amounts are in one unit. Payments are written to the front of `paid`.
///
/// Errors in order: `NoTranches`, `TooManyTranches`.
pub fn waterfall<'a>(
	proceeds: u128,
	fee: u128,
	claims: &[Claim],
	paid: &'a mut [Claim],
) -> Result<Payout<'a>, FinanceError> {
	let paid = buffer(claims.len(), paid)?;
	let mut left = proceeds;
	let mut take = |claim: u128| match left.checked_sub(claim) {
		Some(rest) => {
			left = rest;
			claim
		},
		None => core::mem::take(&mut left),
	};
	let fee = take(fee);
	for (claim, payment) in claims.iter().zip(paid.iter_mut()) {
		payment.principal = take(claim.principal);
	}
	for (claim, payment) in claims.iter().zip(paid.iter_mut()) {
		payment.interest = take(claim.interest);
	}
	Ok(Payout { fee, paid, surplus: left })
}
