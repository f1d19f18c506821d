//! The book moved by touches, days and pauses, against the sum over loans by the words of
//! protocol.md.

use super::{deal, Deal, DAY, START, UNIT};
use caliber_finance::{
	book::{
		Book, BookValue, DayBucket, Entry, Levy, Parts, Paying, Payment, Progress, AGEING_DAYS,
	},
	instalment::{Debt, RepaymentTerms},
	tranches::{Claim, Tranche},
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
	/// Windows whose charges are paid.
	charged: u32,
	/// Windows that the borrower has paid, up to the first that his reserve has paid since.
	own: u32,
	balance: u128,
	/// What each tranche has left; the first is the vault's.
	left: Vec<u128>,
}

/// One payment by the same words.
#[derive(Default)]
struct Paid {
	principal: u128,
	interest: u128,
	fees: u128,
	charges: Vec<u128>,
	/// The vault's part of principal and interest.
	vault: [u128; 2],
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
		let due = loan.schedule().deadline(self.own).unwrap().get() - self.offset;
		let ends = due + self.deal.repayment.grace_duration.get();
		let (first, last) = (opens.div_ceil(DAY) * DAY, ends / DAY * DAY);
		let seconds = now.min(last).saturating_sub(first);
		let undivided = self.speed() * U256::from(seconds);

		let after = |value: u128, haircut: Ppm| {
			(U256::from(value) * U256::from(1_000_000 - haircut.get()) / U256::from(1_000_000))
				.as_u128()
		};
		let Deal { ageing, security, .. } = &self.deal;
		let (mut low, mut high) = (self.left[0], self.left[0]);
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
		Worth { principal: self.left[0], low, high, undivided }
	}

	/// floor(balance x blended rate x w_vault / sum(w)).
	fn speed(&self) -> U256 {
		let weight = |t: &Tranche| U256::from(t.amount) * U256::from(t.rate.get());
		let weights = self.deal.tranches.iter().map(weight).fold(U256::zero(), |a, b| a + b);
		let blended = weights / U256::from(self.deal.principal());
		U256::from(self.balance) * blended * weight(&self.deal.tranches[0]) / weights
	}

	/// Splits principal and interest; the first part is what the floors of the others leave.
	fn split(&mut self, paid: &mut Paid) {
		let parts = |total: u128, weights: Vec<U256>| {
			let sum = weights.iter().fold(U256::zero(), |a, b| a + b);
			let mut parts: Vec<_> =
				weights.iter().map(|weight| (U256::from(total) * weight / sum).as_u128()).collect();
			parts[0] = total - parts[1..].iter().sum::<u128>();
			parts
		};
		let tranches = &self.deal.tranches;
		let amounts = tranches.iter().map(|t| U256::from(t.amount)).collect();
		let weights =
			tranches.iter().map(|t| U256::from(t.amount) * U256::from(t.rate.get())).collect();
		let mut principals = parts(paid.principal, amounts);
		if self.deal.seniors_first {
			principals = vec![0; tranches.len()];
			principals[0] = paid.principal;
		}
		// What one has no room for is the first one's that has.
		while let Some(over) = principals.iter().zip(&self.left).position(|(p, left)| p > left) {
			let room = principals.iter().zip(&self.left).position(|(p, left)| p < left).unwrap();
			let moved =
				(principals[over] - self.left[over]).min(self.left[room] - principals[room]);
			principals[over] -= moved;
			principals[room] += moved;
		}
		paid.vault = [principals[0], parts(paid.interest, weights)[0]];
		self.balance -= paid.principal;
		for (left, part) in self.left.iter_mut().zip(principals) {
			*left -= part;
		}
		assert_eq!(self.left.iter().sum::<u128>(), self.balance);
	}

	/// Pays one instalment, from the loan's reserve or not.
	fn pay(&mut self, now: u64, drawn: bool) -> Option<Paid> {
		let loan = self.deal.loan(Seconds(self.origination));
		let debt = Debt { windows_paid: self.windows_paid, balance: UsdaiAmount(self.balance) };
		let window = loan.window(debt).ok()?;
		let deadline = loan.schedule().deadline(self.windows_paid)?.get() - self.offset;
		let RepaymentTerms { grace_rate, grace_duration, .. } = self.deal.repayment;
		let late = now.saturating_sub(deadline).min(grace_duration.get());
		let grace = U256::from(self.balance) * U256::from(grace_rate.get()) * U256::from(late);
		let mut paid = Paid {
			principal: window.principal.get(),
			interest: window.interest.get() + up(grace, UNIT),
			..Default::default()
		};
		if now > deadline {
			let due = U256::from(paid.principal + paid.interest);
			paid.fees = up(due * U256::from(self.deal.late_fee.get()), 1_000_000);
		}
		let first = self.charged <= self.windows_paid;
		paid.charges = self.charges(|levy| first || !levy.comes_first);
		self.charged = self.charged.max(self.windows_paid + 1);
		self.split(&mut paid);
		self.windows_paid += 1;
		if !drawn {
			self.own = self.windows_paid;
		}
		Some(paid)
	}

	/// Repays principal ahead of time.
	fn prepay(&mut self, amount: u128, now: u64) -> Paid {
		let loan = self.deal.loan(Seconds(self.origination));
		let opens = loan.schedule().opens(self.windows_paid).unwrap().get() - self.offset;
		let principal = amount.min(self.balance);
		let open = now.saturating_sub(opens);
		let interest = U256::from(principal) * U256::from(loan.rate().get()) * U256::from(open);
		let mut paid = Paid { principal, ..Default::default() };
		if open > 0 {
			paid.interest = up(interest, UNIT) + 1;
		}
		let fee = U256::from(principal) * U256::from(self.deal.exit_fee.get());
		paid.fees = up(fee, 1_000_000);
		if open > 0 && self.charged <= self.windows_paid {
			paid.charges = self.charges(|levy| levy.comes_first);
			self.charged = self.windows_paid + 1;
		}
		self.split(&mut paid);
		paid
	}

	/// What payees take of the balance, those that do.
	fn charges(&self, takes: impl Fn(&Levy) -> bool) -> Vec<u128> {
		let charge = |levy: &Levy| match takes(levy) {
			true => levy.fee.on(UsdaiAmount(self.balance)).unwrap().get(),
			false => 0,
		};
		self.deal.charges.iter().map(charge).collect()
	}
}

/// A quotient, rounded up.
fn up(dividend: U256, divisor: u128) -> u128 {
	((dividend + U256::from(divisor - 1)) / U256::from(divisor)).as_u128()
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
			charged: 0,
			own: 0,
			balance: deal.principal(),
			left: deal.tranches.iter().map(|tranche| tranche.amount).collect(),
		};
		self.enter(&entry);
		self.loans.push(Live { deal, progress, entry, alone });
	}

	fn pay(&mut self, which: usize, windows: u32, drawn: bool) {
		self.settle(which, |live, paying, now, parts| {
			let before = live.progress;
			let Ok(mut payment) = before.pay(paying, windows, now, parts) else {
				let left = paying.loan.schedule().count() - before.windows_paid;
				assert!(left < windows);
				return None;
			};
			if drawn {
				payment.progress = payment.progress.drawn_since(&before);
			}
			let alone = &mut live.alone;
			let counted = alone.worth(now.get()).undivided;
			let paid = (0..windows).map(|_| alone.pay(now.get(), drawn).unwrap()).collect();
			Some((payment, paid, counted))
		});
	}

	fn prepay(&mut self, which: usize, amount: u128) {
		self.settle(which, |live, paying, now, parts| {
			if live.progress.windows_late(paying.loan.schedule(), now) > 0 {
				return None;
			}
			let payment = live.progress.prepay(paying, UsdaiAmount(amount), now, parts).unwrap();
			let before = live.alone.worth(now.get()).undivided;
			let paid = live.alone.prepay(amount, now.get());
			// The rest goes on as if what was repaid had never been.
			Some((payment, vec![paid], before - live.alone.worth(now.get()).undivided))
		});
	}

	/// Settles a payment that the chain and the loan alone work out by themselves.
	fn settle(
		&mut self,
		which: usize,
		pay: impl FnOnce(
			&mut Live,
			&Paying<'_>,
			Seconds,
			&mut Parts,
		) -> Option<(Payment, Vec<Paid>, U256)>,
	) {
		let now = Seconds(self.now());
		assert_eq!(self.book.settles_at(Seconds(self.block)), now);
		let value = self.book.value(Seconds(self.block)).unwrap();
		let mut live = self.loans.swap_remove(which);
		let (deal, entry) = (live.deal.clone(), live.entry);
		let loan = deal.loan(live.progress.origination);
		let left = live.alone.left.iter().copied().map(UsdaiAmount).collect::<Vec<_>>();
		let paying = deal.paying(&loan, &entry, &left);
		let mut parts = Parts::default();
		let before = live.progress;
		let Some((payment, alone, counted)) = pay(&mut live, &paying, now, &mut parts) else {
			return self.loans.push(live);
		};
		let Payment { progress, receipt, .. } = payment;
		let sum = |of: &dyn Fn(&Paid) -> u128| alone.iter().map(of).sum::<u128>();
		let all = [sum(&|paid| paid.principal), sum(&|paid| paid.interest)];
		let part = [sum(&|paid| paid.vault[0]), sum(&|paid| paid.vault[1])];
		assert_eq!([payment.principal.get(), payment.interest.get()], all);
		assert_eq!(payment.fees.get(), sum(&|paid| paid.fees));
		for (place, charge) in parts.charges.iter().enumerate() {
			let each = |paid: &Paid| paid.charges.get(place).copied().unwrap_or_default();
			assert_eq!(charge.get(), sum(&each));
		}
		assert_eq!(payment.charges.get(), sum(&|paid| paid.charges.iter().sum()));
		// The parts of all tranches are the whole, and the first is the vault's.
		let lenders = |of: fn(&Claim) -> u128| parts.lenders.iter().map(of).sum::<u128>();
		assert_eq!([lenders(|part| part.principal), lenders(|part| part.interest)], all);
		assert_eq!([parts.lenders[0].principal, parts.lenders[0].interest], part);
		let beside: u128 = parts.lenders[1..].iter().map(|part| part.total().unwrap()).sum();
		assert_eq!(payment.beside(), Ok(UsdaiAmount(beside + payment.charges.get())));
		assert_eq!(receipt.principal.get(), part[0]);
		// What the book had counted is no income anew.
		assert_eq!(receipt.accrued.get(), part[1].min((counted / U256::from(UNIT)).as_u128()));
		assert_eq!(receipt.total().unwrap().get(), part[0] + part[1] + payment.fees.get());
		assert_eq!(progress.balance.get(), live.alone.balance);
		assert_eq!(progress.vault.get(), live.alone.left[0]);
		assert_eq!(progress.paid_by_borrower(), live.alone.own);
		assert_eq!(progress.interest_paid.get(), before.interest_paid.get() + all[1]);

		self.leave(&entry);
		if !progress.is_over() {
			live.progress = progress;
			live.entry = live.deal.entry(&progress).unwrap();
			let entry = live.entry;
			self.loans.push(live);
			self.enter(&entry);
		}
		// What a deposit counts does not fall on a payment, nor does what a redemption counts, when
		// late seconds bear as much as the others.
		if deal.repayment.grace_rate < loan.rate() {
			return;
		}
		let after = self.book.value(Seconds(self.block)).unwrap();
		let optimistic = |value: BookValue| value.optimistic.get() + value.accrued.get();
		assert!(optimistic(after) + receipt.total().unwrap().get() >= optimistic(value));
		assert!(after.conservative.get() + receipt.principal.get() >= value.conservative.get());
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
	Pay(Index, u32, bool),
	Prepay(Index, u128),
	Wait(u64),
	Pause(u64),
}

fn step() -> impl Strategy<Value = Step> {
	prop_oneof![
		2 => deal().prop_map(|deal| Step::Lend(Box::new(deal))),
		5 => (any::<Index>(), 1u32..4, prop::bool::weighted(0.2)).prop_map(|(which, windows, drawn)| Step::Pay(which, windows, drawn)),
		1 => (any::<Index>(), 1u32..40).prop_map(|(which, windows)| Step::Pay(which, windows, false)),
		2 => (any::<Index>(), 1..UNIT << 22).prop_map(|(which, amount)| Step::Prepay(which, amount)),
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
				Step::Pay(which, windows, drawn) if !chain.loans.is_empty() => {
					chain.pay(which.index(chain.loans.len()), windows, drawn)
				},
				Step::Prepay(which, amount) if !chain.loans.is_empty() => {
					chain.prepay(which.index(chain.loans.len()), amount)
				},
				Step::Pay(..) | Step::Prepay(..) => {},
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
