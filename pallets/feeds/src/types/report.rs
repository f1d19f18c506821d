//! What a reporter signs.

use super::round::RoundId;
use alloc::vec::Vec;
use caliber_feeds_core::Observation;
use caliber_primitives::{
	ids::{ReporterIndex, SetId},
	units::Seconds,
};
use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

/// How long before the block the figures may have been fetched: 15 minutes.
pub const FETCHED_BEHIND: Seconds = Seconds(900);
/// How far a reporter's clock may be ahead of the block's: 2 minutes.
pub const FETCHED_AHEAD: Seconds = Seconds(120);
/// How long a report may live: an hour.
pub const LONGEST_LIFE: Seconds = Seconds(3_600);
/// How often a reporter may correct what he said about one day in one round.
pub const MAX_CORRECTIONS: u8 = 3;

/// Sets these signatures apart from all others that the key makes.
const DOMAIN: &[u8] = b"caliber/feeds/report/1";

/// One statement of one reporter.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct Report {
	/// The set that the reporter is of.
	pub set: SetId,
	/// His place in it.
	pub reporter: ReporterIndex,
	/// The open round of the feed.
	pub round: RoundId,
	/// The last second of a block that may include it.
	pub expires: Seconds,
	/// What he says.
	pub observation: Observation,
}

impl Report {
	/// What is signed: a fixed label, the hash of the genesis block, the report; SCALE.
	pub fn payload<Hash: Encode>(&self, genesis: &Hash) -> Vec<u8> {
		(DOMAIN, genesis, self).encode()
	}
}
