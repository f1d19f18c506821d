//! # Safeguards
//!
//! What guards governance itself. The figures of it (delays, quorum, terms) are kept by
//! pallet-parameters, which knows no ranges and no delays: they are changed here only, within ranges
//! that are compiled in, and what binds less than before waits. A public vote that has gone wrong is
//! stopped by a committee, once: the same call is voted on again without it.
//!
//! | call | by | does |
//! |---|---|---|
//! | `change` | root | gives a figure another value, at once or after the wait |
//! | `veto` | the committee | stops a proposal before it is carried out |
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(test, allow(clippy::arithmetic_side_effects, clippy::as_conversions))]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
#[allow(clippy::as_conversions, clippy::float_arithmetic, reason = "the macro of benchmarks")]
mod benchmarking;
mod invariants;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
pub mod weights;

pub use invariants::IN_RANGE;
pub use pallet::*;
pub use weights::WeightInfo;

#[allow(
	clippy::as_conversions,
	clippy::expect_used,
	reason = "the macros of FRAME expand to them; scripts/check-casts.sh looks for our own"
)]
#[frame_support::pallet]
pub mod pallet {
	use super::WeightInfo;
	use caliber_primitives::{
		governance::{Ballots, Figures, Parameter, Registry},
		units::Seconds,
	};
	use frame_support::{pallet_prelude::*, traits::UnixTime};
	use frame_system::pallet_prelude::*;
	use sp_core::H256;

	/// The form of what is stored; whoever changes it writes a migration.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// What the pallet needs of the runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Where the figures are kept.
		type Registry: Registry;
		/// The public votes.
		type Ballots: Ballots;
		/// Who changes figures.
		type ChangeOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Who stops proposals.
		type VetoOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// The clock.
		type Time: UnixTime;
		/// What the calls cost.
		type WeightInfo: WeightInfo;
	}

	/// The hashes of calls that a veto has been spent on.
	#[pallet::storage]
	pub type Vetoed<T: Config> = StorageMap<_, Identity, H256, (), OptionQuery>;

	/// The figures that a chain begins with.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// The figures.
		pub figures: Figures,
		/// Nothing.
		#[serde(skip)]
		pub chain: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			for parameter in self.figures.all() {
				assert!(parameter.in_range(), "safeguards: a figure is out of range");
				T::Registry::set(parameter);
			}
		}
	}

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A figure has another value, or will have. What waited of it before is replaced.
		Changed {
			/// The figure and its value.
			parameter: Parameter,
			/// From when on it is in force.
			from: Seconds,
		},
		/// A proposal was stopped. Its call cannot be stopped again.
		Vetoed {
			/// The proposal.
			proposal: u32,
			/// The hash of its call.
			call: H256,
		},
	}

	/// Why a call was refused.
	#[pallet::error]
	pub enum Error<T> {
		/// The value is not in the range that is compiled in for its figure. Look at the table of
		/// figures, units included.
		OutOfRange,
		/// The proposal is neither voted on nor passed and waiting. Look at its number.
		NothingToVeto,
		/// The same call was stopped before. Holders of CAL have the last word: vote against it.
		VetoedBefore,
	}

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Gives a figure another value.
		///
		/// - **Origin**: root.
		/// - **Details**: at once when it binds no less than the one in force; otherwise once every
		///   vote that runs now is over and a delay that gets shorter has passed. A decision
		///   replaces what waited of the same figure; deciding on the value in force takes it back.
		/// - **Parameters**: `parameter`: the figure and its value.
		/// - **Errors**: `OutOfRange`.
		/// - **Events**: `Changed`.
		#[pallet::call_index(0)]
		pub fn change(origin: OriginFor<T>, parameter: Parameter) -> DispatchResult {
			T::ChangeOrigin::ensure_origin(origin)?;
			ensure!(parameter.in_range(), Error::<T>::OutOfRange);
			let from = T::Registry::change(parameter, Seconds(T::Time::now().as_secs()));
			Self::deposit_event(Event::Changed { parameter, from });
			Ok(())
		}

		/// Stops a proposal while it is voted on, or once it has passed and waits to be carried out.
		///
		/// - **Origin**: the technical committee.
		/// - **Details**: its deposits can be taken back. One call is stopped once: who proposes it
		///   again gains a whole vote's time, in which everybody knows of the veto.
		/// - **Parameters**: `proposal`: its number.
		/// - **Errors**: `NothingToVeto`, `VetoedBefore`.
		/// - **Events**: `Vetoed`.
		#[pallet::call_index(1)]
		pub fn veto(origin: OriginFor<T>, proposal: u32) -> DispatchResult {
			T::VetoOrigin::ensure_origin(origin)?;
			let call = T::Ballots::call_of(proposal).ok_or(Error::<T>::NothingToVeto)?;
			ensure!(!Vetoed::<T>::contains_key(call), Error::<T>::VetoedBefore);
			Vetoed::<T>::insert(call, ());
			T::Ballots::stop(proposal)?;
			Self::deposit_event(Event::Vetoed { proposal, call });
			Ok(())
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			use caliber_primitives::invariants::Invariants;
			match Self::broken().is_empty() {
				true => Ok(()),
				false => Err("safeguards: an invariant is broken".into()),
			}
		}
	}
}
