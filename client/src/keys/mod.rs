//! Session keys: made inside a node, registered for a validator, looked for.
//!
//! | question | module |
//! |---|---|
//! | What does the chain know of a validator, and what has the node? | [`known`] |
//! | Is the node ready, and what is missing? | [`page`] |
//! | When are new keys in force? | [`sessions`] |

mod known;
mod page;
mod sessions;

use crate::{
	chain::{
		node::{hex, unhex},
		Chain, Signer,
	},
	cli::{Key, KeysCommand, Node},
	vault::best,
};
use anyhow::{ensure, Context};
use caliber_runtime::{AccountId, RuntimeCall, SessionKeys};
use codec::{DecodeAll, Encode};
use known::Known;
use sessions::Sessions;

/// Does what was typed.
///
/// # Errors
/// When the node is not ready, does not let its keys be used, or the chain refuses; says what helps.
pub async fn run(command: KeysCommand) -> anyhow::Result<()> {
	match command {
		KeysCommand::Rotate { key, node } => rotate(&key, &node).await,
		KeysCommand::Check { account, node } => check(&account, &node).await,
	}
}

async fn check(account: &AccountId, node: &Node) -> anyhow::Result<()> {
	let known = Known::of(&best(node).await?, account).await?;
	let findings = page::findings(&known);
	print!("{}", page::text(&known, &findings));
	let missing = findings.iter().filter(|finding| !finding.is_well).count();
	ensure!(missing == 0, "the node is not ready to validate: {missing} to be cured");
	Ok(())
}

async fn rotate(key: &Key, node: &Node) -> anyhow::Result<()> {
	let (signer, mut chain) = (Signer::of(key)?, best(node).await?);
	let owner = &signer.account;
	// Before keys are made that nobody will register.
	ensure_can_register(&chain, owner).await?;
	let made = chain.make_keys(owner).await?;
	let proof = made.proof.context(
		"the node's runtime makes no proof that keys are their owner's; the chain asks for one",
	)?;
	let keys = SessionKeys::decode_all(&mut &unhex(&made.keys)?[..]).context(
		"the node makes other keys than this program knows; build the client with its node",
	)?;
	let call = pallet_session::Call::set_keys { keys: keys.clone(), proof: unhex(&proof)? };
	let receipt = chain.run(&[(&signer, RuntimeCall::Session(call))]).await.context(
		"the new keys are in the node's keystore and registered nowhere; the old ones stay in force",
	)?;
	let known = Known::of(&chain, owner).await?;
	let sessions = Sessions { block: receipt.block.number, ..known.sessions };
	println!("registered for {owner} in block {}: {}", receipt.block.number, hex(&keys.encode()));
	print!("{}", page::registered(&known, &sessions));
	Ok(())
}

/// Refuses when the account could not pay.
async fn ensure_can_register(chain: &Chain, owner: &AccountId) -> anyhow::Result<()> {
	let (free, needs) = known::means(chain, owner).await?;
	ensure!(
		free >= needs,
		"{owner} has {} free, and the deposit for session keys with its fee takes about {}; nothing \
		 was made",
		page::cal(free),
		page::cal(needs)
	);
	Ok(())
}
