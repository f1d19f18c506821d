//! A chain of this pallet and balances.

use crate as pallet_validators;
use crate::{DoubleAuthoring, Rules};
use caliber_primitives::testing::assert_invariants;
use frame_support::{
	derive_impl, parameter_types,
	traits::{fungible::Credit, ConstU32, Contains, KeyOwnerProofSystem, OnUnbalanced},
};
use sp_consensus_aura::{sr25519::AuthorityId, Slot};
use sp_core::{crypto::KeyTypeId, sr25519, Pair};
use sp_runtime::{generic, key_types::AURA, traits::Convert, BuildStorage, DispatchError};
use sp_session::MembershipProof;
use sp_staking::offence::{
	Offence as _, OffenceDetails, OffenceError, OnOffenceHandler, ReportOffence,
};
use std::{cell::RefCell, collections::BTreeSet};

pub type AccountId = u64;
pub type TxExtension = frame_system::AuthorizeCall<Test>;
pub type Extrinsic = generic::UncheckedExtrinsic<AccountId, RuntimeCall, (), TxExtension>;
pub type Block = generic::Block<generic::Header<u64, sp_runtime::traits::BlakeTwo256>, Extrinsic>;

pub const BOND: u128 = 1_000;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		Validators: pallet_validators,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountData = pallet_balances::AccountData<u128>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
	type Balance = u128;
	type ExistentialDeposit = frame_support::traits::ConstU128<1>;
}

std::thread_local! {
	static KEYLESS: RefCell<BTreeSet<AccountId>> = const { RefCell::new(BTreeSet::new()) };
	static SLASHED: RefCell<u128> = const { RefCell::new(0) };
	static KNOWN: RefCell<Vec<((AccountId, u128), Slot)>> = const { RefCell::new(Vec::new()) };
}

parameter_types! {
	pub static Session: u32 = 0;
}

pub struct HasKeys;
impl Contains<AccountId> for HasKeys {
	fn contains(who: &AccountId) -> bool {
		KEYLESS.with(|k| !k.borrow().contains(who))
	}
}

caliber_primitives::authorized_transactions!(Test);

/// Ten blocks each; the first block of one is made by the one before.
pub struct SessionAt;
impl Convert<u32, u32> for SessionAt {
	fn convert(number: u32) -> u32 {
		number.saturating_sub(1) / 10
	}
}

/// Key `n` is account `n`'s, in the sessions that a proof names.
pub struct KeyOwner;

/// The key of an account.
pub fn key_of(who: AccountId) -> sr25519::Pair {
	sr25519::Pair::from_string(&format!("//{who}"), None).unwrap()
}

impl KeyOwnerProofSystem<(KeyTypeId, AuthorityId)> for KeyOwner {
	type Proof = MembershipProof;
	type IdentificationTuple = (AccountId, u128);

	fn prove((_, key): (KeyTypeId, AuthorityId)) -> Option<MembershipProof> {
		let owner = (1..10).find(|who| AuthorityId::from(key_of(*who).public()) == key)?;
		let trie_nodes = vec![owner.to_le_bytes().to_vec()];
		Some(MembershipProof { session: Session::get(), trie_nodes, validator_count: 4 })
	}

	fn check_proof(
		(kind, key): (KeyTypeId, AuthorityId),
		proof: MembershipProof,
	) -> Option<(AccountId, u128)> {
		let owner = AccountId::from_le_bytes(proof.trie_nodes.first()?.as_slice().try_into().ok()?);
		let is_his = AuthorityId::from(key_of(owner).public()) == key;
		(kind == AURA && is_his && proof.validator_count == 4).then_some((owner, BOND))
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl crate::SetUpSession<AccountId> for KeyOwner {
	fn set_up_session(_: u32, _: AuthorityId) -> AccountId {
		1
	}
}

/// Judges at once, each offence alone, and remembers it.
pub struct Offences;
type Offence = DoubleAuthoring<(AccountId, u128)>;

impl ReportOffence<AccountId, (AccountId, u128), Offence> for Offences {
	fn report_offence(_: Vec<AccountId>, offence: Offence) -> Result<(), OffenceError> {
		if Self::is_known_offence(&offence.offenders(), &offence.slot()) {
			return Err(OffenceError::DuplicateReport);
		}
		KNOWN.with(|known| known.borrow_mut().push((offence.offender, offence.slot())));
		let fraction = offence.slash_fraction(1);
		let details = OffenceDetails { offender: offence.offender, reporters: vec![] };
		Validators::on_offence(&[details], &[fraction], offence.session_index());
		Ok(())
	}

	fn is_known_offence(offenders: &[(AccountId, u128)], slot: &Slot) -> bool {
		KNOWN.with(|known| offenders.iter().all(|who| known.borrow().contains(&(*who, *slot))))
	}
}

pub struct OnSlash;
impl OnUnbalanced<Credit<AccountId, Balances>> for OnSlash {
	fn on_nonzero_unbalanced(credit: Credit<AccountId, Balances>) {
		use frame_support::traits::Imbalance;
		SLASHED.with(|s| *s.borrow_mut() += credit.peek());
	}
}

impl pallet_validators::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type OnSlash = OnSlash;
	type GovernanceOrigin = frame_system::EnsureRoot<AccountId>;
	type HasKeys = HasKeys;
	type Session = Session;
	type SessionAt = SessionAt;
	type KeyOwner = KeyOwner;
	type Offences = Offences;
	#[cfg(feature = "runtime-benchmarks")]
	type SetUpSession = KeyOwner;
	type MaxValidators = ConstU32<100>;
	type WeightInfo = ();
}

/// Takes the session keys of `who` away.
pub fn without_keys(who: AccountId) {
	KEYLESS.with(|k| k.borrow_mut().insert(who));
}

/// What has been slashed in all.
pub fn slashed() -> u128 {
	SLASHED.with(|s| *s.borrow())
}

/// Accounts 1 to 9 own 10,000; 1 and 2 are validators. The statements are checked at the end.
pub fn with_chain(test: impl FnOnce()) {
	KEYLESS.with(|k| k.borrow_mut().clear());
	SLASHED.with(|s| *s.borrow_mut() = 0);
	KNOWN.with(|known| known.borrow_mut().clear());
	Session::set(0);
	let storage = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig {
			balances: (1..10).map(|who| (who, 10_000)).collect(),
			..Default::default()
		},
		validators: pallet_validators::GenesisConfig {
			validators: vec![2, 1],
			rules: Rules {
				bond: BOND,
				unbonding_sessions: 3,
				min_validators: 1,
				max_validators: 4,
			},
		},
		..Default::default()
	}
	.build_storage()
	.unwrap();
	sp_io::TestExternalities::new(storage).execute_with(|| {
		System::set_block_number(1);
		test();
		assert_invariants::<Validators>();
	});
}

/// The error of a call, and the proof that it changed nothing.
pub fn refused(call: impl FnOnce() -> sp_runtime::DispatchResult, error: impl Into<DispatchError>) {
	frame_support::assert_noop!(call(), error.into());
}
