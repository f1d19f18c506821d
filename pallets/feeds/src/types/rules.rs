//! How a feed is run.

use caliber_feeds_core::{Calendar, FeedKey, ObsDay, Source, Tier};
use caliber_finance::prices::{is_part, Gate};
use caliber_primitives::units::{Ppb, Ppm, Seconds};
use core::ops::RangeInclusive;
use serde::{Deserialize, Serialize};

/// Days beyond which an official rate is not looked at: longer than the longest limit, with the
/// weekends and holidays in it.
const HORIZON_DAYS: u32 = 64;
/// Shortest and longest time between two fetches: 10 seconds to a day.
const POLL: RangeInclusive<u64> = 10..=86_400;

/// How a feed is run; the class must be that of its key.
#[frame_support::stored]
#[derive(Copy, Serialize, Deserialize)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum FeedRules {
	/// One publisher, one right number a day: reporters must agree to the digit.
	#[codec(index = 0)]
	Official(OfficialRules),
	/// Many venues, no right number: the median of the reporters' votes counts.
	#[codec(index = 1)]
	Market(MarketRules),
}

/// An official rate.
#[frame_support::stored]
#[derive(Copy, Serialize, Deserialize)]
pub struct OfficialRules {
	/// Seconds between two fetches while the day that is due is missing; 10 to 86,400.
	pub poll: Seconds,
	/// A larger move since the last value waits for a confirming round; parts per billion a year,
	/// 1 to 500 basis points.
	pub gate: Ppb,
	/// Fresh up to so many business days behind the day that is due; 1 to 5.
	pub fresh_days: u8,
	/// Stale up to so many, hard stale beyond; more than `fresh_days`, at most 20.
	pub soft_days: u8,
}

/// A market price.
#[frame_support::stored]
#[derive(Copy, Serialize, Deserialize)]
pub struct MarketRules {
	/// Seconds after which a new round is fetched for; 10 to 86,400.
	pub poll: Seconds,
	/// A larger move since the last value waits for a confirming round; parts per million of it,
	/// 1 % to 50 %.
	pub gate: Ppm,
	/// Fresh up to this age; at least a minute, at most 14 days.
	pub fresh: Seconds,
	/// Stale up to this age, hard stale beyond; more than `fresh`, at most 60 days.
	pub soft: Seconds,
	/// The widest confidence that a reporter may have; parts per million of the value, 1 % to 50 %.
	pub max_conf: Ppm,
	/// Venues needed in the union of the reporters' sources; 3 to 8.
	pub min_venues: u8,
}

impl OfficialRules {
	/// What bill rates start with: hourly, 75 basis points, 1 and 3 business days.
	pub const BILLS: Self =
		Self { poll: Seconds(3_600), gate: Ppb(7_500_000), fresh_days: 1, soft_days: 3 };

	fn in_range(&self) -> bool {
		POLL.contains(&self.poll.get())
			&& (100_000..=50_000_000).contains(&self.gate.get())
			&& (1..=5).contains(&self.fresh_days)
			&& (self.fresh_days..=20).contains(&self.soft_days)
			&& self.fresh_days != self.soft_days
	}
}

impl MarketRules {
	/// What GPU-hours start with: every 6 hours, 15 %, 36 and 72 hours, 25 %, three venues.
	pub const GPU_HOUR: Self = Self {
		poll: Seconds(21_600),
		gate: Ppm(150_000),
		fresh: Seconds(129_600),
		soft: Seconds(259_200),
		max_conf: Ppm(250_000),
		min_venues: 3,
	};

	fn in_range(&self) -> bool {
		POLL.contains(&self.poll.get())
			&& (10_000..=500_000).contains(&self.gate.get())
			&& (60..=1_209_600).contains(&self.fresh.get())
			&& self.fresh < self.soft
			&& self.soft <= Seconds(5_184_000)
			&& (10_000..=500_000).contains(&self.max_conf.get())
			&& (3..=8).contains(&self.min_venues)
	}
}

/// How old a value is, in the steps that readers must tell apart.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Age {
	/// Good for every use.
	Fresh,
	/// Late by more than the first limit.
	Soft,
	/// Late by more than the second limit.
	Hard,
}

impl FeedRules {
	/// Whether each rule is in its range, the class is that of the key, and there are sources
	/// enough.
	pub fn in_range(&self, key: FeedKey) -> bool {
		match (self, key) {
			(Self::Official(rules), FeedKey::TBillDiscount(_))
			| (Self::Official(rules), FeedKey::TBillCouponEq(_))
			| (Self::Official(rules), FeedKey::Sofr)
			| (Self::Official(rules), FeedKey::Effr) => rules.in_range() && publishers(key) != 0,
			(Self::Market(rules), FeedKey::GpuHour { .. })
			| (Self::Market(rules), FeedKey::GpuResale { .. }) => {
				rules.in_range() && u32::from(rules.min_venues) <= publishers(key).count_ones()
			},
			_ => false,
		}
	}

	/// Seconds between two fetches.
	pub fn poll(&self) -> Seconds {
		match self {
			Self::Official(rules) => rules.poll,
			Self::Market(rules) => rules.poll,
		}
	}

	/// Whether the step from one value to another is one that needs no confirmation.
	pub fn within_gate(&self, from: i64, to: i64) -> bool {
		let gate = match self {
			Self::Official(rules) => Gate::Absolute(rules.gate.get()),
			Self::Market(rules) => Gate::Relative(rules.gate),
		};
		gate.admits(from, to)
	}

	/// Whether a reporter may be as unsure as this.
	pub fn admits_conf(&self, value: i64, conf: u64) -> bool {
		match self {
			Self::Official(_) => conf == 0,
			Self::Market(rules) => is_part(conf, rules.max_conf, value),
		}
	}

	/// How old a value is at `now` that speaks of `day` and of the moment `observed`.
	pub fn age(&self, day: ObsDay, observed: Seconds, now: Seconds) -> Age {
		match self {
			Self::Official(rules) => {
				let calendar = Calendar::US;
				let due = calendar.expected(now.get()).min(day.after(HORIZON_DAYS));
				match calendar.business_days(day, due) {
					days if days <= rules.fresh_days.into() => Age::Fresh,
					days if days <= rules.soft_days.into() => Age::Soft,
					_ => Age::Hard,
				}
			},
			Self::Market(rules) => match now.saturating_sub(observed) {
				age if age <= rules.fresh => Age::Fresh,
				age if age <= rules.soft => Age::Soft,
				_ => Age::Hard,
			},
		}
	}
}

/// The sources that publish what a feed tells, one bit each; none if nobody is asked for it.
pub fn publishers(key: FeedKey) -> u32 {
	match key {
		FeedKey::TBillDiscount(_) | FeedKey::TBillCouponEq(_) => Source::UstBillXml.mask(),
		FeedKey::GpuHour { tier: Tier::OnDemand, .. } => {
			Source::GPU_VENUES.iter().fold(0, |mask, source| mask | source.mask())
		},
		FeedKey::Sofr | FeedKey::Effr | FeedKey::GpuHour { .. } | FeedKey::GpuResale { .. } => 0,
	}
}
