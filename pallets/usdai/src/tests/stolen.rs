//! Two parties' keys in wrong hands for a day.

use super::gateway::with_gate;
use crate::{mock::*, About, Breaker, Deposit, FreezeReason, Receipts};
use caliber_primitives::{
	dollar::PauseTier,
	ids::{
		assets::{USDAI, USDC, USDT},
		TicketId,
	},
	testing::assert_invariants,
	units::{MicroUsd, ReserveAmount, UsdaiAmount},
};
use frame_support::{assert_ok, storage::with_storage_layer};
use proptest::prelude::*;
use sp_core::H256;

/// Who gets what is stolen; he has nothing.
const THIEF: AccountId = 3;
const DAY: u64 = 86_400;

/// What a stolen key, or the thief's own, can sign.
#[derive(Clone, Copy, Debug)]
enum Act {
	Attest { n: u8, dollars: u64 },
	Price { slot: u8, price: u64 },
	Statement { dollars: u64 },
	Mint { dollars: u64 },
	Redeem { slot: u8, dollars: u64 },
	Mix { dollars: u64 },
	Claim { ticket: u64 },
	Payout { dollars: u64 },
	Confirm { payout: u64, n: u8 },
	Freeze,
	Break { slot: u8, off: bool },
	Pause,
	Wait { seconds: u64 },
}

fn act() -> impl Strategy<Value = Act> {
	use Act::*;
	let dollars = || prop_oneof![0..2_000_000u64, Just(1_000_000), Just(500_000), Just(u64::MAX)];
	let slot = || 0..3u8;
	prop_oneof![
		6 => (any::<u8>(), dollars()).prop_map(|(n, dollars)| Attest { n, dollars }),
		1 => (slot(), 0..2_100_000u64).prop_map(|(slot, price)| Price { slot, price }),
		1 => (0..10_000_000u64).prop_map(|dollars| Statement { dollars }),
		6 => dollars().prop_map(|dollars| Mint { dollars }),
		3 => (slot(), dollars()).prop_map(|(slot, dollars)| Redeem { slot, dollars }),
		1 => dollars().prop_map(|dollars| Mix { dollars }),
		1 => (0..20u64).prop_map(|ticket| Claim { ticket }),
		1 => dollars().prop_map(|dollars| Payout { dollars }),
		1 => (0..9u64, any::<u8>()).prop_map(|(payout, n)| Confirm { payout, n }),
		1 => Just(Freeze),
		1 => (slot(), any::<bool>()).prop_map(|(slot, off)| Break { slot, off }),
		1 => Just(Pause),
		3 => (1..12_000u64).prop_map(|seconds| Wait { seconds }),
	]
}

fn coins_of(dollars: u64) -> ReserveAmount {
	ReserveAmount(u128::from(dollars) * 1_000_000)
}

/// Everything that was ever attested to have come in, in USDC.
fn wrapped() -> u128 {
	let used = Receipts::<Test>::iter_values().filter(|receipt| receipt.auditor.is_some());
	used.filter_map(|receipt| match receipt.about {
		About::Deposit(deposit) => Some(deposit.amount.get()),
		About::Payout(_) => None,
	})
	.sum()
}

fn try_out(keys: [AccountId; 2], act: Act) {
	let thief = || RuntimeOrigin::signed(THIEF);
	let slot_of = caliber_primitives::ids::ReserveSlot;
	// Each key signs, in either order.
	for key in [keys[0], keys[1], keys[0]] {
		let by = || RuntimeOrigin::signed(key);
		let _ = with_storage_layer(|| match act {
			Act::Attest { n, dollars } => {
				let deposit = Deposit { slot: USDC_SLOT, amount: coins_of(dollars), to: THIEF };
				Usdai::attest_deposit(by(), H256::repeat_byte(n), deposit)
			},
			Act::Price { slot, price } => Usdai::attest_price(by(), slot_of(slot), MicroUsd(price)),
			Act::Statement { dollars } => {
				let held = vec![coins_of(dollars)].try_into().unwrap();
				Usdai::post_statement(by(), Usdai::last_statement().number + 1, held)
			},
			Act::Confirm { payout, n } => Usdai::confirm_payout(by(), payout, H256::repeat_byte(n)),
			Act::Freeze => Usdai::freeze(
				by(),
				BOB,
				FreezeReason::Order,
				Some(now().saturating_add(caliber_primitives::units::Seconds(60))),
			),
			Act::Break { slot, off } => {
				let breaker = if off { Breaker::AllOff } else { Breaker::AllEnabled };
				Usdai::set_breaker(by(), slot_of(slot), breaker)
			},
			Act::Pause => Usdai::pause(by(), PauseTier::Intake),
			Act::Mint { dollars } => {
				Usdai::mint(thief(), USDC_SLOT, coins_of(dollars), UsdaiAmount::MAX)
			},
			Act::Redeem { slot, dollars } => {
				Usdai::redeem(thief(), slot_of(slot), usd(dollars.into()), UsdaiAmount::MAX)
			},
			Act::Mix { dollars } => {
				Usdai::redeem_mix(thief(), usd(dollars.into()), UsdaiAmount::MAX)
			},
			Act::Claim { ticket } => Usdai::claim(thief(), TicketId(ticket), None),
			Act::Payout { dollars } => {
				Usdai::request_payout(thief(), USDC_SLOT, coins_of(dollars), H256::zero())
			},
			Act::Wait { .. } => Ok(()),
		});
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(128))]

	#[test]
	fn two_stolen_keys_should_make_no_more_than_the_caps_when_they_have_a_day(
		pair in 0..3usize, acts in prop::collection::vec(act(), 60..160),
	) {
		let keys = [[CUSTODIAN, AUDITOR], [GUARDIAN, AUDITOR], [CUSTODIAN, GUARDIAN]][pair];
		with_gate(|| {
			// Honest people have minted; there is USDT to run away with.
			assert_ok!(mint(ALICE, USDC_SLOT, coins(400_000)));
			wait(DAY);
			attest_all();
			assert_ok!(mint(BOB, USDT_SLOT, coins(900_000)));
			wait(DAY);
			attest_all();
			let (day, issued) = (now().get() + DAY, ledger().issued.get());
			for act in acts {
				if let Act::Wait { seconds } = act {
					wait(seconds.min(day - now().get()));
				}
				try_out(keys, act);
				assert_invariants::<Usdai>();
				// 2 % a day or, on this young chain, twice the floor of a million.
				let cap = 2_000_000 * 1_000_000;
				prop_assert!(wrapped() <= cap);
				if pair != 0 {
					prop_assert_eq!(wrapped(), 0, "one of the two signatures is missing");
					prop_assert_eq!(balance(USDAI, THIEF), 0);
				}
				// Dollars are made from what was wrapped alone, and only so many a day.
				prop_assert!(ledger().issued.get() <= issued + usd(2_000_000).get());
				// What the thief has, in all tokens, is within the cap.
				let loot = [(USDC, 12), (USDT, 12)]
					.map(|(asset, zeros)| balance(asset, THIEF) * 10u128.pow(zeros));
				let loot = loot.iter().sum::<u128>() + balance(USDAI, THIEF);
				prop_assert!(loot <= usd(2_000_000).get());
			}
			Ok(())
		})?;
	}
}
