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
	let Some(product) = a.checked_mul(b) else {
		return narrow(div(wide_mul(a, b), U256::from(divisor), rounding)?);
	};
	match rounding {
		Rounding::Down => product.checked_div(divisor).ok_or(FinanceError::Overflow),
		Rounding::Up if divisor == 0 => Err(FinanceError::Overflow),
		Rounding::Up => Ok(product.div_ceil(divisor)),
	}
}

/// `a * b / divisor`, rounded down, of which only the result may be narrow: neither the weight
/// `b` nor its sum need fit 128 bits. The product is exact at any width.
///
/// Errors: `Overflow` when the quotient is above `u128::MAX`, or the divisor is zero.
pub(crate) fn wide_mul_div(a: u128, b: U256, divisor: U256) -> Result<u128, FinanceError> {
	let a = U256::from(a);
	if let Some(product) = a.checked_mul(b) {
		return narrow(div(product, divisor, Rounding::Down)?);
	}
	let quotient = a.full_mul(b).checked_div(U512::from(divisor)).ok_or(FinanceError::Overflow)?;
	narrow(U256::try_from(quotient).map_err(|_| FinanceError::Overflow)?)
}

/// The exact product. Two factors of 128 bits never pass 256, so nothing saturates.
pub(crate) fn wide_mul(a: u128, b: u128) -> U256 {
	U256::from(a).saturating_mul(U256::from(b))
}

/// `dividend / divisor`, rounded.
///
/// Errors: `Overflow` when the divisor is zero, or rounding up passes 256 bits.
pub(crate) fn div(dividend: U256, divisor: U256, rounding: Rounding) -> Result<U256, FinanceError> {
	if divisor.is_zero() {
		return Err(FinanceError::Overflow);
	}
	let (quotient, remainder) = dividend.div_mod(divisor);
	match rounding {
		Rounding::Up if !remainder.is_zero() => {
			quotient.checked_add(U256::one()).ok_or(FinanceError::Overflow)
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
