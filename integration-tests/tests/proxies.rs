//! What each kind of proxy admits, call by call.

use caliber_runtime::RuntimeCall;
use caliber_runtime_common::proxies::ProxyType;
use codec::Decode;
use frame_support::traits::{GetCallMetadata, InstanceFilter};
use std::collections::BTreeSet;

const BATCHES: &[&str] = &[
	"Utility.as_derivative",
	"Utility.batch",
	"Utility.batch_all",
	"Utility.force_batch",
	"Utility.if_else",
];
/// Nobody proposes a public vote by one of these: its deposits can be lost.
const GOVERNANCE: &[&str] = &[
	"ConvictionVoting.delegate",
	"ConvictionVoting.remove_other_vote",
	"ConvictionVoting.remove_vote",
	"ConvictionVoting.undelegate",
	"ConvictionVoting.unlock",
	"ConvictionVoting.vote",
	"Council.close",
	"Council.execute",
	"Council.propose",
	"Council.vote",
	"Preimage.note_preimage",
	"Preimage.unnote_preimage",
	"Referenda.refund_decision_deposit",
	"Referenda.refund_submission_deposit",
	"TechnicalCommittee.close",
	"TechnicalCommittee.execute",
	"TechnicalCommittee.propose",
	"TechnicalCommittee.vote",
];
const KEYS: &[&str] = &["Session.purge_keys", "Session.set_keys"];
const REFUSAL: &[&str] = &["Proxy.reject_announcement"];
/// Neither money, hardware nor title leaves by one of these, and nothing is promised or staked.
const SAFE: &[&str] = &[
	"Allocation.harvest",
	"Allocation.impair",
	"Allocation.rebalance",
	"Auctions.attest_proceeds",
	"Auctions.close_sale",
	"Auctions.refund",
	"Auctions.settle",
	"Caliber.accept_custody",
	"Caliber.activate",
	"Caliber.amend",
	"Caliber.appraise",
	"Caliber.attest_custody",
	"Caliber.attest_title",
	"Caliber.cancel_redemption",
	"Caliber.cancel_retirement",
	"Caliber.close_claim",
	"Caliber.close_policy",
	"Caliber.confirm_custody",
	"Caliber.escalate_redemption",
	"Caliber.expire_dispute",
	"Caliber.file_claim",
	"Caliber.forget_claim",
	"Caliber.free_ended_cover",
	"Caliber.heartbeat",
	"Caliber.record_lien",
	"Caliber.refuse_redemption",
	"Caliber.reject_claim",
	"Caliber.report_overdue_claim",
	"Caliber.submit",
	"Caliber.withdraw_custody_offer",
	"Lending.call_default",
	"Lending.confirm_milestone",
	"Lending.draw_reserve",
	"Lending.lift_breach",
	"Lending.open_sale",
	"Lending.report_breach",
	"Lending.review",
	"Lending.stay_sale",
	"Lending.sweep",
	"Lending.withdraw_offer",
	"Susdai.service",
	"System.remark",
	"System.remark_with_event",
	"Usdai.attest_price",
	"Usdai.clean",
	"Usdai.freeze",
	"Usdai.pause",
	"Usdai.post_statement",
	"Usdai.reconcile",
	"Usdai.serve",
	"Usdai.set_breaker",
];

/// One call of each name that there is. Its arguments are what zeros mean.
fn every_call() -> Vec<(String, RuntimeCall)> {
	let mut calls = Vec::new();
	for pallet in 0..=u8::MAX {
		for call in 0..=u8::MAX {
			// Some arguments are no zero: a one, then.
			let decoded = [0, 1].into_iter().find_map(|filler| {
				let mut bytes = vec![filler; 4_096];
				bytes[..2].copy_from_slice(&[pallet, call]);
				RuntimeCall::decode(&mut bytes.as_slice()).ok()
			});
			if let Some(call) = decoded {
				let about = call.get_call_metadata();
				calls.push((format!("{}.{}", about.pallet_name, about.function_name), call));
			}
		}
	}
	let seen: BTreeSet<_> = calls.iter().map(|(name, _)| name.clone()).collect();
	let all = RuntimeCall::get_module_names().iter().flat_map(|pallet| {
		let calls = RuntimeCall::get_call_names(pallet);
		calls.iter().map(move |call| format!("{pallet}.{call}"))
	});
	assert_eq!(seen, all.collect());
	calls
}

#[test]
fn proxies_should_admit_exactly_the_listed_calls() {
	let calls = every_call();
	for (kind, lists) in [
		(ProxyType::NonTransfer, &[BATCHES, GOVERNANCE, KEYS, REFUSAL, SAFE][..]),
		(ProxyType::Governance, &[BATCHES, GOVERNANCE]),
		(ProxyType::SessionKeys, &[BATCHES, KEYS]),
		(ProxyType::Cancel, &[REFUSAL]),
	] {
		let admitted = calls.iter().filter(|(_, call)| kind.filter(call));
		let admitted: BTreeSet<_> = admitted.map(|(name, _)| name.as_str()).collect();
		assert_eq!(admitted, lists.concat().into_iter().collect(), "{kind:?}");
	}
	assert!(calls.iter().all(|(_, call)| ProxyType::Any.filter(call)));
}
