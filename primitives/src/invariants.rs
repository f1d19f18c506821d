//! Statements that hold after every block.
//!
//! Numbers 1 to 48 are those of the threat model (I-1 to I-48); a pallet's own start at 100. They
//! are always compiled: tests check them after every block, `try_state` on upgrades, and
//! [`crate::apis::InvariantsApi`] lets anyone ask a live node.

use alloc::{collections::BTreeMap, string::String, vec::Vec};
use codec::{Decode, Encode};
use scale_info::TypeInfo;

/// A numbered statement.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct InvariantId {
	/// Its number.
	pub number: u16,
	/// What it says, in a few words.
	pub says: &'static str,
}

impl InvariantId {
	/// Names a statement.
	pub const fn new(number: u16, says: &'static str) -> Self {
		Self { number, says }
	}
}

/// A statement and whether it holds, as a node answers it.
#[derive(Encode, Decode, TypeInfo, Clone, PartialEq, Eq, Debug)]
pub struct InvariantReport {
	/// The pallet, or `Runtime` for those that span pallets.
	pub pallet: String,
	/// Its number.
	pub number: u16,
	/// What it says.
	pub says: String,
	/// Whether it holds.
	pub holds: bool,
}

/// How much is to be held of each account, when this much is for each thing that it has: without
/// those of whom it is nothing, and at most the largest amount.
pub fn held_of<AccountId: Ord>(
	things: impl Iterator<Item = (AccountId, u128)>,
) -> BTreeMap<AccountId, u128> {
	let mut held = BTreeMap::<_, u128>::new();
	for (who, amount) in things.filter(|(_, amount)| *amount > 0) {
		let sum = held.entry(who).or_default();
		*sum = sum.saturating_add(amount);
	}
	held
}

/// Implemented by each pallet.
pub trait Invariants {
	/// Every statement of the pallet with whether it holds now. Walks storage: never called from a
	/// dispatch or a hook.
	fn invariants() -> Vec<(InvariantId, bool)>;

	/// Those that do not hold, in words; empty is good.
	fn broken() -> Vec<String> {
		Self::invariants()
			.into_iter()
			.filter(|(_, holds)| !holds)
			.map(|(id, _)| alloc::format!("I-{}: {}", id.number, id.says))
			.collect()
	}
}

/// The answers of `P` under its name in the runtime.
pub fn report<P: Invariants>(pallet: &str) -> Vec<InvariantReport> {
	P::invariants()
		.into_iter()
		.map(|(id, holds)| InvariantReport {
			pallet: pallet.into(),
			number: id.number,
			says: id.says.into(),
			holds,
		})
		.collect()
}
