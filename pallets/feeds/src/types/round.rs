//! Votes on their way to a value.

use super::{
	refusal::Refusal, report::MAX_CORRECTIONS, reporters::MAX_REPORTERS, rules::FeedRules,
	value::Agreed,
};
use alloc::vec::Vec;
use caliber_feeds_core::{votes, ObsDay};
use caliber_primitives::{
	ids::{ReporterIndex, SetId},
	units::Seconds,
};
use codec::{CompactAs, Decode, DecodeWithMemTracking, Encode};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;

/// The number of a round of a feed; each that closes is followed by the next.
#[frame_support::stored]
#[derive(CompactAs, Copy, PartialOrd, Ord, Default)]
pub struct RoundId(pub u32);

impl RoundId {
	/// The round after this one.
	pub fn next(self) -> Self {
		Self(self.0.wrapping_add(1))
	}
}

/// What one reporter said last in a round.
#[frame_support::stored]
#[derive(Copy)]
pub struct Vote {
	/// Who.
	pub reporter: ReporterIndex,
	/// The day that it speaks of.
	pub day: ObsDay,
	/// 0 for the first statement about that day, one more for each correction.
	pub correction: u8,
	/// In the unit of the feed.
	pub value: i64,
	/// Half the width of the band around it, same unit.
	pub conf: u64,
	/// One bit for each source.
	pub sources: u32,
	/// When the figures were fetched.
	pub fetched: Seconds,
}

/// The open round of a feed, packed: at most one vote a reporter.
#[frame_support::stored]
#[derive(Default)]
pub struct Round {
	/// Its number.
	pub number: RoundId,
	/// The set whose votes these are.
	pub set: SetId,
	/// Whether it was told that the venues are too few.
	pub is_narrow: bool,
	/// Who was wrong in the rounds before and has not been struck yet.
	pub wrong: BoundedVec<ReporterIndex, ConstU32<MAX_REPORTERS>>,
	/// Sorted by reporter.
	pub votes: BoundedVec<Vote, ConstU32<MAX_REPORTERS>>,
}

/// Where the open round of a feed stands.
#[derive(
	Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, Copy, PartialEq, Eq, Debug, Default,
)]
pub struct RoundStatus {
	/// Its number.
	pub number: RoundId,
	/// The set that may vote.
	pub set: SetId,
	/// Votes cast.
	pub votes: u32,
	/// Votes that must agree.
	pub quorum: u32,
}

/// What the votes of a round come to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tally {
	/// Too few agree so far.
	Open,
	/// Enough reporters, too few venues that enough of them name.
	FewVenues {
		/// Venues that count.
		have: u32,
		/// Venues needed.
		need: u32,
	},
	/// Enough.
	Quorum {
		/// In the unit of the feed.
		value: i64,
		/// Half the width of the band around it, same unit.
		conf: u64,
		/// Reporters whose votes count.
		reporters: u32,
		/// The sources that count, one bit each: of an official rate all of theirs, of a price those
		/// that one honest reporter at least has named.
		sources: u32,
		/// The moment in the middle of those at which they fetched.
		fetched: Seconds,
	},
}

impl Round {
	/// The round as the set in force sees it: without the votes of another.
	pub fn of_set(self, set: SetId) -> Self {
		if self.set == set {
			return self;
		}
		Self {
			number: self.number,
			set,
			is_narrow: false,
			wrong: BoundedVec::new(),
			votes: BoundedVec::new(),
		}
	}

	/// The round that follows.
	pub fn next(self) -> Self {
		Self { number: self.number.next(), is_narrow: false, votes: BoundedVec::new(), ..self }
	}

	/// Adds those who were wrong to those who wait to be struck.
	pub fn with_wrong(mut self, wrong: Vec<ReporterIndex>) -> Self {
		for who in wrong {
			if !self.wrong.contains(&who) {
				// As many as there can be reporters.
				let _ = self.wrong.try_push(who);
			}
		}
		self
	}

	/// Takes some of those who wait to be struck.
	pub fn take_wrong(&mut self, most: usize) -> Vec<ReporterIndex> {
		let rest = self.wrong.len().min(most);
		let (taken, left) = self.wrong.split_at(rest);
		let taken = taken.to_vec();
		self.wrong = BoundedVec::truncate_from(left.to_vec());
		taken
	}

	/// What a reporter said last.
	pub fn vote_of(&self, reporter: ReporterIndex) -> Option<&Vote> {
		let place = self.votes.binary_search_by_key(&reporter, |vote| vote.reporter).ok()?;
		self.votes.get(place)
	}

	/// Adds a vote: a reporter's first, or one that speaks of a later day, or the next correction
	/// of his last one.
	pub fn with(mut self, vote: Vote) -> Result<Self, Refusal> {
		match self.votes.binary_search_by_key(&vote.reporter, |vote| vote.reporter) {
			Ok(place) => {
				let last = self.votes.get_mut(place).ok_or(Refusal::NotReporter)?;
				let is_next = vote.day == last.day
					&& Some(vote.correction) == last.correction.checked_add(1)
					&& vote.correction <= MAX_CORRECTIONS;
				let is_later = vote.day > last.day && vote.correction == 0;
				if !is_next && !is_later {
					return Err(Refusal::AlreadyReported);
				}
				*last = vote;
			},
			Err(_) if vote.correction != 0 => return Err(Refusal::AlreadyReported),
			Err(place) => {
				self.votes.try_insert(place, vote).map_err(|_| Refusal::NotReporter)?;
			},
		}
		Ok(self)
	}

	/// What the votes that agree with `last` come to: those about the same day, for an official
	/// rate those with the same value; only those that `count`. A venue counts when it is named by
	/// so many that one of them is honest: `f + 1`.
	pub fn tally(
		&self,
		rules: &FeedRules,
		last: &Vote,
		quorum: u32,
		counts: impl Fn(&Vote) -> bool,
	) -> Tally {
		let official = matches!(rules, FeedRules::Official(_));
		let votes: Vec<&Vote> = self
			.votes
			.iter()
			.filter(|vote| vote.day == last.day && (!official || vote.value == last.value))
			.filter(|vote| counts(vote))
			.collect();
		let reporters = u32::try_from(votes.len()).unwrap_or(MAX_REPORTERS);
		if reporters < quorum || reporters == 0 {
			return Tally::Open;
		}
		let fetched = middle(votes.iter().map(|vote| vote.fetched).collect());
		let (value, conf, sources) = match rules {
			FeedRules::Official(_) => {
				(last.value, 0, votes.iter().fold(0, |mask, vote| mask | vote.sources))
			},
			FeedRules::Market(rules) => {
				let sources = named(&votes, witnesses(quorum));
				let (have, need) = (sources.count_ones(), u32::from(rules.min_venues));
				if have < need {
					return Tally::FewVenues { have, need };
				}
				let said = votes
					.iter()
					.filter_map(|vote| Some((u64::try_from(vote.value).ok()?, vote.conf)));
				let price = votes::median(said)
					.and_then(|price| Some((i64::try_from(price.value).ok()?, price.conf)));
				let Some((value, conf)) = price else { return Tally::Open };
				(value, conf, sources)
			},
		};
		Tally::Quorum { value, conf, reporters, sources, fetched }
	}
}

impl Round {
	/// The most reporters who agree with one another, and of a market price the venues that count
	/// with them: of an official rate on day and value, of a price on the day. Only votes that
	/// `count`.
	pub fn most_agreeing(
		&self,
		rules: &FeedRules,
		quorum: u32,
		counts: impl Fn(&Vote) -> bool,
	) -> (u32, u32) {
		let official = matches!(rules, FeedRules::Official(_));
		let about = |vote: &Vote| (vote.day, if official { vote.value } else { 0 });
		let mut votes: Vec<&Vote> = self.votes.iter().filter(|vote| counts(vote)).collect();
		votes.sort_by_key(|vote| about(vote));
		let most = votes.chunk_by(|a, b| about(a) == about(b)).max_by_key(|same| same.len());
		let most = most.unwrap_or_default();
		let reporters = u32::try_from(most.len()).unwrap_or(MAX_REPORTERS);
		(reporters, named(most, witnesses(quorum)).count_ones())
	}

	/// Those whose votes about the day of `agreed` were wrong: about an official rate any other
	/// value but `before`, the one that it revises; about a price one far off, with an honest
	/// reporter among those who say so (see [`votes::outliers`]).
	pub fn wrong(
		&self,
		rules: &FeedRules,
		agreed: &Agreed,
		before: Option<i64>,
	) -> Vec<ReporterIndex> {
		let about: Vec<&Vote> = self.votes.iter().filter(|vote| vote.day == agreed.day).collect();
		match rules {
			FeedRules::Official(_) => {
				let is_wrong =
					|vote: &&&Vote| vote.value != agreed.value && Some(vote.value) != before;
				about.iter().filter(is_wrong).map(|vote| vote.reporter).collect()
			},
			FeedRules::Market(_) => {
				let price =
					|vote: &&Vote| (u64::try_from(vote.value).unwrap_or_default(), vote.conf);
				let said: Vec<(u64, u64)> = about.iter().map(price).collect();
				let least = usize::try_from(witnesses(agreed.quorum)).unwrap_or(usize::MAX);
				let out = votes::outliers(&said, least);
				out.into_iter().filter_map(|place| Some(about.get(place)?.reporter)).collect()
			},
		}
	}
}

/// So many that one of them is honest: f + 1, where a quorum is 2f + 1.
fn witnesses(quorum: u32) -> u32 {
	quorum.div_ceil(2).max(1)
}

/// The sources that so many votes name, one bit each.
fn named(votes: &[&Vote], least: u32) -> u32 {
	let is_named = |source: &u32| {
		let naming = votes.iter().filter(|vote| vote.sources & source != 0).count();
		u32::try_from(naming).is_ok_and(|naming| naming >= least)
	};
	(0..u32::BITS)
		.map(|bit| 1u32.rotate_left(bit))
		.filter(is_named)
		.fold(0, |mask, source| mask | source)
}

/// The moment in the middle, the earlier of two.
fn middle(mut moments: Vec<Seconds>) -> Seconds {
	moments.sort_unstable();
	let place = moments.len().saturating_sub(1).div_euclid(2);
	moments.get(place).copied().unwrap_or_default()
}
