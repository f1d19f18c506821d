//! What the calls of `pallet_timestamp` cost on this chain's runtime. Written by
//! `make weights PALLET=pallet_timestamp`, never by hand.
//!
//! 2026-11-25, 10 steps of 3 repeats on AMD EPYC.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The costs, with reads and writes at the runtime's own database weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_timestamp::WeightInfo for WeightInfo<T> {
	// Storage: `Timestamp::Now` (r:1 w:1)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Aura::CurrentSlot` (r:1 w:0)
	// Proof: `Aura::CurrentSlot` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn set() -> Weight {
		// Proof in bytes: measured 114, at most 1493.
		// At least 8_172_000 picoseconds.
		Weight::from_parts(12_638_000, 1_493)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	fn on_finalize() -> Weight {
		// Proof in bytes: measured 0, at most 0.
		// At least 1_542_000 picoseconds.
		Weight::from_parts(1_632_000, 0)
	}
}
