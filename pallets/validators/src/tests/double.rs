//! Two blocks for one slot.

use crate::{mock::*, Bonded, Call, DoubleBlock, Error, Event, Standing};
use frame_support::{
	assert_noop, assert_ok,
	pallet_prelude::{InvalidTransaction, TransactionSource},
	traits::{Authorize, KeyOwnerProofSystem},
};
use sp_consensus_aura::{
	digests::CompatibleDigestItem,
	sr25519::{AuthorityId, AuthoritySignature},
	Slot,
};
use sp_core::{Pair, H256};
use sp_runtime::{generic::DigestItem, key_types::AURA, traits::Header as _, DispatchResult};
use sp_session::MembershipProof;

type Header = frame_system::pallet_prelude::HeaderFor<Test>;
type Proof = DoubleBlock<Header>;

/// A block of a number, told apart by its state, sealed by an account for a slot.
fn block(number: u64, state: u8, by: u64, slot: u64) -> Header {
	let (none, state) = (H256::zero(), H256::repeat_byte(state));
	let mut header = Header::new(number, none, state, none, Default::default());
	let slot = Slot::from(slot);
	let says = <DigestItem as CompatibleDigestItem<AuthoritySignature>>::aura_pre_digest(slot);
	header.digest_mut().push(says);
	let signature = AuthoritySignature::from(key_of(by).sign(header.hash().as_ref()));
	header.digest_mut().push(DigestItem::aura_seal(signature));
	header
}

fn proof(first: Header, second: Header) -> Proof {
	let offender = AuthorityId::from(key_of(2).public());
	Proof { offender, slot: Slot::from(7), first_header: first, second_header: second }
}

/// Account 2 has made blocks 5 and 6 for slot 7.
fn double() -> Proof {
	proof(block(5, 1, 2, 7), block(6, 2, 2, 7))
}

fn owner(session: u32) -> MembershipProof {
	let key = AuthorityId::from(key_of(2).public());
	MembershipProof { session, ..KeyOwner::prove((AURA, key)).unwrap() }
}

fn call(proof: Proof, owner: MembershipProof) -> Call<Test> {
	Call::report_double_block { proof: Box::new(proof), owner }
}

/// What the pool says of it.
fn authorized(proof: Proof, owner: MembershipProof) -> Result<(), InvalidTransaction> {
	let told = call(proof, owner).authorize(TransactionSource::External).unwrap();
	told.map(|_| ()).map_err(|error| match error {
		sp_runtime::transaction_validity::TransactionValidityError::Invalid(why) => why,
		other => panic!("{other:?}"),
	})
}

fn report(proof: Proof, owner: MembershipProof) -> DispatchResult {
	let origin = frame_system::RawOrigin::Authorized.into();
	Validators::report_double_block(origin, Box::new(proof), owner)
}

#[test]
fn author_should_be_slashed_and_ejected_when_he_has_made_two_blocks() {
	with_chain(|| {
		assert_eq!(authorized(double(), owner(0)), Ok(()));
		assert_ok!(report(double(), owner(0)));
		// One of four: (3/4)^2 of the bond.
		assert_eq!(slashed(), BOND * 9 / 16 + 1);
		assert_eq!(crate::Validators::<Test>::get().into_inner(), vec![1]);
		assert_eq!(Bonded::<Test>::get(2), Some(Standing::Leaving(3)));
		let amount = slashed();
		System::assert_last_event(Event::Slashed { who: 2, amount, free_from: 3 }.into());
	});
}

#[test]
fn blocks_should_be_judged_by_the_session_of_the_later() {
	with_chain(|| {
		// Block 10 is the last but one of the first session, block 11 is of the second.
		let across = || proof(block(10, 1, 2, 7), block(11, 2, 2, 7));
		for session in [0, 2] {
			assert_eq!(authorized(across(), owner(session)), Err(InvalidTransaction::BadProof));
		}
		assert_eq!(authorized(across(), owner(1)), Ok(()));
	});
}

#[test]
fn report_should_be_refused_when_it_was_made_before() {
	with_chain(|| {
		assert_ok!(report(double(), owner(0)));
		let taken = slashed();
		assert_eq!(authorized(double(), owner(0)), Err(InvalidTransaction::Stale));
		assert_noop!(report(double(), owner(0)), Error::<Test>::ReportedBefore);
		// Nor is it made again with the blocks in the other order, or with another seal of one.
		let swapped = proof(double().second_header, double().first_header);
		assert_eq!(authorized(swapped, owner(0)), Err(InvalidTransaction::Stale));
		// Nor what else he did in that session, which costs no more; what he does in another does.
		let other =
			|n| Proof { slot: Slot::from(8), ..proof(block(n, 1, 2, 8), block(n, 2, 2, 8)) };
		assert_eq!(authorized(other(7), owner(0)), Err(InvalidTransaction::Stale));
		assert_eq!(authorized(other(17), owner(1)), Ok(()));
		assert_eq!(slashed(), taken);
	});
}

#[test]
fn report_should_be_refused_when_it_proves_nothing() {
	let good = double();
	let mut unsealed = good.clone();
	unsealed.second_header.digest_mut().pop();
	let mut edited = good.clone();
	edited.second_header.set_number(4);
	let cases = [
		("the same block", proof(block(5, 1, 2, 7), block(5, 1, 2, 7))),
		("another slot", proof(block(5, 1, 2, 8), block(6, 2, 2, 8))),
		("one of another slot", proof(block(5, 1, 2, 7), block(6, 2, 2, 8))),
		("one of another author", proof(block(5, 1, 2, 7), block(6, 2, 1, 7))),
		("no seal", unsealed),
		("a header that was changed", edited),
		(
			"no digest",
			proof(
				block(5, 1, 2, 7),
				Header::new(6, H256::zero(), H256::zero(), H256::zero(), Default::default()),
			),
		),
	];
	with_chain(|| {
		for (what, proof) in cases {
			let told = authorized(proof.clone(), owner(0));
			assert_eq!(told, Err(InvalidTransaction::BadProof), "{what}");
			assert_noop!(report(proof, owner(0)), Error::<Test>::NoDoubleBlock);
		}
		// Keys that are another's.
		let mut others = owner(0);
		others.trie_nodes = vec![1u64.to_le_bytes().to_vec()];
		assert_eq!(authorized(good.clone(), others), Err(InvalidTransaction::BadProof));
		let fewer = MembershipProof { validator_count: 1, ..owner(0) };
		assert_eq!(authorized(good, fewer), Err(InvalidTransaction::BadProof));
		assert_eq!(slashed(), 0);
	});
}

#[test]
fn report_should_be_refused_when_nobody_has_read_the_proof() {
	with_chain(|| {
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::signed(1), RuntimeOrigin::none()] {
			let told = Validators::report_double_block(origin, Box::new(double()), owner(0));
			assert_eq!(told, Err(sp_runtime::DispatchError::BadOrigin));
		}
	});
}
