//! Units of money, ratio and time.

pub use caliber_finance::units::*;

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// One USDai, one share, one dollar with 18 decimals.
pub const UNIT: u128 = 1_000_000_000_000_000_000;

/// A published rate in parts per billion a year; may be negative (3.625 % = 36,250,000).
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Default,
	Debug,
	Serialize,
	Deserialize,
)]
#[serde(transparent)]
pub struct RatePpb(pub i64);

impl RatePpb {
	/// The rate as an unsigned one, or `None` when it is negative.
	pub fn non_negative(self) -> Option<Ppb> {
		u64::try_from(self.0).ok().map(Ppb)
	}
}

/// USDai of one US cent.
const USDAI_PER_CENT: u128 = UNIT / 100;

/// The amount of dollars that a value in cents stands for. At most 2^64 cents, so it always fits.
pub fn usdai_of_cents(cents: UsdCents) -> UsdaiAmount {
	UsdaiAmount(u128::from(cents.get()).saturating_mul(USDAI_PER_CENT))
}
