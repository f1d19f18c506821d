//! Who can answer for a feed and in which role, how he is asked, and what his answer says. A source
//! of a feed is a row in [`roles`] and an arm in the matches below.

use crate::{
	auctions,
	calendar::{BILLS_FINAL, OVERNIGHT_FINAL},
	fred,
	gpu::{self, VenueQuote},
	nyfed,
	page::Page,
	rate::BASIS_POINT,
	resale,
	sku::{Sku, SKUS},
	source::Request,
	treasury, Calendar, Extract, FeedError, FeedKey, ObsDay, Source, Tenor, Tier,
};

/// What the word of a source counts for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
	/// It is the publisher: its word is the value.
	Primary,
	/// It repeats or resembles what the publisher says. Two publications make a value if they agree
	/// to his last digit.
	Secondary {
		/// How far it may be from the value before people are told, parts per billion a year.
		tolerance: u64,
	},
	/// One vote among those of a market.
	Venue,
}

const EXACT: Role = Role::Secondary { tolerance: BASIS_POINT };
/// The H.15 release rounds and averages on its own.
const H15: Role = Role::Secondary { tolerance: BASIS_POINT.saturating_mul(3) };

/// Both spellings of the Treasury's page are the publisher's word.
const BILL: [(Source, Role); 4] = [
	(Source::UstBillXml, Role::Primary),
	(Source::UstBillCsv, Role::Primary),
	(Source::FiscalDataAuctions, EXACT),
	(Source::TreasuryDirect, EXACT),
];
const BILL_OF_H15: [(Source, Role); 6] = [
	(Source::UstBillXml, Role::Primary),
	(Source::UstBillCsv, Role::Primary),
	(Source::FiscalDataAuctions, EXACT),
	(Source::TreasuryDirect, EXACT),
	(Source::Fred, H15),
	(Source::FredCsv, H15),
];
const OVERNIGHT: [(Source, Role); 3] =
	[(Source::NyFed, Role::Primary), (Source::Fred, EXACT), (Source::FredCsv, EXACT)];
const GPU_HOUR: [(Source, Role); 5] = [
	(Source::VastBundles, Role::Venue),
	(Source::RunpodGraphql, Role::Venue),
	(Source::OrnnDaily, Role::Venue),
	(Source::LambdaInstances, Role::Venue),
	(Source::SfComputeQuote, Role::Venue),
];
const RESALE: [(Source, Role); 3] = [
	(Source::ResaleCatalogue, Role::Venue),
	(Source::ResaleCatalogueB, Role::Venue),
	(Source::ResaleCatalogueC, Role::Venue),
];

/// The sources that can answer for a feed, best first; none for feeds that nobody publishes.
pub const fn roles(feed: FeedKey) -> &'static [(Source, Role)] {
	match feed {
		FeedKey::TBillDiscount(Tenor::W4 | Tenor::W13 | Tenor::W26 | Tenor::W52) => &BILL_OF_H15,
		FeedKey::TBillDiscount(_) | FeedKey::TBillCouponEq(_) => &BILL,
		FeedKey::Sofr | FeedKey::Effr => &OVERNIGHT,
		FeedKey::GpuHour { tier: Tier::OnDemand, .. } => &GPU_HOUR,
		FeedKey::GpuHour { tier: Tier::Spot | Tier::Reserved, .. } => &[],
		FeedKey::GpuResale { .. } => &RESALE,
	}
}

/// The role of a source for a feed, if it has one.
pub fn role(feed: FeedKey, source: Source) -> Option<Role> {
	roles(feed).iter().find(|(known, _)| *known == source).map(|(_, role)| *role)
}

/// The day whose value must be known at `now`, Unix seconds; for markets, today.
pub fn expected(feed: FeedKey, now: u64, calendar: &Calendar<'_>) -> ObsDay {
	match feed {
		FeedKey::TBillDiscount(_) | FeedKey::TBillCouponEq(_) => calendar.expected(now),
		FeedKey::Sofr | FeedKey::Effr => calendar.expected_overnight(now),
		FeedKey::GpuHour { .. } | FeedKey::GpuResale { .. } => ObsDay::of(now),
	}
}

/// The moment, Unix seconds, at which the official rate of a business day is due; of a market price
/// the day's first second.
pub fn due_at(feed: FeedKey, day: ObsDay, calendar: &Calendar<'_>) -> u64 {
	match feed {
		FeedKey::TBillDiscount(_) | FeedKey::TBillCouponEq(_) => {
			day.start().saturating_add(BILLS_FINAL)
		},
		FeedKey::Sofr | FeedKey::Effr => calendar.next(day).start().saturating_add(OVERNIGHT_FINAL),
		FeedKey::GpuHour { .. } | FeedKey::GpuResale { .. } => day.start(),
	}
}

/// What a source is asked about a feed at `now`, Unix seconds. `key` is that of FRED, which stands
/// in the path; the keys of all others are headers.
///
/// # Errors
/// `Absent` if the source cannot answer for this feed; `Refused` for a key that is none.
pub fn request(
	source: Source,
	feed: FeedKey,
	now: u64,
	calendar: &Calendar<'_>,
	key: &str,
) -> Result<Request, FeedError> {
	request_among(&SKUS, source, feed, now, calendar, key)
}

/// The same with another table of models.
pub(crate) fn request_among(
	skus: &[Sku<'_>],
	source: Source,
	feed: FeedKey,
	now: u64,
	calendar: &Calendar<'_>,
	key: &str,
) -> Result<Request, FeedError> {
	role(feed, source).ok_or(FeedError::Absent)?;
	let due = expected(feed, now, calendar);
	match source {
		Source::UstBillXml => Ok(treasury::request(due)),
		Source::UstBillCsv => Ok(treasury::request_csv(due)),
		Source::FiscalDataAuctions | Source::TreasuryDirect => auctions::request(source),
		Source::NyFed => nyfed::request(feed),
		Source::Fred => fred::request(feed, due, key),
		Source::FredCsv => fred::request_csv(feed, due),
		catalogue if Source::CATALOGUES.contains(&catalogue) => Ok(resale::request()),
		venue => gpu::request(venue, model(skus, feed)?, now),
	}
}

/// What the answer of a source says of an official rate.
///
/// # Errors
/// `Absent` if the source cannot answer for this feed, or says nothing of it; those of its parser;
/// `Future` if it speaks of a day to come; `Stale` if it does not know the day that is due. A
/// publisher may know a later one.
pub fn rate(
	source: Source,
	feed: FeedKey,
	body: &[u8],
	now: u64,
	calendar: &Calendar<'_>,
) -> Result<Extract, FeedError> {
	Page::read(source, feed, body)?.rate(feed, now, calendar)
}

/// What the answer of a venue says of a market price.
///
/// # Errors
/// `Absent` if the source cannot answer for this feed; those of its parser; for a catalogue
/// `Future` if it speaks of a day to come, and `Stale` if a newer one is due.
pub fn price(
	source: Source,
	feed: FeedKey,
	body: &[u8],
	now: u64,
	calendar: &Calendar<'_>,
) -> Result<VenueQuote, FeedError> {
	price_among(&SKUS, source, feed, body, now, calendar)
}

/// The same with another table of models.
pub(crate) fn price_among(
	skus: &[Sku<'_>],
	source: Source,
	feed: FeedKey,
	body: &[u8],
	now: u64,
	calendar: &Calendar<'_>,
) -> Result<VenueQuote, FeedError> {
	role(feed, source).ok_or(FeedError::Absent)?;
	if !Source::CATALOGUES.contains(&source) {
		return gpu::parse(source, body, model(skus, feed)?);
	}
	let quote = resale::parse(body, feed)?;
	resale::check_day(quote.day.ok_or(FeedError::Date)?, now, calendar)?;
	Ok(VenueQuote { source, ..quote })
}

/// The model that a GPU-hour is of.
pub(crate) fn model<'t, 's>(skus: &'t [Sku<'s>], feed: FeedKey) -> Result<&'t Sku<'s>, FeedError> {
	let FeedKey::GpuHour { sku, .. } = feed else { return Err(FeedError::Absent) };
	skus.iter().find(|known| known.id == sku).ok_or(FeedError::Absent)
}
