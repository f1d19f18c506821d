//! Multiply and divide without losing a bit: the product is exact, the quotient is rounded once.

use crate::FinanceError;
use primitive_types::{U256, U512};

/// The scale of rates and of loan balances, 10^18. README and vectors call it `W`.
pub const SCALE: u128 = 1_000_000_000_000_000_000;

/// One million, the scale of ratios.
pub const MILLION: u128 = 1_000_000;

/// Which way a quotient goes that is not whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rounding {
	/// To the next smaller integer: what is paid out.
	Down,
	/// To the next larger integer: what is owed.
	Up,
}

/// `a * b / divisor`, rounded. The product has 256 bits; while it fits 128, which is the everyday
/// case, no wider division is made.
///
/// Errors: `Overflow` when the quotient is above `u128::MAX`, or the divisor is zero.
pub fn mul_div(a: u128, b: u128, divisor: u128, rounding: Rounding) -> Result<u128, FinanceError> {
	mul_div_at(a, b, divisor, rounding)
}

/// `a * b / divisor`, rounded down, of which only the result may be narrow: neither the weight
/// `b` nor its sum need fit 128 bits. The product is exact at any width.
///
/// Errors: `Overflow` when the quotient is above `u128::MAX`, or the divisor is zero.
pub(crate) fn wide_mul_div(a: u128, b: U256, divisor: U256) -> Result<u128, FinanceError> {
	narrow(mul_div_at(U256::from(a), b, divisor, Rounding::Down)?)
}

/// The exact product. Two factors of 128 bits never pass 256, so nothing saturates.
pub(crate) fn wide_mul(a: u128, b: u128) -> U256 {
	U256::from(a).saturating_mul(U256::from(b))
}

/// [`mul_div`] at any width, so that a test can try every input of a narrow one.
///
/// Errors: `Overflow` when the quotient does not fit, or the divisor is zero.
pub(crate) fn mul_div_at<N: Factor>(
	a: N,
	b: N,
	divisor: N,
	rounding: Rounding,
) -> Result<N, FinanceError> {
	if let Some(product) = a.checked_mul(b) {
		return div(product, divisor, rounding);
	}
	let product = N::Wide::from(a).checked_mul(N::Wide::from(b)).ok_or(FinanceError::Overflow)?;
	let quotient = div(product, N::Wide::from(divisor), rounding)?;
	N::try_from(quotient).map_err(|_| FinanceError::Overflow)
}

/// `dividend / divisor`, rounded.
///
/// Errors: `Overflow` when the divisor is zero.
pub(crate) fn div<T: Unsigned>(
	dividend: T,
	divisor: T,
	rounding: Rounding,
) -> Result<T, FinanceError> {
	let quotient = dividend.checked_div(divisor).ok_or(FinanceError::Overflow)?;
	match rounding {
		Rounding::Up if quotient.checked_mul(divisor) != Some(dividend) => {
			quotient.checked_add(T::from(1)).ok_or(FinanceError::Overflow)
		},
		_ => Ok(quotient),
	}
}

/// The value in 128 bits.
///
/// Errors: `Overflow` when it does not fit.
pub(crate) fn narrow(value: U256) -> Result<u128, FinanceError> {
	u128::try_from(value).map_err(|_| FinanceError::Overflow)
}

/// An unsigned integer.
pub(crate) trait Unsigned: Copy + PartialEq + From<u8> {
	fn checked_add(self, other: Self) -> Option<Self>;
	fn checked_mul(self, other: Self) -> Option<Self>;
	fn checked_div(self, divisor: Self) -> Option<Self>;
}

/// An unsigned integer that has one which holds the product of any two.
pub(crate) trait Factor: Unsigned + TryFrom<Self::Wide> {
	type Wide: Unsigned + From<Self>;
}

macro_rules! unsigned {
	($($name:ty),*) => {$(
		impl Unsigned for $name {
			fn checked_add(self, other: Self) -> Option<Self> {
				<$name>::checked_add(self, other)
			}

			fn checked_mul(self, other: Self) -> Option<Self> {
				<$name>::checked_mul(self, other)
			}

			fn checked_div(self, divisor: Self) -> Option<Self> {
				<$name>::checked_div(self, divisor)
			}
		}
	)*};
}

unsigned!(u128, U256, U512);

impl Factor for u128 {
	type Wide = U256;
}

impl Factor for U256 {
	type Wide = U512;
}
