//! What the calls of `pallet_safe_mode` cost on this chain's runtime. Written by
//! `make weights PALLET=pallet_safe_mode`, never by hand.
//!
//! 2026-11-25, 10 steps of 3 repeats on AMD EPYC.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The costs, with reads and writes at the runtime's own database weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_safe_mode::WeightInfo for WeightInfo<T> {
	// Storage: `SafeMode::EnteredUntil` (r:1 w:0)
	// Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn on_initialize_noop() -> Weight {
		// Proof in bytes: measured 76, at most 1489.
		// At least 2_654_000 picoseconds.
		Weight::from_parts(2_744_000, 1_489).saturating_add(T::DbWeight::get().reads(1))
	}
	// Storage: `SafeMode::EnteredUntil` (r:1 w:1)
	// Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn on_initialize_exit() -> Weight {
		// Proof in bytes: measured 103, at most 1489.
		// At least 8_383_000 picoseconds.
		Weight::from_parts(8_473_000, 1_489)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	fn enter() -> Weight {
		// Proof in bytes: measured 0, at most 0.
		// At least 0_000 picoseconds.
		Weight::from_parts(0, 0)
	}
	// Storage: `SafeMode::EnteredUntil` (r:1 w:1)
	// Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn force_enter() -> Weight {
		// Proof in bytes: measured 76, at most 1489.
		// At least 10_365_000 picoseconds.
		Weight::from_parts(15_072_000, 1_489)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	fn extend() -> Weight {
		// Proof in bytes: measured 0, at most 0.
		// At least 0_000 picoseconds.
		Weight::from_parts(0, 0)
	}
	// Storage: `SafeMode::EnteredUntil` (r:1 w:1)
	// Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn force_extend() -> Weight {
		// Proof in bytes: measured 103, at most 1489.
		// At least 10_225_000 picoseconds.
		Weight::from_parts(10_576_000, 1_489)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `SafeMode::EnteredUntil` (r:1 w:1)
	// Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn force_exit() -> Weight {
		// Proof in bytes: measured 103, at most 1489.
		// At least 9_935_000 picoseconds.
		Weight::from_parts(10_745_000, 1_489)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	fn release_deposit() -> Weight {
		// Proof in bytes: measured 0, at most 0.
		// At least 0_000 picoseconds.
		Weight::from_parts(0, 0)
	}
	// Storage: `SafeMode::Deposits` (r:1 w:1)
	// Proof: `SafeMode::Deposits` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
	fn force_release_deposit() -> Weight {
		// Proof in bytes: measured 263, at most 3658.
		// At least 52_507_000 picoseconds.
		Weight::from_parts(53_699_000, 3_658)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `SafeMode::Deposits` (r:1 w:1)
	// Proof: `SafeMode::Deposits` (`max_values`: None, `max_size`: Some(68), added: 2543, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
	fn force_slash_deposit() -> Weight {
		// Proof in bytes: measured 263, at most 3658.
		// At least 41_131_000 picoseconds.
		Weight::from_parts(52_568_000, 3_658)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
}
