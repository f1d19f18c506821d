//! What the rehearsal migrates, as it is stored: notes of one figure that become notes of two.

use crate::programs::Node;
use caliber_runtime::BlockNumber;
use codec::{Decode, DecodeAll, Encode};
use frame_support::{
	storage::storage_prefix, traits::STORAGE_VERSION_STORAGE_KEY_POSTFIX, Blake2_128Concat,
	StorageHasher as _,
};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave, Eve, Ferdie};

/// Whoever has a note.
pub const OWNERS: [Sr25519Keyring; 6] = [Alice, Bob, Charlie, Dave, Eve, Ferdie];

/// Where the note of somebody is stored.
pub fn key_of(who: Sr25519Keyring) -> Vec<u8> {
	let account = who.to_account_id().encode();
	[&storage_prefix(b"Rehearsal", b"Notes")[..], &Blake2_128Concat::hash(&account)].concat()
}

/// Where the version of the notes is stored.
pub fn version_key() -> Vec<u8> {
	storage_prefix(b"Rehearsal", STORAGE_VERSION_STORAGE_KEY_POSTFIX).to_vec()
}

/// Whether the notes have their second version.
pub fn migrated(node: &Node) -> bool {
	node.stored(&version_key(), None) == Some(2u16)
}

/// Bytes as they are.
struct Raw(Vec<u8>);

impl Decode for Raw {
	fn decode<I: codec::Input>(input: &mut I) -> Result<Self, codec::Error> {
		let length = input.remaining_len()?.unwrap_or_default();
		let mut bytes = vec![0; length];
		input.read(&mut bytes)?;
		Ok(Self(bytes))
	}
}

/// Both figures of a note, if it has two.
pub fn figures_of(node: &Node, who: Sr25519Keyring) -> Option<(u32, BlockNumber)> {
	let raw: Raw = node.stored(&key_of(who), None)?;
	DecodeAll::decode_all(&mut &raw.0[..]).ok()
}

/// What the genesis has of them: a figure for each of `notes`, and bytes that are none.
pub fn genesis(
	notes: &[(Sr25519Keyring, u32)],
	spoilt: &[(Sr25519Keyring, Vec<u8>)],
) -> Vec<(Vec<u8>, Vec<u8>)> {
	let sound = notes.iter().map(|(who, figure)| (key_of(*who), figure.encode()));
	let spoilt = spoilt.iter().map(|(who, bytes)| (key_of(*who), bytes.clone()));
	sound.chain(spoilt).chain([(version_key(), 1u16.encode())]).collect()
}
