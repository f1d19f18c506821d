//! # Roles
//!
//! Who may attest what, where and until when. Governance grants an account a role for a scope; the
//! other pallets ask through the trait [`caliber_primitives::roles::Roles`], which reads one value.
//!
//! | call | by | does |
//! |---|---|---|
//! | `grant` | governance | gives a role, or changes how long a running grant lasts |
//! | `revoke` | governance | ends a grant in the same block; what was said before still counts |
//! | `doubt` | governance | ends every grant of a role and takes back what was said since a moment |
//!
//! Grants that have ended are kept: whether an old statement counts depends on who could make it
//! then.
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(test, allow(clippy::arithmetic_side_effects, clippy::as_conversions))]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
#[allow(clippy::as_conversions, clippy::float_arithmetic, reason = "the macro of benchmarks")]
mod benchmarking;
mod impls;
mod invariants;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
mod types;
pub mod weights;

pub use impls::EnsureRole;
pub use invariants::{DISJOINT, EXPIRES, ORDERED, SORTED};
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
	use super::{Grant, GrantError, GrantList, WeightInfo};
	use alloc::vec::Vec;
	use caliber_primitives::{
		roles::{Role, Scope, Subject},
		units::Seconds,
	};
	use frame_support::{pallet_prelude::*, traits::UnixTime};
	use frame_system::pallet_prelude::*;

	/// The form of what is stored; whoever changes it writes a migration.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// What the pallet needs of the runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Who grants and revokes.
		type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// The longest term of a role that is granted for a term only.
		type Term: Get<Seconds>;
		/// The clock.
		type Time: UnixTime;
		/// What the calls cost.
		type WeightInfo: WeightInfo;
	}

	/// Every grant of a role to an account, ended ones included, sorted by scope and beginning. One
	/// value a role, so that asking costs one read.
	#[pallet::storage]
	pub type Grants<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Twox64Concat,
		Role,
		GrantList,
		ValueQuery,
	>;

	/// The first grants.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Account, role, scope, and the moment at which it ends.
		pub grants: Vec<(T::AccountId, Role, Scope, Option<Seconds>)>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		#[allow(clippy::expect_used, reason = "a genesis that cannot be built must not start")]
		fn build(&self) {
			for (who, role, scope, until) in &self.grants {
				assert!(role.admits(scope), "roles: a genesis grant is too narrow");
				assert!(until.is_some() || !role.expires(), "roles: a genesis grant has no end");
				Grants::<T>::mutate(who, role, |list| list.grant(*scope, Seconds::ZERO, *until))
					.expect("roles: a genesis grant is refused");
			}
		}
	}

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An account has a role, or its term has changed.
		Granted {
			/// The account.
			who: T::AccountId,
			/// What it may do.
			role: Role,
			/// What for.
			scope: Scope,
			/// Since when.
			since: Seconds,
			/// The moment at which it ends, if any.
			until: Option<Seconds>,
		},
		/// An account has lost a role.
		Revoked {
			/// The account.
			who: T::AccountId,
			/// What it could do.
			role: Role,
			/// What for.
			scope: Scope,
			/// From this moment on it cannot.
			at: Seconds,
		},
		/// What an account has said does not count any more.
		Doubted {
			/// The account.
			who: T::AccountId,
			/// As what it spoke.
			role: Role,
			/// Whatever it said from this moment on is taken back.
			since: Seconds,
			/// From this moment on it has the role for nothing.
			at: Seconds,
		},
	}

	/// Why a call was refused.
	#[pallet::error]
	pub enum Error<T> {
		/// The account has no grant in force for exactly this role and scope. Look at its grants.
		NoSuchGrant,
		/// The grant would end before it begins. Give a later moment, or none.
		EndsInPast,
		/// A Guardian is appointed for a term, so that who can stop others is asked again. Give an end
		/// within the term that governance has set.
		NoTerm,
		/// Nobody appraises for one item or one site alone: lots that are split keep their appraisal
		/// under other ids, and hardware that moves keeps its own. Give a class or everything.
		ScopeTooNarrow,
		/// The account has had 16 grants of this role. Use another account or a wider scope.
		TooManyGrants,
		/// Nothing that will be said later can be put in doubt now. Give a moment in the past.
		SinceInFuture,
	}

	impl<T> From<GrantError> for Error<T> {
		fn from(error: GrantError) -> Self {
			match error {
				GrantError::NoSuchGrant => Self::NoSuchGrant,
				GrantError::EndsInPast => Self::EndsInPast,
				GrantError::TooMany => Self::TooManyGrants,
			}
		}
	}

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Gives an account a role.
		///
		/// - **Origin**: governance.
		/// - **Details**: when a grant for the same scope is in force, only its end changes. That of a
		///   Guardian ends within a term, and is renewed by another call.
		/// - **Parameters**: `who`: the account; `role`: what it may do; `scope`: what for;
		///   `until`: the moment at which it ends, if any.
		/// - **Errors**: `ScopeTooNarrow`, `NoTerm`, `EndsInPast`, `TooManyGrants`.
		/// - **Events**: `Granted`.
		#[pallet::call_index(0)]
		pub fn grant(
			origin: OriginFor<T>,
			who: T::AccountId,
			role: Role,
			scope: Scope,
			until: Option<Seconds>,
		) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			ensure!(role.admits(&scope), Error::<T>::ScopeTooNarrow);
			let now = Self::now();
			if role.expires() {
				let latest = now.saturating_add(T::Term::get());
				ensure!(until.is_some_and(|until| until <= latest), Error::<T>::NoTerm);
			}
			let Grant { since, .. } = Grants::<T>::try_mutate(&who, role, |list| {
				list.grant(scope, now, until).map_err(Error::<T>::from)
			})?;
			Self::deposit_event(Event::Granted { who, role, scope, since, until });
			Ok(())
		}

		/// Ends a grant at once.
		///
		/// - **Origin**: governance.
		/// - **Details**: what the account said under it before still counts; see `doubt`.
		/// - **Parameters**: `who`, `role`, `scope`: exactly as granted.
		/// - **Errors**: `NoSuchGrant`.
		/// - **Events**: `Revoked`.
		#[pallet::call_index(1)]
		pub fn revoke(
			origin: OriginFor<T>,
			who: T::AccountId,
			role: Role,
			scope: Scope,
		) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			let at = Self::now();
			Grants::<T>::try_mutate(&who, role, |list| {
				list.revoke(scope, at).map_err(Error::<T>::from)
			})?;
			Self::deposit_event(Event::Revoked { who, role, scope, at });
			Ok(())
		}

		/// Ends every grant of a role and takes back what was said under them, for a key that got
		/// into wrong hands.
		///
		/// - **Origin**: governance.
		/// - **Details**: one bounded write, however many statements there are: each is judged by
		///   its moment when it is used. The role can be granted again; what is said from then on
		///   counts.
		/// - **Parameters**: `who`, `role`; `since`: the moment from which on nothing counts.
		/// - **Errors**: `NoSuchGrant` (never had the role), `SinceInFuture`.
		/// - **Events**: `Doubted`.
		#[pallet::call_index(2)]
		pub fn doubt(
			origin: OriginFor<T>,
			who: T::AccountId,
			role: Role,
			since: Seconds,
		) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			let at = Self::now();
			ensure!(since <= at, Error::<T>::SinceInFuture);
			Grants::<T>::try_mutate(&who, role, |list| {
				list.doubt(since, at).map_err(Error::<T>::from)
			})?;
			Self::deposit_event(Event::Doubted { who, role, since, at });
			Ok(())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Whether the account has the role for anything now.
		pub fn holds(who: T::AccountId, role: Role) -> bool {
			let now = Self::now();
			Grants::<T>::get(who, role).0.iter().any(|grant| grant.in_force(now))
		}

		/// Whether the account may act as `role` on `about` now.
		pub fn may(who: T::AccountId, role: Role, about: Subject) -> bool {
			Grants::<T>::get(who, role).allows(&about, Self::now()).is_ok()
		}

		/// Every grant that the account has or had.
		pub fn grants_of(who: T::AccountId) -> Vec<(Role, GrantList)> {
			Grants::<T>::iter_prefix(who).collect()
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			use caliber_primitives::invariants::Invariants;
			match Self::broken().is_empty() {
				true => Ok(()),
				false => Err("roles: an invariant is broken".into()),
			}
		}
	}
}
