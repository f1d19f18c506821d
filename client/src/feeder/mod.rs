//! A reporter outside a node: it asks the sources and posts what it signs over RPC, as a node's own
//! worker does, for nodes without HTTP and for data that may not leave a machine. And the sources
//! tried once, for people.
//!
//! | question | module |
//! |---|---|
//! | With which keys does it sign? | [`keys`] |
//! | What does the chain want to know, and how is it told? | [`link`] |

mod keys;
mod link;

use crate::cli::FeederOptions;
use anyhow::Context;
use caliber_feeds_config::{Flags, Network, Oracle};
use caliber_feeds_core::{
	config::Limits,
	pipeline::{bundles, schedule::SPREAD, Note, Outcome, Run, Web},
	sku::SKUS,
	Assignment, OracleConfig, Source,
};
use caliber_feeds_web::{probe, Client, Shelf};
use keys::Reporter;
use link::{Link, Posted};
use sp_runtime::traits::{BlakeTwo256, Hash};
use std::{
	path::{Path, PathBuf},
	time::{Duration, SystemTime, UNIX_EPOCH},
};

/// Between two looks at the chain: a block.
const PACE: Duration = Duration::from_secs(2);
/// Between two tries to reach a node that is gone.
const PATIENCE: Duration = Duration::from_secs(10);

/// Does what was typed.
///
/// # Errors
/// When the file or a key is wrong, no node answers, or, for `--probe`, a source is not well.
pub async fn run(options: FeederOptions) -> anyhow::Result<()> {
	if options.probe {
		return try_sources(&options).await;
	}
	let path = options.config.as_deref().context("name the oracle file with --config")?;
	let reporters = keys::load(options.seed.as_deref(), options.keystore.as_deref())?;
	let memory = options.memory.clone().unwrap_or_else(|| beside(path));
	let shelf = Some(Shelf::open(&memory)?);
	let mut feeder = Feeder { reporters, shelf, genesis: None, waits: false };
	loop {
		let round = feeder.follow(&options, path).await;
		// Without its memory it must not go on.
		if options.once || feeder.shelf.is_none() {
			return round;
		}
		// A node that restarts is no reason to end.
		if let Err(error) = round {
			eprintln!("caliber feeder: {error:#}");
			tokio::time::sleep(PATIENCE).await;
		}
	}
}

/// Why a feeder ends.
const LOST: &str =
	"a run has ended in the middle, and nothing is signed without what it knew; start \
	the feeder anew, and report what it printed";

/// The memory of a feeder stands beside its oracle file.
fn beside(config: &Path) -> PathBuf {
	config.with_extension("memory")
}

struct Feeder {
	reporters: Vec<Reporter>,
	/// `None` while a run has it, and for good if the run did not give it back.
	shelf: Option<Shelf>,
	/// The chain that it reports to: the first that it was shown.
	genesis: Option<[u8; 32]>,
	/// Whether it has said that none of its keys reports.
	waits: bool,
}

/// All that a run goes by.
#[derive(Clone)]
struct Plan {
	assignments: Vec<Assignment>,
	config: OracleConfig,
	now: u64,
	spread: u64,
}

impl Plan {
	fn run(&self) -> Run<'_> {
		Run {
			assignments: &self.assignments,
			config: &self.config,
			skus: &SKUS,
			now: self.now,
			spread: self.spread,
			hash: |bytes| BlakeTwo256::hash(bytes).0,
		}
	}
}

/// A reporter with what the chain tells him.
type Assigned = (Reporter, Assignment);

impl Feeder {
	/// Reports as long as the node answers, or once.
	async fn follow(&mut self, options: &FeederOptions, path: &Path) -> anyhow::Result<()> {
		let mut link = Link::to(&options.url).await?;
		let genesis = link.genesis().await?;
		anyhow::ensure!(
			self.genesis.is_none_or(|known| known == genesis),
			"the node is now one of another chain than at first; start the feeder anew, with another \
			 --memory, if that is meant"
		);
		self.genesis = Some(genesis);
		let network = link.network().await?;
		let Oracle { config, loopback } = load(path, network)?;
		let client = Client::new(config.limits, loopback)?;
		println!("reporting to {} from {} sources", options.url, config.sources.len());
		loop {
			link.refresh().await?;
			self.report(&mut link, &config, &client, options.once).await?;
			if options.once {
				return Ok(());
			}
			tokio::time::sleep(PACE).await;
		}
	}

	/// One run.
	async fn report(
		&mut self,
		link: &mut Link,
		config: &OracleConfig,
		client: &Client,
		once: bool,
	) -> anyhow::Result<()> {
		let mut assigned: Vec<Assigned> = Vec::new();
		for reporter in &self.reporters {
			if let Some(assignment) = link.assignment(reporter).await? {
				anyhow::ensure!(
					self.genesis == Some(assignment.genesis),
					"the node tells two genesis blocks; nothing is signed for it"
				);
				assigned.push((reporter.clone(), assignment));
			}
		}
		if assigned.is_empty() {
			anyhow::ensure!(
				!once,
				"the chain knows none of these keys as a reporter; set them as session keys"
			);
			if !self.waits {
				println!(
					"none of these keys is a reporter's now; waiting for a session that has one"
				);
			}
			self.waits = true;
			return Ok(());
		}
		self.waits = false;
		let (now, spread) = match link.sealed_time().await? {
			Some(time) => (time, 0),
			None => (host_time()?, if once { 0 } else { SPREAD }),
		};
		let assignments: Vec<Assignment> =
			assigned.iter().map(|(_, assignment)| assignment.clone()).collect();
		let plan = Plan { assignments, config: config.clone(), now, spread };
		let outcome = self.perform(&plan, client.clone().blocking()).await?;
		let stops = |note: &&Note| matches!(note, Note::OtherChain | Note::Unreadable);
		if let Some(note) = outcome.notes.iter().find(stops) {
			anyhow::bail!("{note}");
		}
		for note in &outcome.notes {
			println!("{note}");
		}
		let shelf = self.shelf.as_mut().context(LOST)?;
		shelf.ensure_written()?;
		let mut refused = Vec::new();
		let new = outcome.statements.iter().map(|said| (said, false));
		let again = outcome.again.iter().map(|said| (said, true));
		for ((index, statements), is_again) in new.chain(again) {
			let Some((reporter, assignment)) = assigned.get(*index) else { continue };
			for bundle in bundles(statements) {
				if link.send(reporter, assignment, &bundle, is_again).await == Posted::Refused {
					refused.push((*index, bundle));
				}
			}
		}
		if !refused.is_empty() {
			plan.run().take_back(&refused, shelf);
			shelf.ensure_written()?;
		}
		if once && outcome.statements.is_empty() && outcome.again.is_empty() {
			println!("nothing to say: the chain knows what is due, or no source tells it");
		}
		Ok(())
	}

	/// The pipeline, on a thread that may wait.
	async fn perform(
		&mut self,
		plan: &Plan,
		mut web: impl Web + Send + 'static,
	) -> anyhow::Result<Outcome> {
		let mut shelf = self.shelf.take().context(LOST)?;
		let plan = plan.clone();
		let (shelf, outcome) = tokio::task::spawn_blocking(move || {
			let outcome = plan.run().perform(&mut web, &mut shelf);
			(shelf, outcome)
		})
		.await
		.context(LOST)?;
		self.shelf = Some(shelf);
		Ok(outcome)
	}
}

fn load(path: &Path, network: Network) -> anyhow::Result<Oracle> {
	let flags = Flags { config: Some(path), ..Flags::default() };
	let config = caliber_feeds_config::load(flags, network).map_err(anyhow::Error::msg)?;
	config.context("the oracle file names nothing")
}

fn host_time() -> anyhow::Result<u64> {
	let since = SystemTime::now().duration_since(UNIX_EPOCH);
	Ok(since.context("the clock of this machine is before 1970; set it")?.as_secs())
}

/// Asks each source once and prints what it says.
async fn try_sources(options: &FeederOptions) -> anyhow::Result<()> {
	let Oracle { mut config, loopback } = match &options.config {
		Some(path) => load(path, Network::Development)?,
		None => Oracle { config: probe::every_source(), loopback: false },
	};
	if let Some(kind) = &options.source {
		let source = Source::from_kind(kind).with_context(|| {
			let known = Source::ALL.map(Source::kind).join(", ");
			format!("unknown kind `{kind}`; known are {known}")
		})?;
		config.sources.retain(|known| known.source == source);
		anyhow::ensure!(!config.sources.is_empty(), "the oracle file does not name `{kind}`");
	}
	let client = Client::new(config.limits.tightened(Limits::MAX), loopback)?;
	let now = options.at.map_or_else(host_time, Ok)?;
	let table = probe::probe(&client, &config, now).await;
	print!("{table}");
	anyhow::ensure!(table.is_good(), "not every source is well; each line says what to do");
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;
	use caliber_feeds_core::{
		pipeline::{FetchError, Question},
		Demand, FeedKey, SourceConfig, Task, Tenor,
	};

	const BILL: FeedKey = FeedKey::TBillDiscount(Tenor::W13);
	const TREASURY: &str =
		include_str!("../../../feeds/core/tests/fixtures/treasury_bills_202608.xml");

	#[test]
	fn memory_should_stand_beside_the_file_when_none_is_named() {
		assert_eq!(beside(Path::new("a/oracle.toml")), Path::new("a/oracle.memory"));
	}

	/// Sources that nobody can ask.
	struct Broken;

	impl Web for Broken {
		fn ask(&mut self, _: &[Question<'_>]) -> Vec<Result<Vec<u8>, FetchError>> {
			panic!("this one is meant")
		}
	}

	/// A bill that is due, and the page of its publisher with these two rates of it.
	fn plan(discount: &str, equivalent: &str) -> (Plan, Page) {
		let (demand, known, said) = (Demand::OFFICIAL, None, None);
		let task = Task { feed: BILL, round: 1, poll: 3_600, not_before: 0, demand, known, said };
		let assignment = Assignment {
			genesis: [7; 32],
			set: 1,
			reporter: 0,
			key_generation: 0,
			closures: Vec::new(),
			tasks: vec![task],
		};
		let source = SourceConfig::plain(Source::UstBillXml, "https://source.test");
		let config = OracleConfig { sources: vec![source], ..OracleConfig::default() };
		// 23:45 on Tuesday 2026-08-11: the day's bills are due.
		let now = 20_676 * 86_400 + 85_500;
		let page = TREASURY
			.replace("3.74</d:ROUND_B1_CLOSE_13", &format!("{discount}</d:ROUND_B1_CLOSE_13"))
			.replace("3.83</d:ROUND_B1_YIELD_13", &format!("{equivalent}</d:ROUND_B1_YIELD_13"));
		let assignments = vec![assignment];
		(Plan { assignments, config, now, spread: 0 }, Page(page))
	}

	/// One page, whatever is asked.
	struct Page(String);

	impl Web for Page {
		fn ask(&mut self, questions: &[Question<'_>]) -> Vec<Result<Vec<u8>, FetchError>> {
			questions.iter().map(|_| Ok(self.0.clone().into_bytes())).collect()
		}
	}

	fn feeder(shelf: Shelf) -> Feeder {
		Feeder { reporters: Vec::new(), shelf: Some(shelf), genesis: None, waits: false }
	}

	/// What it would sign of the bill.
	fn signed(outcome: &Outcome) -> Vec<i128> {
		let said = outcome.statements.iter().chain(&outcome.again);
		said.flat_map(|(_, said)| said).map(|said| said.observation.value).collect()
	}

	#[tokio::test(flavor = "multi_thread")]
	async fn feeder_should_end_and_sign_nothing_else_when_a_run_panics() {
		let folder = tempfile::tempdir().unwrap();
		let memory = folder.path().join("memory");
		let mut first = feeder(Shelf::open(&memory).unwrap());
		let (mut plan, page) = self::plan("3.74", "3.83");
		let outcome = first.perform(&plan, page).await.unwrap();
		assert_eq!(signed(&outcome), [37_400_000]);
		// An hour later nobody has heard it, so that it asks anew.
		plan.now += 3_700;
		let error = first.perform(&plan, Broken).await.unwrap_err();
		assert!(error.to_string().contains("start the feeder anew"), "{error}");
		// It does not go on without what that run knew.
		let (_, page) = self::plan("3.74", "3.83");
		assert!(first.perform(&plan, page).await.is_err() && first.shelf.is_none());
		drop(first);
		// The one that is started anew signs the same, or nothing.
		let mut second = feeder(Shelf::open(&memory).unwrap());
		let (_, page) = self::plan("3.79", "3.88");
		let outcome = second.perform(&plan, page).await.unwrap();
		assert_eq!((signed(&outcome), outcome.notes), (vec![], vec![Note::Held(BILL)]));
		plan.now += 3_600;
		let (_, page) = self::plan("3.74", "3.83");
		let outcome = second.perform(&plan, page).await.unwrap();
		assert_eq!(signed(&outcome), [37_400_000]);
	}
}
