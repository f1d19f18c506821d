//! Several opinions, what waits, and what bounds.

use crate::{
	mock::*, AppraisalRules, Beside, Error, Event, Grade, Items, OpinionsOf, Rules, Sku, Skus,
	Values,
};
use caliber_primitives::{
	collateral::{Collateral, Fact, FactError, Lack},
	eligibility::Cure,
	ids::{ItemId, LoanId},
	prices::{Condition, FeedFault, Observed, Reading},
	roles::Role,
	testing::{fresh, world},
	units::{Ppm, Seconds, UsdCents},
};
use frame_support::assert_ok;
use sp_runtime::DispatchResult;

/// Values whose orderly one is this, in US cents; all are lower with it.
fn valued(orderly: u64) -> Values {
	let [fair, orderly, forced] = [orderly / 10 * 11, orderly, orderly / 10 * 7].map(UsdCents);
	Values { fair, orderly, forced }
}

/// Says that an item is worth so much until 30 days from now.
pub(super) fn say(who: AccountId, item: ItemId, orderly: u64) -> DispatchResult {
	let now = Caliber::now();
	let end = Seconds(now.get() + 30 * DAY);
	Caliber::appraise(signed(who), item, valued(orderly), BASIS, now.day(), end, hash(6))
}

fn with_rules(change: impl FnOnce(&mut AppraisalRules)) {
	let mut rules = Caliber::rules();
	change(&mut rules.appraisals);
	assert_ok!(Caliber::set_rules(RuntimeOrigin::root(), rules));
}

/// Two appraisers are needed above 100,000 dollars.
pub(super) fn two_needed() {
	with_rules(|rules| rules.second_opinion_above = UsdCents(10_000_000));
}

/// What lacks of the appraisal.
pub(super) fn lacks(item: ItemId) -> Vec<Lack> {
	let standing = Caliber::standing_of(item);
	assert!(standing.0.iter().all(|d| d.fact == Fact::Appraisal), "{standing:?}");
	standing.0.iter().map(|d| d.lack).collect()
}

/// The orderly value that counts.
fn counts(item: ItemId) -> Option<u64> {
	match Caliber::value_of(item) {
		Ok(value) => Some(value.orderly.get()),
		Err(FactError::Deficient) => None,
		Err(error) => panic!("{error:?}"),
	}
}

#[test]
fn appraisal_should_wait_when_it_lends_more_and_count_at_once_when_it_lends_less() {
	with_chain(|| {
		with_rules(|rules| rules.challenge_window = Seconds(DAY));
		// The first one waits, and nothing counts meanwhile.
		let item = attested(&["A"]);
		assert_eq!((lacks(item), counts(item)), (vec![Lack::Pending], None));
		refused(|| Caliber::activate(signed(OWNER), item), Error::<Test>::NotInStanding);
		set_time(at(DAY - 1));
		assert_eq!(counts(item), None);
		set_time(at(DAY));
		assert_eq!((lacks(item), counts(item)), (vec![], Some(20_000_000)));
		assert_ok!(Caliber::activate(signed(OWNER), item));
		// A higher one waits, and the one before it counts.
		assert_ok!(say(APPRAISER, item, 22_000_000));
		System::assert_last_event(
			Event::Appraised {
				item,
				appraiser: APPRAISER,
				values: valued(22_000_000),
				basis: BASIS,
				effective: at(DAY).day(),
				counts_from: at(2 * DAY),
				expires: at(31 * DAY),
				report: hash(6),
				second: false,
			}
			.into(),
		);
		assert_eq!((lacks(item), counts(item)), (vec![], Some(20_000_000)));
		set_time(at(2 * DAY - 1));
		assert_eq!(counts(item), Some(20_000_000));
		set_time(at(2 * DAY));
		assert_eq!(counts(item), Some(22_000_000));
		// A lower one does not, and neither does one that says the same again.
		assert_ok!(say(APPRAISER, item, 19_800_000));
		assert_eq!((lacks(item), counts(item)), (vec![], Some(19_800_000)));
		assert_eq!(OpinionsOf::<Test>::get(item).unwrap().of_first.before, None);
		assert_ok!(say(APPRAISER, item, 19_800_000));
		assert_eq!(counts(item), Some(19_800_000));
	});
}

#[test]
fn what_counted_before_should_count_no_longer_than_it_would_have() {
	with_chain(|| {
		let item = active();
		with_rules(|rules| rules.challenge_window = Seconds(DAY));
		set_time(at(90 * DAY - 60));
		assert_ok!(say(APPRAISER, item, 21_000_000));
		assert_eq!(counts(item), Some(20_000_000));
		// Another raise while one waits is measured by what counts, and does not renew that.
		refused(|| say(APPRAISER, item, 23_000_000), Error::<Test>::MoveTooLarge);
		assert_ok!(say(APPRAISER, item, 22_000_000));
		set_time(at(90 * DAY));
		assert_eq!((lacks(item), counts(item)), (vec![Lack::Pending], None));
		set_time(at(91 * DAY - 60));
		assert_eq!((lacks(item), counts(item)), (vec![], Some(22_000_000)));
	});
}

#[test]
fn forced_value_should_wait_like_the_orderly_one_when_it_alone_rises() {
	with_chain(|| {
		let item = active();
		with_rules(|rules| rules.challenge_window = Seconds(DAY));
		let values = Values { forced: VALUES.orderly, ..VALUES };
		let (day, end) = (START.day(), at(90 * DAY));
		assert_ok!(Caliber::appraise(signed(APPRAISER), item, values, BASIS, day, end, hash(6)));
		assert_eq!(Caliber::value_of(item).unwrap().forced, VALUES.forced);
		set_time(at(DAY));
		assert_eq!(Caliber::value_of(item).unwrap().forced, VALUES.orderly);
	});
}

#[test]
fn raise_should_be_refused_when_it_passes_the_gate_from_what_its_giver_said_last() {
	with_chain(|| {
		let item = active();
		refused(|| say(APPRAISER, item, 22_000_010), Error::<Test>::MoveTooLarge);
		assert_ok!(say(APPRAISER, item, 22_000_000));
		assert_ok!(say(APPRAISER, item, 1_000_000));
		refused(|| say(APPRAISER, item, 2_000_000), Error::<Test>::MoveTooLarge);
		// That it ran out frees him from nothing, nor do several steps in one window.
		with_rules(|rules| rules.challenge_window = Seconds(DAY));
		set_time(at(30 * DAY));
		refused(|| say(APPRAISER, item, 1_100_010), Error::<Test>::MoveTooLarge);
		assert_ok!(say(APPRAISER, item, 1_100_000));
		assert_eq!((lacks(item), counts(item)), (vec![Lack::Pending], None));
		refused(|| say(APPRAISER, item, 1_210_000), Error::<Test>::MoveTooLarge);
		set_time(at(31 * DAY));
		assert_ok!(say(APPRAISER, item, 1_210_000));
		// It does not bind another, nor him once nobody believes what he said.
		world(|w| w.ended = vec![(APPRAISER, Role::Appraiser, at(0))]);
		assert_ok!(say(THIRD, item, 20_000_000));
	});
	with_chain(|| {
		let item = active();
		assert_ok!(say(APPRAISER, item, 1_000_000));
		assert_ok!(Caliber::dispute(signed(REGISTRAR), item, Fact::Appraisal, hash(9)));
		assert_ok!(Caliber::resolve(RuntimeOrigin::root(), item, true));
		assert_ok!(say(APPRAISER, item, 20_000_000));
	});
}

#[test]
fn appraisal_should_be_refused_when_it_would_end_too_soon() {
	with_chain(|| {
		let item = submitted(&["A"]);
		let until = |end| {
			let day = START.day();
			Caliber::appraise(signed(APPRAISER), item, VALUES, BASIS, day, end, hash(6))
		};
		refused(|| until(at(7 * DAY - 1)), Error::<Test>::BadTerm);
		assert_ok!(until(at(7 * DAY)));
	});
}

/// Hardware that is said to be in a better condition brings more where the market bounds it.
#[test]
fn better_condition_should_wait_like_a_higher_value() {
	with_chain(|| {
		let item = active();
		sold_used();
		world(|w| w.resale = Some(sold_for(1_300_000, 0)));
		let say = |grade| {
			let basis = crate::Basis { grade, ..BASIS };
			let (day, end) = (Caliber::now().day(), Seconds(Caliber::now().get() + 30 * DAY));
			Caliber::appraise(signed(APPRAISER), item, VALUES, basis, day, end, hash(6))
		};
		let lendable = || Caliber::value_of(item).unwrap().lendable.get();
		let [used, for_parts] = [8 * 1_300_000 / 10 * 9, 8 * 300_000 / 10 * 9];
		world(|w| w.resale = Some(sold_for(2_000_000, 0)));
		assert_ok!(say(Grade::Used));
		world(|w| w.resale = Some(sold_for(1_300_000, 0)));
		assert_eq!(lendable(), used);
		with_rules(|rules| rules.challenge_window = Seconds(DAY));
		// A worse one counts at once.
		assert_ok!(say(Grade::ForParts));
		assert_eq!(lendable(), for_parts);
		world(|w| w.resale = Some(sold_for(9_000_000, 0)));
		assert_ok!(say(Grade::Used));
		world(|w| w.resale = Some(sold_for(1_300_000, 0)));
		assert_eq!((lacks(item), lendable()), (vec![], for_parts));
		set_time(at(DAY - 1));
		assert_eq!(lendable(), for_parts);
		set_time(at(DAY));
		assert_eq!(lendable(), used);
	});
}

#[test]
fn item_should_not_be_pledged_for_some_hours_when_its_appraisal_has_fallen_far() {
	with_chain(|| {
		let item = active();
		// A tenth is no matter.
		assert_ok!(say(APPRAISER, item, 18_000_000));
		assert_eq!(lacks(item), []);
		set_time(at(6 * 3_600));
		assert_ok!(say(APPRAISER, item, 16_199_990));
		assert_eq!((lacks(item), counts(item)), (vec![Lack::Cautious], Some(16_199_990)));
		let needs = Caliber::eligibility(item).unwrap().needs;
		assert_eq!(needs[0].cure, Cure::Time(at(12 * 3_600)));
		let pledge = || Caliber::pledge(item, &OWNER, LoanId(1));
		refused(pledge, Error::<Test>::NotInStanding);
		set_time(at(12 * 3_600 - 1));
		refused(pledge, Error::<Test>::NotInStanding);
		set_time(at(12 * 3_600));
		assert_ok!(pledge());
		assert_eq!(counts(item), Some(16_199_990));
	});
}

#[test]
fn caution_should_run_on_when_the_fall_is_said_again_or_comes_in_steps() {
	let cautious = |item| lacks(item) == [Lack::Cautious];
	// Said again, or raised by what the gate allows: it is the same fall.
	for again in [10_000_000, 10_900_000] {
		with_chain(|| {
			let item = active();
			assert_ok!(say(APPRAISER, item, 10_000_000));
			set_time(at(3_600));
			assert_ok!(say(APPRAISER, item, again));
			assert!(cautious(item), "{again}");
			set_time(at(6 * 3_600 - 1));
			assert!(cautious(item), "{again}");
			set_time(at(6 * 3_600));
			assert_eq!(lacks(item), []);
		});
	}
	// Three steps of less than a tenth, each an hour after the other: six hours from the last.
	with_chain(|| {
		let item = active();
		for (hour, orderly, far) in
			[(0, 18_020_000, false), (1, 16_240_000, true), (2, 14_640_000, true)]
		{
			set_time(at(hour * 3_600));
			assert_ok!(say(APPRAISER, item, orderly));
			assert_eq!(cautious(item), far, "{hour}");
		}
		set_time(at(8 * 3_600 - 1));
		assert!(cautious(item));
		set_time(at(8 * 3_600));
		assert_eq!(lacks(item), []);
		// What was said so long ago is no step of it.
		assert_ok!(say(APPRAISER, item, 13_200_000));
		assert_eq!(lacks(item), []);
	});
	// A raise waits, and what counts meanwhile is the fallen value, not what it has fallen from.
	with_chain(|| {
		let item = active();
		with_rules(|rules| rules.challenge_window = Seconds(DAY));
		assert_ok!(say(APPRAISER, item, 10_000_000));
		assert_ok!(say(APPRAISER, item, 11_000_000));
		assert_eq!((cautious(item), counts(item)), (true, Some(10_000_000)));
	});
	// It is of the lots, too.
	with_chain(|| {
		let item = active();
		assert_ok!(say(APPRAISER, item, 10_000_000));
		let (kept, moved) = (serials(&["SN-1001"]), serials(&["SN-1002", "SN-1003"]));
		assert_ok!(Caliber::split(signed(OWNER), item, kept, moved, 2));
		let from = |item| OpinionsOf::<Test>::get(item).unwrap().of_first.fall.unwrap().from;
		assert_eq!([item, ItemId(1)].map(from), [15_000_000, 5_000_000].map(UsdCents));
		let all = serials(&["SN-1001", "SN-1002", "SN-1003"]);
		assert_ok!(Caliber::merge(signed(OWNER), item, ItemId(1), all));
		assert_eq!(from(item), VALUES.orderly);
	});
}

/// One hostile appraiser does not put his word in the place of another's.
#[test]
fn anothers_far_lower_appraisal_should_stand_beside_until_a_third_settles_it() {
	for (third, left, counted) in
		[(19_000_000, [APPRAISER, SECOND], 19_000_000), (6_000_000, [SECOND, THIRD], 5_900_000)]
	{
		with_chain(|| {
			let item = active();
			// Fifteen hundredths less replaces, as it did.
			assert_ok!(say(SECOND, item, 17_000_000));
			assert_eq!(
				(record(item).appraisal.unwrap().appraiser, counts(item)),
				(SECOND, Some(17_000_000))
			);
			assert_ok!(Caliber::dispute(signed(REGISTRAR), item, Fact::Appraisal, hash(9)));
			assert_ok!(Caliber::resolve(RuntimeOrigin::root(), item, true));
			assert_ok!(appraise(APPRAISER, item));
			assert_ok!(say(THIRD, item, 5_900_000));
			assert_eq!((lacks(item), counts(item)), (vec![Lack::Apart], None));
			assert_ok!(say(SECOND, item, third));
			assert_eq!((lacks(item), counts(item)), (vec![], Some(counted)));
			let first = record(item).appraisal.unwrap().appraiser;
			let second = OpinionsOf::<Test>::get(item).unwrap().second.unwrap().appraiser;
			assert_eq!([first, second], left);
		});
	}
}

#[test]
fn lower_appraisal_should_be_heard_when_the_market_has_fallen_further() {
	with_chain(|| {
		let item = active();
		sold_used();
		// Forty hundredths above eight units at 10,000 dollars are 11,200,000.
		world(|w| w.resale = Some(sold_for(1_000_000, 0)));
		refused(|| say(APPRAISER, item, 20_000_010), Error::<Test>::AboveMarket);
		assert_ok!(say(APPRAISER, item, 19_000_000));
		assert_ok!(say(THIRD, item, 14_000_000));
		assert_eq!(lacks(item), [Lack::Apart]);
	});
}

/// The first one has run out, and his own stands beside it.
#[test]
fn appraiser_should_move_up_when_the_first_does_not_count() {
	with_chain(|| {
		let item = active();
		two_needed();
		assert_ok!(say(APPRAISER, item, 20_000_000));
		set_time(at(DAY));
		assert_ok!(say(THIRD, item, 19_000_000));
		with_rules(|rules| rules.second_opinion_above = VALUES.fair);
		set_time(at(30 * DAY));
		assert_eq!((lacks(item), counts(item)), (vec![Lack::Expired], None));
		refused(|| say(THIRD, item, 21_000_000), Error::<Test>::MoveTooLarge);
		assert_ok!(say(THIRD, item, 19_000_000));
		assert_eq!((lacks(item), counts(item)), (vec![], Some(19_000_000)));
		assert_eq!(record(item).appraisal.unwrap().appraiser, THIRD);
		assert!(!OpinionsOf::<Test>::contains_key(item));
	});
}

#[test]
fn lower_of_two_opinions_should_count_when_two_are_needed() {
	with_chain(|| {
		let item = active();
		two_needed();
		assert_eq!((lacks(item), counts(item)), (vec![Lack::OpinionMissing], None));
		// The second one finds its place.
		let mixed = Values { forced: UsdCents(13_000_000), fair: UsdCents(30_000_000), ..VALUES };
		let (day, end) = (START.day(), at(60 * DAY));
		assert_ok!(Caliber::appraise(signed(THIRD), item, mixed, BASIS, day, end, hash(7)));
		assert!(matches!(
			System::events().last().unwrap().event,
			RuntimeEvent::Caliber(Event::Appraised { appraiser: THIRD, second: true, .. })
		));
		assert_eq!(record(item).appraisal.unwrap().appraiser, APPRAISER);
		assert_eq!((lacks(item), counts(item)), (vec![], Some(20_000_000)));
		// Premise by premise.
		assert_eq!(Caliber::value_of(item).unwrap().forced, UsdCents(13_000_000));
		assert_ok!(Caliber::pledge(item, &OWNER, LoanId(1)));
		// Each replaces his own.
		assert_ok!(say(THIRD, item, 18_000_000));
		assert_ok!(say(APPRAISER, item, 19_000_000));
		assert_eq!(counts(item), Some(18_000_000));
		// It is missing again once its giver does not count, or it has expired.
		world(|w| w.roles.as_mut().unwrap().retain(|grant| *grant != (THIRD, Role::Appraiser)));
		assert_eq!(lacks(item), [Lack::OpinionMissing]);
		world(|w| w.roles.as_mut().unwrap().push((THIRD, Role::Appraiser)));
		assert_eq!(lacks(item), []);
		set_time(at(29 * DAY));
		assert_ok!(say(APPRAISER, item, 19_000_000));
		assert_eq!(lacks(item), []);
		set_time(at(30 * DAY));
		assert_eq!((lacks(item), counts(item)), (vec![Lack::OpinionMissing], None));
	});
}

#[test]
fn opinions_should_count_no_more_when_they_are_apart_until_a_third_settles_it() {
	with_chain(|| {
		let item = active();
		two_needed();
		// Fifteen hundredths of the higher one are not too much.
		assert_ok!(say(THIRD, item, 17_000_000));
		assert_eq!((lacks(item), counts(item)), (vec![], Some(17_000_000)));
		assert_ok!(say(THIRD, item, 16_999_990));
		assert_eq!((lacks(item), counts(item)), (vec![Lack::Apart], None));
		// Of two others' that agree none is replaced by a higher one; of two that are apart the
		// further one is, whatever it says.
		assert_ok!(say(SECOND, item, 17_500_000));
		assert_eq!((lacks(item), counts(item)), (vec![], Some(16_999_990)));
		assert_eq!(record(item).appraisal.unwrap().appraiser, SECOND);
		assert_eq!(OpinionsOf::<Test>::get(item).unwrap().second.unwrap().appraiser, THIRD);
		refused(|| say(APPRAISER, item, 18_000_000), Error::<Test>::FactInForce);
		// A lower one replaces the higher.
		assert_ok!(say(APPRAISER, item, 17_400_000));
		assert_eq!(record(item).appraisal.unwrap().appraiser, APPRAISER);
		assert_eq!(counts(item), Some(16_999_990));
	});
}

#[test]
fn third_opinion_should_wait_when_it_settles_two_that_were_apart() {
	with_chain(|| {
		let item = active();
		two_needed();
		assert_ok!(say(THIRD, item, 10_000_000));
		with_rules(|rules| rules.challenge_window = Seconds(DAY));
		// Twice what the lower one says: no gate, but it waits.
		assert_ok!(say(SECOND, item, 20_000_000));
		assert_eq!(OpinionsOf::<Test>::get(item).unwrap().second.unwrap().appraiser, SECOND);
		assert_eq!((lacks(item), counts(item)), (vec![Lack::Pending], None));
		set_time(at(DAY));
		assert_eq!((lacks(item), counts(item)), (vec![], Some(20_000_000)));
	});
}

#[test]
fn giver_of_a_second_opinion_should_not_hold_title_or_speak_otherwise() {
	with_chain(|| {
		let item = active();
		two_needed();
		for who in [OWNER, CUSTODIAN, REGISTRAR, INSURER] {
			world(|w| w.roles.as_mut().unwrap().push((who, Role::Appraiser)));
			refused(|| say(who, item, 18_000_000), Error::<Test>::ConflictOfRoles);
		}
		assert_ok!(say(THIRD, item, 18_000_000));
		world(|w| w.roles.as_mut().unwrap().push((THIRD, Role::Custodian)));
		refused(|| custody(THIRD, item), Error::<Test>::ConflictOfRoles);
		assert_ok!(transfer(item, OWNER, THIRD));
		assert_eq!(lacks(item), [Lack::OpinionMissing]);
	});
}

#[test]
fn appraisal_should_be_worth_less_and_good_for_no_new_loan_when_it_is_stale() {
	with_chain(|| {
		let item = active();
		let (day, end) = (START.day(), at(120 * DAY));
		assert_ok!(Caliber::appraise(signed(APPRAISER), item, VALUES, BASIS, day, end, hash(6)));
		set_time(at(90 * DAY - 1));
		assert_eq!((lacks(item), counts(item)), (vec![], Some(20_000_000)));
		set_time(at(90 * DAY));
		assert_eq!((lacks(item), counts(item)), (vec![Lack::Stale], Some(19_000_000)));
		let value = Caliber::value_of(item).unwrap();
		assert_eq!((value.forced, value.lendable), (UsdCents(13_300_000), UsdCents(17_100_000)));
		refused(|| Caliber::pledge(item, &OWNER, LoanId(1)), Error::<Test>::NotInStanding);
		set_time(end);
		let items = vec![item].try_into().unwrap();
		assert_ok!(Caliber::confirm_custody(signed(CUSTODIAN), items));
		assert_eq!((lacks(item), counts(item)), (vec![Lack::Expired], None));
	});
}

/// The model's values are bounded by the resale price of used units.
fn sold_used() {
	let sku = Skus::<Test>::get(H100).unwrap();
	let sku = Sku { resale_feed: Some(Condition::Used), income: None, ..sku };
	assert_ok!(Caliber::set_sku(RuntimeOrigin::root(), H100, sku));
}

/// What a used unit is sold for, give or take.
fn sold_for(value: u64, confidence: u64) -> Reading<UsdCents> {
	let (value, confidence) = (UsdCents(value), UsdCents(confidence));
	Reading::Fresh(Observed { value, confidence, observed_at: START, accepted_at: START })
}

#[test]
fn value_should_be_bounded_by_the_resale_price_in_the_stated_condition() {
	with_chain(|| {
		let item = active();
		sold_used();
		let worth = |grade, reading| {
			world(|w| w.resale = Some(reading));
			Items::<Test>::mutate(item, |r| {
				r.as_mut().unwrap().appraisal.as_mut().unwrap().basis.grade = grade;
			});
			Caliber::value_of(item).unwrap().lendable.get()
		};
		// Eight units at 20,000 dollars, less a tenth. The appraisal binds above.
		assert_eq!(worth(Grade::Used, sold_for(2_000_000, 0)), 14_400_000);
		assert_eq!(worth(Grade::Used, sold_for(9_000_000, 0)), 18_000_000);
		// What the price may be off by is taken off, of all units.
		assert_eq!(worth(Grade::Used, sold_for(2_000_000, 100_000)), 13_600_000);
		assert_eq!(worth(Grade::Used, sold_for(9_000_000, 100_000)), 17_200_000);
		assert_eq!(worth(Grade::Used, sold_for(2_000_000, 3_000_000)), 0);
		// A better condition than the one that is fed brings no more, a worse one less.
		assert_eq!(worth(Grade::New, sold_for(2_000_000, 0)), 14_400_000);
		assert_eq!(worth(Grade::ForParts, sold_for(1_300_000, 0)), 8 * 300_000 / 10 * 9);
		for (reading, fault) in [
			(Reading::SoftStale, FeedFault::SoftStale),
			(Reading::HardStale, FeedFault::HardStale),
			(Reading::Suspect, FeedFault::Suspect),
			(Reading::Frozen, FeedFault::Frozen),
		] as [(fn(Observed<UsdCents>) -> Reading<UsdCents>, FeedFault); 4]
		{
			let Reading::Fresh(seen) = fresh(UsdCents(2_000_000)) else { panic!("not fresh") };
			world(|w| w.resale = Some(reading(seen)));
			assert_eq!(Caliber::value_of(item), Err(FactError::Feed(fault)));
		}
		world(|w| w.resale = None);
		assert_eq!(Caliber::value_of(item), Err(FactError::Feed(FeedFault::Missing)));
	});
}

#[test]
fn worse_condition_should_count_when_two_opinions_differ_in_it() {
	with_chain(|| {
		let item = active();
		two_needed();
		let basis = crate::Basis { grade: Grade::ForParts, ..BASIS };
		let (day, end) = (START.day(), at(60 * DAY));
		assert_ok!(Caliber::appraise(signed(THIRD), item, VALUES, basis, day, end, hash(7)));
		sold_used();
		world(|w| w.resale = Some(sold_for(1_300_000, 0)));
		assert_eq!(Caliber::value_of(item).unwrap().lendable.get(), 8 * 300_000 / 10 * 9);
	});
}

#[test]
fn appraisal_should_be_refused_when_it_lies_too_far_above_the_market_of_the_day() {
	with_chain(|| {
		let item = submitted(&["A"]);
		sold_used();
		// Eight units at 10,000 dollars and forty hundredths more.
		world(|w| w.resale = Some(sold_for(1_000_000, 500_000)));
		refused(|| say(APPRAISER, item, 11_200_010), Error::<Test>::AboveMarket);
		assert_ok!(say(APPRAISER, item, 11_200_000));
		// A feed that cannot be used bounds nothing: it refuses the value itself.
		let Reading::Fresh(seen) = sold_for(1_000_000, 0) else { panic!("not fresh") };
		world(|w| w.resale = Some(Reading::SoftStale(seen)));
		assert_ok!(say(APPRAISER, item, 12_000_000));
	});
}

/// What hardware of the model may be worth at an age binds an appraiser whose model has no price
/// feed.
#[test]
fn appraisal_should_be_refused_when_it_lies_too_far_above_the_curve_of_its_model() {
	with_chain(|| {
		let item = submitted(&["A"]);
		// Eight units at the model's cap, and forty hundredths more.
		refused(|| say(APPRAISER, item, 268_800_010), Error::<Test>::AboveCurve);
		assert_ok!(say(APPRAISER, item, 268_800_000));
	});
	with_chain(|| {
		let item = submitted(&["A"]);
		assert_ok!(title(REGISTRAR, item));
		refused(|| say(APPRAISER, item, 33_600_010), Error::<Test>::AboveCurve);
		assert_ok!(say(APPRAISER, item, 33_600_000));
		// A year later four fifths of the price are left. Whoever lends less is heard all the same.
		set_time(at(365 * DAY));
		refused(|| say(THIRD, item, 26_880_010), Error::<Test>::AboveCurve);
		assert_ok!(say(THIRD, item, 26_880_000));
		set_time(at(370 * DAY));
		assert_ok!(say(THIRD, item, 26_880_000));
	});
}

#[test]
fn opinions_should_follow_a_lot_that_is_split_and_merged() {
	with_chain(|| {
		let item = active();
		two_needed();
		with_rules(|rules| rules.challenge_window = Seconds(DAY));
		assert_ok!(say(THIRD, item, 18_000_000));
		set_time(at(DAY));
		assert_ok!(say(THIRD, item, 19_000_000));
		let before = OpinionsOf::<Test>::get(item).unwrap();
		let (kept, moved) = (serials(&["SN-1001"]), serials(&["SN-1002", "SN-1003"]));
		assert_ok!(Caliber::split(signed(OWNER), item, kept, moved, 2));
		let second = |item| {
			let opinions = OpinionsOf::<Test>::get(item).unwrap();
			let earlier = opinions.of_second.before.unwrap().values.orderly;
			(opinions.second.unwrap().values.orderly, earlier)
		};
		assert_eq!(second(item), (UsdCents(14_250_000), UsdCents(13_500_000)));
		assert_eq!(second(ItemId(1)), (UsdCents(4_750_000), UsdCents(4_500_000)));
		let all = serials(&["SN-1001", "SN-1002", "SN-1003"]);
		assert_ok!(Caliber::merge(signed(OWNER), item, ItemId(1), all));
		// What the whole report said is kept: what is large stays large in lots.
		let [one, two] = [VALUES, valued(19_000_000)].map(|of| Some(of.fair));
		let after = crate::Opinions {
			of_first: Beside { whole: one, ..before.of_first },
			of_second: Beside { whole: two, ..before.of_second },
			..before
		};
		assert_eq!(OpinionsOf::<Test>::get(item), Some(after));
		assert!(!OpinionsOf::<Test>::contains_key(ItemId(1)));
		// A lot without the other opinion is not joined with one that has it.
		let other = submitted(&["B"]);
		assert_ok!(custody(CUSTODIAN, other));
		let (day, end) = (START.day(), at(90 * DAY));
		assert_ok!(Caliber::appraise(signed(APPRAISER), other, VALUES, BASIS, day, end, hash(6)));
		let all = serials(&["SN-1001", "SN-1002", "SN-1003", "B"]);
		let merge = || Caliber::merge(signed(OWNER), item, other, all.clone());
		refused(merge, Error::<Test>::Appraised);
	});
}

#[test]
fn second_opinions_should_be_needed_from_the_size_of_the_rules_on() {
	with_chain(|| {
		let item = active();
		with_rules(|rules| rules.second_opinion_above = VALUES.fair);
		assert_eq!(lacks(item), []);
		with_rules(|rules| rules.second_opinion_above = UsdCents(VALUES.fair.get() - 1));
		assert_eq!(lacks(item), [Lack::OpinionMissing]);
		// Below it, one that is given all the same counts as long as it lives.
		assert_ok!(say(THIRD, item, 18_000_000));
		with_rules(|rules| rules.second_opinion_above = VALUES.fair);
		assert_eq!(counts(item), Some(18_000_000));
		set_time(at(30 * DAY));
		assert_eq!(counts(item), Some(20_000_000));
		let over = AppraisalRules { opinion_gap: Ppm(1_000_001), ..Default::default() };
		let rules = Rules { appraisals: over, ..Rules::default() };
		refused(|| Caliber::set_rules(RuntimeOrigin::root(), rules), Error::<Test>::OutOfRange);
	});
}
