//! How much goes into bills, into which ones, and on what terms.

use caliber_finance::{
	treasury::{self, cap_of, is_whole, next_purchase, Impairment, Liquidity, LOT},
	FinanceError,
};
use caliber_primitives::{
	delayed::{Delayed, Tightens},
	prices::Tenor,
	units::{Day, Ppb, Ppm, Seconds, UsdaiAmount, UNIT},
};
use serde::{Deserialize, Serialize};

/// One rung of the ladder now.
pub type Rung = treasury::Rung<Tenor>;

/// Rungs of the ladder.
pub const RUNGS: usize = 6;
/// The whole, in parts per million.
const WHOLE: Ppm = Ppm(1_000_000);

/// What part of the invested money each tenor gets, in parts per million. Together the whole.
#[frame_support::stored]
#[derive(Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ladder {
	/// Bills of 4 weeks.
	pub w4: Ppm,
	/// Bills of 8 weeks.
	pub w8: Ppm,
	/// Bills of 13 weeks.
	pub w13: Ppm,
	/// Bills of 17 weeks.
	pub w17: Ppm,
	/// Bills of 26 weeks.
	pub w26: Ppm,
	/// Bills of 52 weeks.
	pub w52: Ppm,
}

impl Ladder {
	/// Tenors and weights, shortest first.
	pub const fn weights(&self) -> [(Tenor, Ppm); RUNGS] {
		[
			(Tenor::W4, self.w4),
			(Tenor::W8, self.w8),
			(Tenor::W13, self.w13),
			(Tenor::W17, self.w17),
			(Tenor::W26, self.w26),
			(Tenor::W52, self.w52),
		]
	}
}

/// How idle reserves are invested. A change binds orders and trades from then on.
#[frame_support::stored]
#[derive(Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
	/// Stays in cash: a part of the dollars in circulation.
	pub liquid_floor: Ppm,
	/// Or, if that is more, what the vault's queue of redemptions takes in so many days.
	pub floor_days: Day,
	/// How the rest is spread.
	pub ladder: Ladder,
	/// The most, at cost, that one custodian may hold or settle: a part of the backing.
	pub custodian_cap: Ppm,
	/// The most, at cost, that one issuer, the first six places of a CUSIP, may owe: a part of the
	/// backing.
	pub issuer_cap: Ppm,
	/// The most days for which all reserves may be bound on average, cash for none.
	pub max_duration: Day,
	/// How far the discount of a trade may lie from the fed one.
	pub price_tolerance: Ppb,
	/// The largest order.
	pub max_order: UsdaiAmount,
	/// The smallest order.
	pub min_order: UsdaiAmount,
	/// How long an order can be filled, in seconds.
	pub order_life: Seconds,
	/// Days from a purchase to its settlement, at most.
	pub settle_within: Day,
	/// Days by which a bill may be longer or shorter than its tenor says.
	pub tenor_slack: Day,
	/// Redeemers wait for bills that mature within so many days; for what these leave, a bill is
	/// sold.
	pub sale_horizon: Day,
	/// Business days after which anyone may mark a bill impaired, when what was due has not come.
	pub grace: Day,
	/// What an impaired bill still counts: a part of its cost.
	pub impaired_at: Ppm,
	/// How long a change waits that binds less, in seconds.
	pub delay: Seconds,
}

impl Default for Policy {
	/// A tenth in cash, the rest mostly short, half of all at one custodian, a quarter of a percent
	/// of tolerance, orders of 1,000 to 25 million dollars that stand for two days. Reserves are bound
	/// for half a year at most, redeemers wait a week for a maturity, a bill that is more than five
	/// business days late counts for nothing, and what binds less waits two days.
	fn default() -> Self {
		Self {
			liquid_floor: Ppm(100_000),
			floor_days: Day(7),
			ladder: Ladder {
				w4: Ppm(200_000),
				w8: Ppm(150_000),
				w13: Ppm(300_000),
				w17: Ppm(100_000),
				w26: Ppm(200_000),
				w52: Ppm(50_000),
			},
			custodian_cap: Ppm(500_000),
			issuer_cap: WHOLE,
			max_duration: Day(180),
			price_tolerance: Ppb(2_500_000),
			max_order: UsdaiAmount(25_000_000 * UNIT),
			min_order: UsdaiAmount(1_000 * UNIT),
			order_life: Seconds(172_800),
			settle_within: Day(3),
			tenor_slack: Day(7),
			sale_horizon: Day(7),
			grace: Day(5),
			impaired_at: Ppm(0),
			delay: Seconds(172_800),
		}
	}
}

impl Policy {
	/// The widest tolerance: one percent a year.
	pub const MAX_TOLERANCE: Ppb = Ppb(10_000_000);
	/// The least that the smallest order may be: one bill of 100 dollars.
	pub const LEAST_ORDER: UsdaiAmount = LOT;
	/// The longest life of an order: a week.
	pub const MAX_ORDER_LIFE: Seconds = Seconds(604_800);
	/// The longest way to settlement.
	pub const MAX_SETTLE_WITHIN: Day = Day(5);
	/// The widest difference from a tenor's days.
	pub const MAX_TENOR_SLACK: Day = Day(28);
	/// The most days of the queue that stay in cash: three windows of a month.
	pub const MAX_FLOOR_DAYS: Day = Day(90);
	/// The longest average: a bill of a year with all of the money.
	pub const MAX_DURATION: Day = Day(366);
	/// The longest that redeemers wait for a maturity.
	pub const MAX_SALE_HORIZON: Day = Day(28);
	/// The longest that money may be late, in business days.
	pub const MAX_GRACE: Day = Day(30);
	/// The longest that a change waits.
	pub const MAX_DELAY: Seconds = Seconds(2_592_000);

	/// Whether every figure lies in its range: ratios at most the whole, weights together exactly
	/// the whole, a cap and a life above zero, and the limits named above.
	pub fn in_range(&self) -> bool {
		self.liquid_floor <= WHOLE
			&& is_whole(self.ladder.weights().map(|(_, weight)| weight))
			&& self.floor_days <= Self::MAX_FLOOR_DAYS
			&& (Ppm(1)..=WHOLE).contains(&self.custodian_cap)
			&& (Ppm(1)..=WHOLE).contains(&self.issuer_cap)
			&& (Day(1)..=Self::MAX_DURATION).contains(&self.max_duration)
			&& self.price_tolerance <= Self::MAX_TOLERANCE
			&& self.min_order >= Self::LEAST_ORDER
			&& self.max_order >= self.min_order
			&& (Seconds(1)..=Self::MAX_ORDER_LIFE).contains(&self.order_life)
			&& self.settle_within <= Self::MAX_SETTLE_WITHIN
			&& self.tenor_slack <= Self::MAX_TENOR_SLACK
			&& self.sale_horizon <= Self::MAX_SALE_HORIZON
			&& (Day(1)..=Self::MAX_GRACE).contains(&self.grace)
			&& self.impaired_at <= WHOLE
			&& self.delay <= Self::MAX_DELAY
	}

	/// What the dollar's cash leaves for bills, see [`Liquidity::spendable`].
	pub fn spendable(&self, now: &Liquidity) -> Result<UsdaiAmount, FinanceError> {
		now.spendable(self.liquid_floor)
	}

	/// What of it no order has been placed for.
	pub fn free(&self, now: &Liquidity, ordered: UsdaiAmount) -> Result<UsdaiAmount, FinanceError> {
		now.free(self.liquid_floor, ordered)
	}

	/// The most that one custodian may hold of a backing, rounded down.
	pub fn cap_of(&self, backing: UsdaiAmount) -> Result<UsdaiAmount, FinanceError> {
		cap_of(backing, self.custodian_cap)
	}

	/// The most that one issuer may owe of a backing, rounded down.
	pub fn issuer_cap_of(&self, backing: UsdaiAmount) -> Result<UsdaiAmount, FinanceError> {
		cap_of(backing, self.issuer_cap)
	}

	/// What a bill of this cost still counts once it is impaired, see [`Impairment::of`].
	pub fn impaired(&self, cost: UsdaiAmount) -> Result<Impairment, FinanceError> {
		Impairment::of(cost, self.impaired_at)
	}

	/// For how long the vault's queue is looked ahead.
	pub fn floor_term(&self) -> Seconds {
		self.floor_days.start()
	}

	/// The ladder as it stands, see [`treasury::ladder`].
	pub fn ladder_of(
		&self,
		held: impl Fn(Tenor) -> UsdaiAmount,
		ordered: impl Fn(Tenor) -> UsdaiAmount,
		free: UsdaiAmount,
	) -> Result<[Rung; RUNGS], FinanceError> {
		treasury::ladder(self.ladder.weights(), held, ordered, free)
	}

	/// What to buy next, see [`next_purchase`]; the shorter of two tenors that lack as much.
	pub fn next_order(
		&self,
		rungs: &[Rung],
		room: impl Fn(Tenor) -> UsdaiAmount,
		free: UsdaiAmount,
	) -> Option<(Tenor, UsdaiAmount)> {
		next_purchase(rungs, room, free, self.min_order, self.max_order)
	}
}

impl Tightens for Policy {
	/// Whether it binds in nothing less than `old`, so that it need not wait: more in cash, lower
	/// caps, shorter bills, narrower prices, smaller orders and longer delays. Another ladder or a
	/// bill's slack is a choice, not a bound, and waits.
	fn only_tightens(&self, old: &Self) -> bool {
		self.liquid_floor >= old.liquid_floor
			&& self.floor_days >= old.floor_days
			&& self.ladder == old.ladder
			&& self.custodian_cap <= old.custodian_cap
			&& self.issuer_cap <= old.issuer_cap
			&& self.max_duration <= old.max_duration
			&& self.price_tolerance <= old.price_tolerance
			&& self.max_order <= old.max_order
			&& self.min_order == old.min_order
			&& self.order_life <= old.order_life
			&& self.settle_within <= old.settle_within
			&& self.tenor_slack <= old.tenor_slack
			&& self.sale_horizon == old.sale_horizon
			&& self.grace == old.grace
			&& self.impaired_at == old.impaired_at
			&& self.delay >= old.delay
	}
}

/// The policy in force and the next one.
pub type Policies = Delayed<Policy>;
