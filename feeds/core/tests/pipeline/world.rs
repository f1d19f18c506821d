//! A chain that listens to one reporter, sources that answer as told, and a store.

use caliber_feeds_core::{
	pipeline::{Counters, FetchError, Note, Outcome, Question, Run, Statement, Store, Web},
	sku::{Sku, SKUS},
	Assignment, Demand, FeedKey, Known, Limits, ObsDay, OracleConfig, Said, Source, SourceConfig,
	Task, Tenor, Tier,
};
use caliber_finance::{
	bills,
	units::{Day, Ppb, Ppm},
};
use std::collections::BTreeMap;

pub const HOUR: u64 = 3_600;
pub const DAY: u64 = 86_400;
pub const W13: FeedKey = FeedKey::TBillDiscount(Tenor::W13);
pub const W13_CE: FeedKey = FeedKey::TBillCouponEq(Tenor::W13);
pub const GPU: FeedKey = FeedKey::GpuHour { sku: 1, tier: Tier::OnDemand };
/// Tuesday 2026-08-11.
pub const TUESDAY: ObsDay = ObsDay(20_676);
/// 23:45 of it: its bills are due.
pub const START: u64 = 20_676 * DAY + 85_500;
pub const VENUES: [Source; 3] =
	[Source::VastBundles, Source::RunpodGraphql, Source::LambdaInstances];

pub type Answer = Result<Vec<u8>, FetchError>;

pub fn good(text: impl Into<Vec<u8>>) -> Answer {
	Ok(text.into())
}

pub const DOWN: Answer = Err(FetchError::Io);

/// Mixes bytes; nobody attacks a test.
pub fn hash(bytes: &[u8]) -> [u8; 32] {
	let mut state = 0xcbf2_9ce4_8422_2325u64;
	let mut out = [0; 32];
	for (i, byte) in bytes.iter().chain(&[0; 32]).enumerate() {
		state = (state ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
		out[i % 32] ^= (state >> 32) as u8;
	}
	out
}

#[derive(Default)]
pub struct Script {
	pub answers: BTreeMap<Source, Answer>,
	/// Since the last time.
	pub asked: Vec<(Source, String)>,
}

impl Web for Script {
	fn ask(&mut self, questions: &[Question<'_>]) -> Vec<Answer> {
		self.asked.extend(questions.iter().map(|q| (q.source(), q.url().unwrap())));
		let answer = |q: &Question<'_>| self.answers.get(&q.source()).cloned().unwrap_or(DOWN);
		questions.iter().map(answer).collect()
	}
}

#[derive(Default)]
pub struct Shelf {
	values: BTreeMap<Vec<u8>, Vec<u8>>,
	/// Whether it keeps nothing more.
	pub is_full: bool,
}

impl Store for Shelf {
	fn get(&mut self, key: &[u8]) -> Option<Vec<u8>> {
		self.values.get(key).cloned()
	}

	fn set(&mut self, key: &[u8], value: &[u8]) {
		if !self.is_full {
			self.values.insert(key.into(), value.into());
		}
	}
}

pub struct World {
	pub now: u64,
	pub spread: u64,
	pub assignments: Vec<Assignment>,
	pub config: OracleConfig,
	pub skus: Vec<Sku<'static>>,
	pub web: Script,
	pub shelf: Shelf,
}

pub fn task(feed: FeedKey, poll: u64) -> Task {
	let demand = match feed {
		FeedKey::GpuHour { .. } => Demand { max_conf: Ppm(250_000), min_prices: 1 },
		FeedKey::GpuResale { .. } => Demand { max_conf: Ppm(250_000), min_prices: 5 },
		_ => Demand::OFFICIAL,
	};
	Task { feed, round: 1, poll, not_before: 0, demand, known: None, said: None }
}

impl World {
	/// One reporter on these feeds, whose sources are all down.
	pub fn new(tasks: Vec<Task>, sources: &[Source]) -> Self {
		let assignment = Assignment {
			genesis: [7; 32],
			set: 1,
			reporter: 0,
			key_generation: 0,
			closures: Vec::new(),
			tasks,
		};
		let plain = |source: &Source| SourceConfig::plain(*source, "https://source.test");
		let sources = sources.iter().map(plain).collect();
		Self {
			now: START,
			spread: 0,
			assignments: vec![assignment],
			config: OracleConfig { limits: Limits::MAX, sources },
			skus: SKUS.to_vec(),
			web: Script::default(),
			shelf: Shelf::default(),
		}
	}

	/// Both rates of the 13-week bill from its publisher, hourly.
	pub fn bill() -> Self {
		let tasks = vec![task(W13, HOUR), task(W13_CE, HOUR)];
		let mut world = Self::new(tasks, &[Source::UstBillXml]);
		world.answer(Source::UstBillXml, good(bill_page(TUESDAY, 37_400_000)));
		world
	}

	/// An H100's hour from three venues, every six hours.
	pub fn gpu() -> Self {
		let mut world = Self::new(vec![task(GPU, 6 * HOUR)], &VENUES);
		for venue in VENUES {
			world.answer(venue, good(venue_page(venue)));
		}
		world
	}

	pub fn answer(&mut self, source: Source, answer: Answer) {
		self.web.answers.insert(source, answer);
	}

	pub fn task(&mut self, feed: FeedKey) -> &mut Task {
		self.assignments[0].tasks.iter_mut().find(|task| task.feed == feed).unwrap()
	}

	pub fn perform(&mut self) -> Outcome {
		let Self { now, spread, assignments, config, skus, web, shelf } = self;
		let run = Run { assignments, config, skus, now: *now, spread: *spread, hash };
		run.perform(web, shelf)
	}

	/// The chain refuses what the first reporter has said.
	pub fn refuse(&mut self, said: &[Statement]) {
		let Self { now, spread, assignments, config, skus, shelf, .. } = self;
		let run = Run { assignments, config, skus, now: *now, spread: *spread, hash };
		run.take_back(&[(0, said.to_vec())], shelf);
	}

	/// What the first reporter says after so many seconds, for the first time or again.
	pub fn after(&mut self, seconds: u64) -> Vec<Statement> {
		self.now += seconds;
		let Outcome { statements, again, .. } = self.perform();
		statements.into_iter().chain(again).flat_map(|(_, said)| said).collect()
	}

	/// The notes of a run after so many seconds.
	pub fn notes_after(&mut self, seconds: u64) -> Vec<Note> {
		self.now += seconds;
		self.perform().notes
	}

	/// The chain takes in what was said.
	pub fn hear(&mut self, said: &[Statement]) {
		for Statement { observation, .. } in said {
			self.task(observation.feed).said = Some(Said {
				day: observation.obs_day,
				correction: observation.round,
				value: i64::try_from(observation.value).unwrap(),
				sources: observation.sources,
			});
		}
	}

	/// A quorum agrees with what was said.
	pub fn agree(&mut self, said: &[Statement]) {
		for Statement { observation, .. } in said {
			let observed = match observation.feed {
				FeedKey::GpuHour { .. } | FeedKey::GpuResale { .. } => observation.fetched_at,
				_ => observation.obs_day.start(),
			};
			let known = Known {
				day: observation.obs_day,
				value: i64::try_from(observation.value).unwrap(),
				observed,
				is_suspect: false,
				is_open: true,
			};
			let task = self.task(observation.feed);
			(task.known, task.said, task.round) = (Some(known), None, task.round + 1);
		}
	}

	/// Who was asked since the last time, once each.
	pub fn asked(&mut self) -> Vec<Source> {
		let mut asked: Vec<_> = self.questions().into_iter().map(|(source, _)| source).collect();
		asked.sort();
		asked.dedup();
		asked
	}

	/// What was asked since the last time.
	pub fn questions(&mut self) -> Vec<(Source, String)> {
		std::mem::take(&mut self.web.asked)
	}

	pub fn counters(&mut self) -> Counters {
		Counters::load(&mut self.shelf)
	}
}

/// Feeds and values of what was said.
pub fn values(said: &[Statement]) -> Vec<(FeedKey, i128)> {
	said.iter().map(|said| (said.observation.feed, said.observation.value)).collect()
}

/// A rate in percent, two digits.
fn percent(ppb: u64) -> String {
	let hundredths = (ppb + 50_000) / 100_000;
	format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// The coupon equivalent of a discount over a nominal term.
pub fn equivalent(day: ObsDay, discount: u64, tenor: Tenor) -> u64 {
	let price = bills::price(Ppb(discount), tenor.days()).unwrap();
	let year = bills::year_days(Day(day.0));
	bills::investment_yield(price, tenor.days(), year).unwrap().get()
}

/// The Treasury's page of one day with one discount for all bills, by the publisher's rule.
pub fn bill_page(day: ObsDay, discount: u64) -> String {
	let quotes: String = Tenor::ALL
		.into_iter()
		.map(|tenor| {
			let weeks = tenor.weeks();
			let (close, yearly) = (percent(discount), percent(equivalent(day, discount, tenor)));
			format!(
				"<d:ROUND_B1_CLOSE_{weeks}WK_2>{close}</d:ROUND_B1_CLOSE_{weeks}WK_2>\
				 <d:ROUND_B1_YIELD_{weeks}WK_2>{yearly}</d:ROUND_B1_YIELD_{weeks}WK_2>"
			)
		})
		.collect();
	format!(
		"<?xml version=\"1.0\"?><feed xmlns:d=\"http://schemas.microsoft.com/ado/2007/08/dataservices\" \
		 xmlns:m=\"http://schemas.microsoft.com/ado/2007/08/dataservices/metadata\" \
		 xmlns=\"http://www.w3.org/2005/Atom\"><entry><content type=\"application/xml\">\
		 <m:properties><d:INDEX_DATE>{day}T00:00:00</d:INDEX_DATE>{quotes}</m:properties>\
		 </content></entry></feed>"
	)
}

/// The publisher's table of the same.
pub fn bill_table(day: ObsDay, discount: u64) -> String {
	let (year, month, date) = day.civil();
	let close = percent(discount);
	let yearly = percent(equivalent(day, discount, Tenor::W13));
	format!(
		"Date,\"13 WEEKS BANK DISCOUNT\",\"13 WEEKS COUPON EQUIVALENT\"\n\
		 {month:02}/{date:02}/{year:04},{close},{yearly}\n"
	)
}

/// What FRED repeats of it.
pub fn series(day: ObsDay, discount: u64) -> String {
	format!("observation_date,DTB3\n{day},{}\n", percent(discount))
}

/// SOFR of a day.
pub fn sofr_page(day: ObsDay, rate: u64) -> String {
	format!(
		"{{\"refRates\":[{{\"effectiveDate\":\"{day}\",\"type\":\"SOFR\",\"percentRate\":{},\
		 \"revisionIndicator\":\"\"}}]}}",
		percent(rate)
	)
}

/// What a venue says of H100s.
pub fn venue_page(venue: Source) -> &'static str {
	match venue {
		Source::VastBundles => include_str!("../fixtures/vast_bundles.json"),
		Source::RunpodGraphql => include_str!("../fixtures/runpod_gpu_types.json"),
		Source::LambdaInstances => include_str!("../fixtures/lambda_instance_types.json"),
		other => panic!("no page of {other:?}"),
	}
}
