//! How transactions of Caliber are laid out: as Substrate's, with a location as asset of the fee.

// ANCHOR: config
use subxt::{
	config::{Config, DefaultTransactionExtensions, HashFor},
	ext::{codec, scale_decode, scale_encode},
	ArcMetadata, PolkadotConfig, SubstrateConfig,
};

/// Where an asset is.
#[derive(Clone, Debug, codec::Encode, scale_encode::EncodeAsType, scale_decode::DecodeAsType)]
#[codec(crate = codec)]
#[encode_as_type(crate_path = "scale_encode")]
#[decode_as_type(crate_path = "scale_decode")]
pub struct Location {
	parents: u8,
	interior: Junctions,
}

#[derive(Clone, Debug, codec::Encode, scale_encode::EncodeAsType, scale_decode::DecodeAsType)]
#[codec(crate = codec)]
#[encode_as_type(crate_path = "scale_encode")]
#[decode_as_type(crate_path = "scale_decode")]
enum Junctions {
	#[codec(index = 0)]
	Here,
	#[codec(index = 2)]
	X2(Junction, Junction),
}

#[derive(Clone, Debug, codec::Encode, scale_encode::EncodeAsType, scale_decode::DecodeAsType)]
#[codec(crate = codec)]
#[encode_as_type(crate_path = "scale_encode")]
#[decode_as_type(crate_path = "scale_decode")]
enum Junction {
	#[codec(index = 4)]
	PalletInstance(u8),
	#[codec(index = 5)]
	GeneralIndex(#[codec(compact)] u128),
}

impl Location {
	/// USDai: asset 1 of the pallet Assets, which is number 20.
	pub fn usdai() -> Self {
		let interior = Junctions::X2(Junction::PalletInstance(20), Junction::GeneralIndex(1));
		Self { parents: 0, interior }
	}
	// ANCHOR_END: config

	/// What no chain of its own has.
	pub fn relay() -> Self {
		Self { parents: 1, interior: Junctions::Here }
	}
}

/// Caliber.
#[derive(Clone, Debug, Default)]
pub struct Caliber(SubstrateConfig);

impl Config for Caliber {
	type AccountId = <PolkadotConfig as Config>::AccountId;
	type Address = <PolkadotConfig as Config>::Address;
	type AssetId = Location;
	type Hasher = <SubstrateConfig as Config>::Hasher;
	type Header = <SubstrateConfig as Config>::Header;
	type Signature = <SubstrateConfig as Config>::Signature;
	type TransactionExtensions = DefaultTransactionExtensions<Self>;

	fn genesis_hash(&self) -> Option<HashFor<Self>> {
		self.0.genesis_hash()
	}

	fn metadata_for_spec_version(&self, version: u32) -> Option<ArcMetadata> {
		self.0.metadata_for_spec_version(version)
	}

	fn set_metadata_for_spec_version(&self, version: u32, metadata: ArcMetadata) {
		self.0.set_metadata_for_spec_version(version, metadata);
	}

	fn spec_and_transaction_version_for_block_number(&self, block: u64) -> Option<(u32, u32)> {
		self.0.spec_and_transaction_version_for_block_number(block)
	}
}
