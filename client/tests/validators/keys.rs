//! `caliber keys` on nodes that run.

use crate::{
	network::{caliber, hash, height, stored, until, Network},
	programs::Node,
};
use caliber_runtime::{Hash, Runtime, SessionKeys};
use frame_support::storage::storage_prefix;
use pallet_session::{CurrentIndex, NextKeys};
use serde_json::json;
use sp_consensus_aura::sr25519::AuthorityId;
use sp_keyring::Sr25519Keyring::Bob;

/// The place of the validator whose keys change.
const BOB: usize = 1;

/// Changes the keys of a validator that runs: the new ones make blocks in the session after next.
pub fn rotate(network: &Network) {
	let node = &network.nodes[BOB];
	let url = node.url();
	let check =
		|url: &str, account: &str| caliber(&["keys", "check", "--url", url, "--account", account]);
	until("Bob is ready", || check(&url, "//Bob").0);
	let (_, said) = check(&url, "//Bob");
	assert!(said.ends_with("ready to validate\n"), "{said}");
	let (is_ready, said) = check(&network.nodes[0].url(), "//Bob");
	assert!(!is_ready && said.contains("none of the registered session keys"), "{said}");
	let (is_ready, said) = check(&url, "//Eve");
	assert!(!is_ready && said.contains("has no bond") && said.contains("keys rotate"), "{said}");

	let (done, told) = caliber(&["keys", "rotate", "--url", &url, "--as", "//Bob"]);
	print!("{told}");
	assert!(done && told.contains("in force from session"), "{told}");
	let keys: SessionKeys =
		stored(node, &NextKeys::<Runtime>::hashed_key_for(Bob.to_account_id()), None).unwrap();
	assert_ne!(keys.aura, Bob.public().into());
	let (_, said) = check(&url, "//Bob");
	assert!(said.contains("earlier keys until session"), "{said}");

	let mut seen = height(node);
	let mut first = None;
	until("the new key makes a block", || {
		while seen < height(node) && first.is_none() {
			seen += 1;
			first = hash(node, seen).filter(|hash| author(node, *hash) == keys.aura);
		}
		first.is_some()
	});
	let (registered, in_force) = (after(&told, "\nsession "), after(&told, "on: block "));
	let session: u32 = stored(node, &CurrentIndex::<Runtime>::hashed_key(), first).unwrap();
	println!("block {seen} of session {session}: the new key makes its first block");
	assert_eq!(session, registered + 2);
	// Its turn comes once in four slots.
	assert!((in_force..=in_force + 8).contains(&seen), "block {seen}, in force from {in_force}");
	until("Bob is ready with the new keys", || {
		let (is_ready, said) = check(&url, "//Bob");
		is_ready && said.contains("in this session with the registered keys")
	});
}

/// The number behind some words.
fn after(said: &str, words: &str) -> u32 {
	let (_, rest) = said.split_once(words).unwrap_or_else(|| panic!("{words}: {said}"));
	let digits = rest.split(|letter: char| !letter.is_ascii_digit()).next().unwrap_or_default();
	digits.parse().unwrap_or_else(|_| panic!("{words}: {said}"))
}

/// Whose turn a block was: nobody else could have sealed it.
fn author(node: &Node, block: Hash) -> AuthorityId {
	let header = node.call("chain_getHeader", &json!([block]));
	let parent = serde_json::from_value(header["parentHash"].clone()).unwrap();
	let slot: u64 = stored(node, &storage_prefix(b"Aura", b"CurrentSlot"), Some(block)).unwrap();
	let all: Vec<AuthorityId> =
		stored(node, &storage_prefix(b"Aura", b"Authorities"), Some(parent)).unwrap();
	let turn = usize::try_from(slot).unwrap() % all.len();
	all[turn].clone()
}
