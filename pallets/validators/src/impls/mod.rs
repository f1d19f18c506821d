//! The set, by concern.

mod bonds;
mod offences;
mod session;

pub use session::BondOf;
