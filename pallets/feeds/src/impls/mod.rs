//! What the pallet is to others.

mod authorize;
mod conduct;
mod rounds;
mod session;
mod trait_prices;
mod views;
mod worker;

use crate::{
	crypto::AuthorityId,
	pallet::{Config, Pallet},
};
use caliber_primitives::{prices::FeedKeyBytes, units::Seconds};
use frame_support::traits::UnixTime;

impl<T: Config> Pallet<T> {
	/// Unix time of the block.
	pub(crate) fn now() -> Seconds {
		Seconds(T::Time::now().as_secs())
	}
}

/// The bytes of a reporter's key.
pub(crate) fn key_bytes(key: &AuthorityId) -> FeedKeyBytes {
	AsRef::<[u8]>::as_ref(key).try_into().unwrap_or_default()
}
