//! Request builders, parsers and sanity checks of the price and rate sources.
#![cfg_attr(not(feature = "std"), no_std)]

mod keys;

pub use keys::{Condition, Tenor, Tier};
