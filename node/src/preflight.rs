//! What is checked before anything is written.

use sc_network::{multiaddr::Protocol, Multiaddr};
use sc_service::Configuration;
use std::{
	io::ErrorKind::{AddrInUse, PermissionDenied},
	net::{IpAddr, SocketAddr, TcpListener},
};

/// An address that this node listens on, what for, and the flag that changes it.
pub type Port = (SocketAddr, &'static str, &'static str);

/// The addresses that this node cannot do without.
pub fn ports_of(config: &Configuration) -> Vec<Port> {
	let rpc = config.rpc.addr.iter().flatten().filter(|endpoint| !endpoint.is_optional);
	let rpc = rpc.map(|endpoint| (endpoint.listen_addr, "RPC", "--rpc-port"));
	let metrics = config.prometheus_config.iter();
	let metrics = metrics.map(|config| (config.port, "Prometheus", "--prometheus-port"));
	let network = config.network.listen_addresses.iter().filter_map(tcp_address);
	let network = network.map(|address| (address, "network", "--port"));
	rpc.chain(metrics).chain(network).collect()
}

/// Fails when a port is taken.
///
/// # Errors
///
/// Names the first taken port and the flag that changes it.
pub fn ensure_free(ports: &[Port]) -> Result<(), String> {
	// Port 0 asks for any free one.
	for (address, what, flag) in ports.iter().filter(|(address, ..)| address.port() != 0) {
		match TcpListener::bind(address) {
			Err(error) if matches!(error.kind(), AddrInUse | PermissionDenied) => {
				return Err(format!(
					"cannot listen on the {what} address {address}: {error}; stop what uses it or \
					 choose another port with {flag}"
				));
			},
			// Whether an address family is missing is for the server to judge.
			_ => {},
		}
	}
	Ok(())
}

/// Keeps the RPC server from silently moving to another port.
pub fn pin_rpc_ports(config: &mut Configuration) {
	for endpoint in config.rpc.addr.iter_mut().flatten() {
		endpoint.retry_random_port = false;
	}
}

fn tcp_address(address: &Multiaddr) -> Option<SocketAddr> {
	let mut parts = address.iter();
	let ip = match parts.next()? {
		Protocol::Ip4(ip) => IpAddr::from(ip),
		Protocol::Ip6(ip) => IpAddr::from(ip),
		_ => return None,
	};
	match parts.next()? {
		Protocol::Tcp(port) => Some((ip, port).into()),
		_ => None,
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn port_should_be_refused_with_its_flag_when_taken() {
		let taken = TcpListener::bind("127.0.0.1:0").unwrap();
		let address = taken.local_addr().unwrap();
		let ports = [(address, "RPC", "--rpc-port")];
		let refusal = ensure_free(&ports).unwrap_err();
		assert!(refusal.contains(&address.to_string()) && refusal.contains("--rpc-port"));
		drop(taken);
		assert_eq!(ensure_free(&ports), Ok(()));
		assert_eq!(ensure_free(&[(([127, 0, 0, 1], 0).into(), "RPC", "--rpc-port")]), Ok(()));
	}

	#[test]
	fn tcp_address_should_be_found_only_when_a_multiaddress_starts_with_ip_and_tcp() {
		for (text, address) in [
			("/ip4/127.0.0.1/tcp/30333", Some("127.0.0.1:30333")),
			("/ip6/::/tcp/30333", Some("[::]:30333")),
			("/ip4/127.0.0.1/tcp/30334/ws", Some("127.0.0.1:30334")),
			("/ip4/127.0.0.1/udp/30333", None),
			("/dns/example.org/tcp/30333", None),
		] {
			let expected = address.map(|address| address.parse().unwrap());
			assert_eq!(tcp_address(&text.parse().unwrap()), expected, "{text}");
		}
	}
}
