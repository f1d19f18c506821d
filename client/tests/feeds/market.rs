//! Cases 16 and 20 to 24: answers that look right, and days that are out of the ordinary.

use crate::{
	answers::{alarms, is_open},
	loan::Rack,
	world::{newest, weekday, World, BILLS, EVENING, FED, H100, SOFR, VENUES, W13, W26},
};
use caliber_feeds_core::{pipeline::Counters, Calendar, ObsDay};
use caliber_runtime::RuntimeCall;
use pallet_feeds::{Age, Event};

const DAY: u64 = 86_400;

/// A fault that every source of a list has at once, on a price: what became of it at once.
fn price(world: &mut World, sources: &[&str], fault: &str) -> String {
	let before = world.node.status(H100.1);
	sources.iter().for_each(|source| world.sim.arm(source, fault));
	world.look_at(sources);
	let outcome = world.outcome(H100.1, &before);
	sources.iter().for_each(|source| world.sim.arm(source, "off"));
	format!("H100 hour by {fault}: {outcome}; {}", world.settle())
}

pub fn wrong_instruments(world: &mut World) -> String {
	world.evening();
	let faults = ["columns-swapped", "four-weeks-as-thirteen", "cusip-digit"];
	let bill = world.series(&[BILLS], &faults, W13, &[W26]);
	let machine = price(world, &VENUES, "machine-price");
	let card = price(world, &VENUES, "pcie-as-sxm");
	// Only results of auctions are left, told by two: one witness, and not to the publisher's digit.
	world.next_evening(|day| weekday(day) == 1);
	world.sim.arm(BILLS, "unavailable");
	let before = world.node.status(W13.1);
	world.look_at(&[BILLS]);
	(0..2).for_each(|_| world.look_at(&["fiscaldata-auctions", "treasurydirect-auctioned"]));
	let auctions = world.outcome(W13.1, &before);
	world.sim.arm(BILLS, "off");
	let auctions = format!("by results of auctions alone: {auctions}");
	format!("{bill}; {machine}; {card}; 13-week bill {auctions}; {}", world.settle())
}

/// What one venue can do to a price: nothing downwards while it is the cheapest, and upwards no more
/// than to the next one, after the delay of a rise; and nothing at all to what is lent on hardware,
/// which a rental price can only lower.
pub fn fake_listings(world: &mut World) -> String {
	const VAST: &str = "vast-bundles";
	let newest_value =
		|world: &World| newest(&world.node.status(H100.1)).map(|agreed| agreed.value);
	let in_force = |world: &World| world.node.status(H100.1).current.map(|agreed| agreed.value);
	world.settle();
	world.open();
	let rack = Rack::register(world, "LISTED");
	world.look();
	let before = newest_value(world);
	let told = world.counters();
	let votes = world.node.status(H100.1).round.votes;
	world.sim.arm(VAST, "fake-listings");
	// A band that the chain would refuse is not signed, and each look asks anew.
	(0..3).for_each(|_| world.look_at(&[VAST]));
	let after = world.counters();
	let missed = |counters: &Counters| counters.missed.get(&H100.1).copied().unwrap_or_default();
	let is_unsigned = world.node.status(H100.1).round.votes == votes && after.resent == told.resent;
	let unsigned = match missed(&after) - missed(&told) {
		3.. if is_unsigned => "nothing signed",
		_ => "SOMETHING signed",
	};
	let cheap = if newest_value(world) == before { "unmoved" } else { "MOVED" };
	world.sim.arm(VAST, "off");
	let settled = world.settle();
	let truth = world.sim.truth();
	let told =
		|venue: &str| truth["feeds"]["GpuHour.1.OnDemand"]["sources"][venue]["value"].as_i64();
	let next = VENUES.iter().filter(|venue| **venue != VAST).filter_map(|venue| told(venue)).max();
	world.quiet_evening();
	let (before, current) = (newest_value(world), in_force(world));
	let worth = rack.lendable(world);
	world.sim.arm_with(VAST, "fake-listings", 145);
	world.look_at(&[VAST]);
	let rise = newest_value(world);
	let waits =
		if in_force(world) == current { "not in force at once" } else { "IN FORCE AT ONCE" };
	world.look_at(&[VAST]);
	let has_risen = in_force(world) > current;
	let worth = match rack.lendable(world) == worth {
		true if has_risen => "in force later, and no more is lent on hardware",
		true => "NEVER in force",
		false => "OTHERWISE lent on",
	};
	world.sim.arm(VAST, "off");
	let is_within = rise >= before && rise <= next && next.is_some();
	let dear = if is_within { "not beyond the next venue" } else { "BEYOND the next venue" };
	format!(
		"H100 hour: {cheap} by forty cheap listings, {unsigned}; {settled}; by forty dear ones {dear}, \
		 {waits}; {worth}; {}",
		world.settle()
	)
}

pub fn venue_gone(world: &mut World) -> String {
	world.quiet_evening();
	world.mark();
	world.sim.arm("lambda-instance-types", "venue-gone");
	let before = world.node.status(H100.1);
	world.look_at(&["lambda-instance-types"]);
	let outcome = world.outcome(H100.1, &before);
	world.look();
	let lost = world.told(|event| match event {
		Event::SourceDiversityLost { feed, have, need } if *feed == H100.1 => Some((*have, *need)),
		_ => None,
	});
	world.sim.arm("lambda-instance-types", "off");
	let told = lost
		.first()
		.map_or("no alarm".into(), |(have, need)| format!("SourceDiversityLost {have} of {need}"));
	format!("H100 hour: {outcome}; {told}; {}", world.settle())
}

/// A holiday on a weekday, and a closure that nobody had planned.
pub fn holidays(world: &mut World) -> String {
	let is_eve = |day: ObsDay| {
		let next = day.after(1);
		!is_open(next) && (1..=5).contains(&weekday(next))
	};
	world.next_evening(is_eve);
	world.look();
	world.settle();
	world.mark();
	let before = world.node.status(W13.1);
	world.sim.arm(BILLS, "empty-row");
	world.ask_at(ObsDay::of(world.time).after(1).start() + EVENING);
	(0..2).for_each(|_| world.look());
	let holiday = told_of_silence(world, &before);
	world.sim.arm(BILLS, "off");
	world.quiet_evening();
	let tomorrow = Calendar::US.next(ObsDay::of(world.time));
	decree(world, vec![tomorrow]);
	world.mark();
	let before = world.node.status(W13.1);
	world.sim.arm(BILLS, "empty-row");
	world.ask_at(tomorrow.start() + EVENING);
	(0..2).for_each(|_| world.look());
	let closed = told_of_silence(world, &before);
	world.sim.arm(BILLS, "off");
	decree(world, Vec::new());
	world.evening();
	format!("holiday: {holiday}; decreed closure: {closed}; {}", world.settle())
}

fn decree(world: &mut World, days: Vec<ObsDay>) {
	let days = days.try_into().expect("a few");
	world.root(RuntimeCall::Feeds(pallet_feeds::Call::set_closures { days }));
}

fn told_of_silence(world: &mut World, before: &pallet_feeds::FeedStatus) -> String {
	world.write_down(W13.1);
	let outcome = world.outcome(W13.1, before);
	let age = match world.node.status(W13.1).age {
		Some(Age::Fresh) => "fresh",
		_ => "NOT fresh",
	};
	format!("{outcome}, {age}, {} alarms", alarms(world, W13.1))
}

pub fn spike(world: &mut World) -> String {
	world.quiet_evening();
	world.evening();
	world.sim.arm(FED, "sofr-spike");
	let before = world.node.status(SOFR.1);
	let outcomes: Vec<&str> = (0..3)
		.map(|_| {
			world.look_at(&[FED]);
			world.outcome(SOFR.1, &before)
		})
		.collect();
	world.sim.arm(FED, "off");
	world.ask_at(world.time + DAY);
	format!("SOFR: {}; {}", outcomes.join(", "), world.settle())
}

pub fn revision(world: &mut World) -> String {
	world.quiet_evening();
	world.mark();
	let before = newest(&world.node.status(W13.1)).unwrap();
	world.sim.arm(BILLS, "revision");
	(0..2).for_each(|_| world.look());
	let revised = world.told(|event| match event {
		Event::RoundRevised { feed, day, from, to, revision } if *feed == W13.1 => {
			Some((*day == before.day, to - from, *revision))
		},
		_ => None,
	});
	let kept = world.node.history(W13.1, before.day, before.day);
	let kept = kept.iter().all(|day| day.revision == 1 && day.value == before.value + 200_000);
	world.sim.arm(BILLS, "off");
	let told = match revised[..] {
		[(true, 200_000, 1)] if kept => "RoundRevised once, by 2 basis points, for the same day",
		_ => "NOT revised once",
	};
	format!("13-week bill: {told}; {}", world.settle())
}
