//! Vast's marketplace of machines: prices are for a machine and every listing is somebody's.

use super::{fill, Page, Question};
use crate::{
	date::{Day, SECONDS},
	gpu::{models, Model},
	noise::noise,
	scenario::{Effect, Rows},
	source::Source,
	view::{decimal, View},
};
use serde_json::Value;

const OFFER: &str = include_str!("../../fixtures/vast_offer.json");
/// Listings of a model that are worth looking at: one in the middle, as many on either side.
const PER_SIDE: i64 = 10;
/// Listings that are fakes, and what they ask, percent of the listing in the middle.
const FAKES: i64 = 40;
const FAKE_PERCENT: i64 = 50;

/// A listing.
struct Offer {
	gpu_name: String,
	vram: i64,
	gpus: i64,
	/// Micro-dollars for the machine.
	machine: i64,
	/// Further digits of the price, as floats of other programs have them.
	tail: &'static str,
	reliability: &'static str,
	/// Whether it comes before all others.
	is_first: bool,
}

/// The offers. Of the question it obeys `gpu_name` (`eq`, `in`) and `limit`; everything on offer is
/// in a data centre and free.
pub fn bundles(question: &Question, view: &View) -> Page {
	let query = question.get("q").unwrap_or_default().as_bytes();
	let text = if question.is_post { &question.body } else { query };
	let question: Value = serde_json::from_slice(text).unwrap_or_default();
	let wanted = &question["gpu_name"];
	let asks_for = |name: &str| match (&wanted["in"], &wanted["eq"]) {
		(Value::Array(names), _) => names.iter().any(|n| n == name),
		(_, Value::String(only)) => only == name,
		_ => true,
	};
	let limit = question["limit"].as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or(64);
	let models = models(view.added);
	let mut offers: Vec<((bool, u64), String)> = (0i64..)
		.zip(&models)
		.filter(|(_, model)| model.vast.as_deref().is_some_and(asks_for))
		.flat_map(|(at, model)| {
			let here = view.at(at == 0);
			let listings =
				if view.has(Rows::Gone) { Vec::new() } else { listings(&here, model, &models) };
			(at * 100..).zip(listings).map(move |(n, offer)| {
				let score = noise(view.seed, "score", view.today().0 * 100_000 + n);
				((!offer.is_first, score), print(&here, &offer, n))
			})
		})
		.collect();
	offers.sort_unstable();
	let mut shown: Vec<_> = offers.into_iter().take(limit).map(|(_, offer)| offer).collect();
	if let (true, Some(first)) = (view.has(Rows::Conflict), shown.first()) {
		// The same listing at another price.
		shown.push(first.replacen("\"dph_total\": ", "\"dph_total\": 1", 1));
	}
	let body = format!("{{\"success\": true, \"offers\": [\n{}\n]}}\n", shown.join(",\n"));
	Page::of(Source::Vast, body)
}

/// Around the listing in the middle: as many dearer as cheaper, so that it is the median of those
/// that count; and those that must not count.
fn listings(view: &View, model: &Model, models: &[Model]) -> Vec<Offer> {
	let day = view.today();
	let priced = if view.has(Rows::PcieAsSxm) { models.get(1).unwrap_or(model) } else { model };
	let middle = priced.hour(view.seed, day).vast().unwrap_or_default();
	let is_machine = view.has(Rows::Machine);
	let listing = |gpus: i64, price: i64, tail, reliability| Offer {
		gpu_name: model.vast.clone().unwrap_or_default(),
		vram: model.vram,
		gpus: if is_machine { 1 } else { gpus },
		machine: price * if is_machine { 8 } else { gpus },
		tail,
		reliability,
		is_first: false,
	};
	let step = middle / 100;
	let mut all: Vec<Offer> = (-PER_SIDE..=PER_SIDE)
		.map(|n| {
			let gpus = [1, 8, 2, 1, 4][usize::try_from(n + PER_SIDE).unwrap_or_default() % 5];
			let tail = if gpus == 1 && n != 0 { "33333333333" } else { "" };
			listing(gpus, middle + n * step, tail, "0.9972415")
		})
		.collect();
	// Cheap and down every other day; dear beyond belief; parked at nothing and at far too much.
	all.extend(["0.6214", "0.8999999", "null"].map(|r| listing(1, middle * 3 / 5, "", r)));
	all.push(listing(1, middle * 5, "", "0.99"));
	all.push(listing(1, 0, "", "0.99"));
	all.push(listing(1, 120_000_000, "", "0.99"));
	if view.effect == Effect::Rows(Rows::Fakes) {
		let price = middle * view.amount.unwrap_or(FAKE_PERCENT) / 100;
		all.extend(
			(0..FAKES)
				.map(|n| Offer { is_first: true, ..listing(1, price + n * 100, "", "0.9991") }),
		);
	}
	all
}

fn print(view: &View, offer: &Offer, n: i64) -> String {
	let day: Day = view.today();
	let dph = view.bare(decimal(offer.machine, 6) + offer.tail);
	fill(
		OFFER,
		&[
			("id", &(31_000_000 + day.0 * 100_000 + n)),
			("machine", &(52_000 + n)),
			("host", &(91_000 + n / 2)),
			("gpu_name", &offer.gpu_name),
			("gpus", &offer.gpus),
			("gpu_ram", &offer.vram),
			("cpu_cores", &if n % 4 == 0 { "null" } else { "96" }),
			("dph", &dph),
			("min_bid", &decimal(offer.machine * 3 / 5, 6)),
			("reliability", &offer.reliability),
			("end_date", &((day.0 + 90) * SECONDS)),
		],
	)
}

#[cfg(test)]
mod tests {
	use super::super::plain;
	use super::*;

	const NOON: i64 = 20_676 * SECONDS + SECONDS / 2;

	fn names(body: &str, added: usize) -> Vec<String> {
		let question = Question { is_post: true, body: body.into(), ..Question::default() };
		let page = bundles(&question, &View { added, ..plain(1, NOON) }).body;
		assert!(!page.contains("{{"));
		let page: Value = serde_json::from_str(&page).unwrap();
		let offers = page["offers"].as_array().unwrap();
		offers.iter().map(|o| o["gpu_name"].as_str().unwrap().to_string()).collect()
	}

	#[test]
	fn bundles_should_show_what_was_asked_for_when_the_question_names_a_card() {
		for name in ["H100 SXM", "H100 PCIE", "H100 NVL", "H200", "B200", "A100 SXM4"] {
			let found = names(&format!(r#"{{"gpu_name":{{"in":["{name}"]}},"limit":64}}"#), 0);
			assert_eq!(found, vec![name; 27]);
		}
		assert_eq!(names(r#"{"gpu_name":{"eq":"SIM 099"}}"#, 100).len(), 27);
		assert_eq!(names(r#"{"gpu_name":{"eq":"SIM 099"}}"#, 98).len(), 0);
		assert_eq!(names(r#"{"limit":3}"#, 0).len(), 3);
		assert_eq!(names("", 0).len(), 64);
	}
}
