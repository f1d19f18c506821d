//! What the calls of `pallet_lending` cost on this chain's runtime. Written by
//! `make weights PALLET=pallet_lending`, never by hand.
//!
//! 2026-11-30, 10 steps of 5 repeats on AMD EPYC.

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
	// Proof: `Lending::CurrentRules` (`max_values`: Some(1), `max_size`: Some(48), added: 543, mode: `MaxEncodedLen`)
	// Storage: `Lending::Products` (r:1 w:0)
	// Proof: `Lending::Products` (`max_values`: None, `max_size`: Some(92), added: 2567, mode: `MaxEncodedLen`)
	// Storage: `Lending::NextLoan` (r:1 w:1)
	// Proof: `Lending::NextLoan` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:1)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	// Storage: `Lending::Loans` (r:0 w:1)
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(4345), added: 6820, mode: `MaxEncodedLen`)
	// `i` is in 1..=128.
	fn offer(i: u32) -> Weight {
		// Proof in bytes: measured 1344 + i * 2, at most 4163.
		// At least 48_993_000 picoseconds.
		Weight::from_parts(90_861_275, 4_163)
			// Standard error 89_035.
			.saturating_add(Weight::from_parts(573_304, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	// Storage: `Lending::Loans` (r:1 w:1)
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(4345), added: 6820, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:1)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	fn withdraw_offer() -> Weight {
		// Proof in bytes: measured 1543, at most 7810.
		// At least 91_796_000 picoseconds.
		Weight::from_parts(93_659_000, 7_810)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Usdai::State` (r:1 w:0)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(1903), added: 2398, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:8 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Lending::Loans` (r:1 w:1)
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(4345), added: 6820, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:1)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	// Storage: `Roles::Grants` (r:897 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Lending::Products` (r:1 w:0)
	// Proof: `Lending::Products` (`max_values`: None, `max_size`: Some(92), added: 2567, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Items` (r:128 w:128)
	// Proof: `Caliber::Items` (`max_values`: None, `max_size`: Some(523), added: 2998, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Item` (r:128 w:0)
	// Proof: `Nfts::Item` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Policies` (r:128 w:0)
	// Proof: `Caliber::Policies` (`max_values`: None, `max_size`: Some(129), added: 2604, mode: `MaxEncodedLen`)
	// Storage: `Caliber::OpinionsOf` (r:128 w:0)
	// Proof: `Caliber::OpinionsOf` (`max_values`: None, `max_size`: Some(248), added: 2723, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Liens` (r:128 w:0)
	// Proof: `Caliber::Liens` (`max_values`: None, `max_size`: Some(406), added: 2881, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Sites` (r:128 w:0)
	// Proof: `Caliber::Sites` (`max_values`: None, `max_size`: Some(127), added: 2602, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Skus` (r:1 w:0)
	// Proof: `Caliber::Skus` (`max_values`: None, `max_size`: Some(237), added: 2712, mode: `MaxEncodedLen`)
	// Storage: `Caliber::CurrentRules` (r:1 w:0)
	// Proof: `Caliber::CurrentRules` (`max_values`: Some(1), `max_size`: Some(204), added: 699, mode: `MaxEncodedLen`)
	// Storage: `Caliber::OpenClaims` (r:128 w:0)
	// Proof: `Caliber::OpenClaims` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
	// Storage: `Feeds::Feeds` (r:2 w:0)
	// Proof: `Feeds::Feeds` (`max_values`: None, `max_size`: Some(275), added: 2750, mode: `MaxEncodedLen`)
	// Storage: `Lending::CurrentRules` (r:1 w:0)
	// Proof: `Lending::CurrentRules` (`max_values`: Some(1), `max_size`: Some(48), added: 543, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(589), added: 1084, mode: `MaxEncodedLen`)
	// Storage: `Lending::Exposures` (r:137 w:137)
	// Proof: `Lending::Exposures` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	// Storage: `Lending::Buckets` (r:1 w:1)
	// Proof: `Lending::Buckets` (`max_values`: None, `max_size`: Some(196), added: 2671, mode: `MaxEncodedLen`)
	// Storage: `Lending::Calendar` (r:1 w:1)
	// Proof: `Lending::Calendar` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:3 w:3)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// `i` is in 1..=128.
	fn accept(i: u32) -> Weight {
		// Proof in bytes: measured 6058 + i * 2059, at most 23850 + i * 22211.
		// At least 760_225_000 picoseconds.
		Weight::from_parts(768_769_000, 23_850)
			// Standard error 4_139_586.
			.saturating_add(Weight::from_parts(269_479_216, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads(38))
			.saturating_add(T::DbWeight::get().reads(15_u64.saturating_mul(i.into())))
			.saturating_add(T::DbWeight::get().writes(19))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(i.into())))
			.saturating_add(Weight::from_parts(0, 22_211).saturating_mul(i.into()))
	}
	// Storage: `Lending::TheBook` (r:1 w:1)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::Loans` (r:1 w:1)
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(4345), added: 6820, mode: `MaxEncodedLen`)
	// Storage: `Lending::Buckets` (r:3 w:3)
	// Proof: `Lending::Buckets` (`max_values`: None, `max_size`: Some(196), added: 2671, mode: `MaxEncodedLen`)
	// Storage: `Lending::Calendar` (r:2 w:2)
	// Proof: `Lending::Calendar` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `Lending::Insured` (r:1 w:0)
	// Proof: `Lending::Insured` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:3 w:3)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(589), added: 1084, mode: `MaxEncodedLen`)
	// `w` is in 1..=12.
	fn repay(w: u32) -> Weight {
		// Proof in bytes: measured 6697, at most 9003 + w * 304.
		// At least 333_073_000 picoseconds.
		Weight::from_parts(382_777_039, 9_003)
			// Standard error 3_303_742.
			.saturating_add(Weight::from_parts(11_585_151, 0).saturating_mul(w.into()))
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(11))
			.saturating_add(Weight::from_parts(0, 304).saturating_mul(w.into()))
	}
	// Storage: `Lending::TheBook` (r:1 w:1)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::Loans` (r:1 w:1)
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(4345), added: 6820, mode: `MaxEncodedLen`)
	// Storage: `Lending::Buckets` (r:1 w:1)
	// Proof: `Lending::Buckets` (`max_values`: None, `max_size`: Some(196), added: 2671, mode: `MaxEncodedLen`)
	// Storage: `Lending::Calendar` (r:1 w:1)
	// Proof: `Lending::Calendar` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `Lending::Exposures` (r:137 w:137)
	// Proof: `Lending::Exposures` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	// Storage: `Lending::Insured` (r:1 w:0)
	// Proof: `Lending::Insured` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:3 w:3)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(589), added: 1084, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Items` (r:128 w:128)
	// Proof: `Caliber::Items` (`max_values`: None, `max_size`: Some(523), added: 2998, mode: `MaxEncodedLen`)
	// `i` is in 1..=128.
	fn close(i: u32) -> Weight {
		// Proof in bytes: measured 4441 + i * 591, at most 23850 + i * 2998.
		// At least 272_253_000 picoseconds.
		Weight::from_parts(257_812_299, 23_850)
			// Standard error 1_395_909.
			.saturating_add(Weight::from_parts(24_054_354, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads(21))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(i.into())))
			.saturating_add(T::DbWeight::get().writes(18))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(i.into())))
			.saturating_add(Weight::from_parts(0, 2_998).saturating_mul(i.into()))
	}
	// Not measured yet, as are the five that follow: what comes nearest.
	fn fund_lockbox() -> Weight {
		Self::collect()
	}
	fn fund_reserve() -> Weight {
		Self::collect()
	}
	fn sweep() -> Weight {
		Self::repay(1)
	}
	fn draw_reserve() -> Weight {
		Self::repay(1)
	}
	fn prepay() -> Weight {
		Self::repay(1)
	}
	fn advance_charges() -> Weight {
		Self::collect()
	}
	fn review(i: u32) -> Weight {
		Self::accept(i)
	}
	// `n` is in 1..=32.
	fn repay_many(n: u32) -> Weight {
		Self::repay(1).saturating_mul(n.into())
	}
	// Storage: `Lending::Products` (r:0 w:1)
	// Proof: `Lending::Products` (`max_values`: None, `max_size`: Some(92), added: 2567, mode: `MaxEncodedLen`)
	fn set_product() -> Weight {
		// Proof in bytes: measured 0, at most 0.
		// At least 9_504_000 picoseconds.
		Weight::from_parts(14_432_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Lending::CurrentRules` (r:0 w:1)
	// Proof: `Lending::CurrentRules` (`max_values`: Some(1), `max_size`: Some(48), added: 543, mode: `MaxEncodedLen`)
	fn set_rules() -> Weight {
		// Proof in bytes: measured 0, at most 0.
		// At least 9_525_000 picoseconds.
		Weight::from_parts(10_485_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Roles::Grants` (r:1 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::Loans` (r:1 w:1)
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(4345), added: 6820, mode: `MaxEncodedLen`)
	// Storage: `Lending::Based` (r:1 w:1)
	// Proof: `Lending::Based` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn stage() -> Weight {
		// Proof in bytes: measured 3287, at most 7810.
		// At least 222_910_000 picoseconds.
		Weight::from_parts(226_736_000, 7_810)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Lending::Loans` (r:1 w:1)
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(4345), added: 6820, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	fn unstage() -> Weight {
		// Proof in bytes: measured 2300, at most 7810.
		// At least 174_668_000 picoseconds.
		Weight::from_parts(191_103_000, 7_810)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:2 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Lending::Loans` (r:1 w:1)
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(4345), added: 6820, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:0)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn transfer_position() -> Weight {
		// Proof in bytes: measured 4902, at most 7810.
		// At least 125_727_000 picoseconds.
		Weight::from_parts(132_126_000, 7_810)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Lending::Loans` (r:1 w:1)
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(4345), added: 6820, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	fn collect() -> Weight {
		// Proof in bytes: measured 5542, at most 7810.
		// At least 194_638_000 picoseconds.
		Weight::from_parts(200_757_000, 7_810)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	// Storage: `Lending::TheBook` (r:1 w:0)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::CurrentRules` (r:1 w:0)
	// Proof: `Lending::CurrentRules` (`max_values`: Some(1), `max_size`: Some(48), added: 543, mode: `MaxEncodedLen`)
	fn idle() -> Weight {
		// Proof in bytes: measured 386, at most 1661.
		// At least 18_287_000 picoseconds.
		Weight::from_parts(22_433_000, 1_661).saturating_add(T::DbWeight::get().reads(3))
	}
	// Storage: `Lending::TheBook` (r:1 w:1)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::CurrentRules` (r:1 w:0)
	// Proof: `Lending::CurrentRules` (`max_values`: Some(1), `max_size`: Some(48), added: 543, mode: `MaxEncodedLen`)
	// Storage: `Lending::Calendar` (r:2 w:0)
	// Proof: `Lending::Calendar` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `Lending::Buckets` (r:24 w:8)
	// Proof: `Lending::Buckets` (`max_values`: None, `max_size`: Some(196), added: 2671, mode: `MaxEncodedLen`)
	// `d` is in 1..=8.
	fn roll(d: u32) -> Weight {
		// Proof in bytes: measured 517 + d * 613, at most 6028 + d * 8013.
		// At least 75_152_000 picoseconds.
		Weight::from_parts(40_990_007, 6_028)
			// Standard error 1_336_195.
			.saturating_add(Weight::from_parts(33_603_754, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 8_013).saturating_mul(d.into()))
	}
}
