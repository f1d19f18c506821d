//! Where a base leads: only to public hosts, so that nobody can make a node ask its neighbours.

use caliber_feeds_core::Source;
use std::net::IpAddr;

/// Admits `https` bases on public hosts, and `http` ones on loopback where that is allowed. The
/// path of a question is the source's own; only a catalogue, which anyone may publish, may stand
/// in a folder.
pub(crate) fn ensure_base(source: Source, base: &str, loopback: bool) -> Result<(), String> {
	let (scheme, rest) = base.split_once("://").ok_or("write it as https://host")?;
	let authority = match rest.split_once('/') {
		Some((authority, folder)) if Source::CATALOGUES.contains(&source) => {
			if !folder.split('/').all(is_folder) {
				return Err("its path may have letters, digits, - and _ only".into());
			}
			authority
		},
		_ => rest,
	};
	let (host, port) = split_port(authority).ok_or("only scheme, host and port are allowed")?;
	if port.is_some_and(|port| !is_port(port)) {
		return Err("its port is no number from 1 to 65535".into());
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

fn is_port(text: &str) -> bool {
	text.bytes().all(|byte| byte.is_ascii_digit()) && text.parse::<u16>().is_ok_and(|port| port > 0)
}

/// The host of a base that was found to be a good one.
pub(crate) fn host(base: &str) -> Option<&str> {
	let (_, rest) = base.split_once("://")?;
	let authority = rest.split('/').next()?;
	split_port(authority).map(|(host, _)| host)
}

fn is_folder(name: &str) -> bool {
	let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
	!name.is_empty() && name.bytes().all(is_plain)
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

/// Whether an address that a name stands for may be asked: a public one, or loopback where that is
/// allowed. A name that was judged by its spelling may still lead anywhere.
pub fn is_allowed(ip: IpAddr, loopback: bool) -> bool {
	match reach_of(ip) {
		Reach::Public => true,
		Reach::Loopback => loopback,
		Reach::Private => false,
	}
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
			let [first, second, third, _] = ip.octets();
			let is_special = match (first, second, third) {
				// This network, carriers' own, protocols', relays' to 6to4, benchmarks', reserved.
				(0 | 240.., ..) | (192, 0, 0) | (192, 88, 99) | (198, 18 | 19, _) => true,
				(100, 64..128, _) => true,
				_ => false,
			};
			let closed = is_special
				|| ip.is_private()
				|| ip.is_link_local()
				|| ip.is_multicast()
				|| ip.is_documentation();
			if closed {
				Reach::Private
			} else {
				Reach::Public
			}
		},
		IpAddr::V6(ip) if ip.is_loopback() => Reach::Loopback,
		IpAddr::V6(ip) => match (ip.to_ipv4_mapped(), ip.segments()) {
			(Some(ip), _) => reach_of(ip.into()),
			// Teredo and other protocols, documentation, and 6to4: what they lead to is another
			// address, of any kind.
			(None, [0x2001, ..0x200, ..] | [0x2001, 0xdb8, ..] | [0x2002, ..]) => Reach::Private,
			(None, [0x3fff, ..0x1000, ..]) => Reach::Private,
			(None, [first, ..]) if first & 0xe000 == 0x2000 => Reach::Public,
			(None, _) => Reach::Private,
		},
	}
}

#[cfg(test)]
#[path = "reach_tests.rs"]
mod tests;
