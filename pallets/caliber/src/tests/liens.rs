//! Liens of others.

use super::collateral::in_every_state;
use crate::{mock::*, Cause, Error, Event, Lien, Liens};
use caliber_primitives::{
	collateral::{Collateral, Deficiency, Fact, Lack},
	ids::{ItemId, LoanId},
	roles::{Role, RoleError},
	testing::world,
};
use frame_support::assert_ok;
use sp_runtime::{DispatchError::BadOrigin, DispatchResult};

fn put(who: AccountId, item: ItemId) -> DispatchResult {
	Caliber::record_lien(signed(who), item, hash(13))
}

fn clear(who: AccountId, item: ItemId) -> DispatchResult {
	Caliber::clear_lien(signed(who), item, hash(14))
}

#[test]
fn lien_should_show_and_stand_in_the_way_until_it_is_cleared() {
	with_chain(|| {
		let item = active();
		assert_ok!(put(REGISTRAR, item));
		System::assert_last_event(
			Event::LienRecorded { item, registrar: REGISTRAR, filing: hash(13) }.into(),
		);
		let lien = Lien { registrar: REGISTRAR, filing: hash(13), given: START };
		assert_eq!(Caliber::lien_of(item), Some(lien));
		let liened = Deficiency { fact: Fact::Title, lack: Lack::Liened };
		assert_eq!(Caliber::standing_of(item).0.into_inner(), [liened]);
		let error = Error::<Test>::Liened;
		let pledge = || Caliber::pledge(item, &OWNER, LoanId(1));
		refused(pledge, Error::<Test>::NotInStanding);
		refused(|| Caliber::request_redemption(signed(OWNER), item), Error::<Test>::Liened);
		let (one, others) = (serials(&["SN1001"]), serials(&["SN1002", "SN1003"]));
		refused(|| Caliber::split(signed(OWNER), item, one, others, 3), Error::<Test>::Liened);
		let (other, all) = (attested(&["B"]), serials(&["SN1001", "SN1002", "SN1003", "B"]));
		for (into, from) in [(item, other), (other, item)] {
			let all = all.clone();
			refused(|| Caliber::merge(signed(OWNER), into, from, all), Error::<Test>::Liened);
		}
		refused(|| put(SECOND, item), error);
		// Whoever buys the hardware buys it with the lien.
		assert_ok!(transfer(item, OWNER, BUYER));
		assert_ok!(transfer(item, BUYER, OWNER));
		set_time(at(5));
		assert_ok!(clear(SECOND, item));
		System::assert_last_event(
			Event::LienCleared { item, registrar: SECOND, filing: hash(13), release: hash(14) }
				.into(),
		);
		assert_eq!(Liens::<Test>::iter().count(), 0);
		refused(|| clear(SECOND, item), Error::<Test>::NotLiened);
		assert_ok!(pledge());
	});
}

#[test]
fn lien_should_be_refused_when_its_giver_does_not_count() {
	with_chain(|| {
		let item = active();
		for say in [put as fn(_, _) -> _, clear as fn(_, _) -> _] {
			refused(|| say(REGISTRAR, ItemId(9)), Error::<Test>::UnknownItem);
			let error = Error::<Test>::NotAuthorised(RoleError::NotGranted);
			refused(|| say(CUSTODIAN, item), error);
			for who in [OWNER, CUSTODIAN, INSURER, APPRAISER] {
				let grant = (who, Role::Registrar);
				world(|w| w.roles.as_mut().unwrap().push(grant));
				refused(|| say(who, item), Error::<Test>::ConflictOfRoles);
				world(|w| w.roles.as_mut().unwrap().retain(|other| *other != grant));
			}
		}
		refused(|| Caliber::record_lien(RuntimeOrigin::root(), item, hash(1)), BadOrigin);
		refused(|| Caliber::clear_lien(RuntimeOrigin::root(), item, hash(1)), BadOrigin);
	});
}

#[test]
fn lien_should_be_known_in_every_state_once_somebody_has_vouched() {
	with_chain(|| {
		for (state, item, _) in in_every_state() {
			let before = record(item);
			if state == "submitted" {
				refused(|| put(REGISTRAR, item), Error::<Test>::NotVouched);
				continue;
			}
			assert_ok!(put(REGISTRAR, item));
			assert!(record(item).liened, "{state}");
			match state {
				"redeeming" => refused(
					|| Caliber::confirm_handover(signed(CUSTODIAN), item, hash(9)),
					Error::<Test>::Liened,
				),
				"retiring" => {
					let retire = || Caliber::retire(signed(REGISTRAR), item, hash(7));
					refused(retire, Error::<Test>::Liened);
				},
				_ => (),
			}
			assert_ok!(clear(REGISTRAR, item));
			assert_eq!(record(item), before, "{state}");
		}
	});
}

#[test]
fn loan_should_go_on_when_a_lien_is_found() {
	with_chain(|| {
		let loan = LoanId(1);
		let (kept, lost) = (active(), attested(&["B"]));
		assert_ok!(Caliber::activate(signed(OWNER), lost));
		for item in [kept, lost] {
			assert_ok!(Caliber::pledge(item, &OWNER, loan));
			assert_ok!(put(REGISTRAR, item));
		}
		assert_ok!(Caliber::release(kept, loan));
		assert_ok!(Caliber::seize(lost, loan));
		assert_ok!(Caliber::deliver(lost, loan, &BUYER));
		// The lien stays with the hardware.
		refused(|| Caliber::pledge(kept, &OWNER, loan), Error::<Test>::NotInStanding);
		refused(|| Caliber::request_redemption(signed(BUYER), lost), Error::<Test>::Liened);
		assert_ok!(Caliber::request_retirement(signed(BUYER), lost, Cause::Sold));
		assert_ok!(clear(REGISTRAR, lost));
		assert_ok!(Caliber::retire(signed(REGISTRAR), lost, hash(7)));
		assert_eq!(Liens::<Test>::iter_keys().collect::<Vec<_>>(), [kept]);
	});
}
