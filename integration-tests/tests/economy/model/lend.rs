//! What deeds about loans do.

use super::{
	calendar::{day_from, day_of, Dates},
	default::Lot,
	loan::{Counts, Lender, Loan, Payee, Pot, Stage, Wait},
	numbers::{earned, int, less, part, up, zero, Int, DAY, ONE},
	pay::{Paid, Receipt},
	Economy, Told,
};
use caliber_primitives::ids::{ItemId, LoanId, LotId};
use caliber_runtime::AccountId;
use pallet_lending::{Escrowed, Offer};

const ALL_POTS: [Pot; 3] = [Pot::Insured, Pot::Lockbox, Pot::Reserve];

impl Loan {
	/// As it was offered.
	pub fn offered(offer: Offer<AccountId>) -> Self {
		let Offer { terms, originator, expires, .. } = offer;
		let curators = terms.curators.iter().cloned().map(Some);
		let lenders = [None].into_iter().chain(curators).zip(&terms.tranches);
		let lenders: Vec<_> = lenders
			.map(|(who, tranche)| Lender {
				who,
				lent: int(tranche.amount),
				rate: int(tranche.rate.get()),
				weight: int(tranche.amount),
				left: zero(),
				owed: zero(),
			})
			.collect();
		let payees = terms.charges.iter().map(|charge| Payee {
			who: charge.payee.clone(),
			rate: int(charge.rate),
			first: charge.kind.comes_first(),
			owed: zero(),
		});
		let staged = vec![false; lenders.len() - 1];
		Self {
			payees: payees.collect(),
			items: terms.items.to_vec(),
			terms,
			stage: Stage::Offered { expires: expires.get(), staged },
			originator,
			dates: Dates::default(),
			offset: 0,
			paid: 0,
			drawn: 0,
			charged: 0,
			interest_paid: zero(),
			lenders,
			advancers: Vec::new(),
			advances: Vec::new(),
			pots: Default::default(),
			watch: Default::default(),
			worth: Default::default(),
			counts: Counts::default(),
		}
	}

	/// It begins.
	fn begin(&mut self, now: u64, paused: u64) {
		let ask = &self.terms.ask;
		self.dates = Dates::new(now, ask.due_day, ask.duration_days, ask.utc_offset_seconds);
		self.offset = paused;
		self.stage = Stage::Runs;
		for lender in &mut self.lenders {
			lender.left = lender.lent.clone();
		}
		self.pots.required = self.of_next(self.terms.ask.reserve);
		self.pots.reserve = self.pots.required.clone();
		self.count();
	}

	/// What the vault lends, and what Curators do.
	pub fn lent(&self) -> (Int, Int) {
		let juniors = self.lenders.iter().skip(1).map(|lender| &lender.lent).sum();
		(self.lenders[0].lent.clone(), juniors)
	}

	/// What each lender's money has earned while it waited.
	pub fn carried(&self, wait: &Wait, book: u64) -> Vec<Int> {
		let time = book.min(wait.until).saturating_sub(wait.since);
		self.lenders.iter().map(|lender| up(earned(&lender.lent, &wait.carry, time))).collect()
	}
}

impl Economy {
	fn loan(&mut self, loan: LoanId) -> Loan {
		self.loans.remove(&loan).expect("there is such a loan")
	}

	/// Money of a payment moves, and the vault books its part.
	fn settle(&mut self, payer: Option<&AccountId>, due: &Int, receipt: &Receipt) {
		let (lending, vault) = (self.account.lending.clone(), self.account.vault.clone());
		match payer {
			Some(payer) => self.pay(payer, &lending, due),
			None => assert_eq!(*due, zero(), "nobody pays"),
		}
		self.pay(&lending, &vault, &receipt.total());
		self.vault.receive(receipt, self.now);
	}

	/// A loan is paid, and may be over by it.
	fn book_payment(
		&mut self,
		id: LoanId,
		mut loan: Loan,
		(paid, pots): (Paid, &[Pot]),
		payer: Option<&AccountId>,
	) {
		let booked = loan.book(paid, pots, self.settles());
		self.settle(payer, &booked.due, &booked.receipt);
		self.finish(id, loan, booked.returned);
	}

	fn finish(&mut self, id: LoanId, mut loan: Loan, returned: Option<Int>) {
		if let Some(returned) = returned {
			let lending = self.account.lending.clone();
			self.pay(&lending, &loan.terms.borrower.clone(), &returned);
			loan.stage = Stage::Repaid;
		}
		self.loans.insert(id, loan);
	}

	pub fn repay(&mut self, by: &AccountId, id: LoanId, windows: usize) {
		let loan = self.loan(id);
		let book = self.settles();
		let (paid, pots) = (loan.instalments(windows, book), loan.pots_for(windows, book));
		self.book_payment(id, loan, (paid, pots), Some(by));
	}

	/// One instalment of each; the money moves once.
	pub fn repay_many(&mut self, by: &AccountId, loans: &[LoanId]) {
		let (mut due, mut receipt, mut over) = (zero(), Receipt::default(), Vec::new());
		let book = self.settles();
		for id in loans {
			let mut loan = self.loan(*id);
			let (paid, pots) = (loan.instalments(1, book), loan.pots_for(1, book));
			let booked = loan.book(paid, pots, book);
			due += &booked.due;
			receipt.add(&booked.receipt);
			match booked.returned {
				Some(returned) => over.push((*id, loan, returned)),
				None => {
					self.loans.insert(*id, loan);
				},
			}
		}
		self.settle(Some(by), &due, &receipt);
		over.into_iter().for_each(|(id, loan, returned)| self.finish(id, loan, Some(returned)));
	}

	pub fn prepay(&mut self, by: &AccountId, id: LoanId, amount: &Int) {
		let loan = self.loan(id);
		let paid = loan.ahead(amount, self.settles());
		self.book_payment(id, loan, (paid, &[]), Some(by));
	}

	pub fn fund(&mut self, by: &AccountId, id: LoanId, pot: Pot, amount: &Int) {
		let lending = self.account.lending.clone();
		self.pay(by, &lending, amount);
		let loan = self.loans.get_mut(&id).expect("there is such a loan");
		match pot {
			Pot::Insured => loan.pots.insured += amount,
			Pot::Lockbox => loan.pots.lockbox += amount,
			Pot::Reserve => loan.pots.reserve += amount,
		}
		loan.is_filled();
	}

	pub fn sweep(&mut self, id: LoanId) {
		let book = self.settles();
		let mut windows = 0;
		loop {
			let mut loan = self.loan(id);
			let clock = loan.clock(book);
			if loan.due() > clock + DAY {
				let is_due_day = loan.dates.is_due_day(clock);
				if is_due_day || windows > 0 {
					let missing = loan.pots.missing();
					let filled = loan.pots.take(&[Pot::Lockbox], &missing);
					loan.pots.reserve += filled;
					loan.is_filled();
				}
				self.cure(id, loan, is_due_day);
				if is_due_day {
					self.release_rest(id);
				}
				return;
			}
			if windows == 12 {
				self.loans.insert(id, loan);
				return;
			}
			let paid = loan.instalments(1, book);
			let pots = [Pot::Insured, Pot::Lockbox];
			let total = paid.total();
			if loan.pots.clone().take(&pots, &total) < total {
				loan.pay_charges(&pots);
				self.loans.insert(id, loan);
				return;
			}
			windows += 1;
			self.book_payment(id, loan, (paid, &pots), None);
			if !matches!(self.loans[&id].stage, Stage::Runs) {
				return;
			}
		}
	}

	/// While margin is called, the rest repays principal.
	fn cure(&mut self, id: LoanId, loan: Loan, is_due_day: bool) {
		let book = self.settles();
		let most = loan.watch.sweeps(&loan.balance(), is_due_day, loan.clock(book));
		let advanced: Int = loan.advanced(book).into_iter().map(|(_, amount)| amount).sum();
		let can = loan.prepayable(&less(&loan.pots.lockbox, &advanced), book);
		let amount = can.min(most);
		if amount == zero() {
			self.loans.insert(id, loan);
			return;
		}
		let paid = loan.ahead(&amount, book);
		self.book_payment(id, loan, (paid, &[Pot::Lockbox]), None);
	}

	fn release_rest(&mut self, id: LoanId) {
		let (book, lending) = (self.settles(), self.account.lending.clone());
		let loan = self.loans.get_mut(&id).expect("there is such a loan");
		let is_open = loan.pots.missing() > zero() || loan.is_watched(book);
		if !matches!(loan.stage, Stage::Runs) || is_open {
			return;
		}
		let all = loan.pots.lockbox.clone();
		let rest = loan.pots.take(&[Pot::Lockbox], &all);
		loan.is_filled();
		let borrower = loan.terms.borrower.clone();
		self.pay(&lending, &borrower, &rest);
	}

	/// A late instalment out of the reserve. Says whether anything could be drawn.
	pub fn draw(&mut self, by: &AccountId, id: LoanId) -> bool {
		let (book, lending) = (self.settles(), self.account.lending.clone());
		let mut loan = self.loan(id);
		let before = loan.pots.reserve.clone();
		let paid = loan.instalments(1, book);
		let total = paid.total();
		let mut pots = loan.pots.clone();
		if pots.take(&ALL_POTS, &total) < total {
			loan.pay_charges(&ALL_POTS);
			let rest = loan.pots.reserve.clone();
			loan.pots.reserve = zero();
			loan.pots.lockbox += &rest;
			loan.pots.from_reserve += &rest;
			loan.is_filled();
			loan.watch.refill_by = loan.watch.refill_by.or(Some(loan.due()));
			self.loans.insert(id, loan);
			return before > zero();
		}
		let drawn = &before - &pots.reserve;
		let booked = loan.book(paid, &ALL_POTS, book);
		let mut earned = zero();
		if booked.returned.is_none() {
			earned = loan.bounty(&self.rules, &drawn);
			loan.watch.refill_by = loan.watch.refill_by.or(Some(loan.due()));
		}
		self.settle(None, &booked.due, &booked.receipt);
		self.finish(id, loan, booked.returned);
		self.pay(&lending, by, &earned);
		drawn > zero()
	}

	pub fn review(&mut self, by: &AccountId, id: LoanId, told: &Told) {
		let (book, cursor, lending) = (self.book(), self.cursor, self.account.lending.clone());
		let rules = self.rules;
		let mut loan = self.loan(id);
		let seen = &told.seen;
		loan.worth.orderly = seen.orderly.clone();
		loan.worth.forced = seen.forced.clone();
		loan.worth.cover = seen.cover.clone();
		if let Stage::Called(called) = &loan.stage {
			let balance: Int = called.debts.lenders.iter().map(|(principal, _)| principal).sum();
			let (low, high) = loan.marks(&loan.counts.principal, &balance);
			(loan.counts.low, loan.counts.high) = (low, high);
			self.loans.insert(id, loan);
			return;
		}
		let (before, clock) = (loan.watch.clone(), loan.clock(book));
		loan.watch = before.reviewed(seen, &loan.balance(), &rules.margin, clock, cursor);
		loan.count();
		if loan.watch.is_worse_than(&before) && before.may_reward(clock) {
			loan.watch.rewarded = Some(clock);
			let earned = loan.bounty(&rules, &int(u128::MAX));
			if loan.pots.missing() > zero() {
				loan.watch.refill_by = loan.watch.refill_by.or(Some(loan.due()));
			}
			self.pay(&lending, by, &earned);
		}
		self.loans.insert(id, loan);
	}

	pub fn advance(&mut self, by: &AccountId, id: LoanId) {
		let (book, lending) = (self.settles(), self.account.lending.clone());
		let loan = self.loans.get_mut(&id).expect("there is such a loan");
		let mut parts = vec![zero(); loan.payees.len()];
		let sum = loan.levy(&loan.balance(), true, &mut parts);
		loan.charged = loan.paid + 1;
		for (payee, amount) in loan.payees.iter_mut().zip(parts) {
			payee.owed += amount;
		}
		let since = loan.clock(book);
		loan.advances.push((by.clone(), sum.clone(), since));
		self.pay(by, &lending, &sum);
	}

	/// An offer becomes a loan; one that it replaces is paid off.
	pub fn accept(&mut self, id: LoanId, told: &Told) {
		let mut loan = self.loan(id);
		loan.worth = told.worth.clone();
		loan.begin(self.now, self.paused);
		let (senior, juniors) = loan.lent();
		let (fee, reserve) = (int(loan.terms.fee.get()), loan.pots.reserve.clone());
		let (lending, vault) = (self.account.lending.clone(), self.account.vault.clone());
		let borrower = loan.terms.borrower.clone();
		let mut receipt = Receipt { extra: fee.clone(), ..Default::default() };
		if let Some(old) = loan.terms.ask.refinances {
			let mut replaced = self.loan(old);
			let paid = replaced.ahead(&replaced.balance(), self.settles());
			let booked = replaced.book(paid, &[], self.settles());
			receipt.add(&booked.receipt);
			// Through the book's account: what is paid off, and what of it is the vault's.
			self.pay(&borrower, &lending, &booked.due);
			self.pay(&lending, &vault, &booked.receipt.total());
			self.finish(old, replaced, booked.returned);
		}
		self.vault.receive(&receipt, self.now);
		self.vault.idle -= &senior;
		self.pay(&vault, &borrower, &senior);
		self.pay(&lending, &borrower, &juniors);
		self.pay(&borrower, &vault, &fee);
		self.pay(&borrower, &lending, &reserve);
		self.loans.insert(id, loan);
	}

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
		let paid = loan.principal() - &fee - &loan.pots.reserve;
		let unused = &wait.prepaid - carried.iter().sum::<Int>();
		let (lending, vault) = (self.account.lending.clone(), self.account.vault.clone());
		let borrower = loan.terms.borrower.clone();
		self.pay(&lending, &vault, &receipt.total());
		self.vault.receive(&receipt, self.now);
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
