//! Index, order book and resale catalogue, true and false.
#![allow(
	clippy::arithmetic_side_effects,
	clippy::expect_used,
	clippy::indexing_slicing,
	clippy::panic,
	clippy::unwrap_used,
	missing_docs
)]

use caliber_feeds_core::{
	gpu,
	gpu::VenueQuote,
	resale,
	sku::{H100_SXM, SKUS},
	Calendar, Condition, FeedError, FeedKey, ObsDay, Source,
};
use serde_json::{json, Value};

const ORNN: &str = include_str!("fixtures/ornn_daily.json");
const SFC: &str = include_str!("fixtures/sfcompute_quote.json");
const RESALE: &str = include_str!("fixtures/resale_catalogue.json");
const USED: FeedKey = FeedKey::GpuResale { sku: 1, condition: Condition::Used };

fn day(text: &str) -> ObsDay {
	ObsDay::from_iso(text).unwrap()
}

/// A sample after a change.
fn changed(text: &str, pointer: &str, given: Value) -> String {
	let mut value: Value = serde_json::from_str(text).unwrap();
	*value.pointer_mut(pointer).unwrap() = given;
	value.to_string()
}

fn h100(source: Source, body: &str) -> Result<u64, FeedError> {
	gpu::parse(source, body.as_bytes(), &H100_SXM).map(|quote| quote.value)
}

#[test]
fn ornn_should_give_the_index_of_its_day_when_the_answer_is_true() {
	let want = VenueQuote {
		source: Source::OrnnDaily,
		value: 1_660_000,
		conf: 0,
		n: 1,
		day: Some(day("2026-02-26")),
	};
	assert_eq!(gpu::parse(Source::OrnnDaily, ORNN.as_bytes(), &H100_SXM), Ok(want));
	let asked = gpu::request(Source::OrnnDaily, &H100_SXM, 0).unwrap();
	assert_eq!(asked.path_and_query, "/api/daily-index-simple?gpuType=H100%20SXM");
	assert_eq!(gpu::request(Source::OrnnDaily, &SKUS[1], 0), Err(FeedError::Absent));
}

#[test]
fn ornn_should_refuse_when_the_index_is_false() {
	for (pointer, given, want) in [
		("/data/index_value", json!("1.66"), Ok(1_660_000)),
		("/data/index_value", json!(null), Err(FeedError::Absent)),
		("/data/index_value", json!(0), Err(FeedError::Absent)),
		("/data/index_value", json!(-1.66), Err(FeedError::OutOfBounds)),
		("/data/index_value", json!(166), Err(FeedError::OutOfBounds)),
		("/data/index_value", json!("NaN"), Err(FeedError::Number)),
		("/data/gpu_type", json!("H100 PCIe"), Err(FeedError::Instrument)),
		("/data/gpu_type", json!("H200"), Err(FeedError::Instrument)),
		("/data/gpu_type", json!(null), Err(FeedError::Schema)),
		("/data/date", json!("2026-02-31"), Err(FeedError::Date)),
		("/data/date", json!(null), Err(FeedError::Date)),
		("/success", json!(false), Err(FeedError::Refused)),
		("/success", json!("yes"), Err(FeedError::Schema)),
		("/data", json!(null), Err(FeedError::Schema)),
	] {
		let body = changed(ORNN, pointer, given.clone());
		assert_eq!(h100(Source::OrnnDaily, &body), want, "{pointer} {given}");
	}
}

#[test]
fn sfcompute_should_give_the_price_of_one_gpu_and_hour_when_a_block_is_quoted() {
	let want = VenueQuote {
		source: Source::SfComputeQuote,
		value: 2_110_000,
		conf: 0,
		n: 1,
		day: Some(day("2026-09-20")),
	};
	assert_eq!(gpu::parse(Source::SfComputeQuote, SFC.as_bytes(), &H100_SXM), Ok(want));
	assert_eq!(gpu::request(Source::SfComputeQuote, &SKUS[1], 0), Err(FeedError::Absent));
}

#[test]
fn sfcompute_should_refuse_when_the_block_is_false() {
	for (pointer, given, want) in [
		("/quote/price", json!("40512"), Ok(2_110_000)),
		("/quote/price", json!(0), Err(FeedError::Absent)),
		("/quote/price", json!(null), Err(FeedError::Absent)),
		("/quote/price", json!(-40_512), Err(FeedError::OutOfBounds)),
		// Dollars for cents, and the price of one hour.
		("/quote/price", json!(405.12), Err(FeedError::OutOfBounds)),
		("/quote/price", json!("x"), Err(FeedError::Number)),
		("/quote/quantity", json!(2), Ok(1_055_000)),
		("/quote/quantity", json!(0), Err(FeedError::Number)),
		("/quote/quantity", json!(null), Err(FeedError::Absent)),
		("/quote/end_at", json!("2026-09-21T12:00:00Z"), Ok(4_220_000)),
		("/quote/end_at", json!("2026-09-21T00:00:00Z"), Err(FeedError::Date)),
		("/quote/end_at", json!("2026-09-20T00:00:00Z"), Err(FeedError::Date)),
		("/quote/end_at", json!("2026-09-28T00:00:01Z"), Err(FeedError::Date)),
		("/quote/start_at", json!("NOW"), Err(FeedError::Date)),
		("/quote/start_at", json!(null), Err(FeedError::Schema)),
		("/quote/instance_type", json!("h100v"), Ok(2_110_000)),
		("/quote/instance_type", json!("h200ki"), Err(FeedError::Instrument)),
		("/quote", json!(null), Err(FeedError::Absent)),
		("/object", json!({}), Ok(2_110_000)),
	] {
		let body = changed(SFC, pointer, given.clone());
		assert_eq!(h100(Source::SfComputeQuote, &body), want, "{pointer} {given}");
	}
	let refused = r#"{"error":{"code":"unauthorized"}}"#;
	assert_eq!(h100(Source::SfComputeQuote, refused), Err(FeedError::Refused));
	let twice = r#"{"quote":null,"quote":null}"#;
	assert_eq!(h100(Source::SfComputeQuote, twice), Err(FeedError::Schema));
}

/// Value, confidence and number of quotes.
fn used(body: &str) -> Result<(u64, u64, u16), FeedError> {
	resale::parse(body.as_bytes(), USED).map(|quote| (quote.value, quote.conf, quote.n))
}

#[test]
fn resale_should_give_each_venue_one_vote_when_the_catalogue_is_true() {
	let quote = resale::parse(RESALE.as_bytes(), USED).unwrap();
	assert_eq!(quote.source, Source::ResaleCatalogue);
	assert_eq!(quote.day, Some(day("2026-09-18")));
	// Medians of 18,800, 19,875, 20,000 and 21,400.50.
	assert_eq!(used(RESALE), Ok((1_993_750, 41_262, 5)));
	for (feed, want) in [
		(
			FeedKey::GpuResale { sku: 1, condition: Condition::New },
			FeedError::TooFew { have: 1, need: 5 },
		),
		(
			FeedKey::GpuResale { sku: 3, condition: Condition::Used },
			FeedError::TooFew { have: 0, need: 5 },
		),
		(FeedKey::GpuResale { sku: 99, condition: Condition::Used }, FeedError::Absent),
		(FeedKey::Sofr, FeedError::Absent),
	] {
		assert_eq!(resale::parse(RESALE.as_bytes(), feed), Err(want), "{feed:?}");
	}
	assert_eq!(resale::request().path_and_query, "/v1/resale-catalogue.json");
}

#[test]
fn resale_should_refuse_when_a_quote_is_false() {
	let few = Err(FeedError::TooFew { have: 4, need: 5 });
	let whole = Ok((1_993_750, 41_262, 5));
	for (pointer, given, want) in [
		("/quotes/0/price_usd", json!("19500"), whole),
		("/quotes/0/price_usd", json!("19500.0"), whole),
		("/quotes/0/price_usd", json!("19500.001"), Err(FeedError::Number)),
		("/quotes/0/price_usd", json!("19,500"), Err(FeedError::Number)),
		("/quotes/0/price_usd", json!("1e4"), Err(FeedError::Number)),
		("/quotes/0/price_usd", json!(19500), Err(FeedError::Schema)),
		("/quotes/0/price_usd", json!("null"), Err(FeedError::Absent)),
		("/quotes/0/price_usd", json!("99.99"), Err(FeedError::OutOfBounds)),
		("/quotes/0/price_usd", json!("500000.01"), Err(FeedError::OutOfBounds)),
		("/quotes/0/price_usd", json!("-19500"), Err(FeedError::OutOfBounds)),
		("/quotes/0/quantity", json!(0), Err(FeedError::Number)),
		("/quotes/0/quantity", json!("8"), Err(FeedError::Number)),
		// The quantity of the next quote, at another price.
		("/quotes/0/quantity", json!(16), Err(FeedError::Conflict)),
		("/quotes/0/condition", json!("as new"), Err(FeedError::Schema)),
		("/quotes/0/condition", json!("new"), few),
		("/quotes/0/sku", json!("h100-pcie-80gb"), few),
		("/quotes/0/sku", json!("unheard of"), few),
		("/quotes/0/venue", json!(""), Err(FeedError::Schema)),
		("/quotes/0/venue", json!(" broker-a"), Err(FeedError::Schema)),
		("/quotes/0/venue", json!("x".repeat(65)), Err(FeedError::Schema)),
		("/as_of", json!("2026-02-31"), Err(FeedError::Date)),
		("/as_of", json!("18.09.2026"), Err(FeedError::Date)),
		("/as_of", json!(null), Err(FeedError::Schema)),
		("/quotes", json!([]), Err(FeedError::TooFew { have: 0, need: 5 })),
		("/quotes", json!(null), Err(FeedError::Schema)),
	] {
		assert_eq!(used(&changed(RESALE, pointer, given.clone())), want, "{pointer} {given}");
	}
}

#[test]
fn resale_should_count_a_quote_once_when_it_is_repeated() {
	let mut body: Value = serde_json::from_str(RESALE).unwrap();
	let again = body["quotes"][0].clone();
	body["quotes"].as_array_mut().unwrap().push(again.clone());
	assert_eq!(used(&body.to_string()), Ok((1_993_750, 41_262, 5)));
	body["quotes"] = json!(vec![again; 5]);
	assert_eq!(used(&body.to_string()), Err(FeedError::TooFew { have: 1, need: 5 }));
	let quote = json!({
		"sku": "x", "condition": "new", "price_usd": "1", "quantity": 1, "venue": "v",
	});
	body["quotes"] = json!(vec![quote; 2_049]);
	assert_eq!(used(&body.to_string()), Err(FeedError::TooLarge));
}

#[test]
fn resale_should_refuse_when_the_format_is_another() {
	for (body, error) in [
		("", FeedError::Malformed),
		("[]", FeedError::Schema),
		("{}", FeedError::Schema),
		(r#"{"as_of":"2026-09-18"}"#, FeedError::Schema),
		(r#"{"as_of":"2026-09-18","quotes":[],"note":"x"}"#, FeedError::Schema),
		(r#"{"as_of":"2026-09-18","as_of":"2026-09-18","quotes":[]}"#, FeedError::Schema),
	] {
		assert_eq!(used(body), Err(error), "{body}");
	}
	let extra = RESALE.replace("\"used\",", "\"used\", \"currency\": \"EUR\",");
	assert_eq!(used(&extra), Err(FeedError::Schema));
	for (source, whole) in [(Source::OrnnDaily, ORNN), (Source::SfComputeQuote, SFC)] {
		for cut in 0..whole.trim_end().len() {
			assert!(h100(source, &whole[..cut]).is_err(), "{source:?} cut at {cut}");
		}
	}
	for cut in 0..RESALE.trim_end().len() {
		assert!(used(&RESALE[..cut]).is_err(), "cut at {cut}");
	}
}

#[test]
fn resale_day_should_be_judged_by_the_week_when_time_passes() {
	let check = |text: &str| resale::check_day(day("2026-09-18"), day(text).start(), &Calendar::US);
	for (now, want) in [
		("2026-09-17", Err(FeedError::Future)),
		("2026-09-18", Ok(())),
		("2026-09-28", Ok(())),
		("2026-09-30", Ok(())),
		("2026-10-01", Err(FeedError::Stale)),
	] {
		assert_eq!(check(now), want, "{now}");
	}
}
