//! Flags of the commands about session keys.

use super::{Key, Node};
use crate::chain::key::account;
use caliber_runtime::AccountId;
use clap::Subcommand;

/// What to do about session keys.
#[derive(Debug, Clone, Subcommand)]
pub enum KeysCommand {
	/// Make new session keys inside the node and register them for the signer, with the proof that
	/// they are its own. Says when they are in force.
	Rotate {
		#[command(flatten)]
		key: Key,
		#[command(flatten)]
		node: Node,
	},

	/// Say whether the node is ready to validate for an account, and what is missing.
	Check {
		/// The validator: an address, or a development key such as //Bob.
		#[arg(long, value_name = "ACCOUNT", value_parser = account)]
		account: AccountId,
		#[command(flatten)]
		node: Node,
	},
}
