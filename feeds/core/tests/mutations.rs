//! Bytes that nobody wrote.
#![allow(
	clippy::arithmetic_side_effects,
	clippy::expect_used,
	clippy::indexing_slicing,
	clippy::panic,
	clippy::unwrap_used,
	missing_docs
)]

use caliber_feeds_core::{
	ask, auctions, averages, fred, gpu, nyfed, resale, sku::SKUS, treasury, treasury::par,
	Calendar, Condition, FeedKey, ObsDay, Source, Tenor,
};
use proptest::prelude::*;

const FIXTURES: [&[u8]; 18] = [
	include_bytes!("fixtures/treasury_bills_202608.xml"),
	include_bytes!("fixtures/treasury_bills_202609.xml"),
	include_bytes!("fixtures/treasury_bills_2026.csv"),
	include_bytes!("fixtures/treasury_par_202202.xml"),
	include_bytes!("fixtures/treasury_par_2026.csv"),
	include_bytes!("fixtures/fiscaldata_auctions.json"),
	include_bytes!("fixtures/treasurydirect_auctioned.json"),
	include_bytes!("fixtures/fiscaldata_averages.json"),
	include_bytes!("fixtures/nyfed_effr.json"),
	include_bytes!("fixtures/nyfed_sofr.json"),
	include_bytes!("fixtures/fred_dtb3.json"),
	include_bytes!("fixtures/fred_dtb3.csv"),
	include_bytes!("fixtures/vast_bundles.json"),
	include_bytes!("fixtures/runpod_gpu_types.json"),
	include_bytes!("fixtures/lambda_instance_types.json"),
	include_bytes!("fixtures/ornn_daily.json"),
	include_bytes!("fixtures/sfcompute_quote.json"),
	include_bytes!("fixtures/resale_catalogue.json"),
];
/// Pieces that parsers stumble over.
const PIECES: [&str; 16] = [
	"NaN",
	"null",
	"-",
	"1e999",
	"1e-18",
	"99999999999999999999",
	"\"",
	"{",
	"]",
	"<!DOCTYPE a>",
	"<d:a>",
	"</m:properties>",
	"&#0;",
	"\u{0}",
	"\u{fffd}",
	"<![CDATA[9]]>",
];

fn is_rate(value: i64) -> bool {
	FeedKey::Sofr.admits(value.into())
}

/// Discount and coupon equivalent are one price: no further apart than any true pair, and never
/// swapped.
fn is_pair(discount: i64, equivalent: i64) -> bool {
	is_rate(discount)
		&& is_rate(equivalent)
		&& (-200_000..60_000_000).contains(&(equivalent - discount))
}

/// Whether days come once each, in order, and none on a weekend.
fn is_calendar(days: impl Iterator<Item = ObsDay>) -> bool {
	let days: Vec<_> = days.collect();
	days.is_sorted_by(|a, b| a < b) && days.iter().all(|day| !matches!(day.0 % 7, 2 | 3))
}

/// Whether a text has a number in it that is `value` billionths in percent, cut or rounded up. A
/// number with an exponent could be any.
fn is_given(body: &[u8], value: i64) -> bool {
	let text = String::from_utf8_lossy(body);
	let is_scientific =
		|pair: &[u8]| pair[0].is_ascii_digit() && pair[1].eq_ignore_ascii_case(&b'e');
	let mut numbers = text.split(|c: char| !c.is_ascii_digit() && c != '.');
	let is_it = |number: &str| {
		let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
		let digits = format!("{whole}{:0<7.7}", fraction);
		digits.parse::<u64>().is_ok_and(|cut| (cut..=cut + 1).contains(&value.unsigned_abs()))
	};
	body.windows(2).any(is_scientific) || numbers.any(is_it)
}

/// Whatever is accepted obeys the rules that hold for every true value.
fn check(body: &[u8]) {
	let tables = [treasury::parse(body), treasury::parse_csv(body)];
	for days in tables.into_iter().flatten() {
		assert!(is_calendar(days.iter().map(|day| day.day)));
		for (day, tenor) in days.iter().flat_map(|day| Tenor::ALL.map(|tenor| (day, tenor))) {
			let Ok(quote) = day.quote(tenor) else { continue };
			assert!(is_pair(quote.discount, quote.coupon_equivalent), "{quote:?}");
			assert!(is_given(body, quote.discount), "{quote:?}");
			assert!(quote.maturity.is_none_or(|maturity| maturity > day.day));
		}
	}
	for days in [par::parse(body), par::parse_csv(body)].into_iter().flatten() {
		assert!(is_calendar(days.iter().map(|day| day.day)));
		for (day, term) in days.iter().flat_map(|day| par::Term::ALL.map(|term| (day, term))) {
			let Ok(rate) = day.rate(term) else { continue };
			assert!(is_rate(rate) && is_given(body, rate), "{rate}");
		}
	}
	for source in [Source::FiscalDataAuctions, Source::TreasuryDirect] {
		for auction in auctions::parse(source, body).unwrap_or_default() {
			assert!(is_pair(auction.discount, auction.coupon_equivalent), "{auction:?}");
			assert!(is_given(body, auction.discount), "{auction:?}");
			let days = auction.maturity.0 - auction.issued.0;
			assert!(days.abs_diff(auction.tenor.days()) <= 4, "{auction:?}");
			assert!(auction.held < auction.issued, "{auction:?}");
		}
	}
	for average in averages::parse(body).unwrap_or_default() {
		assert!(is_rate(average.rate) && is_given(body, average.rate));
	}
	for feed in [FeedKey::Sofr, FeedKey::Effr] {
		let fixings = nyfed::parse(body, feed).unwrap_or_default();
		assert!(is_calendar(fixings.iter().map(|fixing| fixing.day)));
		assert!(fixings.iter().all(|fixing| is_rate(fixing.rate) && is_given(body, fixing.rate)));
	}
	let feed = FeedKey::TBillDiscount(Tenor::W13);
	for points in [fred::parse(body), fred::parse_csv(body, feed)].into_iter().flatten() {
		assert!(is_calendar(points.iter().map(|point| point.day)));
		for point in points {
			assert!(is_rate(point.rate) && is_given(body, point.rate));
		}
	}
	for (source, sku) in Source::ALL.into_iter().flat_map(|source| SKUS.map(|sku| (source, sku))) {
		let Ok(quote) = gpu::parse(source, body, &sku) else { continue };
		assert!(gpu::feed(&sku).admits(quote.value.into()), "{quote:?}");
		assert!(quote.n > 0);
		assert!(source != Source::VastBundles || quote.n >= 5);
	}
	for condition in [Condition::New, Condition::Refurbished, Condition::Used] {
		for sku in SKUS {
			let feed = FeedKey::GpuResale { sku: sku.id, condition };
			let Ok(quote) = resale::parse(body, feed) else { continue };
			assert!(feed.admits(quote.value.into()) && quote.n >= 5, "{quote:?}");
		}
	}
	// By key, at a time when all samples are of the past.
	for source in Source::ALL {
		if let Ok(said) = ask::rate(source, feed, body, 1_790_000_000, &Calendar::US) {
			assert!(feed.admits(said.value));
		}
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(512))]

	#[test]
	fn parse_should_not_panic_when_bytes_are_random(body in proptest::collection::vec(any::<u8>(), 0..2_000)) {
		check(&body);
	}

	#[test]
	fn parse_should_not_panic_when_text_looks_like_the_format(
		body in "[<>/a-z:=\"' {}\\[\\],0-9.eE&;!?-]{0,400}",
	) {
		check(body.as_bytes());
	}

	#[test]
	fn parse_should_accept_only_possible_values_when_bytes_are_flipped(
		which in 0..FIXTURES.len(),
		flips in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
	) {
		let mut body = FIXTURES[which].to_vec();
		for (at, byte) in flips {
			let at = at.index(body.len());
			body[at] = byte;
		}
		check(&body);
	}

	#[test]
	fn parse_should_accept_only_possible_values_when_digits_change(
		which in 0..FIXTURES.len(),
		changes in proptest::collection::vec((any::<prop::sample::Index>(), b'0'..=b'9'), 1..8),
	) {
		let mut body = FIXTURES[which].to_vec();
		let digits: Vec<usize> = (0..body.len()).filter(|i| body[*i].is_ascii_digit()).collect();
		for (at, digit) in changes {
			body[*at.get(&digits)] = digit;
		}
		check(&body);
	}

	#[test]
	fn parse_should_accept_only_possible_values_when_pieces_are_moved(
		which in 0..FIXTURES.len(),
		from in any::<prop::sample::Index>(),
		length in 0usize..200,
		to in any::<prop::sample::Index>(),
		piece in 0..PIECES.len(),
	) {
		let mut body = FIXTURES[which].to_vec();
		let from = from.index(body.len());
		let cut: Vec<u8> = body.drain(from..(from + length).min(body.len())).collect();
		let to = to.index(body.len() + 1);
		body.splice(to..to, [PIECES[piece].as_bytes(), &cut].concat());
		check(&body);
	}
}
