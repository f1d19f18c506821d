//! Refusals.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod errors {
	/// Why a call was refused.
	#[pallet::error]
	pub enum Error<T> {
		/// No reserve asset has this slot. Look at the list.
		UnknownReserve,
		/// The amount is zero. Give one.
		ZeroAmount,
		/// One call must mint more. See the asset's terms.
		BelowMinimum,
		/// Minting for this asset is switched off. Use another asset.
		MintingOff,
		/// Redemption is switched off for this asset, or for one of those held. Use another asset,
		/// or wait for governance.
		RedemptionOff,
		/// The asset has no recent price. Ask an Auditor to attest one.
		Unpriced,
		/// The asset is worth less than 0.995 dollars. Use another asset.
		BelowBand,
		/// A held asset is out of its band or unpriced, so that nobody may pick the best one. Call
		/// `redeem_mix`, or ask an Auditor to attest a price.
		MixOnly,
		/// The asset's cash would pass its ceiling. Mint less, or for another asset.
		AboveCeiling,
		/// Fee and discount are above `max_fee`. Allow more.
		FeeAboveMax,
		/// Backing is below what is owed. Only redemption works until it is made good.
		Shortfall,
		/// One call may not issue so much. Split the amount.
		CapExceeded,
		/// So much was issued that the window is full. Wait for it to refill.
		FuseFull,
		/// The cash in hand does not cover the redemption. Redeem less, in another asset, or wait
		/// for a bill to mature.
		CashBufferEmpty,
		/// So little is paid that it rounds to nothing. Give more.
		PaysNothing,
		/// More than is in circulation. Give at most your balance.
		AboveIssuance,
		/// No dollar was destroyed elsewhere: there is nothing to do.
		NothingToReconcile,
		/// A sum does not fit its type. Give less.
		Overflow,
		/// A bill brings at most its face less its cost. Harvest less.
		ExceedsSurplus,
		/// A figure is out of its range. See the maxima of `Terms`, `Rules` and prices.
		OutOfRange,
		/// The asset is in the list already. Set its terms.
		AlreadyRegistered,
		/// The list of reserve assets is full.
		TooManyReserves,
		/// The asset's metadata says other decimals, or its dollars have more than 18.
		WrongDecimals,
		/// The account is frozen. See the event `Frozen` for the reason.
		AccountFrozen,
		/// The account belongs to the chain and cannot be frozen.
		AccountProtected,
		/// The account is not on the freeze list.
		NotFrozen,
		/// The freeze would end before it begins, last longer than a Guardian may order, or end
		/// before the one in force. Give another end, or ask governance.
		WrongTerm,
		/// This is paused. Wait for governance to lift the pause.
		TierPaused,
		/// This tier is paused already.
		AlreadyPaused,
		/// Nothing is paused.
		NotPaused,
		/// The account has not the role for this.
		Role(RoleError),
	}
}
