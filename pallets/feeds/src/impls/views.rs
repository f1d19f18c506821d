//! What is told to whoever asks.

use super::key_bytes;
use crate::{
	pallet::{Closures, Config, CurrentSet, Feeds, History, Pallet, Rounds},
	types::{
		publishers, DayValue, Feed, FeedStatus, ReporterSet, Round, RoundStatus, Vote, HISTORY_DAYS,
	},
};
use alloc::vec::Vec;
use caliber_feeds_core::{Assignment, Calendar, FeedKey, Known, ObsDay, Said, Task};
use caliber_primitives::{ids::ReporterIndex, prices::FeedKeyBytes, units::Seconds};
use codec::Encode;

impl<T: Config> Pallet<T> {
	pub(crate) fn feed_status(key: FeedKey) -> Option<FeedStatus> {
		let feed = Feeds::<T>::get(key)?;
		let round = Self::round_status(key, &CurrentSet::<T>::get());
		let closures = Closures::<T>::get();
		let calendar = Calendar::with_closures(&closures);
		Some(FeedStatus::of(key, feed, round, Self::now(), &calendar))
	}

	pub(crate) fn round_status(key: FeedKey, set: &ReporterSet<T::Hash>) -> RoundStatus {
		let round = Rounds::<T>::get(key).of_set(set.id);
		RoundStatus {
			number: round.number,
			set: set.id,
			votes: u32::try_from(round.votes.len()).unwrap_or(u32::MAX),
			quorum: set.quorum(),
		}
	}

	pub(crate) fn days(key: FeedKey, from: ObsDay, to: ObsDay) -> Vec<DayValue> {
		let last = to.min(from.after(HISTORY_DAYS.saturating_sub(1)));
		(from.0..=last.0)
			.map(ObsDay)
			.filter_map(|day| {
				History::<T>::get(key, DayValue::slot(day)).filter(|said| said.day == day)
			})
			.collect()
	}

	pub(crate) fn assignment_of(key: FeedKeyBytes) -> Option<Assignment> {
		let set = CurrentSet::<T>::get();
		let place = set.reporters.iter().position(|reporter| key_bytes(&reporter.key) == key)?;
		let index = ReporterIndex(u16::try_from(place).ok()?);
		let now = Self::now();
		let reporter = set.reporter(index).filter(|_| set.counts(index, now))?;
		let mut tasks: Vec<Task> = Feeds::<T>::iter()
			.filter(|(key, feed)| !feed.frozen && publishers(*key) != 0)
			.map(|(key, feed)| {
				let round = Rounds::<T>::get(key).of_set(set.id);
				task(key, &feed, &round, index, now)
			})
			.collect();
		tasks.sort_by_key(|task| task.feed);
		let genesis = set.genesis.encode().try_into().ok()?;
		Some(Assignment {
			genesis,
			set: set.id.0,
			reporter: index.0,
			key_generation: reporter.generation,
			closures: Closures::<T>::get().into_inner(),
			tasks,
		})
	}
}

/// What a reporter may say about one feed.
fn task(key: FeedKey, feed: &Feed, round: &Round, who: ReporterIndex, now: Seconds) -> Task {
	let newest = feed.suspect.map(|suspect| suspect.agreed).or_else(|| feed.newest());
	let known = newest.map(|newest| Known {
		day: newest.day,
		value: newest.value,
		observed: newest.observed.get(),
		is_suspect: feed.suspect.is_some(),
		is_open: feed.suspect.is_none() && feed.is_open_to_revision(now),
	});
	let said = round.vote_of(who).map(|vote: &Vote| Said {
		day: vote.day,
		correction: vote.correction,
		value: vote.value,
		sources: vote.sources,
	});
	Task {
		feed: key,
		round: round.number.0,
		poll: feed.rules.poll().get(),
		not_before: feed.not_before().get(),
		demand: feed.rules.demand(),
		known,
		said,
	}
}
