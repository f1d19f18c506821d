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

#[cfg(test)]
#[path = "reach_tests.rs"]
mod tests;
