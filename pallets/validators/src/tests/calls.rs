//! Bonding, admission and the ways out.

use crate::{mock::*, Bonded, Error, Event, Rules, Standing};
use frame_support::{assert_ok, traits::fungible::InspectHold};
use sp_runtime::{DispatchError::BadOrigin, TokenError};

fn held(who: u64) -> u128 {
	Balances::balance_on_hold(&crate::HoldReason::Bond.into(), &who)
}

#[test]
fn bond_should_hold_the_bond_and_make_a_candidate() {
	with_chain(|| {
		assert_ok!(Validators::bond(RuntimeOrigin::signed(3)));
		assert_eq!(Bonded::<Test>::get(3), Some(Standing::Candidate));
		assert_eq!(held(3), BOND);
		System::assert_last_event(Event::BondHeld { who: 3, amount: BOND }.into());
	});
}

#[test]
fn bond_should_be_refused_when_held_already_or_not_affordable() {
	with_chain(|| {
		refused(|| Validators::bond(RuntimeOrigin::signed(1)), Error::<Test>::AlreadyBonded);
		refused(|| Validators::bond(RuntimeOrigin::signed(99)), TokenError::FundsUnavailable);
		refused(|| Validators::bond(RuntimeOrigin::root()), BadOrigin);
	});
}

#[test]
fn admit_should_put_a_candidate_into_the_sorted_set() {
	with_chain(|| {
		assert_ok!(Validators::bond(RuntimeOrigin::signed(3)));
		assert_ok!(Validators::admit(RuntimeOrigin::root(), 3));
		assert_eq!(crate::Validators::<Test>::get().into_inner(), vec![1, 2, 3]);
		System::assert_last_event(Event::Admitted { who: 3, validators: 3 }.into());
	});
}

#[test]
fn admit_should_be_refused_when_not_a_candidate_without_keys_or_full() {
	with_chain(|| {
		let admit = |who| move || Validators::admit(RuntimeOrigin::root(), who);
		refused(admit(3), Error::<Test>::NotCandidate);
		refused(admit(1), Error::<Test>::NotCandidate);
		refused(|| Validators::admit(RuntimeOrigin::signed(1), 3), BadOrigin);
		assert_ok!(Validators::bond(RuntimeOrigin::signed(3)));
		without_keys(3);
		refused(admit(3), Error::<Test>::NoKeys);
		for who in 4..7 {
			assert_ok!(Validators::bond(RuntimeOrigin::signed(who)));
		}
		assert_ok!(admit(4)());
		assert_ok!(admit(5)());
		refused(admit(6), Error::<Test>::SetFull);
		// Who is in the set stays when the rules allow fewer.
		let rules = crate::CurrentRules::<Test>::get();
		let fewer = Rules { max_validators: 3, ..rules };
		assert_ok!(Validators::set_rules(RuntimeOrigin::root(), fewer));
		assert_eq!(crate::Validators::<Test>::get().len(), 4);
		assert_ok!(Validators::leave(RuntimeOrigin::signed(5)));
		refused(admit(6), Error::<Test>::SetFull);
		assert_ok!(Validators::set_rules(RuntimeOrigin::root(), rules));
		assert_ok!(admit(6)());
	});
}

#[test]
fn leave_should_free_the_bond_only_after_the_wait() {
	with_chain(|| {
		let withdraw = || Validators::withdraw_bond(RuntimeOrigin::signed(1));
		refused(withdraw, Error::<Test>::StillBonded);
		Session::set(5);
		assert_ok!(Validators::leave(RuntimeOrigin::signed(1)));
		System::assert_last_event(Event::Left { who: 1, free_from: 8, validators: 1 }.into());
		refused(|| Validators::leave(RuntimeOrigin::signed(1)), Error::<Test>::AlreadyLeaving);
		Session::set(7);
		refused(withdraw, Error::<Test>::StillBonded);
		Session::set(8);
		assert_ok!(withdraw());
		assert_eq!(held(1), 0);
		System::assert_last_event(Event::BondWithdrawn { who: 1, amount: BOND }.into());
		refused(withdraw, Error::<Test>::NotBonded);
	});
}

#[test]
fn leave_and_remove_should_keep_the_minimum() {
	with_chain(|| {
		refused(|| Validators::remove(RuntimeOrigin::signed(1), 2), BadOrigin);
		assert_ok!(Validators::remove(RuntimeOrigin::root(), 2));
		refused(|| Validators::remove(RuntimeOrigin::root(), 1), Error::<Test>::SetTooSmall);
		refused(|| Validators::leave(RuntimeOrigin::signed(1)), Error::<Test>::SetTooSmall);
		refused(|| Validators::leave(RuntimeOrigin::signed(9)), Error::<Test>::NotBonded);
	});
}

#[test]
fn a_candidate_should_leave_when_the_set_is_at_its_minimum() {
	with_chain(|| {
		assert_ok!(Validators::remove(RuntimeOrigin::root(), 2));
		assert_ok!(Validators::bond(RuntimeOrigin::signed(3)));
		assert_ok!(Validators::leave(RuntimeOrigin::signed(3)));
	});
}

#[test]
fn set_rules_should_refuse_figures_out_of_range_and_keep_held_bonds() {
	with_chain(|| {
		let good = Rules { bond: 5, unbonding_sessions: 1, min_validators: 1, max_validators: 3 };
		for bad in [
			Rules { bond: 0, ..good },
			Rules { unbonding_sessions: Rules::MAX_UNBONDING_SESSIONS + 1, ..good },
			Rules { min_validators: 0, ..good },
			Rules { min_validators: 4, ..good },
			Rules { max_validators: 101, ..good },
		] {
			refused(
				|| Validators::set_rules(RuntimeOrigin::root(), bad),
				Error::<Test>::OutOfRange,
			);
		}
		refused(|| Validators::set_rules(RuntimeOrigin::signed(1), good), BadOrigin);
		assert_ok!(Validators::set_rules(RuntimeOrigin::root(), good));
		assert_eq!(held(1), BOND);
		assert_ok!(Validators::bond(RuntimeOrigin::signed(3)));
		assert_eq!(held(3), 5);
	});
}
