//! What the calls of `pallet_usdai` cost on this chain's runtime. Written by
//! `make weights PALLET=pallet_usdai`, never by hand.
//!
//! 2026-11-30, 10 steps of 5 repeats on AMD EPYC.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The costs, with reads and writes at the runtime's own database weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_usdai::WeightInfo for WeightInfo<T> {
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Usdai::State` (r:1 w:1)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(1903), added: 2398, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:2 w:2)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:3 w:3)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	fn mint() -> Weight {
		// Proof in bytes: measured 2775, at most 8817.
		// At least 109_212_000 picoseconds.
		Weight::from_parts(112_667_000, 8_817)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Usdai::State` (r:1 w:1)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(1903), added: 2398, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:2 w:2)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:3 w:3)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Checkpoints` (r:0 w:1)
	// Proof: `Usdai::Checkpoints` (`max_values`: None, `max_size`: Some(308), added: 2783, mode: `MaxEncodedLen`)
	fn mint_serving() -> Weight {
		// Proof in bytes: measured 2775, at most 8817.
		// At least 127_298_000 picoseconds.
		Weight::from_parts(131_695_000, 8_817)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Usdai::State` (r:1 w:1)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(1903), added: 2398, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:2 w:2)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:3 w:3)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	fn redeem() -> Weight {
		// Proof in bytes: measured 2775, at most 8817.
		// At least 120_789_000 picoseconds.
		Weight::from_parts(122_060_000, 8_817)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Usdai::State` (r:1 w:1)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(1903), added: 2398, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Usdai::TicketBook` (r:0 w:1)
	// Proof: `Usdai::TicketBook` (`max_values`: None, `max_size`: Some(138), added: 2613, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Checkpoints` (r:0 w:1)
	// Proof: `Usdai::Checkpoints` (`max_values`: None, `max_size`: Some(308), added: 2783, mode: `MaxEncodedLen`)
	fn redeem_later() -> Weight {
		// Proof in bytes: measured 2510, at most 3730.
		// At least 142_901_000 picoseconds.
		Weight::from_parts(148_971_000, 3_730)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Usdai::State` (r:1 w:1)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(1903), added: 2398, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:9 w:9)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:17 w:17)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Carried` (r:1 w:1)
	// Proof: `Usdai::Carried` (`max_values`: None, `max_size`: Some(176), added: 2651, mode: `MaxEncodedLen`)
	fn redeem_mix() -> Weight {
		// Proof in bytes: measured 3789, at most 45343.
		// At least 472_680_000 picoseconds.
		Weight::from_parts(484_618_000, 45_343)
			.saturating_add(T::DbWeight::get().reads(32))
			.saturating_add(T::DbWeight::get().writes(28))
	}
	// Storage: `Assets::Asset` (r:1 w:0)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Usdai::State` (r:1 w:1)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(1903), added: 2398, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn reconcile() -> Weight {
		// Proof in bytes: measured 2094, at most 3675.
		// At least 30_876_000 picoseconds.
		Weight::from_parts(32_327_000, 3_675)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Roles::Grants` (r:1 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::State` (r:1 w:1)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(1903), added: 2398, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:0)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	fn attest_price() -> Weight {
		// Proof in bytes: measured 2194, at most 4163.
		// At least 39_699_000 picoseconds.
		Weight::from_parts(45_087_000, 4_163)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Roles::Grants` (r:1 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:1 w:1)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	fn freeze() -> Weight {
		// Proof in bytes: measured 305, at most 4163.
		// At least 23_805_000 picoseconds.
		Weight::from_parts(24_727_000, 4_163)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:1 w:1)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	fn unfreeze() -> Weight {
		// Proof in bytes: measured 197, at most 3531.
		// At least 15_092_000 picoseconds.
		Weight::from_parts(15_783_000, 3_531)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Roles::Grants` (r:1 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Paused` (r:1 w:1)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	fn pause() -> Weight {
		// Proof in bytes: measured 237, at most 4163.
		// At least 18_427_000 picoseconds.
		Weight::from_parts(19_079_000, 4_163)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Usdai::Paused` (r:1 w:1)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	fn unpause() -> Weight {
		// Proof in bytes: measured 61, at most 1486.
		// At least 8_913_000 picoseconds.
		Weight::from_parts(10_145_000, 1_486)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Assets::Metadata` (r:1 w:0)
	// Proof: `Assets::Metadata` (`max_values`: None, `max_size`: Some(140), added: 2615, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:0)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:0)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Usdai::State` (r:1 w:1)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(1903), added: 2398, mode: `MaxEncodedLen`)
	fn register() -> Weight {
		// Proof in bytes: measured 2440, at most 3675.
		// At least 36_194_000 picoseconds.
		Weight::from_parts(37_976_000, 3_675)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::State` (r:1 w:1)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(1903), added: 2398, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Checkpoints` (r:0 w:1)
	// Proof: `Usdai::Checkpoints` (`max_values`: None, `max_size`: Some(308), added: 2783, mode: `MaxEncodedLen`)
	fn set_terms() -> Weight {
		// Proof in bytes: measured 1614, at most 3388.
		// At least 45_377_000 picoseconds.
		Weight::from_parts(49_403_000, 3_388)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Usdai::State` (r:1 w:1)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(1903), added: 2398, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn set_rules() -> Weight {
		// Proof in bytes: measured 1614, at most 3388.
		// At least 23_515_000 picoseconds.
		Weight::from_parts(23_926_000, 3_388)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Usdai::TicketBook` (r:1 w:1)
	// Proof: `Usdai::TicketBook` (`max_values`: None, `max_size`: Some(138), added: 2613, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::State` (r:1 w:1)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(1903), added: 2398, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Checkpoints` (r:2 w:0)
	// Proof: `Usdai::Checkpoints` (`max_values`: None, `max_size`: Some(308), added: 2783, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Carried` (r:1 w:1)
	// Proof: `Usdai::Carried` (`max_values`: None, `max_size`: Some(176), added: 2651, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:8 w:8)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:16 w:16)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	fn claim() -> Weight {
		// Proof in bytes: measured 4454, at most 42734.
		// At least 479_610_000 picoseconds.
		Weight::from_parts(485_339_000, 42_734)
			.saturating_add(T::DbWeight::get().reads(33))
			.saturating_add(T::DbWeight::get().writes(28))
	}
	// Storage: `Usdai::TicketBook` (r:1 w:1)
	// Proof: `Usdai::TicketBook` (`max_values`: None, `max_size`: Some(138), added: 2613, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::State` (r:1 w:1)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(1903), added: 2398, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CleanedTo` (r:1 w:0)
	// Proof: `Usdai::CleanedTo` (`max_values`: Some(1), `max_size`: Some(12), added: 507, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Checkpoints` (r:12 w:0)
	// Proof: `Usdai::Checkpoints` (`max_values`: None, `max_size`: Some(308), added: 2783, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Carried` (r:1 w:1)
	// Proof: `Usdai::Carried` (`max_values`: None, `max_size`: Some(176), added: 2651, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:8 w:8)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:16 w:16)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	fn claim_search() -> Weight {
		// Proof in bytes: measured 16377, at most 42734.
		// At least 729_180_000 picoseconds.
		Weight::from_parts(744_833_000, 42_734)
			.saturating_add(T::DbWeight::get().reads(44))
			.saturating_add(T::DbWeight::get().writes(28))
	}
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Usdai::TicketBook` (r:1 w:1)
	// Proof: `Usdai::TicketBook` (`max_values`: None, `max_size`: Some(138), added: 2613, mode: `MaxEncodedLen`)
	fn offer_ticket() -> Weight {
		// Proof in bytes: measured 316, at most 3603.
		// At least 21_522_000 picoseconds.
		Weight::from_parts(22_653_000, 3_603)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Usdai::FreezeList` (r:2 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Usdai::TicketBook` (r:1 w:1)
	// Proof: `Usdai::TicketBook` (`max_values`: None, `max_size`: Some(138), added: 2613, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:2 w:2)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	fn accept_ticket() -> Weight {
		// Proof in bytes: measured 582, at most 6470.
		// At least 114_590_000 picoseconds.
		Weight::from_parts(114_861_000, 6_470)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	// Storage: `Usdai::FreezeList` (r:2 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentGates` (r:1 w:1)
	// Proof: `Usdai::CurrentGates` (`max_values`: Some(1), `max_size`: Some(265), added: 760, mode: `MaxEncodedLen`)
	// Storage: `Roles::Grants` (r:2 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::NextReceipt` (r:1 w:0)
	// Proof: `Usdai::NextReceipt` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Receipts` (r:1 w:1)
	// Proof: `Usdai::Receipts` (`max_values`: None, `max_size`: Some(146), added: 2621, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Booked` (r:1 w:1)
	// Proof: `Usdai::Booked` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
	// Storage: `Usdai::State` (r:1 w:1)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(1903), added: 2398, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Unbooked` (r:1 w:1)
	// Proof: `Usdai::Unbooked` (`max_values`: Some(1), `max_size`: Some(129), added: 624, mode: `MaxEncodedLen`)
	// Storage: `Usdai::AtCustodian` (r:1 w:1)
	// Proof: `Usdai::AtCustodian` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Usdai::SignedSince` (r:0 w:1)
	// Proof: `Usdai::SignedSince` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	fn attest_deposit() -> Weight {
		// Proof in bytes: measured 3363, at most 7336.
		// At least 108_921_000 picoseconds.
		Weight::from_parts(112_827_000, 7_336)
			.saturating_add(T::DbWeight::get().reads(16))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentGates` (r:1 w:1)
	// Proof: `Usdai::CurrentGates` (`max_values`: Some(1), `max_size`: Some(265), added: 760, mode: `MaxEncodedLen`)
	// Storage: `Usdai::State` (r:1 w:0)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(1903), added: 2398, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Usdai::NextPayout` (r:1 w:1)
	// Proof: `Usdai::NextPayout` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Payouts` (r:0 w:1)
	// Proof: `Usdai::Payouts` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	fn request_payout() -> Weight {
		// Proof in bytes: measured 2836, at most 3730.
		// At least 135_060_000 picoseconds.
		Weight::from_parts(141_099_000, 3_730)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	// Storage: `Usdai::Payouts` (r:1 w:1)
	// Proof: `Usdai::Payouts` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	// Storage: `Roles::Grants` (r:2 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::NextReceipt` (r:1 w:0)
	// Proof: `Usdai::NextReceipt` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Receipts` (r:1 w:1)
	// Proof: `Usdai::Receipts` (`max_values`: None, `max_size`: Some(146), added: 2621, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Booked` (r:1 w:1)
	// Proof: `Usdai::Booked` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
	// Storage: `Usdai::State` (r:1 w:0)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(1903), added: 2398, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentGates` (r:1 w:1)
	// Proof: `Usdai::CurrentGates` (`max_values`: Some(1), `max_size`: Some(265), added: 760, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Usdai::AtCustodian` (r:1 w:1)
	// Proof: `Usdai::AtCustodian` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	// Storage: `Usdai::SignedSince` (r:0 w:1)
	// Proof: `Usdai::SignedSince` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	fn confirm_payout() -> Weight {
		// Proof in bytes: measured 2801, at most 7336.
		// At least 116_433_000 picoseconds.
		Weight::from_parts(121_640_000, 7_336)
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	// Storage: `Usdai::Payouts` (r:1 w:1)
	// Proof: `Usdai::Payouts` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	// Storage: `Roles::Grants` (r:2 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::NextReceipt` (r:1 w:0)
	// Proof: `Usdai::NextReceipt` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Receipts` (r:1 w:1)
	// Proof: `Usdai::Receipts` (`max_values`: None, `max_size`: Some(146), added: 2621, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Booked` (r:1 w:1)
	// Proof: `Usdai::Booked` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
	// Storage: `Usdai::State` (r:1 w:1)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(1903), added: 2398, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentGates` (r:1 w:1)
	// Proof: `Usdai::CurrentGates` (`max_values`: Some(1), `max_size`: Some(265), added: 760, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Usdai::SignedSince` (r:0 w:1)
	// Proof: `Usdai::SignedSince` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	fn cancel_payout() -> Weight {
		// Proof in bytes: measured 3581, at most 7336.
		// At least 147_519_000 picoseconds.
		Weight::from_parts(148_570_000, 7_336)
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	// Storage: `Usdai::CurrentGates` (r:1 w:1)
	// Proof: `Usdai::CurrentGates` (`max_values`: Some(1), `max_size`: Some(265), added: 760, mode: `MaxEncodedLen`)
	// Storage: `Roles::Grants` (r:2 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::NextReceipt` (r:1 w:0)
	// Proof: `Usdai::NextReceipt` (`max_values`: None, `max_size`: Some(56), added: 2531, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Receipts` (r:1 w:1)
	// Proof: `Usdai::Receipts` (`max_values`: None, `max_size`: Some(146), added: 2621, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Booked` (r:1 w:1)
	// Proof: `Usdai::Booked` (`max_values`: None, `max_size`: Some(96), added: 2571, mode: `MaxEncodedLen`)
	// Storage: `Usdai::State` (r:1 w:1)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(1903), added: 2398, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Usdai::AtCustodian` (r:1 w:1)
	// Proof: `Usdai::AtCustodian` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	// Storage: `Usdai::BroughtBy` (r:1 w:1)
	// Proof: `Usdai::BroughtBy` (`max_values`: None, `max_size`: Some(73), added: 2548, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Usdai::SignedSince` (r:0 w:1)
	// Proof: `Usdai::SignedSince` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	fn attest_return() -> Weight {
		// Proof in bytes: measured 3132, at most 7336.
		// At least 102_061_000 picoseconds.
		Weight::from_parts(104_575_000, 7_336)
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	// Storage: `Usdai::AtCustodian` (r:2 w:2)
	// Proof: `Usdai::AtCustodian` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	fn move_custody() -> Weight {
		// Proof in bytes: measured 202, at most 6068.
		// At least 20_441_000 picoseconds.
		Weight::from_parts(20_641_000, 6_068)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::State` (r:1 w:1)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(1903), added: 2398, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Carried` (r:1 w:1)
	// Proof: `Usdai::Carried` (`max_values`: None, `max_size`: Some(176), added: 2651, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:8 w:8)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:16 w:16)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	fn collect() -> Weight {
		// Proof in bytes: measured 3548, at most 42734.
		// At least 421_414_000 picoseconds.
		Weight::from_parts(422_385_000, 42_734)
			.saturating_add(T::DbWeight::get().reads(29))
			.saturating_add(T::DbWeight::get().writes(26))
	}
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::State` (r:1 w:0)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(1903), added: 2398, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CleanedTo` (r:1 w:1)
	// Proof: `Usdai::CleanedTo` (`max_values`: Some(1), `max_size`: Some(12), added: 507, mode: `MaxEncodedLen`)
	// Storage: `Usdai::TicketBook` (r:33 w:0)
	// Proof: `Usdai::TicketBook` (`max_values`: None, `max_size`: Some(138), added: 2613, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Checkpoints` (r:0 w:32)
	// Proof: `Usdai::Checkpoints` (`max_values`: None, `max_size`: Some(308), added: 2783, mode: `MaxEncodedLen`)
	fn clean() -> Weight {
		// Proof in bytes: measured 1395, at most 87219.
		// At least 123_532_000 picoseconds.
		Weight::from_parts(127_789_000, 87_219)
			.saturating_add(T::DbWeight::get().reads(36))
			.saturating_add(T::DbWeight::get().writes(33))
	}
	// Storage: `Roles::Grants` (r:1 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::State` (r:1 w:1)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(1903), added: 2398, mode: `MaxEncodedLen`)
	// Storage: `Usdai::SignedSince` (r:1 w:1)
	// Proof: `Usdai::SignedSince` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentGates` (r:1 w:0)
	// Proof: `Usdai::CurrentGates` (`max_values`: Some(1), `max_size`: Some(265), added: 760, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Unbooked` (r:0 w:1)
	// Proof: `Usdai::Unbooked` (`max_values`: Some(1), `max_size`: Some(129), added: 624, mode: `MaxEncodedLen`)
	fn post_statement() -> Weight {
		// Proof in bytes: measured 1999, at most 4163.
		// At least 39_749_000 picoseconds.
		Weight::from_parts(41_732_000, 4_163)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	// Storage: `Usdai::State` (r:1 w:0)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(1903), added: 2398, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:0)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentGates` (r:1 w:1)
	// Proof: `Usdai::CurrentGates` (`max_values`: Some(1), `max_size`: Some(265), added: 760, mode: `MaxEncodedLen`)
	fn open_gate() -> Weight {
		// Proof in bytes: measured 2349, at most 3675.
		// At least 31_587_000 picoseconds.
		Weight::from_parts(32_378_000, 3_675)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Usdai::State` (r:1 w:1)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(1903), added: 2398, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Checkpoints` (r:0 w:1)
	// Proof: `Usdai::Checkpoints` (`max_values`: None, `max_size`: Some(308), added: 2783, mode: `MaxEncodedLen`)
	fn set_breaker() -> Weight {
		// Proof in bytes: measured 1680, at most 3388.
		// At least 46_890_000 picoseconds.
		Weight::from_parts(50_395_000, 3_388)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Usdai::AllowList` (r:0 w:1)
	// Proof: `Usdai::AllowList` (`max_values`: None, `max_size`: Some(48), added: 2523, mode: `MaxEncodedLen`)
	fn set_allowed() -> Weight {
		// Proof in bytes: measured 0, at most 0.
		// At least 7_712_000 picoseconds.
		Weight::from_parts(8_833_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	fn serve() -> Weight {
		// Proof in bytes: measured 1680, at most 3388.
		// At least 46_890_000 picoseconds.
		Weight::from_parts(50_395_000, 3_388)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
}
