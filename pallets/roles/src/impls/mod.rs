//! What the pallet is to others.

mod origin;
mod trait_roles;

pub use origin::EnsureRole;

use crate::pallet::{Config, Pallet};
use caliber_primitives::units::Seconds;
use frame_support::traits::UnixTime;

impl<T: Config> Pallet<T> {
	/// Unix time of the block.
	pub(crate) fn now() -> Seconds {
		Seconds(T::Time::now().as_secs())
	}
}
