//! From what a reporter's sources say to what he says.

use crate::{
	ask::{role, roles, Role},
	gpu::{Spread, VenueQuote},
	observation::canonical_bytes,
	rate, Demand, Extract, FeedError, FeedKey, ObsDay, Observation,
};
use alloc::vec::Vec;

/// Days that a venue's price may be old when it is combined with those of others.
const MARKET_DAYS: u32 = 3;
/// The same for hardware, whose catalogues come weekly.
const RESALE_DAYS: u32 = 14;

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

	/// An official rate, from those of a reporter's sources that have answered for it: what its
	/// publisher says of his newest day, or without him what two other publications say that agree
	/// to the digit in which he prints it: what is wrong by a digit is wrong, and the reporters who
	/// have reached him say another. It rests on all that agree. The publisher is neither outvoted
	/// nor run ahead of; [`Combined::dissent`] tells who contradicts him.
	///
	/// # Errors
	/// `NoSource` without extracts; `Conflict` if an extract is of another feed than the first, of
	/// a source that has no role in it or has spoken before, or carries a band; `Disagree` if the
	/// publisher's two spellings differ, or no two others agree; `TooFew` for a single other;
	/// `OutOfBounds`.
	pub fn agreed(extracts: &[Extract]) -> Result<Self, FeedError> {
		let feed = extracts.first().ok_or(FeedError::NoSource)?.feed;
		let mut ranked: Vec<(u64, Extract)> = roles(feed)
			.iter()
			.flat_map(|(source, role)| {
				extracts
					.iter()
					.filter(move |e| e.source == *source && e.feed == feed)
					.filter_map(move |e| Some((tolerance(*role)?, *e)))
			})
			.collect();
		let is_twice =
			|pair: &[(u64, Extract)]| matches!(pair, [(_, a), (_, b)] if a.source == b.source);
		if ranked.len() != extracts.len() || ranked.windows(2).any(is_twice) {
			return Err(FeedError::Conflict);
		}
		if ranked.iter().any(|(tolerance, _)| *tolerance == PUBLISHER) {
			ranked.retain(|(tolerance, _)| *tolerance == PUBLISHER);
		}
		let newest = ranked.iter().map(|(_, e)| e.obs_day).max();
		ranked.retain(|(_, e)| Some(e.obs_day) == newest);
		Self::agreed_of_day(&ranked)
	}

	/// `ranked` are tolerances and extracts of one day, best first, of the publisher or of others.
	fn agreed_of_day(ranked: &[(u64, Extract)]) -> Result<Self, FeedError> {
		if let Some((PUBLISHER, first)) = ranked.first() {
			if ranked.iter().any(|(_, other)| other.value != first.value) {
				return Err(FeedError::Disagree);
			}
			return Self::official(*first);
		}
		for (_, first) in ranked {
			let value = rate::quoted(first.value);
			let agrees = |extract: &Extract| rate::quoted(extract.value) == value;
			let group: Vec<Extract> = ranked.iter().map(|(_, e)| *e).filter(agrees).collect();
			if group.iter().any(|e| e.source.publication() != first.source.publication()) {
				let said = Self::official(Extract { value, ..*first })?;
				return Ok(Self { extracts: group, ..said });
			}
		}
		let is_alone = ranked.windows(2).all(
			|pair| matches!(pair, [(_, a), (_, b)] if a.source.publication() == b.source.publication()),
		);
		Err(if is_alone { FeedError::TooFew { have: 1, need: 2 } } else { FeedError::Disagree })
	}

	/// The sources, one bit each, that say something else of the same feed and day than their
	/// tolerance allows: a fault or a revision, for the log of the node.
	pub fn dissent(&self, extracts: &[Extract]) -> u32 {
		extracts
			.iter()
			.filter(|e| (e.feed, e.obs_day) == (self.feed, self.obs_day))
			.filter(|e| {
				let most = role(e.feed, e.source).and_then(tolerance).unwrap_or_default();
				e.value.abs_diff(self.value) > u128::from(most)
			})
			.fold(0, |mask, e| mask | e.source.mask())
	}

	/// A market price: the median over venues, one vote each however many offers it has. Even
	/// numbers of venues take the middle of the two in the middle, rounded down.
	///
	/// The band is the larger of two spreads: from that median to the farther quartile of the
	/// venues, and the median of the venues' own bands.
	///
	/// # Errors
	/// `NoSource` without quotes; `Conflict` if a venue votes twice; `Future` if one speaks of a
	/// later day, `Stale` if of one too long ago; `OutOfBounds`.
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
		let days = match feed {
			FeedKey::GpuResale { .. } => RESALE_DAYS,
			_ => MARKET_DAYS,
		};
		if quotes.iter().any(|quote| quote.day.is_some_and(|day| day > obs_day)) {
			return Err(FeedError::Future);
		}
		if quotes.iter().any(|quote| quote.day.is_some_and(|day| day < obs_day.before(days))) {
			return Err(FeedError::Stale);
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

	/// The same, if it is what the chain would look at.
	///
	/// # Errors
	/// `OutOfBounds`, `TooUnsure`, `TooFew` as [`Demand::check`] has it.
	pub fn meeting(self, demand: Demand) -> Result<Self, FeedError> {
		let value = i64::try_from(self.value).map_err(|_| FeedError::OutOfBounds)?;
		demand.check(self.feed, value, self.conf, self.prices())?;
		Ok(self)
	}

	/// Prices that it rests on.
	fn prices(&self) -> u16 {
		self.extracts.iter().fold(0, |n, extract| n.saturating_add(extract.n))
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
			n: self.prices(),
			sources: self.extracts.iter().fold(0, |mask, extract| mask | extract.source.mask()),
			fetched_at,
			evidence: hash(&canonical_bytes(&self.extracts)),
		}
	}
}

/// The tolerance of the publisher himself.
const PUBLISHER: u64 = 0;

/// How far a source may be from another, parts per billion a year; `None` in a market.
const fn tolerance(role: Role) -> Option<u64> {
	match role {
		Role::Primary => Some(PUBLISHER),
		Role::Secondary { tolerance } => Some(tolerance),
		Role::Venue => None,
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{sku::H100_SXM, Source, Tenor};

	const DAY: ObsDay = ObsDay(20_676);

	fn quote(source: Source, value: u64, conf: u64) -> VenueQuote {
		VenueQuote { source, value, conf, n: 2, day: None }
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
	fn market_should_refuse_when_a_venue_speaks_of_another_day() {
		let gpu = crate::gpu::feed(&H100_SXM);
		let resale = FeedKey::GpuResale { sku: 1, condition: crate::Condition::Used };
		for (feed, day, want) in [
			(gpu, DAY, Ok(())),
			(gpu, DAY.before(3), Ok(())),
			(gpu, DAY.before(4), Err(FeedError::Stale)),
			(gpu, DAY.after(1), Err(FeedError::Future)),
			(resale, DAY.before(14), Ok(())),
			(resale, DAY.before(15), Err(FeedError::Stale)),
			(resale, DAY.after(1), Err(FeedError::Future)),
		] {
			let dated = VenueQuote { day: Some(day), ..quote(Source::OrnnDaily, 1_660_000, 0) };
			assert_eq!(Combined::market(feed, DAY, &[dated]).map(|_| ()), want, "{feed:?} {day}");
		}
	}

	/// What `extracts`, of sources, days after [`DAY`] and values, come to: value, day and mask.
	fn agreed(
		feed: FeedKey,
		said: &[(Source, u32, i128)],
	) -> Result<(i128, u32, u32, u32), FeedError> {
		let extracts: Vec<Extract> = said
			.iter()
			.map(|(source, after, value)| Extract {
				source: *source,
				feed,
				obs_day: DAY.after(*after),
				value: *value,
				conf: 0,
				n: 1,
			})
			.collect();
		let combined = Combined::agreed(&extracts)?;
		let said = combined.observe(0, 0, |_| [0; 32]);
		Ok((said.value, said.obs_day.0 - DAY.0, said.sources, combined.dissent(&extracts)))
	}

	#[test]
	fn agreed_should_take_the_publisher_or_two_others_when_sources_answer() {
		use Source::{
			FiscalDataAuctions as Auctions, Fred, FredCsv, TreasuryDirect as Direct,
			UstBillCsv as Csv, UstBillXml as Xml,
		};
		let feed = FeedKey::TBillDiscount(Tenor::W13);
		let few = Err(FeedError::TooFew { have: 1, need: 2 });
		for (said, want) in [
			(&[][..], Err(FeedError::NoSource)),
			(&[(Xml, 0, 100)], Ok((100, 0, 0x2, 0))),
			(&[(Csv, 0, 100)], Ok((100, 0, 0x10, 0))),
			(&[(Csv, 0, 100), (Xml, 0, 100)], Ok((100, 0, 0x2, 0))),
			(&[(Csv, 0, 100), (Xml, 0, 101)], Err(FeedError::Disagree)),
			// Two that agree with each other do not outvote the publisher.
			(
				&[(Xml, 0, 0), (Auctions, 0, 900_000), (Direct, 0, 900_000), (Fred, 0, 300_000)],
				Ok((0, 0, 0x2, 0x24)),
			),
			(&[(Auctions, 0, 100)], few),
			// One publication in two spellings, and one auction told by two, are one witness.
			(&[(Auctions, 0, 0), (Direct, 0, 0)], few),
			(&[(Fred, 0, 0), (FredCsv, 0, 0)], few),
			// Others agree in the digits of the publisher, whatever more they print.
			(&[(Auctions, 0, 37_350_000), (Fred, 0, 37_400_000)], Ok((37_400_000, 0, 0x44, 0))),
			(&[(Auctions, 0, 36_250_000), (Fred, 0, 36_200_000)], Ok((36_200_000, 0, 0x44, 0))),
			(&[(Auctions, 0, 37_340_000), (Fred, 0, 37_400_000)], Err(FeedError::Disagree)),
			(&[(Direct, 0, 0), (Fred, 0, 100_000)], Err(FeedError::Disagree)),
			(&[(Fred, 0, 0), (FredCsv, 0, 0), (Direct, 0, 9)], Ok((0, 0, 0xE0, 0))),
			(
				&[(Auctions, 0, 0), (Direct, 0, 900_000), (Fred, 0, 900_000)],
				Ok((900_000, 0, 0x60, 0x4)),
			),
			// Others do not run ahead of the publisher.
			(&[(Xml, 0, 100), (Auctions, 1, 200), (Direct, 1, 200)], Ok((100, 0, 0x2, 0))),
			(&[(Xml, 0, 100), (Auctions, 1, 200)], Ok((100, 0, 0x2, 0))),
			(&[(Csv, 1, 200), (Xml, 0, 100)], Ok((200, 1, 0x10, 0))),
			(&[(Auctions, 0, 0), (Direct, 1, 0)], few),
			(&[(Xml, 0, 0), (Csv, 1, 0), (Auctions, 1, 5)], Ok((0, 1, 0x10, 0))),
			// No role, or twice.
			(&[(Source::NyFed, 0, 100)], Err(FeedError::Conflict)),
			(&[(Xml, 0, 100), (Xml, 0, 100)], Err(FeedError::Conflict)),
			(&[(Xml, 0, 200_000_001)], Err(FeedError::OutOfBounds)),
		] {
			assert_eq!(agreed(feed, said), want, "{said:?}");
		}
		assert_eq!(agreed(FeedKey::Sofr, &[(Source::NyFed, 0, 5)]), Ok((5, 0, 0x8, 0)));
		assert_eq!(agreed(FeedKey::Sofr, &[(Fred, 0, 5), (FredCsv, 0, 5)]), few);
		let gpu = crate::gpu::feed(&H100_SXM);
		assert_eq!(agreed(gpu, &[(Source::VastBundles, 0, 5)]), Err(FeedError::Conflict));
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
