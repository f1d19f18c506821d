//! What the book gives on a day is kept, and is never wrong.

use crate::{mock::*, Book, CurrentTotals, Daily, Purchase, Sale, Totals};
use caliber_finance::bills::price;
use caliber_primitives::{
	ids::BillId,
	prices::Reading,
	testing::{fresh, on_call, world},
	units::{Day, Ppb, Ppm, RatePpb, UsdaiAmount},
	vault::BillIncome,
};
use frame_support::assert_ok;

fn kept() -> Daily {
	CurrentTotals::<Test>::get().daily
}

/// What is kept is of today, and what the lines give.
fn assert_fresh(act: &str) {
	assert_eq!(kept().day, Allocation::today(), "{act}");
	assert_eq!(kept(), Allocation::daily_of(&Book::<Test>::get()), "{act}");
}

fn rate(ppb: i64) {
	world(|w| w.rate = Some(fresh(RatePpb(ppb))));
}

/// A million for 28 days from today on, in transit.
fn another() -> BillId {
	let bill = CurrentTotals::<Test>::get().next_bill;
	let today = Allocation::today();
	let terms = Purchase { settles: today, matures: Day(today.0 + 28), ..purchase() };
	assert_ok!(Allocation::fill(by(OPERATOR), order(), terms));
	bill
}

/// Sells a bill with so many days left at 3.625 percent.
fn sell(bill: BillId, left: u32) {
	world(|w| (w.owed, w.issued) = (dollars(9_502_820), dollars(497_180)));
	assert_ok!(Allocation::rebalance(by(ANYONE)));
	let order = Allocation::orders().0.last().copied().unwrap();
	assert_eq!(order.trade, crate::Trade::Sell(bill));
	let sale = Sale { price: price(Ppb(36_250_000), left).unwrap(), settles: Allocation::today() };
	assert_ok!(Allocation::fill_sale(by(OPERATOR), order.id, sale));
}

#[test]
fn figures_should_be_those_of_the_lines_after_every_act_when_days_and_feeds_have_moved() {
	with_chain(|| {
		let first = bought();
		assert_fresh("fill");
		go(after(1));
		for who in [CUSTODIAN, AUDITOR] {
			assert_ok!(Allocation::confirm_settlement(by(who), first));
		}
		assert_fresh("confirm_settlement");
		go(after(14));
		sell(first, 14);
		assert_fresh("fill_sale");
		go(after(15));
		for who in [CUSTODIAN, AUDITOR] {
			assert_ok!(Allocation::cancel_sale(by(who), first));
		}
		assert_fresh("cancel_sale");
		go(after(16));
		sell(first, 12);
		go(after(17));
		assert_ok!(Allocation::settle_sale(by(CUSTODIAN), first));
		assert_fresh("settle_sale");
	});
	with_chain(|| {
		set_policy(crate::Policy { impaired_at: Ppm(500_000), ..policy() });
		world(|w| w.available = dollars(3_000_000));
		let (pays, never) = (held(), another());
		go(after(8));
		rate(30_000_000);
		assert_ok!(Allocation::impair(by(ANYONE), never));
		assert_fresh("impair");
		assert!(!kept().doubtful.is_zero());
		rate(40_000_000);
		assert_ok!(Allocation::unwind(by(CUSTODIAN), never));
		assert_fresh("unwind");
		assert!(kept().doubtful.is_zero());
		go(MATURITY);
		rate(FED.0);
		let lost = another();
		rate(35_000_000);
		assert_ok!(Allocation::mature(by(CUSTODIAN), pays));
		assert_fresh("mature");
		assert_ok!(Allocation::confirm_maturity(by(AUDITOR), pays));
		let before = kept();
		rate(20_000_000);
		assert_ok!(Allocation::harvest(by(ANYONE), pays));
		assert_eq!(kept(), before);
		go(Day(MATURITY.0 + 8));
		assert_ok!(Allocation::impair(by(ANYONE), lost));
		assert_ok!(Allocation::write_off(RuntimeOrigin::root(), lost));
		assert_fresh("write_off");
		assert_eq!(kept(), Daily { day: Allocation::today(), ..Default::default() });
	});
}

#[test]
fn loss_should_not_be_borne_by_the_income_of_its_own_bill_when_the_day_is_rolled() {
	with_chain(|| {
		let bill = held();
		world(|w| w.available = dollars(2_000_000));
		go(after(36));
		Allocation::roll();
		assert_eq!(kept().open.low, GAIN);
		on_call(|method| {
			if method == "bear_loss" {
				assert_fresh(method);
			}
		});
		assert_ok!(Allocation::impair(by(ANYONE), bill));
		assert_eq!(world(|w| w.burned[0].1), COST);
		assert_eq!(CurrentTotals::<Test>::get().accounts.pledged, UsdaiAmount::ZERO);
	});
}

#[test]
fn feed_should_move_nothing_within_a_day_until_it_is_rolled() {
	with_chain(|| {
		held();
		go(after(14));
		Allocation::roll();
		let before = Allocation::claims();
		// At 4.5 percent it is worth 998,250.00.
		rate(45_000_000);
		assert_eq!(Allocation::claims(), before);
		Allocation::roll();
		let after = Allocation::claims();
		assert_eq!(after.accreted.low, dollars(998_250).saturating_sub(COST));
		assert!(after.accreted.low < before.accreted.low);
		assert_eq!(after.accreted.high, before.accreted.high);
	});
}

#[test]
fn claims_should_be_exact_when_nobody_has_rolled() {
	with_chain(|| {
		held();
		let old = kept();
		for days in [1, 2, 14, 28, 29, 400] {
			go(after(days));
			for market in [FED.0, 45_000_000, 20_000_000] {
				rate(market);
				let exact = Allocation::daily_of(&Book::<Test>::get());
				assert_eq!(Allocation::claims().accreted, exact.open, "day {days}, {market}");
			}
			// Nothing comes from what is kept, which is of the first day.
			let line = UsdaiAmount(GAIN.get() * u128::from(days.min(28)) / 28);
			assert_eq!(Allocation::claims().accreted.high, line, "day {days}");
			assert_eq!(kept(), old);
		}
	});
}

#[test]
fn claims_should_need_neither_lines_nor_feeds_when_the_day_is_rolled() {
	chain().execute_with(|| {
		held();
		go(after(14));
		Allocation::roll();
		let claims = Allocation::claims();
		assert!(!claims.accreted.low.is_zero());
		Book::<Test>::kill();
		world(|w| w.rate = Some(Reading::Missing));
		assert_eq!(Allocation::claims(), claims);
		set_moment(caliber_primitives::units::Seconds(after(15).start().get() - 1));
		assert_eq!(Allocation::claims(), claims);
		set_moment(after(15).start());
		assert_eq!(Allocation::claims(), Default::default());
	});
}

#[test]
fn roll_should_write_the_figures_alone_when_a_day_is_new() {
	with_chain(|| {
		// With nothing in the book, and with nothing known of the market.
		Allocation::roll();
		assert_eq!(kept(), Daily { day: TODAY, ..Default::default() });
		held();
		go(after(9));
		world(|w| w.rate = Some(Reading::Missing));
		let (totals, book) = (CurrentTotals::<Test>::get(), Book::<Test>::get());
		Allocation::roll();
		assert_fresh("roll");
		assert_eq!(kept().open.low, UsdaiAmount::ZERO);
		let daily = kept();
		assert_eq!(CurrentTotals::<Test>::get(), Totals { daily, ..totals });
		assert_eq!(Book::<Test>::get(), book);
		assert_eq!(Allocation::roll_weight(), <() as crate::WeightInfo>::roll());
	});
}
