//! Flags of sales that somebody arranges off the chain.

use super::{loan::loan, Key, Node};
use crate::{chain::key::account, vault::amount::positive};
use caliber_runtime::AccountId;
use clap::{Args, Subcommand};

/// The number of a lot.
fn lot(text: &str) -> Result<u32, String> {
	text.parse()
		.map_err(|_| "write the number of a lot, such as 3: `caliber auctions` lists them".into())
}

/// One lot, and who signs.
#[derive(Debug, Clone, Args)]
pub struct OneLot {
	/// The lot's number.
	#[arg(value_parser = lot)]
	pub lot: u32,

	#[command(flatten)]
	pub key: Key,
	#[command(flatten)]
	pub node: Node,
}

/// What to do about a sale off the chain.
#[derive(Debug, Clone, Subcommand)]
pub enum SaleCommand {
	/// Name, as a Liquidator, who buys the hardware of a loan in default: once nobody has bought it by
	/// auction, or all agree who would lose. For 72 hours anyone may bid more.
	Arrange {
		/// The loan's number.
		#[arg(value_parser = loan)]
		loan: u32,
		/// Who buys.
		#[arg(long, value_name = "ACCOUNT", value_parser = account)]
		buyer: AccountId,
		/// For how much, such as 400000 or 1,234.50 USDai.
		#[arg(long, value_name = "AMOUNT", value_parser = positive)]
		price: u128,
		/// The contract, as a file or its hash.
		#[arg(long, value_name = "DOCUMENT")]
		evidence: String,
		#[command(flatten)]
		key: Key,
		#[command(flatten)]
		node: Node,
	},

	/// Bid more than the buyer, or than whoever has bid last: at least 2 %.
	Overbid {
		/// The lot's number.
		#[arg(value_parser = lot)]
		lot: u32,
		/// How much [default: the least that may be bid].
		#[arg(long, value_name = "AMOUNT", value_parser = positive)]
		price: Option<u128>,
		#[command(flatten)]
		key: Key,
		#[command(flatten)]
		node: Node,
	},

	/// Say, as a Custodian or an Auditor, that the buyer has paid.
	Attest {
		/// The lot's number.
		#[arg(value_parser = lot)]
		lot: u32,
		/// What was paid: the price of the sale.
		#[arg(long, value_name = "AMOUNT", value_parser = positive)]
		price: u128,
		/// What shows it, as a file or its hash.
		#[arg(long, value_name = "DOCUMENT")]
		evidence: String,
		#[command(flatten)]
		key: Key,
		#[command(flatten)]
		node: Node,
	},

	/// Bring the proceeds, as the Liquidator who has arranged it, once both have attested them.
	Settle(OneLot),

	/// End a lot whose time is over, whoever signs: whoever has bid most has it, or it is sold anew.
	Close(OneLot),

	/// Give back what was bid and outbid, whoever signs.
	Refund {
		/// Whose it is [default: the signer's].
		#[arg(value_parser = account)]
		account: Option<AccountId>,
		#[command(flatten)]
		key: Key,
		#[command(flatten)]
		node: Node,
	},
}

#[cfg(test)]
mod tests {
	use crate::cli::Cli;
	use clap::Parser;

	#[test]
	fn flags_of_sales_should_be_read_when_right_and_refused_when_wrong() {
		for (flags, holds) in [
			("arrange 3 --buyer //Eve --price 400,000.00 --evidence a.pdf --as //Dave", true),
			("overbid 7 --as //Bob", true),
			("overbid 7 --price 408000 --as //Bob", true),
			("attest 7 --price 400000 --evidence a.pdf --as //Bob", true),
			("settle 7 --as //Dave", true),
			("close 7 --key-file bob.key", true),
			("refund --as //Bob", true),
			("refund //Eve --as //Bob", true),
			("", false),
			("arrange 3 --price 400000 --evidence a.pdf --as //Dave", false),
			("arrange 3 --buyer Eve --price 400000 --evidence a.pdf --as //Dave", false),
			("arrange 3 --buyer //Eve --price 0 --evidence a.pdf --as //Dave", false),
			("arrange 3 --buyer //Eve --price 400000 --as //Dave", false),
			("overbid seven --as //Bob", false),
			("overbid 7 --price 0 --as //Bob", false),
			("attest 7 --evidence a.pdf --as //Bob", false),
			("settle 7", false),
			("close --as //Bob", false),
			("refund Eve --as //Bob", false),
		] {
			let typed = Cli::try_parse_from(
				["caliber", "sale"].into_iter().chain(flags.split_whitespace()),
			);
			assert_eq!(typed.is_ok(), holds, "{flags}");
		}
	}
}
