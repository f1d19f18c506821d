//! Asking for redemption.

use crate::{mock::*, Error, Event, Queue, Requests, Windows};
use caliber_primitives::{
	dollar::PauseTier,
	ids::RequestId,
	testing::world,
	units::{Seconds, Shares, UNIT},
};
use frame_support::assert_ok;
use sp_runtime::{DispatchError, DispatchError::BadOrigin, TokenError};

#[test]
fn request_should_burn_shares_and_queue_them_when_free() {
	with_vault(100, || {
		let price = Susdai::share_price();
		assert_ok!(request(1, shares(20)));
		System::assert_last_event(
			Event::RedeemRequested {
				request: RequestId(0),
				controller: 1,
				owner: 1,
				by: 1,
				shares: shares(20),
				ahead: Shares::ZERO,
				first_strike: at(31 * DAY),
			}
			.into(),
		);
		assert_eq!(shares_of(1).get(), 80 * UNIT - 1_000_000);
		assert_eq!(Susdai::share_price(), price, "they stay outstanding");
		assert_eq!(held(1), rules().request_deposit);
		assert_ok!(request(1, shares(5)));
		let status = Susdai::request_status(RequestId(1)).unwrap();
		assert_eq!((status.pending, status.ahead), (shares(5), shares(20)));
		assert_eq!(held(1), 2 * rules().request_deposit);
		assert_eq!(totals().queue.pending(), shares(25));
		assert_eq!(Requests::<Test>::get(RequestId(1)).unwrap().interval.start, shares(20));
	});
}

#[test]
fn request_should_be_refused_when_small_unfunded_frozen_paused_or_rolling() {
	with_vault(100, || {
		refused(|| request(1, Shares(UNIT - 1)), Error::<Test>::BelowMinimum);
		refused(|| request(1, shares(100)), Error::<Test>::InsufficientShares);
		refused(|| request(2, shares(1)), Error::<Test>::InsufficientShares);
		refused(|| bare(Susdai::request_redeem(RuntimeOrigin::root(), shares(1), 1, 1)), BadOrigin);
		assert_ok!(pallet_assets::Pallet::<Test>::transfer(
			RuntimeOrigin::signed(1),
			2,
			77,
			UNIT * 2
		));
		// Account 77 has shares and no CAL for the deposit.
		refused(|| request(77, shares(1)), TokenError::FundsUnavailable);
		for tier in [PauseTier::Exit, PauseTier::Transfer] {
			world(|w| w.paused = Some(tier));
			refused(|| request(1, shares(1)), DispatchError::Other("paused"));
		}
		world(|w| w.paused = Some(PauseTier::Intake));
		assert_ok!(request(1, shares(1)));
		world(|w| w.rolling = true);
		refused(|| request(1, shares(1)), Error::<Test>::BookRolling);
		world(|w| w.rolling = false);
		world(|w| w.frozen = vec![1]);
		refused(|| request(1, shares(1)), DispatchError::Other("frozen"));
	});
}

#[test]
fn window_should_end_after_its_last_moment() {
	let windows = Windows { start: Seconds(1_000_000), ..Default::default() };
	let length = windows.length.get();
	let cases = [
		(0, 0, 1_000_000),
		(999_999, 0, 1_000_000),
		(1_000_000, 1, 1_000_000 + length),
		(1_000_000 + length - 1, 1, 1_000_000 + length),
		(1_000_000 + length, 2, 1_000_000 + 2 * length),
		(u64::MAX, (u64::MAX - 1_000_000) / length + 1, u64::MAX),
	];
	for (moment, ended, end) in cases {
		assert_eq!(windows.ended(Seconds(moment)), ended, "{moment}");
		let end_of = windows.end_of(ended).get();
		assert!(end_of == end || end == u64::MAX, "{moment}");
	}
	assert_eq!(windows.matured(Seconds(1_000_000 + DAY - 1)), 0);
	assert_eq!(windows.matured(Seconds(1_000_000 + DAY)), 1);
	// A day after the end, at the next midnight.
	assert_eq!(windows.first_strike(0), Seconds(13 * DAY));
	let aligned = Windows { start: START, ..Default::default() };
	assert_eq!(aligned.first_strike(1), at(31 * DAY));
}

#[test]
fn queue_should_know_what_is_due_when_windows_pass() {
	let windows = Windows { start: START, ..Default::default() };
	let queue = Queue {
		requested: shares(10),
		closed: shares(4),
		closed_earlier: shares(1),
		window: 1,
		..Default::default()
	};
	// Days after the start, shares due then.
	let cases = [(0, 1), (1, 4), (29, 4), (30, 4), (31, 10), (60, 10), (400, 10)];
	for (days, due) in cases {
		let now = at(days * DAY);
		assert_eq!(queue.rolled(&windows, now).due(&windows, now), shares(due), "day {days}");
	}
	let jumped = queue.rolled(&windows, at(60 * DAY));
	assert_eq!((jumped.closed, jumped.closed_earlier), (shares(10), shares(10)));
	assert_eq!(jumped.rolled(&windows, at(0)), jumped, "time never goes back");
}

#[test]
fn request_should_be_for_all_when_that_is_less_than_the_least() {
	with_vault(100, || {
		assert_ok!(deposit(2, milli(500)));
		refused(|| request(2, Shares(shares_of(2).get() - 1)), Error::<Test>::BelowMinimum);
		refused(|| request(2, Shares(shares_of(2).get() + 1)), Error::<Test>::BelowMinimum);
		refused(|| request(3, Shares::ZERO), Error::<Test>::BelowMinimum);
		assert_ok!(request(2, shares_of(2)));
	});
}

#[test]
fn request_should_cost_more_when_an_operator_makes_it() {
	with_vault(100, || {
		assert_ok!(Susdai::set_operator(RuntimeOrigin::signed(1), 2, true));
		let cost = |by| {
			let done = Susdai::request_redeem(RuntimeOrigin::signed(by), shares(2), 1, 1).unwrap();
			done.actual_weight.map(|weight| weight.ref_time())
		};
		assert_eq!((cost(1), cost(2)), (Some(5), None));
	});
}
