//! Dutch auctions: a price that falls with time.

use crate::{
	math::{mul_div, Rounding},
	units::{Ppm, Seconds, UsdaiAmount},
	FinanceError,
};
use macro_rules_attribute::apply;

/// What decides the price of a lot at any moment. Both prices are in one unit.
#[apply(stored!)]
pub struct DutchTerms {
	/// Price until the auction starts.
	pub start_price: u128,
	/// Price from the end on, at most the start price.
	pub floor_price: u128,
	/// When the price begins to fall, Unix time.
	pub started_at: Seconds,
	/// How long it falls, above zero.
	pub duration: Seconds,
}

/// The price at a moment, in the unit of the terms, rounded down.
///
/// A straight line from the start price at `started_at` to the floor price `duration` later, flat
/// on either side: `floor((start * (duration - e) + floor * e) / duration)` with
/// `e = now - started_at`.
///
/// Errors in order: `InvalidPrices` (floor above start), `InvalidDuration` (zero).
pub fn dutch_price(terms: &DutchTerms, now: Seconds) -> Result<u128, FinanceError> {
	let fall =
		terms.start_price.checked_sub(terms.floor_price).ok_or(FinanceError::InvalidPrices)?;
	if terms.duration.is_zero() {
		return Err(FinanceError::InvalidDuration);
	}
	let elapsed = now.saturating_sub(terms.started_at).min(terms.duration);
	// The floor of the price is the start less the ceiling of the fall.
	let fallen =
		mul_div(fall, u128::from(elapsed.get()), u128::from(terms.duration.get()), Rounding::Up)?;
	Ok(terms.start_price.saturating_sub(fallen))
}

/// First and last price of a lot, in the unit of the values, and by what they fall.
#[apply(stored!)]
pub struct LotTerms {
	/// The first price, a part per million of the orderly value.
	pub start: Ppm,
	/// The last price, a part per million of the forced value.
	pub floor: Ppm,
	/// What is left of both after each sale in which nobody has bought, parts per million.
	pub reset: Ppm,
}

/// No lot is cheaper: a cent, the least that an account of the dollar can have.
pub const LEAST_PRICE: UsdaiAmount = UsdaiAmount(10_000_000_000_000_000);
/// Prices fall no further after so many sales.
pub const MAX_RESETS: u32 = 32;

/// First and last price of a lot that is worth so much, after so many sales in which nobody has bought.
///
/// `floor(orderly * start / 10^6)` and `floor(forced * floor / 10^6)`, each then `floor(price * reset /
/// 10^6)` for each sale, at most [`MAX_RESETS`]; the last price is a cent at least, the first at least the
/// last. Neither depends on any debt.
pub fn lot_prices(
	terms: &LotTerms,
	orderly: UsdaiAmount,
	forced: UsdaiAmount,
	unsold: u32,
) -> (UsdaiAmount, UsdaiAmount) {
	let fallen = |mut price: UsdaiAmount| {
		for _ in 0..unsold.min(MAX_RESETS) {
			price = terms.reset.of(price, Rounding::Down);
		}
		price
	};
	let floor = fallen(terms.floor.of(forced, Rounding::Down)).max(LEAST_PRICE);
	(fallen(terms.start.of(orderly, Rounding::Down)).max(floor), floor)
}

/// The least bid against a price that was agreed on elsewhere, in parts per million of it: 2 % more
/// (protocol.md 7.5).
const OVERBID: Ppm = Ppm(1_020_000);

/// The least that a bid may be when `best` was offered: `ceil(best * 102 / 100)`, held at the largest
/// amount.
pub fn least_overbid(best: UsdaiAmount) -> UsdaiAmount {
	OVERBID.of(best, Rounding::Up)
}
