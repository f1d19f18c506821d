//! What a reporter signs.

use super::{refusal::Refusal, round::RoundId};
use alloc::vec::Vec;
use caliber_feeds_core::{checks, FeedKey, Observation};
use caliber_primitives::{
	ids::{ReporterIndex, SetId},
	units::Seconds,
};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;

/// How long before the block the figures may have been fetched: 15 minutes.
pub const FETCHED_BEHIND: Seconds = Seconds(900);
/// How far a reporter's clock may be ahead of the block's: 2 minutes.
pub const FETCHED_AHEAD: Seconds = Seconds(120);
/// How long a report may live: an hour.
pub const LONGEST_LIFE: Seconds = Seconds(3_600);
/// How often a reporter may correct what he said about one day in one round.
pub const MAX_CORRECTIONS: u8 = 3;
/// Statements of one report at most: both rates of all seven bills, and two more.
pub const MAX_STATEMENTS: u32 = 16;

/// Sets these signatures apart from all others that the key makes.
const DOMAIN: &[u8] = b"caliber/feeds/report/2";

/// What a reporter says about one feed.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub struct Statement {
	/// The open round of the feed.
	pub round: RoundId,
	/// What he says.
	pub observation: Observation,
}

/// All that a reporter says at once.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct Report {
	/// The set that the reporter is of.
	pub set: SetId,
	/// His place in it.
	pub reporter: ReporterIndex,
	/// How often his key has been replaced.
	pub key_generation: u16,
	/// The last second of a block that may include it.
	pub expires: Seconds,
	/// One for each feed, by key.
	pub statements: BoundedVec<Statement, ConstU32<MAX_STATEMENTS>>,
}

impl Report {
	/// How many statements there are.
	pub fn len(&self) -> u32 {
		u32::try_from(self.statements.len()).unwrap_or(MAX_STATEMENTS)
	}

	/// Whether there are none.
	pub fn is_empty(&self) -> bool {
		self.statements.is_empty()
	}

	/// When the last of its figures was fetched.
	pub fn fetched(&self) -> Seconds {
		let fetched = self.statements.iter().map(|said| said.observation.fetched_at).max();
		Seconds(fetched.unwrap_or_default())
	}

	/// What is signed: a fixed label, the hash of the genesis block, the report; SCALE.
	pub fn payload<Hash: Encode>(&self, genesis: &Hash) -> Vec<u8> {
		(DOMAIN, genesis, self).encode()
	}

	/// Whether the statements stand in order, one for each feed, and each coupon equivalent comes
	/// with the discount that it belongs to.
	///
	/// # Errors
	/// `Disordered` also for none, `Unpaired`, `Inconsistent`.
	pub fn check(&self) -> Result<(), Refusal> {
		let said = || self.statements.iter().map(|statement| &statement.observation);
		let ascends = said().zip(said().skip(1)).all(|(a, b)| a.feed < b.feed);
		if self.statements.is_empty() || !ascends {
			return Err(Refusal::Disordered);
		}
		said().try_for_each(|equivalent| {
			let FeedKey::TBillCouponEq(tenor) = equivalent.feed else { return Ok(()) };
			let discount = said()
				.find(|other| other.feed == FeedKey::TBillDiscount(tenor))
				.filter(|discount| discount.obs_day == equivalent.obs_day)
				.ok_or(Refusal::Unpaired)?;
			checks::bill_pair(tenor, discount.value, equivalent.value)
				.map_err(|_| Refusal::Inconsistent)
		})
	}

	/// Two statements about one feed, round, day and correction, signed by one key, that differ in
	/// what they say: none in honest hands.
	pub fn contradicts(&self, other: &Self) -> Option<FeedKey> {
		let same_key = (self.set, self.reporter, self.key_generation)
			== (other.set, other.reporter, other.key_generation);
		let clash = |a: &Statement, b: &Statement| {
			let about = |s: &Statement| {
				(s.round, s.observation.feed, s.observation.obs_day, s.observation.round)
			};
			let says = |s: &Statement| (s.observation.value, s.observation.conf);
			about(a) == about(b) && says(a) != says(b)
		};
		self.statements
			.iter()
			.filter(|_| same_key)
			.find(|mine| other.statements.iter().any(|theirs| clash(mine, theirs)))
			.map(|mine| mine.observation.feed)
	}
}
