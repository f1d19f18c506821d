//! What the machines say.

use super::collateral::in_every_state;
use crate::{mock::*, Beat, Error, Event, Health, Heartbeat, Items, Record};
use caliber_primitives::{
	collateral::{Collateral, Fact, Lack},
	ids::{ItemId, LoanId, SiteId},
	roles::Role,
	testing::world,
	units::{Ppm, Seconds},
};
use frame_support::assert_ok;
use sp_runtime::{DispatchError::BadOrigin, DispatchResult};

const GAP: u64 = 600;

fn beats(who: AccountId, items: &[ItemId]) -> DispatchResult {
	let of = |item: &ItemId| Beat { item: *item, utilisation: Ppm(1), health: Health::Degraded };
	let list = items.iter().map(of).collect::<Vec<_>>();
	Caliber::heartbeat(signed(who), list.try_into().unwrap())
}

fn lacks(item: ItemId) -> Vec<(Fact, Lack)> {
	Caliber::standing_of(item).0.iter().map(|d| (d.fact, d.lack)).collect()
}

#[test]
fn heartbeats_should_be_stored_and_told_for_many_items_at_once() {
	with_chain(|| {
		let items = [active(), attested(&["B"])];
		set_time(at(9));
		assert_ok!(beats(OPERATOR, &items));
		let said = Heartbeat { at: at(9), utilisation: Ppm(1), health: Health::Degraded };
		for item in items {
			assert_eq!(record(item).heartbeat, Some(said));
			System::assert_has_event(
				Event::Heartbeat {
					item,
					operator: OPERATOR,
					at: at(9),
					utilisation: Ppm(1),
					health: Health::Degraded,
				}
				.into(),
			);
			assert_eq!(lacks(item), []);
		}
	});
}

#[test]
fn heartbeat_should_be_refused_when_it_comes_too_soon() {
	with_chain(|| {
		let item = active();
		refused(|| beats(OPERATOR, &[item, item]), Error::<Test>::TooSoon);
		assert_ok!(beats(OPERATOR, &[item]));
		set_time(at(GAP - 1));
		refused(|| beats(OPERATOR, &[item]), Error::<Test>::TooSoon);
		set_time(at(GAP));
		assert_ok!(beats(OPERATOR, &[item]));
	});
}

#[test]
fn heartbeats_should_be_refused_all_when_one_is_wrong() {
	with_chain(|| {
		let item = active();
		refused(|| beats(OPERATOR, &[item, ItemId(9)]), Error::<Test>::UnknownItem);
		refused(|| beats(CUSTODIAN, &[item]), Error::<Test>::NotOperator);
		let bare = submitted(&["B"]);
		refused(|| beats(OPERATOR, &[item, bare]), Error::<Test>::NotVouched);
		let of = |utilisation| {
			let beat = Beat { item, utilisation: Ppm(utilisation), health: Health::Good };
			Caliber::heartbeat(signed(OPERATOR), vec![beat].try_into().unwrap())
		};
		refused(|| of(1_000_001), Error::<Test>::BadRatio);
		refused(|| Caliber::heartbeat(RuntimeOrigin::root(), Default::default()), BadOrigin);
		assert_ok!(of(1_000_000));
		set_time(at(GAP));
		assert_ok!(Caliber::dispute(signed(REGISTRAR), item, Fact::Telemetry, hash(9)));
		refused(|| of(1), Error::<Test>::Disputed);
		let nowhere = attested(&["C"]);
		Items::<Test>::mutate(nowhere, |r| r.as_mut().unwrap().site = SiteId(3));
		refused(|| beats(OPERATOR, &[nowhere]), Error::<Test>::UnknownSite);
		Items::<Test>::mutate(nowhere, |r| r.as_mut().unwrap().site = SiteId(7));
	});
}

#[test]
fn operator_should_not_speak_when_it_holds_title_or_has_stated_another_fact_than_custody() {
	// When the heartbeat is given.
	for (role, say) in
		[(Role::Registrar, title as fn(_, _) -> _), (Role::Appraiser, appraise as fn(_, _) -> _)]
	{
		with_chain(|| {
			let item = submitted(&["A"]);
			world(|w| w.roles.as_mut().unwrap().push((OPERATOR, role)));
			assert_ok!(say(OPERATOR, item));
			refused(|| beat(OPERATOR, item, Health::Good), Error::<Test>::ConflictOfRoles);
		});
	}
	// And when it is used.
	with_chain(|| {
		let item = active();
		assert_ok!(beat(OPERATOR, item, Health::Failed));
		let failed = (Fact::Telemetry, Lack::Failed);
		assert_eq!(lacks(item), [failed]);
		let invalid = [(Fact::Telemetry, Lack::GiverInvalid), failed];
		assert_ok!(transfer(item, OWNER, OPERATOR));
		assert_eq!(lacks(item), invalid);
		set_time(at(GAP));
		refused(|| beat(OPERATOR, item, Health::Good), Error::<Test>::ConflictOfRoles);
		assert_ok!(transfer(item, OPERATOR, OWNER));
		assert_eq!(lacks(item), [failed]);
		world(|w| w.roles.as_mut().unwrap().push((OPERATOR, Role::Appraiser)));
		world(|w| w.roles.as_mut().unwrap().retain(|grant| grant.0 != APPRAISER));
		assert_ok!(appraise(OPERATOR, item));
		assert_eq!(lacks(item), invalid);
	});
}

#[test]
fn custodian_should_speak_for_machines_when_he_runs_the_site() {
	with_chain(|| {
		let item = active();
		let (tier, deed) = (crate::SiteTier::I, hash(8));
		let premises = crate::Premises::Owned { deed };
		assert_ok!(Caliber::set_site(signed(REGISTRAR), SiteId(7), tier, CUSTODIAN, premises));
		assert_ok!(beat(CUSTODIAN, item, Health::Good));
		assert_eq!(lacks(item), []);
	});
}

#[test]
fn failed_machines_should_show_in_the_standing_even_where_nobody_asks() {
	with_chain(|| {
		let item = active();
		assert_ok!(beat(OPERATOR, item, Health::Failed));
		assert_eq!(lacks(item), [(Fact::Telemetry, Lack::Failed)]);
		refused(|| Caliber::pledge(item, &OWNER, LoanId(1)), Error::<Test>::NotInStanding);
		set_time(at(GAP));
		assert_ok!(beat(OPERATOR, item, Health::Degraded));
		assert_eq!(lacks(item), []);
		assert_ok!(Caliber::pledge(item, &OWNER, LoanId(1)));
	});
}

#[test]
fn silent_rack_should_show_where_the_model_asks_for_heartbeats() {
	with_chain(|| {
		let item = active();
		let mut sku = crate::Skus::<Test>::get(H100).unwrap();
		sku.heartbeat = Some(Seconds(DAY));
		assert_ok!(Caliber::set_sku(RuntimeOrigin::root(), H100, sku));
		assert_eq!(lacks(item), [(Fact::Telemetry, Lack::Missing)]);
		assert_ok!(beat(OPERATOR, item, Health::Failed));
		assert_eq!(lacks(item), [(Fact::Telemetry, Lack::Failed)]);
		set_time(at(DAY));
		let expired = (Fact::Telemetry, Lack::Expired);
		assert_eq!(lacks(item), [expired, (Fact::Telemetry, Lack::Failed)]);
		assert_ok!(beat(OPERATOR, item, Health::Good));
		assert_eq!(lacks(item), []);
	});
}

#[test]
fn heartbeat_should_change_nothing_else_in_any_state() {
	with_chain(|| {
		for (state, item, _) in in_every_state() {
			if state == "submitted" {
				refused(|| beats(OPERATOR, &[item]), Error::<Test>::NotVouched);
				continue;
			}
			let before = record(item);
			assert_ok!(beats(OPERATOR, &[item]));
			let heartbeat = record(item).heartbeat;
			assert!(heartbeat.is_some(), "{state}");
			assert_eq!(record(item), Record { heartbeat, ..before }, "{state}");
		}
	});
}
