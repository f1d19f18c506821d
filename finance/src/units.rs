//! Units. A number that has a unit wears it as a type, so that dollars never meet shares, and a
//! rate per second never meets a ratio.

use crate::{
	math::{mul_div, Rounding, MILLION},
	FinanceError,
};
use codec::{CompactAs, Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

macro_rules! unit {
	($(#[$doc:meta])* $name:ident($inner:ty)) => {
		$(#[$doc])*
		#[derive(
			Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, CompactAs, TypeInfo, Clone, Copy,
			PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug, Serialize, Deserialize,
		)]
		#[serde(transparent)]
		pub struct $name(pub $inner);

		impl $name {
			/// Nothing of it.
			pub const ZERO: Self = Self(0);
			/// The largest value that the type can hold.
			pub const MAX: Self = Self(<$inner>::MAX);

			/// The bare number.
			pub const fn get(self) -> $inner {
				self.0
			}

			/// Whether it is nothing.
			pub const fn is_zero(self) -> bool {
				self.0 == 0
			}

			/// The sum, or `None` above the largest value.
			pub fn checked_add(self, other: Self) -> Option<Self> {
				self.0.checked_add(other.0).map(Self)
			}

			/// The difference, or `None` below zero.
			pub fn checked_sub(self, other: Self) -> Option<Self> {
				self.0.checked_sub(other.0).map(Self)
			}

			/// The sum, held at the largest value.
			pub fn saturating_add(self, other: Self) -> Self {
				Self(self.0.saturating_add(other.0))
			}

			/// The difference, held at zero.
			pub fn saturating_sub(self, other: Self) -> Self {
				Self(self.0.saturating_sub(other.0))
			}
		}

		impl From<$inner> for $name {
			fn from(value: $inner) -> Self {
				Self(value)
			}
		}
	};
}

unit! {
	/// USDai, 18 decimals. Loan balances, fees and vault assets are counted in it.
	UsdaiAmount(u128)
}
unit! {
	/// sUSDai shares, 18 decimals.
	Shares(u128)
}
unit! {
	/// A reserve dollar in the smallest unit of its own asset (6 decimals for USDC, USDT, PYUSD).
	ReserveAmount(u128)
}
unit! {
	/// Interest per second, scaled by 10^18.
	RatePerSecond(u64)
}
unit! {
	/// Parts per million.
	Ppm(u32)
}
unit! {
	/// Parts per billion: bank-discount rates and yields of bills (3.625 % = 36,250,000).
	Ppb(u64)
}
unit! {
	/// US dollars times 10^6: bill prices for 100 dollars of face, prices of a GPU-hour.
	MicroUsd(u64)
}
unit! {
	/// US cents: appraisals and resale prices.
	UsdCents(u64)
}
unit! {
	/// Seconds: a moment in Unix time, UTC, or a length of time, as the name says.
	Seconds(u64)
}
unit! {
	/// Days since 1970-01-01, UTC: a midnight, or a length in days.
	Day(u32)
}

/// Seconds in a day.
pub const SECONDS_PER_DAY: u64 = 86_400;

impl Seconds {
	/// The day that this moment belongs to.
	pub fn day(self) -> Day {
		Day(u32::try_from(self.0 / SECONDS_PER_DAY).unwrap_or(u32::MAX))
	}

	/// Days of this length of time, one that has begun counted as a whole.
	pub fn days_begun(self) -> u32 {
		u32::try_from(self.0.div_ceil(SECONDS_PER_DAY)).unwrap_or(u32::MAX)
	}
}

impl Day {
	/// The first second of the day.
	pub fn start(self) -> Seconds {
		Seconds(u64::from(self.0).saturating_mul(SECONDS_PER_DAY))
	}
}

impl RatePerSecond {
	/// The highest rate: the whole principal each second.
	pub const ONE: Self = Self(1_000_000_000_000_000_000);

	/// Errors: `InvalidRate` above [`RatePerSecond::ONE`].
	pub fn ensure_valid(self) -> Result<(), FinanceError> {
		if self > Self::ONE {
			return Err(FinanceError::InvalidRate);
		}
		Ok(())
	}

	/// What a principal of 10^18 earns over a time, exactly: two factors of 64 bits never pass 128.
	pub fn over(self, time: Seconds) -> u128 {
		u128::from(self.0).wrapping_mul(u128::from(time.0))
	}
}

impl Ppm {
	/// This part of an amount, never more than the whole: `amount * parts / 10^6`.
	///
	/// Errors: `RateAboveOne` (more than a million parts).
	pub(crate) fn part_of(
		self,
		amount: UsdaiAmount,
		rounding: Rounding,
	) -> Result<UsdaiAmount, FinanceError> {
		if u128::from(self.0) > MILLION {
			return Err(FinanceError::RateAboveOne);
		}
		Ok(self.of(amount, rounding))
	}

	/// This part of an amount, held at the largest amount: `amount * parts / 10^6`.
	pub(crate) fn of(self, amount: UsdaiAmount, rounding: Rounding) -> UsdaiAmount {
		// The divisor is not zero: only a quotient above the largest amount has no answer.
		mul_div(amount.get(), u128::from(self.0), MILLION, rounding)
			.map_or(UsdaiAmount::MAX, UsdaiAmount)
	}
}
