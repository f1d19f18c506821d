//! The key with which reporters sign.

use sp_core::crypto::KeyTypeId;

/// The type of feed keys in a keystore, and in the session keys.
pub const KEY_TYPE: KeyTypeId = KeyTypeId(*b"orcl");

/// Keys of reporters.
pub mod sr25519 {
	#[allow(missing_docs, reason = "the macro writes the items")]
	mod app {
		use crate::crypto::KEY_TYPE;
		use sp_application_crypto::{app_crypto, sr25519};
		app_crypto!(sr25519, KEY_TYPE);
	}

	sp_application_crypto::with_pair! {
		/// A reporter's key pair.
		pub type AuthorityPair = app::Pair;
	}

	/// A reporter's signature.
	pub type AuthoritySignature = app::Signature;

	/// A reporter's public key.
	pub type AuthorityId = app::Public;
}

pub use sr25519::{AuthorityId, AuthoritySignature};
