//! Why there is no report, and what can be done about it.

use caliber_feeds_core::{FeedError, Source};
use core::fmt;

/// Why an answer could not be had.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum FetchError {
	/// The base or a header in the configuration is no text.
	NoText,
	/// The time was over.
	Deadline,
	/// No connection, or it broke.
	Io,
	/// The head of the answer, or its size, does not let it be read.
	Answer(FeedError),
}

/// Why there is no report.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Failure {
	/// No source of the feed is configured.
	NoSources(&'static [Source]),
	/// This source is not configured.
	NotAsked(Source),
	/// The run has asked as often as it may.
	TooManyRequests(Source),
	/// A source gave no answer.
	Fetch(Source, FetchError),
	/// A source gave an answer that is not used.
	Answer(Source, FeedError),
	/// The sources together do not make a value.
	Combine(FeedError),
	/// The keystore did not sign.
	NoSignature,
	/// The pool did not take the report.
	Pool,
}

impl fmt::Display for Failure {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::NoSources(sources) => {
				f.write_str("this node asks none of its sources; name one in the oracle file:")?;
				sources.iter().try_for_each(|source| write!(f, " {}", source.kind()))
			},
			Self::NotAsked(source) => {
				write!(f, "{} is not in the oracle file; name it there", source.kind())
			},
			Self::TooManyRequests(source) => write!(
				f,
				"{} was not asked, the requests of this run were used up; raise max_requests",
				source.kind()
			),
			Self::Fetch(source, FetchError::NoText) => write!(
				f,
				"the base or a header of {} is no text; correct the oracle file",
				source.kind()
			),
			Self::Fetch(source, FetchError::Deadline) => write!(
				f,
				"{} did not answer in time; it is asked again, check the network if this goes on",
				source.kind()
			),
			Self::Fetch(source, FetchError::Io) => write!(
				f,
				"{} cannot be reached; check its base in the oracle file, DNS and certificates",
				source.kind()
			),
			Self::Fetch(source, FetchError::Answer(error)) | Self::Answer(source, error) => write!(
				f,
				"{}: {error}; it is asked again, look at what it serves if this goes on",
				source.kind()
			),
			Self::Combine(error) => write!(f, "{error}; the sources are asked again"),
			Self::NoSignature => {
				f.write_str("the keystore does not sign; insert the feed key (type `feed`) anew")
			},
			Self::Pool => f.write_str(
				"the pool did not take the report; it is sent again, check the node's clock",
			),
		}
	}
}
