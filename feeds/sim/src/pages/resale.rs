//! The catalogues of three brokers, each with the quotes of the traders that it knows.

use super::{fill, Page};
use crate::{
	date::Day,
	gpu::{models, Condition, Model},
	scenario::Rows,
	source::Source,
	view::{decimal, View},
};

const QUOTE: &str = include_str!("../../fixtures/resale_quote.json");

/// A broker: who quotes in his catalogue, and how far from the market, basis points.
struct Broker {
	traders: [&'static str; 3],
	bias: i64,
}

const fn broker(source: Source) -> Broker {
	match source {
		Source::ResaleB => {
			Broker { traders: ["delta-decommission", "evergreen-it", "fjord-compute"], bias: -180 }
		},
		Source::ResaleC => {
			Broker { traders: ["granite-assets", "harbor-silicon", "iron-mile"], bias: 240 }
		},
		_ => Broker { traders: ["amber-rack", "blue-ridge-gpu", "copper-hill"], bias: 0 },
	}
}

/// The day that a catalogue speaks of: the last Friday, from ten at night UTC.
pub fn as_of(unix: i64) -> Day {
	Day::of(unix - 22 * 3_600).last_weekday(4)
}

/// What the quotes of a model in a condition come to, cents: that of the trader in the middle.
pub fn value(source: Source, seed: u64, day: Day, model: &Model, condition: Condition) -> i64 {
	model.resale(seed, day, condition, broker(source).bias)
}

/// A broker's catalogue.
pub fn catalogue(source: Source, view: &View) -> Page {
	let day = as_of(view.unix);
	let models = models(view.added);
	let quotes: Vec<String> = models
		.iter()
		.enumerate()
		.filter(|_| !view.has(Rows::Gone))
		.flat_map(|(at, model)| {
			let here = view.at(at == 0);
			let models = &models;
			Condition::ALL
				.into_iter()
				.flat_map(move |condition| quotes(source, &here, day, model, models, condition))
		})
		.collect();
	let body =
		format!("{{\"as_of\":\"{}\",\"quotes\":[\n{}\n]}}\n", view.day(day), quotes.join(",\n"));
	Page::of(source, body)
}

/// Two quotes of each trader, as far below his price as above; of three traders, one in the middle.
fn quotes(
	source: Source,
	view: &View,
	day: Day,
	model: &Model,
	models: &[Model],
	condition: Condition,
) -> Vec<String> {
	let Some(sku) = &model.resale else { return Vec::new() };
	let priced = if view.has(Rows::PcieAsSxm) { models.get(1).unwrap_or(model) } else { model };
	let middle = value(source, view.seed, day, priced, condition);
	let quote = |venue: &str, cents: i64, quantity: i64| {
		let price = view.text(decimal(cents, 2));
		let values: [(&str, &dyn ToString); 5] = [
			("sku", sku),
			("condition", &condition.word()),
			("price", &price),
			("quantity", &quantity),
			("venue", &venue),
		];
		fill(QUOTE, &values)
	};
	let [low, mid, high] = broker(source).traders;
	let mut found: Vec<String> = [(low, -300), (mid, 0), (high, 400)]
		.into_iter()
		.flat_map(|(venue, basis_points)| {
			let price = middle + middle * basis_points / 10_000;
			let step = middle / 100;
			[quote(venue, price + step, 8), quote(venue, price - step, 64)]
		})
		.collect();
	if view.has(Rows::Conflict) {
		found.push(quote(mid, middle, 8));
	}
	found
}

#[cfg(test)]
mod tests {
	use super::super::plain;
	use super::*;
	use crate::gpu::MOST_ADDED;
	use serde_json::Value;

	#[test]
	fn catalogue_should_fit_its_limits_when_as_many_models_as_can_be_are_added() {
		let view = View { added: MOST_ADDED, ..plain(1, 1_786_492_799) };
		for source in [Source::ResaleA, Source::ResaleB, Source::ResaleC] {
			let page = catalogue(source, &view);
			assert!(page.body.len() < 262_144, "{}", page.body.len());
			let page: Value = serde_json::from_str(&page.body).unwrap();
			assert_eq!(page["quotes"].as_array().unwrap().len(), 110 * 18);
			assert_eq!(page["as_of"], "2026-08-07");
		}
	}

	#[test]
	fn value_should_differ_among_brokers_when_the_market_is_one() {
		let models = models(0);
		let day = Day::new(2026, 8, 7);
		let of = |source| value(source, 3, day, &models[0], Condition::Used);
		let (a, b, c) = (of(Source::ResaleA), of(Source::ResaleB), of(Source::ResaleC));
		assert!(b < a && a < c && (c - b) * 20 < a, "{a} {b} {c}");
		assert!(value(Source::ResaleA, 3, day, &models[0], Condition::New) > a);
	}

	#[test]
	fn as_of_should_be_the_last_friday_when_its_evening_has_come() {
		let friday = Day::new(2026, 8, 7);
		let ten = friday.0 * crate::date::SECONDS + 22 * 3_600;
		assert_eq!((as_of(ten), as_of(ten - 1)), (friday, friday.plus(-7)));
	}
}
