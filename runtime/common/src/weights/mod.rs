//! What calls cost on this runtime, measured: each file is written by `make weights`.

pub mod pallet_allocation;
pub mod pallet_asset_tx_payment;
pub mod pallet_assets;
pub mod pallet_auctions;
pub mod pallet_balances;
pub mod pallet_caliber;
pub mod pallet_collective;
pub mod pallet_feeds;
pub mod pallet_lending;
pub mod pallet_membership;
pub mod pallet_migrations;
pub mod pallet_multisig;
pub mod pallet_nfts;
pub mod pallet_preimage;
pub mod pallet_proxy;
pub mod pallet_roles;
pub mod pallet_safe_mode;
pub mod pallet_scheduler;
pub mod pallet_sudo;
pub mod pallet_susdai;
pub mod pallet_timestamp;
pub mod pallet_tx_pause;
pub mod pallet_usdai;
pub mod pallet_utility;
pub mod pallet_validators;
