//! A loan that is replaced: by a larger one, then by a smaller one.

use crate::{
	set_up::{
		ask, dollars, happened, hear_from, lend, on_day, repay, running, usd, with_chain, Rack,
		BORROWER, RATE, YEAR_FROM_MARCH,
	},
	sums::{in_equal_parts, interest, total},
};
use caliber_integration_tests::registry::day;
use caliber_primitives::{
	ids::{ItemId, LoanId},
	units::UsdaiAmount,
};
use caliber_runtime::{Caliber, Lending};
use pallet_lending::{Ask, Event};

/// The days of a year of windows from 15 April on, and from 15 May on.
const FROM_APRIL: [u64; 12] = [30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28, 31];
const FROM_MAY: [u64; 12] = [31, 30, 31, 31, 30, 31, 30, 31, 31, 28, 31, 30];

/// Replaces a loan by one of another size, due on the 15th; a fee of 1 % and three instalments stay
/// back. Tells what is said of it, and returns the new one with its reserve.
fn replace(
	old: LoanId,
	item: ItemId,
	whole: u128,
	windows: &[u64],
	payoff: u128,
) -> (LoanId, u128) {
	let (had, returned) = (dollars(BORROWER), running(old).pots.reserve);
	let over = Lending::loan(old).expect("it runs");
	let loan = lend(&[item], Ask { due_day: 15, refinances: Some(old), ..ask(whole) });
	let (lent, reserve) = (usd(whole), total(&in_equal_parts(usd(whole), RATE, windows)[..3]));
	let owed = payoff + lent / 100 + reserve;
	let (paid_out, paid_in) = (lent.saturating_sub(owed), owed.saturating_sub(lent));
	happened(Event::Refinanced {
		loan,
		old,
		payoff: UsdaiAmount(payoff),
		paid_out: UsdaiAmount(paid_out),
		paid_in: UsdaiAmount(paid_in),
	});
	happened(Event::Closed {
		loan: old,
		borrower: BORROWER.to_account_id(),
		principal: over.principal,
		interest: UsdaiAmount(over.interest_paid.get() + payoff - over.balance.get()),
		returned,
	});
	assert_eq!(dollars(BORROWER), had + paid_out + returned.get() - paid_in);
	(loan, reserve)
}

/// Which loan a rack stands for.
fn stands_for(item: ItemId) -> Option<LoanId> {
	Caliber::record_of(item).and_then(|record| record.state.loan())
}

#[test]
fn borrower_should_be_paid_or_pay_the_difference_only_when_his_loan_grows_and_shrinks() {
	with_chain(|| {
		let item = Rack::default().active();
		let small = lend(&[item], ask(60_000));
		on_day(31);
		repay(small, 1);
		let first = in_equal_parts(usd(60_000), RATE, &YEAR_FROM_MARCH)[0];

		// From 55,000 to 90,000 in the middle of a window: its interest to date is paid off with it.
		on_day(45);
		hear_from(&[item]);
		let balance = first.left().get();
		let payoff = balance + interest(balance, RATE, 14) + 1;
		assert_eq!(Lending::payoff(small), Some(UsdaiAmount(payoff)));
		let (large, reserve) = replace(small, item, 90_000, &FROM_APRIL, payoff);
		assert_eq!(stands_for(item), Some(large));
		assert_eq!(running(large).pots.reserve.get(), reserve);
		let lent = || Lending::book_value().expect("the book does not roll").principal.get();
		assert_eq!(lent(), usd(90_000));
		assert_eq!(Lending::next_due(large).map(|due| due.due), Some(day(75)));

		// From 82,500 to 50,000 on the day of an instalment: nothing has grown since.
		on_day(75);
		hear_from(&[item]);
		repay(large, 1);
		let payoff = in_equal_parts(usd(90_000), RATE, &FROM_APRIL)[0].left().get();
		let (last, _) = replace(large, item, 50_000, &FROM_MAY, payoff);
		assert_eq!(stands_for(item), Some(last));
		assert_eq!(lent(), usd(50_000));
		assert_eq!(Lending::loan(small), None);
	});
}
