//! The standalone Caliber chain: its pallets, their indices, and the shape of a transaction.
//!
//! Configuration lives in `caliber-runtime-common`, one macro per concern; runtime APIs are in
//! [`apis`], genesis presets in [`presets`]. Indices leave gaps: system from 0, consensus from
//! 10, assets from 20, governance from 30, safety from 40, Caliber's own pallets from 50.
#![cfg_attr(not(feature = "std"), no_std)]
// The runtime macros expand to recursive tuples over all pallets.
#![recursion_limit = "256"]
#![allow(missing_docs, reason = "the runtime macros document nothing of what they make")]
#![allow(
	clippy::as_conversions,
	reason = "the runtime macros expand to them; scripts/check-casts.sh looks for our own"
)]

extern crate alloc;

use alloc::vec::Vec;
use sp_runtime::{generic, impl_opaque_keys};
use sp_version::RuntimeVersion;

pub use caliber_runtime_common::{
	AccountId, Address, Balance, BlockNumber, Hash, Header, Nonce, OpaqueBlock, Signature,
};

pub mod apis;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarks;
pub mod invariants;
pub mod powers;
pub mod presets;
#[cfg(feature = "rehearsal")]
pub mod rehearsal;
pub mod versions;

impl_opaque_keys! {
	/// The keys that a validator signs with.
	pub struct SessionKeys {
		/// Authors blocks.
		pub aura: Aura,
		/// Votes on finality.
		pub grandpa: Grandpa,
		/// Signs heartbeats.
		pub im_online: ImOnline,
		/// Publishes the validator's network addresses.
		pub authority_discovery: AuthorityDiscovery,
		/// Signs reports of rates and prices.
		pub feeds: Feeds,
	}
}

/// What the macro of the version reads has to be written out.
macro_rules! version {
	($number:tt) => {
		/// The version of the chain's rules.
		#[sp_version::runtime_version]
		pub const VERSION: RuntimeVersion = RuntimeVersion {
			spec_name: alloc::borrow::Cow::Borrowed("caliber"),
			impl_name: alloc::borrow::Cow::Borrowed("caliber"),
			authoring_version: 1,
			spec_version: $number,
			impl_version: 1,
			apis: apis::RUNTIME_API_VERSIONS,
			transaction_version: 1,
			system_version: 1,
		};
	};
}

#[cfg(not(feature = "rehearsal"))]
version!(1);
#[cfg(feature = "rehearsal")]
version!(2);

/// What this version changes of what is stored, in steps over many blocks.
#[cfg(not(feature = "rehearsal"))]
pub type Migrating = ();
/// What the version after this one would, as a rehearsal.
#[cfg(feature = "rehearsal")]
pub type Migrating = rehearsal::TwoFigures;

frame_support::parameter_types! {
	/// [`VERSION`], as the pallets read it.
	pub const Version: RuntimeVersion = VERSION;
}

/// A block of this chain.
pub type Block = generic::Block<Header, UncheckedExtrinsic>;

/// A transaction as it arrives.
pub type UncheckedExtrinsic =
	generic::UncheckedExtrinsic<Address, RuntimeCall, Signature, TxExtension>;

/// What a signature of a transaction covers.
pub type SignedPayload = generic::SignedPayload<RuntimeCall, TxExtension>;

/// What every transaction carries and passes, in this order.
pub type TxExtension = (
	frame_system::AuthorizeCall<Runtime>,
	frame_system::CheckNonZeroSender<Runtime>,
	frame_system::CheckSpecVersion<Runtime>,
	frame_system::CheckTxVersion<Runtime>,
	frame_system::CheckGenesis<Runtime>,
	frame_system::CheckEra<Runtime>,
	frame_system::CheckNonce<Runtime>,
	frame_system::CheckWeight<Runtime>,
	pallet_asset_tx_payment::ChargeAssetTxPayment<Runtime>,
	frame_metadata_hash_extension::CheckMetadataHash<Runtime>,
	frame_system::WeightReclaim<Runtime>,
);

/// The extension of a transaction that pays its fee in CAL.
pub fn tx_extension(era: generic::Era, nonce: Nonce, tip: Balance) -> TxExtension {
	(
		frame_system::AuthorizeCall::new(),
		frame_system::CheckNonZeroSender::new(),
		frame_system::CheckSpecVersion::new(),
		frame_system::CheckTxVersion::new(),
		frame_system::CheckGenesis::new(),
		frame_system::CheckEra::from(era),
		frame_system::CheckNonce::from(nonce),
		frame_system::CheckWeight::new(),
		pallet_asset_tx_payment::ChargeAssetTxPayment::from(tip, None),
		frame_metadata_hash_extension::CheckMetadataHash::new(false),
		frame_system::WeightReclaim::new(),
	)
}

/// Executes blocks.
pub type Executive = frame_executive::Executive<
	Runtime,
	Block,
	frame_system::ChainContext<Runtime>,
	Runtime,
	AllPalletsWithSystem,
>;

#[frame_support::runtime]
mod runtime {
	use super::*;

	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Runtime;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp;
	#[runtime::pallet_index(2)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(3)]
	pub type TransactionPayment = pallet_transaction_payment;
	#[runtime::pallet_index(4)]
	pub type AssetTxPayment = pallet_asset_tx_payment;
	#[runtime::pallet_index(5)]
	pub type Utility = pallet_utility;
	#[runtime::pallet_index(6)]
	pub type Multisig = pallet_multisig;
	#[runtime::pallet_index(7)]
	pub type Proxy = pallet_proxy;

	// The macro orders pallets by index: it decides whose genesis is built and whose hook runs first.

	// Before Session: the author of a session's first block belongs to the set before it.
	#[runtime::pallet_index(10)]
	pub type Authorship = pallet_authorship;
	// Before Session, whose genesis asks for the set.
	#[runtime::pallet_index(11)]
	pub type Validators = pallet_validators;
	#[runtime::pallet_index(12)]
	pub type Session = pallet_session;
	#[runtime::pallet_index(13)]
	pub type Historical = pallet_session::historical;
	#[runtime::pallet_index(14)]
	pub type Offences = pallet_offences;
	#[runtime::pallet_index(15)]
	pub type Aura = pallet_aura;
	#[runtime::pallet_index(16)]
	pub type Grandpa = pallet_grandpa;
	#[runtime::pallet_index(17)]
	pub type ImOnline = pallet_im_online;
	#[runtime::pallet_index(18)]
	pub type AuthorityDiscovery = pallet_authority_discovery;
	#[runtime::pallet_index(19)]
	pub type Pace = caliber_runtime_common::pace;

	#[runtime::pallet_index(20)]
	pub type Assets = pallet_assets;
	#[runtime::pallet_index(22)]
	pub type Nfts = pallet_nfts;

	#[runtime::pallet_index(30)]
	pub type Council = pallet_collective<Instance1>;
	#[runtime::pallet_index(31)]
	pub type CouncilMembership = pallet_membership<Instance1>;
	#[runtime::pallet_index(32)]
	pub type Scheduler = pallet_scheduler;
	#[runtime::pallet_index(33)]
	pub type Preimage = pallet_preimage;
	#[runtime::pallet_index(34)]
	pub type TechnicalCommittee = pallet_collective<Instance2>;
	#[runtime::pallet_index(35)]
	pub type TechnicalMembership = pallet_membership<Instance2>;
	#[runtime::pallet_index(36)]
	pub type Referenda = pallet_referenda;
	#[runtime::pallet_index(37)]
	pub type ConvictionVoting = pallet_conviction_voting;
	#[runtime::pallet_index(38)]
	pub type Parameters = pallet_parameters;
	#[runtime::pallet_index(39)]
	pub type Sudo = pallet_sudo;

	#[runtime::pallet_index(40)]
	pub type SafeMode = pallet_safe_mode;
	#[runtime::pallet_index(41)]
	pub type TxPause = pallet_tx_pause;
	#[runtime::pallet_index(42)]
	pub type Migrations = pallet_migrations;

	#[runtime::pallet_index(50)]
	pub type Roles = pallet_roles;
	#[runtime::pallet_index(51)]
	pub type Caliber = pallet_caliber;
	#[runtime::pallet_index(52)]
	pub type Feeds = pallet_feeds;
	#[runtime::pallet_index(53)]
	pub type Usdai = pallet_usdai;
	#[runtime::pallet_index(54)]
	pub type Allocation = pallet_allocation;
	// Before Susdai: a day's redemptions are struck on a book that is rolled to that day.
	#[runtime::pallet_index(55)]
	pub type Lending = pallet_lending;
	#[runtime::pallet_index(56)]
	pub type Susdai = pallet_susdai;
	#[runtime::pallet_index(57)]
	pub type Auctions = pallet_auctions;
	#[runtime::pallet_index(58)]
	pub type Safeguards = pallet_safeguards;
}

caliber_runtime_common::impl_system!(Runtime);
caliber_runtime_common::impl_proxies!(Runtime);
caliber_runtime_common::impl_fees!(Runtime);
caliber_runtime_common::impl_consensus!(Runtime);
caliber_runtime_common::impl_assets!(Runtime);
caliber_runtime_common::impl_governance!(Runtime);
caliber_runtime_common::impl_ballots!(Runtime);
caliber_runtime_common::impl_parameters!(Runtime);
caliber_runtime_common::impl_safety!(Runtime, Migrating);
caliber_runtime_common::impl_facts!(Runtime);
caliber_runtime_common::impl_money!(Runtime);
caliber_runtime_common::impl_credit!(Runtime);
