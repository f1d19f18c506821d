//! How much of the book may hang on one borrower, site, model or curator (protocol.md 5.4).

use crate::{
	math::{mul_div, Rounding},
	units::{Ppm, UsdaiAmount},
	FinanceError,
};
use macro_rules_attribute::apply;

/// The part of the vault that stands for the book while that is small, so that there can be a first
/// loan: a quarter.
const LEAST_BOOK: Ppm = Ppm(250_000);

/// The most that may hang on one of them, rounded down, once so much is lent:
/// `floor(max(book, floor(assets / 4)) * share / 10^6)`.
pub fn most(book: UsdaiAmount, assets: UsdaiAmount, share: Ppm) -> UsdaiAmount {
	share.of(book.max(LEAST_BOOK.of(assets, Rounding::Down)), Rounding::Down)
}

/// What of a loan hangs on a part of its security, rounded up: `ceil(loan * part / security)`.
///
/// Errors in order: `NoValue` (no security), `Overflow`.
pub fn hanging(
	loan: UsdaiAmount,
	part: UsdaiAmount,
	security: UsdaiAmount,
) -> Result<UsdaiAmount, FinanceError> {
	if security.is_zero() {
		return Err(FinanceError::NoValue);
	}
	mul_div(loan.get(), part.get(), security.get(), Rounding::Up).map(UsdaiAmount)
}

/// What hangs on one of them.
#[apply(stored!)]
#[derive(Default)]
pub struct Exposure {
	/// What the vault lent in loans that run.
	pub lent: UsdaiAmount,
}

impl Exposure {
	/// With a loan that begins. `None` when the sum does not fit.
	pub fn with(self, part: UsdaiAmount) -> Option<Self> {
		Some(Self { lent: self.lent.checked_add(part)? })
	}

	/// Without one that is over. `None` when it was not in it.
	pub fn without(self, part: UsdaiAmount) -> Option<Self> {
		Some(Self { lent: self.lent.checked_sub(part)? })
	}
}
