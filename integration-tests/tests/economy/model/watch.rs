//! What a loan is watched for (protocol.md 5.2, 5.3).

use super::numbers::int;
use super::numbers::{down, less, ppm, zero, Exact, Int, DAY, MILLION};
use pallet_lending::Margin;

/// What the registry says of all items of a loan, now.
#[derive(Clone, Debug, Default)]
pub struct Seen {
	pub market: Int,
	pub with_income: Int,
	pub is_fresh: bool,
	pub lapsed: bool,
	/// Whether each of them is worth something.
	pub is_whole: bool,
	pub orderly: Int,
	pub forced: Int,
	pub cover: Int,
	/// Whether one of them is in dispute.
	pub disputed: bool,
}

#[derive(Clone, Debug, Default)]
pub struct Watch {
	pub refill_by: Option<u64>,
	pub high_since: Option<u64>,
	pub call_until: Option<u64>,
	pub sound_up_to: Int,
	pub lapse_until: Option<u64>,
	pub breach_until: Option<u64>,
	pub low_income: bool,
	/// Since which day, and whether by the market.
	pub impaired: Option<(u64, bool)>,
	pub seniors_first: bool,
	pub rewarded: Option<u64>,
}

/// Whether a debt is so many parts per million of a value, or above: parts are rounded up.
fn reaches(debt: &Int, value: &Int, parts: u32) -> bool {
	*value == zero() || parts_of(debt, value) >= int(parts)
}

fn parts_of(debt: &Int, value: &Int) -> Int {
	Exact::new(debt * int(MILLION), value.clone()).ceil().to_integer()
}

impl Watch {
	/// After a look.
	pub fn reviewed(
		&self,
		seen: &Seen,
		balance: &Int,
		margin: &Margin,
		now: u64,
		day: u64,
	) -> Self {
		let call_at = margin.call_at.get();
		let high = reaches(balance, &seen.market, call_at);
		let lost = reaches(balance, &seen.market, margin.default_above.get() + 1);
		let reads = high && seen.is_fresh;
		let called =
			reads && self.high_since.is_some_and(|first| now - first >= margin.spacing.get());
		let call_until =
			high.then(|| self.call_until.or(called.then(|| now + margin.cure.get()))).flatten();
		let lapse_until = seen.lapsed.then(|| self.lapse_until.unwrap_or(now + margin.cure.get()));
		let was_low = matches!(self.impaired, Some((_, true)));
		let market = call_until.is_some_and(|until| now > until && seen.is_fresh && lost)
			|| (was_low && lost);
		let risk = match lapse_until {
			Some(until) if now > until => Some(false),
			_ if self.breach_until.is_some_and(|until| now > until) => Some(false),
			_ => market.then_some(true),
		};
		let found = self.impaired.map_or(day, |(day, _)| day);
		Self {
			high_since: high.then(|| self.high_since.or(reads.then_some(now))).flatten(),
			call_until,
			sound_up_to: match call_until {
				Some(_) => down(ppm(&seen.market, call_at - 1)),
				None => zero(),
			},
			lapse_until,
			low_income: reaches(balance, &seen.with_income, call_at),
			impaired: risk.map(|market| (found, market)),
			..self.clone()
		}
	}

	pub fn is_worse_than(&self, before: &Self) -> bool {
		let new = |now: bool, then: bool| now && !then;
		new(self.call_until.is_some(), before.call_until.is_some())
			|| new(self.lapse_until.is_some(), before.lapse_until.is_some())
			|| new(self.impaired.is_some(), before.impaired.is_some())
	}

	/// Whether a look may earn a bounty.
	pub fn may_reward(&self, now: u64) -> bool {
		self.rewarded.is_none_or(|last| now - last >= DAY)
	}

	/// How much of the balance the lockbox repays ahead of time.
	pub fn sweeps(&self, balance: &Int, is_due_day: bool, now: u64) -> Int {
		match (self.impaired, self.call_until) {
			(Some((_, true)), _) => balance.clone(),
			(_, Some(until)) if now > until => balance.clone(),
			(_, Some(_)) if is_due_day => less(balance, &self.sound_up_to),
			_ => zero(),
		}
	}

	/// Whether nothing is known against its collateral.
	pub fn is_sound(&self, now: u64) -> bool {
		let refill = self.refill_by.is_some_and(|by| now > by);
		let known = self.impaired.is_some() || self.call_until.is_some();
		let lapsed = self.lapse_until.is_some() || self.breach_until.is_some();
		!(known || lapsed || self.low_income || refill)
	}
}
