//! How long sessions are. One runtime serves all standalone networks; those that are tested live need
//! sessions of seconds, so that the length is told by the genesis. Nothing changes it later: proofs of
//! equivocation count sessions, and bonds wait for as many.

pub use pallet::*;

#[allow(
	clippy::as_conversions,
	clippy::expect_used,
	reason = "the macros of FRAME expand to them; scripts/check-casts.sh looks for our own"
)]
#[frame_support::pallet]
pub mod pallet {
	use crate::{time, BlockNumber};
	use frame_support::{pallet_prelude::*, traits::Get};

	/// The form of what is stored; whoever changes it writes a migration.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// What the pallet needs of the runtime: nothing.
	#[pallet::config]
	pub trait Config: frame_system::Config {}

	/// What a chain has that was not told.
	pub struct TenMinutes;

	impl Get<BlockNumber> for TenMinutes {
		fn get() -> BlockNumber {
			time::SESSION_BLOCKS
		}
	}

	/// Blocks in a session.
	#[pallet::storage]
	pub type SessionBlocks<T: Config> = StorageValue<_, BlockNumber, ValueQuery, TenMinutes>;

	/// The length of sessions.
	#[pallet::genesis_config]
	pub struct GenesisConfig<T: Config> {
		/// Blocks in a session, at least four: keys that were changed need a block to be noted in, and
		/// votes one to be counted in.
		pub session_blocks: BlockNumber,
		#[serde(skip)]
		#[allow(missing_docs)]
		pub _config: core::marker::PhantomData<T>,
	}

	impl<T: Config> Default for GenesisConfig<T> {
		fn default() -> Self {
			Self { session_blocks: time::SESSION_BLOCKS, _config: Default::default() }
		}
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			assert!(self.session_blocks >= 4, "pace: a session has at least four blocks");
			SessionBlocks::<T>::put(self.session_blocks);
		}
	}

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);
}
