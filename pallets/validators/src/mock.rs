//! A chain of this pallet and balances.

use crate as pallet_validators;
use crate::Rules;
use caliber_primitives::testing::assert_invariants;
use frame_support::{
	derive_impl, parameter_types,
	traits::{fungible::Credit, ConstU32, Contains, OnUnbalanced},
};
use sp_runtime::{BuildStorage, DispatchError};
use std::{cell::RefCell, collections::BTreeSet};

pub type AccountId = u64;
pub type Block = frame_system::mocking::MockBlock<Test>;

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
	type MaxValidators = ConstU32<4>;
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
	Session::set(0);
	let storage = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig {
			balances: (1..10).map(|who| (who, 10_000)).collect(),
			..Default::default()
		},
		validators: pallet_validators::GenesisConfig {
			validators: vec![2, 1],
			rules: Rules { bond: BOND, unbonding_sessions: 3, min_validators: 1 },
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
