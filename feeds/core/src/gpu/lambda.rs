//! Lambda: list prices of instances in whole cents. An instance has one to eight GPUs, and its
//! price is for all of them. A type without free capacity still has its price.

use super::{checked, quote, VenueQuote};
use crate::{
	decimal::divide_half_even,
	json,
	sku::Sku,
	source::{Request, Source},
	FeedError,
};
use alloc::{
	string::{String, ToString},
	vec::Vec,
};
use serde::Deserialize;
use serde_json::value::RawValue;

/// From cents to micro-dollars.
const CENTS: u8 = 4;

pub(super) fn request(_: &Sku<'_>) -> Request {
	Request::get("/api/v1/instance-types".to_string(), "application/json")
}

#[derive(Deserialize)]
struct Answer<'a> {
	#[serde(borrow)]
	data: Option<json::Members<'a>>,
	#[serde(borrow)]
	error: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Entry<'a> {
	#[serde(borrow)]
	instance_type: InstanceType<'a>,
}

#[derive(Deserialize)]
struct InstanceType<'a> {
	#[serde(borrow)]
	price_cents_per_hour: Option<&'a RawValue>,
	#[serde(borrow)]
	specs: Specs<'a>,
}

#[derive(Deserialize)]
struct Specs<'a> {
	#[serde(borrow)]
	gpus: Option<&'a RawValue>,
}

/// What an instance costs for one of its GPUs, or why that cannot be read; `None` if it is not
/// offered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Offer {
	/// `gpu_8x_h100_sxm5`
	name: String,
	price: Result<Option<u64>, FeedError>,
}

/// The GPUs and the model that an instance name tells: `gpu_8x_h100_sxm5` has 8 of `h100_sxm5`.
fn words(name: &str) -> Option<(u16, &str)> {
	let (gpus, model) = name.strip_prefix("gpu_")?.split_once("x_")?;
	Some((gpus.parse().ok()?, model))
}

/// The price of one GPU, or `None` if the type is not offered.
fn price(entry: &RawValue, gpus: u16) -> Result<Option<u64>, FeedError> {
	let entry: Entry<'_> = serde_json::from_str(entry.get()).map_err(|_| FeedError::Schema)?;
	let instance = entry.instance_type;
	if json::count(instance.specs.gpus)? != gpus {
		return Err(FeedError::Instrument);
	}
	let cents = json::number(instance.price_cents_per_hour, CENTS)?.filter(|cents| *cents != 0);
	let Some(cents) = cents else { return Ok(None) };
	if cents < 0 {
		return Err(FeedError::OutOfBounds);
	}
	let price = divide_half_even(cents, gpus.into()).ok_or(FeedError::Number)?;
	checked(price).map(Some)
}

/// Reads the page, which is of all types.
pub(crate) fn read(body: &[u8]) -> Result<Vec<Offer>, FeedError> {
	let answer: Answer<'_> = json::read(body)?;
	if answer.error.is_some() {
		return Err(FeedError::Refused);
	}
	let entries = answer.data.ok_or(FeedError::Schema)?.0;
	let offer = |name: &str, entry| {
		let (gpus, _) = words(name)?;
		Some(Offer { name: name.to_string(), price: price(entry, gpus) })
	};
	Ok(entries.iter().filter_map(|(name, entry)| offer(name.as_ref(), entry)).collect())
}

/// What it says of a SKU.
pub(crate) fn quote_of(offers: &[Offer], sku: &Sku<'_>) -> Result<VenueQuote, FeedError> {
	let is_of =
		|offer: &&Offer| words(&offer.name).is_some_and(|(_, model)| sku.lambda.contains(&model));
	let mut offers = offers
		.iter()
		.filter(is_of)
		.map(|offer| Ok((offer.name.as_str(), offer.price?)))
		.collect::<Result<Vec<_>, FeedError>>()?;
	offers.sort_unstable();
	offers.dedup();
	if offers.windows(2).any(|pair| matches!(pair, [(a, _), (b, _)] if a == b)) {
		return Err(FeedError::Conflict);
	}
	quote(Source::LambdaInstances, offers.into_iter().filter_map(|(_, price)| price).collect())
}
