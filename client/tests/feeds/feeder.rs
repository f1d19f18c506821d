//! A reporter outside a node whose own worker asks nobody.

use crate::{
	alone, folder,
	http::free_port,
	programs::{Node, Sim},
	world::{weekday, EVENING},
};
use caliber_feeds_core::{FeedKey, ObsDay, Source};
use serde_json::json;
use std::{
	fmt::Write,
	path::Path,
	process::{Command, Output},
};

/// An oracle file for all sources that need no key, at `feed-sim`.
fn oracle(port: u16) -> String {
	let mut text = "version = 1\n[policy]\nallow_http_loopback = true\n".to_string();
	for (source, path) in [
		(Source::UstBillXml, ""),
		(Source::NyFed, ""),
		(Source::VastBundles, ""),
		(Source::RunpodGraphql, ""),
		(Source::LambdaInstances, ""),
		(Source::ResaleCatalogue, "/resale-a"),
		(Source::ResaleCatalogueB, "/resale-b"),
		(Source::ResaleCatalogueC, "/resale-c"),
	] {
		let (id, kind) = (source.id(), source.kind());
		writeln!(
			text,
			"[[source]]\nid = {id}\nkind = \"{kind}\"\nbase = \"http://127.0.0.1:{port}{path}\"\n\
			 header = {{ Authorization = \"env:CALIBER_TEST_KEY\" }}"
		)
		.unwrap();
	}
	text
}

fn feeder(file: &Path, node: &Node, secret: &str) -> Output {
	Command::new(env!("CARGO_BIN_EXE_caliber"))
		.args(["feeder", "--once", "--seed", secret, "--url", &node.url(), "--config"])
		.arg(file)
		.env("CALIBER_TEST_KEY", "Bearer x")
		.output()
		.unwrap()
}

#[test]
#[ignore = "needs a node with a runtime"]
fn feeder_should_bring_every_feed_on_chain_when_the_node_asks_nobody() {
	let _alone = alone();
	let folder = folder("feeder");
	let sim = Sim::start(&folder, free_port(), 1, &[]);
	let arguments = ["--dev", "--sealing=manual", "--oracle-off", "--port=0"].map(String::from);
	let mut node = Node::launch(&folder, &arguments, &[]);
	node.ready();
	let seal = || node.call("dev_newBlock", &json!([]));
	// On the evening of a Wednesday, whatever day it is here.
	let travel = |seconds: u64| {
		let travelled = node.call("dev_timeTravel", &json!([seconds]));
		travelled["nextTimestamp"].as_u64().unwrap() / 1_000
	};
	let now = travel(0);
	let mut days = (1..8).map(|days| ObsDay::of(now).after(days));
	let evening = days.find(|day| weekday(*day) == 3).unwrap().start() + EVENING;
	sim.set_clock(travel(evening - now));
	seal();
	let file = folder.join("oracle.toml");
	std::fs::write(&file, oracle(sim.port)).unwrap();
	let feeds: Vec<(FeedKey, pallet_feeds::FeedRules)> = node.api("FeedsApi_feeds", &[]);
	assert_eq!(feeds.len(), 18);

	// Nobody else's key is one of a reporter.
	let output = feeder(&file, &node, "//Bob");
	let said = String::from_utf8_lossy(&output.stderr).into_owned();
	assert!(!output.status.success() && said.contains("session keys"), "{said}");

	let output = feeder(&file, &node, "//Alice");
	let said = String::from_utf8_lossy(&output.stdout).into_owned();
	assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
	assert_eq!(said.matches("\nreported ").count(), feeds.len(), "{said}");
	seal();
	for (feed, _) in &feeds {
		assert!(node.status(*feed).current.is_some(), "{feed:?} says nothing");
	}
	let (truth, bill) = (sim.truth(), FeedKey::TBillDiscount(caliber_feeds_core::Tenor::W13));
	let value = node.status(bill).current.map(|current| current.value);
	assert_eq!(value, truth["tbill_13w"]["discount_ppb"].as_i64());

	// What is known is not said again, and no source is asked.
	let output = feeder(&file, &node, "//Alice");
	let said = String::from_utf8_lossy(&output.stdout).into_owned();
	assert!(output.status.success() && said.contains("nothing to say"), "{said}");
}
