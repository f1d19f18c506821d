//! What bills bring home.

use super::gateway::{receipt, reference, with_gate};
use crate::{mock::*, AtCustodian, BroughtBy, Error, Event, FreezeReason, Returned, Rules};
use caliber_primitives::{
	dollar::PauseTier,
	ids::assets::USDC,
	units::{ReserveAmount, Seconds},
};
use frame_support::assert_ok;
use sp_runtime::DispatchResult;

fn say(who: AccountId, n: u8, dollars: u128) -> DispatchResult {
	let returned = Returned { slot: USDC_SLOT, amount: coins(dollars) };
	Usdai::attest_return(RuntimeOrigin::signed(who), receipt(n), reference(n), returned)
}

/// A million dollars; 900,000 of them are in bills, for which the custodian has paid.
fn with_bills(test: impl FnOnce()) {
	with_gate(|| {
		in_bills(1_000_000, 900_000);
		test()
	});
}

/// Three fuses' worth of bills: 3,000,000 on top.
fn many_bills() {
	set_treasury(usd(3_900_000), usd(0));
}

#[test]
fn return_should_come_home_whatever_holds_other_money_up() {
	with_bills(|| {
		// No statement, a frozen custodian, everything paused, and more than a call may attest.
		let rules = Rules { statement_max_age: Some(Seconds(86_400)), ..rules() };
		assert_ok!(Usdai::set_rules(RuntimeOrigin::root(), rules));
		assert_ok!(Usdai::freeze(RuntimeOrigin::root(), CUSTODIAN, FreezeReason::Order, None));
		assert_ok!(Usdai::pause(RuntimeOrigin::root(), PauseTier::Transfer));
		many_bills();
		let before = (balance(USDC, CUSTODIAN), ledger().attested_fuse);
		let pot = balance(USDC, Usdai::pot());
		for who in [CUSTODIAN, AUDITOR] {
			assert_ok!(say(who, 1, 3_900_000));
		}
		System::assert_last_event(
			Event::Brought {
				receipt: receipt(1),
				slot: USDC_SLOT,
				amount: coins(3_900_000),
				auditor: AUDITOR,
			}
			.into(),
		);
		assert_eq!(balance(USDC, Usdai::pot()), pot + coins(3_900_000).get());
		assert_eq!(ledger().attested_fuse.level, before.1.level);
		assert_eq!(AtCustodian::<Test>::get(CUSTODIAN).0, usd(3_900_000));
		// It is no cash until the custodian pays it in for a bill, and then his account pays nothing.
		assert_eq!(ledger().cash, usd(100_000));
		set_treasury(usd(0), usd(0));
		assert_ok!(bring_back(USDC_SLOT, coins(3_900_000)));
		assert_eq!((ledger().cash, ledger().brought), (usd(4_000_000), usd(0)));
		assert_eq!(balance(USDC, CUSTODIAN), before.0);
		assert!(BroughtBy::<Test>::get(CUSTODIAN, USDC_SLOT).is_empty());
	});
}

#[test]
fn return_should_count_against_the_fuse_when_it_is_more_than_is_out() {
	with_bills(|| {
		let both = |n, dollars| {
			assert_ok!(say(CUSTODIAN, n, dollars));
			frame_support::storage::with_storage_layer(|| say(AUDITOR, n, dollars))
		};
		// 900,000 are out: the gain of 3,000 counts.
		assert_ok!(both(1, 903_000));
		assert_eq!(ledger().attested_fuse.level, usd(3_000));
		// All of it has come: everything counts.
		assert_ok!(both(2, 997_000));
		assert_eq!(both(3, 1), Err(Error::<Test>::FuseFull.into()));
		// A custodian's account adds what was not brought.
		let before = balance(USDC, CUSTODIAN);
		set_treasury(usd(0), usd(0));
		assert_ok!(bring_back(USDC_SLOT, coins(1_900_010)));
		assert_eq!(balance(USDC, CUSTODIAN), before - coins(10).get());
	});
}

#[test]
fn return_should_be_refused_when_it_is_not_signed_as_it_must_be() {
	with_bills(|| {
		refused(|| say(AUDITOR, 1, 5), Error::<Test>::NoReceipt);
		refused(|| say(CUSTODIAN, 1, 0), Error::<Test>::ZeroAmount);
		let elsewhere = || {
			let returned = Returned { slot: USDT_SLOT, amount: ReserveAmount(5) };
			let by = RuntimeOrigin::signed(CUSTODIAN);
			Usdai::attest_return(by, receipt(1), reference(1), returned)
		};
		refused(elsewhere, Error::<Test>::NoGate);
		assert_ok!(say(CUSTODIAN, 1, 5));
		refused(|| say(AUDITOR, 1, 6), Error::<Test>::ReceiptDiffers);
		assert_ok!(say(AUDITOR, 1, 5));
		refused(|| say(AUDITOR, 1, 5), Error::<Test>::ReceiptUsed);
	});
}
