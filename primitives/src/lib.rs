//! Units, traits and runtime APIs that every part of the chain shares.
//!
//! A pallet never depends on another pallet, only on the traits of this crate; the runtime wires
//! them. Data flows down: node, runtime, pallets, primitives, finance.
//!
//! | module | what it names |
//! |---|---|
//! | [`units`] | amounts, rates, ratios, times (from `caliber-finance`) |
//! | [`ids`] | items, loans, lots, bills, and the asset ids of the chain |
//! | [`roles`] | who may attest what: [`roles::Roles`] |
//! | [`prices`] | readings that never hide their age: [`prices::Prices`], [`prices::Reporters`] |
//! | [`collateral`] | title, standing and value: [`collateral::Collateral`] |
//! | [`eligibility`] | what an item still needs, and what waits for whom |
//! | [`dollar`] | the dollar, its reserves and its rules: [`dollar::Dollar`], [`dollar::ReserveBook`], [`dollar::Compliance`] |
//! | [`vault`] | the share vault: [`vault::Vault`], [`vault::BillIncome`] |
//! | [`book`] | the value of the loan book: [`book::LoanBook`] |
//! | [`auction`] | sales of seized lots: [`auction::Auctioneer`], [`auction::OnLot`] |
//! | [`governance`] | figures of governance, powers: [`governance::Registry`], [`governance::Ballots`] |
//! | [`clock`] | a clock that benchmarks can set |
//! | [`invariants`] | numbered statements that hold after every block |
//! | [`apis`] | what a node answers about the chain |
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod apis;
pub mod auction;
pub mod book;
pub mod clock;
pub mod collateral;
pub mod delayed;
pub mod dollar;
pub mod eligibility;
pub mod governance;
pub mod ids;
pub mod invariants;
pub mod prices;
pub mod redemption;
pub mod roles;
#[cfg(feature = "testing")]
pub mod testing;
pub mod units;
pub mod vault;
