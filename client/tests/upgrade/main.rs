//! A runtime with a migration, on four validators: holders vote for it and it goes well; its migration
//! fails, and they repair it. Needs a node with a runtime and the next one (`make rehearsal-wasm`), so
//! this test is ignored unless asked for by `make test-upgrade`.

#[path = "../feeds/chain.rs"]
#[allow(dead_code, reason = "the feeds' tests need more of it")]
mod chain;
mod decide;
mod failed;
#[path = "../feeds/http.rs"]
mod http;
#[path = "../validators/network.rs"]
#[allow(dead_code, reason = "the validators' test needs more of it")]
mod network;
mod notes;
#[path = "../feeds/programs.rs"]
#[allow(dead_code, reason = "the feeds' tests need more of it")]
mod programs;
mod spec;
mod voted;
mod world;

use std::time::{Duration, Instant};

/// How long both stories may take.
const LIMIT: Duration = Duration::from_secs(600);

#[test]
#[ignore = "needs a node with a runtime, and the next one"]
fn upgrade_should_migrate_by_a_vote_and_be_repaired_by_another_when_it_fails() {
	let start = Instant::now();
	voted::play();
	println!("a vote and its upgrade: {:.0} s", start.elapsed().as_secs_f32());
	failed::play();
	let took = start.elapsed();
	println!("all in {:.0} s", took.as_secs_f32());
	assert!(took <= LIMIT, "it took {took:?}");
}
