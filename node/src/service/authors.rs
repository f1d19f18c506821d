//! Tells the chain of authors who make two blocks for one slot. Aura itself only logs them.

use super::FullClient;
use caliber_primitives::apis::AuthoringApi;
use caliber_runtime_common::{Header, OpaqueBlock as Block};
use futures::StreamExt;
use sc_client_api::BlockchainEvents;
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_api::{ApiExt, ProvideRuntimeApi};
use sp_blockchain::HeaderBackend;
use sp_consensus_aura::{
	sr25519::{AuthorityId, AuthorityPair},
	AuraApi, Slot,
};
use sp_consensus_slots::EquivocationProof;
use std::{error::Error, sync::Arc};

type Proof = EquivocationProof<Header, AuthorityId>;

/// Looks at every block that is imported, of whatever fork.
pub(super) async fn watch(client: Arc<FullClient>, pool: OffchainTransactionPoolFactory<Block>) {
	let mut blocks = client.every_import_notification_stream();
	while let Some(block) = blocks.next().await {
		match look(&client, &block.header) {
			Ok(None) => {},
			Ok(Some(proof)) => tell(&client, &pool, &proof),
			// A node that has just warped to the tip lacks older states.
			Err(error) => log::debug!(target: "authors", "block {}: {error}", block.hash),
		}
	}
}

/// The proof that its author has made another one for the slot.
fn look(client: &FullClient, header: &Header) -> Result<Option<Proof>, Box<dyn Error>> {
	let slot = sc_consensus_aura::find_pre_digest::<
		Block,
		sp_consensus_aura::sr25519::AuthoritySignature,
	>(header)?;
	let authorities = client.runtime_api().authorities(header.parent_hash)?;
	let author = sc_consensus_aura::standalone::slot_author::<AuthorityPair>(slot, &authorities);
	let author = author.ok_or("the set is empty")?;
	let duration = sc_consensus_aura::slot_duration(client)?;
	let now = Slot::from_timestamp(sp_timestamp::Timestamp::current(), duration);
	Ok(sc_consensus_slots::check_equivocation(client, now, slot, header, author)?)
}

/// Sends the proof.
fn tell(client: &FullClient, pool: &OffchainTransactionPoolFactory<Block>, proof: &Proof) {
	let Proof { offender, slot, first_header, second_header } = proof;
	let (first, second) = (first_header.hash(), second_header.hash());
	log::warn!(target: "authors", "{offender} has made two blocks for slot {slot}: {first} and {second}");
	match report(client, pool, proof) {
		Ok(true) => {
			log::info!(target: "authors", "the chain is told of both blocks of slot {slot}")
		},
		Ok(false) => log::info!(target: "authors", "the chain knows of both blocks of slot {slot}"),
		Err(error) => {
			log::warn!(target: "authors", "cannot tell the chain of slot {slot}: {error}")
		},
	}
}

/// Whether the pool has taken it. The key's owner is proven by the bonds of now as long as the session
/// runs, and by those of then once it is over.
fn report(
	client: &FullClient,
	pool: &OffchainTransactionPoolFactory<Block>,
	proof: &Proof,
) -> Result<bool, Box<dyn Error>> {
	let later = match proof.first_header.number > proof.second_header.number {
		true => &proof.first_header,
		false => &proof.second_header,
	};
	let best = client.info().best_hash;
	for at in [best, later.parent_hash] {
		let Some(owner) = client.runtime_api().key_owner(at, proof.offender.clone())? else {
			continue;
		};
		let mut api = client.runtime_api();
		api.register_extension(pool.offchain_transaction_pool(best));
		if api.report_double_block(best, proof.clone(), owner)?.is_some() {
			return Ok(true);
		}
	}
	Ok(false)
}
