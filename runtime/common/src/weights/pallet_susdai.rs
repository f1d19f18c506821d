//! What the calls of `pallet_susdai` cost on this chain's runtime. Written by
//! `make weights PALLET=pallet_susdai`, never by hand.
//!
//! 2026-12-01, 10 steps of 5 repeats on AMD EPYC.

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
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(693), added: 1188, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:0)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(192), added: 687, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:2 w:2)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:5 w:5)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:3 w:3)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn open() -> Weight {
		// Proof in bytes: measured 1971, at most 14035.
		// At least 168_520_000 picoseconds.
		Weight::from_parts(172_356_000, 14_035)
			.saturating_add(T::DbWeight::get().reads(16))
			.saturating_add(T::DbWeight::get().writes(11))
	}
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(693), added: 1188, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:0)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(192), added: 687, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:2 w:2)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:3 w:3)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn deposit() -> Weight {
		// Proof in bytes: measured 2042, at most 8817.
		// At least 117_795_000 picoseconds.
		Weight::from_parts(131_134_000, 8_817)
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(693), added: 1188, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:0)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(192), added: 687, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:2 w:2)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:3 w:3)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn mint() -> Weight {
		// Proof in bytes: measured 2042, at most 8817.
		// At least 118_745_000 picoseconds.
		Weight::from_parts(122_371_000, 8_817)
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(693), added: 1188, mode: `MaxEncodedLen`)
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
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(301), added: 2776, mode: `MaxEncodedLen`)
	// Storage: `Susdai::Requests` (r:0 w:1)
	// Proof: `Susdai::Requests` (`max_values`: None, `max_size`: Some(238), added: 2713, mode: `MaxEncodedLen`)
	fn request_redeem() -> Weight {
		// Proof in bytes: measured 1667, at most 3766.
		// At least 132_456_000 picoseconds.
		Weight::from_parts(139_687_000, 3_766)
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
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(693), added: 1188, mode: `MaxEncodedLen`)
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
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(301), added: 2776, mode: `MaxEncodedLen`)
	// Storage: `Susdai::Requests` (r:0 w:1)
	// Proof: `Susdai::Requests` (`max_values`: None, `max_size`: Some(238), added: 2713, mode: `MaxEncodedLen`)
	fn request_redeem_for() -> Weight {
		// Proof in bytes: measured 2059, at most 8613.
		// At least 157_944_000 picoseconds.
		Weight::from_parts(160_848_000, 8_613)
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(693), added: 1188, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:0)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(192), added: 687, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Susdai::Checkpoints` (r:0 w:1)
	// Proof: `Susdai::Checkpoints` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	fn service() -> Weight {
		// Proof in bytes: measured 972, at most 2178.
		// At least 28_301_000 picoseconds.
		Weight::from_parts(30_526_000, 2_178)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Susdai::Requests` (r:1 w:1)
	// Proof: `Susdai::Requests` (`max_values`: None, `max_size`: Some(238), added: 2713, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(693), added: 1188, mode: `MaxEncodedLen`)
	// Storage: `Susdai::Checkpoints` (r:2 w:0)
	// Proof: `Susdai::Checkpoints` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:2 w:2)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(301), added: 2776, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	fn claim() -> Weight {
		// Proof in bytes: measured 4269, at most 6208.
		// At least 245_965_000 picoseconds.
		Weight::from_parts(249_138_000, 6_208)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	// Storage: `Susdai::Requests` (r:1 w:1)
	// Proof: `Susdai::Requests` (`max_values`: None, `max_size`: Some(238), added: 2713, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(693), added: 1188, mode: `MaxEncodedLen`)
	// Storage: `Susdai::Checkpoints` (r:23 w:0)
	// Proof: `Susdai::Checkpoints` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:2 w:2)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(301), added: 2776, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	fn claim_search() -> Weight {
		// Proof in bytes: measured 17674, at most 59847.
		// At least 436_426_000 picoseconds.
		Weight::from_parts(546_449_000, 59_847)
			.saturating_add(T::DbWeight::get().reads(32))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	// Storage: `Usdai::FreezeList` (r:2 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Susdai::Requests` (r:1 w:1)
	// Proof: `Susdai::Requests` (`max_values`: None, `max_size`: Some(238), added: 2713, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(693), added: 1188, mode: `MaxEncodedLen`)
	// Storage: `Susdai::Checkpoints` (r:2 w:0)
	// Proof: `Susdai::Checkpoints` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:3 w:3)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(301), added: 2776, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:3 w:3)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	fn claim_tipped() -> Weight {
		// Proof in bytes: measured 4321, at most 8817.
		// At least 315_817_000 picoseconds.
		Weight::from_parts(342_357_000, 8_817)
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(10))
	}
	// Storage: `Usdai::FreezeList` (r:2 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Susdai::Requests` (r:1 w:1)
	// Proof: `Susdai::Requests` (`max_values`: None, `max_size`: Some(238), added: 2713, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(693), added: 1188, mode: `MaxEncodedLen`)
	// Storage: `Susdai::Checkpoints` (r:23 w:0)
	// Proof: `Susdai::Checkpoints` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:3 w:3)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(301), added: 2776, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:3 w:3)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	fn claim_tipped_search() -> Weight {
		// Proof in bytes: measured 17726, at most 59847.
		// At least 487_922_000 picoseconds.
		Weight::from_parts(505_809_000, 59_847)
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
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(693), added: 1188, mode: `MaxEncodedLen`)
	// Storage: `Susdai::Checkpoints` (r:2 w:0)
	// Proof: `Susdai::Checkpoints` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:2 w:2)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(301), added: 2776, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	fn redeem() -> Weight {
		// Proof in bytes: measured 4408, at most 8613.
		// At least 272_854_000 picoseconds.
		Weight::from_parts(392_371_000, 8_613)
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
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(693), added: 1188, mode: `MaxEncodedLen`)
	// Storage: `Susdai::Checkpoints` (r:23 w:0)
	// Proof: `Susdai::Checkpoints` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:2 w:2)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(301), added: 2776, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	fn redeem_search() -> Weight {
		// Proof in bytes: measured 17813, at most 59847.
		// At least 496_234_000 picoseconds.
		Weight::from_parts(517_937_000, 59_847)
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
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(693), added: 1188, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(301), added: 2776, mode: `MaxEncodedLen`)
	fn set_operator() -> Weight {
		// Proof in bytes: measured 987, at most 3766.
		// At least 114_429_000 picoseconds.
		Weight::from_parts(124_495_000, 3_766)
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
		// Proof in bytes: measured 509, at most 6072.
		// At least 28_362_000 picoseconds.
		Weight::from_parts(30_555_000, 6_072)
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
		// Proof in bytes: measured 509, at most 6072.
		// At least 30_616_000 picoseconds.
		Weight::from_parts(33_990_000, 6_072)
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
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(301), added: 2776, mode: `MaxEncodedLen`)
	fn accept_request() -> Weight {
		// Proof in bytes: measured 880, at most 6542.
		// At least 163_182_000 picoseconds.
		Weight::from_parts(168_579_000, 6_542)
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
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(693), added: 1188, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Susdai::Requests` (r:0 w:1)
	// Proof: `Susdai::Requests` (`max_values`: None, `max_size`: Some(238), added: 2713, mode: `MaxEncodedLen`)
	fn request_reserve() -> Weight {
		// Proof in bytes: measured 1719, at most 3675.
		// At least 116_192_000 picoseconds.
		Weight::from_parts(127_399_000, 3_675)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(693), added: 1188, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:0)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(192), added: 687, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	fn reopen() -> Weight {
		// Proof in bytes: measured 1620, at most 6208.
		// At least 116_272_000 picoseconds.
		Weight::from_parts(122_982_000, 6_208)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(693), added: 1188, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:3 w:3)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn pay_fees() -> Weight {
		// Proof in bytes: measured 1396, at most 8817.
		// At least 148_740_000 picoseconds.
		Weight::from_parts(160_368_000, 8_817)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(693), added: 1188, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:0)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(192), added: 687, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	fn set_rules() -> Weight {
		// Proof in bytes: measured 905, at most 2178.
		// At least 33_149_000 picoseconds.
		Weight::from_parts(38_847_000, 2_178)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:0)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(693), added: 1188, mode: `MaxEncodedLen`)
	fn idle_block() -> Weight {
		// Proof in bytes: measured 790, at most 2178.
		// At least 13_099_000 picoseconds.
		Weight::from_parts(13_680_000, 2_178).saturating_add(T::DbWeight::get().reads(2))
	}
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(693), added: 1188, mode: `MaxEncodedLen`)
	// Storage: `Allocation::Book` (r:1 w:0)
	// Proof: `Allocation::Book` (`max_values`: Some(1), `max_size`: Some(7234), added: 7729, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:1)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(197), added: 692, mode: `MaxEncodedLen`)
	// Storage: `Lending::TheBook` (r:1 w:0)
	// Proof: `Lending::TheBook` (`max_values`: Some(1), `max_size`: Some(192), added: 687, mode: `MaxEncodedLen`)
	// Storage: `Susdai::Checkpoints` (r:0 w:1)
	// Proof: `Susdai::Checkpoints` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	// Storage: `Susdai::History` (r:0 w:1)
	// Proof: `Susdai::History` (`max_values`: None, `max_size`: Some(388), added: 2863, mode: `MaxEncodedLen`)
	fn strike() -> Weight {
		// Proof in bytes: measured 972, at most 8719.
		// At least 54_801_000 picoseconds.
		Weight::from_parts(58_557_000, 8_719)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
}
