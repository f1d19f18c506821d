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
	// Storage: `Usdai::Checkpoints` (r:0 w:1)
	// Proof: `Usdai::Checkpoints` (`max_values`: None, `max_size`: Some(308), added: 2783, mode: `MaxEncodedLen`)
	fn mint() -> Weight {
		// Proof in bytes: measured 2775, at most 8817.
		// At least 129_311_000 picoseconds.
		Weight::from_parts(133_508_000, 8_817)
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
		// At least 123_353_000 picoseconds.
		Weight::from_parts(128_010_000, 8_817)
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
		// At least 142_260_000 picoseconds.
		Weight::from_parts(146_296_000, 3_730)
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
		// At least 482_996_000 picoseconds.
		Weight::from_parts(500_391_000, 45_343)
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
		// At least 31_617_000 picoseconds.
		Weight::from_parts(31_927_000, 3_675)
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
		// At least 40_831_000 picoseconds.
		Weight::from_parts(41_672_000, 4_163)
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
		// At least 23_916_000 picoseconds.
		Weight::from_parts(24_777_000, 4_163)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:1 w:1)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	fn unfreeze() -> Weight {
		// Proof in bytes: measured 197, at most 3531.
		// At least 14_952_000 picoseconds.
		Weight::from_parts(16_013_000, 3_531)
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
		// At least 18_257_000 picoseconds.
		Weight::from_parts(19_549_000, 4_163)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Usdai::Paused` (r:1 w:1)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	fn unpause() -> Weight {
		// Proof in bytes: measured 61, at most 1486.
		// At least 9_134_000 picoseconds.
		Weight::from_parts(9_494_000, 1_486)
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
		// At least 36_695_000 picoseconds.
		Weight::from_parts(38_327_000, 3_675)
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
		// At least 45_707_000 picoseconds.
		Weight::from_parts(47_761_000, 3_388)
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
		// At least 23_415_000 picoseconds.
		Weight::from_parts(26_209_000, 3_388)
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
		// At least 484_027_000 picoseconds.
		Weight::from_parts(492_159_000, 42_734)
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
		// At least 756_170_000 picoseconds.
		Weight::from_parts(781_116_000, 42_734)
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
		// At least 22_533_000 picoseconds.
		Weight::from_parts(25_117_000, 3_603)
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
		// At least 113_878_000 picoseconds.
		Weight::from_parts(115_011_000, 6_470)
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
		// At least 107_900_000 picoseconds.
		Weight::from_parts(110_904_000, 7_336)
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
		// At least 136_202_000 picoseconds.
		Weight::from_parts(155_600_000, 3_730)
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
		// At least 117_114_000 picoseconds.
		Weight::from_parts(117_925_000, 7_336)
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
		// At least 144_955_000 picoseconds.
		Weight::from_parts(153_618_000, 7_336)
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
		// At least 103_453_000 picoseconds.
		Weight::from_parts(104_334_000, 7_336)
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	// Storage: `Usdai::AtCustodian` (r:2 w:2)
	// Proof: `Usdai::AtCustodian` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	fn move_custody() -> Weight {
		// Proof in bytes: measured 202, at most 6068.
		// At least 19_619_000 picoseconds.
		Weight::from_parts(20_040_000, 6_068)
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
		// At least 423_908_000 picoseconds.
		Weight::from_parts(432_100_000, 42_734)
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
		// At least 118_986_000 picoseconds.
		Weight::from_parts(123_062_000, 87_219)
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
		// At least 40_420_000 picoseconds.
		Weight::from_parts(45_668_000, 4_163)
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
		// At least 32_668_000 picoseconds.
		Weight::from_parts(35_673_000, 3_675)
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
		// At least 47_611_000 picoseconds.
		Weight::from_parts(50_775_000, 3_388)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Usdai::AllowList` (r:0 w:1)
	// Proof: `Usdai::AllowList` (`max_values`: None, `max_size`: Some(48), added: 2523, mode: `MaxEncodedLen`)
	fn set_allowed() -> Weight {
		// Proof in bytes: measured 0, at most 0.
		// At least 7_661_000 picoseconds.
		Weight::from_parts(8_432_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
}
