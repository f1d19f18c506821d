//! # Allocation
//!
//! The treasury: reserve cash that the dollar does not need at once goes into a ladder of US
//! Treasury bills. What they bring above their cost belongs to the share vault and is minted only
//! when it has come in.
//!
//! | call | by | does |
//! |---|---|---|
//! | `rebalance` | anyone | orders the bills that the policy lacks most, from cash above the floor |
//! | `fill` | TreasuryOperator | buys a bill for an order, at the fed rate; cash goes to the custodian |
//! | `confirm_settlement` | custodian and Auditor | the bill is in custody: cash in transit becomes a bill at cost |
//! | `mature` | custodian | pays the face in: the bill leaves the book, its surplus is a claim of the vault |
//! | `confirm_maturity` | Auditor | the face is there: the surplus may be minted |
//! | `harvest` | anyone | mints the surplus to the vault, as far as the dollar's cushion allows |
//! | `set_policy` | governance | changes [`Policy`] |
//!
//! No key can do it alone: who buys, who holds and who audits are three accounts, and the policy,
//! not a person, says what is bought.
//!
//! **Values.** To the dollar a bill counts at cost until it pays ([`ReserveBook`]). To the vault it
//! has earned what lies between cost and its straight line, or the market if that is lower
//! ([`BillIncome`], [`Lines::income`]). Harvest turns that claim into dollars one for one and moves
//! no price; what the cushion keeps back stays in the claim. All of it is computed in
//! [`caliber_finance::treasury`].
//!
//! **Shape.** [`Totals`] answers the dollar in one small read. The book of open bills is one value
//! of at most [`MAX_BILLS`] lines, see [`Lines`] for why. A bill's record goes when the last of its
//! surplus is harvested; its history is in the events.
//!
//! [`ReserveBook`]: caliber_primitives::dollar::ReserveBook
//! [`BillIncome`]: caliber_primitives::vault::BillIncome
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(test, allow(clippy::arithmetic_side_effects, clippy::as_conversions))]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
#[allow(clippy::as_conversions, clippy::float_arithmetic, reason = "the macro of benchmarks")]
#[allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "sets its scene up by hand")]
mod benchmarking;
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

#[allow(
	clippy::as_conversions,
	clippy::expect_used,
	reason = "the macros of FRAME expand to them; scripts/check-casts.sh looks for our own"
)]
#[frame_support::pallet]
pub mod pallet {
	use super::{
		Bill, Cusip, Custody, Lines, OrderList, Policy, Purchase, PurchaseError, Rung, StageError,
		Totals, WeightInfo,
	};
	use alloc::vec::Vec;
	use caliber_finance::FinanceError;
	use caliber_primitives::{
		dollar::{Compliance, Dollar, PauseTier, SettledSurplus},
		ids::{BillId, OrderId, ReserveSlot},
		prices::{FeedFault, Prices, Tenor},
		roles::{Role, RoleError, Roles},
		units::{Day, MicroUsd, Ppb, ReserveAmount, Seconds, UsdaiAmount},
		vault::{AccretedIncome, BillIncome, Vault, YieldSource},
	};
	use frame_support::{pallet_prelude::*, traits::UnixTime};
	use frame_system::pallet_prelude::*;

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
		/// What the calls cost.
		type WeightInfo: WeightInfo;
	}

	/// How idle reserves are invested.
	#[pallet::storage]
	pub type CurrentPolicy<T: Config> = StorageValue<_, Policy, ValueQuery>;

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
			CurrentPolicy::<T>::put(self.policy);
		}
	}

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// The policy changed.
		PolicySet {
			/// The new policy.
			policy: Policy,
		},
		/// The policy asks for bills.
		Ordered {
			/// The order.
			order: OrderId,
			/// Which bills.
			tenor: Tenor,
			/// The most that may be spent.
			amount: UsdaiAmount,
			/// The fed bank discount, a year.
			discount: Ppb,
			/// The first second in which it cannot be filled any more.
			expires: Seconds,
		},
		/// An order has lapsed unfilled.
		OrderLapsed {
			/// The order.
			order: OrderId,
		},
		/// A bill was bought; its cost is in transit.
		Filled {
			/// The bill.
			bill: BillId,
			/// The order that it filled.
			order: OrderId,
			/// Who bought it.
			operator: T::AccountId,
			/// Who got the coins and settles.
			custodian: T::AccountId,
			/// The reserve asset that paid.
			slot: ReserveSlot,
			/// Which security.
			cusip: Cusip,
			/// Due at maturity, in the unit of the reserve asset.
			face: ReserveAmount,
			/// Paid, in the unit of the reserve asset.
			paid: ReserveAmount,
			/// Paid for 100 dollars of face.
			price: MicroUsd,
			/// Day of settlement.
			settles: Day,
			/// Day of maturity.
			matures: Day,
			/// In transit now.
			in_transit: UsdaiAmount,
		},
		/// One side says that a bill is in custody.
		SettlementConfirmed {
			/// The bill.
			bill: BillId,
			/// Who says so.
			by: T::AccountId,
			/// As what.
			role: Role,
		},
		/// Both sides say so: it counts as a bill at cost.
		BillSettled {
			/// The bill.
			bill: BillId,
			/// Its cost.
			cost: UsdaiAmount,
			/// Bills at cost now.
			at_settled_cost: UsdaiAmount,
			/// In transit now.
			in_transit: UsdaiAmount,
		},
		/// A bill has paid its face and left the book.
		BillMatured {
			/// The bill.
			bill: BillId,
			/// The custodian who paid.
			custodian: T::AccountId,
			/// The reserve asset that came in.
			slot: ReserveSlot,
			/// How much of it.
			face: ReserveAmount,
			/// What has left the book.
			cost: UsdaiAmount,
			/// Face less cost.
			surplus: UsdaiAmount,
			/// Bills at cost now.
			at_settled_cost: UsdaiAmount,
		},
		/// An auditor says that a bill's face has come in.
		MaturityConfirmed {
			/// The bill.
			bill: BillId,
			/// Who says so.
			by: T::AccountId,
		},
		/// Surplus was minted to the vault.
		Harvested {
			/// The bill.
			bill: BillId,
			/// Minted, before the vault's fee.
			minted: UsdaiAmount,
			/// Kept back by the cushion, to be harvested later.
			left: UsdaiAmount,
		},
	}

	/// Why a call was refused.
	#[pallet::error]
	pub enum Error<T> {
		/// A figure of the policy is out of range. See the ranges of `Policy`.
		PolicyOutOfRange,
		/// No tenor lacks enough: cash is short, each rung is full, or it has an order. Wait.
		NothingToOrder,
		/// The feed of the tenor's discount cannot be used. Wait until it is fresh.
		Feed(FeedFault),
		/// The fed discount is negative: a bill would lose money. Wait.
		NegativeRate,
		/// 64 bills are open. Wait for a maturity.
		TooManyBills,
		/// There is no such order. Look at the orders.
		UnknownOrder,
		/// The order has lapsed. Call `rebalance` for a new one.
		OrderLapsed,
		/// The account lacks the role. Ask governance for a grant.
		Role(RoleError),
		/// Operator, custodian and auditor must be three accounts. Use another one.
		NotDistinct,
		/// The CUSIP is malformed or its check digit is wrong. Check for a slip.
		InvalidCusip,
		/// The bill settles before today or too late. Give a day within the policy's limit.
		SettlementOutOfRange,
		/// The bill's days are not those of the order's tenor. Buy the ordered bill.
		WrongTenor,
		/// The price is above that at the fed discount less the tolerance. Find a better one.
		TooDear,
		/// The price is below that at the fed discount plus the tolerance. Check for a slip.
		TooCheap,
		/// The face is zero or no whole number of hundred dollars. Round it down.
		NotWholeLots,
		/// The cost exceeds the order. Buy less.
		AboveOrder,
		/// The purchase would take cash below the liquid floor. Buy less, or wait.
		BelowFloor,
		/// The custodian would hold too large a part of the backing. Name another one.
		AboveCustodianCap,
		/// The reserve asset is unknown, or counts otherwise than the one that paid. Use that one.
		WrongReserve,
		/// There is no such bill, or all of its surplus is harvested.
		UnknownBill,
		/// The day of settlement has not come. Wait for it.
		NotSettlementDay,
		/// The settlement is not confirmed by both sides yet. Confirm it first.
		NotSettled,
		/// This has been confirmed already.
		AlreadyConfirmed,
		/// The bill has not matured. Wait for the day.
		NotMatured,
		/// The bill has paid its face already.
		AlreadyPaid,
		/// Only the bill's custodian may pay its face.
		NotCustodian,
		/// Payment of the face is not confirmed yet. Wait for custodian and auditor.
		NotConfirmed,
		/// The dollar's cushion keeps all of the surplus. Wait until it is full.
		KeptByCushion,
		/// A figure does not fit its type, or the totals do not agree with the bill. Report it.
		Arithmetic,
	}

	impl<T> From<PurchaseError> for Error<T> {
		fn from(error: PurchaseError) -> Self {
			match error {
				PurchaseError::InvalidCusip => Self::InvalidCusip,
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
	pub struct Pallet<T>(_);

	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Changes how idle reserves are invested.
		///
		/// - **Origin**: governance.
		/// - **Details**: bills that are held and the amounts of orders stay as they are.
		/// - **Parameters**: `policy`: the new policy.
		/// - **Errors**: `PolicyOutOfRange`.
		/// - **Events**: `PolicySet`.
		#[pallet::call_index(0)]
		pub fn set_policy(origin: OriginFor<T>, policy: Policy) -> DispatchResult {
			T::GovernanceOrigin::ensure_origin(origin)?;
			ensure!(policy.in_range(), Error::<T>::PolicyOutOfRange);
			CurrentPolicy::<T>::put(policy);
			Self::deposit_event(Event::PolicySet { policy });
			Ok(())
		}

		/// Orders the bills that the ladder lacks most.
		///
		/// - **Origin**: signed by anyone.
		/// - **Details**: one order a call and at most one a tenor, from cash above the liquid
		///   floor that is neither owed nor ordered. Lapsed orders are cleared.
		/// - **Errors**: `NothingToOrder`, `Feed`, `NegativeRate`, `TooManyBills`; the pause's own.
		/// - **Events**: `Ordered`; `OrderLapsed` for each one cleared.
		#[pallet::call_index(1)]
		pub fn rebalance(origin: OriginFor<T>) -> DispatchResult {
			ensure_signed(origin)?;
			T::Compliance::ensure_open(PauseTier::Intake)?;
			ensure!(!Book::<T>::get().is_full(), Error::<T>::TooManyBills);
			let (live, lapsed) = Orders::<T>::get().split(Self::now());
			let (tenor, amount) = Self::lacking(&live)?.ok_or(Error::<T>::NothingToOrder)?;
			let discount = Self::fed_discount(tenor)?;
			let order = Self::place_order(live, tenor, amount)?;
			for order in lapsed {
				Self::deposit_event(Event::OrderLapsed { order: order.id });
			}
			let (order, expires) = (order.id, order.expires);
			Self::deposit_event(Event::Ordered { order, tenor, amount, discount, expires });
			Ok(())
		}

		/// Buys a bill for an order.
		///
		/// - **Origin**: signed by a TreasuryOperator.
		/// - **Details**: the cost, rounded up, goes to the custodian in coins and counts as in
		///   transit until the settlement is confirmed. One purchase uses an order up.
		/// - **Parameters**: `order`: a standing one; `purchase`: what was bought, and from which
		///   reserve asset and through which custodian.
		/// - **Errors**: `UnknownOrder`, `OrderLapsed`, `TooManyBills`; `Role`, `NotDistinct`;
		///   `Feed`, `NegativeRate`; `InvalidCusip`, `SettlementOutOfRange`, `WrongTenor`,
		///   `TooDear`, `TooCheap`; `WrongReserve`, `NotWholeLots`, `AboveOrder`, `BelowFloor`,
		///   `AboveCustodianCap`; those of the pause, the freeze list and the dollar.
		/// - **Events**: `Filled`.
		#[pallet::call_index(2)]
		pub fn fill(
			origin: OriginFor<T>,
			order: OrderId,
			purchase: Purchase<T::AccountId>,
		) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::ensure_may_buy(&operator, &purchase.custodian)?;
			let (rest, order) = Self::standing_order(order)?;
			let fed = Self::fed_discount(order.tenor)?;
			let policy = CurrentPolicy::<T>::get();
			purchase.check(&policy, order.tenor, Self::today(), fed).map_err(Error::<T>::from)?;
			let bill = Self::bill_of(order, operator, purchase)?;
			Self::ensure_affordable(&policy, &order, &bill)?;
			Orders::<T>::put(rest);
			let id = Self::book_purchase(&bill)?;
			let (slot, paid) = (bill.purchase.slot, bill.paid);
			T::Dollar::spend_cash(slot, paid, &bill.purchase.custodian)?;
			Self::deposit_filled(id, bill);
			Ok(())
		}

		/// Confirms that a bill is in custody.
		///
		/// - **Origin**: signed by the bill's custodian while he has the role, or by an Auditor who
		///   is neither its custodian nor its operator.
		/// - **Details**: either comes first; with the second, cash in transit becomes a bill at
		///   cost. A first one whose giver has been put in doubt since has to be given anew.
		/// - **Parameters**: `bill`: one in transit, on its day of settlement or later.
		/// - **Errors**: `UnknownBill`, `AlreadyConfirmed`, `NotSettlementDay`, `Role`,
		///   `NotDistinct`.
		/// - **Events**: `SettlementConfirmed`; with the second one `BillSettled`.
		#[pallet::call_index(3)]
		pub fn confirm_settlement(origin: OriginFor<T>, bill: BillId) -> DispatchResult {
			let by = ensure_signed(origin)?;
			let record = Bills::<T>::get(bill).ok_or(Error::<T>::UnknownBill)?;
			let role = Self::ensure_confirms(&by, &record)?;
			ensure!(Self::today() >= record.purchase.settles, Error::<T>::NotSettlementDay);
			let (record, settled) = Self::with_settlement(record, by.clone(), role)?;
			let cost = record.cost;
			Bills::<T>::insert(bill, record);
			Self::deposit_event(Event::SettlementConfirmed { bill, by, role });
			if settled {
				Self::book_settlement(bill, cost)?;
			}
			Ok(())
		}

		/// Pays the face of a bill in.
		///
		/// - **Origin**: signed by the bill's custodian, whatever his role is by then: money always
		///   comes back.
		/// - **Details**: the coins come from his account and pay redeemers first. The cost leaves
		///   the book in the same call and the rest becomes a claim of the vault.
		/// - **Parameters**: `bill`: a settled one that has matured; `slot`: the reserve asset,
		///   which must count as the one that paid does.
		/// - **Errors**: `UnknownBill`, `NotCustodian`, `NotSettled`, `AlreadyPaid`, `NotMatured`,
		///   `WrongReserve`; those of the dollar.
		/// - **Events**: `BillMatured`.
		#[pallet::call_index(4)]
		pub fn mature(origin: OriginFor<T>, bill: BillId, slot: ReserveSlot) -> DispatchResult {
			let custodian = ensure_signed(origin)?;
			let record = Bills::<T>::get(bill).ok_or(Error::<T>::UnknownBill)?;
			ensure!(record.purchase.custodian == custodian, Error::<T>::NotCustodian);
			ensure!(Self::today() >= record.purchase.matures, Error::<T>::NotMatured);
			let (face, cost, surplus) = (record.purchase.face, record.cost, record.gain());
			ensure!(
				T::Dollar::dollars_of(slot, face) == Some(record.face),
				Error::<T>::WrongReserve
			);
			let at_settled_cost = Self::book_maturity(bill, record)?;
			T::Dollar::return_cash(slot, face, &custodian)?;
			Self::deposit_event(Event::BillMatured {
				bill,
				custodian,
				slot,
				face,
				cost,
				surplus,
				at_settled_cost,
			});
			Ok(())
		}

		/// Confirms that a bill has paid its face.
		///
		/// - **Origin**: signed by an Auditor who is neither its custodian nor its operator.
		/// - **Details**: before or after the coins came in; harvest needs both.
		/// - **Parameters**: `bill`: a settled one that has matured.
		/// - **Errors**: `UnknownBill`, `NotSettled`, `NotMatured`, `AlreadyConfirmed`, `Role`,
		///   `NotDistinct`.
		/// - **Events**: `MaturityConfirmed`.
		#[pallet::call_index(5)]
		pub fn confirm_maturity(origin: OriginFor<T>, bill: BillId) -> DispatchResult {
			let by = ensure_signed(origin)?;
			let record = Bills::<T>::get(bill).ok_or(Error::<T>::UnknownBill)?;
			Self::ensure_audits(&by, &record)?;
			ensure!(Self::today() >= record.purchase.matures, Error::<T>::NotMatured);
			let record = Self::with_maturity(record, by.clone())?;
			Self::store_bill(bill, record);
			Self::deposit_event(Event::MaturityConfirmed { bill, by });
			Ok(())
		}

		/// Mints what a bill has brought to the vault.
		///
		/// - **Origin**: signed by anyone.
		/// - **Details**: the dollar keeps its cushion and may mint less; the rest stays a claim of
		///   the vault and can be harvested later. The claim falls by what is minted, so no price
		///   moves.
		/// - **Parameters**: `bill`: one whose face is paid and confirmed.
		/// - **Errors**: `UnknownBill`, `NotConfirmed`, `KeptByCushion`; those of the dollar.
		/// - **Events**: `Harvested`.
		#[pallet::call_index(6)]
		pub fn harvest(origin: OriginFor<T>, bill: BillId) -> DispatchResult {
			ensure_signed(origin)?;
			let record = Bills::<T>::get(bill).ok_or(Error::<T>::UnknownBill)?;
			let limit = record.gain();
			let (record, surplus) = Self::take_surplus(bill, record)?;
			let asked = SettledSurplus { bill, limit, amount: surplus.left };
			let minted = T::Dollar::mint_surplus(&T::Vault::account(), asked)?;
			ensure!(!minted.is_zero(), Error::<T>::KeptByCushion);
			let surplus = surplus.harvested(minted).ok_or(Error::<T>::Arithmetic)?;
			Self::put_surplus_back(bill, record, surplus)?;
			T::Vault::harvest(minted, YieldSource::Bills)?;
			Self::deposit_event(Event::Harvested { bill, minted, left: surplus.left });
			Ok(())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// How idle reserves are invested.
		pub fn policy() -> Policy {
			CurrentPolicy::<T>::get()
		}

		/// The ladder now, shortest rung first.
		pub fn ladder() -> Vec<Rung> {
			let (live, _) = Orders::<T>::get().split(Self::now());
			Self::rungs(&live).map(|(rungs, _)| rungs.to_vec()).unwrap_or_default()
		}

		/// The orders that can be filled now.
		pub fn orders() -> OrderList {
			Orders::<T>::get().split(Self::now()).0
		}

		/// Tenor and amount of the order that `rebalance` would place, its feed provided.
		pub fn next_order() -> Option<(Tenor, UsdaiAmount)> {
			let (live, _) = Orders::<T>::get().split(Self::now());
			Self::lacking(&live).ok().flatten()
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

		/// Accreted and settled income that nobody has harvested, before the vault's fee.
		pub fn income() -> AccretedIncome {
			<Self as BillIncome>::accreted()
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
