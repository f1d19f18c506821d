//! The laws of the loan book and of what is in it.

mod chain;
mod demand;
mod extremes;
mod payments;

use caliber_finance::{
	book::{
		highest_ltv, Accrual, Ageing, Aging, Book, DayBucket, Entry, EntryTerms, Levies, Levy,
		Line, Parts, Paying, Progress, Security, Speed, AGEING_DAYS, MAX_CHARGES, STAGES,
	},
	collateral::{later, ltv, CurvePoint},
	fees::Fee,
	instalment::{Debt, Loan, Model, RepaymentTerms, Window},
	insurance::least_cover,
	schedule::{ScheduleTerms, MAX_WINDOWS},
	tranches::Tranche,
	units::{Day, Ppm, RatePerSecond, Seconds, UsdCents, UsdaiAmount},
	FinanceError,
};
use proptest::prelude::*;

const DAY: u64 = 86_400;
const UNIT: u128 = 1_000_000_000_000_000_000;
/// 1 December 2026, 08:00 UTC.
const START: u64 = 1_796_112_000;

fn parts() -> Parts {
	Default::default()
}

/// What two sides agree on, and what stands behind it.
#[derive(Clone, Debug)]
struct Deal {
	tranches: Vec<Tranche>,
	due_day: u8,
	duration_days: u32,
	utc_offset_seconds: i32,
	repayment: RepaymentTerms,
	ageing: Ageing,
	security: Security,
	late_fee: Ppm,
	exit_fee: Ppm,
	charges: Vec<Levy>,
	seniors_first: bool,
}

impl Deal {
	fn principal(&self) -> u128 {
		self.tranches.iter().map(|tranche| tranche.amount).sum()
	}

	fn schedule(&self, origination: Seconds) -> ScheduleTerms {
		ScheduleTerms {
			origination,
			due_day: self.due_day,
			duration_days: self.duration_days,
			utc_offset_seconds: self.utc_offset_seconds,
		}
	}

	fn loan(&self, origination: Seconds) -> Loan<'_> {
		Loan::new(self.schedule(origination), self.repayment, &self.tranches).unwrap()
	}

	fn begun(&self, origination: Seconds, paused: Seconds) -> Progress {
		Progress::begun(origination, paused, UsdaiAmount(self.principal()), &self.tranches)
	}

	fn entry(&self, progress: &Progress) -> Result<Entry, FinanceError> {
		Entry::new(&EntryTerms {
			schedule: self.loan(progress.origination).schedule(),
			tranches: &self.tranches,
			grace: self.repayment.grace_duration,
			ageing: &self.ageing,
			security: &self.security,
			progress,
			impaired: None,
		})
	}

	/// As a payment needs to know it.
	fn paying<'a>(
		&'a self,
		loan: &'a Loan<'a>,
		entry: &'a Entry,
		left: &'a [UsdaiAmount],
	) -> Paying<'a> {
		let levies =
			Levies { late_fee: self.late_fee, exit_fee: self.exit_fee, charges: &self.charges };
		Paying { loan, entry, levies, left, seniors_first: self.seniors_first }
	}

	/// What the tranches have left at first.
	fn left(&self) -> Vec<UsdaiAmount> {
		self.tranches.iter().map(|tranche| UsdaiAmount(tranche.amount)).collect()
	}
}

fn deal() -> impl Strategy<Value = Deal> {
	let tranche = (1..10 * 1_000_000 * UNIT, 1u64..20_000_000_000)
		.prop_map(|(amount, rate)| Tranche { amount, rate: RatePerSecond(rate) });
	let later =
		(prop_oneof![2 => Just(0), 1 => 0u32..12], prop_oneof![2 => Just(0), 1 => 0..UNIT << 22]);
	let kind = (any::<bool>(), any::<bool>(), later);
	let repayment = (kind, 0u64..30_000_000_000, DAY..30 * DAY).prop_map(
		|((simple, principal_in_stub, (interest_only, balloon)), grace_rate, grace)| {
			RepaymentTerms {
				model: if simple { Model::Simple } else { Model::Amortized },
				principal_in_stub,
				interest_only,
				balloon: UsdaiAmount(balloon),
				grace_rate: RatePerSecond(grace_rate),
				grace_duration: Seconds(grace),
			}
		},
	);
	let ageing = (0..=1_000_000u32, 0..=1_000_000u32, 0..=1_000_000u32).prop_map(|(f, a, b)| {
		Ageing { forced_haircut: Ppm(f), class_haircuts: [a.min(b), a.max(b)].map(Ppm) }
	});
	let worth = || (0..30 * 1_000_000 * UNIT).prop_map(UsdaiAmount);
	let security = (worth(), worth(), worth(), any::<u64>()).prop_map(
		|(orderly, forced, cover, cover_until)| Security {
			lendable: orderly,
			orderly,
			forced,
			cover,
			cover_until: Seconds(cover_until),
		},
	);
	let schedule = (1u8..=31, 1u32..1_200, -43_200i32..=50_400);
	let charge = (0..UNIT as u64 / 100, any::<bool>())
		.prop_map(|(rate, comes_first)| Levy { fee: Fee::Ratio(rate), comes_first });
	let charges = prop::collection::vec(charge, 0..=MAX_CHARGES);
	let levies = (0..50_000u32, 0..50_000u32, charges, any::<bool>());
	(prop::collection::vec(tranche, 1..4), schedule, repayment, (ageing, security), levies)
		.prop_map(
			|(
				tranches,
				(due_day, duration_days, utc_offset_seconds),
				repayment,
				behind,
				levies,
			)| {
				let ((ageing, security), (late_fee, exit_fee, charges, seniors_first)) =
					(behind, levies);
				Deal {
					tranches,
					due_day,
					duration_days,
					utc_offset_seconds,
					repayment,
					ageing,
					security,
					late_fee: Ppm(late_fee),
					exit_fee: Ppm(exit_fee),
					charges,
					seniors_first,
				}
			},
		)
}

/// An entry of any dates around day 1,000.
fn entry() -> impl Strategy<Value = Entry> {
	let amount = 0..1_000_000_000 * UNIT;
	(900u32..1_100, 0u32..200, 0..u128::MAX >> 32, prop::array::uniform5(amount)).prop_map(
		|(start, length, speed, mut amounts)| {
			amounts.sort();
			let [third, second, first, high, principal] = amounts.map(UsdaiAmount);
			let (start, stop) = (Day(start), Day(start + length));
			Entry { start, stop, speed: Speed(speed), principal, low: [first, second, third], high }
		},
	)
}

fn entries() -> impl Strategy<Value = Vec<Entry>> {
	prop::collection::vec(entry(), 0..8)
}

fn book_at(day: u32, entries: &[Entry]) -> Book {
	let empty = Book { cursor: Day(day), ..Book::default() };
	entries.iter().fold(empty, |book, entry| book.with(entry).unwrap())
}

fn bucket_of(entries: &[Entry]) -> DayBucket {
	let add =
		|bucket: DayBucket, entry| bucket.with_stop(entry).unwrap().with_start(entry).unwrap();
	entries.iter().fold(DayBucket::default(), add)
}

/// One entry in the place of another leaves the book and the bucket of its stop as if the other had never
/// been there, and the book is worth what its entries are.
fn replaces(others: &[Entry], entry: &Entry, next: &Entry, day: u32) -> Result<(), TestCaseError> {
	let all = [others, &[*next]].concat();
	let book = book_at(day, others).with(entry).unwrap();
	let book = book.without(entry).unwrap().with(next).unwrap();
	prop_assert_eq!(book, book_at(day, &all));
	prop_assert_eq!(book.without(next), Some(book_at(day, others)));
	let bucket = bucket_of(others).with_stop(entry).unwrap();
	let bucket = bucket.without_stop(entry).unwrap().with_stop(next).unwrap();
	prop_assert_eq!(bucket.stopping, bucket_of(&all).stopping);
	let sum = |of: &dyn Fn(&Entry) -> UsdaiAmount| all.iter().map(|each| of(each).get()).sum();
	prop_assert_eq!(book.principal.get(), sum(&|each| each.principal));
	prop_assert_eq!(book.conservative.get(), sum(&|each| each.conservative(Day(day))));
	prop_assert_eq!(book.optimistic.get(), sum(&|each| each.optimistic(Day(day))));
	let now = Day(day).start();
	let accrued: u128 = sum(&|each| each.accrued(now).unwrap());
	let counted = book.accrual.at(now).unwrap().get();
	// Less than a unit is lost of each, but of all together only once.
	prop_assert!(accrued <= counted && counted <= accrued + all.len() as u128);
	Ok(())
}

proptest! {
	#![proptest_config(crate::cases::config())]

	#[test]
	fn sums_should_be_those_of_the_parts_when_books_are_put_together(
		one in entries(), other in entries(), day in 850u32..1_500
	) {
		let (a, b) = (book_at(day, &one), book_at(day, &other));
		let both = book_at(day, &[other.clone(), one.clone()].concat());
		prop_assert_eq!(both.loans, a.loans + b.loans);
		prop_assert_eq!(both.principal.get(), a.principal.get() + b.principal.get());
		prop_assert_eq!(both.conservative.get(), a.conservative.get() + b.conservative.get());
		prop_assert_eq!(both.optimistic.get(), a.optimistic.get() + b.optimistic.get());
		prop_assert_eq!(both.accrual, Accrual {
			speed: a.accrual.speed + b.accrual.speed,
			moment: a.accrual.moment + b.accrual.moment,
			frozen: a.accrual.frozen + b.accrual.frozen,
		});
		let (a, b) = (bucket_of(&one).stopping, bucket_of(&other).stopping);
		let both = bucket_of(&[other, one].concat()).stopping;
		for (stage, fall) in both.falls().into_iter().enumerate() {
			let (a, b) = (a.falls()[stage], b.falls()[stage]);
			prop_assert_eq!(fall.from.get(), a.from.get() + b.from.get());
			prop_assert_eq!(fall.to.get(), a.to.get() + b.to.get());
		}
		prop_assert_eq!(both.moment, a.moment + b.moment);
		prop_assert_eq!(both.high.get(), a.high.get() + b.high.get());
	}

	#[test]
	fn taking_out_should_leave_what_was_there_when_it_was_put_in_before(
		others in entries(), entry in entry(), day in 850u32..1_500, offer in any::<u64>()
	) {
		let book = book_at(day, &others);
		prop_assert_eq!(book.with(&entry).unwrap().without(&entry), Some(book));
		let offer = UsdaiAmount(offer.into());
		prop_assert_eq!(book.with_offer(offer).unwrap().without_offer(offer), Some(book));
		let bucket = bucket_of(&others);
		prop_assert_eq!(bucket.with_stop(&entry).unwrap().without_stop(&entry), Some(bucket));
		prop_assert_eq!(bucket.with_start(&entry).unwrap().without_start(&entry), Some(bucket));
		prop_assert_eq!(bucket.begun().stopping, bucket.stopping);

		let (speed, began) = (entry.speed.wide(), entry.speed.earned(Day(0), entry.start.start()));
		let begun = book.accrual.begun(speed, began).unwrap();
		prop_assert_eq!(begun.undone(speed, began), Some(book.accrual));
		let stopped = begun.stopped(speed, began, entry.stop).unwrap();
		prop_assert_eq!(stopped.thawed(entry.earned(Seconds::MAX)), Some(book.accrual));
	}

	#[test]
	fn more_should_not_be_taken_out_than_is_in(
		others in entries(), entry in entry(), day in 850u32..1_500
	) {
		prop_assert_eq!(book_at(day, &[]).without(&entry), None);
		prop_assert_eq!(DayBucket::default().without_start(&entry), None);
		prop_assert_eq!(DayBucket::default().without_stop(&entry), None);
		let more = Entry { principal: UsdaiAmount(1 << 120), ..entry };
		prop_assert_eq!(book_at(day, &others).without(&more), None);
		prop_assert_eq!(bucket_of(&others).without_stop(&more), None);
		let offer = UsdaiAmount(1);
		prop_assert_eq!(book_at(day, &others).without_offer(offer), None);
	}

	#[test]
	fn entry_should_count_the_same_when_it_comes_before_days_pass_or_after(
		entry in entry(), from in 850u32..1_000, days in 0u32..500
	) {
		let mut book = book_at(from, &[entry]);
		let bucket = |day: u32| {
			let mut bucket = DayBucket::default();
			if day == entry.start.get() && day > from {
				bucket = bucket.with_start(&entry).unwrap();
			}
			if day == entry.stop.get() {
				bucket = bucket.with_stop(&entry).unwrap();
			}
			(!bucket.is_empty()).then_some(bucket)
		};
		for day in from + 1..=from + days {
			let [first, second] = AGEING_DAYS;
			book = book.passed(Day(day), &[0, first, second].map(|back| bucket(day - back))).unwrap();
		}
		prop_assert_eq!(book, book_at(from + days, &[entry]));
	}

	#[test]
	fn marks_should_fall_and_stay_below_the_principal(deal in deal(), paid in 0u32..40) {
		let mut progress = deal.begun(Seconds(START), Seconds::ZERO);
		let loan = deal.loan(progress.origination);
		let entry = deal.entry(&progress).unwrap();
		let paid = paid.min(loan.schedule().count() - 1);
		let left = deal.left();
		let paying = deal.paying(&loan, &entry, &left);
		progress = progress.pay(&paying, paid, Seconds(START), &mut parts()).unwrap().progress;
		let entry = deal.entry(&progress).unwrap();
		let [first, second, third] = entry.low;
		prop_assert!(third <= second && second <= first && first <= entry.high);
		prop_assert!(entry.high <= entry.principal && entry.start <= entry.stop);

		let mut before = entry.conservative(Day(0));
		prop_assert_eq!(before, progress.vault);
		for day in entry.stop.get() - 1..entry.stop.get() + 100 {
			let (low, high) = (entry.conservative(Day(day)), entry.optimistic(Day(day)));
			prop_assert!(low <= before && low <= high);
			before = low;
		}

		// Harsher haircuts and less security never raise a mark.
		let mut harsher = deal.clone();
		harsher.ageing.forced_haircut.0 = (deal.ageing.forced_haircut.get() + 1_000_000) / 2;
		harsher.ageing.class_haircuts[1] = Ppm(1_000_000);
		harsher.security.orderly.0 /= 2;
		harsher.security.cover.0 /= 2;
		let harsher = harsher.entry(&progress).unwrap();
		prop_assert!(entry.low.iter().zip(harsher.low).all(|(mark, less)| less <= *mark));
		prop_assert!(harsher.high <= entry.high);
	}

	#[test]
	fn several_instalments_should_take_what_they_take_one_by_one(
		deal in deal(), one in 0u32..20, other in 0u32..20, late in 0u64..100 * DAY
	) {
		let begun = deal.begun(Seconds(START), Seconds::ZERO);
		let loan = deal.loan(begun.origination);
		let entry = deal.entry(&begun).unwrap();
		let now = Seconds(START + late);
		let left = deal.left();
		let paying = deal.paying(&loan, &entry, &left);
		let Ok(both) = begun.pay(&paying, one + other, now, &mut parts()) else {
			return Ok(());
		};
		let first = begun.pay(&paying, one, now, &mut parts()).unwrap();
		let second = first.progress.pay(&paying, other, now, &mut parts()).unwrap();
		prop_assert_eq!(both.progress, second.progress);
		prop_assert_eq!(both.principal.get(), first.principal.get() + second.principal.get());
		prop_assert_eq!(both.interest.get(), first.interest.get() + second.interest.get());
		prop_assert_eq!(both.fees.get(), first.fees.get() + second.fees.get());
		prop_assert_eq!(both.charges.get(), first.charges.get() + second.charges.get());
		let lenders = both.principal.get() + both.interest.get();
		let all = lenders + both.fees.get() + both.charges.get();
		prop_assert_eq!(both.total().unwrap().get(), all);
	}

	#[test]
	fn most_should_be_the_last_principal_that_value_and_cover_carry(
		lendable in 1u128..1 << 100, cover in 0u128..1 << 100,
		max_ltv in 1u32..=800_000, min_cover in 1u32..2_000_000,
	) {
		let security = Security {
			lendable: UsdaiAmount(lendable),
			cover: UsdaiAmount(cover),
			..Security::NOTHING
		};
		let (max_ltv, min_cover) = (Ppm(max_ltv), Ppm(min_cover));
		let carries = |principal: u128| {
			security.ltv(UsdaiAmount(principal)).is_ok_and(|ltv| ltv <= max_ltv)
				&& least_cover(UsdaiAmount(principal), min_cover) <= security.cover
		};
		let most = security.most(max_ltv, min_cover).get();
		prop_assert!(carries(most));
		prop_assert!(!carries(most + 1));
		let free = Security { cover: UsdaiAmount::ZERO, ..security }.most(max_ltv, Ppm(0));
		prop_assert_eq!(free.get(), lendable * u128::from(max_ltv.get()) / 1_000_000);
	}

	#[test]
	fn highest_ltv_should_be_that_of_the_worst_due_date_when_each_is_looked_at(
		deal in deal(), ends in (1u32..4_000, 0u32..=1_000_000),
		parts in prop::collection::vec((1u64..300, 0u32..3_000), 1..6),
	) {
		// Hundredths of the principal.
		let cents = u64::try_from(deal.principal() / (UNIT / 100)).unwrap();
		let items: Vec<_> =
			parts.into_iter().map(|(part, age)| (cents / 100 * part + 1, age)).collect();
		let curve = [(0, 1_000_000), (ends.0, ends.1)]
			.map(|(age_days, retained)| CurvePoint { age_days, retained: Ppm(retained) });
		let loan = deal.loan(Seconds(START));
		let principal = UsdaiAmount(deal.principal());
		let mut debt = Debt { windows_paid: 0, balance: principal };
		let mut highest = Ok(Ppm::ZERO);
		while debt.windows_paid < loan.schedule().count() {
			let due = loan.schedule().deadline(debt.windows_paid).unwrap().get();
			let days = (due - START).div_ceil(DAY) as u32;
			let value: u128 = items
				.iter()
				.map(|(cents, age)| later(&curve, UsdCents(*cents), *age, age + days).unwrap())
				.map(|cents| u128::from(cents.get()) * UNIT / 100)
				.sum();
			let ratio = ltv(debt.balance.get(), value)
				.and_then(|ratio| u32::try_from(ratio).map_err(|_| FinanceError::Overflow));
			highest = highest.and_then(|highest: Ppm| Ok(highest.max(Ppm(ratio?))));
			debt.balance.0 -= loan.window(debt).unwrap().principal.get();
			debt.windows_paid += 1;
		}
		let aging = items.iter().map(|(cents, age_days)| Aging {
			lendable: UsdCents(*cents),
			age_days: *age_days,
		});
		let mut places = [Window::default(); MAX_WINDOWS];
		let found = highest_ltv(&loan, principal, &curve, aging, Seconds(START), &mut places);
		prop_assert_eq!(found, highest);
	}

	#[test]
	fn lines_should_repay_the_debt_and_cost_the_payoff_when_paid_at_once(deal in deal()) {
		let begun = deal.begun(Seconds(START), Seconds::ZERO);
		let loan = deal.loan(begun.origination);
		let entry = deal.entry(&begun).unwrap();
		let (mut debt, mut sum, mut principal) = (begun.debt(), 0, 0);
		while !debt.balance.is_zero() {
			let line = Line::of(&loan, debt, loan.window(debt).unwrap()).unwrap();
			prop_assert_eq!(Line::at(&loan, debt, line.due), Ok(line));
			prop_assert_eq!(line.due, loan.schedule().deadline(line.window).unwrap());
			prop_assert_eq!(line.balance.get() + line.principal.get(), debt.balance.get());
			let late = Line::at(&loan, debt, Seconds(line.due.get() + DAY)).unwrap();
			prop_assert!(late.interest >= line.interest && late.principal == line.principal);
			sum += line.principal.get() + line.interest.get();
			principal += line.principal.get();
			debt = line.leaves();
		}
		prop_assert_eq!(principal, deal.principal());
		// At once, the principal and maybe a fee; at the end, all of it and grace.
		let left = deal.left();
		let paying = deal.paying(&loan, &entry, &left);
		let exit = u128::from(deal.exit_fee.get());
		let fee = (deal.principal() * exit).div_ceil(1_000_000);
		let at_once = begun.payoff(&paying, Seconds(START)).unwrap();
		prop_assert_eq!(at_once.get(), deal.principal() + fee);
		let deadline = |k| loan.schedule().deadline(k).unwrap();
		let last = deadline(loan.schedule().count() - 1);
		prop_assert!(begun.payoff(&paying, Seconds(last.get() + 1)).unwrap().get() >= sum);
		prop_assert_eq!(begun.windows_late(loan.schedule(), deadline(0)), 0);
		let after_first = Seconds(deadline(0).get() + 1);
		prop_assert_eq!(begun.windows_late(loan.schedule(), after_first), 1);
		let late = begun.pay(&paying, 1, after_first, &mut parts()).unwrap();
		let rest = match late.progress.is_over() {
			true => 0,
			false => late.progress.payoff(&paying, after_first).unwrap().get(),
		};
		let payoff = begun.payoff(&paying, after_first).unwrap();
		prop_assert_eq!(payoff.get(), late.total().unwrap().get() + rest);
	}

	#[test]
	fn entry_should_stop_at_what_is_left_when_a_default_is_paid(
		others in entries(), entry in entry(), principal in 0..UNIT << 30,
		part in prop_oneof![0..10u128, any::<u128>()], day in 850u32..1_500,
	) {
		// Some of what it has earned, or all of it, is left.
		let earned = entry.accrued(Seconds::MAX).unwrap().get();
		let (principal, accrued) = (UsdaiAmount(principal), UsdaiAmount(part % (earned + 1)));
		let left = entry.reduced(principal, accrued).unwrap();
		prop_assert_eq!(left, Entry { principal, speed: left.speed, ..entry });
		let counts = left.accrued(Seconds::MAX).unwrap();
		prop_assert!(counts <= accrued && counts.get() + 1 >= accrued.get());
		// Nothing is earned before its start or after its stop, nor more from day to day.
		prop_assert_eq!(left.accrued(entry.start.start()), Some(UsdaiAmount::ZERO));
		prop_assert_eq!(left.accrued(entry.stop.start()), Some(counts));
		// The same again changes nothing by more than the unit.
		let again = left.reduced(principal, counts).unwrap();
		prop_assert!(again.accrued(Seconds::MAX).unwrap().get() + 1 >= counts.get());
		prop_assert!(again.speed.0 <= left.speed.0);
		replaces(&others, &entry, &left, day)?;
		// What is awaited of it is the same for deposits, and nothing for redemptions.
		let awaits = entry.awaiting(principal, accrued).unwrap();
		let none = [UsdaiAmount::ZERO; STAGES];
		prop_assert_eq!(awaits, Entry { low: none, high: principal, ..left });
		prop_assert_eq!(awaits.whole_interest(), counts);
		replaces(&others, &entry, &awaits, day)?;
	}

	#[test]
	fn entry_should_count_for_deposits_alone_when_all_that_is_left_is_awaited(
		others in entries(), entry in entry(), amount in 0..UNIT << 30, day in 850u32..1_500,
		later in 0u32..400,
	) {
		let amount = UsdaiAmount(amount);
		let awaiting = entry.awaiting(amount, UsdaiAmount::ZERO).unwrap();
		let low = [UsdaiAmount::ZERO; 3];
		let expected = Entry { principal: amount, speed: Speed(0), low, high: amount, ..entry };
		prop_assert_eq!(awaiting, expected);
		prop_assert_eq!(awaiting.accrued(Seconds::MAX), Some(UsdaiAmount::ZERO));
		let day_after = Day(entry.stop.get() + later);
		prop_assert_eq!(awaiting.conservative(day_after), UsdaiAmount::ZERO);
		prop_assert_eq!(awaiting.optimistic(day_after), amount);
		replaces(&others, &entry, &awaiting, day)?;
	}

	#[test]
	fn security_should_add_up_item_by_item(worth in prop::collection::vec(any::<[u64; 5]>(), 0..16)) {
		let mut all = Security::NOTHING;
		for item in &worth {
			let [lendable, orderly, forced, cover, _] = item.map(|a| UsdaiAmount(a.into()));
			let cover_until = Seconds(item[4]);
			all = all.with(&Security { lendable, orderly, forced, cover, cover_until }).unwrap();
		}
		let sum = |n: usize| worth.iter().map(|item| u128::from(item[n])).sum::<u128>();
		let sums = [all.lendable, all.orderly, all.forced, all.cover].map(UsdaiAmount::get);
		prop_assert_eq!(sums, [sum(0), sum(1), sum(2), sum(3)]);
		let first_end = worth.iter().map(|item| item[4]).min().unwrap_or(u64::MAX);
		prop_assert_eq!(all.cover_until.get(), first_end);
	}
}

/// A loan of a hundred that is due on a day of the month, with grace of ten days.
fn example(tranches: &[u128], due_day: u8) -> Deal {
	let rate = RatePerSecond(4_756_468_798);
	Deal {
		tranches: tranches.iter().map(|a| Tranche { amount: a * UNIT, rate }).collect(),
		due_day,
		duration_days: 365,
		utc_offset_seconds: 0,
		repayment: RepaymentTerms {
			model: Model::Amortized,
			principal_in_stub: false,
			interest_only: 0,
			balloon: UsdaiAmount::ZERO,
			grace_rate: rate,
			grace_duration: Seconds(10 * DAY),
		},
		ageing: Ageing { forced_haircut: Ppm(0), class_haircuts: [Ppm(100_000), Ppm(700_000)] },
		security: Security { forced: UsdaiAmount(1_000 * UNIT), ..Security::NOTHING },
		late_fee: Ppm(0),
		exit_fee: Ppm(0),
		charges: vec![],
		seniors_first: false,
	}
}

#[test]
fn interest_should_stand_where_it_is_left_to_the_unit() {
	let entry = |days: u32| Entry {
		start: Day(1_000),
		stop: Day(1_000 + days),
		speed: Speed(1),
		principal: UsdaiAmount(UNIT),
		low: [UsdaiAmount(3), UsdaiAmount(2), UsdaiAmount(1)],
		high: UsdaiAmount(4),
	};
	let counts = |days: u32, accrued: u128| {
		let left = entry(days).reduced(UsdaiAmount(5), UsdaiAmount(accrued));
		left.map(|left| left.accrued(Seconds::MAX).unwrap().get())
	};
	// A speed of 10^18 by 86,400 is whole.
	assert_eq!(counts(1, 86_400 * UNIT), Ok(86_400 * UNIT));
	assert_eq!((counts(1, 27), counts(1, 1)), (Ok(27), Ok(0)));
	assert_eq!((counts(1, 0), counts(0, 0)), (Ok(0), Ok(0)));
	// What was not earned in no time cannot stand there.
	assert_eq!(counts(0, 1), Err(FinanceError::Overflow));
	assert_eq!(counts(1, u128::MAX), Err(FinanceError::Overflow));
}

#[test]
fn juniors_should_lose_first_when_a_class_takes_its_haircut() {
	let marks = |tranches: &[u128]| {
		let deal = example(tranches, 1);
		let entry = deal.entry(&deal.begun(Seconds(START), Seconds::ZERO)).unwrap();
		entry.low.map(|mark| mark.get() / UNIT)
	};
	assert_eq!(marks(&[100]), [100, 90, 30]);
	assert_eq!(marks(&[80, 20]), [80, 80, 30]);
	assert_eq!(marks(&[25, 25, 50]), [25, 25, 25]);
}

#[test]
fn loans_should_stop_by_the_pause_later_when_repayment_was_paused() {
	// protocol.md 8: paused from day 10 to day 40; due on schedule days 5, 20 and 38.
	let first_day = Seconds(START).day().get();
	let book = Book::default().after_pause(Seconds(30 * DAY));
	for (due_day, windows, stops) in [(6, 0, 45), (21, 0, 60), (8, 1, 78)] {
		let deal = example(&[100], due_day);
		let begun = deal.begun(Seconds(START), Seconds::ZERO);
		let (loan, entry) = (deal.loan(begun.origination), deal.entry(&begun).unwrap());
		let left = deal.left();
		let paid = begun
			.pay(&deal.paying(&loan, &entry, &left), windows, Seconds(START), &mut parts())
			.unwrap()
			.progress;
		let stop = deal.entry(&paid).unwrap().stop.start();
		assert_eq!(book.in_block_time(&paid, stop).day().get() - first_day, stops);
	}
}

#[test]
fn loan_should_stop_when_it_would_begin_if_grace_holds_no_midnight() {
	// Due on the day of the origination, 18:30 UTC.
	let mut deal = Deal { utc_offset_seconds: 19_800, ..example(&[100], 2) };
	deal.repayment.grace_duration = Seconds::ZERO;
	let entry = deal.entry(&deal.begun(Seconds(START), Seconds::ZERO)).unwrap();
	let tomorrow = Day(Seconds(START).day().get() + 1);
	assert_eq!((entry.start, entry.stop), (tomorrow, tomorrow));
	assert_eq!(entry.accrued(Seconds::MAX), Some(UsdaiAmount::ZERO));
}

#[test]
fn ageing_should_be_out_of_range_when_a_haircut_is_above_the_whole_or_below_the_one_before() {
	let ageing = |forced, classes: [u32; 2]| Ageing {
		forced_haircut: Ppm(forced),
		class_haircuts: classes.map(Ppm),
	};
	assert!(ageing(1_000_000, [1_000_000; 2]).in_range() && ageing(0, [1, 2]).in_range());
	for (forced, classes) in [(1_000_001, [0, 0]), (0, [2, 1]), (0, [0, 1_000_001])] {
		assert!(!ageing(forced, classes).in_range());
	}
}

#[test]
fn instalment_should_be_refused_when_none_is_left() {
	let deal = example(&[100], 1);
	let begun = deal.begun(Seconds(START), Seconds::ZERO);
	let (loan, entry) = (deal.loan(begun.origination), deal.entry(&begun).unwrap());
	let count = loan.schedule().count();
	let left = deal.left();
	let paying = deal.paying(&loan, &entry, &left);
	let pay = |windows| begun.pay(&paying, windows, Seconds(START), &mut parts());
	assert!(pay(count).unwrap().progress.is_over());
	assert_eq!(pay(count + 1), Err(FinanceError::NoWindowsLeft));
	let over = Progress { windows_paid: count, ..begun };
	assert_eq!(deal.entry(&over), Err(FinanceError::NoWindowsLeft));
	let line = Line::of(&loan, over.debt(), Default::default());
	assert_eq!(line, Err(FinanceError::NoWindowsLeft));
	assert_eq!(deal.security.ltv(UsdaiAmount(1)), Err(FinanceError::NoValue));
}
