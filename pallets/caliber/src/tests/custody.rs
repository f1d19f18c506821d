//! Custody that passes on, and custody that falls silent.

use super::collateral::in_every_state;
use crate::{mock::*, Custody, CustodyOffer, CustodyOffers, Error, Event, Health, Record, Rules};
use caliber_primitives::{
	collateral::{Collateral, Deficiency, Fact, Lack},
	ids::{ItemId, LoanId, SiteId},
	roles::{Role, RoleError},
	testing::world,
	units::Seconds,
};
use frame_support::assert_ok;
use sp_runtime::{DispatchError::BadOrigin, DispatchResult};

fn withdraw(who: AccountId, item: ItemId) -> DispatchResult {
	Caliber::withdraw_custody_offer(signed(who), item)
}

fn confirm(who: AccountId, items: &[ItemId]) -> DispatchResult {
	Caliber::confirm_custody(signed(who), items.to_vec().try_into().unwrap())
}

fn grant(who: AccountId, role: Role) {
	world(|w| {
		w.roles.as_mut().unwrap().push((who, role));
		w.ended.retain(|end| (end.0, end.1) != (who, role));
	});
}

fn no_role() -> Error<Test> {
	Error::NotAuthorised(RoleError::NotGranted)
}

#[test]
fn custody_should_pass_when_one_custodian_offers_and_the_other_accepts() {
	with_chain(|| {
		let item = active();
		assert_ok!(beat(OPERATOR, item, Health::Good));
		assert_ok!(offer(CUSTODIAN, item, SECOND));
		let open = CustodyOffer { from: CUSTODIAN, to: SECOND, given: START, until: at(300 * DAY) };
		assert_eq!(Caliber::custody_offer_of(item), Some(open));
		System::assert_last_event(
			Event::CustodyOffered { item, from: CUSTODIAN, to: SECOND, until: at(300 * DAY) }
				.into(),
		);
		set_time(at(9));
		let before = record(item);
		assert_ok!(accept(SECOND, item, 8));
		System::assert_last_event(
			Event::CustodyTransferred {
				item,
				from: CUSTODIAN,
				to: SECOND,
				site: SiteId(8),
				receipt: hash(12),
				expires: at(300 * DAY),
			}
			.into(),
		);
		let custody = Some(Custody {
			custodian: SECOND,
			receipt: hash(12),
			given: at(9),
			expires: at(300 * DAY),
		});
		// The machines have moved: what they said is struck.
		let moved = Record { site: SiteId(8), custody, heartbeat: None, ..before };
		assert_eq!(record(item), moved);
		assert_eq!(Caliber::custody_offer_of(item), None);
		refused(|| accept(SECOND, item, 8), Error::<Test>::NoOffer);
	});
}

#[test]
fn heartbeat_should_stay_when_the_hardware_does() {
	with_chain(|| {
		let item = active();
		assert_ok!(beat(OPERATOR, item, Health::Good));
		assert_ok!(offer(CUSTODIAN, item, SECOND));
		assert_ok!(accept(SECOND, item, 7));
		assert!(record(item).heartbeat.is_some());
		// A custodian moves what is his by an offer to himself.
		assert_ok!(offer(SECOND, item, SECOND));
		assert_ok!(accept(SECOND, item, 1));
		assert_eq!((record(item).site, record(item).heartbeat), (SiteId(1), None));
	});
}

#[test]
fn custody_should_pass_in_every_state_but_redemption_and_submission() {
	with_chain(|| {
		for (state, item, _) in in_every_state() {
			match state {
				"submitted" => {
					refused(|| offer(CUSTODIAN, item, SECOND), Error::<Test>::NotCustodian)
				},
				"redeeming" => {
					refused(|| offer(CUSTODIAN, item, SECOND), Error::<Test>::Encumbered)
				},
				_ => {
					let before = record(item).state;
					assert_ok!(offer(CUSTODIAN, item, SECOND));
					assert_ok!(accept(SECOND, item, 8));
					assert_eq!(record(item).state, before, "{state}");
				},
			}
		}
	});
}

#[test]
fn offer_should_be_refused_when_its_giver_does_not_hold_the_hardware_or_does_not_count() {
	with_chain(|| {
		let item = active();
		refused(|| offer(CUSTODIAN, ItemId(9), SECOND), Error::<Test>::UnknownItem);
		refused(|| offer(BUYER, item, SECOND), no_role());
		refused(|| offer(SECOND, item, SECOND), Error::<Test>::NotCustodian);
		let offer_until = |end| Caliber::offer_custody(signed(CUSTODIAN), item, SECOND, end);
		refused(|| offer_until(at(0)), Error::<Test>::BadTerm);
		refused(|| offer_until(at(365 * DAY + 1)), Error::<Test>::BadTerm);
		refused(|| Caliber::offer_custody(RuntimeOrigin::none(), item, SECOND, at(1)), BadOrigin);
		assert_ok!(transfer(item, OWNER, CUSTODIAN));
		refused(|| offer(CUSTODIAN, item, SECOND), Error::<Test>::ConflictOfRoles);
		assert_ok!(transfer(item, CUSTODIAN, OWNER));
		assert_ok!(Caliber::dispute(signed(REGISTRAR), item, Fact::Custody, hash(9)));
		refused(|| offer(CUSTODIAN, item, SECOND), Error::<Test>::Disputed);
		assert_ok!(Caliber::resolve(RuntimeOrigin::root(), item, false));
		set_time(at(300 * DAY));
		refused(|| offer_until(at(301 * DAY)), Error::<Test>::NotInStanding);
	});
}

#[test]
fn acceptance_should_be_refused_when_it_does_not_fit_the_offer() {
	with_chain(|| {
		let item = active();
		refused(|| accept(SECOND, item, 8), Error::<Test>::NoOffer);
		refused(|| accept(SECOND, ItemId(9), 8), Error::<Test>::UnknownItem);
		assert_ok!(offer(CUSTODIAN, item, SECOND));
		refused(|| accept(CUSTODIAN, item, 8), Error::<Test>::NoOffer);
		refused(|| accept(BUYER, item, 8), Error::<Test>::NoOffer);
		refused(|| accept(SECOND, item, 3), Error::<Test>::UnknownSite);
		let accept_until =
			|end| Caliber::accept_custody(signed(SECOND), item, hash(12), SiteId(8), end);
		refused(|| accept_until(at(0)), Error::<Test>::BadTerm);
		refused(|| accept_until(at(365 * DAY + 1)), Error::<Test>::BadTerm);
		refused(
			|| {
				let none = RuntimeOrigin::none();
				Caliber::accept_custody(none, item, hash(12), SiteId(8), at(1))
			},
			BadOrigin,
		);
		// Whoever has lost the role, on either side.
		revoke(SECOND, Role::Custodian);
		let expired = Error::<Test>::NotAuthorised(RoleError::Expired);
		refused(|| accept(SECOND, item, 8), expired);
		grant(SECOND, Role::Custodian);
		revoke(CUSTODIAN, Role::Custodian);
		refused(|| accept(SECOND, item, 8), Error::<Test>::NotInStanding);
		grant(CUSTODIAN, Role::Custodian);
		// Whoever has bought it, or has stated another fact.
		assert_ok!(transfer(item, OWNER, SECOND));
		refused(|| accept(SECOND, item, 8), Error::<Test>::ConflictOfRoles);
		assert_ok!(transfer(item, SECOND, OWNER));
		for who in [REGISTRAR, INSURER, APPRAISER] {
			grant(who, Role::Custodian);
			assert_ok!(offer(CUSTODIAN, item, who));
			refused(|| accept(who, item, 8), Error::<Test>::ConflictOfRoles);
		}
		assert_ok!(offer(CUSTODIAN, item, SECOND));
		assert_ok!(Caliber::dispute(signed(REGISTRAR), item, Fact::Custody, hash(9)));
		refused(|| accept(SECOND, item, 8), Error::<Test>::Disputed);
		assert_ok!(Caliber::resolve(RuntimeOrigin::root(), item, false));
		assert_ok!(accept(SECOND, item, 8));
	});
}

/// A key that was taken away, or what it said from a moment on.
#[test]
fn acceptance_should_be_refused_when_the_giver_of_the_offer_does_not_count_any_more() {
	// Custody was stated at the start and the offer a day later.
	for (ended, error) in [
		(Some(DAY + 1), Some(Error::<Test>::NotInStanding)),
		(Some(DAY), Some(Error::<Test>::NotInStanding)),
		(None, None),
	] {
		with_chain(|| {
			let item = active();
			set_time(at(DAY));
			assert_ok!(offer(CUSTODIAN, item, SECOND));
			set_time(at(2 * DAY));
			world(|w| {
				w.ended =
					ended.map(|end| (CUSTODIAN, Role::Custodian, at(end))).into_iter().collect()
			});
			// What he said at the start counts all the same.
			assert_eq!(Caliber::standing_of(item), Default::default());
			match error {
				Some(error) => refused(|| accept(SECOND, item, 8), error),
				None => {
					assert_ok!(accept(SECOND, item, 8));
				},
			}
		});
	}
}

#[test]
fn offer_should_end_when_it_runs_out_or_is_withdrawn_or_its_custody_ends() {
	type End = fn(ItemId);
	let ends: [(End, bool); 6] = [
		(|item| set_time(Seconds(record(item).custody.unwrap().expires.get() - 1)), true),
		(|_| set_time(at(300 * DAY)), false),
		(
			|item| {
				refused(|| withdraw(SECOND, item), Error::<Test>::NotCustodian);
				assert_ok!(withdraw(CUSTODIAN, item));
				let (from, to) = (CUSTODIAN, SECOND);
				System::assert_last_event(Event::CustodyOfferWithdrawn { item, from, to }.into());
				refused(|| withdraw(CUSTODIAN, item), Error::<Test>::NoOffer);
			},
			false,
		),
		(
			|item| {
				assert_ok!(Caliber::dispute(signed(REGISTRAR), item, Fact::Custody, hash(9)));
				assert_ok!(Caliber::resolve(RuntimeOrigin::root(), item, true));
				assert_ok!(custody(CUSTODIAN, item));
			},
			false,
		),
		(
			|item| {
				revoke(CUSTODIAN, Role::Custodian);
				assert_ok!(custody(SECOND, item));
			},
			false,
		),
		(
			|item| {
				let (one, others) = (serials(&["SN1001"]), serials(&["SN1002", "SN1003"]));
				assert_ok!(Caliber::split(signed(OWNER), item, one, others, 3));
				assert_ok!(custody(CUSTODIAN, item));
			},
			false,
		),
	];
	for (place, (end, open)) in ends.into_iter().enumerate() {
		with_chain(|| {
			let item = active();
			assert_ok!(offer(CUSTODIAN, item, SECOND));
			end(item);
			assert_eq!(Caliber::custody_offer_of(item).is_some(), open, "case {place}");
			if !open {
				let now = Caliber::now();
				let (site, end) = (SiteId(8), Seconds(now.get() + 1));
				refused(
					|| Caliber::accept_custody(signed(SECOND), item, hash(12), site, end),
					Error::<Test>::NoOffer,
				);
			}
		});
	}
	// And with the item.
	with_chain(|| {
		let item = active();
		assert_ok!(offer(CUSTODIAN, item, SECOND));
		assert_ok!(Caliber::request_retirement(signed(OWNER), item, crate::Cause::Lost));
		assert_ok!(Caliber::retire(signed(REGISTRAR), item, hash(7)));
		assert_eq!(CustodyOffers::<Test>::iter().count(), 0);
		refused(|| withdraw(CUSTODIAN, item), Error::<Test>::UnknownItem);
		refused(|| Caliber::withdraw_custody_offer(RuntimeOrigin::none(), item), BadOrigin);
	});
}

#[test]
fn silent_custodian_should_show_in_the_standing_until_he_speaks() {
	with_chain(|| {
		let rules = Rules { custody_silence: Seconds(DAY), ..Caliber::rules() };
		crate::CurrentRules::<Test>::put(crate::RulesInForce::new(rules));
		let items = [active(), attested(&["B"])];
		let silent = [Deficiency { fact: Fact::Custody, lack: Lack::Silent }];
		let lacks = |item| Caliber::standing_of(item).0.into_inner();
		set_time(at(DAY));
		assert_eq!(lacks(items[0]), []);
		set_time(at(DAY + 1));
		assert_eq!(items.map(lacks), [silent, silent]);
		let pledge = || Caliber::pledge(items[0], &OWNER, LoanId(1));
		refused(pledge, Error::<Test>::NotInStanding);
		// He still holds the hardware: nobody else may say so, and he may be asked for it.
		refused(|| custody(SECOND, items[0]), Error::<Test>::FactInForce);
		assert_ok!(Caliber::request_redemption(signed(OWNER), items[0]));
		assert_ok!(Caliber::cancel_redemption(signed(OWNER), items[0]));
		let before = items.map(record);
		assert_ok!(confirm(CUSTODIAN, &items));
		for (item, before) in items.into_iter().zip(before) {
			let custody = before.custody.clone().map(|old| Custody { given: at(DAY + 1), ..old });
			assert_eq!(record(item), Record { custody, ..before });
			System::assert_has_event(
				Event::CustodyConfirmed { item, custodian: CUSTODIAN, at: at(DAY + 1) }.into(),
			);
			assert_eq!(lacks(item), []);
		}
		assert_ok!(pledge());
	});
}

#[test]
fn confirmation_should_be_refused_when_one_item_is_not_in_the_callers_custody() {
	with_chain(|| {
		let (item, other) = (active(), attested(&["B"]));
		set_time(at(5));
		refused(|| confirm(CUSTODIAN, &[item, ItemId(9)]), Error::<Test>::UnknownItem);
		refused(|| confirm(BUYER, &[item]), no_role());
		refused(|| confirm(SECOND, &[item]), Error::<Test>::NotCustodian);
		let bare = submitted(&["C"]);
		refused(|| confirm(CUSTODIAN, &[item, bare]), Error::<Test>::NotCustodian);
		refused(|| Caliber::confirm_custody(RuntimeOrigin::none(), Default::default()), BadOrigin);
		assert_ok!(transfer(other, OWNER, CUSTODIAN));
		refused(|| confirm(CUSTODIAN, &[item, other]), Error::<Test>::ConflictOfRoles);
		assert_ok!(Caliber::dispute(signed(REGISTRAR), item, Fact::Custody, hash(9)));
		refused(|| confirm(CUSTODIAN, &[item]), Error::<Test>::Disputed);
		assert_ok!(Caliber::resolve(RuntimeOrigin::root(), item, false));
		assert_ok!(confirm(CUSTODIAN, &[item, item]));
		set_time(at(300 * DAY));
		refused(|| confirm(CUSTODIAN, &[item]), Error::<Test>::NotInStanding);
	});
}

#[test]
fn rules_should_be_refused_when_silence_gap_or_redemption_time_is_out_of_range() {
	let (year, fine) = (365 * DAY, Rules::default());
	let over = |most| [Seconds(0), Seconds(most + 1)];
	with_chain(|| {
		let set = |rules| Caliber::set_rules(RuntimeOrigin::root(), rules);
		for bad in over(year) {
			let rules = Rules { custody_silence: bad, ..fine };
			refused(|| set(rules), Error::<Test>::OutOfRange);
			let rules = Rules { redemption_time: bad, ..fine };
			refused(|| set(rules), Error::<Test>::OutOfRange);
		}
		for bad in over(3_600) {
			let rules = Rules { heartbeat_gap: bad, ..fine };
			refused(|| set(rules), Error::<Test>::OutOfRange);
		}
		assert_ok!(set(Rules {
			custody_silence: Seconds(year),
			redemption_time: Seconds(year),
			heartbeat_gap: Seconds(3_600),
			..fine
		}));
	});
}

/// What holds hardware in one custody.
const RESTED_ON: [fn(ItemId); 3] = [
	|item| {
		assert_ok!(Caliber::pledge(item, &OWNER, LoanId(1)));
	},
	|item| {
		assert_ok!(Caliber::pledge(item, &OWNER, LoanId(1)));
		assert_ok!(Caliber::seize(item, LoanId(1)));
	},
	|item| {
		assert_ok!(Caliber::request_redemption(signed(OWNER), item));
	},
];

#[test]
fn custody_should_not_get_shorter_when_a_loan_or_a_hand_over_rests_on_it() {
	let until = |who, item, end| Caliber::attest_custody(signed(who), item, hash(2), end);
	for rest in RESTED_ON {
		with_chain(|| {
			let item = active();
			rest(item);
			for end in [at(1), Seconds(at(300 * DAY).get() - 1)] {
				refused(|| until(CUSTODIAN, item, end), Error::<Test>::CustodyCut);
			}
			assert_ok!(until(CUSTODIAN, item, at(300 * DAY)));
			// As far as shorter rules allow.
			let rules = crate::Rules { custody_life: Seconds(31 * DAY), ..Caliber::rules() };
			assert_ok!(Caliber::set_rules(RuntimeOrigin::root(), rules));
			assert_ok!(until(CUSTODIAN, item, at(31 * DAY)));
		});
	}
	// Nor by whom it is offered to, be it the custodian himself.
	for to in [CUSTODIAN, SECOND] {
		with_chain(|| {
			let item = active();
			assert_ok!(Caliber::pledge(item, &OWNER, LoanId(1)));
			assert_ok!(offer(CUSTODIAN, item, to));
			let accept = |end| Caliber::accept_custody(signed(to), item, hash(12), SiteId(8), end);
			refused(|| accept(at(1)), Error::<Test>::CustodyCut);
			assert_ok!(accept(at(300 * DAY)));
		});
	}
	with_chain(|| {
		let item = active();
		assert_ok!(until(CUSTODIAN, item, at(1)));
	});
}

/// Its holder has asked this custodian for the hardware.
#[test]
fn another_custodian_should_not_follow_when_the_hardware_was_asked_for() {
	let redeeming = || {
		let item = active();
		assert_ok!(Caliber::request_redemption(signed(OWNER), item));
		item
	};
	with_chain(|| {
		let item = redeeming();
		set_time(at(300 * DAY));
		refused(|| custody_from(SECOND, item), Error::<Test>::Encumbered);
		assert_ok!(custody_from(CUSTODIAN, item));
	});
	with_chain(|| {
		let item = redeeming();
		world(|w| w.ended = vec![(CUSTODIAN, Role::Custodian, START)]);
		assert_ok!(custody_from(SECOND, item));
	});
}

fn custody_from(who: AccountId, item: ItemId) -> DispatchResult {
	let end = Seconds(Caliber::now().get() + 300 * DAY);
	Caliber::attest_custody(signed(who), item, hash(2), end)
}

#[test]
fn custodian_should_be_silent_no_earlier_when_governance_shortens_the_time() {
	with_chain(|| {
		let item = active();
		let silent = || {
			let standing = Caliber::standing_of(item).0;
			standing.iter().any(|each| each.lack == Lack::Silent)
		};
		let rules = crate::Rules { custody_silence: Seconds(DAY), ..Caliber::rules() };
		set_time(at(10 * DAY));
		assert_ok!(Caliber::set_rules(RuntimeOrigin::root(), rules));
		set_time(at(92 * DAY));
		assert!(!silent());
		set_time(at(92 * DAY + 1));
		assert!(silent());
		assert_ok!(Caliber::confirm_custody(signed(CUSTODIAN), vec![item].try_into().unwrap()));
		set_time(at(102 * DAY));
		assert!(silent());
	});
}
