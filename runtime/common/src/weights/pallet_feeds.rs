//! What the calls of `pallet_feeds` cost on this chain's runtime. Written by
//! `make weights PALLET=pallet_feeds`, never by hand.
//!
//! 2026-11-25, 20 steps of 10 repeats on AMD EPYC.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The costs, with reads and writes at the runtime's own database weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_feeds::WeightInfo for WeightInfo<T> {
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Feeds::CurrentSet` (r:1 w:0)
	// Proof: `Feeds::CurrentSet` (`max_values`: Some(1), `max_size`: Some(3239), added: 3734, mode: `MaxEncodedLen`)
	// Storage: `Feeds::Feeds` (r:1 w:1)
	// Proof: `Feeds::Feeds` (`max_values`: None, `max_size`: Some(153), added: 2628, mode: `MaxEncodedLen`)
	// Storage: `Feeds::Rounds` (r:1 w:1)
	// Proof: `Feeds::Rounds` (`max_values`: None, `max_size`: Some(3522), added: 5997, mode: `MaxEncodedLen`)
	fn report() -> Weight {
		// Proof in bytes: measured 6969, at most 6987.
		// At least 85_547_000 picoseconds.
		Weight::from_parts(90_353_000, 6_987)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Feeds::CurrentSet` (r:1 w:0)
	// Proof: `Feeds::CurrentSet` (`max_values`: Some(1), `max_size`: Some(3239), added: 3734, mode: `MaxEncodedLen`)
	// Storage: `Feeds::Feeds` (r:1 w:0)
	// Proof: `Feeds::Feeds` (`max_values`: None, `max_size`: Some(153), added: 2628, mode: `MaxEncodedLen`)
	// Storage: `Feeds::Rounds` (r:1 w:0)
	// Proof: `Feeds::Rounds` (`max_values`: None, `max_size`: Some(3522), added: 5997, mode: `MaxEncodedLen`)
	fn authorize_report() -> Weight {
		// Proof in bytes: measured 6969, at most 6987.
		// At least 88_521_000 picoseconds.
		Weight::from_parts(92_086_000, 6_987).saturating_add(T::DbWeight::get().reads(4))
	}
	// Storage: `Feeds::Feeds` (r:1 w:1)
	// Proof: `Feeds::Feeds` (`max_values`: None, `max_size`: Some(153), added: 2628, mode: `MaxEncodedLen`)
	// Storage: `Feeds::Rounds` (r:1 w:1)
	// Proof: `Feeds::Rounds` (`max_values`: None, `max_size`: Some(3522), added: 5997, mode: `MaxEncodedLen`)
	fn set_frozen() -> Weight {
		// Proof in bytes: measured 3664, at most 6987.
		// At least 48_271_000 picoseconds.
		Weight::from_parts(52_327_000, 6_987)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
}
