//! Types without `Config`. What the vault holds and owes, and how each act changes it, is
//! [`caliber_finance::vault`].

mod requests;
mod rules;

pub use caliber_finance::{
	outflow::{Outflow, OutflowStatus},
	queue::{Checkpoint, Interval, Portion, Queue, Windows},
	vault::{
		Cover, Explained, Flows, Income, Nav, Parts, Purchase, Received, SharePrice, Side,
		Snapshot, VaultState,
	},
	vesting::Vesting,
};
pub use caliber_primitives::redemption::{Hint, RequestStatus};
pub use requests::{Offer, Request, MAX_TIP};
pub use rules::{Rules, VaultRecord};
