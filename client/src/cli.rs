//! Flags.

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// The Caliber command line.
#[derive(Debug, Parser)]
#[command(name = "caliber", version, about)]
pub struct Cli {
	/// What to do.
	#[command(subcommand)]
	pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Play the whole life of one GPU loan on a development chain of its own.
	///
	/// Starts `feed-sim` and `caliber-node`, signs real transactions, and ends with a
	/// reconciliation of both ledgers and all invariants. Two minutes at most.
	Demo(DemoOptions),

	/// Make a block on a manually sealed development node whenever transactions wait; ends with
	/// the node.
	Seal(SealOptions),
}

/// How the demo runs.
#[derive(Debug, Clone, Args)]
pub struct DemoOptions {
	/// Print one JSON object a line instead of the timeline.
	#[arg(long)]
	pub json: bool,

	/// Leave the node and the feeds running and print where to look at them.
	#[arg(long)]
	pub keep: bool,

	/// Determines the rates and prices that `feed-sim` serves.
	#[arg(long, default_value_t = 1, value_name = "N")]
	pub seed: u64,

	/// The node's RPC port [default: 9944 with --keep, else any that is free].
	#[arg(long, value_name = "PORT", value_parser = clap::value_parser!(u16).range(1..))]
	pub rpc_port: Option<u16>,

	/// The port of `feed-sim` [default: any that is free].
	#[arg(long, value_name = "PORT", value_parser = clap::value_parser!(u16).range(1..))]
	pub feed_port: Option<u16>,

	/// The folder with `caliber-node` and `feed-sim` [default: the one of this program].
	#[arg(long, value_name = "FOLDER")]
	pub bin: Option<PathBuf>,
}

/// Which node to seal.
#[derive(Debug, Clone, Args)]
pub struct SealOptions {
	/// The node's address.
	#[arg(long, default_value = "ws://127.0.0.1:9944", value_name = "URL")]
	pub url: String,
}

#[cfg(test)]
mod tests {
	use super::*;
	use clap::CommandFactory;

	#[test]
	fn flags_should_be_consistent_when_built() {
		Cli::command().debug_assert();
	}

	#[test]
	fn flags_should_be_refused_when_wrong() {
		for flags in [
			&[][..],
			&["--no-such-flag"],
			&["demos"],
			&["demo", "--rpc-port", "0"],
			&["demo", "--rpc-port", "70000"],
			&["demo", "--seed", "-1"],
			&["demo", "now"],
			&["seal", "--url"],
		] {
			let typed = ["caliber"].iter().chain(flags);
			assert!(Cli::try_parse_from(typed).is_err(), "{flags:?}");
		}
		assert!(Cli::try_parse_from(["caliber", "demo", "--json", "--keep"]).is_ok());
	}
}
