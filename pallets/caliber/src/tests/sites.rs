//! Where hardware may stand.

use crate::{mock::*, Error, Event, Health, Premises, Site, SiteTier, Sites};
use caliber_primitives::{
	collateral::{Collateral, Deficiency, Fact, Lack},
	eligibility::Cure,
	ids::{LoanId, SiteId},
	roles::{Role, RoleError},
	testing::world,
};
use frame_support::assert_ok;
use sp_core::H256;
use sp_runtime::{DispatchError::BadOrigin, DispatchResult};

const OWNED: Premises = Premises::Owned { deed: H256([8; 32]) };

fn set(who: AccountId, site: u32, operator: AccountId, premises: Premises) -> DispatchResult {
	Caliber::set_site(signed(who), SiteId(site), SiteTier::IV, operator, premises)
}

#[test]
fn site_should_be_registered_and_told_when_a_registrar_says_so() {
	with_chain(|| {
		set_time(at(5));
		assert_ok!(set(REGISTRAR, 3, BUYER, OWNED));
		let site = Site {
			tier: SiteTier::IV,
			operator: BUYER,
			operator_since: at(5),
			premises: OWNED,
			by: Some(REGISTRAR),
			given: at(5),
		};
		assert_eq!(Caliber::site_of(SiteId(3)), Some(site));
		System::assert_last_event(
			Event::SiteSet {
				id: SiteId(3),
				tier: SiteTier::IV,
				operator: BUYER,
				operator_since: at(5),
				premises: OWNED,
				by: REGISTRAR,
			}
			.into(),
		);
	});
}

#[test]
fn operator_should_be_new_only_when_it_is_another() {
	with_chain(|| {
		let since = || Sites::<Test>::get(SiteId(7)).unwrap().operator_since;
		let before = since();
		set_time(at(5));
		assert_ok!(set(REGISTRAR, 7, OPERATOR, OWNED));
		assert_eq!(since(), before);
		assert_ok!(set(REGISTRAR, 7, BUYER, OWNED));
		assert_eq!(since(), at(5));
		set_time(at(6));
		assert_ok!(set(SECOND, 7, BUYER, OWNED));
		assert_eq!(since(), at(5));
		assert_ok!(set(SECOND, 7, OPERATOR, OWNED));
		assert_eq!(since(), at(6));
	});
}

#[test]
fn site_should_be_refused_when_its_giver_or_its_document_is_wrong() {
	let none = H256::zero();
	with_chain(|| {
		refused(
			|| set(CUSTODIAN, 3, OPERATOR, OWNED),
			Error::<Test>::NotAuthorised(RoleError::NotGranted),
		);
		refused(|| set(REGISTRAR, 3, REGISTRAR, OWNED), Error::<Test>::ConflictOfRoles);
		for premises in [Premises::Owned { deed: none }, Premises::Leased { waiver: none }] {
			refused(|| set(REGISTRAR, 3, OPERATOR, premises), Error::<Test>::UnsoundSite);
		}
		let unsigned = RuntimeOrigin::root();
		refused(|| Caliber::set_site(unsigned, SiteId(3), SiteTier::I, OPERATOR, OWNED), BadOrigin);
	});
}

#[test]
fn custody_should_need_a_registered_site() {
	with_chain(|| {
		let item = crate::NextItem::<Test>::get();
		let (gpu, list) = (caliber_primitives::ids::AssetClass::Gpu, serials(&["A"]));
		assert_ok!(Caliber::submit(signed(OWNER), gpu, H100, 8, list, SiteId(3), hash(1)));
		refused(|| custody(CUSTODIAN, item), Error::<Test>::UnknownSite);
		assert_ok!(set(REGISTRAR, 3, OPERATOR, OWNED));
		assert_ok!(custody(CUSTODIAN, item));
	});
}

#[test]
fn heartbeat_should_not_count_when_it_is_from_before_the_operator() {
	with_chain(|| {
		let item = active();
		set_time(at(5));
		assert_ok!(beat(OPERATOR, item, Health::Failed));
		let lacks = || Caliber::standing_of(item).0.into_inner();
		let of = |lack| caliber_primitives::collateral::Deficiency { fact: Fact::Telemetry, lack };
		assert_eq!(lacks(), [of(Lack::Failed)]);
		set_time(at(6));
		assert_ok!(set(REGISTRAR, 7, BUYER, OWNED));
		assert_eq!(lacks(), [of(Lack::GiverInvalid), of(Lack::Failed)]);
		refused(|| beat(OPERATOR, item, Health::Good), Error::<Test>::NotOperator);
		// The gap is that of an operator's own heartbeats.
		assert_ok!(beat(BUYER, item, Health::Good));
		assert_eq!(lacks(), []);
	});
}

/// A landlord's waiver that nobody has seen is none.
#[test]
fn site_should_not_count_when_the_word_of_its_registrar_is_in_doubt() {
	with_chain(|| {
		let (item, other) = (active(), submitted(&["B"]));
		set_time(at(5));
		assert_ok!(set(SECOND, 7, OPERATOR, OWNED));
		assert_ok!(beat(OPERATOR, item, Health::Good));
		assert!(Caliber::standing_of(item).is_good());
		// What he said before counts on.
		world(|w| w.ended = vec![(SECOND, Role::Registrar, at(6))]);
		assert!(Caliber::standing_of(item).is_good());
		world(|w| w.ended = vec![(SECOND, Role::Registrar, at(5))]);
		let unsited = Deficiency { fact: Fact::Custody, lack: Lack::Unsited };
		assert_eq!(Caliber::standing_of(item).0.into_inner(), [unsited]);
		let cure = &Caliber::eligibility(item).unwrap().needs[0].cure;
		assert_eq!(*cure, Cure::Register(SiteId(7)));
		assert_eq!(Caliber::queue_of(&REGISTRAR, None).tasks.first().map(|t| t.item), Some(other));
		let pledge = || Caliber::pledge(item, &OWNER, LoanId(1));
		refused(pledge, Error::<Test>::NotInStanding);
		set_time(at(DAY));
		refused(|| beat(OPERATOR, item, Health::Good), Error::<Test>::UnknownSite);
		refused(|| custody(CUSTODIAN, other), Error::<Test>::UnknownSite);
		assert_ok!(offer(CUSTODIAN, item, CUSTODIAN));
		refused(|| accept(CUSTODIAN, item, 7), Error::<Test>::UnknownSite);
		assert_ok!(Caliber::withdraw_custody_offer(signed(CUSTODIAN), item));
		// The custodian has the hardware all the same, and no other does.
		refused(|| custody(SECOND, item), Error::<Test>::FactInForce);
		assert_ok!(Caliber::request_redemption(signed(OWNER), item));
		assert_ok!(Caliber::cancel_redemption(signed(OWNER), item));
		// Another registrar vouches for the site.
		assert_ok!(set(REGISTRAR, 7, OPERATOR, OWNED));
		assert_ok!(beat(OPERATOR, item, Health::Good));
		assert_ok!(pledge());
	});
}

#[test]
fn chain_should_not_start_when_a_site_is_unsound_or_listed_twice() {
	use sp_runtime::BuildStorage;
	let starts = |sites| {
		std::panic::catch_unwind(|| {
			RuntimeGenesisConfig {
				caliber: crate::GenesisConfig { sites, ..Default::default() },
				..Default::default()
			}
			.build_storage()
		})
		.is_ok()
	};
	assert!(starts(sites()));
	let first = sites()[0];
	assert!(!starts(vec![first, first]));
	assert!(!starts(vec![(first.0, first.1, first.2, Premises::Owned { deed: H256::zero() })]));
}

/// Whoever registered the site is a giver like any other: never who holds title or has lost it, nor
/// who speaks as something else.
#[test]
fn site_should_not_count_when_its_registrar_has_an_interest_in_what_stands_there() {
	let unsited = |item| {
		let standing = Caliber::standing_of(item).0;
		standing.iter().any(|each| each.lack == Lack::Unsited)
	};
	for who in [OWNER, CUSTODIAN, INSURER, APPRAISER, REGISTRAR, BUYER] {
		with_chain(|| {
			let item = active();
			world(|w| w.roles.as_mut().unwrap().push((who, Role::Registrar)));
			assert_ok!(set(who, 7, OPERATOR, OWNED));
			assert_eq!(unsited(item), ![REGISTRAR, BUYER].contains(&who), "{who}");
			if who == BUYER {
				// He is no stranger once it is his, nor while it is taken from him.
				assert_ok!(Caliber::transfer(signed(OWNER), item, BUYER));
				assert!(unsited(item));
				assert_ok!(set(REGISTRAR, 7, OPERATOR, OWNED));
				assert_ok!(Caliber::pledge(item, &BUYER, LoanId(1)));
				assert_ok!(Caliber::seize(item, LoanId(1)));
				assert_ok!(set(BUYER, 7, OPERATOR, OWNED));
				assert!(unsited(item));
			}
		});
	}
}
