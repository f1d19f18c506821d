//! Serving the queue.

use crate::{mock::*, Checkpoint, Checkpoints, Error, Event, Outflow, OutflowStatus, Rules};
use caliber_primitives::{
	testing::world,
	units::{Ppm, Seconds, Shares, UsdaiAmount},
};
use frame_support::{assert_ok, weights::Weight};
use sp_runtime::DispatchError::BadOrigin;

fn request(who: AccountId, whole: u128) {
	assert_ok!(crate::mock::request(who, shares(whole)));
}

fn served() -> Shares {
	totals().queue.served
}

#[test]
fn strike_should_serve_a_window_a_day_after_it_closed_when_not_before() {
	with_vault(100, || {
		day(3);
		request(1, 20);
		day(29);
		request(1, 10);
		for (days, expected) in [(30, 0), (31, 30), (32, 30)] {
			block_at(at(days * DAY + 5));
			assert_eq!(served(), shares(expected), "day {days}");
		}
		assert_eq!(
			Checkpoints::<Test>::get(0),
			Some(Checkpoint {
				shares_before: Shares::ZERO,
				shares_after: shares(30),
				assets_before: UsdaiAmount::ZERO,
				assets_after: usd(30),
				at: at(31 * DAY + 5),
			})
		);
		let state = totals();
		assert_eq!((state.pot, state.idle, state.shares), (usd(30), usd(70), shares(70)));
	});
}

#[test]
fn strike_should_wait_a_window_when_requested_on_its_edge() {
	with_vault(100, || {
		day(30);
		request(1, 20);
		day(59);
		assert_eq!(served(), Shares::ZERO);
		day(60);
		day(61);
		assert_eq!(served(), shares(20));
	});
}

#[test]
fn strike_should_happen_once_a_day_in_its_first_block() {
	with_vault(100, || {
		assert_ok!(lend(usd(100)));
		request(1, 20);
		block_at(at(31 * DAY + 10));
		assert_eq!(served(), Shares::ZERO, "nothing idle");
		// Money comes in later that day: the day's strike is over, whoever calls.
		assert_ok!(deposit(2, usd(50)));
		block_at(at(31 * DAY + 20));
		refused(|| Susdai::service(RuntimeOrigin::signed(3)), Error::<Test>::AlreadyStruck);
		assert_eq!(Susdai::next_strike(), at(32 * DAY));
		day(32);
		assert_eq!(served(), shares(20));
	});
}

#[test]
fn strike_should_leave_in_the_queue_what_may_not_leave() {
	with_vault(100, || {
		let outflow =
			Outflow { per_day: Ppm(500_000), floor: usd(1), lockdown: Seconds(36 * 3_600) };
		assert_ok!(Susdai::set_rules(RuntimeOrigin::root(), Rules { outflow, ..rules() }));
		request(1, 60);
		assert_eq!(Susdai::outflow().unwrap().room, usd(25));
		day(31);
		let until = at(32 * DAY + DAY / 2);
		System::assert_has_event(Event::OutflowClosed { until }.into());
		assert_eq!((served(), totals().pot), (shares(25), usd(25)));
		let none = OutflowStatus { room: UsdaiAmount::ZERO, closed_until: Some(until) };
		assert_eq!(Susdai::outflow(), Some(none));
		day(32);
		assert_eq!(served(), shares(25));
		// A quarter of the rest, at the price of that day.
		day(33);
		assert_eq!(totals().pot.get(), usd(25).get() + usd(75).get() / 4);
		for days in 34..60 {
			day(days);
		}
		assert_eq!(served(), shares(60));
	});
}

#[test]
fn strike_should_serve_in_parts_when_liquidity_is_short() {
	with_vault(100, || {
		request(1, 60);
		assert_ok!(lend(usd(40)));
		request(1, 30);
		set_book(usd(40), usd(15), usd(40));
		// A = 75 over 100 shares; 60 idle pay for 80 of the 90.
		day(31);
		System::assert_has_event(
			Event::Struck {
				checkpoint: 0,
				shares: shares(80),
				assets: usd(60),
				redemption: usd(75),
				outstanding: shares(100),
				pending: shares(10),
			}
			.into(),
		);
		let state = totals();
		assert_eq!((state.idle, state.pot), (UsdaiAmount::ZERO, usd(60)));
		let price = Susdai::share_price().unwrap();
		assert_eq!((price.nav.redemption, price.shares), (usd(15), shares(20)));
	});
}

#[test]
fn strike_should_be_left_to_later_when_the_book_rolls() {
	with_vault(100, || {
		request(1, 20);
		world(|w| w.rolling = true);
		day(31);
		assert_eq!(served(), Shares::ZERO);
		refused(|| Susdai::service(RuntimeOrigin::signed(3)), Error::<Test>::BookRolling);
		world(|w| w.rolling = false);
		assert_ok!(Susdai::service(RuntimeOrigin::signed(3)));
		assert_eq!(served(), shares(20));
		refused(|| Susdai::service(RuntimeOrigin::signed(3)), Error::<Test>::AlreadyStruck);
		refused(|| Susdai::service(RuntimeOrigin::root()), BadOrigin);
	});
}

#[test]
fn strike_should_be_made_by_the_next_block_when_the_book_has_caught_up() {
	with_vault(100, || {
		request(1, 20);
		world(|w| w.rolling = true);
		day(31);
		world(|w| w.rolling = false);
		block_at(at(31 * DAY + 2));
		assert_eq!(served(), shares(20));
	});
}

#[test]
fn strike_should_serve_nobody_when_shares_are_worth_nothing() {
	with_vault(100, || {
		request(1, 20);
		assert_ok!(lend(usd(70)));
		day(30);
		// The idle rest is outweighed by income that has not vested: worth nothing for now.
		set_totals(|state| {
			state.vesting.amount = usd(30);
			state.vesting.since = at(32 * DAY);
			state.vesting.until = at(62 * DAY);
		});
		set_book(usd(70), UsdaiAmount::ZERO, UsdaiAmount::ZERO);
		day(31);
		assert_eq!((served(), Checkpoints::<Test>::get(0)), (Shares::ZERO, None));
	});
}

#[test]
fn strike_should_serve_offers_money_too() {
	with_vault(100, || {
		request(1, 20);
		world(|w| w.committed = usd(100));
		day(31);
		assert_eq!(served(), shares(20));
	});
}

#[test]
fn block_should_cost_a_strike_only_when_there_was_one() {
	use frame_support::traits::OnInitialize;
	with_vault(100, || {
		assert_eq!(Susdai::on_initialize(9), Weight::from_parts(1, 0));
		pallet_timestamp::Now::<Test>::put(at(DAY).get() * 1_000);
		assert_eq!(Susdai::on_initialize(9), Weight::from_parts(2, 0));
		assert_eq!(Susdai::on_initialize(9), Weight::from_parts(1, 0));
	});
}
