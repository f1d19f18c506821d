//! Assets, terms, prices and rules.

use crate::{mock::*, Breaker, Error, Event, Exposure, Limit, Rules, State, Terms, MAX_RESERVES};
use caliber_primitives::{
	ids::{
		assets::{USDAI, USDC},
		ReserveSlot,
	},
	units::{MicroUsd, Ppm, Seconds, UsdaiAmount},
};
use frame_support::assert_ok;
use sp_runtime::BuildStorage;
use std::panic::catch_unwind;

const EURC: u32 = 20;

fn create(asset: u32, decimals: u8) {
	assert_ok!(Assets::force_create(RuntimeOrigin::root(), asset, 0, true, 1));
	let name = vec![b'$'];
	assert_ok!(Assets::force_set_metadata(
		RuntimeOrigin::root(),
		asset,
		name.clone(),
		name,
		decimals,
		false
	));
	assert_ok!(Assets::mint(RuntimeOrigin::signed(0), asset, Usdai::pot(), 1));
}

fn register(asset: u32, decimals: u8) -> sp_runtime::DispatchResult {
	Usdai::register(RuntimeOrigin::root(), asset, decimals, free_terms())
}

#[test]
fn register_should_append_an_asset_and_fix_its_decimals() {
	with_chain(|| {
		create(EURC, 6);
		assert_ok!(register(EURC, 6));
		let slot = ReserveSlot(3);
		System::assert_last_event(
			Event::Registered { slot, asset: EURC, decimals: 6, terms: free_terms() }.into(),
		);
		let name = vec![b'$'];
		let root = RuntimeOrigin::root();
		assert_ok!(Assets::force_set_metadata(root, EURC, name.clone(), name, 2, false));
		assert_ok!(Assets::mint(RuntimeOrigin::signed(0), EURC, ALICE, coins(10).get()));
		refused(|| mint(ALICE, slot, coins(10)), Error::<Test>::Unpriced);
		attest(slot, 1_000_000);
		assert_ok!(mint(ALICE, slot, coins(10)));
		assert_eq!(balance(USDAI, ALICE), usd(10).get());
	});
}

#[test]
fn register_should_be_refused_when_the_asset_does_not_fit() {
	with_chain(|| {
		create(EURC, 6);
		create(EURC + 1, 19);
		let cases = [
			(USDC, 6, Error::<Test>::AlreadyRegistered),
			(EURC, 18, Error::<Test>::WrongDecimals),
			(EURC + 1, 19, Error::<Test>::WrongDecimals),
		];
		for (asset, decimals, error) in cases {
			refused(|| register(asset, decimals), error);
		}
		let pot = Usdai::pot();
		assert_ok!(Assets::burn(RuntimeOrigin::signed(0), EURC, pot, 1));
		refused(|| register(EURC, 6), Error::<Test>::PotUnfunded);
		assert_ok!(Assets::mint(RuntimeOrigin::signed(0), EURC, pot, 1));
		for asset in 30..30 + MAX_RESERVES - 3 {
			create(asset, 6);
			assert_ok!(register(asset, 6));
		}
		refused(|| register(EURC, 6), Error::<Test>::TooManyReserves);
	});
}

#[test]
fn terms_should_be_refused_when_a_figure_is_out_of_range() {
	let above = |max: UsdaiAmount| UsdaiAmount(max.get() + 1);
	let cases = [
		Terms { weight: Ppm(1_000_001), ..terms() },
		Terms { minimum: above(Terms::MAX_MINIMUM), ..terms() },
		Terms { mint_fee: Ppm(10_001), ..terms() },
		Terms { redeem_fee: Ppm(10_001), ..terms() },
	];
	for wrong in cases {
		with_chain(|| {
			create(EURC, 6);
			let root = RuntimeOrigin::root;
			let error = || Error::<Test>::OutOfRange;
			refused(|| Usdai::set_terms(root(), USDC_SLOT, wrong), error());
			refused(|| Usdai::register(root(), EURC, 6, wrong), error());
		});
	}
}

#[test]
fn terms_should_change_only_their_asset() {
	with_chain(|| {
		let root = RuntimeOrigin::root;
		let new = Terms { breaker: Breaker::AllOff, ..free_terms() };
		refused(|| Usdai::set_terms(root(), ReserveSlot(3), new), Error::<Test>::UnknownReserve);
		set_terms(USDT_SLOT, new);
		let set = Event::TermsSet { slot: USDT_SLOT, terms: new, from: now() };
		System::assert_last_event(set.into());
		let reserves = State::<Test>::get().reserves;
		assert_eq!((reserves[0].terms, reserves[1].terms), (terms(), new));
	});
}

#[test]
fn price_should_be_stored_with_its_time_and_refused_when_out_of_range() {
	with_chain(|| {
		wait(7);
		attest(USDT_SLOT, 999_500);
		let price = State::<Test>::get().reserves[1].price.unwrap();
		assert_eq!((price.price, price.at), (MicroUsd(999_500), now()));
		System::assert_last_event(
			Event::PriceAttested { slot: USDT_SLOT, price: MicroUsd(999_500), by: AUDITOR }.into(),
		);
		let say = |slot, price| {
			Usdai::attest_price(RuntimeOrigin::signed(AUDITOR), slot, MicroUsd(price))
		};
		for price in [0, 2_000_001, u64::MAX] {
			refused(|| say(USDC_SLOT, price), Error::<Test>::OutOfRange);
		}
		refused(|| say(ReserveSlot(3), 1_000_000), Error::<Test>::UnknownReserve);
	});
}

#[test]
fn rules_should_be_refused_when_a_figure_is_out_of_range() {
	let limit = |change: fn(&mut Limit)| {
		let mut limit = rules().mint;
		change(&mut limit);
		limit
	};
	let cases = [
		Rules { mint: limit(|l| l.per_window = Ppm(200_001)), ..rules() },
		Rules { mint: limit(|l| l.per_call = Ppm(10_001)), ..rules() },
		Rules { harvest: limit(|l| l.floor = usd(100_000_001)), ..rules() },
		Rules { harvest: limit(|l| l.per_call = Ppm(500_000)), ..rules() },
		Rules { window: Seconds(86_399), ..rules() },
		Rules { window: Seconds(31 * 86_400 + 1), ..rules() },
		Rules { cushion: Ppm(50_001), ..rules() },
		Rules { price_max_age: Seconds(59), ..rules() },
		Rules { delay: Seconds(31 * 86_400 + 1), ..rules() },
		Rules { price_max_age: Seconds(31 * 86_400 + 1), ..rules() },
		Rules { attested: limit(|l| l.per_call = Ppm(10_001)), ..rules() },
		Rules { statement_max_age: Some(Seconds(3_599)), ..rules() },
		Rules { statement_max_age: Some(Seconds(31 * 86_400 + 1)), ..rules() },
		Rules { ceiling: UsdaiAmount(Rules::MAX_CEILING.get() + 1), ..rules() },
		Rules { supply_jump: Ppm(1_000_001), ..rules() },
		Rules { exposure: Exposure { part: Ppm(1_000_001), floor: usd(1) }, ..rules() },
	];
	for wrong in cases {
		with_chain(|| {
			refused(|| Usdai::set_rules(RuntimeOrigin::root(), wrong), Error::<Test>::OutOfRange);
		});
	}
}

#[test]
fn rules_should_keep_what_the_window_has_seen() {
	with_chain(|| {
		set_terms(USDC_SLOT, free_terms());
		assert_ok!(mint(ALICE, USDC_SLOT, coins(900_000)));
		let mut new = rules();
		new.mint.floor = usd(950_000);
		assert_ok!(Usdai::set_rules(RuntimeOrigin::root(), new));
		System::assert_last_event(Event::RulesSet { rules: new, from: now() }.into());
		assert_eq!(Usdai::rules(), new);
		assert_eq!(Usdai::capacity_to_mint(USDC_SLOT), usd(50_000));
		new.mint.floor = usd(500_000);
		assert_ok!(Usdai::set_rules(RuntimeOrigin::root(), new));
		assert!(Usdai::capacity_to_mint(USDC_SLOT).is_zero());
	});
}

/// The chain under rules of which a change waits two days.
fn with_delay(test: impl FnOnce(Rules)) {
	with_chain(|| {
		let slow = Rules { delay: Seconds(172_800), ..rules() };
		assert_ok!(Usdai::set_rules(RuntimeOrigin::root(), slow));
		test(slow)
	});
}

#[test]
fn rules_should_wait_when_they_bind_less_and_hold_at_once_when_they_bind_more() {
	type Change = fn(&mut Rules);
	let cases: [(Change, Change); 14] = [
		(|r| r.mint.per_call.0 -= 1, |r| r.mint.per_call.0 += 1),
		(|r| r.mint.per_window.0 -= 1, |r| r.mint.per_window.0 += 1),
		(|r| r.harvest.floor.0 -= 1, |r| r.harvest.floor.0 += 1),
		(|r| r.attested.floor.0 -= 1, |r| r.attested.floor.0 += 1),
		(|r| r.window.0 += 86_400, |r| r.window.0 -= 1),
		(|r| r.cushion.0 += 1, |r| r.cushion.0 -= 1),
		(|r| r.price_max_age.0 -= 1, |r| r.price_max_age.0 += 1),
		(|r| r.exposure.part.0 -= 1, |r| r.exposure.part.0 += 1),
		(|r| r.exposure.floor.0 -= 1, |r| r.exposure.floor.0 += 1),
		(|r| r.statement_max_age = Some(Seconds(86_399)), |r| r.statement_max_age = None),
		(|r| r.ceiling.0 -= 1, |r| r.ceiling.0 += 1),
		(|r| r.supply_jump.0 -= 1, |r| r.supply_jump.0 += 1),
		(|r| r.allow_list = true, |r| r.allow_list = false),
		(|r| r.delay.0 += 1, |r| r.delay.0 = 0),
	];
	for (place, (tighter, looser)) in cases.into_iter().enumerate() {
		with_delay(|slow| {
			let base = Rules {
				window: Seconds(2 * 86_400),
				mint: Limit { per_call: Ppm(4_000), ..slow.mint },
				statement_max_age: Some(Seconds(86_400)),
				..slow
			};
			assert_ok!(Usdai::set_rules(RuntimeOrigin::root(), base));
			let mut tight = base;
			tighter(&mut tight);
			assert_ok!(Usdai::set_rules(RuntimeOrigin::root(), tight));
			assert_eq!((Usdai::rules(), Usdai::waiting_rules()), (tight, None), "case {place}");
			let mut loose = tight;
			looser(&mut loose);
			assert_ok!(Usdai::set_rules(RuntimeOrigin::root(), loose));
			let from = now().saturating_add(tight.delay);
			System::assert_last_event(Event::RulesSet { rules: loose, from }.into());
			assert_eq!(Usdai::rules(), tight, "case {place}");
			assert_eq!(Usdai::waiting_rules(), Some((loose, from)), "case {place}");
			wait(tight.delay.get());
			assert_eq!((Usdai::rules(), Usdai::waiting_rules()), (loose, None), "case {place}");
		});
	}
}

#[test]
fn terms_should_wait_when_they_bind_less_and_their_breaker_never() {
	with_delay(|_| {
		let now_of = || Usdai::desk().reserve(USDC_SLOT).unwrap().terms;
		let tight = Terms { weight: Ppm(900_000), minimum: usd(2), ..terms() };
		set_terms(USDC_SLOT, tight);
		assert_eq!(now_of(), tight);
		let cases = [
			Terms { weight: Ppm(900_001), ..tight },
			Terms { minimum: usd(1), ..tight },
			Terms { mint_fee: Ppm(1_001), ..tight },
			Terms { redeem_fee: Ppm(999), ..tight },
		];
		for looser in cases {
			set_terms(USDC_SLOT, Terms { breaker: Breaker::MintingOff, ..looser });
			assert_eq!(now_of(), Terms { breaker: Breaker::MintingOff, ..tight });
			// A breaker that a Guardian switches meanwhile stays.
			let by = RuntimeOrigin::signed(GUARDIAN);
			assert_ok!(Usdai::set_breaker(by, USDC_SLOT, Breaker::AllOff));
			wait(172_799);
			assert_eq!(now_of(), Terms { breaker: Breaker::AllOff, ..tight });
			wait(1);
			assert_eq!(now_of(), Terms { breaker: Breaker::AllOff, ..looser });
			attest_all();
			set_terms(USDC_SLOT, tight);
			wait(172_800);
			assert_eq!(now_of(), tight);
		}
	});
}

#[test]
fn fuses_should_hold_when_rules_that_waited_shrink_them() {
	with_delay(|slow| {
		set_terms(USDC_SLOT, free_terms());
		wait(172_800);
		attest_all();
		// Less may be minted, but prices may be older, so that all of it waits.
		let mut mixed = Rules { price_max_age: Seconds(10 * 86_400), ..slow };
		mixed.mint.floor = usd(100);
		assert_ok!(Usdai::set_rules(RuntimeOrigin::root(), mixed));
		wait(172_799);
		attest_all();
		assert_ok!(mint(ALICE, USDC_SLOT, coins(900_000)));
		wait(1);
		refused(|| mint(ALICE, USDC_SLOT, coins(2)), Error::<Test>::FuseFull);
		assert_ok!(redeem(ALICE, USDC_SLOT, usd(1)));
		wait(86_400);
		assert_ok!(mint(ALICE, USDC_SLOT, coins(2)));
	});
}

#[test]
fn default_rules_should_be_in_range() {
	assert!(Rules::default().in_range());
}

#[test]
fn genesis_should_not_start_when_it_is_wrong() {
	let starts = |change: fn(&mut RuntimeGenesisConfig)| {
		catch_unwind(move || {
			let mut genesis = genesis();
			change(&mut genesis);
			genesis.build_storage().unwrap()
		})
		.is_ok()
	};
	assert!(starts(|_| ()));
	assert!(!starts(|g| g.usdai.rules.window = Seconds(0)));
	assert!(!starts(|g| g.usdai.reserves[0].1 = 18));
	assert!(!starts(|g| g.usdai.reserves[0].2.mint_fee = Ppm(10_001)));
	assert!(!starts(|g| g.usdai.reserves[1].0 = USDC));
	assert!(!starts(|g| g.assets.accounts.push((USDAI, ALICE, usd(1).get()))));
}

#[test]
fn register_should_be_refused_when_an_asset_cannot_pay_a_millionth_of_a_dollar() {
	with_chain(|| {
		create(EURC, 5);
		let register = || Usdai::register(RuntimeOrigin::root(), EURC, 5, terms());
		refused(register, Error::<Test>::WrongDecimals);
	});
}
