//! Who is asked what in a run, each question once.

use super::{
	memory::Memory,
	note::Note,
	schedule::{Due, Errand},
	FetchError, Run,
};
use crate::{
	ask::{self, Role},
	source::Request,
	Assignment, Calendar, FeedKey, Source, SourceConfig,
};
use alloc::{borrow::Cow, collections::BTreeMap, format, string::String, vec::Vec};
use core::str;

/// A question to one source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question<'a> {
	/// How the source is reached.
	pub config: Cow<'a, SourceConfig>,
	/// What it is asked.
	pub request: Request,
}

impl Question<'_> {
	/// The source.
	pub fn source(&self) -> Source {
		self.config.source
	}

	/// Where it goes. It may hold a key: not for logs.
	///
	/// # Errors
	/// `NoText` for a base that is none.
	pub fn url(&self) -> Result<String, FetchError> {
		let base = str::from_utf8(&self.config.base).map_err(|_| FetchError::NoText)?;
		Ok(format!("{base}{}", self.request.path_and_query))
	}

	/// All of its headers; those of the configuration are secret.
	///
	/// # Errors
	/// `NoText` for one that is none.
	pub fn headers(&self) -> Result<Vec<(&str, &str)>, FetchError> {
		let fixed = self.request.headers.iter().map(|(name, value)| Ok((*name, *value)));
		let configured = self.config.headers.iter().map(|(name, value)| {
			let text = str::from_utf8(name).ok().zip(str::from_utf8(value).ok());
			text.ok_or(FetchError::NoText)
		});
		fixed.chain(configured).collect()
	}
}

/// Everything that is asked in a run.
pub(super) struct Flight<'a> {
	pub questions: Vec<Question<'a>>,
	/// By reporter and feed.
	pub asked: BTreeMap<(usize, FeedKey), Asked>,
	/// By source, the shortest poll of a feed that asked it.
	pub polls: BTreeMap<Source, u64>,
}

/// What is asked for one feed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Asked {
	/// The sources, best first, each with its question.
	pub of: Vec<(Source, usize)>,
	/// Whether there are others that could have been asked now.
	pub spares: bool,
	/// Whether there are others that are left alone for a while.
	pub misses: bool,
}

impl<'a> Flight<'a> {
	pub fn plan(
		run: &Run<'a>,
		due: &[Vec<Errand>],
		memory: &Memory,
		notes: &mut Vec<Note>,
	) -> Self {
		let mut flight =
			Self { questions: Vec::new(), asked: BTreeMap::new(), polls: BTreeMap::new() };
		for (index, who, errand) in longest_waiting_first(run, due, memory) {
			let feed = errand.task.feed;
			let failures = memory.record(who, feed).failures;
			let (sources, asked) = choose(run, feed, failures, memory);
			if sources.is_empty() && asked.misses {
				continue;
			}
			let calendar = Calendar::with_closures(&who.closures);
			let Some(of) = flight.ask(run, errand, &sources, &calendar, notes) else { continue };
			if of.is_empty() {
				notes.push(Note::NoSources(feed));
			}
			flight.asked.insert((index, feed), Asked { of, ..asked });
		}
		flight
	}

	/// The questions about a feed; `None` if they are too many for this run, whose next one will
	/// find room.
	fn ask(
		&mut self,
		run: &Run<'a>,
		errand: &Errand,
		sources: &[&'a SourceConfig],
		calendar: &Calendar<'_>,
		notes: &mut Vec<Note>,
	) -> Option<Vec<(Source, usize)>> {
		let feed = errand.task.feed;
		let most = usize::from(run.config.limits.max_requests.min(crate::Limits::MAX.max_requests));
		let known = self.questions.len();
		let mut of = Vec::new();
		for config in sources {
			let source = config.source;
			let key = str::from_utf8(&config.key).unwrap_or_default();
			let asked = ask::request_among(run.skus, source, feed, run.now, calendar, key);
			let request = match asked {
				Ok(request) => request,
				Err(crate::FeedError::Absent) => continue,
				Err(error) => {
					notes.push(Note::Answer(source, feed, error));
					continue;
				},
			};
			let same = |other: &Question<'_>| other.source() == source && other.request == request;
			let place = self.questions.iter().position(same).unwrap_or_else(|| {
				let config = Cow::Borrowed(*config);
				self.questions.push(Question { config, request });
				self.questions.len().saturating_sub(1)
			});
			of.push((source, place));
		}
		if self.questions.len() > most {
			let left = self.questions.get(known..).unwrap_or_default();
			let sources: Vec<Source> = left.iter().map(Question::source).collect();
			// A feed that alone asks more than a run may is asked for as far as it goes.
			if known > 0 {
				self.questions.truncate(known);
				let told = sources.into_iter().map(Note::TooManyRequests);
				notes.extend(told.filter(|note| !notes.contains(note)).collect::<Vec<_>>());
				return None;
			}
			self.questions.truncate(most);
			of.retain(|(_, place)| *place < most);
		}
		for (source, _) in &of {
			let poll = self.polls.entry(*source).or_insert(u64::MAX);
			*poll = errand.task.poll.min(*poll);
		}
		Some(of)
	}
}

/// What has to be asked for, what was not for the longest time first: if there are more questions
/// than a run may ask, no feed is left out twice in favour of another.
fn longest_waiting_first<'r>(
	run: &Run<'r>,
	due: &'r [Vec<Errand>],
	memory: &Memory,
) -> Vec<(usize, &'r Assignment, &'r Errand)> {
	let mut all: Vec<_> = run
		.assignments
		.iter()
		.zip(due)
		.enumerate()
		.flat_map(|(index, (who, errands))| errands.iter().map(move |errand| (index, who, errand)))
		.filter(|(_, _, errand)| errand.due != Due::Resend)
		.collect();
	all.sort_by_key(|(_, who, errand)| memory.record(who, errand.task.feed).tried);
	all
}

/// Who is asked about a feed: of a market all; of a rate its publisher, and others in his place only
/// once he has failed or is left alone for a while.
fn choose<'a>(
	run: &Run<'a>,
	feed: FeedKey,
	failures: u8,
	memory: &Memory,
) -> (Vec<&'a SourceConfig>, Asked) {
	let configured = ask::roles(feed)
		.iter()
		.filter_map(|(source, role)| Some((run.config.source(*source)?, *role)));
	let (away, there): (Vec<_>, Vec<_>) =
		configured.partition(|(config, _)| memory.is_backing_off(config.source, run.now));
	let all = || there.iter().map(|(config, _)| *config).collect::<Vec<_>>();
	let first = there.first().filter(|(config, role)| {
		let is_first = ask::roles(feed).first().is_some_and(|(first, _)| *first == config.source);
		failures == 0 && *role == Role::Primary && is_first
	});
	let sources = match first {
		Some((config, _)) => [*config].into(),
		None => all(),
	};
	let spares = sources.len() < there.len();
	(sources, Asked { of: Vec::new(), spares, misses: !away.is_empty() })
}
