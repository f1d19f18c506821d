//! What people may want to know of a run.

use super::FetchError;
use crate::{FeedError, FeedKey, Source};
use core::fmt;

/// Something that did not go as it should, and what can be done about it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Note {
	/// No source of the feed is configured.
	NoSources(FeedKey),
	/// The run has asked as often as it may.
	TooManyRequests(Source),
	/// A source gave no answer.
	Fetch(Source, FetchError),
	/// A source gave an answer that is not used for a feed.
	Answer(Source, FeedKey, FeedError),
	/// The sources together do not make a value.
	Combine(FeedKey, FeedError),
	/// Sources contradict the value that is said.
	Dissent(FeedKey, u32),
	/// A source went further in one step than usual.
	Step {
		/// Which.
		source: Source,
		/// On what.
		feed: FeedKey,
		/// From where.
		from: i128,
		/// To where.
		to: i128,
	},
	/// A source says what can hardly be true beside what else is known.
	Beside {
		/// Which.
		source: Source,
		/// On what.
		feed: FeedKey,
		/// What it says.
		value: i128,
	},
	/// A coupon equivalent without its discount.
	Alone(FeedKey),
	/// Another value was signed under the name that this one would have.
	Held(FeedKey),
	/// What is remembered is of another chain.
	OtherChain,
	/// What is remembered cannot be read.
	Unreadable,
	/// What would be signed cannot be written down.
	Unwritten,
	/// The sources go on changing.
	Corrected(FeedKey),
}

impl fmt::Display for FetchError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::NoText => f.write_str(
				"its base, its key or a header is no text; correct the oracle file",
			),
			Self::Deadline => f.write_str(
				"no answer in time; it is asked again, check the network if this goes on",
			),
			Self::Io => f.write_str(
				"it cannot be reached, or the connection broke; check its base in the oracle file, \
				 DNS and certificates",
			),
			Self::Answer(error) => {
				write!(f, "{error}; it is asked again, look at what it serves if this goes on")
			},
		}
	}
}

impl fmt::Display for Note {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::NoSources(feed) => {
				write!(f, "no report on {feed}: none of its sources is asked; name one in the oracle file:")?;
				crate::ask::roles(*feed)
					.iter()
					.try_for_each(|(source, _)| write!(f, " {}", source.kind()))
			},
			Self::TooManyRequests(source) => write!(
				f,
				"{}: a question waits for the next run, those of this one were used up; raise \
				 max_requests",
				source.kind()
			),
			Self::Fetch(source, error) => write!(f, "{}: {error}", source.kind()),
			Self::Answer(source, feed, error) => write!(
				f,
				"{} on {feed}: {error}; look at what it serves if this goes on",
				source.kind()
			),
			Self::Combine(feed, error) => {
				write!(f, "no report on {feed}: {error}; its sources are asked again")
			},
			Self::Dissent(feed, mask) => {
				write!(f, "the value of {feed} is contradicted, by a fault or a revision, by:")?;
				Source::ALL
					.iter()
					.filter(|source| source.mask() & mask != 0)
					.try_for_each(|source| write!(f, " {}", source.kind()))
			},
			Self::Step { source, feed, from, to } => write!(
				f,
				"{} on {feed} went from {from} to {to} in one step; it is reported, and the chain \
				 waits for confirmation",
				source.kind()
			),
			Self::Beside { source, feed, value } => write!(
				f,
				"{} on {feed}: {value} is far from what else is known of this market; it is reported, \
				 and the chain waits for confirmation if it moved too far",
				source.kind()
			),
			Self::Alone(feed) => write!(
				f,
				"no report on {feed}: the discount of the same bill is missing, or is of another \
				 price; its sources are asked again"
			),
			Self::Held(feed) => write!(
				f,
				"no report on {feed}: another value was signed for this round and day, or the round \
				 is too old to know, and two would be punished; the next round is awaited, check that \
				 the node's transactions reach blocks"
			),
			Self::Corrected(feed) => write!(
				f,
				"no report on {feed}: it has been corrected as often as one may; the next round or \
				 day is awaited"
			),
			Self::OtherChain => f.write_str(
				"nothing is signed: what is remembered here was signed on another chain; name \
				 another memory for this one, or reach the node of the right chain",
			),
			Self::Unwritten => f.write_str(
				"nothing is signed: what would be signed cannot be written down, and whoever forgets \
				 it may be punished; make room on the disk, or let the program write there",
			),
			Self::Unreadable => f.write_str(
				"nothing is signed: what was signed before cannot be read, and two values for one \
				 thing would be punished; give this machine a new feed key, then remove the memory",
			),
		}
	}
}
