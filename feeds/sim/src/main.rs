//! The command line of `feed-sim`.

use caliber_feed_sim::{AsOf, Options, Server};
use clap::Parser;
use std::{io::Write, net::IpAddr, process::ExitCode};

/// Serves the price and rate sources offline, at their own paths and in their own formats.
///
/// GET /control/truth tells what is served; POST /control/clock {"unix":N} sets the time; POST
/// /control/scenario {"source":KIND,"fault":"status500|hang|garbage|stale|off"} disturbs a source
/// (ust-bill-xml, vast-bundles, runpod-graphql, lambda-instance-types).
#[derive(Parser)]
#[command(name = "feed-sim", version)]
struct Cli {
	/// Determines all values; 0 shows the published curve on its own day.
	#[arg(long, default_value_t = 0)]
	seed: u64,
	/// Unix seconds, YYYY-MM-DD (its last second, UTC), or now.
	#[arg(long, default_value = "now")]
	as_of: AsOf,
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
	let Cli { seed, as_of, host, port, allow_remote } = cli;
	let server = Server::bind(Options { seed, as_of, host, port, allow_remote }).await?;
	let mut out = std::io::stdout();
	writeln!(out, "feed-sim listening on http://{}", server.address())?;
	out.flush()?;
	server
		.run(async {
			if tokio::signal::ctrl_c().await.is_err() {
				std::future::pending::<()>().await;
			}
		})
		.await
}
