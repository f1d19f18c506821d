//! What nothing may stop: no pause can name it, whichever way the pause comes, and it works in safe mode.

use crate::{
	brakes::{begun, full, pause, tried},
	every_call, name,
	routes::{self, scheduled, told},
	Who,
};
use caliber_runtime::{Runtime, RuntimeCall, SafeModeCalls};
use caliber_runtime_common::safety::NeverPaused;
use frame_support::traits::{Contains, GetCallMetadata};
use pallet_utility::Call as Utility;
use sp_runtime::DispatchError;
use std::collections::BTreeSet;

/// Pallets, each with its calls that must go on: all of them where none is named.
const MUST_GO_ON: &[(&str, &str)] = &[
	("Allocation", "confirm_maturity mature settle_sale unwind"),
	("Auctions", "attest_proceeds buy close_sale credit_bid overbid refund settle settle_sale"),
	(
		"Caliber",
		"accept_claim acknowledge_premium cancel_redemption confirm_handover contest_claim \
		 decide_claim pay_claim pay_premium refuse_redemption reject_claim resolve",
	),
	("ConvictionVoting", ""),
	("Council", ""),
	("CouncilMembership", ""),
	("Feeds", ""),
	("Grandpa", ""),
	("ImOnline", ""),
	(
		"Lending",
		"advance_charges buy_out collect draw_reserve end_escrow fund_lockbox fund_reserve \
		 lift_breach open_sale prepay recover redeem_collateral repay repay_many review sweep \
		 unstage",
	),
	("Multisig", ""),
	("Preimage", ""),
	("Proxy", ""),
	("Referenda", ""),
	("SafeMode", ""),
	("Safeguards", ""),
	("Session", ""),
	("Sudo", ""),
	("Susdai", "claim claim_all claim_tipped redeem set_operator withdraw"),
	("System", ""),
	("TechnicalCommittee", ""),
	("TechnicalMembership", ""),
	("Timestamp", ""),
	("TxPause", ""),
	("Usdai", "attest_return cancel_payout claim collect confirm_payout serve"),
	("Validators", "report_double_block"),
];

/// What works in safe mode, too, although a pause can name it: what is inside the wrappers is judged by
/// itself, and the rest is root's, which is above both.
const IN_SAFE_MODE: &[(&str, &str)] = &[("Migrations", ""), ("Scheduler", ""), ("Utility", "")];

fn names(lists: &[(&str, &str)]) -> BTreeSet<String> {
	let names = lists.iter().flat_map(|(pallet, named)| {
		let named = match named.is_empty() {
			true => RuntimeCall::get_call_names(pallet).to_vec(),
			false => named.split_whitespace().collect(),
		};
		named.into_iter().map(move |call| format!("{pallet}.{call}"))
	});
	names.collect()
}

fn halves(name: &str) -> (&str, &str) {
	name.split_once('.').expect("it has both")
}

#[test]
fn call_should_work_in_safe_mode_and_be_named_by_no_pause_when_it_must_go_on() {
	let calls = every_call(vec![]);
	let (must, beside) = (names(MUST_GO_ON), names(IN_SAFE_MODE));
	for (name, call) in &calls {
		let (pallet, function) = halves(name);
		let never = NeverPaused::<Runtime>::contains(&full(pallet, function));
		assert_eq!(never, must.contains(name), "{name}");
		let works = SafeModeCalls::contains(call);
		assert_eq!(works, must.contains(name) || beside.contains(name), "{name}");
	}
	assert!(must.union(&beside).all(|name| calls.contains_key(name)));
}

/// A call alone, and in what a body or root can wrap it in.
fn wraps(call: RuntimeCall) -> Vec<RuntimeCall> {
	let calls = vec![call.clone()];
	vec![
		call,
		Utility::batch { calls: calls.clone() }.into(),
		Utility::batch_all { calls: calls.clone() }.into(),
		Utility::force_batch { calls: calls.clone() }.into(),
		Utility::batch { calls: vec![Utility::force_batch { calls }.into()] }.into(),
	]
}

#[test]
fn pause_should_be_refused_whichever_way_it_comes_when_it_names_what_must_go_on() {
	begun().execute_with(|| {
		let unpausable = Err(pallet_tx_pause::Error::<Runtime>::Unpausable.into());
		let bodies = [Who::Root, Who::Council(3, 3), Who::Committee(3, 3)];
		let mut findings = Vec::new();
		for must in names(MUST_GO_ON) {
			let (pallet, function) = halves(&must);
			for call in wraps(pause(pallet, function)) {
				for who in bodies {
					// Now, and in time.
					let as_origin = Box::new(who.origin().caller);
					let later = Utility::dispatch_as { as_origin, call: Box::new(call.clone()) };
					let says = [
						tried(|| told(|| crate::dispatch(who, &call))),
						tried(|| scheduled(later.into())),
					];
					if says != [unpausable; 2] {
						findings.push(format!("{must} by {who:?} in {}: {says:?}", name(&call)));
					}
				}
			}
		}
		assert!(findings.is_empty(), "{}", findings.join("\n"));
	});
}

/// A member's signature is no body's.
#[test]
fn pause_should_be_refused_whichever_way_it_comes_when_an_account_asks_for_it() {
	begun().execute_with(|| {
		let call = pause("Balances", "transfer_keep_alive");
		for route in routes::all() {
			let says = tried(|| (route.send)(call.clone()));
			assert_eq!(says, Err(DispatchError::BadOrigin), "{}", route.name);
		}
	});
}
