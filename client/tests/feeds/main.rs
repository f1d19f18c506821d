//! Feeds on real nodes: sources over HTTP, the worker of the node, the chain. Needs a node with a
//! runtime, so these tests are ignored unless asked for by `make test-feeds`.

mod answers;
mod bills;
mod cases;
mod chain;
mod feeder;
mod http;
mod loan;
mod market;
mod network;
mod nodes;
mod programs;
mod reporters;
mod speed;
mod world;

use cases::CASES;
use std::{
	path::PathBuf,
	sync::{Mutex, MutexGuard, PoisonError},
	time::{Duration, Instant},
};
use world::{World, BILLS, FED};

/// How long all cases may take together.
const LIMIT: Duration = Duration::from_secs(300);
/// Where the table of cases stands.
const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/feeds-scenarios.md");

/// One test at a time: each has a machine full of nodes.
fn alone() -> MutexGuard<'static, ()> {
	static ONE: Mutex<()> = Mutex::new(());
	ONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// An empty folder of a test's own.
fn folder(name: &str) -> PathBuf {
	let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
	let _ = std::fs::remove_dir_all(&folder);
	std::fs::create_dir_all(&folder).unwrap();
	folder
}

#[test]
#[ignore = "needs a node with a runtime"]
fn hostile_cases_should_end_as_documented_when_played_on_one_node() {
	let _alone = alone();
	let start = Instant::now();
	let mut world = World::start(&folder("scenarios"));
	// One case, for whoever looks at it: CASE=12.
	let only: Option<u8> = std::env::var("CASE").ok().and_then(|number| number.parse().ok());
	if only.is_some_and(|number| number != 2) {
		[FED, BILLS].into_iter().for_each(|source| world.sim.arm(source, "off"));
	}
	let mut seen = Vec::new();
	for case in CASES.iter().filter(|case| only.is_none_or(|number| case.number == number)) {
		let began = Instant::now();
		let observed = (case.play)(&mut world);
		println!("case {} in {:.1} s: {observed}", case.number, began.elapsed().as_secs_f32());
		seen.push((case, observed));
	}
	let took = start.elapsed();
	let table = cases::table(&seen);
	let wrong: Vec<String> = seen
		.iter()
		.filter(|(case, observed)| case.expected != observed)
		.map(|(case, observed)| {
			let (number, expected) = (case.number, case.expected);
			format!("case {number}\n  expected {expected}\n  observed {observed}")
		})
		.collect();
	assert!(wrong.is_empty(), "{}", wrong.join("\n"));
	assert!(took <= LIMIT, "the cases took {took:?}");
	if only.is_some() {
		return;
	}
	let page = std::fs::read_to_string(TABLE).unwrap_or_default();
	let head = page.split("| case |").next().unwrap_or_default();
	let want = format!("{head}{table}");
	if std::env::var_os("UPDATE_DOCS").is_some() {
		std::fs::write(TABLE, want).unwrap();
	} else {
		assert_eq!(page, want, "docs/feeds-scenarios.md is old; write it with UPDATE_DOCS=1");
	}
}
