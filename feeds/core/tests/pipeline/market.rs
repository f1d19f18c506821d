//! Market prices.

use super::world::*;
use caliber_feeds_core::{
	pipeline::Note,
	sku::{Sku, H100_SXM},
	Condition, FeedError, FeedKey, Known,
	Source::{self, LambdaInstances, OrnnDaily, RunpodGraphql, VastBundles},
	Tier,
};
use std::collections::BTreeSet;

/// A hundred models, each with names of its own.
fn hundred() -> Vec<Sku<'static>> {
	let name = |kind: &str, id: u16| -> &'static [&'static str] {
		let name: &'static str = Box::leak(format!("{kind} {id:03}").into_boxed_str());
		Box::leak(Box::new([name]))
	};
	let row = |id| Sku {
		id,
		vast: name("vast", id),
		runpod: name("runpod", id),
		lambda: name("lambda", id),
		ornn: name("ornn", id),
		sfcompute: &[],
		..H100_SXM
	};
	(1..=100).map(row).collect()
}

#[test]
fn hundred_feeds_should_be_one_flight_when_venues_have_pages_for_all() {
	let skus = hundred();
	let feed = |sku: &Sku<'_>| FeedKey::GpuHour { sku: sku.id, tier: Tier::OnDemand };
	let tasks = || skus.iter().map(|sku| task(feed(sku), 6 * HOUR)).collect();
	let mut world = World::new(tasks(), &VENUES);
	world.skus = skus.clone();
	world.perform();
	let asked = world.questions();
	let count = |source| asked.iter().filter(|(asked, _)| *asked == source).count();
	assert_eq!((count(VastBundles), count(RunpodGraphql), count(LambdaInstances)), (100, 1, 1));
	// With one more venue that is asked for each they are more than a run may ask: the rest waits
	// for the next, and nothing is asked twice.
	let mut world = World::new(tasks(), &[OrnnDaily, RunpodGraphql]);
	world.config.sources.push(caliber_feeds_core::SourceConfig::plain(VastBundles, "https://v"));
	world.skus = skus.clone();
	world.answer(OrnnDaily, good("{\"success\":false}"));
	let mut paths = Vec::new();
	for _ in 0..3 {
		world.perform();
		let asked = world.questions();
		assert!(asked.len() <= 128, "{}", asked.len());
		paths.extend(asked.into_iter().filter(|(source, _)| *source == OrnnDaily));
		// Time for the sources, which all fail, to be asked again.
		world.now += 3_600;
	}
	let distinct: BTreeSet<_> = paths.iter().collect();
	assert_eq!(distinct.len(), 100);
}

#[test]
fn price_should_be_said_when_one_of_three_venues_is_down() {
	let mut world = World::gpu();
	world.answer(LambdaInstances, DOWN);
	let said = world.after(0);
	let two = VastBundles.mask() | RunpodGraphql.mask();
	assert_eq!((said[0].observation.round, said[0].observation.sources), (0, two));
	world.hear(&said);
	world.asked();
	// It stays down: nothing better to say.
	world.now = TUESDAY.after(1).start();
	world.task(GPU).said = None;
	let said = world.after(600);
	world.hear(&said);
	assert_eq!((said[0].observation.round, said[0].observation.sources), (0, two));
	world.asked();
	assert!(world.after(600).is_empty());
	world.answer(LambdaInstances, good(venue_page(LambdaInstances)));
	let said = world.after(HOUR);
	let all = two | LambdaInstances.mask();
	assert_eq!((said[0].observation.round, said[0].observation.sources), (1, all));
	world.hear(&said);
	world.asked();
	// Whole: nobody is asked before the next day.
	assert!(world.after(HOUR).is_empty() && world.asked().is_empty());
}

#[test]
fn venue_should_not_spoil_the_others_when_its_day_is_wrong() {
	let mut world = World::gpu();
	world.config.sources.push(caliber_feeds_core::SourceConfig::plain(OrnnDaily, "https://o"));
	let index = |day: &str| {
		format!(
			"{{\"success\":true,\"data\":{{\"gpu_type\":\"H100 SXM\",\"index_value\":2.5,\
			 \"date\":\"{day}\"}}}}"
		)
	};
	for (day, want) in [
		("2026-08-11", None),
		("2026-08-12", Some(FeedError::Future)),
		("2026-02-26", Some(FeedError::Stale)),
	] {
		let mut world = World { config: world.config.clone(), ..World::gpu() };
		world.answer(OrnnDaily, good(index(day)));
		let outcome = world.perform();
		let said = outcome.statements[0].1[0].observation;
		assert_eq!(said.sources & OrnnDaily.mask() != 0, want.is_none());
		assert_eq!(said.sources.count_ones(), if want.is_none() { 4 } else { 3 });
		let notes: Vec<_> =
			want.into_iter().map(|error| Note::Answer(OrnnDaily, GPU, error)).collect();
		assert_eq!(outcome.notes, notes);
	}
}

#[test]
fn model_should_be_no_failure_when_a_venue_does_not_offer_it() {
	let mut world = World::gpu();
	world.answer(LambdaInstances, good("{\"data\":{}}"));
	let outcome = world.perform();
	assert_eq!(outcome.notes, []);
	let said = outcome.statements[0].1.clone();
	assert_eq!(said[0].observation.sources.count_ones(), 2);
	world.hear(&said);
	world.asked();
	assert!(world.after(15 * 60 - 1).is_empty() && world.asked().is_empty());
	assert_eq!(world.counters().sources[&LambdaInstances].failed, 0);
}

#[test]
fn price_should_be_fetched_once_a_slot_when_the_chain_agrees() {
	let mut world = World::gpu();
	world.now = TUESDAY.start();
	let mut fetches = Vec::new();
	for second in (0..2 * DAY).step_by(60) {
		world.now = TUESDAY.start() + second;
		let outcome = world.perform();
		for (_, said) in outcome.statements {
			world.agree(&said);
		}
		if !world.asked().is_empty() {
			fetches.push(second);
		}
	}
	let slots: Vec<u64> = (0..8).map(|slot| slot * 6 * HOUR).collect();
	assert_eq!(fetches, slots);
}

#[test]
fn doubtful_price_should_be_fetched_again_when_the_chain_takes_it() {
	let mut world = World::gpu();
	let said = world.after(0);
	world.agree(&said);
	let task = world.task(GPU);
	task.known = task.known.map(|known| Known { is_suspect: true, ..known });
	task.not_before = START + 6 * HOUR;
	world.asked();
	assert!(world.after(6 * HOUR - 1).is_empty() && world.asked().is_empty());
	let said = world.after(1);
	assert_eq!((said.len(), said[0].observation.fetched_at), (1, START + 6 * HOUR));
}

#[test]
fn catalogues_should_be_three_venues_when_each_has_its_publisher() {
	let used = FeedKey::GpuResale { sku: 1, condition: Condition::Used };
	let mut world = World::new(vec![task(used, DAY)], &Source::CATALOGUES);
	world.now = caliber_feeds_core::ObsDay::from_iso("2026-09-20").unwrap().start();
	for source in Source::CATALOGUES {
		world.answer(source, good(include_str!("../fixtures/resale_catalogue.json")));
	}
	let said = world.after(0);
	assert_eq!(world.questions().len(), 3);
	let mask = Source::CATALOGUES.iter().fold(0, |mask, source| mask | source.mask());
	assert_eq!((said[0].observation.sources, said[0].observation.value), (mask, 1_993_750));
	assert_eq!(mask, 0x0070_0000);
}
