//! Silence is told before it hurts.

use crate::{
	mock::*, Alarm, Error, Event, FeedRules, Feeds as Known, MarketRules, OfficialRules, Refusal,
};
use caliber_feeds_core::{
	FeedKey, ObsDay,
	Source::{RunpodGraphql, VastBundles},
};
use caliber_primitives::units::Seconds;
use frame_support::{assert_noop, assert_ok, traits::Authorize};
use frame_system::RawOrigin;
use sp_runtime::{transaction_validity::TransactionSource, DispatchError};

const HOUR: u64 = 3_600;

/// Whether the pool would take a poke, and what it does.
fn poke(feed: FeedKey) -> Option<Vec<Event<Test>>> {
	let before = events().len();
	let call = RuntimeCall::from(crate::Call::poke { feed });
	let valid = call.authorize(TransactionSource::External).unwrap().is_ok();
	assert_eq!(valid, Feeds::needs_poke(feed));
	let done = Feeds::poke(RawOrigin::Authorized.into(), feed);
	assert_eq!(done.is_ok(), valid);
	valid.then(|| events().split_off(before))
}

fn live(reporters: u16) -> Chain {
	Chain {
		feeds: vec![
			(BILL, FeedRules::Official(OfficialRules::BILLS)),
			(GPU, FeedRules::Market(MarketRules::GPU_HOUR)),
		],
		..Chain::new(reporters)
	}
}

#[test]
fn poke_should_write_down_a_value_when_its_delay_is_over() {
	live(4).run(|| {
		for reporter in 0..3 {
			assert_ok!(submit(bill(reporter, TUESDAY, 37_400_000)));
		}
		assert_eq!(poke(BILL), None);
		wait(HOUR);
		let done = poke(BILL).unwrap();
		let agreed = *Known::<Test>::get(BILL).unwrap().current.unwrap().agreed();
		assert_eq!(done, [Event::FeedUpdated { feed: BILL, agreed }]);
		assert_eq!(poke(BILL), None);
	});
}

#[test]
fn quorum_should_be_called_lost_before_the_value_is_stale() {
	live(4).run(|| {
		for reporter in 0..3 {
			assert_ok!(submit(gpu(reporter, 3_000_000, 0)));
		}
		// A day later the rise to the first price is in force, and no newer one has come.
		wait(24 * HOUR);
		let none = Event::QuorumLost { feed: GPU, have: 0, need: 3 };
		assert_eq!(poke(GPU).unwrap().pop(), Some(none));
		for reporter in 0..3 {
			assert_ok!(submit(gpu(reporter, 3_000_000, 0)));
		}
		// Two of four are silent.
		for reporter in 0..2 {
			assert_ok!(submit(gpu(reporter, 3_000_000, 0)));
		}
		wait(18 * HOUR);
		assert_eq!(poke(GPU), None);
		wait(1);
		let lost = Event::QuorumLost { feed: GPU, have: 2, need: 3 };
		assert_eq!(poke(GPU), Some(vec![lost]));
		assert!(Feeds::reading(GPU).fresh().is_ok());
		assert_eq!(poke(GPU), None);
		let day = TUESDAY.after(1);
		set_time(at(60 * HOUR + 1));
		assert_eq!(poke(GPU), Some(vec![Event::FeedSoftStale { feed: GPU, day }]));
		set_time(at(96 * HOUR + 1));
		assert_eq!(poke(GPU), Some(vec![Event::FeedHardStale { feed: GPU, day }]));
		wait(1_000 * HOUR);
		assert_eq!(poke(GPU), None);
		// A new round ends the alarm, and the next silence raises another.
		for reporter in 0..3 {
			assert_ok!(submit(gpu(reporter, 3_000_000, 0)));
		}
		assert_eq!(Known::<Test>::get(GPU).unwrap().alarm, Alarm::None);
		wait(18 * HOUR + 1);
		assert_eq!(poke(GPU), Some(vec![Event::QuorumLost { feed: GPU, have: 0, need: 3 }]));
	});
}

#[test]
fn official_quorum_should_be_called_lost_two_hours_after_a_day_is_due() {
	live(4).run(|| {
		for reporter in 0..3 {
			assert_ok!(submit(bill(reporter, TUESDAY, 37_400_000)));
		}
		wait(HOUR);
		poke(BILL).unwrap();
		let due = TUESDAY.after(1).start() + 23 * HOUR + 1_800;
		set_time(Seconds(due + 2 * HOUR - 1));
		// Two agree, and one liar does not.
		for (reporter, value) in [(0, 37_500_000), (1, 37_500_000), (2, 40_000_000)] {
			assert_ok!(submit(bill(reporter, TUESDAY.after(1), value)));
		}
		assert_eq!(poke(BILL), None);
		wait(1);
		let lost = Event::QuorumLost { feed: BILL, have: 2, need: 3 };
		assert_eq!(poke(BILL), Some(vec![lost]));
		assert!(Feeds::reading(BILL).fresh().is_ok());
	});
}

/// A new value waits for an hour, and the old one is as stale as it was meanwhile.
#[test]
fn alarms_should_be_raised_anew_when_an_official_feed_is_silent_for_a_second_time() {
	let tell = |day: ObsDay| {
		set_time(Seconds(day.start() + 23 * HOUR + 1_800));
		for reporter in 0..3 {
			assert_ok!(submit(bill(reporter, day, 37_400_000)));
		}
	};
	let told = |wanted: &[Alarm]| {
		for alarm in wanted {
			let event = poke(BILL).unwrap_or_else(|| panic!("{alarm:?}")).remove(0);
			assert!(
				match alarm {
					Alarm::Late => matches!(event, Event::QuorumLost { have: 0, need: 3, .. }),
					Alarm::SoftStale => matches!(event, Event::FeedSoftStale { .. }),
					_ => matches!(event, Event::FeedHardStale { .. }),
				},
				"{event:?}"
			);
			wait(24 * HOUR);
		}
	};
	live(4).run(|| {
		tell(TUESDAY);
		wait(HOUR);
		poke(BILL).unwrap();
		// Until Monday evening of the week after: Wednesday is late, Thursday soft, Monday hard.
		set_time(Seconds(TUESDAY.after(2).start() + 2 * HOUR));
		told(&[Alarm::Late, Alarm::SoftStale]);
		set_time(Seconds(TUESDAY.after(6).start() + 23 * HOUR + 1_800));
		told(&[Alarm::HardStale]);
		// The quorum is back. Nothing is told of the old value while the new one waits.
		tell(TUESDAY.after(8));
		assert_eq!(poke(BILL), None);
		wait(HOUR);
		assert!(matches!(poke(BILL).unwrap()[..], [Event::FeedUpdated { .. }]));
		set_time(Seconds(TUESDAY.after(10).start() + 2 * HOUR));
		told(&[Alarm::Late, Alarm::SoftStale]);
	});
}

/// A quorum that doubts is a quorum; one that falls silent then is lost.
#[test]
fn quorum_should_be_called_lost_when_reporters_fall_silent_over_a_doubt() {
	live(4).run(|| {
		for reporter in 0..3 {
			assert_ok!(submit(gpu(reporter, 3_000_000, 0)));
		}
		wait(24 * HOUR);
		poke(GPU).unwrap();
		let votes = |value| {
			for reporter in 0..3 {
				assert_ok!(submit(gpu(reporter, value, 0)));
			}
		};
		votes(3_000_000);
		wait(6 * HOUR);
		votes(6_000_000);
		wait(18 * HOUR);
		assert_eq!(poke(GPU), None);
		wait(1);
		assert_eq!(poke(GPU), Some(vec![Event::QuorumLost { feed: GPU, have: 0, need: 3 }]));
	});
}

#[test]
fn no_alarm_should_be_raised_when_the_market_is_closed() {
	// From Friday 2026-09-04 on: Labor Day follows, and governance decrees the Tuesday.
	let friday = ObsDay::from_iso("2026-09-04").unwrap();
	let due = 23 * HOUR + 1_800;
	for (closed, days) in [(false, 4), (true, 5)] {
		live(4).run(|| {
			set_time(Seconds(friday.start() + due));
			for reporter in 0..3 {
				assert_ok!(submit(bill(reporter, friday, 37_400_000)));
			}
			wait(HOUR);
			poke(BILL).unwrap();
			if closed {
				let days = vec![friday.after(4)];
				assert_ok!(Feeds::set_closures(RuntimeOrigin::root(), days.try_into().unwrap()));
			}
			let late = friday.after(days).start() + due + 2 * HOUR;
			set_time(Seconds(late - 1));
			assert_eq!(poke(BILL), None, "{closed}");
			set_time(Seconds(late));
			assert!(matches!(poke(BILL).unwrap()[..], [Event::QuorumLost { .. }]));
			set_time(Seconds(friday.after(days + 1).start() + due - 1));
			assert!(Feeds::reading(BILL).fresh().is_ok(), "{closed}");
			wait(1);
			assert!(Feeds::reading(BILL).fresh().is_err(), "{closed}");
		});
	}
}

#[test]
fn diversity_should_be_called_lost_once_when_venues_collapse() {
	live(4).run(|| {
		for reporter in 0..3 {
			assert_ok!(submit(gpu(reporter, 3_000_000, 0)));
		}
		wait(24 * HOUR);
		for reporter in 0..3 {
			assert_ok!(submit(gpu(reporter, 3_000_000, 0)));
		}
		for reporter in 0..4 {
			assert_ok!(submit(gpu_from(reporter, 9_000_000, 0, &[VastBundles, RunpodGraphql])));
		}
		let lost = Event::SourceDiversityLost { feed: GPU, have: 2, need: 3 };
		assert_eq!(events().iter().filter(|event| **event == lost).count(), 1);
		// No average of two is made of it, and the alarm names the reason.
		assert_eq!(Feeds::reading(GPU).last().unwrap().value, 3_000_000);
		wait(18 * HOUR + 1);
		assert_eq!(poke(GPU), Some(vec![lost]));
	});
}

/// A venue counts when two of the three name it: one of four may lie.
#[test]
fn diversity_should_be_called_lost_when_only_a_liar_names_the_third_venue() {
	use caliber_feeds_core::Source::LambdaInstances;
	live(4).run(|| {
		let two = [VastBundles, RunpodGraphql];
		let lost = Event::SourceDiversityLost { feed: GPU, have: 2, need: 3 };
		for (reporter, venues) in
			[(0, &caliber_feeds_core::Source::GPU_VENUES[..]), (1, &two), (2, &two)]
		{
			assert_ok!(submit(gpu_from(reporter, 3_000_000, 0, venues)));
		}
		assert_eq!(events().pop(), Some(lost));
		// The fourth has been at the third venue, too.
		assert_ok!(submit(gpu_from(3, 3_000_000, 0, &[VastBundles, LambdaInstances])));
		let agreed = Known::<Test>::get(GPU).unwrap().newest().unwrap();
		let counted = [VastBundles, RunpodGraphql, LambdaInstances];
		assert_eq!(agreed.sources, counted.iter().fold(0, |mask, venue| mask | venue.mask()));
	});
}

#[test]
fn poke_should_be_refused_when_there_is_nothing_to_do_or_the_origin_is_another() {
	live(4).run(|| {
		let authorized = || RawOrigin::Authorized.into();
		assert_noop!(Feeds::poke(authorized(), BILL), Error::<Test>::NothingToPoke);
		assert_noop!(Feeds::poke(authorized(), FeedKey::Sofr), Error::<Test>::UnknownFeed);
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::signed(1), RuntimeOrigin::none()] {
			assert_noop!(Feeds::poke(origin, BILL), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn frozen_feed_should_raise_no_alarm_and_forget_what_waits() {
	live(4).run(|| {
		for reporter in 0..3 {
			assert_ok!(submit(gpu(reporter, 3_000_000, 0)));
		}
		// Safety may freeze, and only governance may thaw.
		assert_ok!(Feeds::set_frozen(RuntimeOrigin::signed(77), GPU, true));
		assert_noop!(
			Feeds::set_frozen(RuntimeOrigin::signed(77), GPU, false),
			DispatchError::BadOrigin
		);
		wait(100 * HOUR);
		assert_eq!(poke(GPU), None);
		assert_noop!(submit(gpu(3, 3_000_000, 0)), Error::<Test>::Refused(Refusal::FeedFrozen));
		assert_ok!(Feeds::set_frozen(RuntimeOrigin::root(), GPU, false));
		assert_eq!(Feeds::reading(GPU), caliber_primitives::prices::Reading::Missing);
	});
}

#[test]
fn closures_should_be_refused_when_disordered() {
	live(4).run(|| {
		let set = |days: Vec<u32>| {
			let days: Vec<_> = days.into_iter().map(ObsDay).collect();
			Feeds::set_closures(RuntimeOrigin::root(), days.try_into().unwrap())
		};
		assert_noop!(set(vec![2, 1]), Error::<Test>::BadClosures);
		assert_noop!(set(vec![1, 1]), Error::<Test>::BadClosures);
		assert_ok!(set((0..32).collect()));
		assert_ok!(set(vec![]));
		assert_noop!(
			Feeds::set_closures(RuntimeOrigin::signed(77), Default::default()),
			DispatchError::BadOrigin
		);
	});
}
