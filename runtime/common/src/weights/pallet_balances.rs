//! What the calls of `pallet_balances` cost on this chain's runtime. Written by
//! `make weights PALLET=pallet_balances`, never by hand.
//!
//! 2026-11-25, 20 steps of 10 repeats on AMD EPYC.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The costs, with reads and writes at the runtime's own database weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_balances::WeightInfo for WeightInfo<T> {
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn transfer_allow_death() -> Weight {
		// Proof in bytes: measured 0, at most 3593.
		// At least 58_136_000 picoseconds.
		Weight::from_parts(60_129_000, 3_593)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn transfer_keep_alive() -> Weight {
		// Proof in bytes: measured 0, at most 3593.
		// At least 45_618_000 picoseconds.
		Weight::from_parts(47_180_000, 3_593)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn force_set_balance_creating() -> Weight {
		// Proof in bytes: measured 0, at most 3593.
		// At least 20_610_000 picoseconds.
		Weight::from_parts(21_612_000, 3_593)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn force_set_balance_killing() -> Weight {
		// Proof in bytes: measured 52, at most 3593.
		// At least 20_891_000 picoseconds.
		Weight::from_parts(21_993_000, 3_593)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `System::Account` (r:2 w:2)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn force_transfer() -> Weight {
		// Proof in bytes: measured 52, at most 6196.
		// At least 59_368_000 picoseconds.
		Weight::from_parts(63_083_000, 6_196)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn transfer_all() -> Weight {
		// Proof in bytes: measured 0, at most 3593.
		// At least 60_059_000 picoseconds.
		Weight::from_parts(62_513_000, 3_593)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn force_unreserve() -> Weight {
		// Proof in bytes: measured 52, at most 3593.
		// At least 16_995_000 picoseconds.
		Weight::from_parts(18_858_000, 3_593)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `System::Account` (r:1000 w:1000)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// `u` is in 1..=1000.
	fn upgrade_accounts(u: u32) -> Weight {
		// Proof in bytes: measured 0 + u * 85, at most 990 + u * 2603.
		// At least 17_305_000 picoseconds.
		Weight::from_parts(17_646_000, 990)
			// Standard error 1_852_139.
			.saturating_add(Weight::from_parts(34_498_656, 0).saturating_mul(u.into()))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(u.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(u.into())))
			.saturating_add(Weight::from_parts(0, 2_603).saturating_mul(u.into()))
	}
	fn force_adjust_total_issuance() -> Weight {
		// Proof in bytes: measured 0, at most 0.
		// At least 5_308_000 picoseconds.
		Weight::from_parts(5_979_000, 0)
	}
	fn burn_allow_death() -> Weight {
		// Proof in bytes: measured 0, at most 0.
		// At least 35_172_000 picoseconds.
		Weight::from_parts(37_145_000, 0)
	}
	fn burn_keep_alive() -> Weight {
		// Proof in bytes: measured 0, at most 0.
		// At least 23_074_000 picoseconds.
		Weight::from_parts(24_266_000, 0)
	}
}
