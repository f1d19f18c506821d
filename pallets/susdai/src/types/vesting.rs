//! Income that a redemption counts little by little.

use caliber_finance::{
	math::{mul_div, Rounding},
	FinanceError,
};
use caliber_primitives::units::{Seconds, UsdaiAmount};

/// One stream of income that vests in a straight line.
///
/// New income joins it: what is left and what is new end together, at the mean of their ends
/// weighted by their amounts. So a stream that nothing joins ends a window after it began, none is
/// ever longer than a window, and neither dust nor a large payment can hold back or hasten what
/// came before by more than its weight.
#[frame_support::stored]
#[derive(Copy, Default)]
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
	/// `ceil(amount * (until - now) / (until - since))`.
	pub fn unvested(&self, now: Seconds) -> Result<UsdaiAmount, FinanceError> {
		let left = self.until.saturating_sub(now.max(self.since));
		if left.is_zero() {
			return Ok(UsdaiAmount::ZERO);
		}
		let whole = self.until.saturating_sub(self.since);
		let (left, whole) = (u128::from(left.get()), u128::from(whole.get()));
		mul_div(self.amount.get(), left, whole, Rounding::Up).map(UsdaiAmount)
	}

	/// The stream once `extra` has joined it.
	pub fn joined(
		self,
		extra: UsdaiAmount,
		window: Seconds,
		now: Seconds,
	) -> Result<Self, FinanceError> {
		if extra.is_zero() {
			return Ok(self);
		}
		let old = self.unvested(now)?;
		let amount = old.checked_add(extra).ok_or(FinanceError::Overflow)?;
		let part = |of: UsdaiAmount, time: Seconds| {
			mul_div(of.get(), u128::from(time.get()), amount.get(), Rounding::Up)
		};
		let length = part(old, self.until.saturating_sub(now))?
			.saturating_add(part(extra, window)?)
			.min(u128::from(window.get()));
		let length = Seconds(u64::try_from(length).map_err(|_| FinanceError::Overflow)?);
		Ok(Self { amount, since: now, until: now.saturating_add(length) })
	}
}
