//! What holders of CAL decide.

use super::*;
use frame_support::assert_noop;
use pallet_referenda::ReferendumInfo;

fn info(proposal: u32) -> pallet_referenda::ReferendumInfoOf<Runtime, ()> {
	pallet_referenda::ReferendumInfoFor::<Runtime>::get(proposal).expect("there is one")
}

fn is_rejected(proposal: u32) -> bool {
	matches!(info(proposal), ReferendumInfo::Rejected(..))
}

fn veto(proposal: u32) -> DispatchResult {
	dispatch(committee(2, 3), pallet_safeguards::Call::veto { proposal })
}

fn safeguards_say(error: pallet_safeguards::Error<Runtime>) -> DispatchResult {
	Err(error.into())
}

#[test]
fn root_call_should_be_carried_out_after_delay_vote_and_timelock_when_holders_agree() {
	fast(|| {
		let spans = spans();
		let proposal = propose(Ferdie, mark(1));
		vote(Alice, proposal, true, quorum());
		let start = System::block_number();
		for (until, passed) in [
			(start + spans.delay + spans.vote - 1, false),
			(start + spans.delay + spans.vote, true),
		] {
			run_to(until);
			assert_eq!(matches!(info(proposal), ReferendumInfo::Approved(..)), passed, "{until}");
		}
		run_to(start + spans.whole() - 1);
		assert!(!is_marked(1));
		run_to(start + spans.whole());
		assert!(is_marked(1));
		// Who has proposed it gets both deposits back.
		let ferdie = Ferdie.to_account_id();
		let index = proposal;
		assert_ok!(as_signed(&ferdie, pallet_referenda::Call::refund_decision_deposit { index }));
		assert_ok!(as_signed(&ferdie, pallet_referenda::Call::refund_submission_deposit { index }));
		assert_eq!(Balances::reserved_balance(&ferdie), 0);
	});
}

/// An upgrade is too long for a proposal: it is laid down beside it.
#[test]
fn upgrade_should_be_authorised_when_its_preimage_was_noted() {
	fast(|| {
		let code_hash = sp_core::H256::repeat_byte(7);
		let calls = vec![
			RuntimeCall::System(frame_system::Call::remark { remark: vec![0; 500] }),
			RuntimeCall::System(frame_system::Call::authorize_upgrade { code_hash }),
		];
		let proposal =
			propose(Bob, RuntimeCall::Utility(pallet_utility::Call::batch_all { calls }));
		vote(Alice, proposal, true, quorum());
		run_to(System::block_number() + spans().whole());
		let check_version = true;
		let authorised = frame_system::Event::UpgradeAuthorized { code_hash, check_version };
		System::assert_has_event(authorised.into());
	});
}

#[test]
fn proposal_should_fail_when_less_than_the_quorum_votes_for_it() {
	fast(|| {
		let (enough, short) = (propose(Bob, mark(1)), propose(Bob, mark(2)));
		vote(Alice, enough, true, quorum());
		vote(Dave, short, true, quorum() - Balances::total_issuance() / 1_000_000_000);
		run_to(System::block_number() + spans().whole());
		assert!(is_marked(1) && !is_marked(2) && is_rejected(short));
	});
}

#[test]
fn proposal_should_fail_when_not_more_than_half_are_for_it() {
	fast(|| {
		let (half, more) = (propose(Bob, mark(1)), propose(Bob, mark(2)));
		vote(Alice, half, true, quorum());
		vote(Charlie, half, false, quorum());
		vote(Alice, more, true, quorum());
		vote(Charlie, more, false, quorum() - quorum() / 1_000_000);
		run_to(System::block_number() + spans().whole());
		assert!(!is_marked(1) && is_rejected(half) && is_marked(2));
	});
}

/// Everybody has the whole time, and a majority that does not last is none.
#[test]
fn proposal_should_fail_when_its_majority_is_lost_in_the_last_block_of_the_vote() {
	fast(|| {
		let spans = spans();
		let proposal = propose(Bob, mark(1));
		vote(Alice, proposal, true, quorum());
		run_to(System::block_number() + spans.delay + spans.vote - 1);
		assert!(matches!(info(proposal), ReferendumInfo::Ongoing(..)));
		vote(Charlie, proposal, false, quorum());
		run_to(System::block_number() + 1 + spans.timelock);
		assert!(is_rejected(proposal) && !is_marked(1));
	});
}

#[test]
fn proposal_should_lapse_when_nobody_leaves_its_deposit() {
	fast(|| {
		let call = Preimage::bound(mark(1)).unwrap();
		let submit = |origin: OriginCaller| {
			let (proposal, enactment_moment) = (call.clone(), DispatchTime::After(0));
			let proposal_origin = Box::new(origin);
			let call =
				pallet_referenda::Call::submit { proposal_origin, proposal, enactment_moment };
			as_signed(&Bob.to_account_id(), call)
		};
		assert_ok!(submit(RawOrigin::Root.into()));
		vote(Alice, 0, true, quorum());
		let spans = spans();
		run_to(System::block_number() + spans.delay + spans.vote);
		assert!(matches!(info(0), ReferendumInfo::TimedOut(..)));
		// There is no vote but root's.
		assert_noop!(
			submit(RawOrigin::Signed(Alice.to_account_id()).into()),
			pallet_referenda::Error::<Runtime>::NoTrack
		);
	});
}

#[test]
fn proposal_should_be_stopped_by_the_committee_whether_voted_on_or_passed() {
	fast(|| {
		let spans = spans();
		let (running, passed) = (propose(Bob, mark(1)), propose(Bob, mark(2)));
		vote(Alice, running, true, quorum());
		vote(Alice, passed, true, quorum());
		let start = System::block_number();
		run_to(start + spans.delay + 1);
		assert_ok!(veto(running));
		assert!(matches!(info(running), ReferendumInfo::Cancelled(..)));
		run_to(start + spans.whole() - 1);
		assert!(matches!(info(passed), ReferendumInfo::Approved(..)));
		assert_ok!(veto(passed));
		run_to(start + spans.whole() + 1);
		assert!(!is_marked(1) && !is_marked(2));
		for proposal in [running, passed, 9] {
			assert_eq!(veto(proposal), safeguards_say(pallet_safeguards::Error::NothingToVeto));
		}
	});
}

/// The committee gains everybody time; it is no second chamber.
#[test]
fn call_should_be_carried_out_when_it_is_proposed_again_after_a_veto() {
	fast(|| {
		let first = propose(Bob, mark(1));
		assert_ok!(veto(first));
		let again = propose(Bob, mark(1));
		vote(Alice, again, true, quorum());
		assert_eq!(veto(again), safeguards_say(pallet_safeguards::Error::VetoedBefore));
		run_to(System::block_number() + spans().whole());
		assert!(is_marked(1));
		// What was carried out is over.
		assert_eq!(veto(again), safeguards_say(pallet_safeguards::Error::NothingToVeto));
	});
}

#[test]
fn proposal_should_go_on_when_neither_committee_nor_council_may_end_it() {
	fast(|| {
		let index = propose(Bob, mark(1));
		use pallet_referenda::Call::{cancel, kill};
		for origin in [council(3, 3), committee(3, 3), RuntimeOrigin::signed(Bob.to_account_id())] {
			for call in [cancel { index }, kill { index }] {
				assert_eq!(dispatch(origin.clone(), call), Err(DispatchError::BadOrigin));
			}
		}
		for origin in [council(3, 3), committee(1, 2), root()] {
			let veto = pallet_safeguards::Call::veto { proposal: index };
			assert_eq!(dispatch(origin, veto), Err(DispatchError::BadOrigin));
		}
	});
}

#[test]
fn vote_should_go_on_when_the_chain_is_in_safe_mode() {
	fast(|| {
		assert_ok!(dispatch(committee(1, 2), pallet_safe_mode::Call::force_enter {}));
		let exit = RuntimeCall::SafeMode(pallet_safe_mode::Call::force_exit {});
		let proposal = propose(Bob, exit);
		vote(Alice, proposal, true, quorum());
		let end = System::block_number() + spans().whole();
		while System::block_number() < end {
			run_to((System::block_number() + 20).min(end - 1));
			assert_ok!(dispatch(committee(1, 2), pallet_safe_mode::Call::force_extend {}));
			if System::block_number() == end - 1 {
				run_to(end);
			}
		}
		assert_eq!(pallet_safe_mode::EnteredUntil::<Runtime>::get(), None);
	});
}
