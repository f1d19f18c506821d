//! The nodes.

use crate::{
	http::free_port,
	programs::{program, Node},
};
use caliber_runtime::Hash;
use codec::Decode;
use serde_json::{json, Value};
use std::{
	path::{Path, PathBuf},
	process::Command,
	thread::sleep,
	time::{Duration, Instant},
};

/// How long a part of the test may take.
const PATIENCE: Duration = Duration::from_secs(240);
/// How often is looked.
const PACE: Duration = Duration::from_millis(200);
/// The validators, by their flags.
const NAMES: [&str; 4] = ["--alice", "--bob", "--charlie", "--dave"];

/// Four validators that know each other.
pub struct Network {
	pub nodes: Vec<Node>,
	folder: PathBuf,
	chain: String,
	peer: String,
}

/// An empty folder.
pub fn folder(name: &str) -> PathBuf {
	let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
	let _ = std::fs::remove_dir_all(&folder);
	std::fs::create_dir_all(&folder).unwrap();
	folder
}

impl Network {
	/// Starts them on a chain, or its spec, and waits until they finalise.
	pub fn start(folder: PathBuf, chain: &str) -> Self {
		let (nodes, chain, peer) = (Vec::new(), format!("--chain={chain}"), String::new());
		let mut network = Self { nodes, folder, chain, peer };
		for flag in NAMES {
			let mut node = network.launch(flag, &[flag]);
			if network.peer.is_empty() {
				node.ready();
				network.peer = address(&node);
			}
			network.nodes.push(node);
		}
		network.nodes.iter_mut().for_each(Node::ready);
		until("four finalise", || network.nodes.iter().all(|node| finalised(node) >= 2));
		network
	}

	/// Starts a node that need not answer yet.
	pub fn launch(&self, name: &str, flags: &[&str]) -> Node {
		let listen = format!("--listen-addr=/ip4/127.0.0.1/tcp/{}", free_port());
		let mut arguments = vec![self.chain.clone(), listen, "--oracle-off".into()];
		arguments.extend(flags.iter().map(ToString::to_string));
		if !self.peer.is_empty() {
			arguments.push(format!("--bootnodes={}", self.peer));
		}
		Node::launch(&self.folder.join(name.trim_start_matches('-')), &arguments, &[])
	}
}

/// Where others find a node.
fn address(node: &Node) -> String {
	let all = node.call("system_localListenAddresses", &json!([]));
	let mut all = all.as_array().unwrap().iter().filter_map(Value::as_str);
	all.find(|address| address.contains("/ip4/127.0.0.1/")).unwrap().into()
}

/// Waits until something holds.
pub fn until(what: &str, mut done: impl FnMut() -> bool) {
	let start = Instant::now();
	while !done() {
		assert!(start.elapsed() < PATIENCE, "never: {what}");
		sleep(PACE);
	}
	println!("{what} after {:.1} s", start.elapsed().as_secs_f32());
}

/// The height in a header.
pub fn height_of(header: &Value) -> u32 {
	let number = header["number"].as_str().unwrap().trim_start_matches("0x");
	u32::from_str_radix(number, 16).unwrap()
}

/// The height of a node's last block.
pub fn height(node: &Node) -> u32 {
	height_of(&node.call("chain_getHeader", &json!([])))
}

/// The height of its last final block.
pub fn finalised(node: &Node) -> u32 {
	let head = node.call("chain_getFinalizedHead", &json!([]));
	height_of(&node.call("chain_getHeader", &json!([head])))
}

/// The hash of a block.
pub fn hash(node: &Node, number: u32) -> Option<Hash> {
	let hash = node.call("chain_getBlockHash", &json!([number]));
	serde_json::from_value(hash).ok()
}

/// What is stored under a key.
pub fn stored<V: Decode>(node: &Node, key: &[u8], at: Option<Hash>) -> Option<V> {
	let key = sp_core::bytes::to_hex(key, false);
	let value = node.call("state_getStorage", &json!([key, at]));
	let bytes = sp_core::bytes::from_hex(value.as_str()?).unwrap();
	Some(V::decode(&mut &bytes[..]).unwrap())
}

/// The client: whether it succeeds, and what it says.
pub fn caliber(arguments: &[&str]) -> (bool, String) {
	let output = Command::new(program("caliber")).args(arguments).output().unwrap();
	let text =
		[&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text).into_owned());
	(output.status.success(), text.concat())
}
