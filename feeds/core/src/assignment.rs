//! What the chain tells a reporter: who he is, and what he may still say. The worker of a node and
//! a feeder elsewhere get the same, so that they do the same.

use crate::{Demand, FeedKey, ObsDay};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;

/// Who a reporter is, and the feeds.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct Assignment {
	/// Hash of the genesis block, which every signature covers.
	pub genesis: [u8; 32],
	/// The set in force.
	pub set: u32,
	/// His place in it.
	pub reporter: u16,
	/// How often his key has been replaced.
	pub key_generation: u16,
	/// Unplanned closures of the bond market that governance has decreed.
	pub closures: Vec<ObsDay>,
	/// Every feed on which he may report, by key.
	pub tasks: Vec<Task>,
}

/// What he may say about one feed.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub struct Task {
	/// Which.
	pub feed: FeedKey,
	/// The open round.
	pub round: u32,
	/// Seconds between two fetches.
	pub poll: u64,
	/// Unix seconds before which no report on it is taken: a confirmation must be a fetch of its
	/// own.
	pub not_before: u64,
	/// What every statement must meet.
	pub demand: Demand,
	/// What the chain knows.
	pub known: Option<Known>,
	/// What he has said in the open round.
	pub said: Option<Said>,
}

/// The newest value that a quorum agreed on, in force or not yet.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub struct Known {
	/// The day that it speaks of.
	pub day: ObsDay,
	/// In the unit of the feed.
	pub value: i64,
	/// The moment that it speaks of, Unix seconds.
	pub observed: u64,
	/// Whether it waits for rounds that confirm it.
	pub is_suspect: bool,
	/// Whether another value for the same day would still be taken, as a revision.
	pub is_open: bool,
}

/// What a reporter has said.
#[derive(Encode, Decode, DecodeWithMemTracking, TypeInfo, Clone, Copy, PartialEq, Eq, Debug)]
pub struct Said {
	/// Of which day.
	pub day: ObsDay,
	/// 0 for the first statement about that day, one more for each correction; 3 at most.
	pub correction: u8,
	/// In the unit of the feed.
	pub value: i64,
	/// One bit for each source.
	pub sources: u32,
}
