//! The loan book: what was put in is what is taken out, and days that pass lead to what the loans
//! add up to by themselves.

use crate::{generate::*, loans::repayment};
use arbitrary::Arbitrary;
use caliber_finance::{
	book::{Accrual, Ageing, Book, DayBucket, Entry, EntryTerms, Progress, Security, AGEING_DAYS},
	instalment::{Loan, RepaymentTerms},
	schedule::ScheduleTerms,
	tranches::{Claim, Tranche, MAX_TRANCHES},
	units::{Day, Ppm, Seconds, UsdaiAmount, SECONDS_PER_DAY},
};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Arbitrary, Debug)]
struct Borrower {
	#[arbitrary(with = schedule)]
	schedule: ScheduleTerms,
	#[arbitrary(with = repayment)]
	repayment: RepaymentTerms,
	#[arbitrary(with = tranches)]
	tranches: Vec<Tranche>,
	#[arbitrary(with = sensible)]
	balance: UsdaiAmount,
	#[arbitrary(with = sensible)]
	vault: UsdaiAmount,
	windows_paid: u8,
	#[arbitrary(with = short)]
	grace: u32,
	#[arbitrary(with = ageing)]
	ageing: Ageing,
	#[arbitrary(with = security)]
	security: Security,
	windows: u8,
}

#[derive(Arbitrary, Debug)]
pub struct Input {
	#[arbitrary(with = borrowers)]
	borrowers: Vec<Borrower>,
	#[arbitrary(with = seconds)]
	paused: Seconds,
	/// Days from the first start to the day on which the loans are entered, and on to the last day.
	entered: u8,
	passes: u16,
	second: u32,
	#[arbitrary(with = seconds)]
	now: Seconds,
	#[arbitrary(with = amount)]
	offer: UsdaiAmount,
}

fn borrowers(u: Bytes) -> arbitrary::Result<Vec<Borrower>> {
	list(u, 4, Borrower::arbitrary)
}

fn ageing(u: Bytes) -> arbitrary::Result<Ageing> {
	Ok(Ageing { forced_haircut: ppm(u)?, class_haircuts: [ppm(u)?, ppm(u)?] })
}

fn security(u: Bytes) -> arbitrary::Result<Security> {
	Ok(Security {
		lendable: amount(u)?,
		orderly: amount(u)?,
		forced: amount(u)?,
		cover: amount(u)?,
		cover_until: seconds(u)?,
	})
}

impl Input {
	pub fn check(&self) {
		let entries: Vec<Entry> =
			self.borrowers.iter().filter_map(|borrower| borrower.check(self)).collect();
		self.check_book(&entries);
		self.check_clock();
	}

	fn check_book(&self, entries: &[Entry]) {
		let Some(first) = entries.iter().map(|entry| entry.start).min() else { return };
		let from = first.saturating_add(Day(self.entered.into()));
		let to = from.saturating_add(Day(self.passes.into()));
		let (Some(book), Some(sums)) = (self.book(entries, from), self.book(entries, to)) else {
			return;
		};

		let emptied = entries.iter().try_fold(book, |book, entry| book.without(entry));
		assert_eq!(emptied, Some(Book { cursor: from, paused: self.paused, ..Book::default() }));

		let Some(buckets) = buckets(entries, from) else { return };
		let mut rolled = book;
		for day in events(entries, from, to) {
			let at = |days: u32| day.checked_sub(Day(days)).and_then(|day| buckets.get(&day));
			let [second, third] = AGEING_DAYS;
			let passed = rolled.passed(day, &[at(0), at(second), at(third)].map(|b| b.copied()));
			let Some(passed) = passed else { panic!("{day:?} does not fit") };
			rolled = passed;
		}
		assert_eq!(rolled, sums);

		let moment = to.start().saturating_add(Seconds(u64::from(self.second) % SECONDS_PER_DAY));
		let block = moment.saturating_add(self.paused);
		let Some(value) = sums.value(block) else { return };
		assert!(value.conservative <= value.optimistic && value.optimistic <= value.principal);
		let one = entries.iter().map(|entry| entry.accrued(moment).map_or(0, UsdaiAmount::get));
		let loans = total(one);
		let accrued = wide(value.accrued.get());
		assert!(accrued.is_zero() || (loans <= accrued && accrued <= loans + entries.len()));
	}

	fn book(&self, entries: &[Entry], cursor: Day) -> Option<Book> {
		let book = Book { cursor, paused: self.paused, ..Book::default() };
		entries.iter().try_fold(book, |book, entry| book.with(entry))
	}

	fn check_clock(&self) {
		let book = Book { cursor: self.now.day(), ..Book::default() };
		assert!(!book.is_rolling(self.now));
		assert!(book.value(self.now).is_some());
		let paused = book.after_pause(self.paused);
		assert!(paused.clock(self.now) <= self.now);
		assert!(paused.settles_at(self.now) <= self.now);
		assert_eq!(paused.after_cursor(), book.cursor.saturating_add(Day(1)));
		if let Some(offered) = book.with_offer(self.offer) {
			assert_eq!(offered.without_offer(self.offer), Some(book));
		}
		let _ = Accrual { frozen: self.offer.get().into(), ..Accrual::default() }.at(self.now);
	}
}

/// What the days of the entries do, of loans that were entered on a day.
fn buckets(entries: &[Entry], entered: Day) -> Option<BTreeMap<Day, DayBucket>> {
	let mut buckets = BTreeMap::<Day, DayBucket>::new();
	for entry in entries {
		let stop = buckets.entry(entry.stop).or_default();
		*stop = stop.with_stop(entry)?;
		assert!(!stop.is_empty());
		assert!(stop.without_stop(entry).is_some());
		if entry.start > entered {
			let start = buckets.entry(entry.start).or_default();
			let before = *start;
			*start = start.with_start(entry)?;
			assert_eq!(start.without_start(entry), Some(before));
			assert_eq!(start.begun().starting.loans, 0);
		}
	}
	Some(buckets)
}

/// The days on which something happens, and the last one.
fn events(entries: &[Entry], after: Day, last: Day) -> BTreeSet<Day> {
	let [second, third] = AGEING_DAYS;
	entries
		.iter()
		.flat_map(|entry| {
			let aged = [second, third].map(|days| entry.stop.saturating_add(Day(days)));
			[entry.start, entry.stop].into_iter().chain(aged)
		})
		.chain([last])
		.filter(|day| *day > after && *day <= last)
		.collect()
}

impl Borrower {
	/// Its entry in the book, where it has one.
	fn check(&self, input: &Input) -> Option<Entry> {
		let loan = Loan::new(self.schedule, self.repayment, &self.tranches).ok()?;
		let begun =
			Progress::begun(self.schedule.origination, input.paused, self.balance, &self.tranches);
		let progress = Progress {
			windows_paid: self.windows_paid.into(),
			vault: self.vault.min(self.balance),
			..begun
		};
		let terms = EntryTerms {
			schedule: loan.schedule(),
			tranches: &self.tranches,
			grace: Seconds(self.grace.into()),
			ageing: &self.ageing,
			security: &self.security,
			progress: &progress,
		};
		let entry = Entry::new(&terms).ok()?;
		assert!(entry.start <= entry.stop);
		let [first, second, third] = entry.low;
		assert!(third <= second && second <= first && first <= entry.high);
		assert!(entry.high <= entry.principal);
		let today = input.now.day();
		assert!(entry.conservative(today) <= entry.optimistic(today));
		assert_eq!(entry.stage(today).is_some(), entry.stop <= today);
		self.check_payment(&loan, progress, &entry, input.now);
		self.check_security();
		Some(entry)
	}

	fn check_payment(&self, loan: &Loan, before: Progress, entry: &Entry, now: Seconds) {
		let _ = before.payoff(loan, now, entry);
		assert!(before.clock(now) >= now);
		let book = Book::default();
		assert!(book.in_block_time(&before, now) >= now);
		let mut parts = [Claim::default(); MAX_TRANCHES];
		let Ok(payment) = before.pay(loan, self.windows.into(), now, entry, &mut parts) else {
			return;
		};
		let after = payment.progress;
		assert_eq!(after.balance.get() + payment.principal.get(), before.balance.get());
		assert_eq!(after.interest_paid.get() - before.interest_paid.get(), payment.interest.get());
		assert!(payment.receipt.principal <= payment.principal);
		let principals = parts.iter().map(|part| wide(part.principal));
		assert_eq!(principals.fold(wide(0), |sum, part| sum + part), wide(payment.principal.get()));
		if let (Ok(total), Ok(vault)) = (payment.total(), payment.receipt.total()) {
			assert!(vault <= total);
		}
		assert_eq!(after.is_over(), after.balance.is_zero());
		assert_eq!(after.debt().windows_paid, after.windows_paid);
	}

	fn check_security(&self) {
		assert_eq!(Security::NOTHING.with(&self.security), Some(self.security));
		if let Ok(ratio) = self.security.ltv(self.balance) {
			let owed = wide(self.balance.get()) * 1_000_000;
			assert!(wide(ratio.get().into()) * wide(self.security.lendable.get()) >= owed);
		}
		if self.ageing.in_range() {
			let [first, second] = self.ageing.class_haircuts;
			assert!(first <= second && second <= Ppm(1_000_000));
		}
	}
}
