//! # Allocation
//!
//! The treasury: reserve cash that the dollar does not need at once goes into a ladder of US
//! Treasury bills. What they bring above their cost belongs to the share vault and is minted only
//! when it has come in.
//!
//! | call | by | does |
//! |---|---|---|
//! | `rebalance` | anyone | orders the bills that the policy lacks most, or a sale when redeemers wait |
//! | `fill` | TreasuryOperator | buys a bill for an order, at the fed rate; cash goes to the custodian |
//! | `confirm_settlement` | custodian and Auditor | the bill is in custody: cash in transit becomes a bill at cost |
//! | `mature` | custodian | pays the face in: the bill leaves the book, its surplus is a claim of the vault |
//! | `confirm_maturity` | Auditor | the money is there: the surplus may be minted |
//! | `harvest` | anyone | mints the surplus to the vault, as far as the dollar's cushion allows |
//! | `fill_sale` | TreasuryOperator | sells a bill before its day, at the fed rate |
//! | `settle_sale` | custodian | pays in what a sale brings |
//! | `cancel_sale` | custodian and Auditor | a sale has fallen through: the bill is held as before |
//! | `unwind` | Auditor, then custodian | says that a bill never came; pays its cost back |
//! | `impair` | Auditor when due, anyone when late | what should have come has not: the bill counts less |
//! | `write_off` | governance | an impaired bill will never pay |
//! | `set_policy` | governance | changes [`Policy`], at once only if it binds tighter |
//!
//! No key can do it alone: who trades, who holds and who audits are three accounts, and the policy,
//! not a person, says what is bought and sold. What has matured is cash again, which the next
//! `rebalance` rolls over into the rung that lacks it.
//!
//! **Values.** To the dollar a bill counts at cost until it pays ([`ReserveBook`]). To the vault it
//! has earned what lies between cost and its straight line, or the market if that is lower
//! ([`BillIncome`], [`Lines::income`]). Harvest turns that claim into dollars one for one and moves
//! no price; what the cushion keeps back stays in the claim. All of it is computed in
//! [`caliber_finance::treasury`].
//!
//! **Losses.** A sale below cost, a bill that is marked impaired or written off is charged in the
//! same call, in the order of protocol.md 4.2: to surplus, to the vault's claim, to its idle money.
//! See [`Charge`]. What idle money bore for good, a loss of a sale at once and that of an impaired
//! bill when it has left the book, the vault's reserve fund [covers].
//!
//! **Shape.** [`Totals`] answers dollar and vault in one small read. The book of open bills is one
//! value of at most [`MAX_BILLS`] lines, see [`Lines`] for why; what they give on a day is kept with
//! the totals, see [`Daily`]. The vault has it [rolled] in the first block of a day, and whatever
//! changes the book renews it: a feed that moves within a day shows with the next of either. A bill's
//! record goes when nothing of its surplus is left to harvest, and the dollar's note of it with it;
//! its history is in the events.
//!
//! [`ReserveBook`]: caliber_primitives::dollar::ReserveBook
//! [`BillIncome`]: caliber_primitives::vault::BillIncome
//! [rolled]: caliber_primitives::vault::BillIncome::roll
//! [covers]: caliber_primitives::vault::Vault::cover_loss
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(test, allow(clippy::arithmetic_side_effects, clippy::as_conversions))]

extern crate alloc;

pub mod api;
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
#[import_section(calls::calls)]
#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
	use super::{
		Bill, Charge, Cusip, Custody, Lines, OrderList, Policies, Policy, Purchase, PurchaseError,
		Report, Results, Rung, Sale, Snapshot, Stage, StageError, Totals, Trade, WeightInfo,
	};
	use alloc::vec::Vec;
	use caliber_finance::FinanceError;
	use caliber_primitives::{
		book::LoanBook,
		dollar::{Compliance, Dollar, SettledSurplus},
		ids::{BillId, OrderId, ReserveSlot},
		prices::{FeedFault, Prices, Tenor},
		roles::{Role, RoleError, Roles},
		units::{Day, MicroUsd, Ppb, ReserveAmount, Seconds, UsdaiAmount},
		vault::{AccretedIncome, BillIncome, Vault, YieldSource},
	};
	use frame_support::{pallet_prelude::*, traits::UnixTime};
	use frame_system::pallet_prelude::*;

	/// The form of what is stored; whoever changes it writes a migration.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// What the pallet needs of the runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Who sets the policy.
		type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// The clock.
		type Time: UnixTime;
		/// Who may buy, hold and audit.
		type Roles: Roles<Self::AccountId>;
		/// Who is frozen and what is paused.
		type Compliance: Compliance<Self::AccountId>;
		/// Discounts of bills.
		type Prices: Prices;
		/// The dollar, whose cash is invested.
		type Dollar: Dollar<Self::AccountId>;
		/// The vault, which earns the surplus.
		type Vault: Vault<Self::AccountId>;
		/// The loans, whose promises the liquid floor counts.
		type Loans: LoanBook;
		/// What the calls cost.
		type WeightInfo: WeightInfo;
	}

	/// How idle reserves are invested, now and from the next change on.
	#[pallet::storage]
	pub type CurrentPolicy<T: Config> = StorageValue<_, Policies, ValueQuery>;

	/// What the treasury holds.
	#[pallet::storage]
	pub type CurrentTotals<T: Config> = StorageValue<_, Totals, ValueQuery>;

	/// The open bills, in the few figures that their value needs.
	#[pallet::storage]
	pub type Book<T: Config> = StorageValue<_, Lines, ValueQuery>;

	/// Every bill whose surplus is not fully harvested, open or paid.
	#[pallet::storage]
	pub type Bills<T: Config> = StorageMap<_, Twox64Concat, BillId, Bill<T::AccountId>>;

	/// Bills that each custodian holds or settles, at cost. Absent for nothing.
	#[pallet::storage]
	pub type AtCustodian<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, Custody, ValueQuery>;

	/// The orders.
	#[pallet::storage]
	pub type Orders<T: Config> = StorageValue<_, OrderList, ValueQuery>;

	/// What bills have brought since the beginning.
	#[pallet::storage]
	pub type CurrentResults<T: Config> = StorageValue<_, Results, ValueQuery>;

	/// How the treasury stood on each day on which something came of a bill: a ring of
	/// [`super::HISTORY_DAYS`] days, by the day modulo that.
	#[pallet::storage]
	pub type History<T: Config> = StorageMap<_, Twox64Concat, u32, Snapshot>;

	/// The first policy.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// How idle reserves are invested.
		pub policy: Policy,
		/// The runtime, of which nothing is stored.
		#[serde(skip)]
		pub _config: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			assert!(self.policy.in_range(), "allocation: a figure of the policy is out of range");
			CurrentPolicy::<T>::put(Policies::new(self.policy));
		}
	}

	impl<T> From<PurchaseError> for Error<T> {
		fn from(error: PurchaseError) -> Self {
			match error {
				PurchaseError::InvalidCusip => Self::InvalidCusip,
				PurchaseError::NotABill => Self::NotABill,
				PurchaseError::SettlementOutOfRange => Self::SettlementOutOfRange,
				PurchaseError::WrongTenor => Self::WrongTenor,
				PurchaseError::TooDear => Self::TooDear,
				PurchaseError::TooCheap => Self::TooCheap,
				PurchaseError::Unpriced => Self::Arithmetic,
			}
		}
	}

	impl<T> From<StageError> for Error<T> {
		fn from(error: StageError) -> Self {
			match error {
				StageError::AlreadyConfirmed => Self::AlreadyConfirmed,
			}
		}
	}

	impl<T> From<FinanceError> for Error<T> {
		fn from(_: FinanceError) -> Self {
			Self::Arithmetic
		}
	}

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// How idle reserves are invested now.
		pub fn policy() -> Policy {
			Self::policy_in_force()
		}

		/// The policy that waits, and when it comes into force.
		pub fn next_policy() -> Option<(Policy, Seconds)> {
			CurrentPolicy::<T>::get().waiting(Self::now())
		}

		/// The ladder now, shortest rung first.
		pub fn ladder() -> Vec<Rung> {
			let (live, _) = Orders::<T>::get().split(Self::now());
			Self::rungs(&live).map(|(rungs, _)| rungs.to_vec()).unwrap_or_default()
		}

		/// The open bills, by maturity.
		pub fn bills() -> Lines {
			Book::<T>::get()
		}

		/// The orders that can be filled now.
		pub fn orders() -> OrderList {
			Orders::<T>::get().split(Self::now()).0
		}

		/// The order that `rebalance` would place, its feed provided, and for how much.
		pub fn next_order() -> Option<(Trade, UsdaiAmount)> {
			let (live, _) = Orders::<T>::get().split(Self::now());
			Self::wanted(&live).ok().flatten()
		}

		/// A bill, until the last of its surplus is harvested.
		pub fn bill(bill: BillId) -> Option<Bill<T::AccountId>> {
			Bills::<T>::get(bill)
		}

		/// What the bills held now earn a year, simple, of all reserves; in parts per billion.
		pub fn apr_current() -> Ppb {
			Book::<T>::get().apr(Self::today(), Self::backing())
		}

		/// What the ladder would earn a year of all reserves if it were bought today and filled to
		/// the floor, by coupon equivalents; in parts per billion. None while a tenor has no fresh
		/// rate.
		pub fn apr_expected() -> Option<Ppb> {
			Self::expected_apr()
		}

		/// What bills that have paid so far have earned a year on their cost, simple; in parts per
		/// billion. None while none has.
		pub fn apr_realised() -> Option<Ppb> {
			CurrentResults::<T>::get().realised(&Results::default())
		}

		/// Accreted and settled income that nobody has harvested, before the vault's fee.
		pub fn income() -> AccretedIncome {
			<Self as BillIncome>::claims().accreted
		}

		/// What redemption would pay at once of so many more dollars, as a borrower draws them, and on
		/// which days the bills that are held bring the rest; of what is missing then nobody knows.
		pub fn payable(amount: UsdaiAmount) -> (UsdaiAmount, Vec<(Day, UsdaiAmount)>) {
			let (now, waiting) = Self::liquidity_at_hand().payable(amount);
			(now, Book::<T>::get().dates(waiting))
		}

		/// Everything on one page.
		pub fn report() -> Report {
			Self::whole_report()
		}

		/// How the treasury stood on each day from one to another, both included, oldest first; days
		/// on which nothing came of a bill are left out.
		pub fn history(from: Day, to: Day) -> Vec<Snapshot> {
			Self::days(from, to)
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			use caliber_primitives::invariants::Invariants;
			match Self::broken().is_empty() {
				true => Ok(()),
				false => Err("allocation: an invariant is broken".into()),
			}
		}
	}
}
