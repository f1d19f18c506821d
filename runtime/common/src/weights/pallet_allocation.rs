//! What the calls of `pallet_allocation` cost on this chain's runtime. Written by
//! `make weights PALLET=pallet_allocation`, never by hand; what is counted says so, and is a bound
//! until it is measured.
//!
//! 2026-11-25, 20 steps of 10 repeats on AMD EPYC.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The costs, with reads and writes at the runtime's own database weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_allocation::WeightInfo for WeightInfo<T> {
	// Storage: `Allocation::CurrentPolicy` (r:0 w:1)
	// Proof: `Allocation::CurrentPolicy` (`max_values`: Some(1), `max_size`: Some(88), added: 583, mode: `MaxEncodedLen`)
	// Counted since, not yet measured: the policy in force and the clock are read.
	fn set_policy() -> Weight {
		// Proof in bytes: measured 0, at most 0.
		// At least 5_979_000 picoseconds.
		Weight::from_parts(6_680_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Allocation::Book` (r:1 w:0)
	// Proof: `Allocation::Book` (`max_values`: Some(1), `max_size`: Some(3458), added: 3953, mode: `MaxEncodedLen`)
	// Storage: `Allocation::Orders` (r:1 w:1)
	// Proof: `Allocation::Orders` (`max_values`: Some(1), `max_size`: Some(175), added: 670, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentPolicy` (r:1 w:0)
	// Proof: `Allocation::CurrentPolicy` (`max_values`: Some(1), `max_size`: Some(88), added: 583, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Books` (r:1 w:0)
	// Proof: `Usdai::Books` (`max_values`: Some(1), `max_size`: Some(96), added: 591, mode: `MaxEncodedLen`)
	// Storage: `Feeds::Feeds` (r:1 w:0)
	// Proof: `Feeds::Feeds` (`max_values`: None, `max_size`: Some(153), added: 2628, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:1)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(65), added: 560, mode: `MaxEncodedLen`)
	// Counted since, not yet measured: vault, its settings, loans and the feeds that value it, for the floor.
	fn rebalance() -> Weight {
		// Proof in bytes: measured 4459, at most 4943.
		// At least 672_184_000 picoseconds.
		Weight::from_parts(690_152_000, 16_000)
			.saturating_add(T::DbWeight::get().reads(20))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:2 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Roles::Grants` (r:2 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Allocation::Orders` (r:1 w:1)
	// Proof: `Allocation::Orders` (`max_values`: Some(1), `max_size`: Some(175), added: 670, mode: `MaxEncodedLen`)
	// Storage: `Feeds::Feeds` (r:1 w:0)
	// Proof: `Feeds::Feeds` (`max_values`: None, `max_size`: Some(153), added: 2628, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentPolicy` (r:1 w:0)
	// Proof: `Allocation::CurrentPolicy` (`max_values`: Some(1), `max_size`: Some(88), added: 583, mode: `MaxEncodedLen`)
	// Storage: `Usdai::ReserveAssets` (r:1 w:1)
	// Proof: `Usdai::ReserveAssets` (`max_values`: Some(1), `max_size`: Some(633), added: 1128, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Books` (r:1 w:1)
	// Proof: `Usdai::Books` (`max_values`: Some(1), `max_size`: Some(96), added: 591, mode: `MaxEncodedLen`)
	// Storage: `Allocation::AtCustodian` (r:1 w:1)
	// Proof: `Allocation::AtCustodian` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:1)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(65), added: 560, mode: `MaxEncodedLen`)
	// Storage: `Allocation::Book` (r:1 w:1)
	// Proof: `Allocation::Book` (`max_values`: Some(1), `max_size`: Some(3458), added: 3953, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentRules` (r:1 w:0)
	// Proof: `Usdai::CurrentRules` (`max_values`: Some(1), `max_size`: Some(68), added: 563, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Allocation::Bills` (r:0 w:1)
	// Proof: `Allocation::Bills` (`max_values`: None, `max_size`: Some(254), added: 2729, mode: `MaxEncodedLen`)
	// Counted since, not yet measured: as `rebalance`.
	fn fill() -> Weight {
		// Proof in bytes: measured 5599, at most 7336.
		// At least 751_181_000 picoseconds.
		Weight::from_parts(776_650_000, 18_000)
			.saturating_add(T::DbWeight::get().reads(30))
			.saturating_add(T::DbWeight::get().writes(10))
	}
	// Storage: `Allocation::Bills` (r:1 w:1)
	// Proof: `Allocation::Bills` (`max_values`: None, `max_size`: Some(254), added: 2729, mode: `MaxEncodedLen`)
	// Storage: `Roles::Grants` (r:2 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Allocation::Book` (r:1 w:1)
	// Proof: `Allocation::Book` (`max_values`: Some(1), `max_size`: Some(3458), added: 3953, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:1)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(65), added: 560, mode: `MaxEncodedLen`)
	// Counted since, not yet measured: results, and the page of the day.
	fn confirm_settlement() -> Weight {
		// Proof in bytes: measured 4915, at most 7336.
		// At least 51_827_000 picoseconds.
		Weight::from_parts(57_175_000, 8_000)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	// Storage: `Allocation::Bills` (r:1 w:1)
	// Proof: `Allocation::Bills` (`max_values`: None, `max_size`: Some(254), added: 2729, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::ReserveAssets` (r:1 w:1)
	// Proof: `Usdai::ReserveAssets` (`max_values`: Some(1), `max_size`: Some(633), added: 1128, mode: `MaxEncodedLen`)
	// Storage: `Roles::Grants` (r:1 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Allocation::Book` (r:1 w:1)
	// Proof: `Allocation::Book` (`max_values`: Some(1), `max_size`: Some(3458), added: 3953, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:1)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(65), added: 560, mode: `MaxEncodedLen`)
	// Storage: `Allocation::AtCustodian` (r:1 w:1)
	// Proof: `Allocation::AtCustodian` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Books` (r:1 w:1)
	// Proof: `Usdai::Books` (`max_values`: Some(1), `max_size`: Some(96), added: 591, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentRules` (r:1 w:0)
	// Proof: `Usdai::CurrentRules` (`max_values`: Some(1), `max_size`: Some(68), added: 563, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:2 w:2)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Counted since, not yet measured: results, the page of the day, and what bears a loss: feeds, vault, its dollars.
	fn mature() -> Weight {
		// Proof in bytes: measured 6135, at most 6208.
		// At least 115_030_000 picoseconds.
		Weight::from_parts(119_557_000, 18_000)
			.saturating_add(T::DbWeight::get().reads(26))
			.saturating_add(T::DbWeight::get().writes(16))
	}
	// Storage: `Allocation::Bills` (r:1 w:1)
	// Proof: `Allocation::Bills` (`max_values`: None, `max_size`: Some(254), added: 2729, mode: `MaxEncodedLen`)
	// Storage: `Roles::Grants` (r:1 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn confirm_maturity() -> Weight {
		// Proof in bytes: measured 1308, at most 4163.
		// At least 35_322_000 picoseconds.
		Weight::from_parts(39_328_000, 4_163)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Allocation::Bills` (r:1 w:1)
	// Proof: `Allocation::Bills` (`max_values`: None, `max_size`: Some(254), added: 2729, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:1)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(65), added: 560, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Harvested` (r:1 w:1)
	// Proof: `Usdai::Harvested` (`max_values`: None, `max_size`: Some(28), added: 2503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Books` (r:1 w:1)
	// Proof: `Usdai::Books` (`max_values`: Some(1), `max_size`: Some(96), added: 591, mode: `MaxEncodedLen`)
	// Storage: `Usdai::ReserveAssets` (r:1 w:1)
	// Proof: `Usdai::ReserveAssets` (`max_values`: Some(1), `max_size`: Some(633), added: 1128, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentRules` (r:1 w:0)
	// Proof: `Usdai::CurrentRules` (`max_values`: Some(1), `max_size`: Some(68), added: 563, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `System::Account` (r:1 w:1)
	// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	// Storage: `Susdai::State` (r:1 w:1)
	// Proof: `Susdai::State` (`max_values`: Some(1), `max_size`: Some(220), added: 715, mode: `MaxEncodedLen`)
	// Storage: `Susdai::CurrentSettings` (r:1 w:0)
	// Proof: `Susdai::CurrentSettings` (`max_values`: Some(1), `max_size`: Some(104), added: 599, mode: `MaxEncodedLen`)
	// Counted since, not yet measured: results, book, and the page of the day.
	fn harvest() -> Weight {
		// Proof in bytes: measured 2547, at most 3719.
		// At least 102_271_000 picoseconds.
		Weight::from_parts(109_652_000, 8_000)
			.saturating_add(T::DbWeight::get().reads(15))
			.saturating_add(T::DbWeight::get().writes(12))
	}
	// Counted, not yet measured: freeze list, grant, clock, orders, bill, policy, feed, reserves; orders, book, bill.
	fn fill_sale() -> Weight {
		Weight::from_parts(200_000_000, 14_000)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	// Counted, not yet measured: as `mature`, and the losses: results, feeds, the vault, its dollars; tickets, and the
	// dollar's note of the bill.
	fn settle_sale() -> Weight {
		Weight::from_parts(350_000_000, 18_000)
			.saturating_add(T::DbWeight::get().reads(27))
			.saturating_add(T::DbWeight::get().writes(19))
	}
	// Counted, not yet measured: as `settle_sale`.
	fn unwind() -> Weight {
		Weight::from_parts(350_000_000, 18_000)
			.saturating_add(T::DbWeight::get().reads(27))
			.saturating_add(T::DbWeight::get().writes(19))
	}
	// Counted, not yet measured: bill, policy, grant, clock, closures, pause, book, totals, results, custodian, feeds, the vault, its dollars.
	fn impair() -> Weight {
		Weight::from_parts(350_000_000, 18_000)
			.saturating_add(T::DbWeight::get().reads(26))
			.saturating_add(T::DbWeight::get().writes(14))
	}
	// Counted, not yet measured: as `impair`, and the dollar's note of the bill.
	fn write_off() -> Weight {
		Weight::from_parts(350_000_000, 18_000)
			.saturating_add(T::DbWeight::get().reads(24))
			.saturating_add(T::DbWeight::get().writes(15))
	}
	// Counted, not yet measured: bill, two grants, clock, policy, closures, book; book, bill.
	fn cancel_sale() -> Weight {
		Weight::from_parts(100_000_000, 9_000)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(2))
	}
}
