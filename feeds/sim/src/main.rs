//! The command line of `feed-sim`.

use anyhow::Context;
use caliber_feed_sim::{
	armed,
	clock::{AsOf, Speed},
	scenario, Options, Server,
};
use clap::Parser;
use std::{io::Write, net::IpAddr, path::PathBuf, process::ExitCode, time::Duration};

/// Serves the price and rate sources offline, at their own paths and in their own formats.
///
/// GET /control/truth tells what is served; POST /control/clock {"unix":N} sets the time; POST
/// /control/scenario {"source":KIND,"fault":NAME} makes a source misbehave, and NAME off lifts it.
#[derive(Parser)]
#[command(name = "feed-sim", version)]
struct Cli {
	/// Determines all values; 0 shows the published curve on its own day.
	#[arg(long, default_value_t = 0)]
	seed: u64,
	/// Unix seconds, YYYY-MM-DD (its last second, UTC), or now.
	#[arg(long, default_value = "now")]
	as_of: AsOf,
	/// How many times faster than this machine's the clock runs from there; 0 stands still. Without
	/// it, a moment stands still and now goes on.
	#[arg(long, value_name = "N")]
	speed: Option<Speed>,
	/// Milliseconds that each answer waits.
	#[arg(long, value_name = "N", default_value_t = 0)]
	latency_ms: u64,
	/// GPU models to invent beyond those that exist, at most 100.
	#[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=100))]
	gpus: u8,
	/// A file of scenarios that are armed from the start: TOML, or JSON if it is called so.
	#[arg(long, value_name = "FILE")]
	scenario: Option<PathBuf>,
	/// Print the scenarios and end.
	#[arg(long)]
	list_scenarios: bool,
	/// Serve TLS too, on three more ports: with a good certificate, an expired one, and one of
	/// another host. ca.pem, which signs them, is written here.
	#[arg(long, value_name = "DIR")]
	tls: Option<PathBuf>,
	/// The first of the three ports; 0 takes any that are free.
	#[arg(long, value_name = "PORT", default_value_t = 0)]
	tls_port: u16,
	/// The address to listen on.
	#[arg(long, default_value = "127.0.0.1")]
	host: IpAddr,
	/// The port to listen on; 0 takes any that is free.
	#[arg(long, default_value_t = 0)]
	port: u16,
	/// Allow an address that others can reach. Control stays with this machine.
	#[arg(long)]
	allow_remote: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
	let cli = match Cli::try_parse() {
		Ok(cli) => cli,
		Err(error) if !error.use_stderr() => {
			print!("{error}");
			return ExitCode::SUCCESS;
		},
		Err(error) => {
			let text = error.to_string();
			let line = text.lines().next().unwrap_or_default();
			eprintln!("feed-sim: {} (see --help)", line.trim_start_matches("error: "));
			return ExitCode::from(2);
		},
	};
	match serve(cli).await {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			eprintln!("feed-sim: {error:#}");
			ExitCode::FAILURE
		},
	}
}

async fn serve(cli: Cli) -> anyhow::Result<()> {
	let mut out = std::io::stdout();
	if cli.list_scenarios {
		out.write_all(scenario::table().as_bytes())?;
		return Ok(());
	}
	let scenario = match &cli.scenario {
		Some(path) => armed::read(path)
			.map_err(anyhow::Error::msg)
			.with_context(|| format!("--scenario {}", path.display()))?,
		None => Vec::new(),
	};
	let server = Server::bind(Options {
		seed: cli.seed,
		as_of: cli.as_of,
		speed: cli.speed,
		gpus: cli.gpus.into(),
		latency: Duration::from_millis(cli.latency_ms),
		scenario,
		tls: cli.tls,
		host: cli.host,
		port: cli.port,
		tls_port: cli.tls_port,
		allow_remote: cli.allow_remote,
	})
	.await?;
	for address in server.addresses() {
		writeln!(out, "feed-sim listening on {address}")?;
	}
	out.flush()?;
	server
		.run(async {
			if tokio::signal::ctrl_c().await.is_err() {
				std::future::pending::<()>().await;
			}
		})
		.await
}
