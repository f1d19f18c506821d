//! What idle money of the vault bore for good is the reserve fund's to pay (protocol.md 3.4).

use crate::{
	mock::*, Book, CurrentTotals, Event, Order, OrderList, Orders, Policy, Purchase, Sale, Trade,
};
use caliber_finance::bills::price;
use caliber_primitives::{
	ids::{BillId, OrderId},
	testing::{assert_invariants, fresh, on_call, world},
	units::{Day, Ppb, Ppm, RatePpb, Seconds, UsdaiAmount},
	vault::BillIncome,
};
use frame_support::assert_ok;

/// A million of 28 days at 4.625 percent, which was bought a point lower, brings 996,402.78.
const LOSS: UsdaiAmount = UsdaiAmount(777_780_000 * 1_000_000_000_000);

fn covered() -> Vec<UsdaiAmount> {
	world(|w| w.covered.clone())
}

/// Sells a bill on its first day for [`LOSS`], though nobody needs it.
fn sell(bill: BillId) {
	let (amount, expires) = (UsdaiAmount::MAX, Seconds::MAX);
	let order = Order { id: OrderId(0), trade: Trade::Sell(bill), amount, expires };
	Orders::<Test>::put(OrderList::default().with(order).unwrap());
	world(|w| w.rate = Some(fresh(RatePpb(46_250_000))));
	let price = price(Ppb(46_250_000), 28).unwrap();
	let sale = Sale { price, settles: Allocation::today() };
	assert_ok!(Allocation::fill_sale(by(OPERATOR), order.id, sale));
}

fn sell_and_settle(bill: BillId) {
	sell(bill);
	assert_ok!(Allocation::settle_sale(by(CUSTODIAN), bill));
}

#[test]
fn loss_of_a_sale_should_be_covered_at_once_when_idle_money_bore_it() {
	with_chain(|| {
		idle(1_000_000);
		world(|w| w.reserve_fund = dollars(500));
		let bill = held();
		// Own storage is written, and the money is where it belongs.
		on_call(|method| {
			if method == "cover_loss" {
				assert_invariants::<Allocation>();
				assert!(Book::<Test>::get().0.is_empty());
				assert!(CurrentTotals::<Test>::get().accounts.in_transit.is_zero());
				assert_eq!(world(|w| (w.burned.len(), w.cash_in.len())), (1, 1));
			}
		});
		sell_and_settle(bill);
		assert_eq!(covered(), [LOSS]);
		System::assert_has_event(
			Event::LossFinal { bill, lost: LOSS, covered: dollars(500) }.into(),
		);
		let left = dollars(1_000_500).saturating_sub(LOSS);
		assert_eq!(world(|w| w.available), left);
	});
}

#[test]
fn loss_should_be_covered_only_as_far_as_idle_money_bore_it() {
	// Surplus, idle money, and what of the loss is the fund's.
	for (surplus, money, expected) in [
		(778, 1_000, None),
		(700, 1_000, Some(LOSS.saturating_sub(dollars(700)))),
		(0, 300, Some(dollars(300))),
		(0, 0, None),
	] {
		with_chain(|| {
			let bill = held();
			world(|w| w.issued = w.issued.saturating_sub(dollars(surplus)));
			idle(money);
			sell_and_settle(bill);
			assert_eq!(covered(), Vec::from_iter(expected));
		});
	}
	// Income of another bill bears 250 of it: what that is worth at the new rate above its cost.
	with_chain(|| {
		held();
		go(after(8));
		idle(1_000);
		sell_and_settle(held_today());
		assert_eq!(CurrentTotals::<Test>::get().accounts.pledged, dollars(250));
		assert_eq!(covered(), [LOSS.saturating_sub(dollars(250))]);
	});
}

#[test]
fn loss_of_an_impaired_bill_should_be_covered_when_it_is_written_off() {
	with_chain(|| {
		set_policy(Policy { impaired_at: Ppm(250_000), ..policy() });
		idle(2_000_000);
		let bill = bought();
		go(after(8));
		assert_ok!(Allocation::impair(by(ANYONE), bill));
		// Three quarters are borne and may come back.
		let borne = COST.saturating_sub(UsdaiAmount(COST.get() / 4));
		assert_eq!(Allocation::claims().returned.high, borne);
		assert_eq!(covered(), []);
		on_call(|method| {
			if method == "cover_loss" {
				assert_invariants::<Allocation>();
				assert_eq!(Allocation::claims().returned, Default::default());
			}
		});
		assert_ok!(Allocation::write_off(RuntimeOrigin::root(), bill));
		// With the quarter that still counted.
		assert_eq!(covered(), [COST]);
		let (lost, covered) = (COST, UsdaiAmount::ZERO);
		System::assert_last_event(Event::LossFinal { bill, lost, covered }.into());
	});
	// What surplus bore of it is not the vault's.
	with_chain(|| {
		world(|w| w.issued = w.issued.saturating_sub(dollars(900_000)));
		idle(2_000_000);
		let bill = bought();
		go(after(8));
		assert_ok!(Allocation::impair(by(ANYONE), bill));
		assert_ok!(Allocation::write_off(RuntimeOrigin::root(), bill));
		assert_eq!(covered(), [COST.saturating_sub(dollars(900_000))]);
	});
}

#[test]
fn impaired_bill_should_cost_the_fund_nothing_when_it_pays_after_all() {
	with_chain(|| {
		idle(2_000_000);
		let (never_came, late) = (bought(), held_today());
		go(after(8));
		assert_ok!(Allocation::impair(by(ANYONE), never_came));
		assert_ok!(Allocation::unwind(by(CUSTODIAN), never_came));
		go(after(36));
		assert_ok!(Allocation::impair(by(ANYONE), late));
		assert_ok!(Allocation::mature(by(CUSTODIAN), late));
		assert_eq!(covered(), []);
	});
}

#[test]
fn what_an_impaired_bill_does_not_bring_back_should_be_covered_when_it_brings_less() {
	with_chain(|| {
		idle(2_000_000);
		let bill = held();
		sell(bill);
		go(after(8));
		assert_ok!(Allocation::impair(by(ANYONE), bill));
		assert_eq!(Allocation::claims().returned.high, COST);
		assert_ok!(Allocation::settle_sale(by(CUSTODIAN), bill));
		// The rest is on its way back.
		assert_eq!(covered(), [LOSS]);
		assert_eq!(Allocation::claims().returned.low, COST.saturating_sub(LOSS));
		assert_ok!(Allocation::confirm_maturity(by(AUDITOR), bill));
		assert_ok!(Allocation::harvest(by(ANYONE), bill));
		assert_eq!(world(|w| w.available), dollars(2_000_000).saturating_sub(LOSS));
		assert_eq!(covered(), [LOSS]);
	});
}

#[test]
fn what_had_come_back_should_be_covered_when_another_loss_strikes_it() {
	with_chain(|| {
		idle(2_000_000);
		let never_came = bought();
		go(after(8));
		assert_ok!(Allocation::impair(by(ANYONE), never_came));
		assert_ok!(Allocation::unwind(by(CUSTODIAN), never_came));
		assert_eq!(Allocation::claims().returned.low, COST);
		// Nobody has minted it yet: a loss of a sale takes it from there, for good.
		sell_and_settle(held_today());
		assert_eq!(CurrentTotals::<Test>::get().accounts.struck_returned, LOSS);
		assert_eq!(covered(), [LOSS]);
		// An impaired bill that strikes it brings it back, or is written off.
		let late = bought_today();
		go(after(16));
		assert_ok!(Allocation::impair(by(ANYONE), late));
		assert_eq!(covered(), [LOSS]);
		assert_ok!(Allocation::write_off(RuntimeOrigin::root(), late));
		assert_eq!(covered(), [LOSS, COST]);
	});
}

fn bought_today() -> BillId {
	let bill = CurrentTotals::<Test>::get().next_bill;
	world(|w| w.rate = Some(fresh(FED)));
	let today = Allocation::today();
	let terms = Purchase { settles: today, matures: Day(today.0 + 28), ..purchase() };
	assert_ok!(Allocation::fill(by(OPERATOR), order(), terms));
	bill
}
