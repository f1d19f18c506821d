//! # Feeds
//!
//! Treasury rates and GPU prices from the off-chain workers of the validators. Each signs what he
//! has read with his feed key; a quorum makes a value; a reading never hides how old or doubtful
//! that value is.
//!
//! | call | by | does |
//! |---|---|---|
//! | `report` | a reporter's signature, free of fees | votes in the open rounds of up to 16 feeds, and closes those in which enough agree |
//! | `poke` | anyone, free of fees, when there is something to do | writes down that a delay is over, raises the alarm for a late feed, strikes who was wrong |
//! | `report_equivocation` | anyone with two signatures of one reporter about one thing | bars, slashes and ejects him |
//! | `set_frozen` | to freeze: safety; to thaw: governance | freezes a feed, or thaws it |
//! | `settle` | governance | takes a doubtful value in, or drops it |
//! | `set_feed` | governance | registers a feed, or changes how it is run |
//! | `set_barred` | to bar: safety; to let in: governance | bars a reporter, or lets him in again |
//! | `set_closures` | governance | tells on which further days the bond market is closed |
//!
//! | question | where |
//! |---|---|
//! | Who may report? | [`ReporterSet`]: the feed keys of the session, whose handler this pallet is; [`Conduct`] |
//! | Which report counts? | [`Report::check`], [`Feed::judge`], and why not: [`Refusal`] |
//! | When is a round closed? | [`Round::tally`]: official rates by 2f + 1 equal reports, market prices by the median of three votes each of at least 2f + 1 reporters who have asked three venues together |
//! | What becomes of the result? | [`Feed::take_in`]: Agreed, Guarded or Suspect, Pending, Current |
//! | What is it worth now? | [`Feed::reading`], through [`caliber_primitives::prices::Prices`]; [`FeedStatus`] |
//! | Who tells that nobody tells anything? | [`Feed::overdue`], by `poke` |
//! | How do the figures get here? | the worker in `impls/worker`, and `caliber-feeds-core` |
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(test, allow(clippy::arithmetic_side_effects, clippy::as_conversions))]

extern crate alloc;

pub mod api;
#[cfg(feature = "runtime-benchmarks")]
#[allow(clippy::as_conversions, clippy::float_arithmetic, reason = "the macro of benchmarks")]
mod benchmarking;
mod calls;
pub mod crypto;
mod errors;
mod events;
mod impls;
mod invariants;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
mod types;
pub mod weights;

pub use crypto::{sr25519, AuthorityId, AuthoritySignature, KEY_TYPE};
pub use invariants::{BACKED, DISTINCT, KNOWN, OPEN, REMEMBERED, RULED, SORTED, TIMED};
pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use frame_support::pallet_macros::import_section;

#[import_section(calls::calls)]
#[import_section(errors::errors)]
#[import_section(events::events)]
#[allow(
	clippy::as_conversions,
	clippy::expect_used,
	reason = "the macros of FRAME expand to them; scripts/check-casts.sh looks for our own"
)]
#[frame_support::pallet]
pub mod pallet {
	use super::{
		Agreed, AuthorityId, AuthoritySignature, BillQuote, Conduct, DayValue, Feed, FeedRules,
		FeedStatus, Outcome, Refusal, Report, ReporterSet, Round, RoundId, RoundStatus, Strikes,
		WeightInfo, MAX_REPORTERS,
	};
	use alloc::vec::Vec;
	use caliber_feeds_core::{Assignment, FeedKey, ObsDay};
	use caliber_primitives::{
		ids::{ReporterIndex, SetId},
		prices::{Convict, FeedKeyBytes, Reading},
		units::{Day, Ppb},
	};
	use frame_support::{pallet_prelude::*, traits::UnixTime};
	use frame_system::{offchain::CreateAuthorizedTransaction, pallet_prelude::*};
	use sp_runtime::traits::{One, Zero};

	/// Sets of reporters that are remembered, so that what a key signed can be held against it: a
	/// week's, were there another one in each session of ten minutes.
	pub const KEPT_SETS: u32 = 7 * 24 * 6;
	/// Closures that can be decreed at a time.
	pub const MAX_CLOSURES: u32 = 32;
	/// Reporters that one `poke` strikes.
	pub const STRUCK_AT_ONCE: usize = 8;

	/// The accounts and keys of a set, in its order.
	pub type Members<T> =
		BoundedVec<(<T as frame_system::Config>::AccountId, AuthorityId), ConstU32<MAX_REPORTERS>>;

	/// The form of what is stored; whoever changes it writes a migration.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// What the pallet needs of the runtime, whose transaction extensions must begin with
	/// `frame_system::AuthorizeCall`.
	#[pallet::config]
	pub trait Config:
		frame_system::Config<RuntimeEvent: From<Event<Self>>>
		+ CreateAuthorizedTransaction<Call<Self>>
	{
		/// Who registers feeds, thaws them, settles doubts and lets reporters in again.
		type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Who freezes feeds and bars reporters: it can only reduce risk.
		type SafetyOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Who slashes and ejects a reporter.
		type Convict: Convict<Self::AccountId>;
		/// The clock.
		type Time: UnixTime;
		/// Priority of reports in the pool.
		#[pallet::constant]
		type Priority: Get<TransactionPriority>;
		/// What the calls cost.
		type WeightInfo: WeightInfo;
	}

	/// The reporters in force.
	#[pallet::storage]
	pub type CurrentSet<T: Config> = StorageValue<_, ReporterSet<T::Hash>, ValueQuery>;

	/// Every registered feed.
	#[pallet::storage]
	pub type Feeds<T: Config> = StorageMap<_, Twox64Concat, FeedKey, Feed>;

	/// The open round of each feed.
	#[pallet::storage]
	pub type Rounds<T: Config> = StorageMap<_, Twox64Concat, FeedKey, Round, ValueQuery>;

	/// The last sets, the one in force included.
	#[pallet::storage]
	pub type Sets<T: Config> = StorageMap<_, Twox64Concat, SetId, Members<T>>;

	/// How each reporter has behaved.
	#[pallet::storage]
	pub type Conducts<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, Conduct, ValueQuery>;

	/// What each feed said for each of the last 400 days, by the day modulo 400.
	#[pallet::storage]
	pub type History<T: Config> =
		StorageDoubleMap<_, Twox64Concat, FeedKey, Twox64Concat, u16, DayValue>;

	/// Unplanned closures of the bond market that governance has decreed, beyond those of
	/// [`caliber_feeds_core::Calendar`].
	#[pallet::storage]
	pub type Closures<T: Config> =
		StorageValue<_, BoundedVec<ObsDay, ConstU32<MAX_CLOSURES>>, ValueQuery>;

	/// The feeds and how they are run.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Whether one reporter is enough; true on development and local chains only.
		pub dev: bool,
		/// The registered feeds.
		pub feeds: Vec<(FeedKey, FeedRules)>,
		/// Nothing.
		#[serde(skip)]
		pub _config: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			CurrentSet::<T>::mutate(|set| set.dev = self.dev);
			for (key, rules) in &self.feeds {
				assert!(rules.in_range(*key), "feeds: a rule of a genesis feed is out of range");
				assert!(!Feeds::<T>::contains_key(key), "feeds: a genesis feed is named twice");
				Feeds::<T>::insert(key, Feed::new(*rules));
			}
		}
	}

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// What a feed reads now, in the unit of its key.
		pub fn reading(feed: FeedKey) -> Reading<i64> {
			Self::read(feed, Some)
		}

		/// All that is known of a feed now.
		pub fn status(feed: FeedKey) -> Option<FeedStatus> {
			Self::feed_status(feed)
		}

		/// What a feed said for each day from one to another, both included, oldest first.
		pub fn history(feed: FeedKey, from: ObsDay, to: ObsDay) -> Vec<DayValue> {
			Self::days(feed, from, to)
		}

		/// Where the open round of a feed stands.
		pub fn round(feed: FeedKey) -> RoundStatus {
			let set = CurrentSet::<T>::get();
			Self::round_status(feed, &set)
		}

		/// The set in force and its keys, by index.
		pub fn reporters() -> (SetId, Vec<FeedKeyBytes>) {
			let set = CurrentSet::<T>::get();
			let keys = set.reporters.iter().map(|reporter| super::impls::key_bytes(&reporter.key));
			(set.id, keys.collect())
		}

		/// The registered feeds and how they are run.
		pub fn feeds() -> Vec<(FeedKey, FeedRules)> {
			Feeds::<T>::iter().map(|(key, feed)| (key, feed.rules)).collect()
		}

		/// What the holder of a feed key may still say; nothing if the key is of no reporter.
		pub fn assignment(key: FeedKeyBytes) -> Option<Assignment> {
			Self::assignment_of(key)
		}

		/// Price and coupon equivalent of a bill at a bank discount; nothing if there is no such
		/// bill. See [`BillQuote`].
		pub fn bill(discount: Ppb, issue: Day, maturity: Day) -> Option<BillQuote> {
			BillQuote::of(discount, issue, maturity)
		}

		/// Whether `poke` has something to do for a feed.
		pub fn needs_poke(feed: FeedKey) -> bool {
			Self::is_poke_due(feed)
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Block 1 is the first to know the hash of the genesis block, which signatures cover.
		fn on_initialize(block: BlockNumberFor<T>) -> Weight {
			if !block.is_one() {
				return Weight::zero();
			}
			let genesis = frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero());
			CurrentSet::<T>::mutate(|set| set.genesis = genesis);
			T::DbWeight::get().reads_writes(2, 1)
		}

		fn offchain_worker(_: BlockNumberFor<T>) {
			Self::work();
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			use caliber_primitives::invariants::Invariants;
			match Self::broken().is_empty() {
				true => Ok(()),
				false => Err("feeds: an invariant is broken".into()),
			}
		}
	}
}
