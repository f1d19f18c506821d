//! Laws that hold for any input. `PROPTEST_CASES` sets how many are tried.
#![allow(missing_docs, clippy::unwrap_used, clippy::arithmetic_side_effects)]
#![allow(clippy::indexing_slicing, clippy::as_conversions)]

mod bills;
mod errors;
mod loans;
mod market;
mod math;
mod vault;
