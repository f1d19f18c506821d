//! # Validators
//!
//! Who makes blocks. An account bonds CAL and becomes a candidate; governance admits it; it leaves
//! by itself or is removed, and gets the bond back once no offence of its time can be reported any
//! more. An offence slashes the bond and ejects.
//!
//! | call | by | does |
//! |---|---|---|
//! | `bond` | anyone with CAL | candidate |
//! | `admit` | governance | candidate to validator |
//! | `leave` | candidate or validator | starts the wait |
//! | `remove` | governance | the same for somebody else |
//! | `withdraw_bond` | who has left | frees what is left of the bond |
//! | `set_rules` | governance | changes [`Rules`] |
//! | `report_double_block` | anyone with the proof | slashes and ejects whoever made two blocks for one slot |
//!
//! The set changes at a session's end and takes effect one session later, as in pallet-session.
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(test, allow(clippy::arithmetic_side_effects, clippy::as_conversions))]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
#[allow(clippy::as_conversions, clippy::float_arithmetic, reason = "the macro of benchmarks")]
#[allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "sets its scene up by hand")]
mod benchmarking;
mod double;
mod impls;
mod invariants;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
mod types;
pub mod weights;

#[cfg(feature = "runtime-benchmarks")]
pub use double::SetUpSession;
pub use double::{DoubleAuthoring, DoubleBlock};
pub use impls::BondOf;
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
	use super::{DoubleAuthoring, DoubleBlock, Fines, Rules, Standing, WeightInfo};
	use alloc::{boxed::Box, vec::Vec};
	use frame_support::{
		pallet_prelude::*,
		traits::{
			fungible::{hold, Credit},
			tokens::Precision,
			KeyOwnerProofSystem, OnUnbalanced,
		},
	};
	use frame_system::{offchain::CreateAuthorizedTransaction, pallet_prelude::*};
	use sp_consensus_aura::sr25519::AuthorityId;
	use sp_core::crypto::KeyTypeId;
	use sp_runtime::traits::Convert;
	use sp_session::MembershipProof;
	use sp_staking::{offence::ReportOffence, SessionIndex};

	/// A validator and the bond that stood behind it, in the smallest unit of CAL.
	pub type BondedAccount<T> = (<T as frame_system::Config>::AccountId, u128);

	/// The form of what is stored; whoever changes it writes a migration.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// What the pallet needs of the runtime, whose transaction extensions must begin with
	/// `frame_system::AuthorizeCall`.
	#[pallet::config]
	pub trait Config:
		frame_system::Config<RuntimeEvent: From<Event<Self>>>
		+ CreateAuthorizedTransaction<Call<Self>>
	{
		/// CAL, in which bonds are held.
		type Currency: hold::Mutate<Self::AccountId, Reason = Self::RuntimeHoldReason, Balance = u128>
			+ hold::Balanced<Self::AccountId, Reason = Self::RuntimeHoldReason, Balance = u128>;
		/// The runtime's hold reasons.
		type RuntimeHoldReason: From<HoldReason>;
		/// Where slashed bonds go.
		type OnSlash: OnUnbalanced<Credit<Self::AccountId, Self::Currency>>;
		/// Who admits, removes and sets rules.
		type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Whether an account has session keys: a validator without them would miss its slots.
		type HasKeys: frame_support::traits::Contains<Self::AccountId>;
		/// The session that runs.
		type Session: Get<SessionIndex>;
		/// The session whose validators make a block of this number.
		type SessionAt: Convert<u32, SessionIndex>;
		/// Who owned which key in which session.
		type KeyOwner: KeyOwnerProofSystem<
			(KeyTypeId, AuthorityId),
			Proof = MembershipProof,
			IdentificationTuple = BondedAccount<Self>,
		>;
		/// Who judges offences.
		type Offences: ReportOffence<
			Self::AccountId,
			BondedAccount<Self>,
			DoubleAuthoring<BondedAccount<Self>>,
		>;
		/// Fills a session with validators.
		#[cfg(feature = "runtime-benchmarks")]
		type SetUpSession: super::SetUpSession<Self::AccountId>;
		/// The most validators.
		#[pallet::constant]
		type MaxValidators: Get<u32>;
		/// What the calls cost.
		type WeightInfo: WeightInfo;
	}

	/// Why CAL is held.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// A validator's or candidate's bond.
		Bond,
	}

	/// The accounts that make blocks from the session after next on, sorted.
	#[pallet::storage]
	pub type Validators<T: Config> =
		StorageValue<_, BoundedVec<T::AccountId, T::MaxValidators>, ValueQuery>;

	/// Where each bonded account stands.
	#[pallet::storage]
	pub type Bonded<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Standing>;

	/// What the offences of the last sessions have cost each bonded account.
	#[pallet::storage]
	pub type Fined<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Fines, ValueQuery>;

	/// How the set is run.
	#[pallet::storage]
	pub type CurrentRules<T: Config> = StorageValue<_, Rules, ValueQuery>;

	/// The first validators and the rules.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Bonded and admitted from the start; each needs the bond in free balance.
		pub validators: Vec<T::AccountId>,
		/// How the set is run.
		pub rules: Rules,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		#[allow(clippy::expect_used, reason = "a genesis that cannot be built must not start")]
		fn build(&self) {
			assert!(
				self.rules.in_range(T::MaxValidators::get()),
				"validators: a rule is out of range"
			);
			CurrentRules::<T>::put(self.rules);
			let mut validators = self.validators.clone();
			validators.sort();
			validators.dedup();
			for who in &validators {
				Pallet::<T>::hold_bond(who).expect("validators: a bond exceeds a free balance");
				Bonded::<T>::insert(who, Standing::Validator);
			}
			Validators::<T>::put(
				BoundedVec::try_from(validators).expect("validators: more than the maximum"),
			);
		}
	}

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An account has bonded and waits to be admitted.
		BondHeld {
			/// The account.
			who: T::AccountId,
			/// Held, in the smallest unit of CAL.
			amount: u128,
		},
		/// A candidate was admitted.
		Admitted {
			/// The validator.
			who: T::AccountId,
			/// Validators now.
			validators: u32,
		},
		/// An account has left or was removed.
		Left {
			/// The account.
			who: T::AccountId,
			/// From this session on the bond is free.
			free_from: SessionIndex,
			/// Validators now.
			validators: u32,
		},
		/// An offence was punished.
		Slashed {
			/// The offender, out of the set.
			who: T::AccountId,
			/// Taken from the bond, in the smallest unit of CAL.
			amount: u128,
			/// From this session on the rest is free.
			free_from: SessionIndex,
		},
		/// What was left of a bond is free again.
		BondWithdrawn {
			/// The account.
			who: T::AccountId,
			/// Freed, in the smallest unit of CAL.
			amount: u128,
		},
		/// The rules changed.
		RulesSet {
			/// The new rules.
			rules: Rules,
		},
	}

	/// Why a call was refused.
	#[pallet::error]
	pub enum Error<T> {
		/// The account is bonded already. Wait to be admitted, or leave first.
		AlreadyBonded,
		/// The account has no bond here. Call `bond` first.
		NotBonded,
		/// The account is not a candidate. It must bond, and must not be leaving.
		NotCandidate,
		/// The account has no session keys. Call `Session::set_keys` first.
		NoKeys,
		/// The set is full. Somebody must leave first, or governance allow more.
		SetFull,
		/// The set must not become smaller. Admit another validator first.
		SetTooSmall,
		/// The account is leaving already. Wait for its session, then withdraw the bond.
		AlreadyLeaving,
		/// The bond is not free yet. Wait for the session named in the event `Left`.
		StillBonded,
		/// A rule is out of range. See the ranges of `Rules`.
		OutOfRange,
		/// The headers are no two blocks of one author for one slot, or the key was not his in that session.
		/// Bring both headers with their seals, and the proof of the key's owner in the session of the later.
		NoDoubleBlock,
		/// This has been judged already. Nothing is left to do.
		ReportedBefore,
	}

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Bonds CAL and becomes a candidate.
		///
		/// - **Origin**: signed.
		/// - **Details**: holds the bond that the rules ask for now.
		/// - **Errors**: `AlreadyBonded`; the balance's own when it is too small.
		/// - **Events**: `BondHeld`.
		#[pallet::call_index(0)]
		pub fn bond(origin: OriginFor<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			ensure!(!Bonded::<T>::contains_key(&who), Error::<T>::AlreadyBonded);
			Bonded::<T>::insert(&who, Standing::Candidate);
			let amount = Self::hold_bond(&who)?;
			Self::deposit_event(Event::BondHeld { who, amount });
			Ok(())
		}

		/// Leaves the candidates or the set.
		///
		/// - **Origin**: signed by a candidate or validator.
		/// - **Details**: the bond stays held for the unbonding time.
		/// - **Errors**: `NotBonded`, `AlreadyLeaving`, `SetTooSmall`.
		/// - **Events**: `Left`.
		#[pallet::call_index(1)]
		pub fn leave(origin: OriginFor<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_leave(who)
		}

		/// Frees what is left of the bond after the unbonding time.
		///
		/// - **Origin**: signed by an account that has left.
		/// - **Errors**: `NotBonded`, `StillBonded`.
		/// - **Events**: `BondWithdrawn`.
		#[pallet::call_index(2)]
		pub fn withdraw_bond(origin: OriginFor<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			let Standing::Leaving(free_from) =
				Bonded::<T>::get(&who).ok_or(Error::<T>::NotBonded)?
			else {
				return Err(Error::<T>::StillBonded.into());
			};
			ensure!(T::Session::get() >= free_from, Error::<T>::StillBonded);
			Bonded::<T>::remove(&who);
			Fined::<T>::remove(&who);
			let amount = <T::Currency as hold::Mutate<_>>::release_all(
				&HoldReason::Bond.into(),
				&who,
				Precision::BestEffort,
			)?;
			Self::deposit_event(Event::BondWithdrawn { who, amount });
			Ok(())
		}

		/// Admits a candidate to the set.
		///
		/// - **Origin**: governance.
		/// - **Parameters**: `who`: a candidate with session keys.
		/// - **Errors**: `NotCandidate`, `NoKeys`, `SetFull`.
		/// - **Events**: `Admitted`.
		#[pallet::call_index(3)]
		pub fn admit(origin: OriginFor<T>, who: T::AccountId) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			ensure!(Bonded::<T>::get(&who) == Some(Standing::Candidate), Error::<T>::NotCandidate);
			ensure!(
				<T::HasKeys as frame_support::traits::Contains<_>>::contains(&who),
				Error::<T>::NoKeys
			);
			let validators = Validators::<T>::try_mutate(|set| {
				let Err(place) = set.binary_search(&who) else {
					return Err(Error::<T>::NotCandidate);
				};
				set.try_insert(place, who.clone()).map_err(|_| Error::<T>::SetFull)?;
				let count = Self::count(set);
				ensure!(count <= CurrentRules::<T>::get().max_validators, Error::<T>::SetFull);
				Ok(count)
			})?;
			Bonded::<T>::insert(&who, Standing::Validator);
			Self::deposit_event(Event::Admitted { who, validators });
			Ok(())
		}

		/// Removes a candidate or validator.
		///
		/// - **Origin**: governance.
		/// - **Details**: as if it had left; nothing is slashed.
		/// - **Parameters**: `who`: a candidate or validator.
		/// - **Errors**: `NotBonded`, `AlreadyLeaving`, `SetTooSmall`.
		/// - **Events**: `Left`.
		#[pallet::call_index(4)]
		pub fn remove(origin: OriginFor<T>, who: T::AccountId) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			Self::do_leave(who)
		}

		/// Changes the rules.
		///
		/// - **Origin**: governance.
		/// - **Details**: bonds that are held stay as they are.
		/// - **Parameters**: `rules`: the new rules.
		/// - **Errors**: `OutOfRange`.
		/// - **Events**: `RulesSet`.
		#[pallet::call_index(5)]
		pub fn set_rules(origin: OriginFor<T>, rules: Rules) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			ensure!(rules.in_range(T::MaxValidators::get()), Error::<T>::OutOfRange);
			CurrentRules::<T>::put(rules);
			Self::deposit_event(Event::RulesSet { rules });
			Ok(())
		}

		/// Shows two blocks that one author has made for one slot.
		///
		/// - **Origin**: authorised by the proof; free of fees. The nodes that see both blocks send it, anyone
		///   may.
		/// - **Details**: slashes `min(3k/n, 1)^2` of the bond, of `k` offenders among `n` validators, and
		///   ejects. What the offences of one session cost is not taken twice.
		/// - **Parameters**: `proof`: both headers with their seals; `owner`: that the offender owned the key in
		///   the session of the later block.
		/// - **Errors**: `NoDoubleBlock`, `ReportedBefore`.
		/// - **Events**: `Slashed`, and `Offence` of the pallet that counts offences.
		#[pallet::call_index(6)]
		#[pallet::authorize(|source, proof, owner| {
			Self::authorize_report(source, proof, owner)
		})]
		#[pallet::weight_of_authorize(T::WeightInfo::authorize_report())]
		pub fn report_double_block(
			origin: OriginFor<T>,
			proof: Box<DoubleBlock<HeaderFor<T>>>,
			owner: MembershipProof,
		) -> DispatchResult {
			ensure_authorized(origin)?;
			Self::judge(&proof, &owner)
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::MaxValidators::get() > 0, "validators: the set must have room");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			use caliber_primitives::invariants::Invariants;
			match Self::broken().is_empty() {
				true => Ok(()),
				false => Err("validators: an invariant is broken".into()),
			}
		}
	}
}
