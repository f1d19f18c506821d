//! Who stands for a doubt, what it stops, and how it ends.

use crate::{mock::*, Cause, Challenges, Error, Event, HoldReason, Lost, LostDisputes, State};
use caliber_primitives::{
	collateral::{Collateral, Fact},
	ids::{ItemId, LoanId},
	roles::Role,
	testing::world,
	units::{Seconds, UsdCents},
};
use frame_support::{
	assert_ok,
	traits::fungible::{Inspect, InspectHold},
};
use sp_runtime::{DispatchError::Other, DispatchResult, TokenError};

fn dispute(who: AccountId, item: ItemId, fact: Fact) -> DispatchResult {
	Caliber::dispute(signed(who), item, fact, hash(9))
}

fn challenge(who: AccountId, item: ItemId) -> DispatchResult {
	Caliber::challenge(signed(who), item, APPRAISER, hash(9))
}

fn resolve(item: ItemId, upheld: bool) -> DispatchResult {
	Caliber::resolve(RuntimeOrigin::root(), item, upheld)
}

fn expire(item: ItemId) -> DispatchResult {
	Caliber::expire_dispute(signed(OWNER), item)
}

pub(super) fn bond_of(who: AccountId) -> u128 {
	Balances::balance_on_hold(&HoldReason::Challenge.into(), &who)
}

/// What accounts have in all, and what there is.
fn purses() -> [u128; 4] {
	let total = |who| Balances::total_balance(&who);
	let [by, registrar, appraiser] = [BUYER, REGISTRAR, APPRAISER].map(total);
	[by, registrar, appraiser, pallet_balances::TotalIssuance::<Test>::get()]
}

#[test]
fn bond_should_go_back_when_the_doubt_was_right_and_never_pay_for_silence() {
	type End = fn(ItemId) -> DispatchResult;
	let upheld: End = |item| resolve(item, true);
	let refused_by_governance: End = |item| resolve(item, false);
	let expired: End = |item| {
		set_time(at(14 * DAY - 1));
		refused(|| expire(item), Error::<Test>::TooEarly);
		set_time(at(14 * DAY));
		expire(item)
	};
	// Whether it is a registrar's dispute; how it ends; who has the bond; whether the fact is
	// struck.
	let cases: [(bool, End, Option<AccountId>, bool); 6] = [
		(false, upheld, Some(BUYER), true),
		(false, refused_by_governance, None, false),
		(false, expired, None, false),
		(true, upheld, Some(REGISTRAR), true),
		(true, refused_by_governance, None, false),
		(true, expired, None, false),
	];
	for (place, (registrar, end, to, struck)) in cases.into_iter().enumerate() {
		with_chain(|| {
			let item = active();
			let before = purses();
			let by = if registrar { REGISTRAR } else { BUYER };
			assert_ok!(match registrar {
				true => dispute(by, item, Fact::Appraisal),
				false => challenge(by, item),
			});
			assert_eq!((bond_of(by), purses()), (BOND, before));
			refused(|| challenge(OWNER, item), Error::<Test>::Disputed);
			assert_ok!(end(item));
			let ended = Event::DoubtEnded { item, by, to, bond: BOND, upheld: struck };
			System::assert_has_event(ended.into());
			assert_eq!((bond_of(by), Caliber::challenge_of(item)), (0, None));
			let [b, r, a, all] = before;
			let lost = |who| if by == who && to != Some(who) { BOND } else { 0 };
			let burned = if to.is_none() { BOND } else { 0 };
			let after = [b - lost(BUYER), r - lost(REGISTRAR), a, all - burned];
			assert_eq!(purses(), after, "case {place}");
			assert_eq!(record(item).appraisal.is_none(), struck, "case {place}");
			assert_eq!(record(item).dispute, None);
		});
	}
}

#[test]
fn dispute_should_be_told_with_its_bond_and_end() {
	with_chain(|| {
		let item = active();
		refused(|| expire(item), Error::<Test>::NoDoubt);
		assert_ok!(dispute(REGISTRAR, item, Fact::Title));
		let (fact, by, bond, evidence) = (Fact::Title, REGISTRAR, BOND, hash(9));
		let ends = Some(at(14 * DAY));
		System::assert_last_event(
			Event::FactDisputed { item, fact, by, bond, evidence, ends }.into(),
		);
	});
}

#[test]
fn dispute_should_be_refused_when_its_registrar_cannot_stand_for_it() {
	with_chain(|| {
		let item = active();
		world(|w| w.roles.as_mut().unwrap().push((77, Role::Registrar)));
		refused(|| dispute(77, item, Fact::Title), TokenError::FundsUnavailable);
		world(|w| w.frozen.push(REGISTRAR));
		refused(|| dispute(REGISTRAR, item, Fact::Title), Other("frozen"));
	});
}

/// Whoever fears for his appraisal could keep a registrar away from the title by a challenge.
#[test]
fn challenge_should_give_way_to_a_registrars_dispute_and_to_no_other() {
	for fact in [Fact::Title, Fact::Appraisal] {
		with_chain(|| {
			let item = active();
			assert_ok!(challenge(BUYER, item));
			assert_ok!(dispute(REGISTRAR, item, fact));
			let moot =
				Event::DoubtEnded { item, by: BUYER, to: Some(BUYER), bond: BOND, upheld: false };
			System::assert_has_event(moot.into());
			assert_eq!((bond_of(BUYER), bond_of(REGISTRAR)), (0, BOND));
			assert_eq!(record(item).dispute, Some(fact));
			refused(|| dispute(SECOND, item, Fact::Custody), Error::<Test>::Disputed);
			refused(|| challenge(BUYER, item), Error::<Test>::Disputed);
			refused(|| Caliber::request_redemption(signed(OWNER), item), Error::<Test>::Disputed);
			assert_ok!(resolve(item, true));
			assert!(!record(item).has(fact));
		});
	}
	// His own challenge, too.
	with_chain(|| {
		let item = active();
		assert_ok!(challenge(SECOND, item));
		assert_ok!(dispute(SECOND, item, Fact::Title));
		assert_eq!(bond_of(SECOND), BOND);
	});
}

/// Whoever has a bond could lock the item by one report for ever.
#[test]
fn appraisal_should_be_challenged_once_when_that_is_not_upheld() {
	type End = fn(ItemId);
	let ends: [End; 2] = [
		|item| {
			assert_ok!(resolve(item, false));
		},
		|item| {
			set_time(Challenges::<Test>::get(item).unwrap().ends);
			assert_ok!(expire(item));
		},
	];
	for end in ends {
		with_chain(|| {
			let item = active();
			let mut rules = Caliber::rules();
			rules.appraisals.second_opinion_above = UsdCents(1);
			assert_ok!(Caliber::set_rules(RuntimeOrigin::root(), rules));
			assert_ok!(appraise(THIRD, item));
			for appraiser in [APPRAISER, THIRD] {
				let challenge = |who| Caliber::challenge(signed(who), item, appraiser, hash(9));
				assert_ok!(challenge(BUYER));
				end(item);
				for who in [BUYER, SECOND] {
					refused(|| challenge(who), Error::<Test>::ChallengedBefore);
				}
			}
			// A registrar may doubt it all the same, and anybody the next report.
			assert_ok!(dispute(REGISTRAR, item, Fact::Appraisal));
			assert_ok!(resolve(item, false));
			assert_ok!(appraise(APPRAISER, item));
			assert_ok!(challenge(BUYER, item));
		});
	}
}

#[test]
fn appraiser_should_not_challenge_his_own_appraisal() {
	with_chain(|| {
		let item = active();
		refused(|| challenge(APPRAISER, item), Error::<Test>::ConflictOfRoles);
	});
}

#[test]
fn challenge_should_stop_neither_redemption_nor_retirement_and_its_bond_should_go_back() {
	type End = fn(ItemId) -> DispatchResult;
	let ends: [End; 2] = [
		|item| {
			assert_ok!(Caliber::request_redemption(signed(OWNER), item));
			Caliber::confirm_handover(signed(CUSTODIAN), item, hash(9))
		},
		|item| {
			assert_ok!(Caliber::request_retirement(signed(OWNER), item, Cause::Lost));
			Caliber::retire(signed(REGISTRAR), item, hash(7))
		},
	];
	for end in ends {
		with_chain(|| {
			let item = active();
			let before = purses();
			assert_ok!(challenge(BUYER, item));
			assert_ok!(end(item));
			assert_eq!((holder(item), bond_of(BUYER), purses()), (None, 0, before));
			assert!(!Challenges::<Test>::contains_key(item));
		});
	}
	// It is not got rid of by asking, and goes on when governance decides meanwhile.
	with_chain(|| {
		let item = active();
		assert_ok!(challenge(BUYER, item));
		assert_ok!(Caliber::request_redemption(signed(OWNER), item));
		assert_ok!(Caliber::cancel_redemption(signed(OWNER), item));
		assert_eq!(record(item).dispute, Some(Fact::Appraisal));
		assert_ok!(Caliber::request_redemption(signed(OWNER), item));
		assert_ok!(resolve(item, true));
		assert_ok!(Caliber::confirm_handover(signed(CUSTODIAN), item, hash(9)));
	});
}

#[test]
fn challenge_should_not_stop_the_sale_of_what_was_seized_and_go_on_after_it() {
	with_chain(|| {
		let item = active();
		let loan = LoanId(1);
		assert_ok!(Caliber::pledge(item, &OWNER, loan));
		assert_ok!(challenge(BUYER, item));
		assert_ok!(Caliber::seize(item, loan));
		assert_ok!(Caliber::deliver(item, loan, &SECOND));
		assert_eq!((holder(item), bond_of(BUYER)), (Some(SECOND), BOND));
		assert_eq!(record(item).dispute, Some(Fact::Appraisal));
		refused(|| transfer(item, SECOND, OWNER), pallet_nfts::Error::<Test>::ItemLocked);
		assert_ok!(resolve(item, false));
		assert_ok!(transfer(item, SECOND, OWNER));
	});
	// A registrar stays the sale.
	with_chain(|| {
		let item = active();
		assert_ok!(Caliber::pledge(item, &OWNER, LoanId(1)));
		assert_ok!(Caliber::seize(item, LoanId(1)));
		assert_ok!(dispute(REGISTRAR, item, Fact::Appraisal));
		let deliver = || Caliber::deliver(item, LoanId(1), &BUYER);
		refused(deliver, Error::<Test>::Disputed);
		set_time(at(14 * DAY));
		assert_ok!(expire(item));
		assert_ok!(deliver());
	});
}

/// The clock has proved that the custodian is late: that takes no bond and no confirmation.
#[test]
fn late_custodian_should_be_in_dispute_until_governance_decides() {
	with_chain(|| {
		let item = active();
		assert_ok!(challenge(BUYER, item));
		assert_ok!(Caliber::request_redemption(signed(OWNER), item));
		set_time(at(30 * DAY));
		assert_ok!(Caliber::escalate_redemption(signed(BUYER), item));
		assert_eq!((bond_of(BUYER), record(item).dispute), (0, Some(Fact::Custody)));
		assert!(matches!(record(item).state, State::Released(_)));
		set_time(at(200 * DAY));
		refused(|| expire(item), Error::<Test>::NoDoubt);
		refused(|| dispute(REGISTRAR, item, Fact::Custody), Error::<Test>::Disputed);
		assert_ok!(resolve(item, true));
		assert_eq!(record(item).custody, None);
	});
}

#[test]
fn dispute_should_be_refused_when_its_registrar_has_an_interest() {
	with_chain(|| {
		let item = active();
		for who in [OWNER, CUSTODIAN, INSURER, APPRAISER] {
			world(|w| w.roles.as_mut().unwrap().push((who, Role::Registrar)));
			refused(|| dispute(who, item, Fact::Title), Error::<Test>::ConflictOfRoles);
		}
		assert_ok!(Caliber::pledge(item, &OWNER, LoanId(1)));
		assert_ok!(Caliber::seize(item, LoanId(1)));
		refused(|| dispute(OWNER, item, Fact::Title), Error::<Test>::ConflictOfRoles);
		// Who gave the title may doubt it.
		assert_ok!(dispute(REGISTRAR, item, Fact::Title));
	});
}

/// A bond alone must not lock an item for ever.
#[test]
fn registrar_should_wait_when_he_has_lost_a_dispute_whatever_the_fact() {
	type End = fn(ItemId, u64);
	let lost: End = |item, _| {
		assert_ok!(resolve(item, false));
	};
	let late: End = |item, day| {
		set_time(at((day + 14) * DAY));
		assert_ok!(expire(item));
	};
	for (end, rest) in [(lost, 30), (late, 44)] {
		with_chain(|| {
			let item = active();
			assert_ok!(dispute(REGISTRAR, item, Fact::Title));
			end(item, 0);
			set_time(Seconds(at(rest * DAY).get() - 1));
			let again = || dispute(REGISTRAR, item, Fact::Title);
			for fact in [Fact::Title, Fact::Custody, Fact::Telemetry, Fact::Insurance] {
				if record(item).has(fact) {
					refused(|| dispute(REGISTRAR, item, fact), Error::<Test>::DisputedBefore);
				}
			}
			// Another registrar may.
			assert_ok!(dispute(SECOND, item, Fact::Title));
			assert_ok!(resolve(item, true));
			assert_ok!(title(REGISTRAR, item));
			set_time(at(rest * DAY));
			assert_ok!(again());
		});
	}
	// Whoever was right need not wait, and nothing is kept of what is no more.
	with_chain(|| {
		let item = active();
		assert_ok!(dispute(REGISTRAR, item, Fact::Custody));
		assert_ok!(resolve(item, true));
		assert_ok!(custody(CUSTODIAN, item));
		assert_ok!(dispute(REGISTRAR, item, Fact::Custody));
		assert_ok!(resolve(item, false));
		assert!(LostDisputes::<Test>::contains_key(item));
		assert_ok!(Caliber::request_redemption(signed(OWNER), item));
		assert_ok!(Caliber::confirm_handover(signed(CUSTODIAN), item, hash(9)));
		assert!(!LostDisputes::<Test>::contains_key(item));
	});
}

#[test]
fn lost_disputes_should_be_few_when_there_are_many() {
	let mut lost = Lost::<u64>::default();
	for who in 0..40 {
		lost.add(who, Fact::Title, at(DAY), START);
	}
	assert_eq!(lost.0.len(), 16);
	assert!(lost.binds(&39, START) && !lost.binds(&0, START));
	assert!(!lost.binds(&39, at(DAY)));
	lost.add(50, Fact::Title, at(3 * DAY), at(DAY));
	assert_eq!(lost.0.len(), 1);
}

/// An opinion that nobody needs stays when its giver buys the hardware; it is no opinion of
/// collateral.
#[test]
fn second_opinion_should_not_follow_when_its_giver_holds_title() {
	with_chain(|| {
		let item = active();
		let mut rules = Caliber::rules();
		rules.appraisals.second_opinion_above = UsdCents(1);
		assert_ok!(Caliber::set_rules(RuntimeOrigin::root(), rules));
		assert_ok!(appraise(THIRD, item));
		rules.appraisals.second_opinion_above = UsdCents(u64::MAX);
		assert_ok!(Caliber::set_rules(RuntimeOrigin::root(), rules));
		assert_ok!(Caliber::transfer(signed(OWNER), item, THIRD));
		assert_ok!(Caliber::pledge(item, &THIRD, LoanId(1)));
		assert_ok!(challenge(BUYER, item));
		assert_ok!(resolve(item, true));
		assert_eq!((record(item).appraisal, Caliber::opinions_of(item)), (None, None));
	});
}
