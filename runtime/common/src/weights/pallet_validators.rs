//! What the calls of `pallet_validators` cost on this chain's runtime. Written by
//! `make weights PALLET=pallet_validators`, never by hand.
//!
//! 2026-12-01, 10 steps of 5 repeats on AMD EPYC.

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
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	fn bond() -> Weight {
		// Proof in bytes: measured 390, at most 3730.
		// At least 64_576_000 picoseconds.
		Weight::from_parts(71_266_000, 3_730)
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
		// At least 59_348_000 picoseconds.
		Weight::from_parts(71_486_000, 5_748)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Validators::Bonded` (r:1 w:1)
	// Proof: `Validators::Bonded` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
	// Storage: `Session::CurrentIndex` (r:1 w:0)
	// Proof: `Session::CurrentIndex` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Validators::Fined` (r:0 w:1)
	// Proof: `Validators::Fined` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
	fn withdraw_bond() -> Weight {
		// Proof in bytes: measured 733, at most 3730.
		// At least 65_077_000 picoseconds.
		Weight::from_parts(66_559_000, 3_730)
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
		// At least 69_223_000 picoseconds.
		Weight::from_parts(78_797_000, 7_649)
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
		// At least 78_597_000 picoseconds.
		Weight::from_parts(107_079_000, 5_748)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Validators::CurrentRules` (r:0 w:1)
	// Proof: `Validators::CurrentRules` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	fn set_rules() -> Weight {
		// Proof in bytes: measured 0, at most 0.
		// At least 11_887_000 picoseconds.
		Weight::from_parts(13_811_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Pace::SessionBlocks` (r:1 w:0)
	// Proof: `Pace::SessionBlocks` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Session::CurrentIndex` (r:1 w:0)
	// Proof: `Session::CurrentIndex` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Session::KeyOwner` (r:1 w:0)
	// Proof: `Session::KeyOwner` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// Storage: `Session::Validators` (r:1 w:0)
	// Proof: `Session::Validators` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Balances::Holds` (r:100 w:0)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	// Storage: `Session::NextKeys` (r:100 w:0)
	// Proof: `Session::NextKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// Storage: `Offences::Reports` (r:1 w:0)
	// Proof: `Offences::Reports` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// Storage: `Validators::Fined` (r:1 w:0)
	// Proof: `Validators::Fined` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
	fn authorize_report() -> Weight {
		// Proof in bytes: measured 32000, at most 280490.
		// At least 2_927_555_000 picoseconds.
		Weight::from_parts(3_037_798_000, 280_490).saturating_add(T::DbWeight::get().reads(206))
	}
	// Storage: `Pace::SessionBlocks` (r:1 w:0)
	// Proof: `Pace::SessionBlocks` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Session::CurrentIndex` (r:1 w:0)
	// Proof: `Session::CurrentIndex` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Session::KeyOwner` (r:1 w:0)
	// Proof: `Session::KeyOwner` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// Storage: `Session::Validators` (r:1 w:0)
	// Proof: `Session::Validators` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Balances::Holds` (r:100 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	// Storage: `Session::NextKeys` (r:100 w:0)
	// Proof: `Session::NextKeys` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// Storage: `Offences::ConcurrentReportsIndex` (r:1 w:1)
	// Proof: `Offences::ConcurrentReportsIndex` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// Storage: `Offences::Reports` (r:1 w:1)
	// Proof: `Offences::Reports` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// Storage: `Validators::Bonded` (r:1 w:1)
	// Proof: `Validators::Bonded` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
	// Storage: `Validators::Fined` (r:1 w:1)
	// Proof: `Validators::Fined` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
	// Storage: `Validators::Validators` (r:1 w:1)
	// Proof: `Validators::Validators` (`max_values`: Some(1), `max_size`: Some(3202), added: 3697, mode: `MaxEncodedLen`)
	// Storage: `Validators::CurrentRules` (r:1 w:0)
	// Proof: `Validators::CurrentRules` (`max_values`: Some(1), `max_size`: Some(24), added: 519, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn report_double_block() -> Weight {
		// Proof in bytes: measured 36249, at most 284739.
		// At least 3_035_414_000 picoseconds.
		Weight::from_parts(3_127_712_000, 284_739)
			.saturating_add(T::DbWeight::get().reads(211))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	// Storage: `Validators::Bonded` (r:16 w:16)
	// Proof: `Validators::Bonded` (`max_values`: None, `max_size`: Some(53), added: 2528, mode: `MaxEncodedLen`)
	// Storage: `Validators::Fined` (r:16 w:16)
	// Proof: `Validators::Fined` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:16 w:16)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
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
		// Proof in bytes: measured 5278 + n * 452, at most 6825 + n * 2740.
		// At least 93_889_000 picoseconds.
		Weight::from_parts(55_189_518, 6_825)
			// Standard error 1_157_423.
			.saturating_add(Weight::from_parts(51_459_432, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(4_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes(4_u64.saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2_740).saturating_mul(n.into()))
	}
}
