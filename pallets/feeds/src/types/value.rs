//! A value on its way into force. Each step takes the one before it, so that none can be left out:
//! votes are collected in a [`super::Round`], a quorum makes [`Agreed`], the gate makes [`Guarded`]
//! or [`Suspect`], the delay makes [`Pending`], and its end makes [`Current`].

use super::{
	round::RoundId,
	rules::{FeedRules, MarketRules},
};
use caliber_feeds_core::ObsDay;
use caliber_finance::prices::Gate;
use caliber_primitives::units::Seconds;

/// A value that a quorum of reporters agreed on.
#[frame_support::stored]
#[derive(Copy)]
pub struct Agreed {
	/// Parts per billion a year for rates, micro-dollars for a GPU-hour, cents for resale.
	pub value: i64,
	/// Half the width of the band around it, same unit; zero for official rates.
	pub conf: u64,
	/// The day that it speaks of.
	pub day: ObsDay,
	/// The moment that it speaks of: the midnight of that day, UTC, for an official rate; when the
	/// reporter in the middle fetched it for a market price.
	pub observed: Seconds,
	/// The time of the block in which the round closed.
	pub accepted: Seconds,
	/// The round.
	pub round: RoundId,
	/// How often an official rate of this day has been revised.
	pub revision: u8,
	/// Reporters who agreed.
	pub reporters: u32,
	/// Reporters who had to.
	pub quorum: u32,
	/// The union of their sources, one bit each.
	pub sources: u32,
}

/// An agreed value that the gate let through, or that other rounds confirmed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Guarded(Agreed);

/// An agreed value that moved too far and waits for rounds that confirm it.
#[frame_support::stored]
#[derive(Copy)]
pub struct Suspect {
	/// What the last round agreed on.
	pub agreed: Agreed,
	/// Rounds since the first that agreed with it.
	pub confirmations: u8,
}

/// A guarded value whose delay has not ended.
#[frame_support::stored]
#[derive(Copy)]
pub struct Pending {
	/// The value.
	pub agreed: Agreed,
	/// From when on it is in force.
	pub until: Seconds,
}

/// The value in force.
#[frame_support::stored]
#[derive(Copy)]
pub struct Current(Agreed);

impl Agreed {
	/// Lets it through, or doubts it. It is let through when it is the first, near the last value,
	/// or the last of the confirmations that `suspect` waits for. One that is near neither begins a
	/// doubt of its own.
	///
	/// # Errors
	/// What waits from now on.
	pub fn guard(
		self,
		rules: &FeedRules,
		last: Option<Self>,
		suspect: Option<Suspect>,
	) -> Result<Guarded, Suspect> {
		if last.is_none_or(|last| rules.within_gate(last.value, self.value)) {
			return Ok(Guarded(self));
		}
		let confirmations = suspect
			.filter(|suspect| rules.within_gate(suspect.agreed.value, self.value))
			.map_or(0, |suspect| suspect.confirmations.saturating_add(1));
		if confirmations >= rules.confirmations() {
			Ok(Guarded(self))
		} else {
			Err(Suspect { agreed: self, confirmations })
		}
	}
}

impl Suspect {
	/// Lets it through by decision of governance.
	pub fn overrule(self, now: Seconds) -> Guarded {
		Guarded(Agreed { accepted: now, ..self.agreed })
	}
}

impl Guarded {
	/// The value.
	pub fn agreed(&self) -> &Agreed {
		&self.0
	}

	/// Waits for a while.
	pub fn delay(self, now: Seconds, delay: Seconds) -> Pending {
		Pending { agreed: self.0, until: now.saturating_add(delay) }
	}

	/// A rise of a price: it waits, and what waits already goes on waiting at the lower of both, so
	/// that the price in force is never above what was agreed on all the time of the delay.
	pub fn rise(self, now: Seconds, delay: Seconds, waiting: Option<Pending>) -> Pending {
		match waiting {
			None => self.delay(now, delay),
			Some(waiting) => {
				let value = waiting.agreed.value.min(self.0.value);
				Pending { agreed: Agreed { value, ..self.0 }, until: waiting.until }
			},
		}
	}
}

impl Pending {
	/// In force, if the delay is over.
	///
	/// # Errors
	/// Itself, if it is not.
	pub fn mature(self, now: Seconds) -> Result<Current, Self> {
		if self.until <= now {
			Ok(Current(self.agreed))
		} else {
			Err(self)
		}
	}
}

impl Current {
	/// The value.
	pub fn agreed(&self) -> &Agreed {
		&self.0
	}

	/// A later round has agreed on a higher price, which waits: this one is good for longer.
	pub fn upheld_by(self, later: &Agreed) -> Self {
		let Agreed { day, observed, .. } = *later;
		Self(Agreed { day, observed, ..self.0 })
	}

	/// Whether `next` is so far below that caution is due.
	pub fn falls_far(&self, rules: &MarketRules, next: i64) -> bool {
		next < self.0.value && !Gate::Relative(rules.caution_step).admits(self.0.value, next)
	}

	/// One that no round has made, for tests and benchmarks.
	#[cfg(any(test, feature = "runtime-benchmarks"))]
	pub fn set_up(agreed: Agreed) -> Self {
		Self(agreed)
	}
}
