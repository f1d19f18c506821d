//! Dollars on other chains.

use crate::{mock::*, Error, Event, FreezeReason};
use caliber_primitives::{
	dollar::{Bridge, PauseTier},
	ids::assets::USDAI,
	units::UsdaiAmount,
};
use frame_support::{assert_ok, storage::with_storage_layer};
use sp_runtime::DispatchResult;

fn send(amount: UsdaiAmount) -> DispatchResult {
	with_storage_layer(|| <Usdai as Bridge<AccountId>>::bridge_out(&ALICE, amount))
}

fn bring(amount: UsdaiAmount) -> DispatchResult {
	with_storage_layer(|| <Usdai as Bridge<AccountId>>::bridge_in(&BOB, amount))
}

#[test]
fn bridge_should_keep_dollars_issued_when_they_are_elsewhere() {
	with_chain(|| {
		set_terms(USDC_SLOT, free_terms());
		assert_ok!(mint(ALICE, USDC_SLOT, coins(1_000)));
		assert_ok!(send(usd(400)));
		System::assert_last_event(
			Event::BridgedOut { from: ALICE, amount: usd(400), bridged: usd(400) }.into(),
		);
		assert_eq!((ledger().issued, ledger().bridged), (usd(1_000), usd(400)));
		assert_eq!(Assets::total_supply(USDAI), usd(600).get());
		// They are not destroyed.
		refused(|| Usdai::reconcile(RuntimeOrigin::signed(BOB)), Error::<Test>::NothingToReconcile);
		assert_ok!(bring(usd(150)));
		System::assert_last_event(
			Event::BridgedIn { to: BOB, amount: usd(150), bridged: usd(250) }.into(),
		);
		assert_eq!((balance(USDAI, BOB), ledger().issued), (usd(150).get(), usd(1_000)));
	});
}

#[test]
fn bridge_should_bring_no_more_than_is_out_and_no_faster_than_its_fuse() {
	with_chain(|| {
		set_terms(USDC_SLOT, free_terms());
		assert_ok!(mint(ALICE, USDC_SLOT, coins(1_000_000)));
		wait(86_400);
		attest_all();
		refused(|| bring(usd(1)), Error::<Test>::AboveBridged);
		refused(|| send(usd(0)), Error::<Test>::ZeroAmount);
		refused(|| bring(usd(0)), Error::<Test>::ZeroAmount);
		assert_ok!(send(usd(1_000_000)));
		refused(|| send(usd(1)), Error::<Test>::AboveIssuance);
		let mut rules = rules();
		rules.attested.floor = usd(1_000);
		rules.attested.per_call = caliber_primitives::units::Ppm(0);
		rules.attested.per_window = caliber_primitives::units::Ppm(0);
		assert_ok!(Usdai::set_rules(RuntimeOrigin::root(), rules));
		refused(|| bring(usd(1_001)), Error::<Test>::CapExceeded);
		assert_ok!(bring(usd(1_000)));
		refused(|| bring(usd(1)), Error::<Test>::FuseFull);
		wait(86_400);
		refused(|| bring(usd(999_001)), Error::<Test>::AboveBridged);
		assert_ok!(bring(usd(1_000)));
	});
}

#[test]
fn bridge_should_be_closed_when_an_account_is_frozen_or_transfers_are_paused() {
	with_chain(|| {
		assert_ok!(mint(ALICE, USDC_SLOT, coins(1_000)));
		assert_ok!(send(usd(100)));
		for who in [ALICE, BOB] {
			assert_ok!(Usdai::freeze(RuntimeOrigin::root(), who, FreezeReason::Order, None));
		}
		refused(|| send(usd(1)), Error::<Test>::AccountFrozen);
		refused(|| bring(usd(1)), Error::<Test>::AccountFrozen);
		for who in [ALICE, BOB] {
			assert_ok!(Usdai::unfreeze(RuntimeOrigin::root(), who));
		}
		assert_ok!(Usdai::pause(RuntimeOrigin::root(), PauseTier::Transfer));
		refused(|| send(usd(1)), Error::<Test>::TierPaused);
		refused(|| bring(usd(1)), Error::<Test>::TierPaused);
	});
}
