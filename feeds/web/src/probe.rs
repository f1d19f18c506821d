//! Each source asked once, for people: is it there, is its answer what it should be, and what is to
//! be done if not.

use crate::{client::Exchange, Client};
use caliber_feeds_core::{
	ask, averages,
	pipeline::{FetchError, Question},
	source::Request,
	treasury::par,
	Calendar, Condition, FeedError, FeedKey, ObsDay, OracleConfig, Source, SourceConfig, Tenor,
	Tier,
};
use futures::future::join_all;
use std::{borrow::Cow, fmt};

/// What one source was asked, and what it says.
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
const FEEDS: [FeedKey; 6] = [
	FeedKey::TBillDiscount(Tenor::W13),
	FeedKey::TBillDiscount(Tenor::W4),
	FeedKey::Sofr,
	FeedKey::Effr,
	FeedKey::GpuHour { sku: 1, tier: Tier::OnDemand },
	FeedKey::GpuResale { sku: 1, condition: Condition::Used },
];

/// Every known source at its own base. Those that need a key or a publisher say so.
pub fn every_source() -> OracleConfig {
	let sources = Source::ALL.iter().map(|source| SourceConfig::plain(*source, source.base()));
	OracleConfig { sources: sources.collect(), ..OracleConfig::default() }
}

/// Asks each source of a configuration once, all together.
pub async fn probe(client: &Client, config: &OracleConfig, now: u64) -> Table {
	let rows = config.sources.iter().map(|source| try_source(client, source, now));
	Table(join_all(rows).await)
}

async fn try_source(client: &Client, config: &SourceConfig, now: u64) -> Row {
	let source = config.source;
	let feed = FEEDS.into_iter().find(|feed| ask::role(*feed, source).is_some());
	let request = match request(config, feed, now) {
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
		Ok(body) => read(source, feed, body, now)
			.map_err(|error| format!("{error}; {}", advice(source, FetchError::Answer(error)))),
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

fn request(config: &SourceConfig, feed: Option<FeedKey>, now: u64) -> Result<Request, FeedError> {
	let due = Calendar::US.expected(now);
	match (config.source, feed) {
		(source, Some(feed)) => {
			let key = std::str::from_utf8(&config.key).unwrap_or_default();
			ask::request(source, feed, now, &Calendar::US, key)
		},
		(Source::UstParXml, None) => Ok(par::request(due)),
		(Source::UstParCsv, None) => Ok(par::request_csv(due)),
		(_, None) => Ok(averages::request()),
	}
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
		(source, Some(feed)) if matches!(ask::role(feed, source), Some(ask::Role::Venue)) => {
			let quote = ask::price(source, feed, body, now, calendar)?;
			let day = quote.day.unwrap_or(ObsDay::of(now));
			Ok(format!(
				"{}: {} of {day}, from {} prices",
				name(feed),
				dollars(feed, quote.value),
				quote.n
			))
		},
		(source, Some(feed)) => {
			let extract = ask::rate(source, feed, body, now, calendar)?;
			Ok(format!("{}: {} of {}", name(feed), percent(extract.value), extract.obs_day))
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

fn curve(days: &[par::ParDay], now: u64) -> Result<String, FeedError> {
	let day = par::latest(days, now, &Calendar::US)?;
	let rate = day.rate(par::Term::M3)?;
	Ok(format!("3-month par yield: {} of {}", percent(rate.into()), day.day))
}

fn name(feed: FeedKey) -> &'static str {
	match feed {
		FeedKey::TBillDiscount(Tenor::W13) => "13-week discount",
		FeedKey::TBillDiscount(_) | FeedKey::TBillCouponEq(_) => "bill rate",
		FeedKey::Sofr => "SOFR",
		FeedKey::Effr => "EFFR",
		FeedKey::GpuHour { .. } => "H100 SXM hour",
		FeedKey::GpuResale { .. } => "used H100 SXM",
	}
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
		writeln!(f, "{good} of {} sources answer well", self.0.len())
	}
}
