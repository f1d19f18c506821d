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
	// Storage: `Roles::Grants` (r:5 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::CurrentRules` (r:1 w:0)
	// Proof: `Lending::CurrentRules` (`max_values`: Some(1), `max_size`: Some(92), added: 587, mode: `MaxEncodedLen`)
	// Storage: `Lending::Products` (r:1 w:0)
	// Proof: `Lending::Products` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	// Storage: `Lending::NextLoan` (r:1 w:1)
	// Proof: `Lending::NextLoan` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:1)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	// Storage: `Lending::Loans` (r:0 w:1)
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(5493), added: 7968, mode: `MaxEncodedLen`)
	// `i` is in 1..=128.
	fn offer(i: u32) -> Weight {
		// Proof in bytes: measured 2057 + i * 16, at most 16855.
		// At least 74_200_000 picoseconds.
		Weight::from_parts(101_232_623, 16_855)
			// Standard error 64_235.
			.saturating_add(Weight::from_parts(676_179, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	// Storage: `Lending::Loans` (r:1 w:1)
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(5493), added: 7968, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:1)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	fn withdraw_offer() -> Weight {
		// Proof in bytes: measured 1741, at most 8958.
		// At least 81_762_000 picoseconds.
		Weight::from_parts(89_994_000, 8_958)
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
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(5493), added: 7968, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:1)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	// Storage: `Roles::Grants` (r:897 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Lending::Products` (r:1 w:0)
	// Proof: `Lending::Products` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
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
	// Proof: `Lending::CurrentRules` (`max_values`: Some(1), `max_size`: Some(92), added: 587, mode: `MaxEncodedLen`)
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
	// Storage: `Lending::Based` (r:1 w:0)
	// Proof: `Lending::Based` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// `i` is in 1..=128.
	fn accept(i: u32) -> Weight {
		// Proof in bytes: measured 6455 + i * 2059, at most 23850 + i * 22211.
		// At least 843_670_000 picoseconds.
		Weight::from_parts(849_909_000, 23_850)
			// Standard error 3_350_061.
			.saturating_add(Weight::from_parts(233_857_977, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads(39))
			.saturating_add(T::DbWeight::get().reads(15_u64.saturating_mul(i.into())))
			.saturating_add(T::DbWeight::get().writes(19))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(i.into())))
			.saturating_add(Weight::from_parts(0, 22_211).saturating_mul(i.into()))
	}
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::Loans` (r:1 w:1)
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(5493), added: 7968, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:1)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	// Storage: `Lending::Buckets` (r:3 w:3)
	// Proof: `Lending::Buckets` (`max_values`: None, `max_size`: Some(196), added: 2671, mode: `MaxEncodedLen`)
	// Storage: `Lending::Calendar` (r:2 w:2)
	// Proof: `Lending::Calendar` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `Lending::Based` (r:1 w:0)
	// Proof: `Lending::Based` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
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
		// Proof in bytes: measured 7323, at most 9003 + w * 304.
		// At least 333_244_000 picoseconds.
		Weight::from_parts(260_771_685, 9_003)
			// Standard error 3_122_863.
			.saturating_add(Weight::from_parts(39_579_073, 0).saturating_mul(w.into()))
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(11))
			.saturating_add(Weight::from_parts(0, 304).saturating_mul(w.into()))
	}
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::Loans` (r:1 w:1)
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(5493), added: 7968, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:1)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	// Storage: `Lending::Buckets` (r:1 w:1)
	// Proof: `Lending::Buckets` (`max_values`: None, `max_size`: Some(196), added: 2671, mode: `MaxEncodedLen`)
	// Storage: `Lending::Calendar` (r:1 w:1)
	// Proof: `Lending::Calendar` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `Lending::Exposures` (r:137 w:137)
	// Proof: `Lending::Exposures` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	// Storage: `Lending::Based` (r:1 w:0)
	// Proof: `Lending::Based` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
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
		// Proof in bytes: measured 5067 + i * 591, at most 23850 + i * 2998.
		// At least 442_385_000 picoseconds.
		Weight::from_parts(153_273_220, 23_850)
			// Standard error 1_315_121.
			.saturating_add(Weight::from_parts(28_633_909, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads(21))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(i.into())))
			.saturating_add(T::DbWeight::get().writes(18))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(i.into())))
			.saturating_add(Weight::from_parts(0, 2_998).saturating_mul(i.into()))
	}
	// Storage: `Lending::Loans` (r:1 w:1)
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(5493), added: 7968, mode: `MaxEncodedLen`)
	// Storage: `Lending::Based` (r:1 w:0)
	// Proof: `Lending::Based` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:0)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	fn fund_lockbox() -> Weight {
		// Proof in bytes: measured 6502, at most 8958.
		// At least 272_753_000 picoseconds.
		Weight::from_parts(310_089_000, 8_958)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	// Storage: `Lending::Loans` (r:1 w:1)
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(5493), added: 7968, mode: `MaxEncodedLen`)
	// Storage: `Lending::Based` (r:1 w:0)
	// Proof: `Lending::Based` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	fn fund_reserve() -> Weight {
		// Proof in bytes: measured 6260, at most 8958.
		// At least 197_272_000 picoseconds.
		Weight::from_parts(263_280_000, 8_958)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::Loans` (r:1 w:1)
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(5493), added: 7968, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:0)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	fn sweep() -> Weight {
		// Proof in bytes: measured 6461, at most 8958.
		// At least 212_976_000 picoseconds.
		Weight::from_parts(223_981_000, 8_958)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::Loans` (r:1 w:1)
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(5493), added: 7968, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:1)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	// Storage: `Lending::CurrentRules` (r:1 w:0)
	// Proof: `Lending::CurrentRules` (`max_values`: Some(1), `max_size`: Some(92), added: 587, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Lending::Buckets` (r:2 w:2)
	// Proof: `Lending::Buckets` (`max_values`: None, `max_size`: Some(196), added: 2671, mode: `MaxEncodedLen`)
	// Storage: `Lending::Calendar` (r:1 w:1)
	// Proof: `Lending::Calendar` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(589), added: 1084, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:3 w:3)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn draw_reserve() -> Weight {
		// Proof in bytes: measured 7327, at most 8958.
		// At least 343_098_000 picoseconds.
		Weight::from_parts(368_876_000, 8_958)
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(11))
	}
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::Loans` (r:1 w:1)
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(5493), added: 7968, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:0)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	// Storage: `Lending::Based` (r:1 w:0)
	// Proof: `Lending::Based` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	fn advance_charges() -> Weight {
		// Proof in bytes: measured 6502, at most 8958.
		// At least 201_758_000 picoseconds.
		Weight::from_parts(211_564_000, 8_958)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	fn call_default(i: u32) -> Weight {
		Self::accept(i)
	}
	fn open_sale(i: u32) -> Weight {
		Self::accept(i)
	}
	fn redeem_collateral(i: u32) -> Weight {
		Self::accept(i)
	}
	fn recover() -> Weight {
		Self::accept(1)
	}
	fn stay_sale() -> Weight {
		Self::accept(1)
	}
	fn escrow() -> Weight {
		Self::accept(1)
	}
	fn confirm_milestone() -> Weight {
		Self::accept(1)
	}
	fn release_escrow(i: u32) -> Weight {
		Self::accept(i)
	}
	fn end_escrow() -> Weight {
		Self::accept(1)
	}
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::Loans` (r:1 w:1)
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(5493), added: 7968, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:1)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	// Storage: `Lending::Buckets` (r:1 w:1)
	// Proof: `Lending::Buckets` (`max_values`: None, `max_size`: Some(196), added: 2671, mode: `MaxEncodedLen`)
	// Storage: `Lending::Calendar` (r:1 w:1)
	// Proof: `Lending::Calendar` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `Lending::Based` (r:1 w:0)
	// Proof: `Lending::Based` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:3 w:3)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(589), added: 1084, mode: `MaxEncodedLen`)
	fn prepay() -> Weight {
		// Proof in bytes: measured 7323, at most 8958.
		// At least 316_379_000 picoseconds.
		Weight::from_parts(321_026_000, 8_958)
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	// Storage: `Lending::Loans` (r:1 w:1)
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(5493), added: 7968, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:1)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::CurrentRules` (r:1 w:0)
	// Proof: `Lending::CurrentRules` (`max_values`: Some(1), `max_size`: Some(92), added: 587, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Items` (r:128 w:0)
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
	// Storage: `Roles::Grants` (r:896 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Skus` (r:1 w:0)
	// Proof: `Caliber::Skus` (`max_values`: None, `max_size`: Some(237), added: 2712, mode: `MaxEncodedLen`)
	// Storage: `Caliber::CurrentRules` (r:1 w:0)
	// Proof: `Caliber::CurrentRules` (`max_values`: Some(1), `max_size`: Some(204), added: 699, mode: `MaxEncodedLen`)
	// Storage: `Feeds::Feeds` (r:2 w:0)
	// Proof: `Feeds::Feeds` (`max_values`: None, `max_size`: Some(275), added: 2750, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Lending::Buckets` (r:1 w:1)
	// Proof: `Lending::Buckets` (`max_values`: None, `max_size`: Some(196), added: 2671, mode: `MaxEncodedLen`)
	// Storage: `Lending::Calendar` (r:1 w:1)
	// Proof: `Lending::Calendar` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// `i` is in 1..=128.
	fn review(i: u32) -> Weight {
		// Proof in bytes: measured 6153 + i * 2083, at most 8958 + i * 22211.
		// At least 299_894_000 picoseconds.
		Weight::from_parts(302_138_000, 8_958)
			// Standard error 838_150.
			.saturating_add(Weight::from_parts(136_888_500, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().reads(13_u64.saturating_mul(i.into())))
			.saturating_add(T::DbWeight::get().writes(8))
			.saturating_add(Weight::from_parts(0, 22_211).saturating_mul(i.into()))
	}
	// Storage: `Lending::TheBook` (r:1 w:1)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::Loans` (r:32 w:32)
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(5493), added: 7968, mode: `MaxEncodedLen`)
	// Storage: `Lending::Buckets` (r:69 w:69)
	// Proof: `Lending::Buckets` (`max_values`: None, `max_size`: Some(196), added: 2671, mode: `MaxEncodedLen`)
	// Storage: `Lending::Calendar` (r:1 w:1)
	// Proof: `Lending::Calendar` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `Lending::Based` (r:1 w:0)
	// Proof: `Lending::Based` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:3 w:3)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(589), added: 1084, mode: `MaxEncodedLen`)
	// `n` is in 1..=32.
	fn repay_many(n: u32) -> Weight {
		// Proof in bytes: measured 2243 + n * 2032, at most 15846 + n * 7968.
		// At least 214_848_000 picoseconds.
		Weight::from_parts(137_392_912, 15_846)
			// Standard error 3_242_387.
			.saturating_add(Weight::from_parts(66_035_295, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(16))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(13))
			.saturating_add(T::DbWeight::get().writes(3_u64.saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 7_968).saturating_mul(n.into()))
	}
	// Storage: `Lending::Products` (r:0 w:1)
	// Proof: `Lending::Products` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	fn set_product() -> Weight {
		// Proof in bytes: measured 0, at most 0.
		// At least 12_208_000 picoseconds.
		Weight::from_parts(12_759_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Lending::CurrentRules` (r:0 w:1)
	// Proof: `Lending::CurrentRules` (`max_values`: Some(1), `max_size`: Some(92), added: 587, mode: `MaxEncodedLen`)
	fn set_rules() -> Weight {
		// Proof in bytes: measured 0, at most 0.
		// At least 11_587_000 picoseconds.
		Weight::from_parts(13_400_000, 0).saturating_add(T::DbWeight::get().writes(1))
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
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(5493), added: 7968, mode: `MaxEncodedLen`)
	// Storage: `Lending::Based` (r:1 w:1)
	// Proof: `Lending::Based` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn stage() -> Weight {
		// Proof in bytes: measured 3485, at most 8958.
		// At least 251_152_000 picoseconds.
		Weight::from_parts(252_795_000, 8_958)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Lending::Loans` (r:1 w:1)
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(5493), added: 7968, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	fn unstage() -> Weight {
		// Proof in bytes: measured 2498, at most 8958.
		// At least 156_902_000 picoseconds.
		Weight::from_parts(162_530_000, 8_958)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:2 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Lending::Loans` (r:1 w:1)
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(5493), added: 7968, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:0)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn transfer_position() -> Weight {
		// Proof in bytes: measured 5583, at most 8958.
		// At least 106_578_000 picoseconds.
		Weight::from_parts(121_090_000, 8_958)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Lending::Loans` (r:1 w:1)
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(5493), added: 7968, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	fn collect() -> Weight {
		// Proof in bytes: measured 6223, at most 8958.
		// At least 175_020_000 picoseconds.
		Weight::from_parts(180_347_000, 8_958)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	// Storage: `Lending::TheBook` (r:1 w:0)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::CurrentRules` (r:1 w:0)
	// Proof: `Lending::CurrentRules` (`max_values`: Some(1), `max_size`: Some(92), added: 587, mode: `MaxEncodedLen`)
	fn idle() -> Weight {
		// Proof in bytes: measured 431, at most 1661.
		// At least 13_931_000 picoseconds.
		Weight::from_parts(14_321_000, 1_661).saturating_add(T::DbWeight::get().reads(3))
	}
	// Storage: `Lending::TheBook` (r:1 w:1)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(176), added: 671, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::CurrentRules` (r:1 w:0)
	// Proof: `Lending::CurrentRules` (`max_values`: Some(1), `max_size`: Some(92), added: 587, mode: `MaxEncodedLen`)
	// Storage: `Lending::Calendar` (r:2 w:0)
	// Proof: `Lending::Calendar` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `Lending::Buckets` (r:24 w:8)
	// Proof: `Lending::Buckets` (`max_values`: None, `max_size`: Some(196), added: 2671, mode: `MaxEncodedLen`)
	// `d` is in 1..=8.
	fn roll(d: u32) -> Weight {
		// Proof in bytes: measured 562 + d * 613, at most 6028 + d * 8013.
		// At least 49_664_000 picoseconds.
		Weight::from_parts(31_178_555, 6_028)
			// Standard error 844_559.
			.saturating_add(Weight::from_parts(23_407_270, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(d.into())))
			.saturating_add(Weight::from_parts(0, 8_013).saturating_mul(d.into()))
	}
}
