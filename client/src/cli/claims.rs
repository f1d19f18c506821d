//! Flags of claims on insurance.

use super::{
	loan::{item, loan},
	Key, Node,
};
use crate::vault::amount::positive;
use clap::{Args, Subcommand};

/// One cent, of an amount with 18 decimals.
const CENT: u128 = 10_000_000_000_000_000;

/// The number of a claim.
fn claim(text: &str) -> Result<u32, String> {
	text.parse()
		.map_err(|_| "write the number of a claim, such as 3: `caliber claims` lists them".into())
}

/// The number of a policy.
fn policy(text: &str) -> Result<u32, String> {
	text.parse().map_err(|_| "write the number of a policy, such as 3".into())
}

/// US dollars, to the cent.
fn cents(text: &str) -> Result<u64, String> {
	let amount = positive(text)?;
	match (amount % CENT, u64::try_from(amount / CENT)) {
		(0, Ok(cents)) => Ok(cents),
		(0, Err(_)) => Err("that is too much: give less".into()),
		_ => Err("give whole cents, such as 1,234.50".into()),
	}
}

/// What is asked about claims, or done.
#[derive(Debug, Clone, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct ClaimsOptions {
	/// What to do about one [default: list all].
	#[command(subcommand)]
	pub command: Option<ClaimsCommand>,

	#[command(flatten)]
	pub filter: ClaimsFilter,

	/// Print one JSON object a claim, with the figures of the chain.
	#[arg(long)]
	pub json: bool,

	#[command(flatten)]
	pub node: Node,
}

/// Which claims are listed.
#[derive(Debug, Clone, Default, Args)]
pub struct ClaimsFilter {
	/// Those that pay one loan.
	#[arg(long, value_name = "LOAN", value_parser = loan)]
	pub loan: Option<u32>,

	/// Those on the cover of one item.
	#[arg(long, value_name = "ITEM", value_parser = item)]
	pub item: Option<u32>,

	/// Those under one policy.
	#[arg(long, value_name = "POLICY", value_parser = policy)]
	pub policy: Option<u32>,

	/// Those that are not over.
	#[arg(long)]
	pub open: bool,
}

/// One claim, and who signs.
#[derive(Debug, Clone, Args)]
pub struct OneClaim {
	/// The claim's number.
	#[arg(value_parser = claim)]
	pub claim: u32,

	#[command(flatten)]
	pub key: Key,
	#[command(flatten)]
	pub node: Node,
}

/// What to do about a claim.
#[derive(Debug, Clone, Subcommand)]
pub enum ClaimsCommand {
	/// Everything about one: what is claimed of whom, how it stands, what comes next.
	Show {
		/// The claim's number.
		#[arg(value_parser = claim)]
		claim: u32,
		/// Print one JSON object, with the figures of the chain.
		#[arg(long)]
		json: bool,
		#[command(flatten)]
		node: Node,
	},

	/// Claim, as the holder of an item, what its insurer owes for hardware that is lost or damaged.
	File {
		/// The item's id.
		#[arg(value_parser = item)]
		item: u32,
		/// How much, such as 10000 or 1,234.50 US dollars: at most the cover.
		#[arg(value_parser = cents)]
		amount: u64,
		/// What shows the loss, as a file or its hash.
		#[arg(long, value_name = "DOCUMENT")]
		evidence: String,
		#[command(flatten)]
		key: Key,
		#[command(flatten)]
		node: Node,
	},

	/// Say, as its insurer, that it is owed; anyone once the time to answer is over.
	Accept(OneClaim),

	/// Say, as its insurer and in time, that it is not owed.
	Reject {
		/// The claim's number.
		#[arg(value_parser = claim)]
		claim: u32,
		/// Why not, as a file or its hash.
		#[arg(long, value_name = "DOCUMENT")]
		reason: String,
		#[command(flatten)]
		key: Key,
		#[command(flatten)]
		node: Node,
	},

	/// Doubt a refusal, with a bond in CAL: its claimant; for a loan a Servicer, Curator or Originator.
	Contest {
		/// The claim's number.
		#[arg(value_parser = claim)]
		claim: u32,
		/// What speaks for the claim, as a file or its hash.
		#[arg(long, value_name = "DOCUMENT")]
		evidence: String,
		#[command(flatten)]
		key: Key,
		#[command(flatten)]
		node: Node,
	},

	/// End, whoever signs, a refusal that nobody has contested in time, or governance has not decided.
	Close(OneClaim),

	/// Pay it in USDai, as its insurer, once it is owed.
	Pay(OneClaim),

	/// Say, whoever signs, that its insurer has not paid in time.
	Overdue(OneClaim),

	/// Give it up, as whoever has filed it.
	Withdraw(OneClaim),
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::cli::{Cli, Command};
	use clap::Parser;

	fn typed(flags: &str) -> Result<Command, clap::Error> {
		let words = ["caliber", "claims"].into_iter().chain(flags.split_whitespace());
		Cli::try_parse_from(words).map(|cli| cli.command)
	}

	#[test]
	fn flags_of_claims_should_be_read_when_right_and_refused_when_wrong() {
		for (flags, holds) in [
			("", true),
			("--loan 3 --item 4 --policy 1 --open --json --url ws://127.0.0.1:1", true),
			("show 0 --json --url ws://127.0.0.1:1", true),
			("file 4 10,000.50 --evidence a.pdf --as //Bob", true),
			("accept 0 --as //Dave", true),
			("reject 0 --reason a.pdf --as //Dave", true),
			("contest 0 --evidence a.pdf --as //One", true),
			("close 0 --as //Eve", true),
			("contest 0 --as //One", false),
			("pay 0 --as //Dave", true),
			("overdue 0 --as //Eve", true),
			("withdraw 0 --key-file bob.key", true),
			("--loan first", false),
			("--as //Bob", false),
			("show", false),
			("show first", false),
			("--open show 0", false),
			("file 4 --evidence a.pdf --as //Bob", false),
			("file 4 0 --evidence a.pdf --as //Bob", false),
			("file 4 1.005 --evidence a.pdf --as //Bob", false),
			("file 4 10 --as //Bob", false),
			("accept 0", false),
			("reject 0 --as //Dave", false),
		] {
			assert_eq!(typed(flags).is_ok(), holds, "{flags}");
		}
	}

	#[test]
	fn dollars_should_be_whole_cents_when_they_are_claimed() {
		assert_eq!((cents("10"), cents("1,234.50")), (Ok(1_000), Ok(123_450)));
		assert!(cents("1.005").unwrap_err().contains("whole cents"));
		assert!(cents("300,000,000,000,000,000").unwrap_err().contains("give less"));
	}
}
