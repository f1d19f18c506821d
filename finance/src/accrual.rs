//! Interest that grows by the second.

use crate::{
	math::{mul_div, Rounding, SCALE},
	units::{RatePerSecond, Seconds, UsdaiAmount},
	FinanceError,
};
use macro_rules_attribute::apply;

/// Seconds in the year of 365 days that annual rates are quoted for.
pub const SECONDS_PER_YEAR: u128 = 31_536_000;

/// Simple interest: `principal * rate * seconds / 10^18`, rounded as asked, in the unit of the
/// principal.
///
/// Errors in order: `InvalidRate` (above 10^18; zero is allowed), `Overflow`.
pub fn accrue(
	principal: UsdaiAmount,
	rate: RatePerSecond,
	seconds: Seconds,
	rounding: Rounding,
) -> Result<UsdaiAmount, FinanceError> {
	rate.ensure_valid()?;
	mul_div(principal.get(), rate.over(seconds), SCALE, rounding).map(UsdaiAmount)
}

/// The rate per second of an annual rate, both scaled by 10^18: `ceil(apr / 31536000)`. The
/// result is as wide as the argument; a valid [`RatePerSecond`] is at most 10^18.
pub fn annual_to_per_second(apr: u128) -> u128 {
	apr.div_ceil(SECONDS_PER_YEAR)
}

/// A slice of a balance and the rate that it earns.
#[apply(stored!)]
pub struct Tier {
	/// What the slice earns, at most 10^18.
	pub rate: RatePerSecond,
	/// Width of the slice, not a running total.
	pub threshold: UsdaiAmount,
}

/// What a balance earns when its slices earn different rates.
///
/// The tiers cut the balance in list order; each slice x earns
/// `floor(x * rate * seconds / 10^18)`, rounded down by itself. What is left after the last tier
/// earns nothing.
///
/// Errors in order: `InvalidRate` (any tier above 10^18, used or not), `Overflow`.
pub fn tier_yield(
	balance: UsdaiAmount,
	tiers: &[Tier],
	seconds: Seconds,
) -> Result<UsdaiAmount, FinanceError> {
	tiers.iter().try_for_each(|tier| tier.rate.ensure_valid())?;
	let mut left = balance;
	let mut accrued = UsdaiAmount::ZERO;
	for tier in tiers {
		let slice = left.min(tier.threshold);
		let earned = accrue(slice, tier.rate, seconds, Rounding::Down)?;
		accrued = accrued.checked_add(earned).ok_or(FinanceError::Overflow)?;
		left = left.saturating_sub(slice);
	}
	Ok(accrued)
}
