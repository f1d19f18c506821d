//! Reports as they come from the network, signed, one after the other. Whatever decodes is judged
//! without a panic, and is what it was made of.

use caliber_feeds_core::FeedKey;
use codec::{Decode, Encode};
use pallet_feeds::{AuthoritySignature, Report, MAX_STATEMENTS};

type Signed = (Report, AuthoritySignature);

/// Decodes up to two reports and compares them. Panics when a law is broken.
pub fn check(bytes: &[u8]) {
	let mut rest = bytes;
	let Some(first) = next(&mut rest) else { return };
	let Some(second) = next(&mut rest) else { return };
	let clash = first.contradicts(&second);
	assert_eq!(clash.is_some(), second.contradicts(&first).is_some());
	if first.check().is_ok() && first == second {
		assert_eq!(clash, None, "nobody contradicts himself by saying it twice");
	}
}

fn next(rest: &mut &[u8]) -> Option<Report> {
	let before = *rest;
	let signed = Signed::decode(rest).ok()?;
	let read = before.len() - rest.len();
	assert_eq!(signed.encode(), before[..read]);
	let (report, _) = signed;
	assert!(report.len() <= MAX_STATEMENTS);
	assert_ne!(report.payload(&[0u8; 32]), report.payload(&[1u8; 32]));
	if report.check().is_ok() {
		orderly(&report);
	}
	Some(report)
}

/// What holds once the cheap checks have passed.
fn orderly(report: &Report) {
	let feeds: Vec<_> = report.statements.iter().map(|s| s.observation.feed).collect();
	assert!(!feeds.is_empty() && feeds.is_sorted_by(|a, b| a < b));
	let whole = |feed: &FeedKey| feed.discount_of().is_none_or(|other| feeds.contains(&other));
	assert!(feeds.iter().all(whole), "each coupon equivalent comes with its discount");
}
