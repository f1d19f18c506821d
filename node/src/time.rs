//! The clock of sealed development chains.
//!
//! A block's time is one slot after its parent's, or later where `dev_timeTravel` said so, and
//! always on a slot boundary: no two blocks share a slot, so the runtime's own check cannot fail.
//! The first block starts at the host's time. What the chain's clock is ahead of the host's is
//! written to the off-chain store before each block, for off-chain workers to add.

use caliber_runtime_common::{offchain::CLOCK_OFFSET_KEY, time::SLOT_MILLIS};
use codec::Encode;
use sc_client_api::Backend;
use sp_core::offchain::{OffchainStorage, STORAGE_PREFIX};
use std::{
	sync::{
		atomic::{AtomicU64, Ordering},
		Arc,
	},
	time::{SystemTime, UNIX_EPOCH},
};

/// The furthest that one call travels: a century, in seconds.
pub const FURTHEST_TRAVEL_SECS: u64 = 100 * 366 * 24 * 60 * 60;

/// The time of the block after a parent, in Unix milliseconds.
///
/// `parent_slot` is `None` for the genesis block, `floor` the earliest time that was asked for.
/// Rounds up to a slot boundary.
pub fn next_block_time(parent_slot: Option<u64>, host: u64, floor: u64) -> u64 {
	let earliest = match parent_slot {
		Some(slot) => slot.saturating_add(1).saturating_mul(SLOT_MILLIS),
		None => host,
	};
	earliest.max(floor).div_ceil(SLOT_MILLIS).saturating_mul(SLOT_MILLIS)
}

/// The chain's time less the host's, in milliseconds.
pub fn offset(chain: u64, host: u64) -> i64 {
	let offset = i128::from(chain) - i128::from(host);
	i64::try_from(offset).unwrap_or(if offset < 0 { i64::MIN } else { i64::MAX })
}

/// The host's clock, in Unix milliseconds.
pub fn host_time() -> u64 {
	SystemTime::now()
		.duration_since(UNIX_EPOCH)
		.ok()
		.and_then(|since| u64::try_from(since.as_millis()).ok())
		.unwrap_or(0)
}

/// The earliest time of the next block, shared by the RPC and the author.
#[derive(Clone, Default)]
pub struct Clock {
	floor: Arc<AtomicU64>,
}

impl Clock {
	/// The time of the block after a parent; see [`next_block_time`].
	pub fn next(&self, parent_slot: Option<u64>) -> u64 {
		next_block_time(parent_slot, host_time(), self.floor.load(Ordering::SeqCst))
	}

	/// Moves the block after `parent_slot` by `seconds` and returns its time.
	pub fn travel(&self, parent_slot: Option<u64>, seconds: u64) -> u64 {
		let host = host_time();
		let travel = |floor| {
			next_block_time(parent_slot, host, floor).saturating_add(seconds.saturating_mul(1_000))
		};
		// The closure always returns a value, so both results carry the floor before.
		let before = self
			.floor
			.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |floor| Some(travel(floor)))
			.unwrap_or_else(|floor| floor);
		next_block_time(parent_slot, host, travel(before))
	}
}

/// Tells off-chain workers how far the chain's clock is ahead; `None` when it is the host's.
pub fn publish_offset<Block: sp_runtime::traits::Block>(
	backend: &impl Backend<Block>,
	offset: Option<i64>,
) {
	let Some(mut storage) = backend.offchain_storage() else { return };
	match offset {
		Some(offset) => storage.set(STORAGE_PREFIX, CLOCK_OFFSET_KEY, &offset.encode()),
		None => storage.remove(STORAGE_PREFIX, CLOCK_OFFSET_KEY),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn next_block_time_should_follow_the_later_of_slot_and_floor_when_computed() {
		for (parent, host, floor, time) in [
			(None, 10_000, 0, 10_000),
			(None, 10_001, 0, 12_000),
			(None, 10_000, 20_001, 22_000),
			(Some(5), 99_999, 0, 12_000),
			(Some(5), 0, 12_000, 12_000),
			(Some(5), 0, 12_001, 14_000),
			// The end of time is no slot boundary; nothing overflows.
			(Some(u64::MAX), 0, 0, u64::MAX),
		] {
			assert_eq!(next_block_time(parent, host, floor), time, "{parent:?} {host} {floor}");
		}
	}

	#[test]
	fn clock_should_never_repeat_a_slot_when_blocks_follow_each_other() {
		let clock = Clock::default();
		let mut slot = None;
		for seconds in [0, 0, 1, 3, 86_400, 0, 0] {
			clock.travel(slot, seconds);
			let next = clock.next(slot);
			assert_eq!(next % SLOT_MILLIS, 0);
			let next_slot = next / SLOT_MILLIS;
			assert!(Some(next_slot) > slot);
			slot = Some(next_slot);
		}
	}

	#[test]
	fn clock_should_add_up_travels_when_no_block_lies_between() {
		let clock = Clock::default();
		let plain = clock.next(Some(100));
		assert_eq!(clock.travel(Some(100), 60), plain + 60_000);
		assert_eq!(clock.travel(Some(100), 3_600), plain + 3_660_000);
		assert_eq!(clock.next(Some(100)), plain + 3_660_000);
		let travelled = clock.next(Some(100)) / SLOT_MILLIS;
		assert_eq!(clock.next(Some(travelled)), (travelled + 1) * SLOT_MILLIS);
	}

	#[test]
	fn offset_should_be_signed_and_saturate_when_clocks_are_far_apart() {
		assert_eq!(offset(5, 3), 2);
		assert_eq!(offset(3, 5), -2);
		assert_eq!(offset(u64::MAX, 0), i64::MAX);
		assert_eq!(offset(0, u64::MAX), i64::MIN);
	}
}
