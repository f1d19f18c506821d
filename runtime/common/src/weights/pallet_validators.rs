//! What the calls of `pallet_validators` cost on this chain's runtime. Written by
//! `make weights PALLET=pallet_validators`, never by hand.
//!
//! 2026-11-25, 20 steps of 10 repeats on AMD EPYC.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The costs, with reads and writes at the runtime's own database weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_validators::WeightInfo for WeightInfo<T> {
	// Storage: `Validators::Bonded` (r:1 w:1)
	// Proof: `Validators::Bonded` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
	// Storage: `Validators::CurrentRules` (r:1 w:0)
	// Proof: `Validators::CurrentRules` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
	fn bond() -> Weight {
		// Proof in bytes: measured 390, at most 3658.
		// At least 62_302_000 picoseconds.
		Weight::from_parts(65_737_000, 3_658)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	// Storage: `Validators::Bonded` (r:1 w:1)
	// Proof: `Validators::Bonded` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
	// Storage: `Validators::Validators` (r:1 w:1)
	// Proof: `Validators::Validators` (`max_values`: Some(1), `max_size`: Some(3202), added: 3697, mode: `MaxEncodedLen`)
	// Storage: `Validators::CurrentRules` (r:1 w:0)
	// Proof: `Validators::CurrentRules` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	// Storage: `Session::CurrentIndex` (r:1 w:0)
	// Proof: `Session::CurrentIndex` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	fn leave() -> Weight {
		// Proof in bytes: measured 4263, at most 5748.
		// At least 42_162_000 picoseconds.
		Weight::from_parts(51_116_000, 5_748)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Validators::Bonded` (r:1 w:1)
	// Proof: `Validators::Bonded` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
	// Storage: `Session::CurrentIndex` (r:1 w:0)
	// Proof: `Session::CurrentIndex` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn withdraw_bond() -> Weight {
		// Proof in bytes: measured 733, at most 3658.
		// At least 60_620_000 picoseconds.
		Weight::from_parts(63_223_000, 3_658)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	// Storage: `Validators::Bonded` (r:1 w:1)
	// Proof: `Validators::Bonded` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
	// Storage: `Session::NextKeys` (r:1 w:0)
	// Proof: `Session::NextKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// Storage: `Validators::Validators` (r:1 w:1)
	// Proof: `Validators::Validators` (`max_values`: Some(1), `max_size`: Some(3202), added: 3697, mode: `MaxEncodedLen`)
	fn admit() -> Weight {
		// Proof in bytes: measured 4184, at most 7649.
		// At least 43_605_000 picoseconds.
		Weight::from_parts(50_625_000, 7_649)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Validators::Bonded` (r:1 w:1)
	// Proof: `Validators::Bonded` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
	// Storage: `Validators::Validators` (r:1 w:1)
	// Proof: `Validators::Validators` (`max_values`: Some(1), `max_size`: Some(3202), added: 3697, mode: `MaxEncodedLen`)
	// Storage: `Validators::CurrentRules` (r:1 w:0)
	// Proof: `Validators::CurrentRules` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	// Storage: `Session::CurrentIndex` (r:1 w:0)
	// Proof: `Session::CurrentIndex` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	fn remove() -> Weight {
		// Proof in bytes: measured 4263, at most 5748.
		// At least 40_490_000 picoseconds.
		Weight::from_parts(46_749_000, 5_748)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Validators::CurrentRules` (r:0 w:1)
	// Proof: `Validators::CurrentRules` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	fn set_rules() -> Weight {
		// Proof in bytes: measured 0, at most 0.
		// At least 5_568_000 picoseconds.
		Weight::from_parts(6_209_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Validators::Bonded` (r:16 w:16)
	// Proof: `Validators::Bonded` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:16 w:16)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
	// Storage: `Validators::Validators` (r:1 w:1)
	// Proof: `Validators::Validators` (`max_values`: Some(1), `max_size`: Some(3202), added: 3697, mode: `MaxEncodedLen`)
	// Storage: `Validators::CurrentRules` (r:1 w:0)
	// Proof: `Validators::CurrentRules` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	// Storage: `Session::CurrentIndex` (r:1 w:0)
	// Proof: `Session::CurrentIndex` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `System::Account` (r:16 w:16)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// `n` is in 1..=16.
	fn on_offence(n: u32) -> Weight {
		// Proof in bytes: measured 5635 + n * 447, at most 6853 + n * 2668.
		// At least 66_719_000 picoseconds.
		Weight::from_parts(38_774_099, 6_853)
			// Standard error 155_960.
			.saturating_add(Weight::from_parts(42_422_098, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes(3_u64.saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2_668).saturating_mul(n.into()))
	}
}
