//! The programs, started from the folder of the client's own and ended when dropped.

use crate::http::{ask, free_port, rpc};
use serde_json::{json, Value};
use std::{
	fs::File,
	path::{Path, PathBuf},
	process::{Child, Command, Stdio},
	thread::sleep,
	time::{Duration, Instant},
};

/// How long a program may take until it answers.
const PATIENCE: Duration = Duration::from_secs(90);

/// Where a program is. `make node` builds all of them.
pub fn program(name: &str) -> PathBuf {
	let path = Path::new(env!("CARGO_BIN_EXE_caliber")).with_file_name(name);
	assert!(path.is_file(), "{} is missing; build it with `make node`", path.display());
	path
}

/// A program that runs until it is dropped.
struct Running {
	child: Child,
	log: PathBuf,
}

impl Running {
	fn start(command: &mut Command, log: &Path) -> Self {
		let open = || File::options().create(true).append(true).open(log).unwrap();
		let child = command.stdin(Stdio::null()).stdout(open()).stderr(open()).spawn().unwrap();
		Self { child, log: log.into() }
	}

	fn wait(&mut self, what: &str, mut done: impl FnMut() -> bool) {
		let start = Instant::now();
		while !done() {
			let ended = self.child.try_wait().unwrap();
			let log = || std::fs::read_to_string(&self.log).unwrap_or_default();
			assert!(ended.is_none(), "{what}: it ended with {ended:?}: {}", log());
			assert!(start.elapsed() < PATIENCE, "{what}: it does not answer: {}", log());
			sleep(Duration::from_millis(50));
		}
	}
}

impl Drop for Running {
	fn drop(&mut self) {
		// It may have ended by itself.
		let _ = self.child.kill();
		let _ = self.child.wait();
	}
}

/// A node.
pub struct Node {
	running: Running,
	rpc: u16,
}

impl Node {
	/// Starts one that need not answer yet. Its database and log are in `folder`.
	pub fn launch(folder: &Path, arguments: &[String], variables: &[(&str, &Path)]) -> Self {
		let rpc = free_port();
		let base = format!("--base-path={}", folder.join("node").display());
		let port = format!("--rpc-port={rpc}");
		let mut command = Command::new(program("caliber-node"));
		command.args([base.as_str(), &port, "--no-prometheus", "--no-telemetry", "--no-mdns"]);
		command.args(arguments).envs(variables.iter().copied());
		std::fs::create_dir_all(folder).unwrap();
		Self { running: Running::start(&mut command, &folder.join("node.log")), rpc }
	}

	/// Where it answers.
	pub fn url(&self) -> String {
		format!("ws://127.0.0.1:{}", self.rpc)
	}

	/// Waits until it answers.
	pub fn ready(&mut self) {
		let port = self.rpc;
		self.running
			.wait("caliber-node", || matches!(rpc(port, "system_health", &json!([])), Some(Ok(_))));
	}

	/// The seconds for which it has kept a core busy, as the kernel counts them: in hundredths.
	pub fn busy(&self) -> f64 {
		let stat =
			std::fs::read_to_string(format!("/proc/{}/stat", self.running.child.id())).unwrap();
		// The name in parentheses may hold blanks; time of its own and in the kernel are 12 and 13
		// fields after it.
		let (_, fields) = stat.rsplit_once(") ").unwrap();
		let ticks = fields.split(' ').skip(11).take(2).map(|ticks| ticks.parse::<f64>().unwrap());
		ticks.sum::<f64>() / 100.0
	}

	/// Ends it, and lets it write down what it knows.
	pub fn end(&mut self) {
		let id = self.running.child.id().to_string();
		assert!(Command::new("kill").arg(id).status().unwrap().success());
		let start = Instant::now();
		while self.running.child.try_wait().unwrap().is_none() {
			assert!(start.elapsed() < PATIENCE, "caliber-node does not end");
			sleep(Duration::from_millis(50));
		}
	}

	/// What it says to a question, or why not.
	pub fn ask(&self, method: &str, params: &Value) -> Result<Value, Value> {
		rpc(self.rpc, method, params).unwrap_or_else(|| panic!("{method}: the node is silent"))
	}

	/// What it says to a question.
	pub fn call(&self, method: &str, params: &Value) -> Value {
		self.ask(method, params).unwrap_or_else(|error| panic!("{method}: {error}"))
	}

	/// What it has written.
	pub fn log(&self) -> String {
		std::fs::read_to_string(&self.running.log).unwrap_or_default()
	}
}

/// A node that ends by itself: what it says last.
pub fn last_words(folder: &Path, arguments: &[String], variables: &[(&str, &Path)]) -> String {
	let output = Command::new(program("caliber-node"))
		.arg(format!("--base-path={}", folder.display()))
		.args(arguments)
		.envs(variables.iter().copied())
		.output()
		.unwrap();
	assert!(!output.status.success(), "{arguments:?}: it should not have started");
	let text = String::from_utf8_lossy(&output.stderr).into_owned();
	assert!(!text.contains("panicked"), "{arguments:?}: {text}");
	let said = text.lines().rev().find(|line| line.starts_with("caliber-node:"));
	said.unwrap_or_else(|| panic!("{arguments:?} ended without a word: {text}")).into()
}

/// The sources.
pub struct Sim {
	running: Running,
	/// Where they answer.
	pub port: u16,
}

impl Sim {
	/// Starts them on a port.
	pub fn start(folder: &Path, port: u16, seed: u64, more: &[String]) -> Self {
		std::fs::create_dir_all(folder).unwrap();
		let mut command = Command::new(program("feed-sim"));
		command.args([format!("--port={port}"), format!("--seed={seed}")]).args(more);
		let mut sim = Self { running: Running::start(&mut command, &folder.join("sim.log")), port };
		sim.running.wait("feed-sim", || ask(port, "GET", "/control/truth", &Value::Null).is_some());
		sim
	}

	/// What it has written.
	pub fn log(&self) -> String {
		std::fs::read_to_string(&self.running.log).unwrap_or_default()
	}

	fn post(&self, path: &str, body: &Value) {
		let answer = ask(self.port, "POST", path, body);
		let error = answer.as_ref().map_or(Some("silence"), |answer| answer["error"].as_str());
		assert!(error.is_none(), "feed-sim: {path} {body}: {error:?}");
	}

	/// Sets its clock, Unix seconds.
	pub fn set_clock(&self, unix: u64) {
		self.post("/control/clock", &json!({ "unix": unix }));
	}

	/// Makes a source misbehave to a degree.
	pub fn arm_with(&self, source: &str, fault: &str, amount: u32) {
		let body = json!({ "source": source, "fault": fault, "amount": amount });
		self.post("/control/scenario", &body);
	}

	/// Makes a source misbehave, or behave again with `off`.
	pub fn arm(&self, source: &str, fault: &str) {
		self.post("/control/scenario", &json!({ "source": source, "fault": fault }));
	}

	/// What an honest reader finds.
	pub fn truth(&self) -> Value {
		ask(self.port, "GET", "/control/truth", &Value::Null).expect("feed-sim is silent")
	}
}
