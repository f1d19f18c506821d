//! How often a law, or a comparison with the model, is tried.

use proptest::prelude::ProptestConfig;

/// 1,000 times, or as often as `PROPTEST_CASES` says.
pub fn config() -> ProptestConfig {
	let config = ProptestConfig::default();
	match std::env::var_os("PROPTEST_CASES") {
		Some(_) => config,
		None => ProptestConfig { cases: 1_000, ..config },
	}
}
