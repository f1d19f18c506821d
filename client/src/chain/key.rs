//! Who signs, and which account is meant.

use super::Signer;
use crate::cli::Key;
use anyhow::Context;
use caliber_runtime::AccountId;

impl Signer {
	/// The key that was named, or that the file holds.
	///
	/// # Errors
	/// When it is none; says what helps.
	pub fn of(key: &Key) -> anyhow::Result<Self> {
		let name = "the signer";
		match (&key.development, &key.key_file) {
			(Some(path), _) => {
				anyhow::ensure!(
					path.starts_with("//"),
					"--as takes a development key such as //Bob; put another into a file for --key-file"
				);
				Self::development(name, path)
			},
			(None, Some(file)) => {
				let text = std::fs::read_to_string(file)
					.with_context(|| format!("cannot read the key file {}", file.display()))?;
				// A path alone is of the key that everybody knows. What is wrong with a secret is not
				// printed with it.
				let secret = Some(text.trim()).filter(|text| has_secret(text));
				secret.and_then(|secret| Self::development(name, secret).ok()).with_context(|| {
					format!("{} holds no secret phrase and no seed", file.display())
				})
			},
			(None, None) => anyhow::bail!("name the signing key with --as or --key-file"),
		}
	}
}

/// An account as it is typed: its address, or the path of a well-known key such as //Bob.
///
/// # Errors
/// When it is none; says how one is typed.
pub fn account(text: &str) -> Result<AccountId, String> {
	let found = match text.starts_with("//") {
		true => Signer::development("", text).ok().map(|signer| signer.account),
		false => text.parse().ok(),
	};
	found.ok_or_else(|| {
		"give an address such as 5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty, or a development \
		 key such as //Bob"
			.into()
	})
}

/// Whether a text begins with a phrase or a seed, and not with the path of one.
fn has_secret(text: &str) -> bool {
	let secret = text.split('/').next().unwrap_or_default();
	!secret.trim().is_empty()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn key_should_be_refused_when_it_is_none() {
		let key = |development: Option<&str>, file: Option<&str>| Key {
			development: development.map(Into::into),
			key_file: file.map(Into::into),
		};
		let of = |name: &str, text: &str| {
			let file =
				std::env::temp_dir().join(format!("caliber-{}-{name}.key", std::process::id()));
			std::fs::write(&file, text).unwrap();
			file.to_str().unwrap().to_owned()
		};
		assert!(Signer::of(&key(Some("//Bob"), None)).is_ok());
		let seed = format!("0x{}\n", "11".repeat(32));
		let phrase = "bottom drive obey lake curtain smoke basket hold race lonely fit walk//Bob";
		for secret in [seed.as_str(), phrase] {
			assert!(Signer::of(&key(None, Some(&of("secret", secret)))).is_ok());
		}
		for (wrong, reason) in [
			(key(Some("Bob"), None), "--key-file"),
			(key(None, Some("no/such.key")), "cannot read the key file"),
			(
				key(None, Some(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))),
				"no secret phrase",
			),
			(key(None, Some(&of("empty", ""))), "no secret phrase"),
			(key(None, Some(&of("blank", " \n"))), "no secret phrase"),
			(key(None, Some(&of("path", "//Bob"))), "no secret phrase"),
			(key(None, Some(&of("password", "///secret"))), "no secret phrase"),
			(key(None, None), "--as"),
		] {
			let Err(error) = Signer::of(&wrong) else { panic!("{reason}") };
			assert!(format!("{error:#}").contains(reason), "{error:#}");
		}
	}

	#[test]
	fn account_should_be_read_when_it_is_one() {
		let bob = Signer::development("bob", "//Bob").unwrap().account;
		let hex: String =
			<[u8; 32]>::from(bob.clone()).iter().map(|b| format!("{b:02x}")).collect();
		for text in ["//Bob", &bob.to_string(), &format!("0x{hex}")] {
			assert_eq!(account(text), Ok(bob.clone()), "{text}");
		}
		let mut mistyped = bob.to_string();
		mistyped.replace_range(9..10, if mistyped.as_bytes()[9] == b'x' { "y" } else { "x" });
		for wrong in ["", "Bob", "0x12", "//", &mistyped] {
			let error = account(wrong).unwrap_err();
			assert!(error.contains("//Bob"), "{wrong}: {error}");
		}
	}
}
