//! RunPod: list prices for one GPU, on machines of others (community) and in data centres
//! (secure). The two are its two prices.

use super::{checked, quote, VenueQuote, MICRO};
use crate::{
	json,
	sku::Sku,
	source::{Request, Source},
	FeedError,
};
use alloc::{borrow::Cow, string::ToString, vec::Vec};
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

impl GpuType<'_> {
	/// Both prices, without those at which nothing is offered.
	fn prices(&self, sku: &Sku<'_>) -> Result<Vec<u64>, FeedError> {
		[self.community_price, self.secure_price]
			.into_iter()
			.map(|raw| json::number(raw, MICRO))
			.filter_map(|price| price.map(|p| p.filter(|p| *p != 0)).transpose())
			.map(|price| checked(price?, sku))
			.collect()
	}
}

pub(super) fn parse(body: &[u8], sku: &Sku<'_>) -> Result<VenueQuote, FeedError> {
	let answer: Answer<'_> = json::read(body)?;
	if answer.errors.is_some_and(|errors| !errors.is_empty()) {
		return Err(FeedError::Refused);
	}
	let types = answer.data.ok_or(FeedError::Schema)?.gpu_types;
	let mut offers = types
		.iter()
		.filter(|gpu| sku.runpod.contains(&gpu.id.as_ref()))
		.map(|gpu| Ok((gpu.id.as_ref(), gpu.prices(sku)?)))
		.collect::<Result<Vec<_>, FeedError>>()?;
	offers.sort_unstable();
	offers.dedup();
	if offers.windows(2).any(|pair| matches!(pair, [(a, _), (b, _)] if a == b)) {
		return Err(FeedError::Conflict);
	}
	quote(Source::RunpodGraphql, offers.into_iter().flat_map(|(_, prices)| prices).collect())
}
