//! Claims on insurance money, and what becomes of them (protocol.md 7.3, 7.6).

use super::{
	loan::{Pot, Stage},
	numbers::{int, zero, Int, DAY, ONE},
	Economy, Told,
};
use crate::{
	deeds::{Deed, Step},
	world::KEEPER,
};
use caliber_integration_tests::registry::INSURER;
use caliber_primitives::{
	collateral::Loss,
	ids::{ClaimId, ItemId, LoanId},
	units::UsdCents,
};
use caliber_runtime::{AccountId, Runtime};
use pallet_caliber::Claims;

/// A cent in units of the dollar.
const CENT: u128 = ONE / 100;
/// How long an insurer has to answer and to pay, and how long a refusal can be contested.
const ANSWER: u64 = 30 * DAY;
const PAYMENT: u64 = 30 * DAY;
const CONTEST: u64 = 14 * DAY;

/// Where a claim stands that is open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
	/// Is to be answered before a moment.
	Filed(u64),
	/// Is to be paid before a moment.
	Accepted(u64),
	Overdue,
	/// Can be contested before a moment.
	Rejected(u64),
	/// Governance is to decide before a moment.
	Contested(u64),
}

/// A claim on insurance money.
#[derive(Clone, Debug)]
pub struct Claim {
	pub cents: u64,
	/// The loan that the item stood for when it was filed.
	pub loan: Option<LoanId>,
	/// Who held it.
	pub holder: AccountId,
	/// Whether it makes up for what a sale has brought too little.
	pub residual: bool,
	pub status: Status,
}

impl Claim {
	pub fn amount(&self) -> Int {
		int(self.cents) * int(CENT)
	}

	pub fn is_owed(&self) -> bool {
		matches!(self.status, Status::Accepted(_) | Status::Overdue)
	}

	/// Until when somebody has time for something.
	pub fn until(&self) -> Option<u64> {
		match self.status {
			Status::Overdue => None,
			Status::Filed(until) | Status::Accepted(until) => Some(until),
			Status::Rejected(until) | Status::Contested(until) => Some(until),
		}
	}
}

impl Economy {
	/// Whether a claim makes up for a loss that somebody has.
	fn is_needed(&self, claim: &Claim) -> bool {
		let owed = |loan: &LoanId| match &self.loans[loan].stage {
			Stage::Runs | Stage::Called(_) => true,
			Stage::Closed(closed) => closed.debts.total() > zero(),
			_ => false,
		};
		!claim.residual || claim.loan.as_ref().is_some_and(owed)
	}

	/// Whether what is done about a claim has to pass.
	pub fn expects_of_claim(&self, step: &Step) -> Option<bool> {
		let (by, now) = (&step.by, self.now);
		let insurer = *by == INSURER.to_account_id();
		let found = |claim: &ClaimId| self.claims.get(claim);
		let status = |claim: &ClaimId| found(claim).map(|claim| claim.status);
		match &step.deed {
			Deed::AcceptClaim { claim } => Some(match status(claim) {
				Some(Status::Filed(until)) => insurer || now >= until,
				_ => false,
			}),
			Deed::RejectClaim { claim } => Some(match status(claim) {
				Some(Status::Filed(until)) => insurer && now < until,
				_ => false,
			}),
			Deed::CloseClaim { claim } => Some(match status(claim) {
				Some(Status::Rejected(until) | Status::Contested(until)) => now >= until,
				_ => false,
			}),
			Deed::ReportOverdue { claim } => Some(match (status(claim), found(claim)) {
				(Some(Status::Accepted(until)), Some(claim)) => {
					now >= until && self.is_needed(claim)
				},
				_ => false,
			}),
			Deed::DecideClaim { claim, .. } => {
				Some(matches!(status(claim), Some(Status::Contested(_))))
			},
			Deed::ContestClaim { claim } => match status(claim) {
				Some(Status::Rejected(until)) if now < until => None,
				_ => Some(false),
			},
			Deed::WithdrawClaim { claim } => match found(claim) {
				Some(claim) if self.is_needed(claim) => None,
				found => Some(found.is_some()),
			},
			Deed::PayClaim { claim } => match found(claim) {
				Some(claim) if insurer && claim.is_owed() && self.is_needed(claim) => {
					self.affords(by, &claim.amount()).then_some(true)
				},
				_ => Some(false),
			},
			_ => None,
		}
	}

	/// Something was done about a claim.
	pub fn claimed(&mut self, step: &Step, told: &Told) {
		let now = self.now;
		match &step.deed {
			Deed::FileClaim { item, cents } => {
				let (loan, holder) = (self.stands_for(*item), told.holder.clone());
				let holder = holder.expect("somebody holds it");
				let status = Status::Filed(now + ANSWER);
				let (cents, residual) = (*cents, false);
				let claim = Claim { cents, loan, holder, residual, status };
				self.put(claim);
			},
			Deed::AcceptClaim { claim } => self.set(*claim, Status::Accepted(now + PAYMENT)),
			Deed::RejectClaim { claim } => self.set(*claim, Status::Rejected(now + CONTEST)),
			Deed::ContestClaim { claim } => self.set(*claim, Status::Contested(now + CONTEST)),
			Deed::DecideClaim { claim, owed: true } => {
				self.set(*claim, Status::Accepted(now + PAYMENT));
			},
			Deed::CloseClaim { claim } | Deed::DecideClaim { claim, owed: false } => {
				let found = self.claims.remove(claim).expect("it is open");
				self.tell(&found);
			},
			Deed::WithdrawClaim { claim } => {
				let found = self.claims.remove(claim).expect("it is open");
				if found.status != Status::Overdue {
					self.tell(&found);
				}
			},
			Deed::ReportOverdue { claim } => {
				self.set(*claim, Status::Overdue);
				let found = self.claims[claim].clone();
				self.tell(&found);
			},
			Deed::PayClaim { claim } => {
				let found = self.claims.remove(claim).expect("it is open");
				let (amount, insurer) = (found.amount(), step.by.clone());
				match found.loan {
					None => self.pay(&insurer, &found.holder, &amount),
					Some(loan) => self.insurance(&insurer, loan, &found),
				}
			},
			other => panic!("it has nothing to do with insurance: {other:?}"),
		}
	}

	fn put(&mut self, claim: Claim) {
		self.claims.insert(ClaimId(self.next_claim), claim);
		self.next_claim += 1;
	}

	fn set(&mut self, claim: ClaimId, status: Status) {
		self.claims.get_mut(&claim).expect("it is open").status = status;
	}

	/// A loan does not count on a claim any more.
	fn tell(&mut self, claim: &Claim) {
		if let (Some(loan), true) = (claim.loan, claim.residual) {
			self.give_up(loan, &claim.amount());
		}
	}

	/// Insurance money of a loan.
	fn insurance(&mut self, insurer: &AccountId, loan: LoanId, claim: &Claim) {
		let (lending, amount) = (self.account.lending.clone(), claim.amount());
		let counted = claim.residual && claim.status != Status::Overdue;
		let expected = if counted { amount.clone() } else { zero() };
		match &mut self.loans.get_mut(&loan).expect("it is there").stage {
			Stage::Runs => self.fund(insurer, loan, Pot::Insured, &amount),
			Stage::Called(_) if claim.residual => {
				self.make_up(insurer, loan, &amount, &expected);
			},
			Stage::Called(called) => {
				called.money += &amount;
				self.pay(insurer, &lending, &amount);
			},
			Stage::Closed(closed) => {
				if claim.residual {
					closed.subrogate(insurer, &amount);
				}
				self.recover(insurer, loan, &amount, &expected);
			},
			Stage::Repaid => {
				let borrower = self.loans[&loan].terms.borrower.clone();
				self.pay(insurer, &borrower, &amount);
			},
			other => panic!("no item stands for it: {other:?}"),
		}
	}

	/// Claims on residual cover are filed, unless the registry refuses: it knows what is claimed of the
	/// items already, and the claims of whom make way.
	pub fn file(&mut self, loan: LoanId, claims: Vec<(ItemId, Int)>) {
		self.claims.retain(|id, _| Claims::<Runtime>::contains_key(id));
		for (item, amount) in claims {
			let cents = u64::try_from(&amount / int(CENT)).expect("it fits");
			let found = Claims::<Runtime>::get(ClaimId(self.next_claim));
			let found = found.filter(|found| found.item == item && found.loss == Loss::Residual);
			let Some(found) = found else {
				self.give_up(loan, &amount);
				continue;
			};
			assert_eq!((found.amount, found.loan), (UsdCents(cents), Some(loan)), "7.3");
			let (holder, residual) = (KEEPER.to_account_id(), true);
			let status = Status::Filed(self.now + ANSWER);
			let loan = Some(loan);
			self.put(Claim { cents, loan, holder, residual, status });
		}
	}
}
