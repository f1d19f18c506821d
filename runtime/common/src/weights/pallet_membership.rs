//! What the calls of `pallet_membership` cost on this chain's runtime. Written by
//! `make weights PALLET=pallet_membership`, never by hand.
//!
//! 2026-11-25, 10 steps of 3 repeats on AMD EPYC.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The costs, with reads and writes at the runtime's own database weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_membership::WeightInfo for WeightInfo<T> {
	// Storage: `CouncilMembership::Members` (r:1 w:1)
	// Proof: `CouncilMembership::Members` (`max_values`: Some(1), `max_size`: Some(673), added: 1168, mode: `MaxEncodedLen`)
	// Storage: `Council::Proposals` (r:1 w:0)
	// Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Council::Members` (r:0 w:1)
	// Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Council::Prime` (r:0 w:1)
	// Proof: `Council::Prime` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// `m` is in 1..=20.
	fn add_member(m: u32) -> Weight {
		// Proof in bytes: measured 113 + m * 32, at most 2158 + m * 32.
		// At least 13_610_000 picoseconds.
		Weight::from_parts(15_927_099, 2_158)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(Weight::from_parts(0, 32).saturating_mul(m.into()))
	}
	// Storage: `CouncilMembership::Members` (r:1 w:1)
	// Proof: `CouncilMembership::Members` (`max_values`: Some(1), `max_size`: Some(673), added: 1168, mode: `MaxEncodedLen`)
	// Storage: `Council::Proposals` (r:1 w:0)
	// Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `CouncilMembership::Prime` (r:1 w:0)
	// Proof: `CouncilMembership::Prime` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	// Storage: `Council::Members` (r:0 w:1)
	// Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Council::Prime` (r:0 w:1)
	// Proof: `Council::Prime` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// `m` is in 2..=21.
	fn remove_member(m: u32) -> Weight {
		// Proof in bytes: measured 198 + m * 32, at most 2158 + m * 32.
		// At least 16_124_000 picoseconds.
		Weight::from_parts(22_278_780, 2_158)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(Weight::from_parts(0, 32).saturating_mul(m.into()))
	}
	// Storage: `CouncilMembership::Members` (r:1 w:1)
	// Proof: `CouncilMembership::Members` (`max_values`: Some(1), `max_size`: Some(673), added: 1168, mode: `MaxEncodedLen`)
	// Storage: `Council::Proposals` (r:1 w:0)
	// Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `CouncilMembership::Prime` (r:1 w:0)
	// Proof: `CouncilMembership::Prime` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	// Storage: `Council::Members` (r:0 w:1)
	// Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Council::Prime` (r:0 w:1)
	// Proof: `Council::Prime` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// `m` is in 2..=21.
	fn swap_member(m: u32) -> Weight {
		// Proof in bytes: measured 198 + m * 32, at most 2158 + m * 32.
		// At least 16_364_000 picoseconds.
		Weight::from_parts(17_404_896, 2_158)
			// Standard error 44_497.
			.saturating_add(Weight::from_parts(76_889, 0).saturating_mul(m.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(Weight::from_parts(0, 32).saturating_mul(m.into()))
	}
	// Storage: `CouncilMembership::Members` (r:1 w:1)
	// Proof: `CouncilMembership::Members` (`max_values`: Some(1), `max_size`: Some(673), added: 1168, mode: `MaxEncodedLen`)
	// Storage: `Council::Proposals` (r:1 w:0)
	// Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `CouncilMembership::Prime` (r:1 w:0)
	// Proof: `CouncilMembership::Prime` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	// Storage: `Council::Members` (r:0 w:1)
	// Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Council::Prime` (r:0 w:1)
	// Proof: `Council::Prime` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// `m` is in 1..=21.
	fn reset_members(m: u32) -> Weight {
		// Proof in bytes: measured 198 + m * 32, at most 2158 + m * 32.
		// At least 16_684_000 picoseconds.
		Weight::from_parts(17_464_819, 2_158)
			// Standard error 53_995.
			.saturating_add(Weight::from_parts(201_171, 0).saturating_mul(m.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(Weight::from_parts(0, 32).saturating_mul(m.into()))
	}
	// Storage: `CouncilMembership::Members` (r:1 w:1)
	// Proof: `CouncilMembership::Members` (`max_values`: Some(1), `max_size`: Some(673), added: 1168, mode: `MaxEncodedLen`)
	// Storage: `Council::Proposals` (r:1 w:0)
	// Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `CouncilMembership::Prime` (r:1 w:1)
	// Proof: `CouncilMembership::Prime` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	// Storage: `Council::Members` (r:0 w:1)
	// Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Council::Prime` (r:0 w:1)
	// Proof: `Council::Prime` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// `m` is in 1..=21.
	fn change_key(m: u32) -> Weight {
		// Proof in bytes: measured 198 + m * 32, at most 2158 + m * 32.
		// At least 17_006_000 picoseconds.
		Weight::from_parts(21_227_867, 2_158)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(4))
			.saturating_add(Weight::from_parts(0, 32).saturating_mul(m.into()))
	}
	// Storage: `CouncilMembership::Members` (r:1 w:0)
	// Proof: `CouncilMembership::Members` (`max_values`: Some(1), `max_size`: Some(673), added: 1168, mode: `MaxEncodedLen`)
	// Storage: `CouncilMembership::Prime` (r:0 w:1)
	// Proof: `CouncilMembership::Prime` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	// Storage: `Council::Prime` (r:0 w:1)
	// Proof: `Council::Prime` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// `m` is in 1..=21.
	fn set_prime(m: u32) -> Weight {
		// Proof in bytes: measured 70 + m * 32, at most 2158 + m * 32.
		// At least 7_761_000 picoseconds.
		Weight::from_parts(8_811_326, 2_158)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(Weight::from_parts(0, 32).saturating_mul(m.into()))
	}
	// Storage: `CouncilMembership::Prime` (r:0 w:1)
	// Proof: `CouncilMembership::Prime` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	// Storage: `Council::Prime` (r:0 w:1)
	// Proof: `Council::Prime` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	fn clear_prime() -> Weight {
		// Proof in bytes: measured 0, at most 0.
		// At least 3_215_000 picoseconds.
		Weight::from_parts(3_224_000, 0).saturating_add(T::DbWeight::get().writes(2))
	}
}
