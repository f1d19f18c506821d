//! Every call that an item's state forbids, in every state: the named error, and nothing changed.

use super::collateral::in_every_state;
use crate::{mock::*, Cause, Error};
use caliber_primitives::{
	collateral::{Collateral, Fact},
	ids::{ItemId, LoanId},
};
use sp_runtime::{DispatchError, DispatchResult};

type Say = fn(ItemId, AccountId) -> DispatchResult;
type Refusal = Option<DispatchError>;

/// The states of [`in_every_state`], in its order.
const STATES: [&str; 9] = [
	"submitted",
	"attested",
	"active",
	"pledged",
	"released",
	"seized",
	"redeeming",
	"retiring",
	"disputed",
];

const LOAN: LoanId = LoanId(5);
const OK: Refusal = None;

fn no(error: Error<Test>) -> Refusal {
	Some(error.into())
}

/// Each call by whom it needs, and its refusal in each of [`STATES`].
fn table() -> Vec<(&'static str, Say, [Refusal; 9])> {
	use Error::*;
	let (vouched, never, twice) = (no(AlreadyAttested), no(NotActive), no(NotAttested));
	let (bound, doubt, sure) = (no(Encumbered), no(Disputed), no(NoDoubt));
	let (not_asked, not_gone, not_ours) = (no(NotRedeeming), no(NotRetiring), no(NotEncumbered));
	vec![
		(
			"withdraw_submission",
			|item, who| Caliber::withdraw_submission(signed(who), item, serials(&["A"])),
			[OK, vouched, vouched, vouched, vouched, vouched, vouched, vouched, vouched],
		),
		(
			"amend",
			|item, who| Caliber::amend(signed(who), item, hash(2)),
			[OK, vouched, vouched, vouched, vouched, vouched, vouched, vouched, vouched],
		),
		(
			"activate",
			|item, who| Caliber::activate(signed(who), item),
			[twice, OK, twice, twice, twice, twice, twice, twice, twice],
		),
		(
			"heartbeat",
			|item, _| beat(OPERATOR, item, crate::Health::Good),
			[no(NotVouched), OK, OK, OK, OK, OK, OK, OK, OK],
		),
		(
			"offer_custody",
			|item, _| offer(CUSTODIAN, item, SECOND),
			[no(NotCustodian), OK, OK, OK, OK, OK, bound, OK, OK],
		),
		("accept_custody", |item, _| accept(SECOND, item, 8), [no(NoOffer); 9]),
		(
			"withdraw_custody_offer",
			|item, _| Caliber::withdraw_custody_offer(signed(CUSTODIAN), item),
			[
				no(NotCustodian),
				no(NoOffer),
				no(NoOffer),
				no(NoOffer),
				no(NoOffer),
				no(NoOffer),
				no(NoOffer),
				no(NoOffer),
				no(NoOffer),
			],
		),
		(
			"confirm_custody",
			|item, _| Caliber::confirm_custody(signed(CUSTODIAN), vec![item].try_into().unwrap()),
			[no(NotCustodian), OK, OK, OK, OK, OK, OK, OK, OK],
		),
		(
			"free_ended_cover",
			|item, who| Caliber::free_ended_cover(signed(who), item),
			[
				no(NotCovered),
				no(TooEarly),
				no(TooEarly),
				no(TooEarly),
				no(TooEarly),
				no(TooEarly),
				no(TooEarly),
				no(TooEarly),
				no(TooEarly),
			],
		),
		// By a servicer, for the loan alone.
		(
			"file_claim",
			|item, _| Caliber::file_claim(signed(SERVICER), item, COVER, hash(9)),
			[
				no(NotHolder),
				no(NotHolder),
				no(NotHolder),
				OK,
				no(NotHolder),
				OK,
				no(NotHolder),
				no(NotHolder),
				no(NotHolder),
			],
		),
		(
			"record_lien",
			|item, _| Caliber::record_lien(signed(REGISTRAR), item, hash(13), at(900 * DAY)),
			[no(NotVouched), OK, OK, OK, OK, OK, OK, OK, OK],
		),
		(
			"clear_lien",
			|item, _| Caliber::clear_lien(signed(REGISTRAR), item, hash(14)),
			[no(NotLiened); 9],
		),
		(
			"dispute",
			|item, _| Caliber::dispute(signed(REGISTRAR), item, Fact::Insurance, hash(9)),
			[no(FactMissing), OK, OK, OK, OK, OK, OK, OK, doubt],
		),
		(
			"resolve",
			|item, _| Caliber::resolve(RuntimeOrigin::root(), item, true),
			[
				no(NotDisputed),
				no(NotDisputed),
				no(NotDisputed),
				no(NotDisputed),
				no(NotDisputed),
				no(NotDisputed),
				no(NotDisputed),
				no(NotDisputed),
				OK,
			],
		),
		(
			"request_redemption",
			|item, who| Caliber::request_redemption(signed(who), item),
			[never, never, OK, bound, OK, bound, bound, bound, doubt],
		),
		(
			"cancel_redemption",
			|item, who| Caliber::cancel_redemption(signed(who), item),
			[
				not_asked, not_asked, not_asked, not_asked, not_asked, not_asked, OK, not_asked,
				not_asked,
			],
		),
		(
			"refuse_redemption",
			|item, _| Caliber::refuse_redemption(signed(CUSTODIAN), item, hash(10)),
			[
				not_asked, not_asked, not_asked, not_asked, not_asked, not_asked, OK, not_asked,
				not_asked,
			],
		),
		(
			"escalate_redemption",
			|item, who| Caliber::escalate_redemption(signed(who), item),
			[
				not_asked,
				not_asked,
				not_asked,
				not_asked,
				not_asked,
				not_asked,
				no(TooEarly),
				not_asked,
				not_asked,
			],
		),
		(
			"confirm_handover",
			|item, _| Caliber::confirm_handover(signed(CUSTODIAN), item, hash(9)),
			[
				not_asked, not_asked, not_asked, not_asked, not_asked, not_asked, OK, not_asked,
				not_asked,
			],
		),
		(
			"request_retirement",
			|item, who| Caliber::request_retirement(signed(who), item, Cause::Lost),
			[no(NotVouched), OK, OK, bound, OK, bound, bound, bound, doubt],
		),
		(
			"cancel_retirement",
			|item, who| Caliber::cancel_retirement(signed(who), item),
			[not_gone, not_gone, not_gone, not_gone, not_gone, not_gone, not_gone, OK, not_gone],
		),
		(
			"retire",
			|item, _| Caliber::retire(signed(REGISTRAR), item, hash(7)),
			[not_gone, not_gone, not_gone, not_gone, not_gone, not_gone, not_gone, OK, doubt],
		),
		(
			"end_title",
			|item, _| Caliber::end_title(RuntimeOrigin::root(), item, serials(&["A"])),
			[
				no(NotVouched),
				no(Titled),
				no(Titled),
				no(Titled),
				no(Titled),
				no(Titled),
				no(Titled),
				no(Titled),
				no(Titled),
			],
		),
		(
			"transfer",
			|item, who| Caliber::transfer(signed(who), item, SECOND),
			[OK, OK, OK, bound, OK, bound, bound, bound, doubt],
		),
		(
			"expire_dispute",
			|item, who| Caliber::expire_dispute(signed(who), item),
			[sure, sure, sure, sure, sure, sure, sure, sure, no(TooEarly)],
		),
		(
			"pledge",
			|item, who| Caliber::pledge(item, &who, LOAN),
			[never, never, OK, bound, OK, bound, bound, bound, doubt],
		),
		(
			"release",
			|item, _| Caliber::release(item, LOAN),
			[not_ours, not_ours, not_ours, OK, not_ours, not_ours, not_ours, not_ours, not_ours],
		),
		(
			"seize",
			|item, _| Caliber::seize(item, LOAN),
			[not_ours, not_ours, not_ours, OK, not_ours, not_ours, not_ours, not_ours, not_ours],
		),
		(
			"deliver",
			|item, _| Caliber::deliver(item, LOAN, &BUYER),
			[not_ours, not_ours, not_ours, not_ours, not_ours, OK, not_ours, not_ours, not_ours],
		),
	]
}

#[test]
fn calls_should_be_refused_by_name_when_they_come_out_of_order() {
	for (name, say, refusals) in table() {
		for (place, refusal) in refusals.into_iter().enumerate() {
			with_chain(|| {
				let (state, item, _) = in_every_state().swap_remove(place);
				assert_eq!(state, STATES[place]);
				let who = holder(item).unwrap();
				let root = sp_io::storage::root(Default::default());
				let result = frame_support::storage::with_storage_layer(|| say(item, who));
				let expected = refusal.map_or(Ok(()), Err);
				assert_eq!(result, expected, "{name} when {state}");
				let changed = root != sp_io::storage::root(Default::default());
				assert_eq!(changed, result.is_ok(), "{name} when {state}");
			});
		}
	}
}
