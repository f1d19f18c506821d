//! The queue of redemptions, as sums (protocol.md 3).
//!
//! All shares ever requested lie on one axis, in the order of requests: each request is an interval
//! of it, behind the one before. Serving moves one point along the axis and writes one checkpoint,
//! however many requests it passes; a claim takes the value of its interval from the checkpoints at
//! its ends. The value of a point is rounded down, so that the claims of all requests add up to what
//! was served, to the unit.

use crate::{
	math::{mul_div, Rounding},
	units::{Seconds, Shares, UsdaiAmount, SECONDS_PER_DAY},
	FinanceError,
};
use core::cmp::Ordering;
use macro_rules_attribute::apply;

/// The clock of redemptions. It stands for ever: a request keeps the dates that it was made under.
#[apply(stored!)]
pub struct Windows {
	/// When the first window opens; what is requested before waits for this moment.
	pub start: Seconds,
	/// How long a window is open: a minute to 366 days.
	pub length: Seconds,
	/// From a window's end to the first strike that may serve it: at most a window.
	pub delay: Seconds,
	/// From one strike to the next: a part of a day, so that every midnight has one, and a day on a
	/// public chain.
	pub strike_every: Seconds,
}

impl Default for Windows {
	/// 30 days from 1970 on, a day of delay, a strike a day.
	fn default() -> Self {
		Self {
			start: Seconds::ZERO,
			length: Seconds(30 * SECONDS_PER_DAY),
			delay: Seconds(SECONDS_PER_DAY),
			strike_every: Seconds(SECONDS_PER_DAY),
		}
	}
}

impl Windows {
	/// Whether every field is within its range.
	pub fn in_range(&self) -> bool {
		(60..=366 * SECONDS_PER_DAY).contains(&self.length.get())
			&& self.delay <= self.length
			&& SECONDS_PER_DAY.checked_rem(self.strike_every.get()) == Some(0)
	}

	/// How many windows have ended at `moment`, which is also the number of the window then open.
	/// Window 0 is the time before the start; a window's last moment belongs to the next one.
	pub fn ended(&self, moment: Seconds) -> u64 {
		let Some(since) = moment.checked_sub(self.start) else { return 0 };
		since.get().checked_div(self.length.get()).unwrap_or_default().saturating_add(1)
	}

	/// How many windows had ended a delay ago: what was requested in them may be served.
	pub fn matured(&self, now: Seconds) -> u64 {
		now.checked_sub(self.delay).map_or(0, |moment| self.ended(moment))
	}

	/// When a window ends.
	pub fn end_of(&self, window: u64) -> Seconds {
		self.start.saturating_add(Seconds(window.saturating_mul(self.length.get())))
	}

	/// The first strike that may serve what is requested in a window.
	pub fn first_strike(&self, window: u64) -> Seconds {
		let matured = self.end_of(window).saturating_add(self.delay);
		self.strike_after(matured.saturating_sub(Seconds(1)))
	}

	/// The first strike after `moment`.
	pub fn strike_after(&self, moment: Seconds) -> Seconds {
		let next = self.strike_day(moment).saturating_add(1);
		Seconds(next.saturating_mul(self.strike_every.get()))
	}

	/// The number of the time from one strike to the next that `moment` lies in: on a public chain,
	/// the day since 1970.
	pub fn strike_day(&self, moment: Seconds) -> u64 {
		moment.get().checked_div(self.strike_every.get()).unwrap_or_default()
	}
}

/// Where the queue stands.
#[apply(stored!)]
#[derive(Default)]
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
	/// How many requests were ever made.
	pub requests: u64,
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

	/// The queue with one more request for `shares`, and where that lies: at the end of the axis.
	///
	/// Errors: `Overflow`.
	pub fn joined(
		self,
		shares: Shares,
		windows: &Windows,
		now: Seconds,
	) -> Result<(Self, Interval), FinanceError> {
		let start = self.requested;
		let end = start.checked_add(shares).ok_or(FinanceError::Overflow)?;
		let requests = self.requests.checked_add(1).ok_or(FinanceError::Overflow)?;
		let queue = Self { requested: end, requests, ..self.rolled(windows, now) };
		Ok((queue, Interval { start, end, start_value: None }))
	}

	/// The queue after a strike at `now` that served so much, and its checkpoint.
	///
	/// Errors: `Overflow`.
	pub fn struck(
		self,
		portion: Portion,
		now: Seconds,
	) -> Result<(Self, Checkpoint), FinanceError> {
		let overflow = FinanceError::Overflow;
		let checkpoint = Checkpoint {
			shares_before: self.served,
			shares_after: self.served.checked_add(portion.shares).ok_or(overflow)?,
			assets_before: self.paid,
			assets_after: self.paid.checked_add(portion.assets).ok_or(overflow)?,
			at: now,
		};
		let queue = Self {
			served: checkpoint.shares_after,
			paid: checkpoint.assets_after,
			checkpoints: self.checkpoints.checked_add(1).ok_or(overflow)?,
			..self
		};
		Ok((queue, checkpoint))
	}
}

/// One strike: a stretch of the axis that was served at one price.
#[apply(stored!)]
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
	///
	/// `assets_before + floor(assets * (point - shares_before) / shares)`
	pub fn value_at(&self, point: Shares) -> Option<UsdaiAmount> {
		let into = point.checked_sub(self.shares_before)?;
		let Portion { shares, assets } = self.portion();
		if into > shares {
			return None;
		}
		let value = mul_div(assets.get(), into.get(), shares.get(), Rounding::Down).ok()?;
		self.assets_before.checked_add(UsdaiAmount(value))
	}

	/// Where a value lies: before what the stretch was paid, in it (both ends included), or after.
	pub fn side_of(&self, value: UsdaiAmount) -> Ordering {
		if value < self.assets_before {
			Ordering::Less
		} else if value > self.assets_after {
			Ordering::Greater
		} else {
			Ordering::Equal
		}
	}

	/// The first point of the stretch that has a `value`; the last one below it when none has, since
	/// a unit of a share is worth several of USDai. Nothing for a value outside.
	///
	/// `shares_before + ceil((value - assets_before) * shares / assets)`, or one less
	pub fn point_at(&self, value: UsdaiAmount) -> Option<Shares> {
		if self.side_of(value) != Ordering::Equal {
			return None;
		}
		let Portion { shares, assets } = self.portion();
		let into = value.checked_sub(self.assets_before)?;
		let into = mul_div(into.get(), shares.get(), assets.get(), Rounding::Up).ok()?;
		let point = self.shares_before.checked_add(Shares(into))?;
		match self.value_at(point)? > value {
			true => point.checked_sub(Shares(1)),
			false => Some(point),
		}
	}
}

/// Shares and what is paid for them.
#[apply(stored!)]
#[derive(Default)]
pub struct Portion {
	/// Shares.
	pub shares: Shares,
	/// USDai for them.
	pub assets: UsdaiAmount,
}

impl Portion {
	/// What is left of the assets after a tip, and the tip: at most all of them.
	pub fn tipped(&self, tip: UsdaiAmount) -> (UsdaiAmount, UsdaiAmount) {
		let tip = tip.min(self.assets);
		(self.assets.saturating_sub(tip), tip)
	}
}

/// The part of a request that was not claimed.
#[apply(stored!)]
pub struct Interval {
	/// Where it begins on the axis of shares requested.
	pub start: Shares,
	/// Where it ends.
	pub end: Shares,
	/// The value of `start`, once something has been claimed.
	pub start_value: Option<UsdaiAmount>,
}

impl Interval {
	/// Its shares that were not served, of a queue that was served up to the point `served`.
	pub fn pending(&self, served: Shares) -> Shares {
		self.end.saturating_sub(self.start.max(served))
	}

	/// Its shares that were not claimed, served or not.
	pub fn unclaimed(&self) -> Shares {
		self.end.saturating_sub(self.start)
	}

	/// Pending shares of others before its own; none once it is served in full.
	pub fn ahead(&self, served: Shares) -> Shares {
		self.start.saturating_sub(served)
	}

	/// Up to where it can be claimed; nothing when all that is served was claimed.
	pub fn claimable_to(&self, served: Shares) -> Option<Shares> {
		let to = self.end.min(served);
		(to > self.start).then_some(to)
	}

	/// Where a claim of so many shares ends, if that fits.
	pub fn after(&self, shares: Shares) -> Option<Shares> {
		self.start.checked_add(shares)
	}

	/// The value where a claim of so much ends, `start_value` being that where it begins, if it fits.
	pub fn value_after(start_value: UsdaiAmount, assets: UsdaiAmount) -> Option<UsdaiAmount> {
		start_value.checked_add(assets)
	}

	/// What a claim up to the point `to` leaves of it, or nothing when that is all of it; and what
	/// it pays: the value of `to` less that of `start`. A claim of an amount gives as `to_value`
	/// what it has been paid then, which may be above the value of the point: the rest is less.
	///
	/// Errors: `Overflow` when the points are out of order.
	pub fn claimed(
		self,
		to: Shares,
		start_value: UsdaiAmount,
		to_value: UsdaiAmount,
	) -> Result<(Option<Self>, Portion), FinanceError> {
		let left = self.end.checked_sub(to).ok_or(FinanceError::Overflow)?;
		let portion = Portion {
			shares: to.checked_sub(self.start).ok_or(FinanceError::Overflow)?,
			assets: to_value.checked_sub(start_value).ok_or(FinanceError::Overflow)?,
		};
		let rest = Self { start: to, start_value: Some(to_value), ..self };
		Ok(((!left.is_zero()).then_some(rest), portion))
	}
}
