//! What the vault holds and owes, what it is worth, and how each act changes it (protocol.md 2
//! and 3).
//!
//! Two values: redemptions are paid from A, deposits buy into A+, which is never below it.
//! [`Parts::nav`] is the only source of both. A transition takes the old state and gives the new
//! one, so that money moves between idle, pot and fees without loss.

mod history;
mod sale;
mod state;
mod value;

pub use history::{Explained, Side, Snapshot};
pub use sale::{Purchase, SharePrice};
pub use state::{Cover, Flows, FundAccount, Receipt, Received, VaultState};
pub use value::{AccretedIncome, Holdings, Income, Nav, Parts, PerformanceFee, Returned};

use crate::treasury::sum;
