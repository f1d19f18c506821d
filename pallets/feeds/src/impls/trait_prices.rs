//! The trait that other pallets ask.

use crate::pallet::{Closures, Config, Feeds, Pallet};
use caliber_feeds_core::{Calendar, FeedKey, ObsDay};
use caliber_primitives::{
	ids::SkuId,
	prices::{Condition, Prices, RateKey, Reading, Tier},
	units::{Day, MicroUsd, RatePpb, UsdCents},
};

impl<T: Config> Pallet<T> {
	/// What a feed reads now, in the unit that `unit` makes of its value.
	pub(crate) fn read<V>(key: FeedKey, unit: fn(i64) -> Option<V>) -> Reading<V> {
		let Some(feed) = Feeds::<T>::get(key) else { return Reading::Missing };
		let now = Self::now();
		match feed.reading(key, now, &Calendar::US, unit) {
			// It may be late only for a closure that governance has decreed.
			Reading::SoftStale(_) | Reading::HardStale(_) => {
				feed.reading(key, now, &Calendar::with_closures(&Closures::<T>::get()), unit)
			},
			other => other,
		}
	}
}

/// The feed of a rate.
fn feed_of(key: RateKey) -> FeedKey {
	match key {
		RateKey::BillDiscount(tenor) => FeedKey::TBillDiscount(tenor),
		RateKey::BillCouponEquivalent(tenor) => FeedKey::TBillCouponEq(tenor),
		RateKey::Sofr => FeedKey::Sofr,
		RateKey::Effr => FeedKey::Effr,
	}
}

impl<T: Config> Prices for Pallet<T> {
	fn rate(key: RateKey) -> Reading<RatePpb> {
		Self::read(feed_of(key), |value| Some(RatePpb(value)))
	}

	fn gpu_hour(sku: SkuId, tier: Tier) -> Reading<MicroUsd> {
		Self::read(FeedKey::GpuHour { sku: sku.0, tier }, |value| {
			u64::try_from(value).ok().map(MicroUsd)
		})
	}

	fn resale(sku: SkuId, condition: Condition) -> Reading<UsdCents> {
		Self::read(FeedKey::GpuResale { sku: sku.0, condition }, |value| {
			u64::try_from(value).ok().map(UsdCents)
		})
	}

	fn business_days(after: Day, to: Day) -> u32 {
		let closures = Closures::<T>::get();
		Calendar::with_closures(&closures).business_days(ObsDay(after.0), ObsDay(to.0))
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_rate(key: RateKey, value: RatePpb) {
		use crate::types::{FeedRules, OfficialRules};
		Self::set_up(feed_of(key), FeedRules::Official(OfficialRules::BILLS), value.0);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_gpu_hour(sku: SkuId, tier: Tier, value: MicroUsd) {
		use crate::types::{FeedRules, MarketRules};
		let value = i64::try_from(value.get()).unwrap_or(i64::MAX);
		let key = FeedKey::GpuHour { sku: sku.0, tier };
		Self::set_up(key, FeedRules::Market(MarketRules::GPU_HOUR), value);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_resale(sku: SkuId, condition: Condition, value: UsdCents) {
		use crate::types::{FeedRules, MarketRules};
		let value = i64::try_from(value.get()).unwrap_or(i64::MAX);
		let key = FeedKey::GpuResale { sku: sku.0, condition };
		Self::set_up(key, FeedRules::Market(MarketRules::GPU_HOUR), value);
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl<T: Config> Pallet<T> {
	/// Makes a feed read fresh at `value`.
	fn set_up(key: FeedKey, rules: crate::types::FeedRules, value: i64) {
		use crate::types::{publishers, Agreed, Current, Feed, RoundId};
		let now = Self::now();
		let agreed = Agreed {
			value,
			conf: 0,
			day: Calendar::US.expected(now.get()),
			observed: now,
			accepted: now,
			round: RoundId(0),
			revision: 0,
			reporters: 1,
			quorum: 1,
			sources: publishers(key),
		};
		Feeds::<T>::insert(
			key,
			Feed { current: Some(Current::set_up(agreed)), ..Feed::new(rules) },
		);
	}
}
