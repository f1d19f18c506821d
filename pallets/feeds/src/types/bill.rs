//! What a discount rate makes of a bill.

use caliber_finance::bills;
use caliber_primitives::units::{Day, MicroUsd, Ppb};
use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

/// A bill by 31 CFR 356, appendix B.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub struct BillQuote {
	/// Days from issue, or settlement, to maturity.
	pub days: u32,
	/// Days of the year after issue: 365, or 366 with a 29 February among them.
	pub year_days: u32,
	/// Price of 100 dollars of face, rounded half up.
	pub price: MicroUsd,
	/// Coupon equivalent (investment rate) at that price, a year: by the short formula up to half a
	/// year, beyond it by the one with a coupon in between.
	pub coupon_equivalent: Ppb,
}

impl BillQuote {
	/// Of a bill that is issued or settled on one day and due on another; `None` when that is not
	/// later, or more than 366 days later, or the discount leaves no price.
	pub fn of(discount: Ppb, issue: Day, maturity: Day) -> Option<Self> {
		let days = maturity.0.checked_sub(issue.0)?;
		let year_days = bills::year_days(issue);
		let price = bills::price(discount, days).ok()?;
		let coupon_equivalent = bills::investment_yield(price, days, year_days).ok()?;
		Some(Self { days, year_days, price, coupon_equivalent })
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use caliber_feeds_core::ObsDay;

	fn day(text: &str) -> Day {
		Day(ObsDay::from_iso(text).unwrap().0)
	}

	/// What was published: 31 CFR 356 appendix B and results of auctions.
	#[test]
	fn quote_should_be_the_published_one_when_the_example_is_worked() {
		let rows = [
			// Discount in ppb, issue, maturity, days, year, price, coupon equivalent in ppb.
			(76_100_000, "1989-11-24", "1990-02-22", 90, 365, 98_097_500, 78_653_324),
			(36_250_000, "2026-08-18", "2026-09-15", 28, 365, 99_718_056, 36_857_331),
			(37_350_000, "2026-08-11", "2026-11-10", 91, 365, 99_055_875, 38_229_686),
			(11_150_000, "2017-08-31", "2018-03-01", 182, 365, 99_436_306, 11_368_938),
			(79_300_000, "1990-06-01", "1990-06-21", 20, 365, 99_559_444, 80_757_251),
			(76_500_000, "1990-06-07", "1991-06-06", 364, 365, 92_265_000, 82_373_244),
			(38_500_000, "2026-08-13", "2027-08-12", 364, 365, 96_107_222, 40_212_653),
			(40_000_000, "2026-05-28", "2026-11-27", 183, 365, 97_966_667, 41_394_952),
			// A 29 February lies in the year: the longer year, and for r = 183 the short formula.
			(40_000_000, "2027-08-30", "2028-02-29", 183, 366, 97_966_667, 41_510_711),
		];
		for (discount, issue, maturity, days, year_days, price, equivalent) in rows {
			let quote = BillQuote::of(Ppb(discount), day(issue), day(maturity)).unwrap();
			assert_eq!((quote.days, quote.year_days), (days, year_days), "{issue}");
			assert_eq!(quote.price, MicroUsd(price), "{issue}");
			assert_eq!(quote.coupon_equivalent.get(), equivalent, "{issue}");
		}
	}

	/// What the Treasury printed, in thousandths of a percent.
	#[test]
	fn coupon_equivalent_should_round_to_the_printed_one_when_published() {
		for (discount, issue, maturity, printed) in [
			(36_250_000, "2026-08-18", "2026-09-15", 3_686),
			(11_150_000, "2017-08-31", "2018-03-01", 1_137),
			(79_300_000, "1990-06-01", "1990-06-21", 8_076),
			(76_500_000, "1990-06-07", "1991-06-06", 8_237),
		] {
			let quote = BillQuote::of(Ppb(discount), day(issue), day(maturity)).unwrap();
			assert_eq!((quote.coupon_equivalent.get() + 5_000) / 10_000, printed, "{issue}");
		}
	}

	#[test]
	fn quote_should_be_none_when_there_is_no_such_bill() {
		let issue = day("2026-08-18");
		for (discount, maturity) in [
			(1, issue.0),
			(1, issue.0 - 1),
			(1, issue.0 + 367),
			(u64::MAX, issue.0 + 28),
			(13_000_000_000, issue.0 + 28),
		] {
			assert_eq!(BillQuote::of(Ppb(discount), issue, Day(maturity)), None, "{discount}");
		}
	}
}
