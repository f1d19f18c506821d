//! What the calls of `pallet_multisig` cost on this chain's runtime. Written by
//! `make weights PALLET=pallet_multisig`, never by hand.
//!
//! 2026-11-25, 10 steps of 3 repeats on AMD EPYC.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The costs, with reads and writes at the runtime's own database weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_multisig::WeightInfo for WeightInfo<T> {
	// Storage: `SafeMode::EnteredUntil` (r:1 w:0)
	// Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// `z` is in 0..=10000.
	fn as_multi_threshold_1(z: u32) -> Weight {
		// Proof in bytes: measured 76, at most 1489.
		// At least 67_900_000 picoseconds.
		Weight::from_parts(80_099_415, 1_489)
			// Standard error 999.
			.saturating_add(Weight::from_parts(3_908, 0).saturating_mul(z.into()))
			.saturating_add(T::DbWeight::get().reads(1))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(3346), added: 5821, mode: `MaxEncodedLen`)
	// `s` is in 2..=100.
	// `z` is in 0..=10000.
	fn as_multi_create(s: u32, z: u32) -> Weight {
		// Proof in bytes: measured 6, at most 6811.
		// At least 62_573_000 picoseconds.
		Weight::from_parts(42_739_010, 6_811)
			// Standard error 64_928.
			.saturating_add(Weight::from_parts(283_810, 0).saturating_mul(s.into()))
			// Standard error 640.
			.saturating_add(Weight::from_parts(7_375, 0).saturating_mul(z.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(3346), added: 5821, mode: `MaxEncodedLen`)
	// `s` is in 3..=100.
	// `z` is in 0..=10000.
	fn as_multi_approve(s: u32, z: u32) -> Weight {
		// Proof in bytes: measured 211, at most 6811.
		// At least 48_872_000 picoseconds.
		Weight::from_parts(30_562_357, 6_811)
			// Standard error 112_831.
			.saturating_add(Weight::from_parts(216_043, 0).saturating_mul(s.into()))
			// Standard error 1_100.
			.saturating_add(Weight::from_parts(7_454, 0).saturating_mul(z.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(3346), added: 5821, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `SafeMode::EnteredUntil` (r:1 w:0)
	// Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// `s` is in 2..=100.
	// `z` is in 0..=10000.
	fn as_multi_complete(s: u32, z: u32) -> Weight {
		// Proof in bytes: measured 393 + s * 33, at most 6811.
		// At least 85_907_000 picoseconds.
		Weight::from_parts(46_334_144, 6_811)
			// Standard error 85_404.
			.saturating_add(Weight::from_parts(568_572, 0).saturating_mul(s.into()))
			// Standard error 842.
			.saturating_add(Weight::from_parts(7_952, 0).saturating_mul(z.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(3346), added: 5821, mode: `MaxEncodedLen`)
	// `s` is in 2..=100.
	fn approve_as_multi_create(s: u32) -> Weight {
		// Proof in bytes: measured 6, at most 6811.
		// At least 34_511_000 picoseconds.
		Weight::from_parts(38_411_551, 6_811)
			// Standard error 45_024.
			.saturating_add(Weight::from_parts(312_199, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(3346), added: 5821, mode: `MaxEncodedLen`)
	// `s` is in 2..=100.
	fn approve_as_multi_approve(s: u32) -> Weight {
		// Proof in bytes: measured 211, at most 6811.
		// At least 18_738_000 picoseconds.
		Weight::from_parts(26_903_663, 6_811)
			// Standard error 71_837.
			.saturating_add(Weight::from_parts(245_942, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(3346), added: 5821, mode: `MaxEncodedLen`)
	// `s` is in 2..=100.
	fn cancel_as_multi(s: u32) -> Weight {
		// Proof in bytes: measured 211, at most 6811.
		// At least 32_318_000 picoseconds.
		Weight::from_parts(35_225_021, 6_811)
			// Standard error 19_832.
			.saturating_add(Weight::from_parts(298_236, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Multisig::Multisigs` (r:1 w:1)
	// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(3346), added: 5821, mode: `MaxEncodedLen`)
	// `s` is in 2..=100.
	fn poke_deposit(s: u32) -> Weight {
		// Proof in bytes: measured 211, at most 6811.
		// At least 31_126_000 picoseconds.
		Weight::from_parts(31_392_288, 6_811)
			// Standard error 78_145.
			.saturating_add(Weight::from_parts(404_733, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
