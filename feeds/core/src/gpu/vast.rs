//! Vast.ai: a marketplace where anyone lists machines. Prices are for a machine, so they are
//! divided by its GPUs; listings that nobody would take are left out.

use super::{checked, json_list, quote, VenueQuote, MICRO};
use crate::{
	decimal::divide_half_even,
	json,
	sku::Sku,
	source::{Request, Source},
	FeedError,
};
use alloc::{borrow::Cow, format, vec::Vec};
use serde::Deserialize;
use serde_json::value::RawValue;

/// Least reliability of a listing: 0.9, to [`FINE`] digits.
const RELIABILITY: i128 = 900_000_000_000;
/// Fewest listings that make a price.
const MIN_OFFERS: u16 = 5;
/// Most listings that are asked for, and most that are looked at.
const LIMIT: u16 = 64;
const MAX_OFFERS: usize = 1_024;
/// Digits kept of a listing's numbers before they are compared or divided.
const FINE: u8 = 12;

pub(super) fn request(sku: &Sku<'_>) -> Request {
	let names = json_list(sku.vast);
	Request::post_json(
		"/api/v0/bundles/",
		format!(
			"{{\"gpu_name\":{{\"in\":{names}}},\"rentable\":{{\"eq\":true}},\
			 \"rented\":{{\"eq\":false}},\"datacenter\":{{\"eq\":true}},\
			 \"order\":[[\"score\",\"desc\"]],\"limit\":{LIMIT}}}"
		),
	)
}

#[derive(Deserialize)]
struct Answer<'a> {
	#[serde(borrow)]
	offers: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct Offer<'a> {
	#[serde(borrow)]
	id: &'a RawValue,
	#[serde(borrow)]
	gpu_name: Cow<'a, str>,
	#[serde(borrow)]
	num_gpus: Option<&'a RawValue>,
	#[serde(borrow)]
	dph_total: Option<&'a RawValue>,
	#[serde(borrow)]
	reliability2: Option<&'a RawValue>,
	rentable: Option<bool>,
	rented: Option<bool>,
}

impl Offer<'_> {
	/// The price of one GPU, or why this listing does not count.
	fn price(&self) -> Result<u64, FeedError> {
		if self.rentable == Some(false) || self.rented == Some(true) {
			return Err(FeedError::Absent);
		}
		if json::number(self.reliability2, FINE)?.is_none_or(|r| r < RELIABILITY) {
			return Err(FeedError::Absent);
		}
		let machine = json::number(self.dph_total, FINE)?.filter(|price| *price > 0);
		let fine = 10i128.checked_pow(u32::from(FINE.saturating_sub(MICRO)));
		let divisor = fine.and_then(|f| f.checked_mul(json::count(self.num_gpus).ok()?.into()));
		let price = machine.zip(divisor).and_then(|(price, by)| divide_half_even(price, by));
		checked(price.ok_or(FeedError::Absent)?)
	}
}

pub(super) fn parse(body: &[u8], sku: &Sku<'_>) -> Result<VenueQuote, FeedError> {
	let answer: Answer<'_> = json::read(body)?;
	if answer.offers.len() > MAX_OFFERS {
		return Err(FeedError::TooLarge);
	}
	// One broken listing among many is left out like any other that cannot be used.
	let mut offers: Vec<(&str, u64)> = answer
		.offers
		.iter()
		.filter_map(|raw| serde_json::from_str::<Offer<'_>>(raw.get()).ok())
		.filter(|offer| sku.vast.contains(&offer.gpu_name.as_ref()))
		.filter_map(|offer| Some((offer.id.get(), offer.price().ok()?)))
		.collect();
	offers.sort_unstable();
	offers.dedup();
	if offers.windows(2).any(|pair| matches!(pair, [(a, _), (b, _)] if a == b)) {
		return Err(FeedError::Conflict);
	}
	let prices = without_outliers(offers.into_iter().map(|(_, price)| price).collect());
	let have = u16::try_from(prices.len()).unwrap_or(u16::MAX);
	if have < MIN_OFFERS {
		return Err(FeedError::TooFew { have, need: MIN_OFFERS });
	}
	quote(Source::VastBundles, prices)
}

/// Leaves out what is more than 2.5 standard deviations from the mean.
///
/// With n prices, their sum S and the sum of their squares Q, |x - S/n| > 2.5 sigma is
/// 4 (n x - S)^2 > 25 (n Q - S^2): exact in integers, below 2^90 within the bounds of the feed.
fn without_outliers(mut prices: Vec<u64>) -> Vec<u64> {
	let far = |prices: &[u64]| {
		let n = i128::try_from(prices.len()).ok()?;
		let sum = prices.iter().try_fold(0i128, |sum, p| sum.checked_add(i128::from(*p)))?;
		let squares = prices
			.iter()
			.try_fold(0i128, |sum, p| sum.checked_add(i128::from(*p).checked_pow(2)?))?;
		let limit = n.checked_mul(squares)?.checked_sub(sum.checked_pow(2)?)?.checked_mul(25)?;
		Some((n, sum, limit))
	};
	if let Some((n, sum, limit)) = far(&prices) {
		prices.retain(|price| {
			n.checked_mul(i128::from(*price))
				.and_then(|x| x.checked_sub(sum)?.checked_pow(2)?.checked_mul(4))
				.is_some_and(|distance| distance <= limit)
		});
	}
	prices
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::vec;

	#[test]
	fn without_outliers_should_cut_at_two_and_a_half_deviations_when_prices_are_spread() {
		// Nine equal prices and one apart: the one is exactly 3 deviations from the mean.
		let mut prices = vec![2_000_000; 9];
		prices.push(9_000_000);
		assert_eq!(without_outliers(prices), vec![2_000_000; 9]);
		// Among five it is exactly 2, and stays.
		let few = vec![2_000_000, 2_000_000, 2_000_000, 2_000_000, 9_000_000];
		assert_eq!(without_outliers(few.clone()), few);
		// 4 of 29 are exactly 2.5 deviations away, and stay; 4 of 30 are further.
		let edge = |equal| [vec![2_000_000; equal], vec![3_000_000; 4]].concat();
		assert_eq!(without_outliers(edge(25)), edge(25));
		assert_eq!(without_outliers(edge(26)), vec![2_000_000; 26]);
		let same = vec![2_400_000; 7];
		assert_eq!(without_outliers(same.clone()), same);
		assert!(without_outliers(vec![]).is_empty());
	}

	#[test]
	fn request_should_name_the_card_when_asked() {
		let asked = request(&crate::sku::H100_SXM);
		let body: serde_json::Value = serde_json::from_slice(&asked.body).unwrap();
		assert_eq!(body["gpu_name"]["in"][0], "H100 SXM");
		assert_eq!(body["rented"]["eq"], false);
		assert_eq!(body["limit"], 64);
		assert_eq!(asked.path_and_query, "/api/v0/bundles/");
	}
}
