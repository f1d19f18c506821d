//! What is too little for an account to have is kept for it.

use crate::{mock::*, Error, Event, FreezeReason};
use caliber_primitives::{
	ids::assets::{USDAI, USDC, USDT},
	units::ReserveAmount,
};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchResult;

/// Has dollars and no reserve asset.
const CAROL: AccountId = 3;

/// A thousand USDC and one USDT back what is there; Carol has 500 dollars.
fn with_little_usdt(test: impl FnOnce()) {
	with_chain(|| {
		for slot in [USDC_SLOT, USDT_SLOT] {
			set_terms(slot, free_terms());
		}
		assert_ok!(mint(ALICE, USDC_SLOT, coins(999)));
		assert_ok!(mint(BOB, USDT_SLOT, coins(1)));
		let to_carol = usd(500).get();
		assert_ok!(Assets::transfer(RuntimeOrigin::signed(ALICE), USDAI, CAROL, to_carol));
		test()
	});
}

fn collect() -> DispatchResult {
	Usdai::collect(RuntimeOrigin::signed(BOB), CAROL)
}

fn carried() -> Vec<(caliber_primitives::ids::ReserveSlot, ReserveAmount)> {
	Usdai::carried(CAROL).to_vec()
}

/// What Carol has of both assets.
fn wallet() -> (u128, u128) {
	(balance(USDC, CAROL), balance(USDT, CAROL))
}

#[test]
fn redeem_mix_should_carry_what_is_below_the_minimum_balance() {
	with_little_usdt(|| {
		// A thousandth of 9 dollars is less than a cent.
		assert_ok!(redeem_mix(CAROL, usd(9)));
		assert_eq!(wallet(), (8_991_000, 0));
		assert_eq!(carried(), [(USDT_SLOT, ReserveAmount(9_000))]);
		let carried_now = Usdai::carried(CAROL);
		System::assert_has_event(Event::Carried { who: CAROL, carried: carried_now }.into());
		assert_eq!(ledger().cash, usd(991));
		refused(collect, Error::<Test>::NothingToClaim);
		// The next one brings both.
		assert_ok!(redeem_mix(CAROL, usd(9)));
		assert_eq!((wallet(), carried()), ((17_982_000, 18_000), vec![]));
		assert_eq!(balance(USDT, Usdai::pot()), SEED + 1_000_000 - 18_000);
	});
}

#[test]
fn claim_should_carry_what_is_below_the_minimum_balance() {
	with_little_usdt(|| {
		set_treasury(usd(990), usd(0));
		assert_ok!(spend(USDC_SLOT, coins(990)));
		assert_ok!(redeem(ALICE, USDC_SLOT, usd(400)));
		assert_ok!(redeem(CAROL, USDC_SLOT, usd(300)));
		assert_ok!(mint(BOB, USDT_SLOT, ReserveAmount(5_000)));
		set_treasury(usd(0), usd(0));
		assert_ok!(bring_back(USDC_SLOT, coins(990)));
		assert_ok!(claim(1));
		let owed: u128 = carried().iter().map(|(_, units)| units.get()).sum();
		assert_eq!(wallet().0 + wallet().1 + owed, coins(300).get());
		assert_ok!(claim(0));
	});
}

#[test]
fn collect_should_pay_the_owner_once_he_can_have_it() {
	with_little_usdt(|| {
		assert_ok!(redeem_mix(CAROL, usd(9)));
		let bob = || RuntimeOrigin::signed(BOB);
		assert_ok!(Assets::transfer(bob(), USDT, CAROL, SEED));
		assert_ok!(Usdai::freeze(RuntimeOrigin::root(), CAROL, FreezeReason::Order, None));
		assert_noop!(collect(), Error::<Test>::AccountFrozen);
		assert_ok!(Usdai::unfreeze(RuntimeOrigin::root(), CAROL));
		assert_ok!(collect());
		assert_eq!((wallet().1, carried()), (SEED + 9_000, vec![]));
		refused(collect, Error::<Test>::NothingToClaim);
		assert_noop!(
			Usdai::collect(RuntimeOrigin::root(), CAROL),
			sp_runtime::DispatchError::BadOrigin
		);
	});
}

#[test]
fn everybody_should_be_paid_to_the_last_unit_when_all_leave() {
	with_little_usdt(|| {
		assert_ok!(redeem_mix(CAROL, usd(9)));
		assert_ok!(redeem_mix(CAROL, usd(491)));
		assert_ok!(redeem_mix(ALICE, usd(499)));
		assert_ok!(redeem_mix(BOB, usd(1)));
		assert_eq!((ledger().cash, ledger().issued), (usd(0), usd(0)));
		assert!(carried().is_empty());
		for asset in [USDC, USDT] {
			assert_eq!(balance(asset, Usdai::pot()), SEED);
		}
	});
}
