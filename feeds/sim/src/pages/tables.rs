//! The Treasury's tables of bill rates and of the par yield curve, newest row first.

use super::{
	treasury::{conflicting, shown_bills, shown_par, Period, TARGET_TERM},
	Page, Question, TABLE,
};
use crate::{
	bills::{last_published, Bill, TENORS},
	date::Day,
	rates::TERMS,
	scenario::Rows,
	source::Source,
	view::{decimal, View},
};

/// `{year}/all`, or `all/{month}`.
fn period(question: &Question) -> Option<Period> {
	match question.path.strip_prefix(TABLE)?.split_once('/')? {
		("all", month) => Period::month(month),
		(year, "all") => Period::year(year),
		_ => None,
	}
}

/// The rows of a period that are out at a moment.
pub fn table(source: Source, question: &Question, view: &View) -> Page {
	let Some(period) = period(question).filter(|_| question.get("_format") == Some("csv")) else {
		return Page::html(404, "Page not found");
	};
	let newest = last_published(view.seed, view.unix);
	let days = period.until(newest).rev();
	let (columns, rows): (String, String) = match source {
		Source::ParCsv => (
			TERMS.iter().map(|term| format!(",\"{}\"", term.column)).collect(),
			days.map(|day| par_rows(view, day, newest)).collect(),
		),
		_ => (
			TENORS
				.iter()
				.map(|n| format!(",\"{n} WEEKS BANK DISCOUNT\",\"{n} WEEKS COUPON EQUIVALENT\""))
				.collect(),
			days.map(|day| bill_rows(view, day, newest)).collect(),
		),
	};
	Page::of(source, format!("Date{columns}\n{rows}"))
}

fn bill_rows(view: &View, day: Day, newest: Day) -> String {
	let here = view.at(day == newest);
	let row = |bills: Vec<Bill>| {
		let cells: String = TENORS
			.into_iter()
			.map(|weeks| {
				let bill = bills.iter().find(|b| b.weeks == weeks && !here.has(Rows::Blank));
				let here = here.at(weeks == 13);
				let cell = |rate| here.text(decimal(rate, 2));
				match bill {
					Some(bill) => {
						format!(",{},{}", cell(bill.discount), cell(bill.coupon_equivalent))
					},
					// Both spellings of nothing are in the published tables.
					None if weeks == 6 => ",N/A,N/A".into(),
					None => ",,".into(),
				}
			})
			.collect();
		format!("{}{cells}\n", here.american(day))
	};
	shown_bills(view, day, newest).into_iter().map(row).collect()
}

fn par_rows(view: &View, day: Day, newest: Day) -> String {
	let here = view.at(day == newest);
	let Some(rates) = shown_par(view, day, newest) else { return String::new() };
	let row = |rates: &[Option<i64>]| {
		let cells: String = rates
			.iter()
			.enumerate()
			.map(|(at, rate)| {
				let rate = rate.filter(|_| !here.has(Rows::Blank));
				let cell = |rate| here.at(at == TARGET_TERM).text(decimal(rate, 2));
				format!(",{}", rate.map(cell).unwrap_or_default())
			})
			.collect();
		format!("{}{cells}\n", here.american(day))
	};
	if here.has(Rows::Conflict) {
		return row(&conflicting(&rates)) + &row(&rates);
	}
	row(&rates)
}

#[cfg(test)]
mod tests {
	use super::super::{get, plain};
	use super::*;

	fn lines(source: Source, period: &str, at: &str) -> Vec<String> {
		let unix = at.parse::<Day>().unwrap().new_york(17, 0);
		let question = get(&format!("{TABLE}{period}?type=x&page&_format=csv"));
		let page = table(source, &question, &plain(0, unix));
		assert_eq!(page.status, 200);
		page.body.lines().map(String::from).collect()
	}

	#[test]
	fn table_should_begin_with_the_newest_row_when_the_year_runs() {
		let bills = lines(Source::BillCsv, "2026/all", "2026-08-11");
		assert!(bills[0].starts_with("Date,\"4 WEEKS BANK DISCOUNT\",\"4 WEEKS COUPON"));
		assert!(bills[1].starts_with("08/11/2026,3.64,3.70,3.66,"), "{}", bills[1]);
		assert!(bills[1].ends_with(",3.83,3.96,3.85,4.02"));
		assert!(bills[2].starts_with("08/10/2026,"));
		assert!(bills.last().unwrap().starts_with("01/02/2026,"));
		assert_eq!(lines(Source::BillCsv, "all/202608", "2026-08-11").len(), 8);
		let old = lines(Source::BillCsv, "2018/all", "2026-08-11");
		assert!(old.last().unwrap().contains(",N/A,N/A,,,"), "{old:?}");
	}

	#[test]
	fn par_table_should_have_an_empty_row_when_a_holiday_has_one() {
		let par = lines(Source::ParCsv, "2026/all", "2026-10-20");
		assert!(par[0].starts_with("Date,\"1 Mo\",\"1.5 Month\",\"2 Mo\",\"3 Mo\""));
		assert!(par.contains(&format!("10/12/2026{}", ",".repeat(14))));
	}

	#[test]
	fn table_should_be_missing_when_the_question_is_another() {
		for path in ["2026", "26/all", "2026/all?type=x", "all/2026?type=x&_format=csv"] {
			let question = get(&format!("{TABLE}{path}"));
			assert_eq!(table(Source::BillCsv, &question, &plain(0, 1_786_492_799)).status, 404);
		}
	}
}
