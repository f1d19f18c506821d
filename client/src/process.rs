//! The programs that the demo and local networks start, and how they end them.

use anyhow::{bail, ensure, Context};
use std::{
	fs::File,
	net::{Ipv4Addr, SocketAddr, TcpListener},
	os::unix::process::CommandExt,
	path::{Path, PathBuf},
	process::{Child, Command, Stdio},
	time::{Duration, Instant},
};

/// How long a program may take until it listens.
pub const PATIENCE: Duration = Duration::from_secs(60);
/// How often is looked whether it does.
const PACE: Duration = Duration::from_millis(20);

/// Where the programs are.
#[derive(Debug, Clone)]
pub struct Programs {
	folder: PathBuf,
}

impl Programs {
	/// Looks into `folder`, or into the one of this program.
	///
	/// # Errors
	/// Names what is missing and how to get it.
	pub fn find(folder: Option<&Path>) -> anyhow::Result<Self> {
		let folder = match folder {
			Some(folder) => folder.to_path_buf(),
			None => std::env::current_exe()
				.ok()
				.and_then(|program| program.parent().map(Path::to_path_buf))
				.context("cannot tell where this program is; name its folder with --bin")?,
		};
		let programs = Self { folder };
		for name in ["caliber-node", "feed-sim"] {
			ensure!(
				programs.path(name).is_file(),
				"{name} is missing in {}; build it with `make node`, or name its folder with --bin",
				programs.folder.display()
			);
		}
		Ok(programs)
	}

	fn path(&self, name: &str) -> PathBuf {
		self.folder.join(name)
	}
}

/// A port of loopback that nobody listens on: the one asked for, or any.
///
/// # Errors
/// Names the port and the flag that changes it.
pub fn free_port(asked: Option<u16>, flag: &str) -> anyhow::Result<u16> {
	let listener =
		TcpListener::bind((Ipv4Addr::LOCALHOST, asked.unwrap_or(0))).map_err(|error| {
			anyhow::anyhow!(
			"cannot listen on port {}: {error}; stop what uses it or choose another with {flag}",
			asked.unwrap_or(0)
		)
		})?;
	Ok(listener.local_addr()?.port())
}

/// A folder for logs and the node's database, gone when dropped unless kept.
#[derive(Debug)]
pub struct Folder {
	path: PathBuf,
	keep: bool,
}

impl Folder {
	/// Makes one.
	///
	/// # Errors
	/// When the system does not let it.
	pub fn make() -> anyhow::Result<Self> {
		let path = std::env::temp_dir().join(format!("caliber-demo-{}", std::process::id()));
		std::fs::create_dir_all(&path)
			.with_context(|| format!("cannot make {}; set TMPDIR", path.display()))?;
		Ok(Self { path, keep: false })
	}

	/// One that stays.
	///
	/// # Errors
	/// When the system does not let it be made.
	pub fn at(path: &Path) -> anyhow::Result<Self> {
		std::fs::create_dir_all(path)
			.with_context(|| format!("cannot make {}; name another folder", path.display()))?;
		Ok(Self { path: path.into(), keep: true })
	}

	/// Where it is.
	pub fn path(&self) -> &Path {
		&self.path
	}

	/// Leaves it.
	pub fn keep(&mut self) {
		self.keep = true;
	}

	/// Leaves it if a program has written into it; returns whether one has.
	pub fn keep_logs(&mut self) -> bool {
		let mut entries = std::fs::read_dir(&self.path).into_iter().flatten();
		self.keep = entries.next().is_some();
		self.keep
	}
}

impl Drop for Folder {
	fn drop(&mut self) {
		if !self.keep {
			// A temporary folder that stays does no harm.
			let _ = std::fs::remove_dir_all(&self.path);
		}
	}
}

/// A program that runs until it is dropped.
#[derive(Debug)]
pub struct Program {
	name: &'static str,
	process: Child,
	log: PathBuf,
	leave: bool,
}

impl Program {
	fn start(
		name: &'static str,
		path: &Path,
		arguments: &[String],
		folder: &Folder,
	) -> anyhow::Result<Self> {
		let log = folder.path().join(format!("{name}.log"));
		let open = || File::options().create(true).append(true).open(&log);
		let process = Command::new(path)
			.args(arguments)
			.stdin(Stdio::null())
			.stdout(open()?)
			.stderr(open()?)
			// Ctrl-C is for this program, which ends the others in order.
			.process_group(0)
			.spawn()
			.with_context(|| format!("cannot start {}", path.display()))?;
		Ok(Self { name, process, log, leave: false })
	}

	/// Its process id.
	pub fn id(&self) -> u32 {
		self.process.id()
	}

	/// Lets it run on when this program ends.
	pub fn leave(&mut self) {
		self.leave = true;
	}

	/// What it has written.
	fn written(&self) -> String {
		std::fs::read_to_string(&self.log).unwrap_or_default()
	}

	/// Fails when it has ended.
	///
	/// # Errors
	/// With the last thing that it said.
	pub fn ensure_alive(&mut self) -> anyhow::Result<()> {
		if let Some(status) = self.process.try_wait()? {
			let text = self.written();
			let said = text.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("nothing");
			bail!("{} ended with {status} and said: {said}", self.name);
		}
		Ok(())
	}
}

impl Drop for Program {
	fn drop(&mut self) {
		if !self.leave {
			// It may have ended by itself.
			let _ = self.process.kill();
			let _ = self.process.wait();
		}
	}
}

/// Starts `feed-sim` and waits until it listens.
///
/// # Errors
/// When it does not.
pub async fn feed_sim(
	programs: &Programs,
	folder: &Folder,
	seed: u64,
	port: u16,
) -> anyhow::Result<(Program, SocketAddr)> {
	let arguments = ["--seed".into(), seed.to_string(), "--port".into(), port.to_string()];
	let mut program = Program::start("feed-sim", &programs.path("feed-sim"), &arguments, folder)?;
	let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
	let start = Instant::now();
	loop {
		if crate::http::get(address, "/control/truth").await.is_ok() {
			return Ok((program, address));
		}
		program.ensure_alive()?;
		ensure!(start.elapsed() < PATIENCE, "feed-sim does not answer on {address}");
		tokio::time::sleep(PACE).await;
	}
}

/// Starts a node of a new development chain that makes blocks on demand. It need not listen yet.
///
/// # Errors
/// When it does not start.
pub fn node(
	programs: &Programs,
	folder: &Folder,
	rpc_port: u16,
	feeds: SocketAddr,
	sources: &[(&str, &str)],
) -> anyhow::Result<Program> {
	let base = folder.path().join("node");
	let mut arguments: Vec<String> = [
		"--dev",
		"--sealing=manual",
		"--state-pruning=archive",
		"--blocks-pruning=archive",
		"--rpc-cors=all",
		"--no-prometheus",
		"--no-telemetry",
		"--no-mdns",
		"--pool-type=single-state",
		"--listen-addr=/ip4/127.0.0.1/tcp/0",
	]
	.map(String::from)
	.to_vec();
	arguments.push(format!("--base-path={}", base.display()));
	arguments.push(format!("--rpc-port={rpc_port}"));
	let base = |(kind, path): &(&str, &str)| format!("--oracle-base={kind}=http://{feeds}{path}");
	arguments.extend(sources.iter().map(base));
	Program::start("caliber-node", &programs.path("caliber-node"), &arguments, folder)
}

/// Starts a node of a chain that makes its own blocks. It need not listen yet.
///
/// # Errors
/// When it does not start.
pub fn validator(
	programs: &Programs,
	folder: &Folder,
	name: &'static str,
	arguments: &[String],
) -> anyhow::Result<Program> {
	Program::start(name, &programs.path("caliber-node"), arguments, folder)
}

/// Starts this program again to make blocks whenever transactions wait.
///
/// # Errors
/// When it does not start.
pub fn sealer(folder: &Folder, url: &str) -> anyhow::Result<Program> {
	let path = std::env::current_exe().context("cannot tell where this program is")?;
	Program::start("sealer", &path, &["seal".into(), format!("--url={url}")], folder)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn port_should_be_refused_with_its_flag_when_taken() {
		let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
		let port = taken.local_addr().unwrap().port();
		let refusal = free_port(Some(port), "--rpc-port").unwrap_err().to_string();
		assert!(refusal.contains(&port.to_string()) && refusal.contains("--rpc-port"), "{refusal}");
		assert!(free_port(None, "--rpc-port").unwrap() > 0);
	}

	#[test]
	fn programs_should_be_named_with_a_remedy_when_missing() {
		let refusal = Programs::find(Some(Path::new("no/such/folder"))).unwrap_err().to_string();
		assert!(refusal.starts_with("caliber-node is missing"), "{refusal}");
		assert!(refusal.contains("make node") && refusal.contains("--bin"), "{refusal}");
	}

	#[test]
	fn program_should_report_its_last_words_when_it_ends_early() {
		let folder = Folder::make().unwrap();
		let arguments = ["-c".into(), "echo first; echo last >&2; exit 3".into()];
		let mut program =
			Program::start("shell", Path::new("/bin/sh"), &arguments, &folder).unwrap();
		program.process.wait().unwrap();
		let error = program.ensure_alive().unwrap_err().to_string();
		assert!(error.contains("shell ended") && error.contains("last"), "{error}");
	}
}
