//! The keys of reporters: a secret that is typed, for development, or those in a node's keystore.

use anyhow::{ensure, Context};
use pallet_feeds::KEY_TYPE;
use std::{fs, path::Path};
use subxt_signer::{sr25519::Keypair, SecretUri};

/// A reporter's key.
#[derive(Clone)]
pub struct Reporter {
	key: Keypair,
}

impl Reporter {
	/// From a phrase or a derivation path. What is wrong with a secret is not told with it.
	fn from_secret(secret: &str) -> Option<Self> {
		let uri: SecretUri = secret.trim().parse().ok()?;
		Some(Self { key: Keypair::from_uri(&uri).ok()? })
	}

	/// Its public part.
	pub fn public(&self) -> [u8; 32] {
		self.key.public_key().0
	}

	/// The signature of a payload.
	pub fn sign(&self, payload: &[u8]) -> [u8; 64] {
		self.key.sign(payload).0
	}
}

/// The keys that were named.
///
/// # Errors
/// When there is none.
pub fn load(seed: Option<&str>, keystore: Option<&Path>) -> anyhow::Result<Vec<Reporter>> {
	match (seed, keystore) {
		(Some(seed), _) => {
			let reporter = Reporter::from_secret(seed)
				.context("--seed holds no secret: use a phrase, or a path such as //Alice")?;
			Ok(vec![reporter])
		},
		(None, Some(folder)) => in_keystore(folder),
		(None, None) => anyhow::bail!("name the feed key with --keystore, or with --seed"),
	}
}

/// The feed keys in a keystore: files named after type and public key that hold the secret as a
/// JSON string.
fn in_keystore(folder: &Path) -> anyhow::Result<Vec<Reporter>> {
	let kind = hex(&KEY_TYPE.0);
	let files = fs::read_dir(folder).with_context(|| {
		format!(
			"cannot read the keystore {}; it is chains/<chain>/keystore in the node's folder",
			folder.display()
		)
	})?;
	let mut reporters = Vec::new();
	for file in files {
		let path = file.context("cannot list the keystore")?.path();
		let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
		let Some(public) = name.strip_prefix(&kind) else { continue };
		let text = fs::read_to_string(&path)
			.with_context(|| format!("cannot read the key {}", path.display()))?;
		let reporter = serde_json::from_str::<String>(&text)
			.ok()
			.and_then(|secret| Reporter::from_secret(&secret))
			.with_context(|| format!("{} holds no secret", path.display()))?;
		ensure!(
			hex(&reporter.public()) == public,
			"{} holds the secret of another key",
			path.display()
		);
		reporters.push(reporter);
	}
	ensure!(
		!reporters.is_empty(),
		"{} holds no feed key; create session keys with author_rotateKeysWithOwner",
		folder.display()
	);
	Ok(reporters)
}

fn hex(bytes: &[u8]) -> String {
	bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
	use super::*;
	use sp_runtime::RuntimeAppPublic;

	fn file(folder: &Path, kind: &str, public: &str, text: &str) {
		fs::write(folder.join(format!("{kind}{public}")), text).unwrap();
	}

	#[test]
	fn keys_should_be_found_by_their_type_when_a_keystore_holds_others() {
		let folder = std::env::temp_dir().join(format!("caliber-keys-{}", std::process::id()));
		fs::create_dir_all(&folder).unwrap();
		let error = |what: &str| {
			let error = format!("{:#}", load(None, Some(&folder)).err().unwrap());
			assert!(error.contains(what) && !error.contains("//Alice"), "{error}");
		};
		error("no feed key");
		let alice = Reporter::from_secret("//Alice").unwrap();
		let (public, feed) = (hex(&alice.public()), hex(&KEY_TYPE.0));
		file(&folder, "61757261", &public, "\"//Bob\"");
		error("no feed key");
		file(&folder, &feed, &public, "\"//Alice\"");
		let found = load(None, Some(&folder)).unwrap();
		assert_eq!(found.iter().map(Reporter::public).collect::<Vec<_>>(), [alice.public()]);
		file(&folder, &feed, &public, "\"//Bob\"");
		error("another key");
		file(&folder, &feed, &public, "//Alice");
		error("holds no secret");
		fs::remove_dir_all(&folder).unwrap();
		error("cannot read the keystore");
		assert!(load(Some("no secret"), None).is_err() && load(None, None).is_err());
	}

	#[test]
	fn signature_should_be_the_runtimes_when_a_reporter_signs() {
		use pallet_feeds::sr25519::{AuthorityId, AuthoritySignature};
		let alice = Reporter::from_secret("//Alice").unwrap();
		let payload = b"caliber/feeds";
		let signature: AuthoritySignature =
			codec::Decode::decode(&mut &alice.sign(payload)[..]).unwrap();
		let id: AuthorityId = codec::Decode::decode(&mut &alice.public()[..]).unwrap();
		assert!(id.verify(&payload, &signature));
	}
}
