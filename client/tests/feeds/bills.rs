//! What a node answers who asks for a bill.

use crate::{alone, folder, world::World};
use caliber_feeds_core::ObsDay;
use caliber_primitives::units::{Day, MicroUsd, Ppb};
use codec::Encode;
use pallet_feeds::BillQuote;

/// 31 CFR 356 appendix B, auctions, half a year and a day, and the same over a 29 February:
/// discount in parts per billion, issue, maturity, price of 100, coupon equivalent.
const PUBLISHED: [(u64, &str, &str, u64, u64); 5] = [
	(76_100_000, "1989-11-24", "1990-02-22", 98_097_500, 78_653_324),
	(36_250_000, "2026-08-18", "2026-09-15", 99_718_056, 36_857_331),
	(76_500_000, "1990-06-07", "1991-06-06", 92_265_000, 82_373_244),
	(40_000_000, "2026-05-28", "2026-11-27", 97_966_667, 41_394_952),
	(40_000_000, "2027-08-30", "2028-02-29", 97_966_667, 41_510_711),
];

#[test]
#[ignore = "needs a node with a runtime"]
fn bill_should_be_the_published_one_when_a_node_is_asked() {
	let _alone = alone();
	let world = World::start(&folder("bills"));
	let day = |text| Day(ObsDay::from_iso(text).unwrap().0);
	for (discount, issue, maturity, price, coupon_equivalent) in PUBLISHED {
		let asked = (Ppb(discount), day(issue), day(maturity)).encode();
		let quote: Option<BillQuote> = world.node.api("FeedsApi_bill", &asked);
		let quote = quote.unwrap_or_else(|| panic!("there is a bill of {issue}"));
		assert_eq!(
			(quote.price, quote.coupon_equivalent),
			(MicroUsd(price), Ppb(coupon_equivalent))
		);
	}
}
