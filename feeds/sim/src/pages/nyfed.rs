//! The New York Fed's SOFR and EFFR: figures are JSON numbers.

use super::{fill, Page, Question};
use crate::{
	date::Day,
	noise::below,
	rates::{target, Overnight},
	scenario::Rows,
	source::Source,
	view::{float, View},
};

const RATE: &str = include_str!("../../fixtures/nyfed_rate.json");
/// Most days of one answer.
const MOST: usize = 1_000;

/// The days that are asked for, newest first.
fn days(question: &Question, what: &str, last: Day) -> Option<Vec<Day>> {
	let open =
		|first: Day, last: Day| (first.0..=last.0).rev().map(Day).filter(|day| day.is_open());
	let since = Day::new(2018, 4, 2);
	if what == "search.json" {
		let date = |name| question.get(name)?.parse::<Day>().ok();
		let (first, end) = (date("startDate")?, date("endDate")?);
		return Some(open(first.max(since), end.min(last)).take(MOST).collect());
	}
	let n = what.strip_prefix("last/")?.strip_suffix(".json")?.parse().ok()?;
	(1..=MOST).contains(&n).then(|| open(since, last).take(n).collect())
}

/// The rates of the last days, or of those between two dates.
pub fn rates(question: &Question, view: &View) -> Page {
	let path = question.path.trim_start_matches("/api/rates/");
	let (series, what) = match path.strip_prefix("secured/sofr/") {
		Some(what) => (Overnight::Sofr, what),
		None => match path.strip_prefix("unsecured/effr/") {
			Some(what) => (Overnight::Effr, what),
			None => return Page::html(404, "Not Found"),
		},
	};
	let newest = series.last_published(view.unix);
	let Some(days) = days(question, what, newest) else {
		return Page::refusal(400, "{\"message\":\"Bad Request\"}");
	};
	let rows: Vec<String> = days.iter().flat_map(|day| rows(series, view, *day, newest)).collect();
	Page::of(Source::NyFed, format!("{{\"refRates\":[{}]}}", rows.join(",")))
}

fn rows(series: Overnight, view: &View, day: Day, newest: Day) -> Vec<String> {
	let view = view.of_series(series == Overnight::Sofr).at(day == newest);
	let rate = view.rate(series.rate(view.seed, day), 1);
	let row = |rate: i64, revision| print(series, &view, day, rate, revision);
	if view.has(Rows::Revised) {
		return vec![row(rate, "R"), row(rate - 3, "")];
	}
	if view.has(Rows::Conflict) {
		return vec![row(rate + 1, ""), row(rate, "")];
	}
	vec![row(rate, "")]
}

fn print(series: Overnight, view: &View, day: Day, rate: i64, revision: &str) -> String {
	let (from, to) = target(view.seed, day);
	let (volume, target) = match series {
		Overnight::Sofr => (2_900 + below(view.seed, "sofr volume", day.0, 200), String::new()),
		Overnight::Effr => (
			100 + below(view.seed, "effr volume", day.0, 20),
			format!("\"targetRateFrom\":{},\"targetRateTo\":{},", float(from, 2), float(to, 2)),
		),
	};
	fill(
		RATE,
		&[
			("date", &view.day(day)),
			("type", &series.name()),
			("rate", &view.bare(float(rate, 2))),
			("p1", &float(rate - 5, 2)),
			("p25", &float(rate - 1, 2)),
			("p75", &float(rate + 4, 2)),
			("p99", &float(rate + 10, 2)),
			("target", &target),
			("volume", &volume),
			("revision", &revision),
		],
	)
}

#[cfg(test)]
mod tests {
	use super::super::{get, plain};
	use super::*;
	use serde_json::Value;

	fn ask(path: &str) -> Result<Vec<Value>, u16> {
		let unix = Day::new(2026, 8, 7).new_york(12, 0);
		let page = rates(&get(&format!("/api/rates/{path}")), &plain(0, unix));
		if page.status != 200 {
			return Err(page.status);
		}
		let answer: Value = serde_json::from_str(&page.body).unwrap();
		Ok(answer["refRates"].as_array().unwrap().clone())
	}

	#[test]
	fn rates_should_be_numbers_when_the_day_is_the_published_one() {
		let rows = ask("unsecured/effr/last/1.json").unwrap();
		assert_eq!(rows.len(), 1);
		assert_eq!(rows[0]["effectiveDate"], "2026-08-06");
		assert_eq!(rows[0]["percentRate"], 3.63);
		assert_eq!(
			(&rows[0]["targetRateFrom"], &rows[0]["targetRateTo"]),
			(&3.5.into(), &3.75.into())
		);
		let rows = ask("secured/sofr/last/5.json").unwrap();
		assert_eq!(rows.len(), 5);
		assert!(rows.iter().all(|row| row["type"] == "SOFR" && row["targetRateFrom"].is_null()));
	}

	#[test]
	fn rates_should_be_those_between_when_dates_are_given() {
		let days: Vec<_> = ask("secured/sofr/search.json?startDate=2026-07-02&endDate=2026-07-07")
			.unwrap()
			.iter()
			.map(|row| row["effectiveDate"].as_str().unwrap().to_string())
			.collect();
		assert_eq!(days, ["2026-07-07", "2026-07-06", "2026-07-02"]);
	}

	#[test]
	fn rates_should_be_refused_when_the_question_is_another() {
		for (path, status) in [
			("secured/bgcr/last/1.json", 404),
			("secured/sofr/last/0.json", 400),
			("secured/sofr/last/x.json", 400),
			("secured/sofr/search.json?startDate=2026-02-30&endDate=2026-03-02", 400),
			("unsecured/effr/latest.json", 400),
		] {
			assert_eq!(ask(path), Err(status), "{path}");
		}
	}
}
