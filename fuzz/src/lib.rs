//! Every public function of `caliber-finance` on arbitrary arguments, every parser of
//! `caliber-feeds-core` and the decoding of reports on arbitrary bytes: none panics, and each keeps
//! the laws that cost little to check. An input exercises one topic, so that the fuzzer sees what a change of a byte does.
#![allow(missing_docs, reason = "the fields are the arguments of the functions")]

use arbitrary::Arbitrary;

mod bills;
mod book;
mod collateral;
mod dollar;
pub mod feeds;
mod generate;
mod loans;
mod numbers;
mod pots;
#[cfg(feature = "reports")]
pub mod reports;
mod schedule;
mod splits;
mod treasury;
mod vault;

/// Arguments for one topic.
#[derive(Arbitrary, Debug)]
pub enum Input {
	Numbers(numbers::Input),
	Schedule(schedule::Input),
	Loans(loans::Input),
	Splits(splits::Input),
	Shares(vault::Conversion),
	Vault(vault::Input),
	Bills(bills::Input),
	Collateral(collateral::Input),
	Dollar(dollar::Input),
	Treasury(treasury::Input),
	Book(book::Input),
	Pots(pots::Input),
}

impl Input {
	/// Panics when a law is broken.
	pub fn check(&self) {
		match self {
			Self::Numbers(input) => input.check(),
			Self::Schedule(input) => input.check(),
			Self::Loans(input) => input.check(),
			Self::Splits(input) => input.check(),
			Self::Shares(input) => input.check(),
			Self::Vault(input) => input.check(),
			Self::Bills(input) => input.check(),
			Self::Collateral(input) => input.check(),
			Self::Dollar(input) => input.check(),
			Self::Treasury(input) => input.check(),
			Self::Book(input) => input.check(),
			Self::Pots(input) => input.check(),
		}
	}
}
