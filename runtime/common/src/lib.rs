//! What every Caliber runtime shares: types, limits, and one configuration macro per concern.
//!
//! A runtime names its pallets, calls the macros below with its own type, and writes out only
//! what differs. The macros expect the usual names of a runtime in scope (`RuntimeCall`,
//! `RuntimeEvent`, `Balances`, ...), as `frame_support::runtime` makes them.
//!
//! | module | macro | pallets |
//! |---|---|---|
//! | [`system`] | [`impl_system!`] | System, Timestamp, Utility, Multisig, Proxy |
//! | [`fees`] | [`impl_fees!`] | Balances, TransactionPayment, AssetTxPayment |
//! | [`consensus`] | [`impl_consensus!`] | Authorship, Session, Historical, Offences, Aura, Grandpa, ImOnline, AuthorityDiscovery, Validators, [Pace](pace) |
//! | [`assets`] | [`impl_assets!`] | Assets, Nfts |
//! | [`governance`] | [`impl_governance!`] | Council, TechnicalCommittee, their memberships, Scheduler, Preimage, Sudo |
//! | [`ballots`] | [`impl_ballots!`] | Referenda, ConvictionVoting |
//! | [`parameters`] | [`impl_parameters!`] | Parameters, Safeguards |
//! | [`facts`] | [`impl_facts!`] | Roles, Caliber, Feeds |
//! | [`money`] | [`impl_money!`] | Usdai, Allocation, Susdai |
//! | [`credit`] | [`impl_credit!`] | Lending, Auctions |
//! | [`proxies`] | [`impl_proxies!`] | what each kind of proxy admits |
//! | [`safety`] | [`impl_safety!`] | SafeMode, TxPause, Migrations, the base call filter |
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod assets;
pub mod ballots;
pub mod consensus;
pub mod court;
pub mod credit;
pub mod currency;
pub mod facts;
pub mod fees;
pub mod governance;
pub mod limits;
pub mod money;
pub mod offchain;
pub mod pace;
pub mod parameters;
pub mod proxies;
pub mod repair;
pub mod safety;
pub mod system;
pub mod time;
pub mod types;
pub mod weights;

pub use types::*;
