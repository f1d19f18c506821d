//! From a feed to the question, and from the answer to what it says.
#![allow(
	clippy::arithmetic_side_effects,
	clippy::expect_used,
	clippy::indexing_slicing,
	clippy::panic,
	clippy::unwrap_used,
	missing_docs
)]

use caliber_feeds_core::{
	ask::{price, rate, request, role, roles, Role},
	combine::Combined,
	Calendar, Condition, Extract, FeedError, FeedKey, ObsDay, Source, Tenor, Tier,
};

const KEY: &str = "0123456789abcdef0123456789abcdef";
const CAL: Calendar<'static> = Calendar::US;
const W13: FeedKey = FeedKey::TBillDiscount(Tenor::W13);
const W4: FeedKey = FeedKey::TBillDiscount(Tenor::W4);
const USED: FeedKey = FeedKey::GpuResale { sku: 1, condition: Condition::Used };
const HOUR: FeedKey = FeedKey::GpuHour { sku: 1, tier: Tier::OnDemand };

fn body(source: Source) -> &'static [u8] {
	match source {
		Source::UstBillXml => include_bytes!("fixtures/treasury_bills_202608.xml"),
		Source::FiscalDataAuctions => include_bytes!("fixtures/fiscaldata_auctions.json"),
		Source::NyFed => include_bytes!("fixtures/nyfed_sofr.json"),
		Source::UstBillCsv => include_bytes!("fixtures/treasury_bills_2026.csv"),
		Source::TreasuryDirect => include_bytes!("fixtures/treasurydirect_auctioned.json"),
		Source::Fred => include_bytes!("fixtures/fred_dtb3.json"),
		Source::FredCsv => include_bytes!("fixtures/fred_dtb3.csv"),
		Source::VastBundles => include_bytes!("fixtures/vast_bundles.json"),
		Source::RunpodGraphql => include_bytes!("fixtures/runpod_gpu_types.json"),
		Source::OrnnDaily => include_bytes!("fixtures/ornn_daily.json"),
		Source::LambdaInstances => include_bytes!("fixtures/lambda_instance_types.json"),
		Source::SfComputeQuote => include_bytes!("fixtures/sfcompute_quote.json"),
		Source::ResaleCatalogue | Source::ResaleCatalogueB | Source::ResaleCatalogueC => {
			include_bytes!("fixtures/resale_catalogue.json")
		},
		Source::UstParXml => include_bytes!("fixtures/treasury_par_202202.xml"),
		Source::UstParCsv => include_bytes!("fixtures/treasury_par_2026.csv"),
		Source::FiscalDataAverages => include_bytes!("fixtures/fiscaldata_averages.json"),
	}
}

/// Noon of a day, or the last minute of it.
fn at(day: &str, late: bool) -> u64 {
	ObsDay::from_iso(day).unwrap().start() + if late { 86_340 } else { 43_200 }
}

#[test]
fn roles_should_name_publishers_others_and_venues_when_asked_by_key() {
	let others = |feed| {
		roles(feed).iter().filter(|(_, role)| matches!(role, Role::Secondary { .. })).count()
	};
	let first = |feed| roles(feed).first().copied();
	for tenor in Tenor::ALL {
		let h15 = matches!(tenor, Tenor::W4 | Tenor::W13 | Tenor::W26 | Tenor::W52);
		assert_eq!(others(FeedKey::TBillDiscount(tenor)), if h15 { 4 } else { 2 });
		assert_eq!(others(FeedKey::TBillCouponEq(tenor)), 2);
		let publisher = Some((Source::UstBillXml, Role::Primary));
		assert_eq!(first(FeedKey::TBillDiscount(tenor)), publisher);
		assert_eq!(first(FeedKey::TBillCouponEq(tenor)), publisher);
	}
	assert_eq!(first(FeedKey::Sofr), Some((Source::NyFed, Role::Primary)));
	assert_eq!(role(W13, Source::Fred), Some(Role::Secondary { tolerance: 300_000 }));
	assert_eq!(role(FeedKey::Sofr, Source::Fred), Some(Role::Secondary { tolerance: 100_000 }));
	assert_eq!(role(FeedKey::Sofr, Source::UstBillXml), None);
	assert!(Source::GPU_VENUES.iter().all(|venue| role(HOUR, *venue) == Some(Role::Venue)));
	assert_eq!(first(USED), Some((Source::ResaleCatalogue, Role::Venue)));
	for tier in [Tier::Spot, Tier::Reserved] {
		assert!(roles(FeedKey::GpuHour { sku: 1, tier }).is_empty());
	}
}

#[test]
fn request_should_be_there_for_every_role_when_asked_for_what_is_due() {
	// On New Year's Day the last rates are of the old year.
	let now = at("2026-01-01", false);
	for feed in [W13, FeedKey::TBillCouponEq(Tenor::W6), FeedKey::Sofr, FeedKey::Effr, HOUR, USED] {
		for source in Source::ALL {
			let asked = request(source, feed, now, &CAL, KEY);
			match role(feed, source) {
				Some(_) => assert!(asked.unwrap().path_and_query.starts_with('/')),
				None => assert_eq!(asked, Err(FeedError::Absent), "{source:?} {feed:?}"),
			}
		}
	}
	let path = |source| request(source, W13, now, &CAL, KEY).unwrap().path_and_query;
	assert!(path(Source::UstBillXml).ends_with("_month=202512"));
	assert!(path(Source::UstBillCsv).contains("/2025/all?"));
	assert_eq!(request(Source::Fred, W13, now, &CAL, ""), Err(FeedError::Refused));
	let unknown = FeedKey::GpuHour { sku: 99, tier: Tier::OnDemand };
	let asked = request(Source::VastBundles, unknown, now, &CAL, KEY);
	assert_eq!(asked, Err(FeedError::Absent));
}

#[test]
fn rate_should_speak_of_the_day_that_is_due_when_the_source_knows_it() {
	for (source, feed, day, late, want) in [
		(Source::UstBillXml, W13, "2026-08-11", true, Ok(("2026-08-11", 37_400_000))),
		(Source::UstBillXml, W13, "2026-08-12", true, Err(FeedError::Stale)),
		(Source::UstBillXml, FeedKey::Sofr, "2026-08-11", true, Err(FeedError::Absent)),
		(Source::UstBillCsv, W13, "2026-09-14", true, Ok(("2026-09-14", 39_700_000))),
		(Source::UstBillCsv, W4, "2026-09-14", true, Err(FeedError::Absent)),
		(Source::FiscalDataAuctions, W4, "2026-08-13", true, Ok(("2026-08-13", 36_250_000))),
		(Source::TreasuryDirect, W4, "2026-08-14", false, Ok(("2026-08-13", 36_250_000))),
		// An auction says nothing of the days after it, nor of its own before rates are due.
		(Source::TreasuryDirect, W4, "2026-08-13", false, Err(FeedError::Stale)),
		(Source::TreasuryDirect, W4, "2026-08-14", true, Err(FeedError::Stale)),
		(Source::NyFed, FeedKey::Sofr, "2026-09-21", true, Ok(("2026-09-18", 37_500_000))),
		(Source::NyFed, FeedKey::Sofr, "2026-09-22", true, Err(FeedError::Stale)),
		(Source::Fred, W13, "2026-09-21", false, Ok(("2026-09-18", 39_600_000))),
		(Source::FredCsv, W13, "2026-09-21", false, Ok(("2026-09-18", 39_600_000))),
		(Source::FredCsv, W13, "2026-09-18", false, Ok(("2026-09-17", 39_500_000))),
		(Source::FredCsv, W4, "2026-09-21", false, Err(FeedError::Instrument)),
		// The point of 21 September is no value.
		(Source::FredCsv, W13, "2026-09-21", true, Err(FeedError::Stale)),
		(Source::VastBundles, HOUR, "2026-09-21", true, Err(FeedError::Absent)),
	] {
		let got = rate(source, feed, body(source), at(day, late), &CAL);
		let want = want.map(|(day, value)| {
			let obs_day = ObsDay::from_iso(day).unwrap();
			Extract { source, feed, obs_day, value, conf: 0, n: 1 }
		});
		assert_eq!(got, want, "{source:?} {feed:?} {day}");
	}
}

#[test]
fn price_should_be_that_of_the_venue_when_it_has_a_vote() {
	let value = |source, feed, day| {
		price(source, feed, body(source), at(day, false), &CAL).map(|quote| quote.value)
	};
	for (source, feed, day, want) in [
		(Source::VastBundles, HOUR, "2026-09-20", Ok(2_402_400)),
		(Source::RunpodGraphql, HOUR, "2026-09-20", Ok(3_090_000)),
		(Source::LambdaInstances, HOUR, "2026-09-20", Ok(4_140_000)),
		(Source::SfComputeQuote, HOUR, "2026-09-20", Ok(2_110_000)),
		(Source::OrnnDaily, HOUR, "2026-02-26", Ok(1_660_000)),
		(Source::ResaleCatalogue, USED, "2026-09-20", Ok(1_993_750)),
		(Source::ResaleCatalogueC, USED, "2026-09-20", Ok(1_993_750)),
		(Source::ResaleCatalogue, USED, "2026-09-17", Err(FeedError::Future)),
		(Source::ResaleCatalogue, USED, "2026-10-20", Err(FeedError::Stale)),
		(Source::ResaleCatalogue, HOUR, "2026-09-20", Err(FeedError::Absent)),
		(Source::UstBillXml, W13, "2026-09-20", Err(FeedError::Absent)),
	] {
		assert_eq!(value(source, feed, day), want, "{source:?} {day}");
	}
	// Five venues of one day are a market; an index of half a year ago is not.
	let now = at("2026-09-20", false);
	let quotes: Vec<_> = roles(HOUR)
		.iter()
		.map(|(source, _)| price(*source, HOUR, body(*source), now, &CAL).unwrap())
		.collect();
	let today = ObsDay::of(now);
	assert_eq!(Combined::market(HOUR, today, &quotes), Err(FeedError::Stale));
	let fresh: Vec<_> =
		quotes.into_iter().filter(|quote| quote.source != Source::OrnnDaily).collect();
	let said = Combined::market(HOUR, today, &fresh).unwrap().observe(0, now, |_| [0; 32]);
	assert_eq!((said.value, said.sources), (2_746_200, 0x6C00));
}

#[test]
fn agreed_should_stand_on_the_table_when_the_feed_is_down() {
	let now = at("2026-08-11", true);
	let said: Vec<Extract> = roles(W13)
		.iter()
		.filter(|(source, _)| *source != Source::UstBillXml)
		.filter_map(|(source, _)| {
			// Rows of later days did not stand in the table of that evening.
			let text = core::str::from_utf8(body(*source)).unwrap();
			let text: String =
				text.split_inclusive('\n').filter(|line| !line.contains("09/14")).collect();
			rate(*source, W13, text.as_bytes(), now, &CAL).ok()
		})
		.collect();
	let combined = Combined::agreed(&said).unwrap();
	let said = combined.observe(0, now, |_| [0; 32]);
	assert_eq!((said.value, said.sources), (37_400_000, Source::UstBillCsv.mask()));
}
