//! From what a reporter's sources say to what he says.

use crate::{
	gpu::{Spread, VenueQuote},
	observation::canonical_bytes,
	Extract, FeedError, FeedKey, ObsDay, Observation,
};
use alloc::vec::Vec;

/// What a reporter's sources come to, before it is signed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Combined {
	feed: FeedKey,
	obs_day: ObsDay,
	value: i128,
	conf: u64,
	extracts: Vec<Extract>,
}

impl Combined {
	/// An official rate, from its one publisher.
	///
	/// # Errors
	/// `OutOfBounds`; `Conflict` if the extract carries a band or several prices, which an official
	/// rate does not have.
	pub fn official(extract: Extract) -> Result<Self, FeedError> {
		let Extract { feed, obs_day, value, conf, n, .. } = extract;
		if conf != 0 || n != 1 {
			return Err(FeedError::Conflict);
		}
		if !feed.admits(value) {
			return Err(FeedError::OutOfBounds);
		}
		Ok(Self { feed, obs_day, value, conf, extracts: [extract].into() })
	}

	/// A market price: the median over venues, one vote each however many offers it has. Even
	/// numbers of venues take the middle of the two in the middle, rounded down.
	///
	/// The band is the larger of two spreads: from that median to the farther quartile of the
	/// venues, and the median of the venues' own bands.
	///
	/// # Errors
	/// `NoSource` without quotes; `Conflict` if a venue votes twice; `OutOfBounds`.
	pub fn market(
		feed: FeedKey,
		obs_day: ObsDay,
		quotes: &[VenueQuote],
	) -> Result<Self, FeedError> {
		let mut extracts: Vec<Extract> = quotes
			.iter()
			.map(|quote| Extract {
				source: quote.source,
				feed,
				obs_day,
				value: quote.value.into(),
				conf: quote.conf,
				n: quote.n,
			})
			.collect();
		extracts.sort_by_key(|extract| extract.source);
		if extracts.windows(2).any(|pair| matches!(pair, [a, b] if a.source == b.source)) {
			return Err(FeedError::Conflict);
		}
		let among = Spread::of(quotes.iter().map(|quote| quote.value).collect());
		let within = Spread::of(quotes.iter().map(|quote| quote.conf).collect());
		let (among, within) = among.zip(within).ok_or(FeedError::NoSource)?;
		let value = i128::from(among.median);
		if !feed.admits(value) {
			return Err(FeedError::OutOfBounds);
		}
		Ok(Self { feed, obs_day, value, conf: among.reach().max(within.median), extracts })
	}

	/// What is signed. `hash` is the chain's 256-bit hash.
	pub fn observe(
		&self,
		round: u8,
		fetched_at: u64,
		hash: impl FnOnce(&[u8]) -> [u8; 32],
	) -> Observation {
		Observation {
			feed: self.feed,
			obs_day: self.obs_day,
			round,
			value: self.value,
			conf: self.conf,
			n: self.extracts.iter().fold(0, |n, extract| n.saturating_add(extract.n)),
			sources: self.extracts.iter().fold(0, |mask, extract| mask | extract.source.mask()),
			fetched_at,
			evidence: hash(&canonical_bytes(&self.extracts)),
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{sku::H100_SXM, Source, Tenor};

	const DAY: ObsDay = ObsDay(20_676);

	fn quote(source: Source, value: u64, conf: u64) -> VenueQuote {
		VenueQuote { source, value, conf, n: 2 }
	}

	fn said(combined: Result<Combined, FeedError>) -> Result<(i128, u64, u16, u32), FeedError> {
		combined.map(|c| c.observe(0, 0, |_| [0; 32])).map(|o| (o.value, o.conf, o.n, o.sources))
	}

	#[test]
	fn market_should_take_the_median_when_venues_differ() {
		let (a, b, c) = (
			quote(Source::VastBundles, 2_400_000, 300_000),
			quote(Source::RunpodGraphql, 3_090_000, 200_000),
			quote(Source::LambdaInstances, 4_140_000, 75_000),
		);
		let feed = crate::gpu::feed(&H100_SXM);
		for (quotes, want) in [
			(&[c, a, b][..], Ok((3_090_000, 525_000, 6, 0x2C00))),
			(&[a, b], Ok((2_745_000, 250_000, 4, 0x0C00))),
			(&[a], Ok((2_400_000, 300_000, 2, 0x0400))),
			(&[], Err(FeedError::NoSource)),
			(&[a, b, a], Err(FeedError::Conflict)),
		] {
			assert_eq!(said(Combined::market(feed, DAY, quotes)), want);
		}
	}

	#[test]
	fn market_should_refuse_when_the_price_cannot_be_true() {
		let feed = crate::gpu::feed(&H100_SXM);
		for value in [0, 49_999, 50_000_001, u64::MAX] {
			let quotes = [quote(Source::VastBundles, value, 0)];
			assert_eq!(Combined::market(feed, DAY, &quotes), Err(FeedError::OutOfBounds));
		}
	}

	#[test]
	fn official_should_keep_the_value_when_it_has_one_publisher() {
		let feed = FeedKey::TBillDiscount(Tenor::W13);
		let extract = Extract {
			source: Source::UstBillXml,
			feed,
			obs_day: DAY,
			value: 37_400_000,
			conf: 0,
			n: 1,
		};
		assert_eq!(said(Combined::official(extract)), Ok((37_400_000, 0, 1, 2)));
		let banded = Extract { conf: 1, ..extract };
		assert_eq!(Combined::official(banded), Err(FeedError::Conflict));
		let huge = Extract { value: 3_750_000_000, ..extract };
		assert_eq!(Combined::official(huge), Err(FeedError::OutOfBounds));
	}

	#[test]
	fn observe_should_give_the_same_evidence_when_fetched_at_another_time() {
		let feed = crate::gpu::feed(&H100_SXM);
		let quotes =
			[quote(Source::VastBundles, 2_400_000, 1), quote(Source::RunpodGraphql, 3_000_000, 2)];
		let swapped = [quotes[1], quotes[0]];
		let evidence = |quotes: &[VenueQuote], at| {
			let head = |bytes: &[u8]| core::array::from_fn(|i| bytes[bytes.len() - 32 + i]);
			Combined::market(feed, DAY, quotes).unwrap().observe(0, at, head).evidence
		};
		assert_eq!(evidence(&quotes, 1), evidence(&swapped, 2));
	}
}
