//! A loan that ended in default.

use super::creditors::{Creditors, Paid};
use caliber_finance::{book::Entry, treasury::difference, FinanceError};
use caliber_primitives::units::{Seconds, UsdaiAmount};
use sp_core::H256;

/// A loan that ended in default. What is left of its debts is lost, unless insurers are to pay it or more
/// comes in.
#[frame_support::stored]
pub struct Closed<AccountId> {
	/// Who borrowed.
	pub borrower: AccountId,
	/// Names what was agreed.
	pub terms_hash: H256,
	/// What was lent.
	pub principal: UsdaiAmount,
	/// When it was closed, in block time.
	pub at: Seconds,
	/// Who is still owed what.
	pub creditors: Creditors<AccountId>,
	/// What it counts in the book while insurers are to pay.
	pub entry: Option<Entry>,
}

/// More money, or less hope of it, and what that makes of a closed loan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recovered<AccountId> {
	/// What it counted in the book until now.
	pub before: Option<Entry>,
	/// Where it leaves the loan.
	pub closed: Closed<AccountId>,
	/// The money, divided.
	pub paid: Paid,
	/// More of the vault's principal that is lost.
	pub lost: UsdaiAmount,
}

impl<AccountId: Clone + Ord> Closed<AccountId> {
	/// The vault's principal that nobody is expected to pay.
	pub fn lost(&self) -> UsdaiAmount {
		let awaited = self.entry.as_ref().map_or(UsdaiAmount::ZERO, |entry| entry.principal);
		difference(self.creditors.lent(), awaited).0
	}

	/// With the entry of what insurers are to pay, once another was left, which counts `accrued` of the
	/// vault's interest; none when they are to pay nothing.
	///
	/// Errors: `Overflow`.
	pub fn awaiting(
		mut self,
		left: Option<Entry>,
		accrued: UsdaiAmount,
	) -> Result<Self, FinanceError> {
		let (principal, interest) = self.creditors.awaited();
		let left = left.filter(|_| !self.creditors.expected.is_zero());
		let awaits = |entry: Entry| entry.awaiting(principal, accrued.min(interest));
		self.entry = left.map(awaits).transpose()?;
		Ok(self)
	}

	/// More comes in, by anyone or, with `expected`, by an insurer who was counted on for so much.
	///
	/// Errors: `Overflow`.
	pub fn recover(
		mut self,
		money: UsdaiAmount,
		expected: UsdaiAmount,
	) -> Result<Recovered<AccountId>, FinanceError> {
		let (before, lost) = (self.entry, self.lost());
		let counted = before.as_ref().map_or(UsdaiAmount::ZERO, Entry::whole_interest);
		self.creditors.expected = difference(self.creditors.expected, expected).0;
		let paid = self.creditors.pay(money, counted)?;
		let (counted, _) = difference(counted, paid.receipt.accrued);
		let closed = self.awaiting(before, counted)?;
		let (lost, _) = difference(closed.lost(), lost);
		Ok(Recovered { before, closed, paid, lost })
	}
}
