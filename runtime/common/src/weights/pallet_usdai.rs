//! What the calls of `pallet_usdai` cost on this chain's runtime. Written by
//! `make weights PALLET=pallet_usdai`, never by hand.
//!
//! 2026-11-29, 10 steps of 5 repeats on Intel(R) Xeon(R) Processor.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The costs, with reads and writes at the runtime's own database weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_usdai::WeightInfo for WeightInfo<T> {
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentRules` (r:1 w:0)
	// Proof: `Usdai::CurrentRules` (`max_values`: Some(1), `max_size`: Some(142), added: 637, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::LastStatement` (r:1 w:0)
	// Proof: `Usdai::LastStatement` (`max_values`: Some(1), `max_size`: Some(13), added: 508, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Books` (r:1 w:1)
	// Proof: `Usdai::Books` (`max_values`: Some(1), `max_size`: Some(136), added: 631, mode: `MaxEncodedLen`)
	// Storage: `Usdai::ReserveAssets` (r:1 w:1)
	// Proof: `Usdai::ReserveAssets` (`max_values`: Some(1), `max_size`: Some(665), added: 1160, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(97), added: 592, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:2 w:2)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:3 w:3)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	fn mint() -> Weight {
		// Proof in bytes: measured 2364, at most 8817.
		// At least 140_723_000 picoseconds.
		Weight::from_parts(165_755_000, 8_817)
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	// Storage: `Usdai::FreezeList` (r:2 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentRules` (r:1 w:0)
	// Proof: `Usdai::CurrentRules` (`max_values`: Some(1), `max_size`: Some(142), added: 637, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::LastStatement` (r:1 w:0)
	// Proof: `Usdai::LastStatement` (`max_values`: Some(1), `max_size`: Some(13), added: 508, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Books` (r:1 w:1)
	// Proof: `Usdai::Books` (`max_values`: Some(1), `max_size`: Some(136), added: 631, mode: `MaxEncodedLen`)
	// Storage: `Usdai::ReserveAssets` (r:1 w:1)
	// Proof: `Usdai::ReserveAssets` (`max_values`: Some(1), `max_size`: Some(665), added: 1160, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(97), added: 592, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:2 w:2)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:3 w:3)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentTickets` (r:1 w:0)
	// Proof: `Usdai::CurrentTickets` (`max_values`: Some(1), `max_size`: Some(300), added: 795, mode: `MaxEncodedLen`)
	fn redeem() -> Weight {
		// Proof in bytes: measured 2364, at most 8817.
		// At least 185_896_000 picoseconds.
		Weight::from_parts(207_136_000, 8_817)
			.saturating_add(T::DbWeight::get().reads(15))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	// Storage: `Usdai::FreezeList` (r:2 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentRules` (r:1 w:0)
	// Proof: `Usdai::CurrentRules` (`max_values`: Some(1), `max_size`: Some(142), added: 637, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::LastStatement` (r:1 w:0)
	// Proof: `Usdai::LastStatement` (`max_values`: Some(1), `max_size`: Some(13), added: 508, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Books` (r:1 w:1)
	// Proof: `Usdai::Books` (`max_values`: Some(1), `max_size`: Some(136), added: 631, mode: `MaxEncodedLen`)
	// Storage: `Usdai::ReserveAssets` (r:1 w:1)
	// Proof: `Usdai::ReserveAssets` (`max_values`: Some(1), `max_size`: Some(665), added: 1160, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(97), added: 592, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:9 w:9)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:17 w:17)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentTickets` (r:1 w:0)
	// Proof: `Usdai::CurrentTickets` (`max_values`: Some(1), `max_size`: Some(300), added: 795, mode: `MaxEncodedLen`)
	fn redeem_mix() -> Weight {
		// Proof in bytes: measured 3177, at most 45343.
		// At least 567_035_000 picoseconds.
		Weight::from_parts(577_719_000, 45_343)
			.saturating_add(T::DbWeight::get().reads(36))
			.saturating_add(T::DbWeight::get().writes(28))
	}
	// Storage: `Assets::Asset` (r:1 w:0)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentRules` (r:1 w:0)
	// Proof: `Usdai::CurrentRules` (`max_values`: Some(1), `max_size`: Some(142), added: 637, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::LastStatement` (r:1 w:0)
	// Proof: `Usdai::LastStatement` (`max_values`: Some(1), `max_size`: Some(13), added: 508, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Books` (r:1 w:1)
	// Proof: `Usdai::Books` (`max_values`: Some(1), `max_size`: Some(136), added: 631, mode: `MaxEncodedLen`)
	// Storage: `Usdai::ReserveAssets` (r:1 w:1)
	// Proof: `Usdai::ReserveAssets` (`max_values`: Some(1), `max_size`: Some(665), added: 1160, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(97), added: 592, mode: `MaxEncodedLen`)
	fn reconcile() -> Weight {
		// Proof in bytes: measured 1682, at most 3675.
		// At least 47_730_000 picoseconds.
		Weight::from_parts(61_587_000, 3_675)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Roles::Grants` (r:1 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::ReserveAssets` (r:1 w:1)
	// Proof: `Usdai::ReserveAssets` (`max_values`: Some(1), `max_size`: Some(665), added: 1160, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:0)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	fn attest_price() -> Weight {
		// Proof in bytes: measured 1483, at most 4163.
		// At least 46_106_000 picoseconds.
		Weight::from_parts(48_139_000, 4_163)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Roles::Grants` (r:1 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:1 w:1)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	fn freeze() -> Weight {
		// Proof in bytes: measured 338, at most 4163.
		// At least 33_380_000 picoseconds.
		Weight::from_parts(45_547_000, 4_163)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Usdai::FreezeList` (r:1 w:1)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	fn unfreeze() -> Weight {
		// Proof in bytes: measured 154, at most 3531.
		// At least 15_732_000 picoseconds.
		Weight::from_parts(20_627_000, 3_531)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Roles::Grants` (r:1 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Paused` (r:1 w:1)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	fn pause() -> Weight {
		// Proof in bytes: measured 270, at most 4163.
		// At least 23_417_000 picoseconds.
		Weight::from_parts(27_946_000, 4_163)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Usdai::Paused` (r:1 w:1)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	fn unpause() -> Weight {
		// Proof in bytes: measured 94, at most 1486.
		// At least 12_842_000 picoseconds.
		Weight::from_parts(20_007_000, 1_486)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Assets::Metadata` (r:1 w:0)
	// Proof: `Assets::Metadata` (`max_values`: None, `max_size`: Some(140), added: 2615, mode: `MaxEncodedLen`)
	// Storage: `Usdai::ReserveAssets` (r:1 w:1)
	// Proof: `Usdai::ReserveAssets` (`max_values`: Some(1), `max_size`: Some(665), added: 1160, mode: `MaxEncodedLen`)
	fn register() -> Weight {
		// Proof in bytes: measured 1090, at most 3605.
		// At least 37_944_000 picoseconds.
		Weight::from_parts(48_018_000, 3_605)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Usdai::ReserveAssets` (r:1 w:1)
	// Proof: `Usdai::ReserveAssets` (`max_values`: Some(1), `max_size`: Some(665), added: 1160, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentRules` (r:1 w:0)
	// Proof: `Usdai::CurrentRules` (`max_values`: Some(1), `max_size`: Some(142), added: 637, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::LastStatement` (r:1 w:0)
	// Proof: `Usdai::LastStatement` (`max_values`: Some(1), `max_size`: Some(13), added: 508, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Books` (r:1 w:1)
	// Proof: `Usdai::Books` (`max_values`: Some(1), `max_size`: Some(136), added: 631, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(97), added: 592, mode: `MaxEncodedLen`)
	fn set_terms() -> Weight {
		// Proof in bytes: measured 1202, at most 2150.
		// At least 41_747_000 picoseconds.
		Weight::from_parts(45_999_000, 2_150)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Usdai::CurrentRules` (r:1 w:1)
	// Proof: `Usdai::CurrentRules` (`max_values`: Some(1), `max_size`: Some(142), added: 637, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::LastStatement` (r:1 w:0)
	// Proof: `Usdai::LastStatement` (`max_values`: Some(1), `max_size`: Some(13), added: 508, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Books` (r:1 w:1)
	// Proof: `Usdai::Books` (`max_values`: Some(1), `max_size`: Some(136), added: 631, mode: `MaxEncodedLen`)
	// Storage: `Usdai::ReserveAssets` (r:1 w:1)
	// Proof: `Usdai::ReserveAssets` (`max_values`: Some(1), `max_size`: Some(665), added: 1160, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(97), added: 592, mode: `MaxEncodedLen`)
	fn set_rules() -> Weight {
		// Proof in bytes: measured 1202, at most 2150.
		// At least 40_202_000 picoseconds.
		Weight::from_parts(55_000_000, 2_150)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	// Storage: `Usdai::TicketBook` (r:1 w:1)
	// Proof: `Usdai::TicketBook` (`max_values`: None, `max_size`: Some(138), added: 2613, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:2 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentTickets` (r:1 w:1)
	// Proof: `Usdai::CurrentTickets` (`max_values`: Some(1), `max_size`: Some(300), added: 795, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Checkpoints` (r:2 w:0)
	// Proof: `Usdai::Checkpoints` (`max_values`: None, `max_size`: Some(308), added: 2783, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(247), added: 2722, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentRules` (r:1 w:0)
	// Proof: `Usdai::CurrentRules` (`max_values`: Some(1), `max_size`: Some(142), added: 637, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::LastStatement` (r:1 w:0)
	// Proof: `Usdai::LastStatement` (`max_values`: Some(1), `max_size`: Some(13), added: 508, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Books` (r:1 w:0)
	// Proof: `Usdai::Books` (`max_values`: Some(1), `max_size`: Some(136), added: 631, mode: `MaxEncodedLen`)
	// Storage: `Usdai::ReserveAssets` (r:1 w:0)
	// Proof: `Usdai::ReserveAssets` (`max_values`: Some(1), `max_size`: Some(665), added: 1160, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(97), added: 592, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:8 w:8)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:16 w:16)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	fn claim() -> Weight {
		// Proof in bytes: measured 4165, at most 42734.
		// At least 558_128_000 picoseconds.
		Weight::from_parts(588_874_000, 42_734)
			.saturating_add(T::DbWeight::get().reads(37))
			.saturating_add(T::DbWeight::get().writes(27))
	}
	// Storage: `Usdai::TicketBook` (r:1 w:1)
	// Proof: `Usdai::TicketBook` (`max_values`: None, `max_size`: Some(138), added: 2613, mode: `MaxEncodedLen`)
	// Storage: `Usdai::FreezeList` (r:2 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentTickets` (r:1 w:1)
	// Proof: `Usdai::CurrentTickets` (`max_values`: Some(1), `max_size`: Some(300), added: 795, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Checkpoints` (r:12 w:0)
	// Proof: `Usdai::Checkpoints` (`max_values`: None, `max_size`: Some(308), added: 2783, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(247), added: 2722, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentRules` (r:1 w:0)
	// Proof: `Usdai::CurrentRules` (`max_values`: Some(1), `max_size`: Some(142), added: 637, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::LastStatement` (r:1 w:0)
	// Proof: `Usdai::LastStatement` (`max_values`: Some(1), `max_size`: Some(13), added: 508, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Books` (r:1 w:0)
	// Proof: `Usdai::Books` (`max_values`: Some(1), `max_size`: Some(136), added: 631, mode: `MaxEncodedLen`)
	// Storage: `Usdai::ReserveAssets` (r:1 w:0)
	// Proof: `Usdai::ReserveAssets` (`max_values`: Some(1), `max_size`: Some(665), added: 1160, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(97), added: 592, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:8 w:8)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:16 w:16)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	fn claim_search() -> Weight {
		// Proof in bytes: measured 16088, at most 42734.
		// At least 826_397_000 picoseconds.
		Weight::from_parts(865_577_000, 42_734)
			.saturating_add(T::DbWeight::get().reads(47))
			.saturating_add(T::DbWeight::get().writes(27))
	}
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Usdai::TicketBook` (r:1 w:1)
	// Proof: `Usdai::TicketBook` (`max_values`: None, `max_size`: Some(138), added: 2613, mode: `MaxEncodedLen`)
	fn offer_ticket() -> Weight {
		// Proof in bytes: measured 414, at most 3603.
		// At least 32_763_000 picoseconds.
		Weight::from_parts(34_038_000, 3_603)
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
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(247), added: 2722, mode: `MaxEncodedLen`)
	fn accept_ticket() -> Weight {
		// Proof in bytes: measured 680, at most 6434.
		// At least 134_177_000 picoseconds.
		Weight::from_parts(155_014_000, 6_434)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	// Storage: `Usdai::FreezeList` (r:2 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentGates` (r:1 w:1)
	// Proof: `Usdai::CurrentGates` (`max_values`: Some(1), `max_size`: Some(265), added: 760, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Receipts` (r:1 w:1)
	// Proof: `Usdai::Receipts` (`max_values`: None, `max_size`: Some(171), added: 2646, mode: `MaxEncodedLen`)
	// Storage: `Roles::Grants` (r:2 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::LastStatement` (r:1 w:0)
	// Proof: `Usdai::LastStatement` (`max_values`: Some(1), `max_size`: Some(13), added: 508, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentRules` (r:1 w:0)
	// Proof: `Usdai::CurrentRules` (`max_values`: Some(1), `max_size`: Some(142), added: 637, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Books` (r:1 w:1)
	// Proof: `Usdai::Books` (`max_values`: Some(1), `max_size`: Some(136), added: 631, mode: `MaxEncodedLen`)
	// Storage: `Usdai::ReserveAssets` (r:1 w:1)
	// Proof: `Usdai::ReserveAssets` (`max_values`: Some(1), `max_size`: Some(665), added: 1160, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(97), added: 592, mode: `MaxEncodedLen`)
	// Storage: `Usdai::AtCustodian` (r:1 w:1)
	// Proof: `Usdai::AtCustodian` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Usdai::SignedSince` (r:0 w:1)
	// Proof: `Usdai::SignedSince` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	fn attest_deposit() -> Weight {
		// Proof in bytes: measured 2717, at most 7336.
		// At least 143_914_000 picoseconds.
		Weight::from_parts(175_442_000, 7_336)
			.saturating_add(T::DbWeight::get().reads(16))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentGates` (r:1 w:1)
	// Proof: `Usdai::CurrentGates` (`max_values`: Some(1), `max_size`: Some(265), added: 760, mode: `MaxEncodedLen`)
	// Storage: `Usdai::NextPayout` (r:1 w:1)
	// Proof: `Usdai::NextPayout` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(247), added: 2722, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentRules` (r:1 w:0)
	// Proof: `Usdai::CurrentRules` (`max_values`: Some(1), `max_size`: Some(142), added: 637, mode: `MaxEncodedLen`)
	// Storage: `Usdai::LastStatement` (r:1 w:0)
	// Proof: `Usdai::LastStatement` (`max_values`: Some(1), `max_size`: Some(13), added: 508, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Books` (r:1 w:0)
	// Proof: `Usdai::Books` (`max_values`: Some(1), `max_size`: Some(136), added: 631, mode: `MaxEncodedLen`)
	// Storage: `Usdai::ReserveAssets` (r:1 w:0)
	// Proof: `Usdai::ReserveAssets` (`max_values`: Some(1), `max_size`: Some(665), added: 1160, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(97), added: 592, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:1)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:1 w:1)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Payouts` (r:0 w:1)
	// Proof: `Usdai::Payouts` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	fn request_payout() -> Weight {
		// Proof in bytes: measured 2427, at most 3712.
		// At least 164_181_000 picoseconds.
		Weight::from_parts(202_851_000, 3_712)
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	// Storage: `Usdai::Payouts` (r:1 w:1)
	// Proof: `Usdai::Payouts` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Receipts` (r:1 w:1)
	// Proof: `Usdai::Receipts` (`max_values`: None, `max_size`: Some(171), added: 2646, mode: `MaxEncodedLen`)
	// Storage: `Roles::Grants` (r:2 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::LastStatement` (r:1 w:0)
	// Proof: `Usdai::LastStatement` (`max_values`: Some(1), `max_size`: Some(13), added: 508, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentGates` (r:1 w:1)
	// Proof: `Usdai::CurrentGates` (`max_values`: Some(1), `max_size`: Some(265), added: 760, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentRules` (r:1 w:0)
	// Proof: `Usdai::CurrentRules` (`max_values`: Some(1), `max_size`: Some(142), added: 637, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Books` (r:1 w:0)
	// Proof: `Usdai::Books` (`max_values`: Some(1), `max_size`: Some(136), added: 631, mode: `MaxEncodedLen`)
	// Storage: `Usdai::ReserveAssets` (r:1 w:0)
	// Proof: `Usdai::ReserveAssets` (`max_values`: Some(1), `max_size`: Some(665), added: 1160, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(97), added: 592, mode: `MaxEncodedLen`)
	// Storage: `Usdai::AtCustodian` (r:1 w:1)
	// Proof: `Usdai::AtCustodian` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	// Storage: `Balances::Holds` (r:1 w:1)
	// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(247), added: 2722, mode: `MaxEncodedLen`)
	// Storage: `Usdai::SignedSince` (r:0 w:1)
	// Proof: `Usdai::SignedSince` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	fn confirm_payout() -> Weight {
		// Proof in bytes: measured 2223, at most 7336.
		// At least 144_767_000 picoseconds.
		Weight::from_parts(154_461_000, 7_336)
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	// Storage: `Roles::Grants` (r:1 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::LastStatement` (r:1 w:1)
	// Proof: `Usdai::LastStatement` (`max_values`: Some(1), `max_size`: Some(13), added: 508, mode: `MaxEncodedLen`)
	// Storage: `Usdai::SignedSince` (r:1 w:1)
	// Proof: `Usdai::SignedSince` (`max_values`: None, `max_size`: Some(52), added: 2527, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentGates` (r:1 w:0)
	// Proof: `Usdai::CurrentGates` (`max_values`: Some(1), `max_size`: Some(265), added: 760, mode: `MaxEncodedLen`)
	fn post_statement() -> Weight {
		// Proof in bytes: measured 677, at most 4163.
		// At least 46_349_000 picoseconds.
		Weight::from_parts(54_199_000, 4_163)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Usdai::ReserveAssets` (r:1 w:0)
	// Proof: `Usdai::ReserveAssets` (`max_values`: Some(1), `max_size`: Some(665), added: 1160, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:1 w:0)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentGates` (r:1 w:1)
	// Proof: `Usdai::CurrentGates` (`max_values`: Some(1), `max_size`: Some(265), added: 760, mode: `MaxEncodedLen`)
	fn open_gate() -> Weight {
		// Proof in bytes: measured 1565, at most 3675.
		// At least 52_460_000 picoseconds.
		Weight::from_parts(54_444_000, 3_675)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Usdai::CurrentRules` (r:1 w:0)
	// Proof: `Usdai::CurrentRules` (`max_values`: Some(1), `max_size`: Some(142), added: 637, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::LastStatement` (r:1 w:0)
	// Proof: `Usdai::LastStatement` (`max_values`: Some(1), `max_size`: Some(13), added: 508, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Books` (r:1 w:1)
	// Proof: `Usdai::Books` (`max_values`: Some(1), `max_size`: Some(136), added: 631, mode: `MaxEncodedLen`)
	// Storage: `Usdai::ReserveAssets` (r:1 w:1)
	// Proof: `Usdai::ReserveAssets` (`max_values`: Some(1), `max_size`: Some(665), added: 1160, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(97), added: 592, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentTickets` (r:1 w:1)
	// Proof: `Usdai::CurrentTickets` (`max_values`: Some(1), `max_size`: Some(300), added: 795, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Checkpoints` (r:0 w:1)
	// Proof: `Usdai::Checkpoints` (`max_values`: None, `max_size`: Some(308), added: 2783, mode: `MaxEncodedLen`)
	fn set_breaker() -> Weight {
		// Proof in bytes: measured 1558, at most 2150.
		// At least 71_807_000 picoseconds.
		Weight::from_parts(86_847_000, 2_150)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	// Storage: `Usdai::AllowList` (r:0 w:1)
	// Proof: `Usdai::AllowList` (`max_values`: None, `max_size`: Some(48), added: 2523, mode: `MaxEncodedLen`)
	fn set_allowed() -> Weight {
		// Proof in bytes: measured 0, at most 0.
		// At least 13_176_000 picoseconds.
		Weight::from_parts(16_961_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	// As `redeem` with the queue, a checkpoint, a ticket and its deposit; counted, not yet measured.
	fn redeem_later() -> Weight {
		Weight::from_parts(250_000_000, 8_817)
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	// As `claim` with eight assets and what is carried; counted, not yet measured.
	fn collect() -> Weight {
		Weight::from_parts(577_719_000, 45_343)
			.saturating_add(T::DbWeight::get().reads(34))
			.saturating_add(T::DbWeight::get().writes(26))
	}
	// As `confirm_payout` with the books and a mint; counted, not yet measured.
	fn cancel_payout() -> Weight {
		Weight::from_parts(240_000_000, 8_817)
			.saturating_add(T::DbWeight::get().reads(20))
			.saturating_add(T::DbWeight::get().writes(13))
	}
	// As `attest_deposit` with what is brought; counted, not yet measured.
	fn attest_return() -> Weight {
		Weight::from_parts(240_000_000, 8_817)
			.saturating_add(T::DbWeight::get().reads(19))
			.saturating_add(T::DbWeight::get().writes(12))
	}
	// Two custodians; counted, not yet measured.
	fn move_custody() -> Weight {
		Weight::from_parts(40_000_000, 6_000)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// 32 tickets looked at, 32 checkpoints removed; counted, not yet measured.
	fn clean() -> Weight {
		Weight::from_parts(160_000_000, 110_000)
			.saturating_add(T::DbWeight::get().reads(35))
			.saturating_add(T::DbWeight::get().writes(33))
	}
}
