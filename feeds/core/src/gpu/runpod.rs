//! RunPod: list prices for one GPU, on machines of others (community) and in data centres
//! (secure). The two are its two prices.

use super::{checked, quote, VenueQuote, MICRO};
use crate::{
	json,
	sku::Sku,
	source::{Request, Source},
	FeedError,
};
use alloc::{
	borrow::Cow,
	string::{String, ToString},
	vec::Vec,
};
use serde::Deserialize;
use serde_json::value::RawValue;

const QUERY: &str = r#"{"query":"query { gpuTypes { id displayName memoryInGb securePrice communityPrice lowestPrice(input:{gpuCount:1}) { minimumBidPrice uninterruptablePrice stockStatus } } }"}"#;

pub(super) fn request(_: &Sku<'_>) -> Request {
	Request::post_json("/graphql", QUERY.to_string())
}

#[derive(Deserialize)]
struct Answer<'a> {
	#[serde(borrow)]
	data: Option<Data<'a>>,
	#[serde(borrow)]
	errors: Option<Vec<&'a RawValue>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Data<'a> {
	#[serde(borrow)]
	gpu_types: Vec<GpuType<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct GpuType<'a> {
	#[serde(borrow)]
	id: Cow<'a, str>,
	#[serde(borrow)]
	community_price: Option<&'a RawValue>,
	#[serde(borrow)]
	secure_price: Option<&'a RawValue>,
}

/// What one type of GPU costs, or why that cannot be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Offer {
	id: String,
	prices: Result<Vec<u64>, FeedError>,
}

impl GpuType<'_> {
	/// Both prices, without those at which nothing is offered.
	fn prices(&self) -> Result<Vec<u64>, FeedError> {
		[self.community_price, self.secure_price]
			.into_iter()
			.map(|raw| json::number(raw, MICRO))
			.filter_map(|price| price.map(|p| p.filter(|p| *p != 0)).transpose())
			.map(|price| checked(price?))
			.collect()
	}
}

/// Reads the page, which is of all types.
pub(crate) fn read(body: &[u8]) -> Result<Vec<Offer>, FeedError> {
	let answer: Answer<'_> = json::read(body)?;
	if answer.errors.is_some_and(|errors| !errors.is_empty()) {
		return Err(FeedError::Refused);
	}
	let types = answer.data.ok_or(FeedError::Schema)?.gpu_types;
	Ok(types.iter().map(|gpu| Offer { id: gpu.id.to_string(), prices: gpu.prices() }).collect())
}

/// What it says of a SKU.
pub(crate) fn quote_of(offers: &[Offer], sku: &Sku<'_>) -> Result<VenueQuote, FeedError> {
	let mut offers = offers
		.iter()
		.filter(|offer| sku.runpod.contains(&offer.id.as_str()))
		.map(|offer| Ok((offer.id.as_str(), offer.prices.clone()?)))
		.collect::<Result<Vec<_>, FeedError>>()?;
	offers.sort_unstable();
	offers.dedup();
	if offers.windows(2).any(|pair| matches!(pair, [(a, _), (b, _)] if a == b)) {
		return Err(FeedError::Conflict);
	}
	quote(Source::RunpodGraphql, offers.into_iter().flat_map(|(_, prices)| prices).collect())
}
