//! Sales of seized lots.

use crate::{
	ids::{ItemId, LoanId, LotId},
	units::{Seconds, UsdaiAmount},
};
use frame_support::{traits::ConstU32, weights::Weight, BoundedVec};
use sp_runtime::{DispatchError, DispatchResult};

/// The most items that one loan or lot may bundle.
pub const MAX_BUNDLE: u32 = 128;

/// A lot to sell: a Dutch price that falls from start to floor.
#[frame_support::stored]
pub struct LotSpec {
	/// The loan whose collateral it is.
	pub loan: LoanId,
	/// What is sold, whole.
	pub items: BoundedVec<ItemId, ConstU32<MAX_BUNDLE>>,
	/// Price when it opens.
	pub start: UsdaiAmount,
	/// Price at the end, unrelated to the debt.
	pub floor: UsdaiAmount,
	/// When it opens.
	pub opens: Seconds,
	/// How long the price falls.
	pub lasts: Seconds,
}

/// What is sold off the chain.
#[frame_support::stored]
pub struct Aside {
	/// The loan whose collateral it is.
	pub loan: LoanId,
	/// What is sold, whole.
	pub items: BoundedVec<ItemId, ConstU32<MAX_BUNDLE>>,
}

impl Aside {
	/// How many items.
	pub fn count(&self) -> u32 {
		u32::try_from(self.items.len()).unwrap_or(MAX_BUNDLE)
	}
}

/// How a lot ended.
#[frame_support::stored]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Outcome<AccountId> {
	/// Sold: the seller has what was paid.
	Sold {
		/// Who bought it.
		buyer: AccountId,
		/// For how much.
		price: UsdaiAmount,
		/// What of it he has not paid, see [`OnLot::offset`].
		offset: UsdaiAmount,
	},
	/// Nobody bid.
	Unsold,
	/// It was arranged off the chain, and its proceeds did not come: that says nothing of its price.
	Lapsed,
}

/// Opens and cancels sales. Auctions -> Lending.
pub trait Auctioneer<AccountId> {
	/// Opens a lot; its proceeds go to `seller`. A loan has one lot at a time.
	fn open(seller: &AccountId, lot: LotSpec) -> Result<LotId, DispatchError>;
	/// Ends the lot of a loan without a sale. The seller does not hear of it again.
	fn cancel(loan: LoanId) -> DispatchResult;
}

/// Hears how a lot ended. Lending -> Auctions.
pub trait OnLot<AccountId> {
	/// Called once a lot, after its money and before its title move. Returns what that weighs beyond the
	/// lot's own items.
	fn closed(
		loan: LoanId,
		lot: LotId,
		outcome: Outcome<AccountId>,
	) -> Result<Weight, DispatchError>;

	/// What [`Self::closed`] weighs at most beyond the lot's own items.
	fn closed_weight() -> Weight;

	/// Takes what is sold next of a loan off the auctions, for a sale off the chain at `price`: nobody may
	/// have bid for it there, or whoever would lose agrees. Returns who gets the price.
	fn set_aside(loan: LoanId, price: UsdaiAmount) -> Result<(AccountId, Aside), DispatchError>;

	/// Whether what is sold of a loan cannot be had now: it is in dispute.
	fn is_disputed(loan: LoanId) -> bool;

	/// Whether an account is custodian of any of these: it has no part in an arranged sale.
	fn keeps(items: &[ItemId], who: &AccountId) -> bool;

	/// What of a price a lender need not pay who buys: what he would have of it.
	fn offset(
		loan: LoanId,
		bidder: &AccountId,
		price: UsdaiAmount,
	) -> Result<UsdaiAmount, DispatchError>;

	/// A lender of a loan that has a lot.
	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_lender(loan: LoanId) -> AccountId;

	/// A loan of so many items that may be sold off the chain for any price above its floor.
	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_aside(items: u32) -> LoanId;

	/// A lot of so many items that `closed` will accept; prices and times are the caller's.
	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_lot(items: u32) -> LotSpec {
		LotSpec {
			loan: LoanId(0),
			items: BoundedVec::truncate_from((0..items).map(ItemId).collect()),
			start: UsdaiAmount::ZERO,
			floor: UsdaiAmount::ZERO,
			opens: Seconds::ZERO,
			lasts: Seconds::ZERO,
		}
	}
}
