//! Types without `Config`. What they compute with money is [`caliber_finance::treasury`].

mod bill;
mod book;
mod policy;

pub use bill::*;
pub use book::*;
pub use policy::*;

pub use caliber_finance::treasury::{Accounts, Custody, Mark, Position, Surplus};
