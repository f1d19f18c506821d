//! Requests to redeem.

use caliber_finance::queue::Interval;
use caliber_primitives::units::{Seconds, UsdaiAmount, UNIT};

/// The highest tip for whoever claims for another: 10 USDai.
pub const MAX_TIP: UsdaiAmount = UsdaiAmount(10 * UNIT);

/// A request on offer.
#[frame_support::stored]
pub struct Offer<AccountId> {
	/// To whom.
	pub to: AccountId,
	/// By whom: it stands as long as he manages the request.
	pub by: AccountId,
}

/// A request to redeem.
#[frame_support::stored]
pub struct Request<AccountId> {
	/// Who is paid, and who or whose operators say how.
	pub controller: AccountId,
	/// Its unclaimed part, on the axis of shares requested.
	pub interval: Interval,
	/// How many checkpoints there were when it was made: none of them serves it.
	pub after: u32,
	/// The first strike that may serve it.
	pub matures: Seconds,
	/// Of what it is paid in the end, for whoever claims it for the controller.
	pub tip: UsdaiAmount,
	/// To whom it is offered, if to anybody.
	pub offered: Option<Offer<AccountId>>,
	/// Who put the deposit down.
	pub depositor: AccountId,
	/// Held until it is claimed in full, in the smallest unit of CAL.
	pub deposit: u128,
}
