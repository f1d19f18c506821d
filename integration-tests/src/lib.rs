//! The standalone runtime, driven natively block by block.

pub mod counting;
pub mod feeds;
#[cfg(target_os = "linux")]
pub mod instructions;
pub mod measure;
pub mod page;
pub mod registry;

use caliber_primitives::units::{Seconds, Shares};
use caliber_runtime::{
	invariants, presets, AccountId, BlockNumber, Executive, Header, Runtime, RuntimeCall,
	RuntimeGenesisConfig, SignedPayload, System, TxExtension, UncheckedExtrinsic,
};
use caliber_runtime_common::time::SLOT_MILLIS;
use codec::Encode;
use frame_support::assert_ok;
use serde_json::Value;
use sp_consensus_aura::{Slot, AURA_ENGINE_ID};
use sp_genesis_builder::runtime_decl_for_genesis_builder::GenesisBuilder;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{Digest, DigestItem};

/// Merges as RFC 7386 says, which is how a node applies a preset.
fn merge(target: &mut Value, patch: Value) {
	match (target, patch) {
		(Value::Object(target), Value::Object(patch)) => {
			for (key, value) in patch {
				merge(target.entry(key).or_insert(Value::Null), value);
			}
		},
		(target, patch) => *target = patch,
	}
}

/// The genesis state of a preset.
///
/// # Panics
/// When the preset does not exist or does not build.
pub fn chain(preset: &str) -> sp_io::TestExternalities {
	let mut config = serde_json::to_value(RuntimeGenesisConfig::default()).expect("it is JSON");
	let patch = presets::get(&preset.into()).expect("the preset exists");
	merge(&mut config, serde_json::from_slice(&patch).expect("a preset is JSON"));
	let mut chain = sp_io::TestExternalities::default();
	chain.execute_with(|| {
		let config = serde_json::to_vec(&config).expect("it is JSON");
		Runtime::build_state(config).expect("the genesis builds");
	});
	chain
}

/// Opens block `number` in the slot of that number, as its author would.
///
/// # Panics
/// When the runtime refuses the time.
pub fn open_block(number: BlockNumber) {
	initialize(number, u64::from(number));
	set_time(u64::from(number));
}

/// Begins the next block in the slot of a moment: what hooks do before any transaction is done.
/// [`set_time`] opens it for transactions.
pub fn initialize_at(moment: Seconds) -> u64 {
	let slot = moment.get().saturating_mul(1_000) / SLOT_MILLIS;
	initialize(System::block_number().saturating_add(1), slot);
	slot
}

fn initialize(number: BlockNumber, slot: u64) {
	let header = Header {
		parent_hash: Default::default(),
		number,
		state_root: Default::default(),
		extrinsics_root: Default::default(),
		digest: Digest {
			logs: vec![DigestItem::PreRuntime(AURA_ENGINE_ID, Slot::from(slot).encode())],
		},
	};
	Executive::initialize_block(&header);
}

/// The inherent that every block begins with.
///
/// # Panics
/// When the runtime refuses the time.
pub fn set_time(slot: u64) {
	let now = slot.saturating_mul(SLOT_MILLIS);
	let inherent = RuntimeCall::Timestamp(pallet_timestamp::Call::set { now });
	let applied = Executive::apply_extrinsic(UncheckedExtrinsic::new_bare(inherent));
	assert_ok!(applied.expect("the inherent is valid"));
}

/// Ends the block. Every statement about the books must hold by then.
///
/// # Panics
/// When one does not.
pub fn close_block() {
	let pages = (0..).map(invariants::page).take_while(|page| !page.is_empty());
	for report in pages.flatten() {
		assert!(report.holds, "{report:?}");
	}
	Executive::finalize_block();
}

/// A signed transaction.
///
/// # Panics
/// When the extension refuses to be signed.
pub fn signed(
	who: Sr25519Keyring,
	call: RuntimeCall,
	extension: TxExtension,
) -> UncheckedExtrinsic {
	let payload = SignedPayload::new(call, extension).expect("it is laid out");
	let signature = payload.using_encoded(|bytes| who.sign(bytes));
	let (call, extension, _) = payload.deconstruct();
	UncheckedExtrinsic::new_signed(call, who.to_account_id().into(), signature.into(), extension)
}

/// A request for one's own shares by oneself.
pub fn redeem(who: &AccountId, shares: Shares) -> pallet_susdai::Call<Runtime> {
	pallet_susdai::Call::request_redeem { shares, controller: who.clone(), owner: who.clone() }
}
