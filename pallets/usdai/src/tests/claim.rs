//! What is served is paid, whoever calls.

use crate::{mock::*, Error, Event, FreezeReason, Hint, State, TicketBook};
use caliber_primitives::{
	ids::{assets::USDC, TicketId},
	units::UsdaiAmount,
};
use frame_support::{assert_noop, assert_ok};

fn claim_at(ticket: u64, hint: Option<Hint>) -> sp_runtime::DispatchResult {
	Usdai::claim(RuntimeOrigin::signed(BOB), TicketId(ticket), hint)
}

#[test]
fn claim_should_pay_the_owner_in_order_when_anybody_calls() {
	with_queue(|| {
		assert_noop!(claim(0), Error::<Test>::NothingToClaim);
		mature(70);
		assert_noop!(claim(1), Error::<Test>::NothingToClaim);
		assert_ok!(claim_at(0, None));
		let paid = vec![(USDC_SLOT, coins(70))].try_into().unwrap();
		System::assert_last_event(
			Event::TicketClaimed { ticket: TicketId(0), owner: ALICE, by: BOB, paid, done: false }
				.into(),
		);
		assert_eq!(balance(USDC, ALICE), coins(999_070).get());
		assert_noop!(claim(0), Error::<Test>::NothingToClaim);
		mature(70);
		mature(70);
		for ticket in [0, 1] {
			assert_ok!(claim(ticket));
			assert!(!TicketBook::<Test>::contains_key(TicketId(ticket)));
		}
		assert_eq!(balance(USDC, ALICE), coins(999_200).get());
		assert_noop!(claim(0), Error::<Test>::NoSuchTicket);
	});
}

#[test]
fn claim_should_be_the_same_with_a_hint_and_without() {
	for hinted in [false, true] {
		with_queue(|| {
			for _ in 0..14 {
				mature(70);
			}
			for ticket in [3, 0, 9, 5] {
				let status = Usdai::ticket(TicketId(ticket)).unwrap();
				let expected = status.claimable.iter().map(|(_, units)| units.get()).sum::<u128>();
				let before = balance(USDC, ALICE);
				assert_ok!(claim_at(ticket, hinted.then_some(status.hint)));
				assert_eq!(balance(USDC, ALICE) - before, expected);
			}
			// The last one waits for its last twenty dollars.
			mature(20);
			assert_ok!(claim_at(9, hinted.then_some(Hint::default())));
			assert!(!TicketBook::<Test>::contains_key(TicketId(9)));
		});
	}
}

#[test]
fn claim_should_be_refused_when_the_hint_is_wrong() {
	with_queue(|| {
		for _ in 0..5 {
			mature(70);
		}
		let right = Usdai::ticket(TicketId(1)).unwrap().hint;
		for (first, last) in [(right.first + 1, right.last), (right.first, right.last + 2), (99, 0)]
		{
			assert_noop!(claim_at(1, Some(Hint { first, last })), Error::<Test>::WrongHint);
		}
		assert_ok!(claim_at(1, Some(right)));
	});
}

#[test]
fn claim_should_be_refused_while_its_owner_is_frozen() {
	with_queue(|| {
		mature(100);
		let root = RuntimeOrigin::root;
		assert_ok!(Usdai::freeze(root(), ALICE, FreezeReason::Order, None));
		assert_noop!(claim(0), Error::<Test>::AccountFrozen);
		let offer = Usdai::offer_ticket(RuntimeOrigin::signed(ALICE), TicketId(0), Some(BOB));
		assert_noop!(offer, Error::<Test>::AccountFrozen);
		assert_ok!(Usdai::unfreeze(root(), ALICE));
		assert_ok!(Usdai::offer_ticket(RuntimeOrigin::signed(ALICE), TicketId(0), Some(BOB)));
		assert_ok!(Usdai::freeze(root(), ALICE, FreezeReason::Order, None));
		let accept = Usdai::accept_ticket(RuntimeOrigin::signed(BOB), TicketId(0));
		assert_noop!(accept, Error::<Test>::AccountFrozen);
		assert_ok!(Usdai::unfreeze(root(), ALICE));
		assert_ok!(claim(0));
	});
}

#[test]
fn claims_should_add_up_to_what_was_set_aside_when_all_are_made() {
	with_queue(|| {
		for dollars in [1, 333, 7, 600, 59] {
			mature(dollars);
		}
		for ticket in (0..10).rev() {
			assert_ok!(claim(ticket));
		}
		let tickets = State::<Test>::get().tickets;
		assert_eq!(tickets.set_aside, tickets.claimed);
		assert_eq!((balance(USDC, Usdai::pot()), ledger().owed), (SEED, UsdaiAmount(0)));
	});
}
