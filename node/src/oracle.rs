//! Where this node's off-chain worker fetches prices and rates: what the flags and the file say is
//! judged by [`caliber_feeds_config`] when the node starts and put, SCALE-encoded, into its
//! off-chain store under [`ORACLE_CONFIG_KEY`]. Neither addresses nor keys of a source ever enter
//! the chain.

pub use caliber_feeds_config::{BaseOverride, Flags as OracleFlags};

use caliber_feeds_config::Network;
use caliber_feeds_core::{config::ORACLE_CONFIG_KEY, OracleConfig};
use codec::Encode;
use sc_client_api::Backend;
use sc_service::ChainType;
use sp_core::offchain::{OffchainStorage, STORAGE_PREFIX};

/// Reads and checks what the flags say; `None` when the worker is to report nothing. A chain of an
/// unknown type is a live one.
///
/// # Errors
///
/// One line that names the file, the source and the remedy.
pub fn load(flags: OracleFlags<'_>, chain: &ChainType) -> Result<Option<OracleConfig>, String> {
	let network = match chain {
		ChainType::Development | ChainType::Local => Network::Development,
		ChainType::Live | ChainType::Custom(_) => Network::Live,
	};
	caliber_feeds_config::load(flags, network)
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
mod tests {
	use super::*;

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
}
