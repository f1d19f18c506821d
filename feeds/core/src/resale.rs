//! What hardware is sold on for: a catalogue of brokers' quotes, in a format of our own that
//! docs/resale-catalogue.md defines.

use crate::{
	decimal,
	gpu::{Spread, VenueQuote},
	json,
	once::once,
	sku::{Sku, SKUS},
	source::{Request, Source},
	Calendar, Condition, FeedError, FeedKey, ObsDay,
};
use alloc::{borrow::Cow, collections::BTreeMap, string::ToString, vec::Vec};
use serde::Deserialize;
use serde_json::value::RawValue;

/// Fewest quotes that make a price.
const MIN_QUOTES: u16 = 5;
/// Most quotes of a catalogue.
const MAX_QUOTES: usize = 2_048;
/// Longest name of a venue, in bytes.
const MAX_VENUE: usize = 64;
/// From dollars to hundredths of a cent, so that a finer price is seen.
const FINE: u8 = 4;
const OF_CENT: i128 = 100;

/// Asks for the whole catalogue.
pub fn request() -> Request {
	Request::get("/v1/resale-catalogue.json".to_string(), "application/json")
}

/// The model that a feed is about.
///
/// # Errors
/// `Absent` for feeds other than resale, and for unknown models.
fn model(feed: FeedKey) -> Result<(Sku<'static>, Condition), FeedError> {
	let FeedKey::GpuResale { sku, condition } = feed else { return Err(FeedError::Absent) };
	let sku = SKUS.into_iter().find(|known| known.id == sku).ok_or(FeedError::Absent)?;
	Ok((sku, condition))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Catalogue<'a> {
	#[serde(borrow)]
	as_of: Cow<'a, str>,
	#[serde(borrow)]
	quotes: Vec<Quote<'a>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Quote<'a> {
	#[serde(borrow)]
	sku: Cow<'a, str>,
	#[serde(borrow)]
	condition: Cow<'a, str>,
	#[serde(borrow)]
	price_usd: &'a RawValue,
	#[serde(borrow)]
	quantity: &'a RawValue,
	#[serde(borrow)]
	venue: Cow<'a, str>,
}

/// A quote that has been read.
#[derive(PartialEq)]
struct Lot<'a> {
	venue: &'a str,
	quantity: u16,
	cents: u64,
}

impl Quote<'_> {
	fn is_of(&self, sku: &Sku<'_>, condition: Condition) -> Result<bool, FeedError> {
		let of = match self.condition.as_ref() {
			"new" => Condition::New,
			"refurbished" => Condition::Refurbished,
			"used" => Condition::Used,
			_ => return Err(FeedError::Schema),
		};
		Ok(self.sku == sku.resale && of == condition)
	}

	fn read(&self, feed: FeedKey) -> Result<Lot<'_>, FeedError> {
		let venue = self.venue.as_ref();
		if venue.is_empty() || venue.len() > MAX_VENUE || venue.trim() != venue {
			return Err(FeedError::Schema);
		}
		let text = json::text(Some(self.price_usd))?.ok_or(FeedError::Absent)?;
		let fine = decimal::plain(&text, FINE)?;
		if fine.checked_rem(OF_CENT) != Some(0) {
			return Err(FeedError::Number);
		}
		let cents = fine.div_euclid(OF_CENT);
		if !feed.admits(cents) {
			return Err(FeedError::OutOfBounds);
		}
		let cents = u64::try_from(cents).map_err(|_| FeedError::OutOfBounds)?;
		Ok(Lot { venue, quantity: json::count(Some(self.quantity))?, cents })
	}
}

/// Reads the price of a feed, in cents: the median over venues, one vote each, of the medians of
/// their quotes. It is written for the first [catalogue](Source::CATALOGUES); whoever asked
/// another one knows. The band is the larger of two spreads, as for a GPU-hour: that among venues, and
/// the median of those within them.
///
/// # Errors
/// `Absent` for feeds other than resale; `TooLarge`, `TooDeep`, `Malformed`; `Schema`, also for a
/// member that the format does not know; `Date`; `Absent`, `Number`, `OutOfBounds`; `Conflict` if a
/// venue asks two prices for one quantity; `TooFew` with less than five quotes.
pub fn parse(body: &[u8], feed: FeedKey) -> Result<VenueQuote, FeedError> {
	let (sku, condition) = model(feed)?;
	let catalogue: Catalogue<'_> = json::read(body)?;
	if catalogue.quotes.len() > MAX_QUOTES {
		return Err(FeedError::TooLarge);
	}
	let day = ObsDay::from_iso(&catalogue.as_of)?;
	let mut lots = Vec::new();
	for quote in &catalogue.quotes {
		if quote.is_of(&sku, condition)? {
			lots.push(quote.read(feed)?);
		}
	}
	let lots = once(lots, |lot| (lot.venue, lot.quantity))?;
	let n = u16::try_from(lots.len()).map_err(|_| FeedError::TooLarge)?;
	if n < MIN_QUOTES {
		return Err(FeedError::TooFew { have: n, need: MIN_QUOTES });
	}
	let mut venues: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
	for lot in &lots {
		venues.entry(lot.venue).or_default().push(lot.cents);
	}
	let spreads: Vec<Spread> = venues.into_values().filter_map(Spread::of).collect();
	let among = Spread::of(spreads.iter().map(|spread| spread.median).collect());
	let within = Spread::of(spreads.iter().map(|spread| spread.reach()).collect());
	let (among, within) = among.zip(within).ok_or(FeedError::Absent)?;
	Ok(VenueQuote {
		source: Source::ResaleCatalogue,
		value: among.median,
		conf: among.reach().max(within.median),
		n,
		day: Some(day),
	})
}

/// Whether a catalogue of this day can be used at `now`, Unix seconds.
///
/// # Errors
/// `Future` if it is later than today, UTC; `Stale` if a newer one is due.
pub fn check_day(day: ObsDay, now: u64, calendar: &Calendar<'_>) -> Result<(), FeedError> {
	if day > ObsDay::of(now) {
		return Err(FeedError::Future);
	}
	if day < calendar.expected_weekly(now) {
		return Err(FeedError::Stale);
	}
	Ok(())
}
