//! Types without `Config`. What they compute with money is [`caliber_finance::treasury`].

mod bill;
mod book;
mod policy;
mod report;

pub use bill::*;
pub use book::*;
pub use policy::*;
pub use report::*;

pub use caliber_finance::treasury::{
	Accounts, Charge, Custody, Mark, Position, Results, Running, Standing, Surplus, WriteDown,
};
