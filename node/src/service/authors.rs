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
use sp_session::MembershipProof;
use std::{error::Error, sync::Arc};

type Proof = EquivocationProof<Header, AuthorityId>;

/// Looks at every block that is imported, of whatever fork.
pub(super) async fn watch(client: Arc<FullClient>, pool: OffchainTransactionPoolFactory<Block>) {
	let mut blocks = client.every_import_notification_stream();
	let mut untold = Untold::default();
	while let Some(block) = blocks.next().await {
		match look(&client, &block.header) {
			Ok(None) => {},
			Ok(Some(proof)) => {
				let Proof { offender, slot, first_header, second_header } = &proof;
				let (first, second) = (first_header.hash(), second_header.hash());
				log::warn!(
					target: "authors",
					"{offender} has made two blocks for slot {slot}: {first} and {second}"
				);
				untold.add(&client, proof);
			},
			// A node that has just warped to the tip lacks older states.
			Err(error) => log::debug!(target: "authors", "block {}: {error}", block.hash),
		}
		untold.tell(&client, &pool, block.header.number);
	}
}

/// Proofs that the chain has not taken, each with the blocks after which it is dropped. Whoever changes his
/// keys at once cannot be proven to have had them before the session is over.
#[derive(Default)]
struct Untold(Vec<(Proof, Option<MembershipProof>, u32)>);

/// Blocks between two attempts.
const EVERY: u32 = 10;
/// Blocks for which it is tried: more than two sessions.
const LASTS: u32 = 700;

impl Untold {
	/// With another one, and the proof of the key's owner that can be made where it was used.
	fn add(&mut self, client: &FullClient, proof: Proof) {
		let later = match proof.first_header.number > proof.second_header.number {
			true => &proof.first_header,
			false => &proof.second_header,
		};
		let owner = client.runtime_api().key_owner(later.parent_hash, proof.offender.clone());
		let last = later.number.saturating_add(LASTS);
		self.0.push((proof, owner.ok().flatten(), last));
	}

	/// Sends them when a block is the first one or one of ten after them.
	fn tell(
		&mut self,
		client: &FullClient,
		pool: &OffchainTransactionPoolFactory<Block>,
		number: u32,
	) {
		self.0.retain(|(proof, owner, last)| {
			let since = number.saturating_add(LASTS).saturating_sub(*last);
			if !since.is_multiple_of(EVERY) {
				return true;
			}
			let slot = proof.slot;
			match report(client, pool, proof, owner.as_ref()) {
				Ok(true) => {
					log::info!(target: "authors", "the chain is told of both blocks of slot {slot}");
					return false;
				},
				Ok(false) => {
					log::debug!(target: "authors", "slot {slot}: it is known, or not yet provable")
				},
				Err(error) => {
					log::warn!(target: "authors", "cannot tell the chain of slot {slot}: {error}")
				},
			}
			number < *last
		});
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

/// Whether the pool has taken it. The key's owner is proven by the bonds of now as long as the session
/// runs, and by those of then once it is over.
fn report(
	client: &FullClient,
	pool: &OffchainTransactionPoolFactory<Block>,
	proof: &Proof,
	then: Option<&MembershipProof>,
) -> Result<bool, Box<dyn Error>> {
	let best = client.info().best_hash;
	let now = client.runtime_api().key_owner(best, proof.offender.clone())?;
	for owner in now.iter().chain(then) {
		let mut api = client.runtime_api();
		api.register_extension(pool.offchain_transaction_pool(best));
		if api.report_double_block(best, proof.clone(), owner.clone())?.is_some() {
			return Ok(true);
		}
	}
	Ok(false)
}
