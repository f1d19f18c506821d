//! What nobody needs any more goes, and nothing else.

use super::gateway::{receipt, sign, with_gate};
use crate::{
	mock::*, Checkpoints, CleanedTo, Error, Event, FreezeList, FreezeReason, Litter, Receipts,
	GUARDIAN_REST, RECEIPT_LIFE, SWEEP,
};
use caliber_primitives::{ids::TicketId, units::Seconds};
use frame_support::assert_ok;
use sp_runtime::DispatchResult;

fn clean(what: Litter<AccountId>) -> DispatchResult {
	Usdai::clean(RuntimeOrigin::signed(BOB), what)
}

fn kept() -> Vec<u32> {
	let mut all: Vec<_> = Checkpoints::<Test>::iter_keys().collect();
	all.sort_unstable();
	all
}

#[test]
fn checkpoints_should_go_when_every_ticket_before_them_was_claimed() {
	with_queue(|| {
		let nothing = || refused(|| clean(Litter::Checkpoints), Error::<Test>::NothingToClean);
		nothing();
		for _ in 0..5 {
			mature(50);
		}
		// The oldest ticket was issued before the first of them.
		nothing();
		for ticket in [2, 1] {
			assert_ok!(claim(ticket));
		}
		nothing();
		assert_ok!(claim(0));
		assert_ok!(clean(Litter::Checkpoints));
		System::assert_last_event(Event::Cleaned { what: Litter::Checkpoints }.into());
		// Ticket 2 is half paid: it begins where the newest one ends.
		assert_eq!(kept(), [4]);
		assert_eq!(CleanedTo::<Test>::get().ticket, 2);
		for _ in 0..15 {
			mature(50);
		}
		// What is left can be claimed, by search and by hint.
		for ticket in 2..10 {
			let hint = Usdai::ticket(TicketId(ticket)).unwrap().hint;
			let by = RuntimeOrigin::signed(BOB);
			assert_ok!(Usdai::claim(by, TicketId(ticket), (ticket % 2 == 0).then_some(hint)));
		}
		assert_ok!(clean(Litter::Checkpoints));
		assert!(kept().is_empty());
		nothing();
	});
}

#[test]
fn checkpoints_should_go_some_at_a_time() {
	with_queue(|| {
		for _ in 0..1_000 / 20 {
			mature(20);
		}
		for ticket in 0..10 {
			assert_ok!(claim(ticket));
		}
		assert_ok!(clean(Litter::Checkpoints));
		assert_eq!(kept().len(), 50 - usize::try_from(SWEEP).unwrap());
		assert_ok!(clean(Litter::Checkpoints));
		assert!(kept().is_empty());
	});
}

#[test]
fn freeze_should_go_when_it_limits_nobody_any_more() {
	with_chain(|| {
		let litter = || Litter::Freeze(ALICE);
		let nothing = || refused(|| clean(litter()), Error::<Test>::NothingToClean);
		nothing();
		let until = Some(now().saturating_add(Seconds(100)));
		let by = RuntimeOrigin::signed(GUARDIAN);
		assert_ok!(Usdai::freeze(by, ALICE, FreezeReason::Order, until));
		nothing();
		wait(100 + GUARDIAN_REST.get() - 1);
		nothing();
		wait(1);
		assert_ok!(clean(litter()));
		assert!(!FreezeList::<Test>::contains_key(ALICE));
		assert_ok!(Usdai::freeze(RuntimeOrigin::root(), ALICE, FreezeReason::Order, None));
		wait(1_000_000_000);
		nothing();
	});
}

#[test]
fn receipt_should_go_when_no_auditor_used_it_and_its_number_never_come_back() {
	with_gate(|| {
		assert_ok!(sign(CUSTODIAN, 1, 500));
		let nothing = || {
			refused(|| clean(Litter::Receipt(receipt(1))), Error::<Test>::NothingToClean);
		};
		wait(RECEIPT_LIFE.get());
		nothing();
		wait(1);
		assert_ok!(clean(Litter::Receipt(receipt(1))));
		assert!(Receipts::<Test>::iter().next().is_none());
		for who in [CUSTODIAN, AUDITOR] {
			refused(|| sign(who, 1, 500), Error::<Test>::ReceiptUsed);
		}
		nothing();
		assert_ok!(sign(CUSTODIAN, 2, 500));
	});
}
