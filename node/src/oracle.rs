//! Where this node's off-chain worker fetches prices and rates: what the flags and the file say is
//! judged by [`caliber_feeds_config`] when the node starts and put, SCALE-encoded, into its
//! off-chain store under [`ORACLE_CONFIG_KEY`]. Neither addresses nor keys of a source ever enter
//! the chain.
//!
//! The SDK's HTTP client dials whatever a name leads to, and takes no filter. So names are looked up
//! here first, and again each minute: a source whose name leads to an address that may not be asked
//! is left out of what the worker reads. Between two looks a name may change.

pub use caliber_feeds_config::{BaseOverride, Flags as OracleFlags, Oracle};

use caliber_feeds_config::{names::Addresses, Network};
use caliber_feeds_core::{config::ORACLE_CONFIG_KEY, OracleConfig, Source};
use codec::Encode;
use futures::future::join_all;
use sc_service::ChainType;
use sp_core::offchain::{OffchainStorage, STORAGE_PREFIX};
use std::{
	net::{IpAddr, ToSocketAddrs},
	time::Duration,
};

/// Between two looks at where names lead.
const LOOK: Duration = Duration::from_secs(60);

/// Reads and checks what the flags say; `None` when the worker is to report nothing. A chain of an
/// unknown type is a live one.
///
/// # Errors
///
/// One line that names the file, the source and the remedy.
pub fn load(flags: OracleFlags<'_>, chain: &ChainType) -> Result<Option<Oracle>, String> {
	let network = match chain {
		ChainType::Development | ChainType::Local => Network::Development,
		ChainType::Live | ChainType::Custom(_) => Network::Live,
	};
	caliber_feeds_config::load(flags, network)
}

/// Puts what may be asked where the worker reads it; takes away what a former start has left there
/// if there is nothing, or names must be looked up first: until then nobody is asked.
pub fn publish(store: &mut impl OffchainStorage, oracle: Option<&Oracle>) {
	match oracle.filter(|oracle| oracle.names().is_empty()) {
		Some(oracle) => write(store, &oracle.config),
		None => store.remove(STORAGE_PREFIX, ORACLE_CONFIG_KEY),
	}
}

fn write(store: &mut impl OffchainStorage, config: &OracleConfig) {
	store.set(STORAGE_PREFIX, ORACLE_CONFIG_KEY, &config.encode());
}

/// Looks up the names of the sources for as long as the node runs.
pub async fn watch(mut store: impl OffchainStorage, oracle: Oracle) {
	let names = oracle.names();
	let mut told = Vec::new();
	while !names.is_empty() {
		let found = addresses(&names).await;
		told = apply(&mut store, &oracle, &found, told);
		tokio::time::sleep(LOOK).await;
	}
}

/// Leaves out who may not be asked, and says so once for each reason.
fn apply(
	store: &mut impl OffchainStorage,
	oracle: &Oracle,
	found: &Addresses,
	told: Vec<(Source, String)>,
) -> Vec<(Source, String)> {
	let (config, refused) = oracle.reachable(found);
	match config.sources.as_slice() {
		// Without a network no feed is to blame.
		[] => store.remove(STORAGE_PREFIX, ORACLE_CONFIG_KEY),
		_ => write(store, &config),
	}
	for (source, reason) in refused.iter().filter(|refused| !told.contains(refused)) {
		log::warn!(
			"🔭 Oracle: {} is not asked: {reason}; check the name and who answers for it, it is \
			 looked up again each minute",
			source.kind(),
		);
	}
	let is_back = |source| !refused.iter().any(|(other, _)| *other == source);
	for (source, _) in told.iter().filter(|(source, _)| is_back(*source)) {
		log::info!("🔭 Oracle: {} is asked again", source.kind());
	}
	refused
}

/// Where names lead now.
async fn addresses(names: &[String]) -> Addresses {
	let look = |name: &String| {
		let name = name.clone();
		let looked = tokio::task::spawn_blocking({
			let name = name.clone();
			move || look_up(&name)
		});
		async move { (name, looked.await.unwrap_or_else(|error| Err(error.to_string()))) }
	};
	join_all(names.iter().map(look)).await.into_iter().collect()
}

fn look_up(name: &str) -> Result<Vec<IpAddr>, String> {
	let found = (name, 0).to_socket_addrs().map_err(|error| error.to_string())?;
	Ok(found.map(|at| at.ip()).collect())
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::Decode;
	use sp_core::offchain::storage::InMemOffchainStorage;

	#[test]
	fn loopback_should_be_refused_when_the_chain_may_be_live() {
		let bases = ["ust-bill-xml=http://127.0.0.1:1".parse().unwrap()];
		let flags = OracleFlags { bases: &bases, ..OracleFlags::default() };
		for (chain, allowed) in [
			(ChainType::Development, true),
			(ChainType::Local, true),
			(ChainType::Live, false),
			(ChainType::Custom("x".into()), false),
		] {
			assert_eq!(load(flags, &chain).is_ok(), allowed, "{chain:?}");
		}
	}

	fn asked(store: &InMemOffchainStorage) -> Option<Vec<&'static str>> {
		let bytes = store.get(STORAGE_PREFIX, ORACLE_CONFIG_KEY)?;
		let config = OracleConfig::decode(&mut bytes.as_slice()).unwrap();
		Some(config.sources.iter().map(|source| source.source.kind()).collect())
	}

	#[test]
	fn worker_should_ask_only_whom_it_may_when_names_lead_elsewhere() {
		let bases = ["ust-bill-xml=https://treasury.test", "nyfed=https://127.0.0.1:1"];
		let bases = bases.map(|base| base.parse().unwrap());
		let flags = OracleFlags { bases: &bases, ..OracleFlags::default() };
		let oracle = load(flags, &ChainType::Development).unwrap().unwrap();
		let mut store = InMemOffchainStorage::default();
		publish(&mut store, Some(&oracle));
		assert_eq!(asked(&store), None);
		let mut told = Vec::new();
		for (address, want) in [
			("93.184.216.34", &["ust-bill-xml", "nyfed"][..]),
			("10.0.0.1", &["nyfed"]),
			("93.184.216.34", &["ust-bill-xml", "nyfed"]),
		] {
			let leads = Ok(vec![address.parse().unwrap()]);
			let found = Addresses::from([("treasury.test".into(), leads)]);
			told = apply(&mut store, &oracle, &found, told);
			assert_eq!(asked(&store), Some(want.to_vec()), "{address}");
			assert_eq!(told.len(), 2 - want.len(), "{address}");
		}
		publish(&mut store, None);
		assert_eq!(asked(&store), None);
		// By address there is nothing to look up, and without any address nobody is asked.
		let flags = OracleFlags { bases: &bases[1..], ..OracleFlags::default() };
		let here = load(flags, &ChainType::Development).unwrap().unwrap();
		publish(&mut store, Some(&here));
		assert_eq!(asked(&store), Some(vec!["nyfed"]));
		let flags = OracleFlags { bases: &bases[..1], ..OracleFlags::default() };
		let named = load(flags, &ChainType::Development).unwrap().unwrap();
		apply(&mut store, &named, &Addresses::new(), Vec::new());
		assert_eq!(asked(&store), None);
	}

	#[tokio::test]
	async fn names_should_be_looked_up_when_the_machine_knows_them() {
		let names = ["localhost".to_string(), "nowhere.invalid".to_string()];
		let found = addresses(&names).await;
		let here = found["localhost"].as_ref().unwrap();
		assert!(!here.is_empty() && here.iter().all(|ip| ip.is_loopback()), "{found:?}");
		assert!(found["nowhere.invalid"].is_err());
	}
}
