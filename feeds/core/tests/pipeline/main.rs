//! The pipeline between a scripted web and a scripted chain.
#![allow(
	clippy::arithmetic_side_effects,
	clippy::as_conversions,
	clippy::indexing_slicing,
	clippy::panic,
	clippy::unwrap_used
)]

mod hostile;
mod market;
mod names;
mod rates;
mod refused;
mod timing;
mod world;
