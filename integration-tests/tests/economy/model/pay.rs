//! What payments take, and who gets what of them (protocol.md 6).

use super::{
	loan::{Loan, Pot},
	numbers::{divide, down, earned, int, less, part, ppm, up, zero, Int, ONE},
};

/// The vault's part of a payment.
#[derive(Clone, Debug, Default)]
pub struct Receipt {
	pub principal: Int,
	pub accrued: Int,
	pub extra: Int,
}

impl Receipt {
	pub fn total(&self) -> Int {
		&self.principal + &self.accrued + &self.extra
	}

	pub fn add(&mut self, other: &Self) {
		self.principal += &other.principal;
		self.accrued += &other.accrued;
		self.extra += &other.extra;
	}
}

/// A payment, and who gets what.
#[derive(Clone, Debug, Default)]
pub struct Paid {
	pub windows: usize,
	pub principal: Int,
	pub interest: Int,
	pub fees: Int,
	/// By payee.
	pub charges: Vec<Int>,
	pub advances: Int,
	/// Principal and interest by lender.
	pub parts: Vec<(Int, Int)>,
	pub receipt: Receipt,
	/// Windows whose first charges are paid by then.
	pub charged: usize,
}

impl Paid {
	pub fn total(&self) -> Int {
		let charges: Int = self.charges.iter().sum();
		&self.principal + &self.interest + &self.fees + charges + &self.advances
	}
}

/// What is left of a payment once it is booked.
#[derive(Clone, Debug)]
pub struct Booked {
	/// What is to come from whoever pays.
	pub due: Int,
	pub receipt: Receipt,
	/// What lay with a loan that is over.
	pub returned: Option<Int>,
}

impl Loan {
	/// What payees take of a balance: those that come first, or the others.
	pub fn levy(&self, balance: &Int, first: bool, into: &mut [Int]) -> Int {
		let mut sum = zero();
		for (payee, place) in self.payees.iter().zip(into) {
			if payee.first == first {
				let amount = up(part(balance, &payee.rate, &int(ONE)));
				*place += &amount;
				sum += amount;
			}
		}
		sum
	}

	fn nothing(&self) -> Paid {
		let mut paid = Paid { charged: self.charged, ..Default::default() };
		paid.charges = vec![zero(); self.payees.len()];
		paid.parts = vec![(zero(), zero()); self.lenders.len()];
		paid
	}

	/// The next instalments, as they stand at a moment.
	pub fn instalments(&self, windows: usize, book: u64) -> Paid {
		let now = self.clock(book);
		let repayment = self.terms.ask.repayment;
		let (mut balance, mut paid) = (self.balance(), self.nothing());
		paid.windows = windows;
		for window in self.paid..self.paid + windows {
			let (principal, mut interest) = self.window(window, &balance);
			let due = self.dates.due[window];
			let late = now.saturating_sub(due).min(repayment.grace_duration.get());
			interest += up(earned(&balance, &int(repayment.grace_rate.get()), late));
			let split = divide(&principal, &self.weights());
			let shares = divide(&interest, &self.earning());
			for (place, (principal, interest)) in
				paid.parts.iter_mut().zip(split.iter().zip(&shares))
			{
				place.0 += principal;
				place.1 += interest;
			}
			if now > due {
				paid.fees += up(ppm(&(&principal + &interest), self.terms.late_fee.get()));
			}
			if paid.charged <= window {
				self.levy(&balance, true, &mut paid.charges);
				paid.charged = window + 1;
			}
			self.levy(&balance, false, &mut paid.charges);
			balance -= &principal;
			paid.principal += principal;
			paid.interest += interest;
		}
		self.to_vault(paid, self.counts.accrued(book), book)
	}

	/// Principal ahead of time, with interest to date.
	pub fn ahead(&self, amount: &Int, book: u64) -> Paid {
		let (now, balance, mut paid) = (self.clock(book), self.balance(), self.nothing());
		paid.principal = amount.min(&balance).clone();
		let open = now.saturating_sub(self.dates.opens(self.paid));
		if open > 0 {
			paid.interest = up(earned(&paid.principal, &self.rate(), open)) + int(1u8);
			if self.charged <= self.paid {
				self.levy(&balance, true, &mut paid.charges);
				paid.charged = self.paid + 1;
			}
		}
		let split = divide(&paid.principal, &self.weights());
		paid.parts = split.into_iter().zip(divide(&paid.interest, &self.earning())).collect();
		paid.fees = up(ppm(&paid.principal, self.terms.exit_fee.get()));
		let mut after = self.counts.clone();
		after.speed = self.speed(&(&balance - &paid.principal));
		let counted = less(&self.counts.undivided(book), &after.undivided(book));
		self.to_vault(paid, counted / int(ONE), book)
	}

	/// What of a payment is the vault's, when deposits had counted so much.
	fn to_vault(&self, mut paid: Paid, counted: Int, book: u64) -> Paid {
		if self.is_watched(book) {
			paid.parts.iter_mut().for_each(|part| part.0 = zero());
			paid.parts[0].0 = paid.principal.clone();
		}
		// Nobody gets more than he has left: the rest is for the first who has room.
		let mut rest = zero();
		for (part, lender) in paid.parts.iter_mut().zip(&self.lenders) {
			let kept = (&part.0).min(&lender.left).clone();
			rest += &part.0 - &kept;
			part.0 = kept;
		}
		for (part, lender) in paid.parts.iter_mut().zip(&self.lenders) {
			let more = (&lender.left - &part.0).min(rest.clone());
			rest -= &more;
			part.0 += more;
		}
		let (principal, interest) = paid.parts[0].clone();
		let accrued = counted.min(interest.clone());
		let extra = interest - &accrued + &paid.fees;
		paid.receipt = Receipt { principal, accrued, extra };
		paid.advances = self.advanced(book).into_iter().map(|(_, amount)| amount).sum();
		paid
	}

	/// The most principal that a sum repays ahead of time.
	pub fn prepayable(&self, sum: &Int, book: u64) -> Int {
		let open = self.clock(book).saturating_sub(self.dates.opens(self.paid));
		let mut places = vec![zero(); self.payees.len()];
		let charges = match open > 0 && self.charged <= self.paid {
			true => self.levy(&self.balance(), true, &mut places),
			false => zero(),
		};
		let whole = int(ONE)
			+ self.rate() * int(open)
			+ int(self.terms.exit_fee.get()) * int(1_000_000_000_000u64);
		let spent = less(&less(sum, &charges), &int(3u8));
		down(part(&spent, &int(ONE), &whole)).min(self.balance())
	}

	/// Which pots pay so many instalments: ahead of the due date the lockbox waits for it.
	pub fn pots_for(&self, windows: usize, book: u64) -> &'static [Pot] {
		let last = (self.paid + windows).saturating_sub(1);
		match self.dates.due[last] <= self.clock(book) + super::numbers::DAY {
			true => &[Pot::Insured, Pot::Lockbox],
			false => &[Pot::Insured],
		}
	}

	/// Books a payment; pots pay first.
	pub fn book(&mut self, paid: Paid, from: &[Pot], book: u64) -> Booked {
		let watched = self.is_watched(book);
		let before = &self.pots.reserve + &self.pots.from_reserve;
		let spent = self.pots.take(from, &paid.total());
		if paid.windows > 0 {
			self.drawn = match &self.pots.reserve + &self.pots.from_reserve < before {
				true => self.drawn + paid.windows,
				false => 0,
			};
		}
		for (lender, (principal, interest)) in self.lenders.iter_mut().zip(&paid.parts) {
			lender.left -= principal;
			if lender.who.is_some() {
				lender.owed += principal + interest;
			}
		}
		for (payee, amount) in self.payees.iter_mut().zip(&paid.charges) {
			payee.owed += amount;
		}
		for (who, amount) in self.advanced(book) {
			self.credit(who, amount);
		}
		self.advances.clear();
		self.paid += paid.windows;
		self.charged = paid.charged;
		self.interest_paid += &paid.interest;
		self.watch.seniors_first |= watched;
		let is_over = self.balance() == zero();
		if paid.windows > 0 && self.late(book) == 0 && self.watch.seniors_first && !is_over {
			for lender in &mut self.lenders {
				lender.weight = (&lender.left).max(&int(1u8)).clone();
			}
			self.watch.seniors_first = false;
		}
		if !is_over {
			self.count();
		}
		let (due, receipt) = (paid.total() - spent, paid.receipt);
		Booked { due, receipt, returned: is_over.then(|| self.pots.total()) }
	}

	/// Credits whoever has advanced charges. Who has collected makes room.
	fn credit(&mut self, who: AccountIdOf, amount: Int) {
		match self.advancers.iter_mut().find(|(by, _)| *by == who) {
			Some((_, owed)) => *owed += amount,
			None => {
				self.advancers.retain(|(_, owed)| *owed > zero());
				self.advancers.push((who, amount));
			},
		}
	}

	/// Pays the charges that come first out of pots, when they have all of it.
	pub fn pay_charges(&mut self, from: &[Pot]) {
		let mut parts = vec![zero(); self.payees.len()];
		let sum = self.levy(&self.balance(), true, &mut parts);
		let mut pots = self.pots.clone();
		if self.charged > self.paid || sum == zero() || pots.take(from, &sum) < sum {
			return;
		}
		(self.pots, self.charged) = (pots, self.paid + 1);
		for (payee, amount) in self.payees.iter_mut().zip(parts) {
			payee.owed += amount;
		}
	}

	/// Takes a bounty out of lockbox and reserve.
	pub fn bounty(&mut self, rules: &pallet_lending::Rules, most: &Int) -> Int {
		let there = (&self.pots.lockbox + &self.pots.reserve).min(most.clone());
		let earned = self.most_bounty(rules).min(there);
		if earned < int(ONE / 100) {
			return zero();
		}
		self.pots.take(&[Pot::Lockbox, Pot::Reserve], &earned)
	}

	/// What whoever looks after the loan earns at most.
	pub fn most_bounty(&self, rules: &pallet_lending::Rules) -> Int {
		down(ppm(&self.principal(), rules.bounty.get())).min(int(rules.max_bounty.get()))
	}

	/// A reserve that is full need not be filled any more.
	pub fn is_filled(&mut self) {
		if self.pots.missing() == zero() {
			self.watch.refill_by = None;
		}
	}
}

type AccountIdOf = caliber_runtime::AccountId;
