//! What the book counts as days pass.

use super::model::assert_book;
use crate::{mock::*, Ask, Error, Event, Rules, TheBook};
use caliber_primitives::{
	book::{BookError, LoanBook},
	units::{Day, Seconds, UsdaiAmount},
};
use frame_support::{assert_noop, assert_ok};

fn conservative() -> UsdaiAmount {
	Lending::book_value().unwrap().conservative
}

fn accrued() -> u128 {
	Lending::book_value().unwrap().accrued.get()
}

/// What a thousand dollars earn in so many seconds.
fn earned(seconds: u64) -> u128 {
	1_000 * u128::from(RATE.get()) * u128::from(seconds)
}

#[test]
fn interest_should_begin_at_the_first_midnight_and_count_by_the_second() {
	with_chain(|| {
		running(ask(1_000));
		let cases = [
			(Seconds(START.get() + 3_600), 0),
			(Seconds(day(1).get() - 1), 0),
			(day(1), 0),
			(Seconds(day(1).get() + 1), earned(1)),
			(Seconds(day(9).get() + 77), earned(8 * DAY + 77)),
		];
		for (time, expected) in cases {
			settle_at(time);
			assert_eq!(accrued(), expected, "{time:?}");
			assert_book();
		}
	});
}

#[test]
fn interest_should_begin_at_once_when_the_loan_begins_at_midnight() {
	with_chain(|| {
		settle_at(day(1));
		running(ask(1_000));
		settle_at(Seconds(day(1).get() + 5));
		assert_eq!(accrued(), earned(5));
		assert_book();
	});
}

#[test]
fn late_loan_should_fall_to_its_mark_by_itself_and_age() {
	with_chain(|| {
		// Forced sale 1,000, less 40 %; 30 % of principal after 30 days, nothing after 90.
		let loan = running_on(ask(1_000), 1_000);
		// Due on day 31, grace to day 41.
		let cases = [
			(Seconds(day(41).get() - 1), 1_000),
			(day(41), 600),
			(Seconds(day(71).get() - 1), 600),
			(day(71), 300),
			(Seconds(day(131).get() - 1), 300),
			(day(131), 0),
			(day(1_000), 0),
		];
		for (time, expected) in cases {
			settle_at(time);
			assert_eq!(conservative(), dollars(expected), "{time:?}");
			// The item is covered to the full: a deposit pays for that.
			assert_eq!(Lending::book_value().unwrap().optimistic, dollars(1_000));
			assert_book();
		}
		assert_eq!(accrued(), earned(40 * DAY));
		assert_ok!(repay(loan, 1));
		assert_book();
	});
}

#[test]
fn mark_should_be_told_with_its_sums_when_it_falls() {
	with_chain(|| {
		running_on(ask(1_000), 1_000);
		running_on(ask(2_000), 3_000);
		let stopped = day(41).day();
		let cases = [(41, 0, 3_000, 2_400), (71, 1, 2_400, 900), (131, 2, 900, 0)];
		for (at, stage, from, to) in cases {
			settle_at(day(at));
			let (from, to) = (dollars(from), dollars(to));
			System::assert_last_event(Event::Aged { stopped, stage, loans: 2, from, to }.into());
		}
	});
}

#[test]
fn mark_should_fall_at_the_last_midnight_before_grace_ends_when_it_ends_by_day() {
	with_chain(|| {
		// Local midnight is 18:30 UTC of the day before.
		running_on(Ask { utc_offset_seconds: 19_800, ..ask(1_000) }, 1_000);
		settle_at(Seconds(day(40).get() - 1));
		assert_eq!(conservative(), dollars(1_000));
		settle_at(day(40));
		assert_eq!(conservative(), dollars(600));
		assert_book();
	});
}

#[test]
fn loan_should_be_whole_again_when_what_is_late_is_paid() {
	with_chain(|| {
		let loan = running_on(ask(1_000), 1_000);
		settle_at(day(80));
		assert_eq!(conservative(), dollars(300));
		// The second instalment fell due on day 62 and its grace has passed too.
		assert_ok!(repay(loan, 1));
		assert_eq!(conservative(), dollars(600));
		assert_book();
		assert_ok!(repay(loan, 1));
		assert_eq!(conservative(), active(loan).progress.balance);
		assert_book();
		settle_at(day(90));
		assert_book();
	});
}

#[test]
fn loan_paid_ahead_should_accrue_from_its_last_paid_deadline_on() {
	with_chain(|| {
		let loan = running(ask(1_000));
		settle_at(day(10));
		assert_ok!(repay(loan, 2));
		let balance = active(loan).progress.balance.get();
		for (at, seconds) in [(10, 0), (40, 0), (62, 0), (63, DAY), (80, 18 * DAY)] {
			settle_at(day(at));
			let expected = balance * u128::from(RATE.get()) * u128::from(seconds) / 10u128.pow(18);
			assert_eq!(accrued(), expected, "{at}");
			assert_book();
		}
	});
}

#[test]
fn high_estimate_should_be_orderly_value_and_cover_up_to_the_debt() {
	for (orderly, cover, expected) in [(0, 1_000, 1_000), (300, 1_000, 1_000), (50, 1_500, 1_000)] {
		with_chain(|| {
			let loan = offered(ask(1_000));
			value_of(0, |v| {
				v.forced.0 = 10_000;
				v.orderly.0 = orderly * 100;
				v.cover.0 = cover * 100;
			});
			assert_ok!(accept(loan));
			settle_at(day(80));
			let value = Lending::book_value().unwrap();
			assert_eq!((value.conservative, value.optimistic), (dollars(60), dollars(expected)));
			assert_book();
		});
	}
}

#[test]
fn deposits_should_count_no_less_when_a_late_instalment_is_paid() {
	with_chain(|| {
		// The policy runs just long enough to be lent on.
		let loan = offered(ask(1_000));
		value_of(0, |v| {
			v.forced.0 = 10_000;
			v.orderly.0 = 40_000;
			v.cover_until = day(41);
		});
		assert_ok!(accept(loan));
		settle_at(day(100));
		let before = Lending::book_value().unwrap();
		assert_ok!(repay(loan, 1));
		let paid = before.principal.get() - active(loan).progress.balance.get();
		let after = Lending::book_value().unwrap();
		assert_eq!(after.optimistic.get() + paid, before.optimistic.get());
	});
}

#[test]
fn stops_should_move_by_the_pause_for_every_loan_alike() {
	with_chain(|| {
		let rules = Rules { max_block_gap: Seconds(20 * DAY), ..Rules::default() };
		assert_ok!(Lending::set_rules(RuntimeOrigin::root(), rules));
		// Due on schedule days 5, 20 and 38, grace 10 days.
		running_on(Ask { due_day: 6, ..ask(1_000) }, 0);
		running_on(Ask { due_day: 21, ..ask(1_000) }, 0);
		let third = running_on(Ask { due_day: 8, ..ask(1_000) }, 0);
		assert_ok!(repay(third, 1));
		let rest = active(third).progress.balance;
		settle_at(day(10));
		settle_at(day(40));
		let pause = Seconds(30 * DAY);
		assert_eq!(TheBook::<Test>::get().paused, pause);
		assert_eq!(TheBook::<Test>::get().cursor, day(10).day());
		System::assert_last_event(Event::PauseCounted { gap: pause, paused: pause }.into());
		assert_eq!(Lending::loan(third).unwrap().next_due, day(68));

		let whole = dollars(2_000).get() + rest.get();
		let second = dollars(1_000).get() + rest.get();
		for (at, before, after) in
			[(45, whole, second), (60, second, rest.get()), (78, rest.get(), 0)]
		{
			settle_at(Seconds(day(at).get() - 1));
			assert_eq!(conservative().get(), before, "before day {at}");
			settle_at(day(at));
			assert_eq!(conservative().get(), after, "on day {at}");
			assert_book();
		}
	});
}

#[test]
fn pause_should_count_for_nobody_and_a_later_loan_not_at_all() {
	with_chain(|| {
		assert_ok!(Lending::set_rules(RuntimeOrigin::root(), Rules::default()));
		let early = running(ask(1_000));
		block_at(Seconds(START.get() + 3_600));
		assert_eq!(TheBook::<Test>::get().paused, Seconds::ZERO);
		block_at(Seconds(START.get() + 7_201));
		assert_eq!(TheBook::<Test>::get().paused, Seconds(3_601));
		let late = running(ask(1_000));
		assert_eq!(Lending::loan(early).unwrap().next_due, Seconds(day(31).get() + 3_601));
		assert_eq!(Lending::loan(late).unwrap().next_due, day(31));
		assert_book();
	});
}

#[test]
fn value_should_be_the_same_for_those_who_ask_by_the_trait() {
	with_chain(|| {
		running(ask(1_000));
		settle_at(day(5));
		assert_eq!(<Lending as LoanBook>::value(day(5)), Lending::book_value());
		assert_eq!(<Lending as LoanBook>::value(day(6)), Err(BookError::Rolling));
		assert_eq!(TheBook::<Test>::get().cursor, Day(day(5).day().get()));
	});
}

#[test]
fn running_loan_should_be_the_same_to_the_bit_when_parameters_change() {
	with_chain(|| {
		let loan = running(ask(1_000));
		let (before, book) = (active(loan), TheBook::<Test>::get());
		let harsh = crate::Product {
			enabled: false,
			ageing: crate::Ageing {
				forced_haircut: caliber_primitives::units::Ppm(1_000_000),
				..product().ageing
			},
			..product()
		};
		assert_ok!(Lending::set_product(
			RuntimeOrigin::root(),
			caliber_primitives::ids::SkuId(0),
			harsh
		));
		let rules = Rules { debt_ceiling: UsdaiAmount::ZERO, ..rules() };
		assert_ok!(Lending::set_rules(RuntimeOrigin::root(), rules));
		assert_eq!((active(loan), TheBook::<Test>::get()), (before, book));
		assert_ok!(repay(loan, 1));
		settle_at(day(80));
		assert_book();
		assert_noop!(
			Lending::repay(RuntimeOrigin::signed(STRANGER), loan, 0),
			Error::<Test>::InvalidWindows
		);
	});
}
