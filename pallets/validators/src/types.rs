//! Types without `Config`.

use frame_support::{traits::ConstU32, BoundedVec};
use serde::{Deserialize, Serialize};
use sp_runtime::{Perbill, Saturating};
use sp_staking::SessionIndex;

/// How the set is run. Changed rules bind whoever bonds, leaves or is admitted from then on.
#[frame_support::stored]
#[derive(Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
	/// What a candidate bonds, in the smallest unit of CAL.
	pub bond: u128,
	/// Sessions between leaving and getting the bond back: long enough for an offence to be
	/// reported.
	pub unbonding_sessions: u32,
	/// Below this many validators nobody leaves or is removed.
	pub min_validators: u32,
	/// At so many nobody is admitted; who is in the set stays.
	pub max_validators: u32,
}

impl Default for Rules {
	/// 10,000 CAL; 1,008 sessions, a week, for which an equivocation can be proven; one to a hundred
	/// validators.
	fn default() -> Self {
		Self {
			bond: 10_000_000_000_000_000,
			unbonding_sessions: 1_008,
			min_validators: 1,
			max_validators: 100,
		}
	}
}

impl Rules {
	/// The longest wait for a bond, in sessions.
	pub const MAX_UNBONDING_SESSIONS: u32 = 10_000;

	/// Whether every figure lies in its range: a bond above zero, at most
	/// [`Self::MAX_UNBONDING_SESSIONS`], at least one validator, no smaller a most than a least and none
	/// above the `room` there is.
	pub fn in_range(&self, room: u32) -> bool {
		self.bond > 0
			&& self.unbonding_sessions <= Self::MAX_UNBONDING_SESSIONS
			&& self.min_validators >= 1
			&& (self.min_validators..=room).contains(&self.max_validators)
	}
}

/// Where a bonded account stands.
#[frame_support::stored]
#[derive(Copy)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Standing {
	/// Bonded, waits to be admitted.
	#[codec(index = 0)]
	Candidate,
	/// In the set from the session after next on.
	#[codec(index = 1)]
	Validator,
	/// Out of the set; the bond is free from this session on.
	#[codec(index = 2)]
	Leaving(SessionIndex),
}

/// Sessions of which it is known what their offences have cost an account.
const FINED_SESSIONS: u32 = 8;

/// What the worst offence of a session has cost, of the bond; the session that was judged last is
/// the last one.
#[frame_support::stored]
#[derive(Default)]
pub struct Fines(pub BoundedVec<(SessionIndex, Perbill), ConstU32<FINED_SESSIONS>>);

impl Fines {
	/// Whether a session has cost as much already.
	pub fn cover(&self, session: SessionIndex, fraction: Perbill) -> bool {
		self.0.iter().any(|(known, most)| *known == session && *most >= fraction)
	}

	/// With an offence of a session, and how much of the bond it costs beyond what that session has
	/// cost already; nothing if it was no worse.
	pub fn with(mut self, session: SessionIndex, fraction: Perbill) -> (Self, Option<Perbill>) {
		let place = self.0.iter().position(|(known, _)| *known == session);
		let before = place.map_or(Perbill::zero(), |place| self.0.remove(place).1);
		if self.0.is_full() {
			self.0.remove(0);
		}
		// Room was made.
		let _ = self.0.try_push((session, before.max(fraction)));
		(self, (fraction > before).then(|| fraction.saturating_sub(before)))
	}
}
