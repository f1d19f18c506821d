//! Any bytes at all.

use super::world::*;
use caliber_feeds_core::{
	ask,
	pipeline::{bundles, Statement},
	sku::SKUS,
	Condition, FeedError, FeedKey,
	Source::{self, UstBillXml},
	Tenor, Tier,
};
use proptest::prelude::*;

fn every_feed() -> Vec<FeedKey> {
	let bills = Tenor::ALL
		.iter()
		.flat_map(|tenor| [FeedKey::TBillDiscount(*tenor), FeedKey::TBillCouponEq(*tenor)]);
	let hours = SKUS.iter().map(|sku| FeedKey::GpuHour { sku: sku.id, tier: Tier::OnDemand });
	let resale =
		SKUS.iter().map(|sku| FeedKey::GpuResale { sku: sku.id, condition: Condition::Used });
	bills.chain([FeedKey::Sofr, FeedKey::Effr]).chain(hours).chain(resale).collect()
}

fn sources() -> Vec<Source> {
	Source::ALL.to_vec()
}

#[test]
fn bill_should_be_unsaid_when_the_page_is_not_a_true_one() {
	let page = bill_page(TUESDAY, 37_400_000);
	for (name, answer) in [
		("silence", Err(caliber_feeds_core::pipeline::FetchError::Deadline)),
		("status", Err(caliber_feeds_core::pipeline::FetchError::Answer(FeedError::Status(503)))),
		("cut", good(&page.as_bytes()[..page.len() / 2])),
		("empty", good("")),
		("no text", good([0xff; 100])),
		("huge", good(vec![b' '; 300_000])),
		(
			"blank",
			good(page.replace("<d:ROUND_B1_CLOSE_13WK_2>3.74", "<d:ROUND_B1_CLOSE_13WK_2>N/A")),
		),
		("unit slip", good(page.replace("3.74", "374"))),
		("fraction", good(page.replace("3.74", "0.0374"))),
		(
			"swapped",
			good(page.replace("CLOSE", "X").replace("YIELD", "CLOSE").replace('X', "YIELD")),
		),
		("yesterday", good(bill_page(TUESDAY.before(1), 37_400_000))),
		("tomorrow", good(bill_page(TUESDAY.after(1), 37_400_000))),
		("entity", good(format!("<!DOCTYPE a [<!ENTITY b \"c\">]>{page}"))),
	] {
		let mut world = World::bill();
		world.answer(UstBillXml, answer);
		let outcome = world.perform();
		assert_eq!(outcome.statements, [], "{name}");
		assert!(!outcome.notes.is_empty(), "{name}");
		// It is well when the source is.
		world.answer(UstBillXml, good(page.clone()));
		assert_eq!(world.after(HOUR).len(), 2, "{name}");
	}
}

#[test]
fn bundles_should_keep_bills_whole_when_they_are_cut() {
	let statement = |feed: FeedKey| {
		let mut world = World::bill();
		let mut said = world.after(0)[0];
		said.observation.feed = feed;
		said
	};
	let singles =
		|n: u16| (0..n).map(|sku| FeedKey::GpuHour { sku, tier: Tier::OnDemand }).map(statement);
	let bills = || [W13, W13_CE].map(statement);
	for (said, want) in [
		(vec![], vec![]),
		(singles(16).collect(), vec![16]),
		(singles(33).collect(), vec![16, 16, 1]),
		(singles(15).chain(bills()).collect(), vec![15, 2]),
		(singles(14).chain(bills()).collect(), vec![16]),
		(bills().into_iter().chain(singles(15)).collect(), vec![16, 1]),
	] {
		let said: Vec<Statement> = said;
		let cut = bundles(&said);
		assert_eq!(cut.iter().map(Vec::len).collect::<Vec<_>>(), want);
		for bundle in &cut {
			let feeds: Vec<_> = bundle.iter().map(|said| said.observation.feed).collect();
			assert!(feeds.is_sorted());
			assert_eq!(feeds.contains(&W13), feeds.contains(&W13_CE));
		}
		let mut all: Vec<_> = cut.concat().iter().map(|said| said.observation.feed).collect();
		let mut want: Vec<_> = said.iter().map(|said| said.observation.feed).collect();
		all.sort();
		want.sort();
		assert_eq!(all, want);
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(256))]

	#[test]
	fn run_should_say_only_what_can_be_true_when_answers_are_any_bytes(
		bodies in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..512), 18),
		cuts in prop::collection::vec(any::<prop::sample::Index>(), 4),
		flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 4),
		steps in prop::collection::vec(0u64..40_000, 6),
	) {
		let tasks = every_feed().into_iter().map(|feed| task(feed, HOUR)).collect();
		let mut world = World::new(tasks, &sources());
		for (source, body) in sources().into_iter().zip(bodies) {
			world.answer(source, Ok(body));
		}
		// True pages, cut or spoilt somewhere.
		let pages = VENUES.map(|venue| (venue, venue_page(venue).to_string()));
		let bill = (UstBillXml, bill_page(TUESDAY, 37_400_000));
		let pages = pages.into_iter().chain([bill]);
		for ((source, page), (cut, (place, byte))) in pages.zip(cuts.iter().zip(&flips)) {
			let mut page = page.into_bytes();
			let place = place.index(page.len());
			page[place] = *byte;
			page.truncate(cut.index(page.len() * 2).max(1));
			world.answer(source, Ok(page));
		}
		for step in steps {
			let said = world.after(step);
			for statement in &said {
				let seen = statement.observation;
				prop_assert!(seen.feed.admits(seen.value), "{seen:?}");
				prop_assert!(seen.sources != 0 && seen.n != 0);
				let known = ask::roles(seen.feed).iter().fold(0, |m, (s, _)| m | s.mask());
				prop_assert_eq!(seen.sources & !known, 0);
				prop_assert!(seen.obs_day.start() <= world.now);
			}
			world.hear(&said);
		}
	}
}
