//! What every act works with: the chain, the feeds, the cast, the timeline.

use crate::{
	chain::{Block, Chain, Signer},
	cli::DemoOptions,
	http,
	output::Output,
	process::{self, Folder, Program, Programs},
};
use anyhow::{ensure, Context};
use caliber_runtime::RuntimeEvent;
use serde_json::{json, Value};
use std::{
	net::SocketAddr,
	time::{Duration, Instant},
};

/// The sources that the demo's node asks, and below which path of `feed-sim` each is.
const SOURCES: [(&str, &str); 7] = [
	("ust-bill-xml", ""),
	("vast-bundles", ""),
	("runpod-graphql", ""),
	("lambda-instance-types", ""),
	("resale-catalogue", "/resale-a"),
	("resale-catalogue-b", "/resale-b"),
	("resale-catalogue-c", "/resale-c"),
];
/// How long the off-chain worker may take to agree on the feeds.
const ROUND: Duration = Duration::from_secs(30);
/// How long is waited for a transaction of the worker before the next block.
const WORKER: Duration = Duration::from_millis(400);

/// Who plays.
pub struct Cast {
	/// Governance of a development chain.
	pub governance: Signer,
	/// Brings reserve dollars, holds shares and may curate.
	pub saver: Signer,
	/// Owns the hardware and borrows on it.
	pub borrower: Signer,
	/// Posts the loan's offer.
	pub originator: Signer,
	/// Holds the hardware, and the money between the chain and the bill market.
	pub custodian: Signer,
	/// Attests title.
	pub registrar: Signer,
	/// Insures.
	pub insurer: Signer,
	/// Values.
	pub appraiser: Signer,
	/// Confirms that hardware runs.
	pub servicer: Signer,
	/// Fills the treasury's orders.
	pub operator: Signer,
	/// Confirms prices and settlements.
	pub auditor: Signer,
}

impl Cast {
	/// The development accounts in their parts.
	///
	/// # Errors
	/// When a key cannot be derived.
	pub fn new() -> anyhow::Result<Self> {
		Ok(Self {
			governance: Signer::development("governance", "//Alice")?,
			saver: Signer::development("saver", "//Ferdie")?,
			borrower: Signer::development("borrower", "//Bob")?,
			originator: Signer::development("originator", "//Two")?,
			custodian: Signer::development("custodian", "//Eve")?,
			registrar: Signer::development("registrar", "//One")?,
			insurer: Signer::development("insurer", "//Dave")?,
			appraiser: Signer::development("appraiser", "//Charlie")?,
			servicer: Signer::development("servicer", "//Charlie//stash")?,
			operator: Signer::development("operator", "//Alice//stash")?,
			auditor: Signer::development("auditor", "//Bob//stash")?,
		})
	}
}

/// The programs, started in this order and ended in that of the fields.
pub struct Stage {
	/// The chain.
	pub chain: Chain,
	/// The timeline.
	pub out: Output,
	/// Who plays.
	pub cast: Cast,
	feed_sim: Option<Program>,
	node: Program,
	url: String,
	feeds: SocketAddr,
	seed: u64,
	programs: Programs,
}

impl Stage {
	/// Starts the programs and connects.
	///
	/// # Errors
	/// One line that says what is missing or taken, and what to do.
	pub async fn set(options: &DemoOptions, folder: &Folder) -> anyhow::Result<Self> {
		let programs = Programs::find(options.bin.as_deref())?;
		let asked = options.rpc_port.or(options.keep.then_some(9_944));
		let rpc_port = process::free_port(asked, "--rpc-port")?;
		let feed_port = process::free_port(options.feed_port, "--feed-port")?;
		let out = Output::new(options.json);
		out.progress("starting feed-sim and the node", 0, 2);
		let (feed_sim, feeds) =
			process::feed_sim(&programs, folder, options.seed, feed_port).await?;
		out.progress("starting feed-sim and the node", 1, 2);
		let mut node = process::node(&programs, folder, rpc_port, feeds, &SOURCES)?;
		let url = format!("ws://127.0.0.1:{rpc_port}");
		let chain = Chain::connect(&url, &mut node).await?;
		out.done();
		Ok(Self {
			chain,
			out,
			cast: Cast::new()?,
			feed_sim: Some(feed_sim),
			node,
			url,
			feeds,
			seed: options.seed,
			programs,
		})
	}

	/// Makes one block.
	///
	/// # Errors
	/// When the node does not.
	pub async fn seal(&mut self) -> anyhow::Result<(Block, Vec<RuntimeEvent>)> {
		self.chain.seal().await
	}

	/// Makes a block at a moment, Unix seconds, or at the next one when that has passed. The feeds'
	/// clock follows.
	///
	/// # Errors
	/// When the node or the feeds do not answer.
	pub async fn travel_to(&mut self, time: u64) -> anyhow::Result<(Block, Vec<RuntimeEvent>)> {
		let next = self.chain.travel(0).await?;
		let next = match time.checked_sub(next) {
			Some(seconds) if seconds > 0 => self.chain.travel(seconds).await?,
			_ => next,
		};
		if self.feed_sim.is_some() {
			let clock = json!({ "unix": next });
			http::post(self.feeds, "/control/clock", &clock).await.context("feed-sim")?;
		}
		self.seal().await
	}

	/// What `feed-sim` serves now.
	///
	/// # Errors
	/// When it does not answer.
	pub async fn truth(&self) -> anyhow::Result<Value> {
		http::get(self.feeds, "/control/truth").await.context("feed-sim")
	}

	/// Makes blocks until `seen` is satisfied with the events of them all.
	///
	/// # Errors
	/// Names `what` did not happen in time.
	pub async fn seal_until(
		&mut self,
		what: &str,
		mut seen: impl FnMut(&RuntimeEvent) -> bool,
	) -> anyhow::Result<Block> {
		let start = Instant::now();
		loop {
			let (block, events) = self.seal().await?;
			// All of them: `seen` counts.
			if events.iter().filter(|event| seen(event)).count() > 0 {
				return Ok(block);
			}
			ensure!(
				start.elapsed() < ROUND,
				"{what} did not happen within {} seconds; the node's log says why",
				ROUND.as_secs()
			);
			let waiting = Instant::now();
			while waiting.elapsed() < WORKER && self.chain.waiting().await? == 0 {
				tokio::time::sleep(Duration::from_millis(10)).await;
			}
		}
	}

	/// Ends `feed-sim`: every source is silent.
	pub fn silence_feeds(&mut self) {
		self.feed_sim = None;
	}

	/// Starts `feed-sim` again, at the chain's time.
	///
	/// # Errors
	/// When it does not start.
	pub async fn restore_feeds(&mut self, folder: &Folder) -> anyhow::Result<()> {
		let port = self.feeds.port();
		let (program, _) = process::feed_sim(&self.programs, folder, self.seed, port).await?;
		self.feed_sim = Some(program);
		let clock = json!({ "unix": self.chain.head().time });
		http::post(self.feeds, "/control/clock", &clock).await.context("feed-sim")?;
		Ok(())
	}

	/// Leaves everything running and says where.
	///
	/// # Errors
	/// When blocks cannot be kept coming.
	pub fn leave(&mut self, folder: &mut Folder) -> anyhow::Result<()> {
		let mut sealer = process::sealer(folder, &self.url)?;
		sealer.leave();
		self.node.leave();
		let mut ids = vec![self.node.id()];
		if let Some(feeds) = self.feed_sim.as_mut() {
			feeds.leave();
			ids.push(feeds.id());
		}
		folder.keep();
		let apps = format!("https://polkadot.js.org/apps/?rpc={}", self.url);
		let encoded = self.url.replace(':', "%3A").replace('/', "%2F");
		let papi = format!("https://dev.papi.how/explorer#networkId=custom&endpoint={encoded}");
		let kill = ids.iter().map(u32::to_string).collect::<Vec<_>>().join(" ");
		let figures = json!({
			"url": self.url,
			"polkadot_js_apps": apps,
			"papi_console": papi,
			"folder": folder.path(),
			"processes": ids,
		});
		let text = format!(
			"the node runs on {}, a block for every transaction\n  Polkadot.js Apps  {apps}\n  \
			 PAPI console      {papi}\n  logs              {}\n  end it with       kill {kill}",
			self.url,
			folder.path().display()
		);
		self.out.note("kept", &text, figures);
		Ok(())
	}
}
