//! A chain of this pallet and a clock.

use crate as pallet_roles;
use caliber_primitives::{
	roles::{Role, Scope, Subject},
	testing::assert_invariants,
	units::Seconds,
};
use frame_support::{derive_impl, parameter_types};
use sp_runtime::BuildStorage;

pub type AccountId = u64;
pub type Block = frame_system::mocking::MockBlock<Test>;

/// When the chain starts.
pub const START: Seconds = Seconds(1_700_000_000);
/// Is Guardian from genesis on, for everything and for as long as any test lasts.
pub const GUARDIAN: AccountId = 9;

/// The longest that a Guardian is appointed for.
pub const TERM: Seconds = Seconds(1_000);

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Timestamp: pallet_timestamp,
		Roles: pallet_roles,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

impl pallet_roles::Config for Test {
	type GovernanceOrigin = frame_system::EnsureRoot<AccountId>;
	type Term = Term;
	type Time = Timestamp;
	type WeightInfo = ();
}

parameter_types! {
	pub const Term: Seconds = TERM;
	pub const Insurer: Role = Role::Insurer;
}

/// The chain at [`START`].
pub fn chain() -> sp_io::TestExternalities {
	let storage = RuntimeGenesisConfig {
		roles: pallet_roles::GenesisConfig {
			grants: vec![(GUARDIAN, Role::Guardian, Scope::All, Some(Seconds::MAX))],
		},
		..Default::default()
	}
	.build_storage()
	.unwrap();
	let mut ext = sp_io::TestExternalities::new(storage);
	ext.execute_with(|| {
		System::set_block_number(1);
		set_time(START);
	});
	ext
}

/// Runs `test` and checks the statements at its end.
pub fn with_chain(test: impl FnOnce()) {
	chain().execute_with(|| {
		test();
		assert_invariants::<Roles>();
	});
}

/// Moves the clock to `time`, once what holds has been checked.
pub fn set_time(time: Seconds) {
	assert_invariants::<Roles>();
	pallet_timestamp::Now::<Test>::put(time.get() * 1_000);
}

/// A moment so many seconds after [`START`].
pub fn at(seconds: u64) -> Seconds {
	Seconds(START.get() + seconds)
}

/// An act about one item.
pub fn about_item(id: u32) -> Subject {
	Subject { item: Some(caliber_primitives::ids::ItemId(id)), ..Subject::CHAIN }
}
