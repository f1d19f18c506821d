//! Slashing and ejection.

use crate::{mock::*, Bonded, Event, Standing};
use frame_support::{assert_ok, traits::fungible::InspectHold};
use sp_runtime::Perbill;
use sp_staking::offence::{OffenceDetails, OnOffenceHandler};

fn offend(who: u64, bond: u128, percent: u32) {
	offend_in(0, &[(who, bond)], percent);
}

fn offend_in(session: u32, offenders: &[(u64, u128)], percent: u32) {
	let details =
		|offender: &(u64, u128)| OffenceDetails { offender: *offender, reporters: vec![] };
	let details: Vec<_> = offenders.iter().map(details).collect();
	let fractions = vec![Perbill::from_percent(percent); details.len()];
	Validators::on_offence(&details, &fractions, session);
}

#[test]
fn offence_should_slash_and_eject() {
	with_chain(|| {
		offend(2, BOND, 20);
		assert_eq!(slashed(), 200);
		assert_eq!(crate::Validators::<Test>::get().into_inner(), vec![1]);
		assert_eq!(Bonded::<Test>::get(2), Some(Standing::Leaving(3)));
		System::assert_last_event(Event::Slashed { who: 2, amount: 200, free_from: 3 }.into());
		Session::set(3);
		assert_ok!(Validators::withdraw_bond(RuntimeOrigin::signed(2)));
		assert_eq!(Balances::free_balance(2), 9_800);
	});
}

#[test]
fn offence_should_slash_what_is_left_when_the_bond_was_larger_then() {
	with_chain(|| {
		offend(2, 50 * BOND, 100);
		assert_eq!(slashed(), BOND);
		assert_eq!(Balances::balance_on_hold(&crate::HoldReason::Bond.into(), &2), 0);
	});
}

#[test]
fn offence_should_not_prolong_the_wait_of_one_who_has_left() {
	with_chain(|| {
		assert_ok!(Validators::leave(RuntimeOrigin::signed(2)));
		Session::set(2);
		offend(2, BOND, 10);
		assert_eq!(Bonded::<Test>::get(2), Some(Standing::Leaving(3)));
		assert_eq!(slashed(), 100);
	});
}

#[test]
fn offence_should_slash_but_keep_the_last_validator() {
	with_chain(|| {
		assert_ok!(Validators::leave(RuntimeOrigin::signed(2)));
		offend(1, BOND, 30);
		assert_eq!(slashed(), 300);
		assert_eq!(crate::Validators::<Test>::get().into_inner(), vec![1]);
	});
}

#[test]
fn offence_should_touch_nobody_when_the_offender_is_gone() {
	with_chain(|| {
		offend(7, BOND, 100);
		assert_eq!(slashed(), 0);
		assert_eq!(Balances::free_balance(7), 10_000);
	});
}

/// pallet-offences names all offenders of one kind and time again when another one joins them.
#[test]
fn offence_should_cost_only_what_is_worse_when_it_is_reported_again() {
	with_chain(|| {
		offend_in(4, &[(2, BOND)], 10);
		assert_eq!(slashed(), 100);
		offend_in(4, &[(2, BOND), (1, BOND)], 10);
		assert_eq!(slashed(), 200);
		offend_in(4, &[(2, BOND), (1, BOND)], 30);
		assert_eq!(slashed(), 600);
		// Another session is another offence, and an older one is still known.
		offend_in(5, &[(1, BOND)], 10);
		assert_eq!(slashed(), 700);
		offend_in(4, &[(1, BOND)], 30);
		assert_eq!(slashed(), 700);
		// A later bond starts anew.
		Session::set(30);
		assert_ok!(Validators::withdraw_bond(RuntimeOrigin::signed(2)));
		assert!(!crate::Fined::<Test>::contains_key(2));
	});
}
