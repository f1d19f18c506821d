//! The Treasury's Atom feeds of bill rates and of the par yield curve.

use super::{fill, Page, Question};
use crate::{
	bills::{self, bills, Bill},
	date::{timestamp, Day},
	rates::{par, TERMS},
	scenario::{Effect, Rows, Spelling},
	source::Source,
	view::{decimal, View},
};

const FEED: &str = include_str!("../../fixtures/treasury_feed.xml");
const BILL_ENTRY: &str = include_str!("../../fixtures/treasury_entry.xml");
const TENOR: &str = include_str!("../../fixtures/treasury_tenor.xml");
const PAR_ENTRY: &str = include_str!("../../fixtures/treasury_par_entry.xml");
/// The tenor, and the par term, that cases are about.
const TARGET: i64 = 13;
pub(super) const TARGET_TERM: usize = 3;

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
		let first = Day::new(year, month, 1);
		Some(Self { first, end: first.month_end().plus(1) })
	}

	/// `YYYY`, or `None` for anything else.
	pub fn year(text: &str) -> Option<Self> {
		let year = digits(text).filter(|_| text.len() == 4)?;
		Some(Self { first: Day::new(year, 1, 1), end: Day::new(year + 1, 1, 1) })
	}

	/// Its days up to and with the last one, oldest first.
	pub fn until(self, last: Day) -> impl DoubleEndedIterator<Item = Day> {
		let first = self.first.max(Day::new(2002, 1, 2));
		(first.0..self.end.0.min(last.0 + 1)).map(Day)
	}
}

fn digits(text: &str) -> Option<i64> {
	text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())?
}

/// Whether the par curve has a row without values: that of Columbus Day.
pub(super) fn is_empty_holiday(day: Day) -> bool {
	let (_, month, of_month) = day.civil();
	month == 10 && day.weekday() == 0 && (8..=14).contains(&of_month)
}

/// The bills that a day's row shows; twice where the newest one contradicts itself.
pub(super) fn shown_bills(view: &View, day: Day, newest: Day) -> Vec<Vec<Bill>> {
	let view = view.at(day == newest);
	let mut shown = bills(view.seed, day);
	let four = shown.iter().find(|bill| bill.weeks == 4).cloned();
	for bill in &mut shown {
		*bill = view.at(bill.weeks == TARGET).bill(bill.clone());
		if view.has(Rows::Swapped) {
			std::mem::swap(&mut bill.discount, &mut bill.coupon_equivalent);
		}
		if let (true, TARGET, Some(four)) = (view.has(Rows::FourAsThirteen), bill.weeks, &four) {
			*bill = Bill { weeks: TARGET, ..four.clone() };
		}
		if view.has(Rows::CheckDigit) && bill.weeks == TARGET {
			bill.cusip = wrong_digit(&bill.cusip);
		}
	}
	if shown.is_empty() {
		return Vec::new();
	}
	if view.has(Rows::Conflict) {
		let other = |bill: &Bill| match bill.weeks {
			TARGET => bill.clone().at(bill.discount + 1),
			_ => bill.clone(),
		};
		return vec![shown.iter().map(other).collect(), shown];
	}
	vec![shown]
}

/// The number with another check digit.
pub(super) fn wrong_digit(cusip: &str) -> String {
	let (head, check) = cusip.split_at(cusip.len() - 1);
	let check = check.parse().map_or(0, |digit: u8| (digit + 1) % 10);
	format!("{head}{check}")
}

/// The par yields that a day's row shows, `None` for no row.
pub(super) fn shown_par(view: &View, day: Day, newest: Day) -> Option<Vec<Option<i64>>> {
	if is_empty_holiday(day) {
		return Some(vec![None; TERMS.len()]);
	}
	let view = view.at(day == newest);
	day.is_open().then(|| {
		let rates = par(view.seed, day).into_iter().enumerate();
		rates.map(|(at, rate)| rate.map(|rate| view.at(at == TARGET_TERM).rate(rate, 1))).collect()
	})
}

/// The entries of a period that are out at a moment, oldest first.
pub fn feed(source: Source, question: &Question, view: &View) -> Page {
	let period = question
		.get("field_tdr_date_value_month")
		.and_then(Period::month)
		.or_else(|| question.get("field_tdr_date_value").and_then(Period::year));
	let Some(period) = period else { return Page::html(404, "Page not found") };
	let newest = bills::last_published(view.seed, view.unix);
	let (name, entries): (_, String) = match source {
		Source::ParXml => (
			"DailyTreasuryYieldCurveRateData",
			period.until(newest).map(|day| par_entries(view, day, newest)).collect(),
		),
		_ => (
			"DailyTreasuryBillRateData",
			period.until(newest).map(|day| bill_entries(view, day, newest)).collect(),
		),
	};
	let updated = timestamp(bills::publication(view.seed, newest));
	let body = fill(FEED, &[("name", &name), ("updated", &updated), ("entries", &entries)]);
	Page::of(source, body + "\n")
}

fn bill_entries(view: &View, day: Day, newest: Day) -> String {
	let updated = timestamp(bills::publication(view.seed, day));
	let entry = |bills: Vec<Bill>| {
		let here = view.at(day == newest);
		let tenors: String = bills.iter().map(|bill| tenor(&here, bill)).collect();
		let reason = if here.has(Rows::Blank) {
			"<d:BOND_MKT_UNAVAIL_REASON>National Day of Mourning</d:BOND_MKT_UNAVAIL_REASON>"
		} else {
			"<d:BOND_MKT_UNAVAIL_REASON m:null=\"true\" />"
		};
		let date = here.day(day);
		let values: [(&str, &dyn ToString); 4] =
			[("updated", &updated), ("date", &date), ("tenors", &tenors), ("reason", &reason)];
		fill(BILL_ENTRY, &values) + "\n"
	};
	shown_bills(view, day, newest).into_iter().map(entry).collect()
}

fn tenor(view: &View, bill: &Bill) -> String {
	let weeks = bill.weeks;
	let figure = |name: String, rate: i64| {
		let rate = Some(rate).filter(|_| !view.has(Rows::Blank));
		field(&view.at(weeks == TARGET), &name, rate)
	};
	fill(
		TENOR,
		&[
			("close", &figure(format!("ROUND_B1_CLOSE_{weeks}WK_2"), bill.discount)),
			("yield", &figure(format!("ROUND_B1_YIELD_{weeks}WK_2"), bill.coupon_equivalent)),
			("weeks", &weeks),
			("maturity", &bill.maturity),
			("cusip", &bill.cusip),
			("close_average", &figure(format!("CS_{weeks}WK_CLOSE_AVG"), bill.discount)),
			("yield_average", &figure(format!("CS_{weeks}WK_YIELD_AVG"), bill.coupon_equivalent)),
		],
	) + "\n"
}

/// An element with a rate, or with the Treasury's way to say that there is none.
fn field(view: &View, name: &str, rate: Option<i64>) -> String {
	let rate = rate.filter(|_| view.effect != Effect::Spelling(Spelling::Null));
	match rate {
		Some(rate) => {
			let figure = view.text(decimal(rate, 2));
			format!("<d:{name} m:type=\"Edm.Double\">{figure}</d:{name}>")
		},
		None => format!("<d:{name} m:type=\"Edm.Double\" m:null=\"true\" />"),
	}
}

fn par_entries(view: &View, day: Day, newest: Day) -> String {
	let here = view.at(day == newest);
	let Some(rates) = shown_par(view, day, newest) else { return String::new() };
	let entry = |rates: &[Option<i64>]| {
		let terms: String = TERMS
			.iter()
			.zip(rates)
			.enumerate()
			.map(|(at, (term, rate))| {
				let rate = rate.filter(|_| !here.has(Rows::Blank));
				field(&here.at(at == TARGET_TERM), term.field, rate) + "\n"
			})
			.collect();
		let updated = timestamp(bills::publication(view.seed, day));
		let (id, date) = (day.0 - 11_684, here.day(day));
		let values: [(&str, &dyn ToString); 4] =
			[("updated", &updated), ("id", &id), ("date", &date), ("terms", &terms)];
		fill(PAR_ENTRY, &values) + "\n"
	};
	if here.has(Rows::Conflict) {
		return entry(&conflicting(&rates)) + &entry(&rates);
	}
	entry(&rates)
}

/// The same curve with another rate at the term that cases are about.
pub(super) fn conflicting(rates: &[Option<i64>]) -> Vec<Option<i64>> {
	let other = |(at, rate): (usize, &Option<i64>)| {
		rate.map(|rate| if at == TARGET_TERM { rate + 1 } else { rate })
	};
	rates.iter().enumerate().map(other).collect()
}

#[cfg(test)]
mod tests {
	use super::super::{get, plain};
	use super::*;

	const PATH: &str = "/resource-center/data-chart-center/interest-rates/pages/xml";

	fn page(source: Source, unix: i64, field: &str) -> String {
		let question = get(&format!("{PATH}?data=x&{field}"));
		feed(source, &question, &plain(1, unix)).body
	}

	fn dates(unix: i64, month: &str) -> Vec<String> {
		page(Source::BillXml, unix, &format!("field_tdr_date_value_month={month}"))
			.lines()
			.filter_map(|line| line.strip_prefix("<d:INDEX_DATE m:type=\"Edm.DateTime\">"))
			.map(|rest| rest[..10].to_string())
			.collect()
	}

	#[test]
	fn feed_should_list_business_days_when_a_month_is_over() {
		let found = dates(Day::new(2026, 11, 24).new_york(17, 0), "202609");
		assert_eq!(found.len(), 21);
		assert_eq!(found.first().map(String::as_str), Some("2026-09-01"));
		assert!(!found.contains(&"2026-09-07".to_string()));
		assert!(!found.contains(&"2026-09-12".to_string()));
	}

	#[test]
	fn feed_should_end_with_the_last_one_out_when_the_month_is_not_over() {
		let day = Day::new(2026, 8, 11);
		assert_eq!(dates(day.new_york(12, 0), "202608").last().unwrap(), "2026-08-10");
		assert_eq!(dates(day.new_york(17, 0), "202608").last().unwrap(), "2026-08-11");
		assert!(dates(day.new_york(17, 0), "202609").is_empty());
		assert!(dates(day.new_york(17, 0), "199912").is_empty());
	}

	#[test]
	fn feed_should_leave_no_name_unfilled_when_printed() {
		for source in [Source::BillXml, Source::ParXml] {
			let unix = Day::new(2026, 8, 31).new_york(17, 0);
			let page = page(source, unix, "field_tdr_date_value=2026");
			assert!(!page.contains("{{") && page.contains("</m:properties>"));
		}
	}

	#[test]
	fn par_feed_should_have_an_empty_row_when_the_month_has_columbus_day() {
		let unix = Day::new(2026, 11, 24).new_york(17, 0);
		let page = page(Source::ParXml, unix, "field_tdr_date_value_month=202610");
		let entry = page.split("<entry>").find(|entry| entry.contains("2026-10-12T")).unwrap();
		assert_eq!(entry.matches("m:null=\"true\"").count(), TERMS.len());
		assert_eq!(page.matches("<d:BC_30YEARDISPLAY m:type=\"Edm.Double\">0<").count(), 22);
		assert_eq!(page.matches("<d:BC_30YEAR m:type=\"Edm.Double\">").count(), 21);
	}

	#[test]
	fn period_should_be_refused_when_it_is_not_spelled_as_asked() {
		for text in ["", "2026", "20261", "202613", "202600", "2026-8", "20260801", "ééé"] {
			assert_eq!(Period::month(text), None, "{text}");
		}
		assert_eq!(Period::year("26"), None);
	}
}
