//! # Auctions
//!
//! Dutch sales of seized collateral. The lender's book opens a lot through the trait
//! [`Auctioneer`](caliber_primitives::auction::Auctioneer); its price falls in a straight line from
//! start to floor; the first who pays it gets the lot, whole. The price passes from buyer to seller
//! in one transfer; of money the pallet holds nothing but bids against arranged sales. What becomes of the title is the seller's
//! part, through [`OnLot`](caliber_primitives::auction::OnLot).
//!
//! | call | by | does |
//! |---|---|---|
//! | `buy` | anyone with USDai | pays the price of the moment and ends the lot |
//! | `credit_bid` | a lender of the loan | the same, less what he would have of the price |
//! | `settle` | anyone | ends a lot that nobody bought in its time |
//! | `arrange_sale` | a Liquidator | names a buyer whom he has found off the chain |
//! | `overbid` | anyone with USDai | bids at least 2 % more, in 72 hours |
//! | `attest_proceeds` | a Custodian and an Auditor | say that the buyer has paid |
//! | `settle_sale` | the Liquidator | brings the proceeds and ends the sale |
//! | `close_sale` | anyone | sells to whoever has bid most, or ends what has lapsed |
//! | `refund` | anyone | gives back what was outbid |
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
mod offchain;
#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "they work out what to expect by themselves")]
mod tests;
mod types;
pub mod weights;

pub use invariants::{HELD, NUMBERED, ONE_A_LOAN, PRICED, WELL_FORMED};
pub use offchain::{Arranged, Bid, Ending, ATTESTERS, OPEN_TIME, SETTLE_TIME};
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
	use super::{Arranged, LotDetails, LotError, OpenLot, WeightInfo};
	use caliber_primitives::{
		auction::{LotSpec, OnLot, Outcome, MAX_BUNDLE},
		dollar::Compliance,
		ids::{LoanId, LotId},
		roles::{Role, RoleError, Roles},
		units::{Seconds, UsdaiAmount},
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
		/// USDai, in which lots are paid.
		type Dollar: fungible::Mutate<Self::AccountId, Balance = u128>;
		/// Who is frozen.
		type Compliance: Compliance<Self::AccountId>;
		/// The seller, who hears how a lot ended and delivers its title.
		type OnLot: OnLot<Self::AccountId>;
		/// Who may arrange sales, and attest their proceeds.
		type Roles: Roles<Self::AccountId>;
		/// Names the keyless account that holds bids.
		type PalletId: Get<PalletId>;
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

	/// Every sale that was arranged and has not ended; its number is that of a lot.
	#[pallet::storage]
	pub type ArrangedSales<T: Config> = StorageMap<_, Twox64Concat, LotId, Arranged<T::AccountId>>;

	/// What lies with the chain for whoever was outbid.
	#[pallet::storage]
	pub type Refunds<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, UsdaiAmount, ValueQuery>;

	/// The lot, or the arranged sale, of each loan that has one.
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
			/// Who has the lot.
			buyer: T::AccountId,
			/// For how much USDai.
			price: UsdaiAmount,
			/// What of it was not paid: the buyer, a lender, would have had it.
			offset: UsdaiAmount,
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
		/// A Liquidator has found a buyer off the chain. Who pays more on it has the lot.
		SaleArranged {
			/// The number of the sale, which is that of a lot.
			lot: LotId,
			/// The loan whose collateral it is.
			loan: LoanId,
			/// Who.
			liquidator: T::AccountId,
			/// Who would buy.
			buyer: T::AccountId,
			/// For how much.
			price: UsdaiAmount,
			/// Names the contract.
			evidence: H256,
			/// The last second in which more can be bid, on the clock of the auctions.
			until: Seconds,
		},
		/// Somebody has bid more, and his money lies with the chain.
		Overbid {
			/// The lot.
			lot: LotId,
			/// The loan whose collateral it is.
			loan: LoanId,
			/// Who.
			bidder: T::AccountId,
			/// How much.
			price: UsdaiAmount,
		},
		/// Somebody says that the buyer of an arranged sale has paid.
		ProceedsAttested {
			/// The lot.
			lot: LotId,
			/// Who.
			by: T::AccountId,
			/// As what.
			role: Role,
			/// How much.
			price: UsdaiAmount,
			/// Names what shows it.
			evidence: H256,
		},
		/// The proceeds of an arranged sale have not come in time, or its hardware is in dispute.
		SaleLapsed {
			/// The lot.
			lot: LotId,
			/// The loan whose collateral it is.
			loan: LoanId,
		},
		/// Who was outbid has his money back.
		Refunded {
			/// Who.
			who: T::AccountId,
			/// How much.
			amount: UsdaiAmount,
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
		/// The account is no Liquidator, or none of those who attest proceeds. Ask governance for a grant.
		Role(RoleError),
		/// Bid at least 2 % more than the price, or than the best bid.
		BidTooLow,
		/// Buyer, Liquidator, custodian and attesters are different accounts, and only the buyer bids. Use
		/// another.
		Involved,
		/// Another price was agreed on. See the arranged sale.
		WrongPrice,
		/// A Custodian and an Auditor have attested it already.
		Attested,
		/// A Custodian and an Auditor must attest that the buyer has paid. Ask them.
		NotAttested,
		/// Somebody has bid more. Close the sale: he has the lot.
		Outbid,
		/// Only the Liquidator who has arranged the sale brings its proceeds.
		NotLiquidator,
		/// Nothing lies with the chain for the account: it was not outbid, or has its money.
		NothingToRefund,
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
				LotError::BidTooLow => Self::BidTooLow,
				LotError::Involved => Self::Involved,
				LotError::WrongPrice => Self::WrongPrice,
				LotError::Attested => Self::Attested,
				LotError::NotAttested => Self::NotAttested,
				LotError::Outbid => Self::Outbid,
				LotError::NotLiquidator => Self::NotLiquidator,
			}
		}
	}

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
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
		#[pallet::weight(T::WeightInfo::buy(MAX_BUNDLE).saturating_add(T::OnLot::closed_weight()))]
		pub fn buy(
			origin: OriginFor<T>,
			lot: LotId,
			max_price: UsdaiAmount,
		) -> DispatchResultWithPostInfo {
			let (items, more) = Self::buy_by(ensure_signed(origin)?, lot, max_price, false)?;
			Ok(Some(T::WeightInfo::buy(items).saturating_add(more)).into())
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

		/// Buys a lot at the price of this moment, less what the buyer would have of it.
		///
		/// - **Origin**: signed by a lender of the loan beside the vault. Never paused.
		/// - **Details**: as `buy`, but what the waterfall would pay the buyer of the price is set off; the fee
		///   and whoever comes before him are paid in USDai (protocol.md 7.4).
		/// - **Parameters**: `lot`: which; `max_price`: USDai above which the buyer does not want
		///   it, set off or not.
		/// - **Errors**: those of `buy`; the seller's when the signer is no lender.
		/// - **Events**: `LotSold`.
		#[pallet::call_index(2)]
		#[pallet::weight(
			T::WeightInfo::credit_bid(MAX_BUNDLE).saturating_add(T::OnLot::closed_weight())
		)]
		pub fn credit_bid(
			origin: OriginFor<T>,
			lot: LotId,
			max_price: UsdaiAmount,
		) -> DispatchResultWithPostInfo {
			let (items, more) = Self::buy_by(ensure_signed(origin)?, lot, max_price, true)?;
			Ok(Some(T::WeightInfo::credit_bid(items).saturating_add(more)).into())
		}

		/// Names a buyer who was found off the chain. For 72 hours anyone may pay 2 % more on it.
		///
		/// - **Origin**: signed by a Liquidator.
		/// - **Details**: takes what is sold next of the loan off the auctions, once nobody has bought it there,
		///   or everybody agrees who would lose; never below the floor that a lot would have now (protocol.md
		///   7.5). Whoever pays all that is owed still ends it.
		/// - **Parameters**: `loan`: a loan in default; `buyer`: who; `price`: for how much USDai; `evidence`:
		///   names the contract.
		/// - **Errors**: `Role`, `Involved`, `LoanHasLot`, `OwnLot`, `TooManyLots`; those of the freeze list and
		///   the seller.
		/// - **Events**: `SaleArranged`.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::arrange_sale(MAX_BUNDLE))]
		pub fn arrange_sale(
			origin: OriginFor<T>,
			loan: LoanId,
			buyer: T::AccountId,
			price: UsdaiAmount,
			evidence: H256,
		) -> DispatchResultWithPostInfo {
			let items = Self::arrange(ensure_signed(origin)?, loan, buyer, price, evidence)?;
			Ok(Some(T::WeightInfo::arrange_sale(items)).into())
		}

		/// Bids more than the buyer of an arranged sale, or than whoever has bid last.
		///
		/// - **Origin**: signed by the bidder. Never paused.
		/// - **Details**: the money lies with the chain until the sale is closed, or somebody bids more: then
		///   `refund` gives it back.
		/// - **Parameters**: `lot`: the sale; `price`: at least 2 % more, in USDai.
		/// - **Errors**: `NoSuchLot`, `Over`, `Involved`, `BidTooLow`; those of the freeze list and the balance.
		/// - **Events**: `Overbid`.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::overbid(MAX_BUNDLE))]
		pub fn overbid(
			origin: OriginFor<T>,
			lot: LotId,
			price: UsdaiAmount,
		) -> DispatchResultWithPostInfo {
			let items = Self::outbid(ensure_signed(origin)?, lot, price)?;
			Ok(Some(T::WeightInfo::overbid(items)).into())
		}

		/// Says that the buyer of an arranged sale has paid its price.
		///
		/// - **Origin**: signed by a Custodian, and by an Auditor: two accounts with no other part in it.
		/// - **Details**: while nobody has bid more.
		/// - **Parameters**: `lot`: the sale; `price`: what was paid; `evidence`: names what shows it.
		/// - **Errors**: `NoSuchLot`, `Involved`, `Role`, `Attested`, `Outbid`, `WrongPrice`.
		/// - **Events**: `ProceedsAttested`.
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::attest_proceeds(MAX_BUNDLE))]
		pub fn attest_proceeds(
			origin: OriginFor<T>,
			lot: LotId,
			price: UsdaiAmount,
			evidence: H256,
		) -> DispatchResultWithPostInfo {
			let items = Self::attest_by(ensure_signed(origin)?, lot, price, evidence)?;
			Ok(Some(T::WeightInfo::attest_proceeds(items)).into())
		}

		/// Brings the proceeds of an arranged sale, and ends it.
		///
		/// - **Origin**: signed by the Liquidator who has arranged it, who pays in USDai what he was paid.
		/// - **Details**: once its 72 hours are over, nobody has bid more, and both have attested it.
		/// - **Parameters**: `lot`: the sale.
		/// - **Errors**: `NoSuchLot`, `NotLiquidator`, `NotOver`, `Outbid`, `NotAttested`; those of the freeze
		///   list, the balance and the seller.
		/// - **Events**: `LotSold`.
		#[pallet::call_index(6)]
		#[pallet::weight(
			T::WeightInfo::settle_sale(MAX_BUNDLE).saturating_add(T::OnLot::closed_weight())
		)]
		pub fn settle_sale(origin: OriginFor<T>, lot: LotId) -> DispatchResultWithPostInfo {
			let (items, more) = Self::settle_arranged(ensure_signed(origin)?, lot)?;
			Ok(Some(T::WeightInfo::settle_sale(items).saturating_add(more)).into())
		}

		/// Ends an arranged sale: whoever has bid most has the lot.
		///
		/// - **Origin**: signed by anyone. Never paused.
		/// - **Details**: without a bid, once its proceeds have not come for 30 days more: then it can be sold by
		///   auction again. So can what is in dispute, which nobody can have: the bid can be refunded.
		/// - **Parameters**: `lot`: the sale.
		/// - **Errors**: `NoSuchLot`, `NotOver`; those of the dollar and the seller.
		/// - **Events**: `LotSold`, `SaleLapsed`.
		#[pallet::call_index(7)]
		#[pallet::weight(
			T::WeightInfo::close_sale(MAX_BUNDLE).saturating_add(T::OnLot::closed_weight())
		)]
		pub fn close_sale(origin: OriginFor<T>, lot: LotId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			let (items, more) = Self::close_arranged(lot)?;
			Ok(Some(T::WeightInfo::close_sale(items).saturating_add(more)).into())
		}

		/// Gives back what was bid and outbid.
		///
		/// - **Origin**: signed by anyone. Never paused.
		/// - **Parameters**: `who`: who was outbid, or whose bid's sale was called off.
		/// - **Errors**: `NothingToRefund`; those of the freeze list about him, and the dollar's.
		/// - **Events**: `Refunded`.
		#[pallet::call_index(8)]
		pub fn refund(origin: OriginFor<T>, who: T::AccountId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::give_back(who)
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

		/// A sale that was arranged and has not ended.
		pub fn arranged(lot: LotId) -> Option<Arranged<T::AccountId>> {
			ArrangedSales::<T>::get(lot)
		}

		/// What lies with the chain for whoever was outbid.
		pub fn refundable(who: T::AccountId) -> UsdaiAmount {
			Refunds::<T>::get(who)
		}

		/// The lot, or the arranged sale, that sells the loan's collateral, if one does.
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
