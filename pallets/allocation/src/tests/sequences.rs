//! Any order of calls conserves every unit.

use crate::{mark_of, mock::*, Book, CurrentResults, CurrentTotals, Order, Purchase, Sale, Trade};
use caliber_finance::bills::price;
use caliber_primitives::{
	dollar::Dollar,
	ids::BillId,
	prices::Reading,
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
	FillSale { settles: u32, off: i64 },
	SettleSale(u32),
	Unwind(AccountId, u32),
	CancelSale(AccountId, u32),
	Impair(AccountId, u32),
	WriteOff(u32),
	Wait(u32),
	Roll,
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
		3 => (0..4u32, -2_600_000..2_600_000i64)
			.prop_map(|(settles, off)| Step::FillSale { settles, off }),
		3 => bill().prop_map(Step::SettleSale),
		2 => (CUSTODIAN..=AUDITOR, bill()).prop_map(|(who, b)| Step::Unwind(who, b)),
		1 => (CUSTODIAN..=AUDITOR, bill()).prop_map(|(who, b)| Step::CancelSale(who, b)),
		1 => (AUDITOR..=ANYONE, bill()).prop_map(|(who, b)| Step::Impair(who, b)),
		1 => bill().prop_map(Step::WriteOff),
		4 => (1..40u32).prop_map(Step::Wait),
		3 => Just(Step::Roll),
		2 => (-1_000_000..90_000_000i64).prop_map(Step::Rate),
		1 => (0..500u128).prop_map(Step::Keep),
		2 => (0..12_000_000u128).prop_map(Step::Owe),
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
			let Trade::Buy(tenor) = order.trade else { return false };
			let settles = Day(today.0 + settles);
			let days = tenor.days().saturating_add_signed(longer).min(366);
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
		Step::Mature(pick) => Allocation::mature(by(CUSTODIAN), some(pick)).is_ok(),
		Step::ConfirmMaturity(pick) => {
			Allocation::confirm_maturity(by(AUDITOR), some(pick)).is_ok()
		},
		Step::Harvest(pick) => Allocation::harvest(by(ANYONE), some(pick)).is_ok(),
		Step::FillSale { settles, off } => {
			let on_sale = |order: &Order| matches!(order.trade, Trade::Sell(_)).then_some(*order);
			let Some(order) = Allocation::orders().0.iter().find_map(on_sale) else {
				return false;
			};
			let Trade::Sell(bill) = order.trade else { return false };
			let Some(bill) = Allocation::bill(bill) else { return false };
			let settles = Day(today.0 + settles);
			let days = bill.purchase.matures.0.saturating_sub(settles.0);
			let rate = world(|w| w.rate).and_then(|r| r.last()).unwrap().value.0 + off;
			let Ok(price) = price(Ppb(u64::try_from(rate).unwrap_or(0)), days) else {
				return false;
			};
			Allocation::fill_sale(by(OPERATOR), order.id, Sale { price, settles }).is_ok()
		},
		Step::SettleSale(pick) => Allocation::settle_sale(by(CUSTODIAN), some(pick)).is_ok(),
		Step::Unwind(who, pick) => Allocation::unwind(by(who), some(pick)).is_ok(),
		Step::CancelSale(who, pick) => Allocation::cancel_sale(by(who), some(pick)).is_ok(),
		Step::Impair(who, pick) => Allocation::impair(by(who), some(pick)).is_ok(),
		Step::WriteOff(pick) => Allocation::write_off(RuntimeOrigin::root(), some(pick)).is_ok(),
		Step::Wait(days) => {
			today.0 += days;
			go(*today);
			true
		},
		Step::Roll => {
			Allocation::roll();
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
			world(|w| {
				// The vault does not redeem what is idle.
				let owing = w.issued.saturating_add(w.owed);
				w.owed = dollars(owed).min(owing.saturating_sub(w.available));
				w.issued = owing.saturating_sub(w.owed);
			});
			true
		},
	}
}

/// Income that was minted.
fn harvested() -> u128 {
	world(|w| w.harvests.iter().map(|(amount, _)| amount.get()).sum())
}

fn minted() -> u128 {
	harvested() + world(|w| w.restored.iter().map(|amount| amount.get()).sum::<u128>())
}

/// What who enters the vault counts of it, before the fee: a mark-down is in it only once a loss is
/// certain.
fn optimistic() -> (u128, u128) {
	let money = world(|w| w.available).saturating_add(Allocation::claims().returned.high);
	(Allocation::claims().accreted.high.get() + harvested(), money.get())
}

fn burned() -> u128 {
	world(|w| w.burned.iter().map(|(_, amount)| amount.get()).sum())
}

/// What the reserve fund was asked for.
fn covered() -> u128 {
	world(|w| w.covered.iter().map(|amount| amount.get()).sum())
}

/// The figures of the day are what the lines give at the rate of the last act or roll; without any
/// the vault counts the lines at the rate of the moment.
fn assert_figures(of_act: Option<Reading<RatePpb>>) {
	let totals = CurrentTotals::<Test>::get();
	let (lines, today) = (Book::<Test>::get(), Allocation::today());
	let kept = totals.daily.day == today;
	let rate = if kept { of_act } else { world(|w| w.rate) };
	let open = lines.income(today, |_| mark_of(rate.unwrap(), today));
	let doubtful = lines.doubtful(today);
	assert!(!kept || (totals.daily.open, totals.daily.doubtful) == (open, doubtful));
	assert_eq!(Allocation::claims().accreted, totals.accounts.claim(open, doubtful));
}

/// What bills have brought above their cost, less what they have lost.
fn net() -> i128 {
	let results = CurrentResults::<Test>::get();
	signed(results.earned.get()) - signed(results.lost.get())
}

fn signed(amount: u128) -> i128 {
	i128::try_from(amount).unwrap()
}

/// Takes every bill to its end, with no cushion and no redeemer in the way.
fn finish(today: &mut Day) {
	play(Step::Wait(400), today);
	play(Step::Keep(0), today);
	play(Step::Owe(0), today);
	for bill in 0..CurrentTotals::<Test>::get().next_bill.0 {
		play(Step::ConfirmSettlement(CUSTODIAN, bill), today);
		play(Step::ConfirmSettlement(AUDITOR, bill), today);
		play(Step::SettleSale(bill), today);
		play(Step::Mature(bill), today);
		play(Step::ConfirmMaturity(bill), today);
		play(Step::Harvest(bill), today);
	}
}

/// Backing is what it was and what bills brought, whoever has borne what they lost.
fn assert_conserved() {
	let accounts = CurrentTotals::<Test>::get().accounts;
	let at_cost = accounts.at_settled_cost.saturating_add(accounts.in_transit);
	let held = signed(Ledger::cash().get()) + signed(at_cost.get());
	assert_eq!(held, signed(dollars(10_000_000).get()) + net());
	let owing = Ledger::issued().saturating_add(Ledger::owed());
	assert_eq!(owing.get() + burned(), dollars(10_000_000).get() + minted());
	// No settled claim is left that no surplus backs, and there is no shortfall while the vault
	// has idle money.
	assert!(accounts.settled_claim() <= Ledger::surplus());
	assert!(Ledger::shortfall().is_zero() || world(|w| w.available.is_zero()));
}

/// Who has lost what: the vault's claim falls only by a loss.
fn may_lose(step: Step) -> bool {
	matches!(
		step,
		Step::SettleSale(_)
			| Step::Unwind(..)
			| Step::Impair(..)
			| Step::WriteOff(_)
			| Step::Mature(_)
	)
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(256))]

	#[test]
	fn every_unit_should_be_accounted_for_when_calls_come_in_any_order(
		steps in prop::collection::vec(step(), 300..400), idle in 0..2_000_000u128,
	) {
		chain().execute_with(|| {
			let mut today = TODAY;
			world(|w| w.available = dollars(idle));
			let mut rate = world(|w| w.rate);
			for step in steps {
				let (claim, whole) = (optimistic(), Ledger::shortfall().is_zero());
				let lost = CurrentResults::<Test>::get().lost;
				let (book, asked) = (Book::<Test>::get(), covered());
				let done = play(step, &mut today);
				assert_invariants::<Allocation>();
				assert_conserved();
				if matches!(step, Step::Roll) || book != Book::<Test>::get() {
					rate = world(|w| w.rate);
				}
				assert_figures(rate);
				// Calls move no price: only time adds to the claim, and only a certain loss takes from
				// it, which a mark-down is not.
				let (now, whole) = (optimistic(), whole && Ledger::shortfall().is_zero());
				match step {
					Step::Wait(_) => assert!(now.0 >= claim.0 && now.1 == claim.1),
					Step::SettleSale(_) | Step::Unwind(..) | Step::WriteOff(_) => {},
					Step::Impair(..) | Step::Mature(_) if !whole => {},
					_ => assert_eq!(now, claim, "{step:?} {done}"),
				}
				// The reserve fund is asked for exactly what idle money has lost for good.
				assert_eq!(now.1 + covered() - asked, claim.1, "{step:?}");
				let losing = may_lose(step) || CurrentResults::<Test>::get().lost == lost;
				assert!(losing, "{step:?}");
			}
			finish(&mut today);
			assert_invariants::<Allocation>();
			assert_conserved();
			assert_eq!(CurrentTotals::<Test>::get().at_cost(), UsdaiAmount::ZERO);
			assert_eq!(Allocation::claims().accreted, Default::default());
			assert_eq!(Allocation::claims().returned, Default::default());
			// Whatever was neither minted nor lost is the dollar's.
			let surplus = signed(Ledger::surplus().get()) - signed(Ledger::shortfall().get());
			assert_eq!(surplus, net() + signed(burned()) - signed(minted()));
		});
	}
}
