//! A real bill from its order to its harvest: 912797VC8, auctioned on 13 August 2026 at 3.625
//! percent, issued on the 18th, due on 15 September.

use crate::mock::*;
use caliber_primitives::{
	dollar::{Dollar, ReserveBook},
	testing::{fresh, world},
	units::{Day, Ppb, RatePpb, UsdaiAmount},
	vault::BillIncome,
};
use frame_support::assert_ok;

/// Dollars and cents.
fn cents(amount: u128) -> UsdaiAmount {
	UsdaiAmount(amount * 10u128.pow(16))
}

#[test]
fn bill_should_earn_a_hundred_dollars_and_69_cents_a_day_to_its_harvest() {
	with_chain(|| {
		world(|w| w.rate = Some(fresh(RatePpb(36_250_000))));
		// Ordered, bought for 997,180.56, and in custody.
		let bill = held();
		assert_eq!(Allocation::bill(bill).unwrap().paid.get(), 997_180_560_000);
		assert_eq!(Allocation::at_settled_cost(), cents(99_718_056));
		// 100.694285 a day.
		for days in 1..28u32 {
			go(after(days));
			let earned = Allocation::claims().accreted.high.get();
			assert_eq!(earned, 281_944 * 10u128.pow(16) * u128::from(days) / 28, "day {days}");
			if days == 1 {
				assert_eq!(earned / 10u128.pow(16), 10_069);
			}
		}
		// One bill, three yields: 3.625 discount, 3.686 coupon equivalent.
		let report = Allocation::report();
		assert_eq!(report.running.weighted_yield, Ppb(36_857_331));
		assert_eq!((report.running.bills, report.running.days_to_maturity), (1, Day(1)));
		assert_eq!(report.apr_realised, None);
		// It matures on 15 September and brings 2,819.44.
		assert_eq!(MATURITY, Day(TODAY.0 + 28));
		go(MATURITY);
		assert_ok!(Allocation::mature(by(CUSTODIAN), bill));
		assert_ok!(Allocation::confirm_maturity(by(AUDITOR), bill));
		assert_ok!(Allocation::harvest(by(ANYONE), bill));
		assert_eq!(world(|w| w.harvests[0].0), cents(281_944));
		assert_eq!(Ledger::issued(), dollars(10_000_000).saturating_add(cents(281_944)));
		assert_eq!(Ledger::cash(), Ledger::issued());
		assert_eq!(Allocation::apr_realised(), Some(Ppb(36_857_331)));
	});
}
