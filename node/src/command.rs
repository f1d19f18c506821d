//! What each command does.

use crate::{
	chain_spec,
	cli::{Cli, Subcommand},
	memory, oracle, preflight,
	service::{self, Parts, Plan},
};
use caliber_runtime_common::OpaqueBlock;
use sc_cli::{CliConfiguration, Error, Result, SubstrateCli};
use sc_service::{ChainSpec, ChainType};
use std::path::PathBuf;

impl SubstrateCli for Cli {
	fn impl_name() -> String {
		"Caliber Node".into()
	}

	fn impl_version() -> String {
		env!("CARGO_PKG_VERSION").into()
	}

	fn description() -> String {
		env!("CARGO_PKG_DESCRIPTION").into()
	}

	fn author() -> String {
		env!("CARGO_PKG_AUTHORS").into()
	}

	fn support_url() -> String {
		"see SECURITY.md and CONTRIBUTING.md".into()
	}

	fn copyright_start_year() -> i32 {
		2026
	}

	fn load_spec(&self, id: &str) -> std::result::Result<Box<dyn ChainSpec>, String> {
		chain_spec::load(id).map(|spec| Box::new(spec) as Box<dyn ChainSpec>)
	}
}

/// Does what was typed.
///
/// # Errors
///
/// Of the command.
pub fn run() -> Result<()> {
	let cli = Cli::from_args();
	match &cli.subcommand {
		None => node(cli),
		Some(Subcommand::Key(command)) => command.run(&cli),
		Some(Subcommand::BuildSpec(command)) => {
			let runner = cli.create_runner(command)?;
			runner.sync_run(|config| command.run(config.chain_spec, config.network))
		},
		Some(Subcommand::ExportChainSpec(command)) => command.run(cli.load_spec(&command.chain)?),
		Some(Subcommand::CheckBlock(command)) => {
			let runner = cli.create_runner(command)?;
			runner.async_run(|config| {
				let Parts { base, import_queue, .. } = service::parts(&config)?;
				Ok((command.run(base.client, import_queue), base.task_manager))
			})
		},
		Some(Subcommand::ExportBlocks(command)) => {
			let runner = cli.create_runner(command)?;
			runner.async_run(|config| {
				let Parts { base, .. } = service::parts(&config)?;
				Ok((command.run(base.client, config.database), base.task_manager))
			})
		},
		Some(Subcommand::ExportState(command)) => {
			let runner = cli.create_runner(command)?;
			runner.async_run(|config| {
				let Parts { base, .. } = service::parts(&config)?;
				Ok((command.run(base.client, config.chain_spec), base.task_manager))
			})
		},
		Some(Subcommand::ImportBlocks(command)) => {
			let runner = cli.create_runner(command)?;
			runner.async_run(|config| {
				let Parts { base, import_queue, .. } = service::parts(&config)?;
				Ok((command.run(base.client, import_queue), base.task_manager))
			})
		},
		Some(Subcommand::PurgeChain(command)) => {
			let runner = cli.create_runner(command)?;
			runner.sync_run(|config| {
				let (folder, chain) = (config.data_path, config.chain_spec.chain_type());
				let database = config.database.path().map(PathBuf::from);
				command.run(config.database)?;
				// It may have been thought better of.
				if !database.is_some_and(|path| path.exists()) {
					if let Some(told) = memory::purge(&folder, &chain)? {
						println!("{told}");
					}
				}
				Ok(())
			})
		},
		Some(Subcommand::Revert(command)) => {
			let runner = cli.create_runner(command)?;
			runner.async_run(|config| {
				let Parts { base, .. } = service::parts(&config)?;
				let revert_votes = Box::new(|client, _, blocks| {
					sc_consensus_grandpa::revert(client, blocks)?;
					Ok(())
				});
				Ok((command.run(base.client, base.backend, Some(revert_votes)), base.task_manager))
			})
		},
		Some(Subcommand::ChainInfo(command)) => {
			let runner = cli.create_runner(command)?;
			runner.sync_run(|config| command.run::<OpaqueBlock>(&config))
		},
	}
}

/// Runs a node. Everything that a flag or a file can be wrong about is found before a folder is
/// made or a port is opened.
fn node(mut cli: Cli) -> Result<()> {
	let id = cli.run.chain_id(cli.run.is_dev()?)?;
	if id.is_empty() {
		return Err("which chain? pass --dev, --chain local or --chain FILE".into());
	}
	let spec = cli.load_spec(&id)?;
	let chain = spec.chain_type();
	if let Some(sealing) = cli.sealing {
		sealing.ensure_allowed_on(&chain)?;
	}
	let plan = Plan {
		sealing: cli.sealing,
		oracle: oracle::load(cli.oracle(), &chain)?,
		oracle_off: cli.oracle_off,
	};
	if matches!(chain, ChainType::Development | ChainType::Local) {
		// A test validator may be somebody else after a restart.
		cli.run.network_params.node_key_params.unsafe_force_node_key_generation = true;
	}
	preflight::ensure_free(&preflight::ports_of(&cli.run, &spec)?)?;
	let runner = cli.create_runner(&cli.run)?;
	runner.run_node_until_exit(|mut config| async move {
		preflight::pin_rpc_ports(&mut config);
		service::start(config, plan).map_err(Error::from)
	})
}

/// An error in one line that says what to do.
pub fn one_line(error: &Error) -> String {
	match error {
		Error::NetworkKeyNotFound(path) => format!(
			"a validator needs a network key that stays the same, and there is none at {}; make \
			 one with `caliber-node key generate-node-key --file {}`",
			path.display(),
			path.display()
		),
		Error::Input(reason) => join_lines(reason),
		other => join_lines(&other.to_string()),
	}
}

fn join_lines(text: &str) -> String {
	text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
	use super::*;
	use clap::Parser;

	#[test]
	fn flags_should_be_refused_when_they_contradict_each_other() {
		for flags in [
			&["--oracle-off", "--oracle-config", "x.toml"][..],
			&["--oracle-off", "--oracle-base", "ust-bill-xml=http://127.0.0.1:1"],
			&["--sealing", "sometimes"],
			&["--oracle-base", "ust-bill-xml"],
			&["--oracle-base", "metadata=http://127.0.0.1:1"],
			&["--no-such-flag"],
		] {
			let typed = ["caliber-node", "--dev"].iter().chain(flags);
			assert!(Cli::try_parse_from(typed).is_err(), "{flags:?}");
		}
	}

	#[test]
	fn error_should_be_one_line_with_a_remedy_when_printed() {
		let error = one_line(&Error::NetworkKeyNotFound("/data/secret".into()));
		assert!(error.contains("key generate-node-key --file /data/secret"), "{error}");
		assert_eq!(one_line(&Error::Input("a\n\n  b".into())), "a b");
	}
}
