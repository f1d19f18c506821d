//! Results of auctions as Fiscal Data and TreasuryDirect publish them, and Fiscal Data's averages.

use super::{
	fill,
	query::{select, Row, Values},
	treasury::wrong_digit,
	Page, Question,
};
use crate::{
	auctions::{auctions, Auction},
	date::Day,
	noise::below,
	rates::{average, months},
	scenario::Rows,
	source::Source,
	view::{decimal, View},
};

const AUCTION: &str = include_str!("../../fixtures/fiscaldata_auction.json");
const AVERAGE: &str = include_str!("../../fixtures/fiscaldata_average.json");
const DIRECT: &str = include_str!("../../fixtures/treasurydirect_auction.json");
/// Days of auctions that are kept.
const KEPT: i64 = 200;
/// Months of averages that are kept.
const MONTHS: usize = 36;
/// Fiscal Data's word for nothing, and TreasuryDirect's.
const NULL: &str = "null";
const EMPTY: &str = "";

/// What is printed of an auction.
struct Shown {
	auction: Auction,
	term: String,
	is_cash: bool,
	cusip: String,
	/// High discount rate and high investment rate, thousandths of a percent, once it is held.
	rates: Option<(i64, i64)>,
	/// The view of its figures.
	view: View,
}

impl Shown {
	fn of(auction: Auction, view: View, is_held: bool) -> Self {
		Self {
			term: auction.term(),
			is_cash: auction.weeks.is_none(),
			cusip: auction.cusip(),
			rates: is_held.then(|| (auction.discount, auction.investment_rate())),
			auction,
			view,
		}
	}
}

/// The auctions that are announced, newest first, and what the case makes of them.
fn shown(view: &View, first: Day) -> Vec<Shown> {
	let all = auctions(view.seed, view.unix, first);
	let newest =
		|weeks| all.iter().find(|a: &&Auction| a.weeks == weeks && a.out() <= view.unix).cloned();
	let (target, four) = (newest(Some(13)), newest(Some(4)));
	// It may be long past.
	let long = auctions(view.seed, view.unix, view.today().plus(-KEPT));
	let cash = long.into_iter().find(|a| a.weeks.is_none() && a.out() <= view.unix);
	let mut found = Vec::new();
	for auction in all.iter().cloned() {
		let here = view.at(Some(&auction) == target.as_ref());
		let is_held = auction.out() <= view.unix && !here.has(Rows::Blank);
		let discount = here.rate(auction.discount, 10);
		let auction = Auction { discount, ..auction };
		let (held, term) = (auction.held, auction.term());
		let mut shown = Shown::of(auction.clone(), here, is_held);
		if let (true, Some(other)) = (here.has(Rows::FourAsThirteen), &four) {
			shown = Shown { term: term.clone(), ..Shown::of(other.clone(), here, is_held) };
		}
		if let (true, Some(other)) = (here.has(Rows::CashAsRegular), &cash) {
			let other = Auction { held, announced: auction.announced, ..other.clone() };
			shown = Shown { term, is_cash: false, ..Shown::of(other, here, is_held) };
		}
		if here.has(Rows::Swapped) {
			shown.rates = shown.rates.map(|(discount, investment)| (investment, discount));
		}
		if here.has(Rows::CheckDigit) {
			shown.cusip = wrong_digit(&shown.cusip);
		}
		if here.has(Rows::Conflict) {
			let other = Auction { discount: auction.discount + 10, ..auction };
			found.push(Shown::of(other, here, is_held));
		}
		found.push(shown);
	}
	found
}

/// The values that both publishers print.
fn values(shown: &Shown, view: &View, nothing: &'static str) -> Values {
	let auction = &shown.auction;
	let rate = |rate| view.text(decimal(rate, 3) + "000");
	let yes = |is: bool| if is { "Yes" } else { "No" }.to_string();
	let or_nothing = |text: Option<String>| text.unwrap_or_else(|| nothing.into());
	let cover = 250 + below(view.seed, "cover", auction.held.0, 60);
	vec![
		("cusip", shown.cusip.clone()),
		("term", shown.term.clone()),
		("announced", view.day(auction.announced)),
		("held", view.day(auction.held)),
		("issued", view.day(auction.issued)),
		("maturity", view.day(auction.maturity)),
		("discount", or_nothing(shown.rates.map(|(discount, _)| rate(discount)))),
		("investment", or_nothing(shown.rates.map(|(_, investment)| rate(investment)))),
		("price", or_nothing(shown.rates.map(|_| decimal(auction.price(), 6)))),
		("cover", or_nothing(shown.rates.map(|_| decimal(cover, 2) + "0000"))),
		("cash", yes(shown.is_cash)),
		("reopening", yes(matches!(auction.weeks, Some(4 | 8 | 13)))),
	]
}

fn filled<'a>(values: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a dyn ToString)> {
	values.iter().map(|(name, value)| (*name, value as &dyn ToString)).collect()
}

/// The cookie of the load balancer, which the API sets on every answer.
fn with_cookie(page: Page) -> Page {
	let cookie =
		"citrix_ns_id=AAE7c2ltdWxhdGVk; Domain=.fiscaldata.treasury.gov; Path=/; Secure; HttpOnly";
	Page { headers: vec![("set-cookie", cookie.into())], ..page }
}

/// Results of auctions.
pub fn fiscal_data(question: &Question, view: &View) -> Page {
	let first = view.today().plus(-KEPT);
	let today = view.today();
	let row = |shown: &Shown| {
		let values = |view: &View| {
			let mut values = values(shown, view, NULL);
			values.extend([("type", "Bill".to_string()), ("today", today.to_string())]);
			values
		};
		Row::new(AUCTION, &values(&view.at(false)), &values(&shown.view))
	};
	let mut rows: Vec<Row> = shown(view, first).iter().map(row).collect();
	rows.extend(
		(first.0..=today.0).map(Day).filter(|day| is_note(*day)).map(|day| note(day, today)),
	);
	with_cookie(match select(question, rows) {
		Ok(body) => Page::of(Source::Auctions, body),
		Err(page) => page,
	})
}

/// Notes of ten years are sold on the second Wednesday of a month, by yield.
fn is_note(day: Day) -> bool {
	day.weekday() == 2 && (8..=14).contains(&day.civil().2) && day.is_open()
}

fn note(day: Day, today: Day) -> Row {
	let issued = day.plus(5).open_from();
	let (year, month, of_month) = issued.civil();
	let maturity = Day::new(year + 10, month, of_month).open_from();
	let text = |value: &dyn ToString| value.to_string();
	let values = vec![
		("today", text(&today)),
		("cusip", crate::bills::cusip(maturity)),
		("type", text(&"Note")),
		("term", text(&"10-Year")),
		("announced", text(&day.plus(-6))),
		("held", text(&day)),
		("issued", text(&issued)),
		("maturity", text(&maturity)),
		("discount", text(&NULL)),
		("investment", text(&NULL)),
		("price", text(&NULL)),
		("cover", text(&"2.510000")),
		("cash", text(&"No")),
		("reopening", text(&"No")),
	];
	Row::new(AUCTION, &values, &values)
}

/// The bills auctioned in the last days: all that are asked for with `days`, 7 by default.
pub fn treasury_direct(question: &Question, view: &View) -> Page {
	let days = question.get("days").map_or(Some(7), |text| text.parse().ok());
	let Some(days) = days.filter(|days| (0..=KEPT).contains(days)) else {
		return Page::html(400, "Bad Request");
	};
	if question.get("format") != Some("json") {
		return Page::html(404, "Not Found");
	}
	let is_bill = question.get("type").is_none_or(|kind| kind == "Bill");
	let rows: Vec<String> = shown(view, view.today().plus(-days))
		.iter()
		.filter(|shown| is_bill && (shown.rates.is_some() || shown.view.has(Rows::Blank)))
		.map(|shown| {
			let mut values = values(shown, &shown.view, EMPTY);
			let out = shown.auction.out() - shown.auction.held.new_york(0, 0);
			values.extend([
				("year", shown.auction.held.civil().0.to_string()),
				("updated", format!("11:{:02}:00", out / 60 % 60)),
			]);
			fill(DIRECT, &filled(&values))
		})
		.collect();
	Page::of(Source::Direct, format!("[{}]", rows.join(",\n")))
}

/// Averages by kind of security, of the last months.
pub fn averages(question: &Question, view: &View) -> Page {
	let ends = months(view.unix, MONTHS);
	let rows = ends
		.iter()
		.flat_map(|end| {
			let here = view.at(Some(end) == ends.first());
			let bills = average(view.seed, *end);
			let line = |security: &str, rate: i64, n: i64, here: View| {
				let values = |view: &View| {
					vec![
						("month_end", view.month_end(*end)),
						("security", security.to_string()),
						("rate", view.text(decimal(here.rate(rate, 10), 3))),
						("line", n.to_string()),
					]
				};
				Row::new(AVERAGE, &values(&view.at(false)), &values(&here))
			};
			let mut lines = vec![line("Treasury Bills", bills, 1, here)];
			if here.has(Rows::Conflict) {
				lines.push(line("Treasury Bills", bills + 1, 1, here));
			}
			lines.push(line("Treasury Notes", bills - 510, 2, view.at(false)));
			lines.push(line("Treasury Bonds", bills - 290, 3, view.at(false)));
			lines
		})
		.collect();
	with_cookie(match select(question, rows) {
		Ok(body) => Page::of(Source::Averages, body),
		Err(page) => page,
	})
}

#[cfg(test)]
mod tests {
	use super::super::{get, plain};
	use super::*;
	use serde_json::Value;

	fn json(page: Page) -> Value {
		serde_json::from_str(&page.body).unwrap()
	}

	fn noon(day: &str) -> i64 {
		day.parse::<Day>().unwrap().new_york(12, 0)
	}

	#[test]
	fn fiscal_data_should_show_what_is_announced_when_it_is_not_held() {
		let view = plain(0, noon("2026-08-10"));
		let bills =
			json(fiscal_data(&get("/x?filter=security_type:eq:Bill&sort=-auction_date"), &view));
		let rows = bills["data"].as_array().unwrap();
		assert_eq!(rows[0]["auction_date"], "2026-08-13");
		assert_eq!(
			(&rows[0]["high_discnt_rate"], &rows[0]["price_per100"]),
			(&NULL.into(), &NULL.into())
		);
		let held = rows.iter().find(|row| row["security_term"] == "13-Week").unwrap();
		assert_eq!(held["auction_date"], "2026-08-10");
		assert!(held["high_discnt_rate"].as_str().unwrap().ends_with("000"));
		assert!(rows.iter().any(|row| row["cash_management_bill_cmb"] == "Yes"));
		let all = json(fiscal_data(&get("/x"), &view));
		assert_eq!(all["meta"]["count"], 100);
		let notes = json(fiscal_data(&get("/x?filter=security_type:eq:Note"), &view));
		assert_eq!(notes["data"][0]["high_discnt_rate"], NULL);
	}

	#[test]
	fn treasury_direct_should_show_what_was_held_when_days_are_asked() {
		let view = plain(0, noon("2026-08-14"));
		let count = |days| {
			let query = format!("/x?format=json&type=Bill&days={days}");
			json(treasury_direct(&get(&query), &view)).as_array().unwrap().len()
		};
		assert_eq!(count(4), 7);
		assert_eq!(count(35), 32);
		let rows = json(treasury_direct(&get("/x?format=json&days=2"), &view));
		assert_eq!(rows[0]["securityTerm"], "4-Week");
		assert_eq!(rows[0]["auctionDate"], "2026-08-13T00:00:00");
		assert_eq!(rows[0]["maturityDate"], "2026-09-15T00:00:00");
		assert_eq!(treasury_direct(&get("/x?format=json&days=x"), &view).status, 400);
		assert_eq!(treasury_direct(&get("/x"), &view).status, 404);
	}

	#[test]
	fn averages_should_begin_with_the_last_month_when_asked() {
		let view = plain(0, noon("2026-08-20"));
		let query = "/x?fields=record_date,avg_interest_rate_amt\
			&filter=security_desc:eq:Treasury Bills&sort=-record_date&page[size]=4";
		let answer = json(averages(&get(query), &view));
		let rows = answer["data"].as_array().unwrap();
		assert_eq!(rows.len(), 4);
		assert_eq!(rows[0]["record_date"], "2026-07-31");
		assert_eq!(answer["meta"]["total-count"], 36);
	}
}
