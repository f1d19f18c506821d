//! Multiply and divide without losing a bit: the product is exact, the quotient is rounded once.

use crate::{
	words::{self, Digits},
	FinanceError,
};
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

/// `a * b / divisor`, rounded. The product has 256 bits; while one factor and the divisor fit 64,
/// which is the everyday case, it is worked out in words.
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
	if let (Ok(b), Ok(divisor)) = (narrow(b), narrow(divisor)) {
		return mul_div(a, b, divisor, Rounding::Down);
	}
	narrow(widened(U256::from(a), b, divisor, Rounding::Down)?)
}

/// The exact product.
pub(crate) fn wide_mul(a: u128, b: u128) -> U256 {
	U256(words::multiply_by_four::<u128>(halves(a), halves(b)))
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
	let (large, small) = (a.max(b), a.min(b));
	let ([small, 0], [low, 0]) = (halves(small), halves(divisor)) else {
		return widened(large, small, divisor, rounding);
	};
	let quotient = words::mul_div::<N>(halves(large), small, low).ok_or(FinanceError::Overflow)?;
	let down = N::try_from(join::<N>(quotient.whole)).map_err(|_| FinanceError::Overflow)?;
	match rounding {
		Rounding::Up if !quotient.exact => {
			down.checked_add(N::from(1)).ok_or(FinanceError::Overflow)
		},
		_ => Ok(down),
	}
}

/// The same by the next wider numbers. Apart, for it takes stack that the everyday case does not.
#[inline(never)]
fn widened<N: Widen>(a: N, b: N, divisor: N, rounding: Rounding) -> Result<N, FinanceError> {
	let product = a.widening_mul(b);
	if let Ok(product) = N::try_from(product) {
		return div(product, divisor, rounding);
	}
	let quotient = div(product, N::Wide::from(divisor), rounding)?;
	N::try_from(quotient).map_err(|_| FinanceError::Overflow)
}

/// Two digits each, the lower first.
pub(crate) fn halves<N: Factor>(number: N) -> [u64; 2] {
	let number: u128 = number.into();
	let half = |number: u128| u64::try_from(number & u128::from(N::TWO)).unwrap_or_default();
	[half(number), half(number.wrapping_shr(N::BITS_OF_TWO))]
}

fn join<D: Digits>([low, high]: [u64; 2]) -> u128 {
	u128::from(high).wrapping_shl(D::BITS_OF_TWO).wrapping_add(low.into())
}

/// `dividend / divisor`, rounded.
///
/// Errors: `Overflow` when the divisor is zero.
pub(crate) fn div<T: Unsigned>(
	dividend: T,
	divisor: T,
	rounding: Rounding,
) -> Result<T, FinanceError> {
	let (quotient, rest) = dividend.checked_div_rem(divisor).ok_or(FinanceError::Overflow)?;
	match rounding {
		Rounding::Up if rest != T::from(0) => {
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
	fn checked_div_rem(self, divisor: Self) -> Option<(Self, Self)>;
}

/// An unsigned integer that has one which holds the product of any two.
pub(crate) trait Widen: Unsigned + TryFrom<Self::Wide> {
	type Wide: Unsigned + From<Self>;

	/// The exact product.
	fn widening_mul(self, other: Self) -> Self::Wide;
}

/// An unsigned integer of four digits.
pub(crate) trait Factor: Widen + Digits + Ord + Into<u128> + TryFrom<u128> {}

macro_rules! unsigned {
	($($name:ty),*) => {$(
		impl Unsigned for $name {
			fn checked_add(self, other: Self) -> Option<Self> {
				<$name>::checked_add(self, other)
			}

			fn checked_div_rem(self, divisor: Self) -> Option<(Self, Self)> {
				let quotient = self.checked_div(divisor)?;
				// Never above the dividend; a second division would cost as much as the first.
				Some((quotient, self.wrapping_sub(quotient.wrapping_mul(divisor))))
			}
		}
	)*};
}

macro_rules! unsigned_wide {
	($($name:ty),*) => {$(
		impl Unsigned for $name {
			fn checked_add(self, other: Self) -> Option<Self> {
				<$name>::checked_add(self, other)
			}

			fn checked_div_rem(self, divisor: Self) -> Option<(Self, Self)> {
				(!divisor.is_zero()).then(|| self.div_mod(divisor))
			}
		}
	)*};
}

unsigned!(u128);
unsigned_wide!(U256, U512);

impl Widen for u128 {
	type Wide = U256;

	fn widening_mul(self, other: Self) -> U256 {
		wide_mul(self, other)
	}
}

impl Widen for U256 {
	type Wide = U512;

	fn widening_mul(self, other: Self) -> U512 {
		self.full_mul(other)
	}
}

impl Digits for u128 {
	const BITS: u32 = 32;
}

impl Factor for u128 {}
