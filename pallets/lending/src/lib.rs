//! # Lending
//!
//! The loan book. An Originator posts an offer with its full terms, the borrower accepts it; the
//! items are pledged, the vault pays out, and instalments come back by the calendar. The value of
//! all loans is one packed record, moved by the loans that are touched and by the days that pass.
//!
//! | call | by | does |
//! |---|---|---|
//! | `offer` | Originator | puts full terms on chain, hashed, and sets the principal aside |
//! | `withdraw_offer` | its maker, its borrower, anyone once it has expired | takes them back |
//! | `accept` | borrower | pledges the items, draws the principal, keeps the fee |
//! | `escrow` | borrower | has the money wait for hardware that is still to come |
//! | `confirm_milestone` | Custodian, Servicer | says that it was delivered, that it runs |
//! | `release_escrow` | borrower | pledges what has come, and pays whoever has sold it |
//! | `end_escrow` | borrower, anyone once its time is over | gives the money back |
//! | `call_default` | anyone | seizes the items of a loan that is late beyond grace, for a bounty |
//! | `open_sale` | anyone | puts them up for sale once the notice is over |
//! | `redeem_collateral` | anyone | pays all that is owed: they are the borrower's again |
//! | `recover` | anyone | pays what is still owed of a loan that was closed |
//! | `stay_sale` | Registrar | halts a sale |
//! | `stage`, `unstage` | Curator | lays down what the offer asks him for, and takes it back |
//! | `repay`, `repay_many` | anyone | pays whole instalments; the last one gives the title back |
//! | `prepay` | anyone | repays principal ahead of time; all of it ends the loan |
//! | `fund_lockbox`, `fund_reserve` | anyone | lays money down with a loan |
//! | `sweep` | anyone | pays what is due out of the lockbox, fills the reserve, releases the rest |
//! | `advance_charges` | anyone | pays the charges of an instalment that is late for the borrower |
//! | `review` | anyone | says how the collateral stands now, for a bounty when it is worse |
//! | `draw_reserve` | anyone | pays an instalment that is late out of the reserve, for a bounty |
//! | `collect` | anyone | pays a lender or payee beside the vault what is credited to him |
//! | `transfer_position` | its holder | gives a position to another |
//! | `set_product` | governance | what may be lent against a model |
//! | `set_rules` | governance | what binds the book as a whole |
//!
//! ## The book
//!
//! A loan counts by its [`Entry`]: interest from one midnight to another, principal until the
//! second, a mark after it. The sums of all entries on the cursor's day are the [`Book`]; what
//! days to come and days gone do to them lies in a [`DayBucket`] a day. `on_initialize` moves the
//! cursor by stored sums only, at most [`MAX_DAYS_A_BLOCK`] days with something to do, so that a
//! late loan is marked down before anybody calls and no cost depends on the number of loans.
//!
//! Days are midnights of the book clock: block time less all time in which blocks stood still for
//! longer than [`Rules::max_block_gap`].
//!
//! ## Tranches
//!
//! The vault lends tranche 0, the senior one; Curators stage up to seven more, which bear losses
//! first. An instalment is divided among them; what is not the vault's is credited in the loan's
//! record, and whoever holds the position has it paid out with `collect`.
//!
//! ## Money that lies with a loan
//!
//! Parts of instalments and lease revenue go into the loan's lockbox, insurance money beside it. On
//! the due date, and at each receipt while an instalment is late, `sweep` pays by the order of
//! protocol.md 6.1: charges, then whole instalments, then what is missing in the reserve; the rest is
//! released on a due date when nothing is open. What the reserve pays keeps lenders paid and holds up
//! no mark: that falls by the borrower's own last payment.
//!
//! ## Refinancing
//!
//! Terms never change. An offer may name a running loan of its borrower that it replaces: `accept`
//! pays that off, its lenders whole and to date, and the items move on. Consent is the acceptance of
//! the borrower and the capital that the lenders stage anew.
//!
//! ## Escrow
//!
//! Where hardware is still to come, an offer says how long its money may wait for it. `escrow` draws
//! it into the pallet's keyless account, at face in the book and earning the carry that the borrower
//! has laid down. It was ordered; others confirm that it was delivered and installed; and `release_escrow`
//! asks of the items what `accept` asks, pays the vendor and begins the loan. What has waited too
//! long goes back to the vault (protocol.md 6.6).
//!
//! ## Monitoring
//!
//! Time acts by itself, facts act when anyone calls `review`. Margin is called at 90 % of what
//! appraisal and resale say, on two fresh readings a week apart; a fact that has lapsed starts a
//! clock. What is not cured in time is an event of default: the loan is impaired, redemptions count
//! its mark at once. From Watch on principal goes to the senior tranche first, positions stand still
//! and nothing is released.
//!
//! ## Default
//!
//! An instalment that is late beyond its grace, or an event of default that was found and not cured,
//! lets anyone call default. The mark has fallen before: no price moves. Claims stand still, the
//! items are seized, and ten days later anyone puts them up for sale, lot by lot, at a price that falls
//! with time and knows nothing of the debt. Until then their insurer may buy them out, and until the last
//! lot is sold whoever pays all claims gives the title of the rest back. What comes in is divided by
//! rank: costs, advances, the fee, principal and then interest by seniority, insurers who have made up
//! for a loss, the borrower (protocol.md 7). What a sale has brought too little is claimed of the items'
//! cover; what is left unpaid is lost, and what comes in later still pays it.
//!
//! ## Shares of the book
//!
//! What may hang on one borrower, site, model or Curator is a part of the book, or of a quarter of
//! the vault while that is more. A loan counts with all that the vault lent until it is over.
//!
//! ## The fee
//!
//! `accept` gives the whole principal to the borrower and then receives the origination fee from
//! him as a receipt's `extra`: the borrower is left with principal less fee, the book carries what
//! he owes, and the fee vests over one redemption window like all income that nobody could foresee
//! by the day.
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(test, allow(clippy::arithmetic_side_effects, clippy::as_conversions))]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
#[allow(clippy::as_conversions, clippy::float_arithmetic, reason = "the macro of benchmarks")]
#[allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "it makes up amounts")]
mod benchmarking;
mod calls;
mod errors;
mod events;
mod impls;
#[allow(
	clippy::disallowed_methods,
	clippy::disallowed_types,
	reason = "they sum what `finance` sums, by themselves"
)]
mod invariants;
#[cfg(test)]
#[allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "it makes up amounts")]
mod mock;
#[cfg(test)]
#[allow(
	clippy::disallowed_methods,
	clippy::disallowed_types,
	reason = "they work out what to expect by themselves"
)]
mod tests;
mod types;
pub mod weights;

pub use impls::BookClock;
pub use invariants::{
	BUCKETS, CALENDAR, COMMITTED, DEBT_AND_PLEDGE, ESCROW, EXPOSURES, HELD, MARKED, ORDERED,
	PRINCIPAL, PRINCIPAL_PARTS, REFILL, STATUS, SUMS,
};
pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

/// The most days with something to do that one block moves the book by.
pub const MAX_DAYS_A_BLOCK: u32 = 8;
/// The most days in all that one block moves the book by.
pub const MAX_SPAN_A_BLOCK: u32 = 256;
/// The most instalments that one call pays.
pub const MAX_WINDOWS: u32 = 12;
/// The most loans that one call pays instalments of.
pub const MAX_BATCH: u32 = 32;

use frame_support::pallet_macros::import_section;

#[allow(
	clippy::as_conversions,
	clippy::expect_used,
	reason = "the macros of FRAME expand to them; scripts/check-casts.sh looks for our own"
)]
#[import_section(calls::calls)]
#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
	use super::{
		Ask, Book, By, Cause, Charge, CollateralStatus, DayBucket, Days256, Dependence,
		EscrowTerms, Exposure, Findings, Health, Impairment, Instalment, Items, Junior,
		LoanDetails, Milestone, Payee, Pot, Pots, Product, Record, Refusal, Rules, Terms, Unmet,
		WeightInfo, MAX_BATCH, MAX_DEADLINES, MAX_ITEMS, MAX_LATE, MAX_WINDOWS, STAGES,
	};
	use crate::impls::payments::Bill;
	use alloc::vec::Vec;
	use caliber_finance::recovery::Debts;
	use caliber_primitives::{
		auction::Auctioneer,
		book::{BookError, BookValue},
		collateral::{Collateral, FactError},
		dollar::{pay, Compliance, PauseTier},
		ids::{ItemId, LoanId, SkuId},
		roles::{Role, RoleError, Roles, Subject},
		units::{Day, Ppm, Seconds, UsdaiAmount},
		vault::{Receipt, Vault},
	};
	use frame_support::{
		pallet_prelude::*,
		traits::{fungible, UnixTime},
		PalletId,
	};
	use frame_system::pallet_prelude::*;
	use sp_core::H256;

	/// The form of what is stored; whoever changes it writes a migration.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// What the pallet needs of the runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Who sets products and rules.
		type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// The clock. In `on_initialize` it already gives this block's time.
		type Time: UnixTime;
		/// A clock that in `on_initialize` still gives the time of the block before: the timestamp.
		type PreviousTime: UnixTime;
		/// Who may post offers.
		type Roles: Roles<Self::AccountId>;
		/// Who is frozen and what is paused.
		type Compliance: Compliance<Self::AccountId>;
		/// Title and value of hardware.
		type Collateral: Collateral<Self::AccountId>;
		/// USDai, as which insurance money comes.
		type Dollar: fungible::Mutate<Self::AccountId, Balance = u128>;
		/// Names the keyless account that holds insurance money until it pays instalments.
		type PalletId: Get<PalletId>;
		/// Who sells hardware.
		type Auctions: Auctioneer<Self::AccountId>;
		/// The vault that lends.
		type Vault: Vault<Self::AccountId>;
		/// What the calls cost.
		type WeightInfo: WeightInfo;
	}

	/// Every loan from its offer on; an offer that is withdrawn leaves what Curators have staged, until
	/// they have collected it.
	#[pallet::storage]
	pub type Loans<T: Config> = StorageMap<_, Twox64Concat, LoanId, Record<T::AccountId>>;

	/// The id of the next offer.
	#[pallet::storage]
	pub type NextLoan<T: Config> = StorageValue<_, LoanId, ValueQuery>;

	/// Whether the pallet's account has the dollar's minimum balance beside what it holds for
	/// somebody: whoever is the first of all to pay in pays it.
	#[pallet::storage]
	pub type Based<T: Config> = StorageValue<_, bool, ValueQuery>;

	/// What may be lent against a model.
	#[pallet::storage]
	pub type Products<T: Config> = StorageMap<_, Twox64Concat, SkuId, Product>;

	/// What binds the book as a whole.
	#[pallet::storage]
	pub type CurrentRules<T: Config> = StorageValue<_, Rules, ValueQuery>;

	/// The value of all loans on the cursor's day, the book clock, and what open offers set aside.
	#[pallet::storage]
	pub type TheBook<T: Config> = StorageValue<_, Book, ValueQuery>;

	/// What a day of the book clock does to the book. Days on which nothing happens have none.
	#[pallet::storage]
	pub type Buckets<T: Config> = StorageMap<_, Twox64Concat, Day, DayBucket, ValueQuery>;

	/// Which days have a bucket, one bit a day, 256 days to a value, by day / 256.
	#[pallet::storage]
	pub type Calendar<T: Config> = StorageMap<_, Twox64Concat, u32, Days256, ValueQuery>;

	/// How much of the book hangs on one, counted by what the vault lent in loans that run.
	#[pallet::storage]
	pub type Exposures<T: Config> =
		StorageMap<_, Blake2_128Concat, Dependence<T::AccountId>, Exposure, ValueQuery>;

	/// The first products and the rules.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// What may be lent against which model.
		pub products: Vec<(SkuId, Product)>,
		/// What binds the book as a whole.
		pub rules: Rules,
		#[doc(hidden)]
		#[serde(skip)]
		pub _config: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			assert!(self.rules.in_range(), "lending: a rule is out of range");
			CurrentRules::<T>::put(self.rules);
			for (sku, product) in &self.products {
				assert!(product.in_range(), "lending: a product is out of range");
				assert!(!Products::<T>::contains_key(sku), "lending: a model has two products");
				Products::<T>::insert(sku, product);
			}
		}
	}

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Money that lies with a loan that runs.
		pub fn pots(loan: LoanId) -> Option<Pots> {
			Self::active(loan).ok().map(|running| running.pots)
		}

		/// A loan in whatever state, as it is stored.
		pub fn record(loan: LoanId) -> Option<Record<T::AccountId>> {
			Loans::<T>::get(loan)
		}

		/// A loan that runs, in figures.
		pub fn loan(loan: LoanId) -> Option<LoanDetails<T::AccountId>> {
			Self::details(loan)
		}

		/// The instalment that is due next, with the grace interest of this moment.
		pub fn next_due(loan: LoanId) -> Option<Instalment> {
			Self::due_now(loan)
		}

		/// Every instalment that is left, as if each were paid in time.
		pub fn schedule(loan: LoanId) -> Option<BoundedVec<Instalment, ConstU32<MAX_DEADLINES>>> {
			Self::schedule_left(loan)
		}

		/// What paying every instalment that is left takes at this moment.
		pub fn payoff(loan: LoanId) -> Option<UsdaiAmount> {
			Self::all_due_now(loan)
		}

		/// The schedule that terms would give if the loan began now. Nothing when they make none.
		pub fn quote(
			ask: Ask,
			juniors: Vec<Junior<T::AccountId>>,
			charges: Vec<Charge<T::AccountId>>,
		) -> Option<BoundedVec<Instalment, ConstU32<MAX_DEADLINES>>> {
			Self::schedule_of(ask, juniors, charges)
		}

		/// The most that is lent on items now by their value and cover, whoever they belong to and
		/// whatever the schedule; nothing when one has no value, they are of several models, or their
		/// model has no product that is on. 18 decimals.
		pub fn max_borrow(items: Items) -> Option<UsdaiAmount> {
			Self::most_on(&items)
		}

		/// Everything that stands between an offer and a loan now; nothing when it is no offer. `accept`
		/// is refused by the first of them.
		pub fn eligibility(loan: LoanId) -> Option<Vec<Unmet<T::AccountId>>> {
			Self::unmet(loan)
		}

		/// Everything that stands between money that waits and a loan on these items now; nothing when
		/// none waits, or no loan can stand on them. `release_escrow` is refused by the first of them.
		pub fn eligibility_on(loan: LoanId, items: Items) -> Option<Vec<Unmet<T::AccountId>>> {
			Self::unmet_on(loan, items)
		}

		/// How a loan that runs would fare if it were reviewed now.
		pub fn health(loan: LoanId) -> Option<Health> {
			Self::health_of(loan)
		}

		/// The loans after one, a page of them, that would reach the LTV of a margin call if resale and
		/// GPU-hour prices were so many parts per million of what they are, and have not reached it; and
		/// the loan at which the page ended, if it is not the last.
		pub fn stress(prices: Ppm, after: Option<LoanId>) -> (Vec<LoanId>, Option<LoanId>) {
			Self::stressed(prices, after)
		}

		/// What the vault has in loans now.
		pub fn book_value() -> Result<BookValue, BookError> {
			TheBook::<T>::get().value(Self::now()).ok_or(BookError::Rolling)
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		/// Moves the book to the block's day.
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			Self::roll_book(Self::now())
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			use caliber_primitives::invariants::Invariants;
			match Self::broken().is_empty() {
				true => Ok(()),
				false => Err("lending: an invariant is broken".into()),
			}
		}
	}
}
