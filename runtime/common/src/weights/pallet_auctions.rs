//! What the calls of `pallet_auctions` cost on this chain's runtime. Written by
//! `make weights PALLET=pallet_auctions`, never by hand.
//!
//! 2026-11-30, 10 steps of 5 repeats on AMD EPYC.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The costs, with reads and writes at the runtime's own database weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_auctions::WeightInfo for WeightInfo<T> {
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Auctions::Lots` (r:1 w:1)
	// Proof: `Auctions::Lots` (`max_values`: None, `max_size`: Some(610), added: 3085, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:1)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(192), added: 687, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:4 w:4)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Lending::Loans` (r:1 w:1)
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(5653), added: 8128, mode: `MaxEncodedLen`)
	// Storage: `Lending::Buckets` (r:1 w:1)
	// Proof: `Lending::Buckets` (`max_values`: None, `max_size`: Some(196), added: 2671, mode: `MaxEncodedLen`)
	// Storage: `Lending::Calendar` (r:1 w:1)
	// Proof: `Lending::Calendar` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `Lending::Exposures` (r:137 w:137)
	// Proof: `Lending::Exposures` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Items` (r:128 w:128)
	// Proof: `Caliber::Items` (`max_values`: None, `max_size`: Some(523), added: 2998, mode: `MaxEncodedLen`)
	// Storage: `Caliber::OpenClaims` (r:128 w:0)
	// Proof: `Caliber::OpenClaims` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Collection` (r:1 w:0)
	// Proof: `Nfts::Collection` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Attribute` (r:128 w:0)
	// Proof: `Nfts::Attribute` (`max_values`: None, `max_size`: Some(479), added: 2954, mode: `MaxEncodedLen`)
	// Storage: `Nfts::CollectionConfigOf` (r:1 w:0)
	// Proof: `Nfts::CollectionConfigOf` (`max_values`: None, `max_size`: Some(73), added: 2548, mode: `MaxEncodedLen`)
	// Storage: `Nfts::ItemConfigOf` (r:128 w:0)
	// Proof: `Nfts::ItemConfigOf` (`max_values`: None, `max_size`: Some(48), added: 2523, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Item` (r:128 w:128)
	// Proof: `Nfts::Item` (`max_values`: None, `max_size`: Some(158), added: 2633, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(589), added: 1084, mode: `MaxEncodedLen`)
	// Storage: `Caliber::SeizedFrom` (r:0 w:128)
	// Proof: `Caliber::SeizedFrom` (`max_values`: None, `max_size`: Some(44), added: 2519, mode: `MaxEncodedLen`)
	// Storage: `Auctions::LotOf` (r:0 w:1)
	// Proof: `Auctions::LotOf` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
	// Storage: `Nfts::Account` (r:0 w:256)
	// Proof: `Nfts::Account` (`max_values`: None, `max_size`: Some(88), added: 2563, mode: `MaxEncodedLen`)
	// Storage: `Nfts::ItemPriceOf` (r:0 w:128)
	// Proof: `Nfts::ItemPriceOf` (`max_values`: None, `max_size`: Some(89), added: 2564, mode: `MaxEncodedLen`)
	// Storage: `Nfts::PendingSwapOf` (r:0 w:128)
	// Proof: `Nfts::PendingSwapOf` (`max_values`: None, `max_size`: Some(71), added: 2546, mode: `MaxEncodedLen`)
	// `n` is in 1..=128.
	fn buy(n: u32) -> Weight {
		// Proof in bytes: measured 6517 + n * 683, at most 23850 + n * 2998.
		// At least 359_483_000 picoseconds.
		Weight::from_parts(343_464_959, 23_850)
			// Standard error 4_046_906.
			.saturating_add(Weight::from_parts(70_063_058, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(25))
			.saturating_add(T::DbWeight::get().reads(6_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(22))
			.saturating_add(T::DbWeight::get().writes(8_u64.saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2_998).saturating_mul(n.into()))
	}
	// Storage: `Auctions::Lots` (r:1 w:1)
	// Proof: `Auctions::Lots` (`max_values`: None, `max_size`: Some(610), added: 3085, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:0)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(192), added: 687, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::Loans` (r:1 w:1)
	// Proof: `Lending::Loans` (`max_values`: None, `max_size`: Some(5653), added: 8128, mode: `MaxEncodedLen`)
	// Storage: `Caliber::Items` (r:128 w:0)
	// Proof: `Caliber::Items` (`max_values`: None, `max_size`: Some(523), added: 2998, mode: `MaxEncodedLen`)
	// Storage: `Auctions::LotOf` (r:0 w:1)
	// Proof: `Auctions::LotOf` (`max_values`: None, `max_size`: Some(16), added: 2491, mode: `MaxEncodedLen`)
	// `n` is in 1..=128.
	fn settle(n: u32) -> Weight {
		// Proof in bytes: measured 3453 + n * 553, at most 9118 + n * 2998.
		// At least 60_750_000 picoseconds.
		Weight::from_parts(47_933_888, 9_118)
			// Standard error 122_949.
			.saturating_add(Weight::from_parts(5_659_167, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(Weight::from_parts(0, 2_998).saturating_mul(n.into()))
	}
	fn credit_bid(n: u32) -> Weight {
		// Proof in bytes: measured 6517 + n * 683, at most 23850 + n * 2998.
		// At least 359_483_000 picoseconds.
		Weight::from_parts(343_464_959, 23_850)
			// Standard error 4_046_906.
			.saturating_add(Weight::from_parts(70_063_058, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(25))
			.saturating_add(T::DbWeight::get().reads(6_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(22))
			.saturating_add(T::DbWeight::get().writes(8_u64.saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2_998).saturating_mul(n.into()))
	}
	fn arrange_sale(n: u32) -> Weight {
		// Proof in bytes: measured 3453 + n * 553, at most 9118 + n * 2998.
		// At least 60_750_000 picoseconds.
		Weight::from_parts(47_933_888, 9_118)
			// Standard error 122_949.
			.saturating_add(Weight::from_parts(5_659_167, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(Weight::from_parts(0, 2_998).saturating_mul(n.into()))
	}
	fn settle_sale(n: u32) -> Weight {
		// Proof in bytes: measured 6517 + n * 683, at most 23850 + n * 2998.
		// At least 359_483_000 picoseconds.
		Weight::from_parts(343_464_959, 23_850)
			// Standard error 4_046_906.
			.saturating_add(Weight::from_parts(70_063_058, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(25))
			.saturating_add(T::DbWeight::get().reads(6_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(22))
			.saturating_add(T::DbWeight::get().writes(8_u64.saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2_998).saturating_mul(n.into()))
	}
	fn close_sale(n: u32) -> Weight {
		// Proof in bytes: measured 6517 + n * 683, at most 23850 + n * 2998.
		// At least 359_483_000 picoseconds.
		Weight::from_parts(343_464_959, 23_850)
			// Standard error 4_046_906.
			.saturating_add(Weight::from_parts(70_063_058, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(25))
			.saturating_add(T::DbWeight::get().reads(6_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(22))
			.saturating_add(T::DbWeight::get().writes(8_u64.saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2_998).saturating_mul(n.into()))
	}
	fn overbid() -> Weight {
		Weight::from_parts(150_000_000, 9_118)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	fn attest_proceeds() -> Weight {
		Weight::from_parts(150_000_000, 9_118)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	fn refund() -> Weight {
		Weight::from_parts(150_000_000, 9_118)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(6))
	}
}
