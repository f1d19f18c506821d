//! Flags of loans in default.

use super::{
	loan::{loan, OneLoan},
	Key, Node,
};
use crate::vault::amount::positive;
use clap::{Args, Subcommand};

/// What to do about a loan in default.
#[derive(Debug, Clone, Subcommand)]
pub enum DefaultCommand {
	/// Call a loan in default, whoever signs: of which an instalment is late beyond its grace, or a review
	/// has found an event of default. He earns a bounty.
	Call(OneLoan),

	/// Put its hardware up for sale, whoever signs, once the notice is over.
	Sell(OneLoan),

	/// Pay all that is owed, so that the hardware is the borrower's again.
	Redeem {
		/// The loan's number.
		#[arg(value_parser = loan)]
		loan: u32,
		/// Pay no more than so much [default: what is owed now].
		#[arg(long, value_name = "AMOUNT", value_parser = positive)]
		max: Option<u128>,
		#[command(flatten)]
		key: Key,
		#[command(flatten)]
		node: Node,
	},

	/// Pay what is still owed of a loan that was closed: no more is taken than that.
	Recover {
		/// The loan's number.
		#[arg(value_parser = loan)]
		loan: u32,
		/// How much, such as 10000 or 1,234.50 USDai.
		#[arg(value_parser = positive)]
		amount: u128,
		#[command(flatten)]
		key: Key,
		#[command(flatten)]
		node: Node,
	},

	/// Halt the sale, as a Registrar.
	Stay {
		/// The loan's number.
		#[arg(value_parser = loan)]
		loan: u32,
		/// For so many days from now; 0 lets it go on.
		#[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(0..=60))]
		days: u32,
		#[command(flatten)]
		key: Key,
		#[command(flatten)]
		node: Node,
	},

	/// Buy the hardware, as its insurer, before it is up for sale: for all that is owed, or its orderly
	/// value if that is more.
	BuyOut {
		/// The loan's number.
		#[arg(value_parser = loan)]
		loan: u32,
		/// Pay no more than so much [default: what that is by the last review].
		#[arg(long, value_name = "AMOUNT", value_parser = positive)]
		max: Option<u128>,
		#[command(flatten)]
		key: Key,
		#[command(flatten)]
		node: Node,
	},

	/// Report, as a Servicer, that a covenant of a loan that runs is broken: an event of default unless it
	/// is cured in time.
	Breach {
		/// The loan's number.
		#[arg(value_parser = loan)]
		loan: u32,
		/// What shows it, as a file or its hash.
		#[arg(long, value_name = "DOCUMENT")]
		evidence: String,
		#[command(flatten)]
		key: Key,
		#[command(flatten)]
		node: Node,
	},

	/// Say, as a Servicer, that a breach is cured, or was none.
	Lift(OneLoan),

	/// Agree, as the holder of a tranche, to a sale off the chain before an auction was tried.
	Agree {
		/// The loan's number.
		#[arg(value_parser = loan)]
		loan: u32,
		/// Which tranche, from 1 on.
		#[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..))]
		tranche: u8,
		/// If it brings so much [default: whatever it brings].
		#[arg(long, value_name = "AMOUNT", value_parser = positive, conflicts_with = "withdraw")]
		least: Option<u128>,
		/// Not any more.
		#[arg(long)]
		withdraw: bool,
		#[command(flatten)]
		key: Key,
		#[command(flatten)]
		node: Node,
	},
}

/// What is bought.
#[derive(Debug, Clone, Args)]
pub struct BidOptions {
	/// Whose hardware is on sale.
	#[command(flatten)]
	pub one: OneLoan,

	/// Pay no more than so much [default: the price of now].
	#[arg(long, value_name = "AMOUNT", value_parser = positive)]
	pub max: Option<u128>,

	/// Set off, as a lender beside the vault, what you would have of the price.
	#[arg(long)]
	pub credit: bool,
}

#[cfg(test)]
mod tests {
	use crate::cli::Cli;
	use clap::Parser;

	#[test]
	fn flags_of_default_should_be_read_when_right_and_refused_when_wrong() {
		for (flags, holds) in [
			(&["loan", "default", "call", "1", "--as", "//Bob"][..], true),
			(&["loan", "default", "sell", "1", "--as", "//Bob"], true),
			(&["loan", "default", "redeem", "1", "--max", "1,000.00", "--as", "//Bob"], true),
			(&["loan", "default", "recover", "1", "10", "--as", "//Bob"], true),
			(&["loan", "default", "stay", "1", "--days", "60", "--as", "//Dave"], true),
			(&["bid", "1", "--max", "5", "--as", "//Bob"], true),
			(&["bid", "1", "--credit", "--as", "//Bob"], true),
			(&["auctions", "--json"], true),
			(&["loan", "default", "buy-out", "1", "--as", "//Dave"], true),
			(&["loan", "default", "buy-out", "1", "--max", "5", "--as", "//Dave"], true),
			(&["loan", "default", "breach", "1", "--evidence", "a.pdf", "--as", "//Dave"], true),
			(&["loan", "default", "lift", "1", "--as", "//Dave"], true),
			(&["loan", "default", "agree", "1", "--tranche", "1", "--as", "//Bob"], true),
			(
				&[
					"loan",
					"default",
					"agree",
					"1",
					"--tranche",
					"1",
					"--least",
					"5",
					"--as",
					"//Bob",
				],
				true,
			),
			(
				&["loan", "default", "agree", "1", "--tranche", "1", "--withdraw", "--as", "//Bob"],
				true,
			),
			(&["loan", "collect", "1", "--insurer", "8", "--as", "//Bob"], true),
			(&["loan", "collect", "1", "--surplus", "--as", "//Bob"], true),
			(&["loan", "collect", "1", "--bounty", "--as", "//Bob"], true),
			(&["loan", "default", "call", "1"], false),
			(&["loan", "default", "recover", "1", "0", "--as", "//Bob"], false),
			(&["loan", "default", "stay", "1", "--days", "61", "--as", "//Dave"], false),
			(&["loan", "default", "stay", "1", "--as", "//Dave"], false),
			(&["loan", "collect", "1", "1", "--surplus", "--as", "//Bob"], false),
			(&["loan", "collect", "1", "--surplus", "--bounty", "--as", "//Bob"], false),
			(&["bid", "--as", "//Bob"], false),
			(&["loan", "default", "buy-out", "1", "--max", "0", "--as", "//Dave"], false),
			(&["loan", "default", "breach", "1", "--as", "//Dave"], false),
			(&["loan", "default", "agree", "1", "--as", "//Bob"], false),
			(&["loan", "default", "agree", "1", "--tranche", "0", "--as", "//Bob"], false),
			(
				&[
					"loan",
					"default",
					"agree",
					"1",
					"--tranche",
					"1",
					"--least",
					"5",
					"--withdraw",
					"--as",
					"//Bob",
				],
				false,
			),
			(&["loan", "collect", "1", "--insurer", "0", "--as", "//Bob"], false),
			(&["loan", "collect", "1", "--insurer", "9", "--as", "//Bob"], false),
			(&["loan", "collect", "1", "--insurer", "1", "--surplus", "--as", "//Bob"], false),
			(&["auctions", "--as", "//Bob"], false),
		] {
			let typed = Cli::try_parse_from(["caliber"].iter().chain(flags));
			assert_eq!(typed.is_ok(), holds, "{flags:?}");
		}
	}
}
