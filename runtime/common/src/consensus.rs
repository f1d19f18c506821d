//! Who makes blocks, who finalises them, and what becomes of those who cheat.

use core::marker::PhantomData;
use frame_support::{
	parameter_types,
	traits::{Contains, Get, KeyOwnerProofSystem},
};
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_core::crypto::KeyTypeId;
use sp_runtime::traits::Convert;
use sp_session::MembershipProof;
use sp_staking::SessionIndex;

use crate::{currency::deposit, pace, time, Balance, BlockNumber};

parameter_types! {
	/// Held for a validator's session keys: five public keys and the entry of each owner.
	pub const KeyDeposit: Balance = deposit(6, 5 * (32 + 32 + 4) + 5 * 32);
	/// Blocks within which an equivocation can be reported.
	pub const ReportLongevity: u64 = time::PROVABLE_BLOCKS;
	/// Sessions end on multiples of the period.
	pub const SessionOffset: BlockNumber = 0;
}

/// Blocks in a session.
pub struct SessionPeriod<R>(PhantomData<R>);

impl<R: pace::Config> Get<BlockNumber> for SessionPeriod<R> {
	fn get() -> BlockNumber {
		pace::SessionBlocks::<R>::get()
	}
}

/// Ends a session every [`SessionPeriod`] blocks.
pub type Sessions<R> = pallet_session::PeriodicSessions<SessionPeriod<R>, SessionOffset>;

/// Whether an account has session keys.
pub struct HasSessionKeys<R>(PhantomData<R>);

impl<R: pallet_session::Config> Contains<R::ValidatorId> for HasSessionKeys<R> {
	fn contains(who: &R::ValidatorId) -> bool {
		// Benchmarks ask, so that the cost is in the weights, and have no keys.
		pallet_session::NextKeys::<R>::contains_key(who) || cfg!(feature = "runtime-benchmarks")
	}
}

/// The session that runs.
pub struct CurrentSession<R>(PhantomData<R>);

impl<R: pallet_session::Config> Get<SessionIndex> for CurrentSession<R> {
	fn get() -> SessionIndex {
		pallet_session::CurrentIndex::<R>::get()
	}
}

/// The session whose validators make a block: the first block of a session is made by those of the one
/// before.
pub struct SessionAt<R>(PhantomData<R>);

impl<R: pace::Config> Convert<u32, SessionIndex> for SessionAt<R> {
	fn convert(number: u32) -> SessionIndex {
		number.saturating_sub(1).checked_div(SessionPeriod::<R>::get()).unwrap_or_default()
	}
}

/// Who owned which key for blocks in which session. As long as a session runs, all its keys are hashed to
/// check a proof: of a key that is no validator's nothing is, so that strangers cannot have it done for
/// nothing.
pub struct AuraOwners<R>(PhantomData<R>);

impl<R> KeyOwnerProofSystem<(KeyTypeId, AuraId)> for AuraOwners<R>
where
	R: pallet_session::historical::Config + pallet_session::Config,
{
	type Proof = MembershipProof;
	type IdentificationTuple = pallet_session::historical::IdentificationTuple<R>;

	fn prove(key: (KeyTypeId, AuraId)) -> Option<MembershipProof> {
		pallet_session::historical::Pallet::<R>::prove(key)
	}

	fn check_proof(
		(kind, id): (KeyTypeId, AuraId),
		proof: MembershipProof,
	) -> Option<Self::IdentificationTuple> {
		if proof.session == pallet_session::CurrentIndex::<R>::get() {
			let owner = pallet_session::Pallet::<R>::key_owner(kind, id.as_ref())?;
			pallet_session::Validators::<R>::get().contains(&owner).then_some(())?;
		}
		pallet_session::historical::Pallet::<R>::check_proof((kind, id), proof)
	}
}

/// A session of as many validators as asked for.
#[cfg(feature = "runtime-benchmarks")]
pub struct FullSession<R>(PhantomData<R>);

#[cfg(feature = "runtime-benchmarks")]
impl<R> pallet_validators::SetUpSession<crate::AccountId> for FullSession<R>
where
	R: pallet_session::Config<ValidatorId = crate::AccountId>
		+ frame_system::Config<AccountId = crate::AccountId>,
{
	fn set_up_session(
		validators: u32,
		key: sp_consensus_aura::sr25519::AuthorityId,
	) -> crate::AccountId {
		use codec::{Decode, Encode};
		let set: alloc::vec::Vec<crate::AccountId> =
			(0..validators).map(|n| frame_benchmarking::account("validator", n, 0)).collect();
		for who in &set {
			// Aura's key comes first; what is left tells the others apart.
			let own = [who.encode(), who.encode(), who.encode(), who.encode(), who.encode()];
			let mut keys = own.concat();
			if set.last() == Some(who) {
				keys.splice(..32, key.encode());
				let aura = (sp_core::crypto::key_types::AURA, key.encode());
				pallet_session::KeyOwner::<R>::insert(aura, who);
			}
			if let Ok(keys) = R::Keys::decode(&mut keys.as_slice()) {
				pallet_session::NextKeys::<R>::insert(who, keys);
			}
		}
		let last = set.last().cloned();
		pallet_session::Validators::<R>::put(set);
		last.unwrap_or_else(|| frame_benchmarking::account("nobody", 0, 0))
	}
}

/// Configures Authorship, Session, Historical, Offences, Aura, Grandpa, ImOnline,
/// AuthorityDiscovery, Pace and Validators.
#[macro_export]
macro_rules! impl_consensus {
	($runtime:ident) => {
		impl pallet_authorship::Config for $runtime {
			type EventHandler = ImOnline;
			type FindAuthor = pallet_session::FindAccountFromAuthorIndex<$runtime, Aura>;
		}

		impl pallet_session::Config for $runtime {
			type Currency = Balances;
			type DisablingStrategy = ();
			type KeyDeposit = $crate::consensus::KeyDeposit;
			type Keys = SessionKeys;
			type NextSessionRotation = $crate::consensus::Sessions<$runtime>;
			type RuntimeEvent = RuntimeEvent;
			type SessionHandler =
				<SessionKeys as sp_runtime::traits::OpaqueKeys>::KeyTypeIdProviders;
			type SessionManager =
				pallet_session::historical::NoteHistoricalRoot<$runtime, Validators>;
			type ShouldEndSession = $crate::consensus::Sessions<$runtime>;
			type ValidatorId = $crate::AccountId;
			type ValidatorIdOf = sp_runtime::traits::ConvertInto;
			type WeightInfo = pallet_session::weights::SubstrateWeight<$runtime>;
		}

		impl pallet_session::historical::Config for $runtime {
			type FullIdentification = $crate::Balance;
			type FullIdentificationOf = pallet_validators::BondOf<$runtime>;
			type RuntimeEvent = RuntimeEvent;
		}

		impl pallet_offences::Config for $runtime {
			type IdentificationTuple = pallet_session::historical::IdentificationTuple<$runtime>;
			type OnOffenceHandler = Validators;
			type RuntimeEvent = RuntimeEvent;
		}

		impl pallet_aura::Config for $runtime {
			type AllowMultipleBlocksPerSlot = frame_support::traits::ConstBool<false>;
			type AuthorityId = sp_consensus_aura::sr25519::AuthorityId;
			type DisabledValidators = Session;
			type MaxAuthorities =
				frame_support::traits::ConstU32<{ $crate::consensus::MAX_AUTHORITIES }>;
			type SlotDuration = frame_support::traits::ConstU64<{ $crate::time::SLOT_MILLIS }>;
		}

		impl pallet_grandpa::Config for $runtime {
			type EquivocationReportSystem = pallet_grandpa::EquivocationReportSystem<
				$runtime,
				Offences,
				Historical,
				$crate::consensus::ReportLongevity,
			>;
			type KeyOwnerProof = sp_session::MembershipProof;
			type MaxAuthorities =
				frame_support::traits::ConstU32<{ $crate::consensus::MAX_AUTHORITIES }>;
			type MaxNominators = frame_support::traits::ConstU32<0>;
			type MaxSetIdSessionEntries =
				frame_support::traits::ConstU64<{ $crate::time::PROVABLE_SESSIONS }>;
			type RuntimeEvent = RuntimeEvent;
			// The SDK implements it for `()` alone: its benchmarks measure no whole report. Reads and
			// writes cost as much there as in RocksDB, which is more than in ours.
			type WeightInfo = ();
		}

		impl pallet_im_online::Config for $runtime {
			type AuthorityId = pallet_im_online::sr25519::AuthorityId;
			type MaxKeys = frame_support::traits::ConstU32<{ $crate::consensus::MAX_AUTHORITIES }>;
			type MaxPeerInHeartbeats = frame_support::traits::ConstU32<10_000>;
			type NextSessionRotation = $crate::consensus::Sessions<$runtime>;
			type ReportUnresponsiveness = Offences;
			type RuntimeEvent = RuntimeEvent;
			type UnsignedPriority = frame_support::traits::ConstU64<
				{ sp_runtime::transaction_validity::TransactionPriority::MAX },
			>;
			type ValidatorSet = Historical;
			type WeightInfo = pallet_im_online::weights::SubstrateWeight<$runtime>;
		}

		impl pallet_authority_discovery::Config for $runtime {
			type MaxAuthorities =
				frame_support::traits::ConstU32<{ $crate::consensus::MAX_AUTHORITIES }>;
		}

		impl $crate::pace::Config for $runtime {}

		impl pallet_validators::Config for $runtime {
			type Currency = Balances;
			type GovernanceOrigin = $crate::governance::RootOrTwoThirdsCouncil;
			type HasKeys = $crate::consensus::HasSessionKeys<$runtime>;
			type MaxValidators =
				frame_support::traits::ConstU32<{ $crate::consensus::MAX_AUTHORITIES }>;
			// What is slashed is burned.
			type OnSlash = ();
			type RuntimeHoldReason = RuntimeHoldReason;
			type KeyOwner = $crate::consensus::AuraOwners<$runtime>;
			type Offences = Offences;
			type Session = $crate::consensus::CurrentSession<$runtime>;
			type SessionAt = $crate::consensus::SessionAt<$runtime>;
			#[cfg(feature = "runtime-benchmarks")]
			type SetUpSession = $crate::consensus::FullSession<$runtime>;
			type WeightInfo = $crate::weights::pallet_validators::WeightInfo<$runtime>;
		}
	};
}

/// Validators at most; bounds the digest of a change and the work of a session.
pub const MAX_AUTHORITIES: u32 = 100;
