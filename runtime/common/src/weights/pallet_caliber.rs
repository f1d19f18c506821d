//! What the calls of `pallet_caliber` cost on this chain's runtime. Written by
//! `make weights PALLET=pallet_caliber`, never by hand.
//!
//! 2026-11-25, 20 steps of 10 repeats on AMD EPYC.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The costs, with reads and writes at the runtime's own database weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_caliber::WeightInfo for WeightInfo<T> {
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Skus` (r:1 w:0)
	// Proof: `Caliber::Skus` (`max_values`: None, `max_size`: Some(235), added: 2710, mode: `MaxEncodedLen`)
	// Storage: `Caliber::NextItem` (r:1 w:1)
	// Proof: `Caliber::NextItem` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Caliber::SerialOf` (r:64 w:64)
	// Proof: `Caliber::SerialOf` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Item` (r:1 w:1)
	// Proof: `Nfts::Item` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Collection` (r:1 w:1)
	// Proof: `Nfts::Collection` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `Nfts::CollectionConfigOf` (r:1 w:0)
	// Proof: `Nfts::CollectionConfigOf` (`max_values`: None, `max_size`: Some(73), added: 2548, mode: `MaxEncodedLen`)
	// Storage: `Nfts::ItemConfigOf` (r:1 w:1)
	// Proof: `Nfts::ItemConfigOf` (`max_values`: None, `max_size`: Some(48), added: 2523, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Items` (r:0 w:1)
	// Proof: `Caliber::Items` (`max_values`: None, `max_size`: Some(504), added: 2979, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Account` (r:0 w:1)
	// Proof: `Nfts::Account` (`max_values`: None, `max_size`: Some(88), added: 2563, mode: `MaxEncodedLen`)
	// `s` is in 1..=64.
	fn submit(s: u32) -> Weight {
		// Proof in bytes: measured 1079, at most 3700 + s * 2511.
		// At least 114_149_000 picoseconds.
		Weight::from_parts(115_044_014, 3_700)
			// Standard error 16_730.
			.saturating_add(Weight::from_parts(5_432_713, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(s.into())))
			.saturating_add(T::DbWeight::get().writes(8))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(s.into())))
			.saturating_add(Weight::from_parts(0, 2_511).saturating_mul(s.into()))
	}
	// Storage: `Caliber::Items` (r:1 w:1)
	// Proof: `Caliber::Items` (`max_values`: None, `max_size`: Some(504), added: 2979, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Item` (r:1 w:1)
	// Proof: `Nfts::Item` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Attribute` (r:1 w:0)
	// Proof: `Nfts::Attribute` (`max_values`: None, `max_size`: Some(479), added: 2954, mode: `MaxEncodedLen`)
	// Storage: `Nfts::ItemConfigOf` (r:1 w:1)
	// Proof: `Nfts::ItemConfigOf` (`max_values`: None, `max_size`: Some(48), added: 2523, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Collection` (r:1 w:1)
	// Proof: `Nfts::Collection` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `Nfts::ItemMetadataOf` (r:1 w:0)
	// Proof: `Nfts::ItemMetadataOf` (`max_values`: None, `max_size`: Some(347), added: 2822, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
	// Storage: `Caliber::SerialOf` (r:0 w:64)
	// Proof: `Caliber::SerialOf` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Account` (r:0 w:1)
	// Proof: `Nfts::Account` (`max_values`: None, `max_size`: Some(88), added: 2563, mode: `MaxEncodedLen`)
	// Storage: `Nfts::ItemPriceOf` (r:0 w:1)
	// Proof: `Nfts::ItemPriceOf` (`max_values`: None, `max_size`: Some(89), added: 2564, mode: `MaxEncodedLen`)
	// Storage: `Nfts::ItemAttributesApprovalsOf` (r:0 w:1)
	// Proof: `Nfts::ItemAttributesApprovalsOf` (`max_values`: None, `max_size`: Some(73), added: 2548, mode: `MaxEncodedLen`)
	// Storage: `Nfts::PendingSwapOf` (r:0 w:1)
	// Proof: `Nfts::PendingSwapOf` (`max_values`: None, `max_size`: Some(71), added: 2546, mode: `MaxEncodedLen`)
	// `s` is in 1..=64.
	fn withdraw_submission(s: u32) -> Weight {
		// Proof in bytes: measured 1002, at most 3969.
		// At least 109_142_000 picoseconds.
		Weight::from_parts(110_961_305, 3_969)
			// Standard error 9_749.
			.saturating_add(Weight::from_parts(3_478_083, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(10))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(s.into())))
	}
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Caliber::CurrentRules` (r:1 w:0)
	// Proof: `Caliber::CurrentRules` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Items` (r:1 w:1)
	// Proof: `Caliber::Items` (`max_values`: None, `max_size`: Some(504), added: 2979, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Item` (r:1 w:0)
	// Proof: `Nfts::Item` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Policies` (r:1 w:0)
	// Proof: `Caliber::Policies` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Skus` (r:1 w:0)
	// Proof: `Caliber::Skus` (`max_values`: None, `max_size`: Some(235), added: 2710, mode: `MaxEncodedLen`)
	// Storage: `Roles::Grants` (r:1 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	fn attest_custody() -> Weight {
		// Proof in bytes: measured 1658, at most 4163.
		// At least 45_788_000 picoseconds.
		Weight::from_parts(48_592_000, 4_163)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Caliber::CurrentRules` (r:1 w:0)
	// Proof: `Caliber::CurrentRules` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Items` (r:1 w:1)
	// Proof: `Caliber::Items` (`max_values`: None, `max_size`: Some(504), added: 2979, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Item` (r:1 w:0)
	// Proof: `Nfts::Item` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Policies` (r:1 w:0)
	// Proof: `Caliber::Policies` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Skus` (r:1 w:0)
	// Proof: `Caliber::Skus` (`max_values`: None, `max_size`: Some(235), added: 2710, mode: `MaxEncodedLen`)
	// Storage: `Roles::Grants` (r:1 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	fn attest_title() -> Weight {
		// Proof in bytes: measured 1658, at most 4163.
		// At least 46_078_000 picoseconds.
		Weight::from_parts(49_012_000, 4_163)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Roles::Grants` (r:1 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Caliber::CurrentRules` (r:1 w:0)
	// Proof: `Caliber::CurrentRules` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	// Storage: `Caliber::NextPolicy` (r:1 w:1)
	// Proof: `Caliber::NextPolicy` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Policies` (r:0 w:1)
	// Proof: `Caliber::Policies` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	fn open_policy() -> Weight {
		// Proof in bytes: measured 274, at most 4163.
		// At least 20_981_000 picoseconds.
		Weight::from_parts(22_694_000, 4_163)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Items` (r:1 w:1)
	// Proof: `Caliber::Items` (`max_values`: None, `max_size`: Some(504), added: 2979, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Item` (r:1 w:0)
	// Proof: `Nfts::Item` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Policies` (r:2 w:2)
	// Proof: `Caliber::Policies` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Skus` (r:1 w:0)
	// Proof: `Caliber::Skus` (`max_values`: None, `max_size`: Some(235), added: 2710, mode: `MaxEncodedLen`)
	// Storage: `Roles::Grants` (r:1 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	fn insure() -> Weight {
		// Proof in bytes: measured 1757, at most 6150.
		// At least 52_638_000 picoseconds.
		Weight::from_parts(56_053_000, 6_150)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Caliber::CurrentRules` (r:1 w:0)
	// Proof: `Caliber::CurrentRules` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Items` (r:1 w:1)
	// Proof: `Caliber::Items` (`max_values`: None, `max_size`: Some(504), added: 2979, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Item` (r:1 w:0)
	// Proof: `Nfts::Item` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Policies` (r:1 w:0)
	// Proof: `Caliber::Policies` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Skus` (r:1 w:0)
	// Proof: `Caliber::Skus` (`max_values`: None, `max_size`: Some(235), added: 2710, mode: `MaxEncodedLen`)
	// Storage: `Roles::Grants` (r:1 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	fn appraise() -> Weight {
		// Proof in bytes: measured 1658, at most 4163.
		// At least 45_828_000 picoseconds.
		Weight::from_parts(49_954_000, 4_163)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Caliber::Items` (r:1 w:1)
	// Proof: `Caliber::Items` (`max_values`: None, `max_size`: Some(504), added: 2979, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Item` (r:1 w:0)
	// Proof: `Nfts::Item` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Policies` (r:1 w:0)
	// Proof: `Caliber::Policies` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Skus` (r:1 w:0)
	// Proof: `Caliber::Skus` (`max_values`: None, `max_size`: Some(235), added: 2710, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Roles::Grants` (r:4 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	fn activate() -> Weight {
		// Proof in bytes: measured 1768, at most 13682.
		// At least 61_111_000 picoseconds.
		Weight::from_parts(66_279_000, 13_682)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Items` (r:1 w:1)
	// Proof: `Caliber::Items` (`max_values`: None, `max_size`: Some(504), added: 2979, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Item` (r:1 w:0)
	// Proof: `Nfts::Item` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Policies` (r:1 w:0)
	// Proof: `Caliber::Policies` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Skus` (r:1 w:0)
	// Proof: `Caliber::Skus` (`max_values`: None, `max_size`: Some(235), added: 2710, mode: `MaxEncodedLen`)
	// Storage: `Roles::Grants` (r:1 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// `n` is in 0..=128.
	fn heartbeat(n: u32) -> Weight {
		// Proof in bytes: measured 1640, at most 4163 + n * 2979.
		Weight::from_parts(10_000_000, 4_163)
			.saturating_add(Weight::from_parts(48_052_000, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().reads(5_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2_979).saturating_mul(n.into()))
	}
	// Storage: `Caliber::Items` (r:1 w:1)
	// Proof: `Caliber::Items` (`max_values`: None, `max_size`: Some(504), added: 2979, mode: `MaxEncodedLen`)
	// Storage: `Roles::Grants` (r:1 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn dispute() -> Weight {
		// Proof in bytes: measured 958, at most 4163.
		// At least 29_634_000 picoseconds.
		Weight::from_parts(31_867_000, 4_163)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Caliber::Items` (r:1 w:1)
	// Proof: `Caliber::Items` (`max_values`: None, `max_size`: Some(504), added: 2979, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Policies` (r:1 w:1)
	// Proof: `Caliber::Policies` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	fn resolve() -> Weight {
		// Proof in bytes: measured 773, at most 3969.
		// At least 21_181_000 picoseconds.
		Weight::from_parts(23_575_000, 3_969)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Items` (r:1 w:1)
	// Proof: `Caliber::Items` (`max_values`: None, `max_size`: Some(504), added: 2979, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Item` (r:1 w:0)
	// Proof: `Nfts::Item` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Policies` (r:1 w:0)
	// Proof: `Caliber::Policies` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Skus` (r:1 w:0)
	// Proof: `Caliber::Skus` (`max_values`: None, `max_size`: Some(235), added: 2710, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Roles::Grants` (r:2 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	fn request_redemption() -> Weight {
		// Proof in bytes: measured 1757, at most 7336.
		// At least 51_085_000 picoseconds.
		Weight::from_parts(54_992_000, 7_336)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Caliber::Items` (r:1 w:1)
	// Proof: `Caliber::Items` (`max_values`: None, `max_size`: Some(504), added: 2979, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Item` (r:1 w:0)
	// Proof: `Nfts::Item` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	fn cancel_redemption() -> Weight {
		// Proof in bytes: measured 964, at most 3969.
		// At least 22_854_000 picoseconds.
		Weight::from_parts(24_977_000, 3_969)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Caliber::Items` (r:1 w:1)
	// Proof: `Caliber::Items` (`max_values`: None, `max_size`: Some(504), added: 2979, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Item` (r:1 w:1)
	// Proof: `Nfts::Item` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Policies` (r:1 w:1)
	// Proof: `Caliber::Policies` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Skus` (r:1 w:0)
	// Proof: `Caliber::Skus` (`max_values`: None, `max_size`: Some(235), added: 2710, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Roles::Grants` (r:2 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Attribute` (r:1 w:0)
	// Proof: `Nfts::Attribute` (`max_values`: None, `max_size`: Some(479), added: 2954, mode: `MaxEncodedLen`)
	// Storage: `Nfts::ItemConfigOf` (r:1 w:1)
	// Proof: `Nfts::ItemConfigOf` (`max_values`: None, `max_size`: Some(48), added: 2523, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Collection` (r:1 w:1)
	// Proof: `Nfts::Collection` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `Nfts::ItemMetadataOf` (r:1 w:0)
	// Proof: `Nfts::ItemMetadataOf` (`max_values`: None, `max_size`: Some(347), added: 2822, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Account` (r:0 w:1)
	// Proof: `Nfts::Account` (`max_values`: None, `max_size`: Some(88), added: 2563, mode: `MaxEncodedLen`)
	// Storage: `Nfts::ItemPriceOf` (r:0 w:1)
	// Proof: `Nfts::ItemPriceOf` (`max_values`: None, `max_size`: Some(89), added: 2564, mode: `MaxEncodedLen`)
	// Storage: `Nfts::ItemAttributesApprovalsOf` (r:0 w:1)
	// Proof: `Nfts::ItemAttributesApprovalsOf` (`max_values`: None, `max_size`: Some(73), added: 2548, mode: `MaxEncodedLen`)
	// Storage: `Nfts::PendingSwapOf` (r:0 w:1)
	// Proof: `Nfts::PendingSwapOf` (`max_values`: None, `max_size`: Some(71), added: 2546, mode: `MaxEncodedLen`)
	fn confirm_handover() -> Weight {
		// Proof in bytes: measured 2207, at most 7336.
		// At least 144_975_000 picoseconds.
		Weight::from_parts(149_872_000, 7_336)
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(11))
	}
	// Storage: `Caliber::Skus` (r:1 w:1)
	// Proof: `Caliber::Skus` (`max_values`: None, `max_size`: Some(235), added: 2710, mode: `MaxEncodedLen`)
	fn set_sku() -> Weight {
		// Proof in bytes: measured 342, at most 3700.
		// At least 15_342_000 picoseconds.
		Weight::from_parts(17_406_000, 3_700)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Caliber::CurrentRules` (r:0 w:1)
	// Proof: `Caliber::CurrentRules` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	fn set_rules() -> Weight {
		// Proof in bytes: measured 0, at most 0.
		// At least 5_869_000 picoseconds.
		Weight::from_parts(6_630_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Items` (r:1 w:1)
	// Proof: `Caliber::Items` (`max_values`: None, `max_size`: Some(504), added: 2979, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Item` (r:1 w:0)
	// Proof: `Nfts::Item` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Policies` (r:1 w:0)
	// Proof: `Caliber::Policies` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Skus` (r:1 w:0)
	// Proof: `Caliber::Skus` (`max_values`: None, `max_size`: Some(235), added: 2710, mode: `MaxEncodedLen`)
	// Storage: `Roles::Grants` (r:1 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	fn amend() -> Weight {
		// Proof in bytes: measured 1640, at most 4163.
		// At least 44_876_000 picoseconds.
		Weight::from_parts(48_052_000, 4_163)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Skus` (r:1 w:0)
	// Proof: `Caliber::Skus` (`max_values`: None, `max_size`: Some(235), added: 2710, mode: `MaxEncodedLen`)
	// Storage: `Caliber::NextItem` (r:1 w:1)
	// Proof: `Caliber::NextItem` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Caliber::SerialOf` (r:64 w:64)
	// Proof: `Caliber::SerialOf` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Item` (r:1 w:1)
	// Proof: `Nfts::Item` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Collection` (r:1 w:1)
	// Proof: `Nfts::Collection` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `Nfts::CollectionConfigOf` (r:1 w:0)
	// Proof: `Nfts::CollectionConfigOf` (`max_values`: None, `max_size`: Some(73), added: 2548, mode: `MaxEncodedLen`)
	// Storage: `Nfts::ItemConfigOf` (r:1 w:1)
	// Proof: `Nfts::ItemConfigOf` (`max_values`: None, `max_size`: Some(48), added: 2523, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Items` (r:0 w:1)
	// Proof: `Caliber::Items` (`max_values`: None, `max_size`: Some(504), added: 2979, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Account` (r:0 w:1)
	// Proof: `Nfts::Account` (`max_values`: None, `max_size`: Some(88), added: 2563, mode: `MaxEncodedLen`)
	// `s` is in 2..=64.
	fn split(s: u32) -> Weight {
		// Proof in bytes: measured 1079, at most 3700 + s * 2511.
		// At least 114_149_000 picoseconds.
		Weight::from_parts(115_044_014, 3_700)
			// Standard error 16_730.
			.saturating_add(Weight::from_parts(5_432_713, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(s.into())))
			.saturating_add(T::DbWeight::get().writes(12))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(s.into())))
			.saturating_add(Weight::from_parts(0, 2_511).saturating_mul(s.into()))
	}
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Skus` (r:1 w:0)
	// Proof: `Caliber::Skus` (`max_values`: None, `max_size`: Some(235), added: 2710, mode: `MaxEncodedLen`)
	// Storage: `Caliber::NextItem` (r:1 w:1)
	// Proof: `Caliber::NextItem` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Caliber::SerialOf` (r:64 w:64)
	// Proof: `Caliber::SerialOf` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Item` (r:1 w:1)
	// Proof: `Nfts::Item` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Collection` (r:1 w:1)
	// Proof: `Nfts::Collection` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `Nfts::CollectionConfigOf` (r:1 w:0)
	// Proof: `Nfts::CollectionConfigOf` (`max_values`: None, `max_size`: Some(73), added: 2548, mode: `MaxEncodedLen`)
	// Storage: `Nfts::ItemConfigOf` (r:1 w:1)
	// Proof: `Nfts::ItemConfigOf` (`max_values`: None, `max_size`: Some(48), added: 2523, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Items` (r:0 w:1)
	// Proof: `Caliber::Items` (`max_values`: None, `max_size`: Some(504), added: 2979, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Account` (r:0 w:1)
	// Proof: `Nfts::Account` (`max_values`: None, `max_size`: Some(88), added: 2563, mode: `MaxEncodedLen`)
	// `s` is in 2..=64.
	fn merge(s: u32) -> Weight {
		// Proof in bytes: measured 1079, at most 3700 + s * 2511.
		// At least 114_149_000 picoseconds.
		Weight::from_parts(115_044_014, 3_700)
			// Standard error 16_730.
			.saturating_add(Weight::from_parts(5_432_713, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(17))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(s.into())))
			.saturating_add(T::DbWeight::get().writes(15))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(s.into())))
			.saturating_add(Weight::from_parts(0, 2_511).saturating_mul(s.into()))
	}
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Items` (r:1 w:1)
	// Proof: `Caliber::Items` (`max_values`: None, `max_size`: Some(504), added: 2979, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Item` (r:1 w:0)
	// Proof: `Nfts::Item` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Policies` (r:1 w:0)
	// Proof: `Caliber::Policies` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Skus` (r:1 w:0)
	// Proof: `Caliber::Skus` (`max_values`: None, `max_size`: Some(235), added: 2710, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Roles::Grants` (r:2 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	fn request_retirement() -> Weight {
		// Proof in bytes: measured 1757, at most 7336.
		// At least 51_085_000 picoseconds.
		Weight::from_parts(54_992_000, 7_336)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Caliber::Items` (r:1 w:1)
	// Proof: `Caliber::Items` (`max_values`: None, `max_size`: Some(504), added: 2979, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Item` (r:1 w:0)
	// Proof: `Nfts::Item` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	fn cancel_retirement() -> Weight {
		// Proof in bytes: measured 964, at most 3969.
		// At least 22_854_000 picoseconds.
		Weight::from_parts(24_977_000, 3_969)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Caliber::Items` (r:1 w:1)
	// Proof: `Caliber::Items` (`max_values`: None, `max_size`: Some(504), added: 2979, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Item` (r:1 w:1)
	// Proof: `Nfts::Item` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Policies` (r:1 w:1)
	// Proof: `Caliber::Policies` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Skus` (r:1 w:0)
	// Proof: `Caliber::Skus` (`max_values`: None, `max_size`: Some(235), added: 2710, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Roles::Grants` (r:2 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Attribute` (r:1 w:0)
	// Proof: `Nfts::Attribute` (`max_values`: None, `max_size`: Some(479), added: 2954, mode: `MaxEncodedLen`)
	// Storage: `Nfts::ItemConfigOf` (r:1 w:1)
	// Proof: `Nfts::ItemConfigOf` (`max_values`: None, `max_size`: Some(48), added: 2523, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Collection` (r:1 w:1)
	// Proof: `Nfts::Collection` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `Nfts::ItemMetadataOf` (r:1 w:0)
	// Proof: `Nfts::ItemMetadataOf` (`max_values`: None, `max_size`: Some(347), added: 2822, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(193), added: 2668, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Account` (r:0 w:1)
	// Proof: `Nfts::Account` (`max_values`: None, `max_size`: Some(88), added: 2563, mode: `MaxEncodedLen`)
	// Storage: `Nfts::ItemPriceOf` (r:0 w:1)
	// Proof: `Nfts::ItemPriceOf` (`max_values`: None, `max_size`: Some(89), added: 2564, mode: `MaxEncodedLen`)
	// Storage: `Nfts::ItemAttributesApprovalsOf` (r:0 w:1)
	// Proof: `Nfts::ItemAttributesApprovalsOf` (`max_values`: None, `max_size`: Some(73), added: 2548, mode: `MaxEncodedLen`)
	// Storage: `Nfts::PendingSwapOf` (r:0 w:1)
	// Proof: `Nfts::PendingSwapOf` (`max_values`: None, `max_size`: Some(71), added: 2546, mode: `MaxEncodedLen`)
	fn retire() -> Weight {
		// Proof in bytes: measured 2207, at most 7336.
		// At least 144_975_000 picoseconds.
		Weight::from_parts(149_872_000, 7_336)
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(11))
	}
	// Storage: `Roles::Grants` (r:1 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Caliber::CurrentRules` (r:1 w:0)
	// Proof: `Caliber::CurrentRules` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	// Storage: `Caliber::NextPolicy` (r:1 w:1)
	// Proof: `Caliber::NextPolicy` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Policies` (r:0 w:1)
	// Proof: `Caliber::Policies` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	fn set_site() -> Weight {
		// Proof in bytes: measured 274, at most 4163.
		// At least 20_981_000 picoseconds.
		Weight::from_parts(22_694_000, 4_163)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Caliber::CurrentRules` (r:1 w:0)
	// Proof: `Caliber::CurrentRules` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Items` (r:1 w:1)
	// Proof: `Caliber::Items` (`max_values`: None, `max_size`: Some(504), added: 2979, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Item` (r:1 w:0)
	// Proof: `Nfts::Item` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Policies` (r:1 w:0)
	// Proof: `Caliber::Policies` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Skus` (r:1 w:0)
	// Proof: `Caliber::Skus` (`max_values`: None, `max_size`: Some(235), added: 2710, mode: `MaxEncodedLen`)
	// Storage: `Roles::Grants` (r:1 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	fn offer_custody() -> Weight {
		// Proof in bytes: measured 1658, at most 4163.
		// At least 45_788_000 picoseconds.
		Weight::from_parts(48_592_000, 4_163)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Caliber::Items` (r:1 w:1)
	// Proof: `Caliber::Items` (`max_values`: None, `max_size`: Some(504), added: 2979, mode: `MaxEncodedLen`)
	// Storage: `Roles::Grants` (r:1 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn withdraw_custody_offer() -> Weight {
		// Proof in bytes: measured 958, at most 4163.
		// At least 29_634_000 picoseconds.
		Weight::from_parts(31_867_000, 4_163)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Caliber::CurrentRules` (r:1 w:0)
	// Proof: `Caliber::CurrentRules` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Items` (r:1 w:1)
	// Proof: `Caliber::Items` (`max_values`: None, `max_size`: Some(504), added: 2979, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Item` (r:1 w:0)
	// Proof: `Nfts::Item` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Policies` (r:1 w:0)
	// Proof: `Caliber::Policies` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Skus` (r:1 w:0)
	// Proof: `Caliber::Skus` (`max_values`: None, `max_size`: Some(235), added: 2710, mode: `MaxEncodedLen`)
	// Storage: `Roles::Grants` (r:1 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	fn accept_custody() -> Weight {
		// Proof in bytes: measured 1658, at most 4163.
		// At least 46_078_000 picoseconds.
		Weight::from_parts(49_012_000, 4_163)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Items` (r:1 w:1)
	// Proof: `Caliber::Items` (`max_values`: None, `max_size`: Some(504), added: 2979, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Item` (r:1 w:0)
	// Proof: `Nfts::Item` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Policies` (r:1 w:0)
	// Proof: `Caliber::Policies` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Skus` (r:1 w:0)
	// Proof: `Caliber::Skus` (`max_values`: None, `max_size`: Some(235), added: 2710, mode: `MaxEncodedLen`)
	// Storage: `Roles::Grants` (r:1 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// `n` is in 0..=128.
	fn confirm_custody(n: u32) -> Weight {
		// Proof in bytes: measured 1640, at most 4163 + n * 2979.
		Weight::from_parts(10_000_000, 4_163)
			.saturating_add(Weight::from_parts(48_052_000, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().reads(5_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2_979).saturating_mul(n.into()))
	}
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Caliber::CurrentRules` (r:1 w:0)
	// Proof: `Caliber::CurrentRules` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Items` (r:1 w:1)
	// Proof: `Caliber::Items` (`max_values`: None, `max_size`: Some(504), added: 2979, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Item` (r:1 w:0)
	// Proof: `Nfts::Item` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Policies` (r:1 w:0)
	// Proof: `Caliber::Policies` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Skus` (r:1 w:0)
	// Proof: `Caliber::Skus` (`max_values`: None, `max_size`: Some(235), added: 2710, mode: `MaxEncodedLen`)
	// Storage: `Roles::Grants` (r:1 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	fn record_lien() -> Weight {
		// Proof in bytes: measured 1658, at most 4163.
		// At least 46_078_000 picoseconds.
		Weight::from_parts(49_012_000, 4_163)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Caliber::CurrentRules` (r:1 w:0)
	// Proof: `Caliber::CurrentRules` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Items` (r:1 w:1)
	// Proof: `Caliber::Items` (`max_values`: None, `max_size`: Some(504), added: 2979, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Item` (r:1 w:0)
	// Proof: `Nfts::Item` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Policies` (r:1 w:0)
	// Proof: `Caliber::Policies` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Skus` (r:1 w:0)
	// Proof: `Caliber::Skus` (`max_values`: None, `max_size`: Some(235), added: 2710, mode: `MaxEncodedLen`)
	// Storage: `Roles::Grants` (r:1 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	fn clear_lien() -> Weight {
		// Proof in bytes: measured 1658, at most 4163.
		// At least 46_078_000 picoseconds.
		Weight::from_parts(49_012_000, 4_163)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Caliber::Items` (r:1 w:1)
	// Proof: `Caliber::Items` (`max_values`: None, `max_size`: Some(504), added: 2979, mode: `MaxEncodedLen`)
	// Storage: `Roles::Grants` (r:1 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn refuse_redemption() -> Weight {
		// Proof in bytes: measured 958, at most 4163.
		// At least 29_634_000 picoseconds.
		Weight::from_parts(31_867_000, 4_163)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Caliber::Items` (r:1 w:1)
	// Proof: `Caliber::Items` (`max_values`: None, `max_size`: Some(504), added: 2979, mode: `MaxEncodedLen`)
	// Storage: `Roles::Grants` (r:1 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn escalate_redemption() -> Weight {
		// Proof in bytes: measured 958, at most 4163.
		// At least 29_634_000 picoseconds.
		Weight::from_parts(31_867_000, 4_163)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Copied: to be measured.
	fn pay_premium() -> Weight {
		Weight::from_parts(90_000_000, 7_336)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	// Copied: to be measured.
	fn acknowledge_premium() -> Weight {
		Weight::from_parts(30_000_000, 7_336)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Copied: to be measured.
	fn file_claim() -> Weight {
		Weight::from_parts(60_000_000, 7_336)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	// Copied: to be measured.
	fn accept_claim() -> Weight {
		Weight::from_parts(35_000_000, 7_336)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Copied: to be measured.
	fn reject_claim() -> Weight {
		Weight::from_parts(40_000_000, 7_336)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Copied: to be measured.
	fn pay_claim() -> Weight {
		Weight::from_parts(130_000_000, 7_336)
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	// Copied: to be measured.
	fn report_overdue_claim() -> Weight {
		Weight::from_parts(35_000_000, 7_336)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Copied: to be measured.
	fn withdraw_claim() -> Weight {
		Weight::from_parts(50_000_000, 7_336)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	// Copied: to be measured.
	fn challenge() -> Weight {
		Weight::from_parts(90_000_000, 7_336)
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	// Copied: to be measured.
	fn expire_challenge() -> Weight {
		Weight::from_parts(90_000_000, 7_336)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(5))
	}
}
