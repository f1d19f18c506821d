//! The list of powers says what the origins admit, call by call.

use super::*;
use caliber_primitives::governance::{Act, By, Share};
use caliber_runtime::powers::powers;
use codec::Decode;
use frame_support::{
	storage::{with_transaction, TransactionOutcome},
	traits::GetCallMetadata,
};
use std::collections::{BTreeMap, BTreeSet};

/// One call of each name, its arguments made of `fillers` in turn.
fn every_call(fillers: [u8; 2]) -> BTreeMap<String, RuntimeCall> {
	let mut calls = BTreeMap::new();
	for pallet in 0..=u8::MAX {
		for call in 0..=u8::MAX {
			let decoded = fillers.into_iter().find_map(|filler| {
				let mut bytes = vec![filler; 4_096];
				bytes[..2].copy_from_slice(&[pallet, call]);
				RuntimeCall::decode(&mut bytes.as_slice()).ok()
			});
			if let Some(call) = decoded {
				let about = call.get_call_metadata();
				calls.insert(format!("{}.{}", about.pallet_name, about.function_name), call);
			}
		}
	}
	calls
}

/// Whether an origin may make a call at all; nothing comes of it.
fn may(origin: RuntimeOrigin, call: &RuntimeCall) -> bool {
	let filtered = frame_system::Error::<Runtime>::CallFiltered.into();
	let result = with_transaction(|| {
		let result = dispatch(origin, call.clone());
		TransactionOutcome::Rollback(Ok::<_, DispatchError>(result))
	});
	![Err(DispatchError::BadOrigin), Err(filtered)].contains(&result.expect("it is told"))
}

/// Origins with the body and the share that each of them is.
fn bodies() -> [(RuntimeOrigin, By); 7] {
	[
		(root(), By::Root),
		(council(1, 2), By::Council(Share::Half)),
		(council(3, 5), By::Council(Share::Majority)),
		(council(2, 3), By::Council(Share::TwoThirds)),
		(committee(1, 2), By::Committee(Share::Half)),
		(committee(3, 5), By::Committee(Share::Majority)),
		(committee(2, 3), By::Committee(Share::TwoThirds)),
	]
}

/// Whether who is `actual` is at least who is `listed`.
fn covers(actual: By, listed: By) -> bool {
	let rank = |share| match share {
		Share::Half => 0,
		Share::Majority => 1,
		Share::TwoThirds => 2,
	};
	match (actual, listed) {
		(By::Council(a), By::Council(b)) | (By::Committee(a), By::Committee(b)) => {
			rank(a) >= rank(b)
		},
		(a, b) => a == b,
	}
}

#[test]
fn powers_should_be_those_that_the_origins_admit() {
	let (off, on) = (every_call([0, 1]), every_call([1, 0]));
	fast(|| {
		for power in powers().powers {
			// To stop is another power than to start by the same call.
			let calls = if power.act == Act::StopFeed { &on } else { &off };
			for name in &power.calls {
				let call = calls.get(name).unwrap_or_else(|| panic!("there is no {name}"));
				// Natively nobody reads the version that code has.
				let skipped = usize::from(name == "System.set_code");
				for (origin, body) in bodies().into_iter().skip(skipped) {
					let listed = power.by.iter().any(|by| covers(body, *by));
					assert_eq!(may(origin, call), listed, "{name} by {body:?}");
				}
				let stranger = RuntimeOrigin::signed(Ferdie.to_account_id());
				let by_a_role = power.by.iter().any(|by| matches!(by, By::Role(_) | By::Both(..)));
				let says = dispatch(stranger, call.clone());
				assert!(says.is_err(), "{name} by anyone");
				let own = name == "Caliber.withdraw_submission" || name == "Lending.agree_to_sale";
				assert!(by_a_role || own || says == Err(DispatchError::BadOrigin), "{name}");
			}
		}
	});
}

/// What a body may do beside that is about itself alone, or anybody's.
#[test]
fn powers_should_leave_out_nothing_that_a_body_may_do() {
	let calls = every_call([0, 1]);
	fast(|| {
		let listed: BTreeSet<_> =
			powers().powers.into_iter().flat_map(|power| power.calls).collect();
		let mut beside: Vec<&str> = Vec::new();
		for (name, call) in &calls {
			let any = [council(3, 3), committee(3, 3)].into_iter().any(|body| may(body, call));
			if any && !listed.contains(name) {
				beside.push(name);
			}
		}
		assert_eq!(beside, BESIDE);
	});
}

const BESIDE: &[&str] = &[
	"Council.disapprove_proposal",
	"Council.kill",
	"CouncilMembership.clear_prime",
	"CouncilMembership.set_prime",
	"System.apply_authorized_upgrade",
	"System.remark",
	"TechnicalCommittee.disapprove_proposal",
	"TechnicalCommittee.kill",
	"TechnicalMembership.clear_prime",
	"TechnicalMembership.set_prime",
	"Utility.batch",
	"Utility.batch_all",
	"Utility.force_batch",
	"Utility.if_else",
];
