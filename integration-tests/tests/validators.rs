//! Validators who cheat, on the whole runtime.

use caliber_integration_tests::{chain, open_block, signed};
use caliber_runtime::*;
use caliber_runtime_common::time::SESSION_BLOCKS;
use frame_support::{
	assert_ok,
	traits::{fungible::InspectHold, KeyOwnerProofSystem},
};
use pallet_validators::{Bonded, Call, DoubleBlock, Standing};
use sp_consensus_aura::{
	digests::CompatibleDigestItem,
	sr25519::{AuthorityId, AuthoritySignature},
	Slot,
};
use sp_core::{crypto::key_types::AURA, H256};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie};
use sp_runtime::{
	generic::{DigestItem, Era},
	traits::Header as _,
	transaction_validity::InvalidTransaction,
};

/// A first block that an author seals for a slot.
fn sealed(by: Sr25519Keyring, slot: u64, state: u8) -> Header {
	let (none, state) = (H256::zero(), H256::repeat_byte(state));
	let mut header = Header::new(1, none, state, none, Default::default());
	let says = CompatibleDigestItem::<AuthoritySignature>::aura_pre_digest(Slot::from(slot));
	header.digest_mut().push(says);
	let seal = AuthoritySignature::from(by.sign(header.hash().as_ref()));
	header.digest_mut().push(DigestItem::aura_seal(seal));
	header
}

/// A report that an author has made two blocks for slot 9.
fn report(by: Sr25519Keyring) -> Call<Runtime> {
	let offender = AuthorityId::from(by.public());
	let owner = Historical::prove((AURA, offender.clone())).expect("a session runs");
	let proof = DoubleBlock {
		offender,
		slot: Slot::from(9),
		first_header: sealed(by, 9, 1),
		second_header: sealed(by, 9, 2),
	};
	Call::report_double_block { proof: Box::new(proof), owner }
}

/// As a node sends it: no signature, no fee.
fn unsigned(call: Call<Runtime>) -> UncheckedExtrinsic {
	UncheckedExtrinsic::new_transaction(call.into(), tx_extension(Era::Immortal, 0, 0))
}

#[test]
fn author_should_be_slashed_and_replaced_when_he_makes_two_blocks_for_a_slot() {
	chain("local_testnet").execute_with(|| {
		open_block(1);
		let (bob, issued) = (Bob.to_account_id(), Balances::total_issuance());
		let bond = Balances::total_balance_on_hold(&bob);
		assert!(Session::validators().contains(&bob));
		let report = report(Bob);
		assert_ok!(Executive::apply_extrinsic(unsigned(report.clone())).unwrap());
		// One of two is more than a third: the whole bond, which is burned.
		assert_eq!(Balances::total_balance_on_hold(&bob), 0);
		assert!(bond > 0 && issued - Balances::total_issuance() == bond);
		assert!(matches!(Bonded::<Runtime>::get(&bob), Some(Standing::Leaving(_))));
		// Once. A proof of the key's owner holds the bonds of its moment as long as the session runs.
		let again = Executive::apply_extrinsic(unsigned(report.clone()));
		assert_eq!(again, Err(InvalidTransaction::BadProof.into()));
		let anew = Executive::apply_extrinsic(unsigned(self::report(Bob)));
		assert_eq!(anew, Err(InvalidTransaction::Stale.into()));
		Executive::finalize_block();
		// Out of the set in the session after next.
		for number in 2..=2 * SESSION_BLOCKS {
			open_block(number);
			Executive::finalize_block();
		}
		open_block(2 * SESSION_BLOCKS + 1);
		assert_eq!(Session::validators(), [Alice.to_account_id()]);
		let late = Executive::apply_extrinsic(unsigned(report));
		assert_eq!(late, Err(InvalidTransaction::Stale.into()));
	});
}

#[test]
fn report_should_be_refused_when_the_key_is_no_validators_or_somebody_signs_it() {
	chain("local_testnet").execute_with(|| {
		open_block(1);
		let told = Executive::apply_extrinsic(unsigned(report(Charlie)));
		assert_eq!(told, Err(InvalidTransaction::BadProof.into()));
		let by_hand = signed(Charlie, report(Bob).into(), tx_extension(Era::Immortal, 0, 0));
		let told = Executive::apply_extrinsic(by_hand).expect("he pays for it");
		assert_eq!(told, Err(sp_runtime::DispatchError::BadOrigin));
	});
}
