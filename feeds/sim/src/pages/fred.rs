//! FRED's series, as JSON with a key and as CSV without. A day without a value is a point.

use super::{fill, Page, Question};
use crate::{
	bills::{publication, quoted},
	date::Day,
	noise::pick,
	rates::Overnight,
	scenario::Rows,
	source::Source,
	view::{decimal, View},
};

const OBSERVATIONS: &str = include_str!("../../fixtures/fred_observations.json");
/// Most rows of a JSON answer.
const MOST: usize = 100_000;
/// Hours after the New York Fed's publication.
const LAG: i64 = 3_600;
/// What a missing value is.
const MISSING: &str = ".";

/// A daily series.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Series {
	/// Bank discount of the bill of so many weeks, from the H.15 release.
	Bill(i64),
	/// From the New York Fed.
	Overnight(Overnight),
}

/// Every series.
pub const SERIES: [Series; 6] = [
	Series::Bill(4),
	Series::Bill(13),
	Series::Bill(26),
	Series::Bill(52),
	Series::Overnight(Overnight::Sofr),
	Series::Overnight(Overnight::Effr),
];

impl Series {
	/// Its name.
	pub fn id(self) -> &'static str {
		match self {
			Self::Bill(4) => "DTB4WK",
			Self::Bill(13) => "DTB3",
			Self::Bill(26) => "DTB6",
			Self::Bill(_) => "DTB1YR",
			Self::Overnight(rate) => rate.name(),
		}
	}

	/// The series of this name.
	pub fn named(id: &str) -> Option<Self> {
		SERIES.into_iter().find(|series| series.id() == id)
	}

	/// The value of a day in basis points. The release rounds and averages on its own.
	pub fn value(self, seed: u64, day: Day) -> Option<i64> {
		match self {
			Self::Bill(weeks) => quoted(seed, day, weeks)
				.map(|bill| bill.discount + pick(seed, "h15", day.0 * 64 + weeks, 1)),
			Self::Overnight(rate) => day.is_open().then(|| rate.rate(seed, day)),
		}
	}

	/// When the value of a day is out: the H.15 release follows on the next business day.
	fn publication(self, seed: u64, day: Day) -> i64 {
		match self {
			Self::Bill(_) => publication(seed, day.plus(1).open_from()) + LAG,
			Self::Overnight(rate) => rate.publication(day) + LAG,
		}
	}

	/// The last day whose value is out at a moment.
	pub fn last_published(self, seed: u64, unix: i64) -> Day {
		(0..)
			.map(|n| Day::of(unix).plus(-n))
			.find(|day| day.is_open() && self.publication(seed, *day) <= unix)
			.unwrap_or(Day::of(unix))
	}
}

/// A day and its value, as they are printed.
type Point = (String, String);

/// The points from `first` to `end`, oldest first: one for each weekday, holidays too.
fn points(series: Series, view: &View, first: Day, end: Day) -> Vec<Point> {
	let view = view.of_series(series == Series::Overnight(Overnight::Sofr));
	let newest = series.last_published(view.seed, view.unix);
	(first.max(Day::new(2002, 1, 2)).0..=end.min(newest).0)
		.map(Day)
		.filter(|day| day.weekday() < 5)
		.flat_map(|day| {
			let here = view.at(day == newest);
			let value = series.value(view.seed, day).filter(|_| !here.has(Rows::Blank));
			let print = |rate| here.text(decimal(here.rate(rate, 1), 2));
			let point = |value: Option<i64>| (here.day(day), value.map_or(MISSING.into(), print));
			match value {
				Some(rate) if here.has(Rows::Conflict) => {
					vec![point(Some(rate + 1)), point(Some(rate))]
				},
				value => vec![point(value)],
			}
		})
		.collect()
}

fn error(message: &str) -> Page {
	let error = serde_json::json!({
		"error_code": 400,
		"error_message": format!("Bad Request.  {message}"),
	});
	Page::refusal(400, &error.to_string())
}

/// A date of the question, or the usual one.
fn date(question: &Question, name: &str, usual: Day) -> Option<Day> {
	question.get(name).map_or(Some(usual), |text| text.parse().ok())
}

/// Observations of a series.
pub fn observations(question: &Question, view: &View) -> Page {
	let is_key = |key: &str| key.len() == 32 && key.bytes().all(|b| b.is_ascii_alphanumeric());
	match question.get("api_key") {
		None => return error("The variable api_key is not set.  Read https://fred.stlouisfed.org/docs/api/api_key.html for more information."),
		Some(key) if !is_key(key) => return error("The value for variable api_key is not a 32 character alpha-numeric lower-case string.  Read https://fred.stlouisfed.org/docs/api/api_key.html for more information."),
		Some(_) => {},
	}
	if question.get("file_type") != Some("json") {
		return error("This simulation knows only file_type=json.");
	}
	let Some(series) = question.get("series_id").and_then(Series::named) else {
		return error("The series does not exist.");
	};
	let open_end = Day::new(9999, 12, 31);
	let dates = (
		date(question, "observation_start", Day::new(1776, 7, 4)),
		date(question, "observation_end", open_end),
	);
	let (Some(first), Some(end)) = dates else {
		return error("Variable observation_start or observation_end is not a date.");
	};
	let limit = question.get("limit").map_or(Some(MOST), |text| text.parse().ok());
	let Some(limit) = limit.filter(|limit| (1..=MOST).contains(limit)) else {
		return error("Variable limit is not between 1 and 100000.");
	};
	let order = question.get("sort_order").unwrap_or("asc");
	let mut points = points(series, view, first, end);
	if order == "desc" {
		points.reverse();
	}
	let count = points.len();
	let today = view.today();
	let rows: Vec<String> = points
		.iter()
		.take(limit)
		.map(|(day, value)| {
			format!("{{\"realtime_start\":\"{today}\",\"realtime_end\":\"{today}\",\"date\":\"{day}\",\"value\":\"{value}\"}}")
		})
		.collect();
	let body = fill(
		OBSERVATIONS,
		&[
			("today", &today),
			("start", &first),
			("end", &end),
			("order", &order),
			("count", &count),
			("limit", &limit),
			("rows", &rows.join(",")),
		],
	);
	Page::of(Source::Fred, body)
}

/// The table of a series; an HTML page where there is none.
pub fn graph(question: &Question, view: &View) -> Page {
	let found = question.get("id").and_then(|id| Some((id, Series::named(id)?)));
	let dates = (
		date(question, "cosd", Day::new(1776, 7, 4)),
		date(question, "coed", Day::new(9999, 12, 31)),
	);
	let (Some((id, series)), (Some(first), Some(end))) = (found, dates) else {
		return Page::html(404, "Page not found");
	};
	let rows: String = points(series, view, first, end)
		.iter()
		.map(|(day, value)| format!("{day},{value}\n"))
		.collect();
	Page::of(Source::FredCsv, format!("observation_date,{id}\n{rows}"))
}

#[cfg(test)]
mod tests {
	use super::super::{get, plain};
	use super::*;
	use serde_json::Value;

	const KEY: &str = "abcdefghijklmnopqrstuvwxyz012345";

	fn at(day: &str) -> View {
		plain(0, day.parse::<Day>().unwrap().new_york(18, 0))
	}

	#[test]
	fn observations_should_have_a_point_when_the_day_is_a_holiday() {
		let query =
			format!("/x?series_id=DTB3&api_key={KEY}&file_type=json&sort_order=desc&limit=4");
		let page = observations(&get(&query), &at("2026-09-09"));
		let answer: Value = serde_json::from_str(&page.body).unwrap();
		let rows = answer["observations"].as_array().unwrap();
		let days: Vec<_> = rows.iter().map(|row| row["date"].as_str().unwrap()).collect();
		// The release of the 9th tells the 8th.
		assert_eq!(days, ["2026-09-08", "2026-09-07", "2026-09-04", "2026-09-03"]);
		assert_eq!(rows[1]["value"], ".");
		assert_eq!(rows[0]["value"].as_str().unwrap().len(), 4);
		assert_eq!(answer["realtime_start"], "2026-09-09");
	}

	#[test]
	fn observations_should_be_refused_when_the_question_is_wrong() {
		for query in [
			"series_id=DTB3&file_type=json".to_string(),
			"series_id=DTB3&file_type=json&api_key=short".into(),
			format!("series_id=DTB3&api_key={KEY}"),
			format!("series_id=X&file_type=json&api_key={KEY}"),
			format!("series_id=DTB3&file_type=json&api_key={KEY}&limit=0"),
			format!("series_id=DTB3&file_type=json&api_key={KEY}&observation_start=x"),
		] {
			let page = observations(&get(&format!("/x?{query}")), &at("2026-09-09"));
			let answer: Value = serde_json::from_str(&page.body).unwrap();
			assert_eq!((page.status, &answer["error_code"]), (400, &400.into()), "{query}");
			assert!(answer["error_message"].as_str().unwrap().starts_with("Bad Request."));
		}
	}

	#[test]
	fn graph_should_be_a_table_when_the_series_exists() {
		let page = graph(&get("/x?id=SOFR&cosd=2026-09-03"), &at("2026-09-09"));
		let lines: Vec<_> = page.body.lines().collect();
		assert_eq!(lines[0], "observation_date,SOFR");
		assert_eq!(lines[3], "2026-09-07,.");
		assert!(lines[4].starts_with("2026-09-08,3."));
		assert_eq!(lines.len(), 5);
		assert_eq!(graph(&get("/x?id=X"), &at("2026-09-09")).status, 404);
	}
}
