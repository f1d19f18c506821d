//! Figures that governance changes: what binds more holds at once, what binds less waits.

use crate::units::Seconds;

/// Figures of which new ones can bind in nothing less than old ones.
pub trait Tightens {
	/// Whether they bind in nothing less than `old`, so that they need not wait.
	fn only_tightens(&self, old: &Self) -> bool;
}

/// Figures that wait.
#[frame_support::stored]
#[derive(Copy)]
pub struct Waiting<P> {
	/// The figures.
	pub value: P,
	/// From when on they are in force.
	pub from: Seconds,
}

/// The figures in force and the next ones, in one value: no hook changes them.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Delayed<P> {
	/// In force until the next ones are.
	pub current: P,
	/// The next ones.
	pub next: Option<Waiting<P>>,
}

impl<P: Tightens + Copy> Delayed<P> {
	/// Figures, and none that wait.
	pub const fn new(current: P) -> Self {
		Self { current, next: None }
	}

	/// Those that are in force at a moment.
	pub fn at(&self, now: Seconds) -> P {
		match self.next {
			Some(next) if next.from <= now => next.value,
			_ => self.current,
		}
	}

	/// Those that still wait at a moment, and until when.
	pub fn waiting(&self, now: Seconds) -> Option<(P, Seconds)> {
		self.next.filter(|next| next.from > now).map(|next| (next.value, next.from))
	}

	/// After a decision at a moment, and from when on it holds: at once when it only tightens, else
	/// after `delay`, that of the figures in force. What waited is replaced.
	pub fn with(&self, value: P, now: Seconds, delay: Seconds) -> (Self, Seconds) {
		let current = self.at(now);
		if value.only_tightens(&current) {
			return (Self::new(value), now);
		}
		let from = now.saturating_add(delay);
		(Self { current, next: Some(Waiting { value, from }) }, from)
	}

	/// Whether something holds of both.
	pub fn all(&self, holds: impl Fn(&P) -> bool) -> bool {
		holds(&self.current) && self.next.is_none_or(|next| holds(&next.value))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	impl Tightens for u8 {
		fn only_tightens(&self, old: &Self) -> bool {
			self <= old
		}
	}

	#[test]
	fn figures_should_wait_unless_they_only_tighten() {
		let (start, delay) = (Delayed::new(5u8), Seconds(10));
		assert_eq!(start.with(4, Seconds(1), delay), (Delayed::new(4), Seconds(1)));
		let (looser, from) = start.with(7, Seconds(1), delay);
		assert_eq!((from, looser.at(Seconds(10)), looser.at(from)), (Seconds(11), 5, 7));
		assert_eq!(looser.waiting(Seconds(10)), Some((7, from)));
		assert_eq!(looser.waiting(from), None);
		// A later decision replaces what waits, and is measured against what is in force then.
		assert_eq!(looser.with(6, Seconds(2), delay).0.at(from), 5);
		assert_eq!(looser.with(6, from, delay), (Delayed::new(6), from));
		assert!(looser.all(|value| *value < 8) && !looser.all(|value| *value < 7));
	}
}
