//! Refusals.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod errors {
	/// Why a call was refused.
	#[pallet::error]
	pub enum Error<T> {
		/// Nothing was asked for. Give an amount.
		ZeroAmount,
		/// The amount is below the least that the rules allow. Look at `rules` and give more.
		BelowMinimum,
		/// The price has moved beyond the limit given. Ask for a new quote, or widen the limit.
		SlippageExceeded,
		/// The assets do not buy one unit of a share. Give more.
		ZeroShares,
		/// The shares of holders are worth nothing, so none are sold. Wait for a recovery.
		WipedOut,
		/// A figure does not fit. Check the amounts.
		Overflow,
		/// The loan book has not caught up with the day. Try again in some blocks.
		BookRolling,
		/// There is something for the shares. Only an empty vault is opened again.
		NotEmpty,
		/// The account has fewer free shares. Ask for less.
		InsufficientShares,
		/// There is no such request, or it was claimed in full. Look at the events of its controller.
		NoSuchRequest,
		/// The account is not yours, and its holder has not made you an operator. Ask him for
		/// `set_operator`.
		NotOperator,
		/// Nobody is his own operator. Name somebody else.
		OperatorIsSelf,
		/// It is so already. Nothing is to be done.
		AlreadySo,
		/// Nobody has the key of the receiver. Name another account.
		ZeroReceiver,
		/// The request is not offered to you. Ask its controller for `offer_request`.
		NotOffered,
		/// Nobody is tipped for this claim: no tip was set, or not all of the request is served. Use
		/// `claim`.
		NoTip,
		/// Of the request more was claimed than you allow for. Look at it anew and give another least.
		ClaimedSince,
		/// Less than that was served and is not claimed. Look at `request_status` and ask for less.
		ExceedsClaimable,
		/// Nothing of the request was served yet. Wait for the strike after its window's end.
		NotClaimable,
		/// Nothing was served since the last claim. Wait for the next strike.
		NothingToClaim,
		/// The hint names another checkpoint. Take it from the view function `request_status`, for a part from
		/// `redeem_hint` or `withdraw_hint`.
		WrongHint,
		/// The request is too old for a search. Give a hint from an indexer of `Struck`.
		HintNeeded,
		/// This day's strike was made. Wait for the next day.
		AlreadyStruck,
		/// No fee is owed. Wait for income.
		NothingOwed,
		/// The amount is above what may be lent. Look at `free_liquidity`.
		OutOfLiquidity,
		/// The vault's account does not have what is to be booked. Mint it first.
		NotReceived,
		/// A lower fee would wait for another rule that binds less. Lower it in a decision of its own.
		LowerFeeWaits,
		/// A rule is out of range. See the ranges of `Rules`.
		OutOfRange,
	}
}
