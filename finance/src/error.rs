//! Everything that the mathematics can refuse.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::fmt;
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// One list gives each error its variant, its name, its doc and its message, so that they agree.
macro_rules! errors {
	($($index:literal $name:ident: $message:literal,)*) => {
		/// Why a calculation has no answer. The doc of each variant, which is also its message,
		/// says cause and remedy.
		#[derive(
			Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, Copy, PartialEq,
			Eq, Debug, Serialize, Deserialize,
		)]
		#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
		pub enum FinanceError {
			$(#[doc = $message] #[codec(index = $index)] $name,)*
		}

		impl FinanceError {
			/// Every error, in the order of their encoding.
			pub const ALL: &'static [Self] = &[$(Self::$name),*];

			/// The name of the variant, as conformance vectors spell it.
			pub const fn name(self) -> &'static str {
				match self {
					$(Self::$name => stringify!($name),)*
				}
			}
		}

		impl fmt::Display for FinanceError {
			fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
				f.write_str(match self {
					$(Self::$name => $message,)*
				})
			}
		}
	};
}

errors! {
	0 InvalidDay: "The due day is no day of a month: give 1 to 31.",
	1 InvalidDuration: "The duration is out of range: give a loan 1 to 4,000 days, an auction at least a second.",
	2 InvalidOffset: "The offset from UTC is out of range: give -43,200 to 50,400 seconds.",
	3 NoTranches: "The list of tranches is empty: give at least one.",
	4 TooManyTranches: "There are more tranches than 32, or than the buffer for the answer holds: merge some, or give a larger buffer.",
	5 ZeroAmount: "An amount is zero: leave it out, or give at least one unit.",
	6 InvalidRate: "A rate per second is zero where interest is due, or above 10^18, that is 100 % a second: check its scale.",
	7 NoWindowsLeft: "Every window of the schedule is paid: the loan is due no further instalment.",
	8 InvalidDecimals: "The currency has more than 18 decimals: use one with 18 at most.",
	9 RateAboveOne: "A part is above the whole, that is 10^18 of a fee's ratio or a million parts: check its scale.",
	10 BelowMinimum: "The first deposit does not exceed the 1,000,000 shares that stay locked: deposit more.",
	11 ZeroShares: "There are no shares to give for these assets or to return assets for: deposit more, or wait for a first deposit.",
	12 Insolvent: "The vault has shares but no assets, so that a share has no price: wait for a recovery.",
	13 InvalidDays: "The days of a Treasury bill are out of range: give 1 to 366.",
	14 InvalidYear: "A year has 365 or 366 days: give the length of the year after issue.",
	15 InvalidDiscount: "The discount over the bill's days exceeds its face, so that its price is below zero: check the scale of the rate.",
	16 InvalidPrice: "The price of a Treasury bill is zero or above its face: give 1 to 100,000,000 micro-dollars.",
	17 EmptyCurve: "The depreciation curve has no points: give at least one.",
	18 CurveNotSorted: "The ages of the depreciation curve do not rise: sort its points and drop repeated ages.",
	19 CurveIncreasing: "The depreciation curve rises: a later point cannot retain more than an earlier one.",
	20 InvalidHaircut: "The haircut is above 1,000,000 parts per million: give at most the whole.",
	21 NoValue: "The collateral has no value, so that no ratio to it exists: appraise it first.",
	22 InvalidPrices: "The floor price is above the start price: a Dutch auction can only fall.",
	23 Overflow: "The result does not fit its type: check the scale of amounts, rates and times.",
}

impl core::error::Error for FinanceError {}
