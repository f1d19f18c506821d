//! Who decides what, how long it takes, and who can stop it: on the whole runtime, block by block.

mod brakes;
mod figures;
mod powers;
mod votes;

use caliber_integration_tests::{chain, close_block, open_block, registry::as_signed};
use caliber_primitives::governance::Figures;
use caliber_runtime::{
	AccountId, Balance, Balances, BlockNumber, Figured, OriginCaller, Preimage, Runtime,
	RuntimeCall, RuntimeOrigin, System,
};
use caliber_runtime_common::time::blocks;
use frame_support::{
	assert_ok,
	dispatch::RawOrigin,
	traits::{schedule::DispatchTime, StorePreimage},
};
use pallet_collective::{Instance1, Instance2};
use pallet_conviction_voting::{AccountVote, Conviction, Vote};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave, Eve, Ferdie};
use sp_runtime::{traits::Dispatchable, DispatchError, DispatchResult};

/// A chain on which a vote takes minutes, in its first block.
fn fast(story: impl FnOnce()) {
	chain("local_fast").execute_with(|| {
		open_block(1);
		story();
	});
}

/// How long each part takes there, in blocks.
struct Spans {
	delay: BlockNumber,
	vote: BlockNumber,
	timelock: BlockNumber,
}

impl Spans {
	fn whole(&self) -> BlockNumber {
		self.delay + self.vote + self.timelock
	}
}

fn spans() -> Spans {
	let Figures { delay, vote, timelock, .. } =
		caliber_runtime_common::parameters::figures::<Runtime>();
	Spans { delay: blocks(delay), vote: blocks(vote), timelock: blocks(timelock) }
}

/// Ends this block and begins others up to `number`.
fn run_to(number: BlockNumber) {
	while System::block_number() < number {
		close_block();
		open_block(System::block_number() + 1);
	}
}

fn dispatch(origin: RuntimeOrigin, call: impl Into<RuntimeCall>) -> DispatchResult {
	call.into().dispatch(origin).map(|_| ()).map_err(|refused| refused.error)
}

fn root() -> RuntimeOrigin {
	RuntimeOrigin::root()
}

/// So many of so many members of the council.
fn council(ayes: u32, members: u32) -> RuntimeOrigin {
	pallet_collective::RawOrigin::<AccountId, Instance1>::Members(ayes, members).into()
}

/// So many of so many members of the technical committee.
fn committee(ayes: u32, members: u32) -> RuntimeOrigin {
	pallet_collective::RawOrigin::<AccountId, Instance2>::Members(ayes, members).into()
}

/// A call that only root can make, told apart by `mark`.
fn mark(mark: u8) -> RuntimeCall {
	RuntimeCall::System(frame_system::Call::set_storage {
		items: vec![(vec![mark; 40], vec![mark])],
	})
}

fn is_marked(mark: u8) -> bool {
	frame_support::storage::unhashed::get_raw(&[mark; 40]).is_some()
}

/// Proposes a call in root's name, with the deposit for a vote. Returns the number.
fn propose(who: Sr25519Keyring, call: RuntimeCall) -> u32 {
	let who = who.to_account_id();
	let number = pallet_referenda::ReferendumCount::<Runtime>::get();
	let proposal_origin = Box::new(OriginCaller::system(RawOrigin::Root));
	let proposal = Preimage::bound(call).expect("it is small");
	let enactment_moment = DispatchTime::After(0);
	let submit = pallet_referenda::Call::submit { proposal_origin, proposal, enactment_moment };
	assert_ok!(as_signed(&who, submit));
	let index = number;
	assert_ok!(as_signed(&who, pallet_referenda::Call::place_decision_deposit { index }));
	number
}

/// Votes once as much as the amount says.
fn vote(who: Sr25519Keyring, proposal: u32, aye: bool, balance: Balance) {
	let vote = Vote { aye, conviction: Conviction::Locked1x };
	let vote = AccountVote::Standard { vote, balance };
	let call = pallet_conviction_voting::Call::vote { poll_index: proposal, vote };
	assert_ok!(as_signed(&who.to_account_id(), call));
}

/// Exactly the quorum.
fn quorum() -> Balance {
	let issuance = Balances::total_issuance();
	assert_eq!(issuance % 25, 0);
	issuance / 25
}
