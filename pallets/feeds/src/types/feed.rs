//! What a feed knows.

use super::{
	refusal::Refusal,
	report::{Report, Statement, FETCHED_AHEAD, FETCHED_BEHIND},
	round::Vote,
	rules::{publishers, Age, FeedRules},
	value::{Agreed, Current, Guarded, Pending, Suspect},
};
use caliber_feeds_core::{Calendar, FeedKey, ObsDay};
use caliber_primitives::{
	prices::{Observed, Reading},
	units::Seconds,
};
use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

/// How often an official rate of one day may be revised.
pub const MAX_REVISIONS: u8 = 3;
/// How long after agreement it may be: 72 hours.
pub const REVISED_WITHIN: Seconds = Seconds(259_200);

/// What became of a value that a quorum agreed on.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Outcome {
	/// It is the feed's value now.
	#[codec(index = 0)]
	InForce,
	/// It will be, unless a later round says otherwise.
	#[codec(index = 1)]
	Waits {
		/// From when on.
		until: Seconds,
	},
	/// It moved too far.
	#[codec(index = 2)]
	Suspected {
		/// Rounds that have confirmed it.
		confirmations: u8,
		/// Rounds that must.
		needed: u8,
	},
}

/// What was told of a feed that is late, until the next round closes.
#[frame_support::stored]
#[derive(Copy, PartialOrd, Ord, Default)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Alarm {
	/// Nothing.
	#[default]
	#[codec(index = 0)]
	None,
	/// Too few reporters agree, or too few venues answer, while the value is still fresh.
	#[codec(index = 1)]
	Late,
	/// It is soft stale.
	#[codec(index = 2)]
	SoftStale,
	/// It is hard stale.
	#[codec(index = 3)]
	HardStale,
}

/// A feed: its rules and what it knows.
#[frame_support::stored]
pub struct Feed {
	/// How it is run.
	pub rules: FeedRules,
	/// Whether it is frozen.
	pub frozen: bool,
	/// The value in force.
	pub current: Option<Current>,
	/// The value that waits for its delay to end.
	pub pending: Option<Pending>,
	/// A value that moved too far and waits for confirmation.
	pub suspect: Option<Suspect>,
	/// Until when a price that fell far is to be used with caution.
	pub caution_until: Seconds,
	/// What was told since the last round closed.
	pub alarm: Alarm,
	/// The delay of rules that were replaced by ones with a shorter one, while it still counts.
	pub old_delay: Option<OldDelay>,
}

/// The delay before it was shortened, which counts until it is over itself.
#[frame_support::stored]
#[derive(Copy)]
pub struct OldDelay {
	/// How long it is.
	pub delay: Seconds,
	/// Until when it counts.
	pub until: Seconds,
}

impl Feed {
	/// A feed that knows nothing yet.
	pub fn new(rules: FeedRules) -> Self {
		Self {
			rules,
			frozen: false,
			current: None,
			pending: None,
			suspect: None,
			caution_until: Seconds::ZERO,
			alarm: Alarm::None,
			old_delay: None,
		}
	}

	/// Under other rules from `now` on. A delay that becomes shorter does so when the old one, begun
	/// now, would be over.
	pub fn under(self, rules: FeedRules, now: Seconds) -> Self {
		let delay = self.delay(now);
		let until = now.saturating_add(delay);
		let old_delay = (rules.delay() < delay).then_some(OldDelay { delay, until });
		Self { rules, old_delay, ..self }
	}

	/// How long a value that begins to wait at `now` waits: an official rate, or a price that rises.
	fn delay(&self, now: Seconds) -> Seconds {
		let old = self.old_delay.filter(|old| now < old.until);
		old.map_or(Seconds::ZERO, |old| old.delay).max(self.rules.delay())
	}

	/// The newest value that was let through, in force or not.
	pub fn newest(&self) -> Option<Agreed> {
		self.pending
			.map(|pending| pending.agreed)
			.or_else(|| self.current.map(|current| *current.agreed()))
	}

	/// The newest value if another one of `day` would be its revision.
	pub fn revised_by(&self, day: ObsDay) -> Option<Agreed> {
		let official = matches!(self.rules, FeedRules::Official(_));
		self.newest().filter(|newest| official && newest.day == day)
	}

	/// As it is once a delay that is over is over.
	pub fn at(self, now: Seconds) -> Self {
		match self.pending.map(|pending| pending.mature(now)) {
			Some(Ok(current)) => Self { current: Some(current), pending: None, ..self },
			_ => self,
		}
	}

	/// The first moment at which a report is looked at: a confirmation must be a fetch of its own.
	pub fn not_before(&self) -> Seconds {
		self.suspect.map_or(Seconds::ZERO, |s| s.agreed.accepted.saturating_add(self.rules.poll()))
	}

	/// Whether another official rate of the newest day would be taken, as a revision.
	pub fn is_open_to_revision(&self, now: Seconds) -> bool {
		matches!(self.rules, FeedRules::Official(_))
			&& self.newest().is_some_and(|newest| {
				newest.revision < MAX_REVISIONS
					&& now <= newest.accepted.saturating_add(REVISED_WITHIN)
			})
	}

	/// Judges a statement by everything but its round; the head of the report is judged before.
	pub fn judge(
		&self,
		report: &Report,
		statement: &Statement,
		now: Seconds,
	) -> Result<Vote, Refusal> {
		let said = &statement.observation;
		if self.frozen {
			return Err(Refusal::FeedFrozen);
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
		let value = i64::try_from(said.value).map_err(|_| Refusal::OutOfBounds)?;
		if !self.is_news(said.feed, said.obs_day, value, now) {
			return Err(Refusal::OldDay);
		}
		if now < self.not_before() {
			return Err(Refusal::TooSoon);
		}
		self.rules.demand().check(said.feed, value, said.conf, said.n)?;
		if said.sources == 0 || said.sources & !publishers(said.feed) != 0 {
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
	/// newest one, for that of the one in doubt, or another one for the newest day; a market price
	/// of today or yesterday.
	fn is_news(&self, key: FeedKey, day: ObsDay, value: i64, now: Seconds) -> bool {
		if self.suspect.is_some_and(|suspect| day < suspect.agreed.day) {
			return false;
		}
		let newest = self.newest();
		match self.rules {
			FeedRules::Official(_) => {
				let is_revision = |newest: Agreed| {
					day == newest.day && value != newest.value && self.is_open_to_revision(now)
				};
				let calendar = Calendar::US;
				newest.is_none_or(|newest| day > newest.day || is_revision(newest))
					&& self.rules.age(key, (day, Seconds::ZERO), now, &calendar) != Age::Hard
			},
			FeedRules::Market(_) => {
				newest.is_none_or(|newest| day >= newest.day)
					&& day >= ObsDay::of(now.get()).before(1)
			},
		}
	}

	/// The moment that a quorum speaks of: never before the newest value, never after the block.
	pub fn observed(&self, day: ObsDay, fetched: Seconds, now: Seconds) -> Seconds {
		let moment = match self.rules {
			FeedRules::Official(_) => Seconds(day.start()),
			FeedRules::Market(_) => fetched,
		};
		let least = self.newest().map_or(Seconds::ZERO, |newest| newest.observed);
		moment.max(least).min(now)
	}

	/// Takes in what a quorum agreed on at `now`.
	pub fn take_in(self, agreed: Agreed, now: Seconds) -> (Self, Outcome) {
		let feed = Self { alarm: Alarm::None, ..self.at(now) };
		let revised = feed.revised_by(agreed.day);
		let revision = revised.map_or(0, |newest| newest.revision.saturating_add(1));
		let agreed = Agreed { revision, ..agreed };
		match agreed.guard(&feed.rules, feed.newest(), feed.suspect) {
			Err(suspect) => {
				let (confirmations, needed) = (suspect.confirmations, feed.rules.confirmations());
				let outcome = Outcome::Suspected { confirmations, needed };
				(Self { suspect: Some(suspect), ..feed }, outcome)
			},
			Ok(guarded) => feed.put(guarded, now),
		}
	}

	/// Takes in a doubtful value by decision of governance; `None` when nothing is in doubt.
	pub fn overrule(self, now: Seconds) -> Option<(Self, Outcome)> {
		let feed = self.at(now);
		let guarded = feed.suspect?.overrule(now);
		Some(feed.put(guarded, now))
	}

	/// Puts a guarded value on its way.
	fn put(self, guarded: Guarded, now: Seconds) -> (Self, Outcome) {
		let feed = Self { suspect: None, ..self };
		let delay = feed.delay(now);
		let (current, pending, caution_until) = match (feed.rules, feed.current) {
			(FeedRules::Official(_), current) => {
				(current, guarded.delay(now, delay), feed.caution_until)
			},
			(FeedRules::Market(_), None) => {
				(None, guarded.rise(now, delay, feed.pending), feed.caution_until)
			},
			(FeedRules::Market(rules), Some(current)) => {
				let next = *guarded.agreed();
				if next.value > current.agreed().value {
					let pending = guarded.rise(now, delay, feed.pending);
					(Some(current.upheld_by(&next)), pending, feed.caution_until)
				} else {
					let caution_until = if current.falls_far(&rules, next.value) {
						now.saturating_add(rules.caution)
					} else {
						feed.caution_until
					};
					(Some(current), guarded.delay(now, Seconds::ZERO), caution_until)
				}
			},
		};
		let until = pending.until;
		let feed = Self { current, pending: Some(pending), caution_until, ..feed }.at(now);
		let outcome =
			if feed.pending.is_none() { Outcome::InForce } else { Outcome::Waits { until } };
		(feed, outcome)
	}

	/// Freezes or thaws. A value that waits, or is in doubt, is forgotten.
	pub fn with_frozen(self, frozen: bool, now: Seconds) -> Self {
		Self { frozen, pending: None, suspect: None, ..self.at(now) }
	}

	/// How old the value in force is.
	pub fn age(&self, key: FeedKey, now: Seconds, calendar: &Calendar<'_>) -> Option<Age> {
		let Agreed { day, observed, .. } = *self.current?.agreed();
		Some(self.rules.age(key, (day, observed), now, calendar))
	}

	/// What should be told of a feed that is late; [`Alarm::None`] if there is nothing new to tell.
	/// It is stale when the newest value that was let through is, though it may wait; late when the
	/// last quorum is long ago, though it may have been in doubt.
	pub fn overdue(&self, key: FeedKey, now: Seconds, calendar: &Calendar<'_>) -> Alarm {
		let said = |agreed: Agreed| (agreed.day, agreed.observed);
		let newest = self.newest();
		let last = self.suspect.map(|suspect| suspect.agreed).or(newest);
		let missed = last.is_some_and(|last| self.rules.is_missed(key, said(last), now, calendar));
		let alarm = match newest.map(|newest| self.rules.age(key, said(newest), now, calendar)) {
			_ if self.frozen => Alarm::None,
			Some(Age::Hard) => Alarm::HardStale,
			Some(Age::Soft) => Alarm::SoftStale,
			_ if missed => Alarm::Late,
			_ => Alarm::None,
		};
		if alarm > self.alarm {
			alarm
		} else {
			Alarm::None
		}
	}

	/// What readers are told at `now`, the value turned into its unit by `unit`. A price that fell
	/// far reads `Suspect` for a while, at the lower value.
	pub fn reading<T>(
		&self,
		key: FeedKey,
		now: Seconds,
		calendar: &Calendar<'_>,
		unit: fn(i64) -> Option<T>,
	) -> Reading<T> {
		let feed = self.clone().at(now);
		let Some((current, age)) = feed.current.zip(feed.age(key, now, calendar)) else {
			return Reading::Missing;
		};
		let agreed = current.agreed();
		let conf = i64::try_from(agreed.conf).ok().and_then(unit);
		let Some((value, confidence)) = unit(agreed.value).zip(conf) else {
			return Reading::Missing;
		};
		let observed = Observed {
			value,
			confidence,
			observed_at: agreed.observed,
			accepted_at: agreed.accepted,
		};
		match age {
			_ if feed.frozen => Reading::Frozen(observed),
			Age::Hard => Reading::HardStale(observed),
			_ if feed.suspect.is_some() || now < feed.caution_until => Reading::Suspect(observed),
			Age::Soft => Reading::SoftStale(observed),
			Age::Fresh => Reading::Fresh(observed),
		}
	}
}
