//! What the calls of `pallet_usdai` cost on this chain's runtime. Written by
//! `make weights PALLET=pallet_usdai`, never by hand.
//!
//! 2026-12-01, 10 steps of 5 repeats on AMD EPYC.

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
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(2079), added: 2574, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:2 w:2)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:3 w:3)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	fn mint() -> Weight {
		// Proof in bytes: measured 2932, at most 8817.
		// At least 118_926_000 picoseconds.
		Weight::from_parts(124_505_000, 8_817)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Usdai::State` (r:1 w:1)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(2079), added: 2574, mode: `MaxEncodedLen`)
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
		// Proof in bytes: measured 2932, at most 8817.
		// At least 142_561_000 picoseconds.
		Weight::from_parts(161_039_000, 8_817)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Usdai::State` (r:1 w:1)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(2079), added: 2574, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:2 w:2)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:3 w:3)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	fn redeem() -> Weight {
		// Proof in bytes: measured 2932, at most 8817.
		// At least 145_115_000 picoseconds.
		Weight::from_parts(161_700_000, 8_817)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Usdai::State` (r:1 w:1)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(2079), added: 2574, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(301), added: 2776, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Usdai::TicketBook` (r:0 w:1)
	// Proof: `Usdai::TicketBook` (`max_values`: None, `max_size`: Some(138), added: 2613, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Checkpoints` (r:0 w:1)
	// Proof: `Usdai::Checkpoints` (`max_values`: None, `max_size`: Some(308), added: 2783, mode: `MaxEncodedLen`)
	fn redeem_later() -> Weight {
		// Proof in bytes: measured 2667, at most 3766.
		// At least 155_971_000 picoseconds.
		Weight::from_parts(161_670_000, 3_766)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Usdai::State` (r:1 w:1)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(2079), added: 2574, mode: `MaxEncodedLen`)
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
		// Proof in bytes: measured 3946, at most 45343.
		// At least 497_337_000 picoseconds.
		Weight::from_parts(573_960_000, 45_343)
			.saturating_add(T::DbWeight::get().reads(32))
			.saturating_add(T::DbWeight::get().writes(28))
	}
	// Storage: `Assets::Asset` (r:1 w:0)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Usdai::State` (r:1 w:1)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(2079), added: 2574, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn reconcile() -> Weight {
		// Proof in bytes: measured 2251, at most 3675.
		// At least 33_720_000 picoseconds.
		Weight::from_parts(34_721_000, 3_675)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Roles::Grants` (r:1 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::State` (r:1 w:1)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(2079), added: 2574, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:0)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	fn attest_price() -> Weight {
		// Proof in bytes: measured 2351, at most 4163.
		// At least 42_342_000 picoseconds.
		Weight::from_parts(45_497_000, 4_163)
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
		// At least 23_355_000 picoseconds.
		Weight::from_parts(25_948_000, 4_163)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:1 w:1)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	fn unfreeze() -> Weight {
		// Proof in bytes: measured 197, at most 3531.
		// At least 15_082_000 picoseconds.
		Weight::from_parts(16_464_000, 3_531)
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
		// At least 17_926_000 picoseconds.
		Weight::from_parts(20_530_000, 4_163)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Usdai::Paused` (r:1 w:1)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	fn unpause() -> Weight {
		// Proof in bytes: measured 61, at most 1486.
		// At least 9_174_000 picoseconds.
		Weight::from_parts(9_434_000, 1_486)
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
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(2079), added: 2574, mode: `MaxEncodedLen`)
	fn register() -> Weight {
		// Proof in bytes: measured 2597, at most 3675.
		// At least 38_608_000 picoseconds.
		Weight::from_parts(55_462_000, 3_675)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::State` (r:1 w:1)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(2079), added: 2574, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Checkpoints` (r:0 w:1)
	// Proof: `Usdai::Checkpoints` (`max_values`: None, `max_size`: Some(308), added: 2783, mode: `MaxEncodedLen`)
	fn set_terms() -> Weight {
		// Proof in bytes: measured 1734, at most 3564.
		// At least 54_190_000 picoseconds.
		Weight::from_parts(60_230_000, 3_564)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Usdai::State` (r:1 w:1)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(2079), added: 2574, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn set_rules() -> Weight {
		// Proof in bytes: measured 1734, at most 3564.
		// At least 28_742_000 picoseconds.
		Weight::from_parts(32_639_000, 3_564)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Usdai::TicketBook` (r:1 w:1)
	// Proof: `Usdai::TicketBook` (`max_values`: None, `max_size`: Some(138), added: 2613, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::State` (r:1 w:1)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(2079), added: 2574, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Checkpoints` (r:2 w:0)
	// Proof: `Usdai::Checkpoints` (`max_values`: None, `max_size`: Some(308), added: 2783, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(301), added: 2776, mode: `MaxEncodedLen`)
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
		// Proof in bytes: measured 4611, at most 42734.
		// At least 496_365_000 picoseconds.
		Weight::from_parts(506_901_000, 42_734)
			.saturating_add(T::DbWeight::get().reads(33))
			.saturating_add(T::DbWeight::get().writes(28))
	}
	// Storage: `Usdai::TicketBook` (r:1 w:1)
	// Proof: `Usdai::TicketBook` (`max_values`: None, `max_size`: Some(138), added: 2613, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::State` (r:1 w:1)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(2079), added: 2574, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CleanedTo` (r:1 w:0)
	// Proof: `Usdai::CleanedTo` (`max_values`: Some(1), `max_size`: Some(12), added: 507, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Checkpoints` (r:12 w:0)
	// Proof: `Usdai::Checkpoints` (`max_values`: None, `max_size`: Some(308), added: 2783, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(301), added: 2776, mode: `MaxEncodedLen`)
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
		// Proof in bytes: measured 16534, at most 42734.
		// At least 792_874_000 picoseconds.
		Weight::from_parts(885_611_000, 42_734)
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
		// At least 23_385_000 picoseconds.
		Weight::from_parts(25_517_000, 3_603)
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
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(301), added: 2776, mode: `MaxEncodedLen`)
	fn accept_ticket() -> Weight {
		// Proof in bytes: measured 582, at most 6542.
		// At least 122_071_000 picoseconds.
		Weight::from_parts(127_940_000, 6_542)
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
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(2079), added: 2574, mode: `MaxEncodedLen`)
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
		// Proof in bytes: measured 3520, at most 7336.
		// At least 118_906_000 picoseconds.
		Weight::from_parts(137_173_000, 7_336)
			.saturating_add(T::DbWeight::get().reads(16))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentGates` (r:1 w:1)
	// Proof: `Usdai::CurrentGates` (`max_values`: Some(1), `max_size`: Some(265), added: 760, mode: `MaxEncodedLen`)
	// Storage: `Usdai::State` (r:1 w:1)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(2079), added: 2574, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Usdai::NextPayout` (r:1 w:1)
	// Proof: `Usdai::NextPayout` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(301), added: 2776, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Payouts` (r:0 w:1)
	// Proof: `Usdai::Payouts` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	fn request_payout() -> Weight {
		// Proof in bytes: measured 2993, at most 3766.
		// At least 152_066_000 picoseconds.
		Weight::from_parts(220_036_000, 3_766)
			.saturating_add(T::DbWeight::get().reads(10))
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
	// Storage: `Usdai::State` (r:1 w:0)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(2079), added: 2574, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentGates` (r:1 w:1)
	// Proof: `Usdai::CurrentGates` (`max_values`: Some(1), `max_size`: Some(265), added: 760, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Usdai::AtCustodian` (r:1 w:1)
	// Proof: `Usdai::AtCustodian` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(301), added: 2776, mode: `MaxEncodedLen`)
	// Storage: `Usdai::SignedSince` (r:0 w:1)
	// Proof: `Usdai::SignedSince` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	fn confirm_payout() -> Weight {
		// Proof in bytes: measured 2921, at most 7336.
		// At least 181_789_000 picoseconds.
		Weight::from_parts(185_765_000, 7_336)
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
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(2079), added: 2574, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentGates` (r:1 w:1)
	// Proof: `Usdai::CurrentGates` (`max_values`: Some(1), `max_size`: Some(265), added: 760, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(301), added: 2776, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Usdai::SignedSince` (r:0 w:1)
	// Proof: `Usdai::SignedSince` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	fn cancel_payout() -> Weight {
		// Proof in bytes: measured 3738, at most 7336.
		// At least 226_055_000 picoseconds.
		Weight::from_parts(244_782_000, 7_336)
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
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(2079), added: 2574, mode: `MaxEncodedLen`)
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
		// Proof in bytes: measured 3289, at most 7336.
		// At least 164_223_000 picoseconds.
		Weight::from_parts(170_532_000, 7_336)
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	// Storage: `Usdai::AtCustodian` (r:2 w:2)
	// Proof: `Usdai::AtCustodian` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	fn move_custody() -> Weight {
		// Proof in bytes: measured 202, at most 6068.
		// At least 28_853_000 picoseconds.
		Weight::from_parts(33_380_000, 6_068)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::State` (r:1 w:1)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(2079), added: 2574, mode: `MaxEncodedLen`)
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
		// Proof in bytes: measured 3705, at most 42734.
		// At least 652_686_000 picoseconds.
		Weight::from_parts(678_264_000, 42_734)
			.saturating_add(T::DbWeight::get().reads(29))
			.saturating_add(T::DbWeight::get().writes(26))
	}
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::State` (r:1 w:0)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(2079), added: 2574, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CleanedTo` (r:1 w:1)
	// Proof: `Usdai::CleanedTo` (`max_values`: Some(1), `max_size`: Some(12), added: 507, mode: `MaxEncodedLen`)
	// Storage: `Usdai::TicketBook` (r:33 w:0)
	// Proof: `Usdai::TicketBook` (`max_values`: None, `max_size`: Some(138), added: 2613, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Checkpoints` (r:0 w:32)
	// Proof: `Usdai::Checkpoints` (`max_values`: None, `max_size`: Some(308), added: 2783, mode: `MaxEncodedLen`)
	fn clean() -> Weight {
		// Proof in bytes: measured 1515, at most 87219.
		// At least 181_198_000 picoseconds.
		Weight::from_parts(188_309_000, 87_219)
			.saturating_add(T::DbWeight::get().reads(36))
			.saturating_add(T::DbWeight::get().writes(33))
	}
	// Storage: `Roles::Grants` (r:1 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::State` (r:1 w:1)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(2079), added: 2574, mode: `MaxEncodedLen`)
	// Storage: `Usdai::SignedSince` (r:1 w:1)
	// Proof: `Usdai::SignedSince` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentGates` (r:1 w:0)
	// Proof: `Usdai::CurrentGates` (`max_values`: Some(1), `max_size`: Some(265), added: 760, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Unbooked` (r:0 w:1)
	// Proof: `Usdai::Unbooked` (`max_values`: Some(1), `max_size`: Some(129), added: 624, mode: `MaxEncodedLen`)
	fn post_statement() -> Weight {
		// Proof in bytes: measured 2119, at most 4163.
		// At least 48_181_000 picoseconds.
		Weight::from_parts(61_841_000, 4_163)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	// Storage: `Usdai::State` (r:1 w:0)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(2079), added: 2574, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:0)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentGates` (r:1 w:1)
	// Proof: `Usdai::CurrentGates` (`max_values`: Some(1), `max_size`: Some(265), added: 760, mode: `MaxEncodedLen`)
	fn open_gate() -> Weight {
		// Proof in bytes: measured 2506, at most 3675.
		// At least 38_376_000 picoseconds.
		Weight::from_parts(41_732_000, 3_675)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Usdai::State` (r:1 w:1)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(2079), added: 2574, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Checkpoints` (r:0 w:1)
	// Proof: `Usdai::Checkpoints` (`max_values`: None, `max_size`: Some(308), added: 2783, mode: `MaxEncodedLen`)
	fn set_breaker() -> Weight {
		// Proof in bytes: measured 1800, at most 3564.
		// At least 54_961_000 picoseconds.
		Weight::from_parts(58_316_000, 3_564)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Usdai::State` (r:1 w:1)
	// Proof: `Usdai::State` (`max_values`: Some(1), `max_size`: Some(2079), added: 2574, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Checkpoints` (r:0 w:1)
	// Proof: `Usdai::Checkpoints` (`max_values`: None, `max_size`: Some(308), added: 2783, mode: `MaxEncodedLen`)
	fn serve() -> Weight {
		// Proof in bytes: measured 1800, at most 3564.
		// At least 44_656_000 picoseconds.
		Weight::from_parts(47_019_000, 3_564)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Usdai::AllowList` (r:0 w:1)
	// Proof: `Usdai::AllowList` (`max_values`: None, `max_size`: Some(48), added: 2523, mode: `MaxEncodedLen`)
	fn set_allowed() -> Weight {
		// Proof in bytes: measured 0, at most 0.
		// At least 7_752_000 picoseconds.
		Weight::from_parts(9_594_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
}
