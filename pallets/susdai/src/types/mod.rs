//! Types without `Config`. What the vault holds and owes, and how each act changes it, is
//! [`caliber_finance::vault`].

mod requests;
mod rules;

pub use caliber_finance::{
	queue::{Checkpoint, Interval, Portion, Queue, Windows},
	vault::{Income, Nav, Purchase, Received, SharePrice, VaultState},
	vesting::Vesting,
};
pub use requests::{Hint, Request, RequestStatus};
pub use rules::{Rules, Settings};
