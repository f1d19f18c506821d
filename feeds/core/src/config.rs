//! What the node tells its own off-chain worker, and where it leaves it: in the node's persistent
//! off-chain store. None of it ever enters the chain's state.

use crate::{source::MAX_BODY, Source};
use alloc::vec::Vec;
use codec::{Decode, Encode};
use core::{fmt, str};
use serde::{Deserialize, Serialize};

/// How far the chain's clock runs ahead of the host's: `i64`, SCALE, milliseconds, chain minus
/// host. Present on sealed development chains only, renewed before every block; absent means 0.
/// A worker adds it to the host's clock for everything but HTTP deadlines and lock expiries.
pub const CLOCK_OFFSET_KEY: &[u8] = b"caliber::clock_offset_ms";

/// Where this node's worker fetches prices and rates: an [`OracleConfig`], SCALE. Absent means
/// that the worker reports nothing.
pub const ORACLE_CONFIG_KEY: &[u8] = b"caliber::oracle_config";

/// What the reporter's side remembers between two runs, see [`crate::pipeline`]. Another layout
/// needs another key: what cannot be read keeps a reporter from signing.
pub const MEMORY_KEY: &[u8] = b"caliber::feeds::memory/2";

/// What it has done so far, for the node to tell: [`crate::pipeline::Counters`], SCALE.
pub const COUNTERS_KEY: &[u8] = b"caliber::feeds::counters/2";

/// What the worker reads from the off-chain store.
#[derive(Encode, Decode, Clone, PartialEq, Eq, Debug, Default)]
pub struct OracleConfig {
	/// Limits of one run.
	pub limits: Limits,
	/// The sources, each at most once, in the order of their ids.
	pub sources: Vec<SourceConfig>,
}

impl OracleConfig {
	/// How a source is reached, if this node asks it.
	pub fn source(&self, source: Source) -> Option<&SourceConfig> {
		self.sources.iter().find(|config| config.source == source)
	}
}

/// Limits of one run of the worker.
#[derive(Encode, Decode, Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
	/// Bytes of a response at most.
	pub body_bytes: u32,
	/// Milliseconds that a request may take in all.
	pub total_ms: u32,
	/// Requests at most.
	pub max_requests: u8,
}

impl Limits {
	/// The built-in maxima, which configuration can only tighten. All requests of a run are in
	/// flight together, so their number costs no time: a hundred models at a marketplace that is
	/// asked for each, and every page that is asked for once.
	pub const MAX: Self = Self { body_bytes: 262_144, total_ms: 8_000, max_requests: 128 };

	/// The smaller of each limit.
	pub fn tightened(self, other: Self) -> Self {
		Self {
			body_bytes: self.body_bytes.min(other.body_bytes),
			total_ms: self.total_ms.min(other.total_ms),
			max_requests: self.max_requests.min(other.max_requests),
		}
	}

	/// Bytes of a response at most, and never more than the parsers look at.
	pub fn body(self) -> usize {
		usize::try_from(self.body_bytes).unwrap_or(MAX_BODY).min(MAX_BODY)
	}
}

impl Default for Limits {
	fn default() -> Self {
		Self::MAX
	}
}

/// How one source is reached. What is secret in it is not shown by `Debug`.
#[derive(Encode, Decode, Clone, PartialEq, Eq)]
pub struct SourceConfig {
	/// Which one: its request and its parser.
	pub source: Source,
	/// Scheme, host and port in UTF-8, without a trailing slash; the rest of a URL is the source's.
	pub base: Vec<u8>,
	/// Names and values of further request headers, UTF-8.
	pub headers: Vec<(Vec<u8>, Vec<u8>)>,
	/// The key of a source that wants it in the URL, UTF-8; empty for all others.
	pub key: Vec<u8>,
}

impl SourceConfig {
	/// Without headers and key.
	pub fn plain(source: Source, base: &str) -> Self {
		Self { source, base: base.into(), headers: Vec::new(), key: Vec::new() }
	}
}

impl fmt::Debug for SourceConfig {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.debug_struct("SourceConfig")
			.field("source", &self.source)
			.field("base", &str::from_utf8(&self.base).unwrap_or("no text"))
			.field("headers", &self.headers.len())
			.field("key", &!self.key.is_empty())
			.finish()
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn config_should_come_back_and_find_its_sources_when_encoded() {
		let treasury = SourceConfig {
			source: Source::UstBillXml,
			base: b"https://home.treasury.gov".to_vec(),
			headers: alloc::vec![(b"a".to_vec(), b"b".to_vec())],
			key: b"secret".to_vec(),
		};
		assert!(!alloc::format!("{treasury:?}").contains("secret"));
		let config = OracleConfig { limits: Limits::MAX, sources: alloc::vec![treasury.clone()] };
		let read = OracleConfig::decode(&mut &config.encode()[..]).unwrap();
		assert_eq!(read.source(Source::UstBillXml), Some(&treasury));
		assert_eq!(read.source(Source::VastBundles), None);
	}

	#[test]
	fn limits_should_only_become_smaller_when_tightened() {
		let odd = Limits { body_bytes: u32::MAX, total_ms: 1, max_requests: 129 };
		let want = Limits { total_ms: 1, ..Limits::MAX };
		assert_eq!(odd.tightened(Limits::MAX), want);
		assert_eq!(odd.body(), MAX_BODY);
	}
}
