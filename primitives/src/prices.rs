//! Rates and prices that never hide their age.

use crate::{
	ids::{ReporterIndex, SetId, SkuId},
	units::{Day, MicroUsd, RatePpb, Seconds, UsdCents},
};
pub use caliber_feeds_core::{Condition, Tenor, Tier};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{dispatch::DispatchResult, PalletError};
use scale_info::TypeInfo;

/// A value with what is needed to judge it.
#[frame_support::stored]
#[derive(Copy)]
pub struct Observed<T> {
	/// The agreed value.
	pub value: T,
	/// Half the width of the band around it, in the unit of the value; zero for official rates.
	pub confidence: T,
	/// The moment the value speaks of: midnight UTC of its day for an official rate, when it was
	/// fetched for a market price.
	pub observed_at: Seconds,
	/// When the chain agreed on it.
	pub accepted_at: Seconds,
}

/// What a feed knows. Whoever reads it must say what an old or doubtful value means for him.
#[frame_support::stored]
#[derive(Copy)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Reading<T> {
	/// Agreed and recent: good for every use.
	Fresh(Observed<T>),
	/// Late by more than the first limit: no new loan, no purchase.
	SoftStale(Observed<T>),
	/// Late by more than the second limit: monitoring only.
	HardStale(Observed<T>),
	/// A move beyond the gate that waits for confirmation, and the value is the one before it; or a
	/// price that fell far is new, and the value is the lower one.
	Suspect(Observed<T>),
	/// Frozen by governance.
	Frozen(Observed<T>),
	/// Never agreed.
	Missing,
}

/// Why a feed cannot be used.
#[derive(
	Encode, Decode, DecodeWithMemTracking, TypeInfo, PalletError, Clone, Copy, PartialEq, Eq, Debug,
)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum FeedFault {
	/// The feed is late. Wait for the next report.
	SoftStale,
	/// The feed has been silent for long. Reporters must be brought back.
	HardStale,
	/// The last value moved too far and waits for confirmation, or the price has just fallen far.
	/// Wait until other rounds confirm it, or the time of caution is over.
	Suspect,
	/// Governance has frozen the feed.
	Frozen,
	/// The feed has no value yet.
	Missing,
}

impl<T> Reading<T> {
	/// The value if it is good for every use.
	pub fn fresh(self) -> Result<Observed<T>, FeedFault> {
		match self {
			Self::Fresh(observed) => Ok(observed),
			Self::SoftStale(_) => Err(FeedFault::SoftStale),
			Self::HardStale(_) => Err(FeedFault::HardStale),
			Self::Suspect(_) => Err(FeedFault::Suspect),
			Self::Frozen(_) => Err(FeedFault::Frozen),
			Self::Missing => Err(FeedFault::Missing),
		}
	}

	/// The last agreed value, whatever its state: for monitoring, where absence must not raise a
	/// value.
	pub fn last(self) -> Option<Observed<T>> {
		match self {
			Self::Fresh(o)
			| Self::SoftStale(o)
			| Self::HardStale(o)
			| Self::Suspect(o)
			| Self::Frozen(o) => Some(o),
			Self::Missing => None,
		}
	}
}

/// An official rate.
#[frame_support::stored]
#[derive(Copy)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum RateKey {
	/// Bank discount of the most recent bill of a tenor.
	BillDiscount(Tenor),
	/// Coupon equivalent of the same.
	BillCouponEquivalent(Tenor),
	/// Secured overnight financing rate.
	Sofr,
	/// Effective federal funds rate.
	Effr,
}

/// Rates and market prices. Feeds -> Caliber, Allocation, Usdai.
pub trait Prices {
	/// An official rate, a year, in parts per billion.
	fn rate(key: RateKey) -> Reading<RatePpb>;
	/// The price of one GPU for an hour.
	fn gpu_hour(sku: SkuId, tier: Tier) -> Reading<MicroUsd>;
	/// The resale price of one unit.
	fn resale(sku: SkuId, condition: Condition) -> Reading<UsdCents>;
	/// Days on which the US bond market is open, after a day and up to and with another.
	fn business_days(after: Day, to: Day) -> u32;

	/// Makes `key` read fresh at `value`.
	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_rate(key: RateKey, value: RatePpb);
	/// Makes the GPU-hour of `sku` read fresh at `value`.
	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_gpu_hour(sku: SkuId, tier: Tier, value: MicroUsd);
	/// Makes the resale price of `sku` read fresh at `value`.
	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_resale(sku: SkuId, condition: Condition, value: UsdCents);
}

/// An sr25519 public key with which reports are signed.
pub type FeedKeyBytes = [u8; 32];

/// Who may report. Feeds is the session handler that keeps the list.
pub trait Reporters {
	/// The set in force and how many reporters it has.
	fn set() -> (SetId, u32);
	/// The key of a reporter of the set in force.
	fn key(index: ReporterIndex) -> Option<FeedKeyBytes>;
}

/// Punishes a reporter who has signed two values for one thing. Feeds -> Offences.
pub trait Convict<A> {
	/// Slashes and ejects `who`, the reporter at `place` among `reporters` of a set.
	///
	/// # Errors
	/// Those of the report of an offence: it is known already.
	fn convict(who: &A, place: ReporterIndex, reporters: u32) -> DispatchResult;

	/// Gives `who` something to lose.
	#[cfg(feature = "runtime-benchmarks")]
	fn set_up(who: &A);
}
