//! Fees, and what is held or taken of the native token.

use crate::{
	math::{mul_div, Rounding, SCALE},
	units::{Ppb, UsdaiAmount},
	FinanceError,
};
use macro_rules_attribute::apply;

/// One, in parts per billion.
const BILLION: u128 = 1_000_000_000;

/// How a fee is worked out.
#[apply(stored!)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Fee {
	/// A part of the basis, scaled by 10^18; 10^18 is the whole basis.
	#[codec(index = 0)]
	Ratio(u64),
	/// A fixed amount, whatever the basis.
	#[codec(index = 1)]
	Absolute(UsdaiAmount),
}

impl Fee {
	/// The fee on a basis, in its unit, rounded up.
	///
	/// Ratio: `ceil(basis * rate / 10^18)`. Absolute: the amount.
	///
	/// Errors: `RateAboveOne` (a ratio above 10^18).
	pub fn on(self, basis: UsdaiAmount) -> Result<UsdaiAmount, FinanceError> {
		match self {
			Self::Ratio(rate) if u128::from(rate) > SCALE => Err(FinanceError::RateAboveOne),
			Self::Ratio(rate) => {
				mul_div(basis.get(), u128::from(rate), SCALE, Rounding::Up).map(UsdaiAmount)
			},
			Self::Absolute(amount) => Ok(amount),
		}
	}
}

/// A fee of the native token, in dollars at a price, rounded up: `ceil(fee * price / one)`.
///
/// `fee` is in the smallest unit of the token, of which `one` make a whole; `price` is what a whole
/// one costs.
///
/// Errors: `Overflow`, also of a token without units.
pub fn in_dollars(fee: u128, price: UsdaiAmount, one: u128) -> Result<UsdaiAmount, FinanceError> {
	mul_div(fee, price.get(), one, Rounding::Up).map(UsdaiAmount)
}

/// What an account must leave on hold for what is stored for it, in the smallest unit of the native
/// token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Deposit {
	/// For the record.
	pub base: u128,
	/// For each thing in it.
	pub per_unit: u128,
}

impl Deposit {
	/// The deposit for a record of so many things: `base + per_unit * units`, held at the largest
	/// amount.
	pub fn of(self, units: u32) -> u128 {
		self.per_unit.saturating_mul(u128::from(units)).saturating_add(self.base)
	}
}

/// What an offence takes of a bond: a fraction of it, rounded up, and at most what is still held,
/// in the unit of the bond: `min(held, ceil(bond * fraction / 10^9))`.
pub fn slash(bond: u128, fraction: Ppb, held: u128) -> u128 {
	// Only a quotient above the largest amount has no answer, and less than that is held.
	mul_div(bond, u128::from(fraction.get()), BILLION, Rounding::Up)
		.map_or(held, |amount| amount.min(held))
}
