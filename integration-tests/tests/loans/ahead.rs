//! Instalments that are paid before they are due.

use crate::{
	set_up::{
		ask, dollars, happened, lend, on_day, repay, running, usd, with_chain, Rack, BORROWER,
		RATE, YEAR_FROM_MARCH,
	},
	sums::{counted, in_equal_parts, total},
};
use caliber_integration_tests::registry::day;
use caliber_primitives::{units::UsdaiAmount, vault::Receipt};
use caliber_runtime::Lending;
use pallet_lending::Event;

fn accrued() -> u128 {
	Lending::book_value().expect("the book does not roll").accrued.get()
}

#[test]
fn interest_should_begin_at_the_last_paid_deadline_when_three_windows_are_paid_ahead() {
	with_chain(|| {
		let loan = lend(&[Rack::default().active()], ask(100_000));
		let dues = in_equal_parts(usd(100_000), RATE, &YEAR_FROM_MARCH);
		let pots = running(loan).pots;

		// On 6 March he pays what is due in April, May and June: each window whole.
		on_day(5);
		let had = dollars(BORROWER);
		repay(loan, 3);
		assert_eq!(had - dollars(BORROWER), total(&dues[..3]));
		let principal = UsdaiAmount(dues[..3].iter().map(|due| due.principal).sum());
		let interest: u128 = dues[..3].iter().map(|due| due.interest).sum();
		let receipt = |principal, accrued, interest| Receipt {
			principal,
			accrued: UsdaiAmount(accrued),
			extra: UsdaiAmount(interest - accrued),
		};
		let paid = Event::Paid {
			loan,
			payer: Some(BORROWER.to_account_id()),
			windows: 3,
			principal,
			interest: UsdaiAmount(interest),
			// The book had counted five days of it; the rest nobody had.
			receipt: receipt(principal, counted(usd(100_000), RATE, 5), interest),
			fees: UsdaiAmount::ZERO,
			advances: UsdaiAmount::ZERO,
			beside: UsdaiAmount::ZERO,
			spent: UsdaiAmount::ZERO,
			pots,
			balance: dues[2].left(),
		};
		happened(paid);
		assert_eq!(Lending::next_due(loan).map(|due| due.due), Some(day(122)));

		// Until 1 June nothing grows, day by day.
		for on in [6, 31, 61, 91, 92] {
			on_day(on);
			assert_eq!(accrued(), 0, "day {on}");
		}
		let fourth = dues[3];
		for on in [93, 107, 122] {
			on_day(on);
			assert_eq!(accrued(), counted(fourth.balance, RATE, on - 92), "day {on}");
		}

		// The fourth instalment, on 1 July, is as if the others had come on their dates.
		repay(loan, 1);
		let principal = UsdaiAmount(fourth.principal);
		let counted = counted(fourth.balance, RATE, 30).min(fourth.interest);
		happened(Event::Paid {
			loan,
			payer: Some(BORROWER.to_account_id()),
			windows: 1,
			principal,
			interest: UsdaiAmount(fourth.interest),
			receipt: receipt(principal, counted, fourth.interest),
			fees: UsdaiAmount::ZERO,
			advances: UsdaiAmount::ZERO,
			beside: UsdaiAmount::ZERO,
			spent: UsdaiAmount::ZERO,
			pots,
			balance: fourth.left(),
		});
		assert_eq!(accrued(), 0);
	});
}
