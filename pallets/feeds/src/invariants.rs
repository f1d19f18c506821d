//! What holds after every block.

use crate::{
	pallet::{Config, CurrentSet, Feeds, Pallet, Rounds},
	types::{Agreed, Feed, FeedRules, Round, Tally},
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

impl<T: Config> Invariants for Pallet<T> {
	fn invariants() -> Vec<(InvariantId, bool)> {
		let now = Self::now();
		let set = CurrentSet::<T>::get();
		let feeds: Vec<(FeedKey, Feed)> = Feeds::<T>::iter().collect();
		let rounds: Vec<(FeedKey, Round)> = Rounds::<T>::iter().collect();
		let backed = feeds.iter().all(|(key, feed)| {
			feed.current.iter().chain(&feed.pending).all(|agreed| is_backed(*key, feed, agreed))
		});
		let timed = feeds.iter().all(|(_, feed)| {
			let after = feed.current.map_or(Seconds::ZERO, |current| current.observed);
			feed.current.iter().chain(&feed.pending).all(|agreed| {
				(after..=now.saturating_add(AHEAD)).contains(&agreed.observed)
					&& agreed.accepted <= now
			})
		});
		let sorted = rounds.iter().all(|(_, round)| {
			let votes = &round.votes;
			let ascends =
				votes.iter().zip(votes.iter().skip(1)).all(|(a, b)| a.reporter < b.reporter);
			let known = round.set != set.id
				|| votes.last().is_none_or(|vote| set.key(vote.reporter).is_some());
			ascends && known
		});
		let ruled = feeds.iter().all(|(key, feed)| feed.rules.in_range(*key))
			&& rounds.iter().all(|(key, _)| feeds.iter().any(|(known, _)| known == key));
		let open = rounds.iter().filter(|(_, round)| round.set == set.id).all(|(key, round)| {
			let rules = feeds.iter().find(|(known, _)| known == key).map(|(_, feed)| feed.rules);
			rules.is_none_or(|rules| {
				round.votes.iter().all(|vote| {
					!matches!(round.tally(&rules, vote, set.quorum()), Tally::Quorum { .. })
				})
			})
		});
		let mut keys = set.keys.into_inner();
		keys.sort();
		let distinct = keys.iter().zip(keys.iter().skip(1)).all(|(a, b)| a != b);
		vec![
			(BACKED, backed),
			(TIMED, timed),
			(SORTED, sorted),
			(RULED, ruled),
			(OPEN, open),
			(DISTINCT, distinct),
		]
	}
}

fn is_backed(key: FeedKey, feed: &Feed, agreed: &Agreed) -> bool {
	let venues = match feed.rules {
		FeedRules::Official(_) => 1,
		FeedRules::Market(rules) => rules.min_venues.into(),
	};
	key.admits(agreed.value.into())
		&& agreed.quorum > 0
		&& agreed.reporters >= agreed.quorum
		&& agreed.sources.count_ones() >= venues
}
