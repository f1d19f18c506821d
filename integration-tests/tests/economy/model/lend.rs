//! What deeds about loans do.

use super::{
	calendar::Dates,
	loan::{Counts, Lender, Loan, Payee, Pot, Stage, Wait},
	numbers::{earned, int, less, up, zero, Int, DAY},
	pay::{Paid, Receipt},
	Economy, Told,
};
use caliber_primitives::ids::LoanId;
use caliber_runtime::AccountId;
use pallet_lending::Offer;

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
	pub fn begin(&mut self, now: u64, paused: u64) {
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
	pub fn loan(&mut self, loan: LoanId) -> Loan {
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
		loan.look(seen);
		if matches!(loan.stage, Stage::Called(_)) {
			loan.revalue();
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
		if matches!(loan.stage, Stage::Called(_)) {
			let sum = loan.advance_in_default(by);
			self.pay(by, &lending, &sum);
			return;
		}
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
}
