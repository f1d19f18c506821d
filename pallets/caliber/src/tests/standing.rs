//! What stands between an item and a pledge.

use crate::{mock::*, Error, Event, Health};
use caliber_primitives::{
	collateral::{Collateral, Fact, Lack},
	ids::{AssetClass, ItemId, LoanId, PolicyId, SiteId},
	roles::{Role, RoleError},
	testing::world,
	units::{Ppm, Seconds},
};
use frame_support::assert_ok;

fn lacks(item: ItemId) -> Vec<(Fact, Lack)> {
	Caliber::standing_of(item).0.iter().map(|d| (d.fact, d.lack)).collect()
}

#[test]
fn standing_should_name_every_fact_when_nobody_has_spoken_or_the_item_is_unknown() {
	with_chain(|| {
		let missing = |facts: &[Fact]| -> Vec<_> {
			facts.iter().map(|fact| (*fact, Lack::Missing)).collect()
		};
		let asked = [Fact::Title, Fact::Custody, Fact::Insurance, Fact::Appraisal, Fact::Invoice];
		let item = submitted(&["A"]);
		assert_eq!(lacks(item), missing(&asked));
		assert_eq!(lacks(ItemId(9)), missing(&crate::FACTS));
		refused(|| Caliber::activate(signed(OWNER), item), Error::<Test>::NotAttested);
		assert_ok!(custody(CUSTODIAN, item));
		refused(|| Caliber::activate(signed(OWNER), item), Error::<Test>::NotInStanding);
		let item = attested(&["B"]);
		assert_eq!(lacks(item), []);
		assert_ok!(Caliber::activate(signed(OWNER), item));
		refused(|| Caliber::activate(signed(OWNER), item), Error::<Test>::NotAttested);
	});
}

#[test]
fn fact_should_count_to_the_second_before_its_end() {
	let cases =
		[(90, Fact::Appraisal), (300, Fact::Custody), (400, Fact::Insurance), (1_000, Fact::Title)];
	with_chain(|| {
		let item = attested(&["A"]);
		let mut expired = Vec::new();
		for (days, fact) in cases {
			set_time(at(days * DAY - 1));
			assert!(!lacks(item).contains(&(fact, Lack::Expired)), "{fact:?}");
			set_time(at(days * DAY));
			expired.push((fact, Lack::Expired));
			if days == 1_000 {
				expired.push((Fact::Insurance, Lack::Lapsed));
			}
			expired.sort();
			let shown: Vec<_> =
				lacks(item).into_iter().filter(|(_, lack)| *lack != Lack::Silent).collect();
			assert_eq!(shown, expired);
		}
	});
}

#[test]
fn fact_should_not_count_when_its_giver_has_lost_the_role_or_holds_title() {
	let cases: [(_, _, &[Fact]); 4] = [
		(CUSTODIAN, Role::Custodian, &[Fact::Custody]),
		(REGISTRAR, Role::Registrar, &[Fact::Title, Fact::Invoice]),
		(INSURER, Role::Insurer, &[Fact::Insurance]),
		(APPRAISER, Role::Appraiser, &[Fact::Appraisal]),
	];
	for (giver, role, facts) in cases {
		let invalid: Vec<_> = facts.iter().map(|fact| (*fact, Lack::GiverInvalid)).collect();
		with_chain(|| {
			let item = active();
			assert_ok!(transfer(item, OWNER, giver));
			assert_eq!(lacks(item), invalid);
			assert_ok!(transfer(item, giver, OWNER));
			assert_eq!(lacks(item), []);
			world(|w| w.roles.as_mut().unwrap().retain(|grant| *grant != (giver, role)));
			assert_eq!(lacks(item), invalid);
		});
	}
}

#[test]
fn heartbeat_should_be_asked_for_only_where_the_model_says_so() {
	with_chain(|| {
		let item = crate::NextItem::<Test>::get();
		let class = AssetClass::Storage;
		let list = serials(&["A"]);
		assert_ok!(Caliber::submit(signed(OWNER), class, ARRAY, 6, list, SiteId(1), hash(1)));
		assert_ok!(custody(CUSTODIAN, item));
		assert_ok!(title(REGISTRAR, item));
		let until = at(400 * DAY);
		assert_ok!(Caliber::open_policy(signed(INSURER), class, LIMIT, Ppm(1), until, hash(5)));
		assert_ok!(insure(INSURER, item, PolicyId(0)));
		assert_ok!(appraise(APPRAISER, item));
		assert_ok!(appraise(THIRD, item));
		assert_eq!(lacks(item), [(Fact::Telemetry, Lack::Missing)]);
		assert_ok!(beat(OPERATOR, item, Health::Good));
		assert_eq!(lacks(item), []);
		set_time(Seconds(START.get() + DAY));
		assert_eq!(lacks(item), [(Fact::Telemetry, Lack::Expired)]);
	});
}

#[test]
fn dispute_should_lock_the_item_until_governance_resolves_it() {
	for upheld in [false, true] {
		with_chain(|| {
			let item = active();
			assert_ok!(Caliber::dispute(signed(SECOND), item, Fact::Invoice, hash(9)));
			assert_eq!(lacks(item), [(Fact::Invoice, Lack::Disputed)]);
			refused(|| transfer(item, OWNER, BUYER), pallet_nfts::Error::<Test>::ItemLocked);
			refused(
				|| Caliber::dispute(signed(REGISTRAR), item, Fact::Title, hash(9)),
				Error::<Test>::Disputed,
			);
			assert_ok!(Caliber::resolve(RuntimeOrigin::root(), item, upheld));
			System::assert_last_event(
				Event::DisputeResolved { item, fact: Fact::Invoice, upheld }.into(),
			);
			let missing = [(Fact::Title, Lack::Missing), (Fact::Invoice, Lack::Missing)];
			assert_eq!(lacks(item), if upheld { &missing[..] } else { &[] });
			assert_ok!(transfer(item, OWNER, BUYER));
			refused(
				|| Caliber::resolve(RuntimeOrigin::root(), item, upheld),
				Error::<Test>::NotDisputed,
			);
		});
	}
}

/// Heartbeats are not asked for of this model.
#[test]
fn item_should_neither_be_activated_nor_pledged_when_any_fact_is_in_dispute() {
	for fact in crate::FACTS {
		with_chain(|| {
			let [fresh, item] = [attested(&["A"]), active()];
			for item in [fresh, item] {
				assert_ok!(beat(OPERATOR, item, Health::Good));
				assert_ok!(Caliber::dispute(signed(SECOND), item, fact, hash(9)));
				assert_eq!(lacks(item), [(fact, Lack::Disputed)]);
			}
			refused(|| Caliber::activate(signed(OWNER), fresh), Error::<Test>::NotInStanding);
			let pledge = || Caliber::pledge(item, &OWNER, LoanId(1));
			refused(pledge, Error::<Test>::Disputed);
			assert_ok!(Caliber::resolve(RuntimeOrigin::root(), item, false));
			assert_ok!(pledge());
		});
	}
}

#[test]
fn struck_cover_should_go_back_to_its_policy() {
	with_chain(|| {
		let item = active();
		assert_ok!(Caliber::dispute(signed(REGISTRAR), item, Fact::Insurance, hash(9)));
		assert_ok!(Caliber::resolve(RuntimeOrigin::root(), item, true));
		assert!(crate::Policies::<Test>::get(PolicyId(0)).unwrap().cover.committed.is_zero());
		assert_eq!(lacks(item), [(Fact::Insurance, Lack::Missing)]);
	});
}

#[test]
fn dispute_should_be_refused_when_there_is_nothing_to_dispute_or_no_role() {
	with_chain(|| {
		let item = submitted(&["A"]);
		let dispute = |who, item, fact| Caliber::dispute(signed(who), item, fact, hash(9));
		for fact in crate::FACTS {
			refused(|| dispute(REGISTRAR, item, fact), Error::<Test>::FactMissing);
		}
		refused(|| dispute(REGISTRAR, ItemId(9), Fact::Title), Error::<Test>::UnknownItem);
		refused(
			|| dispute(CUSTODIAN, item, Fact::Title),
			Error::<Test>::NotAuthorised(RoleError::NotGranted),
		);
	});
}
