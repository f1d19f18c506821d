//! What holds after every block.

use crate::{
	pallet::{Config, Grants, Pallet},
	types::Grant,
};
use alloc::{vec, vec::Vec};
use caliber_primitives::invariants::{InvariantId, Invariants};

/// A list of grants is sorted.
pub const SORTED: InvariantId =
	InvariantId::new(100, "grants are sorted by scope and beginning, without repeats");
/// No grant ends before it begins.
pub const ORDERED: InvariantId = InvariantId::new(101, "no grant ends before it begins");
/// One scope is granted once at a time.
pub const DISJOINT: InvariantId = InvariantId::new(102, "grants for one scope do not overlap");
/// Who can stop others does so for a term.
pub const EXPIRES: InvariantId = InvariantId::new(103, "nobody is Guardian for ever");

impl<T: Config> Invariants for Pallet<T> {
	fn invariants() -> Vec<(InvariantId, bool)> {
		let lists: Vec<_> = Grants::<T>::iter_values().map(|list| list.0).collect();
		let pairs = |holds: fn(&Grant, &Grant) -> bool| {
			lists.iter().all(|list| list.iter().zip(list.iter().skip(1)).all(|(a, b)| holds(a, b)))
		};
		let sorted = pairs(|a, b| (a.scope, a.since) < (b.scope, b.since));
		let disjoint =
			pairs(|a, b| a.scope != b.scope || a.end().is_some_and(|end| end <= b.since));
		let ordered = lists.iter().flatten().all(|g| g.end().is_none_or(|end| g.since <= end));
		let expires = Grants::<T>::iter().all(|(_, role, list)| {
			!role.expires() || list.0.iter().all(|grant| grant.until.is_some())
		});
		vec![(SORTED, sorted), (ORDERED, ordered), (DISJOINT, disjoint), (EXPIRES, expires)]
	}
}
