//! Any order of calls conserves every unit.

use crate::{mock::*, CurrentTotals, Purchase};
use caliber_finance::bills::price;
use caliber_primitives::{
	dollar::{Dollar, ReserveBook},
	ids::BillId,
	testing::{assert_invariants, fresh, world},
	units::{Day, Ppb, RatePpb, UsdaiAmount},
	vault::BillIncome,
};
use proptest::prelude::*;

#[derive(Clone, Copy, Debug)]
enum Step {
	Rebalance,
	Fill { lots: u128, settles: u32, longer: i32, off: i64 },
	ConfirmSettlement(AccountId, u32),
	Mature(u32),
	ConfirmMaturity(u32),
	Harvest(u32),
	Wait(u32),
	Rate(i64),
	Keep(u128),
	Owe(u128),
}

fn step() -> impl Strategy<Value = Step> {
	let bill = any::<u32>;
	prop_oneof![
		3 => Just(Step::Rebalance),
		4 => (1..9_000u128, 0..4u32, -8..9i32, -2_600_000..2_600_000i64).prop_map(
			|(lots, settles, longer, off)| Step::Fill { lots, settles, longer, off }
		),
		12 => (CUSTODIAN..=AUDITOR, bill()).prop_map(|(who, b)| Step::ConfirmSettlement(who, b)),
		8 => bill().prop_map(Step::Mature),
		8 => bill().prop_map(Step::ConfirmMaturity),
		8 => bill().prop_map(Step::Harvest),
		4 => (1..40u32).prop_map(Step::Wait),
		1 => (-1_000_000..90_000_000i64).prop_map(Step::Rate),
		1 => (0..500u128).prop_map(Step::Keep),
		1 => (0..9_000_000u128).prop_map(Step::Owe),
	]
}

/// One of the bills that were ever bought.
fn some(pick: u32) -> BillId {
	BillId(pick % CurrentTotals::<Test>::get().next_bill.0.max(1))
}

/// Plays a step; most are refused. Gives whether this one was not.
fn play(step: Step, today: &mut Day) -> bool {
	match step {
		Step::Rebalance => Allocation::rebalance(by(ANYONE)).is_ok(),
		Step::Fill { lots, settles, longer, off } => {
			let Some(order) = Allocation::orders().0.last().copied() else { return false };
			let settles = Day(today.0 + settles);
			let days = order.tenor.days().saturating_add_signed(longer).min(366);
			let rate = world(|w| w.rate).and_then(|r| r.last()).unwrap().value.0 + off;
			let rate = Ppb(u64::try_from(rate).unwrap_or(0));
			let bill = Purchase {
				face: coins(lots * 100),
				price: price(rate, days).unwrap(),
				settles,
				matures: Day(settles.0 + days),
				..purchase()
			};
			Allocation::fill(by(OPERATOR), order.id, bill).is_ok()
		},
		Step::ConfirmSettlement(who, pick) => {
			Allocation::confirm_settlement(by(who), some(pick)).is_ok()
		},
		Step::Mature(pick) => Allocation::mature(by(CUSTODIAN), some(pick), SLOT).is_ok(),
		Step::ConfirmMaturity(pick) => {
			Allocation::confirm_maturity(by(AUDITOR), some(pick)).is_ok()
		},
		Step::Harvest(pick) => Allocation::harvest(by(ANYONE), some(pick)).is_ok(),
		Step::Wait(days) => {
			today.0 += days;
			go(*today);
			true
		},
		Step::Rate(rate) => {
			world(|w| w.rate = Some(fresh(RatePpb(rate))));
			true
		},
		Step::Keep(kept) => {
			Cushion::set(dollars(kept).get());
			true
		},
		Step::Owe(owed) => {
			world(|w| w.owed = dollars(owed));
			true
		},
	}
}

fn minted() -> u128 {
	world(|w| w.harvests.iter().map(|(amount, _)| amount.get()).sum())
}

/// Takes every bill to its end, with no cushion and no redeemer in the way.
fn finish(today: &mut Day) {
	play(Step::Wait(400), today);
	play(Step::Keep(0), today);
	play(Step::Owe(0), today);
	for bill in 0..CurrentTotals::<Test>::get().next_bill.0 {
		play(Step::ConfirmSettlement(CUSTODIAN, bill), today);
		play(Step::ConfirmSettlement(AUDITOR, bill), today);
		play(Step::Mature(bill), today);
		play(Step::ConfirmMaturity(bill), today);
		play(Step::Harvest(bill), today);
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(32))]

	#[test]
	fn every_unit_should_be_accounted_for_when_calls_come_in_any_order(
		steps in prop::collection::vec(step(), 150..250)
	) {
		chain().execute_with(|| {
			let mut today = TODAY;
			for step in steps {
				let claim = Allocation::accreted().high.get() + minted();
				let done = play(step, &mut today);
				assert_invariants::<Allocation>();
				// Backing is what it was, and what paid bills brought.
				let left = CurrentTotals::<Test>::get().accounts.settled_surplus;
				let backing = Ledger::cash()
					.saturating_add(Allocation::at_settled_cost())
					.saturating_add(Allocation::in_transit());
				let brought = left.get() + minted();
				assert_eq!(backing, dollars(10_000_000).saturating_add(UsdaiAmount(brought)));
				assert_eq!(Ledger::issued().get(), dollars(10_000_000).get() + minted());
				// Calls move no price: only time adds to the claim, and nothing takes from it.
				let now = Allocation::accreted().high.get() + minted();
				match step {
					Step::Wait(_) => assert!(now >= claim),
					_ => assert_eq!(now, claim, "{step:?} {done}"),
				}
			}
			finish(&mut today);
			assert_invariants::<Allocation>();
			assert_eq!(CurrentTotals::<Test>::get().at_cost(), UsdaiAmount::ZERO);
			assert_eq!(Allocation::accreted(), Default::default());
			assert_eq!(Ledger::cash(), Ledger::issued());
		});
	}
}
