//! Types without `Config`.

use serde::{Deserialize, Serialize};
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
}

impl Default for Rules {
	/// 10,000 CAL; 28 sessions; one validator.
	fn default() -> Self {
		Self { bond: 10_000_000_000_000_000, unbonding_sessions: 28, min_validators: 1 }
	}
}

impl Rules {
	/// The longest wait for a bond, in sessions.
	pub const MAX_UNBONDING_SESSIONS: u32 = 10_000;

	/// Whether every figure lies in its range: a bond above zero, at most
	/// [`Self::MAX_UNBONDING_SESSIONS`], at least one validator.
	pub fn in_range(&self) -> bool {
		self.bond > 0
			&& self.unbonding_sessions <= Self::MAX_UNBONDING_SESSIONS
			&& self.min_validators >= 1
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
