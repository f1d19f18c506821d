//! Laws that hold for any input. `PROPTEST_CASES` sets how many are tried.
#![allow(missing_docs, clippy::unwrap_used, clippy::arithmetic_side_effects)]
#![allow(clippy::indexing_slicing, clippy::as_conversions)]

#[path = "../cases/mod.rs"]
mod cases;

mod accounts;
mod auctions;
mod bills;
mod book;
mod concentration;
mod dollar;
mod errors;
mod escrow;
mod fuse;
mod hardware;
mod insurance;
mod ledger;
mod loans;
mod market;
mod math;
mod outflow;
mod pots;
mod prices;
mod queue;
mod recovery;
mod tickets;
mod tranches;
mod treasury;
mod treasury_loss;
mod vault;
mod vault_state;
mod vesting;
mod windows;
