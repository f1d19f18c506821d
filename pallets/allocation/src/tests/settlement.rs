//! A bill is in custody when two say so.

use crate::{mock::*, CurrentTotals, Error, Event, Held, Purchase, Stage};
use caliber_primitives::{
	dollar::ReserveBook,
	ids::BillId,
	roles::{Role, RoleError},
	testing::world,
	units::UsdaiAmount,
};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

#[test]
fn settlement_should_count_when_both_have_confirmed_in_any_order() {
	for order in [[CUSTODIAN, AUDITOR], [AUDITOR, CUSTODIAN]] {
		with_chain(|| {
			let bill = bought();
			assert_ok!(Allocation::confirm_settlement(by(order[0]), bill));
			assert_eq!(Allocation::in_transit(), COST);
			assert_noop!(
				Allocation::confirm_settlement(by(order[0]), bill),
				Error::<Test>::AlreadyConfirmed
			);
			assert_ok!(Allocation::confirm_settlement(by(order[1]), bill));
			assert_eq!(Allocation::in_transit(), UsdaiAmount::ZERO);
			assert_eq!(Allocation::at_settled_cost(), COST);
			let stage = Allocation::bill(bill).unwrap().stage;
			assert_eq!(stage, Stage::Held(Held { auditor: None }));
			for who in order {
				assert_noop!(
					Allocation::confirm_settlement(by(who), bill),
					Error::<Test>::AlreadyConfirmed
				);
			}
		});
	}
}

#[test]
fn settlement_should_be_told() {
	with_chain(|| {
		let bill = held();
		for (by, role) in [(CUSTODIAN, Role::Custodian), (AUDITOR, Role::Auditor)] {
			System::assert_has_event(Event::SettlementConfirmed { bill, by, role }.into());
		}
		let (at_settled_cost, in_transit) = (COST, UsdaiAmount::ZERO);
		System::assert_last_event(
			Event::BillSettled { bill, cost: COST, at_settled_cost, in_transit }.into(),
		);
	});
}

#[test]
fn settlement_should_be_refused_when_the_signer_is_not_the_right_one() {
	with_chain(|| {
		let bill = bought();
		let confirm = |who| Allocation::confirm_settlement(by(who), bill);
		let not_granted: DispatchError = Error::<Test>::Role(RoleError::NotGranted).into();
		assert_noop!(confirm(ANYONE), not_granted);
		assert_noop!(confirm(OPERATOR), not_granted);
		// Another custodian is no party, and an operator who audits is no third account.
		world(|w| w.roles.as_mut().unwrap().extend([(9, Role::Custodian)]));
		assert_noop!(confirm(9), not_granted);
		world(|w| w.roles.as_mut().unwrap().extend([(OPERATOR, Role::Auditor)]));
		assert_noop!(confirm(OPERATOR), Error::<Test>::NotDistinct);
		// A custodian who also audits speaks once, as custodian.
		world(|w| w.roles.as_mut().unwrap().extend([(CUSTODIAN, Role::Auditor)]));
		assert_ok!(confirm(CUSTODIAN));
		assert_noop!(confirm(CUSTODIAN), Error::<Test>::AlreadyConfirmed);
		assert_noop!(
			Allocation::confirm_settlement(by(AUDITOR), BillId(9)),
			Error::<Test>::UnknownBill
		);
	});
}

#[test]
fn settlement_should_be_refused_when_its_day_has_not_come() {
	with_chain(|| {
		let order = order();
		let purchase = Purchase { settles: after(1), ..purchase() };
		assert_ok!(Allocation::fill(by(OPERATOR), order, purchase));
		let confirm = |who| Allocation::confirm_settlement(by(who), BillId(0));
		assert_noop!(confirm(CUSTODIAN), Error::<Test>::NotSettlementDay);
		assert_noop!(confirm(AUDITOR), Error::<Test>::NotSettlementDay);
		go(after(1));
		assert_ok!(confirm(CUSTODIAN));
	});
}

#[test]
fn settlement_should_need_a_new_confirmation_when_the_first_was_put_in_doubt() {
	with_chain(|| {
		let bill = bought();
		assert_ok!(Allocation::confirm_settlement(by(AUDITOR), bill));
		world(|w| {
			let grants = w.roles.as_mut().unwrap();
			grants.retain(|(who, _)| *who != AUDITOR);
			grants.push((9, Role::Auditor));
		});
		assert_ok!(Allocation::confirm_settlement(by(CUSTODIAN), bill));
		assert_eq!(CurrentTotals::<Test>::get().accounts.at_settled_cost, UsdaiAmount::ZERO);
		assert_ok!(Allocation::confirm_settlement(by(9), bill));
		assert_eq!(CurrentTotals::<Test>::get().accounts.at_settled_cost, COST);
	});
}
