//! What leaves is bounded in time.

use super::gateway::{deposit, request, with_gate};
use crate::{mock::*, Error, Event, Outflow, OutflowStatus, Rules, Way};
use caliber_primitives::{
	dollar::{Bridge, PauseTier},
	ids::{assets::USDC, TicketId},
	units::{Ppm, Seconds, UsdaiAmount},
};
use frame_support::{assert_ok, storage::with_storage_layer};
use sp_runtime::DispatchResult;

/// A fifth of all dollars a day, a tenth at once; then an hour of nothing.
const TENTH: Outflow = Outflow { per_day: Ppm(200_000), floor: usd(1), lockdown: Seconds(3_600) };

fn limit(rules: Rules) {
	assert_ok!(Usdai::set_rules(RuntimeOrigin::root(), rules));
}

/// A thousand dollars of Alice's, of which a hundred are paid at once.
fn with_limit(test: impl FnOnce()) {
	with_chain(|| {
		for slot in [USDC_SLOT, USDT_SLOT] {
			set_terms(slot, free_terms());
		}
		assert_ok!(mint(ALICE, USDC_SLOT, coins(1_000)));
		limit(Rules { redemption: TENTH, ..rules() });
		test()
	});
}

fn serve() -> DispatchResult {
	Usdai::serve(RuntimeOrigin::signed(BOB))
}

fn closed(way: Way, seconds: u64) {
	let until = Seconds(now().get() + seconds);
	System::assert_has_event(Event::OutflowClosed { way, until }.into());
}

#[test]
fn redemption_should_wait_as_a_ticket_when_more_leaves_than_may() {
	with_limit(|| {
		assert_ok!(redeem(ALICE, USDC_SLOT, usd(60)));
		assert_eq!(Usdai::quote_redeem(USDC_SLOT, usd(41)), None);
		assert!(Usdai::quote_ticket(usd(41)).is_some());
		let had = balance(USDC, ALICE);
		// What may leave now is served at once, and that is all: then nothing leaves for an hour.
		assert_ok!(redeem(ALICE, USDC_SLOT, usd(300)));
		closed(Way::Redemption, 3_600);
		assert_ok!(claim(0));
		assert_eq!(balance(USDC, ALICE), had + coins(34).get());
		assert_eq!(ledger().owed, usd(266));
		let until = Some(Seconds(now().get() + 3_600));
		let none = OutflowStatus { room: UsdaiAmount::ZERO, closed_until: until };
		assert_eq!(Usdai::outflow(Way::Redemption), none);
		assert_eq!(Usdai::outflow(Way::Egress).closed_until, None);
		refused(serve, Error::<Test>::NothingToServe);
		wait(3_599);
		refused(serve, Error::<Test>::NothingToServe);
		wait(1);
		assert_ok!(serve());
		assert!(ledger().owed < usd(266) && !ledger().owed.is_zero());
		refused(serve, Error::<Test>::NothingToServe);
	});
}

#[test]
fn everybody_should_be_paid_in_his_turn_when_many_leave() {
	with_limit(|| {
		assert_ok!(mint(BOB, USDC_SLOT, coins(1_000)));
		for who in [ALICE, BOB, ALICE, BOB] {
			assert_ok!(redeem(who, USDC_SLOT, usd(500)));
		}
		let mut days = 0;
		while !ledger().owed.is_zero() {
			let before = balance(USDC, Usdai::pot());
			wait(DAY);
			assert_ok!(serve());
			// Nobody claims yet: what is set aside stays in the pot.
			assert_eq!(balance(USDC, Usdai::pot()), before);
			days += 1;
			assert!(days < 100, "a day lets nobody out");
			for ticket in [0, 2] {
				let pending = |n| Usdai::ticket(TicketId(n)).unwrap().pending;
				assert!(pending(ticket).is_zero() || pending(ticket + 1) == usd(500));
			}
		}
		for ticket in 0..4 {
			assert_ok!(claim(ticket));
		}
		assert_eq!(balance(USDC, BOB), coins(1_000_000).get());
	});
}

#[test]
fn mix_should_wait_too_when_more_leaves_than_may() {
	with_limit(|| {
		assert_ok!(redeem_mix(ALICE, usd(90)));
		closed(Way::Redemption, 3_600);
		assert_ok!(redeem_mix(ALICE, usd(1)));
		assert_eq!(ledger().owed, usd(1));
		// A mint pays no ticket either while nothing may leave.
		assert_ok!(mint(BOB, USDC_SLOT, coins(500)));
		assert_eq!(ledger().owed, usd(1));
		wait(3_600);
		assert_ok!(mint(BOB, USDC_SLOT, coins(1)));
		assert_eq!(ledger().owed, UsdaiAmount::ZERO);
		refused(serve, Error::<Test>::NothingToServe);
	});
}

#[test]
fn payout_should_be_refused_when_more_leaves_than_may() {
	with_gate(|| {
		assert_ok!(mint(BOB, USDC_SLOT, coins(1_000)));
		assert_ok!(deposit(1, 500));
		limit(Rules { egress: TENTH, ..rules() });
		let room = Usdai::outflow(Way::Egress).room;
		assert!(room > usd(90) && room <= usd(100));
		refused(|| request(ALICE, 101), Error::<Test>::OutflowFull);
		assert_ok!(request(ALICE, 50));
		refused(|| request(ALICE, 51), Error::<Test>::OutflowFull);
		assert_ok!(request(ALICE, 45));
		closed(Way::Egress, 3_600);
		refused(|| request(ALICE, 10), Error::<Test>::OutflowFull);
		// Redemption has a limit of its own.
		assert_ok!(redeem(BOB, USDC_SLOT, usd(500)));
		wait(3_600);
		assert_eq!(Usdai::outflow(Way::Egress).closed_until, None);
	});
}

#[test]
fn bridge_should_refuse_what_leaves_above_the_limit_and_take_back_everything() {
	with_limit(|| {
		limit(Rules { egress: TENTH, ..rules() });
		let out = |amount| {
			with_storage_layer(|| <Usdai as Bridge<AccountId>>::bridge_out(&ALICE, amount))
		};
		refused(|| out(usd(101)), Error::<Test>::OutflowFull);
		assert_ok!(out(usd(100)));
		closed(Way::Egress, 3_600);
		refused(|| out(usd(1)), Error::<Test>::OutflowFull);
		assert_ok!(<Usdai as Bridge<AccountId>>::bridge_in(&BOB, usd(100)));
	});
}

#[test]
fn limit_should_bind_more_at_once_and_less_after_the_delay() {
	with_limit(|| {
		let delayed = Rules { redemption: TENTH, delay: Seconds(DAY), ..rules() };
		limit(delayed);
		let half = Outflow { per_day: Ppm(100_000), ..TENTH };
		limit(Rules { redemption: half, ..delayed });
		assert_eq!(Usdai::outflow(Way::Redemption).room, usd(50));
		limit(delayed);
		assert_eq!(Usdai::outflow(Way::Redemption).room, usd(50));
		wait(DAY);
		assert_eq!(Usdai::outflow(Way::Redemption).room, usd(100));
		for wrong in [
			Outflow { per_day: Ppm(49_999), ..TENTH },
			Outflow { lockdown: Seconds(59), ..TENTH },
			Outflow { floor: UsdaiAmount(Rules::MAX_FLOOR.get() + 1), ..TENTH },
		] {
			for bad in [Rules { redemption: wrong, ..delayed }, Rules { egress: wrong, ..delayed }]
			{
				refused(|| Usdai::set_rules(RuntimeOrigin::root(), bad), Error::<Test>::OutOfRange);
			}
		}
	});
}

#[test]
fn tickets_should_be_served_when_exits_are_paused() {
	with_limit(|| {
		assert_ok!(redeem(ALICE, USDC_SLOT, usd(200)));
		assert_ok!(Usdai::pause(RuntimeOrigin::root(), PauseTier::Exit));
		wait(DAY);
		assert_ok!(serve());
		assert_ok!(claim(0));
	});
}
