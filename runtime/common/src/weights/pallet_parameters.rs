//! What the calls of `pallet_parameters` cost on this chain's runtime. Written by
//! `make weights PALLET=pallet_parameters`, never by hand.
//!
//! 2026-12-01, 10 steps of 5 repeats on AMD EPYC.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The costs, with reads and writes at the runtime's own database weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_parameters::WeightInfo for WeightInfo<T> {
	// Storage: `Parameters::Parameters` (r:1 w:1)
	// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	fn set_parameter() -> Weight {
		// Proof in bytes: measured 0, at most 3526.
		// At least 7_041_000 picoseconds.
		Weight::from_parts(7_561_000, 3_526)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
