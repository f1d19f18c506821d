//! Two blocks for one slot: what proves it, and what it costs.

use alloc::{vec, vec::Vec};
use sp_consensus_aura::{
	digests::CompatibleDigestItem,
	sr25519::{AuthorityId, AuthoritySignature},
	Slot,
};
use sp_consensus_slots::EquivocationProof;
use sp_runtime::{
	traits::{Header, SaturatedConversion},
	Perbill, RuntimeAppPublic,
};
use sp_staking::{
	offence::{Kind, Offence},
	SessionIndex,
};

/// Two headers that one author has sealed for one slot.
pub type DoubleBlock<Header> = EquivocationProof<Header, AuthorityId>;

/// Whether both headers name the slot, are sealed by the offender, and are not the same block. One that is
/// sealed twice is: a signature is another each time.
pub fn proves<H: Header>(proof: &DoubleBlock<H>) -> bool {
	let sealed = |header: &H| sealed(header, proof.slot, &proof.offender);
	match (sealed(&proof.first_header), sealed(&proof.second_header)) {
		(Some(first), Some(second)) => first != second,
		_ => false,
	}
}

/// The number of the later header: its session is the one that is judged.
pub fn judged_at<H: Header>(proof: &DoubleBlock<H>) -> u32 {
	let numbers = [&proof.first_header, &proof.second_header].map(|header| *header.number());
	let [first, second] = numbers;
	first.max(second).saturated_into()
}

/// Fills the session that runs.
#[cfg(feature = "runtime-benchmarks")]
pub trait SetUpSession<AccountId> {
	/// Makes the accounts that are named "validator" its validators, so many, the last one by this key. Says
	/// who that is.
	fn set_up_session(validators: u32, key: AuthorityId) -> AccountId;
}

/// What an author has sealed of a header for a slot: its hash without the seal.
fn sealed<H: Header>(header: &H, slot: Slot, by: &AuthorityId) -> Option<H::Hash> {
	let mut bare = header.clone();
	let seal = bare.digest_mut().pop()?;
	let signature: AuthoritySignature = seal.as_aura_seal()?;
	let says = CompatibleDigestItem::<AuthoritySignature>::as_aura_pre_digest;
	let mut slots = bare.digest().logs().iter().filter_map(says);
	let hash = bare.hash();
	let is_his = slots.next() == Some(slot) && by.verify(&hash.as_ref(), &signature);
	is_his.then_some(hash)
}

/// An author has made two blocks for one slot.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DoubleAuthoring<Offender> {
	/// The slot.
	pub slot: Slot,
	/// The session of the later block.
	pub session: SessionIndex,
	/// Validators of that session.
	pub validators: u32,
	/// Who it was.
	pub offender: Offender,
}

impl<Offender: Clone> Offence<Offender> for DoubleAuthoring<Offender> {
	const ID: Kind = *b"caliber:aura:two";
	type Slot = Slot;

	fn offenders(&self) -> Vec<Offender> {
		vec![self.offender.clone()]
	}

	fn session_index(&self) -> SessionIndex {
		self.session
	}

	fn validator_set_count(&self) -> u32 {
		self.validators
	}

	fn slot(&self) -> Slot {
		self.slot
	}

	/// The SDK's formula for equivocations, of `k` offenders among `n` validators: `min(3k/n, 1)^2`.
	fn slash_fraction(&self, offenders: u32) -> Perbill {
		Perbill::from_rational(offenders.saturating_mul(3), self.validators).square()
	}
}
