//! Types without `Config`.
//!
//! | file | what |
//! |---|---|
//! | `state` | all of it in one value |
//! | `reserve` | one reserve asset: what it counts, its terms, its price |
//! | `rules` | the parameters of the dollar and their ranges |
//! | `ledger` | what a call does to the totals, and when it refuses |
//! | `outside` | the same for what comes from outside and goes there |
//! | `tickets` | redemptions that wait |
//! | `gateway` | receipts, payouts and statements of money outside |
//! | `freeze` | who is on the freeze list and for how long |

mod freeze;
mod gateway;
mod ledger;
mod outside;
mod reserve;
mod rules;
mod state;
mod tickets;

pub use freeze::{Freeze, FreezeReason, GUARDIAN_REST, MAX_GUARDIAN_FREEZE};
pub use gateway::{
	About, Deposit, Gate, Gates, Held, Litter, Payout, Proof, Receipt, ReceiptId, Returned, Said,
	Statement, RECEIPT_LIFE,
};
pub use ledger::{paid_of, units_of, Desk, MixQuote, Paid, RedeemQuote};
pub use reserve::{
	in_price_range, AttestedPrice, Breaker, Reserve, Reserves, Terms, HIGHEST, LOWEST,
	MAX_ATTESTED, MAX_RESERVES,
};
pub use rules::{Exposure, Rules};
pub use state::DollarState;
pub use tickets::{Cleaned, Hint, Ticket, TicketQuote, TicketStatus};

pub use caliber_finance::{
	dollar::{Ledger, MintQuote, Way},
	fuse::Limit,
	gateway::{Brought, Wrapped},
	outflow::{Outflow, OutflowStatus},
	reserve::{MAX_DECIMALS, PEG},
	tickets::{Checkpoint, Stretch, Tickets, Units, GRAIN, MIN_DECIMALS},
	treasury::Custody,
};

use caliber_finance::{fuse::Exceeded, FinanceError};

/// Why the dollar's ledger refuses. Each has an error of the pallet with the same name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
	/// No reserve has this slot.
	UnknownReserve,
	/// An amount is zero.
	ZeroAmount,
	/// The dollars minted are fewer than the terms' minimum.
	BelowMinimum,
	/// The asset's breaker stops minting.
	MintingOff,
	/// The asset's breaker stops redemption.
	RedemptionOff,
	/// The asset has no price that is recent enough.
	Unpriced,
	/// The asset's price is below what minting takes.
	BelowBand,
	/// Some held asset is out of its band or unpriced.
	MixOnly,
	/// The asset's cash would pass its ceiling.
	AboveCeiling,
	/// Fee and discount are above the caller's limit.
	FeeAboveMax,
	/// Backing is below what is owed.
	Shortfall,
	/// More than one call may issue.
	CapExceeded,
	/// More than the window leaves.
	FuseFull,
	/// More than may leave now.
	OutflowFull,
	/// The cash in hand does not cover the redemption.
	CashBufferEmpty,
	/// What would be paid rounds to nothing.
	PaysNothing,
	/// More than is in circulation.
	AboveIssuance,
	/// Nothing was destroyed elsewhere.
	NothingToReconcile,
	/// The asset's supply has grown too fast.
	SupplyJumped,
	/// The last proof of reserve is too old.
	StatementLate,
	/// The last proof of reserve did not agree.
	StatementFailed,
	/// The asset has no gate.
	NoGate,
	/// More than is on other chains.
	AboveBridged,
	/// A sum does not fit.
	Overflow,
}

impl From<FinanceError> for Refusal {
	fn from(_: FinanceError) -> Self {
		Self::Overflow
	}
}

impl From<Exceeded> for Refusal {
	fn from(exceeded: Exceeded) -> Self {
		match exceeded {
			Exceeded::Call => Self::CapExceeded,
			Exceeded::Window => Self::FuseFull,
			Exceeded::Total => Self::Overflow,
		}
	}
}
