//! How a feed is run.

use caliber_feeds_core::{ask, Calendar, Demand, FeedKey, ObsDay};
use caliber_finance::prices::Gate;
use caliber_primitives::units::{Ppb, Ppm, Seconds};
use core::ops::RangeInclusive;
use serde::{Deserialize, Serialize};

/// Days beyond which an official rate is not looked at: longer than the longest limit, with the
/// weekends and holidays in it.
const HORIZON_DAYS: u32 = 64;
/// Shortest and longest time between two fetches: 10 seconds to a day.
const POLL: RangeInclusive<u64> = 10..=86_400;
/// Longest delay, and longest time of caution: a week.
const DELAY: RangeInclusive<u64> = 0..=604_800;
/// Fewest and most rounds that confirm a doubtful value.
const CONFIRMATIONS: RangeInclusive<u8> = 1..=5;

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
	/// A larger move since the last value is in doubt until other rounds confirm it; parts per
	/// billion a year, 1 to 500 basis points.
	pub gate: Ppb,
	/// Rounds that must confirm it; 1 to 5.
	pub confirmations: u8,
	/// From agreement to force; at most a week.
	pub delay: Seconds,
	/// How long after a day's rate is due its absence is an alarm; a minute to a day.
	pub late: Seconds,
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
	/// A larger move since the last value is in doubt until other rounds confirm it; parts per
	/// million of it, 1 % to 50 %.
	pub gate: Ppm,
	/// Rounds that must confirm it; 1 to 5.
	pub confirmations: u8,
	/// How long a price must stay above the one in force before it is in force; at most a week.
	pub raise_delay: Seconds,
	/// A larger fall, which is in force at once, is followed by a time of caution; parts per
	/// million of the price before, 1 % to 50 %.
	pub caution_step: Ppm,
	/// That time; at most a week.
	pub caution: Seconds,
	/// The age at which the absence of a newer price is an alarm; at least a minute, less than
	/// `fresh`.
	pub late: Seconds,
	/// Fresh up to this age; at least a minute, at most 14 days.
	pub fresh: Seconds,
	/// Stale up to this age, hard stale beyond; more than `fresh`, at most 60 days.
	pub soft: Seconds,
	/// The widest confidence that a reporter may have; parts per million of the value, 1 % to 50 %.
	pub max_conf: Ppm,
	/// Prices that a reporter's value must rest on; 1 to 100.
	pub min_prices: u16,
	/// Venues needed in the union of the reporters' sources; 3 to 8.
	pub min_venues: u8,
}

impl OfficialRules {
	/// What bill rates start with: asked hourly, 75 basis points and two confirming rounds, in force
	/// after an hour, missed after two, 1 and 3 business days.
	pub const BILLS: Self = Self {
		poll: Seconds(3_600),
		gate: Ppb(7_500_000),
		confirmations: 2,
		delay: Seconds(3_600),
		late: Seconds(7_200),
		fresh_days: 1,
		soft_days: 3,
	};
	/// What SOFR and EFFR start with: the same but 150 basis points, which SOFR has moved in a day.
	pub const OVERNIGHT: Self = Self { gate: Ppb(15_000_000), ..Self::BILLS };

	/// The same at the pace of a local network, where a round takes seconds.
	pub const fn fast(self) -> Self {
		Self { poll: Seconds(10), delay: Seconds(6), late: Seconds(60), ..self }
	}

	fn in_range(&self) -> bool {
		POLL.contains(&self.poll.get())
			&& (100_000..=50_000_000).contains(&self.gate.get())
			&& CONFIRMATIONS.contains(&self.confirmations)
			&& DELAY.contains(&self.delay.get())
			&& (60..=86_400).contains(&self.late.get())
			&& (1..=5).contains(&self.fresh_days)
			&& (self.fresh_days..=20).contains(&self.soft_days)
			&& self.fresh_days != self.soft_days
	}
}

impl MarketRules {
	/// What GPU-hours start with: every 6 hours, 15 % and two confirming rounds; a rise in force
	/// after a day, a fall beyond 10 % followed by 6 hours of caution; missed after 18 hours, 36 and
	/// 72 hours; 25 %, three venues.
	pub const GPU_HOUR: Self = Self {
		poll: Seconds(21_600),
		gate: Ppm(150_000),
		confirmations: 2,
		raise_delay: Seconds(86_400),
		caution_step: Ppm(100_000),
		caution: Seconds(21_600),
		late: Seconds(64_800),
		fresh: Seconds(129_600),
		soft: Seconds(259_200),
		max_conf: Ppm(250_000),
		min_prices: 1,
		min_venues: 3,
	};
	/// What resale prices start with: daily, missed after 4 days, 10 and 21 days, five quotes.
	pub const RESALE: Self = Self {
		poll: Seconds(86_400),
		late: Seconds(345_600),
		fresh: Seconds(864_000),
		soft: Seconds(1_814_400),
		min_prices: 5,
		..Self::GPU_HOUR
	};

	/// The same at the pace of a local network, where a round takes seconds.
	pub const fn fast(self) -> Self {
		Self {
			poll: Seconds(10),
			raise_delay: Seconds(6),
			caution: Seconds(12),
			late: Seconds(60),
			fresh: Seconds(120),
			soft: Seconds(240),
			..self
		}
	}

	fn in_range(&self) -> bool {
		POLL.contains(&self.poll.get())
			&& (10_000..=500_000).contains(&self.gate.get())
			&& CONFIRMATIONS.contains(&self.confirmations)
			&& DELAY.contains(&self.raise_delay.get())
			&& (10_000..=500_000).contains(&self.caution_step.get())
			&& DELAY.contains(&self.caution.get())
			&& (60..=1_209_600).contains(&self.fresh.get())
			&& (60..self.fresh.get()).contains(&self.late.get())
			&& self.fresh < self.soft
			&& self.soft <= Seconds(5_184_000)
			&& (10_000..=500_000).contains(&self.max_conf.get())
			&& (1..=100).contains(&self.min_prices)
			&& (3..=8).contains(&self.min_venues)
	}
}

/// How old a value is, in the steps that readers must tell apart.
#[frame_support::stored]
#[derive(Copy, PartialOrd, Ord, Default)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Age {
	/// Good for every use.
	#[default]
	#[codec(index = 0)]
	Fresh,
	/// Late by more than the first limit.
	#[codec(index = 1)]
	Soft,
	/// Late by more than the second limit.
	#[codec(index = 2)]
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

	/// How long an official rate, or a price that rises, waits until it is in force.
	pub fn delay(&self) -> Seconds {
		match self {
			Self::Official(rules) => rules.delay,
			Self::Market(rules) => rules.raise_delay,
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

	/// Rounds that must confirm a value in doubt.
	pub fn confirmations(&self) -> u8 {
		match self {
			Self::Official(rules) => rules.confirmations,
			Self::Market(rules) => rules.confirmations,
		}
	}

	/// What every statement must meet.
	pub fn demand(&self) -> Demand {
		match self {
			Self::Official(_) => Demand::OFFICIAL,
			Self::Market(MarketRules { max_conf, min_prices, .. }) => {
				Demand { max_conf: *max_conf, min_prices: *min_prices }
			},
		}
	}

	/// How old a value of this feed is at `now` that speaks of `day` and of the moment `observed`.
	pub fn age(
		&self,
		key: FeedKey,
		(day, observed): (ObsDay, Seconds),
		now: Seconds,
		calendar: &Calendar<'_>,
	) -> Age {
		match self {
			Self::Official(rules) => {
				let due = ask::expected(key, now.get(), calendar).min(day.after(HORIZON_DAYS));
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

	/// Whether a newer value than this one should have come by `now`.
	pub fn is_missed(
		&self,
		key: FeedKey,
		(day, observed): (ObsDay, Seconds),
		now: Seconds,
		calendar: &Calendar<'_>,
	) -> bool {
		match self {
			Self::Official(rules) => {
				day < ask::expected(key, now.saturating_sub(rules.late).get(), calendar)
			},
			Self::Market(rules) => now.saturating_sub(observed) > rules.late,
		}
	}
}

/// The sources that publish what a feed tells, one bit each; none if nobody is asked for it.
pub fn publishers(key: FeedKey) -> u32 {
	ask::roles(key).iter().fold(0, |mask, (source, _)| mask | source.mask())
}
