//! Requests to redeem, and where to look for what they are paid.

use caliber_finance::queue::{Interval, Portion};
use caliber_primitives::units::Shares;
use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

/// A request to redeem.
#[frame_support::stored]
pub struct Request<AccountId> {
	/// Who is paid.
	pub owner: AccountId,
	/// Its unclaimed part, on the axis of shares requested.
	pub interval: Interval,
	/// How many checkpoints there were when it was made: none of them serves it.
	pub after: u32,
	/// Who put the deposit down.
	pub depositor: AccountId,
	/// Held until it is claimed in full, in the smallest unit of CAL.
	pub deposit: u128,
}

/// Where to look for the ends of a claim. See the view function `hint`.
#[derive(
	Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, Copy, PartialEq, Eq, Debug, Default,
)]
pub struct Hint {
	/// The checkpoint in which the unclaimed part begins; not read when something was claimed
	/// before.
	pub first: u32,
	/// The checkpoint in which the request ends; not read while it is not served in full.
	pub last: u32,
}

/// How a request stands.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct RequestStatus<AccountId> {
	/// Who is paid.
	pub owner: AccountId,
	/// Shares not served yet.
	pub pending: Shares,
	/// Shares ahead of them in the queue.
	pub ahead: Shares,
	/// Served and not claimed.
	pub claimable: Portion,
	/// What to hand to `claim`.
	pub hint: Hint,
}
