//! The parsers of sources. Whatever they accept obeys the rules that hold for every true value.

use caliber_feeds_core::{
	ask, auctions, averages, combine::Combined, fred, gpu, nyfed, resale, sku::SKUS, treasury,
	treasury::par, Calendar, Condition, FeedKey, ObsDay, Source, Tenor, Tier,
};

/// All samples are of the past at this moment, 2026-09-21.
const NOW: u64 = 1_790_000_000;
const FEEDS: [FeedKey; 7] = [
	FeedKey::TBillDiscount(Tenor::W13),
	FeedKey::TBillDiscount(Tenor::W4),
	FeedKey::TBillCouponEq(Tenor::W13),
	FeedKey::Sofr,
	FeedKey::Effr,
	FeedKey::GpuHour { sku: 1, tier: Tier::OnDemand },
	FeedKey::GpuResale { sku: 1, condition: Condition::Used },
];

/// Gives the rest of the bytes to the parser that the first one picks. Panics when a law is broken.
pub fn check(bytes: &[u8]) {
	if let Some((letter, body)) = bytes.split_first() {
		parse(*letter, body);
	}
}

/// Gives an answer to the parser of a letter, from `a` to `p`. Panics when a law is broken.
pub fn parse(letter: u8, body: &[u8]) {
	match letter.wrapping_sub(b'a') % 16 {
		0 => bills(treasury::parse(body)),
		1 => bills(treasury::parse_csv(body)),
		2 => curve(par::parse(body)),
		3 => curve(par::parse_csv(body)),
		4 => held(Source::FiscalDataAuctions, body),
		5 => held(Source::TreasuryDirect, body),
		6 => {
			let averages = averages::parse(body).unwrap_or_default();
			assert!(averages.iter().all(|average| is_rate(average.rate)));
		},
		7 => overnight(body, FeedKey::Sofr),
		8 => overnight(body, FeedKey::Effr),
		9 => series(fred::parse(body)),
		10 => series(fred::parse_csv(body, FEEDS[0])),
		11 => venue(Source::VastBundles, body),
		12 => {
			venue(Source::RunpodGraphql, body);
			venue(Source::LambdaInstances, body);
		},
		13 => {
			venue(Source::OrnnDaily, body);
			venue(Source::SfComputeQuote, body);
		},
		14 => catalogue(body),
		_ => by_key(body),
	}
}

fn is_rate(value: i64) -> bool {
	FeedKey::Sofr.admits(value.into())
}

/// Each day once, in order, none on a weekend.
fn in_order(days: impl Iterator<Item = ObsDay>) {
	let days: Vec<_> = days.collect();
	assert!(days.is_sorted_by(|a, b| a < b));
	assert!(days.iter().all(|day| !matches!(day.0 % 7, 2 | 3)));
}

/// One price: no further apart than any true pair, and never swapped.
fn pair(discount: i64, equivalent: i64) {
	assert!(is_rate(discount) && is_rate(equivalent));
	assert!((-200_000..60_000_000).contains(&(equivalent - discount)));
}

fn bills<E>(days: Result<Vec<treasury::BillDay>, E>) {
	let days = days.unwrap_or_else(|_| Vec::new());
	in_order(days.iter().map(|day| day.day));
	for (day, tenor) in days.iter().flat_map(|day| Tenor::ALL.map(|tenor| (day, tenor))) {
		if let Ok(quote) = day.quote(tenor) {
			pair(quote.discount, quote.coupon_equivalent);
			assert!(quote.maturity.is_none_or(|maturity| maturity > day.day));
		}
	}
}

fn curve<E>(days: Result<Vec<par::ParDay>, E>) {
	let days = days.unwrap_or_else(|_| Vec::new());
	in_order(days.iter().map(|day| day.day));
	for (day, term) in days.iter().flat_map(|day| par::Term::ALL.map(|term| (day, term))) {
		assert!(day.rate(term).map_or(true, is_rate));
	}
}

fn held(source: Source, body: &[u8]) {
	for auction in auctions::parse(source, body).unwrap_or_default() {
		pair(auction.discount, auction.coupon_equivalent);
		assert!(auction.held < auction.issued && auction.issued < auction.maturity);
		assert_eq!(auction.cusip().len(), 9);
	}
}

fn overnight(body: &[u8], feed: FeedKey) {
	let fixings = nyfed::parse(body, feed).unwrap_or_default();
	in_order(fixings.iter().map(|fixing| fixing.day));
	assert!(fixings.iter().all(|fixing| is_rate(fixing.rate)));
}

fn series<E>(points: Result<Vec<fred::Point>, E>) {
	let points = points.unwrap_or_else(|_| Vec::new());
	in_order(points.iter().map(|point| point.day));
	assert!(points.iter().all(|point| is_rate(point.rate)));
}

fn venue(source: Source, body: &[u8]) {
	for sku in SKUS {
		if let Ok(quote) = gpu::parse(source, body, &sku) {
			assert!(gpu::feed(&sku).admits(quote.value.into()));
			assert!(quote.n > 0 && (source != Source::VastBundles || quote.n >= 5));
		}
	}
}

fn catalogue(body: &[u8]) {
	for (sku, condition) in SKUS.iter().flat_map(|sku| {
		[Condition::New, Condition::Refurbished, Condition::Used].map(|state| (sku.id, state))
	}) {
		let feed = FeedKey::GpuResale { sku, condition };
		if let Ok(quote) = resale::parse(body, feed) {
			assert!(feed.admits(quote.value.into()) && quote.n >= 5);
		}
	}
}

/// The second byte picks feed and source, and what they say is combined.
fn by_key(bytes: &[u8]) {
	let Some((pick, body)) = bytes.split_first() else { return };
	let feed = FEEDS[usize::from(pick % 7)];
	let roles = ask::roles(feed);
	let Some((source, _)) = roles.get(usize::from(pick / 7)) else { return };
	if let Ok(said) = ask::rate(*source, feed, body, NOW, &Calendar::US) {
		assert!(feed.admits(said.value) && said.obs_day <= ObsDay::of(NOW));
		let _ = Combined::agreed(&[said]);
	}
	if let Ok(quote) = ask::price(*source, feed, body, NOW, &Calendar::US) {
		let _ = Combined::market(feed, ObsDay::of(NOW), &[quote]);
	}
}
