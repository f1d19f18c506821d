//! What is remembered between two runs, and counted.

use super::{names::Names, note::Note, Hash, Statement, Store};
use crate::{
	config::{COUNTERS_KEY, MEMORY_KEY},
	Assignment, FeedKey, ObsDay, Observation, Said, Source,
};
use alloc::collections::BTreeMap;
use codec::{Decode, DecodeAll, Encode};

/// First wait after a failure of a source: 10 minutes; each further one is twice as long.
const BACK_OFF: u64 = 600;
/// The longest wait: 6 hours.
pub(super) const LONGEST: u64 = 21_600;
/// After so many failures in a row the wait grows no more.
const MOST_FAILURES: u8 = 7;
/// How long a value of a source is remembered: 40 days, longer than the rarest of them.
const FORGOTTEN_AFTER: u64 = 40 * 86_400;

/// The wait after so many failures in a row.
pub(super) fn wait(failures: u8) -> u64 {
	let doublings = failures.saturating_sub(1).min(MOST_FAILURES);
	let factor = 1u64.checked_shl(doublings.into()).unwrap_or(u64::MAX);
	BACK_OFF.saturating_mul(factor).min(LONGEST)
}

/// All that is remembered. It belongs to the chain that it was begun on; for another nothing is
/// signed with it.
#[derive(Encode, Decode, Clone, PartialEq, Eq, Debug, Default)]
pub struct Memory {
	genesis: [u8; 32],
	sources: BTreeMap<Source, Trouble>,
	records: BTreeMap<(u32, u16, FeedKey), Record>,
	values: BTreeMap<(Source, FeedKey), Last>,
	/// The target range of federal funds that was told last, and for which day.
	pub(super) target: Option<Target>,
	/// All that was signed: whatever else is forgotten, this is not.
	pub(super) names: Names,
}

/// The target range of federal funds on a day, parts per billion a year.
#[derive(Encode, Decode, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Target {
	pub day: ObsDay,
	pub range: (i64, i64),
}

/// A source that did not answer well.
#[derive(Encode, Decode, Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Trouble {
	/// Failures in a row.
	failures: u8,
	/// Unix seconds before which it is not asked.
	until: u64,
}

/// What a reporter has done about a feed.
#[derive(Encode, Decode, Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Record {
	/// When it was asked for last, Unix seconds.
	pub(super) tried: u64,
	/// Unix seconds before which it is not asked for.
	pub(super) next: u64,
	/// Fetches in a row in which a source was missing.
	pub(super) failures: u8,
	/// What was signed last, if it may have to be sent again.
	pub(super) sent: Option<Sent>,
}

/// A statement that was signed.
#[derive(Encode, Decode, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Sent {
	pub round: u32,
	/// When it was sent last.
	pub at: u64,
	pub observation: Observation,
}

impl Sent {
	/// The same again.
	pub fn statement(&self) -> Statement {
		Statement { round: self.round, observation: self.observation }
	}

	/// Whether the chain has it, or what came after it.
	pub fn is_heard(&self, said: Option<Said>) -> bool {
		let mine = (self.observation.obs_day, self.observation.round);
		said.is_some_and(|said| (said.day, said.correction) >= mine)
	}
}

/// What a source said last.
#[derive(Encode, Decode, Clone, Copy, PartialEq, Eq, Debug)]
struct Last {
	value: i128,
	at: u64,
}

impl Memory {
	/// What is remembered of this chain and these reporters at `now`. What is of the future is of a
	/// clock that went back: nobody waits for it, so it is forgotten, but for what was signed.
	///
	/// # Errors
	/// `OtherChain` if any of these reporters is of another chain than the memory, or than the
	/// first; `Unreadable`. Nothing may be signed then.
	pub(super) fn load(
		store: &mut impl Store,
		assignments: &[Assignment],
		now: u64,
	) -> Result<Self, Note> {
		let genesis = assignments.first().map(|own| own.genesis).unwrap_or_default();
		let mut memory = match store.get(MEMORY_KEY) {
			Some(bytes) => Self::decode_all(&mut bytes.as_slice()).map_err(|_| Note::Unreadable)?,
			None => Self { genesis, ..Self::default() },
		};
		if assignments.iter().any(|own| own.genesis != memory.genesis) {
			return Err(Note::OtherChain);
		}
		let is_mine = |set, reporter| {
			assignments.iter().any(|own| (own.set, own.reporter) == (set, reporter))
		};
		memory.records.retain(|(set, reporter, _), _| is_mine(*set, *reporter));
		memory.records.retain(|_, record| {
			record.tried <= now && record.sent.is_none_or(|sent| sent.at <= now)
		});
		memory
			.values
			.retain(|_, last| last.at <= now && now.saturating_sub(last.at) <= FORGOTTEN_AFTER);
		memory.sources.retain(|_, trouble| trouble.until <= now.saturating_add(LONGEST));
		Ok(memory)
	}

	/// Writes it down.
	///
	/// # Errors
	/// `Unwritten` if the store does not have it then. Nothing may be signed.
	pub(super) fn save(&self, store: &mut impl Store) -> Result<(), Note> {
		let bytes = self.encode();
		store.set(MEMORY_KEY, &bytes);
		match store.get(MEMORY_KEY) {
			Some(kept) if kept == bytes => Ok(()),
			_ => Err(Note::Unwritten),
		}
	}

	pub(super) fn record(&self, who: &Assignment, feed: FeedKey) -> Record {
		self.records.get(&(who.set, who.reporter, feed)).copied().unwrap_or_default()
	}

	pub(super) fn put(&mut self, who: &Assignment, feed: FeedKey, record: Record) {
		self.records.insert((who.set, who.reporter, feed), record);
	}

	/// Writes down what will be signed.
	pub(super) fn note_sent(&mut self, who: &Assignment, statement: &Statement, now: u64) {
		self.names.note(who, statement);
		let Statement { round, observation } = *statement;
		let record = self.records.entry((who.set, who.reporter, observation.feed)).or_default();
		record.sent = Some(Sent { round, at: now, observation });
	}

	/// Whether a source is left alone at `now`.
	pub(super) fn is_backing_off(&self, source: Source, now: u64) -> bool {
		self.sources.get(&source).is_some_and(|trouble| now < trouble.until)
	}

	/// A source has answered well.
	pub(super) fn clear(&mut self, source: Source) {
		self.sources.remove(&source);
	}

	/// A source has not: it is left alone for up to the whole wait, and at least three quarters of
	/// it, so that reporters do not come back together. `poll` are the seconds between two fetches
	/// for the feeds that asked it; where they are less than the first wait, this is a network for
	/// development, and no wait is longer.
	pub(super) fn back_off(&mut self, source: Source, now: u64, poll: u64, hash: Hash) -> u64 {
		let trouble = self.sources.entry(source).or_default();
		trouble.failures = trouble.failures.saturating_add(1).min(MOST_FAILURES);
		let whole = wait(trouble.failures);
		let whole = if poll < BACK_OFF { whole.min(poll) } else { whole };
		let spread = whole.div_euclid(4).saturating_add(1);
		let dice = dice(hash, &(source, now, trouble.failures, self.genesis).encode());
		let less = dice.checked_rem(spread).unwrap_or_default();
		trouble.until = now.saturating_add(whole.saturating_sub(less));
		trouble.until
	}

	/// Remembers what a source says, and tells what it said before.
	pub(super) fn learn(
		&mut self,
		source: Source,
		feed: FeedKey,
		value: i128,
		at: u64,
	) -> Option<i128> {
		self.values.insert((source, feed), Last { value, at }).map(|last| last.value)
	}
}

/// A number that bytes determine and nobody chooses.
pub(super) fn dice(hash: Hash, bytes: &[u8]) -> u64 {
	let hash = hash(bytes);
	let (head, _) = hash.split_at(8);
	u64::from_le_bytes(head.try_into().unwrap_or_default())
}

/// What has been done about one source, since the store was new.
#[derive(Encode, Decode, Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct SourceCount {
	/// Questions.
	pub asked: u64,
	/// Answers that could be read.
	pub answered: u64,
	/// Questions without one.
	pub failed: u64,
	/// The last answer that could be read, Unix seconds.
	pub last_success: u64,
	/// Unix seconds up to which it is left alone.
	pub waits_until: u64,
}

/// What has been done, since the store was new.
#[derive(Encode, Decode, Clone, PartialEq, Eq, Debug, Default)]
pub struct Counters {
	/// By source.
	pub sources: BTreeMap<Source, SourceCount>,
	/// By feed, runs in which it was asked for and no value was had that the chain would look at.
	pub missed: BTreeMap<FeedKey, u64>,
	/// Runs in which something was due.
	pub runs: u64,
	/// Milliseconds of all of them.
	pub run_ms: u64,
	/// Milliseconds of the last one.
	pub last_run_ms: u64,
	/// Reports that were signed and taken by the pool.
	pub signed: u64,
	/// Statements that were sent again.
	pub resent: u64,
	/// Reports that were not signed, or not taken.
	pub unsent: u64,
}

impl Counters {
	/// Those in a store.
	pub fn load(store: &mut impl Store) -> Self {
		store
			.get(COUNTERS_KEY)
			.and_then(|bytes| Self::decode(&mut bytes.as_slice()).ok())
			.unwrap_or_default()
	}

	/// Writes them.
	pub fn save(&self, store: &mut impl Store) {
		store.set(COUNTERS_KEY, &self.encode());
	}

	/// Counts a feed that was asked for and whose value was not had.
	pub(super) fn miss(&mut self, feed: FeedKey) {
		let count = self.missed.entry(feed).or_default();
		*count = count.saturating_add(1);
	}

	/// Adds what became of a run's reports, and how long it took.
	pub fn add_run(&mut self, signed: u64, unsent: u64, resent: u64, run_ms: u64) {
		for (counter, more) in [
			(&mut self.runs, 1),
			(&mut self.run_ms, run_ms),
			(&mut self.signed, signed),
			(&mut self.unsent, unsent),
			(&mut self.resent, resent),
		] {
			*counter = counter.saturating_add(more);
		}
		self.last_run_ms = run_ms;
	}
}
