//! The crate against a model of all operations of the conformance vectors.
//!
//! The model is written from the vectors' specification alone, on integers without a width and
//! exact fractions, and shares no code with the crate. Both answer the same requests; answers and
//! names of errors must be equal. `PROPTEST_CASES` sets how many requests are tried.
#![allow(missing_docs, clippy::unwrap_used, clippy::arithmetic_side_effects)]
#![allow(clippy::indexing_slicing, clippy::panic)]

#[macro_use]
mod random;

#[path = "../../examples/vectors/answer.rs"]
mod answer;
#[path = "../cases/mod.rs"]
mod cases;

mod accrual;
mod bills;
mod calendar;
mod collateral;
mod compare;
mod exact;
mod lists;
mod loan;
mod schedule;
mod shares;
