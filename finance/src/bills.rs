//! Treasury bills, by the formulas of 31 CFR part 356, appendix B: price, discount rate,
//! investment yield (coupon equivalent) and straight-line book value.
//!
//! A price is in micro-dollars for 100 dollars of face. Days run from settlement to maturity.

use crate::{
	calendar::Month,
	math::{mul_div, Rounding},
	units::{Day, MicroUsd, Ppb},
	FinanceError,
};

/// The price of a bill on its last day: 100 dollars in micro-dollars.
pub const FACE: MicroUsd = MicroUsd(100_000_000);
/// The longest bill, in days.
pub const MAX_DAYS: u32 = 366;

/// Face again, as an operand.
const FACE_WIDE: u128 = 100_000_000;
const BILLION: u128 = 1_000_000_000;
/// The bank's year of 360 days, in parts per billion: a discount rate times its days is a part
/// of this.
const BANK_YEAR: u64 = 360_000_000_000;
/// What of the bank's year a micro-dollar of face is.
const BANK_YEAR_OF_FACE: u64 = 3_600;
/// The fixed point of the long investment yield.
const FIXED: u128 = 1_000_000_000_000;

/// Price at a bank-discount rate, rounded half up. Source: 31 CFR 356 appendix B.
///
/// `100 * (1 - discount * days / 360)`, that is
/// `floor((FACE * (B - discount * days) + B / 2) / B)` with `B = 360 * 10^9`, which is
/// `floor((B - discount * days + 1800) / 3600)`.
///
/// Errors in order: `InvalidDays` (0 or above 366), `InvalidDiscount` (a price below zero).
pub fn price(discount: Ppb, days: u32) -> Result<MicroUsd, FinanceError> {
	valid_days(days)?;
	let part = discount
		.get()
		.checked_mul(u64::from(days))
		.and_then(|discounted| BANK_YEAR.checked_sub(discounted))
		.ok_or(FinanceError::InvalidDiscount)?;
	Ok(MicroUsd(part.saturating_add(BANK_YEAR_OF_FACE / 2) / BANK_YEAR_OF_FACE))
}

/// Bank-discount rate of a price, rounded half up: `(100 - P) / 100 * 360 / days`.
/// Source: 31 CFR 356 appendix B.
///
/// Errors in order: `InvalidDays` (0 or above 366), `InvalidPrice` (0 or above face).
pub fn discount(price: MicroUsd, days: u32) -> Result<Ppb, FinanceError> {
	let days = valid_days(days)?;
	let price = valid_price(price)?;
	// 27 bits of a price, 39 of the bank's year, 9 of days: nothing wraps.
	let gain = FACE_WIDE.wrapping_sub(price).wrapping_mul(u128::from(BANK_YEAR));
	to_u64(div_half_up(gain, FACE_WIDE.wrapping_mul(days))?).map(Ppb)
}

/// Investment yield (coupon equivalent) of a price; `year_days` is [`year_days`] of the issue.
/// Source: 31 CFR 356 appendix B.
///
/// With P the price, r the days and y the year's days:
/// - up to half a year (`2r <= y`) the simple yield `(100 - P) / P * y / r`, rounded half up;
/// - beyond, the i that solves `P * (1 + (r - y/2) * i/y) * (1 + i/2) = 100`, one half-year
///   coupon being reinvested, rounded down: with `T = 10^12`, `q = floor((FACE - P) * T^2 / P)`
///   and `disc = 16 * r^2 * T^2 + 16 * (2r - y) * y * q`, it is
///   `floor((isqrt(disc) - 4 * r * T) * 10^9 / (2 * (2r - y) * T))`.
///
/// Errors in order: `InvalidDays` (0 or above 366), `InvalidYear` (neither 365 nor 366),
/// `InvalidPrice` (0 or above face), `Overflow` (a yield above 64 bits, at a price of a few
/// micro-dollars).
pub fn investment_yield(price: MicroUsd, days: u32, year_days: u32) -> Result<Ppb, FinanceError> {
	let days = valid_days(days)?;
	if !matches!(year_days, 365 | 366) {
		return Err(FinanceError::InvalidYear);
	}
	let year = u128::from(year_days);
	let price = valid_price(price)?;
	let gain = FACE_WIDE.saturating_sub(price);
	match days.saturating_mul(2).checked_sub(year) {
		None | Some(0) => short_yield(price, gain, days, year),
		Some(beyond) => long_yield(price, gain, days, year, beyond),
	}
}

fn short_yield(price: u128, gain: u128, days: u128, year: u128) -> Result<Ppb, FinanceError> {
	// 27 bits of a price, 9 of days and 30 of a billion: nothing wraps.
	let annual = gain.wrapping_mul(year).wrapping_mul(BILLION);
	to_u64(div_half_up(annual, price.wrapping_mul(days))?).map(Ppb)
}

/// `beyond` is `2 * days - year`, above zero. Even at the least price of 1 all of it fits 128
/// bits.
fn long_yield(
	price: u128,
	gain: u128,
	days: u128,
	year: u128,
	beyond: u128,
) -> Result<Ppb, FinanceError> {
	let quotient = mul_div(gain, FIXED.saturating_mul(FIXED), price, Rounding::Down)?;
	let linear = days.saturating_mul(4).saturating_mul(FIXED);
	let constant = beyond.saturating_mul(year).saturating_mul(16).checked_mul(quotient);
	let discriminant = linear
		.checked_mul(linear)
		.zip(constant)
		.and_then(|(square, constant)| square.checked_add(constant))
		.ok_or(FinanceError::Overflow)?;
	let root = discriminant.isqrt().saturating_sub(linear);
	let unit = beyond.saturating_mul(2).saturating_mul(FIXED);
	to_u64(mul_div(root, BILLION, unit, Rounding::Down)?).map(Ppb)
}

/// The days of the year after issue, for [`investment_yield`]: 366 when a 29 February lies after
/// the day of issue and at most 12 months after it, else 365.
pub fn year_days(issue: Day) -> u32 {
	let issue = i64::from(issue.0);
	let (month, day) = Month::containing(issue);
	match month.after(12).due(day).saturating_sub(issue) {
		366 => 366,
		_ => 365,
	}
}

/// Book value of a bill on its own purchase terms, in the unit of `face`, rounded down.
///
/// A straight line from `face * P / FACE` on day 0 to `face` on the last day, and `face` from
/// then on: `floor(face * (P * (T - e) + FACE * e) / (FACE * T))` with `T = days_total` and
/// `e = min(days_elapsed, T)`.
///
/// Errors in order: `InvalidDays` (`days_total` 0 or above 366), `InvalidPrice` (0 or above
/// face).
pub fn accreted(
	price: MicroUsd,
	face: u128,
	days_total: u32,
	days_elapsed: u32,
) -> Result<u128, FinanceError> {
	let total = valid_days(days_total)?;
	let price = valid_price(price)?;
	let elapsed = u128::from(days_elapsed).min(total);
	// Far below 128 bits: a price has 27, days 9.
	let weight = price
		.saturating_mul(total.saturating_sub(elapsed))
		.saturating_add(FACE_WIDE.saturating_mul(elapsed));
	mul_div(face, weight, FACE_WIDE.saturating_mul(total), Rounding::Down)
}

fn valid_days(days: u32) -> Result<u128, FinanceError> {
	if !(1..=MAX_DAYS).contains(&days) {
		return Err(FinanceError::InvalidDays);
	}
	Ok(u128::from(days))
}

fn valid_price(price: MicroUsd) -> Result<u128, FinanceError> {
	if price.is_zero() || price > FACE {
		return Err(FinanceError::InvalidPrice);
	}
	Ok(u128::from(price.get()))
}

/// `floor((dividend + floor(divisor / 2)) / divisor)`
fn div_half_up(dividend: u128, divisor: u128) -> Result<u128, FinanceError> {
	let dividend = dividend.checked_add(divisor / 2).ok_or(FinanceError::Overflow)?;
	mul_div(dividend, 1, divisor, Rounding::Down)
}

fn to_u64(value: u128) -> Result<u64, FinanceError> {
	u64::try_from(value).map_err(|_| FinanceError::Overflow)
}
