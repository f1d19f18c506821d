//! Who doubts an appraisal.

use super::appraisals::{lacks, say, two_needed};
use crate::{mock::*, Challenges, Error, Event, OpinionsOf};
use caliber_primitives::{
	collateral::{Collateral, Fact, Lack},
	ids::{ItemId, LoanId},
	testing::world,
};
use frame_support::assert_ok;
use sp_runtime::{DispatchResult, TokenError};

fn challenge(who: AccountId, item: ItemId, appraiser: AccountId) -> DispatchResult {
	Caliber::challenge(signed(who), item, appraiser, hash(9))
}

#[test]
fn challenge_should_lock_the_item_until_governance_decides() {
	for upheld in [true, false] {
		with_chain(|| {
			let item = active();
			assert_ok!(challenge(BUYER, item, APPRAISER));
			let ends = at(14 * DAY);
			let (appraiser, evidence) = (APPRAISER, hash(9));
			System::assert_last_event(
				Event::Challenged { item, appraiser, by: BUYER, bond: BOND, evidence, ends }.into(),
			);
			assert_eq!(lacks(item), [Lack::Disputed]);
			refused(|| transfer(item, OWNER, BUYER), pallet_nfts::Error::<Test>::ItemLocked);
			refused(|| appraise(APPRAISER, item), Error::<Test>::Disputed);
			assert_ok!(Caliber::resolve(RuntimeOrigin::root(), item, upheld));
			assert_eq!(lacks(item), if upheld { vec![Lack::Missing] } else { vec![] });
		});
	}
}

#[test]
fn challenge_should_be_refused_when_there_is_nothing_to_challenge_or_no_bond() {
	with_chain(|| {
		let item = active();
		refused(|| challenge(BUYER, ItemId(9), APPRAISER), Error::<Test>::UnknownItem);
		refused(|| challenge(BUYER, item, THIRD), Error::<Test>::FactMissing);
		refused(|| challenge(77, item, APPRAISER), TokenError::FundsUnavailable);
		world(|w| w.frozen.push(BUYER));
		assert!(challenge(BUYER, item, APPRAISER).is_err());
		world(|w| w.frozen.clear());
		// Whoever waits for the hardware is not stopped, nor is a sale.
		assert_ok!(Caliber::request_redemption(signed(OWNER), item));
		refused(|| challenge(BUYER, item, APPRAISER), Error::<Test>::Encumbered);
		assert_ok!(Caliber::cancel_redemption(signed(OWNER), item));
		assert_ok!(Caliber::request_retirement(signed(OWNER), item, crate::Cause::Lost));
		refused(|| challenge(BUYER, item, APPRAISER), Error::<Test>::Encumbered);
		assert_ok!(Caliber::cancel_retirement(signed(OWNER), item));
		assert_ok!(Caliber::activate(signed(OWNER), item));
		assert_ok!(Caliber::pledge(item, &OWNER, LoanId(1)));
		assert_ok!(Caliber::seize(item, LoanId(1)));
		refused(|| challenge(BUYER, item, APPRAISER), Error::<Test>::Encumbered);
		assert_ok!(Caliber::deliver(item, LoanId(1), &OWNER));
		set_time(at(90 * DAY));
		refused(|| challenge(BUYER, item, APPRAISER), Error::<Test>::FactMissing);
		assert!(!Challenges::<Test>::contains_key(item));
	});
}

#[test]
fn upheld_challenge_should_strike_the_challenged_appraisal_alone_and_a_dispute_both() {
	for (challenged, left) in [(APPRAISER, THIRD), (THIRD, APPRAISER)] {
		with_chain(|| {
			let item = active();
			two_needed();
			assert_ok!(say(THIRD, item, 19_000_000));
			assert_ok!(challenge(BUYER, item, challenged));
			assert_ok!(Caliber::resolve(RuntimeOrigin::root(), item, true));
			assert_eq!(record(item).appraisal.unwrap().appraiser, left);
			assert!(!OpinionsOf::<Test>::contains_key(item));
			assert_eq!(lacks(item), [Lack::OpinionMissing]);
		});
	}
	with_chain(|| {
		let item = active();
		two_needed();
		assert_ok!(say(THIRD, item, 19_000_000));
		assert_ok!(Caliber::dispute(signed(REGISTRAR), item, Fact::Appraisal, hash(9)));
		assert_ok!(Caliber::resolve(RuntimeOrigin::root(), item, true));
		assert_eq!((record(item).appraisal, Caliber::opinions_of(item)), (None, None));
		assert_eq!(lacks(item), [Lack::Missing]);
	});
}
