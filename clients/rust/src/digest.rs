//! The digest of the metadata that a hardware wallet asks for, by the library that puts it into a
//! runtime when it is built.

use crate::config::Caliber;
use anyhow::{anyhow, Context, Result};
use merkleized_metadata::{generate_metadata_digest, ExtraInfo};
use subxt::{
	dynamic,
	ext::{codec::Decode, frame_metadata::RuntimeMetadataPrefixed, scale_decode::DecodeAsType},
	OnlineClientAtBlock,
};

/// Computes it, as hex.
///
/// # Errors
/// When the chain does not tell its metadata.
pub async fn compute(now: &OnlineClientAtBlock<Caliber>) -> Result<String> {
	#[derive(DecodeAsType)]
	#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
	struct Version {
		spec_name: String,
		spec_version: u32,
	}
	let question = dynamic::runtime_api_call::<_, Option<Vec<u8>>>(
		"Metadata",
		"metadata_at_version",
		(15u32,),
	);
	let raw = now.runtime_apis().call(question).await?.context("no metadata V15")?;
	let metadata = RuntimeMetadataPrefixed::decode(&mut &raw[..])?.1;
	let constants = now.constants();
	let version: Version = constants.entry(dynamic::constant("System", "Version"))?;
	let extra = ExtraInfo {
		spec_version: version.spec_version,
		spec_name: version.spec_name,
		base58_prefix: constants.entry(dynamic::constant("System", "SS58Prefix"))?,
		decimals: 12,
		token_symbol: "CAL".into(),
	};
	let digest = generate_metadata_digest(&metadata, extra).map_err(|error| anyhow!(error))?;
	Ok(digest.hash().iter().fold("0x".into(), |text, byte| format!("{text}{byte:02x}")))
}
