//! The loan book: what was put in is what is taken out, and days that pass lead to what the loans
//! add up to by themselves.

use crate::{generate::*, loans::repayment};
use arbitrary::Arbitrary;
use caliber_finance::{
	book::{
		Accrual, Ageing, Book, DayBucket, Entry, EntryTerms, Levies, Levy, Parts, Paying, Payment,
		Progress, Security, AGEING_DAYS,
	},
	fees::Fee,
	instalment::{Loan, RepaymentTerms},
	schedule::ScheduleTerms,
	tranches::{Claim, Tranche},
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
	/// The last ones of them, which the reserve has paid.
	drawn: u8,
	is_charged: bool,
	/// The day on which it was found impaired.
	#[arbitrary(with = impaired)]
	impaired: Option<Day>,
	#[arbitrary(with = short)]
	grace: u32,
	#[arbitrary(with = ageing)]
	ageing: Ageing,
	#[arbitrary(with = security)]
	security: Security,
	windows: u8,
	#[arbitrary(with = ppm)]
	late_fee: Ppm,
	#[arbitrary(with = ppm)]
	exit_fee: Ppm,
	#[arbitrary(with = charges)]
	charges: Vec<Levy>,
	seniors_first: bool,
	/// Principal repaid ahead of time.
	#[arbitrary(with = sensible)]
	early: UsdaiAmount,
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

fn impaired(u: Bytes) -> arbitrary::Result<Option<Day>> {
	bool::arbitrary(u)?.then(|| day(u)).transpose()
}

/// One more than a loan may have, of ratios beyond the whole, too.
fn charges(u: Bytes) -> arbitrary::Result<Vec<Levy>> {
	list(u, 5, |u| Ok(Levy { fee: Fee::Ratio(long(u)?), comes_first: bool::arbitrary(u)? }))
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
		let windows_paid = u32::from(self.windows_paid);
		let vault = match self.tranches.len() {
			1 => self.balance,
			_ => self.vault.min(self.balance),
		};
		let progress = Progress {
			windows_paid,
			drawn: self.drawn.into(),
			charged: windows_paid + u32::from(self.is_charged),
			vault,
			..begun
		};
		let terms = EntryTerms {
			schedule: loan.schedule(),
			tranches: &self.tranches,
			grace: Seconds(self.grace.into()),
			ageing: &self.ageing,
			security: &self.security,
			progress: &progress,
			impaired: self.impaired,
		};
		let entry = Entry::new(&terms).ok()?;
		assert!(entry.start <= entry.stop);
		let [first, second, third] = entry.low;
		assert!(third <= second && second <= first && first <= entry.high);
		assert!(entry.high <= entry.principal);
		let today = input.now.day();
		assert!(entry.conservative(today) <= entry.optimistic(today));
		assert_eq!(entry.stage(today).is_some(), entry.stop <= today);
		let mut left = vec![UsdaiAmount::ZERO; self.tranches.len()];
		left[0] = vault;
		if let Some(second) = left.get_mut(1) {
			*second = self.balance.saturating_sub(vault);
		}
		let (late_fee, exit_fee) = (self.late_fee, self.exit_fee);
		let paying = Paying {
			loan: &loan,
			entry: &entry,
			levies: Levies { late_fee, exit_fee, charges: &self.charges },
			left: &left,
			seniors_first: self.seniors_first,
		};
		self.check_payment(&paying, progress, input.now);
		self.check_charge(&paying, progress, input.now);
		self.check_end(&paying, progress, input.now);
		check_demand(&paying, progress, input.now);
		self.check_security();
		Some(entry)
	}

	fn check_payment(&self, paying: &Paying<'_>, before: Progress, now: Seconds) {
		assert!(before.clock(now) >= now);
		let book = Book::default();
		assert!(book.in_block_time(&before, now) >= now);
		let mut parts = Parts::default();
		if let Ok(payment) = before.pay(paying, self.windows.into(), now, &mut parts) {
			check_parts(paying, &before, &payment, &parts);
			let after = payment.progress;
			assert_eq!(after.windows_paid, before.windows_paid + u32::from(self.windows));
			assert!(self.windows == 0 || after.paid_by_borrower() == after.windows_paid);
			assert_eq!(after.drawn_since(&before).paid_by_borrower(), before.paid_by_borrower());
		}
		if let Ok(payment) = before.prepay(paying, self.early, now, &mut parts) {
			check_parts(paying, &before, &payment, &parts);
			assert_eq!(payment.principal, self.early.min(before.balance));
			assert_eq!(payment.progress.windows_paid, before.windows_paid);
			// The fee of the terms on all of it, and once a window its charges.
			let parts_in_whole = wide(1_000_000);
			let fee = wide(payment.principal.get()) * paying.levies.exit_fee.get();
			let fee = (fee + parts_in_whole - 1) / parts_in_whole;
			assert_eq!(wide(payment.fees.get()), fee.min(wide(u128::MAX)));
			let mut charged = Parts::default();
			let due = before.charge(paying.levies.charges, &mut charged).map(|(_, sum)| sum);
			assert!(payment.charges.is_zero() || Ok(payment.charges) == due);
		}
	}

	/// Charges are paid once for a window, whether with its instalment or before.
	fn check_charge(&self, paying: &Paying<'_>, before: Progress, now: Seconds) {
		let charges = paying.levies.charges;
		let mut parts = Parts::default();
		let Ok((charged, sum)) = before.charge(charges, &mut parts) else { return };
		assert_eq!(total(parts.charges.map(UsdaiAmount::get)), wide(sum.get()));
		assert!(sum.is_zero() || charged.charged == before.windows_paid + 1);
		assert_eq!(charged.charge(charges, &mut parts), Ok((charged, UsdaiAmount::ZERO)));
		let whole = before.pay(paying, 1, now, &mut parts);
		let rest = charged.pay(paying, 1, now, &mut parts);
		if let (Ok(whole), Ok(rest)) = (whole, rest) {
			assert_eq!(wide(whole.charges.get()), wide(rest.charges.get()) + sum.get());
			assert_eq!((whole.principal, whole.interest), (rest.principal, rest.interest));
		}
	}

	/// What ends a loan is what is late, and the rest ahead of time.
	fn check_end(&self, paying: &Paying<'_>, before: Progress, now: Seconds) {
		let Ok(payoff) = before.payoff(paying, now) else { return };
		let late = before.windows_late(paying.loan.schedule(), now);
		let mut parts = Parts::default();
		let Ok(arrears) = before.pay(paying, late, now, &mut parts) else {
			panic!("arrears that are in a sum cannot be paid")
		};
		let mut sum = wide(arrears.total().unwrap().get());
		if !arrears.progress.is_over() {
			let rest = arrears.progress.prepay(paying, UsdaiAmount::MAX, now, &mut parts).unwrap();
			assert!(rest.progress.is_over());
			sum = sum + rest.total().unwrap().get();
		}
		assert_eq!(sum, wide(payoff.get()));
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

/// What a called loan owes: all principal, what is late and what is to date as payments take them, and
/// what comes first once for each late window; leaving costs nothing.
fn check_demand(paying: &Paying<'_>, before: Progress, now: Seconds) {
	let mut demand = Parts::default();
	let Ok(fees) = before.demand(paying, now, &mut demand) else { return };
	let charges = paying.levies.charges;
	let late = before.windows_late(paying.loan.schedule(), now);
	let levies = Levies { exit_fee: Ppm::MAX, ..paying.levies };
	let dear = Paying { levies, ..*paying };
	let mut same = Parts::default();
	assert_eq!(before.demand(&dear, now, &mut same), Ok(fees));
	assert_eq!(same, demand);

	assert_eq!(total(demand.lenders.iter().map(|part| part.principal)), wide(before.balance.get()));
	let owed = late.saturating_sub(u32::from(before.charged > before.windows_paid));
	for (levy, charge) in charges.iter().zip(demand.charges) {
		if levy.comes_first && owed > 0 {
			let each = levy.fee.on(before.balance).map_or(0, UsdaiAmount::get);
			assert_eq!(wide(charge.get()), wide(each) * owed);
		} else {
			assert!(charge.is_zero());
		}
	}

	let levies = Levies { charges: &[], ..paying.levies };
	let bare = Paying { levies, ..*paying };
	let (mut paid, mut rest) = (Parts::default(), Parts::default());
	let arrears = before.pay(&bare, late, now, &mut paid).unwrap();
	assert_eq!(fees, arrears.fees);
	if !arrears.progress.is_over() {
		// A fee for leaving may pass any amount, what is owed does not.
		let free = Paying { levies: Levies { exit_fee: Ppm(0), ..levies }, ..bare };
		arrears.progress.prepay(&free, UsdaiAmount::MAX, now, &mut rest).unwrap();
	}
	for ((claim, paid), rest) in demand.lenders.iter().zip(paid.lenders).zip(rest.lenders) {
		assert_eq!(wide(claim.interest), wide(paid.interest) + rest.interest);
	}
}

/// Each unit of a payment is somebody's, and of nobody more than is his.
fn check_parts(paying: &Paying<'_>, before: &Progress, payment: &Payment, parts: &Parts) {
	let after = payment.progress;
	assert_eq!(after.balance.get() + payment.principal.get(), before.balance.get());
	assert_eq!(after.interest_paid.get() - before.interest_paid.get(), payment.interest.get());
	assert!(payment.receipt.principal <= payment.principal);
	let sum = |of: fn(&Claim) -> u128| total(parts.lenders.iter().map(of));
	assert_eq!(sum(|part| part.principal), wide(payment.principal.get()));
	assert_eq!(sum(|part| part.interest), wide(payment.interest.get()));
	assert_eq!(total(parts.charges.map(UsdaiAmount::get)), wide(payment.charges.get()));
	for (part, left) in parts.lenders.iter().zip(paying.left) {
		assert!(part.principal <= left.get());
	}
	if let (Ok(total), Ok(vault)) = (payment.total(), payment.receipt.total()) {
		assert_eq!(payment.beside().map(|beside| beside.get() + vault.get()), Ok(total.get()));
		assert!(payment.fees <= vault);
	}
	assert_eq!(after.is_over(), after.balance.is_zero());
	assert_eq!(after.debt().windows_paid, after.windows_paid);
}
