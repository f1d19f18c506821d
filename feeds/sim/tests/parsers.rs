//! What the parsers of the chain read is what was served, to the digit.

mod common;

use caliber_feeds_core::{
	combine::Combined,
	gpu, sku,
	source::{Method, Request},
	treasury, Calendar, FeedError, FeedKey, ObsDay, Source, Tenor,
};
use common::{Answer, Sim};
use serde_json::Value;

/// The sources that are served.
const SERVED: [Source; 4] =
	[Source::UstBillXml, Source::VastBundles, Source::RunpodGraphql, Source::LambdaInstances];

fn ask(sim: &Sim, request: &Request) -> Answer {
	let method = match request.method {
		Method::Get => "GET",
		Method::Post => "POST",
	};
	sim.ask(method, &request.path_and_query, &request.headers, &request.body)
}

/// The body, if its head is that of a true answer.
fn body(sim: &Sim, source: Source, request: &Request) -> Result<Vec<u8>, FeedError> {
	let answer = ask(sim, request);
	source.check_head(
		answer.status,
		answer.header("content-type"),
		answer.header("content-encoding"),
	)?;
	Ok(answer.body)
}

fn bills(sim: &Sim, now: u64) -> Result<treasury::BillDay, FeedError> {
	let request = treasury::request(Calendar::US.expected(now));
	let days = treasury::parse(&body(sim, Source::UstBillXml, &request)?)?;
	treasury::latest(&days, now, &Calendar::US).cloned()
}

fn venue(sim: &Sim, source: Source) -> Result<gpu::VenueQuote, FeedError> {
	let request = gpu::request(source, &sku::H100_SXM, 0)?;
	gpu::parse(source, &body(sim, source, &request)?, &sku::H100_SXM)
}

fn now(truth: &Value) -> u64 {
	truth["unix"].as_u64().unwrap()
}

/// Compares everything that is served with the truth.
fn check(sim: &Sim) {
	let truth = sim.truth();
	let now = now(&truth);
	let day = bills(sim, now).unwrap();
	let due = Calendar::US.expected(now);
	let newest = truth["tbill_13w"]["date"].as_str().unwrap();
	if !newest.starts_with(&due.to_string()[..7]) {
		// A month's first rate is out some hours before it is due; until then the page of the month
		// before is asked for.
		assert_eq!(day.day, due);
		return;
	}
	assert_eq!(day.day.to_string(), newest);
	assert_eq!(u64::from(day.day.0), truth["tbill_13w"]["obs_day"]);
	for tenor in Tenor::ALL {
		let weeks = tenor.weeks().to_string();
		for (feed, name) in [
			(FeedKey::TBillDiscount(tenor), "discount_ppb"),
			(FeedKey::TBillCouponEq(tenor), "coupon_equivalent_ppb"),
		] {
			let want = truth["bills"][name][&weeks].as_i64().map(i128::from);
			assert_eq!(day.rate(feed).ok(), want, "{} {feed:?}", day.day);
		}
	}
	let quotes = Source::GPU_VENUES.map(|source| venue(sim, source).unwrap());
	let prices = &truth["gpu_hour_micro_usd"]["h100_sxm"];
	for quote in quotes {
		assert_eq!(quote.value, prices[quote.source.kind()], "{quote:?}");
	}
	assert_eq!(quotes.map(|quote| quote.n), [21, 2, 4]);
	let combined = Combined::market(gpu::feed(&sku::H100_SXM), ObsDay::of(now), &quotes).unwrap();
	let said = combined.observe(0, now, |_| [0; 32]);
	assert_eq!(said.value, i128::from(prices["median"].as_i64().unwrap()));
	// Close enough together for the chain to take it.
	assert!(i128::from(said.conf) * 4 <= said.value, "{said:?}");
}

#[test]
fn parsers_should_read_the_truth_when_seeds_and_days_change() {
	for seed in ["0", "1", "77"] {
		let sim = Sim::start(&["--seed", seed, "--as-of", "2026-08-11"]);
		check(&sim);
		// Three times a day and a bit, over holidays, Good Friday and a leap day.
		for hour in (0..24 * 600).step_by(if seed == "0" { 31 } else { 211 }) {
			let unix = 1_786_492_800 + hour * 3_600;
			assert_eq!(sim.control("clock", &format!(r#"{{"unix":{unix}}}"#)).status, 200);
			check(&sim);
		}
	}
}

#[test]
fn parsers_should_read_the_truth_when_the_clock_is_the_real_one() {
	check(&Sim::start(&["--seed", "4"]));
}

#[test]
fn parsers_should_refuse_when_a_fault_is_armed() {
	let sim = Sim::start(&["--as-of", "2026-08-11"]);
	let now = now(&sim.truth());
	for (fault, xml, json) in [
		("status500", FeedError::Status(500), FeedError::Status(500)),
		("garbage", FeedError::Malformed, FeedError::Malformed),
	] {
		for source in SERVED {
			sim.fault(source.kind(), fault);
		}
		assert_eq!(bills(&sim, now), Err(xml), "{fault}");
		for source in Source::GPU_VENUES {
			assert_eq!(venue(&sim, source), Err(json), "{fault}");
		}
	}
	for source in SERVED {
		sim.fault(source.kind(), "stale");
	}
	assert_eq!(bills(&sim, now), Err(FeedError::Stale));
	for source in SERVED {
		sim.fault(source.kind(), "off");
	}
	check(&sim);
}
