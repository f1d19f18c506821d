//! What the calls of `pallet_utility` cost on this chain's runtime. Written by
//! `make weights PALLET=pallet_utility`, never by hand.
//!
//! 2026-11-25, 10 steps of 3 repeats on AMD EPYC.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The costs, with reads and writes at the runtime's own database weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_utility::WeightInfo for WeightInfo<T> {
	// Storage: `SafeMode::EnteredUntil` (r:1 w:0)
	// Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// `c` is in 0..=1000.
	fn batch(c: u32) -> Weight {
		// Proof in bytes: measured 76, at most 1489.
		// At least 6_489_000 picoseconds.
		Weight::from_parts(9_777_012, 1_489)
			// Standard error 37_571.
			.saturating_add(Weight::from_parts(4_078_211, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(1))
	}
	// Storage: `SafeMode::EnteredUntil` (r:1 w:0)
	// Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn as_derivative() -> Weight {
		// Proof in bytes: measured 76, at most 1489.
		// At least 9_103_000 picoseconds.
		Weight::from_parts(10_035_000, 1_489).saturating_add(T::DbWeight::get().reads(1))
	}
	// Storage: `SafeMode::EnteredUntil` (r:1 w:0)
	// Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// `c` is in 0..=1000.
	fn batch_all(c: u32) -> Weight {
		// Proof in bytes: measured 76, at most 1489.
		// At least 6_479_000 picoseconds.
		Weight::from_parts(18_081_952, 1_489)
			// Standard error 36_556.
			.saturating_add(Weight::from_parts(4_424_519, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(1))
	}
	fn dispatch_as() -> Weight {
		// Proof in bytes: measured 0, at most 0.
		// At least 8_603_000 picoseconds.
		Weight::from_parts(8_974_000, 0)
	}
	// Storage: `SafeMode::EnteredUntil` (r:1 w:0)
	// Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// `c` is in 0..=1000.
	fn force_batch(c: u32) -> Weight {
		// Proof in bytes: measured 76, at most 1489.
		// At least 6_219_000 picoseconds.
		Weight::from_parts(22_832_788, 1_489)
			// Standard error 38_126.
			.saturating_add(Weight::from_parts(4_061_363, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(1))
	}
	fn dispatch_as_fallible() -> Weight {
		// Proof in bytes: measured 0, at most 0.
		// At least 8_763_000 picoseconds.
		Weight::from_parts(8_923_000, 0)
	}
	// Storage: `SafeMode::EnteredUntil` (r:1 w:0)
	// Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn if_else() -> Weight {
		// Proof in bytes: measured 76, at most 1489.
		// At least 14_882_000 picoseconds.
		Weight::from_parts(15_212_000, 1_489).saturating_add(T::DbWeight::get().reads(1))
	}
}
