//! The way out.

use crate::{mock::*, Error, Event, HandOver, HandedOver, Items, Policies, Rules, State};
use caliber_primitives::{
	collateral::{Collateral, Deficiency, Fact, Lack},
	ids::{ItemId, LoanId, PolicyId},
	roles::{Role, RoleError},
	testing::world,
	units::Seconds,
};
use frame_support::assert_ok;
use sp_runtime::DispatchError::BadOrigin;

/// How long a custodian has, in days.
const TIME: u64 = 30;

fn request(who: AccountId, item: ItemId) -> sp_runtime::DispatchResult {
	Caliber::request_redemption(signed(who), item)
}

fn refuse(who: AccountId, item: ItemId) -> sp_runtime::DispatchResult {
	Caliber::refuse_redemption(signed(who), item, hash(10))
}

fn escalate(who: AccountId, item: ItemId) -> sp_runtime::DispatchResult {
	Caliber::escalate_redemption(signed(who), item)
}

fn confirm(who: AccountId, item: ItemId) -> sp_runtime::DispatchResult {
	Caliber::confirm_handover(signed(who), item, hash(9))
}

#[test]
fn handover_should_burn_title_and_leave_tombstones() {
	with_chain(|| {
		let item = active();
		let deposit = held(OWNER);
		assert_ok!(transfer(item, OWNER, BUYER));
		assert_ok!(request(BUYER, item));
		System::assert_last_event(
			Event::RedemptionRequested {
				item,
				holder: BUYER,
				custodian: CUSTODIAN,
				deadline: at(TIME * DAY),
			}
			.into(),
		);
		set_time(at(5));
		assert_ok!(confirm(CUSTODIAN, item));
		System::assert_last_event(
			Event::Redeemed {
				item,
				holder: BUYER,
				custodian: CUSTODIAN,
				document: hash(9),
				serials: 3,
				deposit,
			}
			.into(),
		);
		let proof = HandOver { document: hash(9), at: at(5), custodian: CUSTODIAN };
		assert_eq!(Caliber::handover_of(item), Some(proof));
		assert_eq!(HandedOver::<Test>::iter().count(), 1);
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
		assert_ok!(Caliber::dispute(signed(REGISTRAR), item, Fact::Title, hash(9)));
		refused(|| request(OWNER, item), Error::<Test>::Disputed);
		assert_ok!(Caliber::resolve(RuntimeOrigin::root(), item, false));
		world(|w| w.frozen.push(OWNER));
		assert!(request(OWNER, item).is_err());
		world(|w| w.frozen.clear());
		assert_ok!(offer(CUSTODIAN, item, SECOND));
		refused(|| request(OWNER, item), Error::<Test>::CustodyOnOffer);
		assert_ok!(Caliber::withdraw_custody_offer(signed(CUSTODIAN), item));
		assert_ok!(Caliber::record_lien(signed(SECOND), item, hash(13), at(900 * DAY)));
		refused(|| request(OWNER, item), Error::<Test>::Liened);
		assert_ok!(Caliber::clear_lien(signed(SECOND), item, hash(14)));
		// An old appraisal does not matter; custody and cover must last to the deadline.
		set_time(at((300 - TIME) * DAY));
		assert_ok!(request(OWNER, item));
		refused(|| request(OWNER, item), Error::<Test>::Encumbered);
		assert_ok!(Caliber::cancel_redemption(signed(OWNER), item));
		set_time(at((300 - TIME) * DAY + 1));
		refused(|| request(OWNER, item), Error::<Test>::EndsTooSoon);
		set_time(at(300 * DAY));
		refused(|| request(OWNER, item), Error::<Test>::NotInStanding);
		assert_ok!(Caliber::attest_custody(signed(CUSTODIAN), item, hash(2), at(600 * DAY)));
		set_time(at((400 - TIME) * DAY));
		assert_ok!(request(OWNER, item));
		assert_ok!(Caliber::cancel_redemption(signed(OWNER), item));
		set_time(at((400 - TIME) * DAY + 1));
		refused(|| request(OWNER, item), Error::<Test>::EndsTooSoon);
		set_time(at(400 * DAY));
		refused(|| request(OWNER, item), Error::<Test>::NotInStanding);
		let fresh = submitted(&["NEW"]);
		refused(|| request(OWNER, fresh), Error::<Test>::NotActive);
	});
}

/// Hardware of which title was found wrong is perhaps another's.
#[test]
fn hardware_should_stay_when_title_was_found_wrong_or_its_registrar_does_not_count() {
	with_chain(|| {
		let item = active();
		assert_ok!(Caliber::dispute(signed(SECOND), item, Fact::Title, hash(9)));
		assert_ok!(Caliber::resolve(RuntimeOrigin::root(), item, true));
		refused(|| request(OWNER, item), Error::<Test>::NotInStanding);
		assert_ok!(title(REGISTRAR, item));
		assert_ok!(request(OWNER, item));
		world(|w| w.ended.push((REGISTRAR, Role::Registrar, START)));
		refused(|| confirm(CUSTODIAN, item), Error::<Test>::NotInStanding);
		assert_ok!(Caliber::cancel_redemption(signed(OWNER), item));
		refused(|| request(OWNER, item), Error::<Test>::NotInStanding);
		// A filing that has lapsed is the lender's worry: nobody has lent on it.
		let invoice = crate::Invoice { price: PRICE, date: START.day() };
		let attest = |lapses| {
			let who = signed(SECOND);
			Caliber::attest_title(who, item, hash(3), hash(4), lapses, invoice, paper())
		};
		assert_ok!(attest(at(DAY)));
		set_time(at(DAY));
		assert_ok!(request(OWNER, item));
		assert_ok!(confirm(CUSTODIAN, item));
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
		refused(|| custody(SECOND, item), Error::<Test>::FactInForce);
		revoke(CUSTODIAN, Role::Custodian);
		let expired = Error::<Test>::NotAuthorised(RoleError::Expired);
		refused(|| confirm(CUSTODIAN, item), expired);
		assert_ok!(custody(SECOND, item));
		refused(|| confirm(CUSTODIAN, item), Error::<Test>::NotCustodian);
		assert_ok!(confirm(SECOND, item));
	});
}

#[test]
fn handover_should_need_custody_and_cover_to_the_end() {
	for (days, renewed) in [(400, 600), (365, 365)] {
		with_chain(|| {
			let item = active();
			let extend =
				|end| Caliber::attest_custody(signed(CUSTODIAN), item, hash(2), at(end * DAY));
			assert_ok!(extend(365));
			set_time(at(300 * DAY));
			assert_ok!(request(OWNER, item));
			assert_ok!(extend(renewed));
			set_time(at(days * DAY - 1));
			assert_ok!(frame_support::storage::with_transaction(|| {
				sp_runtime::TransactionOutcome::Rollback(confirm(CUSTODIAN, item))
			}));
			set_time(at(days * DAY));
			refused(|| confirm(CUSTODIAN, item), Error::<Test>::NotInStanding);
		});
	}
}

#[test]
fn custodian_should_refuse_with_a_reason_before_the_deadline() {
	with_chain(|| {
		let item = active();
		refused(|| refuse(CUSTODIAN, item), Error::<Test>::NotRedeeming);
		refused(|| refuse(CUSTODIAN, ItemId(9)), Error::<Test>::UnknownItem);
		assert_ok!(request(OWNER, item));
		refused(|| refuse(SECOND, item), Error::<Test>::NotCustodian);
		refused(|| Caliber::refuse_redemption(RuntimeOrigin::root(), item, hash(1)), BadOrigin);
		let grant = (CUSTODIAN, Role::Custodian);
		world(|w| w.roles.as_mut().unwrap().retain(|other| *other != grant));
		refused(|| refuse(CUSTODIAN, item), Error::<Test>::NotAuthorised(RoleError::NotGranted));
		world(|w| w.roles.as_mut().unwrap().push(grant));
		set_time(at(TIME * DAY));
		refused(|| refuse(CUSTODIAN, item), Error::<Test>::TooLate);
		set_time(at(TIME * DAY - 1));
		assert_ok!(refuse(CUSTODIAN, item));
		System::assert_last_event(
			Event::RedemptionRefused { item, custodian: CUSTODIAN, reason: hash(10) }.into(),
		);
		assert!(matches!(record(item).state, State::Released(_)));
		assert_ok!(request(OWNER, item));
	});
}

#[test]
fn anyone_should_call_governance_when_the_deadline_has_passed() {
	for upheld in [false, true] {
		with_chain(|| {
			let item = active();
			refused(|| escalate(BUYER, item), Error::<Test>::NotRedeeming);
			refused(|| escalate(BUYER, ItemId(9)), Error::<Test>::UnknownItem);
			assert_ok!(request(OWNER, item));
			set_time(at(TIME * DAY - 1));
			refused(|| escalate(BUYER, item), Error::<Test>::TooEarly);
			set_time(at(TIME * DAY));
			refused(|| Caliber::escalate_redemption(RuntimeOrigin::none(), item), BadOrigin);
			assert_ok!(escalate(BUYER, item));
			System::assert_has_event(
				Event::RedemptionEscalated { item, custodian: Some(CUSTODIAN), by: BUYER }.into(),
			);
			let fact = Fact::Custody;
			let (by, bond, evidence, ends) = (BUYER, 0, hash(0), None);
			System::assert_last_event(
				Event::FactDisputed { item, fact, by, bond, evidence, ends }.into(),
			);
			assert!(matches!(record(item).state, State::Released(_)));
			let standing = Caliber::standing_of(item).0.into_inner();
			assert_eq!(standing, [Deficiency { fact, lack: Lack::Disputed }]);
			// The custodian can neither move it nor say it anew before governance has decided.
			refused(|| offer(CUSTODIAN, item, SECOND), Error::<Test>::Disputed);
			refused(|| custody(CUSTODIAN, item), Error::<Test>::Disputed);
			refused(|| request(OWNER, item), Error::<Test>::Disputed);
			refused(|| escalate(BUYER, item), Error::<Test>::NotRedeeming);
			assert_ok!(Caliber::resolve(RuntimeOrigin::root(), item, upheld));
			if upheld {
				assert_ok!(custody(SECOND, item));
			}
			assert_ok!(request(OWNER, item));
			assert_ok!(confirm(if upheld { SECOND } else { CUSTODIAN }, item));
		});
	}
}

#[test]
fn hardware_should_be_handed_over_late_while_nobody_has_called_governance() {
	with_chain(|| {
		let item = active();
		let rules = Rules { redemption_time: Seconds(1), ..Rules::default() };
		assert_ok!(Caliber::set_rules(RuntimeOrigin::root(), rules));
		assert_ok!(request(OWNER, item));
		set_time(at(DAY));
		assert_ok!(confirm(CUSTODIAN, item));
		refused(|| escalate(BUYER, item), Error::<Test>::UnknownItem);
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
		assert_ok!(Caliber::dispute(signed(REGISTRAR), item, Fact::Custody, hash(9)));
		assert!(matches!(record(item).state, State::Released(_)));
		System::assert_has_event(Event::RedemptionCancelled { item }.into());
		refused(|| confirm(CUSTODIAN, item), Error::<Test>::NotRedeeming);
	});
}
