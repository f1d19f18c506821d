//! What becomes of statements that count, and of time that passes.

use super::authorize::{judge_head, Judged};
use crate::{
	pallet::{
		Closures, Config, CurrentSet, Error, Event, Feeds, History, Pallet, Rounds, STRUCK_AT_ONCE,
	},
	types::{
		Agreed, Alarm, DayValue, Feed, FeedRules, Outcome, Refusal, Report, ReporterSet, Round,
		Statement, Tally, Vote,
	},
	weights::WeightInfo,
};
use alloc::vec::Vec;
use caliber_feeds_core::{Calendar, FeedKey};
use caliber_primitives::units::Seconds;
use frame_support::{ensure, pallet_prelude::*};

impl<T: Config> Pallet<T> {
	/// Takes every statement of a report that counts, and tells how many rounds were closed.
	///
	/// # Errors
	/// The reason of the first statement when none counts.
	pub(crate) fn take(report: &Report, now: Seconds) -> Result<u32, Refusal> {
		let set = CurrentSet::<T>::get();
		judge_head(&set, report, now)?;
		let mut closed = 0u32;
		let mut refused: Vec<(FeedKey, Refusal)> = Vec::new();
		for statement in &report.statements {
			match Self::judge(&set, report, statement, now) {
				Ok(judged) => {
					if Self::count(&set, statement, judged, now) {
						closed = closed.saturating_add(1);
					}
				},
				Err(refusal) => refused.push((statement.observation.feed, refusal)),
			}
		}
		if let (true, Some((_, refusal))) =
			(refused.len() == report.statements.len(), refused.first())
		{
			return Err(*refusal);
		}
		for (feed, refusal) in refused {
			let (set, reporter) = (report.set, report.reporter);
			Self::deposit_event(Event::PassedOver { feed, set, reporter, refusal });
		}
		Ok(closed)
	}

	/// What a report of so many statements has cost that closed so many rounds. The two figures have
	/// each been measured with what a report costs whatever it says, which is paid once; so their
	/// sum may be more than what was paid for at first, that of a report that closes every round.
	pub(crate) fn weight_of_report(statements: u32, closed: u32) -> Weight {
		let all = T::WeightInfo::report_closing(statements);
		let open = T::WeightInfo::report_open(statements.saturating_sub(closed));
		match closed {
			0 => open.min(all),
			_ => open.saturating_add(T::WeightInfo::report_closing(closed)).min(all),
		}
	}

	/// Counts a vote, and tells whether it closed the round.
	fn count(
		set: &ReporterSet<T::Hash>,
		statement: &Statement,
		judged: Judged,
		now: Seconds,
	) -> bool {
		let Judged { feed, round, vote } = judged;
		let key = statement.observation.feed;
		Self::deposit_event(Event::Reported {
			feed: key,
			round: round.number,
			set: set.id,
			reporter: vote.reporter,
			day: vote.day,
			value: vote.value,
			conf: vote.conf,
			sources: vote.sources,
			evidence: statement.observation.evidence,
		});
		let counts = |vote: &Vote| set.counts(vote.reporter, vote.fetched);
		match round.tally(&feed.rules, &vote, set.quorum(), counts) {
			Tally::Open => Rounds::<T>::insert(key, round),
			Tally::FewVenues { have, need } => {
				if !round.is_narrow {
					Self::deposit_event(Event::SourceDiversityLost { feed: key, have, need });
				}
				Rounds::<T>::insert(key, Round { is_narrow: true, ..round });
			},
			Tally::Quorum { value, conf, reporters, sources, fetched } => {
				let agreed = Agreed {
					value,
					conf,
					day: vote.day,
					observed: feed.observed(vote.day, fetched, now),
					accepted: now,
					round: round.number,
					revision: 0,
					reporters,
					quorum: set.quorum(),
					sources,
				};
				Self::close(key, feed, round, &vote, agreed, now);
				return true;
			},
		}
		false
	}

	/// Closes a round on what was agreed.
	fn close(key: FeedKey, feed: Feed, round: Round, vote: &Vote, agreed: Agreed, now: Seconds) {
		let before = feed.revised_by(vote.day);
		let wrong = round.wrong(&feed.rules, &agreed, before.map(|before| before.value));
		let (feed, outcome) = feed.take_in(agreed, now);
		Rounds::<T>::insert(key, round.next().with_wrong(wrong));
		Self::deposit_event(Event::RoundClosed { feed: key, agreed, outcome });
		if !matches!(outcome, Outcome::Suspected { .. }) {
			Self::remember(key, &feed, agreed, before);
		}
		Feeds::<T>::insert(key, feed);
	}

	/// Writes down for its day a value that the feed has let through, and tells if it takes the place
	/// of one `before`.
	pub(crate) fn remember(key: FeedKey, feed: &Feed, agreed: Agreed, before: Option<Agreed>) {
		let revision = feed.newest().map_or(0, |newest| newest.revision);
		let said = DayValue { revision, ..DayValue::of(&agreed) };
		History::<T>::insert(key, DayValue::slot(agreed.day), said);
		if let Some(before) = before {
			let (day, from, to) = (agreed.day, before.value, agreed.value);
			Self::deposit_event(Event::RoundRevised { feed: key, day, from, to, revision });
		}
	}

	/// Whether there is something to write down about a feed.
	pub(crate) fn is_poke_due(key: FeedKey) -> bool {
		let Some(feed) = Feeds::<T>::get(key) else { return false };
		let now = Self::now();
		let set = CurrentSet::<T>::get().id;
		feed.pending.is_some_and(|pending| pending.until <= now)
			|| Self::alarm(key, &feed, now) != Alarm::None
			|| !Rounds::<T>::get(key).of_set(set).wrong.is_empty()
	}

	/// What should be told of a feed that is late. Decreed closures are read only if it seems to be.
	fn alarm(key: FeedKey, feed: &Feed, now: Seconds) -> Alarm {
		match feed.overdue(key, now, &Calendar::US) {
			Alarm::None => Alarm::None,
			_ => feed.overdue(key, now, &Calendar::with_closures(&Closures::<T>::get())),
		}
	}

	/// Writes down that a delay is over, tells that a feed is late, strikes who was wrong.
	pub(crate) fn write_down(key: FeedKey) -> DispatchResult {
		let before = Feeds::<T>::get(key).ok_or(Error::<T>::UnknownFeed)?;
		let (set, now) = (CurrentSet::<T>::get(), Self::now());
		let mut round = Rounds::<T>::get(key).of_set(set.id);
		let feed = before.clone().at(now);
		let alarm = Self::alarm(key, &feed, now);
		let struck = round.take_wrong(STRUCK_AT_ONCE);
		let matured = feed.current.filter(|_| feed != before);
		ensure!(
			matured.is_some() || alarm != Alarm::None || !struck.is_empty(),
			Error::<T>::NothingToPoke
		);
		if let Some(current) = matured {
			Self::deposit_event(Event::FeedUpdated { feed: key, agreed: *current.agreed() });
		}
		Self::sound(key, &feed, &round, &set, alarm);
		Feeds::<T>::insert(key, Feed { alarm: feed.alarm.max(alarm), ..feed });
		Rounds::<T>::insert(key, round);
		Self::strike(key, set.id, &struck, now);
		Ok(())
	}

	/// Tells that a feed is late, and why.
	fn sound(key: FeedKey, feed: &Feed, round: &Round, set: &ReporterSet<T::Hash>, alarm: Alarm) {
		let day = feed.current.map(|current| current.agreed().day).unwrap_or_default();
		let event = match alarm {
			Alarm::None => return,
			Alarm::SoftStale => Event::FeedSoftStale { feed: key, day },
			Alarm::HardStale => Event::FeedHardStale { feed: key, day },
			Alarm::Late => {
				let need = set.quorum();
				let counts = |vote: &Vote| set.counts(vote.reporter, vote.fetched);
				let (have, venues) = round.most_agreeing(&feed.rules, need, counts);
				match feed.rules {
					FeedRules::Market(rules) if have >= need => Event::SourceDiversityLost {
						feed: key,
						have: venues,
						need: rules.min_venues.into(),
					},
					_ => Event::QuorumLost { feed: key, have, need },
				}
			},
		};
		Self::deposit_event(event);
	}
}
