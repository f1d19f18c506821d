//! The queue of redemptions, as sums.
//!
//! All shares ever requested lie on one axis, in the order of requests: each request is an interval
//! of it, behind the one before. Serving moves one point along the axis and writes one checkpoint,
//! however many requests it passes; a claim takes the value of its interval from the checkpoints at
//! its ends. The value of a point is rounded down, so that the claims of all requests add up to what
//! was served, to the unit.

use super::rules::Windows;
use caliber_finance::{
	math::{mul_div, Rounding},
	FinanceError,
};
use caliber_primitives::{
	ids::RequestId,
	units::{Seconds, Shares, UsdaiAmount},
};
use codec::{Decode, DecodeWithMemTracking, Encode};
use core::cmp::Ordering;
use scale_info::TypeInfo;

/// Where the queue stands.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Queue {
	/// Shares ever requested: the end of the axis.
	pub requested: Shares,
	/// Shares ever served: the point up to which the axis is paid.
	pub served: Shares,
	/// USDai ever served: the value of that point.
	pub paid: UsdaiAmount,
	/// The window that was open when this was last brought up to date.
	pub window: u64,
	/// Shares requested before that window opened.
	pub closed: Shares,
	/// Shares requested before the window before it opened.
	pub closed_earlier: Shares,
	/// The id of the next request.
	pub next_request: RequestId,
	/// How many checkpoints there are.
	pub checkpoints: u32,
	/// No strike before this moment.
	pub next_strike: Seconds,
}

impl Queue {
	/// Requested and not served.
	pub fn pending(&self) -> Shares {
		self.requested.saturating_sub(self.served)
	}

	/// The queue with the marks of its windows at `now`.
	pub fn rolled(self, windows: &Windows, now: Seconds) -> Self {
		let window = windows.ended(now);
		let (closed, closed_earlier) = match window.checked_sub(self.window) {
			None | Some(0) => return self,
			Some(1) => (self.requested, self.closed),
			Some(_) => (self.requested, self.requested),
		};
		Self { window, closed, closed_earlier, ..self }
	}

	/// Shares that may be served at `now` and are not, of a queue that was rolled to `now`. As a
	/// delay is at most a window, only the newest closed window can still wait for its first
	/// strike.
	pub fn due(&self, windows: &Windows, now: Seconds) -> Shares {
		let matured = match windows.matured(now) >= self.window {
			true => self.closed,
			false => self.closed_earlier,
		};
		matured.saturating_sub(self.served)
	}
}

/// One strike: a stretch of the axis that was served at one price.
#[frame_support::stored]
#[derive(Copy)]
pub struct Checkpoint {
	/// Where the stretch begins.
	pub shares_before: Shares,
	/// Where it ends.
	pub shares_after: Shares,
	/// The value of its beginning: USDai served before.
	pub assets_before: UsdaiAmount,
	/// The value of its end. The price is `(assets_after - assets_before) / (shares_after -
	/// shares_before)`.
	pub assets_after: UsdaiAmount,
	/// When it was struck.
	pub at: Seconds,
}

impl Checkpoint {
	/// Shares served and USDai paid for them.
	pub fn portion(&self) -> Portion {
		Portion {
			shares: self.shares_after.saturating_sub(self.shares_before),
			assets: self.assets_after.saturating_sub(self.assets_before),
		}
	}

	/// Where a point of the axis lies: before the stretch, in it (both ends included), or after.
	pub fn side(&self, point: Shares) -> Ordering {
		if point < self.shares_before {
			Ordering::Less
		} else if point > self.shares_after {
			Ordering::Greater
		} else {
			Ordering::Equal
		}
	}

	/// The value of a point of the stretch, rounded down; nothing for a point outside.
	pub fn value_at(&self, point: Shares) -> Option<UsdaiAmount> {
		let into = point.checked_sub(self.shares_before)?;
		let Portion { shares, assets } = self.portion();
		if into > shares {
			return None;
		}
		let value = mul_div(assets.get(), into.get(), shares.get(), Rounding::Down).ok()?;
		self.assets_before.checked_add(UsdaiAmount(value))
	}
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

/// Shares and what is paid for them.
#[derive(
	Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, Copy, PartialEq, Eq, Debug, Default,
)]
pub struct Portion {
	/// Shares.
	pub shares: Shares,
	/// USDai for them.
	pub assets: UsdaiAmount,
}

/// A request to redeem.
#[frame_support::stored]
pub struct Request<AccountId> {
	/// Who is paid.
	pub owner: AccountId,
	/// Where its unclaimed part begins on the axis of shares requested.
	pub start: Shares,
	/// Where it ends.
	pub end: Shares,
	/// The value of `start`, once something has been claimed.
	pub start_value: Option<UsdaiAmount>,
	/// How many checkpoints there were when it was made: none of them serves it.
	pub after: u32,
	/// Who put the deposit down.
	pub depositor: AccountId,
	/// Held until it is claimed in full, in the smallest unit of CAL.
	pub deposit: u128,
}

impl<AccountId> Request<AccountId> {
	/// Up to where it can be claimed; nothing when all that is served was claimed.
	pub fn claimable_to(&self, served: Shares) -> Option<Shares> {
		let to = self.end.min(served);
		(to > self.start).then_some(to)
	}

	/// The request once it was claimed up to the point `to` of value `to_value`, or nothing when
	/// that was all of it; and what is paid for that.
	///
	/// Errors: `Overflow` when the points are out of order.
	pub fn claimed(
		self,
		to: Shares,
		start_value: UsdaiAmount,
		to_value: UsdaiAmount,
	) -> Result<(Option<Self>, Portion), FinanceError> {
		let portion = Portion {
			shares: to.checked_sub(self.start).ok_or(FinanceError::Overflow)?,
			assets: to_value.checked_sub(start_value).ok_or(FinanceError::Overflow)?,
		};
		let rest =
			(to < self.end).then_some(Self { start: to, start_value: Some(to_value), ..self });
		Ok((rest, portion))
	}
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
