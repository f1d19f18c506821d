//! The Treasury's Atom feed of daily bill rates.

use super::fill;
use crate::{
	date::{timestamp, Day},
	market::{self, Bill},
};

const FEED: &str = include_str!("../../fixtures/treasury_feed.xml");
const ENTRY: &str = include_str!("../../fixtures/treasury_entry.xml");
const TENOR: &str = include_str!("../../fixtures/treasury_tenor.xml");

/// The days that are asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Period {
	first: Day,
	end: Day,
}

impl Period {
	/// `YYYYMM`, or `None` for anything else.
	pub fn month(text: &str) -> Option<Self> {
		let (year, month) = (digits(text.get(..4)?)?, digits(text.get(4..)?)?);
		if text.len() != 6 || !(1..=12).contains(&month) {
			return None;
		}
		let next = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
		Some(Self { first: Day::new(year, month, 1), end: Day::new(next.0, next.1, 1) })
	}

	/// `YYYY`, or `None` for anything else.
	pub fn year(text: &str) -> Option<Self> {
		let year = digits(text).filter(|_| text.len() == 4)?;
		Some(Self { first: Day::new(year, 1, 1), end: Day::new(year + 1, 1, 1) })
	}
}

fn digits(text: &str) -> Option<i64> {
	text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())?
}

/// The entries of a period that are out at a moment, oldest first.
pub fn bill_rates(seed: u64, unix: i64, period: Period) -> String {
	let last = market::last_published(seed, unix);
	let entries: String = (period.first.0..period.end.0.min(last.0 + 1))
		.map(Day)
		.filter_map(|day| entry(seed, day))
		.collect();
	let updated = timestamp(market::publication(seed, last));
	fill(FEED, &[("updated", &updated), ("entries", &entries)])
}

fn entry(seed: u64, day: Day) -> Option<String> {
	let bills = market::bills(seed, day);
	if day < Day::new(2002, 1, 2) || bills.is_empty() {
		return None;
	}
	let tenors: String = bills.iter().map(tenor).collect();
	let updated = timestamp(market::publication(seed, day));
	Some(fill(ENTRY, &[("updated", &updated), ("date", &day), ("tenors", &tenors)]))
}

fn tenor(bill: &Bill) -> String {
	fill(
		TENOR,
		&[
			("weeks", &bill.weeks),
			("discount", &percent(bill.discount)),
			("yield", &percent(bill.coupon_equivalent)),
			("maturity", &bill.maturity),
			("cusip", &bill.cusip),
		],
	)
}

fn percent(basis_points: i64) -> String {
	format!("{}.{:02}", basis_points / 100, basis_points % 100)
}

#[cfg(test)]
mod tests {
	use super::*;

	fn dates(unix: i64, month: &str) -> Vec<String> {
		bill_rates(1, unix, Period::month(month).unwrap())
			.lines()
			.filter_map(|line| line.strip_prefix("<d:INDEX_DATE m:type=\"Edm.DateTime\">"))
			.map(|rest| rest[..10].to_string())
			.collect()
	}

	#[test]
	fn bill_rates_should_list_business_days_when_a_month_is_over() {
		let found = dates(Day::new(2026, 11, 24).new_york(17, 0), "202609");
		assert_eq!(found.len(), 21);
		assert_eq!(found.first().map(String::as_str), Some("2026-09-01"));
		assert!(!found.contains(&"2026-09-07".to_string()));
		assert!(!found.contains(&"2026-09-12".to_string()));
	}

	#[test]
	fn bill_rates_should_end_with_the_last_one_out_when_the_month_is_not_over() {
		let day = Day::new(2026, 8, 11);
		assert_eq!(dates(day.new_york(12, 0), "202608").last().unwrap(), "2026-08-10");
		assert_eq!(dates(day.new_york(17, 0), "202608").last().unwrap(), "2026-08-11");
		assert!(dates(day.new_york(17, 0), "202609").is_empty());
		assert!(dates(day.new_york(17, 0), "199912").is_empty());
	}

	#[test]
	fn bill_rates_should_leave_no_name_unfilled_when_printed() {
		let page =
			bill_rates(1, Day::new(2026, 8, 31).new_york(17, 0), Period::year("2026").unwrap());
		assert!(!page.contains("{{") && page.contains("</d:ROUND_B1_CLOSE_13WK_2>"));
	}

	#[test]
	fn period_should_be_refused_when_it_is_not_spelled_as_asked() {
		for text in ["", "2026", "20261", "202613", "202600", "2026-8", "20260801", "ééé"] {
			assert_eq!(Period::month(text), None, "{text}");
		}
		assert_eq!(Period::year("26"), None);
	}
}
