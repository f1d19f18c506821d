//! What the calls of `pallet_auctions` cost on this chain's runtime. Written by
//! `make weights PALLET=pallet_auctions`, never by hand.
//!
//! 2026-11-25, 20 steps of 10 repeats on AMD EPYC.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The costs, with reads and writes at the runtime's own database weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_auctions::WeightInfo for WeightInfo<T> {
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Auctions::Lots` (r:1 w:1)
	// Proof: `Auctions::Lots` (`max_values`: None, `max_size`: Some(610), added: 3085, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Auctions::LotOf` (r:0 w:1)
	// Proof: `Auctions::LotOf` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
	// `n` is in 1..=128.
	fn buy(n: u32) -> Weight {
		// Proof in bytes: measured 885 + n * 4, at most 6208.
		// At least 76_153_000 picoseconds.
		Weight::from_parts(79_681_559, 6_208)
			// Standard error 827.
			.saturating_add(Weight::from_parts(1_548, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	// Storage: `Auctions::Lots` (r:1 w:1)
	// Proof: `Auctions::Lots` (`max_values`: None, `max_size`: Some(610), added: 3085, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Auctions::LotOf` (r:0 w:1)
	// Proof: `Auctions::LotOf` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
	// `n` is in 1..=128.
	fn settle(n: u32) -> Weight {
		// Proof in bytes: measured 294 + n * 4, at most 4075.
		// At least 17_205_000 picoseconds.
		Weight::from_parts(18_487_192, 4_075)
			// Standard error 282.
			.saturating_add(Weight::from_parts(2_870, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
}
