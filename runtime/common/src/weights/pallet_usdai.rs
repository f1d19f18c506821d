//! What the calls of `pallet_usdai` cost on this chain's runtime. Written by
//! `make weights PALLET=pallet_usdai`, never by hand.
//!
//! 2026-11-25, 20 steps of 10 repeats on AMD EPYC.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The costs, with reads and writes at the runtime's own database weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_usdai::WeightInfo for WeightInfo<T> {
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Books` (r:1 w:1)
	// Proof: `Usdai::Books` (`max_values`: Some(1), `max_size`: Some(96), added: 591, mode: `MaxEncodedLen`)
	// Storage: `Usdai::ReserveAssets` (r:1 w:1)
	// Proof: `Usdai::ReserveAssets` (`max_values`: Some(1), `max_size`: Some(633), added: 1128, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentRules` (r:1 w:0)
	// Proof: `Usdai::CurrentRules` (`max_values`: Some(1), `max_size`: Some(68), added: 563, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(65), added: 560, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:2 w:2)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:3 w:3)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	fn mint() -> Weight {
		// Proof in bytes: measured 2185, at most 8817.
		// At least 99_788_000 picoseconds.
		Weight::from_parts(107_008_000, 8_817)
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Books` (r:1 w:1)
	// Proof: `Usdai::Books` (`max_values`: Some(1), `max_size`: Some(96), added: 591, mode: `MaxEncodedLen`)
	// Storage: `Usdai::ReserveAssets` (r:1 w:1)
	// Proof: `Usdai::ReserveAssets` (`max_values`: Some(1), `max_size`: Some(633), added: 1128, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentRules` (r:1 w:0)
	// Proof: `Usdai::CurrentRules` (`max_values`: Some(1), `max_size`: Some(68), added: 563, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(65), added: 560, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:2 w:2)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:3 w:3)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	fn redeem() -> Weight {
		// Proof in bytes: measured 2185, at most 8817.
		// At least 109_131_000 picoseconds.
		Weight::from_parts(115_100_000, 8_817)
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	// Storage: `Usdai::FreezeList` (r:1 w:0)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Paused` (r:1 w:0)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Books` (r:1 w:1)
	// Proof: `Usdai::Books` (`max_values`: Some(1), `max_size`: Some(96), added: 591, mode: `MaxEncodedLen`)
	// Storage: `Usdai::ReserveAssets` (r:1 w:1)
	// Proof: `Usdai::ReserveAssets` (`max_values`: Some(1), `max_size`: Some(633), added: 1128, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentRules` (r:1 w:0)
	// Proof: `Usdai::CurrentRules` (`max_values`: Some(1), `max_size`: Some(68), added: 563, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(65), added: 560, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Assets::Asset` (r:9 w:9)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Assets::Account` (r:17 w:17)
	// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	fn redeem_mix() -> Weight {
		// Proof in bytes: measured 2998, at most 45343.
		// At least 395_606_000 picoseconds.
		Weight::from_parts(414_884_000, 45_343)
			.saturating_add(T::DbWeight::get().reads(33))
			.saturating_add(T::DbWeight::get().writes(28))
	}
	// Storage: `Assets::Asset` (r:1 w:0)
	// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	// Storage: `Usdai::Books` (r:1 w:1)
	// Proof: `Usdai::Books` (`max_values`: Some(1), `max_size`: Some(96), added: 591, mode: `MaxEncodedLen`)
	// Storage: `Usdai::ReserveAssets` (r:1 w:1)
	// Proof: `Usdai::ReserveAssets` (`max_values`: Some(1), `max_size`: Some(633), added: 1128, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentRules` (r:1 w:0)
	// Proof: `Usdai::CurrentRules` (`max_values`: Some(1), `max_size`: Some(68), added: 563, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(65), added: 560, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn reconcile() -> Weight {
		// Proof in bytes: measured 1504, at most 3675.
		// At least 31_166_000 picoseconds.
		Weight::from_parts(33_990_000, 3_675)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Storage: `Roles::Grants` (r:1 w:0)
	// Proof: `Roles::Grants` (`max_values`: None, `max_size`: Some(698), added: 3173, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Usdai::ReserveAssets` (r:1 w:1)
	// Proof: `Usdai::ReserveAssets` (`max_values`: Some(1), `max_size`: Some(633), added: 1128, mode: `MaxEncodedLen`)
	fn attest_price() -> Weight {
		// Proof in bytes: measured 939, at most 4163.
		// At least 21_873_000 picoseconds.
		Weight::from_parts(24_977_000, 4_163)
			.saturating_add(T::DbWeight::get().reads(3))
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
		// At least 22_142_000 picoseconds.
		Weight::from_parts(24_066_000, 4_163)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Usdai::FreezeList` (r:1 w:1)
	// Proof: `Usdai::FreezeList` (`max_values`: None, `max_size`: Some(66), added: 2541, mode: `MaxEncodedLen`)
	fn unfreeze() -> Weight {
		// Proof in bytes: measured 154, at most 3531.
		// At least 10_796_000 picoseconds.
		Weight::from_parts(12_188_000, 3_531)
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
		// At least 17_045_000 picoseconds.
		Weight::from_parts(18_928_000, 4_163)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Usdai::Paused` (r:1 w:1)
	// Proof: `Usdai::Paused` (`max_values`: Some(1), `max_size`: Some(1), added: 496, mode: `MaxEncodedLen`)
	fn unpause() -> Weight {
		// Proof in bytes: measured 94, at most 1486.
		// At least 8_363_000 picoseconds.
		Weight::from_parts(9_644_000, 1_486)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Assets::Metadata` (r:1 w:0)
	// Proof: `Assets::Metadata` (`max_values`: None, `max_size`: Some(140), added: 2615, mode: `MaxEncodedLen`)
	// Storage: `Usdai::ReserveAssets` (r:1 w:1)
	// Proof: `Usdai::ReserveAssets` (`max_values`: Some(1), `max_size`: Some(633), added: 1128, mode: `MaxEncodedLen`)
	fn register() -> Weight {
		// Proof in bytes: measured 1030, at most 3605.
		// At least 20_029_000 picoseconds.
		Weight::from_parts(23_074_000, 3_605)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Usdai::ReserveAssets` (r:1 w:1)
	// Proof: `Usdai::ReserveAssets` (`max_values`: Some(1), `max_size`: Some(633), added: 1128, mode: `MaxEncodedLen`)
	fn set_terms() -> Weight {
		// Proof in bytes: measured 763, at most 2118.
		// At least 12_699_000 picoseconds.
		Weight::from_parts(14_872_000, 2_118)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `Usdai::Books` (r:1 w:1)
	// Proof: `Usdai::Books` (`max_values`: Some(1), `max_size`: Some(96), added: 591, mode: `MaxEncodedLen`)
	// Storage: `Usdai::ReserveAssets` (r:1 w:1)
	// Proof: `Usdai::ReserveAssets` (`max_values`: Some(1), `max_size`: Some(633), added: 1128, mode: `MaxEncodedLen`)
	// Storage: `Usdai::CurrentRules` (r:1 w:1)
	// Proof: `Usdai::CurrentRules` (`max_values`: Some(1), `max_size`: Some(68), added: 563, mode: `MaxEncodedLen`)
	// Storage: `Allocation::CurrentTotals` (r:1 w:0)
	// Proof: `Allocation::CurrentTotals` (`max_values`: Some(1), `max_size`: Some(65), added: 560, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn set_rules() -> Weight {
		// Proof in bytes: measured 1024, at most 2118.
		// At least 24_967_000 picoseconds.
		Weight::from_parts(27_721_000, 2_118)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	// Counted, not yet measured: ticket, freeze list, queue, two checkpoints, desk of
	// seven values, the owner's account and holds; asset and two accounts of each of eight assets.
	fn claim() -> Weight {
		Weight::from_parts(500_000_000, 80_000)
			.saturating_add(T::DbWeight::get().reads(36))
			.saturating_add(T::DbWeight::get().writes(27))
	}
	// Counted, not yet measured: as `claim`, with twelve checkpoints for each end.
	fn claim_search() -> Weight {
		Weight::from_parts(700_000_000, 140_000)
			.saturating_add(T::DbWeight::get().reads(58))
			.saturating_add(T::DbWeight::get().writes(27))
	}
	// Counted, not yet measured: freeze list, clock, pause, ticket.
	fn offer_ticket() -> Weight {
		Weight::from_parts(40_000_000, 4_000)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Counted, not yet measured: freeze list of two, clock, pause, ticket, accounts
	// and holds of two.
	fn accept_ticket() -> Weight {
		Weight::from_parts(90_000_000, 12_000)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	// Counted, not yet measured: freeze list of two, pause, gates, receipt, roles of
	// two, statement, desk of seven values, exposure, the receiver's account, the asset and balance.
	fn attest_deposit() -> Weight {
		Weight::from_parts(150_000_000, 16_000)
			.saturating_add(T::DbWeight::get().reads(19))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	// Counted, not yet measured: freeze list, pause, gates, next number, desk of seven
	// values, payout, account and holds, asset and balance.
	fn request_payout() -> Weight {
		Weight::from_parts(150_000_000, 14_000)
			.saturating_add(T::DbWeight::get().reads(18))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	// Counted, not yet measured: payout, receipt, roles of two, statement, gates, desk
	// of seven values, exposure, account and holds.
	fn confirm_payout() -> Weight {
		Weight::from_parts(130_000_000, 14_000)
			.saturating_add(T::DbWeight::get().reads(17))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	// Counted, not yet measured: role, statement, what the auditor signed, gates, clock.
	fn post_statement() -> Weight {
		Weight::from_parts(50_000_000, 8_000)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	// Counted, not yet measured: assets, the asset's supply, gates.
	fn open_gate() -> Weight {
		Weight::from_parts(40_000_000, 6_000)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Counted, not yet measured: role, desk of seven values, queue, checkpoint.
	fn set_breaker() -> Weight {
		Weight::from_parts(80_000_000, 10_000)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	// Counted, not yet measured: the list's entry.
	fn set_allowed() -> Weight {
		Weight::from_parts(20_000_000, 1_000)
			.saturating_add(T::DbWeight::get().reads(0))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
