//! What holds after every block.

use crate::pallet::{Config, Pallet};
use alloc::{vec, vec::Vec};
use caliber_primitives::{
	governance::{Parameter, Registry},
	invariants::{InvariantId, Invariants},
	units::Seconds,
};
use frame_support::traits::UnixTime;

/// Every figure is one that a call could have set.
pub const IN_RANGE: InvariantId =
	InvariantId::new(100, "every figure, in force or waiting, is in its range");

impl<T: Config> Invariants for Pallet<T> {
	fn invariants() -> Vec<(InvariantId, bool)> {
		let now = Seconds(T::Time::now().as_secs());
		let figures = T::Registry::figures(now);
		let waiting = T::Registry::waiting(now);
		let good = figures.all().iter().all(Parameter::in_range)
			&& waiting.iter().all(|(parameter, _)| parameter.in_range());
		vec![(IN_RANGE, good)]
	}
}
