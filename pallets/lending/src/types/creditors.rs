//! Whoever is owed something of a loan in default, and what was credited to whom.

use super::{
	charges::{Advancers, Credit, Credits},
	lenders::Positions,
};
use alloc::vec::Vec;
use caliber_finance::{
	recovery::{Debts, Divided, Proportion},
	tranches::Claim,
	treasury::{difference, sum, total},
	FinanceError,
};
use caliber_primitives::{units::UsdaiAmount, vault::Receipt};
use frame_support::{traits::ConstU32, BoundedVec};

/// The most insurers of one loan that have a claim on later recoveries.
pub const MAX_SUBROGEES: u32 = 8;

/// An insurer who has made up for lenders' loss: what comes in beyond their claims is his before it is the
/// borrower's (protocol.md 7.3).
#[frame_support::stored]
pub struct Subrogee<AccountId> {
	/// Who has paid.
	pub insurer: AccountId,
	/// What he has not got back.
	pub due: UsdaiAmount,
	/// What is credited to him and not collected.
	pub owed: UsdaiAmount,
}

/// Insurers who have paid, in the order in which they did.
pub type Subrogees<AccountId> = BoundedVec<Subrogee<AccountId>, ConstU32<MAX_SUBROGEES>>;

/// Who is owed what, and what is credited and not collected.
#[frame_support::stored]
pub struct Creditors<AccountId> {
	/// The lenders beside the vault.
	pub positions: Positions<AccountId>,
	/// The payees beside the lenders.
	pub credits: Credits<AccountId>,
	/// Who has advanced charges, in the order of the debts; each has a credit.
	pub advancers: Advancers<AccountId>,
	/// Whoever called default.
	pub caller: Credit<AccountId>,
	/// What is owed; it bears no interest.
	pub debts: Debts,
	/// What insurers are to pay for residual value, by claims that are counted on.
	pub expected: UsdaiAmount,
	/// Insurers who have.
	pub subrogees: Subrogees<AccountId>,
	/// What is the borrower's of the money, and was not collected.
	pub surplus: UsdaiAmount,
}

/// Money of a loan in default, divided.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Paid {
	/// What was paid of each claim.
	pub claims: Debts,
	/// The vault's part.
	pub receipt: Receipt,
	/// The borrower's part.
	pub surplus: UsdaiAmount,
}

impl<AccountId: Clone + Ord> Creditors<AccountId> {
	/// Divides money by rank; the book counts `accrued` of the vault's interest. What is beyond all claims
	/// is the insurers' who have paid, in proportion to that, and then the borrower's.
	///
	/// Errors: `Overflow`.
	pub fn pay(&mut self, money: UsdaiAmount, accrued: UsdaiAmount) -> Result<Paid, FinanceError> {
		let Divided { paid, left, surplus } = self.debts.divide(money);
		let mut lenders = paid.lenders.iter();
		let vault = lenders.next().copied().unwrap_or_default();
		for (position, part) in self.positions.iter_mut().zip(lenders) {
			position.stake = position.stake.paid(part)?;
		}
		let mut costs = paid.costs.into_iter();
		let bounty = costs.next().unwrap_or_default();
		self.caller.owed = sum([self.caller.owed, bounty])?;
		for (credit, part) in self.credits.iter_mut().zip(costs) {
			credit.owed = sum([credit.owed, part])?;
		}
		for (by, part) in self.advancers.iter().zip(paid.advances) {
			let credit = self.credits.iter_mut().find(|credit| credit.payee == *by);
			let credit = credit.ok_or(FinanceError::Overflow)?;
			credit.owed = sum([credit.owed, part])?;
		}
		let surplus = self.reimburse(surplus)?;
		self.surplus = sum([self.surplus, surplus])?;
		self.debts = left;
		let interest = UsdaiAmount(vault.interest);
		let accrued = accrued.min(interest);
		let (more, _) = difference(interest, accrued);
		let receipt = Receipt {
			principal: UsdaiAmount(vault.principal),
			accrued,
			extra: sum([more, paid.fee])?,
		};
		Ok(Paid { claims: paid, receipt, surplus })
	}

	/// Gives insurers back what they have paid, as far as the money goes; returns the rest of it.
	fn reimburse(&mut self, money: UsdaiAmount) -> Result<UsdaiAmount, FinanceError> {
		let due = total(self.subrogees.iter().map(|subrogee| subrogee.due));
		let theirs = money.min(due);
		if theirs.is_zero() {
			return Ok(money);
		}
		let mut shares = Proportion::new(theirs, due, UsdaiAmount(1));
		for subrogee in &mut self.subrogees {
			let share = shares.share(subrogee.due)?;
			subrogee.due = difference(subrogee.due, share).0;
			subrogee.owed = sum([subrogee.owed, share])?;
		}
		Ok(difference(money, theirs).0)
	}

	/// An insurer makes up for lenders' loss. The ninth of a loan has no claim on what comes in later.
	///
	/// Errors: `Overflow`.
	pub fn subrogate(&mut self, who: &AccountId, paid: UsdaiAmount) -> Result<(), FinanceError> {
		let his = self.subrogees.iter_mut().find(|subrogee| subrogee.insurer == *who);
		match his {
			Some(subrogee) => subrogee.due = sum([subrogee.due, paid])?,
			None => {
				let owed = UsdaiAmount::ZERO;
				let subrogee = Subrogee { insurer: who.clone(), due: paid, owed };
				let _ = self.subrogees.try_push(subrogee);
			},
		}
		Ok(())
	}

	/// Somebody advances charges: he is owed as much, ahead of the fee.
	///
	/// Errors: `TooManyTranches` when too many have; `Overflow`.
	pub fn advance(&mut self, by: AccountId, amount: UsdaiAmount) -> Result<(), FinanceError> {
		if !self.credits.iter().any(|credit| credit.payee == by) {
			let credit = Credit { payee: by.clone(), owed: UsdaiAmount::ZERO };
			let pushed = self.credits.try_push(credit);
			pushed.map_err(|_| FinanceError::TooManyTranches)?;
		}
		let place = match self.advancers.iter().position(|advancer| *advancer == by) {
			Some(place) => place,
			None => {
				let pushed = self.advancers.try_push(by);
				pushed.map_err(|_| FinanceError::TooManyTranches)?;
				self.advancers.len().saturating_sub(1)
			},
		};
		let owed = self.debts.advances.get_mut(place).ok_or(FinanceError::TooManyTranches)?;
		*owed = sum([*owed, amount])?;
		Ok(())
	}

	/// What a lender owes for hardware is set off against what is credited to him.
	///
	/// Errors: `Overflow` when that is less.
	pub fn set_off(&mut self, who: &AccountId, amount: UsdaiAmount) -> Result<(), FinanceError> {
		let mut rest = amount;
		for position in self.positions.iter_mut().filter(|position| position.holder == *who) {
			let part = rest.min(position.stake.owed);
			position.stake.owed = difference(position.stake.owed, part).0;
			rest = difference(rest, part).0;
		}
		match rest.is_zero() {
			true => Ok(()),
			false => Err(FinanceError::Overflow),
		}
	}

	/// What a lender gets of money that is divided by these debts.
	pub fn part_of(&self, who: &AccountId, money: UsdaiAmount, debts: &Debts) -> UsdaiAmount {
		let paid = debts.divide(money).paid;
		let others = self.positions.iter().zip(paid.lenders.iter().skip(1));
		let his = others.filter(|(position, _)| position.holder == *who);
		total(his.map(|(_, part)| UsdaiAmount(part.total().unwrap_or_default())))
	}

	/// What is owed in all.
	///
	/// Errors: `Overflow`.
	pub fn owed(&self) -> Result<UsdaiAmount, FinanceError> {
		self.debts.total()
	}

	/// What may still come in: what is owed, and then what insurers have paid for it.
	///
	/// Errors: `Overflow`.
	pub fn recoverable(&self) -> Result<UsdaiAmount, FinanceError> {
		let due = self.subrogees.iter().map(|subrogee| subrogee.due);
		sum([self.owed()?].into_iter().chain(due))
	}

	/// Whether anybody still has a claim.
	pub fn is_owed(&self) -> bool {
		self.owed().is_ok_and(|left| !left.is_zero())
	}

	/// Claims that nobody is expected to pay, beside the borrower and a sale.
	///
	/// Errors: `Overflow`.
	pub fn uninsured(&self) -> Result<UsdaiAmount, FinanceError> {
		Ok(difference(self.owed()?, self.expected).0)
	}

	/// The vault's principal.
	pub fn lent(&self) -> UsdaiAmount {
		UsdaiAmount(claim_of_vault(&self.debts).principal)
	}

	/// What of the vault's principal and of its interest insurers are to pay.
	pub fn awaited(&self) -> (UsdaiAmount, UsdaiAmount) {
		let claim = claim_of_vault(&self.debts.divide(self.expected).paid);
		(UsdaiAmount(claim.principal), UsdaiAmount(claim.interest))
	}

	/// What lies in the account for any of them.
	pub fn held(&self) -> UsdaiAmount {
		let owed: Vec<_> = self.subrogees.iter().map(|subrogee| subrogee.owed).collect();
		total(owed.into_iter().chain([self.surplus, self.caller.owed]))
	}
}

fn claim_of_vault(debts: &Debts) -> Claim {
	debts.lenders.first().copied().unwrap_or_default()
}
