//! Two parties' keys in wrong hands for a day: every pair of parties tries every call there is.

use super::gateway::with_gate;
use crate::{
	mock::*, Breaker, Call, Deposit, FreezeReason, Litter, ReceiptId, Returned, Rules, Terms,
};
use caliber_primitives::{
	dollar::{Bridge, PauseTier},
	ids::{
		assets::{USDAI, USDC, USDT},
		ReserveSlot, TicketId,
	},
	roles::Role,
	testing::{assert_invariants, world},
	units::{MicroUsd, ReserveAmount, Seconds, UsdaiAmount},
};
use frame_support::{
	assert_ok,
	storage::with_storage_layer,
	traits::{GetCallName, UnfilteredDispatchable},
};
use proptest::prelude::*;
use sp_core::H256;
use std::collections::BTreeSet;

/// Who gets what is stolen; he has CAL and nothing else.
const THIEF: AccountId = 3;

/// 2 % a day or, on this young chain, twice the floor of a million.
const CAP: u128 = 2_000_000;
/// Dollars of others on another chain.
const BRIDGED: u128 = 100_000;

/// Whose key it is. The party of the bridge acts through a trait and not by a call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Party {
	Role(Role),
	Bridge,
}

/// Every party that there is.
const PARTIES: [Party; 12] = [
	Party::Role(Role::Originator),
	Party::Role(Role::Curator),
	Party::Role(Role::Custodian),
	Party::Role(Role::Appraiser),
	Party::Role(Role::Insurer),
	Party::Role(Role::Registrar),
	Party::Role(Role::Servicer),
	Party::Role(Role::Liquidator),
	Party::Role(Role::TreasuryOperator),
	Party::Role(Role::Auditor),
	Party::Role(Role::Guardian),
	Party::Bridge,
];

/// The stolen keys.
const KEYS: [AccountId; 2] = [41, 42];

fn pairs() -> Vec<[Party; 2]> {
	let all = PARTIES.iter().enumerate();
	all.flat_map(|(n, a)| PARTIES[n + 1..].iter().map(|b| [*a, *b])).collect()
}

/// Whether two can wrap money: one is a custodian and the other an auditor.
fn can_wrap(pair: [Party; 2]) -> bool {
	[Role::Custodian, Role::Auditor].iter().all(|role| pair.contains(&Party::Role(*role)))
}

fn coins_of(dollars: u64) -> ReserveAmount {
	ReserveAmount(u128::from(dollars) * 1_000_000)
}

/// Each call of the pallet once, as it may serve a thief. What a receipt is needed for carries the
/// next one of either key.
fn every_call(slot: u8, dollars: u64, turn: usize) -> Vec<Call<Test>> {
	let (slot, amount, usdai) = (ReserveSlot(slot), coins_of(dollars), usd(dollars.into()));
	let (max_fee, custodian, n) = (UsdaiAmount::MAX, KEYS[turn % 2], u64::try_from(turn).unwrap());
	let receipt = || ReceiptId { custodian, number: Usdai::next_receipt(custodian) };
	let reference = H256::repeat_byte(7);
	let until = Some(now().saturating_add(Seconds(60)));
	let mut loose = Rules { allow_list: false, ..Rules::default() };
	loose.mint.floor = Rules::MAX_FLOOR;
	loose.attested.floor = Rules::MAX_FLOOR;
	let held = vec![amount].try_into().unwrap();
	let deposit = Deposit { slot, amount, to: THIEF };
	vec![
		Call::mint { slot, amount, max_fee },
		Call::redeem { slot, amount: usdai, max_fee },
		Call::redeem_mix { amount: usdai, max_fee },
		Call::reconcile {},
		Call::attest_price { slot, price: MicroUsd(dollars % 2_100_000) },
		Call::freeze { who: BOB, reason: FreezeReason::Order, until },
		Call::unfreeze { who: BOB },
		Call::pause { tier: PauseTier::Intake },
		Call::unpause {},
		Call::register { asset: 33, decimals: 6, terms: terms() },
		Call::set_terms { slot, terms: Terms { mint_fee: Default::default(), ..terms() } },
		Call::set_rules { rules: loose },
		Call::claim { ticket: TicketId(n % 9), hint: None },
		Call::offer_ticket { ticket: TicketId(n % 9), to: Some(THIEF) },
		Call::accept_ticket { ticket: TicketId(n % 9) },
		Call::attest_deposit { receipt: receipt(), reference, deposit },
		Call::request_payout { slot, amount, account: reference },
		Call::confirm_payout { payout: n % 5, receipt: receipt(), reference },
		Call::post_statement { number: Usdai::last_statement().number + 1, held },
		Call::open_gate { slot },
		Call::set_breaker { slot, breaker: Breaker::AllEnabled },
		Call::set_allowed { who: THIEF, allowed: true },
		Call::collect { who: THIEF },
		Call::cancel_payout { payout: n % 5, receipt: receipt(), reference },
		Call::attest_return { receipt: receipt(), reference, returned: Returned { slot, amount } },
		Call::move_custody { from: CUSTODIAN, to: custodian, amount: usdai },
		Call::clean { what: Litter::Receipt(ReceiptId { custodian, number: n % 5 }) },
		Call::serve {},
	]
}

/// Both keys and the thief try one call of every name, in either order.
fn try_out(pair: [Party; 2], slot: u8, dollars: u64, turn: usize, place: usize) {
	let calls = every_call(slot, dollars, turn);
	let call = calls[place % calls.len()].clone();
	for key in [KEYS[0], KEYS[1], KEYS[0], THIEF] {
		let _ = call.clone().dispatch_bypass_filter(RuntimeOrigin::signed(key));
	}
	if pair.contains(&Party::Bridge) {
		let amount = usd(dollars.into());
		let _ = with_storage_layer(|| <Usdai as Bridge<AccountId>>::bridge_in(&THIEF, amount));
	}
}

/// What the thief and his keys have, in all tokens.
fn loot() -> u128 {
	let of = |who| {
		let coins = [USDC, USDT].map(|asset| balance(asset, who) * 10u128.pow(12));
		coins.iter().sum::<u128>() + balance(USDAI, who)
	};
	of(THIEF) + of(KEYS[0]) + of(KEYS[1])
}

/// Honest people have minted, and there is USDT to run away with; then two keys are stolen.
fn with_stolen(pair: [Party; 2], test: impl FnOnce()) {
	with_gate(|| {
		assert_ok!(mint(ALICE, USDC_SLOT, coins(400_000)));
		wait(DAY);
		attest_all();
		assert_ok!(mint(BOB, USDT_SLOT, coins(900_000)));
		assert_ok!(<Usdai as Bridge<AccountId>>::bridge_out(&BOB, usd(BRIDGED)));
		// Bills of 200,000 are out with the honest custodian.
		set_treasury(usd(200_000), usd(0));
		assert_ok!(spend(USDC_SLOT, coins(200_000)));
		wait(DAY);
		attest_all();
		for (key, party) in KEYS.into_iter().zip(pair) {
			if let Party::Role(role) = party {
				world(|w| w.roles.as_mut().unwrap().push((key, role)));
			}
		}
		test()
	})
}

/// What holds whatever the two have done so far.
fn check(pair: [Party; 2], issued: u128, wrapped: u128) {
	assert_invariants::<Usdai>();
	let bridge = if pair.contains(&Party::Bridge) { usd(BRIDGED).get() } else { 0 };
	let most = if can_wrap(pair) { usd(CAP).get() } else { bridge };
	assert!(loot() <= most, "{pair:?} have {}", loot());
	// Dollars are made from what was wrapped alone, and only so many a day.
	assert!(ledger().issued.get() <= issued + most, "{pair:?}");
	// What returns is bounded by what is out, and is nobody's: it waits in the pot.
	let now = Assets::total_supply(USDC);
	let most = if can_wrap(pair) { coins(CAP + 200_000).get() } else { 0 };
	assert!(now <= wrapped + most, "{pair:?} wrapped {}", now - wrapped);
	assert!(ledger().brought <= usd(CAP + 200_000));
}

#[test]
fn every_call_should_be_among_those_that_are_tried() {
	with_gate(|| {
		let tried: BTreeSet<_> =
			every_call(0, 1, 0).iter().map(GetCallName::get_call_name).collect();
		let all: BTreeSet<_> = Call::<Test>::get_call_names().iter().copied().collect();
		assert_eq!(tried, all);
	});
}

#[test]
fn two_stolen_keys_should_make_no_more_than_the_caps_whoever_they_are() {
	for pair in pairs() {
		with_stolen(pair, || {
			let (issued, wrapped) = (ledger().issued.get(), Assets::total_supply(USDC));
			let (calls, mut most) = (every_call(0, 0, 0).len(), 0);
			// Every two hours they try everything, with the most first.
			for hour in 0..12 {
				for (turn, dollars) in [1_000_000, 300_000, 50_000].into_iter().enumerate() {
					for place in 0..calls {
						try_out(pair, 0, dollars, hour + turn, place);
						most = most.max(loot());
					}
				}
				check(pair, issued, wrapped);
				wait(DAY / 12);
			}
			if can_wrap(pair) {
				// The test has teeth: what a bucket holds is taken at once.
				assert!(most >= usd(CAP / 2).get(), "{most}");
			}
		});
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	#[test]
	fn two_stolen_keys_should_make_no_more_than_the_caps_in_any_order(
		pair in 0..pairs().len() + 30,
		acts in prop::collection::vec(
			(0..3u8, prop_oneof![0..2_000_000u64, Just(1_000_000), Just(500_000)], 0..40usize, 1..12_000u64),
			60..160,
		),
	) {
		// Nearly every second time the two who can wrap.
		let all = pairs();
		let wrap = all.iter().find(|pair| can_wrap(**pair)).unwrap();
		let pair = *all.get(pair).unwrap_or(wrap);
		with_stolen(pair, || {
			let (issued, wrapped) = (ledger().issued.get(), Assets::total_supply(USDC));
			let day = now().get() + DAY;
			for (turn, (slot, dollars, place, pause)) in acts.into_iter().enumerate() {
				if place % 5 == 0 {
					wait(pause.min(day - now().get()));
				}
				try_out(pair, slot, dollars, turn, place);
				check(pair, issued, wrapped);
			}
		});
	}
}
