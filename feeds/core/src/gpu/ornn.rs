//! Ornn: an index of what was paid, one value a day and GPU type.

use super::{checked, quote, VenueQuote, MICRO};
use crate::{
	json,
	sku::Sku,
	source::{Request, Source},
	FeedError,
};
use alloc::{borrow::Cow, format};
use serde::Deserialize;
use serde_json::value::RawValue;

pub(super) fn request(sku: &Sku<'_>) -> Request {
	let name = sku.ornn.first().copied().unwrap_or_default().replace(' ', "%20");
	Request::get(format!("/api/daily-index-simple?gpuType={name}"), "application/json")
}

#[derive(Deserialize)]
struct Answer<'a> {
	success: bool,
	#[serde(borrow)]
	data: Option<Index<'a>>,
}

#[derive(Deserialize)]
struct Index<'a> {
	#[serde(borrow)]
	gpu_type: Cow<'a, str>,
	#[serde(borrow)]
	index_value: Option<&'a RawValue>,
	#[serde(borrow)]
	date: Option<&'a RawValue>,
}

pub(super) fn parse(body: &[u8], sku: &Sku<'_>) -> Result<VenueQuote, FeedError> {
	let answer: Answer<'_> = json::read(body)?;
	if !answer.success {
		return Err(FeedError::Refused);
	}
	let index = answer.data.ok_or(FeedError::Schema)?;
	if !sku.ornn.contains(&index.gpu_type.as_ref()) {
		return Err(FeedError::Instrument);
	}
	let price = json::number(index.index_value, MICRO)?.filter(|price| *price != 0);
	let price = checked(price.ok_or(FeedError::Absent)?)?;
	let day = json::day(index.date)?;
	let quote = quote(Source::OrnnDaily, [price].into())?;
	Ok(VenueQuote { day: Some(day), ..quote })
}
