//! What an act costs: counted, not timed.

use caliber_runtime::{AccountId, RuntimeCall, RuntimeOrigin};
use codec::Encode;
use frame_support::traits::UnfilteredDispatchable;
use sp_core::Blake2Hasher;
use sp_runtime::DispatchResult;
use sp_trie::recorder::Recorder;

/// What an act has cost.
///
/// Calls are measured as their weights are, without the filter of all calls: see [`unfiltered`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cost {
	/// Entries of the state that were read, each once.
	pub reads: usize,
	/// Entries of the state that were written, each once.
	pub writes: usize,
	/// Bytes of the nodes that prove what was read.
	pub proof: usize,
}

/// Not what every call reads and writes whatever it does, which is in no call's budget: entries of
/// `System` but accounts, the clock, and what a transaction keeps for itself.
fn counts(key: &[u8]) -> bool {
	let of = |pallet: &str| key.starts_with(&sp_io::hashing::twox_128(pallet.as_bytes()));
	let account = frame_support::storage::storage_prefix(b"System", b"Account");
	let every = key.starts_with(b":") || ["System", "Timestamp", "Aura"].into_iter().any(of);
	key.starts_with(&account) || !every
}

/// Commits what has happened on the chain and measures what `act` does to it in a block without
/// events.
///
/// # Panics
/// When the state cannot be committed.
pub fn measure<R>(chain: &mut sp_io::TestExternalities, act: impl FnOnce() -> R) -> (R, Cost) {
	chain.execute_with(caliber_runtime::System::reset_events);
	chain.commit_all().expect("no transaction is open");
	let recorder = Recorder::<Blake2Hasher>::default();
	let done = chain.execute_with_recorder(recorder.clone(), act);
	let read = recorder.recorded_keys();
	let reads = read.values().flat_map(|keys| keys.keys()).filter(|key| counts(key)).count();
	let written = chain.overlayed_changes().changes();
	let writes = written.filter(|(key, _)| counts(key)).count();
	let proof = recorder.to_storage_proof().encoded_size();
	(done, Cost { reads, writes, proof })
}

/// A call by an account, without asking whether the chain admits it.
///
/// # Errors
/// The call's own.
pub fn unfiltered(who: &AccountId, call: impl Into<RuntimeCall>) -> DispatchResult {
	let done = call.into().dispatch_bypass_filter(RuntimeOrigin::signed(who.clone()));
	done.map(|_| ()).map_err(|refused| refused.error)
}
