//! What a reporter does: from what the chain tells him and the answers of his sources to the
//! observations that he signs. The worker of a node and a feeder elsewhere run the same; only how
//! they ask and where they remember differs.
//!
//! | question | module |
//! |---|---|
//! | Which feed is due now? | [`schedule`] |
//! | Who is asked what, and how are questions shared? | [`questions`] |
//! | What do the answers say of a feed? | `reading` |
//! | Is there anything to say, as which correction, and what goes together? | `speech` |
//! | What is remembered between two runs, and counted? | [`memory`] |
//! | What was ever signed, so that nothing else is signed for it? | `names` |
//! | What is told to people? | [`note`] |
//!
//! A run looks at every feed, asks everything in one flight, and writes down what it will sign
//! before it is signed: never are two values said of one feed, day, round and correction, whatever
//! the chain, the clock or the node that is asked do meanwhile.

pub mod memory;
mod names;
pub mod note;
pub mod questions;
mod reading;
pub mod schedule;
mod speech;

pub use memory::{Counters, SourceCount};
pub use note::Note;
pub use questions::Question;
pub use speech::{bundles, Statement};

use crate::{sku::Sku, Assignment, Calendar, FeedError, OracleConfig};
use alloc::vec::Vec;
use memory::{Memory, Record};
use questions::Flight;
use reading::Pages;
use schedule::{Due, Errand, Silence, Unsaid};

/// The hash of the chain: 256 bits of BLAKE2b.
pub type Hash = fn(&[u8]) -> [u8; 32];

/// Why an answer could not be had.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FetchError {
	/// The base, the key or a header in the configuration is no text.
	NoText,
	/// The time was over.
	Deadline,
	/// No connection, or it broke.
	Io,
	/// The head of the answer, or its size, does not let it be read.
	Answer(FeedError),
}

/// How sources are asked.
pub trait Web {
	/// Asks all of it, in flight together. The answers are in the order of the questions, and as
	/// many.
	fn ask(&mut self, questions: &[Question<'_>]) -> Vec<Result<Vec<u8>, FetchError>>;
}

/// Where something is remembered.
pub trait Store {
	/// What was written last under a key.
	fn get(&mut self, key: &[u8]) -> Option<Vec<u8>>;
	/// Writes.
	fn set(&mut self, key: &[u8], value: &[u8]);
}

/// One run.
#[derive(Clone, Copy)]
pub struct Run<'a> {
	/// Who reports, each on what; most often one.
	pub assignments: &'a [Assignment],
	/// Which sources this node asks.
	pub config: &'a OracleConfig,
	/// The table of models.
	pub skus: &'a [Sku<'a>],
	/// Unix seconds, by the chain's clock.
	pub now: u64,
	/// Seconds over which reporters spread their questions; 0 where nobody else asks.
	pub spread: u64,
	/// The hash of the chain.
	pub hash: Hash,
}

/// What came of it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Outcome {
	/// What each reporter has to sign, in the order of the assignments.
	pub statements: Vec<(usize, Vec<Statement>)>,
	/// The same of statements that were made before and are in no block yet. The pool may still
	/// have them, and does not take them twice then: that is no failure.
	pub again: Vec<(usize, Vec<Statement>)>,
	/// What people may want to know.
	pub notes: Vec<Note>,
	/// Whether nothing was due.
	pub is_idle: bool,
}

impl Run<'_> {
	/// Does what is due. What is to be signed is in the store when this returns.
	pub fn perform(&self, web: &mut impl Web, store: &mut impl Store) -> Outcome {
		let mut outcome = Outcome::default();
		if self.assignments.is_empty() {
			return outcome;
		}
		let mut memory = match Memory::load(store, self.assignments, self.now) {
			Ok(memory) => memory,
			Err(note) => {
				outcome.notes.push(note);
				outcome.is_idle = true;
				return outcome;
			},
		};
		let due: Vec<Vec<Errand>> =
			self.assignments.iter().map(|assignment| self.errands(assignment, &memory)).collect();
		if due.iter().all(Vec::is_empty) {
			outcome.is_idle = true;
			return outcome;
		}
		let flight = Flight::plan(self, &due, &memory, &mut outcome.notes);
		let answers = match flight.questions.as_slice() {
			[] => Vec::new(),
			questions => web.ask(questions),
		};
		let mut counters = Counters::load(store);
		let pages = Pages::open(&flight, answers, &mut outcome.notes);
		for (index, (who, errands)) in self.assignments.iter().zip(&due).enumerate() {
			let said = self.speak((index, who), errands, &pages, &mut memory, &mut outcome);
			let again = self.say_again(who, errands, &mut memory);
			for (all, said) in [(&mut outcome.statements, said), (&mut outcome.again, again)] {
				if !said.is_empty() {
					all.push((index, said));
				}
			}
		}
		pages.settle(self, &mut memory, &mut counters);
		if let Err(note) = memory.save(store) {
			outcome.notes.push(note);
			(outcome.statements, outcome.again) = (Vec::new(), Vec::new());
		}
		counters.save(store);
		outcome
	}

	/// Takes back what the chain refuses for good: it is not sent again, and its sources are asked
	/// anew at the next turn, as after an answer that could not be used. Under which name it was to
	/// be signed is not forgotten.
	pub fn take_back(&self, refused: &[(usize, Vec<Statement>)], store: &mut impl Store) {
		let Ok(mut memory) = Memory::load(store, self.assignments, self.now) else { return };
		let mut counters = Counters::load(store);
		for (index, statements) in refused {
			let Some(who) = self.assignments.get(*index) else { continue };
			let feeds = statements.iter().map(|statement| statement.observation.feed);
			for task in feeds.filter_map(|feed| who.tasks.iter().find(|task| task.feed == feed)) {
				let record = Record { sent: None, ..memory.record(who, task.feed) };
				let record = schedule::after(task, &record, self.now, false, Silence::Missing);
				memory.put(who, task.feed, record);
				counters.miss(task.feed);
			}
		}
		// What is not written down is sent again, and refused again.
		if memory.save(store).is_ok() {
			counters.save(store);
		}
	}

	fn errands(&self, assignment: &Assignment, memory: &Memory) -> Vec<Errand> {
		let calendar = Calendar::with_closures(&assignment.closures);
		let due = assignment.tasks.iter().filter_map(|task| {
			let known = memory.record(assignment, task.feed);
			let clock = schedule::Clock {
				now: self.now,
				phase: schedule::phase(assignment, task, self.spread, self.hash),
				calendar: &calendar,
			};
			Some(Errand { task: *task, due: schedule::due(task, &known, &clock)? })
		});
		schedule::with_companions(due.collect(), assignment)
	}

	/// What one reporter has to say, written down.
	fn speak(
		&self,
		(index, who): (usize, &Assignment),
		errands: &[Errand],
		pages: &Pages<'_>,
		memory: &mut Memory,
		outcome: &mut Outcome,
	) -> Vec<Statement> {
		let (mut said, mut tries) = (Vec::new(), Vec::new());
		for errand in errands {
			let feed = errand.task.feed;
			if errand.due == Due::Resend || !pages.is_asked(index, feed) {
				continue;
			}
			let read = pages.read(self, (index, who), errand, memory, &mut outcome.notes);
			let spoken = read.combined.ok_or(Unsaid).and_then(|combined| {
				speech::statement(self, (who, errand), &memory.names, &combined).map_err(|note| {
					outcome.notes.push(note);
					Unsaid
				})
			});
			said.extend(spoken.ok().flatten());
			tries.push((errand.task, spoken, read.silence));
		}
		let said = speech::paired(said, &mut outcome.notes);
		for (task, spoken, silence) in tries {
			let is_left = |kept: &Statement| said.contains(kept);
			let spoken = spoken.map(|statement| statement.is_none_or(|s| is_left(&s)));
			let is_done = spoken.unwrap_or_default();
			let record = memory.record(who, task.feed);
			memory.put(who, task.feed, schedule::after(&task, &record, self.now, is_done, silence));
		}
		for statement in &said {
			memory.note_sent(who, statement, self.now);
		}
		said
	}

	/// What one reporter says again, in the same words.
	fn say_again(
		&self,
		who: &Assignment,
		errands: &[Errand],
		memory: &mut Memory,
	) -> Vec<Statement> {
		let again = errands.iter().filter(|errand| errand.due == Due::Resend);
		let again = again.filter_map(|errand| memory.record(who, errand.task.feed).sent);
		// Both rates of a bill are said again, or none of them is.
		let again = speech::paired(again.map(|sent| sent.statement()).collect(), &mut Vec::new());
		for statement in &again {
			memory.note_sent(who, statement, self.now);
		}
		again
	}
}

impl Record {
	/// What was said in the open round and is not known to be in a block.
	fn pending(&self, task: &crate::Task) -> Option<&memory::Sent> {
		self.sent.as_ref().filter(|sent| sent.round == task.round && !sent.is_heard(task.said))
	}
}
