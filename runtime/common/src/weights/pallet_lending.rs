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
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(660), added: 3135, mode: `MaxEncodedLen`)
	// `i` is in 1..=16.
	fn offer(i: u32) -> Weight {
		// Proof in bytes: measured 575, at most 4163.
		// At least 40_981_000 picoseconds.
		Weight::from_parts(45_403_911, 4_163)
			// Standard error 80_673.
			.saturating_add(Weight::from_parts(1_024_860, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	// Storage: `Lending::Loans` (r:1 w:1)
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(660), added: 3135, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:1)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	fn withdraw_offer() -> Weight {
		// Proof in bytes: measured 617, at most 4125.
		// At least 27_811_000 picoseconds.
		Weight::from_parts(32_798_000, 4_125)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Lending::Loans` (r:1 w:1)
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(660), added: 3135, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:1)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	// Storage: `Roles::Grants` (r:5 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Lending::Products` (r:1 w:0)
	// Proof: `Lending::Products` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Items` (r:16 w:16)
	// Proof: `Caliber::Items` (`max_values`: None, `max_size`: Some(504), added: 2979, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Item` (r:16 w:0)
	// Proof: `Nfts::Item` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Policies` (r:16 w:0)
	// Proof: `Caliber::Policies` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Skus` (r:1 w:0)
	// Proof: `Caliber::Skus` (`max_values`: None, `max_size`: Some(235), added: 2710, mode: `MaxEncodedLen`)
	// Storage: `Feeds::Feeds` (r:1 w:0)
	// Proof: `Feeds::Feeds` (`max_values`: None, `max_size`: Some(153), added: 2628, mode: `MaxEncodedLen`)
	// Storage: `Lending::Buckets` (r:1 w:1)
	// Proof: `Lending::Buckets` (`max_values`: None, `max_size`: Some(196), added: 2671, mode: `MaxEncodedLen`)
	// Storage: `Lending::Calendar` (r:1 w:1)
	// Proof: `Lending::Calendar` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `Lending::CurrentRules` (r:1 w:0)
	// Proof: `Lending::CurrentRules` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
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
	// `i` is in 1..=16.
	fn accept(i: u32) -> Weight {
		// Proof in bytes: measured 3269 + i * 614, at most 16855 + i * 2979.
		// At least 291_602_000 picoseconds.
		Weight::from_parts(198_445_099, 16_855)
			// Standard error 414_960.
			.saturating_add(Weight::from_parts(96_036_717, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads(24))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(i.into())))
			.saturating_add(T::DbWeight::get().writes(9))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(i.into())))
			.saturating_add(Weight::from_parts(0, 2_979).saturating_mul(i.into()))
	}
	// Storage: `Lending::TheBook` (r:1 w:1)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::Loans` (r:1 w:1)
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(660), added: 3135, mode: `MaxEncodedLen`)
	// Storage: `Lending::Buckets` (r:3 w:3)
	// Proof: `Lending::Buckets` (`max_values`: None, `max_size`: Some(196), added: 2671, mode: `MaxEncodedLen`)
	// Storage: `Lending::Calendar` (r:2 w:2)
	// Proof: `Lending::Calendar` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(220), added: 715, mode: `MaxEncodedLen`)
	// Storage: `Susdai::CurrentSettings` (r:1 w:0)
	// Proof: `Susdai::CurrentSettings` (`max_values`: Some(1), `max_size`: Some(104), added: 599, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// `w` is in 1..=12.
	fn repay(w: u32) -> Weight {
		// Proof in bytes: measured 2196, at most 9003 + w * 301.
		// At least 165_766_000 picoseconds.
		Weight::from_parts(157_569_114, 9_003)
			// Standard error 122_505.
			.saturating_add(Weight::from_parts(23_740_323, 0).saturating_mul(w.into()))
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(10))
			.saturating_add(Weight::from_parts(0, 301).saturating_mul(w.into()))
	}
	// Storage: `Lending::TheBook` (r:1 w:1)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::Loans` (r:1 w:1)
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(660), added: 3135, mode: `MaxEncodedLen`)
	// Storage: `Lending::Buckets` (r:1 w:1)
	// Proof: `Lending::Buckets` (`max_values`: None, `max_size`: Some(196), added: 2671, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(220), added: 715, mode: `MaxEncodedLen`)
	// Storage: `Susdai::CurrentSettings` (r:1 w:0)
	// Proof: `Susdai::CurrentSettings` (`max_values`: Some(1), `max_size`: Some(104), added: 599, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Items` (r:16 w:16)
	// Proof: `Caliber::Items` (`max_values`: None, `max_size`: Some(504), added: 2979, mode: `MaxEncodedLen`)
	// `i` is in 1..=16.
	fn close(i: u32) -> Weight {
		// Proof in bytes: measured 2663 + i * 524, at most 6208 + i * 2979.
		// At least 140_318_000 picoseconds.
		Weight::from_parts(141_220_811, 6_208)
			// Standard error 136_220.
			.saturating_add(Weight::from_parts(10_794_497, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(i.into())))
			.saturating_add(T::DbWeight::get().writes(7))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(i.into())))
			.saturating_add(Weight::from_parts(0, 2_979).saturating_mul(i.into()))
	}
	// Storage: `Lending::Products` (r:0 w:1)
	// Proof: `Lending::Products` (`max_values`: None, `max_size`: Some(76), added: 2551, mode: `MaxEncodedLen`)
	fn set_product() -> Weight {
		// Proof in bytes: measured 0, at most 0.
		// At least 7_291_000 picoseconds.
		Weight::from_parts(8_072_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Lending::CurrentRules` (r:0 w:1)
	// Proof: `Lending::CurrentRules` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	fn set_rules() -> Weight {
		// Proof in bytes: measured 0, at most 0.
		// At least 5_849_000 picoseconds.
		Weight::from_parts(6_560_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Lending::TheBook` (r:1 w:0)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::CurrentRules` (r:1 w:0)
	// Proof: `Lending::CurrentRules` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	fn idle() -> Weight {
		// Proof in bytes: measured 368, at most 1661.
		// At least 11_066_000 picoseconds.
		Weight::from_parts(12_469_000, 1_661).saturating_add(T::DbWeight::get().reads(3))
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
		// At least 45_778_000 picoseconds.
		Weight::from_parts(25_107_365, 6_028)
			// Standard error 50_340.
			.saturating_add(Weight::from_parts(23_119_316, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 8_013).saturating_mul(d.into()))
	}
	// Copied: to be measured.
	fn spend_insurance() -> Weight {
		Weight::from_parts(120_000_000, 7_404)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(6))
	}
}
