//! Official rates.

use super::world::*;
use caliber_feeds_core::{
	pipeline::{bundles, Note},
	FeedError, FeedKey, Known,
	Source::{self, FredCsv, NyFed, TreasuryDirect, UstBillCsv, UstBillXml},
	Tenor,
};

#[test]
fn page_should_be_asked_for_once_when_it_tells_fourteen_feeds() {
	let tasks = Tenor::ALL
		.iter()
		.flat_map(|tenor| [FeedKey::TBillDiscount(*tenor), FeedKey::TBillCouponEq(*tenor)])
		.map(|feed| task(feed, HOUR));
	let mut world = World::new(tasks.collect(), &[UstBillXml, UstBillCsv, FredCsv]);
	world.answer(UstBillXml, good(bill_page(TUESDAY, 37_400_000)));
	let outcome = world.perform();
	let [(0, said)] = outcome.statements.as_slice() else { panic!("{outcome:?}") };
	assert_eq!((world.questions().len(), said.len(), outcome.notes.len()), (1, 14, 0));
	for pair in said.chunks(2) {
		let [discount, yearly] = pair else { panic!("{pair:?}") };
		let (d, e) = (discount.observation, yearly.observation);
		assert_eq!(e.feed.discount_of(), Some(d.feed));
		assert_eq!((d.value, d.sources, d.round, d.n), (37_400_000, UstBillXml.mask(), 0, 1));
		let FeedKey::TBillDiscount(tenor) = d.feed else { panic!("{d:?}") };
		let exact = i128::from(equivalent(TUESDAY, 37_400_000, tenor));
		assert!((e.value - exact).abs() <= 50_000 && e.value % 100_000 == 0, "{e:?}");
	}
	assert_eq!(bundles(said).len(), 1);
}

#[test]
fn reporter_should_be_silent_when_the_chain_knows_the_day_that_is_due() {
	let mut world = World::bill();
	let said = world.after(0);
	assert_eq!(said.len(), 2);
	world.agree(&said);
	world.asked();
	for _ in 0..100 {
		assert!(world.after(2).is_empty());
	}
	assert!(world.asked().is_empty());
	// Wednesday's are due, and Tuesday's page has none.
	world.now = START + DAY;
	assert!(world.after(0).is_empty());
	assert_eq!(world.asked(), [UstBillXml]);
	world.answer(UstBillXml, good(bill_page(TUESDAY.after(1), 37_500_000)));
	let said = world.after(HOUR);
	assert_eq!(values(&said)[0], (W13, 37_500_000));
	assert_eq!(said[0].observation.obs_day, TUESDAY.after(1));
}

#[test]
fn closure_should_be_waited_for_when_governance_has_decreed_it() {
	let mut world = World::bill();
	let said = world.after(0);
	world.agree(&said);
	world.asked();
	world.assignments[0].closures = vec![TUESDAY.after(1)];
	for task in &mut world.assignments[0].tasks {
		task.known = task.known.map(|known| Known { is_open: false, ..known });
	}
	assert!(world.after(DAY).is_empty() && world.asked().is_empty());
	world.assignments[0].closures.clear();
	world.after(0);
	assert_eq!(world.asked(), [UstBillXml]);
}

#[test]
fn revision_should_be_seen_when_the_day_is_still_open() {
	for (is_open, rate, want) in
		[(true, 37_400_000, None), (true, 37_500_000, Some(0)), (false, 37_500_000, None)]
	{
		let mut world = World::bill();
		let said = world.after(0);
		world.agree(&said);
		for feed in [W13, W13_CE] {
			let task = world.task(feed);
			task.known = task.known.map(|known| Known { is_open, ..known });
		}
		world.asked();
		world.answer(UstBillXml, good(bill_page(TUESDAY, rate)));
		// Every 6 hours, not every hour.
		assert!(world.after(HOUR).is_empty());
		assert!(world.asked().is_empty());
		let said = world.after(5 * HOUR);
		assert_eq!(world.asked().len(), usize::from(is_open));
		let round = said.first().map(|said| said.observation.round);
		assert_eq!(round, want, "{is_open} {rate}");
		assert_eq!(said.len(), if want.is_some() { 2 } else { 0 });
	}
}

#[test]
fn others_should_be_asked_when_the_publisher_has_failed() {
	let sources = [UstBillXml, UstBillCsv, TreasuryDirect, FredCsv];
	for (csv, fred, want) in [
		(good(bill_table(TUESDAY, 37_400_000)), DOWN, Some((37_400_000, UstBillCsv.mask()))),
		// One other is not enough for a rate, and two of one publication are one.
		(DOWN, good(series(TUESDAY, 37_400_000)), None),
		(DOWN, DOWN, None),
	] {
		let mut world = World::new(vec![task(W13, HOUR)], &sources);
		world.answer(UstBillCsv, csv);
		world.answer(FredCsv, fred);
		assert!(world.after(0).is_empty());
		assert_eq!(world.asked(), [UstBillXml]);
		assert!(world.after(59).is_empty() && world.asked().is_empty());
		let said = world.after(1);
		assert_eq!(world.asked(), [UstBillCsv, TreasuryDirect, FredCsv].sorted());
		let got = said.first().map(|said| (said.observation.value, said.observation.sources));
		assert_eq!(got, want);
	}
}

trait Sorted {
	fn sorted(self) -> Self;
}

impl<const N: usize> Sorted for [Source; N] {
	fn sorted(mut self) -> Self {
		self.sort();
		self
	}
}

#[test]
fn others_should_agree_when_they_stand_in_for_the_publisher() {
	// An auction of that day, and FRED with the same digits or not.
	let auction = |rate: &str| {
		format!(
			"[{{\"cusip\":\"912797QJ9\",\"securityType\":\"Bill\",\"securityTerm\":\"13-Week\",\
			 \"auctionDate\":\"2026-08-10T00:00:00\",\"issueDate\":\"2026-08-13T00:00:00\",\
			 \"maturityDate\":\"2026-11-12T00:00:00\",\"highDiscountRate\":\"{rate}\",\
			 \"highInvestmentRate\":\"3.823\",\"pricePer100\":\"99.055875\",\
			 \"cashManagementBillCMB\":\"No\"}}]"
		)
	};
	let monday = TUESDAY.before(1);
	for (fred, want) in [
		(37_400_000, Some((37_400_000, TreasuryDirect.mask() | FredCsv.mask()))),
		(37_300_000, None),
	] {
		let mut world = World::new(vec![task(W13, HOUR)], &[UstBillXml, TreasuryDirect, FredCsv]);
		world.now -= DAY;
		world.answer(TreasuryDirect, good(auction("3.735")));
		world.answer(FredCsv, good(series(monday, fred)));
		world.after(0);
		let said = world.after(60);
		let got = said.first().map(|said| (said.observation.value, said.observation.sources));
		assert_eq!(got, want, "{fred}");
		if want.is_none() {
			let notes = world.notes_after(HOUR);
			assert!(notes.contains(&Note::Combine(W13, FeedError::Disagree)), "{notes:?}");
		}
	}
}

#[test]
fn statement_should_be_corrected_three_times_when_the_page_goes_on_changing() {
	let mut world = World::bill();
	let mut rounds = Vec::new();
	for step in 0..5u64 {
		world.answer(UstBillXml, good(bill_page(TUESDAY, 37_400_000 + step * 100_000)));
		let said = world.after(HOUR);
		world.hear(&said);
		rounds.extend(said.first().map(|said| said.observation.round));
	}
	assert_eq!(rounds, [0, 1, 2, 3]);
	// What was said is said.
	world.answer(UstBillXml, good(bill_page(TUESDAY, 37_700_000)));
	assert!(world.after(HOUR).is_empty());
}

#[test]
fn coupon_equivalent_should_come_with_its_discount_when_it_is_due_alone() {
	let mut world = World::bill();
	let said = world.after(0);
	world.agree(&said[..1]);
	world.hear(&said[1..]);
	world.task(W13_CE).said = None;
	// The old statement is too old by now.
	let said = world.after(HOUR);
	assert_eq!(said.len(), 2);
	assert_eq!(said[0].observation.feed, W13);
	assert_eq!(said[1].observation.feed, W13_CE);
	// Without the discount's feed it is never said.
	let mut world = World::new(vec![task(W13_CE, HOUR)], &[UstBillXml]);
	world.answer(UstBillXml, good(bill_page(TUESDAY, 37_400_000)));
	assert_eq!(world.notes_after(0), [Note::Alone(W13_CE)]);
}

#[test]
fn doubt_should_be_answered_by_a_fetch_of_its_own_when_it_may_be() {
	let mut world = World::bill();
	let said = world.after(0);
	world.agree(&said);
	let not_before = world.now + HOUR;
	for feed in [W13, W13_CE] {
		let task = world.task(feed);
		task.known = task.known.map(|known| Known { is_suspect: true, ..known });
		task.not_before = not_before;
	}
	world.asked();
	assert!(world.after(HOUR - 1).is_empty() && world.asked().is_empty());
	let said = world.after(1);
	assert_eq!((said.len(), world.asked().len()), (2, 1));
	assert_eq!((said[0].observation.round, said[0].observation.fetched_at), (0, not_before));
	world.hear(&said);
	assert!(world.after(2).is_empty() && world.asked().is_empty());
}

#[test]
fn bill_should_be_told_and_said_when_it_is_far_from_sofr_and_the_chain_can_judge() {
	for (sofr, is_known, want, told) in [
		(37_500_000, false, 1, false),
		(37_500_000, true, 1, false),
		// SOFR has truly been that far away in a night.
		(60_000_000, true, 1, true),
		(5_000_000, true, 1, true),
		// Nothing on the chain would stop a unit that slipped.
		(5_000_000, false, 0, false),
	] {
		let mut world =
			World::new(vec![task(W13, HOUR), task(FeedKey::Sofr, HOUR)], &[UstBillXml, NyFed]);
		world.answer(UstBillXml, good(bill_page(TUESDAY, 37_400_000)));
		world.answer(NyFed, good(sofr_page(TUESDAY.before(1), 37_500_000)));
		let known = |value, day: caliber_feeds_core::ObsDay| Known {
			day,
			value,
			observed: day.start(),
			is_suspect: false,
			is_open: false,
		};
		world.task(FeedKey::Sofr).known = Some(known(sofr, TUESDAY.before(1)));
		world.task(W13).known = is_known.then(|| known(37_300_000, TUESDAY.before(1)));
		let outcome = world.perform();
		let said: usize = outcome.statements.iter().map(|(_, said)| said.len()).sum();
		let note = Note::Beside { source: UstBillXml, feed: W13, value: 37_400_000 };
		assert_eq!((said, outcome.notes.contains(&note)), (want, told), "{sofr} {is_known}");
		// SOFR itself is known, and nobody is asked for it.
		assert_eq!(world.asked(), [UstBillXml]);
	}
}

#[test]
fn target_range_should_be_held_against_sofr_when_it_is_of_a_good_page_and_not_old() {
	let range = |day: caliber_feeds_core::ObsDay| {
		format!(
			"{{\"refRates\":[{{\"effectiveDate\":\"{day}\",\"type\":\"EFFR\",\"percentRate\":3.63,\
			 \"targetRateFrom\":3.50,\"targetRateTo\":3.75,\"revisionIndicator\":\"\"}}]}}"
		)
	};
	let monday = TUESDAY.before(1);
	for (told, later, want) in [
		// Fresh, stale by the time it is asked for, and of a page from the future.
		(monday, 0, 0),
		(monday, 20, 1),
		(TUESDAY.after(2), 0, 1),
	] {
		let mut world = World::new(vec![task(FeedKey::Effr, HOUR)], &[NyFed]);
		world.answer(NyFed, good(range(told)));
		world.perform();
		world.now += later * DAY;
		let night = caliber_feeds_core::Calendar::US.expected_overnight(world.now);
		world.assignments[0].tasks = vec![task(FeedKey::Sofr, HOUR)];
		world.answer(NyFed, good(sofr_page(night, 0)));
		// The source may have to be left alone for a while.
		let said = [0, HOUR].map(|seconds| world.after(seconds).len());
		assert_eq!(said.into_iter().max(), Some(want), "{told} {later}");
	}
}

#[test]
fn step_should_be_told_and_said_when_it_is_not_a_usual_one() {
	let mut world = World::bill();
	let said = world.after(0);
	world.agree(&said);
	world.answer(UstBillXml, good(bill_page(TUESDAY.after(1), 47_400_000)));
	world.now += DAY;
	let outcome = world.perform();
	assert_eq!(outcome.statements[0].1.len(), 2);
	let step = Note::Step { source: UstBillXml, feed: W13, from: 37_400_000, to: 47_400_000 };
	assert!(outcome.notes.contains(&step), "{:?}", outcome.notes);
}

#[test]
fn key_should_stand_in_the_question_and_nowhere_else_when_the_source_wants_one() {
	let key = "0123456789abcdef0123456789abcdef";
	let mut world = World::new(vec![task(W13, HOUR)], &[Source::Fred]);
	world.config.sources[0].key = key.into();
	let outcome = world.perform();
	let questions = world.questions();
	assert!(questions[0].1.contains(key), "{questions:?}");
	assert!(!format!("{:?} {:?}", outcome, world.config).contains(key));
	let told: String = outcome.notes.iter().map(ToString::to_string).collect();
	assert!(told.contains("fred-observations") && !told.contains(key), "{told}");
}
