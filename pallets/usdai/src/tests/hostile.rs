//! The hostile inputs of the threat model that concern the dollar, H20 to H29.

use super::gateway::{deposit, sign, with_gate};
use crate::{mock::*, Error, Rules, Terms};
use caliber_primitives::{
	ids::assets::USDC,
	units::{Ppm, Seconds, UsdaiAmount},
};
use frame_support::{assert_noop, assert_ok};

#[test]
fn h20_mint_should_be_refused_when_there_is_no_receipt() {
	with_gate(|| refused(|| sign(AUDITOR, 1, 100), Error::<Test>::NoReceipt));
}

#[test]
fn h21_receipt_should_be_refused_when_it_comes_twice() {
	with_gate(|| {
		assert_ok!(deposit(1, 100));
		refused(|| sign(CUSTODIAN, 1, 100), Error::<Test>::ReceiptUsed);
		refused(|| sign(AUDITOR, 1, 100), Error::<Test>::ReceiptUsed);
	});
}

#[test]
fn h22_receipt_should_be_refused_when_it_is_above_a_cap() {
	with_gate(|| {
		assert_ok!(sign(CUSTODIAN, 1, 1_000_001));
		refused(|| sign(AUDITOR, 1, 1_000_001), Error::<Test>::CapExceeded);
		assert_ok!(deposit(2, 1_000_000));
		assert_ok!(sign(CUSTODIAN, 3, 1));
		refused(|| sign(AUDITOR, 3, 1), Error::<Test>::FuseFull);
	});
}

#[test]
fn h23_intake_should_stop_when_an_asset_is_at_97_cents() {
	with_chain(|| {
		attest(USDC_SLOT, 970_000);
		refused(|| mint(ALICE, USDC_SLOT, coins(10)), Error::<Test>::BelowBand);
		assert_ok!(mint(ALICE, USDT_SLOT, coins(10)));
	});
}

#[test]
fn h24_intake_should_stop_when_an_assets_supply_jumps() {
	with_chain(|| {
		// Three million were there when the price was attested; a million more may be wrapped.
		let print = |dollars| {
			assert_ok!(Assets::mint(RuntimeOrigin::signed(0), USDC, BOB, coins(dollars).get()));
		};
		print(1_000_000);
		assert_ok!(mint(ALICE, USDC_SLOT, coins(10)));
		print(1);
		refused(|| mint(ALICE, USDC_SLOT, coins(10)), Error::<Test>::SupplyJumped);
		assert_eq!(Usdai::quote_mint(USDC_SLOT, coins(10)), None);
		print(300_000_000);
		refused(|| mint(ALICE, USDC_SLOT, coins(10)), Error::<Test>::SupplyJumped);
		// Redemption is not concerned, nor is another asset; an auditor who has looked lifts it.
		assert_ok!(redeem(ALICE, USDC_SLOT, usd(1)));
		assert_ok!(mint(ALICE, USDT_SLOT, coins(10)));
		attest(USDC_SLOT, 1_000_000);
		assert_ok!(mint(ALICE, USDC_SLOT, coins(10)));
	});
}

#[test]
fn h25_harvest_should_be_refused_when_it_is_above_what_the_bill_brought() {
	with_chain(|| {
		assert_ok!(mint(ALICE, USDC_SLOT, coins(1_000)));
		assert_ok!(bring_back(USDC_SLOT, coins(100)));
		assert_noop!(
			harvest(1, usd(50), UsdaiAmount(usd(50).get() + 1)),
			Error::<Test>::ExceedsSurplus
		);
	});
}

#[test]
fn h26_treasury_should_be_refused_when_it_takes_what_is_promised_or_pays_the_pot() {
	with_chain(|| {
		set_terms(USDC_SLOT, free_terms());
		assert_ok!(mint(ALICE, USDC_SLOT, coins(1_000)));
		let pot = Usdai::pot();
		let into_pot = || {
			use caliber_primitives::dollar::Dollar;
			<Usdai as Dollar<AccountId>>::spend_cash(USDC_SLOT, coins(1), &pot)
		};
		refused(into_pot, Error::<Test>::Forbidden);
		set_treasury(usd(900), usd(0));
		assert_ok!(spend(USDC_SLOT, coins(900)));
		assert_ok!(redeem(ALICE, USDC_SLOT, usd(500)));
		// A hundred dollars of the ticket are in the pot and no treasury's.
		assert_eq!(balance(USDC, pot), SEED + coins(100).get());
		refused(|| spend(USDC_SLOT, coins(1)), Error::<Test>::CashBufferEmpty);
		set_treasury(usd(0), usd(0));
		assert_ok!(bring_back(USDC_SLOT, coins(900)));
		assert_ok!(claim(0));
	});
}

#[test]
fn h27_to_h29_rules_should_be_refused_when_root_sets_them_out_of_range() {
	with_chain(|| {
		let root = RuntimeOrigin::root;
		let error = || Error::<Test>::OutOfRange;
		let mut huge = rules();
		huge.mint.per_window = Ppm(u32::MAX);
		let mut floor = rules();
		floor.attested.floor = UsdaiAmount(5 * 10u128.pow(35));
		for wrong in [huge, floor, Rules { window: Seconds(0), ..rules() }] {
			refused(|| Usdai::set_rules(root(), wrong), error());
		}
		for wrong in [
			Terms { mint_fee: Ppm(250_001), ..terms() },
			Terms { redeem_fee: Ppm(250_001), ..terms() },
			Terms { weight: Ppm(u32::MAX), ..terms() },
		] {
			refused(|| Usdai::set_terms(root(), USDC_SLOT, wrong), error());
		}
	});
}
