//! Fees.

use crate::{
	math::{mul_div, Rounding, SCALE},
	units::UsdaiAmount,
	FinanceError,
};
use macro_rules_attribute::apply;

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
