//! Overnight rates and series, true and false.
#![allow(
	clippy::arithmetic_side_effects,
	clippy::expect_used,
	clippy::indexing_slicing,
	clippy::panic,
	clippy::unwrap_used,
	missing_docs
)]

use caliber_feeds_core::{
	fred,
	nyfed::{self, Fixing},
	Calendar, FeedError, FeedKey, ObsDay, Tenor,
};
use serde_json::{json, Value};

const SOFR: &str = include_str!("fixtures/nyfed_sofr.json");
const EFFR: &str = include_str!("fixtures/nyfed_effr.json");
const FRED: &str = include_str!("fixtures/fred_dtb3.json");
const FRED_CSV: &str = include_str!("fixtures/fred_dtb3.csv");
const DTB3: FeedKey = FeedKey::TBillDiscount(Tenor::W13);

fn day(text: &str) -> ObsDay {
	ObsDay::from_iso(text).unwrap()
}

fn fixings(body: &Value, feed: FeedKey) -> Result<Vec<Fixing>, FeedError> {
	nyfed::parse(body.to_string().as_bytes(), feed)
}

#[test]
fn nyfed_should_give_the_published_rate_when_the_answer_is_true() {
	let effr = nyfed::parse(EFFR.as_bytes(), FeedKey::Effr).unwrap();
	let want = Fixing {
		day: day("2026-08-06"),
		rate: 36_300_000,
		revised: false,
		target: Some((35_000_000, 37_500_000)),
	};
	assert_eq!(effr, [want]);
	// The row of averages is no SOFR, and the revised one counts.
	let sofr = nyfed::parse(SOFR.as_bytes(), FeedKey::Sofr).unwrap();
	let want = Fixing { day: day("2026-09-18"), rate: 37_500_000, revised: true, target: None };
	assert_eq!(sofr, [want]);
	assert_eq!(nyfed::parse(SOFR.as_bytes(), FeedKey::Effr), Ok(vec![]));
	assert_eq!(nyfed::parse(SOFR.as_bytes(), DTB3), Err(FeedError::Absent));
}

#[test]
fn nyfed_should_take_the_flagged_revision_when_a_day_stands_twice() {
	let row = |rate: f64, mark: Value| {
		json!({
			"effectiveDate": "2026-09-18", "type": "SOFR", "percentRate": rate,
			"revisionIndicator": mark,
		})
	};
	let (plain, none) = (json!(""), json!(null));
	for (rows, want) in [
		(vec![row(3.75, json!("R")), row(3.72, plain.clone())], Ok(37_500_000)),
		(vec![row(3.72, plain.clone()), row(3.75, json!("r"))], Ok(37_500_000)),
		(vec![row(3.72, none.clone()), row(3.75, json!("[r]"))], Ok(37_500_000)),
		(vec![row(3.72, none.clone()), row(3.72, plain.clone())], Ok(37_200_000)),
		(vec![row(3.7, none), row(3.75, json!("R")), row(3.72, plain.clone())], Ok(37_500_000)),
		(vec![row(3.72, plain.clone()), row(3.75, plain)], Err(FeedError::Conflict)),
		(vec![row(3.72, json!("R")), row(3.75, json!("R"))], Err(FeedError::Conflict)),
		(vec![row(3.72, json!("final"))], Err(FeedError::Schema)),
		(vec![row(3.72, json!(true))], Err(FeedError::Schema)),
	] {
		let body = json!({ "refRates": rows });
		let got = fixings(&body, FeedKey::Sofr).map(|found| {
			assert_eq!(found.len(), 1);
			found[0].rate
		});
		assert_eq!(got, want, "{body}");
	}
}

#[test]
fn nyfed_should_refuse_when_a_row_is_false() {
	let effr = |member: &str, value: Value| {
		let mut body: Value = serde_json::from_str(EFFR).unwrap();
		body["refRates"][1][member] = value;
		fixings(&body, FeedKey::Effr).map(|found| found.first().map(|fixing| fixing.rate))
	};
	for (member, value, want) in [
		("percentRate", json!("3.63"), Ok(Some(36_300_000))),
		("percentRate", json!(0.0), Err(FeedError::Implausible)),
		("percentRate", json!(null), Ok(None)),
		("percentRate", json!("NaN"), Err(FeedError::Number)),
		("percentRate", json!([3.63]), Err(FeedError::Number)),
		("percentRate", json!(363), Err(FeedError::OutOfBounds)),
		// 300 basis points above the range, and one beyond.
		("percentRate", json!(6.75), Ok(Some(67_500_000))),
		("percentRate", json!(6.76), Err(FeedError::Implausible)),
		("percentRate", json!(0.50), Ok(Some(5_000_000))),
		("percentRate", json!(0.49), Err(FeedError::Implausible)),
		("targetRateFrom", json!(null), Ok(Some(36_300_000))),
		("targetRateFrom", json!(4.00), Err(FeedError::Implausible)),
		("targetRateTo", json!("x"), Err(FeedError::Number)),
		("type", json!("SOFR"), Ok(None)),
		("type", json!(null), Err(FeedError::Schema)),
		("effectiveDate", json!("2026-08-08"), Err(FeedError::Date)),
		("effectiveDate", json!("2026-02-31"), Err(FeedError::Date)),
		("effectiveDate", json!("08/06/2026"), Err(FeedError::Date)),
		("effectiveDate", json!(null), Err(FeedError::Date)),
	] {
		assert_eq!(effr(member, value.clone()), want, "{member} {value}");
	}
	for (body, error) in [
		("", FeedError::Malformed),
		("<html>", FeedError::Malformed),
		("{}", FeedError::Schema),
		("[]", FeedError::Schema),
		(r#"{"refRates":null}"#, FeedError::Schema),
		(r#"{"refRates":[],"refRates":[]}"#, FeedError::Schema),
		(r#"{"refRates":[{"type":"SOFR","type":"EFFR"}]}"#, FeedError::Schema),
	] {
		assert_eq!(nyfed::parse(body.as_bytes(), FeedKey::Sofr), Err(error), "{body}");
	}
	let many = json!({ "refRates": vec![json!({}); 513] });
	assert_eq!(fixings(&many, FeedKey::Sofr), Err(FeedError::TooLarge));
	for cut in 0..SOFR.trim_end().len() {
		assert!(nyfed::parse(&SOFR.as_bytes()[..cut], FeedKey::Sofr).is_err(), "cut at {cut}");
	}
}

#[test]
fn nyfed_latest_should_give_the_night_that_is_due_when_time_passes() {
	let sofr = nyfed::parse(SOFR.as_bytes(), FeedKey::Sofr).unwrap();
	let newest = |text: &str, seconds: u64| {
		let now = day(text).start() + seconds;
		nyfed::latest(&sofr, now, &Calendar::US).map(|fixing| fixing.rate)
	};
	// Of Friday, final on Monday, due until Tuesday's are.
	assert_eq!(newest("2026-09-18", 0), Ok(37_500_000));
	assert_eq!(newest("2026-09-22", 73_799), Ok(37_500_000));
	assert_eq!(newest("2026-09-22", 73_800), Err(FeedError::Stale));
	assert_eq!(newest("2026-09-17", 86_399), Err(FeedError::Future));
}

/// Days and rates in either form.
fn series(csv: bool, text: &str) -> Result<Vec<(String, i64)>, FeedError> {
	let body = text.as_bytes();
	let points = if csv { fred::parse_csv(body, DTB3) } else { fred::parse(body) }?;
	Ok(points.iter().map(|point| (point.day.to_string(), point.rate)).collect())
}

#[test]
fn fred_should_skip_the_point_when_a_value_is_missing() {
	assert_eq!(series(false, FRED), Ok(vec![("2026-09-18".into(), 39_600_000)]));
	let want = [("2026-09-17", 39_500_000), ("2026-09-18", 39_600_000)]
		.map(|(day, rate)| (day.to_string(), rate));
	assert_eq!(series(true, FRED_CSV), Ok(want.to_vec()));
	let older = FRED_CSV.replace("observation_date", "DATE");
	assert_eq!(series(true, &older), Ok(want.to_vec()));
	let blank = FRED_CSV.replace("3.95", "");
	assert_eq!(series(true, &blank), Ok(want[1..].to_vec()));
}

#[test]
fn fred_should_refuse_when_a_row_is_false() {
	for (value, error) in [
		("NaN", FeedError::Number),
		("3,96", FeedError::Number),
		("396", FeedError::OutOfBounds),
		("-1.5", FeedError::OutOfBounds),
	] {
		assert_eq!(series(false, &FRED.replace("3.96", value)), Err(error), "{value}");
		let cell = format!("\"{value}\"");
		assert_eq!(series(true, &FRED_CSV.replace("3.96", &cell)), Err(error), "{value}");
	}
	for date in ["2026-09-19", "2026-09-31", "09/18/2026", "", "18-09-2026"] {
		let json = FRED.replace("\"date\": \"2026-09-18", &format!("\"date\": \"{date}"));
		assert_eq!(series(false, &json), Err(FeedError::Date), "{date}");
		let csv = FRED_CSV.replace("2026-09-18", date);
		assert_eq!(series(true, &csv), Err(FeedError::Date), "{date}");
	}
	let twice = FRED_CSV.replace("2026-09-17", "2026-09-18");
	assert_eq!(series(true, &twice), Err(FeedError::Conflict));
	let twice = FRED.replace("\"2026-09-21\"", "\"2026-09-18\"").replace("\".\"", "\"3.95\"");
	assert_eq!(series(false, &twice), Err(FeedError::Conflict));
}

#[test]
fn fred_should_refuse_when_the_body_is_another_document() {
	for (csv, body, error) in [
		(false, "", FeedError::Malformed),
		(false, "{}", FeedError::Schema),
		(false, r#"{"error_code":400,"error_message":"Bad Request."}"#, FeedError::Refused),
		(false, r#"{"observations":[],"observations":[]}"#, FeedError::Schema),
		(true, "", FeedError::Schema),
		(true, "<!DOCTYPE html>\n<html lang='en'>\n", FeedError::Schema),
		(true, "observation_date,DTB6\n2026-09-18,3.96\n", FeedError::Instrument),
		(true, "DTB3,observation_date\n3.96,2026-09-18\n", FeedError::Schema),
		(true, "observation_date,DTB3\n2026-09-18\n", FeedError::Malformed),
	] {
		assert_eq!(series(csv, body), Err(error), "{body}");
	}
	let equivalent = FeedKey::TBillCouponEq(Tenor::W13);
	assert_eq!(fred::parse_csv(FRED_CSV.as_bytes(), equivalent), Err(FeedError::Absent));
	let want = fred::parse_csv(FRED_CSV.as_bytes(), DTB3).unwrap();
	for cut in 0..FRED_CSV.len() {
		let got = fred::parse_csv(&FRED_CSV.as_bytes()[..cut], DTB3).unwrap_or_default();
		assert!(got.iter().all(|point| want.contains(point)), "cut at {cut}");
	}
	for cut in 0..FRED.trim_end().len() {
		assert!(fred::parse(&FRED.as_bytes()[..cut]).is_err(), "cut at {cut}");
	}
}

#[test]
fn request_should_name_the_series_when_the_feed_has_one() {
	let due = day("2026-09-18");
	let key = "0123456789abcdef0123456789abcdef";
	let path = |feed| fred::request(feed, due, key).map(|asked| asked.path_and_query);
	assert_eq!(
		path(DTB3).unwrap(),
		"/fred/series/observations?series_id=DTB3&observation_start=2026-09-04&file_type=json&sort_order=desc&limit=20&api_key=0123456789abcdef0123456789abcdef",
	);
	assert!(path(FeedKey::Sofr).unwrap().contains("series_id=SOFR&"));
	assert_eq!(path(FeedKey::TBillDiscount(Tenor::W6)), Err(FeedError::Absent));
	assert_eq!(path(FeedKey::TBillCouponEq(Tenor::W13)), Err(FeedError::Absent));
	for key in ["", "short", "0123456789abcdef0123456789abcd&x"] {
		assert_eq!(fred::request(DTB3, due, key), Err(FeedError::Refused), "{key}");
	}
	assert_eq!(
		fred::request_csv(FeedKey::TBillDiscount(Tenor::W52), due).unwrap().path_and_query,
		"/graph/fredgraph.csv?id=DTB1YR&cosd=2026-09-04",
	);
	let asked = |feed| nyfed::request(feed).map(|asked| asked.path_and_query);
	assert_eq!(asked(FeedKey::Sofr).unwrap(), "/api/rates/secured/sofr/last/5.json");
	assert_eq!(asked(FeedKey::Effr).unwrap(), "/api/rates/unsecured/effr/last/5.json");
	assert_eq!(asked(DTB3), Err(FeedError::Absent));
}
