//! The mathematics of the chain: integers only, 256-bit intermediates, no FRAME.
#![cfg_attr(not(feature = "std"), no_std)]

pub mod units;
