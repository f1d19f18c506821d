//! The answers of GPU venues, true and false.
#![allow(
	clippy::arithmetic_side_effects,
	clippy::expect_used,
	clippy::indexing_slicing,
	clippy::panic,
	clippy::unwrap_used,
	missing_docs
)]

use caliber_feeds_core::{
	gpu::{self, VenueQuote},
	sku::{Sku, H100_SXM, SKUS},
	FeedError, Source,
};
use serde_json::{json, Value};

const VAST: &str = include_str!("fixtures/vast_bundles.json");
const RUNPOD: &str = include_str!("fixtures/runpod_gpu_types.json");
const LAMBDA: &str = include_str!("fixtures/lambda_instance_types.json");
const SAMPLES: [(Source, &str); 3] = [
	(Source::VastBundles, VAST),
	(Source::RunpodGraphql, RUNPOD),
	(Source::LambdaInstances, LAMBDA),
];

/// Value, confidence and number of prices.
type Figures = Result<(u64, u64, u16), FeedError>;

fn figures(quote: Result<VenueQuote, FeedError>) -> Figures {
	quote.map(|q| (q.value, q.conf, q.n))
}

fn read(source: Source, body: &str, sku: &Sku<'_>) -> Figures {
	figures(gpu::parse(source, body.as_bytes(), sku))
}

fn h100(source: Source, body: &Value) -> Figures {
	read(source, &body.to_string(), &H100_SXM)
}

/// A sample after a change.
fn changed(text: &str, change: impl FnOnce(&mut Value)) -> Value {
	let mut value = serde_json::from_str(text).unwrap();
	change(&mut value);
	value
}

/// Vast with so many equal listings.
fn vast(prices: &[Value]) -> Value {
	let offers: Vec<_> = prices
		.iter()
		.enumerate()
		.map(|(id, price)| {
			json!({
				"id": id, "gpu_name": "H100 SXM", "num_gpus": 1, "dph_total": price,
				"reliability2": 0.9, "rentable": true, "rented": false,
			})
		})
		.collect();
	json!({ "offers": offers })
}

#[test]
fn parse_should_price_each_form_factor_by_its_own_offers_when_the_answer_is_true() {
	let few = |have| Err(FeedError::TooFew { have, need: 5 });
	let [sxm, pcie, nvl, h200, b200] = SKUS;
	for (source, body, sku, want) in [
		(Source::VastBundles, VAST, sxm, Ok((2_402_400, 147_600, 7))),
		(Source::VastBundles, VAST, pcie, few(1)),
		(Source::VastBundles, VAST, nvl, few(1)),
		(Source::VastBundles, VAST, h200, few(0)),
		(Source::RunpodGraphql, RUNPOD, sxm, Ok((3_090_000, 200_000, 2))),
		(Source::RunpodGraphql, RUNPOD, pcie, Ok((1_990_000, 0, 1))),
		(Source::RunpodGraphql, RUNPOD, nvl, Ok((2_890_000, 150_000, 2))),
		(Source::RunpodGraphql, RUNPOD, h200, Err(FeedError::Absent)),
		(Source::LambdaInstances, LAMBDA, sxm, Ok((4_140_000, 75_000, 4))),
		(Source::LambdaInstances, LAMBDA, pcie, Ok((3_290_000, 0, 1))),
		(Source::LambdaInstances, LAMBDA, nvl, Err(FeedError::Absent)),
		(Source::LambdaInstances, LAMBDA, b200, Ok((6_690_000, 0, 1))),
	] {
		assert_eq!(read(source, body, &sku), want, "{source:?} {}", sku.name);
	}
	assert_eq!(read(Source::UstBillXml, VAST, &sxm), Err(FeedError::Absent));
}

#[test]
fn request_should_be_refused_when_the_source_does_not_sell_it() {
	let nvl = SKUS[2];
	assert_eq!(gpu::request(Source::LambdaInstances, &nvl, 0), Err(FeedError::Absent));
	assert_eq!(gpu::request(Source::UstBillXml, &H100_SXM, 0), Err(FeedError::Absent));
	let asked = gpu::request(Source::RunpodGraphql, &H100_SXM, 0).unwrap();
	assert_eq!(asked.path_and_query, "/graphql");
	let body: Value = serde_json::from_slice(&asked.body).unwrap();
	assert!(body["query"].as_str().unwrap().contains("communityPrice"));
	let asked = gpu::request(Source::LambdaInstances, &H100_SXM, 0).unwrap();
	assert_eq!(asked.path_and_query, "/api/v1/instance-types");
}

#[test]
fn vast_should_leave_out_offers_when_they_cannot_be_used() {
	let good = vec![json!(2.4); 5];
	let with = |more: Value| {
		let mut prices = good.clone();
		prices.push(more);
		h100(Source::VastBundles, &vast(&prices))
	};
	for price in [
		json!(0),
		json!(-2.4),
		json!(null),
		json!("null"),
		json!(""),
		json!("."),
		json!("NaN"),
		json!("Infinity"),
		json!(0.049),
		json!(50.1),
		json!(1e300),
		json!(true),
		json!([2.4]),
		json!({}),
		json!("2,4"),
	] {
		assert_eq!(with(price.clone()), Ok((2_400_000, 0, 5)), "{price}");
	}
	assert_eq!(with(json!("2.4")), Ok((2_400_000, 0, 6)));
	let text = vast(&good).to_string().replacen("2.4", "1e999", 1);
	let few = Err(FeedError::TooFew { have: 4, need: 5 });
	assert_eq!(read(Source::VastBundles, &text, &H100_SXM), few);
}

#[test]
fn vast_should_cut_outliers_when_a_listing_is_far_off() {
	let mut prices = vec![json!(2.3), json!(2.4), json!(2.5)];
	prices.extend(vec![json!(2.4); 7]);
	prices.push(json!(40.0));
	prices.push(json!(2.5));
	assert_eq!(h100(Source::VastBundles, &vast(&prices)), Ok((2_400_000, 0, 11)));
}

#[test]
fn vast_should_divide_when_the_price_is_of_a_machine() {
	let body = changed(&vast(&vec![json!(19.2192); 5]).to_string(), |v| {
		for offer in v["offers"].as_array_mut().unwrap() {
			offer["num_gpus"] = json!(8);
		}
	});
	assert_eq!(h100(Source::VastBundles, &body), Ok((2_402_400, 0, 5)));
	for gpus in [json!(0), json!(-8), json!(null), json!("8"), json!(8.5), json!(70_000)] {
		let body = changed(&body.to_string(), |v| v["offers"][0]["num_gpus"] = gpus);
		let few = Err(FeedError::TooFew { have: 4, need: 5 });
		assert_eq!(h100(Source::VastBundles, &body), few);
	}
}

#[test]
fn vast_should_require_reliability_when_counting_offers() {
	let with = |reliability: Value| {
		let body = changed(&vast(&vec![json!(2.4); 5]).to_string(), |v| {
			v["offers"][0]["reliability2"] = reliability;
		});
		h100(Source::VastBundles, &body)
	};
	assert_eq!(with(json!(0.9)), Ok((2_400_000, 0, 5)));
	for reliability in [json!(0.8999999), json!(null), json!("high"), json!(-1)] {
		assert_eq!(with(reliability), Err(FeedError::TooFew { have: 4, need: 5 }));
	}
}

#[test]
fn vast_should_refuse_the_source_when_an_offer_is_given_twice() {
	let twice = |price: Value| {
		let body = changed(&vast(&vec![json!(2.4); 6]).to_string(), |v| {
			v["offers"][5]["id"] = json!(0);
			v["offers"][5]["dph_total"] = price;
		});
		h100(Source::VastBundles, &body)
	};
	assert_eq!(twice(json!(2.4)), Ok((2_400_000, 0, 5)));
	assert_eq!(twice(json!(2.5)), Err(FeedError::Conflict));
}

#[test]
fn runpod_should_refuse_when_it_reports_errors_or_a_false_price() {
	let price = |price: Value| {
		let body = changed(RUNPOD, |v| v["data"]["gpuTypes"][2]["communityPrice"] = price);
		h100(Source::RunpodGraphql, &body)
	};
	for nothing in [json!(0), json!(null), json!("null"), json!("")] {
		assert_eq!(price(nothing), Ok((3_490_000, 0, 1)));
	}
	for (given, error) in [
		(json!(-2.69), FeedError::OutOfBounds),
		(json!(269), FeedError::OutOfBounds),
		(json!("NaN"), FeedError::Number),
		(json!([2.69]), FeedError::Number),
	] {
		assert_eq!(price(given), Err(error));
	}
	let errors = json!([{"message": "rate limited"}]);
	for (body, error) in [
		(json!({"errors": errors}), FeedError::Refused),
		(json!({"data": null, "errors": errors}), FeedError::Refused),
		(changed(RUNPOD, |v| v["errors"] = errors.clone()), FeedError::Refused),
		(json!({"data": null}), FeedError::Schema),
		(json!({"data": {"gpuTypes": null}}), FeedError::Schema),
		(json!({"data": {"gpuTypes": []}}), FeedError::Absent),
	] {
		assert_eq!(h100(Source::RunpodGraphql, &body), Err(error), "{body}");
	}
	assert!(h100(Source::RunpodGraphql, &changed(RUNPOD, |v| v["errors"] = json!([]))).is_ok());
	let twice = |secure: f64| {
		changed(RUNPOD, |v| {
			let types = v["data"]["gpuTypes"].as_array_mut().unwrap();
			let mut again = types[2].clone();
			again["securePrice"] = json!(secure);
			types.push(again);
		})
	};
	assert_eq!(h100(Source::RunpodGraphql, &twice(3.49)), Ok((3_090_000, 200_000, 2)));
	assert_eq!(h100(Source::RunpodGraphql, &twice(3.5)), Err(FeedError::Conflict));
}

#[test]
fn lambda_should_refuse_when_gpus_or_cents_are_false() {
	let entry = |path: &str, given: Value| {
		let body = changed(LAMBDA, |v| {
			*v.pointer_mut(&format!("/data/gpu_8x_h100_sxm5/instance_type/{path}")).unwrap() =
				given;
		});
		h100(Source::LambdaInstances, &body)
	};
	for (path, given, want) in [
		("price_cents_per_hour", json!(null), Ok((4_190_000, 50_000, 3))),
		("price_cents_per_hour", json!(0), Ok((4_190_000, 50_000, 3))),
		("price_cents_per_hour", json!("3192"), Ok((4_140_000, 75_000, 4))),
		("price_cents_per_hour", json!(-3192), Err(FeedError::OutOfBounds)),
		// Dollars for cents, and the price of one GPU for eight.
		("price_cents_per_hour", json!(31.92), Err(FeedError::OutOfBounds)),
		("specs/gpus", json!(1), Err(FeedError::Instrument)),
		("specs/gpus", json!(0), Err(FeedError::Number)),
		("specs/gpus", json!(null), Err(FeedError::Absent)),
		("specs", json!([]), Err(FeedError::Schema)),
	] {
		assert_eq!(entry(path, given.clone()), want, "{path} {given}");
	}
	for (body, error) in [
		(json!({"error": {"code": "global/invalid-api-key"}}), FeedError::Refused),
		(json!({"data": {}}), FeedError::Absent),
		(json!({"data": []}), FeedError::Schema),
		(json!({}), FeedError::Schema),
	] {
		assert_eq!(h100(Source::LambdaInstances, &body), Err(error), "{body}");
	}
	let entry = |cents: u32| {
		format!(
			r#""gpu_8x_h100_sxm5":{{"instance_type":{{"price_cents_per_hour":{cents},"specs":{{"gpus":8}}}}}}"#
		)
	};
	let twice = |a, b| format!(r#"{{"data":{{{},{}}}}}"#, entry(a), entry(b));
	let read = |text: String| read(Source::LambdaInstances, &text, &H100_SXM);
	assert_eq!(read(twice(3192, 3192)), Ok((3_990_000, 0, 1)));
	assert_eq!(read(twice(3192, 3200)), Err(FeedError::Conflict));
}

#[test]
fn parse_should_refuse_when_the_body_is_another_document() {
	for (source, sample) in SAMPLES {
		for (body, error) in [
			("", FeedError::Malformed),
			("<html><body>captcha</body></html>", FeedError::Malformed),
			("NaN", FeedError::Malformed),
			("null", FeedError::Schema),
			("\"rate limited\"", FeedError::Schema),
			("42", FeedError::Schema),
		] {
			assert_eq!(read(source, body, &H100_SXM), Err(error), "{source:?} {body}");
		}
		let wrong = read(source, r#"{"offers":1,"data":1}"#, &H100_SXM);
		assert_eq!(wrong, Err(FeedError::Schema));
		// A second document after the first, and nesting in a part that nobody reads.
		let more = format!("{sample}{sample}");
		assert_eq!(read(source, &more, &H100_SXM), Err(FeedError::Malformed));
		let nested = "[".repeat(200) + &"]".repeat(200);
		let deep = sample.replacen('{', &format!("{{\"x\":{nested},"), 1);
		assert_eq!(read(source, &deep, &H100_SXM), Err(FeedError::TooDeep));
		let long = sample.to_owned() + &" ".repeat(262_144);
		assert_eq!(read(source, &long, &H100_SXM), Err(FeedError::TooLarge));
	}
	let many = vast(&vec![json!(2.4); 1_025]).to_string();
	assert_eq!(read(Source::VastBundles, &many, &H100_SXM), Err(FeedError::TooLarge));
}

#[test]
fn parse_should_never_give_another_value_when_the_body_is_cut_at_any_byte() {
	for (source, whole) in SAMPLES {
		let want = read(source, whole, &H100_SXM);
		assert!(want.is_ok());
		for cut in 0..whole.len() {
			let got = read(source, &whole[..cut], &H100_SXM);
			assert!(got.is_err() || got == want, "{source:?} cut at {cut}");
		}
	}
}
