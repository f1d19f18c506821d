//! When sources are asked, left alone and statements sent again.

use super::world::*;
use caliber_feeds_core::{
	pipeline::{
		schedule::{phase, SPREAD},
		FetchError, Note,
	},
	FeedKey,
	Source::{LambdaInstances, UstBillXml, VastBundles},
	Tenor,
};
use std::collections::BTreeSet;

#[test]
fn phase_should_spread_reporters_and_keep_a_page_together_when_polls_are_long() {
	let mut world = World::bill();
	let mut seen = BTreeSet::new();
	for reporter in 0..32 {
		world.assignments[0].reporter = reporter;
		let who = &world.assignments[0];
		let of = |feed, poll| phase(who, &task(feed, poll), SPREAD, hash);
		let bill = of(W13, HOUR);
		assert!(bill <= SPREAD && of(W13, 10) <= 5);
		for tenor in Tenor::ALL {
			assert_eq!(of(FeedKey::TBillCouponEq(tenor), HOUR), bill);
		}
		assert_eq!(phase(who, &task(W13, HOUR), 0, hash), 0);
		seen.insert(bill);
	}
	assert!(seen.len() > 24, "{seen:?}");
}

#[test]
fn rate_should_be_asked_for_at_the_reporters_second_when_its_day_becomes_due() {
	let mut world = World::bill();
	let said = world.after(0);
	world.agree(&said);
	world.spread = SPREAD;
	let second = phase(&world.assignments[0], &world.assignments[0].tasks[0], SPREAD, hash);
	assert!(second > 0);
	// 23:30 of the next day; the page has it.
	let due = TUESDAY.after(1).start() + 84_600;
	world.answer(UstBillXml, good(bill_page(TUESDAY.after(1), 37_500_000)));
	for feed in [W13, W13_CE] {
		world.task(feed).known.as_mut().unwrap().is_open = false;
	}
	for (at, asked) in [(due - 1, 0), (due, 0), (due + second - 1, 0), (due + second, 1)] {
		world.now = at;
		world.asked();
		world.perform();
		assert_eq!(world.asked().len(), asked, "{}", at - due);
	}
	// Who was away does not wait.
	let mut world = World::bill();
	let said = world.after(0);
	world.agree(&said);
	world.spread = SPREAD;
	world.asked();
	world.now = due + HOUR;
	world.perform();
	assert_eq!(world.asked(), [UstBillXml]);
}

#[test]
fn rate_should_be_asked_for_hourly_when_its_publisher_is_late() {
	let mut world = World::bill();
	let said = world.after(0);
	world.agree(&said);
	world.asked();
	let due = TUESDAY.after(1).start() + 84_600;
	let mut fetches = Vec::new();
	for second in (0..8 * HOUR).step_by(60) {
		world.now = due + second;
		world.perform();
		if !world.asked().is_empty() {
			fetches.push(second);
		}
	}
	// Soon at first, then less and less often, and at least once an hour.
	assert_eq!(fetches[..4], [0, 600, 1_800, 4_200]);
	let gaps: Vec<_> = fetches.windows(2).map(|pair| pair[1] - pair[0]).collect();
	assert!(gaps[3..].iter().all(|gap| *gap <= HOUR), "{fetches:?}");
	assert!(fetches.len() <= 14, "{fetches:?}");
}

#[test]
fn source_should_be_left_alone_longer_each_time_when_it_goes_on_failing() {
	for answer in [DOWN, Err(FetchError::Deadline), good("<html>"), good("")] {
		let mut world = World::bill();
		world.answer(UstBillXml, answer);
		let mut gaps = Vec::new();
		let mut last = world.now;
		for _ in 0..40 * HOUR / 60 {
			world.perform();
			if !world.asked().is_empty() {
				gaps.push(world.now - last);
				last = world.now;
			}
			world.now += 60;
		}
		for (gap, whole) in gaps[1..].iter().zip([600, 1_200, 2_400, 4_800, 9_600, 19_200, 21_600])
		{
			// Three quarters at least; runs come each minute, and a retry of the feed is due.
			assert!((whole * 3 / 4..=whole + 60).contains(gap) || *gap <= whole + HOUR, "{gaps:?}");
		}
		assert_eq!(gaps.iter().max().copied().map(|gap| gap <= 6 * HOUR + HOUR), Some(true));
		let count = world.counters().sources[&UstBillXml];
		assert_eq!(
			(count.asked, count.failed, count.answered),
			(gaps.len() as u64, count.asked, 0)
		);
		assert!(count.waits_until > last);
		// It comes back.
		world.now = count.waits_until + HOUR;
		let (_, page) = (world.now, bill_page(TUESDAY.after(1), 37_400_000));
		world.answer(UstBillXml, good(page));
		world.now = world.now.max(TUESDAY.after(1).start() + 85_500);
		assert_eq!(world.after(0).len(), 2);
		assert_eq!(world.counters().sources[&UstBillXml].waits_until, 0);
	}
}

#[test]
fn source_should_be_left_alone_when_it_tells_none_of_its_feeds() {
	let page = bill_page(TUESDAY, 37_400_000);
	let spoilt = |weeks: &str| page.replace(&format!("YIELD_{weeks}WK_2>"), "YIELD_X>");
	let all = Tenor::ALL.iter().fold(page.clone(), |page, tenor| {
		let close = format!("CLOSE_{}WK_2>", tenor.weeks());
		page.replace(&format!("{close}3.74"), &format!("{close}9.99"))
	});
	for (name, body, is_well) in [
		("true", page.clone(), true),
		// One figure that cannot be, among others that can.
		("one", page.replace("CLOSE_13WK_2>3.74", "CLOSE_13WK_2>9.99"), true),
		("absent", spoilt("13"), true),
		// It is not out yet: nobody's fault.
		("late", bill_page(TUESDAY.before(1), 37_400_000), true),
		("future", bill_page(TUESDAY.after(7), 37_400_000), false),
		("february", page.replace("2026-08-11", "2026-02-31"), false),
		("weekend", page.replace("2026-08-11", "2026-08-08"), false),
		("none", all, false),
	] {
		let mut world = World::bill();
		world.answer(UstBillXml, good(body));
		let outcome = world.perform();
		let counters = world.counters();
		let count = counters.sources[&UstBillXml];
		let alone = count.waits_until > world.now;
		assert_eq!(
			(count.answered, count.failed),
			(u64::from(is_well), u64::from(!is_well)),
			"{name}"
		);
		assert_eq!((count.last_success > 0, alone), (is_well, !is_well), "{name}");
		let missed = if outcome.statements.is_empty() { 1 } else { 0 };
		assert_eq!(counters.missed.get(&W13).copied().unwrap_or_default(), missed, "{name}");
		assert_eq!(name == "true", missed == 0, "{name}");
	}
	// A venue whose only model has no true price, and one that lists others too.
	let mut world = World::gpu();
	let lambda = venue_page(LambdaInstances)
		.replace("price_cents_per_hour\": ", "price_cents_per_hour\": -");
	world.answer(LambdaInstances, good(lambda));
	world.perform();
	assert!(world.counters().sources[&LambdaInstances].waits_until > world.now);
}

#[test]
fn source_should_be_asked_every_poll_when_the_network_is_for_development() {
	let mut world = World::new(vec![task(W13, 10), task(W13_CE, 10)], &[UstBillXml]);
	world.now = START;
	for _ in 0..20 {
		world.perform();
		assert_eq!(world.asked(), [UstBillXml]);
		world.now += 10;
	}
}

#[test]
fn venue_should_be_left_alone_by_all_feeds_when_it_failed_for_one() {
	let mut world = World::gpu();
	world.answer(VastBundles, DOWN);
	world.perform();
	world.asked();
	world.assignments[0].tasks =
		vec![task(FeedKey::GpuHour { sku: 2, tier: caliber_feeds_core::Tier::OnDemand }, 6 * HOUR)];
	world.perform();
	assert!(!world.asked().contains(&VastBundles));
}

#[test]
fn statement_should_be_sent_again_when_no_block_took_it() {
	let mut world = World::bill();
	let first = world.after(0);
	world.asked();
	for (seconds, sent) in [(2, 0), (17, 0), (1, 2), (19, 0), (1, 2)] {
		world.now += seconds;
		let outcome = world.perform();
		let said: Vec<_> = outcome.again.into_iter().flat_map(|(_, said)| said).collect();
		// Apart from what is new.
		assert_eq!((said.len(), outcome.statements), (sent, Vec::new()), "{seconds}");
		if sent > 0 {
			assert_eq!(said, first);
		}
	}
	assert!(world.asked().is_empty());
	// Too old to be taken: asked anew, said with the same value.
	world.now = START + 601;
	let said = world.after(0);
	assert_eq!(world.asked(), [UstBillXml]);
	assert_eq!((values(&said), said[0].observation.round), (values(&first), 0));
	assert_eq!(said[0].observation.fetched_at, START + 601);
	// Heard: silence.
	world.hear(&said);
	assert!(world.after(30).is_empty());
	assert_eq!(world.counters().sources[&UstBillXml].asked, 2);
}

#[test]
fn second_value_should_be_held_back_when_the_first_is_in_no_block() {
	let mut world = World::bill();
	world.after(0);
	world.answer(UstBillXml, good(bill_page(TUESDAY, 37_900_000)));
	world.now = START + 601;
	let outcome = world.perform();
	assert_eq!(outcome.statements, []);
	assert!(outcome.notes.contains(&Note::Held(W13)), "{:?}", outcome.notes);
	// Heard after all: now it can be corrected.
	for feed in [W13, W13_CE] {
		let (day, sources) = (TUESDAY, UstBillXml.mask());
		let value = if feed == W13 { 37_400_000 } else { 38_300_000 };
		let said = caliber_feeds_core::Said { day, correction: 0, value, sources };
		world.task(feed).said = Some(said);
	}
	let said = world.after(HOUR);
	assert_eq!((said[0].observation.value, said[0].observation.round), (37_900_000, 1));
	// In another round it is another statement.
	let mut world = World::bill();
	world.after(0);
	world.answer(UstBillXml, good(bill_page(TUESDAY, 37_900_000)));
	for feed in [W13, W13_CE] {
		world.task(feed).round += 1;
	}
	assert_eq!(values(&world.after(HOUR))[0], (W13, 37_900_000));
}

#[test]
fn reporters_of_one_node_should_share_their_questions_when_both_are_due() {
	let mut world = World::bill();
	let other = caliber_feeds_core::Assignment { reporter: 3, ..world.assignments[0].clone() };
	world.assignments.push(other);
	let outcome = world.perform();
	assert_eq!(world.questions().len(), 1);
	let who: Vec<_> = outcome.statements.iter().map(|(who, said)| (*who, said.len())).collect();
	assert_eq!(who, [(0, 2), (1, 2)]);
	assert_eq!(outcome.statements[0].1, outcome.statements[1].1);
}

#[test]
fn nobody_should_be_asked_when_nobody_is_configured() {
	let mut world = World::new(vec![task(GPU, 6 * HOUR)], &[UstBillXml]);
	assert_eq!(world.notes_after(0), [Note::NoSources(GPU)]);
	// People are told rarely.
	assert_eq!(world.notes_after(60), []);
	assert!(world.asked().is_empty());
	let told = Note::NoSources(GPU).to_string();
	assert!(told.contains("vast-bundles") && told.contains("oracle file"), "{told}");
	assert_eq!(world.counters().sources.get(&LambdaInstances), None);
}
