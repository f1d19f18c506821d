//! How holders and the council decide.

use crate::{network::until, world::World};
use caliber_runtime::{OriginCaller, RuntimeCall};
use codec::Encode;
use frame_support::{
	dispatch::RawOrigin,
	storage::storage_prefix,
	traits::{schedule::DispatchTime, Bounded},
	weights::Weight,
};
use pallet_collective::Instance1;
use pallet_conviction_voting::{AccountVote, Conviction, Vote};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave};
use sp_runtime::traits::{BlakeTwo256, Hash};

/// Half of what each holder has: two of them are far more than the quorum.
const STAKE: u128 = 500_000 * caliber_runtime_common::currency::CAL;

/// Bob proposes a call of root's, Alice and Charlie vote for it, and it is carried out.
pub fn carried_by_holders(world: &World, call: RuntimeCall, is_done: impl FnMut() -> bool) {
	let node = &world.network.nodes[0];
	let count = storage_prefix(b"Referenda", b"ReferendumCount");
	let index: u32 = node.stored(&count, None).unwrap_or_default();
	let bytes = call.encode();
	let hash = BlakeTwo256::hash(&bytes);
	let proposal = Bounded::Lookup { hash, len: u32::try_from(bytes.len()).unwrap() };
	let submit = pallet_referenda::Call::submit {
		proposal_origin: Box::new(OriginCaller::system(RawOrigin::Root)),
		proposal,
		enactment_moment: DispatchTime::After(0),
	};
	let calls = vec![
		RuntimeCall::Preimage(pallet_preimage::Call::note_preimage { bytes }),
		RuntimeCall::Referenda(submit),
		RuntimeCall::Referenda(pallet_referenda::Call::place_decision_deposit { index }),
	];
	let propose = RuntimeCall::Utility(pallet_utility::Call::batch_all { calls });
	assert_eq!(world.outcome(&node.signed(Bob, propose)), Ok(()));
	for who in [Alice, Charlie] {
		let vote = Vote { aye: true, conviction: Conviction::Locked1x };
		let vote = AccountVote::Standard { vote, balance: STAKE };
		let vote = pallet_conviction_voting::Call::vote { poll_index: index, vote };
		let vote = node.signed(who, RuntimeCall::ConvictionVoting(vote));
		assert_eq!(world.outcome(&vote), Ok(()));
	}
	println!("block {}: two holders have voted on referendum {index}", world.height());
	until("it is carried out", is_done);
}

/// Two of three members of the council decide.
pub fn closed_by_council(world: &World, call: RuntimeCall) {
	let node = &world.network.nodes[0];
	let length_bound = u32::try_from(call.encoded_size()).unwrap();
	let proposal_hash = BlakeTwo256::hash(&call.encode());
	let index: u32 =
		node.stored(&storage_prefix(b"Council", b"ProposalCount"), None).unwrap_or_default();
	let proposal = Box::new(call);
	let vote = pallet_collective::Call::vote { proposal: proposal_hash, index, approve: true };
	let steps: [(_, pallet_collective::Call<caliber_runtime::Runtime, Instance1>); 4] = [
		(Alice, pallet_collective::Call::propose { threshold: 2, proposal, length_bound }),
		(Alice, vote.clone()),
		(Bob, vote),
		(
			Dave,
			pallet_collective::Call::close {
				proposal_hash,
				index,
				proposal_weight_bound: Weight::from_parts(10_000_000_000, 1_000_000),
				length_bound,
			},
		),
	];
	for (who, step) in steps {
		assert_eq!(world.outcome(&node.signed(who, RuntimeCall::Council(step))), Ok(()));
	}
}
