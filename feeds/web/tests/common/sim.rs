//! `feed-sim` in this process.

use caliber_feed_sim::{clock::AsOf, Options, Server};
use std::{
	net::{IpAddr, Ipv4Addr},
	path::PathBuf,
	time::Duration,
};

/// Friday 2026-08-14, noon UTC.
pub const NOON: u64 = 1_786_708_800;

/// Where it listens: without TLS, then with a good certificate and with bad ones.
pub async fn serve(gpus: usize, latency: Duration, tls: Option<PathBuf>) -> Vec<String> {
	let options = Options {
		seed: 1,
		as_of: AsOf::At(i64::try_from(NOON).unwrap()),
		speed: None,
		gpus,
		latency,
		scenario: Vec::new(),
		tls,
		host: IpAddr::V4(Ipv4Addr::LOCALHOST),
		port: 0,
		tls_port: 0,
		allow_remote: false,
	};
	let server = Server::bind(options).await.unwrap();
	let addresses = server.addresses().to_vec();
	tokio::spawn(server.run(std::future::pending()));
	addresses
}
