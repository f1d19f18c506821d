//! Dollars in, reserve assets out.

use crate::{mock::*, Breaker, Error, Event, MixQuote, RedeemQuote, Terms};
use caliber_primitives::{
	ids::{
		assets::{PYUSD, USDAI, USDC, USDT},
		TicketId,
	},
	units::{ReserveAmount, UsdaiAmount, UNIT},
};
use frame_support::{assert_noop, assert_ok};

#[test]
fn redeem_should_move_money_and_keep_the_fee_in_surplus() {
	with_chain(|| {
		assert_ok!(mint(ALICE, USDC_SLOT, coins(10_000)));
		assert_ok!(redeem(ALICE, USDC_SLOT, usd(1_000)));
		assert_eq!(balance(USDAI, ALICE), usd(8_990).get());
		assert_eq!(balance(USDC, ALICE), coins(990_999).get());
		assert_eq!((ledger().issued, ledger().cash), (usd(8_990), usd(9_001)));
		assert_eq!(Usdai::surplus(), usd(11));
		let quote = RedeemQuote { paid: coins(999), fee: usd(1), discount: usd(0) };
		System::assert_last_event(
			Event::Redeemed { who: ALICE, slot: USDC_SLOT, amount: usd(1_000), quote }.into(),
		);
	});
}

#[test]
fn redeem_should_round_for_the_protocol_when_amounts_are_not_whole() {
	with_chain(|| {
		assert_ok!(mint(ALICE, USDC_SLOT, coins(10)));
		let before = Usdai::surplus();
		let amount = UsdaiAmount(UNIT + 1);
		let quote = Usdai::quote_redeem(USDC_SLOT, amount).unwrap();
		let fee = amount.get().div_ceil(1_000);
		assert_eq!(quote.fee, UsdaiAmount(fee));
		assert_eq!(quote.paid, ReserveAmount((amount.get() - fee) / 10u128.pow(12)));
		assert_ok!(redeem(ALICE, USDC_SLOT, amount));
		let paid = quote.paid.get() * 10u128.pow(12);
		assert_eq!(Usdai::surplus().get(), before.get() + amount.get() - paid);
	});
}

#[test]
fn redeem_should_empty_the_books_when_everybody_leaves() {
	with_chain(|| {
		set_terms(USDC_SLOT, free_terms());
		assert_ok!(mint(ALICE, USDC_SLOT, coins(10)));
		assert_ok!(redeem(ALICE, USDC_SLOT, usd(10)));
		assert_eq!((ledger().issued, ledger().cash), (usd(0), usd(0)));
		assert_eq!((balance(USDC, Usdai::pot()), balance(USDAI, ALICE)), (SEED, 0));
		assert_ok!(mint(ALICE, USDC_SLOT, coins(10)));
	});
}

#[test]
fn redeem_should_be_refused_when_it_cannot_be_paid() {
	with_chain(|| {
		assert_ok!(mint(ALICE, USDC_SLOT, coins(10)));
		assert_ok!(mint(BOB, USDT_SLOT, coins(10)));
		let cases = [
			(USDC_SLOT, usd(0), Error::<Test>::ZeroAmount),
			(USDC_SLOT, UsdaiAmount(1), Error::<Test>::PaysNothing),
			(USDC_SLOT, usd(15), Error::<Test>::CashBufferEmpty),
			(PYUSD_SLOT, usd(1), Error::<Test>::CashBufferEmpty),
			(USDC_SLOT, usd(20), Error::<Test>::AboveIssuance),
			(caliber_primitives::ids::ReserveSlot(9), usd(1), Error::<Test>::UnknownReserve),
		];
		for (slot, amount, error) in cases {
			refused(|| redeem(ALICE, slot, amount), error);
		}
		// More than the caller has: the token refuses.
		assert_noop!(redeem(GUARDIAN, USDC_SLOT, usd(1)), sp_runtime::TokenError::FundsUnavailable);
		set_terms(USDC_SLOT, Terms { breaker: Breaker::MintingOff, ..terms() });
		assert_ok!(redeem(ALICE, USDC_SLOT, usd(1)));
		set_terms(USDC_SLOT, Terms { breaker: Breaker::AllOff, ..terms() });
		refused(|| redeem(ALICE, USDC_SLOT, usd(1)), Error::<Test>::RedemptionOff);
		assert_ok!(redeem(ALICE, USDT_SLOT, usd(1)));
	});
}

#[test]
fn redeem_should_respect_max_fee() {
	with_chain(|| {
		assert_ok!(mint(ALICE, USDC_SLOT, coins(100)));
		let redeem = |max| Usdai::redeem(RuntimeOrigin::signed(ALICE), USDC_SLOT, usd(10), max);
		let fee = UNIT / 100;
		assert_noop!(redeem(UsdaiAmount(fee - 1)), Error::<Test>::FeeAboveMax);
		assert_ok!(redeem(UsdaiAmount(fee)));
	});
}

#[test]
fn redeem_should_be_refused_for_every_asset_when_a_held_one_is_out_of_band() {
	for price in [994_999, 1_005_001] {
		with_chain(|| {
			assert_ok!(mint(ALICE, USDC_SLOT, coins(10)));
			attest(USDT_SLOT, price);
			// Nothing of it is held.
			assert_ok!(redeem(ALICE, USDC_SLOT, usd(1)));
			attest(USDT_SLOT, 995_000);
			assert_ok!(mint(BOB, USDT_SLOT, coins(10)));
			assert_ok!(redeem(ALICE, USDC_SLOT, usd(1)));
			attest(USDT_SLOT, price);
			refused(|| redeem(ALICE, USDC_SLOT, usd(1)), Error::<Test>::MixOnly);
			refused(|| redeem(ALICE, USDT_SLOT, usd(1)), Error::<Test>::MixOnly);
			assert_ok!(redeem_mix(ALICE, usd(1)));
		});
	}
}

#[test]
fn redeem_mix_should_work_when_no_price_is_fresh() {
	with_chain(|| {
		assert_ok!(mint(ALICE, USDC_SLOT, coins(10)));
		wait(86_401);
		refused(|| redeem(ALICE, USDC_SLOT, usd(1)), Error::<Test>::MixOnly);
		assert_ok!(redeem_mix(ALICE, usd(1)));
	});
}

#[test]
fn redeem_mix_should_pay_the_first_and_the_last_the_same() {
	// 40 USDC and 60 USDT at 0.90.
	with_chain(|| {
		for slot in [USDC_SLOT, USDT_SLOT] {
			set_terms(slot, free_terms());
		}
		assert_ok!(mint(ALICE, USDC_SLOT, coins(40)));
		assert_ok!(mint(ALICE, USDT_SLOT, coins(60)));
		attest(USDT_SLOT, 900_000);
		for (burned, bob) in [(10, false), (50, true), (40, false)] {
			let who = if bob { BOB } else { ALICE };
			let amount = usd(burned);
			if bob {
				let to_bob = amount.get();
				assert_ok!(Assets::transfer(RuntimeOrigin::signed(ALICE), USDAI, BOB, to_bob));
			}
			let before = (balance(USDC, who), balance(USDT, who));
			assert_ok!(redeem_mix(who, amount));
			let got = (balance(USDC, who) - before.0, balance(USDT, who) - before.1);
			assert_eq!(got, (coins(burned).get() * 4 / 10, coins(burned).get() * 6 / 10));
		}
		assert_eq!((ledger().issued, ledger().cash), (usd(0), usd(0)));
	});
}

#[test]
fn redeem_mix_should_charge_each_asset_its_fee_and_round_for_the_protocol() {
	with_chain(|| {
		assert_ok!(mint(ALICE, USDC_SLOT, coins(30)));
		assert_ok!(mint(ALICE, PYUSD_SLOT, ReserveAmount(7 * 10u128.pow(8))));
		let before = Usdai::surplus();
		let amount = UsdaiAmount(UNIT + 1);
		let quote = Usdai::quote_redeem_mix(amount).unwrap();
		let usdc = amount.get() * 30 / 37;
		let fee = usdc.div_ceil(1_000);
		let expected = MixQuote {
			paid: vec![
				(USDC_SLOT, ReserveAmount((usdc - fee) / 10u128.pow(12))),
				(PYUSD_SLOT, ReserveAmount(amount.get() * 7 / 37 / 10u128.pow(10))),
			]
			.try_into()
			.unwrap(),
			fee: UsdaiAmount(fee),
			discount: usd(0),
		};
		assert_eq!(quote, expected);
		assert_ok!(redeem_mix(ALICE, amount));
		assert!(Usdai::surplus() > before);
		let left = 7 * 10u128.pow(8) - expected.paid[1].1.get();
		assert_eq!(balance(PYUSD, Usdai::pot()), SEED + left);
		System::assert_last_event(
			Event::MixRedeemed { who: ALICE, amount, quote: expected }.into(),
		);
	});
}

#[test]
fn redeem_mix_should_be_refused_when_it_cannot_be_paid() {
	with_chain(|| {
		let mix = |amount, max| Usdai::redeem_mix(RuntimeOrigin::signed(ALICE), amount, max);
		assert_noop!(mix(usd(1), UsdaiAmount::MAX), Error::<Test>::AboveIssuance);
		assert_ok!(mint(ALICE, USDC_SLOT, coins(100)));
		assert_noop!(mix(usd(0), UsdaiAmount::MAX), Error::<Test>::ZeroAmount);
		assert_noop!(mix(UsdaiAmount(1), UsdaiAmount::MAX), Error::<Test>::PaysNothing);
		assert_noop!(mix(usd(10), UsdaiAmount(UNIT / 100 - 1)), Error::<Test>::FeeAboveMax);
	});
}

#[test]
fn redemption_should_keep_its_order_and_pay_from_what_is_on_when_an_asset_is_off() {
	with_chain(|| {
		set_terms(USDT_SLOT, free_terms());
		assert_ok!(mint(ALICE, USDC_SLOT, coins(100)));
		assert_ok!(mint(BOB, USDT_SLOT, coins(50)));
		set_terms(USDC_SLOT, Terms { breaker: Breaker::AllOff, ..free_terms() });
		// Fifty dollars of cash may pay: the mix pays in them alone.
		assert_ok!(redeem_mix(BOB, usd(10)));
		assert_eq!(balance(USDT, BOB), coins(1_000_000 - 40).get());
		refused(|| redeem(ALICE, USDC_SLOT, usd(1)), Error::<Test>::RedemptionOff);
		// Sixty are more than that: whoever asks for them waits, and who asks later waits behind him.
		assert_eq!(Usdai::quote_redeem(USDT_SLOT, usd(60)), None);
		assert_ok!(redeem(ALICE, USDT_SLOT, usd(60)));
		assert_ok!(redeem(BOB, USDT_SLOT, usd(35)));
		let status = |ticket| Usdai::ticket(TicketId(ticket)).unwrap();
		assert_eq!((status(0).pending, status(1).ahead), (usd(20), usd(20)));
		assert_eq!(status(0).claimable.to_vec(), vec![(USDT_SLOT, coins(40))]);
		assert_eq!((ledger().cash, ledger().owed), (usd(100), usd(55)));
		let root = RuntimeOrigin::root();
		assert_ok!(Usdai::set_breaker(root, USDC_SLOT, Breaker::AllEnabled));
		assert_eq!((status(0).pending, status(1).pending), (usd(0), usd(0)));
	});
}

#[test]
fn redemption_should_wait_when_every_asset_is_off() {
	with_chain(|| {
		set_terms(USDT_SLOT, free_terms());
		assert_ok!(mint(ALICE, USDC_SLOT, coins(100)));
		set_terms(USDC_SLOT, Terms { breaker: Breaker::AllOff, ..free_terms() });
		assert_eq!(Usdai::quote_redeem_mix(usd(1)), None);
		assert_ok!(redeem_mix(ALICE, usd(1)));
		assert_eq!(ledger().owed, usd(1));
	});
}

#[test]
fn redemption_should_pay_backing_over_what_is_owing_when_it_falls_short() {
	with_chain(|| {
		set_terms(USDC_SLOT, free_terms());
		assert_ok!(mint(ALICE, USDC_SLOT, coins(1_000)));
		lose(USDC_SLOT, coins(200));
		assert_eq!(Usdai::shortfall(), usd(200));
		let quote = RedeemQuote { paid: coins(80), fee: usd(0), discount: usd(20) };
		assert_eq!(Usdai::quote_redeem(USDC_SLOT, usd(100)), Some(quote));
		assert_ok!(redeem(ALICE, USDC_SLOT, usd(100)));
		assert_ok!(redeem_mix(ALICE, usd(500)));
		assert_eq!(balance(USDC, ALICE), coins(999_000 + 480).get());
		// The last is paid as the first.
		assert_ok!(redeem(ALICE, USDC_SLOT, usd(400)));
		assert_eq!(balance(USDC, ALICE), coins(999_800).get());
		assert_eq!((ledger().issued, ledger().cash), (usd(0), usd(0)));
	});
}
