//! `feed-sim` serves the paths, formats and quirks of the price and rate sources on loopback, with
//! values that a seed and a clock determine. It shares no code with the parsers that read it.
//!
//! | question | module |
//! |---|---|
//! | Which day is it, is the bond market open, what time is it in New York? | [`date`], [`clock`] |
//! | What are the rates and prices of a day? | [`bills`], [`auctions`], [`rates`], [`gpu`], from [`noise`] |
//! | Which sources are there, and what does each answer? | [`source`], [`pages`] |
//! | What can be wrong with an answer? | [`scenario`]; armed in [`armed`], shown by [`view`], [`distort`] and [`deliver`] |
//! | What is true? | [`truth`] |
//! | How is it served and controlled? | [`server`], [`mod@line`], [`tls`], [`control`] |

pub mod armed;
pub mod auctions;
pub mod bills;
pub mod clock;
pub mod control;
pub mod date;
pub mod deliver;
pub mod distort;
pub mod gpu;
pub mod line;
pub mod noise;
pub mod pages;
pub mod rates;
pub mod scenario;
pub mod server;
pub mod source;
pub mod tls;
pub mod truth;
pub mod view;

pub use server::{Options, Server};
