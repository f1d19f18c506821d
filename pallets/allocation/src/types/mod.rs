//! Types without `Config`.

mod bill;
mod book;
mod policy;

pub use bill::*;
pub use book::*;
pub use policy::*;

use caliber_finance::{
	math::{mul_div, Rounding, MILLION},
	FinanceError,
};
use caliber_primitives::units::{Ppm, UsdaiAmount};

/// A part of an amount; at most the amount, as a ratio is at most the whole wherever one is stored.
pub(crate) fn share(
	amount: UsdaiAmount,
	ratio: Ppm,
	rounding: Rounding,
) -> Result<UsdaiAmount, FinanceError> {
	mul_div(amount.get(), u128::from(ratio.get()), MILLION, rounding).map(UsdaiAmount)
}

/// The sum of amounts, held at the largest value.
pub(crate) fn sum(amounts: impl Iterator<Item = UsdaiAmount>) -> UsdaiAmount {
	amounts.fold(UsdaiAmount::ZERO, UsdaiAmount::saturating_add)
}
