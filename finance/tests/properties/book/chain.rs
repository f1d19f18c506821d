//! The book moved by touches, days and pauses, against the sum over loans by the words of
//! protocol.md.

use super::{deal, Deal, DAY, START, UNIT};
use caliber_finance::{
	book::{Book, BookValue, DayBucket, Entry, Payment, Progress, AGEING_DAYS},
	instalment::{Debt, RepaymentTerms},
	tranches::{Claim, Tranche, MAX_TRANCHES},
	units::{Day, Ppm, Seconds, UsdaiAmount},
};
use primitive_types::U256;
use proptest::{prelude::*, sample::Index};
use std::collections::BTreeMap;

/// One loan by the words of protocol.md, in plain numbers: no entry, no sum.
#[derive(Clone, Debug)]
struct Alone {
	deal: Deal,
	origination: u64,
	offset: u64,
	windows_paid: u32,
	balance: u128,
	vault: u128,
}

/// What it is worth at a second.
#[derive(Default)]
struct Worth {
	principal: u128,
	low: u128,
	high: u128,
	undivided: U256,
}

impl Alone {
	fn worth(&self, now: u64) -> Worth {
		let loan = self.deal.loan(Seconds(self.origination));
		let opens = loan.schedule().opens(self.windows_paid).unwrap().get() - self.offset;
		let due = loan.schedule().deadline(self.windows_paid).unwrap().get() - self.offset;
		let ends = due + self.deal.repayment.grace_duration.get();
		let (first, last) = (opens.div_ceil(DAY) * DAY, ends / DAY * DAY);
		let seconds = now.min(last).saturating_sub(first);
		let undivided = self.speed() * U256::from(seconds);

		let after = |value: u128, haircut: Ppm| {
			(U256::from(value) * U256::from(1_000_000 - haircut.get()) / U256::from(1_000_000))
				.as_u128()
		};
		let Deal { ageing, security, .. } = &self.deal;
		let (mut low, mut high) = (self.vault, self.vault);
		if now >= last {
			let late = (now - last) / DAY;
			low = low.min(after(security.forced.get(), ageing.forced_haircut));
			high = low.max(high.min(security.orderly.get() + security.cover.get()));
			// The loss of a class falls on the juniors; what it leaves goes to the vault first.
			for (days, haircut) in [30, 90].into_iter().zip(ageing.class_haircuts) {
				if late >= days {
					low = low.min(after(self.balance, haircut));
				}
			}
		}
		Worth { principal: self.vault, low, high, undivided }
	}

	/// floor(balance x blended rate x w_vault / sum(w)).
	fn speed(&self) -> U256 {
		let weight = |t: &Tranche| U256::from(t.amount) * U256::from(t.rate.get());
		let weights = self.deal.tranches.iter().map(weight).fold(U256::zero(), |a, b| a + b);
		let blended = weights / U256::from(self.deal.principal());
		U256::from(self.balance) * blended * weight(&self.deal.tranches[0]) / weights
	}

	/// Pays one instalment; the vault's part of principal and interest.
	fn pay(&mut self, now: u64) -> Option<(u128, u128, [u128; 2])> {
		let loan = self.deal.loan(Seconds(self.origination));
		let debt = Debt { windows_paid: self.windows_paid, balance: UsdaiAmount(self.balance) };
		let window = loan.window(debt).ok()?;
		let deadline = loan.schedule().deadline(self.windows_paid)?.get() - self.offset;
		let RepaymentTerms { grace_rate, grace_duration, .. } = self.deal.repayment;
		let late = now.saturating_sub(deadline).min(grace_duration.get());
		let grace = U256::from(self.balance) * U256::from(grace_rate.get()) * U256::from(late);
		let grace = (grace + U256::from(UNIT - 1)) / U256::from(UNIT);
		let (principal, interest) =
			(window.principal.get(), window.interest.get() + grace.as_u128());

		// The first part is what the floors of the others leave.
		let first = |total: u128, weights: Vec<U256>| {
			let sum = weights.iter().fold(U256::zero(), |a, b| a + b);
			let others =
				weights[1..].iter().map(|weight| (U256::from(total) * weight / sum).as_u128());
			total - others.sum::<u128>()
		};
		let amounts = self.deal.tranches.iter().map(|t| U256::from(t.amount)).collect();
		let weights = self.deal.tranches.iter();
		let weights = weights.map(|t| U256::from(t.amount) * U256::from(t.rate.get())).collect();
		let part = [first(principal, amounts), first(interest, weights)];
		self.windows_paid += 1;
		self.balance -= principal;
		self.vault = self.vault.saturating_sub(part[0]);
		Some((principal, interest, part))
	}
}

/// A loan in the chain and alone.
struct Live {
	deal: Deal,
	progress: Progress,
	entry: Entry,
	alone: Alone,
}

/// The least chain that has a book.
struct Chain {
	block: u64,
	book: Book,
	buckets: BTreeMap<Day, DayBucket>,
	loans: Vec<Live>,
}

impl Chain {
	fn new() -> Self {
		let book = Book { cursor: Seconds(START).day(), ..Book::default() };
		Self { block: START, book, buckets: BTreeMap::new(), loans: vec![] }
	}

	fn touch(&mut self, day: Day, change: impl FnOnce(DayBucket) -> Option<DayBucket>) {
		let bucket = change(self.buckets.remove(&day).unwrap_or_default()).unwrap();
		if !bucket.is_empty() {
			self.buckets.insert(day, bucket);
		}
	}

	fn enter(&mut self, entry: &Entry) {
		self.touch(entry.stop, |bucket| bucket.with_stop(entry));
		if entry.start > self.book.cursor {
			self.touch(entry.start, |bucket| bucket.with_start(entry));
		}
		self.book = self.book.with(entry).unwrap();
	}

	fn leave(&mut self, entry: &Entry) {
		self.touch(entry.stop, |bucket| bucket.without_stop(entry));
		if entry.start > self.book.cursor {
			self.touch(entry.start, |bucket| bucket.without_start(entry));
		}
		self.book = self.book.without(entry).unwrap();
	}

	/// The book is what the loans are worth one by one, at a second of the book clock.
	fn compare(&self, now: u64) {
		let (mut sum, mut undivided) = (BookValue::default(), U256::zero());
		for loan in &self.loans {
			let worth = loan.alone.worth(now);
			sum.principal.0 += worth.principal;
			sum.conservative.0 += worth.low;
			sum.optimistic.0 += worth.high;
			undivided += worth.undivided;
		}
		sum.accrued = UsdaiAmount((undivided / U256::from(UNIT)).as_u128());
		assert!(sum.conservative <= sum.optimistic && sum.optimistic <= sum.principal);
		let block = Seconds(now + self.book.paused.get());
		assert_eq!(self.book.value(block), Some(sum));
		assert_eq!(self.book.loans as usize, self.loans.len());
	}

	fn lend(&mut self, deal: Deal) {
		let paused = self.book.paused;
		let progress = deal.begun(Seconds(self.block), paused);
		let entry = deal.entry(&progress).unwrap();
		let alone = Alone {
			deal: deal.clone(),
			origination: self.block,
			offset: paused.get(),
			windows_paid: 0,
			balance: deal.principal(),
			vault: deal.tranches[0].amount,
		};
		self.enter(&entry);
		self.loans.push(Live { deal, progress, entry, alone });
	}

	fn pay(&mut self, which: usize, windows: u32) {
		let now = Seconds(self.now());
		assert_eq!(self.book.settles_at(Seconds(self.block)), now);
		let mut live = self.loans.swap_remove(which);
		let loan = live.deal.loan(live.progress.origination);
		let before = live.alone.worth(now.get());
		let mut parts = [Claim::default(); MAX_TRANCHES];
		let Ok(payment) = live.progress.pay(&loan, windows, now, &live.entry, &mut parts) else {
			let left = loan.schedule().count() - live.progress.windows_paid;
			assert!(left < windows);
			return self.loans.push(live);
		};
		let Payment { progress, principal, interest, receipt } = payment;
		let (mut all, mut part) = ([0, 0], [0, 0]);
		for _ in 0..windows {
			let (principal, interest, vault) = live.alone.pay(now.get()).unwrap();
			all = [all[0] + principal, all[1] + interest];
			part = [part[0] + vault[0], part[1] + vault[1]];
		}
		assert_eq!([principal.get(), interest.get()], all);
		// The parts of all tranches are the whole, and the first is the vault's.
		let sum = |of: fn(&Claim) -> u128| parts.iter().map(of).sum::<u128>();
		assert_eq!([sum(|part| part.principal), sum(|part| part.interest)], all);
		assert_eq!([parts[0].principal, parts[0].interest], part);
		let beside = parts[1..].iter().map(|part| part.total().unwrap()).sum();
		assert_eq!(payment.beside(), Ok(UsdaiAmount(beside)));
		let counted = (before.undivided / U256::from(UNIT)).as_u128();
		assert_eq!(receipt.principal.get(), part[0].min(live.progress.vault.get()));
		assert_eq!(receipt.accrued.get(), part[1].min(counted));
		assert_eq!(receipt.total().unwrap().get(), part[0] + part[1]);
		assert_eq!(
			(progress.balance.get(), progress.vault.get()),
			(live.alone.balance, live.alone.vault)
		);
		assert_eq!(progress.interest_paid.get(), live.progress.interest_paid.get() + all[1]);

		self.leave(&live.entry);
		if !progress.is_over() {
			live.progress = progress;
			live.entry = live.deal.entry(&progress).unwrap();
			let entry = live.entry;
			self.loans.push(live);
			self.enter(&entry);
		}
	}

	/// The book clock: block time without what counted for nobody.
	fn now(&self) -> u64 {
		let now = self.block - self.book.paused.get();
		assert_eq!(self.book.clock(Seconds(self.block)), Seconds(now));
		now
	}

	/// Lets time pass, by the clock or for nobody.
	fn wait(&mut self, seconds: u64, counts: bool) {
		self.block += seconds;
		if !counts {
			self.book = self.book.after_pause(Seconds(seconds));
		}
		while self.book.is_rolling(Seconds(self.block)) {
			assert_eq!(self.book.value(Seconds(self.block)), None);
			// What is paid while the calendar is behind counts up to the next midnight.
			let day = Day(self.book.cursor.get() + 1);
			assert_eq!(self.book.after_cursor(), day);
			assert_eq!(self.book.settles_at(Seconds(self.block)), day.start());
			let [first, second] = AGEING_DAYS;
			let buckets = [0, first, second]
				.map(|back| self.buckets.get(&Day(day.get().saturating_sub(back))).copied());
			self.book = self.book.passed(day, &buckets).unwrap();
			if buckets[0].is_some() {
				self.touch(day, |bucket| Some(bucket.begun()));
			}
			self.compare(day.start().get());
		}
	}
}

#[derive(Clone, Debug)]
enum Step {
	Lend(Box<Deal>),
	Pay(Index, u32),
	Wait(u64),
	Pause(u64),
}

fn step() -> impl Strategy<Value = Step> {
	prop_oneof![
		2 => deal().prop_map(|deal| Step::Lend(Box::new(deal))),
		5 => (any::<Index>(), 1u32..4).prop_map(|(which, windows)| Step::Pay(which, windows)),
		1 => (any::<Index>(), 1u32..40).prop_map(|(which, windows)| Step::Pay(which, windows)),
		3 => (1u64..12 * DAY).prop_map(Step::Wait),
		2 => (1u64..60).prop_map(|days| Step::Wait(days * DAY - START % DAY)),
		1 => (20 * DAY..120 * DAY).prop_map(Step::Wait),
		1 => (1u64..30 * DAY).prop_map(Step::Pause),
	]
}

proptest! {
	#![proptest_config(crate::cases::config())]

	#[test]
	fn book_should_be_the_sum_over_loans_when_touches_days_and_pauses_come_in_any_order(
		steps in prop::collection::vec(step(), 20..50)
	) {
		let mut chain = Chain::new();
		for step in steps {
			match step {
				Step::Lend(deal) => chain.lend(*deal),
				Step::Pay(which, windows) if !chain.loans.is_empty() => {
					chain.pay(which.index(chain.loans.len()), windows)
				},
				Step::Pay(..) => {},
				Step::Wait(seconds) => chain.wait(seconds, true),
				Step::Pause(seconds) => chain.wait(seconds, false),
			}
			chain.compare(chain.now());
		}
		// Nothing is left of loans that are gone.
		for live in std::mem::take(&mut chain.loans) {
			chain.leave(&live.entry);
		}
		let Book { cursor, paused, .. } = chain.book;
		assert_eq!(chain.book, Book { cursor, paused, ..Book::default() });
		assert!(chain.buckets.is_empty());
	}
}
