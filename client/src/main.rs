//! `caliber`: the chain's command line.
//!
//! | question | module |
//! |---|---|
//! | What can be typed? | [`cli`] |
//! | How does it talk to a node, sign, seal blocks and read what came of it? | [`chain`] |
//! | How does the demo play the life of a loan? | [`demo`] |
//! | What do rates and prices say? | [`feeds`] |
//! | What does the treasury hold and order? | [`treasury`] |
//! | How are shares of the vault bought, given back, claimed, shown? | [`vault`] |
//! | How are loans offered, accepted, repaid, curated, shown? | [`loan`] |
//! | How is hardware of loans in default sold? | [`auction`] |
//! | Which insurance claims are there, and what becomes of them? | [`claims`] |
//! | Who may do what to the chain? | [`powers`] |
//! | How are rates and prices reported from outside a node? | [`feeder`] |
//! | How are networks started and watched? | [`network`] |
//! | How are session keys made, registered, checked? | [`keys`] |
//! | How is hardware submitted, attested, shown? | [`gpu`] |
//! | How are `feed-sim` and `caliber-node` started and ended? | [`process`] |
//! | How is it printed? | [`output`] |

mod auction;
mod chain;
mod claims;
mod cli;
mod demo;
mod feeder;
mod feeds;
mod gpu;
mod http;
mod keys;
mod loan;
mod network;
mod output;
mod powers;
mod process;
mod treasury;
mod vault;

use clap::{error::ErrorKind, Parser};
use cli::{Cli, Command};
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
	let cli = match Cli::try_parse() {
		Ok(cli) => cli,
		Err(error) if !error.use_stderr() => {
			print!("{error}");
			return ExitCode::SUCCESS;
		},
		Err(error) => {
			let text = error.to_string();
			// Up to the first empty line: what is wrong, then advice on usage.
			let lines = text.lines().map(str::trim).take_while(|line| !line.is_empty());
			let line = match error.kind() {
				ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
					"a command is missing".into()
				},
				_ => lines.collect::<Vec<_>>().join(" "),
			};
			eprintln!("caliber: {} (see --help)", line.trim_start_matches("error: "));
			return ExitCode::from(2);
		},
	};
	let run = async {
		match cli.command {
			Command::Demo(options) => demo::run(options).await,
			Command::Seal(options) => chain::dev::seal_on_demand(&options).await,
			Command::Feeder(options) => feeder::run(options).await,
			Command::Gpu(command) => gpu::run(command).await,
			Command::Feeds(options) => feeds::run(options).await,
			Command::Treasury(command) => treasury::run(command).await,
			Command::Stake(options) => vault::stake::run(options).await,
			Command::Unstake(options) => vault::unstake::run(options).await,
			Command::Claim(options) => vault::claim::run(options).await,
			Command::Vault(command) => vault::run(command).await,
			Command::Offer(options) => loan::offer::run(options).await,
			Command::Borrow(options) => loan::borrow::run(options).await,
			Command::Repay(options) => loan::repay::run(options).await,
			Command::Prepay(options) => loan::prepay::run(options).await,
			Command::Loans(options) => loan::list::run(options).await,
			Command::Auctions { json, node } => auction::list(json, &node).await,
			Command::Bid(options) => auction::bid(options).await,
			Command::Sale(command) => auction::run(command).await,
			Command::Claims(options) => claims::run(options).await,
			Command::Network(command) => network::run(command).await,
			Command::Keys(command) => keys::run(command).await,
			Command::Stress(options) => loan::stress::run(options).await,
			Command::Powers { json, node } => powers::run(json, &node).await,
			Command::Loan(command) => loan::run(command).await,
		}
	};
	let result = tokio::select! {
		result = run => result,
		() = interrupted() => Err(anyhow::anyhow!("interrupted; what was started has been ended")),
	};
	match result {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			eprintln!("caliber: {}", one_line(&error));
			ExitCode::FAILURE
		},
	}
}

/// Waits for Ctrl-C or SIGTERM.
async fn interrupted() {
	use tokio::signal::unix::{signal, SignalKind};
	let Ok(mut terminate) = signal(SignalKind::terminate()) else {
		return std::future::pending().await;
	};
	tokio::select! {
		heard = tokio::signal::ctrl_c() => if heard.is_err() { std::future::pending().await },
		_ = terminate.recv() => {},
	}
}

/// An error with its causes in one line.
fn one_line(error: &anyhow::Error) -> String {
	let text = format!("{error:#}");
	text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn error_should_be_one_line_when_its_causes_are_many() {
		let error = anyhow::anyhow!("b\n\n  c").context("a");
		assert_eq!(one_line(&error), "a: b c");
	}
}
