//! What the chain would refuse, and what it has refused.

use super::world::*;
use caliber_feeds_core::{pipeline::Note, FeedError, Source::UstBillXml};
use caliber_finance::units::Ppm;

#[test]
fn price_should_be_asked_for_anew_and_not_signed_when_the_venues_lie_too_far_apart() {
	let mut world = World::gpu();
	let admitted = world.task(GPU).demand;
	world.task(GPU).demand.max_conf = Ppm(100_000);
	let outcome = world.perform();
	assert_eq!((outcome.statements, outcome.again), (Vec::new(), Vec::new()));
	assert_eq!(outcome.notes, [Note::Combine(GPU, FeedError::TooUnsure)]);
	let counted = world.counters();
	assert_eq!(counted.missed[&GPU], 1);
	// No venue is to blame by itself, so that none is left alone.
	assert!(VENUES
		.iter()
		.all(|venue| (counted.sources[venue].failed, counted.sources[venue].waits_until) == (0, 0)));
	assert_eq!(world.asked(), VENUES);
	// Nothing was signed, so that nothing is sent again, nor is the next value held back.
	assert!(world.after(599).is_empty() && world.asked().is_empty());
	world.task(GPU).demand = admitted;
	assert_eq!(world.after(1).len(), 1);
	assert_eq!(world.asked(), VENUES);
}

#[test]
fn price_should_be_unsaid_when_it_rests_on_too_few_prices() {
	let mut world = World::gpu();
	let said = world.after(0);
	let have = said[0].observation.n;
	let mut world = World::gpu();
	world.task(GPU).demand.min_prices = have + 1;
	let few = FeedError::TooFew { have, need: have + 1 };
	assert_eq!(world.notes_after(0), [Note::Combine(GPU, few)]);
}

#[test]
fn statement_should_be_dropped_and_its_sources_asked_anew_when_the_chain_refuses_it() {
	let mut world = World::gpu();
	let said = world.after(0);
	assert_eq!(said.len(), 1);
	world.refuse(&said);
	world.asked();
	assert_eq!(world.counters().missed[&GPU], 1);
	// It is not sent again, and others are as they were.
	for seconds in [20, 579] {
		assert!(world.after(seconds).is_empty() && world.asked().is_empty(), "{seconds}");
	}
	assert_eq!(values(&world.after(1)), values(&said));
	assert_eq!(world.asked(), VENUES);
	// What was signed under a name is not forgotten with it.
	let mut world = World::bill();
	let said = world.after(0);
	world.refuse(&said);
	world.answer(UstBillXml, good(bill_page(TUESDAY, 37_900_000)));
	assert!(world.notes_after(700).contains(&Note::Held(W13)));
	world.answer(UstBillXml, good(bill_page(TUESDAY, 37_400_000)));
	assert_eq!(values(&world.after(HOUR)), values(&said));
}

#[test]
fn statement_should_be_dropped_when_it_is_refused_the_second_time_it_is_sent() {
	let mut world = World::bill();
	world.after(0);
	let again = world.after(20);
	assert_eq!(again.len(), 2);
	world.refuse(&again);
	world.asked();
	assert!(world.after(20).is_empty() && world.asked().is_empty());
	assert_eq!(values(&world.after(HOUR)), values(&again));
	assert_eq!(world.asked(), [UstBillXml]);
}
