//! When a round closes, and on what.

use crate::{
	mock::*, AuthorityId, Error, Event, Feed, Feeds as Known, Outcome, Refusal, Report, Reporter,
	ReporterSet, RoundId, Rounds,
};
use caliber_feeds_core::Source::{LambdaInstances, RunpodGraphql, VastBundles};
use caliber_primitives::{ids::ReporterIndex, units::Seconds};
use frame_support::{assert_noop, assert_ok, BoundedVec};
use sp_core::{crypto::Pair, H256};

/// The first doubt about a value, where one round confirms.
const DOUBT: Outcome = Outcome::Suspected { confirmations: 0, needed: 1 };

/// A reporter of whom nothing is known but his key.
fn reporter(key: AuthorityId) -> Reporter {
	Reporter { key, generation: 0, barred_until: Seconds::ZERO }
}

fn known(key: caliber_feeds_core::FeedKey) -> Feed {
	Known::<Test>::get(key).unwrap()
}

/// Value and confidence in force.
fn current(key: caliber_feeds_core::FeedKey) -> Option<(i64, u64)> {
	known(key).current.map(|current| (current.agreed().value, current.agreed().conf))
}

#[test]
fn quorum_should_be_two_f_plus_one_when_reporters_are_many() {
	let rows = [
		(0, 1, 3),
		(1, 1, 3),
		(2, 1, 3),
		(3, 1, 3),
		(4, 3, 3),
		(6, 3, 3),
		(7, 5, 5),
		(10, 7, 7),
		(13, 9, 9),
		(100, 67, 67),
	];
	for (n, dev, live) in rows {
		let reporters =
			BoundedVec::truncate_from((0..n).map(|i| reporter(pair(i).public())).collect());
		let set =
			|dev| ReporterSet::<H256> { dev, reporters: reporters.clone(), ..Default::default() };
		assert_eq!((set(true).quorum(), set(false).quorum()), (dev, live), "{n}");
	}
}

#[test]
fn official_should_be_accepted_when_a_quorum_agrees_to_the_digit() {
	let true_rate = 37_400_000;
	// What each of seven says, in this order; after how many the round closes; on what.
	let rows: [(&[i64], Option<(usize, i64)>); 5] = [
		(&[true_rate; 7], Some((5, true_rate))),
		(&[1, true_rate, 2, true_rate, true_rate, true_rate, true_rate], Some((7, true_rate))),
		// Close is not equal.
		(&[true_rate, true_rate, true_rate, true_rate, 37_400_001, 37_400_001, 3], None),
		(&[0; 5], Some((5, 0))),
		(&[-5, -5, -5, -5, -5], Some((5, -5))),
	];
	for (said, closes) in rows {
		Chain::new(7).run(|| {
			for (count, value) in said.iter().enumerate() {
				let report = bill(u16::try_from(count).unwrap(), TUESDAY, *value);
				assert_ok!(submit(report));
				let expected = closes.filter(|(after, _)| count + 1 >= *after);
				assert_eq!(current(BILL), expected.map(|(_, value)| (value, 0)), "{said:?}");
				if expected.is_some() {
					break;
				}
			}
			assert_eq!(Rounds::<Test>::get(BILL).number.0, u32::from(closes.is_some()));
		});
	}
}

#[test]
fn official_should_count_each_day_for_itself_when_days_are_mixed() {
	Chain::new(4).run(|| {
		let monday = TUESDAY.before(1);
		assert_ok!(submit(bill(0, TUESDAY, 7)));
		assert_ok!(submit(bill(1, monday, 7)));
		assert_ok!(submit(bill(2, monday, 7)));
		assert_eq!(current(BILL), None);
		// Who spoke of an earlier day may speak of the later one.
		assert_ok!(submit(bill(1, TUESDAY, 7)));
		assert_ok!(submit(bill(2, TUESDAY, 7)));
		assert_eq!(known(BILL).current.unwrap().agreed().day, TUESDAY);
	});
}

#[test]
fn market_should_take_the_median_of_three_votes_each_when_it_closes() {
	let rows: [(&[(u64, u64)], (i64, u64)); 4] = [
		(&[(3_000_000, 0), (3_000_000, 0), (3_000_000, 0)], (3_000_000, 0)),
		(&[(3_000_000, 10), (3_100_000, 20), (3_300_000, 30)], (3_100_000, 20)),
		// A liar at the top moves it to the edge of the others' bands, not beyond.
		(&[(3_000_000, 50_000), (3_010_000, 50_000), (40_000_000, 0)], (3_050_000, 50_000)),
		(&[(3_000_000, 50_000), (3_010_000, 50_000), (50_000, 0)], (2_960_000, 50_000)),
	];
	for (said, expected) in rows {
		Chain::new(4).run(|| {
			for (reporter, (value, conf)) in said.iter().enumerate() {
				assert_eq!(current(GPU), None);
				assert_ok!(submit(gpu(u16::try_from(reporter).unwrap(), *value, *conf)));
			}
			assert_eq!(current(GPU), Some(expected), "{said:?}");
			let agreed = *known(GPU).current.unwrap().agreed();
			assert_eq!((agreed.reporters, agreed.quorum, agreed.round), (3, 3, RoundId(0)));
			assert_eq!((agreed.observed, agreed.accepted), (START, START));
		});
	}
}

#[test]
fn market_should_stay_open_when_the_venues_are_too_few() {
	Chain::new(4).run(|| {
		for reporter in 0..3 {
			assert_ok!(submit(gpu_from(reporter, 3_000_000, 0, &[VastBundles, RunpodGraphql])));
		}
		assert_eq!(current(GPU), None);
		let few = Event::SourceDiversityLost { feed: GPU, have: 2, need: 3 };
		assert_eq!(events().last(), Some(&few));
		// A third venue that one reporter names is none; the second makes it one.
		assert_ok!(submit(gpu_from(3, 3_200_000, 0, &[LambdaInstances])));
		assert_eq!(current(GPU), None);
		let mut more = gpu(0, 3_000_000, 0);
		said(&mut more).round = 1;
		assert_ok!(submit(more));
		assert_eq!(current(GPU), Some((3_000_000, 0)));
	});
}

#[test]
fn market_should_close_when_the_only_reporter_corrects_himself() {
	Chain::dev().run(|| {
		assert_ok!(submit(gpu_from(0, 3_000_000, 0, &[VastBundles])));
		let mut second = gpu_from(0, 3_100_000, 0, &[VastBundles, RunpodGraphql]);
		said(&mut second).round = 1;
		assert_ok!(submit(second.clone()));
		said(&mut second).round = 3;
		assert!(submit(second.clone()).is_err());
		let mut third = gpu(0, 3_200_000, 0);
		said(&mut third).round = 2;
		assert_ok!(submit(third));
		assert_eq!(current(GPU), Some((3_200_000, 0)));
	});
}

#[test]
fn corrections_should_end_when_there_were_three() {
	Chain::dev().run(|| {
		for n in 0..5u8 {
			let mut report = gpu_from(0, 3_000_000, 0, &[VastBundles]);
			said(&mut report).round = n;
			assert_eq!(submit(report).is_ok(), n <= 3);
		}
	});
}

#[test]
fn one_reporter_should_be_enough_only_when_the_chain_is_for_development() {
	for dev in [true, false] {
		Chain { dev, ..Chain::new(1) }.run(|| {
			assert_ok!(submit(bill(0, TUESDAY, 37_400_000)));
			assert_ok!(submit(gpu(0, 3_000_000, 0)));
			assert_eq!(current(BILL).is_some(), dev);
			assert_eq!(current(GPU).is_some(), dev);
		});
	}
}

#[test]
fn votes_should_be_dropped_when_the_keys_change_and_stay_when_they_do_not() {
	Chain::new(4).run(|| {
		for reporter in 0..2 {
			assert_ok!(submit(bill(reporter, TUESDAY, 7)));
		}
		new_session(0..4);
		assert_eq!(Feeds::round(BILL).votes, 2);
		let signed = bill(2, TUESDAY, 7);
		new_session(1..5);
		assert_eq!(Feeds::round(BILL).votes, 0);
		assert!(submit(signed).is_err());
		// Place 0 belongs to reporter 1 now.
		let report = bill(0, TUESDAY, 7);
		let signature = pair(1).sign(&report.payload(&GENESIS));
		assert_ok!(authorize(&report, signature));
		assert!(authorize(&report, sign(&report)).is_err());
	});
}

#[test]
fn step_should_wait_for_a_second_round_when_it_is_beyond_the_gate() {
	use Outcome::InForce as Accepted;
	// Each round's value, what becomes of it, and the value in force then; the gate is 15 %.
	let rows: [&[(u64, Outcome, i64)]; 5] = [
		&[(3_000_000, Accepted, 3_000_000), (3_450_000, Accepted, 3_450_000)],
		&[(3_000_000, Accepted, 3_000_000), (2_550_000, Accepted, 2_550_000)],
		&[
			(3_000_000, Accepted, 3_000_000),
			(3_450_001, DOUBT, 3_000_000),
			(3_500_000, Accepted, 3_500_000),
		],
		// The doubt is gone when the price is back, and moves when the next one is elsewhere.
		&[
			(3_000_000, Accepted, 3_000_000),
			(30_000, DOUBT, 3_000_000),
			(3_000_001, Accepted, 3_000_001),
		],
		&[
			(3_000_000, Accepted, 3_000_000),
			(6_000_000, DOUBT, 3_000_000),
			(12_000_000, DOUBT, 3_000_000),
			(6_000_000, DOUBT, 3_000_000),
			(6_000_000, Accepted, 6_000_000),
		],
	];
	for rounds in rows {
		Chain::dev().run(|| {
			for (value, outcome, in_force) in rounds {
				let value = (*value).max(50_000);
				assert_ok!(submit(gpu(0, value, 0)));
				let Some(Event::RoundClosed { outcome: got, .. }) = events().pop() else {
					panic!("the round is open")
				};
				assert_eq!((got, current(GPU).unwrap().0), (*outcome, *in_force), "{rounds:?}");
				wait(21_600);
			}
		});
	}
}

#[test]
fn official_step_should_be_confirmed_when_the_same_day_is_reported_again() {
	Chain::dev().run(|| {
		assert_ok!(submit(bill(0, TUESDAY.before(1), 24_300_000)));
		// 2.43 % to 5.25 % did happen.
		for outcome in [DOUBT, Outcome::InForce] {
			assert_ok!(submit(bill(0, TUESDAY, 52_500_000)));
			let Some(Event::RoundClosed { outcome: got, .. }) = events().pop() else {
				panic!("the round is open")
			};
			assert_eq!(got, outcome);
			if outcome == DOUBT {
				let too_soon = Error::<Test>::Refused(Refusal::TooSoon);
				assert_noop!(submit(bill(0, TUESDAY, 52_500_000)), too_soon);
			}
			wait(3_600);
		}
		assert!(submit(bill(0, TUESDAY, 52_500_000)).is_err());
	});
}

#[test]
fn events_should_tell_who_said_what_and_what_came_of_it() {
	Chain::dev().run(|| {
		let report: Report = bill(0, TUESDAY, 37_400_000);
		assert_ok!(submit(report.clone()));
		let agreed = *known(BILL).current.unwrap().agreed();
		let expected = [
			Event::Reported {
				feed: BILL,
				round: RoundId(0),
				set: report.set,
				reporter: ReporterIndex(0),
				day: TUESDAY,
				value: 37_400_000,
				conf: 0,
				sources: 2,
				evidence: [1; 32],
			},
			Event::RoundClosed { feed: BILL, agreed, outcome: Outcome::InForce },
		];
		assert_eq!(events(), expected);
		assert_eq!(agreed.observed.get(), TUESDAY.start());
		assert_ok!(Feeds::set_frozen(RuntimeOrigin::root(), BILL, true));
		assert_eq!(events().pop(), Some(Event::FrozenSet { feed: BILL, frozen: true }));
	});
}
