//! Reads and judges the file that names the sources of rates and prices. A node and a feeder read
//! the same file by the same rules. Which kinds there are, and their ids, is said by [`Source`]
//! alone.
//!
//! ```toml
//! version = 1
//! [limits]                        # optional; they only tighten the built-in ones
//! body_bytes = 262144
//! total_ms = 8000
//! max_requests = 128
//! [policy]                        # optional
//! allow_http_loopback = false     # development and local chains only
//! [[source]]
//! id = 1                          # the kind's number: its bit in a report
//! kind = "ust-bill-xml"
//! base = "https://home.treasury.gov"
//! [[source]]
//! id = 6
//! kind = "fred-observations"
//! base = "https://api.stlouisfed.org"
//! key = "env:FRED_KEY"            # for a source that wants its key in the URL
//! [[source]]
//! id = 13
//! kind = "lambda-instance-types"
//! base = "https://cloud.lambda.ai"
//! header = { Authorization = "env:LAMBDA_KEY" }   # secrets stand in the environment
//! ```
//!
//! | question | module |
//! |---|---|
//! | Which bases may be asked, by their spelling? | `reach` |
//! | And by the addresses to which their names lead now? | [`names`] |
//! | How is written what must not be lost? | [`durable`] |

pub mod durable;
pub mod names;
mod reach;

pub use reach::is_allowed;

use caliber_feeds_core::{Limits, OracleConfig, Source, SourceConfig};
use serde::Deserialize;
use std::{
	collections::{BTreeMap, BTreeSet},
	path::Path,
	str::FromStr,
};

/// Headers whose value may stand in a file.
const HARMLESS: [&str; 4] = ["Accept-Language", "From", "Referer", "X-Client"];

/// What was typed about the oracle.
#[derive(Debug, Clone, Copy, Default)]
pub struct Flags<'a> {
	/// The file.
	pub config: Option<&'a Path>,
	/// Whether nothing is to be asked.
	pub off: bool,
	/// Other bases for some kinds.
	pub bases: &'a [BaseOverride],
}

/// Which rules hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Network {
	/// Public hosts over TLS only.
	Live,
	/// Loopback too, if the file or a flag says so.
	Development,
}

/// What the flags and the file come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oracle {
	/// What a reporter asks.
	pub config: OracleConfig,
	/// Whether addresses of this machine may be asked.
	pub loopback: bool,
}

/// One `--oracle-base KIND=URL`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseOverride {
	source: Source,
	base: String,
}

impl FromStr for BaseOverride {
	type Err = String;

	fn from_str(text: &str) -> Result<Self, String> {
		let (kind, base) = text.split_once('=').ok_or("use KIND=URL")?;
		Ok(Self { source: known(kind)?, base: base.into() })
	}
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
	version: u32,
	#[serde(default)]
	limits: Limits,
	#[serde(default)]
	policy: Policy,
	#[serde(default, rename = "source")]
	sources: Vec<FileSource>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Policy {
	allow_http_loopback: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileSource {
	id: u8,
	kind: String,
	base: String,
	#[serde(default)]
	header: BTreeMap<String, String>,
	key: Option<String>,
}

/// Reads and checks what the flags say; `None` when the worker is to report nothing.
///
/// # Errors
///
/// One line that names the file, the source and the remedy.
pub fn load(flags: Flags<'_>, network: Network) -> Result<Option<Oracle>, String> {
	let live = network == Network::Live;
	if live && !flags.bases.is_empty() {
		return Err("--oracle-base works on development and local chains only; name the sources \
		            in --oracle-config FILE"
			.into());
	}
	if flags.off || (flags.config.is_none() && flags.bases.is_empty()) {
		return Ok(None);
	}
	let (mut config, loopback) = match flags.config {
		Some(path) => read(path, live)
			.map_err(|error| format!("oracle file `{}`: {error}", path.display()))?,
		None => (OracleConfig::default(), false),
	};
	for over in flags.bases {
		replace(&mut config, over);
	}
	let loopback = loopback || !flags.bases.is_empty();
	for source in &config.sources {
		let base = String::from_utf8_lossy(&source.base);
		reach::ensure_base(source.source, &base, loopback).map_err(|error| {
			let base = without_user(&base);
			format!("oracle source {} (`{base}`): {error}", source.source.id())
		})?;
	}
	config.sources.sort_by_key(|source| source.source.id());
	Ok(Some(Oracle { config, loopback }))
}

/// A base without the name and the password that somebody may have put before its host.
fn without_user(base: &str) -> String {
	let (scheme, rest) = base.split_once("://").unwrap_or(("", base));
	match rest.rsplit_once('@') {
		Some((_, host)) => format!("{scheme}://...@{host}"),
		None => base.into(),
	}
}

fn read(path: &Path, live: bool) -> Result<(OracleConfig, bool), String> {
	let text = std::fs::read_to_string(path)
		.map_err(|error| format!("{error}; name a TOML file that can be read"))?;
	let (config, loopback) = parse(&text)?;
	if loopback && live {
		return Err("allow_http_loopback is for development and local chains only".into());
	}
	Ok((config, loopback))
}

fn parse(text: &str) -> Result<(OracleConfig, bool), String> {
	let file: File = toml::from_str(text).map_err(|error| describe(text, &error))?;
	if file.version != 1 {
		return Err(format!("version {} is unknown; this node reads version 1", file.version));
	}
	let maxima = Limits::MAX;
	if file.limits.tightened(maxima) != file.limits {
		return Err(format!(
			"limits can only be tightened, to at most body_bytes = {}, total_ms = {}, \
			 max_requests = {}",
			maxima.body_bytes, maxima.total_ms, maxima.max_requests
		));
	}
	let Limits { body_bytes, total_ms, max_requests } = file.limits;
	if body_bytes == 0 || total_ms == 0 || max_requests == 0 {
		return Err(
			"with a limit of 0 nothing could be asked; leave it out, or use --oracle-off".into()
		);
	}
	let mut seen = BTreeSet::new();
	let sources = file
		.sources
		.into_iter()
		.map(|source| {
			let id = source.id;
			let known = known(&source.kind).map_err(|error| format!("source {id}: {error}"))?;
			if id != known.id() {
				return Err(format!("source {id}: the id of `{}` is {}", source.kind, known.id()));
			}
			if !seen.insert(id) {
				return Err(format!("source {id} is named twice; keep one"));
			}
			Ok(SourceConfig {
				source: known,
				base: source.base.trim_end_matches('/').into(),
				headers: headers(source.header).map_err(|error| format!("source {id}: {error}"))?,
				key: key(known, source.key).map_err(|error| format!("source {id}: {error}"))?,
			})
		})
		.collect::<Result<_, String>>()?;
	Ok((OracleConfig { limits: file.limits, sources }, file.policy.allow_http_loopback))
}

/// The error of the TOML parser in one line, with the line it is about.
fn describe(text: &str, error: &toml::de::Error) -> String {
	let message = error.message().replace('\n', " ");
	match error.span() {
		Some(span) => {
			let before = text.get(..span.start).unwrap_or_default();
			format!("line {}: {message}", before.matches('\n').count() + 1)
		},
		None => message,
	}
}

fn known(kind: &str) -> Result<Source, String> {
	Source::from_kind(kind).ok_or_else(|| {
		let known = Source::ALL.map(Source::kind).join(", ");
		format!("unknown kind `{kind}`; known are {known}")
	})
}

fn headers(header: BTreeMap<String, String>) -> Result<Vec<(Vec<u8>, Vec<u8>)>, String> {
	header
		.into_iter()
		.map(|(name, value)| {
			let value = match value.strip_prefix("env:") {
				Some(variable) => of_environment(&format!("header `{name}`"), variable)?,
				None if is_secret(&name) => {
					return Err(format!("write header `{name}` as {name} = \"env:NAME\""))
				},
				None => value,
			};
			if value.trim().is_empty() {
				return Err(format!("header `{name}` is empty; give it a value, or leave it out"));
			}
			let is_token = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
			let is_value = |byte: u8| byte == b' ' || byte.is_ascii_graphic();
			if name.is_empty() || !name.bytes().all(is_token) || !value.bytes().all(is_value) {
				return Err(format!("header `{name}` has characters that no header may have"));
			}
			Ok((name.into_bytes(), value.into_bytes()))
		})
		.collect()
}

/// Whether a header of this name carries what others must not see, so that it must not stand in a
/// file: anything but what is known to be harmless.
fn is_secret(name: &str) -> bool {
	!HARMLESS.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// The key of a source that wants it in the URL. It is a secret, so it does not stand in the file.
fn key(source: Source, text: Option<String>) -> Result<Vec<u8>, String> {
	let Some(text) = text else { return Ok(Vec::new()) };
	if source != Source::Fred {
		return Err(format!("`{}` takes no key; put it into a header", source.kind()));
	}
	let variable = text.strip_prefix("env:").ok_or("write its key as key = \"env:NAME\"")?;
	let key = of_environment("its key", variable)?;
	if key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
		return Err(format!("{variable} holds no key: letters and digits only"));
	}
	Ok(key.into_bytes())
}

fn of_environment(what: &str, variable: &str) -> Result<String, String> {
	std::env::var(variable)
		.map_err(|_| format!("{what} needs the environment variable {variable}; set it"))
}

/// Gives the source this base, or adds it.
fn replace(config: &mut OracleConfig, over: &BaseOverride) {
	let base = over.base.trim_end_matches('/').as_bytes().to_vec();
	match config.sources.iter_mut().find(|source| source.source == over.source) {
		Some(source) => source.base = base,
		None => {
			config.sources.push(SourceConfig { base, ..SourceConfig::plain(over.source, "") });
		},
	}
}

#[cfg(test)]
mod tests;
