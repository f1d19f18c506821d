//! What collateral is worth, and how much is lent on it.

use crate::{
	math::{mul_div, Rounding, MILLION},
	units::Ppm,
	FinanceError,
};
use macro_rules_attribute::apply;

/// One point of a depreciation curve.
#[apply(stored!)]
pub struct CurvePoint {
	/// Age in days.
	pub age_days: u32,
	/// What is left of the value at that age.
	pub retained: Ppm,
}

/// What is left of a value at an age, rounded down.
///
/// The first point's value at or before it, the last point's at or beyond it, a straight line
/// between neighbours: `floor((v0 * (a1 - age) + v1 * (age - a0)) / (a1 - a0))`.
///
/// Errors in order: `EmptyCurve`; then pair by pair of neighbours, whatever the age,
/// `CurveNotSorted` (the later age is not greater), `CurveIncreasing` (the later value is).
pub fn depreciation(curve: &[CurvePoint], age_days: u32) -> Result<Ppm, FinanceError> {
	let (first, last) = curve.first().zip(curve.last()).ok_or(FinanceError::EmptyCurve)?;
	let pairs = || curve.iter().zip(curve.iter().skip(1));
	for (point, next) in pairs() {
		if next.age_days <= point.age_days {
			return Err(FinanceError::CurveNotSorted);
		}
		if next.retained > point.retained {
			return Err(FinanceError::CurveIncreasing);
		}
	}
	if age_days <= first.age_days {
		return Ok(first.retained);
	}
	match pairs().find(|(_, next)| age_days < next.age_days) {
		None => Ok(last.retained),
		Some((point, next)) => between(point, next, age_days),
	}
}

fn between(point: &CurvePoint, next: &CurvePoint, age_days: u32) -> Result<Ppm, FinanceError> {
	let until = u64::from(next.age_days.saturating_sub(age_days));
	let since = u64::from(age_days.saturating_sub(point.age_days));
	// The weights sum to the 32-bit span, so the sum of the products has 64 bits.
	let value = u64::from(point.retained.get())
		.saturating_mul(until)
		.saturating_add(u64::from(next.retained.get()).saturating_mul(since))
		.checked_div(until.saturating_add(since))
		.ok_or(FinanceError::Overflow)?;
	u32::try_from(value).map(Ppm).map_err(|_| FinanceError::Overflow)
}

/// What is known of the worth of collateral, all in one unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Valuation {
	/// Appraised orderly liquidation value.
	pub appraisal: u128,
	/// Resale value, where a market gives one.
	pub resale: Option<u128>,
	/// Value of the income, where there is one.
	pub income: Option<u128>,
	/// What the sources may be off by.
	pub confidence: u128,
	/// What is taken off first.
	pub haircut: Ppm,
}

/// The value that is lent on, in the unit of the valuation, rounded down.
///
/// With v the least of the values that are present (a present zero counts):
/// `max(0, floor(v * (10^6 - haircut) / 10^6) - confidence)`.
///
/// Errors: `InvalidHaircut` (above 10^6).
pub fn collateral_value(valuation: &Valuation) -> Result<u128, FinanceError> {
	let keep = MILLION
		.checked_sub(u128::from(valuation.haircut.get()))
		.ok_or(FinanceError::InvalidHaircut)?;
	let value = [valuation.resale, valuation.income]
		.into_iter()
		.flatten()
		.fold(valuation.appraisal, u128::min);
	let kept = mul_div(value, keep, MILLION, Rounding::Down)?;
	Ok(kept.saturating_sub(valuation.confidence))
}

/// Debt in parts per million of value, both in one unit, rounded up:
/// `ceil(debt * 10^6 / value)`. It can pass any [`Ppm`], so it is wide.
///
/// Errors in order: `NoValue` (a value of zero, even without debt), `Overflow`.
pub fn ltv(debt: u128, value: u128) -> Result<u128, FinanceError> {
	if value == 0 {
		return Err(FinanceError::NoValue);
	}
	mul_div(debt, MILLION, value, Rounding::Up)
}
