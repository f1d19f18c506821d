//! The way out.

use crate::{mock::*, Error, Event, Items, Policies, State};
use caliber_primitives::{
	collateral::{Collateral, Fact},
	ids::{ItemId, LoanId, PolicyId},
	roles::Role,
	testing::world,
};
use frame_support::assert_ok;

fn request(who: AccountId, item: ItemId) -> sp_runtime::DispatchResult {
	Caliber::request_redemption(signed(who), item)
}

fn confirm(who: AccountId, item: ItemId) -> sp_runtime::DispatchResult {
	Caliber::confirm_handover(signed(who), item)
}

#[test]
fn handover_should_burn_title_and_leave_tombstones() {
	with_chain(|| {
		let item = active();
		let deposit = held(OWNER);
		assert_ok!(transfer(item, OWNER, BUYER));
		assert_ok!(request(BUYER, item));
		System::assert_last_event(
			Event::RedemptionRequested { item, holder: BUYER, custodian: CUSTODIAN }.into(),
		);
		assert_ok!(confirm(CUSTODIAN, item));
		System::assert_last_event(
			Event::Redeemed { item, holder: BUYER, custodian: CUSTODIAN, serials: 3, deposit }
				.into(),
		);
		assert_eq!((holder(item), held(OWNER)), (None, 0));
		assert!(!Items::<Test>::contains_key(item));
		assert!(Policies::<Test>::get(PolicyId(0)).unwrap().cover.committed.is_zero());
		// Neither the serials nor the id come back.
		assert_eq!(Caliber::item_of(serial("sn1002")), Some((item, false)));
		for text in ["SN-1001", "0sn 1003"] {
			refused(|| submit_as(OWNER, &[text]), Error::<Test>::SerialTombstoned);
		}
		assert_ne!(submitted(&["SN-1004"]), item);
		refused(|| request(BUYER, item), Error::<Test>::UnknownItem);
	});
}

#[test]
fn request_should_be_refused_when_the_item_must_not_leave() {
	with_chain(|| {
		let item = active();
		refused(|| request(BUYER, item), Error::<Test>::NotHolder);
		assert_ok!(Caliber::pledge(item, &OWNER, LoanId(1)));
		refused(|| request(OWNER, item), Error::<Test>::Encumbered);
		assert_ok!(Caliber::release(item, LoanId(1)));
		assert_ok!(Caliber::dispute(signed(REGISTRAR), item, Fact::Title));
		refused(|| request(OWNER, item), Error::<Test>::Disputed);
		assert_ok!(Caliber::resolve(RuntimeOrigin::root(), item, false));
		world(|w| w.frozen.push(OWNER));
		assert!(request(OWNER, item).is_err());
		world(|w| w.frozen.clear());
		// An old appraisal does not matter, lapsed custody or cover does.
		set_time(at(300 * DAY - 1));
		assert_ok!(request(OWNER, item));
		refused(|| request(OWNER, item), Error::<Test>::Encumbered);
		assert_ok!(Caliber::cancel_redemption(signed(OWNER), item));
		set_time(at(300 * DAY));
		refused(|| request(OWNER, item), Error::<Test>::NotInStanding);
		let fresh = submitted(&["NEW"]);
		refused(|| request(OWNER, fresh), Error::<Test>::NotActive);
	});
}

#[test]
fn handover_should_be_refused_when_it_is_not_asked_for_or_not_the_custodians() {
	with_chain(|| {
		let item = active();
		refused(|| confirm(CUSTODIAN, item), Error::<Test>::NotRedeeming);
		assert_ok!(request(OWNER, item));
		refused(|| confirm(SECOND, item), Error::<Test>::NotCustodian);
		refused(|| confirm(OWNER, item), Error::<Test>::NotCustodian);
		world(|w| w.frozen.push(OWNER));
		assert!(confirm(CUSTODIAN, item).is_err());
		world(|w| w.frozen.clear());
		world(|w| w.roles.as_mut().unwrap().retain(|grant| *grant != (CUSTODIAN, Role::Custodian)));
		refused(|| confirm(CUSTODIAN, item), Error::<Test>::NotInStanding);
		assert_ok!(custody(SECOND, item));
		refused(|| confirm(CUSTODIAN, item), Error::<Test>::NotCustodian);
		assert_ok!(confirm(SECOND, item));
	});
}

#[test]
fn handover_should_need_cover_to_the_end() {
	with_chain(|| {
		let item = active();
		assert_ok!(request(OWNER, item));
		assert_ok!(Caliber::attest_custody(signed(CUSTODIAN), item, hash(2), at(365 * DAY)));
		set_time(at(364 * DAY));
		assert_ok!(Caliber::attest_custody(signed(CUSTODIAN), item, hash(2), at(500 * DAY)));
		set_time(at(400 * DAY));
		refused(|| confirm(CUSTODIAN, item), Error::<Test>::NotInStanding);
	});
}

#[test]
fn redemption_should_end_when_its_holder_cancels_or_a_fact_is_disputed() {
	with_chain(|| {
		let item = active();
		let cancel = |who| Caliber::cancel_redemption(signed(who), item);
		refused(|| cancel(OWNER), Error::<Test>::NotRedeeming);
		assert_ok!(request(OWNER, item));
		refused(|| cancel(BUYER), Error::<Test>::NotHolder);
		assert_ok!(cancel(OWNER));
		System::assert_last_event(Event::RedemptionCancelled { item }.into());
		assert!(matches!(record(item).state, State::Released(_)));
		assert_ok!(transfer(item, OWNER, BUYER));
		assert_ok!(request(BUYER, item));
		assert_ok!(Caliber::dispute(signed(REGISTRAR), item, Fact::Custody));
		assert!(matches!(record(item).state, State::Released(_)));
		System::assert_has_event(Event::RedemptionCancelled { item }.into());
		refused(|| confirm(CUSTODIAN, item), Error::<Test>::NotRedeeming);
	});
}
