//! How much goes into bills, into which ones, and on what terms.

use caliber_finance::{
	treasury::{self, custodian_cap, is_whole, next_purchase, Liquidity, LOT},
	FinanceError,
};
use caliber_primitives::{
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

/// How idle reserves are invested. A change binds orders and purchases from then on.
#[frame_support::stored]
#[derive(Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
	/// Stays in cash: a part of the dollars in circulation.
	pub liquid_floor: Ppm,
	/// How the rest is spread.
	pub ladder: Ladder,
	/// The most, at cost, that one custodian may hold or settle: a part of the backing.
	pub custodian_cap: Ppm,
	/// How far the discount of a purchase may lie from the fed one.
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
}

impl Default for Policy {
	/// A tenth in cash, the rest mostly short, half of all at one custodian, a quarter of a percent
	/// of tolerance, orders of 1,000 to 25 million dollars that stand for two days.
	fn default() -> Self {
		Self {
			liquid_floor: Ppm(100_000),
			ladder: Ladder {
				w4: Ppm(200_000),
				w8: Ppm(150_000),
				w13: Ppm(300_000),
				w17: Ppm(100_000),
				w26: Ppm(200_000),
				w52: Ppm(50_000),
			},
			custodian_cap: Ppm(500_000),
			price_tolerance: Ppb(2_500_000),
			max_order: UsdaiAmount(25_000_000 * UNIT),
			min_order: UsdaiAmount(1_000 * UNIT),
			order_life: Seconds(172_800),
			settle_within: Day(3),
			tenor_slack: Day(7),
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

	/// Whether every figure lies in its range: ratios at most the whole, weights together exactly
	/// the whole, a cap and a life above zero, and the limits named above.
	pub fn in_range(&self) -> bool {
		self.liquid_floor <= WHOLE
			&& is_whole(self.ladder.weights().map(|(_, weight)| weight))
			&& (Ppm(1)..=WHOLE).contains(&self.custodian_cap)
			&& self.price_tolerance <= Self::MAX_TOLERANCE
			&& self.min_order >= Self::LEAST_ORDER
			&& self.max_order >= self.min_order
			&& (Seconds(1)..=Self::MAX_ORDER_LIFE).contains(&self.order_life)
			&& self.settle_within <= Self::MAX_SETTLE_WITHIN
			&& self.tenor_slack <= Self::MAX_TENOR_SLACK
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
		custodian_cap(backing, self.custodian_cap)
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
	pub fn next_order(&self, rungs: &[Rung], free: UsdaiAmount) -> Option<(Tenor, UsdaiAmount)> {
		next_purchase(rungs, free, self.min_order, self.max_order)
	}
}
