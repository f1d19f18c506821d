//! The calendar rolls, at its own pace.

use super::model::assert_book;
use crate::{mock::*, Ask, Buckets, Calendar, Error, TheBook, MAX_DAYS_A_BLOCK};
use caliber_primitives::{book::BookError, units::Seconds};
use frame_support::{assert_noop, assert_ok};

/// Loans due on so many days in a row, from day 1 on.
fn a_row_of_loans(days: u8) {
	for due in 0..days {
		running_on(Ask { due_day: due + 2, ..ask(1_000) }, 1_000);
	}
}

fn cursor() -> u64 {
	(TheBook::<Test>::get().cursor.start().get() - day(0).get()) / DAY
}

#[test]
fn book_should_roll_eight_busy_days_a_block_and_then_have_a_value() {
	with_chain(|| {
		a_row_of_loans(20);
		// Interest begins on day 1; marks fall on days 11 to 30, and 30 days later again.
		block_at(day(40));
		assert_eq!(cursor(), 17);
		assert_eq!(Lending::book_value(), Err(BookError::Rolling));
		block_at(Seconds(day(40).get() + 2));
		assert_eq!(cursor(), 25);
		block_at(Seconds(day(40).get() + 4));
		assert_eq!(cursor(), 40);
		assert_book();
		assert!(Lending::book_value().is_ok());
		assert_eq!(MAX_DAYS_A_BLOCK, 8);
	});
}

#[test]
fn book_should_pass_empty_days_in_one_block_and_years_in_a_few() {
	with_chain(|| {
		running_on(ask(1_000), 1_000);
		block_at(day(250));
		assert_eq!(cursor(), 250);
		assert_book();
		block_at(day(800));
		assert_eq!(cursor(), 506);
		block_at(day(800));
		assert_eq!(cursor(), 762);
		block_at(day(800));
		assert_eq!(cursor(), 800);
		assert_book();
	});
}

#[test]
fn book_without_loans_should_be_on_the_day_at_once() {
	with_chain(|| {
		assert_eq!(cursor(), 0);
		block_at(day(5_000));
		assert_eq!(cursor(), 5_000);
		assert_eq!(Lending::book_value(), Ok(Default::default()));
		let loan = running(ask(1_000));
		while Lending::loan(loan).is_some() {
			assert_ok!(repay(loan, 1));
		}
		assert_eq!((Buckets::<Test>::iter().count(), Calendar::<Test>::iter().count()), (0, 0));
	});
}

#[test]
fn accept_should_be_refused_and_repay_taken_when_the_book_is_behind() {
	with_chain(|| {
		a_row_of_loans(20);
		let grace = |loan| Lending::next_due(loan).unwrap().interest;
		let first = caliber_primitives::ids::LoanId(0);
		let in_time = grace(first);
		block_at(day(40));
		let waiting = offered(ask(1_000));
		let hash = hash_of(waiting);
		assert_noop!(
			Lending::accept(RuntimeOrigin::signed(BORROWER), waiting, hash),
			Error::<Test>::BookRolling
		);
		// The book is on day 17: settled by its end, after all of the grace.
		assert!(grace(first) > in_time);
		for loan in 0..20 {
			assert_ok!(repay(caliber_primitives::ids::LoanId(loan), 2));
		}
		settle_at(day(40));
		assert_book();
		assert_ok!(accept(waiting));
		assert_book();
	});
}

#[test]
fn bits_should_go_with_the_last_loan_of_a_day() {
	with_chain(|| {
		let (one, two) = (running(ask(1_000)), running(ask(1_000)));
		// Both begin on day 1 and stop on day 41.
		assert_eq!(Buckets::<Test>::iter().count(), 2);
		settle_at(day(1));
		assert_eq!(Buckets::<Test>::iter().count(), 1);
		settle_at(day(31));
		assert_ok!(repay(one, 1));
		assert_eq!(Buckets::<Test>::iter().count(), 2);
		assert_ok!(repay(two, 1));
		assert_eq!(Buckets::<Test>::iter().count(), 1);
	});
}

#[test]
fn book_should_stand_still_when_it_cannot_be_moved() {
	chain().execute_with(|| {
		running(ask(1_000));
		// A sum that no loan accounts for: the day cannot be passed, so there is no value.
		TheBook::<Test>::mutate(|book| book.conservative = Default::default());
		Before::set(Now::get());
		Now::set(day(50).get());
		for _ in 0..5 {
			<Lending as frame_support::traits::Hooks<u64>>::on_initialize(2);
		}
		assert_eq!(cursor(), 40);
		assert_eq!(Lending::book_value(), Err(BookError::Rolling));
	});
}
