//! Interest that is kept undivided: of one loan and of all of them, to the unit alike.

use caliber_finance::math::SCALE;
use caliber_primitives::units::{Day, Seconds, UsdaiAmount};
use sp_core::U256;

/// Interest that the vault earns each second, in USDai (18 decimals) times 10^18.
#[frame_support::stored]
#[derive(Copy, Default, PartialOrd, Ord)]
pub struct Speed(pub u128);

impl Speed {
	/// As a summand of [`Accrual::speed`].
	pub fn wide(self) -> U256 {
		U256::from(self.0)
	}

	/// What it earns from one midnight on until `now`, undivided; nothing before.
	pub fn earned(self, from: Day, now: Seconds) -> U256 {
		// 128 bits times 64 bits never pass 256.
		self.wide().saturating_mul(U256::from(now.saturating_sub(from.start()).get()))
	}
}

/// A speed times the second of a midnight: what [`Accrual::moment`] sums.
pub fn moment(speed: U256, midnight: Day) -> Option<U256> {
	speed.checked_mul(U256::from(midnight.start().get()))
}

/// Undivided interest as dollars, rounded down.
pub fn divided(undivided: U256) -> Option<UsdaiAmount> {
	let whole = undivided.checked_div(U256::from(SCALE))?;
	u128::try_from(whole).ok().map(UsdaiAmount)
}

/// The interest of many loans. At a second `now` it is
/// `floor((speed * now - moment + frozen) / 10^18)`.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Accrual {
	/// Sum of the speeds of the loans that accrue now, in USDai times 10^18 a second.
	pub speed: U256,
	/// Sum of each such speed times the second in which it began, in USDai times 10^18.
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

	/// After what a speed has earned by midnight `at` was frozen.
	pub fn stopped(self, speed: U256, began: U256, at: Day) -> Option<Self> {
		let mut next = self.undone(speed, began)?;
		let earned = moment(speed, at)?.checked_sub(began)?;
		next.frozen = next.frozen.checked_add(earned)?;
		Some(next)
	}

	/// All of it at `now`, rounded down. `None` when it does not fit, or `now` lies before a
	/// beginning.
	pub fn at(&self, now: Seconds) -> Option<UsdaiAmount> {
		let grown = self.speed.checked_mul(U256::from(now.get()))?.checked_sub(self.moment)?;
		divided(grown.checked_add(self.frozen)?)
	}
}
