//! Types without `Config`: what the vault holds and owes, and how each act changes it.

mod queue;
mod rules;
mod vault;
mod vesting;

pub use queue::{Checkpoint, Hint, Portion, Queue, Request, RequestStatus};
pub use rules::{Income, Rules, Settings, Windows};
pub use vault::{Nav, Purchase, SharePrice, VaultState};
pub use vesting::Vesting;
