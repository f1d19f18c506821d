//! Payouts that do not leave.

use super::gateway::{confirm, deposit, held, receipt, reference, request, with_gate};
use crate::{mock::*, AtCustodian, Error, Event, FreezeReason, Payouts, ReceiptId};
use caliber_primitives::{
	ids::assets::USDC,
	roles::{Role, RoleError},
	testing::world,
	units::ReserveAmount,
};
use frame_support::{assert_noop, assert_ok, traits::fungible::InspectHold};
use sp_core::H256;
use sp_runtime::DispatchResult;

fn cancel(who: AccountId, payout: u64, n: u8) -> DispatchResult {
	Usdai::cancel_payout(RuntimeOrigin::signed(who), payout, receipt(n), reference(n))
}

#[test]
fn payout_should_be_its_holders_again_when_both_say_that_it_will_not_leave() {
	with_gate(|| {
		assert_ok!(deposit(1, 500));
		let before = (held(), balance(USDC, ALICE), AtCustodian::<Test>::get(CUSTODIAN));
		assert_ok!(request(ALICE, 300));
		refused(|| cancel(AUDITOR, 0, 2), Error::<Test>::NoReceipt);
		assert_ok!(cancel(CUSTODIAN, 0, 2));
		// What says that it will not leave does not say that it has left.
		refused(|| confirm(AUDITOR, 0, 2), Error::<Test>::ReceiptDiffers);
		refused(|| cancel(BOB, 0, 2), Error::<Test>::Role(RoleError::NotGranted));
		// A freeze of the holder takes nothing from him.
		assert_ok!(Usdai::freeze(RuntimeOrigin::root(), ALICE, FreezeReason::Order, None));
		assert_ok!(cancel(AUDITOR, 0, 2));
		System::assert_last_event(
			Event::PayoutCancelled {
				receipt: receipt(2),
				payout: 0,
				who: ALICE,
				amount: coins(300),
				left: coins(0),
				auditor: AUDITOR,
			}
			.into(),
		);
		let after = (held(), balance(USDC, ALICE), AtCustodian::<Test>::get(CUSTODIAN));
		assert_eq!(before, after);
		assert_eq!(Balances::total_balance_on_hold(&ALICE), 0);
		refused(|| cancel(CUSTODIAN, 0, 3), Error::<Test>::NoSuchPayout);
	});
}

#[test]
fn payout_should_come_back_in_parts_when_the_fuse_leaves_no_more() {
	with_gate(|| {
		assert_ok!(deposit(1, 900_000));
		assert_ok!(request(ALICE, 700_000));
		assert_ok!(cancel(CUSTODIAN, 0, 2));
		assert_ok!(cancel(AUDITOR, 0, 2));
		assert_eq!(Payouts::<Test>::get(0).unwrap().amount, coins(600_000));
		assert_eq!(Balances::total_balance_on_hold(&ALICE), DEPOSIT);
		assert_ok!(cancel(CUSTODIAN, 0, 3));
		refused(|| cancel(AUDITOR, 0, 3), Error::<Test>::FuseFull);
		wait(86_400);
		assert_ok!(cancel(AUDITOR, 0, 3));
		assert!(Payouts::<Test>::get(0).is_none());
		assert_eq!(Balances::total_balance_on_hold(&ALICE), 0);
	});
}

#[test]
fn payout_should_be_confirmed_by_another_when_custody_was_moved_to_him() {
	with_gate(|| {
		let heir = VAULT;
		assert_ok!(deposit(1, 500));
		assert_ok!(request(ALICE, 300));
		assert_ok!(confirm(CUSTODIAN, 0, 2));
		// The one who has the money is a custodian no more.
		world(|w| {
			w.ended = vec![(CUSTODIAN, Role::Custodian, now())];
			w.roles.as_mut().unwrap().push((heir, Role::Custodian));
		});
		refused(|| confirm(AUDITOR, 0, 2), Error::<Test>::ReceiptDoubtful);
		let by_heir = |who, number| {
			let id = ReceiptId { custodian: heir, number };
			Usdai::confirm_payout(RuntimeOrigin::signed(who), 0, id, reference(3))
		};
		assert_ok!(by_heir(heir, 0));
		refused(|| by_heir(AUDITOR, 0), Error::<Test>::BelowExposure);
		let root = RuntimeOrigin::root;
		let moved = |dollars| Usdai::move_custody(root(), CUSTODIAN, heir, usd(dollars));
		refused(|| moved(501), Error::<Test>::BelowExposure);
		assert_ok!(moved(500));
		System::assert_last_event(
			Event::CustodyMoved { from: CUSTODIAN, to: heir, amount: usd(500) }.into(),
		);
		assert_ok!(by_heir(AUDITOR, 0));
		let left = [CUSTODIAN, heir].map(|who| AtCustodian::<Test>::get(who).0);
		assert_eq!(left, [usd(0), usd(200)]);
	});
}

#[test]
fn payout_should_be_refused_when_it_is_too_small_to_come_back() {
	with_gate(|| {
		let ask = |units| {
			let by = RuntimeOrigin::signed(ALICE);
			Usdai::request_payout(by, USDC_SLOT, ReserveAmount(units), H256::zero())
		};
		assert_noop!(ask(SEED - 1), Error::<Test>::PayoutTooSmall);
		assert_ok!(ask(SEED));
	});
}
