//! Interest that is kept undivided: of one loan and of all of them, to the unit alike.

use crate::{
	math::{narrow, wide_mul, wide_mul_div, SCALE},
	tranches::{blended_rate, Tranche},
	units::{Day, Seconds, UsdaiAmount},
	FinanceError,
};
use macro_rules_attribute::apply;
use primitive_types::U256;

/// Interest that the vault earns each second, in USDai (18 decimals) times 10^18.
#[apply(stored!)]
#[derive(Default)]
pub struct Speed(pub u128);

impl Speed {
	/// What the vault, which is tranche 0, earns on a balance of all tranches, rounded down:
	///
	/// `floor(balance * R * w_0 / sum(w_i))` with `w_i = amount_i * rate_i` and R the blended rate
	/// (protocol.md 2.1).
	///
	/// Errors in order: those of [`blended_rate`], `Overflow`.
	pub fn of_vault(balance: UsdaiAmount, tranches: &[Tranche]) -> Result<Self, FinanceError> {
		let blended = blended_rate(tranches)?;
		// Rates are valid by now: a weight has 188 bits, times the blended rate 248.
		let weight = tranches.first().ok_or(FinanceError::NoTranches)?.weight();
		let earning = weight.saturating_mul(U256::from(blended.get()));
		let all = tranches.iter().map(Tranche::weight).fold(U256::zero(), U256::saturating_add);
		wide_mul_div(balance.get(), earning, all).map(Self)
	}

	/// As a summand of [`Accrual::speed`].
	pub fn wide(self) -> U256 {
		U256::from(self.0)
	}

	/// What it earns from a midnight on until `now`, undivided; nothing before.
	pub fn earned(self, from: Day, now: Seconds) -> U256 {
		wide_mul(self.0, u128::from(now.saturating_sub(from.start()).get()))
	}
}

/// A speed times the second of a midnight: what [`Accrual::moment`] sums. `None` when it does not
/// fit.
pub fn moment(speed: U256, midnight: Day) -> Option<U256> {
	speed.checked_mul(U256::from(midnight.start().get()))
}

/// Undivided interest as dollars, `floor(undivided / 10^18)`. `None` when it does not fit.
pub fn divided(undivided: U256) -> Option<UsdaiAmount> {
	let whole = undivided.checked_div(U256::from(SCALE))?;
	narrow(whole).ok().map(UsdaiAmount)
}

/// The interest of many loans (protocol.md 2.1). At a second `now` it is
/// `floor((speed * now - moment + frozen) / 10^18)`.
///
/// A move is `None` when a sum does not fit, or more is taken out than is in it.
#[apply(stored!)]
#[derive(Default)]
pub struct Accrual {
	/// K, the sum of the speeds of the loans that accrue now, in USDai times 10^18 a second.
	pub speed: U256,
	/// M, the sum of each such speed times the second in which it began, in USDai times 10^18.
	pub moment: U256,
	/// What loans that have stopped had earned, in USDai times 10^18.
	pub frozen: U256,
}

impl Accrual {
	/// After a speed has begun to count, at second zero of the day that `moment` was made with.
	pub fn begun(mut self, speed: U256, moment: U256) -> Option<Self> {
		self.speed = self.speed.checked_add(speed)?;
		self.moment = self.moment.checked_add(moment)?;
		Some(self)
	}

	/// As if a speed had never begun.
	pub fn undone(mut self, speed: U256, moment: U256) -> Option<Self> {
		self.speed = self.speed.checked_sub(speed)?;
		self.moment = self.moment.checked_sub(moment)?;
		Some(self)
	}

	/// After what a speed has earned by midnight `at` was frozen. `began` is its moment.
	pub fn stopped(self, speed: U256, began: U256, at: Day) -> Option<Self> {
		let mut next = self.undone(speed, began)?;
		let earned = moment(speed, at)?.checked_sub(began)?;
		next.frozen = next.frozen.checked_add(earned)?;
		Some(next)
	}

	/// Without what a speed that has stopped had earned, undivided.
	pub fn thawed(mut self, earned: U256) -> Option<Self> {
		self.frozen = self.frozen.checked_sub(earned)?;
		Some(self)
	}

	/// All of it at `now`, rounded down. `None` when it does not fit, or `now` lies before a
	/// beginning.
	pub fn at(&self, now: Seconds) -> Option<UsdaiAmount> {
		let grown = self.speed.checked_mul(U256::from(now.get()))?.checked_sub(self.moment)?;
		divided(grown.checked_add(self.frozen)?)
	}
}
