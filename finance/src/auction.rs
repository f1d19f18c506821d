//! Dutch auctions: a price that falls with time.

use crate::{
	math::{mul_div, Rounding},
	units::Seconds,
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
