//! # Usdai
//!
//! The dollar. Reserve dollars are taken and paid one to one; every dollar in circulation is backed
//! by cash, by bills at settled cost or by cash in transit, never by a loan. What backs it beyond
//! that is surplus, which is derived and never stored.
//!
//! | call | by | does |
//! |---|---|---|
//! | `mint` | anyone | reserve asset in, dollars out |
//! | `redeem` | anyone | dollars in, one reserve asset out, while its cash lasts |
//! | `redeem_mix` | anyone | dollars in, every held asset out by its part of the cash |
//! | `reconcile` | anyone | books dollars that were destroyed elsewhere to surplus |
//! | `attest_price` | Auditor | says what a reserve asset is worth |
//! | `freeze` | Guardian, governance | puts an account on the freeze list |
//! | `pause` | Guardian, governance | stops intake, then exits, then transfers |
//! | `unfreeze`, `unpause` | governance | undoes these |
//! | `register`, `set_terms`, `set_rules` | governance | adds an asset, changes its terms, the rules |
//!
//! The treasury moves cash, and mints settled surplus, through the trait
//! [`caliber_primitives::dollar::Dollar`]; everybody asks
//! [`caliber_primitives::dollar::Compliance`] who is frozen and what is paused.
//!
//! Each change is a pure function of [`Desk`], which a call reads whole, changes and stores before
//! any unit moves; what it computes is in [`caliber_finance::dollar`]. Units move in four functions
//! only: in and out of the pot, into and out of circulation (`impls/money.rs`).
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(test, allow(clippy::arithmetic_side_effects, clippy::as_conversions))]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
#[allow(clippy::as_conversions, clippy::float_arithmetic, reason = "the macro of benchmarks")]
#[allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "sets its scene up by hand")]
mod benchmarking;
mod errors;
mod events;
mod impls;
#[allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "sums independently")]
mod invariants;
#[cfg(test)]
#[allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "computes by hand")]
mod mock;
#[cfg(test)]
#[allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "computes by hand")]
mod tests;
mod types;
pub mod weights;

pub use invariants::{BACKED, FUSED, ISSUED, KEPT, PAST, REGISTERED, RULED};
pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use frame_support::pallet_macros::import_section;

#[allow(
	clippy::as_conversions,
	clippy::expect_used,
	reason = "the macros of FRAME expand to them; scripts/check-casts.sh looks for our own"
)]
#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
	use super::{
		in_price_range, AttestedPrice, Freeze, FreezeReason, Ledger, MintQuote, MixQuote,
		RedeemQuote, Reserves, Rules, Terms, WeightInfo,
	};
	use alloc::vec::Vec;
	use caliber_primitives::{
		dollar::{PauseTier, ReserveBook},
		ids::{BillId, ReserveSlot},
		roles::{Role, RoleError, Roles},
		units::{MicroUsd, ReserveAmount, Seconds, UsdaiAmount},
	};
	use frame_support::{
		pallet_prelude::*,
		traits::{fungible, fungibles, Contains, UnixTime},
		PalletId,
	};
	use frame_system::pallet_prelude::*;

	/// What the pallet needs of the runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The dollar's token. Nobody else mints it.
		type Dollar: fungible::Mutate<Self::AccountId, Balance = u128>;
		/// Names a reserve asset.
		type ReserveId: Parameter + Member + MaybeSerializeDeserialize + MaxEncodedLen;
		/// The ledger of reserve assets, and their decimals.
		type Reserves: fungibles::Mutate<Self::AccountId, AssetId = Self::ReserveId, Balance = u128>
			+ fungibles::metadata::Inspect<Self::AccountId>;
		/// What the treasury holds for the dollar.
		type ReserveBook: ReserveBook;
		/// Who may attest, freeze and pause.
		type Roles: Roles<Self::AccountId>;
		/// Accounts that cannot be frozen: the keyless ones of the chain.
		type Protected: Contains<Self::AccountId>;
		/// Who registers assets, sets terms and rules, and undoes what a Guardian did.
		type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// The clock.
		type Time: UnixTime;
		/// Names the keyless account that holds the cash.
		#[pallet::constant]
		type PalletId: Get<PalletId>;
		/// What the calls cost.
		type WeightInfo: WeightInfo;
	}

	/// The dollar's totals.
	#[pallet::storage]
	pub type Books<T: Config> = StorageValue<_, Ledger, ValueQuery>;

	/// The reserve assets by slot: terms, price and cash in hand in the asset's own unit.
	#[pallet::storage]
	pub type ReserveAssets<T: Config> = StorageValue<_, Reserves<T::ReserveId>, ValueQuery>;

	/// The parameters.
	#[pallet::storage]
	pub type CurrentRules<T: Config> = StorageValue<_, Rules, ValueQuery>;

	/// Dollars minted on the income of each bill.
	#[pallet::storage]
	pub type Harvested<T: Config> = StorageMap<_, Twox64Concat, BillId, UsdaiAmount, ValueQuery>;

	/// The freeze list; entries that have run out bind nobody.
	#[pallet::storage]
	pub type FreezeList<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Freeze>;

	/// The highest tier that is paused.
	#[pallet::storage]
	pub type Paused<T: Config> = StorageValue<_, PauseTier>;

	/// The first reserve assets and the rules.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Asset, its decimals as its metadata says, and terms; the first has slot 0.
		pub reserves: Vec<(T::ReserveId, u8, Terms)>,
		/// The parameters.
		pub rules: Rules,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		#[allow(clippy::expect_used, reason = "a genesis that cannot be built must not start")]
		fn build(&self) {
			assert!(self.rules.in_range(), "usdai: a rule is out of range");
			let issuance = <T::Dollar as fungible::Inspect<_>>::total_issuance();
			assert!(issuance == 0, "usdai: dollars exist that nobody has minted");
			CurrentRules::<T>::put(self.rules);
			let _ = frame_system::Pallet::<T>::inc_providers(&Pallet::<T>::pot());
			for (asset, decimals, terms) in &self.reserves {
				Pallet::<T>::add_reserve(asset, *decimals, *terms)
					.expect("usdai: a genesis reserve asset is refused");
			}
		}
	}

	/// The pallet.
	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Mints dollars for a reserve asset.
		///
		/// - **Origin**: signed, not frozen.
		/// - **Details**: the asset counts at its price, at most one dollar; the fee rounds up, what
		///   is minted rounds down, the rest stays in surplus. Both a call and a window are bounded.
		/// - **Parameters**: `slot`: the asset; `amount`: of it, in its own unit; `max_fee`: the
		///   most that fee and discount together may be.
		/// - **Errors**: `AccountFrozen`, `TierPaused`, those of [`super::Desk::mint`], the asset's
		///   own when the balance is too small.
		/// - **Events**: `Minted`.
		#[pallet::call_index(0)]
		pub fn mint(
			origin: OriginFor<T>,
			slot: ReserveSlot,
			amount: ReserveAmount,
			max_fee: UsdaiAmount,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::ensure_may(&who, PauseTier::Intake)?;
			let (desk, quote) = Self::desk().mint(slot, amount, max_fee).map_err(Self::error)?;
			Self::store(&desk);
			Self::take_in(&desk, slot, &who, amount)?;
			Self::issue(&who, quote.minted)?;
			Self::deposit_event(Event::Minted { who, slot, paid: amount, quote });
			Ok(())
		}

		/// Redeems dollars in one reserve asset.
		///
		/// - **Origin**: signed, not frozen.
		/// - **Details**: one to one less the fee, in a shortfall by backing over what is owing; the
		///   fee rounds up, what is paid rounds down to the asset's unit. What is redeemed leaves
		///   the window of minting again.
		/// - **Parameters**: `slot`: the asset; `amount`: dollars; `max_fee`: the most that fee and
		///   discount together may be.
		/// - **Errors**: `AccountFrozen`, `TierPaused`, those of [`super::Desk::redeem`], the
		///   token's own when the balance is too small.
		/// - **Events**: `Redeemed`.
		#[pallet::call_index(1)]
		pub fn redeem(
			origin: OriginFor<T>,
			slot: ReserveSlot,
			amount: UsdaiAmount,
			max_fee: UsdaiAmount,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::ensure_may(&who, PauseTier::Exit)?;
			let (desk, quote) = Self::desk().redeem(slot, amount, max_fee).map_err(Self::error)?;
			Self::store(&desk);
			Self::destroy(&who, amount)?;
			Self::pay_out(&desk, slot, &who, quote.paid)?;
			Self::deposit_event(Event::Redeemed { who, slot, amount, quote });
			Ok(())
		}

		/// Redeems dollars in every held asset, each by its part of the cash.
		///
		/// - **Origin**: signed, not frozen.
		/// - **Details**: works whatever the assets' prices: the first and the last holder are paid
		///   the same mix. Fees and rounding as in `redeem`, asset by asset.
		/// - **Parameters**: `amount`: dollars; `max_fee`: the most that fees and discount together
		///   may be.
		/// - **Errors**: `AccountFrozen`, `TierPaused`, those of [`super::Desk::redeem_mix`], the
		///   token's own when the balance is too small.
		/// - **Events**: `MixRedeemed`.
		#[pallet::call_index(2)]
		pub fn redeem_mix(
			origin: OriginFor<T>,
			amount: UsdaiAmount,
			max_fee: UsdaiAmount,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::ensure_may(&who, PauseTier::Exit)?;
			let (desk, quote) = Self::desk().redeem_mix(amount, max_fee).map_err(Self::error)?;
			Self::store(&desk);
			Self::destroy(&who, amount)?;
			for (slot, units) in &quote.paid {
				Self::pay_out(&desk, *slot, &who, *units)?;
			}
			Self::deposit_event(Event::MixRedeemed { who, amount, quote });
			Ok(())
		}

		/// Books dollars that were destroyed elsewhere, such as dust, to surplus.
		///
		/// - **Origin**: signed by anyone.
		/// - **Details**: dollars in circulation fall to the token's issuance; they never rise.
		/// - **Errors**: `NothingToReconcile`.
		/// - **Events**: `Reconciled`.
		#[pallet::call_index(3)]
		pub fn reconcile(origin: OriginFor<T>) -> DispatchResult {
			ensure_signed(origin)?;
			let circulating = <T::Dollar as fungible::Inspect<_>>::total_issuance();
			let (desk, destroyed) =
				Self::desk().reconcile(UsdaiAmount(circulating)).map_err(Self::error)?;
			Self::store(&desk);
			Self::deposit_event(Event::Reconciled { destroyed, issued: desk.ledger.issued });
			Ok(())
		}

		/// Says what one unit of a reserve asset is worth.
		///
		/// - **Origin**: signed by an Auditor.
		/// - **Details**: below 0.995 or when it is old, minting stops; outside 0.995 to 1.005 or
		///   when it is old, redemption pays the mix.
		/// - **Parameters**: `slot`: the asset; `price`: of one whole unit.
		/// - **Errors**: `Role`, `OutOfRange`, `UnknownReserve`.
		/// - **Events**: `PriceAttested`.
		#[pallet::call_index(4)]
		pub fn attest_price(
			origin: OriginFor<T>,
			slot: ReserveSlot,
			price: MicroUsd,
		) -> DispatchResult {
			let by = ensure_signed(origin)?;
			Self::ensure_role(&by, Role::Auditor)?;
			ensure!(in_price_range(price), Error::<T>::OutOfRange);
			let at = Self::now();
			Self::change_reserve(slot, |reserve| {
				reserve.price = Some(AttestedPrice { price, at })
			})?;
			Self::deposit_event(Event::PriceAttested { slot, price, by });
			Ok(())
		}

		/// Puts an account on the freeze list.
		///
		/// - **Origin**: signed by a Guardian, or governance.
		/// - **Details**: a Guardian orders at most 30 days and never shortens a freeze.
		/// - **Parameters**: `who`: the account; `reason`: why; `until`: the moment at which it
		///   ends, if any.
		/// - **Errors**: `Role`, `AccountProtected`, `WrongTerm`.
		/// - **Events**: `Frozen`.
		#[pallet::call_index(5)]
		pub fn freeze(
			origin: OriginFor<T>,
			who: T::AccountId,
			reason: FreezeReason,
			until: Option<Seconds>,
		) -> DispatchResult {
			let by = Self::ensure_guard(origin)?;
			ensure!(!Self::is_protected(&who), Error::<T>::AccountProtected);
			let since = Self::now();
			let freeze = Freeze { reason, since, until };
			ensure!(freeze.in_force(since), Error::<T>::WrongTerm);
			if by.is_some() {
				let running = FreezeList::<T>::get(&who).filter(|old| old.in_force(since));
				let longer = running.is_none_or(|old| freeze.outlasts(&old));
				ensure!(longer && freeze.is_short(), Error::<T>::WrongTerm);
			}
			FreezeList::<T>::insert(&who, freeze);
			Self::deposit_event(Event::Frozen { who, reason, until, by });
			Ok(())
		}

		/// Takes an account off the freeze list.
		///
		/// - **Origin**: governance.
		/// - **Parameters**: `who`: the account.
		/// - **Errors**: `NotFrozen`.
		/// - **Events**: `Unfrozen`.
		#[pallet::call_index(6)]
		pub fn unfreeze(origin: OriginFor<T>, who: T::AccountId) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			FreezeList::<T>::take(&who).ok_or(Error::<T>::NotFrozen)?;
			Self::deposit_event(Event::Unfrozen { who });
			Ok(())
		}

		/// Pauses a tier and those below it.
		///
		/// - **Origin**: signed by a Guardian, or governance.
		/// - **Details**: only ever adds to what is paused.
		/// - **Parameters**: `tier`: intake; also exits; also transfers.
		/// - **Errors**: `Role`, `AlreadyPaused`.
		/// - **Events**: `PauseSet`.
		#[pallet::call_index(7)]
		pub fn pause(origin: OriginFor<T>, tier: PauseTier) -> DispatchResult {
			let by = Self::ensure_guard(origin)?;
			ensure!(Paused::<T>::get() < Some(tier), Error::<T>::AlreadyPaused);
			Paused::<T>::put(tier);
			Self::deposit_event(Event::PauseSet { tier, by });
			Ok(())
		}

		/// Lifts the pause.
		///
		/// - **Origin**: governance.
		/// - **Errors**: `NotPaused`.
		/// - **Events**: `PauseLifted`.
		#[pallet::call_index(8)]
		pub fn unpause(origin: OriginFor<T>) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			let tier = Paused::<T>::take().ok_or(Error::<T>::NotPaused)?;
			Self::deposit_event(Event::PauseLifted { tier });
			Ok(())
		}

		/// Adds a reserve asset.
		///
		/// - **Origin**: governance.
		/// - **Details**: its decimals are fixed here, whatever its metadata says later. It takes
		///   the next slot and stays in the list for ever.
		/// - **Parameters**: `asset`; `decimals`: as its metadata says now; `terms`.
		/// - **Errors**: `OutOfRange`, `WrongDecimals`, `AlreadyRegistered`, `TooManyReserves`.
		/// - **Events**: `Registered`.
		#[pallet::call_index(9)]
		pub fn register(
			origin: OriginFor<T>,
			asset: T::ReserveId,
			decimals: u8,
			terms: Terms,
		) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			let slot = Self::add_reserve(&asset, decimals, terms)?;
			Self::deposit_event(Event::Registered { slot, asset, decimals, terms });
			Ok(())
		}

		/// Changes the terms of a reserve asset.
		///
		/// - **Origin**: governance.
		/// - **Parameters**: `slot`: the asset; `terms`: the new ones.
		/// - **Errors**: `OutOfRange`, `UnknownReserve`.
		/// - **Events**: `TermsSet`.
		#[pallet::call_index(10)]
		pub fn set_terms(origin: OriginFor<T>, slot: ReserveSlot, terms: Terms) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			ensure!(terms.in_range(), Error::<T>::OutOfRange);
			Self::change_reserve(slot, |reserve| reserve.terms = terms)?;
			Self::deposit_event(Event::TermsSet { slot, terms });
			Ok(())
		}

		/// Changes the rules.
		///
		/// - **Origin**: governance.
		/// - **Details**: what was issued in the running window still counts in it.
		/// - **Parameters**: `rules`: the new rules.
		/// - **Errors**: `OutOfRange`.
		/// - **Events**: `RulesSet`.
		#[pallet::call_index(11)]
		pub fn set_rules(origin: OriginFor<T>, rules: Rules) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			ensure!(rules.in_range(), Error::<T>::OutOfRange);
			let desk = Self::desk().under(rules);
			CurrentRules::<T>::put(rules);
			Self::store(&desk);
			Self::deposit_event(Event::RulesSet { rules });
			Ok(())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Cash, bills at settled cost and cash in transit.
		pub fn backing() -> UsdaiAmount {
			Self::desk().backing()
		}

		/// Backing above what is in circulation and promised.
		pub fn surplus() -> UsdaiAmount {
			Self::desk().surplus()
		}

		/// What is in circulation and promised above backing. Above zero, minting and harvest
		/// refuse and redemption pays by parts.
		pub fn shortfall() -> UsdaiAmount {
			Self::desk().shortfall()
		}

		/// The most dollars that a call can mint for the asset now.
		pub fn capacity_to_mint(slot: ReserveSlot) -> UsdaiAmount {
			match Self::is_open(PauseTier::Intake) {
				true => Self::desk().capacity(slot).unwrap_or_default(),
				false => UsdaiAmount::ZERO,
			}
		}

		/// What minting gives now, or nothing when it refuses.
		pub fn quote_mint(slot: ReserveSlot, amount: ReserveAmount) -> Option<MintQuote> {
			let desk = Self::is_open(PauseTier::Intake).then(Self::desk)?;
			desk.mint(slot, amount, UsdaiAmount::MAX).ok().map(|(_, quote)| quote)
		}

		/// What redemption in the asset gives now, or nothing when it refuses.
		pub fn quote_redeem(slot: ReserveSlot, amount: UsdaiAmount) -> Option<RedeemQuote> {
			let desk = Self::is_open(PauseTier::Exit).then(Self::desk)?;
			desk.redeem(slot, amount, UsdaiAmount::MAX).ok().map(|(_, quote)| quote)
		}

		/// What redemption in every held asset gives now, or nothing when it refuses.
		pub fn quote_redeem_mix(amount: UsdaiAmount) -> Option<MixQuote> {
			let desk = Self::is_open(PauseTier::Exit).then(Self::desk)?;
			desk.redeem_mix(amount, UsdaiAmount::MAX).ok().map(|(_, quote)| quote)
		}

		/// Whether the account is frozen now.
		pub fn is_frozen(who: T::AccountId) -> bool {
			FreezeList::<T>::get(who).is_some_and(|freeze| freeze.in_force(Self::now()))
		}

		/// Whether acts of this tier are allowed now.
		pub fn is_open(tier: PauseTier) -> bool {
			Paused::<T>::get().is_none_or(|paused| tier > paused)
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			use caliber_primitives::invariants::Invariants;
			match Self::broken().is_empty() {
				true => Ok(()),
				false => Err("usdai: an invariant is broken".into()),
			}
		}
	}
}
