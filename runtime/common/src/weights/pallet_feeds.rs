//! What the calls of `pallet_feeds` cost on this chain's runtime. Reads and writes are counted by
//! hand for the calls as they are now, times are those of the former report, 91 microseconds each:
//! to be measured by `make weights PALLET=pallet_feeds`.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The costs, with reads and writes at the runtime's own database weights.
pub struct WeightInfo<T>(PhantomData<T>);

/// One statement about a feed in whose round a hundred reporters vote.
const STATEMENT: Weight = Weight::from_parts(100_000_000, 10_000);

impl<T: frame_system::Config> pallet_feeds::WeightInfo for WeightInfo<T> {
	fn report_open(n: u32) -> Weight {
		let n = u64::from(n);
		STATEMENT
			.saturating_mul(n.saturating_add(1))
			.saturating_add(T::DbWeight::get().reads(n.saturating_mul(2).saturating_add(2)))
			.saturating_add(T::DbWeight::get().writes(n.saturating_mul(1)))
	}
	fn report_closing(n: u32) -> Weight {
		let n = u64::from(n);
		STATEMENT
			.saturating_mul(n.saturating_add(1))
			.saturating_add(T::DbWeight::get().reads(n.saturating_mul(2).saturating_add(2)))
			.saturating_add(T::DbWeight::get().writes(n.saturating_mul(3)))
	}
	fn authorize_report(n: u32) -> Weight {
		let n = u64::from(n);
		STATEMENT
			.saturating_mul(n.saturating_add(1))
			.saturating_add(T::DbWeight::get().reads(n.saturating_mul(2).saturating_add(2)))
	}
	fn poke() -> Weight {
		STATEMENT.saturating_mul(4).saturating_add(T::DbWeight::get().reads_writes(14, 11))
	}
	fn authorize_poke() -> Weight {
		STATEMENT.saturating_mul(1).saturating_add(T::DbWeight::get().reads_writes(5, 0))
	}
	fn report_equivocation() -> Weight {
		STATEMENT.saturating_mul(6).saturating_add(T::DbWeight::get().reads_writes(16, 14))
	}
	fn set_frozen() -> Weight {
		STATEMENT.saturating_mul(1).saturating_add(T::DbWeight::get().reads_writes(3, 2))
	}
	fn settle() -> Weight {
		STATEMENT.saturating_mul(1).saturating_add(T::DbWeight::get().reads_writes(2, 1))
	}
	fn set_feed() -> Weight {
		STATEMENT.saturating_mul(1).saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	fn set_barred() -> Weight {
		STATEMENT.saturating_mul(2).saturating_add(T::DbWeight::get().reads_writes(3, 2))
	}
	fn set_closures() -> Weight {
		STATEMENT.saturating_mul(1).saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
}
