//! What a feed knows.

use super::{
	refusal::Refusal,
	report::{Report, FETCHED_AHEAD, FETCHED_BEHIND, LONGEST_LIFE},
	round::{RoundId, Vote},
	rules::{publishers, Age, FeedRules},
};
use caliber_feeds_core::ObsDay;
use caliber_finance::prices::Band;
use caliber_primitives::{
	prices::{Observed, Reading},
	units::Seconds,
};
use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

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
	/// Reporters who agreed.
	pub reporters: u32,
	/// Reporters who had to.
	pub quorum: u32,
	/// The union of their sources, one bit each.
	pub sources: u32,
}

/// What became of a value that a quorum agreed on.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Outcome {
	/// It is the feed's value now.
	#[codec(index = 0)]
	Accepted,
	/// It moved too far and waits for a round that confirms it.
	#[codec(index = 1)]
	Suspected,
}

/// A feed: its rules and what it knows.
#[frame_support::stored]
pub struct Feed {
	/// How it is run.
	pub rules: FeedRules,
	/// Whether governance has frozen it.
	pub frozen: bool,
	/// The value in force.
	pub current: Option<Agreed>,
	/// A value that moved too far and waits for confirmation.
	pub pending: Option<Agreed>,
}

impl Feed {
	/// A feed that knows nothing yet.
	pub fn new(rules: FeedRules) -> Self {
		Self { rules, frozen: false, current: None, pending: None }
	}

	/// Judges a report by everything but its set, its round and its signature.
	pub fn judge(&self, report: &Report, now: Seconds) -> Result<Vote, Refusal> {
		let said = &report.observation;
		if self.frozen {
			return Err(Refusal::FeedFrozen);
		}
		if now > report.expires {
			return Err(Refusal::Expired);
		}
		if report.expires > now.saturating_add(LONGEST_LIFE) {
			return Err(Refusal::LivesTooLong);
		}
		let fetched = Seconds(said.fetched_at);
		if fetched > now.saturating_add(FETCHED_AHEAD)
			|| fetched.saturating_add(FETCHED_BEHIND) < now
		{
			return Err(Refusal::FetchedAtWrongTime);
		}
		if said.obs_day > ObsDay::of(now.get()) {
			return Err(Refusal::FutureDay);
		}
		if !self.is_news(said.obs_day, now) {
			return Err(Refusal::OldDay);
		}
		let value = i64::try_from(said.value).map_err(|_| Refusal::OutOfBounds)?;
		let Band { least, most } = Band::around(said.value, said.conf);
		if !said.feed.admits(least) || !said.feed.admits(most) {
			return Err(Refusal::OutOfBounds);
		}
		if !self.rules.admits_conf(value, said.conf) {
			return Err(Refusal::BadConfidence);
		}
		if said.sources == 0 || said.sources & !publishers(said.feed) != 0 || said.n == 0 {
			return Err(Refusal::WrongSources);
		}
		Ok(Vote {
			reporter: report.reporter,
			day: said.obs_day,
			correction: said.round,
			value,
			conf: said.conf,
			sources: said.sources,
			fetched,
		})
	}

	/// Whether a value about this day could be taken in: an official rate for a later day than the
	/// one in force, or for that of the one in doubt; a market price of today or yesterday.
	fn is_news(&self, day: ObsDay, now: Seconds) -> bool {
		if self.pending.is_some_and(|pending| day < pending.day) {
			return false;
		}
		match self.rules {
			FeedRules::Official(_) => {
				self.current.is_none_or(|current| day > current.day)
					&& self.rules.age(day, Seconds::ZERO, now) != Age::Hard
			},
			FeedRules::Market(_) => {
				self.current.is_none_or(|current| day >= current.day)
					&& day >= ObsDay::of(now.get()).before(1)
			},
		}
	}

	/// The moment that a quorum speaks of: never before the value in force, never after the block.
	pub fn observed(&self, day: ObsDay, fetched: Seconds, now: Seconds) -> Seconds {
		let moment = match self.rules {
			FeedRules::Official(_) => Seconds(day.start()),
			FeedRules::Market(_) => fetched,
		};
		let least = self.current.map_or(Seconds::ZERO, |current| current.observed);
		moment.max(least).min(now)
	}

	/// Takes in what a quorum agreed on. A first value, a step within the gate, and one that
	/// confirms a larger step are accepted; any other waits.
	pub fn take_in(self, agreed: Agreed) -> (Self, Outcome) {
		let near = |other: Option<Agreed>| {
			other.is_some_and(|other| self.rules.within_gate(other.value, agreed.value))
		};
		if self.current.is_none() || near(self.current) || near(self.pending) {
			(Self { current: Some(agreed), pending: None, ..self }, Outcome::Accepted)
		} else {
			(Self { pending: Some(agreed), ..self }, Outcome::Suspected)
		}
	}

	/// Freezes or thaws. A value in doubt is forgotten.
	pub fn with_frozen(self, frozen: bool) -> Self {
		Self { frozen, pending: None, ..self }
	}

	/// What readers are told at `now`, the value turned into its unit by `unit`.
	pub fn reading<T>(&self, now: Seconds, unit: fn(i64) -> Option<T>) -> Reading<T> {
		let Some(current) = self.current else { return Reading::Missing };
		let conf = i64::try_from(current.conf).ok().and_then(unit);
		let Some((value, confidence)) = unit(current.value).zip(conf) else {
			return Reading::Missing;
		};
		let observed = Observed {
			value,
			confidence,
			observed_at: current.observed,
			accepted_at: current.accepted,
		};
		let age = self.rules.age(current.day, current.observed, now);
		match age {
			_ if self.frozen => Reading::Frozen(observed),
			Age::Hard => Reading::HardStale(observed),
			_ if self.pending.is_some() => Reading::Suspect(observed),
			Age::Soft => Reading::SoftStale(observed),
			Age::Fresh => Reading::Fresh(observed),
		}
	}
}
