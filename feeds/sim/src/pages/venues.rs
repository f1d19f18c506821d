//! The venues with one price for a model: RunPod, Ornn, Lambda and SF Compute.

use super::{fill, Page, Question};
use crate::{
	date::{timestamp, Day, SECONDS},
	gpu::{models, Hour, Model},
	scenario::{Effect, Rows, WrongDate},
	source::Source,
	view::{decimal, float, View},
};
use serde_json::Value;

const RUNPOD: &str = include_str!("../../fixtures/runpod_gpu_type.json");
const LAMBDA: &str = include_str!("../../fixtures/lambda_instance_type.json");
const ORNN: &str = include_str!("../../fixtures/ornn_daily.json");
const SFCOMPUTE: &str = include_str!("../../fixtures/sfcompute_quote.json");
/// GPUs of a node at SF Compute, and the longest block in seconds.
const NODE: i64 = 8;
const LONGEST: i64 = 30 * SECONDS;
const NULL: &str = "null";

/// Each model with the view of its figures: cases are about the first.
fn shown<'a>(view: &View, models: &'a [Model]) -> impl Iterator<Item = (View, &'a Model)> {
	let view = *view;
	models.iter().enumerate().map(move |(at, model)| (view.at(at == 0), model))
}

/// What an hour of a model costs, as the case has it.
fn hour(view: &View, model: &Model, models: &[Model], day: Day) -> Hour {
	let priced = if view.has(Rows::PcieAsSxm) { models.get(1).unwrap_or(model) } else { model };
	priced.hour(view.seed, day)
}

/// How many GPUs a price is for.
fn gpus(view: &View) -> i64 {
	if view.has(Rows::Machine) {
		8
	} else {
		1
	}
}

/// RunPod's GPU types, or its error for a question about anything else: with status 200 too.
pub fn runpod(question: &Question, view: &View) -> Page {
	let question: Value = serde_json::from_slice(&question.body).unwrap_or_default();
	if !question["query"].as_str().is_some_and(|query| query.contains("gpuTypes")) {
		return Page::of(Source::Runpod, GRAPHQL_ERRORS.into());
	}
	let models = models(view.added);
	let mut types = Vec::new();
	for (here, model) in shown(view, &models) {
		let Some(words) = &model.runpod else { continue };
		let hour = hour(&here, model, &models, view.today());
		let price = |cents: i64| match cents {
			0 => "0".to_string(),
			_ if view.has(Rows::Gone) => "0".into(),
			cents => here.bare(float(cents * gpus(&here), 2)),
		};
		let bid = match hour.community {
			0 => NULL.into(),
			cents => float(cents * 3 / 5, 2),
		};
		let least = if hour.community == 0 { hour.secure } else { hour.community };
		let stock = words.stock.as_ref().map_or(NULL.into(), |stock| format!("\"{stock}\""));
		let print = |secure: i64| {
			fill(
				RUNPOD,
				&[
					("id", &words.id),
					("display", &words.display),
					("memory", &words.memory),
					("secure", &price(secure)),
					("community", &price(hour.community)),
					("bid", &bid),
					("least", &float(least, 2)),
					("stock", &stock),
				],
			)
		};
		if here.has(Rows::Conflict) {
			types.push(print(hour.secure + 1));
		}
		types.push(print(hour.secure));
	}
	types.push(
		r#"{"id": "unknown", "displayName": "unknown", "memoryInGb": 0, "securePrice": 0, "communityPrice": null, "lowestPrice": {"minimumBidPrice": null, "uninterruptablePrice": null, "stockStatus": null}}"#
			.into(),
	);
	let body = format!("{{\"data\": {{\"gpuTypes\": [\n{}\n]}}}}\n", types.join(",\n"));
	Page::of(Source::Runpod, body)
}

/// What GraphQL says of a question that it cannot read.
pub const GRAPHQL_ERRORS: &str = r#"{"errors": [{"message": "Syntax Error: Unexpected <EOF>.", "extensions": {"code": "GRAPHQL_PARSE_FAILED"}}]}"#;

/// Lambda's instance types. Prices are for an instance, in whole cents. Any key will do, or none.
pub fn lambda(view: &View) -> Page {
	let models = models(view.added);
	let mut types = Vec::new();
	for (here, model) in shown(view, &models) {
		let Some(words) = &model.lambda else { continue };
		let hour = hour(&here, model, &models, view.today());
		let last = hour.lambda.last().copied().unwrap_or_default();
		let prices = hour.lambda.iter().copied().chain(std::iter::repeat(last));
		for (gpus_of, cents) in words.sizes.iter().zip(prices) {
			let print = |cents: i64| {
				let regions = if gpus_of % 2 == 0 {
					r#"[{"name": "us-west-3", "description": "Utah, USA"}]"#
				} else {
					"[]"
				};
				fill(
					LAMBDA,
					&[
						("gpus", gpus_of),
						("name", &words.name),
						("description", &words.description),
						("cents", &here.bare((cents * gpus_of * gpus(&here)).to_string())),
						("vcpus", &(26 * gpus_of)),
						("memory", &(225 * gpus_of)),
						("storage", &(2_816 * gpus_of)),
						("regions", &regions),
					],
				)
			};
			if here.has(Rows::Conflict) {
				types.push(print(cents + 1));
			}
			types.push(print(cents));
		}
	}
	if view.has(Rows::Gone) {
		types.clear();
	}
	Page::of(Source::Lambda, format!("{{\"data\": {{\n{}\n}}}}\n", types.join(",\n")))
}

/// Ornn's index of the day before. Needs a key.
pub fn ornn(question: &Question, view: &View) -> Page {
	if !question.has_key {
		return Page::refusal(401, r#"{"success":false,"error":"Unauthorized"}"#);
	}
	let models = models(view.added);
	let wanted = question.get("gpuType").unwrap_or_default();
	let found = shown(view, &models).find(|(_, model)| model.ornn.as_deref() == Some(wanted));
	let Some((here, model)) = found.filter(|_| !view.has(Rows::Gone)) else {
		let error = format!("No index data for GPU type {wanted}");
		let status = if view.has(Rows::Gone) { 200 } else { 404 };
		let error = serde_json::json!({ "success": false, "error": error });
		return Page { status, ..Page::refusal(404, &error.to_string()) };
	};
	let day = view.today().plus(-1);
	let cents = model.hour(view.seed, day).ornn * gpus(&here);
	let value = |cents: i64| format!("\"index_value\":{}", here.bare(float(cents, 2)));
	let mut values = vec![value(cents)];
	if here.has(Rows::Conflict) {
		values.push(value(cents + 1));
	}
	let body = fill(
		ORNN,
		&[("gpu_type", &wanted), ("values", &values.join(",")), ("date", &here.day(day))],
	);
	Page::of(Source::Ornn, body)
}

/// SF Compute's quote for a block, in cents. Any key will do, or none.
pub fn sfcompute(question: &Question, view: &View) -> Page {
	let number = |name| question.get(name).and_then(|text| text.parse::<i64>().ok());
	let moment = |name| {
		let text = question.get(name)?.strip_suffix("T00:00:00Z")?;
		text.parse::<Day>().ok()
	};
	let refuse = |message: &str| {
		let error = serde_json::json!({
			"error": { "type": "invalid_request_error", "message": message },
		});
		Page::refusal(400, &error.to_string())
	};
	let models = models(view.added);
	let wanted = question.get("instance_type").unwrap_or_default();
	let is_wanted = |model: &Model| model.sfcompute.iter().any(|name| name == wanted);
	let Some((here, model)) = shown(view, &models).find(|(_, model)| is_wanted(model)) else {
		return refuse(&format!("Unknown instance_type {wanted}."));
	};
	if question.get("side") != Some("buy") {
		return refuse("Only side=buy is quoted.");
	}
	let (quantity, seconds) =
		(number("quantity").unwrap_or(1), number("min_duration").unwrap_or(0));
	let Some(start) = moment("min_start_date").filter(|start| *start > view.today()) else {
		return refuse("min_start_date must be a midnight to come, as YYYY-MM-DDT00:00:00Z.");
	};
	if !(1..=1_000).contains(&quantity)
		|| !(3_600..=LONGEST).contains(&seconds)
		|| seconds % 3_600 != 0
	{
		return refuse("quantity must be from 1 to 1000, min_duration whole hours up to 30 days.");
	}
	if view.has(Rows::Gone) {
		return Page::of(
			Source::SfCompute,
			r#"{"object":"quote","side":"buy","quote":null}"#.into(),
		);
	}
	let hours = seconds / 3_600;
	let cents = model.hour(view.seed, view.today()).sfcompute * NODE * quantity * hours;
	let price = |cents: i64| format!("\"price\":{}", here.bare(decimal(cents, 0)));
	let mut prices = vec![price(cents)];
	if here.has(Rows::Conflict) {
		prices.push(price(cents + 1));
	}
	let late = if here.effect == Effect::Date(WrongDate::Future) { 7 } else { 0 };
	let end = timestamp((start.0 + late) * SECONDS + seconds).replace('Z', ".000Z");
	let body = fill(
		SFCOMPUTE,
		&[
			("prices", &prices.join(",")),
			("quantity", &quantity),
			("start", &format!("{}T00:00:00.000Z", here.day(start))),
			("end", &end),
			("instance_type", &wanted),
		],
	);
	Page::of(Source::SfCompute, body)
}

#[cfg(test)]
mod tests {
	use super::super::{get, plain};
	use super::*;

	const NOON: i64 = 20_676 * SECONDS + SECONDS / 2;

	fn json(page: &Page) -> Value {
		assert!(!page.body.contains("{{"), "{}", page.body);
		serde_json::from_str(&page.body).unwrap()
	}

	fn post(body: &str) -> Question {
		Question { is_post: true, body: body.into(), ..Question::default() }
	}

	#[test]
	fn runpod_should_answer_with_errors_when_the_question_is_another() {
		for question in ["", "{}", r#"{"query":"query { pods { id } }"}"#, "[1"] {
			let page = json(&runpod(&post(question), &plain(1, NOON)));
			assert!(page["errors"].is_array() && page["data"].is_null());
		}
	}

	#[test]
	fn prices_should_be_the_published_ones_when_the_seed_is_zero() {
		let page = json(&lambda(&plain(0, NOON)));
		let cents = |name| page["data"][name]["instance_type"]["price_cents_per_hour"].clone();
		assert_eq!(cents("gpu_1x_h100_sxm5"), 429);
		assert_eq!(cents("gpu_8x_h100_sxm5"), 3192);
		let page = json(&runpod(&post(r#"{"query":"{gpuTypes{id}}"}"#), &plain(0, NOON)));
		let types = page["data"]["gpuTypes"].as_array().unwrap();
		assert_eq!(
			(&types[0]["displayName"], &types[0]["communityPrice"]),
			(&"H100 SXM".into(), &2.69.into())
		);
		let h200 = types.iter().find(|kind| kind["id"] == "NVIDIA H200").unwrap();
		assert_eq!(
			(&h200["communityPrice"], &h200["lowestPrice"]["minimumBidPrice"]),
			(&0.into(), &Value::Null)
		);
	}

	#[test]
	fn ornn_should_need_a_key_and_a_known_type_when_asked() {
		let question = get("/api/daily-index-simple?gpuType=H100 SXM");
		assert_eq!(ornn(&question, &plain(0, NOON)).status, 401);
		let with_key = Question { has_key: true, ..question };
		let page = json(&ornn(&with_key, &plain(0, NOON + SECONDS)));
		assert_eq!(
			page["data"],
			serde_json::json!({
				"gpu_type": "H100 SXM", "index_value": 2.71, "date": "2026-08-11",
			})
		);
		let unknown = Question { query: vec![("gpuType".into(), "TPU".into())], ..with_key };
		let page = ornn(&unknown, &plain(0, NOON));
		assert_eq!((page.status, &json(&page)["success"]), (404, &false.into()));
	}

	#[test]
	fn sfcompute_should_quote_a_block_when_it_starts_later() {
		let ask = |start: &str, name: &str, rest: &str| {
			let query =
				format!("/v0/quote?side=buy&instance_type={name}&min_start_date={start}&{rest}");
			sfcompute(&get(&query), &plain(0, NOON))
		};
		let tomorrow = "2026-08-12T00:00:00Z";
		let page = json(&ask(tomorrow, "h100i", "quantity=1&min_duration=86400"));
		assert_eq!(
			page["quote"],
			serde_json::json!({
				"price": 40_512, "quantity": 1, "instance_type": "h100i",
				"start_at": "2026-08-12T00:00:00.000Z", "end_at": "2026-08-13T00:00:00.000Z",
			})
		);
		let two = json(&ask(tomorrow, "h100v", "quantity=2&min_duration=3600"));
		assert_eq!(two["quote"]["price"], 211 * 16);
		for (start, name, rest) in [
			(tomorrow, "x", "min_duration=3600"),
			(tomorrow, "h100i", "min_duration=1"),
			(tomorrow, "h100i", "quantity=0&min_duration=3600"),
			("2026-08-11T00:00:00Z", "h100i", "min_duration=3600"),
			("NOW", "h100i", "min_duration=3600"),
		] {
			let page = ask(start, name, rest);
			assert_eq!(page.status, 400);
			assert!(json(&page)["error"]["message"].is_string());
		}
	}
}
