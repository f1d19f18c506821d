//! What the calls of `pallet_susdai` cost on this chain's runtime. Written by
//! `make weights PALLET=pallet_susdai`, never by hand.
//!
//! 2026-11-30, 10 steps of 5 repeats on AMD EPYC.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The costs, with reads and writes at the runtime's own database weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_susdai::WeightInfo for WeightInfo<T> {
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(589), added: 1084, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:0)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(192), added: 687, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:2 w:2)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:6 w:5)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:3 w:3)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn open() -> Weight {
		// Proof in bytes: measured 1786, at most 16644.
		// At least 169_731_000 picoseconds.
		Weight::from_parts(172_645_000, 16_644)
			.saturating_add(T::DbWeight::get().reads(17))
			.saturating_add(T::DbWeight::get().writes(11))
	}
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(589), added: 1084, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:0)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(192), added: 687, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:2 w:2)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:4 w:3)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn deposit() -> Weight {
		// Proof in bytes: measured 1895, at most 11426.
		// At least 125_365_000 picoseconds.
		Weight::from_parts(127_870_000, 11_426)
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(589), added: 1084, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:0)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(192), added: 687, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:2 w:2)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:4 w:3)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn mint() -> Weight {
		// Proof in bytes: measured 1895, at most 11426.
		// At least 123_092_000 picoseconds.
		Weight::from_parts(127_459_000, 11_426)
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(589), added: 1084, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:0)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(192), added: 687, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	// Storage: `Susdai::Requests` (r:0 w:1)
	// Proof: `Susdai::Requests` (`max_values`: None, `max_size`: Some(238), added: 2713, mode: `MaxEncodedLen`)
	fn request_redeem() -> Weight {
		// Proof in bytes: measured 1482, at most 3730.
		// At least 130_212_000 picoseconds.
		Weight::from_parts(133_277_000, 3_730)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:3 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Susdai::Operators` (r:2 w:0)
	// Proof: `Susdai::Operators` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(589), added: 1084, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:0)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(192), added: 687, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:2 w:2)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	// Storage: `Susdai::Requests` (r:0 w:1)
	// Proof: `Susdai::Requests` (`max_values`: None, `max_size`: Some(238), added: 2713, mode: `MaxEncodedLen`)
	fn request_redeem_for() -> Weight {
		// Proof in bytes: measured 1874, at most 8613.
		// At least 153_818_000 picoseconds.
		Weight::from_parts(154_649_000, 8_613)
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(589), added: 1084, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:0)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(192), added: 687, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:0)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:0)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Susdai::Checkpoints` (r:0 w:1)
	// Proof: `Susdai::Checkpoints` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	fn service() -> Weight {
		// Proof in bytes: measured 1430, at most 3675.
		// At least 44_215_000 picoseconds.
		Weight::from_parts(45_087_000, 3_675)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Susdai::Requests` (r:1 w:1)
	// Proof: `Susdai::Requests` (`max_values`: None, `max_size`: Some(238), added: 2713, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(589), added: 1084, mode: `MaxEncodedLen`)
	// Storage: `Susdai::Checkpoints` (r:2 w:0)
	// Proof: `Susdai::Checkpoints` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:2 w:2)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	fn claim() -> Weight {
		// Proof in bytes: measured 4084, at most 6208.
		// At least 234_256_000 picoseconds.
		Weight::from_parts(239_425_000, 6_208)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	// Storage: `Susdai::Requests` (r:1 w:1)
	// Proof: `Susdai::Requests` (`max_values`: None, `max_size`: Some(238), added: 2713, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(589), added: 1084, mode: `MaxEncodedLen`)
	// Storage: `Susdai::Checkpoints` (r:23 w:0)
	// Proof: `Susdai::Checkpoints` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:2 w:2)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	fn claim_search() -> Weight {
		// Proof in bytes: measured 17489, at most 59847.
		// At least 399_521_000 picoseconds.
		Weight::from_parts(439_841_000, 59_847)
			.saturating_add(T::DbWeight::get().reads(32))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	// Storage: `Usdai::FreezeList` (r:2 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Susdai::Requests` (r:1 w:1)
	// Proof: `Susdai::Requests` (`max_values`: None, `max_size`: Some(238), added: 2713, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(589), added: 1084, mode: `MaxEncodedLen`)
	// Storage: `Susdai::Checkpoints` (r:2 w:0)
	// Proof: `Susdai::Checkpoints` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:3 w:3)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:3 w:3)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	fn claim_tipped() -> Weight {
		// Proof in bytes: measured 4136, at most 8817.
		// At least 295_698_000 picoseconds.
		Weight::from_parts(298_592_000, 8_817)
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(10))
	}
	// Storage: `Usdai::FreezeList` (r:2 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Susdai::Requests` (r:1 w:1)
	// Proof: `Susdai::Requests` (`max_values`: None, `max_size`: Some(238), added: 2713, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(589), added: 1084, mode: `MaxEncodedLen`)
	// Storage: `Susdai::Checkpoints` (r:23 w:0)
	// Proof: `Susdai::Checkpoints` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:3 w:3)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:3 w:3)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	fn claim_tipped_search() -> Weight {
		// Proof in bytes: measured 17541, at most 59847.
		// At least 487_562_000 picoseconds.
		Weight::from_parts(493_031_000, 59_847)
			.saturating_add(T::DbWeight::get().reads(35))
			.saturating_add(T::DbWeight::get().writes(10))
	}
	// Storage: `Susdai::Requests` (r:1 w:1)
	// Proof: `Susdai::Requests` (`max_values`: None, `max_size`: Some(238), added: 2713, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:3 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Susdai::Operators` (r:1 w:0)
	// Proof: `Susdai::Operators` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(589), added: 1084, mode: `MaxEncodedLen`)
	// Storage: `Susdai::Checkpoints` (r:2 w:0)
	// Proof: `Susdai::Checkpoints` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:2 w:2)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	fn redeem() -> Weight {
		// Proof in bytes: measured 4223, at most 8613.
		// At least 262_919_000 picoseconds.
		Weight::from_parts(264_252_000, 8_613)
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	// Storage: `Susdai::Requests` (r:1 w:1)
	// Proof: `Susdai::Requests` (`max_values`: None, `max_size`: Some(238), added: 2713, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:3 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Susdai::Operators` (r:1 w:0)
	// Proof: `Susdai::Operators` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(589), added: 1084, mode: `MaxEncodedLen`)
	// Storage: `Susdai::Checkpoints` (r:23 w:0)
	// Proof: `Susdai::Checkpoints` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:2 w:2)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	fn redeem_search() -> Weight {
		// Proof in bytes: measured 17628, at most 59847.
		// At least 439_381_000 picoseconds.
		Weight::from_parts(449_315_000, 59_847)
			.saturating_add(T::DbWeight::get().reads(35))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Susdai::Operators` (r:1 w:1)
	// Proof: `Susdai::Operators` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:0)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(589), added: 1084, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	fn set_operator() -> Weight {
		// Proof in bytes: measured 839, at most 3730.
		// At least 75_953_000 picoseconds.
		Weight::from_parts(77_885_000, 3_730)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	// Storage: `Susdai::Requests` (r:1 w:1)
	// Proof: `Susdai::Requests` (`max_values`: None, `max_size`: Some(238), added: 2713, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:2 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Susdai::Operators` (r:1 w:0)
	// Proof: `Susdai::Operators` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	fn set_tip() -> Weight {
		// Proof in bytes: measured 437, at most 6072.
		// At least 27_801_000 picoseconds.
		Weight::from_parts(28_932_000, 6_072)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Susdai::Requests` (r:1 w:1)
	// Proof: `Susdai::Requests` (`max_values`: None, `max_size`: Some(238), added: 2713, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:2 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Susdai::Operators` (r:1 w:0)
	// Proof: `Susdai::Operators` (`max_values`: None, `max_size`: Some(112), added: 2587, mode: `MaxEncodedLen`)
	fn offer_request() -> Weight {
		// Proof in bytes: measured 437, at most 6072.
		// At least 28_042_000 picoseconds.
		Weight::from_parts(29_444_000, 6_072)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:2 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Susdai::Requests` (r:1 w:1)
	// Proof: `Susdai::Requests` (`max_values`: None, `max_size`: Some(238), added: 2713, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:2 w:2)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:2 w:2)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(265), added: 2740, mode: `MaxEncodedLen`)
	fn accept_request() -> Weight {
		// Proof in bytes: measured 808, at most 6470.
		// At least 115_261_000 picoseconds.
		Weight::from_parts(119_366_000, 6_470)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:0)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(192), added: 687, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(589), added: 1084, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Susdai::Requests` (r:0 w:1)
	// Proof: `Susdai::Requests` (`max_values`: None, `max_size`: Some(238), added: 2713, mode: `MaxEncodedLen`)
	fn request_reserve() -> Weight {
		// Proof in bytes: measured 1534, at most 3675.
		// At least 80_860_000 picoseconds.
		Weight::from_parts(87_670_000, 3_675)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(589), added: 1084, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:0)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(192), added: 687, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:3 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	fn reopen() -> Weight {
		// Proof in bytes: measured 1473, at most 8817.
		// At least 85_607_000 picoseconds.
		Weight::from_parts(87_249_000, 8_817)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(589), added: 1084, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:3 w:3)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn pay_fees() -> Weight {
		// Proof in bytes: measured 1211, at most 8817.
		// At least 106_107_000 picoseconds.
		Weight::from_parts(109_181_000, 8_817)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(589), added: 1084, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:0)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(192), added: 687, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:0)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:0)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	fn set_rules() -> Weight {
		// Proof in bytes: measured 1547, at most 3675.
		// At least 35_362_000 picoseconds.
		Weight::from_parts(43_014_000, 3_675)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:0)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(589), added: 1084, mode: `MaxEncodedLen`)
	fn idle_block() -> Weight {
		// Proof in bytes: measured 642, at most 2074.
		// At least 7_732_000 picoseconds.
		Weight::from_parts(8_622_000, 2_074).saturating_add(T::DbWeight::get().reads(2))
	}
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(589), added: 1084, mode: `MaxEncodedLen`)
	// Storage: `Allocation::Book` (r:1 w:0)
	// Proof: `Allocation::Book` (`max_values`: Some(1), `max_size`: Some(7234), added: 7729, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:1)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:0)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(192), added: 687, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:0)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:0)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Susdai::Checkpoints` (r:0 w:1)
	// Proof: `Susdai::Checkpoints` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `Susdai::History` (r:0 w:1)
	// Proof: `Susdai::History` (`max_values`: None, `max_size`: Some(388), added: 2863, mode: `MaxEncodedLen`)
	fn strike() -> Weight {
		// Proof in bytes: measured 1430, at most 8719.
		// At least 53_048_000 picoseconds.
		Weight::from_parts(54_220_000, 8_719)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(4))
	}
}
