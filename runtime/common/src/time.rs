//! Block time and the spans that are counted in blocks.

use crate::BlockNumber;
use caliber_primitives::units::Seconds;
use core::{marker::PhantomData, time::Duration};
use frame_support::traits::UnixTime;

/// Milliseconds of one Aura slot, hence of one block.
pub const SLOT_MILLIS: u64 = 2_000;

/// Blocks in a minute.
pub const MINUTES: BlockNumber = 30;
/// Blocks in an hour.
pub const HOURS: BlockNumber = 60 * MINUTES;
/// Blocks in a day.
pub const DAYS: BlockNumber = 24 * HOURS;

/// Blocks in a session, unless the genesis says otherwise: how long a change of session keys takes
/// at most twice.
pub const SESSION_BLOCKS: BlockNumber = 10 * MINUTES;
/// Sessions for which an equivocation can still be proven; a week.
pub const PROVABLE_SESSIONS: u64 = 7 * 24 * 6;
/// The same in blocks.
pub const PROVABLE_BLOCKS: u64 = 7 * 24 * 60 * 60 * 1_000 / SLOT_MILLIS;

/// Blocks of so many seconds; one that has begun counts as a whole.
pub fn blocks(span: Seconds) -> BlockNumber {
	let millis = span.get().saturating_mul(1_000);
	BlockNumber::try_from(millis.div_ceil(SLOT_MILLIS)).unwrap_or(BlockNumber::MAX)
}

/// The clock of the chain's own pallets: the beginning of the block's slot. Unlike the timestamp it
/// is known from the first hook of a block on, so that a day's first block does the day's work
/// before any transaction; Aura refuses a block whose timestamp lies in another slot, so that the
/// two are never a slot apart.
pub struct SlotClock<R>(PhantomData<R>);

#[cfg(not(feature = "runtime-benchmarks"))]
impl<R: pallet_aura::Config> UnixTime for SlotClock<R> {
	fn now() -> Duration {
		let slot = u64::from(pallet_aura::CurrentSlot::<R>::get());
		Duration::from_millis(slot.saturating_mul(SLOT_MILLIS))
	}
}

/// Benchmarks have no slots; they set the timestamp.
#[cfg(feature = "runtime-benchmarks")]
impl<R: pallet_timestamp::Config<Moment = u64>> UnixTime for SlotClock<R> {
	fn now() -> Duration {
		Duration::from_millis(pallet_timestamp::Now::<R>::get())
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl<R: pallet_timestamp::Config<Moment = u64>> caliber_primitives::clock::SetUpTime
	for SlotClock<R>
{
	fn set_up_time(now: caliber_primitives::units::Seconds) {
		pallet_timestamp::Now::<R>::put(now.get().saturating_mul(1_000));
	}
}
