//! The price of a GPU-hour, on demand, as each venue publishes it. A venue is a row in the two
//! matches below and one file.

mod lambda;
mod ornn;
mod runpod;
mod sfcompute;
mod vast;

use crate::{
	sku::Sku,
	source::{Request, Source},
	FeedError, FeedKey, ObsDay, Tier,
};
use alloc::{string::String, vec::Vec};

/// From dollars to micro-dollars.
const MICRO: u8 = 6;

/// What one venue asks, in the unit of the feed: micro-dollars for one GPU and one hour, cents for
/// a unit of hardware.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct VenueQuote {
	/// The venue.
	pub source: Source,
	/// The median of its prices.
	pub value: u64,
	/// The larger distance from there to the quartiles.
	pub conf: u64,
	/// Prices that it rests on.
	pub n: u16,
	/// The day that it speaks of, where the venue gives one; else now.
	pub day: Option<ObsDay>,
}

/// The question that a venue is asked about a SKU at `now`, Unix seconds.
///
/// # Errors
/// `Absent` if the source does not sell this SKU by the hour.
pub fn request(source: Source, sku: &Sku<'_>, now: u64) -> Result<Request, FeedError> {
	let (aliases, request): (_, fn(&Sku<'_>, u64) -> Request) = match source {
		Source::VastBundles => (sku.vast, |sku, _| vast::request(sku)),
		Source::RunpodGraphql => (sku.runpod, |sku, _| runpod::request(sku)),
		Source::OrnnDaily => (sku.ornn, |sku, _| ornn::request(sku)),
		Source::LambdaInstances => (sku.lambda, |sku, _| lambda::request(sku)),
		Source::SfComputeQuote => (sku.sfcompute, sfcompute::request),
		_ => return Err(FeedError::Absent),
	};
	if aliases.is_empty() {
		return Err(FeedError::Absent);
	}
	Ok(request(sku, now))
}

/// Reads the answer of a venue about a SKU. Whether its day is a good one, where it has one, is
/// seen when it is [combined](crate::combine::Combined::market).
///
/// # Errors
/// `TooLarge`, `TooDeep`, `Malformed`, `Schema`, `Refused`; `Conflict` if one offer is given twice
/// and differently; `Number`, `OutOfBounds`, `Instrument`, `Date` where a venue has few prices and
/// one of them is wrong; `TooFew` where it has many and few are usable; `Absent` if it offers none.
pub fn parse(source: Source, body: &[u8], sku: &Sku<'_>) -> Result<VenueQuote, FeedError> {
	match source {
		Source::VastBundles => vast::parse(body, sku),
		Source::OrnnDaily => ornn::parse(body, sku),
		Source::SfComputeQuote => sfcompute::parse(body, sku),
		_ => List::read(source, body).unwrap_or(Err(FeedError::Absent))?.quote(sku),
	}
}

/// The list prices of a venue that has one page for all models, read once for all of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum List {
	Runpod(Vec<runpod::Offer>),
	Lambda(Vec<lambda::Offer>),
}

impl List {
	/// `None` for sources that have no such page.
	pub fn read(source: Source, body: &[u8]) -> Option<Result<Self, FeedError>> {
		match source {
			Source::RunpodGraphql => Some(runpod::read(body).map(Self::Runpod)),
			Source::LambdaInstances => Some(lambda::read(body).map(Self::Lambda)),
			_ => None,
		}
	}

	/// What it says of a SKU, with the errors of [`parse`].
	pub fn quote(&self, sku: &Sku<'_>) -> Result<VenueQuote, FeedError> {
		match self {
			Self::Runpod(offers) => runpod::quote_of(offers, sku),
			Self::Lambda(offers) => lambda::quote_of(offers, sku),
		}
	}
}

/// The feed of a SKU's GPU-hour.
pub const fn feed(sku: &Sku<'_>) -> FeedKey {
	FeedKey::GpuHour { sku: sku.id, tier: Tier::OnDemand }
}

/// A list price, within the bounds of its feed, which are those of all models.
fn checked(price: i128) -> Result<u64, FeedError> {
	if !(FeedKey::GpuHour { sku: 0, tier: Tier::OnDemand }).admits(price) {
		return Err(FeedError::OutOfBounds);
	}
	u64::try_from(price).map_err(|_| FeedError::OutOfBounds)
}

fn quote(source: Source, prices: Vec<u64>) -> Result<VenueQuote, FeedError> {
	let n = u16::try_from(prices.len()).map_err(|_| FeedError::TooLarge)?;
	let spread = Spread::of(prices).ok_or(FeedError::Absent)?;
	Ok(VenueQuote { source, value: spread.median, conf: spread.reach(), n, day: None })
}

/// Names as a JSON list.
fn json_list(names: &[&str]) -> String {
	// A list of strings always has a JSON form.
	serde_json::to_string(names).unwrap_or_default()
}

/// Median and quartiles, interpolated in a straight line between neighbours, rounded down.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Spread {
	lower: u64,
	pub median: u64,
	upper: u64,
}

impl Spread {
	/// `None` for an empty list.
	pub fn of(mut values: Vec<u64>) -> Option<Self> {
		values.sort_unstable();
		let quarter = |quarters: usize| {
			let at = values.len().checked_sub(1)?.checked_mul(quarters)?;
			let below = *values.get(at.div_euclid(4))?;
			let above = values.get(at.div_euclid(4).checked_add(1)?).copied().unwrap_or(below);
			let part = u64::try_from(at.rem_euclid(4)).ok()?;
			let step =
				u128::from(above.checked_sub(below)?).checked_mul(part.into())?.div_euclid(4);
			below.checked_add(u64::try_from(step).ok()?)
		};
		Some(Self { lower: quarter(1)?, median: quarter(2)?, upper: quarter(3)? })
	}

	/// The larger distance from the median to a quartile.
	pub fn reach(self) -> u64 {
		let below = self.median.saturating_sub(self.lower);
		below.max(self.upper.saturating_sub(self.median))
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::vec;

	#[test]
	fn spread_should_interpolate_when_a_quartile_falls_between_values() {
		for (values, lower, median, upper) in [
			(vec![7], 7, 7, 7),
			(vec![10, 20], 12, 15, 17),
			(vec![30, 10, 20], 15, 20, 25),
			(vec![4, 1, 3, 2], 1, 2, 3),
			(vec![5, 1, 4, 2, 3], 2, 3, 4),
			(vec![0, u64::MAX], u64::MAX / 4, u64::MAX / 2, u64::MAX / 4 * 3 + 2),
		] {
			assert_eq!(
				Spread::of(values.clone()),
				Some(Spread { lower, median, upper }),
				"{values:?}"
			);
		}
		assert_eq!(Spread::of(vec![]), None);
	}
}
