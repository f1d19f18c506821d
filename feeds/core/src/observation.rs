//! What a reporter says, and what he read it from.

use crate::{FeedKey, ObsDay, Source};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// What one source gave for one feed.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub struct Extract {
	/// Who published it.
	pub source: Source,
	/// What it is about.
	pub feed: FeedKey,
	/// The day that it speaks of.
	pub obs_day: ObsDay,
	/// The value, in the unit of the feed.
	pub value: i128,
	/// Half the width of the band around it, same unit; zero for official rates.
	pub conf: u64,
	/// Prices that it rests on; one for official rates.
	pub n: u16,
}

/// The bytes whose hash is the evidence of an observation: equal for all who read the same
/// figures, whatever else the pages around them said.
///
/// A fixed label, then the extracts in SCALE, in the order of their source ids.
pub fn canonical_bytes(extracts: &[Extract]) -> Vec<u8> {
	let mut sorted = extracts.to_vec();
	sorted.sort_by_key(|e| (e.source.id(), e.feed, e.obs_day));
	(b"caliber/feeds/extract/1", sorted).encode()
}

/// What one reporter says about one feed and day.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub struct Observation {
	/// What it is about.
	pub feed: FeedKey,
	/// The day that it speaks of.
	pub obs_day: ObsDay,
	/// 0 for a first statement, one more for each correction.
	pub round: u8,
	/// Parts per billion a year for rates, micro-dollars for a GPU-hour, cents for resale.
	pub value: i128,
	/// Half the width of the band around the value, same unit; zero for official rates.
	pub conf: u64,
	/// Prices that it rests on.
	pub n: u16,
	/// Sources it rests on, one bit each, see [`Source::mask`].
	pub sources: u32,
	/// When the answers were fetched, Unix seconds.
	pub fetched_at: u64,
	/// Hash of the [`canonical_bytes`] of the extracts.
	pub evidence: [u8; 32],
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::Tenor;

	fn extract(source: Source, value: i128) -> Extract {
		let feed = FeedKey::TBillDiscount(Tenor::W13);
		Extract { source, feed, obs_day: ObsDay(20_676), value, conf: 0, n: 1 }
	}

	#[test]
	fn canonical_bytes_should_not_change_when_sources_answer_in_another_order() {
		let (a, b) = (extract(Source::UstBillXml, 1), extract(Source::VastBundles, 2));
		assert_eq!(canonical_bytes(&[a, b]), canonical_bytes(&[b, a]));
		assert_ne!(canonical_bytes(&[a]), canonical_bytes(&[extract(Source::UstBillXml, 2)]));
	}

	#[test]
	fn observation_should_come_back_when_encoded() {
		let said = Observation {
			feed: FeedKey::GpuHour { sku: 1, tier: crate::Tier::OnDemand },
			obs_day: ObsDay(20_676),
			round: 0,
			value: 3_090_000,
			conf: 525_000,
			n: 27,
			sources: Source::VastBundles.mask() | Source::RunpodGraphql.mask(),
			fetched_at: 1_786_500_000,
			evidence: [7; 32],
		};
		let bytes = said.encode();
		assert!(bytes.len() <= Observation::max_encoded_len());
		assert_eq!(Observation::decode(&mut &bytes[..]), Ok(said));
	}

	#[test]
	fn feed_key_should_keep_its_bytes_when_encoded() {
		for (key, bytes) in [
			(FeedKey::TBillDiscount(Tenor::W13), &[0u8, 3][..]),
			(FeedKey::TBillCouponEq(Tenor::W52), &[1, 6]),
			(FeedKey::Sofr, &[2]),
			(FeedKey::Effr, &[3]),
			(FeedKey::GpuHour { sku: 0x0201, tier: crate::Tier::Spot }, &[4, 1, 2, 1]),
			(FeedKey::GpuResale { sku: 1, condition: crate::Condition::Used }, &[5, 1, 0, 2]),
		] {
			assert_eq!(key.encode(), bytes);
		}
	}
}
