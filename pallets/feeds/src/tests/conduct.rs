//! Who is wrong is struck; who lies is convicted.

use crate::{
	mock::*, Conducts, CurrentSet, Error, Event, Refusal, Report, Rounds, Sets, Strikes, KEPT_SETS,
};
use caliber_feeds_core::Demand;
use caliber_primitives::{
	ids::{ReporterIndex, SetId},
	units::{Ppm, Seconds},
};
use frame_support::{assert_noop, assert_ok, dispatch::Pays};
use frame_system::RawOrigin;
use sp_core::crypto::Pair;
use sp_runtime::DispatchError;

const DAY: u64 = 86_400;

fn strikes() -> Vec<(AccountId, Strikes)> {
	events()
		.into_iter()
		.filter_map(|event| match event {
			Event::ReporterStruck { who, strikes, .. } => Some((who, strikes)),
			_ => None,
		})
		.collect()
}

fn poke(feed: caliber_feeds_core::FeedKey) {
	assert_ok!(Feeds::poke(RawOrigin::Authorized.into(), feed));
}

/// A round on prices in which reporter 0 says `first`, and the others three million.
fn prices(first: u64) {
	for reporter in 0..3 {
		let value = if reporter == 0 { first } else { 3_000_000 };
		assert_ok!(submit(gpu(reporter, value, 0)));
	}
}

#[test]
fn reporter_should_be_barred_when_struck_on_three_days_of_thirty() {
	Chain::new(4).run(|| {
		for count in 1..=3u32 {
			prices(9_000_000);
			poke(GPU);
			let barred_until = (count == 3).then(|| Seconds(TUESDAY.after(30).start()));
			assert_eq!(strikes().pop(), Some((0, Strikes { count, barred_until })));
			wait(DAY);
		}
		let refused = Error::<Test>::Refused(Refusal::Barred);
		assert_noop!(submit(gpu(0, 3_000_000, 0)), refused);
		// His key does not matter, and neither does his place.
		let mut validators = keys(1..5);
		validators.push((0, pair(9).public()));
		let session = || validators.iter().map(|(who, key)| (who, key.clone()));
		<Feeds as frame_support::traits::OneSessionHandler<_>>::on_new_session(
			true,
			session(),
			session(),
		);
		let set = CurrentSet::<Test>::get();
		assert_eq!(set.reporter(ReporterIndex(4)).map(|reporter| reporter.generation), Some(1));
		assert!(!set.counts(ReporterIndex(4), Feeds::now()));
		set_time(Seconds(TUESDAY.after(30).start() + 1));
		assert!(set.counts(ReporterIndex(4), Feeds::now()));
	});
}

#[test]
fn reporter_should_be_struck_once_a_day_and_not_when_he_is_near() {
	Chain::new(4).run(|| {
		prices(9_000_000);
		prices(9_000_000);
		poke(GPU);
		assert!(!Feeds::needs_poke(GPU));
		assert_eq!(strikes().len(), 1);
		wait(DAY);
		prices(3_150_000);
		assert!(!Feeds::needs_poke(GPU));
		// Strikes of 30 days ago do not count.
		wait(30 * DAY);
		prices(9_000_000);
		poke(GPU);
		assert_eq!(strikes().pop().unwrap().1.count, 1);
	});
}

/// The agreed value may lie at the edge of what honest reporters said, with a liar's next to it.
#[test]
fn unsure_reporters_should_not_be_struck_when_a_liar_is_sure() {
	for said in [
		[(2_500_000, 0), (3_090_000, 525_000), (3_090_000, 525_000)],
		[(2_400_000, 0), (2_400_000, 300_000), (3_090_000, 525_000)],
	] {
		Chain::new(4).run(|| {
			for (reporter, (value, conf)) in (0..).zip(said) {
				assert_ok!(submit(gpu(reporter, value, conf)));
			}
			let wrong = Rounds::<Test>::get(GPU).wrong;
			assert!(wrong.iter().all(|reporter| *reporter == ReporterIndex(0)), "{said:?}");
		});
	}
}

#[test]
fn official_reporter_should_be_struck_when_others_agree_on_another_value() {
	Chain::new(4).run(|| {
		for (reporter, value) in [(0, 1), (1, 37_400_000), (2, 37_400_000), (3, 37_400_000)] {
			assert_ok!(submit(bill(reporter, TUESDAY, value)));
		}
		poke(BILL);
		assert_eq!(strikes(), [(0, Strikes { count: 1, barred_until: None })]);
	});
	// Who repeats the value before a revision is not wrong.
	Chain::new(4).run(|| {
		for reporter in 0..3 {
			assert_ok!(submit(bill(reporter, TUESDAY, 37_400_000)));
		}
		for reporter in 1..4 {
			assert_ok!(submit(bill(reporter, TUESDAY, 37_500_000)));
		}
		assert!(!Feeds::needs_poke(BILL));
	});
}

#[test]
fn strikes_should_be_given_in_several_pokes_when_many_were_wrong() {
	Chain::new(40).run(|| {
		// Of 40, thirteen may lie.
		for reporter in 0..40 {
			if Feeds::reading(BILL).last().is_some() {
				break;
			}
			let value = if reporter < 13 { i64::from(reporter) } else { 37_400_000 };
			assert_ok!(submit(bill(reporter, TUESDAY, value)));
		}
		assert_eq!(Rounds::<Test>::get(BILL).wrong.len(), 13);
		poke(BILL);
		assert_eq!(strikes().len(), 8);
		poke(BILL);
		assert_eq!(strikes().len(), 13);
		assert!(!Feeds::needs_poke(BILL));
	});
}

/// Two reports of reporter 0 that say two things of one bill.
fn contradiction() -> (Report, Report) {
	(bill(0, TUESDAY, 37_400_000), bill(0, TUESDAY, 37_500_000))
}

fn show(first: &Report, second: &Report) -> sp_runtime::DispatchResult {
	let signed = |report: &Report| (report.clone(), sign(report));
	Feeds::report_equivocation(RuntimeOrigin::signed(5), signed(first), signed(second))
		.map(|done| assert_eq!(done.pays_fee, Pays::No))
		.map_err(|refused| refused.error)
}

#[test]
fn equivocation_should_convict_when_both_reports_are_signed() {
	Chain::new(4).run(|| {
		let (first, second) = contradiction();
		assert_ok!(submit(first.clone()));
		assert_ok!(show(&first, &second));
		assert_eq!(Court::get(), [(0, ReporterIndex(0), 4)]);
		let key = pair(0).public().into_inner().0;
		let convicted = Event::ReporterConvicted { who: 0, key, feed: BILL, by: 5 };
		assert_eq!(events().pop(), Some(convicted));
		assert_noop!(show(&second, &first), Error::<Test>::AlreadyConvicted);
		// His vote no longer counts, and he has no further one.
		for reporter in 1..3 {
			assert_ok!(submit(bill(reporter, TUESDAY, 37_400_000)));
		}
		assert!(Feeds::reading(BILL).last().is_none());
		assert_ok!(submit(bill(3, TUESDAY, 37_400_000)));
		assert!(Feeds::reading(BILL).last().is_some());
		let refused = Error::<Test>::Refused(Refusal::Barred);
		assert_noop!(submit(gpu(0, 3_000_000, 0)), refused);
		assert_ok!(Feeds::set_barred(RuntimeOrigin::root(), 0, false));
		// What he was convicted of is settled, and what he signs from now on is not.
		for _ in 0..2 {
			assert_noop!(show(&first, &second), Error::<Test>::AlreadyConvicted);
			new_session(4..8);
			new_session(0..4);
		}
		wait(1);
		assert_ok!(submit(gpu(0, 3_000_000, 0)));
		let again = gpu(0, 3_000_001, 0);
		let mut other = again.clone();
		said(&mut other).value += 1;
		assert_ok!(show(&again, &other));
		assert_eq!(Court::get().len(), 2);
		Court::take();
	});
}

#[test]
fn equivocation_should_be_refused_by_name_when_it_is_none() {
	Chain::new(4).run(|| {
		let (first, second) = contradiction();
		let changed = |change: fn(&mut Report)| {
			let mut other = second.clone();
			change(&mut other);
			other
		};
		for other in [
			first.clone(),
			// Another round, day, correction, feed, reporter, set, key: two true statements.
			changed(|r| r.statements[0].round = crate::RoundId(1)),
			changed(|r| said(r).obs_day = TUESDAY.before(1)),
			changed(|r| said(r).round = 1),
			changed(|r| said(r).feed = GPU),
			changed(|r| r.reporter = ReporterIndex(1)),
			changed(|r| r.set = SetId(2)),
			changed(|r| r.key_generation = 1),
			// Another moment and other evidence of one value are no lie.
			{
				let mut again = first.clone();
				again.expires = at(1);
				said(&mut again).fetched_at += 1;
				said(&mut again).evidence = [9; 32];
				again
			},
		] {
			assert_noop!(show(&first, &other), Error::<Test>::NoContradiction);
		}
		let by_another = (second.clone(), pair(1).sign(&second.payload(&GENESIS)));
		assert_noop!(
			Feeds::report_equivocation(
				RuntimeOrigin::signed(5),
				(first.clone(), sign(&first)),
				by_another
			)
			.map(|_| ())
			.map_err(|refused| refused.error),
			Error::<Test>::NotSigned
		);
		let (mut old, mut older) = (first.clone(), second.clone());
		(old.set, older.set) = (SetId(99), SetId(99));
		assert_noop!(show(&old, &older), Error::<Test>::UnknownSet);
		assert_noop!(
			Feeds::report_equivocation(
				RuntimeOrigin::root(),
				(first.clone(), sign(&first)),
				(second.clone(), sign(&second))
			)
			.map(|_| ())
			.map_err(|refused| refused.error),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn equivocation_should_convict_for_the_last_sets_only() {
	Chain::new(4).run(|| {
		let (first, second) = contradiction();
		let sets = [keys(1..5), keys(2..6)];
		for n in 1..KEPT_SETS {
			let set = &sets[usize::from(n % 2 == 0)];
			let session = || set.iter().map(|(who, key)| (who, key.clone()));
			<Feeds as frame_support::traits::OneSessionHandler<_>>::on_new_session(
				true,
				session(),
				session(),
			);
		}
		assert_ok!(show(&first, &second));
		Court::take();
		new_session(5..9);
		assert_eq!(Sets::<Test>::iter().count(), usize::try_from(KEPT_SETS).unwrap());
		assert_noop!(show(&first, &second), Error::<Test>::UnknownSet);
	});
}

#[test]
fn set_barred_should_be_for_safety_to_bar_and_for_governance_to_let_in() {
	Chain::new(4).run(|| {
		let safety = || RuntimeOrigin::signed(77);
		assert_ok!(Feeds::set_barred(safety(), 2, true));
		assert_eq!(events().pop(), Some(Event::BarredSet { who: 2, barred: true }));
		let refused = Error::<Test>::Refused(Refusal::Barred);
		assert_noop!(submit(bill(2, TUESDAY, 1)), refused);
		assert_noop!(Feeds::set_barred(safety(), 2, true), Error::<Test>::NothingChanges);
		assert_noop!(Feeds::set_barred(safety(), 2, false), DispatchError::BadOrigin);
		assert_noop!(
			Feeds::set_barred(RuntimeOrigin::signed(1), 3, true),
			DispatchError::BadOrigin
		);
		assert_ok!(Feeds::set_barred(RuntimeOrigin::root(), 2, false));
		wait(1);
		assert_ok!(submit(bill(2, TUESDAY, 1)));
		// One who is no reporter now is barred when he becomes one.
		assert_ok!(Feeds::set_barred(RuntimeOrigin::root(), 8, true));
		assert!(Conducts::<Test>::get(8).key.is_none());
		new_session(5..9);
		let set = CurrentSet::<Test>::get();
		assert!(!set.counts(ReporterIndex(3), Feeds::now()));
	});
}

#[test]
fn assignment_should_tell_a_reporter_what_he_may_say() {
	Chain::new(4).run(|| {
		let mine = |reporter: u16| Feeds::assignment(pair(reporter).public().into_inner().0);
		assert!(mine(4).is_none());
		assert_ok!(submit(bill(2, TUESDAY, 37_400_000)));
		let found = mine(2).unwrap();
		assert_eq!((found.set, found.reporter, found.key_generation), (1, 2, 0));
		assert_eq!(found.genesis, GENESIS.0);
		let [bills, hours] = found.tasks[..] else { panic!() };
		assert_eq!((bills.feed, hours.feed, bills.round), (BILL, GPU, 0));
		assert_eq!(bills.said.map(|said| (said.day, said.value)), Some((TUESDAY, 37_400_000)));
		assert_eq!((bills.known, hours.said), (None, None));
		let (most, least) = (hours.demand.max_conf, hours.demand.min_prices);
		assert_eq!((bills.demand, most, least), (Demand::OFFICIAL, Ppm(250_000), 1));
		for reporter in [0, 1] {
			assert_ok!(submit(bill(reporter, TUESDAY, 37_400_000)));
		}
		let known = mine(2).unwrap().tasks[0].known.unwrap();
		assert_eq!((known.day, known.value), (TUESDAY, 37_400_000));
		assert_eq!((known.is_suspect, known.is_open), (false, true));
		assert_ok!(Feeds::set_frozen(RuntimeOrigin::root(), BILL, true));
		assert_eq!(mine(2).unwrap().tasks.len(), 1);
		assert_ok!(Feeds::set_barred(RuntimeOrigin::root(), 2, true));
		assert!(mine(2).is_none());
	});
}

#[test]
fn set_feed_should_register_or_change_when_the_rules_are_in_range() {
	use crate::{FeedRules, OfficialRules};
	use caliber_feeds_core::FeedKey;
	Chain::new(4).run(|| {
		let set = |feed, rules| Feeds::set_feed(RuntimeOrigin::root(), feed, rules);
		let rules = FeedRules::Official(OfficialRules::OVERNIGHT);
		assert_noop!(set(FeedKey::Sofr, gpu_rules()), Error::<Test>::BadRules);
		assert_noop!(set(GPU, rules), Error::<Test>::BadRules);
		assert_ok!(set(FeedKey::Sofr, rules));
		assert_eq!(events().pop(), Some(Event::FeedSet { feed: FeedKey::Sofr, rules }));
		for reporter in 0..3 {
			assert_ok!(submit(bill(reporter, TUESDAY, 37_400_000)));
		}
		// What is known stays.
		assert_ok!(set(BILL, rules));
		assert_eq!(Feeds::reading(BILL).last().unwrap().value, 37_400_000);
		let by_safety = Feeds::set_feed(RuntimeOrigin::signed(77), BILL, rules);
		assert_eq!(by_safety, Err(DispatchError::BadOrigin));
	});
}
