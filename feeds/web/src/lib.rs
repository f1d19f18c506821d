//! The reporter's side of the feeds for programs outside a node: how sources are asked over HTTP,
//! where is remembered what was done, and what each source says when it is asked once.
//!
//! | question | module |
//! |---|---|
//! | How is asked, and how long is waited? | [`client`] |
//! | Where is remembered what was signed? | [`shelf`] |
//! | What does each source say now, and what is to be done if it does not? | [`probe`] |

pub mod client;
pub mod probe;
pub mod shelf;

pub use client::{Client, Exchange};
pub use shelf::Shelf;
