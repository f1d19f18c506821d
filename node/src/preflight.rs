//! What is checked before anything is written.

use sc_cli::{CliConfiguration, RunCmd, RPC_DEFAULT_PORT};
use sc_network::{
	config::{NodeKeyConfig, Secret},
	multiaddr::Protocol,
	Multiaddr,
};
use sc_service::{ChainSpec, Configuration};
use std::{
	io::ErrorKind::{AddrInUse, PermissionDenied},
	net::{IpAddr, SocketAddr, TcpListener},
};

/// The SDK's own defaults.
const PROMETHEUS_PORT: u16 = 9615;
const NETWORK_PORT: u16 = 30333;

/// An address that this node listens on, what for, and the flag that changes it.
pub type Port = (SocketAddr, &'static str, &'static str);

/// The addresses that a node started with these flags cannot do without. No file is read or
/// written for it: the identity is a throw-away one.
///
/// # Errors
///
/// When a flag is wrong.
#[allow(clippy::borrowed_box, reason = "the SDK asks for it")]
pub fn ports_of(run: &RunCmd, spec: &Box<dyn ChainSpec>) -> sc_cli::Result<Vec<Port>> {
	let is_dev = run.is_dev()?;
	let rpc = run.rpc_addr(RPC_DEFAULT_PORT)?.unwrap_or_default();
	let rpc = rpc.into_iter().filter(|endpoint| !endpoint.is_optional);
	let rpc = rpc.map(|endpoint| (endpoint.listen_addr, "RPC", "--rpc-port"));
	let metrics = run.prometheus_config(PROMETHEUS_PORT, spec)?.into_iter();
	let metrics = metrics.map(|config| (config.port, "Prometheus", "--prometheus-port"));
	let network = run.network_params.network_config(
		spec,
		is_dev,
		run.role(is_dev)?.is_authority(),
		None,
		"preflight",
		"preflight",
		NodeKeyConfig::Ed25519(Secret::New),
		NETWORK_PORT,
	);
	let network = network.listen_addresses.iter().filter_map(tcp_address);
	let network = network.map(|address| (address, "network", "--port"));
	Ok(rpc.chain(metrics).chain(network).collect())
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
