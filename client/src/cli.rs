//! Flags.
//!
//! | question | module |
//! |---|---|
//! | What can be done with the vault? | [`vault`] |
//! | What can be done about loans? | [`loan`] |
//! | How does money wait for hardware? | [`escrow`] |
//! | What is done about a loan in default? | [`default`], [`sale`] |
//! | What is done about insurance claims? | [`claims`] |
//! | What is done about session keys? | [`keys`] |
//! | What is done about networks? | [`network`] |

mod claims;
mod default;
mod escrow;
mod keys;
mod loan;
mod network;
mod sale;
mod vault;

pub use claims::{ClaimsCommand, ClaimsFilter, ClaimsOptions, OneClaim};
pub use default::{BidOptions, DefaultCommand};
pub use escrow::{ConfirmOptions, EscrowOptions, Ordered, ReleaseOptions, Step};
pub use keys::KeysCommand;
pub use loan::{
	Agreed, AskOptions, LoanCommand, LoansOptions, OfferOptions, OneLoan, PrepayOptions,
	RepayOptions, Repayment, Standing, StressOptions,
};
pub use network::{NetworkCommand, ReportOptions, StartOptions};
pub use sale::{OneLot, SaleCommand};
pub use vault::{ClaimOptions, StakeOptions, UnstakeOptions, VaultCommand};

use crate::gpu::file::Attested;
use clap::{Args, Parser, Subcommand, ValueEnum};
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
	/// Play the whole life of one GPU loan, or another story, on a development chain of its own.
	///
	/// Starts `feed-sim` and `caliber-node`, signs real transactions, and ends with a
	/// reconciliation of both ledgers and all invariants. Two minutes at most.
	Demo(DemoOptions),

	/// Make a block on a manually sealed development node whenever transactions wait; ends with
	/// the node.
	Seal(SealOptions),

	/// Report rates and prices from outside a node, over RPC; or try each source once.
	Feeder(FeederOptions),

	/// Hardware with title: submit, attest, insure, appraise, activate, show, redeem.
	///
	/// What is stated comes from a TOML file; docs/examples/rack.toml has all of it.
	#[command(subcommand)]
	Gpu(GpuCommand),

	/// Rates and prices: what each feed says, how old and how sure that is, and what it waits for.
	Feeds(FeedsOptions),

	/// The treasury behind the dollar: cash, bills, yields, orders.
	#[command(subcommand)]
	Treasury(TreasuryCommand),

	/// Put USDai into the vault: buys shares at the price of deposits. Shows the quote first.
	Stake(StakeOptions),

	/// Ask for shares back as USDai: they leave at once and are paid at a later strike, in the
	/// order of requests. It cannot be cancelled.
	Unstake(UnstakeOptions),

	/// Take what requests were served.
	Claim(ClaimOptions),

	/// The vault behind the share: prices, values, queue, yield, and an account's part in it.
	#[command(subcommand)]
	Vault(VaultCommand),

	/// Offer a loan, as an Originator: shows terms and instalments first.
	Offer(OfferOptions),

	/// Accept an offer, as its borrower: shows its terms and every condition that is not met.
	Borrow(Agreed),

	/// Pay instalments of a loan, whoever borrows: shows what is due first.
	Repay(RepayOptions),

	/// Repay principal of a loan ahead of time, or end it: shows first what that takes.
	Prepay(PrepayOptions),

	/// All loans, a line each.
	Loans(LoansOptions),

	/// Hardware of loans in default that is on sale: by auction, and as somebody has arranged it.
	Auctions {
		/// Print one JSON object a lot, with the figures of the chain.
		#[arg(long)]
		json: bool,
		#[command(flatten)]
		node: Node,
	},

	/// Buy the hardware of a loan in default, at the price of the moment.
	Bid(BidOptions),

	/// Sales of seized hardware off the chain: arrange one, bid more, attest and bring its proceeds, end it.
	#[command(subcommand)]
	Sale(SaleCommand),

	/// Claims on insurance: all of them, a line each, or one; file, answer, pay, give them up.
	Claims(ClaimsOptions),

	/// Session keys of a validator: make and register them, or see whether a node is ready.
	#[command(subcommand)]
	Keys(KeysCommand),

	/// Networks of several nodes: start four validators on this machine, or watch what runs.
	#[command(subcommand)]
	Network(NetworkCommand),

	/// Which loans would turn to a margin call, were prices of hardware others.
	Stress(StressOptions),

	/// Who may pause, freeze, reprice, change rules, upgrade, mint, attest and admit, by which call, and
	/// how long that takes: from the state of the chain.
	Powers {
		/// Print one JSON object, with the figures of the chain.
		#[arg(long)]
		json: bool,
		#[command(flatten)]
		node: Node,
	},

	/// One loan: show and review it; stage, take back, collect and sell what Curators lend; lay money
	/// down with it and have it paid out; have its money wait for hardware that is bought with it.
	#[command(subcommand)]
	Loan(LoanCommand),
}

/// What to tell of the treasury.
#[derive(Debug, Clone, Subcommand)]
pub enum TreasuryCommand {
	/// Everything on one page: cash and floor, bills, yields, income, losses, policy.
	Show {
		/// How it stood on each of the last N days on which something came of a bill, at most 400.
		#[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=400))]
		history: Option<u32>,
		/// Print one JSON object, with the figures of the chain.
		#[arg(long)]
		json: bool,
		#[command(flatten)]
		node: Node,
	},

	/// What each tenor should hold and holds, and every open bill by maturity.
	Ladder {
		/// Print one JSON object a rung and a bill, with the figures of the chain.
		#[arg(long)]
		json: bool,
		#[command(flatten)]
		node: Node,
	},

	/// The orders that can be filled, and the one that comes next.
	Orders {
		/// Print one JSON object an order, with the figures of the chain.
		#[arg(long)]
		json: bool,
		#[command(flatten)]
		node: Node,
	},
}

/// Which feeds are shown.
#[derive(Debug, Clone, Args)]
pub struct FeedsOptions {
	/// One feed in full, such as tbill-13w, sofr or gpu-hour-1 [default: all in a table].
	pub feed: Option<String>,

	/// What it said on each of the last N days, at most 400.
	#[arg(long, value_name = "N", requires = "feed", value_parser = clap::value_parser!(u32).range(1..=400))]
	pub history: Option<u32>,

	/// Print one JSON object a feed, with the figures of the chain.
	#[arg(long)]
	pub json: bool,

	#[command(flatten)]
	pub node: Node,
}

/// What to do about hardware.
#[derive(Debug, Clone, Subcommand)]
pub enum GpuCommand {
	/// Make a title for hardware: `[rack]` of the file. Prints the item's id.
	Submit {
		/// The file.
		file: PathBuf,
		#[command(flatten)]
		key: Key,
		#[command(flatten)]
		node: Node,
	},

	/// Vouch for an item: `[custody]`, `[title]` or `[machines]` of the file.
	Attest {
		/// What is attested.
		what: Attested,
		/// The item's id.
		item: u32,
		/// The file.
		file: PathBuf,
		#[command(flatten)]
		key: Key,
		#[command(flatten)]
		node: Node,
	},

	/// Cover an item: `[insurance]` of the file, under the policy that it names or `[policy]`,
	/// which is opened first.
	Insure {
		/// The item's id.
		item: u32,
		/// The file.
		file: PathBuf,
		#[command(flatten)]
		key: Key,
		#[command(flatten)]
		node: Node,
	},

	/// Value an item: `[appraisal]` of the file.
	Appraise {
		/// The item's id.
		item: u32,
		/// The file.
		file: PathBuf,
		#[command(flatten)]
		key: Key,
		#[command(flatten)]
		node: Node,
	},

	/// Declare an item fit to be pledged, once nothing is missing, whoever signs.
	Activate {
		/// The item's id.
		item: u32,
		#[command(flatten)]
		key: Key,
		#[command(flatten)]
		node: Node,
	},

	/// Print an item's dossier: what is known, what is missing, and who can cure it.
	Show {
		/// The item's id.
		item: u32,
		/// Print the dossier as the chain writes it, which is JSON.
		#[arg(long)]
		json: bool,
		#[command(flatten)]
		node: Node,
	},

	/// Ask for the hardware of an item, as its holder.
	Redeem {
		/// The item's id.
		item: u32,
		#[command(flatten)]
		step: Redemption,
		#[command(flatten)]
		key: Key,
		#[command(flatten)]
		node: Node,
	},
}

/// How far a redemption is.
#[derive(Debug, Clone, Args)]
#[group(multiple = false)]
pub struct Redemption {
	/// Confirm, as its custodian, that the holder has the hardware: title is burned. Takes the
	/// document that both have signed, as a file or its hash.
	#[arg(long, value_name = "DOCUMENT")]
	pub confirm: Option<String>,

	/// Do not ask any more.
	#[arg(long)]
	pub cancel: bool,
}

/// Who signs.
#[derive(Debug, Clone, Args)]
#[group(required = true, multiple = false)]
pub struct Key {
	/// A well-known key of development chains, such as //Bob.
	#[arg(long = "as", alias = "suri", value_name = "KEY")]
	pub development: Option<String>,

	/// A file with the secret phrase of a key.
	#[arg(long, value_name = "FILE")]
	pub key_file: Option<PathBuf>,
}

/// Which node is asked.
#[derive(Debug, Clone, Args)]
pub struct Node {
	/// The node's address.
	#[arg(long, default_value = "ws://127.0.0.1:9944", value_name = "URL")]
	pub url: String,
}

/// What the demo plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Scenario {
	/// The whole life of one GPU loan.
	#[default]
	Life,
	/// The sources of prices fall silent, and come back.
	StaleFeed,
	/// Nobody pays: the mark, the default, the sales, and who bears the loss.
	Default,
}

/// How the demo runs.
#[derive(Debug, Clone, Args)]
pub struct DemoOptions {
	/// Which story.
	#[arg(long, value_enum, default_value_t, value_name = "NAME")]
	pub scenario: Scenario,

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

/// How sources are asked from outside a node.
///
/// One key reports from one place: never let a feeder and a node's own worker share it.
#[derive(Debug, Clone, Args)]
pub struct FeederOptions {
	/// The oracle file: which sources are asked. Without it `--probe` tries every known one.
	#[arg(long, value_name = "FILE")]
	pub config: Option<PathBuf>,

	/// The node's address.
	#[arg(long, default_value = "ws://127.0.0.1:9944", value_name = "URL")]
	pub url: String,

	/// The feed key's secret, such as //Alice; others can see what is typed, so this is for
	/// development.
	#[arg(long, value_name = "SECRET", conflicts_with = "keystore")]
	pub seed: Option<String>,

	/// A node's keystore that holds the feed key.
	#[arg(long, value_name = "FOLDER")]
	pub keystore: Option<PathBuf>,

	/// Where it remembers what it has signed [default: beside the oracle file].
	#[arg(long, value_name = "FILE")]
	pub memory: Option<PathBuf>,

	/// Report what is due and end.
	#[arg(long)]
	pub once: bool,

	/// Ask each source once, print what it says, and fail if one is not well. No node is needed.
	#[arg(long, conflicts_with_all = ["once", "seed", "keystore", "memory"])]
	pub probe: bool,

	/// Try this kind of source only.
	#[arg(long, value_name = "KIND", requires = "probe")]
	pub source: Option<String>,

	/// Try them as of this moment, Unix seconds, instead of now.
	#[arg(long, value_name = "TIME", requires = "probe")]
	pub at: Option<u64>,
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
			&["demo", "--scenario", "sunshine"],
			&["seal", "--url"],
			&["gpu"],
			&["gpu", "submit"],
			&["gpu", "submit", "rack.toml"],
			&["gpu", "submit", "rack.toml", "--as", "//Bob", "--key-file", "bob.key"],
			&["gpu", "attest", "insurance", "0", "rack.toml", "--as", "//Bob"],
			&["gpu", "attest", "custody", "0", "--as", "//Bob"],
			&["gpu", "show", "first"],
			&["gpu", "activate", "0"],
			&["gpu", "attest", "heartbeat", "0", "--as", "//Bob"],
			&["feeder", "--config"],
			&["feeder", "--config", "o.toml", "--seed", "//Alice", "--keystore", "k"],
			&["feeder", "--source", "nyfed"],
			&["feeder", "--probe", "--once"],
			&["gpu", "redeem", "0", "--confirm", "--as", "//Bob"],
			&["gpu", "redeem", "0", "--confirm", "signed.pdf", "--cancel", "--as", "//Bob"],
			&["feeds", "sofr", "effr"],
			&["feeds", "--history", "7"],
			&["feeds", "sofr", "--history", "401"],
			&["treasury"],
			&["treasury", "show", "--history", "0"],
			&["treasury", "ladder", "--history", "7"],
			&["treasury", "orders", "1"],
			&["keys"],
			&["keys", "rotate"],
			&["keys", "rotate", "--as", "//Bob", "--key-file", "bob.key"],
			&["keys", "check"],
			&["keys", "check", "--account", "Bob"],
			&["network"],
			&["network", "start", "now"],
			&["network", "report", "--seconds", "9"],
			&["powers", "all"],
		] {
			let typed = ["caliber"].iter().chain(flags);
			assert!(Cli::try_parse_from(typed).is_err(), "{flags:?}");
		}
		for flags in [
			&["demo", "--json", "--keep"][..],
			&["demo", "--scenario", "stale-feed"],
			&["demo", "--scenario", "default"],
			&["gpu", "submit", "rack.toml", "--as", "//Bob"],
			&["gpu", "attest", "title", "0", "rack.toml", "--key-file", "registrar.key"],
			&["gpu", "attest", "heartbeat", "0", "rack.toml", "--as", "//Bob"],
			&["gpu", "activate", "0", "--as", "//Bob"],
			&["gpu", "show", "0", "--json", "--url", "ws://127.0.0.1:1"],
			&["gpu", "redeem", "0", "--confirm", "signed.pdf", "--as", "//Charlie"],
			&["feeds", "--json"],
			&["treasury", "show", "--history", "400", "--json"],
			&["treasury", "ladder", "--url", "ws://127.0.0.1:1"],
			&["treasury", "orders", "--json"],
			&["keys", "rotate", "--as", "//Bob", "--url", "ws://127.0.0.1:1"],
			&["keys", "rotate", "--suri", "//Bob"],
			&["keys", "check", "--account", "//Bob"],
			&["network", "start", "--folder", "x", "--resume"],
			&["network", "report", "--url", "ws://127.0.0.1:1", "--seconds", "60", "--check"],
			&["powers", "--json", "--url", "ws://127.0.0.1:1"],
			&["feeds", "sofr", "--history", "7", "--url", "ws://127.0.0.1:1"],
		] {
			let typed = ["caliber"].iter().chain(flags);
			assert!(Cli::try_parse_from(typed).is_ok(), "{flags:?}");
		}
	}
}
