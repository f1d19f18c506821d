//! Keys of a node's own off-chain store (the persistent kind). The node writes them, off-chain
//! workers read them; neither ever enters the chain's state.

pub use caliber_feeds_core::config::{CLOCK_OFFSET_KEY, ORACLE_CONFIG_KEY};
