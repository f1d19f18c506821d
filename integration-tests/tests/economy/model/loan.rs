//! A loan as its lenders know it: what was agreed, what each has left, what lies with it.

use super::{
	calendar::{day_from, day_of, Dates},
	numbers::{down, earned, int, less, part, ppm, take, up, zero, Int, DAY, ONE},
	watch::Watch,
};
use caliber_primitives::ids::ItemId;
use caliber_runtime::AccountId;
use pallet_lending::Terms;

/// Whoever lends. The first is the vault, which has no account here.
#[derive(Clone, Debug)]
pub struct Lender {
	pub who: Option<AccountId>,
	/// Lent at first.
	pub lent: Int,
	pub rate: Int,
	/// By what payments are divided.
	pub weight: Int,
	/// Principal that is left.
	pub left: Int,
	/// Credited and not collected.
	pub owed: Int,
}

/// Whoever is paid with each instalment beside them, or has advanced such a charge.
#[derive(Clone, Debug)]
pub struct Payee {
	pub who: AccountId,
	/// Of the balance, scaled by 10^18.
	pub rate: Int,
	/// Whether it keeps the collateral.
	pub first: bool,
	pub owed: Int,
}

/// Money that lies with it.
#[derive(Clone, Debug, Default)]
pub struct Pots {
	pub insured: Int,
	pub lockbox: Int,
	/// What of the lockbox came from the reserve.
	pub from_reserve: Int,
	pub reserve: Int,
	pub required: Int,
}

/// In which order pots pay.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pot {
	Insured,
	Lockbox,
	Reserve,
}

/// What stands behind it, as it was found at the last look.
#[derive(Clone, Debug, Default)]
pub struct Worth {
	pub orderly: Int,
	pub forced: Int,
	pub cover: Int,
}

/// What it counts for the vault until it is touched again.
#[derive(Clone, Debug, Default)]
pub struct Counts {
	pub start: u64,
	pub stop: u64,
	/// Scaled by 10^18.
	pub speed: Int,
	pub principal: Int,
	pub low: [Int; 3],
	pub high: Int,
}

/// How money waits for hardware.
#[derive(Clone, Debug)]
pub struct Wait {
	pub since: u64,
	pub until: u64,
	pub carry: Int,
	pub prepaid: Int,
	pub vendor: Option<AccountId>,
	/// Who has confirmed what.
	pub witnesses: Vec<AccountId>,
}

/// Where a loan is.
#[derive(Clone, Debug)]
pub enum Stage {
	Offered { expires: u64, staged: Vec<bool> },
	Waits(Wait),
	Runs,
	Called(super::default::Called),
	Closed(super::default::Called),
	Repaid,
	Withdrawn,
}

#[derive(Clone, Debug)]
pub struct Loan {
	pub terms: Terms<AccountId>,
	pub items: Vec<ItemId>,
	pub stage: Stage,
	pub originator: AccountId,
	pub dates: Dates,
	/// What the book had paused when it began.
	pub offset: u64,
	pub paid: usize,
	pub drawn: usize,
	pub charged: usize,
	pub interest_paid: Int,
	pub lenders: Vec<Lender>,
	pub payees: Vec<Payee>,
	pub advancers: Vec<(AccountId, Int)>,
	/// Who has advanced how much since when.
	pub advances: Vec<(AccountId, Int, u64)>,
	pub pots: Pots,
	pub watch: Watch,
	pub worth: Worth,
	pub counts: Counts,
}

impl Counts {
	/// What the vault has earned, undivided.
	pub fn undivided(&self, book: u64) -> Int {
		let until = book.min(self.stop * DAY);
		&self.speed * int(until.saturating_sub(self.start * DAY))
	}

	pub fn accrued(&self, book: u64) -> Int {
		down(part(&self.undivided(book), &int(1u8), &int(ONE)))
	}

	/// So much interest is left of what was earned.
	pub fn slow_to(&mut self, left: &Int) {
		let time = int((self.stop - self.start) * DAY);
		self.speed = match *left > zero() {
			true => down(part(left, &int(ONE), &time)),
			false => zero(),
		};
	}

	/// All interest that it counts from its stop on.
	pub fn whole_interest(&self) -> Int {
		self.accrued(self.stop * DAY)
	}

	/// What redemptions and deposits count on a day.
	pub fn marks(&self, day: u64) -> (Int, Int) {
		match day.checked_sub(self.stop) {
			None => (self.principal.clone(), self.principal.clone()),
			Some(late) => {
				let stage = usize::from(late >= 30) + usize::from(late >= 90);
				(self.low[stage].clone(), self.high.clone())
			},
		}
	}
}

impl Pots {
	pub fn total(&self) -> Int {
		&self.insured + &self.lockbox + &self.reserve
	}

	pub fn missing(&self) -> Int {
		less(&self.required, &self.reserve)
	}

	/// Takes at most so much, the first pot first.
	pub fn take(&mut self, from: &[Pot], amount: &Int) -> Int {
		let mut open = amount.clone();
		for pot in from {
			match pot {
				Pot::Insured => open -= take(&mut self.insured, &open),
				Pot::Reserve => open -= take(&mut self.reserve, &open),
				Pot::Lockbox => {
					let taken = take(&mut self.lockbox, &open);
					self.from_reserve = less(&self.from_reserve, &taken);
					open -= taken;
				},
			}
		}
		amount - open
	}
}

impl Loan {
	/// Whether the vault's values count it.
	pub fn is_on_book(&self) -> bool {
		match &self.stage {
			Stage::Waits(_) | Stage::Runs | Stage::Called(_) => true,
			Stage::Closed(closed) => closed.awaited.is_some(),
			_ => false,
		}
	}

	/// Charges of another month since the default that keep the collateral, if it is over.
	pub fn month(&self, called: &super::default::Called, book: u64) -> Int {
		let mut parts = vec![zero(); self.payees.len()];
		match (book - called.since) / (30 * DAY) > called.months {
			true => self.levy(&called.principal(), true, &mut parts),
			false => zero(),
		}
	}

	/// Somebody pays them. Says what.
	pub fn advance_in_default(&mut self, by: &AccountId) -> Int {
		let Stage::Called(mut called) = self.stage.clone() else { panic!("it is in no default") };
		let mut parts = vec![zero(); self.payees.len()];
		let sum = self.levy(&called.principal(), true, &mut parts);
		for (payee, amount) in self.payees.iter_mut().zip(parts) {
			payee.owed += amount;
		}
		if !self.advancers.iter().any(|(who, _)| who == by) {
			self.advancers.push((by.clone(), zero()));
		}
		match called.debts.advances.iter_mut().find(|(who, _)| who == by) {
			Some((_, owed)) => *owed += &sum,
			None => called.debts.advances.push((by.clone(), sum.clone())),
		}
		called.months += 1;
		self.stage = Stage::Called(called);
		sum
	}

	/// Its schedule's time at a moment of the book clock.
	pub fn clock(&self, book: u64) -> u64 {
		book + self.offset
	}

	pub fn balance(&self) -> Int {
		self.lenders.iter().map(|lender| &lender.left).sum()
	}

	pub fn principal(&self) -> Int {
		self.lenders.iter().map(|lender| &lender.lent).sum()
	}

	pub fn weights(&self) -> Vec<Int> {
		self.lenders.iter().map(|lender| lender.weight.clone()).collect()
	}

	/// By what interest is divided.
	pub fn earning(&self) -> Vec<Int> {
		self.lenders.iter().map(|lender| &lender.weight * &lender.rate).collect()
	}

	/// The blended rate.
	pub fn rate(&self) -> Int {
		let (earning, weights): (Int, Int) =
			(self.earning().iter().sum(), self.weights().iter().sum());
		down(part(&earning, &int(1u8), &weights))
	}

	/// What the vault earns a second on a balance, scaled by 10^18.
	pub fn speed(&self, balance: &Int) -> Int {
		let earning = self.earning();
		down(part(&(balance * self.rate()), &earning[0], &earning.iter().sum()))
	}

	/// Principal and interest of a window that is paid in time.
	pub fn window(&self, window: usize, balance: &Int) -> (Int, Int) {
		let rate = self.rate();
		let interest = up(earned(balance, &rate, self.dates.length(window)));
		let repayment = &self.terms.ask.repayment;
		let left = self.dates.count() - window;
		let bare = window < usize::try_from(repayment.interest_only).expect("it is small")
			|| (window == 0 && self.dates.stub && !repayment.principal_in_stub);
		let repaid = less(balance, &int(repayment.balloon.get()));
		let principal = match repayment.model {
			_ if left == 1 => balance.clone(),
			_ if bare => zero(),
			caliber_finance::instalment::Model::Simple => &repaid / int(left),
			caliber_finance::instalment::Model::Amortized => {
				let (mut growth, mut sum) = (int(ONE), zero());
				for k in (window..self.dates.count()).rev() {
					sum += &growth;
					let factor = int(ONE) + &rate * int(self.dates.length(k));
					growth = down(part(&growth, &factor, &int(ONE)));
				}
				let balloon = (balance - &repaid) * int(ONE);
				let level = (balance * &growth - balloon).max(zero()) / sum;
				less(&level, &interest).min(repaid)
			},
		};
		(principal, interest)
	}

	/// Principal and interest of so many windows: what the reserve is to have.
	pub fn of_next(&self, windows: u32) -> Int {
		let (mut balance, mut sum) = (self.balance(), zero());
		let last =
			(self.paid + usize::try_from(windows).expect("they are few")).min(self.dates.count());
		for window in self.paid..last {
			let (principal, interest) = self.window(window, &balance);
			balance -= &principal;
			sum += principal + interest;
		}
		sum
	}

	/// How many instalments are late.
	pub fn late(&self, book: u64) -> usize {
		let now = self.clock(book);
		self.dates.due[self.paid..].iter().take_while(|due| **due < now).count()
	}

	/// When the next one falls due.
	pub fn due(&self) -> u64 {
		self.dates.due[self.paid]
	}

	pub fn grace(&self) -> u64 {
		self.terms.ask.repayment.grace_duration.get()
	}

	/// Whether the next instalment is late beyond grace.
	pub fn is_overdue(&self, book: u64) -> bool {
		self.clock(book) > self.due() + self.grace()
	}

	/// Whether it is on Watch or worse.
	pub fn is_watched(&self, book: u64) -> bool {
		book >= self.counts.stop * DAY || !self.watch.is_sound(self.clock(book))
	}

	/// Somebody looks at what stands behind it.
	pub fn look(&mut self, seen: &super::watch::Seen) {
		self.worth.orderly = seen.orderly.clone();
		self.worth.forced = seen.forced.clone();
		self.worth.cover = seen.cover.clone();
	}

	/// What each advance takes by now.
	pub fn advanced(&self, book: u64) -> Vec<(AccountId, Int)> {
		let (rate, now) = (self.rate(), self.clock(book));
		let owed = |(who, amount, since): &(AccountId, Int, u64)| {
			(who.clone(), amount + up(earned(amount, &rate, now - since)))
		};
		self.advances.iter().map(owed).collect()
	}

	/// The vault's marks of a balance, by what stands behind it.
	pub fn marks(&self, vault: &Int, balance: &Int) -> ([Int; 3], Int) {
		let ageing = &self.terms.ageing;
		let kept = |value: &Int, haircut: u32| down(ppm(value, 1_000_000 - haircut));
		let first = kept(&self.worth.forced, ageing.forced_haircut.get()).min(vault.clone());
		let [aged, old] = ageing.class_haircuts.map(|haircut| kept(balance, haircut.get()));
		let second = aged.min(first.clone());
		let third = old.min(second.clone());
		let mut estimate = &self.worth.orderly + &self.worth.cover;
		if let Stage::Called(called) = &self.stage {
			estimate += &called.expected + &called.money;
		}
		let high = estimate.min(vault.clone()).max(first.clone());
		([first, second, third], high)
	}

	/// Counts it anew.
	pub fn count(&mut self) {
		let (balance, vault) = (self.balance(), self.lenders[0].left.clone());
		let on_book = |moment: u64| moment.saturating_sub(self.offset);
		let start = day_from(on_book(self.dates.opens(self.paid)));
		let ends = self.dates.due[self.paid - self.drawn] + self.grace();
		let mut stop = day_of(on_book(ends));
		if self.drawn == 0 {
			stop = stop.max(start);
		}
		if let Some((day, _)) = self.watch.impaired {
			stop = stop.min(day);
		}
		let (low, high) = self.marks(&vault, &balance);
		let speed = self.speed(&balance);
		self.counts = Counts { start: start.min(stop), stop, speed, principal: vault, low, high };
	}
}
