//! One sealed node that holds the keys of four reporters, and one `feed-sim`.

use crate::{
	chain::{as_root, authorised, failure},
	http::free_port,
	loan::{self, Ground},
	programs::{Node, Sim},
};
use caliber_feeds_core::{
	config::COUNTERS_KEY, pipeline::Counters, sku::H100_SXM, Calendar, Condition, FeedKey, ObsDay,
	Observation, Source, Tenor, Tier,
};
use caliber_primitives::{
	ids::{ReporterIndex, SetId},
	units::Seconds,
};
use caliber_runtime::{Hash, RuntimeCall, RuntimeEvent};
use codec::Encode;
use pallet_feeds::{Agreed, AuthoritySignature, FeedStatus, Report, Statement, KEY_TYPE};
use serde_json::{json, Value};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave};
use std::{
	path::{Path, PathBuf},
	thread::sleep,
	time::{Duration, Instant},
};

/// The reporters.
pub const REPORTERS: [Sr25519Keyring; 4] = [Alice, Bob, Charlie, Dave];
/// The sources that the node asks, with the prefix of their bases.
pub const SOURCES: [(&str, &str); 10] = [
	("ust-bill-xml", ""),
	("nyfed", ""),
	("vast-bundles", ""),
	("runpod-graphql", ""),
	("lambda-instance-types", ""),
	("resale-catalogue", "/resale-a"),
	("resale-catalogue-b", "/resale-b"),
	("resale-catalogue-c", "/resale-c"),
	("fiscaldata-auctions", ""),
	("treasurydirect-auctioned", ""),
];
/// The venues of a GPU-hour.
pub const VENUES: [&str; 3] = ["vast-bundles", "runpod-graphql", "lambda-instance-types"];
/// All who know a rate of bills.
pub const BILL_SOURCES: [&str; 3] = [BILLS, "fiscaldata-auctions", "treasurydirect-auctioned"];
/// The publisher of bills.
pub const BILLS: &str = "ust-bill-xml";
/// The publisher of SOFR.
pub const FED: &str = "nyfed";

/// A feed and what the table calls it.
pub type Watched = (&'static str, FeedKey);
pub const W13: Watched = ("13-week bill", FeedKey::TBillDiscount(Tenor::W13));
pub const W26: Watched = ("26-week bill", FeedKey::TBillDiscount(Tenor::W26));
pub const SOFR: Watched = ("SOFR", FeedKey::Sofr);
pub const H100: Watched =
	("H100 hour", FeedKey::GpuHour { sku: H100_SXM.id, tier: Tier::OnDemand });
pub const USED: Watched =
	("used H100", FeedKey::GpuResale { sku: H100_SXM.id, condition: Condition::Used });

/// A time of day at which the last day's SOFR is not yet out: 11:29:20 UTC.
const MORNING: u64 = 11 * 3_600 + 29 * 60 + 20;
/// The time of day at which rates of the day are out: 23:40 UTC.
pub const EVENING: u64 = 23 * 3_600 + 40 * 60;
/// Seconds from one look of the workers to the next: what is due at all is due then, and nothing
/// more for the blocks in between.
const PACE: u64 = 60;
/// How long a run of the worker may take.
const RUN: Duration = Duration::from_secs(20);
/// Until a run that asks nobody slow is over.
const CALM: Duration = Duration::from_millis(500);
/// Blocks within which anything is written down.
const BLOCKS: u32 = 20;
/// How often is looked at most until everything is as served.
const LOOKS: u32 = 10;

/// The chain and its surroundings.
pub struct World {
	pub node: Node,
	pub sim: Sim,
	/// Everything that happened since [`World::mark`].
	pub events: Vec<RuntimeEvent>,
	pub time: u64,
	/// When the worker asks next, if not a minute later.
	next: Option<u64>,
	/// The longest run of the worker since it was set to nothing, milliseconds.
	pub slowest: u64,
	/// Whether there are roles and savings.
	is_open: bool,
	folder: PathBuf,
	spec: String,
}

/// What the node of a folder is started with.
pub fn flags(spec: &str, bases: impl Iterator<Item = String>) -> Vec<String> {
	let fixed = [
		"--alice",
		"--sealing=manual",
		"--pool-type=single-state",
		"--listen-addr=/ip4/127.0.0.1/tcp/0",
	];
	let bases = bases.map(|base| format!("--oracle-base={base}"));
	[format!("--chain={spec}")].into_iter().chain(fixed.map(String::from)).chain(bases).collect()
}

/// The spec of a sealed chain with four reporters.
fn write_spec(folder: &Path) -> String {
	let path = folder.join("four.json");
	let spec = json!({
		"name": "Caliber, four reporters",
		"id": "caliber_four",
		"chainType": "Development",
		"bootNodes": [],
		"telemetryEndpoints": null,
		"protocolId": "caliber-four",
		"properties": { "ss58Format": 42, "tokenDecimals": 12, "tokenSymbol": "CAL" },
		// Three of the four never run: sessions are so long that nobody is missed.
		"genesis": { "runtimeGenesis": {
			"preset": "local_fast",
			"patch": { "pace": { "sessionBlocks": 1_000_000 } },
		} },
	});
	std::fs::write(&path, spec.to_string()).unwrap();
	path.to_str().unwrap().into()
}

impl World {
	/// Starts everything and makes the first block.
	pub fn start(folder: &Path) -> Self {
		let spec = write_spec(folder);
		let tls = ["--tls".into(), folder.join("tls").display().to_string()];
		let sim = Sim::start(folder, free_port(), 1, &tls);
		// The first case needs a chain that knows neither SOFR nor the bill.
		[FED, BILLS].into_iter().for_each(|source| sim.arm(source, "unavailable"));
		let node = Node::launch(folder, &flags(&spec, Self::plain_bases(sim.port)), &[]);
		let folder = folder.to_path_buf();
		let (events, next) = (Vec::new(), None);
		let is_open = false;
		let mut world =
			Self { node, sim, events, time: 0, next, slowest: 0, is_open, folder, spec };
		world.node.ready();
		// From the same day of the week on, whenever the cases are played.
		world.seal();
		let day = world.next_day(|day| weekday(day) == 2);
		world.travel_to(day.start() + MORNING);
		let kind = String::from_utf8(KEY_TYPE.0.to_vec()).unwrap();
		for who in REPORTERS {
			let public = sp_core::bytes::to_hex(&who.public().0, false);
			world.node.call("author_insertKey", &json!([kind, who.to_seed(), public]));
		}
		// A run that goes on would keep the next one from starting.
		world.seal();
		world.wait_for_run(0);
		world
	}

	fn plain_bases(port: u16) -> impl Iterator<Item = String> {
		SOURCES
			.into_iter()
			.map(move |(kind, prefix)| format!("{kind}=http://127.0.0.1:{port}{prefix}"))
	}

	/// Ends the node and starts it again on its database, asking these bases or the usual ones.
	pub fn restart(&mut self, bases: Option<Vec<String>>, variables: &[(&str, &Path)]) {
		let bases = bases.unwrap_or_else(|| Self::plain_bases(self.sim.port).collect());
		let flags = flags(&self.spec, bases.into_iter());
		self.node.end();
		self.node = Node::launch(&self.folder, &flags, variables);
		self.node.ready();
	}

	/// Where its files are.
	pub fn folder(&self) -> &Path {
		&self.folder
	}

	/// The chain's spec.
	pub fn spec(&self) -> &str {
		&self.spec
	}

	/// Opens the ground for hardware and loans, once.
	pub fn open(&mut self) {
		if !std::mem::replace(&mut self.is_open, true) {
			loan::open(self);
		}
	}

	/// Forgets what has happened.
	pub fn mark(&mut self) {
		self.events.clear();
	}

	/// Makes a block, and tells what happened in it.
	pub fn seal(&mut self) -> Vec<RuntimeEvent> {
		let made = self.node.call("dev_newBlock", &json!([]));
		let hash: Hash = made["hash"].as_str().unwrap().parse().unwrap();
		let events = self.node.events(hash);
		self.time = made["timestamp"].as_u64().unwrap() / 1_000;
		self.events.extend(events.iter().cloned());
		events
	}

	/// Makes a block at a moment; the sources' clock follows.
	pub fn travel_to(&mut self, unix: u64) {
		let travel = |seconds: u64| {
			let travelled = self.node.call("dev_timeTravel", &json!([seconds]));
			travelled["nextTimestamp"].as_u64().unwrap() / 1_000
		};
		let next = travel(0);
		let next = if unix > next { travel(unix - next) } else { next };
		self.sim.set_clock(next);
		self.seal();
	}

	fn runs(&self) -> u64 {
		self.node.kept::<Counters>(COUNTERS_KEY).unwrap_or_default().runs
	}

	/// What the worker has counted.
	pub fn counters(&self) -> Counters {
		self.node.kept::<Counters>(COUNTERS_KEY).unwrap_or_default()
	}

	/// Makes the block after which the worker asks, and waits until it has.
	pub fn ask(&mut self) {
		let minute = (self.time / PACE + 1) * PACE;
		let next = self.next.take().unwrap_or(minute);
		self.ask_at(next);
	}

	/// The same at a moment.
	pub fn ask_at(&mut self, unix: u64) {
		let runs = self.runs();
		self.travel_to(unix);
		self.wait_for_run(runs);
	}

	fn wait_for_run(&self, runs: u64) {
		let start = Instant::now();
		while self.runs() == runs {
			assert!(start.elapsed() < RUN, "the worker does not run: {}", self.node.log());
			sleep(Duration::from_millis(10));
		}
	}

	/// Lets the worker ask, and takes into blocks what it sends.
	pub fn look(&mut self) {
		self.ask();
		self.slowest = self.slowest.max(self.counters().last_run_ms);
		self.take_in();
	}

	/// The same when these sources have to be asked: what they say does no harm only if it was
	/// heard.
	pub fn look_at(&mut self, sources: &[&str]) {
		let before = sources.iter().map(|source| self.asked(source)).collect::<Vec<_>>();
		self.look();
		for (source, before) in sources.iter().zip(before) {
			let asked = self.asked(source);
			assert!(asked > before, "{source} was not asked: {}", self.node.log());
		}
	}

	/// How often a source was asked.
	fn asked(&self, kind: &str) -> u64 {
		let counters = self.counters();
		let count = counters.sources.iter().find(|(source, _)| source.kind() == kind);
		count.map_or(0, |(_, count)| count.asked)
	}

	/// Makes blocks of what the worker has sent.
	pub fn take_in(&mut self) {
		for _ in 0..2 {
			self.seal();
			// What time has done is written down after the block that shows it.
			sleep(Duration::from_millis(50));
		}
	}

	/// Makes blocks until all is written down that time has done to a feed.
	pub fn write_down(&mut self, feed: FeedKey) {
		for _ in 0..BLOCKS {
			if !self.node.api::<bool>("FeedsApi_needs_poke", &feed.encode()) {
				return;
			}
			self.seal();
			sleep(Duration::from_millis(50));
		}
		panic!("nobody writes down what time has done to {feed:?}");
	}

	/// Before the evening of the next Wednesday, Thursday or Friday on which bonds are traded: no
	/// bill of 13 or 26 weeks is auctioned then, so that its publisher alone knows its rate.
	pub fn evening(&mut self) {
		self.next_evening(|day| (3..=5).contains(&weekday(day)));
	}

	/// Before the evening of the next business day that `fits`: the rates of the day are due when
	/// the worker looks next.
	pub fn next_evening(&mut self, fits: impl Fn(ObsDay) -> bool) {
		let day = self.next_day(fits);
		self.ask_at(day.start() + MORNING);
		self.take_in();
		self.next = Some(day.start() + EVENING);
	}

	/// An evening on which all has been told.
	pub fn quiet_evening(&mut self) {
		self.evening();
		self.look();
		self.settle();
	}

	/// The next business day that `fits`.
	pub fn next_day(&self, fits: impl Fn(ObsDay) -> bool) -> ObsDay {
		let today = ObsDay::of(self.time);
		let mut days = (1..400).map(|days| today.after(days));
		days.find(|day| Calendar::US.is_business_day(*day) && fits(*day)).unwrap()
	}

	/// The value that the sources serve for a feed.
	pub fn served(&self, feed: FeedKey) -> i64 {
		served(&self.sim.truth(), feed)
	}

	/// The newest value that was let through, in force or not.
	pub fn newest(&self, feed: FeedKey) -> Option<Agreed> {
		newest(&self.node.status(feed))
	}

	/// What has become of a feed since it was like `before`.
	pub fn outcome(&self, feed: FeedKey, before: &FeedStatus) -> &'static str {
		let now = self.node.status(feed);
		// A price may well be the same in the next round.
		let told = |status: &FeedStatus| {
			newest(status).map(|agreed| (agreed.round.0, agreed.day, agreed.value))
		};
		match (told(&now), &now.suspect) {
			(_, Some(_)) if now.suspect != before.suspect => "in doubt",
			(after, _) if after == told(before) => "nothing new",
			(Some((_, _, value)), _) if value == self.served(feed) => "as served",
			_ => "ANOTHER VALUE",
		}
	}

	/// Lets the worker look until all feeds are what is served, and says so.
	pub fn settle(&mut self) -> String {
		let all = [W13, W26, SOFR, H100, USED];
		for _ in 0..LOOKS {
			let is_good = |(_, feed): &Watched| {
				let status = self.node.status(*feed);
				let value = newest(&status).map(|agreed| agreed.value);
				status.suspect.is_none() && value == Some(self.served(*feed))
			};
			if all.iter().all(is_good) {
				return "afterwards all as served".into();
			}
			self.look();
		}
		let wrong = all.iter().map(|(name, feed)| {
			let status = self.node.status(*feed);
			let newest = newest(&status).map(|agreed| (agreed.day, agreed.value));
			format!("{name} {newest:?} for {}, {:?}", self.served(*feed), status.suspect)
		});
		format!("afterwards NOT as served: {}", wrong.collect::<Vec<_>>().join("; "))
	}

	/// Looks once for each fault of a source, and says what became of `hurt` each time and of
	/// `spared` in the end; then all is as served again.
	pub fn series(
		&mut self,
		sources: &[&str],
		faults: &[&str],
		hurt: Watched,
		spared: &[Watched],
	) -> String {
		let before = self.node.status(hurt.1);
		let others: Vec<_> = spared.iter().map(|(_, feed)| self.node.status(*feed)).collect();
		let mut outcomes = Vec::new();
		for fault in faults {
			sources.iter().for_each(|source| self.sim.arm(source, fault));
			self.look_at(sources);
			outcomes.push((*fault, self.outcome(hurt.1, &before)));
		}
		let others: Vec<_> = spared
			.iter()
			.zip(&others)
			.map(|((name, feed), before)| format!("; {name}: {}", self.outcome(*feed, before)))
			.collect();
		sources.iter().for_each(|source| self.sim.arm(source, "off"));
		let first = outcomes.first().map_or("", |(_, outcome)| *outcome);
		let is_same = outcomes.iter().all(|(_, outcome)| *outcome == first);
		let told = match (is_same, outcomes.len()) {
			(true, 1) => first.to_string(),
			(true, many) => format!("{first}, {many} of {many}"),
			(false, _) => {
				let each = outcomes.iter().map(|(fault, outcome)| format!("{outcome} by {fault}"));
				each.collect::<Vec<_>>().join(", ")
			},
		};
		format!("{}: {told}{}; {}", hurt.0, others.concat(), self.settle())
	}

	/// Calls as root.
	pub fn root(&mut self, call: RuntimeCall) {
		let events = self.batch(vec![as_root(call)]);
		assert_eq!(failure(&events), None);
		// A run that the block has started is over before the next one is waited for.
		sleep(CALM);
	}

	/// Puts a transaction into a block, and tells what happened in it.
	pub fn include(
		&mut self,
		transaction: &caliber_runtime::UncheckedExtrinsic,
	) -> Vec<RuntimeEvent> {
		self.node.submit(transaction).unwrap();
		self.seal()
	}

	/// What a reporter would say of a feed now.
	pub fn statement(&self, feed: FeedKey, value: i64) -> Statement {
		let status = self.node.status(feed);
		let (obs_day, sources) = match feed {
			FeedKey::GpuHour { .. } => (
				ObsDay::of(self.time),
				Source::GPU_VENUES.iter().fold(0, |mask, source| mask | source.mask()),
			),
			_ => (Calendar::US.expected(self.time), Source::UstBillXml.mask()),
		};
		let observation = Observation {
			feed,
			obs_day,
			round: 0,
			value: value.into(),
			conf: 0,
			n: 3,
			sources,
			fetched_at: self.time,
			evidence: [7; 32],
		};
		Statement { round: status.round.number, observation }
	}

	/// The report of a reporter, not signed yet.
	pub fn report(&self, who: Sr25519Keyring, statement: Statement) -> Report {
		let place = self.node.assignment(who).expect("he reports");
		Report {
			set: SetId(place.set),
			reporter: ReporterIndex(place.reporter),
			key_generation: place.key_generation,
			expires: Seconds(self.time + 600),
			statements: vec![statement].try_into().unwrap(),
		}
	}

	/// Signs a report, and sends it.
	///
	/// # Errors
	/// What the pool says.
	pub fn send(&self, who: Sr25519Keyring, report: &Report) -> Result<(), String> {
		let genesis = self.node.hash(Some(0)).unwrap();
		self.deliver(report, sign(who, report, &genesis))
	}

	/// Sends a signed report.
	///
	/// # Errors
	/// What the pool says.
	pub fn deliver(&self, report: &Report, signature: AuthoritySignature) -> Result<(), String> {
		let call = pallet_feeds::Call::report { report: report.clone(), signature };
		self.node.submit(&authorised(RuntimeCall::Feeds(call)))
	}

	/// A reporter says a value of a feed.
	pub fn say(&self, who: Sr25519Keyring, feed: FeedKey, value: i64) {
		let report = self.report(who, self.statement(feed, value));
		self.send(who, &report).unwrap();
	}

	/// The feeds' events since the mark that `pick` takes.
	pub fn told<V>(
		&self,
		pick: impl Fn(&pallet_feeds::Event<caliber_runtime::Runtime>) -> Option<V>,
	) -> Vec<V> {
		let events = self.events.iter().filter_map(|event| match event {
			RuntimeEvent::Feeds(event) => pick(event),
			_ => None,
		});
		events.collect()
	}
}

impl Ground for World {
	fn node(&self) -> &Node {
		&self.node
	}

	fn now(&self) -> u64 {
		self.time
	}

	fn batch(&mut self, calls: Vec<RuntimeCall>) -> Vec<RuntimeEvent> {
		let transaction = self.node.batch(calls);
		self.include(&transaction)
	}
}

/// The day of the week, from Sunday on.
pub fn weekday(day: ObsDay) -> u32 {
	(day.0 + 4) % 7
}

/// The signature of a report on the chain with this genesis.
pub fn sign(who: Sr25519Keyring, report: &Report, genesis: &Hash) -> AuthoritySignature {
	who.sign(&report.payload(genesis)).into()
}

/// The newest value that was let through, in force or not.
pub fn newest(status: &FeedStatus) -> Option<Agreed> {
	status.pending.map(|pending| pending.agreed).or(status.current)
}

/// What the truth of a `feed-sim` says of a feed, in the unit of the chain.
pub fn served(truth: &Value, feed: FeedKey) -> i64 {
	let value = match feed {
		FeedKey::TBillDiscount(tenor) => {
			&truth["feeds"][format!("TBillDiscount.{tenor:?}")]["value"]
		},
		FeedKey::TBillCouponEq(tenor) => {
			&truth["feeds"][format!("TBillCouponEq.{tenor:?}")]["value"]
		},
		FeedKey::Sofr => &truth["feeds"]["Sofr"]["value"],
		FeedKey::Effr => &truth["feeds"]["Effr"]["value"],
		// Of the venues that are asked here.
		FeedKey::GpuHour { .. } => &truth["gpu_hour_micro_usd"]["h100_sxm"]["median"],
		FeedKey::GpuResale { sku, condition } => {
			&truth["feeds"][format!("GpuResale.{sku}.{condition:?}")]["value"]
		},
	};
	value.as_i64().unwrap_or_else(|| panic!("feed-sim does not tell {feed:?}: {truth}"))
}
