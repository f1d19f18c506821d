//! What becomes of loans in default (protocol.md 7).

use super::{
	default::{Called, Lot},
	loan::Stage,
	numbers::{down, int, less, part, take, zero, Int, ONE},
	pay::Receipt,
	Economy, Told,
};
use caliber_primitives::ids::{ItemId, LoanId, LotId};
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
			loan.look(seen);
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

	/// Hardware leaves, and what has come in is divided. The loan is closed once nobody is owed anything
	/// or nothing is left.
	pub fn exit(&mut self, id: LoanId, told: &Told, exit: Exit) {
		let lending = self.account.lending.clone();
		let Exit { by, items, price, offset, is_sale } = exit;
		self.call_off(id);
		let mut loan = self.loan(id);
		let fee = if is_sale { loan.fee_of_sale(&price) } else { zero() };
		let receipt = loan.divide_all(&price, &fee);
		let mut rest = offset.clone();
		for lender in loan.lenders.iter_mut().filter(|lender| lender.who.as_ref() == Some(&by)) {
			lender.owed -= take(&mut rest, &lender.owed.clone());
		}
		let Stage::Called(mut called) = loan.stage.clone() else { panic!("it is in no default") };
		let claims = match is_sale {
			true => residuals(&told.floors, &price, &called),
			false => Vec::new(),
		};
		called.expected += claims.iter().map(|(_, amount)| amount).sum::<Int>();
		called.sold += items;
		(called.rounds, called.lapsed) = (0, false);
		called.consents.clear();
		let is_over = called.sold == loan.items.len() || called.debts.total() == zero();
		let mut lost = zero();
		loan.stage = Stage::Called(called.clone());
		if is_over {
			called.awaited = Some(zero());
			loan.stage = Stage::Closed(called);
			loan.await_rest(&loan.counts.whole_interest());
			let Stage::Closed(closed) = &loan.stage else { panic!("it is closed") };
			lost = closed.lost();
		} else {
			loan.look(&told.rest);
			loan.revalue();
		}
		self.loans.insert(id, loan);
		self.pay(&by, &lending, &(&price - &offset));
		self.file(id, claims);
		self.book_receipt(&receipt);
		self.cover(&lost);
	}

	/// The vault's part of what has come in.
	fn book_receipt(&mut self, receipt: &Receipt) {
		let (lending, vault) = (self.account.lending.clone(), self.account.vault.clone());
		self.pay(&lending, &vault, &receipt.total());
		self.vault.receive(receipt, self.now);
	}

	/// The reserve fund pays for a loss.
	fn cover(&mut self, lost: &Int) {
		let (fund, vault) = (self.account.fund.clone(), self.account.vault.clone());
		let covered = self.vault.cover(lost);
		self.pay(&fund, &vault, &covered);
	}

	/// Money for a loan that was closed; of an insurer's it had counted on so much.
	pub fn recover(&mut self, by: &AccountId, id: LoanId, amount: &Int, expected: &Int) {
		let lending = self.account.lending.clone();
		let mut loan = self.loan(id);
		let Stage::Closed(closed) = &mut loan.stage else { panic!("it is not closed") };
		let before = closed.lost();
		closed.expected = less(&closed.expected, expected);
		let counted = loan.counts.whole_interest();
		let receipt = loan.divide(amount, &counted);
		loan.await_rest(&(counted - &receipt.accrued));
		let Stage::Closed(closed) = &loan.stage else { panic!("it is closed") };
		let lost = less(&closed.lost(), &before);
		self.pay(by, &lending, amount);
		self.book_receipt(&receipt);
		self.loans.insert(id, loan);
		self.cover(&lost);
	}

	/// An insurer makes up for a sale of a loan in default.
	pub fn make_up(&mut self, insurer: &AccountId, id: LoanId, amount: &Int, expected: &Int) {
		let lending = self.account.lending.clone();
		let mut loan = self.loan(id);
		let Stage::Called(called) = &mut loan.stage else { panic!("it is in no default") };
		called.expected = less(&called.expected, expected);
		called.subrogate(insurer, amount);
		let receipt = loan.divide_all(amount, &zero());
		loan.revalue();
		self.loans.insert(id, loan);
		self.pay(insurer, &lending, amount);
		self.book_receipt(&receipt);
	}

	/// An insurer is not counted on any more.
	pub fn give_up(&mut self, id: LoanId, amount: &Int) {
		let loan = self.loans.get_mut(&id).expect("there is such a loan");
		if let Stage::Called(called) = &mut loan.stage {
			called.expected = less(&called.expected, amount);
			loan.revalue();
			return;
		}
		let nobody = self.account.lending.clone();
		self.recover(&nobody, id, &zero(), amount);
	}
}

/// How hardware leaves.
pub struct Exit {
	/// Who pays.
	pub by: AccountId,
	/// How many items.
	pub items: usize,
	pub price: Int,
	/// What of it he need not pay.
	pub offset: Int,
	pub is_sale: bool,
}

/// What insurers are to pay of what a sale has brought too little: whole cents, by floor.
fn residuals(floors: &[(ItemId, Int)], price: &Int, called: &Called) -> Vec<(ItemId, Int)> {
	let cent = int(ONE / 100);
	let all: Int = floors.iter().map(|(_, floor)| floor).sum();
	let unpaid = less(&called.debts.total(), &called.expected);
	let short = less(&all, price).min(unpaid);
	let (mut seen, mut given, mut claims) = (zero(), zero(), Vec::new());
	for (item, floor) in floors.iter().filter(|(_, floor)| *floor > zero()) {
		seen += floor;
		let upto = down(part(&short, &seen, &(&all * &cent))) * &cent;
		claims.push((*item, &upto - &given));
		given = upto;
	}
	claims.retain(|(_, claim)| *claim > zero());
	claims
}
