//! The node as a user runs it. Needs a binary with a runtime, so these tests are ignored unless
//! asked for: `env -u SKIP_WASM_BUILD cargo test --release -p caliber-node --test node -- --ignored`.

use serde_json::{json, Value};
use std::{
	io::{Read, Write},
	net::{TcpListener, TcpStream},
	path::Path,
	process::{Child, Command, Output, Stdio},
	thread::sleep,
	time::{Duration, Instant},
};

const NODE: &str = env!("CARGO_BIN_EXE_caliber-node");
const SLOT_MILLIS: u64 = 2_000;

fn free_port() -> u16 {
	TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// A running node, stopped when dropped.
struct Node {
	process: Child,
	rpc: u16,
}

impl Node {
	fn start(args: &[&str]) -> Self {
		let rpc = free_port();
		let process = Command::new(NODE)
			.args(["--rpc-port", &rpc.to_string(), "--no-prometheus", "--no-telemetry"])
			.args(args)
			.stdout(Stdio::null())
			.stderr(Stdio::null())
			.spawn()
			.unwrap();
		let mut node = Self { process, rpc };
		node.wait("answers", |node| node.try_call("system_health", json!([])).is_some());
		node
	}

	fn try_call(&self, method: &str, params: Value) -> Option<Value> {
		let body = json!({"jsonrpc": "2.0", "id": 1, "method": method, "params": params});
		let body = body.to_string();
		let mut stream = TcpStream::connect(("127.0.0.1", self.rpc)).ok()?;
		stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
		write!(
			stream,
			"POST / HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json\r\n\
			 Connection: close\r\nContent-Length: {}\r\n\r\n{body}",
			self.rpc,
			body.len()
		)
		.ok()?;
		let mut answer = String::new();
		stream.read_to_string(&mut answer).ok()?;
		serde_json::from_str(answer.split_once("\r\n\r\n")?.1).ok()
	}

	fn call(&self, method: &str, params: Value) -> Value {
		let answer = self.try_call(method, params).expect("the node answers");
		assert!(answer.get("error").is_none(), "{method}: {answer}");
		answer["result"].clone()
	}

	fn finalised(&self) -> u64 {
		let head = self.call("chain_getFinalizedHead", json!([]));
		let header = self.call("chain_getHeader", json!([head]));
		u64::from_str_radix(header["number"].as_str().unwrap().trim_start_matches("0x"), 16)
			.unwrap()
	}

	fn wait(&mut self, what: &str, done: impl Fn(&Self) -> bool) {
		let start = Instant::now();
		while !done(self) {
			assert!(start.elapsed() < Duration::from_secs(90), "the node never {what}");
			if let Some(status) = self.process.try_wait().unwrap() {
				panic!("the node ended with {status} before it {what}");
			}
			sleep(Duration::from_millis(200));
		}
	}
}

impl Drop for Node {
	fn drop(&mut self) {
		let _ = self.process.kill();
		let _ = self.process.wait();
	}
}

#[test]
#[ignore = "needs a node with a runtime"]
fn sealed_node_should_make_final_blocks_and_travel_when_asked_by_rpc() {
	let port = free_port().to_string();
	let node = Node::start(&["--dev", "--sealing", "manual", "--port", &port]);
	let mut before = node.call("dev_newBlock", json!([]));
	assert_eq!(before["number"], 1);

	for number in 2..12 {
		let block = node.call("dev_newBlock", json!([]));
		assert_eq!(block["number"], number);
		let step = block["timestamp"].as_u64().unwrap() - before["timestamp"].as_u64().unwrap();
		assert_eq!(step, SLOT_MILLIS);
		assert_eq!(node.call("chain_getFinalizedHead", json!([])), block["hash"]);
		before = block;
	}

	for seconds in [0, 1, 86_401] {
		let travelled = node.call("dev_timeTravel", json!([seconds]));
		let block = node.call("dev_newBlock", json!([]));
		assert_eq!(
			block["timestamp"],
			travelled["nextTimestamp"].as_u64().unwrap().next_multiple_of(SLOT_MILLIS)
		);
		let step = block["timestamp"].as_u64().unwrap() - before["timestamp"].as_u64().unwrap();
		assert_eq!(step, (SLOT_MILLIS + seconds * 1_000).next_multiple_of(SLOT_MILLIS));
		before = block;
	}
	let refusal = node.try_call("dev_timeTravel", json!([u64::MAX])).unwrap();
	assert!(refusal["error"]["message"].as_str().unwrap().contains("at most"), "{refusal}");
}

#[test]
#[ignore = "needs a node with a runtime"]
fn two_nodes_should_finalise_when_started_from_the_committed_local_spec() {
	let spec = concat!(env!("CARGO_MANIFEST_DIR"), "/../chain-specs/local.json");
	let port = free_port().to_string();
	let mut alice = Node::start(&["--chain", spec, "--alice", "--tmp", "--port", &port]);
	let peer = alice.call("system_localPeerId", json!([]));
	let peer = format!("/ip4/127.0.0.1/tcp/{port}/p2p/{}", peer.as_str().unwrap());
	let port = free_port().to_string();
	let bob = ["--chain", spec, "--bob", "--tmp", "--port", &port, "--bootnodes", &peer];
	let mut bob = Node::start(&bob);
	for node in [&mut alice, &mut bob] {
		node.wait("finalises", |node| node.finalised() >= 5);
	}
	assert_eq!(
		alice.call("chain_getBlockHash", json!([5])),
		bob.call("chain_getBlockHash", json!([5]))
	);
	let dev = alice.try_call("dev_newBlock", json!([])).unwrap();
	assert_eq!(dev["error"]["code"], -32601, "{dev}");
}

fn run(base: &Path, args: &[&str]) -> Output {
	Command::new(NODE).arg("--base-path").arg(base).args(args).output().unwrap()
}

#[test]
#[ignore = "needs a node with a runtime"]
fn node_should_end_with_one_clear_line_when_its_input_is_bad() {
	let folder = tempfile::tempdir().unwrap();
	let write = |name: &str, text: &str| {
		let path = folder.path().join(name);
		std::fs::write(&path, text).unwrap();
		path.to_str().unwrap().to_owned()
	};
	let live =
		std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../chain-specs/local.json"))
			.unwrap()
			.replace("\"Local\"", "\"Live\"");
	let live = write("live.json", &live);
	let broken = write("broken.json", "{");
	let foreign = write(
		"foreign.json",
		r#"{"name":"X","id":"x","chainType":"Live","bootNodes":[],"genesis":
		{"raw":{"top":{"0x3a636f6465":"0x0061736d01000000"},"childrenDefault":{}}}}"#,
	);
	let oracle = write("oracle.toml", "version = 1\n[[source]]\nid = 1\n");
	// Somebody's own node may have the usual one.
	let free = free_port().to_string();
	let cases: &[(&[&str], &str)] = &[
		(&[], "which chain?"),
		(&["--chain", "no/such.json"], "cannot read chain spec `no/such.json`"),
		(&["--chain", &broken], "not JSON"),
		(&["--chain", &foreign], "no `caliber` runtime"),
		(&["--chain", &live, "--sealing", "manual"], "development chains only"),
		(&["--chain", "local", "--sealing", "manual"], "development chains only"),
		(&["--chain", &live, "--validator", "--rpc-port", &free], "generate-node-key"),
		(&["--chain", "local", "--oracle-config", "no/such.toml"], "oracle file `no/such.toml`"),
		(&["--chain", "local", "--oracle-config", &oracle], "missing field"),
		(&["--chain", &live, "--oracle-base", "ust-bill-xml=http://127.0.0.1:1"], "--oracle-base"),
		(&["--chain", "local", "--oracle-base", "ust-bill-xml=http://10.0.0.1"], "private"),
	];
	for (args, reason) in cases {
		let base = folder.path().join("base");
		let output = run(&base, args);
		let errors = String::from_utf8_lossy(&output.stderr);
		assert_eq!(output.status.code(), Some(1), "{args:?}: {errors}");
		assert!(errors.contains(reason) && !errors.contains("panicked"), "{args:?}: {errors}");
		assert_eq!(errors.lines().filter(|line| line.starts_with("caliber-node:")).count(), 1);
		assert!(!base.exists(), "{args:?} left a database folder");
	}
	for args in [&["--no-such-flag"][..], &["--dev", "--sealing", "sometimes"]] {
		let output = run(&folder.path().join("base"), args);
		assert_eq!(output.status.code(), Some(2), "{args:?}");
	}
}

#[test]
#[ignore = "needs a node with a runtime"]
fn node_should_name_the_flag_when_a_port_is_taken() {
	let folder = tempfile::tempdir().unwrap();
	let taken = TcpListener::bind("127.0.0.1:0").unwrap();
	let port = taken.local_addr().unwrap().port().to_string();
	let free = [free_port(), free_port()].map(|port| port.to_string());
	for (flag, others) in [
		("--rpc-port", ["--port", "--prometheus-port"]),
		("--prometheus-port", ["--port", "--rpc-port"]),
		("--port", ["--rpc-port", "--prometheus-port"]),
	] {
		let base = folder.path().join("base");
		let args = ["--chain", "local", flag, &port, others[0], &free[0], others[1], &free[1]];
		let output = run(&base, &args);
		let errors = String::from_utf8_lossy(&output.stderr);
		assert_eq!(output.status.code(), Some(1), "{flag}: {errors}");
		assert!(errors.contains(flag) && errors.contains("cannot listen"), "{flag}: {errors}");
		assert!(!base.exists(), "{flag} left a database folder");
	}
}

#[test]
#[ignore = "needs a node with a runtime"]
fn spec_should_be_complete_when_exported() {
	for command in [&["build-spec", "--disable-default-bootnode"][..], &["export-chain-spec"]] {
		for (chain, validators) in [("dev", 1), ("local", 2)] {
			let args = [command, &["--chain", chain]].concat();
			let plain = Command::new(NODE).args(&args).output().unwrap();
			let plain: Value = serde_json::from_slice(&plain.stdout).expect("plain spec");
			let genesis = &plain["genesis"]["runtimeGenesis"];
			assert!(genesis["code"].as_str().unwrap().len() > 100_000);
			let keys = genesis["patch"]["session"]["keys"].as_array().unwrap();
			assert_eq!(keys.len(), validators, "{args:?}");
			assert_eq!(plain["properties"]["tokenSymbol"], "CAL");

			let raw = Command::new(NODE).args(&args).arg("--raw").output().unwrap();
			let raw: Value = serde_json::from_slice(&raw.stdout).expect("raw spec");
			assert!(raw["genesis"]["raw"]["top"]["0x3a636f6465"].is_string());
		}
	}
}
