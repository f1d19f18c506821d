//! Cases 1 to 14: what can be wrong with an answer.

use crate::world::{World, BILLS, BILL_SOURCES, FED, H100, SOFR, USED, VENUES, W13, W26};
use caliber_feeds_core::{Calendar, FeedKey, ObsDay};
use pallet_feeds::{Age, Event};

/// Faults of the publisher of bills, one after the other on one evening.
fn bills(world: &mut World, faults: &[&str]) -> String {
	world.evening();
	world.series(&[BILLS], faults, W13, &[W26])
}

pub fn odd_numbers(world: &mut World) -> String {
	let words = ["nan", "infinity", "overflow", "null-text", "dot", "empty", "m-null"];
	let faults: Vec<String> = words.iter().map(|word| format!("number-{word}")).collect();
	bills(world, &faults.iter().map(String::as_str).collect::<Vec<_>>())
}

/// With the New York Fed silent: no SOFR says that the bill cannot be negative.
pub fn negative(world: &mut World) -> String {
	world.sim.arm(FED, "unavailable");
	VENUES.iter().for_each(|venue| world.sim.arm(venue, "negative-price"));
	world.sim.arm(BILLS, "negative-rate");
	world.evening();
	let before = [W13, H100].map(|(_, feed)| world.node.status(feed));
	world.look();
	let (bill, price) = (world.outcome(W13.1, &before[0]), world.outcome(H100.1, &before[1]));
	let value = world.newest(W13.1).map(|agreed| agreed.value);
	for source in VENUES.iter().chain([&BILLS]) {
		world.sim.arm(source, "off");
	}
	let sign = if value.is_some_and(|value| value < 0) { "below zero" } else { "NOT below zero" };
	format!("13-week bill: {bill}, {sign}; H100 hour: {price}")
}

/// Still without SOFR, on the next evening.
pub fn zero(world: &mut World) -> String {
	world.sim.arm(BILLS, "true-zero");
	world.evening();
	let before = world.node.status(W13.1);
	world.look();
	let outcome = world.outcome(W13.1, &before);
	let value = world.newest(W13.1).map(|agreed| agreed.value);
	world.sim.arm(BILLS, "off");
	world.sim.arm(FED, "off");
	let zero = if value == Some(0) { "zero" } else { "NOT zero" };
	format!("13-week bill: {outcome}, {zero}; {}", world.settle())
}

pub fn huge_numbers(world: &mut World) -> String {
	bills(world, &["rate-without-point", "forty-digits"])
}

pub fn unit_slip(world: &mut World) -> String {
	let rate = bills(world, &["fraction-for-percent"]);
	let price = world.series(&VENUES, &["cents-for-dollars"], H100, &[]);
	format!("{rate}; {price}")
}

pub fn broken_bodies(world: &mut World) -> String {
	world.evening();
	world.series(&[BILLS], &["cut-body", "connection-reset"], W26, &[SOFR])
}

pub fn other_bodies(world: &mut World) -> String {
	world.evening();
	world.sim.arm(FED, "json-error");
	world.sim.arm("runpod-graphql", "graphql-errors");
	let (rate, price) = (world.node.status(SOFR.1), world.node.status(H100.1));
	let before = world.counters().sources;
	let pages = ["garbage", "html-page", "html-disguised"];
	pages.iter().for_each(|page| {
		world.sim.arm(BILLS, page);
		world.look_at(&[BILLS, FED, "runpod-graphql"]);
	});
	let (rate, price) = (world.outcome(SOFR.1, &rate), world.outcome(H100.1, &price));
	let is_left_alone = world.counters().sources.iter().any(|(source, count)| {
		let failed = before.get(source).map_or(0, |before| before.failed);
		source.kind() == BILLS && count.failed > failed && count.waits_until > 0
	});
	world.sim.arm(FED, "off");
	world.sim.arm("runpod-graphql", "off");
	let bills = world.series(&[BILLS], &pages, W13, &[]);
	let alone = if is_left_alone { "left alone for a while" } else { "NOT left alone" };
	format!("SOFR: {rate}; H100 hour: {price}; the publisher of bills is {alone}; {bills}")
}

pub fn other_statuses(world: &mut World) -> String {
	let all = ["no-content", "redirect", "too-many-requests", "unavailable", "status500"];
	world.evening();
	world.series(&[BILLS], &all, W13, &[SOFR])
}

/// The run ends in time, and what others answer is reported.
pub fn slow(world: &mut World) -> String {
	world.evening();
	world.slowest = 0;
	let told = world.series(&[BILLS], &["slow-loris", "hang"], W13, &[SOFR]);
	let longest = world.slowest;
	// Until the head must be there: half of the time that an answer has.
	assert!((4_000..=12_000).contains(&longest), "the longest run took {longest} ms");
	format!("{told}; each run over within 12 s")
}

pub fn large_bodies(world: &mut World) -> String {
	world.evening();
	let refused = ["huge-body", "gzip-bomb", "long-length", "short-length"];
	let told = world.series(&[BILLS], &refused, W13, &[SOFR]);
	world.evening();
	let fine = world.series(&[BILLS], &["missing-length"], W13, &[]);
	format!("{told}; without a length {fine}")
}

pub fn deep_bodies(world: &mut World) -> String {
	world.evening();
	world.sim.arm(FED, "json-depth");
	let before = world.node.status(SOFR.1);
	world.look_at(&[FED]);
	let rate = world.outcome(SOFR.1, &before);
	world.sim.arm(FED, "off");
	let told = world.series(&[BILLS], &["xml-dtd", "xml-entity-bomb", "xml-depth"], W13, &[]);
	format!("SOFR: {rate}; {told}")
}

/// A day without the day's rate, and three more.
pub fn stale(world: &mut World) -> String {
	world.quiet_evening();
	world.mark();
	BILL_SOURCES.iter().for_each(|source| world.sim.arm(source, "yesterday"));
	world.sim.arm(FED, "frozen-cdn");
	let before = [W13, SOFR].map(|(_, feed)| world.node.status(feed));
	let mut ages = Vec::new();
	for _ in 0..4 {
		world.next_evening(|_| true);
		world.look_at(&[BILLS, FED]);
		world.write_down(W13.1);
		ages.push(world.node.status(W13.1).age);
	}
	let [bill, sofr] = [(W13.1, &before[0]), (SOFR.1, &before[1])]
		.map(|(feed, before)| world.outcome(feed, before));
	let lost = world.told(|event| match event {
		Event::QuorumLost { feed, have: 0, need: 3 } if *feed == W13.1 => Some(()),
		_ => None,
	});
	let aged = world.told(|event| match event {
		Event::FeedSoftStale { feed, .. } if *feed == W13.1 => Some("soft"),
		Event::FeedHardStale { feed, .. } if *feed == W13.1 => Some("hard"),
		_ => None,
	});
	BILL_SOURCES.iter().for_each(|source| world.sim.arm(source, "off"));
	world.sim.arm(FED, "off");
	let ages: Vec<&str> = ages
		.into_iter()
		.map(|age| match age {
			Some(Age::Fresh) => "fresh",
			Some(Age::Soft) => "soft",
			Some(Age::Hard) => "hard",
			None => "NONE",
		})
		.collect();
	format!(
		"13-week bill: {bill}; SOFR: {sofr}; QuorumLost 0 of 3: {}; age {}; told {}; {}",
		lost.len(),
		ages.join(", "),
		aged.join(", "),
		world.settle()
	)
}

pub fn wrong_dates(world: &mut World) -> String {
	let dates = ["future-date", "february-31", "two-digit-year"];
	let bill = bills(world, &dates);
	world.evening();
	let sofr = world.series(&[FED], &dates, SOFR, &[]);
	world.mark();
	world.sim.arm("resale-catalogue", "future-date");
	let before = world.node.status(USED.1);
	world.look_at(&["resale-catalogue"]);
	let used = world.outcome(USED.1, &before);
	world.sim.arm("resale-catalogue", "off");
	(0..2).for_each(|_| world.look_at(&["resale-catalogue"]));
	let again = world.outcome(USED.1, &before);
	format!("{bill}; {sofr}; used H100: {used}, then {again}; {}", world.settle())
}

pub fn duplicates(world: &mut World) -> String {
	let bill = bills(world, &["duplicate-conflict"]);
	world.evening();
	world.sim.arm(FED, "revised-pair");
	let before = world.node.status(SOFR.1);
	world.look_at(&[FED]);
	let sofr = world.outcome(SOFR.1, &before);
	world.sim.arm(FED, "off");
	format!("{bill}; SOFR, of a revised pair: {sofr}; {}", world.settle())
}

/// Whether the bond market is open.
pub fn is_open(day: ObsDay) -> bool {
	Calendar::US.is_business_day(day)
}

/// Alarms of a feed since the mark.
pub fn alarms(world: &World, of: FeedKey) -> usize {
	let told = world.told(|event| match event {
		Event::QuorumLost { feed, .. }
		| Event::FeedSoftStale { feed, .. }
		| Event::FeedHardStale { feed, .. }
			if *feed == of =>
		{
			Some(())
		},
		_ => None,
	});
	told.len()
}
