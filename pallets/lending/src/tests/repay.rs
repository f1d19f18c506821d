//! Instalments come back.

use crate::{mock::*, Ask, Error, Event, Loans, Record, Status, MAX_WINDOWS};
use caliber_finance::{
	instalment::{Debt, Loan, Model},
	tranches::{Claim, Tranche},
};
use caliber_primitives::{
	ids::{ItemId, LoanId},
	testing::{on_call, world},
	units::{RatePerSecond, Seconds, UsdaiAmount},
	vault::Receipt,
};
use frame_support::{assert_noop, assert_ok};

/// Plays a loan to its end, each instalment so many seconds after its deadline, against finance.
fn play(ask: Ask, late: u64) {
	let loan = running(ask);
	let tranches = [Tranche { amount: ask.principal.get(), rate: ask.rate }];
	let finance = Loan::new(ask.schedule(START), ask.repayment, &tranches).unwrap();
	let windows = finance.schedule().count();
	let mut debt = Debt { windows_paid: 0, balance: ask.principal };
	let mut principal = 0;
	let mut interest = 0;
	let quoted = Lending::schedule(loan).unwrap();
	assert_eq!(quoted.len() as u32, windows);
	for k in 0..windows {
		let due = finance.schedule().deadline(k).unwrap();
		let now = Seconds(due.get() + late);
		settle_at(now);
		let mut dues = [Claim::default(); 1];
		let expected = finance.instalment(debt, now, &mut dues).unwrap();
		let next = Lending::next_due(loan).unwrap();
		assert_eq!(
			(next.window, next.due, next.principal, next.interest),
			(k, due, expected.principal, expected.interest)
		);
		if late == 0 {
			assert_eq!(next, quoted[k as usize]);
		}
		world(|w| w.receipts.clear());
		assert_ok!(repay(loan, 1));
		let receipt = world(|w| w.receipts[0].1);
		assert_eq!(receipt.principal, expected.principal);
		assert_eq!(receipt.accrued.get() + receipt.extra.get(), expected.interest.get());
		principal += expected.principal.get();
		interest += expected.interest.get();
		debt.windows_paid += 1;
		debt.balance = UsdaiAmount(debt.balance.get() - expected.principal.get());
		let left = Lending::book_value().unwrap().principal;
		assert_eq!(left, debt.balance);
	}
	assert_eq!(principal, ask.principal.get());
	let Some(Record::Repaid(over)) = Lending::record(loan) else { panic!("not over") };
	assert_eq!((over.principal, over.interest.get()), (ask.principal, interest));
	assert_eq!((over.borrower, over.at.get()), (BORROWER, Now::get()));
	world(|w| assert_eq!(w.items[&ItemId(0)].pledged_to, None));
	assert_eq!(Lending::book_value().unwrap(), Default::default());
	System::assert_last_event(
		Event::Closed {
			loan,
			borrower: BORROWER,
			principal: ask.principal,
			interest: UsdaiAmount(interest),
			returned: UsdaiAmount::ZERO,
		}
		.into(),
	);
}

#[test]
fn loan_should_follow_finance_to_the_unit_and_end_at_nothing_when_paid_each_month() {
	with_chain(|| play(ask(1_000_000), 0));
}

#[test]
fn loan_should_follow_finance_when_it_is_paid_late_or_on_other_terms() {
	with_chain(|| play(ask(1_000_000), 3 * DAY + 7));
	let simple = |a: Ask| {
		let mut a = a;
		a.repayment.model = Model::Simple;
		a
	};
	let cases = [
		Ask { due_day: 31, utc_offset_seconds: 34_200, ..ask(333_333) },
		simple(Ask { due_day: 17, utc_offset_seconds: -43_200, ..ask(77) }),
		Ask { duration_days: 30, due_day: 2, ..ask(5_000_000) },
	];
	for terms in cases {
		with_chain(|| play(terms, 0));
	}
}

#[test]
fn payment_should_be_told_in_figures_when_a_stranger_makes_it() {
	with_chain(|| {
		let loan = running(ask(1_000));
		settle_at(day(31));
		let due = Lending::next_due(loan).unwrap();
		assert_ok!(repay(loan, 1));
		let receipt = world(|w| w.receipts.last().copied().unwrap());
		assert_eq!(receipt.0, STRANGER);
		System::assert_last_event(
			Event::Paid {
				loan,
				payer: Some(STRANGER),
				windows: 1,
				principal: due.principal,
				interest: due.interest,
				receipt: receipt.1,
				fees: UsdaiAmount::ZERO,
				advances: UsdaiAmount::ZERO,
				beside: UsdaiAmount::ZERO,
				spent: UsdaiAmount::ZERO,
				pots: crate::Pots::default(),
				balance: due.balance,
			}
			.into(),
		);
		let details = Lending::loan(loan).unwrap();
		assert_eq!((details.windows_paid, details.balance), (1, due.balance));
		assert_eq!((details.next_due, details.status), (day(62), Status::Current));
	});
}

#[test]
fn interest_should_be_accrued_as_far_as_the_book_had_counted_it() {
	with_chain(|| {
		let loan = running(ask(1_000));
		settle_at(Seconds(day(31).get() + 5));
		let counted = Lending::book_value().unwrap().accrued;
		// 30 days and 5 seconds from the first midnight on.
		let expected = 1_000 * u128::from(RATE.get()) * (30 * u128::from(DAY) + 5);
		assert_eq!(counted.get(), expected);
		assert_ok!(repay(loan, 1));
		let receipt = world(|w| w.receipts.last().unwrap().1);
		assert_eq!(receipt.accrued, counted);
		// The 16 hours before the first midnight, and grace of 5 seconds, which the book had too.
		let extra = 1_000 * u128::from(RATE.get()) * 16 * 3_600;
		assert_eq!(receipt.extra.get(), extra);
	});
}

#[test]
fn grace_interest_should_grow_for_late_seconds_and_stop_with_grace() {
	with_chain(|| {
		let mut terms = ask(1_000);
		terms.repayment.grace_rate = RatePerSecond(2 * RATE.get());
		let loan = running(terms);
		let interest = |at: Seconds| {
			settle_at(at);
			Lending::next_due(loan).unwrap().interest.get()
		};
		let in_time = interest(day(31));
		let second = 2_000 * u128::from(RATE.get());
		assert_eq!(interest(Seconds(day(31).get() + 1)), in_time + second);
		assert_eq!(Lending::loan(loan).unwrap().status, Status::Late);
		let all = in_time + second * u128::from(GRACE_DAYS * DAY);
		assert_eq!(interest(day(41)), all);
		assert_eq!(Lending::loan(loan).unwrap().status, Status::Late);
		assert_eq!(interest(Seconds(day(41).get() + 1)), all);
		assert_eq!(Lending::loan(loan).unwrap().status, Status::Overdue);
		assert_eq!(interest(day(300)), all);
	});
}

#[test]
fn several_instalments_should_cost_what_they_cost_one_by_one() {
	let run = |calls: &[u32]| {
		let mut end = None;
		with_chain(|| {
			let loan = running(ask(1_000));
			settle_at(day(100));
			let before = world(|w| w.available);
			for windows in calls {
				assert_ok!(repay(loan, *windows));
			}
			let paid = world(|w| w.available.get() - before.get());
			end = Some((active(loan).progress, paid, Lending::book_value().unwrap()));
		});
		end.unwrap()
	};
	assert_eq!(run(&[5]), run(&[1, 1, 1, 1, 1]));
	assert_eq!(run(&[12, 12]), run(&[6, 6, 6, 6]));
}

#[test]
fn payoff_should_be_what_is_late_and_the_rest_when_repaid_now() {
	with_chain(|| {
		let loan = running(ask(1_000));
		settle_at(day(40));
		let (all, before) = (Lending::payoff(loan).unwrap(), world(|w| w.available));
		assert_ok!(repay(loan, 1));
		assert_ok!(prepay(loan, UsdaiAmount::MAX));
		assert!(matches!(Lending::record(loan), Some(Record::Repaid(_))));
		assert_eq!(world(|w| w.available.get()) - before.get(), all.get());
		assert_eq!(Lending::payoff(loan), None);
	});
}

#[test]
fn quote_should_be_the_schedule_of_the_loan_when_it_begins_now() {
	with_chain(|| {
		let terms = ask(123_456);
		let quoted = Lending::quote(terms, vec![], vec![]).unwrap();
		let loan = running(terms);
		assert_eq!(Some(quoted), Lending::schedule(loan));
		assert_eq!(Lending::quote(Ask { due_day: 0, ..terms }, vec![], vec![]), None);
		// The longest loan there is.
		let longest = Ask { duration_days: 4_000, due_day: 2, ..terms };
		assert_eq!(Lending::quote(longest, vec![], vec![]).unwrap().len(), 133);
	});
}

#[test]
fn repay_should_be_refused_when_there_is_nothing_to_pay_so() {
	with_chain(|| {
		assert_noop!(
			Lending::repay(RuntimeOrigin::signed(STRANGER), LoanId(0), 1),
			Error::<Test>::UnknownLoan
		);
		let loan = offered(ask(1_000));
		let pay = |windows| Lending::repay(RuntimeOrigin::signed(STRANGER), loan, windows);
		assert_noop!(pay(1), Error::<Test>::NotActive);
		assert_ok!(accept(loan));
		for windows in [0, MAX_WINDOWS + 1, u32::MAX] {
			assert_noop!(pay(windows), Error::<Test>::InvalidWindows);
		}
		for _ in 0..2 {
			assert_ok!(pay(MAX_WINDOWS));
		}
		assert_ok!(pay(MAX_WINDOWS - 1));
		assert_noop!(pay(2), Error::<Test>::TooManyWindows);
		assert_ok!(pay(1));
		assert_noop!(pay(1), Error::<Test>::NotActive);
	});
}

#[test]
fn repay_should_write_its_own_storage_before_it_calls_across() {
	with_chain(|| {
		let loan = running(Ask { duration_days: 30, due_day: 2, ..ask(1_000) });
		on_call(|_| match Loans::<Test>::get(LoanId(0)) {
			Some(Record::Active(running)) => {
				assert_eq!(running.progress.windows_paid, 1);
				let left = Lending::book_value().unwrap().principal;
				assert_eq!(left, running.progress.balance);
			},
			Some(Record::Repaid(_)) => {
				assert_eq!(Lending::book_value().unwrap().principal, UsdaiAmount::ZERO);
			},
			other => panic!("{other:?}"),
		});
		assert_ok!(repay(loan, 1));
		assert_ok!(repay(loan, 1));
	});
}

#[test]
fn repay_should_work_when_everything_is_paused_and_the_borrower_frozen() {
	with_chain(|| {
		let loan = running(ask(1_000));
		world(|w| {
			w.paused = Some(caliber_primitives::dollar::PauseTier::Transfer);
			w.frozen = vec![BORROWER];
		});
		assert_ok!(repay(loan, 1));
		let fee = Receipt { extra: dollars(10), ..Default::default() };
		assert_ne!(world(|w| w.receipts.last().unwrap().1), fee);
	});
}
