//! # Auctions
//!
//! Dutch sales of seized collateral. The lender's book opens a lot through the trait
//! [`Auctioneer`](caliber_primitives::auction::Auctioneer); its price falls in a straight line from
//! start to floor; the first who pays it gets the lot, whole. The price passes from buyer to seller
//! in one transfer, so the pallet never holds money. What becomes of the title is the seller's
//! part, through [`OnLot`](caliber_primitives::auction::OnLot).
//!
//! | call | by | does |
//! |---|---|---|
//! | `buy` | anyone with USDai | pays the price of the moment and ends the lot |
//! | `settle` | anyone | ends a lot that nobody bought in its time |
//!
//! A lot is waiting until it opens, on sale from then to its end, that second included, and over
//! after it. It is for sale in exactly one of these, and can be settled in exactly one other.
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(test, allow(clippy::arithmetic_side_effects, clippy::as_conversions))]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
#[allow(clippy::as_conversions, clippy::float_arithmetic, reason = "the macro of benchmarks")]
#[allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "sets its scene up by hand")]
mod benchmarking;
mod impls;
mod invariants;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
mod types;
pub mod weights;

pub use invariants::{NUMBERED, ONE_A_LOAN, PRICED, WELL_FORMED};
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
	use super::{LotDetails, LotError, OpenLot, Sale, WeightInfo};
	use caliber_primitives::{
		auction::{LotSpec, OnLot, Outcome, MAX_BUNDLE},
		dollar::Compliance,
		ids::{LoanId, LotId},
		units::{Seconds, UsdaiAmount},
	};
	use frame_support::{
		pallet_prelude::*,
		traits::{fungible, fungible::Mutate, tokens::Preservation, UnixTime},
	};
	use frame_system::pallet_prelude::*;

	/// What the pallet needs of the runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// USDai, in which lots are paid.
		type Dollar: fungible::Mutate<Self::AccountId, Balance = u128>;
		/// Who is frozen.
		type Compliance: Compliance<Self::AccountId>;
		/// The seller, who hears how a lot ended and delivers its title.
		type OnLot: OnLot<Self::AccountId>;
		/// The clock by which prices fall: the book's, so that time in which the chain stood still counts for
		/// nobody.
		type Time: UnixTime;
		/// What the calls cost.
		type WeightInfo: WeightInfo;
	}

	/// The id of the next lot.
	#[pallet::storage]
	pub type NextLot<T: Config> = StorageValue<_, LotId, ValueQuery>;

	/// Every lot that has not ended.
	#[pallet::storage]
	pub type Lots<T: Config> = StorageMap<_, Twox64Concat, LotId, OpenLot<T::AccountId>>;

	/// The lot of each loan that has one.
	#[pallet::storage]
	pub type LotOf<T: Config> = StorageMap<_, Twox64Concat, LoanId, LotId>;

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A lot was put up.
		LotOpened {
			/// The lot.
			lot: LotId,
			/// Who gets the price.
			seller: T::AccountId,
			/// What is sold, at what prices, and when, on the clock of the auctions.
			spec: LotSpec,
		},
		/// A lot was sold and paid.
		LotSold {
			/// The lot.
			lot: LotId,
			/// The loan whose collateral it was.
			loan: LoanId,
			/// Who got the price.
			seller: T::AccountId,
			/// Who paid it.
			buyer: T::AccountId,
			/// USDai paid.
			price: UsdaiAmount,
		},
		/// Nobody bought a lot in its time.
		LotUnsold {
			/// The lot.
			lot: LotId,
			/// The loan whose collateral it is.
			loan: LoanId,
			/// USDai that nobody paid.
			floor: UsdaiAmount,
		},
		/// The seller took a lot back.
		LotCancelled {
			/// The lot.
			lot: LotId,
			/// The loan whose collateral it is.
			loan: LoanId,
		},
	}

	/// Why a call was refused.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no such lot, or it has ended. Look it up by its loan.
		NoSuchLot,
		/// The lot is not on sale yet. Wait until it opens.
		NotOpenYet,
		/// The lot's time is over. It can only be settled.
		Over,
		/// The lot is still waiting or on sale. Settle it after its end.
		NotOver,
		/// The price is above the buyer's limit. Wait until it has fallen, or raise the limit.
		PriceAboveLimit,
		/// The seller cannot buy its own lot. It can cancel it.
		OwnLot,
		/// The loan has a lot already. Wait until that one ends, or cancel it.
		LoanHasLot,
		/// A lot sells at least one item. Name it.
		NoItems,
		/// An item is named twice. Name it once.
		RepeatedItem,
		/// The floor is above the start, and a price can only fall. Lower the floor.
		FloorAboveStart,
		/// A lot is not given away. Set a floor above zero.
		NoFloor,
		/// The price must fall for at least a second. Make it last longer.
		NoDuration,
		/// The lot would open in the past, below its start price. Open it now or later.
		OpensInPast,
		/// The end of the lot is past the end of time. Open it earlier or make it shorter.
		EndsTooLate,
		/// No id is left for a lot.
		TooManyLots,
	}

	impl<T> From<LotError> for Error<T> {
		fn from(error: LotError) -> Self {
			match error {
				LotError::NotOpenYet => Self::NotOpenYet,
				LotError::Over => Self::Over,
				LotError::NotOver => Self::NotOver,
				LotError::PriceAboveLimit => Self::PriceAboveLimit,
				LotError::OwnLot => Self::OwnLot,
				LotError::NoItems => Self::NoItems,
				LotError::RepeatedItem => Self::RepeatedItem,
				LotError::FloorAboveStart => Self::FloorAboveStart,
				LotError::NoFloor => Self::NoFloor,
				LotError::NoDuration => Self::NoDuration,
				LotError::OpensInPast => Self::OpensInPast,
				LotError::EndsTooLate => Self::EndsTooLate,
			}
		}
	}

	/// The pallet.
	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::call(weight = <T as Config>::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Buys a lot at the price of this moment.
		///
		/// - **Origin**: signed by the buyer. Never paused: the price falls on.
		/// - **Details**: takes the price from the buyer's USDai to the seller, then has the seller
		///   deliver the title, all or nothing. Charged for the largest lot and refunded to the
		///   lot's own size.
		/// - **Parameters**: `lot`: which; `max_price`: USDai above which the buyer does not want
		///   it.
		/// - **Errors**: `NoSuchLot`, `NotOpenYet`, `Over`, `OwnLot`, `PriceAboveLimit`; those of
		///   the freeze list, the balance and the seller.
		/// - **Events**: `LotSold`.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::buy(MAX_BUNDLE))]
		pub fn buy(
			origin: OriginFor<T>,
			lot: LotId,
			max_price: UsdaiAmount,
		) -> DispatchResultWithPostInfo {
			let buyer = ensure_signed(origin)?;
			T::Compliance::ensure_free(&buyer)?;
			let open = Self::end(lot)?;
			let items = open.items();
			let Sale { loan, seller, buyer, price } =
				open.sell(buyer, max_price, Self::now()).map_err(Error::<T>::from)?;
			T::Dollar::transfer(&buyer, &seller, price.get(), Preservation::Expendable)?;
			T::OnLot::closed(loan, lot, Outcome::Sold { buyer: buyer.clone(), price })?;
			Self::deposit_event(Event::LotSold { lot, loan, seller, buyer, price });
			Ok(Some(T::WeightInfo::buy(items)).into())
		}

		/// Ends a lot that nobody bought in its time.
		///
		/// - **Origin**: signed by anyone.
		/// - **Details**: the seller hears of it and may open another. Charged for the largest lot
		///   and refunded to the lot's own size.
		/// - **Parameters**: `lot`: which.
		/// - **Errors**: `NoSuchLot`, `NotOver`; the seller's own.
		/// - **Events**: `LotUnsold`.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::settle(MAX_BUNDLE))]
		pub fn settle(origin: OriginFor<T>, lot: LotId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			let open = Self::end(lot)?;
			let items = open.items();
			let LotSpec { loan, floor, .. } =
				open.expire(Self::now()).map_err(Error::<T>::from)?.spec;
			T::OnLot::closed(loan, lot, Outcome::Unsold)?;
			Self::deposit_event(Event::LotUnsold { lot, loan, floor });
			Ok(Some(T::WeightInfo::settle(items)).into())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// USDai for which the lot can be bought now; none when it is not on sale.
		pub fn price(lot: LotId) -> Option<UsdaiAmount> {
			Lots::<T>::get(lot)?.price(Self::now()).ok()
		}

		/// What a lot that has not ended sells, how and when.
		pub fn lot(lot: LotId) -> Option<LotDetails<T::AccountId>> {
			Lots::<T>::get(lot).map(|open| open.details(Self::now()))
		}

		/// The lot that sells the loan's collateral, if one does.
		pub fn lot_of(loan: LoanId) -> Option<LotId> {
			LotOf::<T>::get(loan)
		}

		/// The moment by which prices fall, on the book's clock.
		pub fn clock() -> Seconds {
			Self::now()
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			use caliber_primitives::invariants::Invariants;
			match Self::broken().is_empty() {
				true => Ok(()),
				false => Err("auctions: an invariant is broken".into()),
			}
		}
	}
}
