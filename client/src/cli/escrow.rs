//! Flags of money that waits for hardware.

use super::{
	loan::{item, loan, Agreed},
	Key, Node,
};
use crate::{chain::key::account, loan::typed::carry};
use caliber_primitives::units::RatePerSecond;
use caliber_runtime::AccountId;
use clap::{Args, ValueEnum};

/// How money waits for hardware that is bought with it.
#[derive(Debug, Clone, Args)]
pub struct EscrowOptions {
	/// Buy hardware with the loan: the money waits for it at most so many days, and items are named
	/// once they have come.
	#[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..=365),
		requires_all = ["carry", "site", "sku"], conflicts_with_all = ["items", "refinances"])]
	pub escrow: Option<u32>,

	/// What the money earns while it waits, in percent a year; the borrower lays it down for all of
	/// the time when he orders.
	#[arg(long, value_name = "PERCENT", value_parser = carry, requires = "escrow")]
	pub carry: Option<RatePerSecond>,

	/// The site to which the hardware goes.
	#[arg(long, value_name = "N", requires = "escrow")]
	pub site: Option<u32>,

	/// The model of the hardware.
	#[arg(long, value_name = "N", requires = "escrow")]
	pub sku: Option<u16>,

	/// Who has sold the hardware and is paid once it has come [default: the borrower].
	#[arg(long, value_name = "ACCOUNT", value_parser = account, requires = "escrow")]
	pub vendor: Option<AccountId>,
}

/// What was ordered on which terms.
#[derive(Debug, Clone, Args)]
pub struct Ordered {
	#[command(flatten)]
	pub agreed: Agreed,

	/// The order, as a file or its hash.
	#[arg(long, value_name = "DOCUMENT")]
	pub order: String,
}

/// How far hardware has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Step {
	/// The custodian has it.
	Delivered,
	/// It runs.
	Installed,
}

/// Who says how far hardware has come.
#[derive(Debug, Clone, Args)]
pub struct ConfirmOptions {
	/// The loan's number.
	#[arg(value_name = "LOAN", value_parser = loan)]
	pub loan: u32,

	/// How far it has come.
	#[arg(value_name = "MILESTONE")]
	pub step: Step,

	/// The warehouse receipt or the acceptance report, as a file or its hash.
	#[arg(long, value_name = "DOCUMENT")]
	pub evidence: String,

	#[command(flatten)]
	pub key: Key,
	#[command(flatten)]
	pub node: Node,
}

/// What has come.
#[derive(Debug, Clone, Args)]
pub struct ReleaseOptions {
	/// The loan's number.
	#[arg(value_name = "LOAN", value_parser = loan)]
	pub loan: u32,

	/// What has come and is pledged, all of the loan's model: numbers of items, such as 4,5.
	#[arg(long, value_name = "ITEMS", value_parser = item, required = true, value_delimiter = ',')]
	pub items: Vec<u32>,

	#[command(flatten)]
	pub key: Key,
	#[command(flatten)]
	pub node: Node,
}

#[cfg(test)]
mod tests {
	use crate::cli::{Cli, Command};
	use clap::Parser;

	fn typed(flags: &[&str]) -> Result<Command, clap::Error> {
		Cli::try_parse_from(["caliber"].iter().chain(flags)).map(|cli| cli.command)
	}

	fn offer(flags: &[&str]) -> Result<Command, clap::Error> {
		let plain = ["offer", "5000", "--borrower", "//Bob", "--rate", "13", "--months", "36"];
		typed(&[&plain, flags, &["--as", "//Two"]].concat())
	}

	const ESCROW: [&str; 8] = ["--escrow", "90", "--carry", "10", "--site", "1", "--sku", "1"];

	#[test]
	fn offer_should_name_items_or_an_escrow_when_it_is_typed() {
		let more = |flags: &[&'static str]| [&ESCROW, flags].concat();
		for flags in [
			&[][..],
			&ESCROW[2..],
			&ESCROW[..6],
			&more(&["--items", "4"]),
			&more(&["--refinances", "0"]),
			&more(&["--vendor", "Rack Makers Inc."]),
			&["--escrow", "90", "--carry", "10", "--site", "1"],
			&["--escrow", "90", "--carry", "10", "--sku", "1"],
			&["--escrow", "90", "--site", "1", "--sku", "1"],
			&["--escrow", "0", "--carry", "10", "--site", "1", "--sku", "1"],
			&["--escrow", "366", "--carry", "10", "--site", "1", "--sku", "1"],
			&["--escrow", "90", "--carry", "101", "--site", "1", "--sku", "1"],
			&["--items", "4", "--carry", "10"],
			&["--items", "4", "--site", "1"],
			&["--items", "4", "--sku", "1"],
			&["--items", "4", "--vendor", "//Dave"],
		] {
			assert!(offer(flags).is_err(), "{flags:?}");
		}
		assert!(offer(&["--items", "4"]).is_ok());
		assert!(offer(&["--escrow", "90", "--carry", "0", "--site", "1", "--sku", "1"]).is_ok());
		match offer(&more(&["--vendor", "//Dave"])) {
			Ok(Command::Offer(options)) => {
				let escrow = options.escrow;
				assert_eq!((escrow.escrow, escrow.site, escrow.sku), (Some(90), Some(1), Some(1)));
				assert!(options.items.is_empty() && escrow.vendor.is_some());
			},
			other => panic!("{other:?}"),
		}
	}

	#[test]
	fn flags_should_be_refused_when_wrong() {
		for flags in [
			&["loan", "escrow", "1", "--as", "//Bob"][..],
			&["loan", "escrow", "--order", "order.pdf", "--as", "//Bob"],
			&["loan", "escrow", "1", "--order", "order.pdf"],
			&["loan", "confirm", "1", "--evidence", "receipt.pdf", "--as", "//Eve"],
			&["loan", "confirm", "1", "ordered", "--evidence", "receipt.pdf", "--as", "//Eve"],
			&["loan", "confirm", "1", "delivered", "--as", "//Eve"],
			&["loan", "release", "1", "--as", "//Bob"],
			&["loan", "release", "1", "--items", "rack", "--as", "//Bob"],
			&["loan", "end", "--as", "//Bob"],
			&["loan", "end", "1"],
		] {
			assert!(typed(flags).is_err(), "{flags:?}");
		}
		let hash = format!("0x{}", "12".repeat(32));
		for flags in [
			&["loan", "escrow", "1", "--order", "order.pdf", "--as", "//Bob"][..],
			&["loan", "escrow", "1", "--order", &hash, "--terms-hash", &hash, "--as", "//Bob"],
			&["loan", "confirm", "1", "delivered", "--evidence", &hash, "--as", "//Eve"],
			&["loan", "confirm", "1", "installed", "--evidence", "report.pdf", "--as", "//Dave"],
			&["loan", "release", "1", "--items", "4,5", "--as", "//Bob"],
			&["loan", "end", "1", "--as", "//Bob"],
			&["loans", "--status", "waiting,offered"],
		] {
			assert!(typed(flags).is_ok(), "{flags:?}");
		}
	}
}
