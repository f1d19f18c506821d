//! Income that a redemption counts little by little (protocol.md 2.6).

use crate::{
	math::{div, mul_div, narrow, wide_mul, Rounding},
	units::{Seconds, UsdaiAmount},
	FinanceError,
};
use macro_rules_attribute::apply;

/// One stream of income that vests in a straight line.
///
/// New income joins it: what is left and what is new end together, at the mean of their ends
/// weighted by their amounts. So a stream that nothing joins ends a window after it began, none is
/// ever longer than a window, and neither dust nor a large payment can hold back or hasten what
/// came before by more than its weight.
#[apply(stored!)]
#[derive(Default)]
pub struct Vesting {
	/// Not vested at `since`.
	pub amount: UsdaiAmount,
	/// When it last changed.
	pub since: Seconds,
	/// When all of it is vested.
	pub until: Seconds,
}

impl Vesting {
	/// What a redemption does not count at `now`, rounded up:
	/// `ceil(amount * (until - now) / (until - since))`; all of it before `since`, nothing from
	/// `until` on.
	///
	/// Never fails on a stream that [`Self::joined`] made.
	pub fn unvested(&self, now: Seconds) -> Result<UsdaiAmount, FinanceError> {
		let left = self.until.saturating_sub(now.max(self.since));
		if left.is_zero() {
			return Ok(UsdaiAmount::ZERO);
		}
		let whole = self.until.saturating_sub(self.since);
		let (left, whole) = (u128::from(left.get()), u128::from(whole.get()));
		mul_div(self.amount.get(), left, whole, Rounding::Up).map(UsdaiAmount)
	}

	/// The stream once `extra` has joined it at `now`, which moves no value at that moment.
	///
	/// It ends `floor((unvested * left + extra * window) / (unvested + extra))` seconds later, at
	/// most a window. As what is left is never more than a window, the mean is never less than
	/// it, and rounding down neither hastens what came before nor lets any number of payments of
	/// dust prolong it. Nothing joins by an `extra` of zero.
	///
	/// Errors: `Overflow`.
	pub fn joined(
		self,
		extra: UsdaiAmount,
		window: Seconds,
		now: Seconds,
	) -> Result<Self, FinanceError> {
		if extra.is_zero() {
			return Ok(self);
		}
		let now = now.max(self.since);
		let old = self.unvested(now)?;
		let amount = old.checked_add(extra).ok_or(FinanceError::Overflow)?;
		let weighted = |of: UsdaiAmount, time: Seconds| wide_mul(of.get(), u128::from(time.get()));
		// Two products of 192 bits are far from 256.
		let sum =
			weighted(old, self.until.saturating_sub(now)).saturating_add(weighted(extra, window));
		let mean = narrow(div(sum, amount.get().into(), Rounding::Down)?)?;
		let mean = u64::try_from(mean).map_err(|_| FinanceError::Overflow)?;
		let length = Seconds(mean).min(window);
		let until = now.checked_add(length).ok_or(FinanceError::Overflow)?;
		Ok(Self { amount, since: now, until })
	}
}
