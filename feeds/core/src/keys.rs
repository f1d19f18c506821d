//! What a feed is about. `caliber-primitives` re-exports these, so pallets speak the same words.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::fmt;
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
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
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

	/// The weeks in its name.
	pub const fn weeks(self) -> u32 {
		match self {
			Self::W4 => 4,
			Self::W6 => 6,
			Self::W8 => 8,
			Self::W13 => 13,
			Self::W17 => 17,
			Self::W26 => 26,
			Self::W52 => 52,
		}
	}

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
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
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
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
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

/// What one feed tells. The unit of the value follows from the key: see [`FeedKey::bounds`].
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
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum FeedKey {
	/// Bank discount of the most recently auctioned bill of a tenor.
	#[codec(index = 0)]
	TBillDiscount(Tenor),
	/// Coupon equivalent of the same bill.
	#[codec(index = 1)]
	TBillCouponEq(Tenor),
	/// Secured overnight financing rate.
	#[codec(index = 2)]
	Sofr,
	/// Effective federal funds rate.
	#[codec(index = 3)]
	Effr,
	/// One GPU for one hour.
	#[codec(index = 4)]
	GpuHour {
		/// Row of the SKU table.
		sku: u16,
		/// How it is bought.
		tier: Tier,
	},
	/// One unit of hardware, sold on.
	#[codec(index = 5)]
	GpuResale {
		/// Row of the SKU table.
		sku: u16,
		/// The state that it is in.
		condition: Condition,
	},
}

impl FeedKey {
	/// The smallest and the largest value that can be true: parts per billion a year for rates
	/// (-1 % to 20 %), micro-dollars for a GPU-hour (0.05 to 50 dollars), cents for resale (100 to
	/// 500,000 dollars).
	pub const fn bounds(self) -> (i128, i128) {
		match self {
			Self::TBillDiscount(_) | Self::TBillCouponEq(_) | Self::Sofr | Self::Effr => {
				(-10_000_000, 200_000_000)
			},
			Self::GpuHour { .. } => (50_000, 50_000_000),
			Self::GpuResale { .. } => (10_000, 50_000_000),
		}
	}

	/// Of the coupon equivalent of a bill, the discount of the same bill.
	pub const fn discount_of(self) -> Option<Self> {
		match self {
			Self::TBillCouponEq(tenor) => Some(Self::TBillDiscount(tenor)),
			_ => None,
		}
	}

	/// Whether the value lies within [`FeedKey::bounds`].
	pub const fn admits(self, value: i128) -> bool {
		let (least, most) = self.bounds();
		least <= value && value <= most
	}
}

/// The name by which people ask for a feed: `tbill-13w`, `sofr`, `gpu-hour-1`.
impl fmt::Display for FeedKey {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::TBillDiscount(tenor) => write!(f, "tbill-{}w", tenor.weeks()),
			Self::TBillCouponEq(tenor) => write!(f, "tbill-{}w-yield", tenor.weeks()),
			Self::Sofr => f.write_str("sofr"),
			Self::Effr => f.write_str("effr"),
			Self::GpuHour { sku, tier: Tier::OnDemand } => write!(f, "gpu-hour-{sku}"),
			Self::GpuHour { sku, tier: Tier::Spot } => write!(f, "gpu-hour-{sku}-spot"),
			Self::GpuHour { sku, tier: Tier::Reserved } => write!(f, "gpu-hour-{sku}-reserved"),
			Self::GpuResale { sku, condition } => write!(f, "gpu-resale-{sku}-{condition}"),
		}
	}
}

impl fmt::Display for Condition {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(match self {
			Self::New => "new",
			Self::Refurbished => "refurbished",
			Self::Used => "used",
		})
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::string::ToString;

	#[test]
	fn feed_should_have_a_name_when_it_is_printed() {
		for (feed, name) in [
			(FeedKey::TBillDiscount(Tenor::W4), "tbill-4w"),
			(FeedKey::TBillCouponEq(Tenor::W13), "tbill-13w-yield"),
			(FeedKey::Sofr, "sofr"),
			(FeedKey::Effr, "effr"),
			(FeedKey::GpuHour { sku: 1, tier: Tier::OnDemand }, "gpu-hour-1"),
			(FeedKey::GpuHour { sku: 1, tier: Tier::Spot }, "gpu-hour-1-spot"),
			(FeedKey::GpuHour { sku: 1, tier: Tier::Reserved }, "gpu-hour-1-reserved"),
			(FeedKey::GpuResale { sku: 9, condition: Condition::New }, "gpu-resale-9-new"),
			(
				FeedKey::GpuResale { sku: 9, condition: Condition::Refurbished },
				"gpu-resale-9-refurbished",
			),
			(FeedKey::GpuResale { sku: 9, condition: Condition::Used }, "gpu-resale-9-used"),
		] {
			assert_eq!(feed.to_string(), name);
		}
	}
}
