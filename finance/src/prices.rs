//! What reporters tell of a price or a rate: the band around it, and how far it may move at once.

use crate::{math::MILLION, units::Ppm};

/// The values that a reporter holds possible.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Band {
	/// The lowest.
	pub least: i128,
	/// The highest.
	pub most: i128,
}

impl Band {
	/// `value - confidence` to `value + confidence`, each held at the last value of its type.
	pub fn around(value: i128, confidence: u64) -> Self {
		let confidence = i128::from(confidence);
		Self { least: value.saturating_sub(confidence), most: value.saturating_add(confidence) }
	}
}

/// The largest step from one value to the next that needs no confirmation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Gate {
	/// So much, in the unit of the value: for rates, which may be near zero or below it.
	Absolute(u64),
	/// A part of the value before the step: for prices.
	Relative(Ppm),
}

impl Gate {
	/// Whether `|to - from|` is at most the gate; see [`is_part`] for a relative one.
	pub fn admits(self, from: i64, to: i64) -> bool {
		let step = from.abs_diff(to);
		match self {
			Self::Absolute(most) => step <= most,
			Self::Relative(most) => is_part(step, most, from),
		}
	}
}

/// Whether a part is at most so many millionths of a whole, exactly:
/// `part * 10^6 <= limit * max(0, whole)`.
pub fn is_part(part: u64, limit: Ppm, whole: i64) -> bool {
	let whole = u128::try_from(whole).unwrap_or_default();
	// 84 bits on the left, 95 on the right.
	u128::from(part).saturating_mul(MILLION) <= u128::from(limit.get()).saturating_mul(whole)
}
