//! Auctions and averages, true and false.
#![allow(
	clippy::arithmetic_side_effects,
	clippy::expect_used,
	clippy::indexing_slicing,
	clippy::panic,
	clippy::unwrap_used,
	missing_docs
)]

use caliber_feeds_core::{
	auctions::{self, Auction},
	averages, Calendar, FeedError, FeedKey, ObsDay, Source, Tenor,
};
use serde_json::{json, Value};

const FISCAL: &str = include_str!("fixtures/fiscaldata_auctions.json");
const DIRECT: &str = include_str!("fixtures/treasurydirect_auctioned.json");
const AVERAGES: &str = include_str!("fixtures/fiscaldata_averages.json");
const BOTH: [(Source, &str); 2] =
	[(Source::FiscalDataAuctions, FISCAL), (Source::TreasuryDirect, DIRECT)];

fn day(text: &str) -> ObsDay {
	ObsDay::from_iso(text).unwrap()
}

fn fiscal(body: &Value) -> Result<Vec<Auction>, FeedError> {
	auctions::parse(Source::FiscalDataAuctions, body.to_string().as_bytes())
}

/// The rows of Fiscal Data after a change of the 4-week bill's.
fn with(member: &str, value: Value) -> Value {
	let mut body: Value = serde_json::from_str(FISCAL).unwrap();
	body["data"][1][member] = value;
	body
}

/// Discount and equivalent of the 4-week bill after a change.
fn w4(member: &str, value: Value) -> Result<(i64, i64), FeedError> {
	let found = fiscal(&with(member, value))?;
	let w4 = found.iter().find(|auction| auction.tenor == Tenor::W4).ok_or(FeedError::Absent)?;
	Ok((w4.discount, w4.coupon_equivalent))
}

const W4: Result<(i64, i64), FeedError> = Ok((36_250_000, 36_860_000));

/// A bill of so many weeks alone, by its days, rates and price.
fn one(weeks: u32, dates: [&str; 3], figures: [&str; 3]) -> Result<Vec<Auction>, FeedError> {
	fiscal(&json!({ "data": [{
		"cusip": "912797VC8", "security_type": "Bill", "security_term": format!("{weeks}-Week"),
		"auction_date": dates[0], "issue_date": dates[1], "maturity_date": dates[2],
		"high_discnt_rate": figures[0], "high_investment_rate": figures[1],
		"price_per100": figures[2], "cash_management_bill_cmb": "No",
	}]}))
}

#[test]
fn parse_should_give_the_regular_bills_that_were_sold_when_either_endpoint_answers() {
	let mut answers = BOTH.map(|(source, body)| auctions::parse(source, body.as_bytes()).unwrap());
	let [fiscal, direct] = &mut answers;
	assert_eq!(fiscal, direct);
	let [w13, w4] = fiscal.as_slice() else { panic!("two regular bills were sold") };
	assert_eq!((w13.tenor, w13.held, w13.discount), (Tenor::W13, day("2026-08-10"), 37_350_000));
	assert_eq!(w4.cusip(), "912797VC8");
	assert_eq!((w4.tenor, w4.held, w4.issued), (Tenor::W4, day("2026-08-13"), day("2026-08-18")));
	assert_eq!(w4.maturity, day("2026-09-15"));
	for (key, want) in [
		(FeedKey::TBillDiscount(Tenor::W4), Ok(36_250_000)),
		(FeedKey::TBillCouponEq(Tenor::W4), Ok(36_860_000)),
		(FeedKey::TBillDiscount(Tenor::W13), Err(FeedError::Absent)),
		(FeedKey::Sofr, Err(FeedError::Absent)),
	] {
		assert_eq!(w4.rate(key), want, "{key:?}");
	}
	assert_eq!(auctions::parse(Source::UstBillXml, b"[]"), Err(FeedError::Absent));
}

#[test]
fn parse_should_accept_the_worked_examples_when_days_are_odd() {
	let late = ["2017-08-28", "2017-08-31", "2018-03-01"];
	assert!(one(26, late, ["1.115", "1.137", "99.436306"]).is_ok());
	// Moved by a holiday to 183 days, over half of a year: the long formula, 4.1395 and not 4.1397.
	let holiday = ["2026-12-28", "2026-12-31", "2027-07-02"];
	assert!(one(26, holiday, ["4.000", "4.140", "97.966667"]).is_ok());
	let year = ["2026-09-01", "2026-09-03", "2027-09-02"];
	assert!(one(52, year, ["7.650", "8.237", "92.265000"]).is_ok());
	// The year after the issue has a 29 February.
	let leap = ["2023-08-28", "2023-08-31", "2024-02-29"];
	assert!(one(26, leap, ["5.295", "5.531", "97.323083"]).is_ok());
}

#[test]
fn parse_should_leave_out_what_is_no_sold_regular_bill_when_it_shares_the_type() {
	for (member, value, want) in [
		("cash_management_bill_cmb", json!("Yes"), Err(FeedError::Absent)),
		("security_type", json!("Note"), Err(FeedError::Absent)),
		("security_term", json!("42-Day"), Err(FeedError::Absent)),
		("security_term", json!("5-Week"), Err(FeedError::Absent)),
		("security_term", json!("4-Week 1-Day"), Err(FeedError::Absent)),
		// A bill of four weeks that calls itself one of 13.
		("security_term", json!("13-Week"), Err(FeedError::Instrument)),
		("security_term", json!(4), Err(FeedError::Schema)),
		("security_term", json!("null"), Err(FeedError::Schema)),
		("cash_management_bill_cmb", json!("null"), Err(FeedError::Schema)),
		("cash_management_bill_cmb", json!("Maybe"), Err(FeedError::Schema)),
	] {
		assert_eq!(w4(member, value.clone()), want, "{member} {value}");
	}
	let mut unheld = with("high_discnt_rate", json!("null"));
	for nothing in [json!("null"), json!(null), json!(""), json!("N/A")] {
		unheld["data"][1]["high_investment_rate"] = nothing;
		assert_eq!(fiscal(&unheld).map(|found| found.len()), Ok(1));
	}
}

#[test]
fn parse_should_refuse_the_source_when_a_figure_is_not_of_the_bill() {
	for (member, value, want) in [
		("high_discnt_rate", json!("3.625"), W4),
		("high_discnt_rate", json!(3.625), W4),
		("high_discnt_rate", json!("null"), Err(FeedError::Absent)),
		("high_discnt_rate", json!("NaN"), Err(FeedError::Number)),
		("high_discnt_rate", json!("362.5"), Err(FeedError::OutOfBounds)),
		("high_discnt_rate", json!("3.686"), Err(FeedError::Inconsistent)),
		("high_discnt_rate", json!("0.03625"), Err(FeedError::Inconsistent)),
		("high_investment_rate", json!("3.625"), Err(FeedError::Inconsistent)),
		("high_investment_rate", json!("null"), Err(FeedError::Absent)),
		("price_per100", json!("null"), W4),
		("price_per100", json!("99.718057"), Err(FeedError::Inconsistent)),
		("price_per100", json!("x"), Err(FeedError::Number)),
		("cusip", json!("912797VC7"), Err(FeedError::Instrument)),
		("cusip", json!("null"), Err(FeedError::Instrument)),
		("maturity_date", json!("2026-11-17"), Err(FeedError::Instrument)),
		("maturity_date", json!("2026-09-31"), Err(FeedError::Date)),
		("maturity_date", json!("null"), Err(FeedError::Date)),
		("issue_date", json!("2026-08-13"), Err(FeedError::Instrument)),
		("auction_date", json!("2026-08-15"), Err(FeedError::Date)),
		("auction_date", json!("08/13/2026"), Err(FeedError::Date)),
		("auction_date", json!("2026-07-13"), Err(FeedError::Instrument)),
	] {
		assert_eq!(w4(member, value.clone()), want, "{member} {value}");
	}
}

#[test]
fn parse_should_refuse_the_source_when_it_contradicts_itself_or_is_another() {
	let twice = |rate: &str, equivalent: &str| {
		let mut body = with("price_per100", json!("null"));
		let mut again = body["data"][1].clone();
		again["high_discnt_rate"] = json!(rate);
		again["high_investment_rate"] = json!(equivalent);
		body["data"].as_array_mut().unwrap().push(again);
		fiscal(&body)
	};
	assert_eq!(twice("3.625", "3.686").map(|found| found.len()), Ok(2));
	assert_eq!(twice("3.630", "3.691"), Err(FeedError::Conflict));
	for (source, body, error) in [
		(Source::FiscalDataAuctions, "", FeedError::Malformed),
		(Source::FiscalDataAuctions, "<html>", FeedError::Malformed),
		(Source::FiscalDataAuctions, "[]", FeedError::Schema),
		(Source::FiscalDataAuctions, "{}", FeedError::Schema),
		(Source::FiscalDataAuctions, r#"{"error":"Invalid Query Param"}"#, FeedError::Refused),
		(Source::FiscalDataAuctions, r#"{"data":[{}]}"#, FeedError::Schema),
		(Source::FiscalDataAuctions, r#"{"data":[],"data":[]}"#, FeedError::Schema),
		(Source::TreasuryDirect, "{}", FeedError::Schema),
		(Source::TreasuryDirect, "[{}]", FeedError::Schema),
		(Source::TreasuryDirect, r#"[{"cusip":"a","cusip":"b"}]"#, FeedError::Schema),
	] {
		assert_eq!(auctions::parse(source, body.as_bytes()), Err(error), "{body}");
	}
	let many = json!({ "data": vec![json!({}); 513] });
	assert_eq!(fiscal(&many), Err(FeedError::TooLarge));
	for (source, whole) in BOTH {
		for cut in 0..whole.trim_end().len() {
			assert!(auctions::parse(source, &whole.as_bytes()[..cut]).is_err(), "cut at {cut}");
		}
	}
}

#[test]
fn latest_should_give_the_auction_that_is_due_when_weeks_pass() {
	let found = auctions::parse(Source::FiscalDataAuctions, FISCAL.as_bytes()).unwrap();
	let newest = |tenor, text: &str| {
		let now = day(text).start() + 12 * 3_600;
		auctions::latest(&found, tenor, now, &Calendar::US).map(|auction| auction.held)
	};
	assert_eq!(newest(Tenor::W4, "2026-08-13"), Ok(day("2026-08-13")));
	assert_eq!(newest(Tenor::W4, "2026-08-24"), Ok(day("2026-08-13")));
	assert_eq!(newest(Tenor::W4, "2026-08-26"), Err(FeedError::Stale));
	assert_eq!(newest(Tenor::W26, "2026-08-14"), Err(FeedError::Stale));
	assert_eq!(newest(Tenor::W13, "2026-08-12"), Err(FeedError::Future));
}

#[test]
fn request_should_ask_each_endpoint_in_its_words_when_asked() {
	let path = |source| auctions::request(source).map(|asked| asked.path_and_query);
	let fiscal = path(Source::FiscalDataAuctions).unwrap();
	assert!(fiscal.starts_with(
		"/services/api/fiscal_service/v1/accounting/od/auctions_query?fields=cusip,security_type,"
	));
	assert!(fiscal.ends_with("&filter=security_type:eq:Bill&sort=-auction_date&page%5Bsize%5D=100"));
	let direct = "/TA_WS/securities/auctioned?format=json&type=Bill&days=35";
	assert_eq!(path(Source::TreasuryDirect), Ok(direct.to_string()));
	assert_eq!(path(Source::NyFed), Err(FeedError::Absent));
	assert!(averages::request().path_and_query.contains("/v2/accounting/od/avg_interest_rates?"));
}

#[test]
fn averages_should_give_month_ends_when_the_answer_is_true() {
	let found = averages::parse(AVERAGES.as_bytes()).unwrap();
	let read: Vec<_> = found.iter().map(|a| (a.month_end, a.rate)).collect();
	assert_eq!(read, [(day("2026-03-31"), 37_020_000), (day("2026-05-31"), 36_900_000)]);
	let newest = |text: &str| {
		let now = day(text).start();
		averages::latest(&found, now, &Calendar::US).map(|average| average.rate)
	};
	// Ten business days after June's end its average must be out.
	assert_eq!(newest("2026-07-15"), Ok(36_900_000));
	assert_eq!(newest("2026-07-16"), Err(FeedError::Stale));
	assert_eq!(newest("2026-05-30"), Err(FeedError::Future));
}

#[test]
fn averages_should_refuse_when_rows_are_false() {
	for (member, value, want) in [
		("avg_interest_rate_amt", json!("null"), Ok(1)),
		("avg_interest_rate_amt", json!("3,69"), Err(FeedError::Number)),
		("avg_interest_rate_amt", json!("36900"), Err(FeedError::OutOfBounds)),
		("security_desc", json!("Treasury Notes"), Ok(1)),
		("security_desc", json!("null"), Err(FeedError::Schema)),
		("record_date", json!("2026-05-30"), Err(FeedError::Date)),
		("record_date", json!("2026-03-31"), Err(FeedError::Conflict)),
	] {
		let mut body: Value = serde_json::from_str(AVERAGES).unwrap();
		body["data"][0][member] = value.clone();
		let got = averages::parse(body.to_string().as_bytes()).map(|found| found.len());
		assert_eq!(got, want, "{member} {value}");
	}
	assert_eq!(averages::parse(br#"{"error":"x"}"#), Err(FeedError::Refused));
	assert_eq!(averages::parse(b"[]"), Err(FeedError::Schema));
}
