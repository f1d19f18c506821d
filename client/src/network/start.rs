//! Four validators and their sources, on loopback, at ports that do not change.

use crate::{
	cli::StartOptions,
	output::{heading, table},
	process::{self, Folder, Programs},
};
use anyhow::{ensure, Context};
use serde_json::Value;
use std::{
	fs, io,
	net::{Ipv4Addr, TcpListener},
	path::Path,
	time::{Duration, Instant},
};
use subxt::rpcs::{rpc_params, RpcClient};

/// The validators of `local_fast`, each with the keys of its name.
const NAMES: [&str; 4] = ["alice", "bob", "charlie", "dave"];
/// The first one's ports; each other has the next ones.
const RPC: u16 = 9_944;
const PEERS: u16 = 30_333;
const METRICS: u16 = 9_615;
/// The port of `feed-sim`.
const FEEDS: u16 = 8_090;
/// The network key of the first one, and the name that others know it by.
const KEY: &str = "0000000000000000000000000000000000000000000000000000000000000001";
const ID: &str = "12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp";
/// The sources that each asks, and below which path of `feed-sim` each is.
const SOURCES: [(&str, &str); 10] = [
	("ust-bill-xml", ""),
	("nyfed", ""),
	("vast-bundles", ""),
	("runpod-graphql", ""),
	("lambda-instance-types", ""),
	("resale-catalogue", "/resale-a"),
	("resale-catalogue-b", "/resale-b"),
	("resale-catalogue-c", "/resale-c"),
	("fiscaldata-auctions", ""),
	("treasurydirect-auctioned", ""),
];
/// How long until all have a final block: on a busy machine each compiles the runtime for a minute.
const PATIENCE: Duration = Duration::from_secs(300);
/// How often is looked whether all still run.
const PACE: Duration = Duration::from_millis(500);

/// Where one of them answers.
fn port_of(first: u16, place: usize) -> u16 {
	u16::try_from(place).map_or(first, |place| first.saturating_add(place))
}

/// Where they answer.
pub fn urls() -> Vec<String> {
	(0..NAMES.len()).map(|place| format!("ws://127.0.0.1:{}", port_of(RPC, place))).collect()
}

/// Starts all and runs until one ends.
///
/// # Errors
/// When a program is missing, a port is taken, or a program ends; says which.
pub async fn run(options: &StartOptions) -> anyhow::Result<()> {
	let programs = Programs::find(options.bin.as_deref())?;
	let ports = [RPC, PEERS, METRICS]
		.into_iter()
		.flat_map(|first| (0..NAMES.len()).map(move |place| port_of(first, place)));
	ensure_free(ports.chain([FEEDS]))?;
	let folder = prepare(&options.folder, options.resume)?;

	let (sim, _) = process::feed_sim(&programs, &folder, options.seed, FEEDS).await?;
	let mut running = vec![sim];
	for (place, name) in NAMES.into_iter().enumerate() {
		let arguments = arguments(folder.path(), place, name);
		running.push(process::validator(&programs, &folder, name, &arguments)?);
	}
	print!("{}", endpoints(folder.path()));
	let mut block = None;
	let start = Instant::now();
	loop {
		for program in &mut running {
			program.ensure_alive()?;
		}
		if block.is_none() {
			block = last_final().await;
			match block {
				Some(number) => println!("block {number} is final; Ctrl-C ends the network"),
				None => ensure!(start.elapsed() < PATIENCE, "no block is final after five minutes"),
			}
		}
		tokio::time::sleep(PACE).await;
	}
}

/// The height of the last final block that all know, once there is one.
async fn last_final() -> Option<u64> {
	let mut least = None;
	for url in urls() {
		let rpc = RpcClient::from_insecure_url(&url).await.ok()?;
		let head: String = rpc.request("chain_getFinalizedHead", rpc_params![]).await.ok()?;
		let header: Value = rpc.request("chain_getHeader", rpc_params![head]).await.ok()?;
		let number = header["number"].as_str()?.trim_start_matches("0x");
		let number = u64::from_str_radix(number, 16).ok().filter(|number| *number > 0)?;
		least = Some(least.map_or(number, |least: u64| least.min(number)));
	}
	least
}

/// Refuses ports that somebody listens on.
fn ensure_free(ports: impl Iterator<Item = u16>) -> anyhow::Result<()> {
	for port in ports {
		TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| {
			anyhow::anyhow!(
				"cannot listen on port {port}: {error}; stop what uses it, another network perhaps"
			)
		})?;
	}
	Ok(())
}

/// The folder, with nothing of an earlier network in it unless that goes on.
fn prepare(path: &Path, resume: bool) -> anyhow::Result<Folder> {
	let folder = Folder::at(path)?;
	if !resume {
		for name in NAMES.into_iter().chain(["feed-sim"]) {
			let (data, log) = (path.join(name), path.join(format!("{name}.log")));
			for gone in [fs::remove_dir_all(&data), fs::remove_file(&log)] {
				match gone {
					Err(error) if error.kind() != io::ErrorKind::NotFound => {
						return Err(error).context(format!("cannot empty {}", path.display()));
					},
					_ => (),
				}
			}
		}
	}
	Ok(folder)
}

/// What a validator is started with.
fn arguments(folder: &Path, place: usize, name: &str) -> Vec<String> {
	let (rpc, peers, metrics) =
		(port_of(RPC, place), port_of(PEERS, place), port_of(METRICS, place));
	let mut arguments = vec![
		"--chain=local_fast".into(),
		format!("--{name}"),
		format!("--base-path={}", folder.join(name).display()),
		format!("--listen-addr=/ip4/127.0.0.1/tcp/{peers}"),
		format!("--rpc-port={rpc}"),
		"--rpc-cors=all".into(),
		format!("--prometheus-port={metrics}"),
		"--no-telemetry".into(),
		"--no-mdns".into(),
	];
	arguments.push(match place {
		0 => format!("--node-key={KEY}"),
		_ => format!("--bootnodes=/ip4/127.0.0.1/tcp/{PEERS}/p2p/{ID}"),
	});
	let base =
		|(kind, path): (&str, &str)| format!("--oracle-base={kind}=http://127.0.0.1:{FEEDS}{path}");
	arguments.extend(SOURCES.into_iter().map(base));
	arguments
}

/// Where all of it is.
fn endpoints(folder: &Path) -> String {
	let mut rows = vec![heading(&["VALIDATOR", "RPC", "METRICS", "LOG"])];
	for (place, (name, url)) in NAMES.into_iter().zip(urls()).enumerate() {
		let metrics = format!("http://127.0.0.1:{}/metrics", port_of(METRICS, place));
		let log = folder.join(format!("{name}.log")).display().to_string();
		rows.push(vec![name.into(), url, metrics, log]);
	}
	format!("{}sources at http://127.0.0.1:{FEEDS}/control/truth\n", table(&rows))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn port_should_be_refused_when_taken() {
		let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
		let port = taken.local_addr().unwrap().port();
		let refusal = ensure_free([port].into_iter()).unwrap_err().to_string();
		assert!(refusal.contains(&port.to_string()) && refusal.contains("stop"), "{refusal}");
	}

	#[test]
	fn validators_should_share_nothing_when_started() {
		let all: Vec<_> = NAMES
			.into_iter()
			.enumerate()
			.map(|(place, name)| arguments(Path::new("x"), place, name))
			.collect();
		for flag in ["--base-path=", "--listen-addr=", "--rpc-port=", "--prometheus-port="] {
			let of = |flags: &Vec<String>| flags.iter().find(|f| f.starts_with(flag)).cloned();
			let mut values: Vec<_> = all.iter().map(|flags| of(flags).unwrap()).collect();
			values.sort();
			values.dedup();
			assert_eq!(values.len(), NAMES.len(), "{flag}");
		}
		let told = endpoints(Path::new("x"));
		assert!(told.contains("ws://127.0.0.1:9947") && told.contains("x/dave.log"), "{told}");
	}

	#[test]
	fn folder_should_lose_only_what_a_network_left_when_prepared() {
		let folder = tempfile::tempdir().unwrap();
		let (old, other) = (folder.path().join("alice/chains"), folder.path().join("notes"));
		fs::create_dir_all(&old).unwrap();
		fs::create_dir_all(&other).unwrap();
		prepare(folder.path(), true).unwrap();
		assert!(old.exists() && other.exists());
		prepare(folder.path(), false).unwrap();
		assert!(!old.exists() && other.exists());
	}
}
