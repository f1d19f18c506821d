//! A valve: what leaves is bounded in time, and much of it at once closes the way for a while.

use crate::{
	dollar::UNIT,
	fuse::{Bounds, Fuse, Limit},
	math::Rounding,
	units::{Ppm, Seconds, UsdaiAmount},
};
use macro_rules_attribute::apply;

/// A window: any 24 hours.
const DAY: Seconds = Seconds(86_400);

/// How much may leave.
#[apply(stored!)]
#[serde(deny_unknown_fields)]
pub struct Outflow {
	/// The most that any 24 hours let out, a part of all there is; the valve lets half of it out at
	/// once.
	pub per_day: Ppm,
	/// At least this much can leave at once, so that a young chain is not held up.
	pub floor: UsdaiAmount,
	/// For how long nothing leaves once [`Outflow::ALARM`] of what can leave at once has left.
	pub lockdown: Seconds,
}

impl Outflow {
	/// The part of what can leave at once that closes the valve: nine tenths.
	pub const ALARM: Ppm = Ppm(900_000);
	/// The least part of a day: 5 %, so that nobody is kept for ever.
	pub const MIN_PER_DAY: Ppm = Ppm(50_000);
	/// The least floor: a dollar, so that the last ones are paid, too.
	pub const MIN_FLOOR: UsdaiAmount = UsdaiAmount(UNIT);
	/// The shortest lockdown: a minute, for networks that test in minutes.
	pub const MIN_LOCKDOWN: Seconds = Seconds(60);
	/// The longest lockdown: three days.
	pub const MAX_LOCKDOWN: Seconds = Seconds(3 * 86_400);

	/// Whether a day lets out from [`Self::MIN_PER_DAY`] to everything, the floor is from
	/// [`Self::MIN_FLOOR`] to `max_floor`, and a lockdown lasts from [`Self::MIN_LOCKDOWN`] to [`Self::MAX_LOCKDOWN`].
	pub fn in_range(&self, max_floor: UsdaiAmount) -> bool {
		(Self::MIN_PER_DAY..=Ppm(1_000_000)).contains(&self.per_day)
			&& (Self::MIN_FLOOR..=max_floor).contains(&self.floor)
			&& (Self::MIN_LOCKDOWN..=Self::MAX_LOCKDOWN).contains(&self.lockdown)
	}

	/// Whether it lets out no more than another, and stays closed for no less.
	pub fn binds_no_less(&self, old: &Self) -> bool {
		self.per_day <= old.per_day && self.floor <= old.floor && self.lockdown >= old.lockdown
	}

	/// The limit in amounts while there is so much: at once
	/// `max(floor, floor(all * floor(per_day / 2) / 10^6))`, the same again in 24 hours.
	pub fn bounds(&self, all: UsdaiAmount) -> Bounds {
		let limit = Limit { per_call: Ppm::ZERO, per_window: self.per_day, floor: self.floor };
		let bounds = limit.bounds(all, DAY);
		Bounds { call: bounds.capacity, ..bounds }
	}
}

/// How a valve stands.
#[apply(stored!)]
pub struct OutflowStatus {
	/// What can leave at once.
	pub room: UsdaiAmount,
	/// Nothing can before, when it is closed.
	pub closed_until: Option<Seconds>,
}

/// What has left lately. In any 24 hours at most twice what can leave at once gets through.
#[apply(stored!)]
#[derive(Default)]
pub struct Valve {
	/// What has left, and drains in 24 hours.
	pub fuse: Fuse,
	/// Nothing leaves before.
	pub closed_until: Seconds,
}

impl Valve {
	/// Whether it is closed.
	pub fn is_closed(&self, now: Seconds) -> bool {
		now < self.closed_until
	}

	/// Whether it says nothing of the future, but for a lockdown no longer than the longest.
	pub fn is_sound(&self, now: Seconds) -> bool {
		self.fuse.at <= now
			&& self.closed_until <= self.fuse.at.saturating_add(Outflow::MAX_LOCKDOWN)
	}

	/// The most that can leave now; nothing while it is closed.
	pub fn room(&self, now: Seconds, limit: &Outflow, all: UsdaiAmount) -> UsdaiAmount {
		match self.is_closed(now) {
			true => UsdaiAmount::ZERO,
			false => self.fuse.room(now, &limit.bounds(all)),
		}
	}

	/// How it stands, for people.
	pub fn status(&self, now: Seconds, limit: &Outflow, all: UsdaiAmount) -> OutflowStatus {
		let closed_until = self.is_closed(now).then_some(self.closed_until);
		OutflowStatus { room: self.room(now, limit, all), closed_until }
	}

	/// Lets an amount out of all there is, and closes when that makes [`Outflow::ALARM`] of what can
	/// leave at once. Nothing when there is no room for it.
	pub fn let_out(
		self,
		amount: UsdaiAmount,
		now: Seconds,
		limit: &Outflow,
		all: UsdaiAmount,
	) -> Option<Self> {
		if amount.is_zero() {
			return Some(self);
		}
		let bounds = limit.bounds(all);
		let fuse = self.fuse.fill(amount, now, &bounds).ok().filter(|_| !self.is_closed(now))?;
		let alarm = Outflow::ALARM.of(bounds.capacity, Rounding::Up);
		let closed_until = match fuse.level >= alarm {
			true => now.saturating_add(limit.lockdown),
			false => self.closed_until,
		};
		Some(Self { fuse, closed_until })
	}

	/// The same for fewer dollars or under another limit: what has left fills no more than there is.
	pub fn within(self, limit: &Outflow, all: UsdaiAmount) -> Self {
		Self { fuse: self.fuse.within(&limit.bounds(all)), ..self }
	}
}
