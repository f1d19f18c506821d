//! From agreement to force: delays, caution, confirmation, decisions of governance.

use crate::{
	mock::*, Agreed, Error, Event, FeedRules, Feeds as Known, MarketRules, OfficialRules, Outcome,
	State,
};
use caliber_feeds_core::FeedKey;
use caliber_primitives::{
	prices::{FeedFault, Reading},
	units::Seconds,
};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

const HOUR: u64 = 3_600;

/// A development chain with the rules that a live one starts with.
fn live() -> Chain {
	Chain {
		feeds: vec![
			(BILL, FeedRules::Official(OfficialRules::BILLS)),
			(GPU, FeedRules::Market(MarketRules::GPU_HOUR)),
		],
		..Chain::dev()
	}
}

fn value(key: FeedKey) -> Option<i64> {
	Feeds::reading(key).last().map(|observed| observed.value)
}

fn fault(key: FeedKey) -> Option<FeedFault> {
	Feeds::reading(key).fresh().err()
}

fn state(key: FeedKey) -> State {
	Feeds::status(key).unwrap().state
}

fn outcome() -> Outcome {
	events()
		.into_iter()
		.rev()
		.find_map(|event| match event {
			Event::RoundClosed { outcome, .. } => Some(outcome),
			_ => None,
		})
		.unwrap()
}

/// One price agreed on, and then so many seconds.
fn price(value: u64, seconds: u64) -> Outcome {
	assert_ok!(submit(gpu(0, value, 0)));
	let outcome = outcome();
	wait(seconds);
	outcome
}

#[test]
fn official_should_be_in_force_after_an_hour_when_agreed() {
	live().run(|| {
		assert_eq!(state(BILL), State::Collecting);
		assert_ok!(submit(bill(0, TUESDAY, 37_400_000)));
		assert_eq!(outcome(), Outcome::Waits { until: at(HOUR) });
		assert_eq!((Feeds::reading(BILL), state(BILL)), (Reading::Missing, State::Pending));
		wait(HOUR - 1);
		assert_eq!(Feeds::reading(BILL), Reading::Missing);
		wait(1);
		assert_eq!(
			(value(BILL), fault(BILL), state(BILL)),
			(Some(37_400_000), None, State::Current)
		);
	});
}

#[test]
fn rise_should_wait_a_day_at_the_lowest_of_the_day_when_others_follow() {
	live().run(|| {
		assert_eq!(price(3_000_000, 24 * HOUR), Outcome::Waits { until: at(24 * HOUR) });
		assert_eq!(value(GPU), Some(3_000_000));
		let until = at(48 * HOUR);
		for next in [3_300_000, 3_200_000, 3_400_000] {
			assert_eq!(price(next, 6 * HOUR), Outcome::Waits { until });
			// It is upheld by each of them, so it does not age.
			assert_eq!((value(GPU), fault(GPU)), (Some(3_000_000), None));
		}
		wait(6 * HOUR - 1);
		assert_eq!(value(GPU), Some(3_000_000));
		wait(1);
		assert_eq!((value(GPU), fault(GPU)), (Some(3_200_000), None));
	});
}

#[test]
fn rise_should_be_forgotten_when_the_price_falls_back_before_its_day_is_over() {
	live().run(|| {
		price(3_000_000, 24 * HOUR);
		price(3_300_000, 12 * HOUR);
		assert_eq!(price(2_990_000, 24 * HOUR), Outcome::InForce);
		assert_eq!((value(GPU), fault(GPU), state(GPU)), (Some(2_990_000), None, State::Current));
	});
}

#[test]
fn fall_should_be_in_force_at_once_and_with_caution_when_it_is_far() {
	live().run(|| {
		price(3_000_000, 24 * HOUR);
		// A tenth is not far.
		assert_eq!(price(2_700_000, 0), Outcome::InForce);
		assert_eq!((value(GPU), fault(GPU)), (Some(2_700_000), None));
		wait(HOUR);
		assert_eq!(price(2_429_999, 0), Outcome::InForce);
		for (later, expected, now) in [
			(0, Some(FeedFault::Suspect), State::Caution),
			(6 * HOUR - 1, Some(FeedFault::Suspect), State::Caution),
			(1, None, State::Current),
		] {
			wait(later);
			assert_eq!((value(GPU), fault(GPU)), (Some(2_429_999), expected));
			assert_eq!(state(GPU), now);
		}
	});
}

#[test]
fn leap_should_be_in_force_when_two_further_rounds_confirm_it() {
	live().run(|| {
		price(3_000_000, 24 * HOUR);
		let doubt = |confirmations| Outcome::Suspected { confirmations, needed: 2 };
		// A borrower's swarm of offers, or a crash: 40 % down.
		assert_eq!(price(1_800_000, 6 * HOUR), doubt(0));
		assert_eq!((value(GPU), fault(GPU)), (Some(3_000_000), Some(FeedFault::Suspect)));
		assert_eq!(price(1_750_000, 6 * HOUR), doubt(1));
		assert_eq!(price(1_800_000, 0), Outcome::InForce);
		assert_eq!((value(GPU), state(GPU)), (Some(1_800_000), State::Caution));
	});
}

#[test]
fn leap_should_not_confirm_itself_when_reported_again_at_once() {
	live().run(|| {
		price(3_000_000, 24 * HOUR);
		price(6_000_000, 0);
		let too_soon = || Error::<Test>::Refused(crate::Refusal::TooSoon);
		assert_noop!(submit(gpu(0, 6_000_000, 0)), too_soon());
		wait(6 * HOUR - 1);
		assert_noop!(submit(gpu(0, 6_000_000, 0)), too_soon());
		wait(1);
		assert_ok!(submit(gpu(0, 6_000_000, 0)));
	});
}

#[test]
fn spike_should_be_accepted_and_not_lost_when_it_is_true() {
	// SOFR on 2019-09-17.
	live().run(|| {
		assert_ok!(submit(bill(0, TUESDAY.before(1), 24_300_000)));
		wait(HOUR);
		for confirmations in 0..2 {
			assert_ok!(submit(bill(0, TUESDAY, 52_500_000)));
			assert_eq!(outcome(), Outcome::Suspected { confirmations, needed: 2 });
			assert_eq!((value(BILL), state(BILL)), (Some(24_300_000), State::Suspect));
			wait(HOUR);
		}
		assert_ok!(submit(bill(0, TUESDAY, 52_500_000)));
		wait(HOUR);
		assert_eq!((value(BILL), fault(BILL)), (Some(52_500_000), None));
	});
}

#[test]
fn governance_should_take_in_or_drop_what_is_in_doubt() {
	for (accept, expected) in [(true, 6_000_000), (false, 3_000_000)] {
		live().run(|| {
			price(3_000_000, 24 * HOUR);
			let settle = |origin| Feeds::settle(origin, GPU, accept);
			assert_noop!(settle(RuntimeOrigin::root()), Error::<Test>::NothingInDoubt);
			price(6_000_000, HOUR);
			for origin in [RuntimeOrigin::signed(1), RuntimeOrigin::signed(77)] {
				assert_noop!(settle(origin), DispatchError::BadOrigin);
			}
			assert_ok!(settle(RuntimeOrigin::root()));
			let Some(Event::Settled { agreed, outcome, .. }) = events().pop() else { panic!() };
			assert_eq!(agreed.value, 6_000_000);
			let until = at(49 * HOUR);
			assert_eq!(outcome, accept.then_some(Outcome::Waits { until }));
			assert_eq!(value(GPU), Some(3_000_000));
			wait(24 * HOUR);
			assert_eq!(value(GPU), Some(expected));
		});
	}
	live().run(|| {
		let unknown = Feeds::settle(RuntimeOrigin::root(), FeedKey::Sofr, true);
		assert_eq!(unknown, Err(Error::<Test>::UnknownFeed.into()));
	});
}

#[test]
fn revision_should_replace_the_day_when_another_value_is_agreed_on_for_it() {
	live().run(|| {
		assert_ok!(submit(bill(0, TUESDAY, 37_400_000)));
		wait(2 * HOUR);
		// The same value is no news; another one is a revision, three times at most.
		let old = || Error::<Test>::Refused(crate::Refusal::OldDay);
		assert_noop!(submit(bill(0, TUESDAY, 37_400_000)), old());
		let mut from = 37_400_000;
		for revision in 1..=3u8 {
			let to = 37_400_000 + i64::from(revision) * 100_000;
			assert_ok!(submit(bill(0, TUESDAY, to)));
			let revised = Event::RoundRevised { feed: BILL, day: TUESDAY, from, to, revision };
			assert_eq!(events().pop(), Some(revised));
			// The former one is in force for another hour.
			assert_eq!(value(BILL), Some(from));
			wait(HOUR);
			assert_eq!(value(BILL), Some(to));
			from = to;
		}
		assert_noop!(submit(bill(0, TUESDAY, 38_000_000)), old());
		let history = Feeds::history(BILL, TUESDAY, TUESDAY);
		assert_eq!(history.iter().map(|d| (d.value, d.revision)).collect::<Vec<_>>(), [(from, 3)]);
	});
}

#[test]
fn revision_should_be_refused_when_three_days_have_passed() {
	live().run(|| {
		assert_ok!(submit(bill(0, TUESDAY, 37_400_000)));
		set_time(at(72 * HOUR + 1));
		let revise = || submit(bill(0, TUESDAY, 37_500_000));
		assert_noop!(revise(), Error::<Test>::Refused(crate::Refusal::OldDay));
	});
	live().run(|| {
		assert_ok!(submit(bill(0, TUESDAY, 37_400_000)));
		set_time(at(72 * HOUR));
		assert_ok!(submit(bill(0, TUESDAY, 37_500_000)));
	});
}

#[test]
fn settle_should_remember_the_day_and_tell_a_revision_when_it_accepts() {
	live().run(|| {
		assert_ok!(submit(bill(0, TUESDAY, 37_400_000)));
		wait(2 * HOUR);
		assert_ok!(submit(bill(0, TUESDAY, 50_000_000)));
		assert_ok!(Feeds::settle(RuntimeOrigin::root(), BILL, true));
		let (day, from, to) = (TUESDAY, 37_400_000, 50_000_000);
		let revised = Event::RoundRevised { feed: BILL, day, from, to, revision: 1 };
		assert_eq!(events().pop(), Some(revised));
		let said = Feeds::history(BILL, TUESDAY, TUESDAY).pop().unwrap();
		assert_eq!((said.value, said.revision, said.accepted), (to, 1, Feeds::now()));
		// One that opens a day is no revision.
		let next = TUESDAY.after(1);
		set_time(Seconds(next.start() + 23 * HOUR + 1_800));
		assert_ok!(submit(bill(0, next, 70_000_000)));
		assert_ok!(Feeds::settle(RuntimeOrigin::root(), BILL, true));
		assert!(matches!(events().pop(), Some(Event::Settled { .. })));
		assert_eq!(Feeds::history(BILL, next, next).pop().map(|said| said.value), Some(70_000_000));
	});
}

#[test]
fn shorter_delay_should_count_only_when_the_old_one_would_be_over() {
	let rules = |hours| {
		FeedRules::Market(MarketRules {
			raise_delay: Seconds(hours * HOUR),
			..MarketRules::GPU_HOUR
		})
	};
	let set = |hours| {
		assert_ok!(Feeds::set_feed(RuntimeOrigin::root(), GPU, rules(hours)));
	};
	let until = || Known::<Test>::get(GPU).unwrap().pending.unwrap().until;
	for (wait_before, want) in [(0, 24), (24 * HOUR - 1, 24), (24 * HOUR, 1)] {
		live().run(|| {
			set(1);
			wait(wait_before);
			assert_ok!(submit(gpu(0, 3_000_000, 0)));
			assert_eq!(until(), Seconds(Feeds::now().get() + want * HOUR), "{wait_before}");
		});
	}
	// Nobody gets round it in two steps, and a longer one counts at once.
	live().run(|| {
		set(12);
		wait(23 * HOUR);
		set(0);
		wait(23 * HOUR);
		assert_ok!(submit(gpu(0, 3_000_000, 0)));
		assert_eq!(until(), Seconds(Feeds::now().get() + 24 * HOUR));
		set(48);
		wait(25 * HOUR);
		price(3_300_000, 0);
		assert_eq!(until(), Seconds(Feeds::now().get() + 48 * HOUR));
	});
}

#[test]
fn history_should_remember_400_days_when_more_are_told() {
	let day = |n: u32| TUESDAY.after(n);
	live().run(|| {
		for n in 0..402u32 {
			set_time(Seconds(day(n).start() + 60));
			assert_ok!(submit(gpu(0, 3_000_000 + u64::from(n), 0)));
		}
		let days = Feeds::history(GPU, day(0), day(1_000));
		assert_eq!(days.len(), 398);
		assert_eq!((days[0].day, days[0].value), (day(2), 3_000_002));
		assert_eq!(Feeds::history(GPU, day(400), day(401)).len(), 2);
		assert_eq!(Feeds::history(GPU, day(401), day(400)).len(), 0);
		assert_eq!(Feeds::history(FeedKey::Sofr, day(0), day(401)).len(), 0);
	});
}

#[test]
fn status_should_tell_everything_when_asked() {
	live().run(|| {
		assert_eq!(Feeds::status(FeedKey::Sofr), None);
		price(3_000_000, 24 * HOUR);
		price(3_300_000, HOUR);
		let status = Feeds::status(GPU).unwrap();
		let Agreed { value, sources, reporters, .. } = status.current.unwrap();
		assert_eq!((value, sources.count_ones(), reporters), (3_000_000, 3, 1));
		assert_eq!(
			status.pending.map(|p| (p.agreed.value, p.until)),
			Some((3_300_000, at(48 * HOUR)))
		);
		assert_eq!(status.age, Some(crate::Age::Fresh));
		assert_eq!(status.next_expected, at(30 * HOUR));
		assert_eq!((status.round.number.0, status.round.quorum), (2, 1));
		assert_ok!(submit(bill(0, TUESDAY, 37_400_000)));
		// Wednesday's is due at 23:30 of its day.
		let due = TUESDAY.after(1).start() + 23 * HOUR + 1_800;
		assert_eq!(Feeds::status(BILL).unwrap().next_expected, Seconds(due));
	});
}
