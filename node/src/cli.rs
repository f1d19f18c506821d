//! Flags.

use crate::{
	oracle::{BaseOverride, OracleFlags},
	sealing::Sealing,
};
use sc_cli::RunCmd;
use std::path::PathBuf;

/// What was typed.
#[derive(Debug, clap::Parser)]
pub struct Cli {
	/// What to do other than run.
	#[command(subcommand)]
	pub subcommand: Option<Subcommand>,

	/// Flags of the SDK.
	#[clap(flatten)]
	pub run: RunCmd,

	/// Make blocks on demand instead of every slot: `instant` for each transaction, `manual` for
	/// each `dev_newBlock`, `interval=<ms>` at that pace. Turns on `dev_timeTravel` and
	/// `dev_newBlock`. Development chains only.
	#[arg(long, value_name = "MODE")]
	pub sealing: Option<Sealing>,

	/// Where the off-chain worker fetches prices and rates: a TOML file.
	#[arg(long, value_name = "FILE")]
	pub oracle_config: Option<PathBuf>,

	/// Report no prices and rates from this node.
	#[arg(long, conflicts_with_all = ["oracle_config", "oracle_base"])]
	pub oracle_off: bool,

	/// Ask this server for every source of a kind, e.g. `ust-bill-xml=http://127.0.0.1:8090`.
	/// Development and local chains only; may be repeated.
	#[arg(long, value_name = "KIND=URL")]
	pub oracle_base: Vec<BaseOverride>,
}

impl Cli {
	/// The flags that concern the oracle.
	pub fn oracle(&self) -> OracleFlags<'_> {
		OracleFlags {
			config: self.oracle_config.as_deref(),
			off: self.oracle_off,
			bases: &self.oracle_base,
		}
	}
}

/// What to do other than run.
#[derive(Debug, clap::Subcommand)]
pub enum Subcommand {
	/// Make, inspect and insert keys.
	#[command(subcommand)]
	Key(sc_cli::KeySubcommand),

	/// Write the complete chain spec, plain or raw; `export-chain-spec` does the same for tools
	/// that look for it.
	BuildSpec(sc_cli::BuildSpecCmd),

	/// Write the complete chain spec, plain or raw.
	ExportChainSpec(sc_cli::ExportChainSpecCmd),

	/// Check a block again.
	CheckBlock(sc_cli::CheckBlockCmd),

	/// Write blocks to a file.
	ExportBlocks(sc_cli::ExportBlocksCmd),

	/// Write the state of a block as a chain spec.
	ExportState(sc_cli::ExportStateCmd),

	/// Read blocks from a file.
	ImportBlocks(sc_cli::ImportBlocksCmd),

	/// Delete the database of a chain.
	PurgeChain(sc_cli::PurgeChainCmd),

	/// Take blocks back.
	Revert(sc_cli::RevertCmd),

	/// Show what the database holds.
	ChainInfo(sc_cli::ChainInfoCmd),
}
