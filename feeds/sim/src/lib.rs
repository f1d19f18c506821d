//! `feed-sim` serves the paths, formats and quirks of the price and rate sources on loopback, with
//! values that a seed and a clock determine. It shares no code with the parsers that read it.
//!
//! | question | module |
//! |---|---|
//! | Which day is it, is the bond market open, what time is it in New York? | [`date`] |
//! | What are the rates and prices of a day? | [`market`] |
//! | What does a source answer? | [`pages`] |
//! | How is it served, and disturbed? | [`server`], [`control`] |

pub mod control;
pub mod date;
pub mod market;
pub mod pages;
pub mod server;

pub use control::{AsOf, Fault, Source};
pub use server::{Options, Server};
