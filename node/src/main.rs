//! The Caliber node.

mod chain_spec;
mod cli;
mod command;
mod memory;
mod metrics;
mod oracle;
mod preflight;
mod rpc;
mod sealing;
mod service;
mod time;

use std::process::ExitCode;

fn main() -> ExitCode {
	match command::run() {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			eprintln!("caliber-node: {}", command::one_line(&error));
			ExitCode::FAILURE
		},
	}
}
