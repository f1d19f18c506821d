//! An upgrade leaves of each pallet what its code reads.

use caliber_integration_tests::{chain, open_block};
use caliber_primitives::invariants::Invariants;
use caliber_runtime::{
	invariants::{Across, VERSIONS},
	versions::{all, apart},
	AllPalletsWithSystem, Executive, Migrations, Runtime, System,
};
use frame_support::{
	migrations::MultiStepMigrator,
	storage::{storage_prefix, unhashed},
	traits::{PalletsInfoAccess, StorageVersion, STORAGE_VERSION_STORAGE_KEY_POSTFIX},
};

/// What a chain of the release before has stored; all other pallets have their first form. A release
/// copies what [`all`] says of the one before it, and adds the pallets that are new.
const BEFORE: [(&str, u16); 27] = [
	("Balances", 1),
	("Multisig", 1),
	("Validators", 1),
	("Session", 1),
	("Historical", 1),
	("Offences", 1),
	("Grandpa", 5),
	("ImOnline", 1),
	("Pace", 1),
	("Assets", 1),
	("Nfts", 1),
	("Council", 4),
	("CouncilMembership", 4),
	("Scheduler", 4),
	("Preimage", 1),
	("TechnicalCommittee", 4),
	("TechnicalMembership", 4),
	("Referenda", 1),
	("Roles", 1),
	("Caliber", 1),
	("Feeds", 1),
	("Usdai", 1),
	("Allocation", 1),
	("Lending", 1),
	("Susdai", 1),
	("Auctions", 1),
	("Safeguards", 1),
];

/// Blocks in which the migrations of an upgrade end.
const PATIENCE: u32 = 1_000;

fn store(pallet: &str, version: u16) {
	let key = storage_prefix(pallet.as_bytes(), STORAGE_VERSION_STORAGE_KEY_POSTFIX);
	unhashed::put(&key, &StorageVersion::new(version));
}

fn holds() -> bool {
	let all = Across::invariants();
	all.into_iter().find(|(id, _)| *id == VERSIONS).expect("it is stated").1
}

#[test]
fn versions_should_agree_when_a_chain_of_the_version_before_is_upgraded() {
	chain("local_fast").execute_with(|| {
		all().into_iter().for_each(|pallet| store(pallet.name, 0));
		BEFORE.into_iter().for_each(|(pallet, version)| store(pallet, version));
		frame_system::LastRuntimeUpgrade::<Runtime>::kill();
		open_block(1);
		while <Migrations as MultiStepMigrator>::ongoing() {
			let number = System::block_number();
			assert!(number < PATIENCE, "the migrations do not end");
			Executive::finalize_block();
			open_block(number + 1);
		}
		let apart = apart();
		assert!(apart.is_empty(), "a migration is missing, or has failed: {apart:?}, {:?}", all());
	});
}

#[test]
fn statement_of_versions_should_fail_when_one_is_apart_and_no_migration_is_on() {
	chain("local_fast").execute_with(|| {
		open_block(1);
		assert!(holds());
		store("Lending", 0);
		assert_eq!(apart(), ["Lending"]);
		assert!(!holds());
		pallet_migrations::Cursor::<Runtime>::put(pallet_migrations::MigrationCursor::Stuck);
		assert!(holds());
	});
}

#[test]
fn all_pallets_should_be_looked_at_when_versions_are_compared() {
	chain("local_fast").execute_with(|| {
		let looked: Vec<_> = all().into_iter().map(|version| version.name).collect();
		for pallet in AllPalletsWithSystem::infos() {
			assert!(looked.contains(&pallet.name), "{}", pallet.name);
		}
	});
}
