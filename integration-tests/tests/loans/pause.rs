//! A chain that stands still: protocol.md 8, the last example.

use crate::{
	set_up::{ask, lend, next_block_on, on_day, repay, told, usd, with_chain, Rack, DEAR, RATE},
	sums::{counted, interest},
};
use caliber_integration_tests::registry::{as_root, day};
use caliber_primitives::{
	ids::LoanId,
	units::{Seconds, UsdaiAmount, SECONDS_PER_DAY},
};
use caliber_runtime::{Lending, Runtime};
use frame_support::assert_ok;
use pallet_lending::{Ask, Call, CurrentRules, Event, Rules};

/// A development chain travels in time; one that does not counts a gap of more than an hour for
/// nobody.
fn longest_gap(max_block_gap: Seconds) {
	let rules = Rules { max_block_gap, ..CurrentRules::<Runtime>::get() };
	assert_ok!(as_root(Call::set_rules { rules }));
}

/// A loan on a rack of its own, due on a day of the month.
fn due_on(due_day: u8) -> LoanId {
	let item = Rack { forced: 10_000, ..Rack::default() }.active();
	lend(&[item], Ask { due_day, ..ask(20_000) })
}

fn accrued() -> u128 {
	Lending::book_value().expect("the book does not roll").accrued.get()
}

#[test]
fn deadlines_should_move_by_the_pause_and_no_interest_grow_when_the_chain_stands_still() {
	with_chain(|| {
		// Due on days 5, 20 and 38 from today, the last one once 8 March is paid.
		let [fifth, twentieth, last] = [6, 21, 8].map(due_on);
		on_day(7);
		repay(last, 1);
		on_day(10);
		// Two have grown for ten days, and the third for three since its last date.
		let by_then = counted(usd(20_000), RATE, 10 + 10 + 3);
		assert_eq!(accrued(), by_then);

		// The next block comes on day 40.
		longest_gap(Seconds(3_600));
		next_block_on(40);
		let gap = Seconds(30 * SECONDS_PER_DAY);
		assert_eq!(told(), [Event::PauseCounted { gap, paused: gap }]);
		longest_gap(Seconds::MAX);
		assert_eq!(accrued(), by_then);
		let dues = [fifth, twentieth, last].map(|loan| Lending::next_due(loan).expect("it runs"));
		assert_eq!(dues.map(|due| due.due), [day(35), day(50), day(68)]);
		// The first was five days late when the chain stood still, and still is.
		let late = interest(usd(20_000), RATE, 5) + interest(usd(20_000), DEAR, 5);
		assert_eq!(dues[0].interest.get(), late);

		// Ten days of grace after each: they stop on days 45, 60 and 78, and on no other.
		for on in 41..=80 {
			on_day(on);
			let stops = match on {
				45 | 60 | 78 => vec![Event::Aged {
					// Days of the book are thirty behind.
					stopped: day(on - 30).day(),
					stage: 0,
					loans: 1,
					from: UsdaiAmount(usd(20_000)),
					to: UsdaiAmount(usd(9_000)),
				}],
				// The first has been stopped for thirty days: its mark is bound by 75 % of principal.
				75 => vec![Event::Aged {
					stopped: day(15).day(),
					stage: 1,
					loans: 1,
					from: UsdaiAmount(usd(9_000)),
					to: UsdaiAmount(usd(9_000)),
				}],
				_ => vec![],
			};
			assert_eq!(told(), stops, "day {on}");
			// Each from its opening to the end of its grace, in days that count.
			let days = (on - 30).min(15) + (on - 30).min(30) + (on - 30).min(48) - 7;
			assert_eq!(accrued(), counted(usd(20_000), RATE, days), "day {on}");
		}

		// Paying on day 80 owes the same as on day 50 of a chain that had never stood still.
		let late = interest(usd(20_000), RATE, 5) + interest(usd(20_000), DEAR, 10);
		repay(fifth, 1);
		let interest = UsdaiAmount(late);
		let paid = |event: &Event<Runtime>| match event {
			Event::Paid { loan, interest: paid, .. } => (*loan, *paid) == (fifth, interest),
			_ => false,
		};
		assert!(told().iter().any(paid));
		// Its next date has moved as well: 6 April and thirty days. A loan that begins now has only
		// the pauses to come: of ten days, which move both.
		let fresh = due_on(25);
		let due = |loan| Lending::next_due(loan).map(|due| due.due);
		assert_eq!((due(fifth), due(fresh)), (Some(day(36 + 30)), Some(day(85))));
		longest_gap(Seconds(3_600));
		next_block_on(90);
		assert_eq!((due(fifth), due(fresh)), (Some(day(36 + 40)), Some(day(95))));
	});
}
