//! Liens of others.

use super::collateral::in_every_state;
use crate::{mock::*, Cause, Error, Event, Lien, LienList, Liens, Record, Release};
use caliber_primitives::{
	collateral::{Collateral, Deficiency, Fact, Lack},
	ids::{ItemId, LoanId},
	roles::{Role, RoleError},
	testing::world,
};
use frame_support::assert_ok;
use sp_runtime::{DispatchError::BadOrigin, DispatchResult};

fn put(who: AccountId, item: ItemId) -> DispatchResult {
	Caliber::record_lien(signed(who), item, hash(13), at(900 * DAY))
}

fn clear(who: AccountId, item: ItemId) -> DispatchResult {
	Caliber::clear_lien(signed(who), item, hash(14))
}

fn is_liened(item: ItemId) -> bool {
	Caliber::standing_of(item).0.iter().any(|lacking| lacking.lack == Lack::Liened)
}

/// A registrar's key that was in wrong hands has cleared a lien.
#[test]
fn lien_should_stand_again_when_the_word_of_whoever_cleared_it_is_in_doubt() {
	with_chain(|| {
		let item = active();
		assert_ok!(put(REGISTRAR, item));
		set_time(at(5));
		assert_ok!(clear(SECOND, item));
		let (one, two) = (serials(&["SN1001"]), serials(&["SN1002", "SN1003"]));
		assert_ok!(Caliber::split(signed(OWNER), item, one, two, 3));
		let lots = [item, ItemId(1)];
		// It is known of both lots; a lot that never was under a lien does not join them.
		let (other, all) = (attested(&["B"]), serials(&["SN1001", "B"]));
		let merge = || Caliber::merge(signed(OWNER), other, item, all.clone());
		refused(merge, Error::<Test>::UnlikeLots);
		for (ended, liened) in [(6, false), (5, true)] {
			world(|w| w.ended = vec![(SECOND, Role::Registrar, at(ended))]);
			assert_eq!(lots.map(is_liened), [liened, liened]);
		}
		refused(|| put(REGISTRAR, item), Error::<Test>::Liened);
		let both = || serials(&["SN1001", "SN1002", "SN1003"]);
		let merge = || Caliber::merge(signed(OWNER), item, ItemId(1), both());
		refused(merge, Error::<Test>::Liened);
		// Another registrar has seen the release; then the next lien may be recorded.
		for lot in lots {
			assert_ok!(clear(REGISTRAR, lot));
		}
		assert_eq!(lots.map(is_liened), [false, false]);
		assert_ok!(merge());
		assert_eq!(Liens::<Test>::iter_keys().collect::<Vec<_>>(), [item]);
		set_time(at(31 * DAY));
		assert_ok!(put(REGISTRAR, item));
		assert!(is_liened(item));
	});
}

/// A second one does not make the first forgotten.
#[test]
fn liens_should_all_stand_again_when_the_word_of_whoever_cleared_the_last_is_in_doubt() {
	with_chain(|| {
		let item = active();
		let put =
			|filing| Caliber::record_lien(signed(REGISTRAR), item, hash(filing), at(900 * DAY));
		let filed = || -> Vec<_> {
			let liens = Caliber::liens_of(item).unwrap().filed;
			liens.into_iter().map(|lien| lien.filing).collect()
		};
		for n in 1..=6 {
			assert_ok!(put(n));
			assert_ok!(clear(REGISTRAR, item));
			let kept: Vec<_> = (n.saturating_sub(3).max(1)..=n).map(hash).collect();
			assert_eq!(filed(), kept);
		}
		assert!(!is_liened(item));
		world(|w| w.ended = vec![(REGISTRAR, Role::Registrar, START)]);
		assert!(is_liened(item));
		assert_ok!(clear(SECOND, item));
		assert!(!is_liened(item));
		assert_eq!(filed().len(), 4);
	});
}

/// Nobody locks an item without end.
#[test]
fn lien_should_end_when_its_filing_lapses_and_its_registrar_rest_when_another_cleared_it() {
	with_chain(|| {
		let item = active();
		let until = |end| Caliber::record_lien(signed(REGISTRAR), item, hash(13), end);
		let life = Caliber::rules().title_life;
		refused(|| until(START), Error::<Test>::BadTerm);
		refused(|| until(at(life.get() + 1)), Error::<Test>::BadTerm);
		assert_ok!(until(at(DAY)));
		set_time(at(DAY - 1));
		assert!(is_liened(item));
		set_time(at(DAY));
		assert!(!is_liened(item));
		refused(|| clear(SECOND, item), Error::<Test>::NotLiened);
		assert_ok!(until(at(50 * DAY)));
		assert_ok!(clear(SECOND, item));
		set_time(at(31 * DAY - 1));
		refused(|| until(at(50 * DAY)), Error::<Test>::DisputedBefore);
		// Another may, and he himself once he has rested, or when he has cleared his own.
		assert_ok!(put(SECOND, item));
		assert_ok!(clear(SECOND, item));
		assert_ok!(put(SECOND, item));
		assert_ok!(clear(SECOND, item));
		set_time(at(31 * DAY));
		assert_ok!(until(at(50 * DAY)));
	});
}

#[test]
fn lien_should_show_and_stand_in_the_way_until_it_is_cleared() {
	with_chain(|| {
		let item = active();
		assert_ok!(put(REGISTRAR, item));
		System::assert_last_event(
			Event::LienRecorded {
				item,
				registrar: REGISTRAR,
				filing: hash(13),
				lapses: at(900 * DAY),
			}
			.into(),
		);
		let (registrar, filing, given, lapses) = (REGISTRAR, hash(13), START, at(900 * DAY));
		let filed = vec![Lien { registrar, filing, given, lapses }].try_into().unwrap();
		let liens = LienList { filed, cleared: None };
		assert_eq!(Caliber::liens_of(item), Some(liens.clone()));
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
			Event::LienCleared { item, registrar: SECOND, release: hash(14) }.into(),
		);
		let cleared = Some(Release { registrar: SECOND, document: hash(14), at: at(5) });
		assert_eq!(Caliber::liens_of(item), Some(LienList { cleared, ..liens }));
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
		refused(|| Caliber::record_lien(RuntimeOrigin::root(), item, hash(1), at(1)), BadOrigin);
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
			assert!(is_liened(item), "{state}");
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
			assert_eq!(record(item), Record { liened: true, ..before }, "{state}");
			assert!(!is_liened(item), "{state}");
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

/// Whoever saw the release is a giver like any other.
#[test]
fn lien_should_stand_when_whoever_cleared_it_has_an_interest() {
	with_chain(|| {
		let item = active();
		assert_ok!(put(REGISTRAR, item));
		world(|w| w.roles.as_mut().unwrap().push((BUYER, Role::Registrar)));
		assert_ok!(clear(BUYER, item));
		assert!(!is_liened(item));
		assert_ok!(Caliber::transfer(signed(OWNER), item, BUYER));
		assert!(is_liened(item));
		let (one, two) = (serials(&["SN1001"]), serials(&["SN1002", "SN1003"]));
		let split = || Caliber::split(signed(BUYER), item, one.clone(), two.clone(), 3);
		refused(split, Error::<Test>::Liened);
		refused(|| Caliber::request_redemption(signed(BUYER), item), Error::<Test>::Liened);
		assert_ok!(clear(SECOND, item));
		assert_ok!(split());
	});
}
