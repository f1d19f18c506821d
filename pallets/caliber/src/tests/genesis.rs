//! What a chain starts with.

use crate::{mock::*, Record, Rules, Skus, MAX_RECORD_BYTES};
use caliber_primitives::{
	ids::AssetClass,
	invariants::Invariants,
	testing::reset,
	units::{Ppm, Seconds},
};
use codec::MaxEncodedLen;
use frame_support::{assert_noop, traits::Hooks};
use sp_runtime::AccountId32;

#[test]
fn genesis_should_make_a_collection_of_each_class_owned_by_nobody_with_a_key() {
	with_chain(|| {
		for class in AssetClass::ALL {
			let owner = Nfts::collection_owner(class.collection());
			assert_eq!(owner, Some(Caliber::account()));
		}
		assert_eq!(Nfts::collection_owner(4), None);
		assert_noop!(
			Nfts::mint(signed(OWNER), 0, 0, OWNER, None),
			pallet_nfts::Error::<Test>::NoPermission
		);
		assert!(Skus::<Test>::contains_key(H100));
	});
}

#[test]
fn genesis_should_hold_every_statement_when_nothing_is_configured() {
	reset();
	build(vec![], Rules::default()).execute_with(|| assert!(Caliber::broken().is_empty()));
}

fn starts(skus: Vec<crate::SkuRow>, rules: Rules) -> bool {
	std::panic::catch_unwind(|| build(skus, rules)).is_ok()
}

#[test]
fn chain_should_not_start_when_genesis_is_unsound() {
	assert!(starts(skus(), Rules::default()));
	let [row, other]: [_; 2] = skus().try_into().unwrap();
	assert!(!starts(vec![row.clone(), row.clone()], Rules::default()));
	assert!(!starts(vec![crate::SkuRow { name: "x".repeat(33), ..row }], Rules::default()));
	assert!(!starts(vec![crate::SkuRow { haircut: Ppm(1_000_001), ..other }], Rules::default()));
	assert!(!starts(vec![], Rules { custody_life: Seconds::ZERO, ..Rules::default() }));
}

#[test]
fn record_should_fit_its_budget_whatever_it_holds() {
	assert!(Record::<AccountId32>::max_encoded_len() <= MAX_RECORD_BYTES as usize);
	<Caliber as Hooks<u64>>::integrity_test();
}
