//! What a node says of itself, and of the keys that it holds.

use super::Chain;
use anyhow::Context;
use caliber_runtime::AccountId;
use codec::Encode;
use serde::Deserialize;
use subxt::rpcs::{rpc_params, Error as RpcError, UserError};

/// The code of an answer to a question that is not for everybody, or that the node does not know.
const REFUSED: i32 = -32_601;

/// Session keys that a node has just made, as hexadecimal text.
#[derive(Debug, Deserialize)]
pub struct Made {
	/// Their public parts, one after the other.
	pub keys: String,
	/// That the owner has them: a signature of each.
	pub proof: Option<String>,
}

/// How a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Health {
	/// How many others it is connected to.
	pub peers: u64,
	/// Whether it is behind them.
	pub is_syncing: bool,
	/// Its best block.
	pub best: u64,
	/// The best block that it has heard of.
	pub highest: u64,
	/// Whether it was started with `--validator`.
	pub is_authority: bool,
}

/// Why a question about keys is not answered.
fn about_keys(error: RpcError) -> anyhow::Error {
	match &error {
		RpcError::User(UserError { code: REFUSED, .. }) => anyhow::anyhow!(
			"the node does not let its keys be used from here: run this on the node's own machine, \
			 with --url ws://127.0.0.1:9944, or start the node with --rpc-methods unsafe behind a \
			 firewall"
		),
		_ => anyhow::Error::new(error).context("the node does not answer about its keys"),
	}
}

/// Bytes as hexadecimal text.
pub fn hex(bytes: &[u8]) -> String {
	let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
	format!("0x{digits}")
}

/// Bytes of hexadecimal text.
///
/// # Errors
/// When it is none.
pub fn unhex(text: &str) -> anyhow::Result<Vec<u8>> {
	let digits = text.strip_prefix("0x").unwrap_or(text).as_bytes();
	let pairs = digits.chunks(2).map(|pair| {
		let pair = std::str::from_utf8(pair).ok().filter(|pair| pair.len() == 2)?;
		u8::from_str_radix(pair, 16).ok()
	});
	pairs.collect::<Option<_>>().context("the node answers with what is no hexadecimal text")
}

impl Chain {
	/// Makes session keys inside the node, for an owner.
	///
	/// # Errors
	/// When the node does not let them be made.
	pub async fn make_keys(&self, owner: &AccountId) -> anyhow::Result<Made> {
		let owner = hex(&owner.encode());
		self.rpc.request("author_rotateKeysWithOwner", rpc_params![owner]).await.map_err(about_keys)
	}

	/// Whether the node has the secret of a key of a kind.
	///
	/// # Errors
	/// When the node does not let itself be asked.
	pub async fn has_key(&self, public: &[u8], kind: &str) -> anyhow::Result<bool> {
		self.rpc.request("author_hasKey", rpc_params![hex(public), kind]).await.map_err(about_keys)
	}

	/// How the node is.
	///
	/// # Errors
	/// When it does not say.
	pub async fn health(&self) -> anyhow::Result<Health> {
		#[derive(Deserialize)]
		#[serde(rename_all = "camelCase")]
		struct Answer {
			peers: u64,
			is_syncing: bool,
		}
		#[derive(Deserialize)]
		#[serde(rename_all = "camelCase")]
		struct Blocks {
			current_block: u64,
			highest_block: Option<u64>,
		}
		let silent = "the node does not tell how it is";
		let answer: Answer =
			self.rpc.request("system_health", rpc_params![]).await.context(silent)?;
		let blocks: Blocks =
			self.rpc.request("system_syncState", rpc_params![]).await.context(silent)?;
		let roles: Vec<String> =
			self.rpc.request("system_nodeRoles", rpc_params![]).await.context(silent)?;
		let best = blocks.current_block;
		Ok(Health {
			peers: answer.peers,
			is_syncing: answer.is_syncing,
			best,
			highest: blocks.highest_block.unwrap_or(best),
			is_authority: roles.iter().any(|role| role == "Authority"),
		})
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn hex_should_be_read_back_when_written() {
		for bytes in [&[][..], &[0], &[0, 255, 16]] {
			assert_eq!(unhex(&hex(bytes)).unwrap(), bytes);
		}
		for wrong in ["0x1", "0xzz", "0x0g", "0x\u{e9}"] {
			assert!(unhex(wrong).is_err(), "{wrong}");
		}
	}

	#[test]
	fn refusal_should_name_the_remedy_when_keys_are_not_for_everybody() {
		let error = |code| UserError { code, message: "no".into(), data: None };
		let told = about_keys(RpcError::User(error(REFUSED))).to_string();
		assert!(told.contains("own machine") && told.contains("unsafe"), "{told}");
		let other = about_keys(RpcError::User(error(1))).to_string();
		assert!(!other.contains("unsafe"), "{other}");
	}
}
