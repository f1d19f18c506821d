//! What a generated weight charges, in reads and writes.

#![allow(unexpected_cfgs, reason = "the macro asks for a feature that only runtimes have")]

use frame_support::{
	derive_impl, parameter_types,
	weights::{RuntimeDbWeight, Weight},
};

parameter_types! {
	/// What a read and a write weigh.
	pub static Database: RuntimeDbWeight = RuntimeDbWeight { read: 0, write: 0 };
}

frame_support::construct_runtime!(
	pub enum Counting {
		System: frame_system,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Counting {
	type Block = frame_system::mocking::MockBlock<Counting>;
	type DbWeight = Database;
}

/// Reads and writes in a weight generated for [`Counting`].
pub fn charged(weight: impl Fn() -> Weight) -> (u64, u64) {
	let at = |read, write| {
		Database::set(RuntimeDbWeight { read, write });
		weight().ref_time()
	};
	let base = at(0, 0);
	(at(1, 0) - base, at(0, 1) - base)
}
