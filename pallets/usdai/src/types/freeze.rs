//! The freeze list.

use caliber_primitives::units::Seconds;

/// The longest that a Guardian can freeze for: 30 days.
pub const MAX_GUARDIAN_FREEZE: Seconds = Seconds(30 * 86_400);

/// How long after the end of a freeze a Guardian cannot make it longer than
/// [`MAX_GUARDIAN_FREEZE`]: 30 days.
pub const GUARDIAN_REST: Seconds = Seconds(30 * 86_400);

/// Why an account is frozen.
#[frame_support::stored]
#[derive(Copy)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum FreezeReason {
	/// It is on a list of sanctions.
	#[codec(index = 0)]
	Sanctions,
	/// A court or authority orders it.
	#[codec(index = 1)]
	Order,
	/// Its key is in wrong hands.
	#[codec(index = 2)]
	Compromised,
	/// It is being looked into.
	#[codec(index = 3)]
	Investigation,
}

/// An entry of the list.
#[frame_support::stored]
#[derive(Copy)]
pub struct Freeze {
	/// Why.
	pub reason: FreezeReason,
	/// Since when.
	pub since: Seconds,
	/// The first second after it, if it ends by itself.
	pub until: Option<Seconds>,
}

impl Freeze {
	/// Whether it binds at `now`.
	pub fn in_force(&self, now: Seconds) -> bool {
		self.until.is_none_or(|until| now < until)
	}

	/// Whether it ends within what a Guardian may order at its beginning.
	pub fn is_short(&self) -> bool {
		self.until.is_some_and(|until| until.saturating_sub(self.since) <= MAX_GUARDIAN_FREEZE)
	}

	/// Whether it ended so long ago that what a Guardian orders now is a new freeze and none that he
	/// renews.
	pub fn is_over(&self, now: Seconds) -> bool {
		self.until.is_some_and(|until| now.saturating_sub(until) >= GUARDIAN_REST)
	}

	/// This freeze as a Guardian orders it on top of what was ordered before: it began with that,
	/// unless that is over, so that renewing it makes it no longer.
	pub fn on_top_of(self, before: Option<Self>) -> Self {
		let running = before.filter(|before| !before.is_over(self.since));
		Self { since: running.map_or(self.since, |before| before.since), ..self }
	}

	/// Ended now. Its entry stays until it is over, so that no Guardian begins anew what governance
	/// has ended.
	pub fn ended(self, now: Seconds) -> Self {
		Self { until: Some(now), ..self }
	}

	/// Whether it ends later than `other`.
	pub fn outlasts(&self, other: &Self) -> bool {
		let end = |freeze: &Self| freeze.until.unwrap_or(Seconds::MAX);
		end(self) > end(other)
	}
}
