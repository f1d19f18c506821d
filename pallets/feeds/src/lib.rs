//! # Feeds
//!
//! Treasury rates and GPU prices from the off-chain workers of the validators. Each signs what he
//! has read with his feed key; a quorum makes a value; a reading never hides how old or doubtful
//! that value is.
//!
//! | call | by | does |
//! |---|---|---|
//! | `report` | a reporter's signature, free of fees | votes in the open round of a feed, and closes it when enough agree |
//! | `set_frozen` | governance | freezes a feed, or thaws it |
//!
//! | question | where |
//! |---|---|
//! | Who may report? | [`ReporterSet`]: the feed keys of the session, whose handler this pallet is |
//! | Which report counts? | [`Feed::judge`], and why not: [`Refusal`] |
//! | When is a round closed? | [`Round::tally`]: official rates by 2f + 1 equal reports, market prices by the median of three votes each of at least 2f + 1 reporters who have asked three venues together |
//! | What becomes of the result? | [`Feed::take_in`]: a step beyond the gate waits for a second round |
//! | What is it worth now? | [`Feed::reading`], through [`caliber_primitives::prices::Prices`] |
//! | How do the figures get here? | the worker in `impls/worker`, and `caliber-feeds-core` |
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(test, allow(clippy::arithmetic_side_effects, clippy::as_conversions))]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
#[allow(clippy::as_conversions, clippy::float_arithmetic, reason = "the macro of benchmarks")]
mod benchmarking;
pub mod crypto;
mod impls;
mod invariants;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
mod types;
pub mod weights;

pub use crypto::{sr25519, AuthorityId, AuthoritySignature, KEY_TYPE};
pub use invariants::{BACKED, DISTINCT, OPEN, RULED, SORTED, TIMED};
pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

#[allow(
	clippy::as_conversions,
	clippy::expect_used,
	reason = "the macros of FRAME expand to them; scripts/check-casts.sh looks for our own"
)]
#[frame_support::pallet]
pub mod pallet {
	use super::{
		impls::Judged, Agreed, AuthoritySignature, Feed, FeedRules, Outcome, Refusal, Report,
		ReporterSet, Round, RoundId, RoundStatus, Tally, WeightInfo,
	};
	use alloc::vec::Vec;
	use caliber_feeds_core::{FeedKey, ObsDay};
	use caliber_primitives::{
		ids::{ReporterIndex, SetId},
		prices::{FeedKeyBytes, Reading},
	};
	use frame_support::{pallet_prelude::*, traits::UnixTime};
	use frame_system::{offchain::CreateAuthorizedTransaction, pallet_prelude::*};
	use sp_runtime::traits::{One, Zero};

	/// What the pallet needs of the runtime, whose transaction extensions must begin with
	/// `frame_system::AuthorizeCall`.
	#[pallet::config]
	pub trait Config:
		frame_system::Config<RuntimeEvent: From<Event<Self>>>
		+ CreateAuthorizedTransaction<Call<Self>>
	{
		/// Who freezes feeds.
		type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;
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

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A reporter has voted.
		Reported {
			/// About what.
			feed: FeedKey,
			/// In which round.
			round: RoundId,
			/// The set that the reporter is of.
			set: SetId,
			/// Who.
			reporter: ReporterIndex,
			/// The day that the value speaks of.
			day: ObsDay,
			/// In the unit of the feed.
			value: i64,
			/// Half the width of the band around it, same unit.
			conf: u64,
			/// His sources, one bit each.
			sources: u32,
			/// Hash of the figures that it rests on.
			evidence: [u8; 32],
		},
		/// Enough reporters agreed, and the next round is open.
		RoundClosed {
			/// About what.
			feed: FeedKey,
			/// What they agreed on.
			agreed: Agreed,
			/// What became of it.
			outcome: Outcome,
		},
		/// Enough reporters have voted, but on too few venues: the round stays open.
		TooFewVenues {
			/// About what.
			feed: FeedKey,
			/// In which round.
			round: RoundId,
			/// Venues in the union of the sources.
			have: u32,
			/// Venues needed.
			need: u32,
		},
		/// Governance has frozen a feed, or thawed it; the next round is open.
		FrozenSet {
			/// Which.
			feed: FeedKey,
			/// Whether it is frozen.
			frozen: bool,
		},
		/// Other keys report from now on.
		ReportersChanged {
			/// The set.
			set: SetId,
			/// How many there are.
			reporters: u32,
			/// How many must agree.
			quorum: u32,
		},
	}

	/// Why a call was refused.
	#[pallet::error]
	pub enum Error<T> {
		/// The report does not count. The reason names the remedy.
		Refused(Refusal),
		/// No such feed is registered. See the view `feeds`.
		UnknownFeed,
		/// The feed is frozen, or thawed, already. Nothing needs to be done.
		NothingChanges,
	}

	impl<T> From<Refusal> for Error<T> {
		fn from(refusal: Refusal) -> Self {
			Self::Refused(refusal)
		}
	}

	/// The pallet.
	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Votes in the open round of a feed.
		///
		/// - **Origin**: authorised by the signature; free of fees. One vote a reporter and round,
		///   and three corrections a day, are all that a key can send.
		/// - **Details**: the vote that completes a quorum closes the round. Everything but the
		///   signature is judged again here, since the state may have moved on.
		/// - **Parameters**: `report`: what is said; `signature`: of [`Report::payload`], by the
		///   feed key of the reporter.
		/// - **Errors**: `Refused`.
		/// - **Events**: `Reported`; `RoundClosed` or `TooFewVenues`.
		#[pallet::call_index(0)]
		#[pallet::authorize(Self::authorize_report)]
		pub fn report(
			origin: OriginFor<T>,
			report: Report,
			signature: AuthoritySignature,
		) -> DispatchResult {
			ensure_authorized(origin)?;
			// Whoever comes here with that origin has had it verified.
			let _ = signature;
			let now = Self::now();
			let Judged { set, feed, round, vote } =
				Self::judge(&report, now).map_err(Error::<T>::from)?;
			let observation = report.observation;
			let key = observation.feed;
			Self::deposit_event(Event::Reported {
				feed: key,
				round: round.number,
				set: set.id,
				reporter: vote.reporter,
				day: vote.day,
				value: vote.value,
				conf: vote.conf,
				sources: vote.sources,
				evidence: observation.evidence,
			});
			match round.tally(&feed.rules, &vote, set.quorum()) {
				Tally::Open => Rounds::<T>::insert(key, round),
				Tally::FewVenues { have, need } => {
					let number = round.number;
					Rounds::<T>::insert(key, round);
					Self::deposit_event(Event::TooFewVenues {
						feed: key,
						round: number,
						have,
						need,
					});
				},
				Tally::Quorum { value, conf, reporters, sources, fetched } => {
					let agreed = Agreed {
						value,
						conf,
						day: vote.day,
						observed: feed.observed(vote.day, fetched, now),
						accepted: now,
						round: round.number,
						reporters,
						quorum: set.quorum(),
						sources,
					};
					let (feed, outcome) = feed.take_in(agreed);
					Feeds::<T>::insert(key, feed);
					Rounds::<T>::insert(key, round.next());
					Self::deposit_event(Event::RoundClosed { feed: key, agreed, outcome });
				},
			}
			Ok(())
		}

		/// Freezes a feed, or thaws it.
		///
		/// - **Origin**: governance.
		/// - **Details**: a frozen feed reads `Frozen` and takes no reports. Votes that were cast,
		///   and a value in doubt, are dropped either way.
		/// - **Parameters**: `feed`; `frozen`.
		/// - **Errors**: `UnknownFeed`, `NothingChanges`.
		/// - **Events**: `FrozenSet`.
		#[pallet::call_index(1)]
		pub fn set_frozen(origin: OriginFor<T>, feed: FeedKey, frozen: bool) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			let known = Feeds::<T>::get(feed).ok_or(Error::<T>::UnknownFeed)?;
			ensure!(known.frozen != frozen, Error::<T>::NothingChanges);
			Feeds::<T>::insert(feed, known.with_frozen(frozen));
			Rounds::<T>::insert(feed, Rounds::<T>::get(feed).next());
			Self::deposit_event(Event::FrozenSet { feed, frozen });
			Ok(())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// What a feed reads now, in the unit of its key.
		pub fn reading(feed: FeedKey) -> Reading<i64> {
			Self::read(feed, Some)
		}

		/// Where the open round of a feed stands.
		pub fn round(feed: FeedKey) -> RoundStatus {
			let set = CurrentSet::<T>::get();
			let round = Rounds::<T>::get(feed).of_set(set.id);
			RoundStatus {
				number: round.number,
				set: set.id,
				votes: u32::try_from(round.votes.len()).unwrap_or(u32::MAX),
				quorum: set.quorum(),
			}
		}

		/// The set in force and its keys, by index.
		pub fn reporters() -> (SetId, Vec<FeedKeyBytes>) {
			let set = CurrentSet::<T>::get();
			(set.id, set.keys.iter().map(super::impls::key_bytes).collect())
		}

		/// The registered feeds and how they are run.
		pub fn feeds() -> Vec<(FeedKey, FeedRules)> {
			Feeds::<T>::iter().map(|(key, feed)| (key, feed.rules)).collect()
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
