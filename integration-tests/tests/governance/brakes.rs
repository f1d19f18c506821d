//! Who stops what, and who cannot start it again.

use super::*;
use caliber_primitives::{
	dollar::PauseTier,
	roles::{Role, RoleError, Scope},
	units::Seconds,
};
use caliber_runtime::Usdai;
use caliber_runtime_common::parameters::figures;
use frame_support::assert_noop;

fn name(pallet: &str, call: &str) -> pallet_tx_pause::RuntimeCallNameOf<Runtime> {
	let bytes = |text: &str| text.as_bytes().to_vec().try_into().expect("it is short");
	(bytes(pallet), bytes(call))
}

fn pause(pallet: &str, call: &str) -> pallet_tx_pause::Call<Runtime> {
	pallet_tx_pause::Call::pause { full_name: name(pallet, call) }
}

fn transfer() -> RuntimeCall {
	let dest = Charlie.to_account_id().into();
	RuntimeCall::Balances(pallet_balances::Call::transfer_keep_alive { dest, value: 1_000_000_000 })
}

#[test]
fn committee_should_stop_things_but_start_nothing() {
	fast(|| {
		let half = || committee(1, 2);
		let all = || committee(3, 3);
		assert_ok!(dispatch(half(), pause("Balances", "transfer_keep_alive")));
		let bob = Bob.to_account_id();
		let filtered: DispatchError = frame_system::Error::<Runtime>::CallFiltered.into();
		assert_eq!(as_signed(&bob, transfer()), Err(filtered));
		let ident = name("Balances", "transfer_keep_alive");
		let unpause = || pallet_tx_pause::Call::unpause { ident: ident.clone() };
		assert_noop!(dispatch(all(), unpause()), DispatchError::BadOrigin);
		assert_ok!(dispatch(council(2, 3), unpause()));
		assert_ok!(as_signed(&bob, transfer()));

		let before = System::block_number();
		assert_ok!(dispatch(half(), pallet_safe_mode::Call::force_enter {}));
		let span = blocks(figures::<Runtime>().safe_mode_span);
		assert_eq!(span, 30);
		assert_eq!(pallet_safe_mode::EnteredUntil::<Runtime>::get(), Some(before + span));
		assert_eq!(as_signed(&bob, transfer()), Err(filtered));
		assert_noop!(
			dispatch(all(), pallet_safe_mode::Call::force_exit {}),
			DispatchError::BadOrigin
		);
		assert_ok!(dispatch(council(2, 3), pallet_safe_mode::Call::force_exit {}));
		// One of three is not half.
		assert_noop!(
			dispatch(committee(1, 3), pallet_safe_mode::Call::force_enter {}),
			DispatchError::BadOrigin
		);
	});
}

/// Neither may do what is root's, whatever its members agree on.
#[test]
fn bodies_should_not_do_what_is_roots_when_all_of_them_agree() {
	fast(|| {
		let change = RuntimeCall::Safeguards(pallet_safeguards::Call::change {
			parameter: caliber_primitives::governance::Parameter::Delay(Seconds(10)),
		});
		let kill = RuntimeCall::System(frame_system::Call::kill_storage { keys: vec![vec![1]] });
		let code = RuntimeCall::System(frame_system::Call::set_code { code: vec![1] });
		for call in [mark(1), change, kill, code] {
			for origin in [council(3, 3), committee(3, 3)] {
				assert_noop!(dispatch(origin, call.clone()), DispatchError::BadOrigin);
			}
		}
		// By a real motion of the council of the preset, too.
		let motion = pallet_collective::Call::<Runtime, Instance1>::propose {
			threshold: 3,
			proposal: Box::new(mark(1)),
			length_bound: 1_000,
		};
		assert_ok!(as_signed(&Alice.to_account_id(), RuntimeCall::Council(motion)));
		let proposal = pallet_collective::Proposals::<Runtime, Instance1>::get()[0];
		for who in [Alice, Bob, Charlie] {
			let vote = pallet_collective::Call::vote { proposal, index: 0, approve: true };
			assert_ok!(as_signed(&who.to_account_id(), RuntimeCall::Council(vote)));
		}
		let close = pallet_collective::Call::close {
			proposal_hash: proposal,
			index: 0,
			proposal_weight_bound: frame_support::weights::Weight::MAX / 2,
			length_bound: 1_000,
		};
		assert_ok!(as_signed(&Dave.to_account_id(), RuntimeCall::Council(close)));
		let executed = System::events().into_iter().find_map(|record| match record.event {
			caliber_runtime::RuntimeEvent::Council(pallet_collective::Event::Executed {
				result,
				..
			}) => Some(result),
			_ => None,
		});
		assert_eq!(executed, Some(Err(DispatchError::BadOrigin)));
		assert!(!is_marked(1));
	});
}

#[test]
fn pause_should_be_refused_when_it_names_what_lifts_it() {
	fast(|| {
		for (pallet, call) in [
			("Council", "vote"),
			("TechnicalCommittee", "close"),
			("TechnicalMembership", "remove_member"),
			("Referenda", "submit"),
			("ConvictionVoting", "vote"),
			("Preimage", "note_preimage"),
			("Safeguards", "veto"),
			("Multisig", "as_multi"),
			("Proxy", "proxy"),
			("SafeMode", "force_exit"),
			("TxPause", "unpause"),
		] {
			for origin in [root(), council(3, 3), committee(3, 3)] {
				assert_noop!(
					dispatch(origin, pause(pallet, call)),
					pallet_tx_pause::Error::<Runtime>::Unpausable
				);
			}
		}
	});
}

#[test]
fn guardian_should_stop_but_not_start_and_his_term_should_end() {
	fast(|| {
		let guardian = Eve.to_account_id();
		let appoint = |until| {
			let grant = pallet_roles::Call::grant {
				who: Eve.to_account_id(),
				role: Role::Guardian,
				scope: Scope::All,
				until,
			};
			dispatch(council(2, 3), grant)
		};
		let term = figures::<Runtime>().guardian_term;
		let too_long = Some(Seconds(2).saturating_add(term).saturating_add(Seconds(1)));
		for until in [None, too_long] {
			assert_noop!(appoint(until), pallet_roles::Error::<Runtime>::NoTerm);
		}
		// A term of ten blocks.
		assert_ok!(appoint(Some(Seconds(22))));
		let who = Ferdie.to_account_id();
		let tier = PauseTier::Intake;
		assert_ok!(as_signed(&guardian, pallet_usdai::Call::pause { tier }));
		let until = Some(Seconds(3_600));
		let reason = pallet_usdai::FreezeReason::Order;
		let freeze = pallet_usdai::Call::freeze { who: who.clone(), reason, until };
		assert_ok!(as_signed(&guardian, freeze));
		assert!(!Usdai::is_open(tier));
		for call in [pallet_usdai::Call::unpause {}, pallet_usdai::Call::unfreeze { who }] {
			assert_noop!(as_signed(&guardian, call), DispatchError::BadOrigin);
		}
		assert_ok!(dispatch(council(2, 3), pallet_usdai::Call::unpause {}));
		run_to(11);
		assert_noop!(
			as_signed(&guardian, pallet_usdai::Call::pause { tier }),
			pallet_usdai::Error::<Runtime>::Role(RoleError::Expired)
		);
	});
}

#[test]
fn committee_should_be_seated_by_the_council_and_by_none_of_its_members() {
	fast(|| {
		let who: caliber_runtime::Address = Eve.to_account_id().into();
		let add = RuntimeCall::TechnicalMembership(pallet_membership::Call::add_member { who });
		for origin in [committee(3, 3), council(1, 2), RuntimeOrigin::signed(Bob.to_account_id())] {
			assert_noop!(dispatch(origin, add.clone()), DispatchError::BadOrigin);
		}
		assert_ok!(dispatch(council(2, 3), add));
		let members = pallet_collective::Members::<Runtime, Instance2>::get();
		assert_eq!(members.len(), 4);
		assert!(members.contains(&Eve.to_account_id()));
	});
}
