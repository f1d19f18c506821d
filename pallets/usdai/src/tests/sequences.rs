//! Any order of calls keeps the statements and every unit of money.

use crate::mock::*;
use caliber_primitives::{
	ids::{
		assets::{PYUSD, USDAI, USDC, USDT},
		ReserveSlot,
	},
	testing::{assert_invariants, world},
	units::{ReserveAmount, UsdaiAmount, UNIT},
};
use frame_support::assert_ok;
use proptest::prelude::*;

const SCALES: [(u32, u128); 3] = [(USDC, 12), (USDT, 12), (PYUSD, 10)];

#[derive(Clone, Copy, Debug)]
enum Step {
	Mint(u64, u8, u64),
	Redeem(u64, u8, u64),
	Mix(u64, u64),
	Buy(u8, u64),
	Mature(u8, u64),
	Harvest(u64),
	Price(u8, u64),
	Destroy(u64),
	Reconcile,
	Wait(u64),
}

fn step() -> impl Strategy<Value = Step> {
	let (who, slot) = (1..3u64, 0..3u8);
	// Micro-dollars, up to 400,000 dollars.
	let amount = 0..400_000_000_000u64;
	prop_oneof![
		4 => (who.clone(), slot.clone(), amount.clone()).prop_map(|(w, s, a)| Step::Mint(w, s, a)),
		2 => (who.clone(), slot.clone(), amount.clone()).prop_map(|(w, s, a)| Step::Redeem(w, s, a)),
		2 => (who, amount.clone()).prop_map(|(w, a)| Step::Mix(w, a)),
		2 => (slot.clone(), amount.clone()).prop_map(|(s, a)| Step::Buy(s, a)),
		2 => (slot.clone(), 0..10_000_000u64).prop_map(|(s, a)| Step::Mature(s, a)),
		2 => amount.prop_map(Step::Harvest),
		1 => (slot, 990_000..1_010_000u64).prop_map(|(s, p)| Step::Price(s, p)),
		1 => (0..1_000u64).prop_map(Step::Destroy),
		1 => Just(Step::Reconcile),
		2 => (1..40_000u64).prop_map(Step::Wait),
	]
}

/// Every unit of reserve assets, in dollars: nobody makes or loses any.
fn reserves_everywhere() -> u128 {
	SCALES
		.iter()
		.flat_map(|(asset, zeros)| {
			[ALICE, BOB, CUSTODIAN, Usdai::pot()]
				.map(|who| balance(*asset, who) * 10u128.pow(u32::try_from(*zeros).unwrap()))
		})
		.sum()
}

/// Micro-dollars in the unit of a slot.
fn units(slot: u8, micro: u64) -> ReserveAmount {
	ReserveAmount(u128::from(micro) * 10u128.pow(if slot == 2 { 2 } else { 0 }))
}

fn dollars(micro: u64) -> UsdaiAmount {
	UsdaiAmount(u128::from(micro) * UNIT / 1_000_000)
}

/// The treasury's side: moves its own books first, and back when the dollar refuses.
fn trade(cost: UsdaiAmount, buys: bool, call: impl FnOnce() -> bool) {
	let before = world(|w| w.at_settled_cost);
	world(|w| {
		w.at_settled_cost = match buys {
			true => before.saturating_add(cost),
			false => before.saturating_sub(cost),
		}
	});
	if !call() {
		world(|w| w.at_settled_cost = before);
	}
}

fn play(step: Step) {
	match step {
		Step::Mint(who, slot, micro) => {
			let _ = mint(who, ReserveSlot(slot), units(slot, micro));
		},
		Step::Redeem(who, slot, micro) => {
			// An odd amount, so that rounding has something to do.
			let amount = UsdaiAmount(dollars(micro).get() + u128::from(micro % 7));
			let _ = redeem(who, ReserveSlot(slot), amount);
		},
		Step::Mix(who, micro) => {
			let _ = redeem_mix(who, UsdaiAmount(dollars(micro).get() + u128::from(micro % 7)));
		},
		Step::Buy(slot, micro) => {
			trade(dollars(micro), true, || spend(ReserveSlot(slot), units(slot, micro)).is_ok())
		},
		Step::Mature(slot, gain) => {
			// The whole book matures into one asset, with a gain.
			let cost = world(|w| w.at_settled_cost);
			let micro = u64::try_from(cost.get() / 10u128.pow(12)).unwrap() + gain;
			trade(cost, false, || bring_back(ReserveSlot(slot), units(slot, micro)).is_ok());
		},
		Step::Harvest(micro) => {
			let _ = harvest(0, UsdaiAmount::MAX, dollars(micro));
		},
		Step::Price(slot, price) => attest(ReserveSlot(slot), price),
		Step::Destroy(units) => {
			let _ = Assets::burn(RuntimeOrigin::signed(0), USDAI, ALICE, u128::from(units));
		},
		Step::Reconcile => {
			let _ = Usdai::reconcile(RuntimeOrigin::signed(BOB));
		},
		Step::Wait(seconds) => {
			wait(seconds);
			if seconds % 2 == 0 {
				attest_all();
			}
		},
	}
}

/// Steps that are for holders alone: none of them may take from surplus.
fn is_swap(step: &Step) -> bool {
	matches!(step, Step::Mint(..) | Step::Redeem(..) | Step::Mix(..))
}

#[test]
fn books_should_be_written_when_units_begin_to_move() {
	let acts: [fn(); 5] = [
		|| mint(ALICE, USDC_SLOT, coins(10)).unwrap(),
		|| redeem(ALICE, USDC_SLOT, usd(10)).unwrap(),
		|| redeem_mix(ALICE, usd(10)).unwrap(),
		|| spend(USDC_SLOT, coins(10)).unwrap(),
		|| bring_back(USDC_SLOT, coins(10)).unwrap(),
	];
	with_chain(|| {
		assert_ok!(mint(ALICE, USDC_SLOT, coins(1_000)));
		assert_ok!(mint(ALICE, PYUSD_SLOT, ReserveAmount(100_000_000_000)));
		for (place, act) in acts.into_iter().enumerate() {
			let before = ledger();
			let seen = seen_during(act);
			assert!(!seen.is_empty() && ledger() != before, "act {place}");
			assert!(seen.into_iter().all(|books| books == ledger()), "act {place}");
		}
	});
}

#[test]
fn dust_should_be_booked_when_it_is_destroyed_with_a_redemption() {
	with_chain(|| {
		set_terms(USDC_SLOT, free_terms());
		assert_ok!(mint(ALICE, USDC_SLOT, coins(10)));
		// Leaves less than the token's minimum balance.
		assert_ok!(redeem(ALICE, USDC_SLOT, UsdaiAmount(10 * UNIT - 1)));
		let left = balance(USDAI, ALICE);
		let circulating = Assets::total_supply(USDAI);
		assert!(left == 0 && circulating <= ledger().issued.get());
		let _ = Usdai::reconcile(RuntimeOrigin::signed(BOB));
		assert_eq!(ledger().issued.get(), circulating);
	});
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(32))]

	#[test]
	fn money_should_be_conserved_when_calls_come_in_any_order(
		steps in prop::collection::vec(step(), 60..120)
	) {
		chain().execute_with(|| {
			let everything = reserves_everywhere();
			for step in steps {
				let (surplus, issued) = (Usdai::surplus(), ledger().issued);
				play(step);
				assert_invariants::<Usdai>();
				assert_eq!(reserves_everywhere(), everything, "{step:?}");
				assert!(Usdai::shortfall().is_zero(), "{step:?}");
				let (after, now_issued) = (Usdai::surplus(), ledger().issued);
				if is_swap(&step) {
					assert!(after >= surplus, "{step:?}");
				}
				if matches!(step, Step::Harvest(_)) {
					let minted = now_issued.get() - issued.get();
					assert_eq!(surplus.get() - after.get(), minted);
					let cushion = now_issued.get() * 2_500 / 1_000_000;
					assert!(minted == 0 || after.get() >= cushion, "{step:?}");
				}
			}
			// Whoever is left is paid in full.
			for who in [ALICE, BOB, VAULT] {
				let left = balance(USDAI, who);
				if left >= UNIT && Usdai::quote_redeem_mix(UsdaiAmount(left)).is_some() {
					assert_ok!(redeem_mix(who, UsdaiAmount(left)));
				}
			}
			assert_invariants::<Usdai>();
		});
	}
}
