//! Nobody is made to say two things under one name.

use super::world::*;
use caliber_feeds_core::{
	config::MEMORY_KEY,
	pipeline::{Note, Statement, Store},
	Assignment, FeedKey, ObsDay,
	Source::UstBillXml,
};
use std::collections::BTreeMap;

/// What was signed, by everything that a conviction asks for.
type Signed = BTreeMap<([u8; 32], u32, u16, FeedKey, u32, ObsDay, u8), (i128, u64)>;

/// Notes what a reporter signs; two values under one name are his end.
fn sign(signed: &mut Signed, who: &Assignment, said: &[Statement]) {
	for Statement { round, observation: seen } in said {
		let name =
			(who.genesis, who.set, who.reporter, seen.feed, *round, seen.obs_day, seen.round);
		let says = (seen.value, seen.conf);
		assert_eq!(*signed.entry(name).or_insert(says), says, "{name:?}");
	}
}

impl World {
	/// Another rate stands on the publisher's page.
	fn publish(&mut self, day: ObsDay, rate: u64) {
		self.answer(UstBillXml, good(bill_page(day, rate)));
	}

	fn held(&mut self) -> bool {
		let outcome = self.perform();
		outcome.statements.is_empty() && outcome.notes.contains(&Note::Held(W13))
	}
}

#[test]
fn value_should_be_held_back_when_the_clock_went_back() {
	for back in [5, 900, 3 * HOUR] {
		let mut world = World::bill();
		assert_eq!(world.after(0).len(), 2);
		world.now -= back;
		world.publish(TUESDAY, 37_900_000);
		// Early in the evening the day before is due, and Tuesday's page is looked at too.
		assert!(world.held(), "{back}");
		// The same value is the same statement.
		world.publish(TUESDAY, 37_400_000);
		assert_eq!(world.after(HOUR).len(), 2, "{back}");
	}
}

#[test]
fn value_should_be_held_back_when_the_node_told_of_another_set_in_between() {
	let mut world = World::bill();
	assert_eq!(world.after(0).len(), 2);
	world.publish(TUESDAY, 37_900_000);
	for (set, reporter, says) in [(2, 0, 2), (1, 3, 2), (1, 0, 0)] {
		let who = &mut world.assignments[0];
		(who.set, who.reporter) = (set, reporter);
		assert_eq!(world.after(601).len(), says, "{set} {reporter}");
	}
}

#[test]
fn nothing_should_be_signed_when_the_node_tells_of_another_chain() {
	let mut world = World::bill();
	let first = world.after(0);
	world.publish(TUESDAY, 37_900_000);
	let own = world.assignments[0].clone();
	let other = Assignment { genesis: [8; 32], ..own.clone() };
	for assignments in [vec![other.clone()], vec![own.clone(), other]] {
		world.assignments = assignments;
		world.now += 601;
		let outcome = world.perform();
		assert_eq!((outcome.statements, outcome.again), (Vec::new(), Vec::new()));
		assert_eq!(outcome.notes, [Note::OtherChain]);
	}
	// Nothing was forgotten.
	world.assignments = vec![own];
	assert!(world.held());
	world.publish(TUESDAY, 37_400_000);
	assert_eq!(values(&world.after(HOUR)), values(&first));
}

#[test]
fn nothing_should_be_signed_when_the_memory_cannot_be_read() {
	let mut world = World::bill();
	world.after(0);
	let mut bytes = world.shelf.get(MEMORY_KEY).unwrap();
	bytes.push(0);
	for bytes in [vec![255; 9], Vec::new(), bytes] {
		world.shelf.set(MEMORY_KEY, &bytes);
		world.now += 601;
		assert_eq!(world.perform().notes, [Note::Unreadable]);
	}
}

#[test]
fn nothing_should_be_signed_when_it_cannot_be_written_down() {
	let mut world = World::bill();
	world.shelf.is_full = true;
	let outcome = world.perform();
	assert_eq!((outcome.statements, outcome.again), (Vec::new(), Vec::new()));
	assert_eq!(outcome.notes, [Note::Unwritten]);
	world.shelf.is_full = false;
	assert_eq!(world.after(0).len(), 2);
	// Nor is it said again.
	world.shelf.is_full = true;
	assert_eq!(world.notes_after(20), [Note::Unwritten]);
	assert!(world.after(0).is_empty());
}

#[test]
fn first_value_should_be_remembered_when_a_correction_followed_it() {
	let mut world = World::bill();
	let said = world.after(0);
	world.hear(&said);
	world.publish(TUESDAY, 37_500_000);
	let corrected = world.after(HOUR);
	assert_eq!(corrected[0].observation.round, 1);
	// The blocks in which both were are no longer part of the chain, and the page says a third.
	for feed in [W13, W13_CE] {
		world.task(feed).said = None;
	}
	world.publish(TUESDAY, 37_600_000);
	world.now += 601;
	assert!(world.held());
	// What was said first may be said first again.
	world.publish(TUESDAY, 37_400_000);
	assert_eq!(values(&world.after(HOUR)), values(&said));
}

#[test]
fn old_rounds_should_be_closed_for_good_when_they_are_no_longer_remembered() {
	let mut world = World::bill();
	world.after(0);
	for round in 2..40 {
		for feed in [W13, W13_CE] {
			world.task(feed).round = round;
		}
		assert_eq!(world.after(700).len(), 2, "{round}");
	}
	let size = world.shelf.get(MEMORY_KEY).unwrap().len();
	assert!(size < 2_000, "{size}");
	for (round, says) in [(1, 0), (20, 0), (39, 2)] {
		for feed in [W13, W13_CE] {
			world.task(feed).round = round;
		}
		assert_eq!(world.after(3_700).len(), says, "{round}");
	}
}

/// Clocks that jump, blocks that vanish, pages that change, rounds and sets that come and go.
#[test]
fn reporter_should_never_contradict_himself_when_everything_around_him_does() {
	let mut state = 7u64;
	let mut dice = |sides: u64| {
		state =
			state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
		(state >> 33) % sides
	};
	let (mut world, mut signed, mut count) = (World::bill(), Signed::new(), 0);
	for _ in 0..4_000 {
		match dice(12) {
			0 => world.now -= dice(DAY),
			1 => world.now += dice(DAY),
			2 | 3 => world.publish(TUESDAY, 37_400_000 + 100_000 * dice(4)),
			4 => {
				let round = 1 + u32::try_from(dice(12)).unwrap();
				world.assignments[0].tasks.iter_mut().for_each(|task| task.round = round);
			},
			5 => world.assignments[0].set = 1 + u32::try_from(dice(3)).unwrap(),
			6 => world.assignments[0].reporter = u16::try_from(dice(2)).unwrap(),
			7 => world.assignments[0].tasks.iter_mut().for_each(|task| task.said = None),
			_ => world.now += dice(700),
		}
		// Tuesday's rates stay the newest.
		world.now = world.now.clamp(START, START + 20 * HOUR);
		let outcome = world.perform();
		for (_, said) in outcome.statements.iter().chain(&outcome.again) {
			sign(&mut signed, &world.assignments[0], said);
			count += said.len();
		}
		if dice(2) == 0 {
			for (_, said) in outcome.statements {
				world.hear(&said);
			}
		}
	}
	assert!(count > 200 && signed.len() > 50, "{count} {}", signed.len());
}
