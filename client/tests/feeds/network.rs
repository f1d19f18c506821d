//! Four validators, each with a `feed-sim` of its own.

use crate::{
	alone, folder,
	http::free_port,
	loan::{self, Ground, Rack},
	programs::{Node, Sim},
	world::{newest, served, BILLS, FED, H100, SOURCES, USED, W13},
};
use caliber_feeds_core::FeedKey;
use caliber_primitives::{collateral::FactError, prices::FeedFault};
use caliber_runtime::{Runtime, RuntimeCall, RuntimeEvent};
use codec::Encode;
use pallet_feeds::{Age, Call, Event, FeedRules, State};
use serde_json::json;
use sp_keyring::Sr25519Keyring::Dave;
use std::{
	path::{Path, PathBuf},
	thread::sleep,
	time::{Duration, Instant},
};

/// How long the whole may take.
const LIMIT: Duration = Duration::from_secs(360);
/// How long a part of it may take.
const PATIENCE: Duration = Duration::from_secs(200);
/// From the fetch to the chain, 95 times in 100: three blocks, seconds.
const LAG: u64 = 6;
/// How often is looked.
const PACE: Duration = Duration::from_millis(300);
/// The validators, by their flags.
const NAMES: [&str; 4] = ["--alice", "--bob", "--charlie", "--dave"];
/// The places of those who fall silent, and of the liar.
const SILENT: [usize; 2] = [2, 3];
const LIAR: usize = 3;
/// The seeds of what all are told, and of what the liar is told about rates.
const HONEST: u64 = 1;
const OTHER: u64 = 2;

/// The nodes that run, and the sources of each.
struct Network {
	folder: PathBuf,
	nodes: Vec<Node>,
	sims: Vec<Option<Sim>>,
	/// Where the liar reads rates.
	rates: Sim,
	peer: Option<String>,
	/// The height of the last block that was looked at.
	seen: u64,
	events: Vec<RuntimeEvent>,
	/// Seconds from the fetch of what a report says to the block that holds it.
	lags: Vec<u64>,
}

impl Network {
	fn start(folder: &Path) -> Self {
		let of = |place: usize| folder.join(place.to_string());
		let sims = (0..NAMES.len()).map(|n| Some(Sim::start(&of(n), free_port(), HONEST, &[])));
		let sims = sims.collect();
		let rates = Sim::start(&folder.join("liar"), free_port(), OTHER, &[]);
		let (nodes, events, lags) = (Vec::new(), Vec::new(), Vec::new());
		Self { folder: folder.into(), nodes, sims, rates, peer: None, seen: 0, events, lags }
	}

	fn port(&self, place: usize) -> u16 {
		self.sims[place].as_ref().expect("its sources answer").port
	}

	/// Starts the node of a validator; the first one is where the others find it.
	fn launch(&self, place: usize) -> Node {
		let bases = SOURCES.into_iter().map(|(kind, prefix)| {
			let lies = place == LIAR && [BILLS, FED].contains(&kind);
			let port = if lies { self.rates.port } else { self.port(place) };
			format!("--oracle-base={kind}=http://127.0.0.1:{port}{prefix}")
		});
		let spec = concat!(env!("CARGO_MANIFEST_DIR"), "/../chain-specs/local_fast.json");
		let fixed = [format!("--chain={spec}"), NAMES[place].into()];
		let listen = format!("--listen-addr=/ip4/127.0.0.1/tcp/{}", free_port());
		let peer = self.peer.iter().map(|peer| format!("--bootnodes={peer}"));
		let flags: Vec<_> = fixed.into_iter().chain([listen]).chain(bases).chain(peer).collect();
		Node::launch(&self.folder.join(place.to_string()), &flags, &[])
	}

	/// Starts nodes that know the first one.
	fn join(&mut self, places: &[usize]) {
		let mut nodes: Vec<_> = places.iter().map(|place| self.launch(*place)).collect();
		nodes.iter_mut().for_each(Node::ready);
		if self.peer.is_none() {
			let first = nodes.first().expect("somebody starts");
			let addresses = first.call("system_localListenAddresses", &json!([]));
			let is_local = |address: &&str| address.contains("/ip4/127.0.0.1/");
			let mut all = addresses.as_array().unwrap().iter().filter_map(|a| a.as_str());
			self.peer = Some(all.find(is_local).unwrap().into());
		}
		self.nodes.extend(nodes);
	}

	/// Takes in what has happened since it was looked last.
	fn look(&mut self) {
		while let Some(hash) = self.nodes[0].hash(Some(self.seen + 1)) {
			self.seen += 1;
			self.events.extend(self.nodes[0].events(hash));
			let time = self.nodes[0].time(Some(hash));
			for call in self.nodes[0].body(hash) {
				if let RuntimeCall::Feeds(Call::report { report, .. }) = call {
					let said = report.statements.iter().map(|said| said.observation.fetched_at);
					self.lags.extend(said.map(|fetched| time.saturating_sub(fetched)));
				}
			}
		}
	}

	/// Waits until something has happened.
	fn until(&mut self, what: &str, done: impl Fn(&Self) -> bool) {
		let start = Instant::now();
		loop {
			self.look();
			if done(self) {
				println!("{what} after {:.0} s", start.elapsed().as_secs_f32());
				return;
			}
			assert!(start.elapsed() < PATIENCE, "never: {what}; {}", self.tell());
			sleep(PACE);
		}
	}

	/// What can be seen, for whoever looks for a failure.
	fn tell(&self) -> String {
		let status = [W13, H100].map(|(_, feed)| self.nodes[0].status(feed));
		format!("{:?}, block {}", status, self.seen)
	}

	fn told<V>(&self, pick: impl Fn(&Event<Runtime>) -> Option<V>) -> Option<V> {
		self.events.iter().find_map(|event| match event {
			RuntimeEvent::Feeds(event) => pick(event),
			_ => None,
		})
	}

	/// Whether a feed says what the sources of the first node serve.
	fn is_as_served(&self, feed: FeedKey) -> bool {
		let truth = self.sims[0].as_ref().expect("they answer").truth();
		let status = self.nodes[0].status(feed);
		let value = status.current.map(|current| current.value);
		let is_good = status.age == Some(Age::Fresh) && status.state == State::Current;
		is_good && value == Some(served(&truth, feed))
	}
}

impl Ground for Network {
	fn node(&self) -> &Node {
		&self.nodes[0]
	}

	fn now(&self) -> u64 {
		self.nodes[0].time(None)
	}

	fn batch(&mut self, calls: Vec<RuntimeCall>) -> Vec<RuntimeEvent> {
		let node = &self.nodes[0];
		let transaction = node.batch(calls);
		let bytes = sp_core::bytes::to_hex(&transaction.encode(), false);
		let mut height = node.height();
		node.submit(&transaction).unwrap();
		let start = Instant::now();
		loop {
			assert!(start.elapsed() < PATIENCE, "a transaction is in no block");
			let Some(hash) = node.hash(Some(height)) else {
				sleep(PACE);
				continue;
			};
			let block = node.call("chain_getBlock", &json!([hash]));
			let body = block["block"]["extrinsics"].as_array().unwrap();
			if body.iter().any(|included| included == &bytes) {
				return node.events(hash);
			}
			height += 1;
		}
	}
}

#[test]
#[ignore = "needs a node with a runtime"]
fn four_validators_should_agree_fall_silent_and_recover_when_their_sources_do() {
	let _alone = alone();
	let start = Instant::now();
	let mut network = Network::start(&folder("network"));

	// The liar speaks before there is a quorum without him: what he says is seen, and counts for
	// nothing.
	network.join(&[0]);
	network.join(&[LIAR]);
	network.until("two have voted", |n| n.nodes[0].status(W13.1).round.votes == 2);
	network.join(&[1, 2]);
	network.until("three agree", |n| n.is_as_served(W13.1));
	network.until("the liar is struck", |n| {
		let struck = n.told(|event| match event {
			Event::ReporterStruck { who, strikes, .. } => Some((who.clone(), strikes.count)),
			_ => None,
		});
		struck.is_some_and(|struck| struck == (Dave.to_account_id(), 1))
	});

	// Every feed says what is served, to the last digit, and all nodes say the same.
	let feeds: Vec<(FeedKey, FeedRules)> = network.nodes[0].api("FeedsApi_feeds", &[]);
	assert_eq!(feeds.len(), 18);
	for (feed, _) in &feeds {
		network.until(&format!("{feed:?} is as served"), |n| n.is_as_served(*feed));
	}
	let height = network.nodes[0].height();
	network.until("all finalise", |n| n.nodes.iter().all(|node| node.finalised() >= height));
	for node in &network.nodes {
		assert_eq!(node.hash(Some(height)), network.nodes[0].hash(Some(height)));
	}

	loan::open(&mut network);
	let (first, second) = (Rack::register(&mut network, "A"), Rack::register(&mut network, "B"));
	network.until("the prices are fresh", |n| n.is_as_served(H100.1) && n.is_as_served(USED.1));
	let (running, drawn) = loan::borrow(&mut network, &first);
	assert_eq!(drawn, Ok(()));

	// Two of four are silent: three would be needed.
	network.look();
	network.events.clear();
	let ports = SILENT.map(|place| network.port(place));
	SILENT.iter().for_each(|place| network.sims[*place] = None);
	let before = newest(&network.nodes[0].status(H100.1)).unwrap();
	network.until("the quorum is lost", |n| {
		let lost = n.told(|event| match event {
			Event::QuorumLost { feed, have, need } if *feed == H100.1 => Some((*have, *need)),
			_ => None,
		});
		lost == Some((2, 3))
	});
	assert_eq!(network.nodes[0].status(H100.1).age, Some(Age::Fresh), "the alarm comes first");
	network.until("the price is soft stale", |n| {
		let told = n.told(|event| match event {
			Event::FeedSoftStale { feed, .. } if *feed == H100.1 => Some(()),
			_ => None,
		});
		told.is_some() && n.nodes[0].status(H100.1).age == Some(Age::Soft)
	});
	let (_, refused) = loan::borrow(&mut network, &second);
	let reason = FactError::Feed(FeedFault::SoftStale);
	assert_eq!(refused, Err(pallet_lending::Error::<Runtime>::Fact(reason).into()));
	assert_eq!(loan::repay(&mut network, running), Ok(()));
	let after = newest(&network.nodes[0].status(H100.1)).unwrap();
	// One more round may have closed while they fell silent.
	assert!(after.round.0 <= before.round.0 + 1, "{before:?} {after:?}");
	assert_eq!(after.value, before.value);

	// They are back.
	for (place, port) in SILENT.into_iter().zip(ports) {
		let folder = network.folder.join(place.to_string());
		network.sims[place] = Some(Sim::start(&folder, port, HONEST, &[]));
	}
	network.until("the prices are back", |n| n.is_as_served(H100.1) && n.is_as_served(USED.1));
	let (_, drawn) = loan::borrow(&mut network, &second);
	assert_eq!(drawn, Ok(()));
	let height = network.nodes[0].height();
	network.until("all finalise", |n| n.nodes.iter().all(|node| node.finalised() >= height));
	network.look();
	let mut lags = network.lags;
	lags.sort_unstable();
	let slow = lags[lags.len() * 95 / 100];
	println!("{} statements, 95 of 100 in a block within {slow} s of the fetch", lags.len());
	assert!(lags.len() > 100 && slow <= LAG, "{lags:?}");
	let took = start.elapsed();
	assert!(took <= LIMIT, "it took {took:?}");
}
