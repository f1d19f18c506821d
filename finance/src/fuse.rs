//! The fuse: a leaky bucket that bounds in time how much is issued (protocol.md 4.6).

use crate::{
	math::{mul_div, Rounding},
	units::{Ppm, Seconds, UsdaiAmount},
};
use macro_rules_attribute::apply;

/// How fast dollars may be issued, in parts of what is in circulation.
#[apply(stored!)]
#[serde(deny_unknown_fields)]
pub struct Limit {
	/// The most that a call issues, of issuance.
	pub per_call: Ppm,
	/// The most that any window issues, of issuance; the bucket holds half of it.
	pub per_window: Ppm,
	/// A call may issue and the bucket holds at least this much, so that a young chain can start.
	pub floor: UsdaiAmount,
}

impl Limit {
	/// What the bucket holds, of issuance: half the cap of a window, rounded down.
	pub fn half_window(&self) -> Ppm {
		Ppm(self.per_window.get() / 2)
	}

	/// Whether the bucket holds the largest call.
	pub fn fits_a_call(&self) -> bool {
		self.per_call <= self.half_window()
	}

	/// The limit in amounts while so much is issued.
	///
	/// Each is `max(floor, floor(issued * part / 10^6))`, held at the largest amount.
	pub fn bounds(&self, issued: UsdaiAmount, window: Seconds) -> Bounds {
		let at_least_floor = |part: Ppm| self.floor.max(part.of(issued, Rounding::Down));
		Bounds {
			call: at_least_floor(self.per_call),
			capacity: at_least_floor(self.half_window()),
			window,
		}
	}
}

/// A limit in amounts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bounds {
	/// The most of one call.
	pub call: UsdaiAmount,
	/// What the bucket holds: half the cap of a window.
	pub capacity: UsdaiAmount,
	/// In which a full bucket runs dry.
	pub window: Seconds,
}

/// Which bound an amount would pass.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Exceeded {
	/// The most of one call.
	Call,
	/// What the window leaves.
	Window,
	/// The most dollars that a ledger counts. A fuse by itself never answers this.
	Total,
}

/// A bucket that issuance fills and time drains. What passes in any window is at most what the
/// bucket holds and what drains meanwhile: twice the capacity, which is the cap.
#[apply(stored!)]
#[derive(Default)]
pub struct Fuse {
	/// What was in it at `at`.
	pub level: UsdaiAmount,
	/// When it was last touched.
	pub at: Seconds,
}

impl Fuse {
	/// What is in it now: `min(level, capacity) - floor(capacity * elapsed / window)`, nothing below
	/// zero or after a whole window. A clock that runs back drains nothing; a bucket that holds less
	/// than it did is full.
	pub fn level_at(self, now: Seconds, bounds: &Bounds) -> UsdaiAmount {
		let elapsed = now.saturating_sub(self.at);
		if elapsed >= bounds.window {
			return UsdaiAmount::ZERO;
		}
		let (elapsed, window) = (u128::from(elapsed.get()), u128::from(bounds.window.get()));
		// Less than a window drains less than the capacity, so the quotient always fits.
		let level = self.level.min(bounds.capacity);
		mul_div(bounds.capacity.get(), elapsed, window, Rounding::Down)
			.map_or(level, |drained| level.saturating_sub(UsdaiAmount(drained)))
	}

	/// The most that a call can put into it now: `min(call, capacity - level)`.
	pub fn room(self, now: Seconds, bounds: &Bounds) -> UsdaiAmount {
		bounds.capacity.saturating_sub(self.level_at(now, bounds)).min(bounds.call)
	}

	/// Puts all of an amount into it.
	///
	/// Errors in order: `Call` (more than a call may), `Window` (more than there is room for).
	pub fn fill(
		self,
		amount: UsdaiAmount,
		now: Seconds,
		bounds: &Bounds,
	) -> Result<Self, Exceeded> {
		if amount > bounds.call {
			return Err(Exceeded::Call);
		}
		match self.level_at(now, bounds).checked_add(amount) {
			Some(level) if level <= bounds.capacity => Ok(self.touched(level, now)),
			_ => Err(Exceeded::Window),
		}
	}

	/// Puts into it what there is room for of an amount; says how much.
	pub fn fill_up(self, most: UsdaiAmount, now: Seconds, bounds: &Bounds) -> (Self, UsdaiAmount) {
		let filled = most.min(self.room(now, bounds));
		let level = self.level_at(now, bounds).saturating_add(filled);
		(self.touched(level, now), filled)
	}

	/// Takes issuance that was reversed out of it, down to empty.
	pub fn drain(self, amount: UsdaiAmount, now: Seconds, bounds: &Bounds) -> Self {
		self.touched(self.level_at(now, bounds).saturating_sub(amount), now)
	}

	/// The same in a bucket that holds so much: a full one stays full.
	pub fn within(self, bounds: &Bounds) -> Self {
		Self { level: self.level.min(bounds.capacity), ..self }
	}

	fn touched(self, level: UsdaiAmount, now: Seconds) -> Self {
		Self { level, at: self.at.max(now) }
	}
}
