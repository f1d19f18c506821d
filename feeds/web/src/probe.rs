//! Each source asked each question once, for people: is it there, is its answer what it should be, and what is to
//! be done if not.

use crate::{client::Exchange, Client};
use caliber_feeds_core::{
	ask, averages, fred,
	pipeline::{FetchError, Question},
	sku::{H100_SXM, SKUS},
	source::Request,
	treasury::par,
	Calendar, Condition, FeedError, FeedKey, ObsDay, OracleConfig, Source, SourceConfig, Tenor,
	Tier,
};
use futures::future::join_all;
use std::{borrow::Cow, fmt};

/// A question to one source, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
	/// Which.
	pub source: Source,
	/// What it was asked, without secrets.
	pub url: String,
	/// The status of its answer, if there was one.
	pub status: Option<u16>,
	/// Bytes of its answer, as far as it was read.
	pub bytes: usize,
	/// Milliseconds until it was read.
	pub millis: u128,
	/// What it says, or why not and what to do.
	pub says: Result<String, String>,
}

/// What every source said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table(pub Vec<Row>);

/// The feeds by which sources are tried, first what most of them know.
fn feeds() -> impl Iterator<Item = FeedKey> {
	let bills = [Tenor::W13, Tenor::W4, Tenor::W26, Tenor::W52].map(FeedKey::TBillDiscount);
	let hours = SKUS.iter().map(|sku| FeedKey::GpuHour { sku: sku.id, tier: Tier::OnDemand });
	let used = FeedKey::GpuResale { sku: H100_SXM.id, condition: Condition::Used };
	bills.into_iter().chain([FeedKey::Sofr, FeedKey::Effr]).chain(hours).chain([used])
}

/// Every known source at its own base. Those that need a key or a publisher say so.
pub fn every_source() -> OracleConfig {
	let sources = Source::ALL.iter().map(|source| SourceConfig::plain(*source, source.base()));
	OracleConfig { sources: sources.collect(), ..OracleConfig::default() }
}

/// Asks each source of a configuration every question that it may be asked, each once, all
/// together.
pub async fn probe(client: &Client, config: &OracleConfig, now: u64) -> Table {
	let tries = config.sources.iter().flat_map(|source| {
		let all = questions(source, now).into_iter();
		all.map(move |(feed, request)| try_source(client, (source, feed), request, now))
	});
	Table(join_all(tries).await)
}

/// What a source may be asked, each with the first feed that asks it; or the error of the first.
fn questions(
	config: &SourceConfig,
	now: u64,
) -> Vec<(Option<FeedKey>, Result<Request, FeedError>)> {
	let due = Calendar::US.expected(now);
	match config.source {
		Source::UstParXml => return vec![(None, Ok(par::request(due)))],
		Source::UstParCsv => return vec![(None, Ok(par::request_csv(due)))],
		Source::FiscalDataAverages => return vec![(None, Ok(averages::request()))],
		_ => {},
	}
	let key = std::str::from_utf8(&config.key).unwrap_or_default();
	let mut asked: Vec<(Option<FeedKey>, Result<Request, FeedError>)> = Vec::new();
	for feed in feeds().filter(|feed| ask::role(*feed, config.source).is_some()) {
		let request = ask::request(config.source, feed, now, &Calendar::US, key);
		let is_new = asked.iter().all(|(_, known)| *known != request);
		// A venue that has no word for a model is never asked for it.
		if is_new && request != Err(FeedError::Absent) {
			asked.push((Some(feed), request));
		}
	}
	asked
}

async fn try_source(
	client: &Client,
	(config, feed): (&SourceConfig, Option<FeedKey>),
	request: Result<Request, FeedError>,
	now: u64,
) -> Row {
	let source = config.source;
	let request = match request {
		Ok(request) => request,
		Err(error) => {
			let url = String::from_utf8_lossy(&config.base).into_owned();
			let says = Err(format!("{error}; {}", needs(source)));
			return Row { source, url, status: None, bytes: 0, millis: 0, says };
		},
	};
	let question = Question { config: Cow::Borrowed(config), request };
	let Exchange { status, took, answer } = client.exchange(&question).await;
	let says = match &answer {
		Ok(body) => match (read(source, feed, body, now), feed) {
			// Not every venue has every model.
			(Err(error @ (FeedError::Absent | FeedError::TooFew { .. })), Some(feed))
				if is_other_model(feed) =>
			{
				Ok(format!("{feed}: {error}, so nothing is said of it"))
			},
			(Err(error), _) => {
				Err(format!("{error}; {}", advice(source, FetchError::Answer(error))))
			},
			(Ok(says), _) => Ok(says),
		},
		Err(error) => Err(match error {
			FetchError::Answer(said) => format!("{said}; {}", advice(source, *error)),
			other => other.to_string(),
		}),
	};
	Row {
		source,
		url: without_key(&question),
		status,
		bytes: answer.map_or(0, |body| body.len()),
		millis: took.as_millis(),
		says,
	}
}

/// Whether a feed is of a model that a venue need not offer; each has H100s.
fn is_other_model(feed: FeedKey) -> bool {
	matches!(feed, FeedKey::GpuHour { sku, .. } if sku != H100_SXM.id)
}

fn read(source: Source, feed: Option<FeedKey>, body: &[u8], now: u64) -> Result<String, FeedError> {
	let calendar = &Calendar::US;
	match (source, feed) {
		(Source::FiscalDataAuctions | Source::TreasuryDirect, Some(_)) => {
			let held = caliber_feeds_core::auctions::parse(source, body)?;
			let last = caliber_feeds_core::auctions::latest(&held, Tenor::W4, now, calendar)?;
			Ok(format!(
				"4-week auction {} of {}: {} discount",
				last.cusip(),
				last.held,
				percent(last.discount.into())
			))
		},
		// It repeats a release of the day after.
		(Source::Fred, Some(feed)) => newest(feed, &fred::parse(body)?, now),
		(Source::FredCsv, Some(feed)) => newest(feed, &fred::parse_csv(body, feed)?, now),
		(source, Some(feed)) if matches!(ask::role(feed, source), Some(ask::Role::Venue)) => {
			let quote = ask::price(source, feed, body, now, calendar)?;
			let day = quote.day.unwrap_or(ObsDay::of(now));
			let value = dollars(feed, quote.value);
			Ok(format!("{feed}: {value} of {day}, from {} prices", quote.n))
		},
		(source, Some(feed)) => {
			let extract = ask::rate(source, feed, body, now, calendar)?;
			Ok(format!("{feed}: {} of {}", percent(extract.value), extract.obs_day))
		},
		(Source::UstParXml, None) => curve(&par::parse(body)?, now),
		(Source::UstParCsv, None) => curve(&par::parse_csv(body)?, now),
		(_, None) => {
			let averages = averages::parse(body)?;
			let last = averages::latest(&averages, now, calendar)?;
			Ok(format!("all bills: {} at {}", percent(last.rate.into()), last.month_end))
		},
	}
}

/// The newest point of a series, if it is of the last week.
fn newest(feed: FeedKey, points: &[fred::Point], now: u64) -> Result<String, FeedError> {
	let today = ObsDay::of(now);
	let point = points.last().filter(|point| point.day >= today.before(7));
	let point = point.ok_or(FeedError::Stale)?;
	if point.day > today {
		return Err(FeedError::Future);
	}
	Ok(format!("{feed}: {} of {}", percent(point.rate.into()), point.day))
}

fn curve(days: &[par::ParDay], now: u64) -> Result<String, FeedError> {
	let day = par::latest(days, now, &Calendar::US)?;
	let rate = day.rate(par::Term::M3)?;
	Ok(format!("3-month par yield: {} of {}", percent(rate.into()), day.day))
}

/// Parts per billion as percent, all digits that there are.
fn percent(ppb: i128) -> String {
	let sign = if ppb < 0 { "-" } else { "" };
	let text = format!("{sign}{}.{:07}", ppb.abs() / 10_000_000, ppb.abs() % 10_000_000);
	let short = text.trim_end_matches('0');
	format!("{} %", short.strip_suffix('.').unwrap_or(short))
}

fn dollars(feed: FeedKey, value: u64) -> String {
	match feed {
		FeedKey::GpuResale { .. } => format!("{}.{:02} USD", value / 100, value % 100),
		_ => format!("{}.{:06} USD", value / 1_000_000, value % 1_000_000),
	}
}

/// What a source that cannot even be asked lacks.
fn needs(source: Source) -> &'static str {
	match source {
		Source::Fred => {
			"it needs a key of 32 letters and digits: key = \"env:FRED_KEY\" in the oracle file"
		},
		_ => "name it in the oracle file",
	}
}

fn advice(source: Source, error: FetchError) -> &'static str {
	let FetchError::Answer(error) = error else { return "try again later" };
	match error {
		FeedError::Status(400 | 401 | 403) if wants_header(source) => {
			"give its key in the oracle file: header = { Authorization = \"env:NAME\" }"
		},
		FeedError::Status(401 | 403) => "it does not answer this machine; ask its operator",
		FeedError::Status(300..=399) => "it has moved: correct its base in the oracle file",
		FeedError::Status(404) => "the path is unknown there: correct its base, or its format changed",
		FeedError::Status(429) => "it is asked too often from this address; wait",
		FeedError::Status(500..=599) => "it is out of order; try again later",
		FeedError::ContentType | FeedError::Encoding => {
			"something else answers: look at the page for a login, a notice, or a proxy that changes it"
		},
		FeedError::Stale => "it has not published what is due; try again in an hour",
		FeedError::Future => "check the clock of this machine",
		FeedError::Refused => "read its answer: a wrong key, or a question that it no longer takes",
		FeedError::TooFew { .. } | FeedError::Absent => {
			"it has too few prices of this model now; try again later"
		},
		_ => "look at its answer; if it is right, its format has changed and the parser must follow",
	}
}

/// Whether a source wants a key in a header.
fn wants_header(source: Source) -> bool {
	matches!(source, Source::OrnnDaily | Source::LambdaInstances | Source::SfComputeQuote)
}

fn without_key(question: &Question<'_>) -> String {
	let url = question.url().unwrap_or_default();
	match std::str::from_utf8(&question.config.key) {
		Ok("") | Err(_) => url,
		Ok(key) => url.replace(key, "KEY"),
	}
}

impl Table {
	/// Whether each source said something that can be used.
	pub fn is_good(&self) -> bool {
		self.0.iter().all(|row| row.says.is_ok())
	}
}

impl fmt::Display for Table {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		let width = self.0.iter().map(|row| row.source.kind().len()).max().unwrap_or_default();
		for row in &self.0 {
			let status = row.status.map_or("-".into(), |status| status.to_string());
			let (mark, text) = match &row.says {
				Ok(text) => ("ok  ", text),
				Err(text) => ("FAIL", text),
			};
			let (kind, bytes, millis) = (row.source.kind(), row.bytes, row.millis);
			writeln!(f, "{mark} {kind:width$} {status:>3} {bytes:>7} B {millis:>5} ms  {text}")?;
			writeln!(f, "     {:width$} {}", "", row.url)?;
		}
		let good = self.0.iter().filter(|row| row.says.is_ok()).count();
		writeln!(f, "{good} of {} questions are answered well", self.0.len())
	}
}
