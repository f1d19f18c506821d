//! A node that joins by warp sync: it is at the tip with its state before it has the blocks.

use crate::network::{finalised, hash, height, stored, until, Network};
use caliber_runtime::{Runtime, SessionKeys};
use pallet_session::NextKeys;
use serde_json::json;
use sp_keyring::Sr25519Keyring::Bob;
use std::{
	thread::sleep,
	time::{Duration, Instant},
};

/// Blocks that the network has made long ago.
const EARLY: [u32; 3] = [1, 7, 20];
/// How long joining may take.
const PATIENCE: Duration = Duration::from_secs(90);

/// Joins, and looks how.
pub fn join(network: &Network) {
	let old = &network.nodes[0];
	let early = EARLY.map(|number| hash(old, number).unwrap());
	let mut new = network.launch("newcomer", &["--sync=warp", "--name=newcomer"]);
	new.ready();
	let start = Instant::now();
	let mut at_tip = None;
	// Between the state of the tip and the blocks before it lies less than a second.
	while new.call("chain_getBlock", &json!([early[0]])).is_null() {
		let tip = height(&new);
		if at_tip.is_none() && tip > 0 {
			assert!(new.call("chain_getBlock", &json!([early[1]])).is_null());
			at_tip = Some(tip);
		}
		assert!(start.elapsed() < PATIENCE, "no early block: {}", new.log());
		sleep(Duration::from_millis(2));
	}
	let tip = at_tip.expect("the state comes before the blocks");
	println!("at block {tip} without block {}", EARLY[0]);
	assert!(tip > EARLY[2]);

	until("the history is there", || {
		early.iter().all(|hash| !new.call("chain_getBlock", &json!([hash])).is_null())
	});
	for hash in early {
		let question = json!([hash]);
		let body = |node: &crate::programs::Node| {
			node.call("chain_getBlock", &question)["block"]["extrinsics"].clone()
		};
		assert_eq!(body(&new), body(old));
		// Nobody has run these blocks here.
		let state = new.ask("state_getRuntimeVersion", &question);
		assert!(state.is_err(), "{state:?}");
	}
	let lines =
		["Warp sync is complete", "State sync is complete", "Block history download is complete"];
	// The node answers before its log is written.
	until("the log tells it", || lines.iter().all(|line| new.log().contains(line)));
	let log = new.log();
	let places = lines.map(|line| log.find(line).unwrap_or_default());
	assert!(places.is_sorted(), "{log}");

	let keys = NextKeys::<Runtime>::hashed_key_for(Bob.to_account_id());
	let at = hash(&new, tip);
	assert_eq!(at, hash(old, tip));
	let (known, told): (Option<SessionKeys>, Option<SessionKeys>) =
		(stored(&new, &keys, at), stored(old, &keys, at));
	assert!(known.is_some() && known == told);
	until("the newcomer follows", || finalised(&new) > tip + 2);
	let last = finalised(&new);
	assert_eq!(hash(&new, last), hash(old, last));
}
