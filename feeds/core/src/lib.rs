//! What it takes to turn a public web page into an observation that a chain can agree on: request
//! builders, parsers and sanity checks of the price and rate sources.
//!
//! | question | module |
//! |---|---|
//! | What is a feed about, and which values can be true? | [`FeedKey`] |
//! | Which source is asked for what, and which answers are looked at? | [`source`] |
//! | Who can answer for a feed, in which role, and how is he asked? | [`ask`] |
//! | What did the Treasury publish, and for which day? | [`treasury`], [`treasury::par`] |
//! | What did its auctions come to, and all its bills on average? | [`auctions`], [`averages`] |
//! | What does money cost overnight? | [`nyfed`] |
//! | What does a library of series repeat? | [`fred`] |
//! | What does a GPU cost by the hour at a venue, and what sold on? | [`gpu`], [`resale`] |
//! | On which days are rates published, and which day is due now? | [`calendar`] |
//! | Can a value be true beside others, and beside its own last? | [`checks`] |
//! | What does the chain demand of every statement? | [`Demand`] |
//! | What does one reporter say when several sources have answered? | [`combine`] |
//! | What do many reporters say together? | [`votes`] |
//! | How does an answer serve many feeds? | [`page`] |
//! | What does a reporter do, from what the chain tells him to what he signs? | [`pipeline`] |
//! | What does a node tell its worker, and the chain a reporter? | [`config`], [`assignment`] |
//!
//! # Rules
//!
//! - No floats: a number goes from its text to an integer with one rounding, half to even.
//! - Absent is not zero. A null in any spelling yields [`FeedError::Absent`], never a value.
//! - Nothing panics, whatever the bytes, and no body above [`source::MAX_BODY`] is looked at.
//! - Dates come from the source, never from the clock of whoever reads it.
//!
//! The node adds base URLs, keys and deadlines; nothing here knows a host name.
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(test, allow(clippy::arithmetic_side_effects, clippy::as_conversions))]

extern crate alloc;

pub mod ask;
pub mod assignment;
pub mod auctions;
pub mod averages;
pub mod calendar;
pub mod checks;
pub mod combine;
pub mod config;
mod csv;
mod cusip;
mod date;
mod decimal;
mod demand;
mod error;
pub mod fred;
pub mod gpu;
mod json;
mod keys;
pub mod nyfed;
pub mod observation;
mod once;
pub mod page;
pub mod pipeline;
mod rate;
pub mod resale;
pub mod sku;
pub mod source;
pub mod treasury;
pub mod votes;

pub use assignment::{Assignment, Known, Said, Task};
pub use calendar::Calendar;
pub use config::{Limits, OracleConfig, SourceConfig};
pub use date::ObsDay;
pub use demand::{Demand, Unmet};
pub use error::FeedError;
pub use keys::{Condition, FeedKey, Tenor, Tier};
pub use observation::{Extract, Observation};
pub use source::Source;
