//! Four validators of `local_fast`: keys that change while they run, a node that joins by warp sync,
//! what a report says of them, and one that is started twice. Needs a node with a runtime, so this test is ignored unless asked
//! for by `make test-validators`.

mod double;
#[path = "../feeds/http.rs"]
mod http;
mod keys;
mod network;
#[path = "../feeds/programs.rs"]
#[allow(dead_code, reason = "the feeds' tests need more of it")]
mod programs;
mod warp;

use network::{caliber, Network};
use std::time::{Duration, Instant};

/// How long all may take.
const LIMIT: Duration = Duration::from_secs(600);

#[test]
#[ignore = "needs a node with a runtime"]
fn four_validators_should_change_keys_be_joined_by_warp_and_eject_a_twin_when_they_run() {
	let start = Instant::now();
	let network = Network::start(network::folder("validators"), "local_fast");
	keys::rotate(&network);
	// The proof that the newcomer asks for leads over the change of keys.
	warp::join(&network);
	report(&network);
	double::start_twice(&network);
	let took = start.elapsed();
	println!("all in {:.0} s", took.as_secs_f32());
	assert!(took <= LIMIT, "it took {took:?}");
}

/// A report of all four; how fast they are depends on the machine, and is no matter of this test.
fn report(network: &Network) {
	let urls: Vec<String> = network.nodes.iter().map(programs::Node::url).collect();
	let mut arguments = vec!["network", "report", "--seconds", "20"];
	urls.iter().for_each(|url| arguments.extend(["--url", url]));
	let (done, said) = caliber(&arguments);
	print!("{said}");
	assert!(done, "{said}");
	for part in ["4 nodes, 20 seconds", "slots ", "missed ", "final    p50"] {
		assert!(said.contains(part), "{part}: {said}");
	}
}
