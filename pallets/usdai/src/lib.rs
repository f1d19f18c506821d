//! # Usdai
//!
//! The dollar. Reserve dollars are taken and paid one to one; every dollar in circulation is backed
//! by cash, by bills at settled cost or by cash in transit, never by a loan. What backs it beyond
//! that is surplus, which is derived and never stored.
//!
//! | call | by | does |
//! |---|---|---|
//! | `mint` | anyone | reserve asset in, dollars out |
//! | `redeem` | anyone | dollars in, one reserve asset out while its cash lasts, else a ticket |
//! | `redeem_mix` | anyone | dollars in, every asset that is on out by its part, or a ticket |
//! | `claim` | anyone | pays the owner of a ticket everything that it was served |
//! | `collect` | anyone | pays an account what was too little to be paid before |
//! | `offer_ticket`, `accept_ticket` | its owner, the other | moves a ticket |
//! | `attest_deposit` | Custodian, then Auditor | wraps money that came in |
//! | `request_payout` | anyone | burns wrapped units, to be paid outside |
//! | `confirm_payout` | Custodian, then Auditor | says that it was paid |
//! | `cancel_payout` | Custodian, then Auditor | gives back what will not be paid |
//! | `attest_return` | Custodian, then Auditor | wraps what bills have brought, to be paid in |
//! | `move_custody` | governance | books money to the custodian who has it now |
//! | `clean` | anyone | removes what nobody needs any more |
//! | `post_statement` | an independent Auditor | compares what custodians have with the books |
//! | `reconcile` | anyone | books dollars that were destroyed elsewhere to surplus |
//! | `attest_price` | Auditor | says what a reserve asset is worth |
//! | `freeze` | Guardian, governance | puts an account on the freeze list |
//! | `pause` | Guardian, governance | stops intake, then exits, then transfers |
//! | `unfreeze`, `unpause` | governance | undoes these |
//! | `set_breaker` | Guardian, governance | switches an asset off; governance also on |
//! | `register`, `set_terms`, `set_rules` | governance | adds an asset, changes its terms, the rules |
//! | `open_gate`, `set_allowed` | governance | makes an asset a claim outside, the allow-list |
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
mod calls;
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

pub use impls::{SEARCH_STEPS, SWEEP};
pub use invariants::*;
pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use frame_support::pallet_macros::import_section;

#[allow(
	clippy::as_conversions,
	clippy::expect_used,
	reason = "the macros of FRAME expand to them; scripts/check-casts.sh looks for our own"
)]
#[allow(clippy::large_enum_variant, reason = "all rules are set, and told of, at once")]
#[import_section(calls::calls)]
#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
	use super::{
		in_price_range, paid_of, About, AttestedPrice, Breaker, Brought, Checkpoint, Cleaned,
		Custody, Deposit, Desk, DollarState, Freeze, FreezeReason, Gate, Gates, Held, Hint, Litter,
		MintQuote, MixQuote, OutflowStatus, Paid, Payout, Receipt, ReceiptId, RedeemQuote, Reserve,
		Returned, Rules, Said, Statement, Terms, Ticket, TicketQuote, TicketStatus, Units, Way,
		WeightInfo,
	};
	use alloc::vec::Vec;
	use caliber_primitives::{
		delayed::Delayed,
		dollar::{Compliance, PauseTier, ReserveBook},
		ids::{BillId, ReserveSlot, TicketId},
		roles::{Role, RoleError, Roles},
		units::{MicroUsd, ReserveAmount, Seconds, UsdaiAmount},
	};
	use frame_support::{
		pallet_prelude::*,
		traits::{
			fungible::{self, hold},
			fungibles, Contains, UnixTime,
		},
		PalletId,
	};
	use frame_system::pallet_prelude::*;
	use sp_core::H256;

	/// The form of what is stored; whoever changes it writes a migration.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

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
		/// CAL, in which the deposits of records are held.
		type Currency: hold::Mutate<
			Self::AccountId,
			Reason = Self::RuntimeHoldReason,
			Balance = u128,
		>;
		/// The runtime's hold reasons.
		type RuntimeHoldReason: From<HoldReason>;
		/// What is held of an account for a ticket or a payout of its own, in CAL.
		#[pallet::constant]
		type RecordDeposit: Get<u128>;
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

	/// Why CAL is held.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// The deposit of a ticket that is not claimed in full.
		Ticket,
		/// The deposit of a payout that is not confirmed.
		Payout,
	}

	/// Totals, assets, queue, rules and the last proof of reserve.
	#[pallet::storage]
	pub type State<T: Config> = StorageValue<_, DollarState<T::ReserveId>, ValueQuery>;

	/// Dollars minted on the income of each bill.
	#[pallet::storage]
	pub type Harvested<T: Config> = StorageMap<_, Twox64Concat, BillId, UsdaiAmount, ValueQuery>;

	/// The freeze list; entries that have run out bind nobody.
	#[pallet::storage]
	pub type FreezeList<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Freeze>;

	/// The highest tier that is paused.
	#[pallet::storage]
	pub type Paused<T: Config> = StorageValue<_, PauseTier>;

	/// The accounts that mint and redeem while the rules ask for a list.
	#[pallet::storage]
	pub type AllowList<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, ()>;

	/// Services, by their number from 0 on.
	#[pallet::storage]
	pub type Checkpoints<T: Config> = StorageMap<_, Twox64Concat, u32, Checkpoint>;

	/// Tickets that are not claimed in full.
	#[pallet::storage]
	pub type TicketBook<T: Config> = StorageMap<_, Twox64Concat, TicketId, Ticket<T::AccountId>>;

	/// What is kept for an account, of assets of which it could not have so little.
	#[pallet::storage]
	pub type Carried<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Units, ValueQuery>;

	/// The assets that are claims on money outside.
	#[pallet::storage]
	pub type CurrentGates<T: Config> = StorageValue<_, Gates, ValueQuery>;

	/// Receipts that wait for their auditor.
	#[pallet::storage]
	pub type Receipts<T: Config> =
		StorageMap<_, Blake2_128Concat, ReceiptId<T::AccountId>, Receipt<T::AccountId>>;

	/// The number of each custodian's next receipt: every lower one was given, for ever.
	#[pallet::storage]
	pub type NextReceipt<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, u64, ValueQuery>;

	/// References of a custodian's bank that were booked, for ever: none counts twice.
	#[pallet::storage]
	pub type Booked<T: Config> =
		StorageDoubleMap<_, Blake2_128Concat, T::AccountId, Blake2_128Concat, H256, ()>;

	/// What bills have brought, by custodian and asset, until he pays it in.
	#[pallet::storage]
	pub type BroughtBy<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Twox64Concat,
		ReserveSlot,
		Brought,
		ValueQuery,
	>;

	/// What the last proof of reserve showed above the books, gate by gate, less what was booked of
	/// it since; nothing when it agreed or showed less somewhere.
	#[pallet::storage]
	pub type Unbooked<T: Config> = StorageValue<_, Held, ValueQuery>;

	/// How far tickets and checkpoints were cleaned away.
	#[pallet::storage]
	pub type CleanedTo<T: Config> = StorageValue<_, Cleaned, ValueQuery>;

	/// Payouts that are not confirmed.
	#[pallet::storage]
	pub type Payouts<T: Config> = StorageMap<_, Twox64Concat, u64, Payout<T::AccountId>>;

	/// The next payout's number.
	#[pallet::storage]
	pub type NextPayout<T: Config> = StorageValue<_, u64, ValueQuery>;

	/// Attested money with each custodian, payouts confirmed by him set off, in dollars.
	#[pallet::storage]
	pub type AtCustodian<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, Custody, ValueQuery>;

	/// The number of the last statement when an auditor last signed a receipt.
	#[pallet::storage]
	pub type SignedSince<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, u32>;

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
			State::<T>::mutate(|state| state.rules = Delayed::new(self.rules));
			let _ = frame_system::Pallet::<T>::inc_providers(&Pallet::<T>::pot());
			for (asset, decimals, terms) in &self.reserves {
				Pallet::<T>::add_reserve(asset, *decimals, *terms)
					.expect("usdai: a genesis reserve asset is refused");
			}
		}
	}

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

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
			let supply = Self::supply_of(&desk, slot).ok()?;
			desk.mint(slot, amount, UsdaiAmount::MAX, supply).ok().map(|(_, quote)| quote)
		}

		/// What redemption in the asset gives now, or nothing when it refuses or gives a ticket.
		pub fn quote_redeem(slot: ReserveSlot, amount: UsdaiAmount) -> Option<RedeemQuote> {
			let desk = Self::exit_desk().filter(|desk| desk.must_wait(amount) == Ok(false))?;
			desk.redeem(slot, amount, UsdaiAmount::MAX).ok().map(|(_, quote)| quote)
		}

		/// What redemption in every held asset gives now, or nothing when it refuses or gives a
		/// ticket.
		pub fn quote_redeem_mix(amount: UsdaiAmount) -> Option<MixQuote> {
			let desk = Self::exit_desk().filter(|desk| desk.must_wait(amount) == Ok(false))?;
			desk.redeem_mix(amount, UsdaiAmount::MAX).ok().map(|(_, quote)| quote)
		}

		/// The ticket that redemption gives now, or nothing when it pays at once or refuses.
		pub fn quote_ticket(amount: UsdaiAmount) -> Option<TicketQuote> {
			let desk = Self::exit_desk().filter(|desk| desk.must_wait(amount) == Ok(true))?;
			desk.ticket(amount, UsdaiAmount::MAX).ok().map(|(_, quote)| quote)
		}

		/// How a ticket stands, and when it will be paid.
		pub fn ticket(id: TicketId) -> Option<TicketStatus<T::AccountId>> {
			Self::status_of(id)
		}

		/// How much may leave now by a way: cash for dollars, what is above waits as tickets do; or
		/// out of the chain, where what is above is refused.
		pub fn outflow(way: Way) -> OutflowStatus {
			Self::desk().outflow(way)
		}

		/// The rules in force.
		pub fn rules() -> Rules {
			State::<T>::get().rules.at(Self::now())
		}

		/// The rules that wait, and until when.
		pub fn waiting_rules() -> Option<(Rules, Seconds)> {
			State::<T>::get().rules.waiting(Self::now())
		}

		/// What is kept for an account until it can have it, asset by asset.
		pub fn carried(who: T::AccountId) -> Paid {
			paid_of(&Carried::<T>::get(who))
		}

		/// The gates, in the order of a statement's amounts.
		pub fn gates() -> Vec<Gate> {
			CurrentGates::<T>::get().0.into_inner()
		}

		/// The number of a custodian's next receipt.
		pub fn next_receipt(custodian: T::AccountId) -> u64 {
			NextReceipt::<T>::get(custodian)
		}

		/// The last proof of reserve.
		pub fn last_statement() -> Statement {
			State::<T>::get().statement
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
