//! What each source answers at a moment.

mod auctions;
mod fred;
mod nyfed;
mod query;
mod resale;
mod tables;
mod treasury;
mod vast;
mod venues;

use crate::{source::Source, view::View};

pub use fred::{Series, SERIES};
pub use resale::{as_of, value as resale_value};
pub use venues::GRAPHQL_ERRORS;

/// What a source is asked.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Question {
	/// Whether it is a POST.
	pub is_post: bool,
	/// The path, without the query.
	pub path: String,
	/// Names and values of the query.
	pub query: Vec<(String, String)>,
	/// Whether there is an Authorization header with something in it.
	pub has_key: bool,
	/// The body.
	pub body: Vec<u8>,
}

impl Question {
	/// The first value of a name in the query.
	pub fn get(&self, name: &str) -> Option<&str> {
		self.query.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
	}
}

/// An answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page {
	/// The status.
	pub status: u16,
	/// The media type.
	pub media: &'static str,
	/// Further headers.
	pub headers: Vec<(&'static str, String)>,
	/// The body.
	pub body: String,
}

const FEED: &str = "/resource-center/data-chart-center/interest-rates/pages/xml";
const TABLE: &str = "/resource-center/data-chart-center/interest-rates/daily-treasury-rates.csv/";

impl Page {
	/// A true answer of a source.
	fn of(source: Source, body: String) -> Self {
		Self { status: 200, media: source.media(), headers: Vec::new(), body }
	}

	/// A source's way to refuse.
	fn refusal(status: u16, body: &str) -> Self {
		Self { status, media: "application/json", headers: Vec::new(), body: body.into() }
	}

	/// An HTML page.
	pub fn html(status: u16, text: &str) -> Self {
		Self {
			status,
			media: "text/html; charset=utf-8",
			headers: Vec::new(),
			body: format!("<!DOCTYPE html><html><body><h1>{text}</h1></body></html>\n"),
		}
	}
}

/// The source that a question is for, or what is answered where there is none.
pub fn find(question: &Question) -> Result<Source, Page> {
	let missing = || Page::html(404, "Page not found");
	let source = match question.path.as_str() {
		FEED => match question.get("data") {
			Some("daily_treasury_bill_rates") => Source::BillXml,
			Some("daily_treasury_yield_curve") => Source::ParXml,
			_ => return Err(missing()),
		},
		path if path.starts_with(TABLE) => match question.get("type") {
			Some("daily_treasury_bill_rates") => Source::BillCsv,
			Some("daily_treasury_yield_curve") => Source::ParCsv,
			_ => return Err(missing()),
		},
		path if path.starts_with("/api/rates/") => Source::NyFed,
		"/services/api/fiscal_service/v1/accounting/od/auctions_query" => Source::Auctions,
		"/services/api/fiscal_service/v2/accounting/od/avg_interest_rates" => Source::Averages,
		"/TA_WS/securities/auctioned" => Source::Direct,
		"/fred/series/observations" => Source::Fred,
		"/graph/fredgraph.csv" => Source::FredCsv,
		"/api/v0/bundles/" | "/api/v0/bundles" => Source::Vast,
		"/graphql" => Source::Runpod,
		"/api/daily-index-simple" => Source::Ornn,
		"/api/v1/instance-types" => Source::Lambda,
		"/v0/quote" => Source::SfCompute,
		"/v1/resale-catalogue.json" | "/resale-a/v1/resale-catalogue.json" => Source::ResaleA,
		"/resale-b/v1/resale-catalogue.json" => Source::ResaleB,
		"/resale-c/v1/resale-catalogue.json" => Source::ResaleC,
		_ => return Err(missing()),
	};
	let is_allowed = match source {
		Source::Vast => true,
		Source::Runpod => question.is_post,
		_ => !question.is_post,
	};
	if is_allowed {
		Ok(source)
	} else {
		Err(Page::html(405, "Method not allowed"))
	}
}

/// What a source answers.
pub fn answer(source: Source, question: &Question, view: &View) -> Page {
	match source {
		Source::BillXml | Source::ParXml => treasury::feed(source, question, view),
		Source::BillCsv | Source::ParCsv => tables::table(source, question, view),
		Source::Auctions => auctions::fiscal_data(question, view),
		Source::Averages => auctions::averages(question, view),
		Source::Direct => auctions::treasury_direct(question, view),
		Source::NyFed => nyfed::rates(question, view),
		Source::Fred => fred::observations(question, view),
		Source::FredCsv => fred::graph(question, view),
		Source::Vast => vast::bundles(question, view),
		Source::Runpod => venues::runpod(question, view),
		Source::Ornn => venues::ornn(question, view),
		Source::Lambda => venues::lambda(view),
		Source::SfCompute => venues::sfcompute(question, view),
		Source::ResaleA | Source::ResaleB | Source::ResaleC => resale::catalogue(source, view),
	}
}

/// A template with its names filled in.
fn fill(template: &str, values: &[(&str, &dyn ToString)]) -> String {
	values.iter().fold(template.trim_end().to_string(), |text, (name, value)| {
		text.replace(&format!("{{{{{name}}}}}"), &value.to_string())
	})
}

/// A question as a reader sends it.
#[cfg(test)]
fn get(path_and_query: &str) -> Question {
	let (path, query) = path_and_query.split_once('?').unwrap_or((path_and_query, ""));
	let pair = |text: &str| {
		let (name, value) = text.split_once('=').unwrap_or((text, ""));
		(name.to_string(), value.to_string())
	};
	Question {
		path: path.into(),
		query: query.split('&').filter(|text| !text.is_empty()).map(pair).collect(),
		..Question::default()
	}
}

/// An undisturbed view.
#[cfg(test)]
fn plain(seed: u64, unix: i64) -> View {
	View { seed, unix, added: 0, effect: crate::scenario::Effect::None, amount: None }
}
