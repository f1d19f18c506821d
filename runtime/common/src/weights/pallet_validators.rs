//! What the calls of `pallet_validators` cost on this chain's runtime. Written by
//! `make weights PALLET=pallet_validators`, never by hand.
//!
//! 2026-11-29, 10 steps of 5 repeats on Intel(R) Xeon(R) Processor.

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
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(247), added: 2722, mode: `MaxEncodedLen`)
	fn bond() -> Weight {
		// Proof in bytes: measured 390, at most 3712.
		// At least 81_456_000 picoseconds.
		Weight::from_parts(94_537_000, 3_712)
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
		// At least 66_081_000 picoseconds.
		Weight::from_parts(71_161_000, 5_748)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Validators::Bonded` (r:1 w:1)
	// Proof: `Validators::Bonded` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
	// Storage: `Session::CurrentIndex` (r:1 w:0)
	// Proof: `Session::CurrentIndex` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(247), added: 2722, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Validators::Fined` (r:0 w:1)
	// Proof: `Validators::Fined` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
	fn withdraw_bond() -> Weight {
		// Proof in bytes: measured 733, at most 3712.
		// At least 86_716_000 picoseconds.
		Weight::from_parts(109_644_000, 3_712)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	// Storage: `Validators::Bonded` (r:1 w:1)
	// Proof: `Validators::Bonded` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
	// Storage: `Session::NextKeys` (r:1 w:0)
	// Proof: `Session::NextKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// Storage: `Validators::Validators` (r:1 w:1)
	// Proof: `Validators::Validators` (`max_values`: Some(1), `max_size`: Some(3202), added: 3697, mode: `MaxEncodedLen`)
	fn admit() -> Weight {
		// Proof in bytes: measured 4184, at most 7649.
		// At least 62_037_000 picoseconds.
		Weight::from_parts(77_002_000, 7_649)
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
		// At least 76_004_000 picoseconds.
		Weight::from_parts(93_628_000, 5_748)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Validators::CurrentRules` (r:0 w:1)
	// Proof: `Validators::CurrentRules` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	fn set_rules() -> Weight {
		// Proof in bytes: measured 0, at most 0.
		// At least 9_848_000 picoseconds.
		Weight::from_parts(12_123_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	fn authorize_report() -> Weight {
		Weight::from_parts(2_000_000_000, 0).saturating_add(T::DbWeight::get().reads(205))
	}
	fn report_double_block() -> Weight {
		Weight::from_parts(2_000_000_000, 0).saturating_add(T::DbWeight::get().reads(215))
	}
	// Storage: `Validators::Bonded` (r:16 w:16)
	// Proof: `Validators::Bonded` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
	// Storage: `Validators::Fined` (r:16 w:16)
	// Proof: `Validators::Fined` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:16 w:16)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(247), added: 2722, mode: `MaxEncodedLen`)
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
		// Proof in bytes: measured 5278 + n * 452, at most 6825 + n * 2722.
		// At least 102_157_000 picoseconds.
		Weight::from_parts(67_710_537, 6_825)
			// Standard error 1_606_355.
			.saturating_add(Weight::from_parts(66_570_686, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(4_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes(4_u64.saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2_722).saturating_mul(n.into()))
	}
}
