//! What the calls of `pallet_collective` cost on this chain's runtime. Written by
//! `make weights PALLET=pallet_collective`, never by hand.
//!
//! 2026-11-25, 10 steps of 3 repeats on AMD EPYC.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The costs, with reads and writes at the runtime's own database weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_collective::WeightInfo for WeightInfo<T> {
	// Storage: `Council::Members` (r:1 w:1)
	// Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Council::Proposals` (r:1 w:0)
	// Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Council::Voting` (r:100 w:100)
	// Proof: `Council::Voting` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// Storage: `Council::Prime` (r:0 w:1)
	// Proof: `Council::Prime` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// `m` is in 0..=21.
	// `n` is in 0..=21.
	// `p` is in 0..=100.
	fn set_members(m: u32, _n: u32, p: u32) -> Weight {
		// Proof in bytes: measured 0 + m * 3232 + p * 661, at most 36340 + m * 1949 + p * 2711.
		// At least 12_038_000 picoseconds.
		Weight::from_parts(12_038_000, 36_340)
			// Standard error 1_160_592.
			.saturating_add(Weight::from_parts(7_411_059, 0).saturating_mul(m.into()))
			// Standard error 245_149.
			.saturating_add(Weight::from_parts(4_982_822, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(m.into())))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(m.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(p.into())))
			.saturating_add(Weight::from_parts(0, 1_949).saturating_mul(m.into()))
			.saturating_add(Weight::from_parts(0, 2_711).saturating_mul(p.into()))
	}
	// Storage: `Council::Members` (r:1 w:0)
	// Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `SafeMode::EnteredUntil` (r:1 w:0)
	// Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// `b` is in 2..=1024.
	// `m` is in 1..=21.
	fn execute(_b: u32, m: u32) -> Weight {
		// Proof in bytes: measured 109 + m * 32, at most 1594 + m * 32.
		// At least 17_296_000 picoseconds.
		Weight::from_parts(24_648_491, 1_594)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(Weight::from_parts(0, 32).saturating_mul(m.into()))
	}
	// Storage: `Council::Members` (r:1 w:0)
	// Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Council::ProposalOf` (r:1 w:0)
	// Proof: `Council::ProposalOf` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// Storage: `SafeMode::EnteredUntil` (r:1 w:0)
	// Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// `b` is in 2..=1024.
	// `m` is in 1..=21.
	fn propose_execute(b: u32, m: u32) -> Weight {
		// Proof in bytes: measured 109 + m * 32, at most 3574 + m * 32.
		// At least 19_579_000 picoseconds.
		Weight::from_parts(23_795_946, 3_574)
			// Standard error 3_187.
			.saturating_add(Weight::from_parts(3_210, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(Weight::from_parts(0, 32).saturating_mul(m.into()))
	}
	// Storage: `Council::Members` (r:1 w:0)
	// Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Council::ProposalOf` (r:1 w:1)
	// Proof: `Council::ProposalOf` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// Storage: `Council::Proposals` (r:1 w:1)
	// Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Council::ProposalCount` (r:1 w:1)
	// Proof: `Council::ProposalCount` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Council::Voting` (r:0 w:1)
	// Proof: `Council::Voting` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// `b` is in 2..=1024.
	// `m` is in 2..=21.
	// `p` is in 1..=100.
	fn propose_proposed(b: u32, m: u32, p: u32) -> Weight {
		// Proof in bytes: measured 430 + m * 32 + p * 35, at most 3607 + m * 38 + p * 37.
		// At least 22_503_000 picoseconds.
		Weight::from_parts(19_953_199, 3_607)
			// Standard error 3_078.
			.saturating_add(Weight::from_parts(3_265, 0).saturating_mul(b.into()))
			// Standard error 163_497.
			.saturating_add(Weight::from_parts(271_270, 0).saturating_mul(m.into()))
			// Standard error 31_795.
			.saturating_add(Weight::from_parts(282_957, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
			.saturating_add(Weight::from_parts(0, 38).saturating_mul(m.into()))
			.saturating_add(Weight::from_parts(0, 37).saturating_mul(p.into()))
	}
	// Storage: `Council::Members` (r:1 w:0)
	// Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Council::Voting` (r:1 w:1)
	// Proof: `Council::Voting` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// `m` is in 5..=21.
	fn vote(m: u32) -> Weight {
		// Proof in bytes: measured 771 + m * 64, at most 4236 + m * 64.
		// At least 24_186_000 picoseconds.
		Weight::from_parts(32_899_101, 4_236)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(Weight::from_parts(0, 64).saturating_mul(m.into()))
	}
	// Storage: `Council::Voting` (r:1 w:1)
	// Proof: `Council::Voting` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// Storage: `Council::Members` (r:1 w:0)
	// Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Council::Proposals` (r:1 w:1)
	// Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Council::ProposalOf` (r:0 w:1)
	// Proof: `Council::ProposalOf` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// `m` is in 4..=21.
	// `p` is in 1..=100.
	fn close_early_disapproved(m: u32, p: u32) -> Weight {
		// Proof in bytes: measured 491 + m * 64 + p * 35, at most 3779 + m * 68 + p * 36.
		// At least 27_441_000 picoseconds.
		Weight::from_parts(27_220_361, 3_779)
			// Standard error 39_542.
			.saturating_add(Weight::from_parts(298_478, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(Weight::from_parts(0, 68).saturating_mul(m.into()))
			.saturating_add(Weight::from_parts(0, 36).saturating_mul(p.into()))
	}
	// Storage: `Council::Voting` (r:1 w:1)
	// Proof: `Council::Voting` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// Storage: `Council::Members` (r:1 w:0)
	// Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Council::ProposalOf` (r:1 w:1)
	// Proof: `Council::ProposalOf` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// Storage: `SafeMode::EnteredUntil` (r:1 w:0)
	// Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Council::Proposals` (r:1 w:1)
	// Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// `b` is in 2..=1024.
	// `m` is in 4..=21.
	// `p` is in 1..=100.
	fn close_early_approved(b: u32, m: u32, p: u32) -> Weight {
		// Proof in bytes: measured 1009 + m * 64 + p * 38, at most 4112 + b * 1 + m * 71 + p * 40.
		// At least 46_479_000 picoseconds.
		Weight::from_parts(52_183_086, 4_112)
			// Standard error 4_204.
			.saturating_add(Weight::from_parts(789, 0).saturating_mul(b.into()))
			// Standard error 43_425.
			.saturating_add(Weight::from_parts(323_444, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(Weight::from_parts(0, 1).saturating_mul(b.into()))
			.saturating_add(Weight::from_parts(0, 71).saturating_mul(m.into()))
			.saturating_add(Weight::from_parts(0, 40).saturating_mul(p.into()))
	}
	// Storage: `Council::Voting` (r:1 w:1)
	// Proof: `Council::Voting` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// Storage: `Council::Members` (r:1 w:0)
	// Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Council::Prime` (r:1 w:0)
	// Proof: `Council::Prime` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Council::Proposals` (r:1 w:1)
	// Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Council::ProposalOf` (r:0 w:1)
	// Proof: `Council::ProposalOf` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// `m` is in 4..=21.
	// `p` is in 1..=100.
	fn close_disapproved(m: u32, p: u32) -> Weight {
		// Proof in bytes: measured 511 + m * 64 + p * 35, at most 3799 + m * 68 + p * 36.
		// At least 26_489_000 picoseconds.
		Weight::from_parts(16_052_491, 3_799)
			// Standard error 282_404.
			.saturating_add(Weight::from_parts(702_604, 0).saturating_mul(m.into()))
			// Standard error 50_421.
			.saturating_add(Weight::from_parts(333_570, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(Weight::from_parts(0, 68).saturating_mul(m.into()))
			.saturating_add(Weight::from_parts(0, 36).saturating_mul(p.into()))
	}
	// Storage: `Council::Voting` (r:1 w:1)
	// Proof: `Council::Voting` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// Storage: `Council::Members` (r:1 w:0)
	// Proof: `Council::Members` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Council::Prime` (r:1 w:0)
	// Proof: `Council::Prime` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Council::ProposalOf` (r:1 w:1)
	// Proof: `Council::ProposalOf` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// Storage: `SafeMode::EnteredUntil` (r:1 w:0)
	// Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	// Storage: `Council::Proposals` (r:1 w:1)
	// Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// `b` is in 2..=1024.
	// `m` is in 4..=21.
	// `p` is in 1..=100.
	fn close_approved(b: u32, m: u32, p: u32) -> Weight {
		// Proof in bytes: measured 1029 + m * 64 + p * 38, at most 4132 + b * 1 + m * 71 + p * 40.
		// At least 54_411_000 picoseconds.
		Weight::from_parts(49_012_524, 4_132)
			// Standard error 9_586.
			.saturating_add(Weight::from_parts(20_541, 0).saturating_mul(b.into()))
			// Standard error 99_001.
			.saturating_add(Weight::from_parts(408_113, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(Weight::from_parts(0, 1).saturating_mul(b.into()))
			.saturating_add(Weight::from_parts(0, 71).saturating_mul(m.into()))
			.saturating_add(Weight::from_parts(0, 40).saturating_mul(p.into()))
	}
	// Storage: `Council::Proposals` (r:1 w:1)
	// Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Council::Voting` (r:0 w:1)
	// Proof: `Council::Voting` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// Storage: `Council::ProposalOf` (r:0 w:1)
	// Proof: `Council::ProposalOf` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// `p` is in 1..=100.
	fn disapprove_proposal(p: u32) -> Weight {
		// Proof in bytes: measured 188 + p * 32, at most 1673 + p * 32.
		// At least 14_572_000 picoseconds.
		Weight::from_parts(18_208_710, 1_673)
			// Standard error 48_988.
			.saturating_add(Weight::from_parts(227_846, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(Weight::from_parts(0, 32).saturating_mul(p.into()))
	}
	// Storage: `Council::ProposalOf` (r:1 w:1)
	// Proof: `Council::ProposalOf` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// Storage: `Council::CostOf` (r:1 w:0)
	// Proof: `Council::CostOf` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// Storage: `Council::Proposals` (r:1 w:1)
	// Proof: `Council::Proposals` (`max_values`: Some(1), `max_size`: None, mode: `Measured`)
	// Storage: `Council::Voting` (r:0 w:1)
	// Proof: `Council::Voting` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// `d` is in 0..=1.
	// `p` is in 1..=100.
	fn kill(d: u32, p: u32) -> Weight {
		// Proof in bytes: measured 1519 + p * 35, at most 4866 + d * 109 + p * 37.
		// At least 21_081_000 picoseconds.
		Weight::from_parts(34_640_803, 4_866)
			// Standard error 39_790.
			.saturating_add(Weight::from_parts(170_997, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(Weight::from_parts(0, 109).saturating_mul(d.into()))
			.saturating_add(Weight::from_parts(0, 37).saturating_mul(p.into()))
	}
	// Storage: `Council::ProposalOf` (r:1 w:0)
	// Proof: `Council::ProposalOf` (`max_values`: None, `max_size`: None, mode: `Measured`)
	// Storage: `Council::CostOf` (r:1 w:0)
	// Proof: `Council::CostOf` (`max_values`: None, `max_size`: None, mode: `Measured`)
	fn release_proposal_cost() -> Weight {
		// Proof in bytes: measured 874, at most 4339.
		// At least 17_596_000 picoseconds.
		Weight::from_parts(18_968_000, 4_339).saturating_add(T::DbWeight::get().reads(2))
	}
}
