//! Which facts of an item that stands for a loan have to be renewed.

use super::{
	appraisals::{say, two_needed},
	monitoring::{monitored, on, raises_wait, void, worth},
};
use crate::{mock::*, Health, Premises, SiteTier};
use caliber_primitives::{
	collateral::{Fact, Lack},
	ids::{AssetClass, ItemId, PolicyId, SiteId},
	roles::Role,
	units::Ppm,
};
use frame_support::assert_ok;
use sp_runtime::DispatchResult;

/// States each fact of a new item but one, and all of them until a day.
fn stated_without(fact: Option<Fact>, until: u64) -> ItemId {
	let (item, end) = (submitted(&["A"]), at(until * DAY));
	let stated = |of| fact != Some(of);
	let invoice = crate::Invoice { price: PRICE, date: START.day() };
	if stated(Fact::Title) {
		let (who, document) = (signed(REGISTRAR), hash(3));
		assert_ok!(Caliber::attest_title(who, item, document, hash(4), end, invoice, paper()));
	}
	if stated(Fact::Custody) {
		assert_ok!(Caliber::attest_custody(signed(CUSTODIAN), item, hash(2), end));
	}
	if stated(Fact::Insurance) {
		let policy = policy(LIMIT);
		assert_ok!(Caliber::insure(signed(INSURER), item, policy, COVER, FLOOR, end));
	}
	if stated(Fact::Appraisal) {
		assert_ok!(worth(APPRAISER, item, 20_000_000, (0, until)));
	}
	item
}

const GIVEN: [(Fact, AccountId, Role); 4] = [
	(Fact::Title, REGISTRAR, Role::Registrar),
	(Fact::Custody, CUSTODIAN, Role::Custodian),
	(Fact::Insurance, INSURER, Role::Insurer),
	(Fact::Appraisal, APPRAISER, Role::Appraiser),
];

#[test]
fn lapse_should_name_the_fact_when_it_is_missing_run_out_or_its_giver_is_none() {
	let lapsed = |item| monitored(item).lapsed;
	for (fact, giver, role) in GIVEN {
		with_chain(|| {
			let item = stated_without(Some(fact), 60);
			assert_eq!(lapsed(item), Some(fact), "missing");
		});
		with_chain(|| {
			let item = stated_without(None, 60);
			assert_eq!(lapsed(item), None);
			void(giver, role);
			assert_eq!(lapsed(item), Some(fact), "void");
		});
		with_chain(|| {
			let item = stated_without(None, 20);
			set_time(at(20 * DAY - 1));
			// All but one are renewed.
			let renewals: [fn(ItemId) -> DispatchResult; 4] = [
				|item| title(REGISTRAR, item),
				|item| custody(CUSTODIAN, item),
				|item| insure(INSURER, item, PolicyId(0)),
				|item| worth(APPRAISER, item, 20_000_000, (0, 60)),
			];
			for ((other, ..), renew) in GIVEN.into_iter().zip(renewals) {
				if other != fact {
					assert_ok!(renew(item));
				}
			}
			assert_eq!(lapsed(item), None);
			on(20);
			assert_eq!(lapsed(item), Some(fact), "expired");
		});
	}
}

#[test]
fn lapse_should_name_the_machines_when_their_model_asks_and_they_are_silent_failed_or_moved() {
	with_chain(|| {
		let item = crate::NextItem::<Test>::get();
		let (class, until) = (AssetClass::Storage, at(400 * DAY));
		let list = serials(&["A"]);
		assert_ok!(Caliber::submit(signed(OWNER), class, ARRAY, 6, list, SiteId(1), hash(1)));
		assert_ok!(custody(CUSTODIAN, item));
		assert_ok!(title(REGISTRAR, item));
		assert_ok!(Caliber::open_policy(signed(INSURER), class, LIMIT, Ppm(1), until, hash(5)));
		assert_ok!(insure(INSURER, item, PolicyId(0)));
		assert_ok!(appraise(APPRAISER, item));
		assert_ok!(appraise(THIRD, item));
		let lapsed = || monitored(item).lapsed;
		let telemetry = Some(Fact::Telemetry);
		assert_eq!(lapsed(), telemetry);
		assert_ok!(beat(OPERATOR, item, Health::Good));
		assert_eq!(lapsed(), None);
		on(1);
		assert_eq!(lapsed(), telemetry);
		assert_ok!(beat(OPERATOR, item, Health::Failed));
		assert_eq!(lapsed(), telemetry);
		on(2);
		assert_ok!(beat(OPERATOR, item, Health::Good));
		assert_eq!(lapsed(), None);
		// Another runs the site: what the one before him said counts no more.
		set_time(at(2 * DAY + 1));
		let (tier, premises) = (SiteTier::II, Premises::Owned { deed: hash(8) });
		assert_ok!(Caliber::set_site(signed(REGISTRAR), SiteId(1), tier, BUYER, premises));
		assert_eq!(lapsed(), telemetry);
	});
}

#[test]
fn lapse_should_name_the_fact_when_it_shows_a_lien_silence_a_site_of_nobody_or_a_premium_owed() {
	type Act = fn(ItemId);
	let cases: [(Lack, Fact, Act); 4] = [
		(Lack::Liened, Fact::Title, |item| {
			let end = at(900 * DAY);
			assert_ok!(Caliber::record_lien(signed(REGISTRAR), item, hash(13), end));
		}),
		(Lack::Silent, Fact::Custody, |item| {
			set_time(at(92 * DAY + 1));
			assert_ok!(worth(APPRAISER, item, 19_000_000, (92, 120)));
		}),
		(Lack::Unsited, Fact::Custody, |_| {
			let premises = Premises::Owned { deed: hash(8) };
			let (who, tier) = (signed(SECOND), SiteTier::II);
			assert_ok!(Caliber::set_site(who, SiteId(7), tier, OPERATOR, premises));
			void(SECOND, Role::Registrar);
		}),
		(Lack::Lapsed, Fact::Insurance, |item| {
			let (class, end) = (AssetClass::Gpu, at(900 * DAY));
			assert_ok!(Caliber::open_policy(signed(INSURER), class, LIMIT, Ppm(1), end, hash(5)));
			let policy = PolicyId(1);
			assert_ok!(Caliber::insure(signed(INSURER), item, policy, COVER, FLOOR, end));
			// A year is paid for, and sixty days of grace follow.
			on(425);
			let who = signed(CUSTODIAN);
			assert_ok!(Caliber::attest_custody(who, item, hash(2), at(500 * DAY)));
		}),
	];
	for (lack, fact, act) in cases {
		with_chain(|| {
			let item = active();
			act(item);
			assert!(Caliber::standing_of(item).0.iter().any(|each| each.lack == lack), "{lack:?}");
			assert_eq!(monitored(item).lapsed, Some(fact), "{lack:?}");
		});
	}
}

#[test]
fn nothing_should_have_lapsed_when_only_a_new_loan_is_refused() {
	type Act = fn(ItemId) -> DispatchResult;
	let cases: [(Lack, Act); 7] = [
		(Lack::Pending, |item| {
			two_needed();
			raises_wait();
			say(THIRD, item, 20_000_000)
		}),
		(Lack::Stale, |item| {
			worth(APPRAISER, item, 20_000_000, (0, 120))?;
			on(90);
			Ok(())
		}),
		(Lack::OpinionMissing, |_| {
			two_needed();
			Ok(())
		}),
		(Lack::Apart, |item| say(THIRD, item, 10_000_000)),
		(Lack::Cautious, |item| say(APPRAISER, item, 10_000_000)),
		(Lack::Claimed, |item| Caliber::file_claim(signed(OWNER), item, COVER, hash(9))),
		(Lack::Cancelled, |item| Caliber::cancel_cover(signed(INSURER), item)),
	];
	for (lack, act) in cases {
		with_chain(|| {
			let item = active();
			assert_ok!(act(item));
			let standing = Caliber::standing_of(item).0;
			assert_eq!(standing.iter().map(|each| each.lack).collect::<Vec<_>>(), [lack]);
			assert_eq!(monitored(item).lapsed, None, "{lack:?}");
		});
	}
	for fact in crate::FACTS {
		with_chain(|| {
			let item = active();
			assert_ok!(beat(OPERATOR, item, Health::Good));
			assert_ok!(Caliber::dispute(signed(SECOND), item, fact, hash(9)));
			assert_eq!(monitored(item).lapsed, None, "{fact:?}");
		});
	}
}
