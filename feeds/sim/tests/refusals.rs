//! What the parsers of the chain make of each scenario: a refusal, or the truth.

mod common;

use caliber_feed_sim::scenario::{Case, Effect, CASES};
use caliber_feeds_core::{
	ask, averages, gpu,
	source::{Method, Request},
	treasury, Calendar, Condition, FeedError, FeedKey, ObsDay, Source, Tenor, Tier,
};
use common::{folder, Sim, KEY};
use std::time::Duration;

const US: Calendar<'static> = Calendar::US;
/// A Monday on which bills of 13 weeks were sold: every official source speaks of the due day.
const MONDAY: &str = "2026-08-10";

/// The feed by which a source is tried, if it answers for one.
fn feed(source: Source) -> Option<FeedKey> {
	Some(match source {
		Source::UstBillXml
		| Source::UstBillCsv
		| Source::FiscalDataAuctions
		| Source::TreasuryDirect => FeedKey::TBillDiscount(Tenor::W13),
		Source::NyFed | Source::Fred | Source::FredCsv => FeedKey::Sofr,
		Source::ResaleCatalogue | Source::ResaleCatalogueB | Source::ResaleCatalogueC => {
			FeedKey::GpuResale { sku: 1, condition: Condition::Used }
		},
		source if gpu::request(source, &caliber_feeds_core::sku::H100_SXM, 0).is_ok() => {
			FeedKey::GpuHour { sku: 1, tier: Tier::OnDemand }
		},
		_ => return None,
	})
}

fn ask_sim(sim: &Sim, source: Source, request: &Request) -> Result<Vec<u8>, FeedError> {
	let method = match request.method {
		Method::Get => "GET",
		Method::Post => "POST",
	};
	let mut headers = request.headers.clone();
	headers.push(("Authorization", "Bearer any"));
	let path = format!("{}{}", folder(source.kind()), request.path_and_query);
	let answer = sim
		.try_ask(method, &path, &headers, &request.body, Duration::from_secs(60))
		.expect("a head");
	let (media, encoding) = (answer.header("content-type"), answer.header("content-encoding"));
	source.check_head(answer.status, media, encoding)?;
	Ok(answer.body)
}

/// The value that a reader takes from a source: of its feed, of the three-month par yield, of the
/// last average.
fn read(sim: &Sim, source: Source, now: u64) -> Result<i128, FeedError> {
	use treasury::par;
	let due = US.expected(now);
	if let Some(feed) = feed(source) {
		let request = ask::request(source, feed, now, &US, KEY)?;
		let body = ask_sim(sim, source, &request)?;
		return match feed {
			FeedKey::GpuHour { .. } | FeedKey::GpuResale { .. } => {
				let quote = ask::price(source, feed, &body, now, &US)?;
				let today = ObsDay::of(now);
				caliber_feeds_core::combine::Combined::market(feed, today, &[quote])?;
				Ok(quote.value.into())
			},
			_ => ask::rate(source, feed, &body, now, &US).map(|extract| extract.value),
		};
	}
	match source {
		Source::UstParXml => {
			let days = par::parse(&ask_sim(sim, source, &par::request(due))?)?;
			par::latest(&days, now, &US)?.rate(par::Term::M3).map(i128::from)
		},
		Source::UstParCsv => {
			let days = par::parse_csv(&ask_sim(sim, source, &par::request_csv(due))?)?;
			par::latest(&days, now, &US)?.rate(par::Term::M3).map(i128::from)
		},
		_ => {
			let months = averages::parse(&ask_sim(sim, source, &averages::request())?)?;
			averages::latest(&months, now, &US).map(|month| month.rate.into())
		},
	}
}

/// Whether what a parser takes from this scenario is not the truth. What it cannot know is for
/// others to see: the step from the last value, the other venues, SOFR beside the bill.
fn deceives(case: &Case, source: Source) -> bool {
	match case.name {
		// Discount and coupon equivalent slip together; an auction has its price beside them.
		"fraction-for-percent" => {
			!matches!(source, Source::FiscalDataAuctions | Source::TreasuryDirect)
		},
		"pcie-as-sxm" | "fake-listings" | "machine-price" => true,
		// The table does not say when a bill matures, and at 3.5 % the yields of the two are no
		// further apart than rounding and the days that a bill may have left.
		"four-weeks-as-thirteen" => source == Source::UstBillCsv,
		_ => matches!(case.effect, Effect::Value(_)),
	}
}

/// Whether a source has a new value every business day, and says of which.
fn is_daily(source: Source) -> bool {
	feed(source)
		.is_some_and(|feed| !matches!(feed, FeedKey::GpuHour { .. } | FeedKey::GpuResale { .. }))
		|| matches!(source, Source::UstParXml | Source::UstParCsv)
}

/// Whether this is what a reader should make of a scenario.
fn is_right(case: &Case, source: Source, truth: i128, found: Result<i128, FeedError>) -> bool {
	match (case.effect, found) {
		(Effect::Age(_), found) if is_daily(source) => found == Err(FeedError::Stale),
		// A price without a day, or of a week or a month, is as good as any.
		(Effect::Age(_), _) => true,
		// The month before is still good enough.
		(Effect::Spelling(_), Ok(_)) if source == Source::FiscalDataAverages => {
			matches!(
				case.name,
				"number-null-text" | "number-dot" | "number-empty" | "fraction-for-percent"
			)
		},
		(_, found) if deceives(case, source) => found.is_ok_and(|value| value != truth),
		_ if matches!(case.name, "revised-pair" | "missing-length") => found == Ok(truth),
		// A table begins with what is newest, so that its end may be missing.
		(Effect::Wire(_) | Effect::Text(_), Ok(value)) => {
			value == truth && source.media_types()[0] == "text/csv"
		},
		(_, found) => found.is_err(),
	}
}

#[test]
fn parsers_should_refuse_or_read_the_truth_when_a_scenario_is_armed() {
	let sim = Sim::start(&["--seed", "2", "--as-of", MONDAY]);
	let now = sim.truth()["unix"].as_u64().unwrap();
	let mut wrong = Vec::new();
	for source in Source::ALL {
		let kind = source.kind();
		let truth = read(&sim, source, now).expect(kind);
		for case in CASES.iter().filter(|case| case.fits.iter().any(|fit| fit.kind() == kind)) {
			// The body limit, the deadline and the length are the reader's, not the parsers'.
			if matches!(
				case.name,
				"hang" | "slow-loris" | "huge-body" | "long-length" | "frozen-cdn"
			) {
				continue;
			}
			sim.fault(kind, case.name);
			let found = read(&sim, source, now);
			if !is_right(case, source, truth, found) {
				wrong.push(format!("{kind} {}: {found:?}", case.name));
			}
			sim.fault(kind, "off");
		}
	}
	assert!(wrong.is_empty(), "{wrong:#?}");
}
