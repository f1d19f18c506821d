//! The set, by concern.

mod bonds;
mod double;
mod offences;
mod session;

pub use session::BondOf;
