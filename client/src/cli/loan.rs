//! Flags of the commands of lending.

use super::{
	escrow::{ConfirmOptions, EscrowOptions, Ordered, ReleaseOptions},
	Key, Node,
};
use crate::{
	chain::key::account,
	loan::stress::factor,
	loan::typed::{charge, hash, offset, rate, tranche},
	vault::amount::positive,
};
use caliber_primitives::units::{Ppm, RatePerSecond};
use caliber_runtime::{AccountId, Hash};
use clap::{Args, Subcommand, ValueEnum};
use pallet_lending::{Charge, Junior, MAX_CREDITS, MAX_RESERVE, MAX_SUBROGEES};

/// The number of a loan.
pub(super) fn loan(text: &str) -> Result<u32, String> {
	text.parse().map_err(|_| "write the number of a loan, such as 3".into())
}

/// The number of an item.
pub(super) fn item(text: &str) -> Result<u32, String> {
	text.parse().map_err(|_| "write numbers of items, such as 0 or 4,5".into())
}

/// How principal is repaid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Repayment {
	/// By level payments.
	#[value(alias = "amortized")]
	Amortised,
	/// In equal parts of what is left, so that payments fall with the interest.
	Simple,
}

/// What is asked for.
#[derive(Debug, Clone, Args)]
pub struct AskOptions {
	/// What is lent, such as 500000 or 1,234.50 USDai.
	#[arg(value_parser = positive)]
	pub principal: u128,

	/// Interest on what the vault lends, in percent a year of 365 days.
	#[arg(long, value_name = "PERCENT", value_parser = rate)]
	pub rate: RatePerSecond,

	/// How many monthly instalments.
	#[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=134),
		required_unless_present = "days", conflicts_with = "days")]
	pub months: Option<u32>,

	/// How many days instead: the last instalment falls due on the first due day after them.
	#[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=4_000))]
	pub days: Option<u32>,

	/// The day of the month on which an instalment falls due; in a shorter month its last [default:
	/// today's].
	#[arg(long, value_name = "DAY", value_parser = clap::value_parser!(u8).range(1..=31))]
	pub due_day: Option<u8>,

	/// Local time minus UTC, such as -05:00: an instalment falls due at local midnight.
	#[arg(long, value_name = "HH:MM", value_parser = offset, default_value = "+00:00",
		allow_hyphen_values = true)]
	pub utc_offset: i32,

	/// How principal is repaid.
	#[arg(long, value_enum, default_value = "amortised")]
	pub model: Repayment,

	/// Repay principal in a broken first month, too: otherwise that bears interest only.
	#[arg(long)]
	pub principal_in_stub: bool,

	/// How many of the first instalments are of interest only.
	#[arg(long, value_name = "N", default_value_t = 0,
		value_parser = clap::value_parser!(u32).range(0..=134))]
	pub interest_only: u32,

	/// Principal that is left to the last instalment, such as 100000.
	#[arg(long, value_name = "AMOUNT", value_parser = positive)]
	pub balloon: Option<u128>,

	/// How many instalments the reserve holds, kept back from the principal [default: the least that
	/// the product allows].
	#[arg(long, value_name = "N",
		value_parser = clap::value_parser!(u32).range(0..=i64::from(MAX_RESERVE)))]
	pub reserve: Option<u32>,

	/// A running loan of the borrower that this one replaces: it is paid off from the principal, and
	/// its items may stand behind this one.
	#[arg(long, value_name = "LOAN", value_parser = loan)]
	pub refinances: Option<u32>,

	/// How many days an instalment may be late before it is a default [default: the most that the
	/// product allows].
	#[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..=60))]
	pub grace: Option<u32>,

	/// Further interest on the balance while an instalment is late, in percent a year [default: the
	/// loan's rate].
	#[arg(long, value_name = "PERCENT", value_parser = rate)]
	pub grace_rate: Option<RatePerSecond>,
}

/// How a loan is offered.
#[derive(Debug, Clone, Args)]
pub struct OfferOptions {
	#[command(flatten)]
	pub ask: AskOptions,

	/// Who may accept it.
	#[arg(long, value_name = "ACCOUNT", value_parser = account)]
	pub borrower: AccountId,

	/// What will be pledged, all of one model: numbers of items, such as 4,5.
	#[arg(long, value_name = "ITEMS", value_parser = item, value_delimiter = ',',
		required_unless_present = "escrow")]
	pub items: Vec<u32>,

	#[command(flatten)]
	pub escrow: EscrowOptions,

	/// What a Curator is to lend of the principal, such as //Ferdie:50000:15. Once for each, the most
	/// senior first; the vault lends the rest and bears losses last.
	#[arg(long = "tranche", value_name = "ACCOUNT:AMOUNT:PERCENT", value_parser = tranche)]
	pub tranches: Vec<Junior<AccountId>>,

	/// Who is paid a percentage of the balance with each instalment beside the lenders, such as
	/// premium://Dave:0.1; the kinds are premium, custody and servicing. Once for each.
	#[arg(long = "charge", value_name = "KIND:ACCOUNT:PERCENT", value_parser = charge)]
	pub charges: Vec<Charge<AccountId>>,

	/// For how many days it may be accepted [default: 7, or what the rules allow].
	#[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..=4_000))]
	pub open: Option<u32>,

	#[command(flatten)]
	pub key: Key,
	#[command(flatten)]
	pub node: Node,
}

/// Which terms are agreed to.
#[derive(Debug, Clone, Args)]
pub struct Agreed {
	/// The loan's number.
	#[arg(value_name = "LOAN", value_parser = loan)]
	pub loan: u32,

	/// The hash of the terms that were agreed on: refuses all others [default: what is shown].
	#[arg(long, value_name = "HASH", value_parser = hash)]
	pub terms_hash: Option<Hash>,

	#[command(flatten)]
	pub key: Key,
	#[command(flatten)]
	pub node: Node,
}

/// A loan, and who does something about it.
#[derive(Debug, Clone, Args)]
pub struct OneLoan {
	/// The loan's number.
	#[arg(value_name = "LOAN", value_parser = loan)]
	pub loan: u32,

	#[command(flatten)]
	pub key: Key,
	#[command(flatten)]
	pub node: Node,
}

/// How much of a loan is paid.
#[derive(Debug, Clone, Args)]
pub struct RepayOptions {
	/// The loan's number.
	#[arg(value_name = "LOAN", value_parser = loan)]
	pub loan: u32,

	/// How many instalments.
	#[arg(long, value_name = "N", default_value_t = 1,
		value_parser = clap::value_parser!(u32).range(1..=i64::from(pallet_lending::MAX_WINDOWS)))]
	pub windows: u32,

	/// All that are left, when a call pays so many.
	#[arg(long, conflicts_with = "windows")]
	pub all: bool,

	#[command(flatten)]
	pub key: Key,
	#[command(flatten)]
	pub node: Node,
}

/// How much of a loan is repaid ahead of time.
#[derive(Debug, Clone, Args)]
pub struct PrepayOptions {
	/// The loan's number.
	#[arg(value_name = "LOAN", value_parser = loan)]
	pub loan: u32,

	/// How much of the principal, such as 10000 or 1,234.50 USDai; interest to date comes on top.
	#[arg(value_parser = positive, required_unless_present = "all", conflicts_with = "all")]
	pub amount: Option<u128>,

	/// All that is left: it ends the loan.
	#[arg(long)]
	pub all: bool,

	#[command(flatten)]
	pub key: Key,
	#[command(flatten)]
	pub node: Node,
}

/// How a loan stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Standing {
	/// May be accepted.
	Offered,
	/// Was not accepted in time.
	Expired,
	/// Its money waits for hardware.
	Waiting,
	/// Paid up.
	Current,
	/// An instalment is late, within grace.
	Late,
	/// An instalment is late beyond grace.
	Overdue,
	/// In default: its hardware is seized.
	Defaulted,
	/// Ended in default.
	Closed,
	/// Over.
	Repaid,
	/// An offer that was taken back; Curators have yet to collect.
	Withdrawn,
}

/// Which loans are listed.
#[derive(Debug, Clone, Args)]
pub struct LoansOptions {
	/// Those of one borrower.
	#[arg(long, value_name = "ACCOUNT", value_parser = account)]
	pub borrower: Option<AccountId>,

	/// Those that stand so; several with commas.
	#[arg(long, value_enum, value_delimiter = ',')]
	pub status: Vec<Standing>,

	/// Those after this number: the last one of the page before.
	#[arg(long, value_name = "LOAN", value_parser = loan)]
	pub after: Option<u32>,

	/// How many at most.
	#[arg(long, value_name = "N", default_value_t = 50,
		value_parser = clap::value_parser!(u32).range(1..=1_000))]
	pub limit: u32,

	/// Print one JSON object a loan, with the figures of the chain.
	#[arg(long)]
	pub json: bool,

	#[command(flatten)]
	pub node: Node,
}

/// What prices are thought to be.
#[derive(Debug, Clone, Args)]
pub struct StressOptions {
	/// Resale and GPU-hour prices as a part of what they are, such as 0.78 for 78 %.
	#[arg(value_parser = factor, allow_hyphen_values = true)]
	pub factor: Ppm,

	/// Print one JSON object a loan, with the figures of the chain.
	#[arg(long)]
	pub json: bool,

	#[command(flatten)]
	pub node: Node,
}

/// What to do about one loan.
#[derive(Debug, Clone, Subcommand)]
pub enum LoanCommand {
	/// All figures of a loan: terms, what is owed and when, what stands behind it, who lends; of an
	/// offer, what stands between it and a loan.
	Show {
		/// The loan's number.
		#[arg(value_parser = loan)]
		loan: u32,
		/// Print one JSON object, with the figures of the chain.
		#[arg(long)]
		json: bool,
		#[command(flatten)]
		node: Node,
	},

	/// Lay down, as a Curator, what an offer asks you for: all your tranches.
	Stage(Agreed),

	/// Take back what you have staged, until the offer is accepted.
	Unstage(OneLoan),

	/// Pay a lender beside the vault, or the payee of a charge, what is credited to him, whoever signs.
	Collect {
		/// The loan's number.
		#[arg(value_parser = loan)]
		loan: u32,
		/// Which tranche, from 1 on.
		#[arg(value_parser = clap::value_parser!(u8).range(1..),
			required_unless_present_any = ["charge", "insurer", "bounty", "surplus"],
			conflicts_with_all = ["charge", "insurer", "bounty", "surplus"])]
		tranche: Option<u8>,
		/// Which charge instead, from 1 on; after the charges whoever has advanced some.
		#[arg(long, value_name = "N",
			value_parser = clap::value_parser!(u8).range(1..=i64::from(MAX_CREDITS)))]
		charge: Option<u8>,
		/// Which insurer instead, from 1 on, who has made up for a loss: what came in beyond all claims.
		#[arg(long, value_name = "N", conflicts_with = "charge",
			value_parser = clap::value_parser!(u8).range(1..=i64::from(MAX_SUBROGEES)))]
		insurer: Option<u8>,
		/// What whoever called default has earned instead.
		#[arg(long, conflicts_with_all = ["charge", "insurer", "surplus"])]
		bounty: bool,
		/// What a sale has brought beyond all claims, which is the borrower's, instead.
		#[arg(long, conflicts_with_all = ["charge", "insurer"])]
		surplus: bool,
		#[command(flatten)]
		key: Key,
		#[command(flatten)]
		node: Node,
	},

	/// A loan in default: call it, sell its hardware, buy it out, redeem it, pay what is still owed; report
	/// breaches that lead there, and agree to a sale off the chain.
	#[command(subcommand)]
	Default(super::DefaultCommand),

	/// Give your tranche of a loan to another, with all that is credited to it.
	Transfer {
		/// The loan's number.
		#[arg(value_parser = loan)]
		loan: u32,
		/// Which tranche, from 1 on.
		#[arg(value_parser = clap::value_parser!(u8).range(1..))]
		tranche: u8,
		/// Who gets it.
		#[arg(value_name = "ACCOUNT", value_parser = account)]
		to: AccountId,
		#[command(flatten)]
		key: Key,
		#[command(flatten)]
		node: Node,
	},

	/// Lay money down with a loan, whoever borrows: in its lockbox, where it waits for the due date.
	Fund {
		/// The loan's number.
		#[arg(value_parser = loan)]
		loan: u32,
		/// How much, such as 10000 or 1,234.50 USDai.
		#[arg(value_parser = positive)]
		amount: u128,
		/// In its reserve instead: at most what is missing there.
		#[arg(long)]
		reserve: bool,
		#[command(flatten)]
		key: Key,
		#[command(flatten)]
		node: Node,
	},

	/// Have a loan's lockbox pay what is due, whoever signs.
	Sweep(OneLoan),

	/// Have a loan's reserve pay an instalment that is late, whoever signs: he earns a bounty.
	Draw(OneLoan),

	/// Look at a loan's collateral, whoever signs: he earns a bounty if it is found worse.
	Review(OneLoan),

	/// Pay the charges of an instalment that is late for the borrower: it is repaid with interest. Of a loan
	/// in default, those of the next 30 days since: it is repaid first, without.
	Advance(OneLoan),

	/// Have the money of an offer wait for hardware, as its borrower who has ordered it: shows its
	/// terms and every condition that is not met, and lays the carry down.
	Escrow(Ordered),

	/// Say that hardware for which money waits has come so far: as a Custodian that it is delivered,
	/// as a Servicer that it is installed.
	Confirm(ConfirmOptions),

	/// Pledge hardware that has come, as its borrower: shows every condition that is not met; the
	/// vendor is paid and the loan begins.
	Release(ReleaseOptions),

	/// Give money back that waits for hardware, as its borrower; anyone once its time is over.
	End(OneLoan),

	/// Take an offer back, as its maker or its borrower; anyone once it has expired.
	Withdraw(OneLoan),
}

#[cfg(test)]
mod tests {
	use crate::cli::{Cli, Command};
	use clap::Parser;

	const OFFER: [&str; 8] =
		["offer", "500000", "--borrower", "//Bob", "--items", "1", "--as", "//Two"];

	fn typed(flags: &[&str]) -> Result<Command, clap::Error> {
		Cli::try_parse_from(["caliber"].iter().chain(flags)).map(|cli| cli.command)
	}

	fn offer(flags: &[&str]) -> Result<Command, clap::Error> {
		typed(&[&OFFER, flags].concat())
	}

	#[test]
	fn flags_should_be_refused_when_wrong() {
		for flags in [
			&[][..],
			&["--rate", "13"],
			&["--months", "36"],
			&["--rate", "13", "--months", "36", "--days", "1000"],
			&["--rate", "13", "--months", "0"],
			&["--rate", "13", "--months", "135"],
			&["--rate", "0", "--months", "36"],
			&["--rate", "13", "--months", "36", "--due-day", "32"],
			&["--rate", "13", "--months", "36", "--utc-offset", "2"],
			&["--rate", "13", "--months", "36", "--model", "bullet"],
			&["--rate", "13", "--months", "36", "--grace", "0"],
			&["--rate", "13", "--months", "36", "--tranche", "//Ferdie"],
			&["--rate", "13", "--months", "36", "--open", "0"],
			&["--rate", "13", "--months", "36", "--interest-only", "135"],
			&["--rate", "13", "--months", "36", "--balloon", "0"],
			&["--rate", "13", "--months", "36", "--reserve", "13"],
			&["--rate", "13", "--months", "36", "--refinances", "all"],
			&["--rate", "13", "--months", "36", "--charge", "gift://Dave:0.1"],
			&["--rate", "13", "--months", "36", "--charge", "premium://Dave:1.1"],
		] {
			assert!(offer(flags).is_err(), "{flags:?}");
		}
		for flags in [
			&["borrow", "--as", "//Bob"][..],
			&["borrow", "first", "--as", "//Bob"],
			&["borrow", "1"],
			&["borrow", "1", "--terms-hash", "0x12", "--as", "//Bob"],
			&["repay", "1", "--windows", "0", "--as", "//Bob"],
			&["repay", "1", "--windows", "13", "--as", "//Bob"],
			&["repay", "1", "--windows", "2", "--all", "--as", "//Bob"],
			&["loans", "--status", "gone"],
			&["loans", "--limit", "0"],
			&["loans", "--as", "//Bob"],
			&["loan"],
			&["loan", "show"],
			&["loan", "show", "-1"],
			&["loan", "stage", "1"],
			&["loan", "collect", "1", "--as", "//Bob"],
			&["loan", "collect", "1", "0", "--as", "//Bob"],
			&["loan", "collect", "1", "256", "--as", "//Bob"],
			&["loan", "collect", "1", "--charge", "0", "--as", "//Bob"],
			&["loan", "collect", "1", "--charge", "9", "--as", "//Bob"],
			&["loan", "collect", "1", "1", "--charge", "1", "--as", "//Bob"],
			&["loan", "transfer", "1", "1", "--as", "//Bob"],
			&["loan", "transfer", "1", "0", "//Eve", "--as", "//Bob"],
			&["loan", "fund", "1", "--as", "//Bob"],
			&["loan", "fund", "1", "0", "--as", "//Bob"],
			&["loan", "sweep", "1"],
			&["loan", "draw", "--as", "//Bob"],
			&["loan", "review", "1"],
			&["loan", "advance", "--as", "//Bob"],
			&["stress"],
			&["stress", "-1"],
			&["stress", "4295"],
			&["stress", "0.78", "--as", "//Bob"],
			&["prepay", "1", "--as", "//Bob"],
			&["prepay", "1", "0", "--as", "//Bob"],
			&["prepay", "1", "5", "--all", "--as", "//Bob"],
		] {
			assert!(typed(flags).is_err(), "{flags:?}");
		}
	}

	#[test]
	fn flags_should_be_read_when_right() {
		for flags in [
			&["--rate", "13", "--months", "36"][..],
			&["--rate", "12.5", "--days", "1000", "--due-day", "31", "--utc-offset", "-05:00"],
			&["--rate", "13", "--months", "36", "--model", "simple", "--principal-in-stub"],
			&["--rate", "13", "--months", "36", "--model", "amortized", "--open", "30"],
			&["--rate", "13", "--months", "36", "--grace", "5", "--grace-rate", "20"],
			&["--rate", "13", "--months", "36", "--interest-only", "12", "--balloon", "100,000.00"],
			&["--rate", "13", "--months", "36", "--refinances", "0"],
			&["--rate", "13", "--months", "36", "--reserve", "0", "--charge", "premium://Dave:0.1"],
			&[
				"--rate",
				"13",
				"--months",
				"36",
				"--tranche",
				"//Eve:1:15",
				"--tranche",
				"//Eve:2:9",
			],
		] {
			assert!(offer(flags).is_ok(), "{flags:?}");
		}
		let hash = format!("0x{}", "12".repeat(32));
		for flags in [
			&["borrow", "1", "--as", "//Bob"][..],
			&["borrow", "1", "--terms-hash", &hash, "--key-file", "bob.key"],
			&["repay", "1", "--as", "//Bob"],
			&["repay", "1", "--windows", "12", "--as", "//Bob"],
			&["repay", "1", "--all", "--as", "//Bob"],
			&["loans"],
			&["loans", "--borrower", "//Bob", "--status", "late,overdue", "--after", "3", "--json"],
			&["loan", "show", "0", "--json", "--url", "ws://127.0.0.1:1"],
			&["loan", "stage", "1", "--terms-hash", &hash, "--as", "//Ferdie"],
			&["loan", "unstage", "1", "--as", "//Ferdie"],
			&["loan", "collect", "1", "7", "--as", "//Ferdie"],
			&["loan", "collect", "1", "--charge", "8", "--as", "//Ferdie"],
			&["loan", "transfer", "1", "1", "//Eve", "--as", "//Ferdie"],
			&["loan", "fund", "1", "1,000.00", "--as", "//Ferdie"],
			&["loan", "fund", "1", "1000", "--reserve", "--as", "//Ferdie"],
			&["loan", "sweep", "1", "--as", "//Ferdie"],
			&["loan", "draw", "1", "--as", "//Ferdie"],
			&["loan", "review", "1", "--as", "//Ferdie"],
			&["loan", "advance", "1", "--as", "//Ferdie"],
			&["stress", "0.78", "--json", "--url", "ws://127.0.0.1:1"],
			&["prepay", "1", "10000", "--as", "//Bob"],
			&["prepay", "1", "--all", "--as", "//Bob"],
			&["loan", "withdraw", "1", "--as", "//Two"],
		] {
			assert!(typed(flags).is_ok(), "{flags:?}");
		}
		match offer(&["--items", "4,5", "--rate", "13", "--months", "36"]) {
			Ok(Command::Offer(options)) => assert_eq!(options.items, [1, 4, 5]),
			other => panic!("{other:?}"),
		}
	}
}
