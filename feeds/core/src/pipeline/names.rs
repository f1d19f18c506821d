//! Every name under which something was signed, so that none is ever used for two values: whoever
//! shows two convicts the reporter, however long ago the first was said.

use super::Statement;
use crate::{Assignment, FeedKey, ObsDay};
use alloc::{collections::BTreeMap, vec::Vec};
use codec::{Decode, Encode};

/// Rounds and days of a feed that are remembered in full. What is older is remembered by a line
/// below which nothing is signed again.
const KEPT: usize = 8;

/// Set, round and day: on one chain they only grow.
type Place = (u32, u32, ObsDay);

/// What was signed of each feed.
#[derive(Encode, Decode, Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Names(BTreeMap<FeedKey, Book>);

#[derive(Encode, Decode, Clone, PartialEq, Eq, Debug, Default)]
struct Book {
	said: BTreeMap<Place, Vec<Said>>,
	/// The newest place that is no longer remembered in full.
	line: Option<Place>,
}

/// What one reporter said under one name of a place.
#[derive(Encode, Decode, Clone, Copy, PartialEq, Eq, Debug)]
struct Said {
	reporter: u16,
	correction: u8,
	value: i128,
	conf: u64,
}

impl Said {
	fn of(who: &Assignment, statement: &Statement) -> Self {
		let seen = &statement.observation;
		Self { reporter: who.reporter, correction: seen.round, value: seen.value, conf: seen.conf }
	}

	fn contradicts(&self, other: &Self) -> bool {
		(self.reporter, self.correction) == (other.reporter, other.correction) && self != other
	}
}

fn place(who: &Assignment, statement: &Statement) -> Place {
	(who.set, statement.round, statement.observation.obs_day)
}

impl Names {
	/// Whether nothing else was signed under this name, as far as is known for sure.
	pub fn admit(&self, who: &Assignment, statement: &Statement) -> bool {
		let Some(book) = self.0.get(&statement.observation.feed) else { return true };
		let place = place(who, statement);
		let said = Said::of(who, statement);
		book.line.is_none_or(|line| place > line)
			&& !book
				.said
				.get(&place)
				.is_some_and(|all| all.iter().any(|old| old.contradicts(&said)))
	}

	/// Writes down what will be signed.
	pub fn note(&mut self, who: &Assignment, statement: &Statement) {
		let book = self.0.entry(statement.observation.feed).or_default();
		let all = book.said.entry(place(who, statement)).or_default();
		let said = Said::of(who, statement);
		if !all.contains(&said) {
			all.push(said);
		}
		while book.said.len() > KEPT {
			let Some((oldest, _)) = book.said.pop_first() else { return };
			book.line = book.line.max(Some(oldest));
		}
	}
}
