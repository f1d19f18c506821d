//! What the bills earn, how long they run, and what they have brought.

use super::{
	position::{rate, YEAR_DAYS},
	total, Position,
};
use crate::{
	math::{mul_div, Rounding},
	units::{Day, Ppb, UsdaiAmount},
};
use macro_rules_attribute::apply;

/// The bills in custody that still run, taken together.
#[apply(stored!)]
#[derive(Default)]
pub struct Running {
	/// How many.
	pub bills: u32,
	/// At cost.
	pub cost: UsdaiAmount,
	/// Due.
	pub face: UsdaiAmount,
	/// What they earn a year on their cost, simple: `floor(sum(yearly) * 10^9 / sum(cost))`.
	pub weighted_yield: Ppb,
	/// Days to maturity, weighted by cost, rounded up: `ceil(sum(cost * days) / sum(cost))`.
	pub days_to_maturity: Day,
}

impl Running {
	/// Of those in custody; sums are held at the largest amount.
	pub fn of(today: Day, bills: impl Iterator<Item = Position> + Clone) -> Self {
		let running = bills.filter(|bill| bill.runs(today));
		let cost = total(running.clone().map(|bill| bill.cost));
		let yearly = total(running.clone().map(|bill| bill.yearly()));
		let days = mul_div(money_days(today, running.clone()), 1, cost.get(), Rounding::Up);
		Self {
			bills: u32::try_from(running.clone().count()).unwrap_or(u32::MAX),
			cost,
			face: total(running.map(|bill| bill.face)),
			weighted_yield: rate(yearly, cost),
			days_to_maturity: days
				.ok()
				.and_then(|days| u32::try_from(days).ok())
				.map_or(Day::ZERO, Day),
		}
	}
}

/// Money times the days for which it is bound: `sum(cost * days left)`, held at the largest number.
pub fn money_days(today: Day, bills: impl IntoIterator<Item = Position>) -> u128 {
	bills.into_iter().fold(0, |sum, bill| {
		let days = u128::from(bill.days_left(today));
		sum.saturating_add(bill.cost.get().saturating_mul(days))
	})
}

/// The most that may go into a bill of so many days when all reserves, cash with no days, may be
/// bound for `longest` on average, rounded down:
/// `floor(max(0, longest * backing - bound) / days)`, with `bound` the [`money_days`] of all bills.
/// The largest amount for no days.
pub fn duration_room(bound: u128, backing: UsdaiAmount, longest: Day, days: u32) -> UsdaiAmount {
	let allowed = backing.get().saturating_mul(u128::from(longest.get()));
	let room = allowed.saturating_sub(bound);
	room.checked_div(u128::from(days)).map_or(UsdaiAmount::MAX, UsdaiAmount)
}

/// What bills have brought since the beginning; each is held at the largest number.
#[apply(stored!)]
#[derive(Default)]
pub struct Results {
	/// Above their cost.
	pub earned: UsdaiAmount,
	/// Below their cost, and written down.
	pub lost: UsdaiAmount,
	/// Cost times the days from settlement to the money's return.
	pub worked: u128,
	/// Minted to the vault.
	pub harvested: UsdaiAmount,
}

impl Results {
	/// With a bill that has brought `proceeds` on a day.
	pub fn closed(self, bill: &Position, proceeds: UsdaiAmount, on: Day) -> Self {
		let days = u128::from(on.saturating_sub(bill.settles).get());
		Self {
			earned: self.earned.saturating_add(proceeds.saturating_sub(bill.cost)),
			lost: self.lost.saturating_add(bill.loss(proceeds)),
			worked: self.worked.saturating_add(bill.cost.get().saturating_mul(days)),
			..self
		}
	}

	/// With a bill that was written down.
	pub fn written_down(self, lost: UsdaiAmount) -> Self {
		Self { lost: self.lost.saturating_add(lost), ..self }
	}

	/// With income that was minted.
	pub fn minted(self, amount: UsdaiAmount) -> Self {
		Self { harvested: self.harvested.saturating_add(amount), ..self }
	}

	/// What the bills that have paid since `before` have earned a year on their cost, simple, rounded
	/// down: `floor(max(0, earned - lost) * 365 * 10^9 / worked)`. Nothing while none has.
	pub fn realised(&self, before: &Self) -> Option<Ppb> {
		let worked = self.worked.checked_sub(before.worked)?;
		let earned = self.earned.saturating_sub(before.earned);
		let net = earned.saturating_sub(self.lost.saturating_sub(before.lost));
		let scale = YEAR_DAYS.saturating_mul(1_000_000_000);
		let rate = mul_div(net.get(), scale, worked, Rounding::Down).ok()?;
		u64::try_from(rate).ok().map(Ppb)
	}
}
