//! The leaky bucket that bounds issuance in time.

use super::Refusal;
use caliber_finance::math::{mul_div, Rounding};
use caliber_primitives::units::{Seconds, UsdaiAmount};

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

/// A bucket that issuance fills and time drains. What passes in any window is at most what the
/// bucket holds and what drains meanwhile: twice the capacity, which is the cap.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Fuse {
	/// What was in it at `at`.
	pub level: UsdaiAmount,
	/// When it was last touched.
	pub at: Seconds,
}

impl Fuse {
	/// What is in it now; what has drained is rounded down.
	pub fn level_at(self, now: Seconds, bounds: &Bounds) -> Result<UsdaiAmount, Refusal> {
		let elapsed = now.saturating_sub(self.at);
		if elapsed >= bounds.window {
			return Ok(UsdaiAmount::ZERO);
		}
		let drained = mul_div(
			bounds.capacity.get(),
			u128::from(elapsed.get()),
			u128::from(bounds.window.get()),
			Rounding::Down,
		)?;
		Ok(self.level.saturating_sub(UsdaiAmount(drained)))
	}

	/// The most that a call can put into it now.
	pub fn room(self, now: Seconds, bounds: &Bounds) -> Result<UsdaiAmount, Refusal> {
		let level = self.level_at(now, bounds)?;
		Ok(bounds.capacity.saturating_sub(level).min(bounds.call))
	}

	/// Puts issuance into it.
	///
	/// Errors: `CapExceeded` (more than a call may), `FuseFull` (more than there is room for).
	pub fn fill(self, amount: UsdaiAmount, now: Seconds, bounds: &Bounds) -> Result<Self, Refusal> {
		if amount > bounds.call {
			return Err(Refusal::CapExceeded);
		}
		let level = self.level_at(now, bounds)?.checked_add(amount).ok_or(Refusal::Overflow)?;
		if level > bounds.capacity {
			return Err(Refusal::FuseFull);
		}
		Ok(Self { level, at: now })
	}

	/// Takes issuance that was reversed out of it, down to empty.
	pub fn drain(
		self,
		amount: UsdaiAmount,
		now: Seconds,
		bounds: &Bounds,
	) -> Result<Self, Refusal> {
		Ok(Self { level: self.level_at(now, bounds)?.saturating_sub(amount), at: now })
	}

	/// The same in a bucket that holds so much: a full one stays full.
	pub fn within(self, bounds: &Bounds) -> Self {
		Self { level: self.level.min(bounds.capacity), ..self }
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	const BOUNDS: Bounds =
		Bounds { call: UsdaiAmount(60), capacity: UsdaiAmount(100), window: Seconds(50) };

	#[test]
	fn fuse_should_refuse_when_call_or_window_is_full_and_refill_in_one_window() {
		let now = Seconds(1_000);
		let empty = Fuse::default();
		assert_eq!(empty.fill(UsdaiAmount(61), now, &BOUNDS), Err(Refusal::CapExceeded));
		let fuse = empty.fill(UsdaiAmount(60), now, &BOUNDS).unwrap();
		assert_eq!(fuse.fill(UsdaiAmount(41), now, &BOUNDS), Err(Refusal::FuseFull));
		let fuse = fuse.fill(UsdaiAmount(40), now, &BOUNDS).unwrap();
		assert_eq!(fuse.room(now, &BOUNDS), Ok(UsdaiAmount(0)));
		assert_eq!(fuse.room(Seconds(1_010), &BOUNDS), Ok(UsdaiAmount(20)));
		assert_eq!(fuse.room(Seconds(1_050), &BOUNDS), Ok(UsdaiAmount(60)));
		assert_eq!(fuse.drain(UsdaiAmount(70), now, &BOUNDS).unwrap().level, UsdaiAmount(30));
		assert_eq!(fuse.drain(UsdaiAmount(170), now, &BOUNDS).unwrap().level, UsdaiAmount(0));
	}

	proptest! {
		#![proptest_config(ProptestConfig::with_cases(32))]

		#[test]
		fn fuse_should_let_at_most_the_cap_pass_in_any_window(
			steps in prop::collection::vec((0..20u64, 0..80u128), 1..200)
		) {
			let (mut fuse, mut now, mut passed) = (Fuse::default(), 1_000u64, vec![]);
			for (wait, amount) in steps {
				now += wait;
				if let Ok(next) = fuse.fill(UsdaiAmount(amount), Seconds(now), &BOUNDS) {
					fuse = next;
					passed.push((now, amount));
				}
				let window: u128 = passed.iter().filter(|(at, _)| at + 50 > now).map(|p| p.1).sum();
				prop_assert!(window <= 2 * BOUNDS.capacity.get());
			}
		}
	}
}
