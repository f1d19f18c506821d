//! What a feed is about. `caliber-primitives` re-exports these, so pallets speak the same words.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// Tenor of a US Treasury bill, by its nominal weeks.
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
	Debug,
	Serialize,
	Deserialize,
)]
pub enum Tenor {
	/// 4 weeks.
	#[codec(index = 0)]
	W4,
	/// 6 weeks.
	#[codec(index = 1)]
	W6,
	/// 8 weeks.
	#[codec(index = 2)]
	W8,
	/// 13 weeks.
	#[codec(index = 3)]
	W13,
	/// 17 weeks.
	#[codec(index = 4)]
	W17,
	/// 26 weeks.
	#[codec(index = 5)]
	W26,
	/// 52 weeks.
	#[codec(index = 6)]
	W52,
}

impl Tenor {
	/// Every tenor, shortest first.
	pub const ALL: [Self; 7] =
		[Self::W4, Self::W6, Self::W8, Self::W13, Self::W17, Self::W26, Self::W52];

	/// Nominal days to maturity.
	pub const fn days(self) -> u32 {
		match self {
			Self::W4 => 28,
			Self::W6 => 42,
			Self::W8 => 56,
			Self::W13 => 91,
			Self::W17 => 119,
			Self::W26 => 182,
			Self::W52 => 364,
		}
	}
}

/// What kind of supplier a GPU-hour is bought from.
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
	Debug,
	Serialize,
	Deserialize,
)]
pub enum Tier {
	/// On demand, from any venue.
	#[codec(index = 0)]
	OnDemand,
	/// Interruptible.
	#[codec(index = 1)]
	Spot,
	/// Reserved for months.
	#[codec(index = 2)]
	Reserved,
}

/// Resale condition of hardware.
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
	Debug,
	Serialize,
	Deserialize,
)]
pub enum Condition {
	/// Never used.
	#[codec(index = 0)]
	New,
	/// Tested and repaired by a trader.
	#[codec(index = 1)]
	Refurbished,
	/// As taken out of service.
	#[codec(index = 2)]
	Used,
}
