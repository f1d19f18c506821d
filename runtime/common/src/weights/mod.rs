//! What calls cost on this runtime, measured: each file is written by `make weights`.

pub mod pallet_allocation;
pub mod pallet_assets;
pub mod pallet_auctions;
pub mod pallet_balances;
pub mod pallet_caliber;
pub mod pallet_feeds;
pub mod pallet_lending;
pub mod pallet_roles;
pub mod pallet_susdai;
pub mod pallet_usdai;
pub mod pallet_validators;
