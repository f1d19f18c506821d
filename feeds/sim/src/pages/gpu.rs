//! The venues where a GPU is hired by the hour.

use super::fill;
use crate::{
	date::{Day, SECONDS},
	market::{noise, GpuHour},
};
use serde_json::Value;

const OFFER: &str = include_str!("../../fixtures/vast_offer.json");
const RUNPOD: &str = include_str!("../../fixtures/runpod_gpu_types.json");
const LAMBDA: &str = include_str!("../../fixtures/lambda_instance_types.json");
/// Listings of an H100 SXM that are worth looking at: one in the middle, as many on either side.
const PER_SIDE: i64 = 10;

/// A listing at Vast.
struct Offer {
	gpu_name: &'static str,
	gpus: i64,
	/// Micro-dollars for the machine.
	machine: i64,
	/// Further digits of the price, as floats of other programs have them.
	tail: &'static str,
	reliability: &'static str,
}

/// Lambda's instance types. Prices are for an instance, in whole cents.
pub fn lambda(seed: u64, unix: i64) -> String {
	let [one, two, four, eight] = GpuHour::of(seed, Day::of(unix)).lambda;
	fill(
		LAMBDA,
		&[
			("cents_1", &one),
			("cents_2", &(two * 2)),
			("cents_4", &(four * 4)),
			("cents_8", &(eight * 8)),
		],
	)
}

/// RunPod's GPU types, or its error for a question about anything else: with status 200 too.
pub fn runpod(seed: u64, unix: i64, question: &[u8]) -> String {
	let question: Value = serde_json::from_slice(question).unwrap_or_default();
	if !question["query"].as_str().is_some_and(|query| query.contains("gpuTypes")) {
		return r#"{"errors": [{"message": "Syntax Error: Unexpected <EOF>.", "extensions": {"code": "GRAPHQL_PARSE_FAILED"}}]}"#.into();
	}
	let price = GpuHour::of(seed, Day::of(unix));
	fill(
		RUNPOD,
		&[
			("secure", &dollars(price.secure)),
			("community", &dollars(price.community)),
			("bid", &dollars(price.community * 3 / 5)),
		],
	)
}

/// Vast's offers. Of the question it obeys `gpu_name` (`eq`, `in`) and `limit`; everything on
/// offer is in a data centre and free.
pub fn vast(seed: u64, unix: i64, question: &[u8]) -> String {
	let question: Value = serde_json::from_slice(question).unwrap_or_default();
	let wanted = &question["gpu_name"];
	let asks_for = |name: &str| match (&wanted["in"], &wanted["eq"]) {
		(Value::Array(names), _) => names.iter().any(|n| n == name),
		(_, Value::String(only)) => only == name,
		_ => true,
	};
	let limit = question["limit"].as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or(64);
	let day = Day::of(unix);
	let mut offers: Vec<(u64, String)> = (0..)
		.zip(listings(GpuHour::of(seed, day).vast))
		.filter(|(_, offer)| asks_for(offer.gpu_name))
		.map(|(n, offer)| (noise(seed, "score", day.0 * 100 + n), print(&offer, n, day)))
		.collect();
	offers.sort_unstable();
	let shown: Vec<_> = offers.into_iter().take(limit).map(|(_, offer)| offer).collect();
	format!("{{\"success\": true, \"offers\": [\n{}\n]}}\n", shown.join(",\n"))
}

/// Around the listing at `middle`: as many dearer as cheaper, so that it is the median of those
/// that count; and those that must not count.
fn listings(middle: i64) -> Vec<Offer> {
	let listing = |gpu_name, gpus, price: i64, tail, reliability| Offer {
		gpu_name,
		gpus,
		machine: price * gpus,
		tail,
		reliability,
	};
	let sxm = "H100 SXM";
	let step = middle / 100;
	let mut all: Vec<Offer> = (-PER_SIDE..=PER_SIDE)
		.map(|n| {
			let gpus = [1, 8, 2, 1, 4][usize::try_from(n + PER_SIDE).unwrap_or_default() % 5];
			let tail = if gpus == 1 && n != 0 { "33333333333" } else { "" };
			listing(sxm, gpus, middle + n * step, tail, "0.9972415")
		})
		.collect();
	// Cheap and down every other day; dear beyond belief; parked at nothing and at far too much.
	all.extend(["0.6214", "0.8999999", "null"].map(|r| listing(sxm, 1, middle * 3 / 5, "", r)));
	all.push(listing(sxm, 1, middle * 5, "", "0.99"));
	all.push(listing(sxm, 1, 0, "", "0.99"));
	all.push(listing(sxm, 1, 120_000_000, "", "0.99"));
	for (name, price) in [("H100 PCIE", 1_870_000), ("H100 NVL", 2_050_000), ("A100 SXM4", 890_000)]
	{
		all.extend((0..6).map(|n| listing(name, 1, price + n * 10_000, "", "0.985")));
	}
	all
}

fn print(offer: &Offer, n: i64, day: Day) -> String {
	let (whole, micro) = (offer.machine / 1_000_000, offer.machine % 1_000_000);
	let dph = format!("{whole}.{micro:06}{}", offer.tail);
	let bid = offer.machine * 3 / 5;
	let gpu_ram = if offer.gpu_name == "H100 NVL" { 95_830 } else { 81_559 };
	fill(
		OFFER.trim_end(),
		&[
			("id", &(31_000_000 + day.0 * 100 + n)),
			("machine", &(52_000 + n)),
			("host", &(91_000 + n / 2)),
			("gpu_name", &offer.gpu_name),
			("gpus", &offer.gpus),
			("gpu_ram", &gpu_ram),
			("cpu_cores", &if n % 4 == 0 { "null" } else { "96" }),
			("dph", &dph),
			("min_bid", &format!("{}.{:06}", bid / 1_000_000, bid % 1_000_000)),
			("reliability", &offer.reliability),
			("end_date", &((day.0 + 90) * SECONDS)),
		],
	)
}

fn dollars(cents: i64) -> String {
	format!("{}.{:02}", cents / 100, cents % 100)
}

#[cfg(test)]
mod tests {
	use super::*;

	const NOON: i64 = 20_676 * SECONDS + SECONDS / 2;

	fn json(text: &str) -> Value {
		serde_json::from_str(text).unwrap()
	}

	#[test]
	fn pages_should_be_json_without_names_unfilled_when_printed() {
		let question = br#"{"query":"query { gpuTypes { id } }"}"#;
		for page in [vast(1, NOON, b""), runpod(1, NOON, question), lambda(1, NOON)] {
			assert!(json(&page).is_object() && !page.contains("{{"), "{page}");
		}
	}

	#[test]
	fn vast_should_show_what_was_asked_for_when_the_question_names_a_card() {
		let names = |question: &str| -> Vec<String> {
			let page = json(&vast(1, NOON, question.as_bytes()));
			let offers = page["offers"].as_array().unwrap();
			offers.iter().map(|o| o["gpu_name"].as_str().unwrap().to_string()).collect()
		};
		let sxm = names(r#"{"gpu_name":{"in":["H100 SXM"]},"limit":64}"#);
		assert_eq!(sxm.len(), 27);
		assert!(sxm.iter().all(|name| name == "H100 SXM"));
		assert_eq!(names(r#"{"gpu_name":{"eq":"H100 NVL"}}"#).len(), 6);
		assert_eq!(names(r#"{"limit":3}"#).len(), 3);
		assert_eq!(names("").len(), 45);
	}

	#[test]
	fn runpod_should_answer_with_errors_when_the_question_is_another() {
		for question in ["", "{}", r#"{"query":"query { pods { id } }"}"#, "[1"] {
			let page = json(&runpod(1, NOON, question.as_bytes()));
			assert!(page["errors"].is_array() && page["data"].is_null());
		}
	}

	#[test]
	fn prices_should_be_the_published_ones_when_the_seed_is_zero() {
		let cents =
			|n| json(&lambda(0, NOON))["data"][n]["instance_type"]["price_cents_per_hour"].clone();
		assert_eq!(
			(cents("gpu_1x_h100_sxm5"), cents("gpu_8x_h100_sxm5")),
			(429.into(), 3192.into())
		);
		let page = json(&runpod(0, NOON, br#"{"query":"{gpuTypes{id}}"}"#));
		assert_eq!(page["data"]["gpuTypes"][3]["communityPrice"], 2.69);
	}
}
