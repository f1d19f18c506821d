//! Two parties' keys in wrong hands for a day: every pair of parties tries every call of treasury
//! and dollar.

use super::whole::*;
use crate::{mock::policy, Call, CurrentTotals, Policy, Purchase, Sale, Trade};
use caliber_finance::bills::price;
use caliber_primitives::{
	dollar::Dollar as _,
	ids::{
		assets::{SUSDAI, USDAI},
		BillId, OrderId, ReserveSlot,
	},
	roles::Role,
	testing::{assert_invariants, world},
	units::{Day, Ppb, Ppm, ReserveAmount, Seconds, Shares, UsdaiAmount},
};
use frame_support::{assert_ok, traits::GetCallName};
use std::collections::BTreeSet;

/// The stolen keys, which had nothing but their roles.
const KEYS: [AccountId; 2] = [41, 42];
/// Who gets what is stolen.
const THIEF: AccountId = 43;
/// Minted in a day: 2 % of what is issued or, on this young chain, twice the floor of a million.
const CAP: u128 = 2_000_000;

/// Every party that there is.
const PARTIES: [Role; 11] = [
	Role::Originator,
	Role::Curator,
	Role::Custodian,
	Role::Appraiser,
	Role::Insurer,
	Role::Registrar,
	Role::Servicer,
	Role::Liquidator,
	Role::TreasuryOperator,
	Role::Auditor,
	Role::Guardian,
];

fn pairs() -> Vec<[Role; 2]> {
	let all = PARTIES.iter().enumerate();
	all.flat_map(|(n, a)| PARTIES[n..].iter().map(|b| [*a, *b])).collect()
}

/// What can be stolen at most: what one custodian may hold, half of the backing, by the two who buy
/// and keep bills together.
fn most(pair: [Role; 2]) -> u128 {
	let buys = [Role::Custodian, Role::TreasuryOperator].iter().all(|role| pair.contains(role));
	if buys {
		Usdai::backing().get() / 2
	} else {
		0
	}
}

/// Each call of the treasury at least once, about one bill and the oldest orders, as it may serve a
/// thief.
fn every_call(bill: BillId, custodian: AccountId, today: Day) -> Vec<Call<Whole>> {
	let loose = Policy { custodian_cap: Ppm(1_000_000), ..Policy::default() };
	let mut calls = vec![
		Call::set_policy { policy: loose },
		Call::rebalance {},
		Call::confirm_settlement { bill },
		Call::mature { bill },
		Call::confirm_maturity { bill },
		Call::harvest { bill },
		Call::settle_sale { bill },
		Call::unwind { bill },
		Call::impair { bill },
		Call::write_off { bill },
		Call::cancel_sale { bill },
	];
	// From par, the dearest there is, to far below the market.
	for discount in [0, 33_750_000, 36_250_000, 38_750_000, 90_000_000].map(Ppb) {
		let (order, days, amount) = match order_of(true) {
			Some((order, Trade::Buy(tenor), amount)) => (order, tenor.days(), amount),
			_ => (OrderId(0), 28, usd(1_000)),
		};
		for slot in slots() {
			let cash = Usdai::dollars_of(slot, Usdai::cash_in(slot)).unwrap();
			let bought = bill_for(slot, amount.min(cash), discount, today, days);
			calls.push(Call::fill { order, purchase: Purchase { custodian, ..bought } });
		}
		let order = order_of(false).map_or(OrderId(0), |(order, ..)| order);
		let price = price(discount, days).unwrap();
		calls.push(Call::fill_sale { order, sale: Sale { price, settles: today } });
	}
	calls
}

/// Both keys and the thief try everything about every bill, and turn what they have into dollars.
fn try_all(today: Day) {
	for bill in (0..CurrentTotals::<Whole>::get().next_bill.0).map(BillId) {
		for custodian in KEYS {
			for call in every_call(bill, custodian, today) {
				for key in [KEYS[0], KEYS[1], KEYS[0], THIEF] {
					let _ = sign(key, call.clone());
				}
			}
		}
	}
	for key in [KEYS[0], KEYS[1], THIEF] {
		for slot in slots() {
			let (asset, _) = RESERVES[usize::from(slot.0)];
			for part in [1, 2, 10] {
				let _ = mint(key, slot, ReserveAmount(balance(asset, key) / part));
			}
		}
		let _ = deposit(key, UsdaiAmount(balance(USDAI, key) / 2));
	}
}

/// What the thief and his keys have, in dollars: coins, dollars, and shares at their price.
fn loot() -> u128 {
	let coins =
		|who| slots().map(move |slot| balance(RESERVES[usize::from(slot.0)].0, who) * scale(slot));
	let of = |who| {
		let shares = Shares(balance(SUSDAI, who));
		let vault = Susdai::convert_to_assets(shares).map_or(0, |worth| worth.get());
		coins(who).sum::<u128>() + balance(USDAI, who) + vault
	};
	of(THIEF) + of(KEYS[0]) + of(KEYS[1])
}

/// Under the default rules a bill has matured and waits to be harvested, one is in custody, one on
/// its way and one order open; then two keys are stolen.
fn with_stolen(pair: [Role; 2], test: impl FnOnce(Day)) {
	chain().execute_with(|| {
		let rules = pallet_usdai::Rules { statement_max_age: None, ..Default::default() };
		assert_ok!(govern(pallet_usdai::Call::set_rules { rules }));
		let capped = Policy { custodian_cap: Ppm(500_000), ..policy() };
		assert_ok!(govern(Call::set_policy { policy: capped }));
		let mut today = TODAY;
		let buy = |today: Day, settled: bool| {
			assert_ok!(sign(ANYONE, Call::rebalance {}));
			let (order, trade, amount) = order_of(true).unwrap();
			let Trade::Buy(tenor) = trade else { panic!("{trade:?}") };
			let bill = BillId(CurrentTotals::<Whole>::get().next_bill.0);
			let amount = UsdaiAmount(amount.get().min(usd(800_000).get()));
			let purchase = bill_for(ReserveSlot(0), amount, Ppb(36_250_000), today, tenor.days());
			assert_ok!(sign(OPERATOR, Call::fill { order, purchase }));
			for who in [CUSTODIAN, AUDITOR].into_iter().filter(|_| settled) {
				assert_ok!(sign(who, Call::confirm_settlement { bill }));
			}
			(bill, today.0 + tenor.days())
		};
		let (bill, due) = buy(today, true);
		today = Day(due);
		go(today);
		assert_ok!(sign(CUSTODIAN, Call::mature { bill }));
		assert_ok!(sign(AUDITOR, Call::confirm_maturity { bill }));
		buy(today, true);
		buy(today, false);
		assert_ok!(sign(ANYONE, Call::rebalance {}));
		let thieves = KEYS.map(|key| u64::try_from(key).unwrap()).into_iter().zip(pair);
		world(|w| w.roles = Some(thieves.collect()));
		test(today)
	});
}

#[test]
fn every_call_should_be_among_those_that_are_tried() {
	chain().execute_with(|| {
		let calls = every_call(BillId(0), KEYS[0], TODAY);
		let tried: BTreeSet<_> = calls.iter().map(GetCallName::get_call_name).collect();
		let all: BTreeSet<_> = Call::<Whole>::get_call_names().iter().copied().collect();
		assert_eq!(tried, all);
	});
}

#[test]
fn two_stolen_keys_should_mint_within_the_fuse_and_take_no_more_than_a_custodian_may_hold() {
	let mut greatest = 0;
	for pair in pairs() {
		with_stolen(pair, |today| {
			let issued = Usdai::issued().get();
			// What the bill that was paid has earned: anybody may have it minted to the vault.
			let earned = CurrentTotals::<Whole>::get().accounts.settled_surplus.get();
			assert!(earned > 0);
			for hour in (0..24).step_by(4) {
				let now = Seconds(today.start().get() + (12 + hour) * 3_600);
				pallet_timestamp::Now::<Whole>::put(now.get() * 1_000);
				try_all(now.day());
				assert_invariants::<Usdai>();
				assert_invariants::<Allocation>();
				assert_invariants::<Susdai>();
				assert!(loot() <= most(pair), "{pair:?} have {}", loot());
				greatest = greatest.max(loot());
				// Stolen coins become dollars as any do, within the fuse; nothing else is minted.
				let minted = Usdai::issued().get().saturating_sub(issued);
				let cap = loot().min(usd(CAP).get());
				assert!(minted <= earned + cap, "{pair:?} minted {minted}");
			}
		});
	}
	// The test has teeth: the two who can take an order's money.
	assert!(greatest > usd(1_000_000).get(), "{greatest}");
}
