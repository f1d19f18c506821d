//! What holds after every block.

use crate::{
	pallet::{Conducts, Config, CurrentSet, Feeds, History, Pallet, Rounds, Sets},
	types::{Agreed, Current, DayValue, Feed, FeedRules, Round, Tally},
};
use alloc::{vec, vec::Vec};
use caliber_feeds_core::FeedKey;
use caliber_primitives::{
	invariants::{InvariantId, Invariants},
	units::Seconds,
};

/// How far feed time may be ahead of the block's.
const AHEAD: Seconds = Seconds(30);

/// I-39: no value without bounds, quorum and venues.
pub const BACKED: InvariantId =
	InvariantId::new(39, "every value is within its bounds and backed by a quorum and its venues");
/// I-40: feed time.
pub const TIMED: InvariantId =
	InvariantId::new(40, "feed time is not after the block's, and a value in doubt is not older");
/// The votes of a round.
pub const SORTED: InvariantId =
	InvariantId::new(100, "votes are sorted by reporter, one each, and of reporters of their set");
/// The rules of a feed.
pub const RULED: InvariantId =
	InvariantId::new(101, "every feed has rules in range, every round has a feed");
/// An open round.
pub const OPEN: InvariantId = InvariantId::new(102, "no open round has a quorum");
/// The keys.
pub const DISTINCT: InvariantId = InvariantId::new(103, "no two reporters share a key");

/// The reporters and what is known of them.
pub const KNOWN: InvariantId = InvariantId::new(
	104,
	"each reporter's key, its generation and until when he is barred are those that are known of him",
);
/// What feeds said.
pub const REMEMBERED: InvariantId = InvariantId::new(
	105,
	"each remembered value is of a registered feed, within its bounds, in its day's place",
);

impl<T: Config> Invariants for Pallet<T> {
	fn invariants() -> Vec<(InvariantId, bool)> {
		let now = Self::now();
		let set = CurrentSet::<T>::get();
		let feeds: Vec<(FeedKey, Feed)> = Feeds::<T>::iter().collect();
		let rounds: Vec<(FeedKey, Round)> = Rounds::<T>::iter().collect();
		let backed =
			feeds.iter().all(|(key, feed)| known(feed).all(|agreed| is_backed(*key, feed, agreed)));
		let timed = feeds.iter().all(|(_, feed)| {
			let after = feed.current.map_or(Seconds::ZERO, |current| current.agreed().observed);
			known(feed).all(|agreed| {
				(after..=now.saturating_add(AHEAD)).contains(&agreed.observed)
					&& agreed.accepted <= now
			})
		});
		let sorted = rounds.iter().all(|(_, round)| {
			let votes = &round.votes;
			let ascends =
				votes.iter().zip(votes.iter().skip(1)).all(|(a, b)| a.reporter < b.reporter);
			let known = round.set != set.id
				|| votes.last().is_none_or(|vote| set.reporter(vote.reporter).is_some());
			ascends && known
		});
		let ruled = feeds.iter().all(|(key, feed)| feed.rules.in_range(*key))
			&& rounds.iter().all(|(key, _)| feeds.iter().any(|(known, _)| known == key));
		let open = rounds.iter().filter(|(_, round)| round.set == set.id).all(|(key, round)| {
			let rules = feeds.iter().find(|(known, _)| known == key).map(|(_, feed)| feed.rules);
			rules.is_none_or(|rules| {
				round.votes.iter().all(|vote| {
					let tally = round.tally(&rules, vote, set.quorum(), |vote| {
						set.counts(vote.reporter, vote.fetched)
					});
					!matches!(tally, Tally::Quorum { .. })
				})
			})
		});
		let mut keys: Vec<_> = set.reporters.iter().map(|reporter| &reporter.key).collect();
		keys.sort();
		let distinct = keys.iter().zip(keys.iter().skip(1)).all(|(a, b)| a != b);
		let members = Sets::<T>::get(set.id).unwrap_or_default();
		let known_as = members.len() == set.reporters.len()
			&& members.iter().zip(&set.reporters).all(|((who, key), reporter)| {
				let conduct = Conducts::<T>::get(who);
				*key == reporter.key
					&& conduct.generation == reporter.generation
					&& conduct.barred_until == reporter.barred_until
			});
		let remembered = History::<T>::iter().all(|(key, slot, said)| {
			DayValue::slot(said.day) == slot
				&& key.admits(said.value.into())
				&& said.accepted <= now
				&& feeds.iter().any(|(known, _)| *known == key)
		});
		vec![
			(BACKED, backed),
			(TIMED, timed),
			(SORTED, sorted),
			(RULED, ruled),
			(OPEN, open),
			(DISTINCT, distinct),
			(KNOWN, known_as),
			(REMEMBERED, remembered),
		]
	}
}

/// Every value that a quorum agreed on and that still counts for something.
fn known(feed: &Feed) -> impl Iterator<Item = &Agreed> {
	let current = feed.current.iter().map(Current::agreed);
	let pending = feed.pending.iter().map(|pending| &pending.agreed);
	let suspect = feed.suspect.iter().map(|suspect| &suspect.agreed);
	current.chain(pending).chain(suspect)
}

fn is_backed(key: FeedKey, feed: &Feed, agreed: &Agreed) -> bool {
	// The fewest that any rules may ask for: those in force may be stricter by now.
	let venues = match feed.rules {
		FeedRules::Official(_) => 1,
		FeedRules::Market(_) => 3,
	};
	key.admits(agreed.value.into())
		&& agreed.quorum > 0
		&& agreed.reporters >= agreed.quorum
		&& agreed.sources.count_ones() >= venues
}
