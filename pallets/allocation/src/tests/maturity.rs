//! The face comes in.

use crate::{mock::*, AtCustodian, CurrentTotals, Error, Event, Stage, Surplus};
use caliber_primitives::{
	dollar::{Dollar, ReserveBook},
	ids::BillId,
	roles::{Role, RoleError},
	testing::{world, Mock},
	units::{Day, UsdaiAmount},
};
use frame_support::{assert_noop, assert_ok};

#[test]
fn maturity_should_return_the_face_and_leave_the_surplus_as_a_claim() {
	with_chain(|| {
		let bill = held();
		let before = Ledger::cash();
		go(MATURITY);
		assert_ok!(Allocation::mature(by(CUSTODIAN), bill));
		assert_eq!(Ledger::cash(), before.saturating_add(dollars(1_000_000)));
		assert_eq!(world(|w| w.cash_in.clone()), vec![(CUSTODIAN, SLOT, coins(1_000_000))]);
		let totals = CurrentTotals::<Test>::get();
		assert_eq!(
			(totals.accounts.at_settled_cost, totals.accounts.settled_surplus),
			(UsdaiAmount::ZERO, GAIN)
		);
		assert_eq!(Allocation::next_maturity(), None);
		assert!(!AtCustodian::<Test>::contains_key(CUSTODIAN));
		assert_eq!(Ledger::surplus(), GAIN);
		assert_eq!(Allocation::bill(bill).unwrap().stage, Stage::Paid(Surplus::of(GAIN)));
		System::assert_last_event(
			Event::BillMatured {
				bill,
				custodian: CUSTODIAN,
				slot: SLOT,
				face: coins(1_000_000),
				cost: COST,
				surplus: GAIN,
				at_settled_cost: UsdaiAmount::ZERO,
			}
			.into(),
		);
		assert_ok!(Allocation::confirm_maturity(by(AUDITOR), bill));
		assert_eq!(Allocation::bill(bill).unwrap().stage, Stage::Settled(Surplus::of(GAIN)));
		System::assert_last_event(Event::MaturityConfirmed { bill, by: AUDITOR }.into());
	});
}

#[test]
fn maturity_should_settle_when_the_auditor_comes_first() {
	with_chain(|| {
		let bill = held();
		go(MATURITY);
		assert_ok!(Allocation::confirm_maturity(by(AUDITOR), bill));
		assert_eq!(Allocation::at_settled_cost(), COST);
		assert_noop!(
			Allocation::confirm_maturity(by(AUDITOR), bill),
			Error::<Test>::AlreadyConfirmed
		);
		assert_ok!(Allocation::mature(by(CUSTODIAN), bill));
		assert_eq!(Allocation::bill(bill).unwrap().stage, Stage::Settled(Surplus::of(GAIN)));
	});
}

#[test]
fn maturity_should_need_a_new_confirmation_when_the_auditor_was_put_in_doubt() {
	with_chain(|| {
		let bill = held();
		go(MATURITY);
		assert_ok!(Allocation::confirm_maturity(by(AUDITOR), bill));
		world(|w| w.roles.as_mut().unwrap().retain(|(who, _)| *who != AUDITOR));
		assert_ok!(Allocation::mature(by(CUSTODIAN), bill));
		assert_eq!(Allocation::bill(bill).unwrap().stage, Stage::Paid(Surplus::of(GAIN)));
	});
}

#[test]
fn maturity_should_be_refused_when_it_is_too_early_or_not_settled() {
	with_chain(|| {
		let bill = bought();
		go(MATURITY);
		let mature = || Allocation::mature(by(CUSTODIAN), bill);
		let confirm = || Allocation::confirm_maturity(by(AUDITOR), bill);
		assert_noop!(mature(), Error::<Test>::NotSettled);
		assert_noop!(confirm(), Error::<Test>::NotSettled);
		for who in [CUSTODIAN, AUDITOR] {
			assert_ok!(Allocation::confirm_settlement(by(who), bill));
		}
		go(Day(MATURITY.0 - 1));
		assert_noop!(mature(), Error::<Test>::NotMatured);
		assert_noop!(confirm(), Error::<Test>::NotMatured);
		go(MATURITY);
		assert_ok!(mature());
		assert_noop!(mature(), Error::<Test>::AlreadyPaid);
		assert_ok!(confirm());
		assert_noop!(mature(), Error::<Test>::AlreadyPaid);
		assert_noop!(confirm(), Error::<Test>::AlreadyConfirmed);
	});
}

#[test]
fn maturity_should_be_refused_when_the_signer_is_not_right() {
	with_chain(|| {
		let bill = held();
		go(MATURITY);
		for who in [OPERATOR, AUDITOR, ANYONE] {
			assert_noop!(Allocation::mature(by(who), bill), Error::<Test>::NotCustodian);
		}
		for bill in [BillId(1), BillId(u32::MAX)] {
			assert_noop!(Allocation::mature(by(CUSTODIAN), bill), Error::<Test>::UnknownBill);
		}
		for who in [CUSTODIAN, OPERATOR, ANYONE] {
			assert_noop!(
				Allocation::confirm_maturity(by(who), bill),
				Error::<Test>::Role(RoleError::NotGranted)
			);
		}
		for who in [CUSTODIAN, OPERATOR] {
			world(|w| w.roles.as_mut().unwrap().push((who, Role::Auditor)));
			assert_noop!(Allocation::confirm_maturity(by(who), bill), Error::<Test>::NotDistinct);
		}
	});
}

#[test]
fn maturity_should_be_accepted_when_the_custodian_has_lost_the_role_or_all_is_paused() {
	with_chain(|| {
		let bill = held();
		go(MATURITY);
		world(|w| {
			w.roles = Some(vec![]);
			w.paused = Some(caliber_primitives::dollar::PauseTier::Transfer);
		});
		let before = Mock::cash_in(SLOT);
		assert_ok!(Allocation::mature(by(CUSTODIAN), bill));
		assert_eq!(Mock::cash_in(SLOT).0, before.0 + coins(1_000_000).0);
	});
}
