//! Requests to redeem shares of the vault, as users see them.

use crate::units::{Seconds, Shares, UsdaiAmount};
use caliber_finance::queue::Portion;
use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

/// Where to look for the ends of a claim. See the view functions `request_status`, and
/// `redeem_hint` and `withdraw_hint` for parts.
#[derive(
	Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, Copy, PartialEq, Eq, Debug, Default,
)]
pub struct Hint {
	/// The checkpoint in which the unclaimed part begins; not read when something was claimed
	/// before.
	pub first: u32,
	/// The checkpoint in which the claim ends; not read when all that is served is claimed and the
	/// request is not served in full.
	pub last: u32,
}

/// How a request stands.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct RequestStatus<AccountId> {
	/// Who is paid, and who says how.
	pub controller: AccountId,
	/// To whom it is offered.
	pub offered: Option<AccountId>,
	/// For whoever claims the last of it for the controller.
	pub tip: UsdaiAmount,
	/// Shares not served yet.
	pub pending: Shares,
	/// Shares ahead of them in the queue.
	pub ahead: Shares,
	/// What the pending ones would be paid if they were served now; none while the loan book rolls.
	pub indicative: Option<UsdaiAmount>,
	/// The first strike that may serve it.
	pub matures: Seconds,
	/// Served and not claimed.
	pub claimable: Portion,
	/// What to hand to `claim`.
	pub hint: Hint,
}
