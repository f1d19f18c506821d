//! Flags of the vault's commands.

use super::{Key, Node};
use crate::{
	chain::key::account,
	vault::amount::{positive, wanted, Wanted},
};
use caliber_runtime::AccountId;
use clap::{Args, Subcommand};

/// The number of a request.
fn request(text: &str) -> Result<u64, String> {
	text.parse().map_err(|_| "write the number of a request, such as 3".into())
}

/// How shares are bought.
#[derive(Debug, Clone, Args)]
pub struct StakeOptions {
	/// The USDai to pay, such as 1000 or 12.5; with --shares the shares to buy.
	#[arg(value_parser = positive)]
	pub amount: u128,

	/// AMOUNT is a number of shares.
	#[arg(long)]
	pub shares: bool,

	/// The least shares to get for it [default: 0.5 % below the quote].
	#[arg(long, value_name = "SHARES", value_parser = positive, conflicts_with = "shares")]
	pub min: Option<u128>,

	/// The most USDai to pay for the shares [default: 0.5 % above the quote].
	#[arg(long, value_name = "USDAI", value_parser = positive, requires = "shares")]
	pub max: Option<u128>,

	#[command(flatten)]
	pub key: Key,
	#[command(flatten)]
	pub node: Node,
}

/// How shares are given back.
#[derive(Debug, Clone, Args)]
pub struct UnstakeOptions {
	/// How many shares, such as 100 or 0.5, or `all`.
	#[arg(value_parser = wanted)]
	pub shares: Wanted,

	/// Who is paid: an account that the signer manages [default: the owner].
	#[arg(long, value_name = "ACCOUNT", value_parser = account)]
	pub controller: Option<AccountId>,

	/// Whose shares: an account that has made the signer its operator [default: the signer].
	#[arg(long, value_name = "ACCOUNT", value_parser = account)]
	pub owner: Option<AccountId>,

	#[command(flatten)]
	pub key: Key,
	#[command(flatten)]
	pub node: Node,
}

/// What is claimed.
#[derive(Debug, Clone, Args)]
pub struct ClaimOptions {
	/// The numbers of requests, which pay their controllers, whoever signs [default: all of one
	/// account of which something can be claimed].
	#[arg(value_name = "REQUEST", value_parser = request)]
	pub requests: Vec<u64>,

	/// Whose requests, when none is named [default: the signer's].
	#[arg(long, value_name = "ACCOUNT", value_parser = account, conflicts_with = "requests")]
	pub controller: Option<AccountId>,

	/// Of one request, so many of the shares that were served.
	#[arg(long, value_name = "N", value_parser = positive, requires = "requests")]
	pub shares: Option<u128>,

	/// Of one request, so much of the USDai that it was served.
	#[arg(
		long,
		value_name = "N",
		value_parser = positive,
		requires = "requests",
		conflicts_with = "shares"
	)]
	pub assets: Option<u128>,

	/// Of one request, who is paid, at the word of its controller or his operator [default: the
	/// controller].
	#[arg(long, value_name = "ACCOUNT", value_parser = account, requires = "requests")]
	pub to: Option<AccountId>,

	#[command(flatten)]
	pub key: Key,
	#[command(flatten)]
	pub node: Node,
}

/// What to tell of the vault.
#[derive(Debug, Clone, Subcommand)]
pub enum VaultCommand {
	/// Everything on one page: prices, values, queue, yield, why the price moved, rules.
	Show {
		/// Also what this account holds, and its requests.
		#[arg(long, value_name = "ACCOUNT", value_parser = account)]
		account: Option<AccountId>,
		/// Print one JSON object, with the figures of the chain.
		#[arg(long)]
		json: bool,
		#[command(flatten)]
		node: Node,
	},
}

#[cfg(test)]
mod tests {
	use crate::{
		cli::{Cli, Command},
		vault::amount::Wanted,
	};
	use caliber_primitives::units::UNIT;
	use clap::Parser;

	fn typed(flags: &[&str]) -> Result<Command, clap::Error> {
		Cli::try_parse_from(["caliber"].iter().chain(flags)).map(|cli| cli.command)
	}

	#[test]
	fn flags_should_be_refused_when_wrong() {
		for flags in [
			&["stake", "--as", "//Bob"][..],
			&["stake", "100"],
			&["stake", "0", "--as", "//Bob"],
			&["stake", "-1", "--as", "//Bob"],
			&["stake", "1,5", "--as", "//Bob"],
			&["stake", "all", "--as", "//Bob"],
			&["stake", "100", "--max", "100", "--as", "//Bob"],
			&["stake", "100", "--shares", "--min", "99", "--as", "//Bob"],
			&["unstake", "some", "--as", "//Bob"],
			&["unstake", "all", "--owner", "Alice", "--as", "//Bob"],
			&["claim", "first", "--as", "//Bob"],
			&["claim", "--shares", "1", "--as", "//Bob"],
			&["claim", "--to", "//Alice", "--as", "//Bob"],
			&["claim", "1", "--shares", "1", "--assets", "1", "--as", "//Bob"],
			&["claim", "1", "--controller", "//Alice", "--as", "//Bob"],
			&["claim", "1"],
			&["vault"],
			&["vault", "show", "--account", "5Fnobody"],
			&["vault", "show", "--as", "//Bob"],
		] {
			assert!(typed(flags).is_err(), "{flags:?}");
		}
	}

	#[test]
	fn flags_should_be_read_when_right() {
		for flags in [
			&["stake", "1,000.50", "--min", "990", "--as", "//Bob"][..],
			&["stake", "100", "--shares", "--max", "101", "--key-file", "bob.key"],
			&["unstake", "all", "--controller", "//Bob", "--owner", "//Alice", "--as", "//Bob"],
			&["claim", "--as", "//Bob"],
			&["claim", "--controller", "//Alice", "--as", "//Bob"],
			&["claim", "1", "2", "3", "--as", "//Bob"],
			&["claim", "1", "--to", "//Alice", "--as", "//Bob"],
			&["claim", "1", "--assets", "10.5", "--to", "//Alice", "--as", "//Bob"],
			&["vault", "show", "--json", "--url", "ws://127.0.0.1:1"],
			&["vault", "show", "--account", "//Bob"],
		] {
			assert!(typed(flags).is_ok(), "{flags:?}");
		}
		match typed(&["unstake", "12.5", "--as", "//Bob"]) {
			Ok(Command::Unstake(options)) => {
				assert_eq!(options.shares, Wanted::Exactly(25 * UNIT / 2));
				assert_eq!((options.controller, options.owner), (None, None));
			},
			other => panic!("{other:?}"),
		}
	}
}
