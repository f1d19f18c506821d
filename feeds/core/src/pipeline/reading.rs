//! What the answers of a run say of a feed.

use super::{
	memory::{Counters, Memory, Target},
	note::Note,
	questions::Flight,
	schedule::{Errand, Silence},
	FetchError, Run,
};
use crate::{
	ask::{self, Role},
	checks::{self, Beside},
	combine::Combined,
	gpu::{List, VenueQuote},
	page::Page,
	Assignment, Calendar, Extract, FeedError, FeedKey, ObsDay, Source,
};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use core::cell::{Cell, RefCell};

/// Days within which SOFR is held against a bill, and a target range against an overnight rate.
const NEIGHBOUR_DAYS: u32 = 10;

/// The answers of a run, each read once.
pub(super) struct Pages<'f> {
	flight: &'f Flight<'f>,
	answers: Vec<Answer>,
	/// Sources whose answer was none of theirs.
	broken: RefCell<BTreeSet<Source>>,
	/// Feeds that were asked for and whose value was not had.
	missed: RefCell<BTreeSet<FeedKey>>,
}

struct Answer {
	body: Result<Vec<u8>, FetchError>,
	/// Whether it has told a feed.
	has_told: Cell<bool>,
	/// Whether what it says of a feed cannot be.
	is_wrong: Cell<bool>,
	page: RefCell<Option<Result<Page, FeedError>>>,
	/// `None` within for a venue that is asked for each model.
	list: RefCell<Option<Option<Result<List, FeedError>>>>,
}

/// What was read of one feed.
pub(super) struct Read {
	/// `None` without a value; people have been told why.
	pub combined: Option<Combined>,
	pub silence: Silence,
}

/// Whether an error speaks of the whole answer, and not of the one feed that was looked for.
fn is_of_source(error: FeedError) -> bool {
	use FeedError::{ContentType, Encoding, Malformed, Refused, Schema, Status, TooDeep, TooLarge};
	matches!(
		error,
		Status(_) | ContentType | Encoding | TooLarge | TooDeep | Malformed | Schema | Refused
	)
}

/// Whether a source may well say nothing of a feed: not yet, not any more, or too little.
fn is_silence(error: FeedError) -> bool {
	matches!(error, FeedError::Stale | FeedError::Absent | FeedError::TooFew { .. })
}

impl<'f> Pages<'f> {
	/// Takes the answers to the questions of a flight. One that is missing was not in time.
	pub fn open(
		flight: &'f Flight<'f>,
		answers: Vec<Result<Vec<u8>, FetchError>>,
		notes: &mut Vec<Note>,
	) -> Self {
		let mut bodies = answers.into_iter();
		let mut told = BTreeSet::new();
		let answers = flight
			.questions
			.iter()
			.map(|question| {
				let body = bodies.next().unwrap_or(Err(FetchError::Deadline));
				if let Err(error) = body {
					if told.insert(question.source()) {
						notes.push(Note::Fetch(question.source(), error));
					}
				}
				Answer {
					body,
					has_told: Cell::default(),
					is_wrong: Cell::default(),
					page: RefCell::default(),
					list: RefCell::default(),
				}
			})
			.collect();
		Self { flight, answers, broken: RefCell::default(), missed: RefCell::default() }
	}

	/// Whether this run has asked about a feed.
	pub fn is_asked(&self, reporter: usize, feed: FeedKey) -> bool {
		self.flight.asked.contains_key(&(reporter, feed))
	}

	/// What the answers say of a feed.
	pub fn read(
		&self,
		run: &Run<'_>,
		(index, who): (usize, &Assignment),
		errand: &Errand,
		memory: &mut Memory,
		notes: &mut Vec<Note>,
	) -> Read {
		let feed = errand.task.feed;
		let nothing = Read { combined: None, silence: Silence::Missing };
		let Some(asked) = self.flight.asked.get(&(index, feed)) else { return nothing };
		let calendar = Calendar::with_closures(&who.closures);
		let beside = beside(who, memory, run.now);
		let mut missing = asked.misses;
		let (mut extracts, mut quotes) = (Vec::new(), Vec::new());
		for (source, place) in &asked.of {
			let Some(answer) = self.answers.get(*place) else { continue };
			let Ok(body) = &answer.body else {
				missing = true;
				continue;
			};
			let said = match ask::role(feed, *source) {
				Some(Role::Venue) => self
					.quote(run, *source, feed, (answer, body), &calendar)
					.map(|quote| (i128::from(quote.value), Said::Quote(quote))),
				_ => self
					.extract(*source, feed, answer, body, (run.now, &calendar), memory)
					.and_then(|extract| {
						let value = extract.value;
						match checks::beside(feed, value, &beside) {
							// The chain has a value to judge this one by.
							Err(FeedError::Implausible) if errand.task.known.is_some() => {
								notes.push(Note::Beside { source: *source, feed, value });
							},
							judged => judged?,
						}
						Ok((value, Said::Extract(extract)))
					}),
			};
			match said {
				Ok((value, said)) => {
					answer.has_told.set(true);
					let from = memory.learn(*source, feed, value, run.now);
					let step = from.filter(|from| !checks::is_usual_step(feed, *from, value));
					notes.extend(step.map(|from| Note::Step {
						source: *source,
						feed,
						from,
						to: value,
					}));
					match said {
						Said::Quote(quote) => quotes.push(quote),
						Said::Extract(extract) => extracts.push(extract),
					}
				},
				// A venue that does not offer a model is as good as any other.
				Err(FeedError::Absent) if ask::role(feed, *source) == Some(Role::Venue) => {},
				Err(error) => {
					missing = true;
					answer.is_wrong.set(answer.is_wrong.get() || !is_silence(error));
					// Of a page that is none, people are told once.
					if !is_of_source(error) || self.broken.borrow_mut().insert(*source) {
						notes.push(Note::Answer(*source, feed, error));
					}
				},
			}
		}
		let combined = if quotes.is_empty() {
			Combined::agreed(&extracts)
		} else {
			Combined::market(feed, ObsDay::of(run.now), &quotes)
		};
		// What the chain would refuse at once is no value, whoever of the sources is to blame.
		let combined = combined.and_then(|combined| combined.meeting(errand.task.demand));
		let dissent = combined.as_ref().map_or(0, |combined| combined.dissent(&extracts));
		if dissent != 0 {
			notes.push(Note::Dissent(feed, dissent));
		}
		// Who has not answered, and why, was told before.
		let is_told = missing || asked.of.is_empty();
		if let Err(error) = combined {
			if !is_told || error != FeedError::NoSource {
				notes.push(Note::Combine(feed, error));
			}
		}
		let combined = combined.ok();
		if combined.is_none() {
			self.missed.borrow_mut().insert(feed);
		}
		let silence = match (missing || combined.is_none(), asked.spares) {
			(false, _) => Silence::None,
			(true, true) => Silence::Spared,
			(true, false) => Silence::Missing,
		};
		Read { combined, silence }
	}

	fn quote(
		&self,
		run: &Run<'_>,
		source: Source,
		feed: FeedKey,
		(answer, body): (&Answer, &[u8]),
		calendar: &Calendar<'_>,
	) -> Result<VenueQuote, FeedError> {
		let mut list = answer.list.borrow_mut();
		let quote = match list.get_or_insert_with(|| List::read(source, body)) {
			Some(list) => {
				let list = list.as_ref().map_err(|error| *error)?;
				list.quote(ask::model(run.skus, feed)?)?
			},
			None => ask::price_among(run.skus, source, feed, body, run.now, calendar)?,
		};
		// One that cannot be combined by itself must not spoil those of others.
		Combined::market(feed, ObsDay::of(run.now), &[quote])?;
		Ok(quote)
	}

	fn extract(
		&self,
		source: Source,
		feed: FeedKey,
		answer: &Answer,
		body: &[u8],
		(now, calendar): (u64, &Calendar<'_>),
		memory: &mut Memory,
	) -> Result<Extract, FeedError> {
		let mut page = answer.page.borrow_mut();
		let page = page.get_or_insert_with(|| Page::read(source, feed, body));
		let page = page.as_ref().map_err(|error| *error)?;
		let extract = page.rate(feed, now, calendar)?;
		let target = page.target().map(|(day, range)| Target { day, range });
		memory.target = target.or(memory.target);
		Ok(extract)
	}

	/// Whether an answer that was read is one of a source that is well: what it says of a feed may
	/// be wrong, if it tells another.
	fn is_well(run: &Run<'_>, answer: &Answer) -> bool {
		if answer.has_told.get() || !answer.is_wrong.get() {
			return true;
		}
		let page = answer.page.borrow();
		let page = page.as_ref().and_then(|page| page.as_ref().ok());
		let list = answer.list.borrow();
		let list = list.as_ref().and_then(|list| list.as_ref()).and_then(|list| list.as_ref().ok());
		page.is_some_and(|page| page.tells_any(run.now, &Calendar::US))
			|| list.is_some_and(|list| run.skus.iter().any(|sku| list.quote(sku).is_ok()))
	}

	/// Counts, and leaves alone for a while the sources that have failed.
	pub fn settle(&self, run: &Run<'_>, memory: &mut Memory, counters: &mut Counters) {
		let broken = self.broken.borrow();
		let mut good: BTreeMap<Source, Health> = BTreeMap::new();
		for (question, answer) in self.flight.questions.iter().zip(&self.answers) {
			let source = question.source();
			let was_read = answer.body.is_ok() && !broken.contains(&source);
			let is_well = Self::is_well(run, answer);
			let count = counters.sources.entry(source).or_default();
			count.asked = count.asked.saturating_add(1);
			if was_read && is_well {
				count.answered = count.answered.saturating_add(1);
				count.last_success = run.now;
			} else {
				count.failed = count.failed.saturating_add(1);
			}
			let health = good.entry(source).or_insert(Health { were_read: true, is_well: false });
			health.were_read = health.were_read && was_read;
			health.is_well = health.is_well || is_well;
		}
		for (source, Health { were_read, is_well }) in good {
			let poll = self.flight.polls.get(&source).copied().unwrap_or_default();
			let until = if were_read && is_well {
				memory.clear(source);
				0
			} else {
				memory.back_off(source, run.now, poll, run.hash)
			};
			counters.sources.entry(source).or_default().waits_until = until;
		}
		for feed in self.missed.borrow().iter() {
			counters.miss(*feed);
		}
	}
}

/// How a source is: all of its answers could be read, and one at least tells something.
struct Health {
	were_read: bool,
	is_well: bool,
}

enum Said {
	Quote(VenueQuote),
	Extract(Extract),
}

/// What is known of the same market: SOFR as the chain has agreed on it, the target range as it was
/// told last; neither for long.
fn beside(who: &Assignment, memory: &Memory, now: u64) -> Beside {
	let least = ObsDay::of(now).before(NEIGHBOUR_DAYS);
	let sofr = who
		.tasks
		.iter()
		.find(|task| task.feed == FeedKey::Sofr)
		.and_then(|task| task.known)
		.filter(|known| known.day >= least && !known.is_suspect);
	let target = memory.target.filter(|target| target.day >= least);
	Beside { sofr: sofr.map(|known| known.value), target: target.map(|target| target.range) }
}
