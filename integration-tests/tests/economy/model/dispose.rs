//! What becomes of loans in default (protocol.md 7).

use super::{
	default::Lot,
	loan::Stage,
	numbers::{int, part, up, zero, Int, DAY, ONE},
	Economy, Told,
};
use caliber_primitives::ids::{LoanId, LotId};
use caliber_runtime::AccountId;

impl Economy {
	pub fn call_default(&mut self, by: &AccountId, id: LoanId, told: &Told) {
		let book = self.settles();
		let mut loan = self.loan(id);
		if !loan.is_overdue(book) {
			// An event of default is looked at again; that earns nothing.
			let rules = self.rules;
			let (seen, clock) = (&told.seen, loan.clock(self.book()));
			loan.watch =
				loan.watch.reviewed(seen, &loan.balance(), &rules.margin, clock, self.cursor);
			loan.worth.orderly = seen.orderly.clone();
			loan.worth.forced = seen.forced.clone();
			loan.worth.cover = seen.cover.clone();
			loan.count();
		}
		let called = loan.called(by.clone(), &self.rules, book);
		loan.advancers.retain(|(_, owed)| *owed > zero());
		for who in loan.advances.iter().map(|(who, ..)| who.clone()) {
			if !loan.advancers.iter().any(|(by, _)| *by == who) {
				loan.advancers.push((who, zero()));
			}
		}
		loan.advances.clear();
		loan.pots = Default::default();
		loan.stage = Stage::Called(called);
		self.loans.insert(id, loan);
	}

	pub fn open_sale(&mut self, id: LoanId, told: &Told) {
		let (opens, lot) = (self.book(), LotId(self.lots));
		self.lots += 1;
		let loan = self.loans.get_mut(&id).expect("there is such a loan");
		let Stage::Called(called) = &loan.stage else { panic!("it is in no default") };
		let (start, floor) = loan.prices(&told.seen, called.rounds);
		let ends = opens + loan.terms.sale.lasts.get();
		let Stage::Called(called) = &mut loan.stage else { panic!("it is in no default") };
		called.lot = Some(Lot { id: lot, start, floor, opens, ends });
	}

	/// All that has come in is divided, and the loan is closed.
	pub fn close(&mut self, by: &AccountId, id: LoanId, proceeds: &Int, is_sale: bool) {
		let (lending, vault) = (self.account.lending.clone(), self.account.vault.clone());
		let fund = self.account.fund.clone();
		let mut loan = self.loan(id);
		let Stage::Called(mut called) = loan.stage.clone() else { panic!("it is in no default") };
		if let (true, caliber_finance::fees::Fee::Ratio(rate)) = (is_sale, loan.terms.sale.fee) {
			called.debts.fee += up(part(proceeds, &int(rate), &int(ONE)));
		}
		self.pay(by, &lending, proceeds);
		let money = &called.money + proceeds;
		(called.money, called.lot) = (zero(), None);
		loan.stage = Stage::Closed(called);
		let counted = loan.counts.accrued(loan.counts.stop * DAY);
		let divided = loan.divide(&money, &counted);
		assert_eq!(money, divided.paid.total() + &divided.surplus, "all of it is somebody's");
		self.pay(&lending, &vault, &divided.receipt.total());
		self.vault.receive(&divided.receipt, self.now);
		let covered = self.vault.cover(&divided.lost, &self.purse[&fund]);
		self.pay(&fund, &vault, &covered);
		self.loans.insert(id, loan);
	}

	/// Money for a loan that was closed.
	pub fn recover(&mut self, by: &AccountId, id: LoanId, amount: &Int) {
		let (lending, vault) = (self.account.lending.clone(), self.account.vault.clone());
		let mut loan = self.loan(id);
		let divided = loan.divide(amount, &zero());
		self.pay(by, &lending, amount);
		self.pay(&lending, &vault, &divided.receipt.total());
		self.vault.receive(&divided.receipt, self.now);
		self.loans.insert(id, loan);
	}
}
