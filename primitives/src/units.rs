//! Units of money, ratio and time.

pub use caliber_finance::{
	dollar::{cents_of_usdai, usdai_of_cents, UNIT},
	units::*,
};

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

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
