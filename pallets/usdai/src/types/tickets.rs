//! Tickets, as they are stored and shown.

use super::Paid;
use caliber_finance::tickets::Stretch;
use caliber_primitives::units::{Seconds, UsdaiAmount};

/// A redemption that waits for cash, or for its owner to fetch it.
#[frame_support::stored]
pub struct Ticket<AccountId> {
	/// Who will be paid.
	pub owner: AccountId,
	/// To whom it is offered, if to somebody.
	pub offered: Option<AccountId>,
	/// The part that was not claimed.
	pub stretch: Stretch,
	/// CAL held of the owner until it is claimed in full.
	pub deposit: u128,
}

/// Checkpoints that a claim needs. One that it does not need is not looked at.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Hint {
	/// The one in which the ticket begins.
	pub first: u32,
	/// The one in which it ends.
	pub last: u32,
}

/// What a redemption that has to wait is promised.
#[frame_support::stored]
#[derive(Copy)]
pub struct TicketQuote {
	/// Dollars of the ticket.
	pub promise: UsdaiAmount,
	/// The fee.
	pub fee: UsdaiAmount,
}

/// How far the queue was cleaned.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Cleaned {
	/// Every ticket before this one was claimed in full.
	pub ticket: u64,
	/// Every checkpoint before this one is gone.
	pub checkpoint: u32,
}

/// How a ticket stands.
#[frame_support::stored]
pub struct TicketStatus<AccountId> {
	/// Who will be paid.
	pub owner: AccountId,
	/// To whom it is offered.
	pub offered: Option<AccountId>,
	/// Dollars that wait.
	pub pending: UsdaiAmount,
	/// Dollars that wait before them.
	pub ahead: UsdaiAmount,
	/// What can be claimed now, asset by asset.
	pub claimable: Paid,
	/// When bills that mature have brought enough for all of it, if those that are held do.
	pub expected: Option<Seconds>,
	/// Where a claim has to look.
	pub hint: Hint,
}
