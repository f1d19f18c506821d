//! What the calls of `pallet_feeds` cost on this chain's runtime. Written by
//! `make weights PALLET=pallet_feeds`, never by hand.
//!
//! 2026-11-30, 10 steps of 5 repeats on Intel(R) Xeon(R) Processor.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The costs, with reads and writes at the runtime's own database weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_feeds::WeightInfo for WeightInfo<T> {
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Feeds::CurrentSet` (r:1 w:0)
	// Proof: `Feeds::CurrentSet` (`max_values`: Some(1), `max_size`: Some(4239), added: 4734, mode: `MaxEncodedLen`)
	// Storage: `Feeds::Feeds` (r:16 w:0)
	// Proof: `Feeds::Feeds` (`max_values`: None, `max_size`: Some(275), added: 2750, mode: `MaxEncodedLen`)
	// Storage: `Feeds::Rounds` (r:16 w:16)
	// Proof: `Feeds::Rounds` (`max_values`: None, `max_size`: Some(3725), added: 6200, mode: `MaxEncodedLen`)
	// `n` is in 1..=16.
	fn report_open(n: u32) -> Weight {
		// Proof in bytes: measured 8622 + n * 102, at most 5724 + n * 6200.
		// At least 107_753_000 picoseconds.
		Weight::from_parts(135_283_748, 5_724)
			// Standard error 1_411_769.
			.saturating_add(Weight::from_parts(23_376_644, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 6_200).saturating_mul(n.into()))
	}
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Feeds::CurrentSet` (r:1 w:0)
	// Proof: `Feeds::CurrentSet` (`max_values`: Some(1), `max_size`: Some(4239), added: 4734, mode: `MaxEncodedLen`)
	// Storage: `Feeds::Feeds` (r:16 w:16)
	// Proof: `Feeds::Feeds` (`max_values`: None, `max_size`: Some(275), added: 2750, mode: `MaxEncodedLen`)
	// Storage: `Feeds::Rounds` (r:16 w:16)
	// Proof: `Feeds::Rounds` (`max_values`: None, `max_size`: Some(3725), added: 6200, mode: `MaxEncodedLen`)
	// Storage: `Feeds::History` (r:0 w:16)
	// Proof: `Feeds::History` (`max_values`: None, `max_size`: Some(51), added: 2526, mode: `MaxEncodedLen`)
	// `n` is in 1..=16.
	fn report_closing(n: u32) -> Weight {
		// Proof in bytes: measured 8622 + n * 102, at most 5724 + n * 6200.
		// At least 155_103_000 picoseconds.
		Weight::from_parts(156_345_429, 5_724)
			// Standard error 1_786_230.
			.saturating_add(Weight::from_parts(47_188_683, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(3_u64.saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 6_200).saturating_mul(n.into()))
	}
	// Storage: `Feeds::CurrentSet` (r:1 w:0)
	// Proof: `Feeds::CurrentSet` (`max_values`: Some(1), `max_size`: Some(4239), added: 4734, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Feeds::Feeds` (r:16 w:0)
	// Proof: `Feeds::Feeds` (`max_values`: None, `max_size`: Some(275), added: 2750, mode: `MaxEncodedLen`)
	// Storage: `Feeds::Rounds` (r:16 w:0)
	// Proof: `Feeds::Rounds` (`max_values`: None, `max_size`: Some(3725), added: 6200, mode: `MaxEncodedLen`)
	// `n` is in 1..=16.
	fn authorize_report(n: u32) -> Weight {
		// Proof in bytes: measured 12071 + n * 102, at most 5724 + n * 6200.
		// At least 118_784_000 picoseconds.
		Weight::from_parts(137_171_321, 5_724)
			// Standard error 1_170_813.
			.saturating_add(Weight::from_parts(10_864_497, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 6_200).saturating_mul(n.into()))
	}
	// Storage: `Feeds::Feeds` (r:1 w:1)
	// Proof: `Feeds::Feeds` (`max_values`: None, `max_size`: Some(275), added: 2750, mode: `MaxEncodedLen`)
	// Storage: `Feeds::CurrentSet` (r:1 w:1)
	// Proof: `Feeds::CurrentSet` (`max_values`: Some(1), `max_size`: Some(4239), added: 4734, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Feeds::Rounds` (r:1 w:1)
	// Proof: `Feeds::Rounds` (`max_values`: None, `max_size`: Some(3725), added: 6200, mode: `MaxEncodedLen`)
	// Storage: `Feeds::Closures` (r:1 w:0)
	// Proof: `Feeds::Closures` (`max_values`: Some(1), `max_size`: Some(129), added: 624, mode: `MaxEncodedLen`)
	// Storage: `Feeds::Sets` (r:1 w:0)
	// Proof: `Feeds::Sets` (`max_values`: None, `max_size`: Some(6414), added: 8889, mode: `MaxEncodedLen`)
	// Storage: `Feeds::Conducts` (r:8 w:8)
	// Proof: `Feeds::Conducts` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
	fn poke() -> Weight {
		// Proof in bytes: measured 14181, at most 21694.
		// At least 284_871_000 picoseconds.
		Weight::from_parts(306_951_000, 21_694)
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(11))
	}
	// Storage: `Feeds::Feeds` (r:1 w:0)
	// Proof: `Feeds::Feeds` (`max_values`: None, `max_size`: Some(275), added: 2750, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Feeds::CurrentSet` (r:1 w:0)
	// Proof: `Feeds::CurrentSet` (`max_values`: Some(1), `max_size`: Some(4239), added: 4734, mode: `MaxEncodedLen`)
	// Storage: `Feeds::Closures` (r:1 w:0)
	// Proof: `Feeds::Closures` (`max_values`: Some(1), `max_size`: Some(129), added: 624, mode: `MaxEncodedLen`)
	fn authorize_poke() -> Weight {
		// Proof in bytes: measured 5147, at most 5724.
		// At least 62_036_000 picoseconds.
		Weight::from_parts(64_915_000, 5_724).saturating_add(T::DbWeight::get().reads(4))
	}
	// Storage: `Feeds::Sets` (r:1 w:0)
	// Proof: `Feeds::Sets` (`max_values`: None, `max_size`: Some(6414), added: 8889, mode: `MaxEncodedLen`)
	// Storage: `Feeds::Conducts` (r:1 w:1)
	// Proof: `Feeds::Conducts` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
	// Storage: `Feeds::CurrentSet` (r:1 w:1)
	// Proof: `Feeds::CurrentSet` (`max_values`: Some(1), `max_size`: Some(4239), added: 4734, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(247), added: 2722, mode: `MaxEncodedLen`)
	// Storage: `Session::CurrentIndex` (r:1 w:0)
	// Proof: `Session::CurrentIndex` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
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
	fn report_equivocation() -> Weight {
		// Proof in bytes: measured 12319, at most 15784.
		// At least 348_040_000 picoseconds.
		Weight::from_parts(360_643_000, 15_784)
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	// Storage: `Feeds::Feeds` (r:1 w:1)
	// Proof: `Feeds::Feeds` (`max_values`: None, `max_size`: Some(275), added: 2750, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Feeds::Rounds` (r:1 w:1)
	// Proof: `Feeds::Rounds` (`max_values`: None, `max_size`: Some(3725), added: 6200, mode: `MaxEncodedLen`)
	fn set_frozen() -> Weight {
		// Proof in bytes: measured 4421, at most 7190.
		// At least 82_894_000 picoseconds.
		Weight::from_parts(86_373_000, 7_190)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Feeds::Feeds` (r:1 w:1)
	// Proof: `Feeds::Feeds` (`max_values`: None, `max_size`: Some(275), added: 2750, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Feeds::History` (r:0 w:1)
	// Proof: `Feeds::History` (`max_values`: None, `max_size`: Some(51), added: 2526, mode: `MaxEncodedLen`)
	fn settle() -> Weight {
		// Proof in bytes: measured 942, at most 3740.
		// At least 58_163_000 picoseconds.
		Weight::from_parts(73_416_000, 3_740)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Feeds::Feeds` (r:1 w:1)
	// Proof: `Feeds::Feeds` (`max_values`: None, `max_size`: Some(275), added: 2750, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Feeds::Rounds` (r:1 w:1)
	// Proof: `Feeds::Rounds` (`max_values`: None, `max_size`: Some(3725), added: 6200, mode: `MaxEncodedLen`)
	fn set_feed() -> Weight {
		// Proof in bytes: measured 4421, at most 7190.
		// At least 86_851_000 picoseconds.
		Weight::from_parts(107_744_000, 7_190)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Feeds::Conducts` (r:1 w:1)
	// Proof: `Feeds::Conducts` (`max_values`: None, `max_size`: Some(113), added: 2588, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Feeds::CurrentSet` (r:1 w:1)
	// Proof: `Feeds::CurrentSet` (`max_values`: Some(1), `max_size`: Some(4239), added: 4734, mode: `MaxEncodedLen`)
	fn set_barred() -> Weight {
		// Proof in bytes: measured 5154, at most 5724.
		// At least 66_686_000 picoseconds.
		Weight::from_parts(85_097_000, 5_724)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Feeds::Closures` (r:0 w:1)
	// Proof: `Feeds::Closures` (`max_values`: Some(1), `max_size`: Some(129), added: 624, mode: `MaxEncodedLen`)
	fn set_closures() -> Weight {
		// Proof in bytes: measured 0, at most 0.
		// At least 12_003_000 picoseconds.
		Weight::from_parts(13_994_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
}
