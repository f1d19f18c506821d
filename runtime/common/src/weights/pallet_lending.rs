//! What the calls of `pallet_lending` cost on this chain's runtime. Written by
//! `make weights PALLET=pallet_lending`, never by hand.
//!
//! 2026-11-25, 20 steps of 10 repeats on AMD EPYC.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The costs, with reads and writes at the runtime's own database weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_lending::WeightInfo for WeightInfo<T> {
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Roles::Grants` (r:1 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::CurrentRules` (r:1 w:0)
	// Proof: `Lending::CurrentRules` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	// Storage: `Lending::Products` (r:1 w:0)
	// Proof: `Lending::Products` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
	// Storage: `Lending::NextLoan` (r:1 w:1)
	// Proof: `Lending::NextLoan` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:1)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	// Storage: `Lending::Loans` (r:0 w:1)
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(1109), added: 3584, mode: `MaxEncodedLen`)
	// `i` is in 1..=128.
	fn offer(i: u32) -> Weight {
		// Proof in bytes: measured 608, at most 4163.
		// At least 42_984_000 picoseconds.
		Weight::from_parts(62_948_597, 4_163)
			// Standard error 21_880.
			.saturating_add(Weight::from_parts(281_851, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	// Storage: `Lending::Loans` (r:1 w:1)
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(1109), added: 3584, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:1)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	fn withdraw_offer() -> Weight {
		// Proof in bytes: measured 1066, at most 4574.
		// At least 40_380_000 picoseconds.
		Weight::from_parts(47_520_000, 4_574)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Lending::Loans` (r:1 w:1)
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(1109), added: 3584, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:1)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	// Storage: `Roles::Grants` (r:6 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Lending::Products` (r:1 w:0)
	// Proof: `Lending::Products` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Items` (r:127 w:127)
	// Proof: `Caliber::Items` (`max_values`: None, `max_size`: Some(521), added: 2996, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Item` (r:127 w:0)
	// Proof: `Nfts::Item` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Policies` (r:127 w:0)
	// Proof: `Caliber::Policies` (`max_values`: None, `max_size`: Some(117), added: 2592, mode: `MaxEncodedLen`)
	// Storage: `Caliber::OpinionsOf` (r:127 w:0)
	// Proof: `Caliber::OpinionsOf` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Sites` (r:1 w:0)
	// Proof: `Caliber::Sites` (`max_values`: None, `max_size`: Some(86), added: 2561, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Skus` (r:1 w:0)
	// Proof: `Caliber::Skus` (`max_values`: None, `max_size`: Some(237), added: 2712, mode: `MaxEncodedLen`)
	// Storage: `Caliber::CurrentRules` (r:1 w:0)
	// Proof: `Caliber::CurrentRules` (`max_values`: Some(1), `max_size`: Some(136), added: 631, mode: `MaxEncodedLen`)
	// Storage: `Feeds::Feeds` (r:2 w:0)
	// Proof: `Feeds::Feeds` (`max_values`: None, `max_size`: Some(153), added: 2628, mode: `MaxEncodedLen`)
	// Storage: `Lending::Buckets` (r:1 w:1)
	// Proof: `Lending::Buckets` (`max_values`: None, `max_size`: Some(196), added: 2671, mode: `MaxEncodedLen`)
	// Storage: `Lending::Calendar` (r:1 w:1)
	// Proof: `Lending::Calendar` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `Lending::CurrentRules` (r:1 w:0)
	// Proof: `Lending::CurrentRules` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	// Storage: `Caliber::OpenClaims` (r:127 w:0)
	// Proof: `Caliber::OpenClaims` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(220), added: 715, mode: `MaxEncodedLen`)
	// Storage: `Susdai::CurrentSettings` (r:1 w:0)
	// Proof: `Susdai::CurrentSettings` (`max_values`: Some(1), `max_size`: Some(104), added: 599, mode: `MaxEncodedLen`)
	// Storage: `Allocation::Book` (r:1 w:0)
	// Proof: `Allocation::Book` (`max_values`: Some(1), `max_size`: Some(3458), added: 3953, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(65), added: 560, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// `i` is in 1..=128.
	fn accept(i: u32) -> Weight {
		// Proof in bytes: measured 4407 + i * 676, at most 20028 + i * 2996.
		// At least 333_274_000 picoseconds.
		Weight::from_parts(254_376_005, 20_028)
			// Standard error 1_791_832.
			.saturating_add(Weight::from_parts(129_227_357, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads(28))
			.saturating_add(T::DbWeight::get().reads(5_u64.saturating_mul(i.into())))
			.saturating_add(T::DbWeight::get().writes(9))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(i.into())))
			.saturating_add(Weight::from_parts(0, 2_996).saturating_mul(i.into()))
	}
	// Storage: `Lending::TheBook` (r:1 w:1)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::Loans` (r:1 w:1)
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(1109), added: 3584, mode: `MaxEncodedLen`)
	// Storage: `Lending::Buckets` (r:3 w:3)
	// Proof: `Lending::Buckets` (`max_values`: None, `max_size`: Some(196), added: 2671, mode: `MaxEncodedLen`)
	// Storage: `Lending::Calendar` (r:2 w:2)
	// Proof: `Lending::Calendar` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `Lending::Insured` (r:1 w:0)
	// Proof: `Lending::Insured` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	// Storage: `Susdai::CurrentSettings` (r:1 w:0)
	// Proof: `Susdai::CurrentSettings` (`max_values`: Some(1), `max_size`: Some(104), added: 599, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(220), added: 715, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// `w` is in 1..=12.
	fn repay(w: u32) -> Weight {
		// Proof in bytes: measured 2699, at most 9003 + w * 301.
		// At least 176_020_000 picoseconds.
		Weight::from_parts(207_646_760, 9_003)
			// Standard error 622_153.
			.saturating_add(Weight::from_parts(12_213_010, 0).saturating_mul(w.into()))
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(10))
			.saturating_add(Weight::from_parts(0, 301).saturating_mul(w.into()))
	}
	// Storage: `Lending::TheBook` (r:1 w:1)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::Loans` (r:1 w:1)
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(1109), added: 3584, mode: `MaxEncodedLen`)
	// Storage: `Lending::Buckets` (r:1 w:1)
	// Proof: `Lending::Buckets` (`max_values`: None, `max_size`: Some(196), added: 2671, mode: `MaxEncodedLen`)
	// Storage: `Lending::Insured` (r:1 w:0)
	// Proof: `Lending::Insured` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	// Storage: `Susdai::CurrentSettings` (r:1 w:0)
	// Proof: `Susdai::CurrentSettings` (`max_values`: Some(1), `max_size`: Some(104), added: 599, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(220), added: 715, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Items` (r:127 w:127)
	// Proof: `Caliber::Items` (`max_values`: None, `max_size`: Some(521), added: 2996, mode: `MaxEncodedLen`)
	// `i` is in 1..=128.
	fn close(i: u32) -> Weight {
		// Proof in bytes: measured 4891 + i * 537, at most 6208 + i * 2996.
		// At least 164_824_000 picoseconds.
		Weight::from_parts(320_677_716, 6_208)
			// Standard error 2_469_355.
			.saturating_add(Weight::from_parts(14_977_742, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(i.into())))
			.saturating_add(T::DbWeight::get().writes(7))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(i.into())))
			.saturating_add(Weight::from_parts(0, 2_996).saturating_mul(i.into()))
	}
	// Storage: `Lending::Insured` (r:1 w:1)
	// Proof: `Lending::Insured` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:3 w:3)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:2 w:2)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn spend_insurance() -> Weight {
		// Proof in bytes: measured 1056, at most 8817.
		// At least 115_431_000 picoseconds.
		Weight::from_parts(133_077_000, 8_817)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	// Storage: `Lending::Products` (r:0 w:1)
	// Proof: `Lending::Products` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
	fn set_product() -> Weight {
		// Proof in bytes: measured 0, at most 0.
		// At least 7_401_000 picoseconds.
		Weight::from_parts(8_763_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Lending::CurrentRules` (r:0 w:1)
	// Proof: `Lending::CurrentRules` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	fn set_rules() -> Weight {
		// Proof in bytes: measured 0, at most 0.
		// At least 5_729_000 picoseconds.
		Weight::from_parts(6_951_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Lending::TheBook` (r:1 w:0)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::CurrentRules` (r:1 w:0)
	// Proof: `Lending::CurrentRules` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	fn idle() -> Weight {
		// Proof in bytes: measured 368, at most 1661.
		// At least 10_796_000 picoseconds.
		Weight::from_parts(13_350_000, 1_661).saturating_add(T::DbWeight::get().reads(3))
	}
	// Storage: `Lending::TheBook` (r:1 w:1)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::CurrentRules` (r:1 w:0)
	// Proof: `Lending::CurrentRules` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	// Storage: `Lending::Calendar` (r:2 w:0)
	// Proof: `Lending::Calendar` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `Lending::Buckets` (r:24 w:8)
	// Proof: `Lending::Buckets` (`max_values`: None, `max_size`: Some(196), added: 2671, mode: `MaxEncodedLen`)
	// `d` is in 1..=8.
	fn roll(d: u32) -> Weight {
		// Proof in bytes: measured 496 + d * 614, at most 6028 + d * 8013.
		// At least 45_818_000 picoseconds.
		Weight::from_parts(24_515_537, 6_028)
			// Standard error 206_953.
			.saturating_add(Weight::from_parts(24_688_858, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 8_013).saturating_mul(d.into()))
	}
}
