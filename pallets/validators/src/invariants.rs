//! What holds after every block.

use crate::{
	pallet::{Bonded, Config, HoldReason, Pallet, Validators},
	Standing,
};
use alloc::{vec, vec::Vec};
use caliber_primitives::invariants::{InvariantId, Invariants};
use frame_support::traits::fungible::hold::Inspect;

/// The set is sorted and names nobody twice.
pub const SORTED: InvariantId =
	InvariantId::new(100, "the validator set is sorted without repeats");
/// The set and the standings say the same.
pub const AGREED: InvariantId =
	InvariantId::new(101, "an account is in the set exactly when its standing says validator");
/// A candidate has paid for its place.
pub const BONDED: InvariantId = InvariantId::new(102, "every candidate holds a bond");

impl<T: Config> Invariants for Pallet<T> {
	fn invariants() -> Vec<(InvariantId, bool)> {
		let set = Validators::<T>::get();
		let sorted = set.iter().zip(set.iter().skip(1)).all(|(a, b)| a < b);
		let named = Bonded::<T>::iter().filter(|(_, s)| *s == Standing::Validator);
		let agreed = named.count() == set.len()
			&& set.iter().all(|who| Bonded::<T>::get(who) == Some(Standing::Validator));
		let bonded = Bonded::<T>::iter()
			.filter(|(_, s)| *s == Standing::Candidate)
			.all(|(who, _)| T::Currency::balance_on_hold(&HoldReason::Bond.into(), &who) > 0);
		vec![(SORTED, sorted), (AGREED, agreed), (BONDED, bonded)]
	}
}
