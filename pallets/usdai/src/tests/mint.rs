//! Reserve assets in, dollars out.

use crate::{mock::*, Breaker, Error, Event, MintQuote, Rules, Terms};
use caliber_primitives::{
	dollar::PauseTier,
	ids::{
		assets::{PYUSD, USDAI, USDC},
		ReserveSlot,
	},
	units::{Ppm, ReserveAmount, UsdaiAmount, UNIT},
};
use frame_support::{assert_noop, assert_ok};

#[test]
fn mint_should_move_money_and_keep_the_fee_in_surplus() {
	with_chain(|| {
		assert_ok!(mint(ALICE, USDC_SLOT, coins(1_000)));
		assert_eq!(balance(USDAI, ALICE), usd(999).get());
		assert_eq!(balance(USDC, ALICE), coins(999_000).get());
		assert_eq!(balance(USDC, Usdai::pot()), SEED + coins(1_000).get());
		assert_eq!((ledger().issued, ledger().cash), (usd(999), usd(1_000)));
		assert_eq!((Usdai::backing(), Usdai::surplus()), (usd(1_000), usd(1)));
		let quote = MintQuote { minted: usd(999), fee: usd(1), discount: usd(0) };
		System::assert_last_event(
			Event::Minted { who: ALICE, slot: USDC_SLOT, paid: coins(1_000), quote }.into(),
		);
	});
}

#[test]
fn mint_should_round_the_fee_up_and_the_value_down_when_they_are_not_whole() {
	with_chain(|| {
		attest(USDC_SLOT, 999_999);
		let quote = Usdai::quote_mint(USDC_SLOT, ReserveAmount(1_234_567)).unwrap();
		let face = 1_234_567 * 10u128.pow(12);
		let value = face * 999_999 / 1_000_000;
		let fee = value.div_ceil(1_000);
		assert_eq!(quote.fee, UsdaiAmount(fee));
		assert_eq!(quote.discount, UsdaiAmount(face - value));
		assert_eq!(quote.minted, UsdaiAmount(value - fee));
		assert_ok!(mint(ALICE, USDC_SLOT, ReserveAmount(1_234_567)));
		assert_eq!(Usdai::surplus(), UsdaiAmount(face - value + fee));
	});
}

#[test]
fn mint_should_count_an_asset_by_its_own_decimals() {
	with_chain(|| {
		assert_ok!(mint(ALICE, PYUSD_SLOT, ReserveAmount(1_234_567_890)));
		assert_eq!(balance(USDAI, ALICE), 12_345_678_900_000_000_000);
		assert_eq!(balance(PYUSD, Usdai::pot()), SEED + 1_234_567_890);
	});
}

#[test]
fn mint_should_follow_the_attested_price() {
	let cases = [
		(2_000_000, Some(1_000)),
		(1_000_000, Some(1_000)),
		(996_000, Some(996)),
		(995_000, Some(995)),
		(994_999, None),
		(970_000, None),
	];
	for (price, minted) in cases {
		with_chain(|| {
			set_terms(USDC_SLOT, free_terms());
			attest(USDC_SLOT, price);
			match minted {
				Some(dollars) => {
					assert_ok!(mint(ALICE, USDC_SLOT, coins(1_000)));
					assert_eq!(balance(USDAI, ALICE), usd(dollars).get(), "{price}");
					assert_eq!(Usdai::surplus(), usd(1_000 - dollars));
				},
				None => refused(|| mint(ALICE, USDC_SLOT, coins(1_000)), Error::<Test>::BelowBand),
			}
		});
	}
}

#[test]
fn mint_should_be_refused_when_the_price_is_old_or_was_never_said() {
	with_chain(|| {
		wait(86_400);
		assert_ok!(mint(ALICE, USDC_SLOT, coins(10)));
		wait(1);
		refused(|| mint(ALICE, USDC_SLOT, coins(10)), Error::<Test>::Unpriced);
		attest(USDC_SLOT, 1_000_000);
		assert_ok!(mint(ALICE, USDC_SLOT, coins(10)));
		refused(|| mint(ALICE, USDT_SLOT, coins(10)), Error::<Test>::Unpriced);
		assert!(Usdai::capacity_to_mint(USDT_SLOT).is_zero());
	});
}

#[test]
fn mint_should_be_refused_when_terms_forbid_it() {
	let tight = |change: fn(&mut Terms)| {
		let mut terms = terms();
		change(&mut terms);
		terms
	};
	let cases = [
		(tight(|t| t.breaker = Breaker::MintingOff), Error::<Test>::MintingOff),
		(tight(|t| t.breaker = Breaker::AllOff), Error::<Test>::MintingOff),
		(tight(|t| t.minimum = usd(1_000)), Error::<Test>::BelowMinimum),
		(tight(|t| t.weight = Ppm(0)), Error::<Test>::AboveCeiling),
	];
	for (terms, error) in cases {
		with_chain(|| {
			set_terms(USDC_SLOT, terms);
			refused(|| mint(ALICE, USDC_SLOT, coins(1_000)), error);
			assert_ok!(mint(ALICE, USDT_SLOT, coins(1_000)));
		});
	}
}

#[test]
fn mint_should_be_refused_when_the_amount_is_hostile() {
	let cases = [
		(USDC_SLOT, ReserveAmount(0), Error::<Test>::ZeroAmount),
		(USDC_SLOT, ReserveAmount(1), Error::<Test>::BelowMinimum),
		(USDC_SLOT, ReserveAmount::MAX, Error::<Test>::Overflow),
		(ReserveSlot(3), coins(1), Error::<Test>::UnknownReserve),
		(ReserveSlot(255), coins(1), Error::<Test>::UnknownReserve),
	];
	for (slot, amount, error) in cases {
		with_chain(|| refused(|| mint(ALICE, slot, amount), error));
	}
	with_chain(|| {
		// More than the caller has: the token refuses, and nothing is booked.
		assert_noop!(
			mint(GUARDIAN, USDC_SLOT, coins(10)),
			sp_runtime::TokenError::FundsUnavailable
		);
	});
}

#[test]
fn mint_should_respect_max_fee_of_fee_and_discount_together() {
	with_chain(|| {
		attest(USDC_SLOT, 999_000);
		// One dollar of discount and 0.999 of fee.
		let cost = UsdaiAmount(UNIT + 999 * UNIT / 1_000);
		let mint = |max| Usdai::mint(RuntimeOrigin::signed(ALICE), USDC_SLOT, coins(1_000), max);
		let less = UsdaiAmount(cost.get() - 1);
		assert_noop!(mint(less), Error::<Test>::FeeAboveMax);
		assert_ok!(mint(cost));
	});
}

#[test]
fn mint_should_be_refused_when_the_call_or_the_window_is_full() {
	with_chain(|| {
		set_terms(USDC_SLOT, free_terms());
		refused(
			|| mint(ALICE, USDC_SLOT, ReserveAmount(coins(1_000_000).get() + 1)),
			Error::<Test>::CapExceeded,
		);
		assert_ok!(mint(ALICE, USDC_SLOT, coins(600_000)));
		assert_eq!(Usdai::capacity_to_mint(PYUSD_SLOT), usd(400_000));
		refused(|| mint(BOB, USDC_SLOT, coins(400_001)), Error::<Test>::FuseFull);
		// Half a window empties half the bucket.
		wait(43_200);
		assert_ok!(mint(BOB, USDC_SLOT, coins(900_000)));
		refused(|| mint(BOB, USDC_SLOT, coins(1)), Error::<Test>::FuseFull);
	});
}

#[test]
fn fuse_should_count_the_net_when_dollars_are_redeemed() {
	with_chain(|| {
		set_terms(USDC_SLOT, free_terms());
		assert_ok!(mint(ALICE, USDC_SLOT, coins(1_000_000)));
		refused(|| mint(BOB, USDC_SLOT, coins(1)), Error::<Test>::FuseFull);
		assert_ok!(redeem(ALICE, USDC_SLOT, usd(300_000)));
		assert_eq!(Usdai::capacity_to_mint(USDC_SLOT), usd(300_000));
		assert_ok!(mint(BOB, USDC_SLOT, coins(300_000)));
		refused(|| mint(BOB, USDC_SLOT, coins(1)), Error::<Test>::FuseFull);
	});
}

#[test]
fn mint_should_be_refused_when_backing_falls_short() {
	with_chain(|| {
		set_treasury(usd(100), usd(0));
		assert_ok!(mint(ALICE, USDC_SLOT, coins(1_000)));
		assert_eq!(Usdai::surplus(), usd(101));
		set_treasury(usd(0), usd(0));
		assert_ok!(mint(ALICE, USDC_SLOT, coins(1_000)));
		lose(USDC_SLOT, coins(10));
		assert_eq!(Usdai::shortfall(), usd(8));
		refused(|| mint(ALICE, USDC_SLOT, coins(1_000)), Error::<Test>::Shortfall);
		assert!(Usdai::capacity_to_mint(USDC_SLOT).is_zero());
		assert_eq!(Usdai::quote_mint(USDC_SLOT, coins(10)), None);
	});
}

#[test]
fn quote_and_capacity_should_say_nothing_when_intake_is_paused() {
	with_chain(|| {
		assert!(!Usdai::capacity_to_mint(USDC_SLOT).is_zero());
		assert_ok!(Usdai::pause(RuntimeOrigin::root(), PauseTier::Intake));
		assert!(Usdai::capacity_to_mint(USDC_SLOT).is_zero());
		assert_eq!(Usdai::quote_mint(USDC_SLOT, coins(10)), None);
	});
}

#[test]
fn mint_should_be_refused_when_it_passes_a_ceiling_of_all_or_of_its_asset() {
	with_chain(|| {
		let ceiling = |total| {
			let rules = Rules { ceiling: total, ..rules() };
			assert_ok!(Usdai::set_rules(RuntimeOrigin::root(), rules));
		};
		for slot in [USDC_SLOT, USDT_SLOT] {
			set_terms(slot, Terms { weight: Ppm(600_000), ..free_terms() });
		}
		ceiling(usd(100));
		assert_eq!(Usdai::capacity_to_mint(USDC_SLOT), usd(60));
		refused(|| mint(ALICE, USDC_SLOT, coins(61)), Error::<Test>::AboveCeiling);
		assert_ok!(mint(ALICE, USDC_SLOT, coins(60)));
		// Forty are left of all, though USDT has room for sixty.
		assert_eq!(Usdai::capacity_to_mint(USDT_SLOT), usd(40));
		refused(|| mint(ALICE, USDT_SLOT, coins(41)), Error::<Test>::AboveCeiling);
		assert_ok!(mint(ALICE, USDT_SLOT, coins(40)));
		ceiling(usd(50));
		refused(|| mint(ALICE, USDT_SLOT, coins(1)), Error::<Test>::AboveCeiling);
		assert_ok!(redeem(ALICE, USDT_SLOT, usd(1)));
	});
}
