//! Money that waits for hardware (protocol.md 6.6).

use super::{
	calendar::{day_from, day_of},
	loan::{Counts, Loan, Stage, Wait},
	numbers::{int, less, zero, Int},
	pay::Receipt,
	Economy, Told,
};
use caliber_primitives::ids::{ItemId, LoanId};
use caliber_runtime::AccountId;
use pallet_lending::Escrowed;

impl Economy {
	/// Money of an offer waits.
	pub fn escrow(&mut self, id: LoanId, escrowed: &Escrowed<AccountId>) {
		let mut loan = self.loan(id);
		let terms = loan.terms.escrow.clone().expect("its terms say how");
		let (since, carry) = (self.book(), int(terms.carry.get()));
		let until = since + terms.lasts.get();
		let (senior, _) = loan.lent();
		let (prepaid, vendor) = (zero(), terms.vendor);
		let mut wait = Wait { since, until, carry, prepaid, vendor, witnesses: Vec::new() };
		wait.prepaid = loan.carried(&wait, until).iter().sum();
		let start = day_from(since);
		loan.counts = Counts {
			start,
			stop: day_of(until).max(start),
			speed: &senior * &wait.carry,
			principal: senior.clone(),
			low: [(); 3].map(|_| senior.clone()),
			high: senior.clone(),
		};
		assert_eq!(int(escrowed.prepaid.get()), wait.prepaid);
		let (lending, vault) = (self.account.lending.clone(), self.account.vault.clone());
		self.pay(&loan.terms.borrower.clone(), &lending, &wait.prepaid);
		self.vault.idle -= &senior;
		self.pay(&vault, &lending, &senior);
		loan.stage = Stage::Waits(wait);
		self.loans.insert(id, loan);
	}

	/// What the vault is paid for the time that its money has waited.
	fn carry(loan: &Loan, carried: &[Int], book: u64) -> Receipt {
		let accrued = loan.counts.accrued(book).min(carried[0].clone());
		let extra = &carried[0] - &accrued;
		Receipt { principal: zero(), accrued, extra }
	}

	pub fn release(&mut self, id: LoanId, items: &[ItemId], told: &Told) {
		let mut loan = self.loan(id);
		let Stage::Waits(wait) = loan.stage.clone() else { panic!("its money does not wait") };
		let carried = loan.carried(&wait, self.book());
		let mut receipt = Self::carry(&loan, &carried, self.book());
		(loan.items, loan.worth) = (items.to_vec(), told.worth.clone());
		loan.begin(self.now, self.paused);
		for (lender, carried) in loan.lenders.iter_mut().zip(&carried).skip(1) {
			lender.owed += carried;
		}
		let fee = int(loan.terms.fee.get());
		receipt.extra += &fee;
		let kept = &fee + &loan.pots.reserve;
		let (paid, missing) = (less(&loan.principal(), &kept), less(&kept, &loan.principal()));
		let unused = &wait.prepaid - carried.iter().sum::<Int>();
		let (lending, vault) = (self.account.lending.clone(), self.account.vault.clone());
		let borrower = loan.terms.borrower.clone();
		self.pay(&lending, &vault, &receipt.total());
		self.vault.receive(&receipt, self.now);
		self.pay(&borrower, &lending, &missing);
		self.pay(&lending, wait.vendor.as_ref().unwrap_or(&borrower), &paid);
		self.pay(&lending, &borrower, &unused);
		self.loans.insert(id, loan);
	}

	pub fn end_escrow(&mut self, id: LoanId) {
		let mut loan = self.loan(id);
		let Stage::Waits(wait) = loan.stage.clone() else { panic!("its money does not wait") };
		let book = self.settles();
		let carried = loan.carried(&wait, book);
		let (principal, _) = loan.lent();
		let receipt = Receipt { principal, ..Self::carry(&loan, &carried, book) };
		for (lender, carried) in loan.lenders.iter_mut().zip(&carried).skip(1) {
			lender.owed += &lender.lent + carried;
		}
		let unused = &wait.prepaid - carried.iter().sum::<Int>();
		let (lending, vault) = (self.account.lending.clone(), self.account.vault.clone());
		self.pay(&lending, &vault, &receipt.total());
		self.vault.receive(&receipt, self.now);
		self.pay(&lending, &loan.terms.borrower.clone(), &unused);
		loan.stage = Stage::Withdrawn;
		self.loans.insert(id, loan);
	}
}
