//! Bytes that nobody wrote.
#![allow(
	clippy::arithmetic_side_effects,
	clippy::expect_used,
	clippy::indexing_slicing,
	clippy::panic,
	clippy::unwrap_used,
	missing_docs
)]

use caliber_feeds_core::{gpu, sku::SKUS, treasury, FeedKey, Source, Tenor};
use proptest::prelude::*;

const FIXTURES: [&[u8]; 5] = [
	include_bytes!("fixtures/treasury_bills_202608.xml"),
	include_bytes!("fixtures/treasury_bills_202609.xml"),
	include_bytes!("fixtures/vast_bundles.json"),
	include_bytes!("fixtures/runpod_gpu_types.json"),
	include_bytes!("fixtures/lambda_instance_types.json"),
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

/// Whatever is accepted obeys the rules that hold for every true value.
fn check(body: &[u8]) {
	for day in treasury::parse(body).unwrap_or_default() {
		for tenor in Tenor::ALL {
			let Ok(quote) = day.quote(tenor) else { continue };
			assert!(FeedKey::TBillDiscount(tenor).admits(quote.discount.into()));
			assert!(FeedKey::TBillCouponEq(tenor).admits(quote.coupon_equivalent.into()));
			// The two are one price: no further apart than any true pair, and never swapped.
			let gap = quote.coupon_equivalent - quote.discount;
			assert!((-200_000..60_000_000).contains(&gap), "{quote:?}");
			assert!(quote.maturity.is_none_or(|maturity| maturity > day.day));
		}
	}
	for source in Source::ALL {
		for sku in SKUS {
			let Ok(quote) = gpu::parse(source, body, &sku) else { continue };
			assert!(gpu::feed(&sku).admits(quote.value.into()), "{quote:?}");
			assert!(quote.n > 0);
			assert!(source != Source::VastBundles || quote.n >= 5);
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
