//! What the calls of `pallet_conviction_voting` cost on this chain's runtime. Written by
//! `make weights PALLET=pallet_conviction_voting`, never by hand.
//!
//! 2026-12-01, 10 steps of 5 repeats on AMD EPYC.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The costs, with reads and writes at the runtime's own database weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_conviction_voting::WeightInfo for WeightInfo<T> {
	// Storage: `Referenda::ReferendumInfoFor` (r:1 w:1)
	// Proof: `Referenda::ReferendumInfoFor` (`max_values`: None, `max_size`: Some(366), added: 2841, mode: `MaxEncodedLen`)
	// Storage: `ConvictionVoting::VotingFor` (r:1 w:1)
	// Proof: `ConvictionVoting::VotingFor` (`max_values`: None, `max_size`: Some(3497), added: 5972, mode: `MaxEncodedLen`)
	// Storage: `ConvictionVoting::ClassLocksFor` (r:1 w:1)
	// Proof: `ConvictionVoting::ClassLocksFor` (`max_values`: None, `max_size`: Some(59), added: 2534, mode: `MaxEncodedLen`)
	// Storage: `Balances::Locks` (r:1 w:1)
	// Proof: `Balances::Locks` (`max_values`: None, `max_size`: Some(1299), added: 3774, mode: `MaxEncodedLen`)
	// Storage: `Balances::Freezes` (r:1 w:0)
	// Proof: `Balances::Freezes` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	// Storage: `Scheduler::Agenda` (r:2 w:2)
	// Proof: `Scheduler::Agenda` (`max_values`: None, `max_size`: Some(41814), added: 44289, mode: `MaxEncodedLen`)
	// Storage: `Scheduler::Retries` (r:0 w:1)
	// Proof: `Scheduler::Retries` (`max_values`: None, `max_size`: Some(30), added: 2505, mode: `MaxEncodedLen`)
	fn vote_new() -> Weight {
		// Proof in bytes: measured 2509, at most 89568.
		// At least 83_453_000 picoseconds.
		Weight::from_parts(94_409_000, 89_568)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	// Storage: `Referenda::ReferendumInfoFor` (r:1 w:1)
	// Proof: `Referenda::ReferendumInfoFor` (`max_values`: None, `max_size`: Some(366), added: 2841, mode: `MaxEncodedLen`)
	// Storage: `ConvictionVoting::VotingFor` (r:1 w:1)
	// Proof: `ConvictionVoting::VotingFor` (`max_values`: None, `max_size`: Some(3497), added: 5972, mode: `MaxEncodedLen`)
	// Storage: `ConvictionVoting::ClassLocksFor` (r:1 w:1)
	// Proof: `ConvictionVoting::ClassLocksFor` (`max_values`: None, `max_size`: Some(59), added: 2534, mode: `MaxEncodedLen`)
	// Storage: `Balances::Locks` (r:1 w:1)
	// Proof: `Balances::Locks` (`max_values`: None, `max_size`: Some(1299), added: 3774, mode: `MaxEncodedLen`)
	// Storage: `Balances::Freezes` (r:1 w:0)
	// Proof: `Balances::Freezes` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	// Storage: `Scheduler::Agenda` (r:2 w:2)
	// Proof: `Scheduler::Agenda` (`max_values`: None, `max_size`: Some(41814), added: 44289, mode: `MaxEncodedLen`)
	// Storage: `Scheduler::Retries` (r:0 w:1)
	// Proof: `Scheduler::Retries` (`max_values`: None, `max_size`: Some(30), added: 2505, mode: `MaxEncodedLen`)
	fn vote_existing() -> Weight {
		// Proof in bytes: measured 3401, at most 89568.
		// At least 118_906_000 picoseconds.
		Weight::from_parts(120_609_000, 89_568)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	// Storage: `ConvictionVoting::VotingFor` (r:1 w:1)
	// Proof: `ConvictionVoting::VotingFor` (`max_values`: None, `max_size`: Some(3497), added: 5972, mode: `MaxEncodedLen`)
	// Storage: `Referenda::ReferendumInfoFor` (r:1 w:1)
	// Proof: `Referenda::ReferendumInfoFor` (`max_values`: None, `max_size`: Some(366), added: 2841, mode: `MaxEncodedLen`)
	// Storage: `Scheduler::Agenda` (r:2 w:2)
	// Proof: `Scheduler::Agenda` (`max_values`: None, `max_size`: Some(41814), added: 44289, mode: `MaxEncodedLen`)
	// Storage: `Scheduler::Retries` (r:0 w:1)
	// Proof: `Scheduler::Retries` (`max_values`: None, `max_size`: Some(30), added: 2505, mode: `MaxEncodedLen`)
	fn remove_vote() -> Weight {
		// Proof in bytes: measured 3290, at most 89568.
		// At least 93_628_000 picoseconds.
		Weight::from_parts(94_330_000, 89_568)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	// Storage: `ConvictionVoting::VotingFor` (r:1 w:1)
	// Proof: `ConvictionVoting::VotingFor` (`max_values`: None, `max_size`: Some(3497), added: 5972, mode: `MaxEncodedLen`)
	// Storage: `Referenda::ReferendumInfoFor` (r:1 w:0)
	// Proof: `Referenda::ReferendumInfoFor` (`max_values`: None, `max_size`: Some(366), added: 2841, mode: `MaxEncodedLen`)
	fn remove_other_vote() -> Weight {
		// Proof in bytes: measured 2341, at most 6962.
		// At least 30_185_000 picoseconds.
		Weight::from_parts(32_488_000, 6_962)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	// Storage: `ConvictionVoting::VotingFor` (r:2 w:2)
	// Proof: `ConvictionVoting::VotingFor` (`max_values`: None, `max_size`: Some(3497), added: 5972, mode: `MaxEncodedLen`)
	// Storage: `Referenda::ReferendumInfoFor` (r:10 w:10)
	// Proof: `Referenda::ReferendumInfoFor` (`max_values`: None, `max_size`: Some(366), added: 2841, mode: `MaxEncodedLen`)
	// Storage: `Scheduler::Agenda` (r:2 w:2)
	// Proof: `Scheduler::Agenda` (`max_values`: None, `max_size`: Some(41814), added: 44289, mode: `MaxEncodedLen`)
	// Storage: `ConvictionVoting::ClassLocksFor` (r:1 w:1)
	// Proof: `ConvictionVoting::ClassLocksFor` (`max_values`: None, `max_size`: Some(59), added: 2534, mode: `MaxEncodedLen`)
	// Storage: `Balances::Locks` (r:1 w:1)
	// Proof: `Balances::Locks` (`max_values`: None, `max_size`: Some(1299), added: 3774, mode: `MaxEncodedLen`)
	// Storage: `Balances::Freezes` (r:1 w:0)
	// Proof: `Balances::Freezes` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	// Storage: `Scheduler::Retries` (r:0 w:10)
	// Proof: `Scheduler::Retries` (`max_values`: None, `max_size`: Some(30), added: 2505, mode: `MaxEncodedLen`)
	// `r` is in 0..=10.
	fn delegate(r: u32) -> Weight {
		// Proof in bytes: measured 922 + r * 237, at most 89568 + r * 2841.
		// At least 45_758_000 picoseconds.
		Weight::from_parts(51_236_917, 89_568)
			// Standard error 1_133_146.
			.saturating_add(Weight::from_parts(29_140_184, 0).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(r.into())))
			.saturating_add(T::DbWeight::get().writes(5))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(r.into())))
			.saturating_add(Weight::from_parts(0, 2_841).saturating_mul(r.into()))
	}
	// Storage: `ConvictionVoting::VotingFor` (r:2 w:2)
	// Proof: `ConvictionVoting::VotingFor` (`max_values`: None, `max_size`: Some(3497), added: 5972, mode: `MaxEncodedLen`)
	// Storage: `Referenda::ReferendumInfoFor` (r:10 w:10)
	// Proof: `Referenda::ReferendumInfoFor` (`max_values`: None, `max_size`: Some(366), added: 2841, mode: `MaxEncodedLen`)
	// Storage: `Scheduler::Agenda` (r:2 w:2)
	// Proof: `Scheduler::Agenda` (`max_values`: None, `max_size`: Some(41814), added: 44289, mode: `MaxEncodedLen`)
	// Storage: `Timestamp::Now` (r:1 w:0)
	// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	// Storage: `Parameters::Parameters` (r:8 w:0)
	// Proof: `Parameters::Parameters` (`max_values`: None, `max_size`: Some(61), added: 2536, mode: `MaxEncodedLen`)
	// Storage: `Scheduler::Retries` (r:0 w:10)
	// Proof: `Scheduler::Retries` (`max_values`: None, `max_size`: Some(30), added: 2505, mode: `MaxEncodedLen`)
	// `r` is in 0..=10.
	fn undelegate(r: u32) -> Weight {
		// Proof in bytes: measured 975 + r * 237, at most 89568 + r * 2841.
		// At least 44_025_000 picoseconds.
		Weight::from_parts(48_234_173, 89_568)
			// Standard error 346_610.
			.saturating_add(Weight::from_parts(27_315_658, 0).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(r.into())))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(r.into())))
			.saturating_add(Weight::from_parts(0, 2_841).saturating_mul(r.into()))
	}
	// Storage: `ConvictionVoting::VotingFor` (r:1 w:1)
	// Proof: `ConvictionVoting::VotingFor` (`max_values`: None, `max_size`: Some(3497), added: 5972, mode: `MaxEncodedLen`)
	// Storage: `ConvictionVoting::ClassLocksFor` (r:1 w:1)
	// Proof: `ConvictionVoting::ClassLocksFor` (`max_values`: None, `max_size`: Some(59), added: 2534, mode: `MaxEncodedLen`)
	// Storage: `Balances::Locks` (r:1 w:1)
	// Proof: `Balances::Locks` (`max_values`: None, `max_size`: Some(1299), added: 3774, mode: `MaxEncodedLen`)
	// Storage: `Balances::Freezes` (r:1 w:0)
	// Proof: `Balances::Freezes` (`max_values`: None, `max_size`: Some(49), added: 2524, mode: `MaxEncodedLen`)
	fn unlock() -> Weight {
		// Proof in bytes: measured 1684, at most 6962.
		// At least 61_741_000 picoseconds.
		Weight::from_parts(64_836_000, 6_962)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
}
