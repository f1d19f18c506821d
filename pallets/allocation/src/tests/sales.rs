//! What is sold before its day, because redeemers wait.

use crate::{
	mock::*, Both, CurrentTotals, Error, Event, Held, Line, Order, Policy, Purchase, Sale, Sold,
	Stage, Surplus, Trade,
};
use caliber_finance::bills::price;
use caliber_primitives::{
	dollar::{Dollar, PauseTier, ReserveBook},
	ids::{BillId, OrderId},
	prices::{FeedFault, Tenor},
	roles::{Role, RoleError},
	testing::{fresh, world},
	units::{Day, MicroUsd, Ppb, RatePpb, ReserveAmount, UsdaiAmount},
	vault::BillIncome,
};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

/// At 3.625 percent with 14 days to go.
const HALFWAY: MicroUsd = MicroUsd(99_859_028);
/// The least that the tolerance allows: at 3.875 percent.
const LEAST: MicroUsd = MicroUsd(99_849_306);

/// Redeemers turn so many of the ten million dollars into tickets.
fn redeem(whole: u128) {
	world(|w| {
		w.owed = dollars(whole);
		w.issued = dollars(10_000_000 - whole);
	});
}

/// A bill held for 14 days, and redeemers that are owed 500,000 more than the cash.
fn pressed() -> BillId {
	let bill = held();
	go(after(14));
	redeem(9_502_820);
	bill
}

/// The order to sell it.
fn sale_order() -> OrderId {
	let id = CurrentTotals::<Test>::get().next_order;
	assert_ok!(Allocation::rebalance(by(ANYONE)));
	id
}

fn sale() -> Sale {
	Sale { price: HALFWAY, settles: after(14) }
}

/// Sold, and waiting for the money.
fn sold() -> BillId {
	let bill = pressed();
	assert_ok!(Allocation::fill_sale(by(OPERATOR), sale_order(), sale()));
	bill
}

#[test]
fn rebalance_should_order_a_sale_when_redeemers_are_owed_more_than_comes_in() {
	with_chain(|| {
		let bill = pressed();
		let order = sale_order();
		let expires = caliber_primitives::units::Seconds(after(14).start().get() + 216_000);
		let placed = Order { id: order, trade: Trade::Sell(bill), amount: COST, expires };
		assert_eq!(Allocation::orders().0.into_inner(), vec![placed]);
		let discount = Ppb(36_250_000);
		System::assert_last_event(
			Event::SaleOrdered { order, bill, amount: COST, discount, expires }.into(),
		);
		// What is on sale counts, and there is nothing else.
		assert_noop!(Allocation::rebalance(by(ANYONE)), Error::<Test>::NothingToOrder);
		// A sale takes risk off: no pause stops it.
		go(after(17));
		world(|w| w.paused = Some(PauseTier::Transfer));
		assert_ok!(Allocation::rebalance(by(ANYONE)));
		System::assert_has_event(Event::OrderLapsed { order }.into());
	});
}

#[test]
fn rebalance_should_sell_only_what_cash_and_maturities_do_not_cover() {
	// Owed, day, and whether a bill has to be sold.
	let cases = [
		// The cash is 9,002,819.44.
		(9_002_819, 14, false),
		(9_003_819, 14, false),
		(9_003_820, 14, true),
		(10_000_000, 14, true),
		// It matures within a week: redeemers wait for it.
		(9_500_000, 20, true),
		(9_500_000, 21, false),
		(9_500_000, 28, false),
	];
	for (owed, day, sells) in cases {
		with_chain(|| {
			let bill = held();
			go(after(day));
			redeem(owed);
			let next = Allocation::next_order();
			assert_eq!(next.map(|(trade, _)| trade), sells.then_some(Trade::Sell(bill)), "{owed}");
		});
	}
}

#[test]
fn rebalance_should_sell_the_bill_that_matures_first_beyond_the_horizon() {
	with_chain(|| {
		for days in [30, 27, 33] {
			let order = order();
			let price = price(Ppb(36_250_000), days).unwrap();
			let face = coins(100_000);
			let bill = Purchase { face, matures: after(days), price, ..purchase() };
			assert_ok!(Allocation::fill(by(OPERATOR), order, bill));
		}
		// Only two of them are in custody.
		for bill in [0, 2] {
			for who in [CUSTODIAN, AUDITOR] {
				assert_ok!(Allocation::confirm_settlement(by(who), BillId(bill)));
			}
		}
		redeem(9_900_000);
		let next = |bill| Some(Trade::Sell(BillId(bill)));
		assert_eq!(Allocation::next_order().map(|(trade, _)| trade), next(0));
		sale_order();
		assert_eq!(Allocation::next_order().map(|(trade, _)| trade), next(2));
		sale_order();
		assert_noop!(Allocation::rebalance(by(ANYONE)), Error::<Test>::NothingToOrder);
	});
}

#[test]
fn sale_should_keep_the_bill_in_the_book_until_the_money_comes() {
	with_chain(|| {
		let income = |day| {
			go(day);
			Allocation::claims().accreted.high
		};
		let bill = sold();
		let proceeds = ReserveAmount(998_590_280_000);
		let brings = UsdaiAmount(998_590_280_000 * 10u128.pow(12));
		System::assert_last_event(
			Event::Sold {
				bill,
				order: OrderId(1),
				operator: OPERATOR,
				price: HALFWAY,
				settles: after(14),
				proceeds,
				brings,
				cost: COST,
			}
			.into(),
		);
		assert!(Allocation::orders().0.is_empty());
		assert_eq!(Allocation::at_settled_cost(), COST);
		assert!(income(after(15)) > income(after(14)));
		let stage = Allocation::bill(bill).unwrap().stage;
		assert_eq!(
			stage,
			Stage::Selling(Sold {
				sale: sale(),
				proceeds,
				brings,
				bought_by: OPERATOR,
				auditor: None,
				cancelled: Both::new(),
			})
		);
		assert!(matches!(Allocation::bills().0[0], Line { sold: true, .. }));
		// It cannot be sold twice, and nothing else is needed.
		assert_noop!(Allocation::rebalance(by(ANYONE)), Error::<Test>::NothingToOrder);

		assert_ok!(Allocation::settle_sale(by(CUSTODIAN), bill));
		let surplus = brings.saturating_sub(COST);
		assert_eq!(Ledger::cash(), dollars(10_000_000).saturating_add(surplus));
		assert_eq!(Ledger::surplus(), surplus);
		System::assert_last_event(
			Event::SaleSettled {
				bill,
				custodian: CUSTODIAN,
				slot: SLOT,
				proceeds,
				surplus,
				loss: UsdaiAmount::ZERO,
				at_settled_cost: UsdaiAmount::ZERO,
			}
			.into(),
		);
		assert_noop!(Allocation::harvest(by(ANYONE), bill), Error::<Test>::NotConfirmed);
		assert_ok!(Allocation::confirm_maturity(by(AUDITOR), bill));
		assert_ok!(Allocation::harvest(by(ANYONE), bill));
		assert_eq!(world(|w| w.harvests[0].0), surplus);
		assert_eq!(Allocation::claims().accreted, Default::default());
	});
}

#[test]
fn sale_should_settle_when_the_auditor_comes_first() {
	with_chain(|| {
		let bill = sold();
		assert_ok!(Allocation::confirm_maturity(by(AUDITOR), bill));
		assert_noop!(
			Allocation::confirm_maturity(by(AUDITOR), bill),
			Error::<Test>::AlreadyConfirmed
		);
		assert_ok!(Allocation::settle_sale(by(CUSTODIAN), bill));
		let left = UsdaiAmount(998_590_280_000 * 10u128.pow(12)).saturating_sub(COST);
		assert_eq!(Allocation::bill(bill).unwrap().stage, Stage::Settled(Surplus::of(left)));
	});
}

#[test]
fn sale_should_be_made_by_one_account_paid_by_another_and_confirmed_by_a_third() {
	with_chain(|| {
		let bill = pressed();
		let order = sale_order();
		let both = |who| Some(vec![(who, Role::TreasuryOperator), (who, Role::Auditor)]);
		world(|w| w.roles = both(CUSTODIAN));
		let own = Allocation::fill_sale(by(CUSTODIAN), order, sale());
		assert_eq!(own, Err(Error::<Test>::NotDistinct.into()));
		// Another operator than the one who bought it, who is an auditor as well.
		world(|w| w.roles = both(ANYONE));
		assert_ok!(Allocation::fill_sale(by(ANYONE), order, sale()));
		assert_noop!(Allocation::confirm_maturity(by(ANYONE), bill), Error::<Test>::NotDistinct);
	});
}

#[test]
fn sale_should_be_refused_when_its_price_is_a_tick_outside_the_tolerance() {
	let cases = [
		(LEAST, None),
		(MicroUsd(LEAST.0 - 1), Some(Error::<Test>::TooCheap)),
		(MicroUsd(0), Some(Error::TooCheap)),
		(MicroUsd(100_000_000), None),
		(MicroUsd(100_000_001), Some(Error::TooDear)),
		(MicroUsd(u64::MAX), Some(Error::TooDear)),
	];
	for (price, error) in cases {
		with_chain(|| {
			pressed();
			let order = sale_order();
			let call = || Allocation::fill_sale(by(OPERATOR), order, Sale { price, ..sale() });
			match error {
				None => {
					assert_ok!(call());
				},
				Some(error) => {
					assert_noop!(call(), error);
				},
			}
		});
	}
}

#[test]
fn sale_should_be_refused_when_day_signer_order_or_feed_is_not_right() {
	with_chain(|| {
		pressed();
		let order = sale_order();
		let sell =
			|who, order, settles| Allocation::fill_sale(by(who), order, Sale { settles, ..sale() });
		let today = after(14);
		for settles in [Day(today.0 - 1), Day(0), after(18), after(28), Day(u32::MAX)] {
			assert_noop!(sell(OPERATOR, order, settles), Error::<Test>::SettlementOutOfRange);
		}
		assert_noop!(sell(ANYONE, order, today), Error::<Test>::Role(RoleError::NotGranted));
		assert_noop!(sell(OPERATOR, OrderId(9), today), Error::<Test>::UnknownOrder);
		let buy = Allocation::fill(by(OPERATOR), order, purchase());
		assert_eq!(buy, Err(Error::<Test>::WrongSide.into()));
		world(|w| w.frozen = vec![OPERATOR]);
		assert_noop!(sell(OPERATOR, order, today), DispatchError::Other("frozen"));
		world(|w| w.frozen.clear());
		world(|w| w.rate = Some(stale(FED, TODAY)));
		let soft: DispatchError = Error::<Test>::Feed(FeedFault::SoftStale).into();
		assert_noop!(sell(OPERATOR, order, today), soft);
		world(|w| w.rate = Some(fresh(RatePpb(-1))));
		assert_noop!(sell(OPERATOR, order, today), Error::<Test>::NegativeRate);
		world(|w| w.rate = Some(fresh(FED)));
		go(after(17));
		assert_noop!(sell(OPERATOR, order, after(17)), Error::<Test>::OrderLapsed);
	});
	with_chain(|| {
		let order = order();
		let sell = Allocation::fill_sale(by(OPERATOR), order, Sale { settles: TODAY, ..sale() });
		assert_eq!(sell, Err(Error::<Test>::WrongSide.into()));
	});
}

#[test]
fn sale_should_be_refused_when_the_bill_is_gone_or_impaired_since_the_order() {
	with_chain(|| {
		let bill = pressed();
		let order = sale_order();
		// It could pay its face meanwhile on a chain that stood still.
		crate::Bills::<Test>::mutate(bill, |record| {
			record.as_mut().unwrap().stage = Stage::Paid(Surplus::of(GAIN))
		});
		let sell = || Allocation::fill_sale(by(OPERATOR), order, sale());
		assert_noop!(sell(), Error::<Test>::NotHeld);
		crate::Bills::<Test>::mutate(bill, |record| {
			record.as_mut().unwrap().stage = Stage::Held(Held { auditor: None });
			record.as_mut().unwrap().written_down = Some(Default::default());
		});
		assert_noop!(sell(), Error::<Test>::AlreadyImpaired);
		crate::Bills::<Test>::mutate(bill, |record| record.as_mut().unwrap().written_down = None);
	});
}

#[test]
fn sale_should_be_paid_by_its_custodian_on_its_day_once() {
	with_chain(|| {
		let bill = pressed();
		let settle = |who| Allocation::settle_sale(by(who), bill);
		assert_noop!(settle(CUSTODIAN), Error::<Test>::NotSold);
		let price = price(Ppb(36_250_000), 12).unwrap();
		let later = Sale { price, settles: after(16) };
		assert_ok!(Allocation::fill_sale(by(OPERATOR), sale_order(), later));
		assert_noop!(settle(CUSTODIAN), Error::<Test>::NotSettlementDay);
		assert_noop!(Allocation::confirm_maturity(by(AUDITOR), bill), Error::<Test>::NotMatured);
		go(after(16));
		for who in [OPERATOR, AUDITOR, ANYONE] {
			assert_noop!(settle(who), Error::<Test>::NotCustodian);
		}
		world(|w| w.roles = Some(vec![(AUDITOR, Role::Auditor)]));
		assert_ok!(settle(CUSTODIAN));
		assert_noop!(settle(CUSTODIAN), Error::<Test>::NotSold);
		let none = Allocation::settle_sale(by(CUSTODIAN), BillId(7));
		assert_eq!(none, Err(Error::<Test>::UnknownBill.into()));
	});
}

#[test]
fn bill_should_pay_its_face_when_its_sale_has_failed() {
	with_chain(|| {
		let bill = sold();
		go(MATURITY);
		assert_ok!(Allocation::mature(by(CUSTODIAN), bill));
		assert_eq!(Ledger::surplus(), GAIN);
	});
}

#[test]
fn cash_that_matures_should_roll_over_into_the_rung_that_lacks_it() {
	with_chain(|| {
		let policy = Policy { min_order: dollars(3_000_000), ..policy() };
		set_policy(policy);
		let order = order();
		let face = coins(3_600_000);
		assert_ok!(Allocation::fill(by(OPERATOR), order, Purchase { face, ..purchase() }));
		for who in [CUSTODIAN, AUDITOR] {
			assert_ok!(Allocation::confirm_settlement(by(who), BillId(0)));
		}
		// The rung is full.
		assert_noop!(Allocation::rebalance(by(ANYONE)), Error::<Test>::NothingToOrder);
		go(MATURITY);
		assert_noop!(Allocation::rebalance(by(ANYONE)), Error::<Test>::NothingToOrder);
		assert_ok!(Allocation::mature(by(CUSTODIAN), BillId(0)));
		assert_ok!(Allocation::rebalance(by(ANYONE)));
		let next = Allocation::orders().0[0];
		assert_eq!(next.trade, Trade::Buy(Tenor::W4));
		assert!(next.amount > dollars(3_600_000));
	});
}
