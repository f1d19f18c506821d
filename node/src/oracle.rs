//! Where this node's off-chain worker fetches prices and rates.
//!
//! A TOML file names the sources; the node checks it when it starts and puts it, SCALE-encoded as
//! [`OracleConfig`], into its off-chain store under [`ORACLE_CONFIG_KEY`]. Neither addresses nor
//! keys of a source ever enter the chain. Which kinds there are, and their ids, is said by
//! [`Source`] alone.
//!
//! ```toml
//! version = 1
//! [limits]                        # optional; they only tighten the built-in ones
//! body_bytes = 262144
//! total_ms = 8000
//! max_requests = 4
//! [policy]                        # optional
//! allow_http_loopback = false     # development and local chains only
//! [[source]]
//! id = 1                          # the kind's number: its bit in a report
//! kind = "ust-bill-xml"
//! base = "https://home.treasury.gov"
//! header = { Authorization = "env:NAME" }   # optional; `env:` reads a variable
//! ```

use caliber_feeds_core::{config::ORACLE_CONFIG_KEY, Limits, OracleConfig, Source, SourceConfig};
use codec::Encode;
use sc_client_api::Backend;
use sc_service::ChainType;
use serde::Deserialize;
use sp_core::offchain::{OffchainStorage, STORAGE_PREFIX};
use std::{
	collections::{BTreeMap, BTreeSet},
	net::IpAddr,
	path::Path,
	str::FromStr,
};

/// What was typed about the oracle.
#[derive(Debug, Clone, Copy)]
pub struct OracleFlags<'a> {
	/// `--oracle-config`
	pub config: Option<&'a Path>,
	/// `--oracle-off`
	pub off: bool,
	/// `--oracle-base`
	pub bases: &'a [BaseOverride],
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
}

/// Reads and checks what the flags say; `None` when the worker is to report nothing.
///
/// # Errors
///
/// One line that names the file, the source and the remedy.
pub fn load(flags: OracleFlags<'_>, chain: &ChainType) -> Result<Option<OracleConfig>, String> {
	let live = !matches!(chain, ChainType::Development | ChainType::Local);
	if live && !flags.bases.is_empty() {
		return Err(format!(
			"--oracle-base works on development and local chains only, this one is of type \
			 {chain:?}; name the sources in --oracle-config FILE"
		));
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
		ensure_base(&base, loopback)
			.map_err(|error| format!("oracle source {} (`{base}`): {error}", source.source.id()))?;
	}
	config.sources.sort_by_key(|source| source.source.id());
	Ok(Some(config))
}

fn read(path: &Path, live: bool) -> Result<(OracleConfig, bool), String> {
	let text = std::fs::read_to_string(path)
		.map_err(|error| format!("{error}; pass the path of a TOML file to --oracle-config"))?;
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
				Some(variable) => std::env::var(variable).map_err(|_| {
					format!("header `{name}` needs the environment variable {variable}; set it")
				})?,
				None => value,
			};
			let is_token = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
			let is_value = |byte: u8| byte == b' ' || byte.is_ascii_graphic();
			if name.is_empty() || !name.bytes().all(is_token) || !value.bytes().all(is_value) {
				return Err(format!("header `{name}` has characters that no header may have"));
			}
			Ok((name.into_bytes(), value.into_bytes()))
		})
		.collect()
}

/// Gives the source this base, or adds it.
fn replace(config: &mut OracleConfig, over: &BaseOverride) {
	let base = over.base.trim_end_matches('/').as_bytes().to_vec();
	match config.sources.iter_mut().find(|source| source.source == over.source) {
		Some(source) => source.base = base,
		None => {
			let source = over.source;
			config.sources.push(SourceConfig { source, base, headers: Vec::new() });
		},
	}
}

/// Admits `https` bases on public hosts, and `http` ones on loopback where that is allowed.
fn ensure_base(base: &str, loopback: bool) -> Result<(), String> {
	let (scheme, authority) = base.split_once("://").ok_or("write it as https://host")?;
	let (host, port) = split_port(authority).ok_or("only scheme, host and port are allowed")?;
	if port.is_some_and(|port| port.parse::<u16>().is_err()) {
		return Err("its port is no number from 0 to 65535".into());
	}
	match (scheme, reach(host)?) {
		("https", Reach::Public) => Ok(()),
		("https" | "http", Reach::Loopback) if loopback => Ok(()),
		(_, Reach::Loopback) => Err(
			"loopback is allowed on development and local chains with allow_http_loopback = true"
				.into(),
		),
		(_, Reach::Private) => Err("private and link-local addresses are refused".into()),
		(_, Reach::Public) => Err("use https".into()),
	}
}

/// Splits `host`, `host:port` or `[v6]:port`; `None` when there is more to it.
fn split_port(authority: &str) -> Option<(&str, Option<&str>)> {
	if authority.contains(['/', '?', '#', '@', '\\', '%']) {
		return None;
	}
	if let Some(rest) = authority.strip_prefix('[') {
		let (host, rest) = rest.split_once(']')?;
		return match rest.strip_prefix(':') {
			Some(port) => Some((host, Some(port))),
			None => rest.is_empty().then_some((host, None)),
		};
	}
	match authority.split_once(':') {
		Some((host, port)) => Some((host, Some(port))),
		None => Some((authority, None)),
	}
}

#[derive(Debug, PartialEq, Eq)]
enum Reach {
	Public,
	Loopback,
	Private,
}

fn reach(host: &str) -> Result<Reach, String> {
	let lower = host.trim_end_matches('.').to_ascii_lowercase();
	if lower == "localhost" || lower.ends_with(".localhost") {
		return Ok(Reach::Loopback);
	}
	if let Ok(ip) = lower.parse::<IpAddr>() {
		return Ok(reach_of(ip));
	}
	let labels_fit = lower.split('.').all(|label| {
		!label.is_empty()
			&& label.len() <= 63
			&& label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
	});
	// Some resolvers read `127.1`, `0x7f.1` and `2130706433` as addresses.
	let last = lower.rsplit('.').next().unwrap_or_default();
	if !labels_fit || last.starts_with(|first: char| first.is_ascii_digit()) {
		return Err(format!("`{host}` is no host name"));
	}
	Ok(Reach::Public)
}

fn reach_of(ip: IpAddr) -> Reach {
	match ip {
		IpAddr::V4(ip) if ip.is_loopback() => Reach::Loopback,
		IpAddr::V4(ip) => {
			let [first, second, ..] = ip.octets();
			let shared = first == 100 && (64..128).contains(&second);
			let closed = ip.is_private()
				|| ip.is_link_local()
				|| ip.is_multicast()
				|| ip.is_broadcast()
				|| ip.is_documentation()
				|| first == 0
				|| first >= 240
				|| shared;
			if closed {
				Reach::Private
			} else {
				Reach::Public
			}
		},
		IpAddr::V6(ip) if ip.is_loopback() => Reach::Loopback,
		IpAddr::V6(ip) => match ip.to_ipv4_mapped() {
			Some(ip) => reach_of(ip.into()),
			None if ip.segments()[0] & 0xe000 == 0x2000 => Reach::Public,
			None => Reach::Private,
		},
	}
}

/// Puts the configuration where the worker reads it; removes a former one when there is none.
pub fn publish<Block: sp_runtime::traits::Block>(
	backend: &impl Backend<Block>,
	config: Option<&OracleConfig>,
) {
	let Some(mut storage) = backend.offchain_storage() else { return };
	match config {
		Some(config) => storage.set(STORAGE_PREFIX, ORACLE_CONFIG_KEY, &config.encode()),
		None => storage.remove(STORAGE_PREFIX, ORACLE_CONFIG_KEY),
	}
}

#[cfg(test)]
#[path = "oracle_tests.rs"]
mod tests;
