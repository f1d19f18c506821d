//! What is told of a feed to whoever asks.

use super::{
	feed::{Alarm, Feed},
	round::RoundStatus,
	rules::{Age, FeedRules},
	value::{Agreed, Pending, Suspect},
};
use caliber_feeds_core::{ask, Calendar, FeedKey, ObsDay};
use caliber_primitives::units::Seconds;
use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

/// Days that a feed remembers.
pub const HISTORY_DAYS: u32 = 400;

/// What a feed said for a day.
#[frame_support::stored]
#[derive(Copy)]
pub struct DayValue {
	/// The day.
	pub day: ObsDay,
	/// The last value that was let through for it, in the unit of the feed.
	pub value: i64,
	/// Half the width of the band around it, same unit.
	pub conf: u64,
	/// When it was agreed on.
	pub accepted: Seconds,
	/// How often it has been revised.
	pub revision: u8,
}

impl DayValue {
	/// Of an agreed value.
	pub fn of(agreed: &Agreed) -> Self {
		let Agreed { day, value, conf, accepted, revision, .. } = *agreed;
		Self { day, value, conf, accepted, revision }
	}

	/// Where a day is kept: the one 400 days later takes its place.
	pub fn slot(day: ObsDay) -> u16 {
		let slot = day.0.checked_rem(HISTORY_DAYS).unwrap_or_default();
		u16::try_from(slot).unwrap_or_default()
	}
}

/// Where a feed stands.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum State {
	/// No value yet: votes are being collected.
	#[codec(index = 0)]
	Collecting,
	/// A value is in force, and no other waits.
	#[codec(index = 1)]
	Current,
	/// Another value waits for its delay to end.
	#[codec(index = 2)]
	Pending,
	/// A value moved too far and waits for confirmation.
	#[codec(index = 3)]
	Suspect,
	/// The price fell far; it is in force, and to be used with caution.
	#[codec(index = 4)]
	Caution,
	/// It is frozen.
	#[codec(index = 5)]
	Frozen,
}

/// All that is known of a feed at a moment.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct FeedStatus {
	/// How it is run.
	pub rules: FeedRules,
	/// Where it stands.
	pub state: State,
	/// The value in force.
	pub current: Option<Agreed>,
	/// How old it is.
	pub age: Option<Age>,
	/// The value that waits for its delay to end.
	pub pending: Option<Pending>,
	/// The value in doubt.
	pub suspect: Option<Suspect>,
	/// Until when the price is to be used with caution, if it is.
	pub caution_until: Option<Seconds>,
	/// What was told since the last round closed.
	pub alarm: Alarm,
	/// The open round.
	pub round: RoundStatus,
	/// The first moment at which the next observation can be expected.
	pub next_expected: Seconds,
}

impl FeedStatus {
	/// Of a feed at `now`.
	pub fn of(
		key: FeedKey,
		feed: Feed,
		round: RoundStatus,
		now: Seconds,
		calendar: &Calendar<'_>,
	) -> Self {
		let feed = feed.at(now);
		let state = match &feed {
			Feed { frozen: true, .. } => State::Frozen,
			Feed { suspect: Some(_), .. } => State::Suspect,
			Feed { caution_until, .. } if now < *caution_until => State::Caution,
			Feed { pending: Some(_), .. } => State::Pending,
			Feed { current: None, .. } => State::Collecting,
			_ => State::Current,
		};
		Self {
			state,
			age: feed.age(key, now, calendar),
			next_expected: next_expected(key, &feed, now, calendar),
			rules: feed.rules,
			current: feed.current.map(|current| *current.agreed()),
			pending: feed.pending,
			suspect: feed.suspect,
			caution_until: Some(feed.caution_until).filter(|until| now < *until),
			alarm: feed.alarm,
			round,
		}
	}
}

/// When the next observation can be expected: of an official rate the cut-off of the first day that
/// is not known, of a price a poll after the last one.
fn next_expected(key: FeedKey, feed: &Feed, now: Seconds, calendar: &Calendar<'_>) -> Seconds {
	let Some(newest) = feed.newest() else { return now };
	match feed.rules {
		FeedRules::Market(rules) => newest.observed.saturating_add(rules.poll),
		FeedRules::Official(_) => Seconds(ask::due_at(key, calendar.next(newest.day), calendar)),
	}
}
