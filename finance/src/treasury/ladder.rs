//! How much goes into bills, and into which ones. A tenor is whatever names a rung.

use super::total;
use crate::{
	bills::{investment_yield, price, year_days},
	math::{mul_div, Rounding, MILLION},
	units::{Day, Ppb, Ppm, UsdaiAmount},
	FinanceError,
};
use macro_rules_attribute::apply;

/// Whether parts together are exactly the whole: a million parts.
pub fn is_whole(parts: impl IntoIterator<Item = Ppm>) -> bool {
	let add = |sum: u128, part: Ppm| sum.saturating_add(u128::from(part.get()));
	parts.into_iter().fold(0, add) == MILLION
}

/// What decides how much of the dollar's cash may be invested.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Liquidity {
	/// Cash in hand.
	pub cash: UsdaiAmount,
	/// Promised to redeemers.
	pub owed: UsdaiAmount,
	/// Dollars in circulation.
	pub issued: UsdaiAmount,
	/// Promised to borrowers: open offers and staged draws.
	pub committed: UsdaiAmount,
	/// What redemptions that stand in the vault's queue take within the days of the policy.
	pub queued: UsdaiAmount,
}

impl Liquidity {
	/// What stays in cash besides what redeemers are promised: a part of the dollars in circulation,
	/// rounded up, or what is queued if that is more, and with either what borrowers are promised
	/// (protocol.md 4.5): `max(ceil(issued * part / 10^6), queued) + committed`, held at the largest
	/// amount.
	///
	/// Errors: `RateAboveOne` (a floor above a million parts).
	pub fn floor(&self, part: Ppm) -> Result<UsdaiAmount, FinanceError> {
		let part = part.part_of(self.issued, Rounding::Up)?;
		Ok(part.max(self.queued).saturating_add(self.committed))
	}

	/// What the cash leaves for bills: above the floor and not promised to redeemers. The floor
	/// rounds up, so the answer rounds down: `max(0, cash - owed - floor)`.
	///
	/// Errors: `RateAboveOne` (a floor above a million parts).
	pub fn spendable(&self, floor: Ppm) -> Result<UsdaiAmount, FinanceError> {
		Ok(self.cash.saturating_sub(self.owed).saturating_sub(self.floor(floor)?))
	}

	/// What redeemers are owed and neither cash nor what comes in by itself in time covers:
	/// `max(0, owed - cash - coming)`. For so much a bill is sold early.
	pub fn lack(&self, coming: UsdaiAmount) -> UsdaiAmount {
		self.owed.saturating_sub(self.cash).saturating_sub(coming)
	}

	/// What redemption pays at once of so many dollars that are not in circulation yet, and what waits
	/// (protocol.md 4.5): `now = min(amount, max(0, cash - owed))`, `rest = amount - now`, behind
	/// `ahead = max(0, owed - cash)`. Exact.
	pub fn payable(&self, amount: UsdaiAmount) -> (UsdaiAmount, Waiting) {
		let now = amount.min(self.cash.saturating_sub(self.owed));
		let ahead = self.owed.saturating_sub(self.cash);
		(now, Waiting { ahead, rest: amount.saturating_sub(now) })
	}

	/// What of it no order has been placed for: `max(0, spendable - ordered)`.
	///
	/// Errors: `RateAboveOne` (a floor above a million parts).
	pub fn free(&self, floor: Ppm, ordered: UsdaiAmount) -> Result<UsdaiAmount, FinanceError> {
		Ok(self.spendable(floor)?.saturating_sub(ordered))
	}
}

/// Dollars that wait for bills to pay.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Waiting {
	/// Others', which are paid first.
	pub ahead: UsdaiAmount,
	/// Their own.
	pub rest: UsdaiAmount,
}

impl Waiting {
	/// After a bill has brought so much, and what of it was theirs:
	/// `paid = min(rest, max(0, brought - ahead))`. Exact.
	pub fn paid(self, brought: UsdaiAmount) -> (Self, UsdaiAmount) {
		let paid = self.rest.min(brought.saturating_sub(self.ahead));
		let ahead = self.ahead.saturating_sub(brought);
		(Self { ahead, rest: self.rest.saturating_sub(paid) }, paid)
	}
}

/// The most, at cost, that one custodian may hold, or one issuer owe, of a backing, rounded down:
/// `floor(backing * cap / 10^6)`.
///
/// Errors: `RateAboveOne` (a cap above a million parts).
pub fn cap_of(backing: UsdaiAmount, cap: Ppm) -> Result<UsdaiAmount, FinanceError> {
	cap.part_of(backing, Rounding::Down)
}

/// One rung of the ladder now.
#[apply(stored!)]
pub struct Rung<Tenor> {
	/// Which bills.
	pub tenor: Tenor,
	/// Its part of the invested money.
	pub weight: Ppm,
	/// Bills bought as this tenor, at cost, settled or not.
	pub held: UsdaiAmount,
	/// The order that can still be filled.
	pub ordered: UsdaiAmount,
	/// What its weight would have it hold.
	pub target: UsdaiAmount,
}

impl<Tenor> Rung<Tenor> {
	/// Held and ordered, held at the largest amount.
	pub fn filled(&self) -> UsdaiAmount {
		self.held.saturating_add(self.ordered)
	}

	/// What it lacks of its target.
	pub fn lack(&self) -> UsdaiAmount {
		self.target.saturating_sub(self.filled())
	}
}

/// The ladder as it stands: weights in, rungs out, in their order. A target is a rung's weight of
/// all that is held, ordered or free to be invested, rounded down:
/// `floor((sum(held + ordered) + free) * weight / 10^6)`.
///
/// Errors: `RateAboveOne` (a weight above a million parts).
pub fn ladder<Tenor: Copy, const N: usize>(
	weights: [(Tenor, Ppm); N],
	held: impl Fn(Tenor) -> UsdaiAmount,
	ordered: impl Fn(Tenor) -> UsdaiAmount,
	free: UsdaiAmount,
) -> Result<[Rung<Tenor>; N], FinanceError> {
	let mut rungs = weights.map(|(tenor, weight)| Rung {
		tenor,
		weight,
		held: held(tenor),
		ordered: ordered(tenor),
		target: UsdaiAmount::ZERO,
	});
	let all = total(rungs.iter().map(Rung::filled)).saturating_add(free);
	for rung in &mut rungs {
		rung.target = rung.weight.part_of(all, Rounding::Down)?;
	}
	Ok(rungs)
}

/// What to buy next: the rung furthest below its target that has no order yet, the first of two; as
/// much as it lacks, as is free and as the largest order is. `room` bounds what a rung may lack, so
/// that a shorter one comes first when the longest has none. Nothing when that is less than the
/// smallest order.
pub fn next_purchase<Tenor: Copy>(
	rungs: &[Rung<Tenor>],
	room: impl Fn(Tenor) -> UsdaiAmount,
	free: UsdaiAmount,
	smallest: UsdaiAmount,
	largest: UsdaiAmount,
) -> Option<(Tenor, UsdaiAmount)> {
	let (tenor, lack) = rungs
		.iter()
		.filter(|rung| rung.ordered.is_zero())
		.map(|rung| (rung.tenor, rung.lack().min(room(rung.tenor))))
		.reduce(|most, next| if next.1 > most.1 { next } else { most })?;
	let amount = lack.min(free).min(largest);
	(amount >= smallest).then_some((tenor, amount))
}

/// What a ladder would earn if it were bought today, rung by rung: coupon equivalents by weight, in
/// parts per billion times parts per million.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct LadderYield(u128);

impl LadderYield {
	/// With one more rung, bought today at the bank discount for so many days: adds
	/// `weight * investment_yield(price(discount, days), days, year_days(today))`.
	///
	/// Errors in order: those of [`price`] and [`investment_yield`], `Overflow`.
	pub fn with(
		self,
		weight: Ppm,
		discount: Ppb,
		days: u32,
		today: Day,
	) -> Result<Self, FinanceError> {
		let rate = investment_yield(price(discount, days)?, days, year_days(today))?;
		let part = u128::from(rate.get()).saturating_mul(u128::from(weight.get()));
		self.0.checked_add(part).map(Self).ok_or(FinanceError::Overflow)
	}

	/// The same as a yield of all reserves when the floor stays in cash, rounded down:
	/// `floor(yields * (10^6 - floor) / 10^12)`, nothing beyond a floor of the whole.
	///
	/// Errors: `Overflow` (a yield above 64 bits).
	pub fn above_floor(self, floor: Ppm) -> Result<Ppb, FinanceError> {
		let invested = MILLION.saturating_sub(u128::from(floor.get()));
		let rate = mul_div(self.0, invested, MILLION.saturating_mul(MILLION), Rounding::Down)?;
		u64::try_from(rate).map(Ppb).map_err(|_| FinanceError::Overflow)
	}
}
