//! Flags of the commands about networks.

use clap::{Args, Subcommand};
use std::path::PathBuf;

/// What to do about a network.
#[derive(Debug, Clone, Subcommand)]
pub enum NetworkCommand {
	/// Start four validators of `local_fast` and their sources on loopback, until Ctrl-C.
	Start(StartOptions),

	/// Watch running nodes: slots that were missed, and how long a block takes to be final.
	Report(ReportOptions),
}

/// How a network is started.
#[derive(Debug, Clone, Args)]
pub struct StartOptions {
	/// Where the nodes keep their databases and logs.
	#[arg(long, default_value = "target/network", value_name = "FOLDER")]
	pub folder: PathBuf,

	/// Go on with the chain in the folder instead of a new one.
	#[arg(long)]
	pub resume: bool,

	/// Determines the rates and prices that `feed-sim` serves.
	#[arg(long, default_value_t = 1, value_name = "N")]
	pub seed: u64,

	/// The folder with `caliber-node` and `feed-sim` [default: the one of this program].
	#[arg(long, value_name = "FOLDER")]
	pub bin: Option<PathBuf>,
}

/// What is watched.
#[derive(Debug, Clone, Args)]
pub struct ReportOptions {
	/// A node's address; once for each [default: the four of `caliber network start`].
	#[arg(long, value_name = "URL")]
	pub url: Vec<String>,

	/// For how long.
	#[arg(long, default_value_t = 600, value_name = "N", value_parser = clap::value_parser!(u64).range(10..=86_400))]
	pub seconds: u64,

	/// Fail unless at most 1 % of the slots were missed, and finality took at most 3 slots in half
	/// of all cases and 5 in 95 of 100.
	#[arg(long)]
	pub check: bool,

	/// Print one JSON object.
	#[arg(long)]
	pub json: bool,
}
