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
		/// Redemption is switched off for this asset. Use another one, or `redeem_mix`, which pays in
		/// those that are on.
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
		/// So much has left the chain lately that this does not pass, or nothing does for a while: see the
		/// event `OutflowClosed` and the view function `outflow`. Ask for less, or wait.
		OutflowFull,
		/// No ticket waits that can be paid now: none is open, no cash has come in, or nothing may leave
		/// for a while. Look again later.
		NothingToServe,
		/// The asset's cash in hand does not cover this. Take less, or in another asset.
		CashBufferEmpty,
		/// So little is paid that it rounds to nothing. Give more.
		PaysNothing,
		/// More than is in circulation. Give at most your balance.
		AboveIssuance,
		/// No dollar was destroyed elsewhere: there is nothing to do.
		NothingToReconcile,
		/// The asset's supply has grown too much since its price was attested. Ask an Auditor to
		/// look at it and attest again.
		SupplyJumped,
		/// The last proof of reserve is too old, or there is none. Ask an Auditor who signed no
		/// receipt since to post one.
		StatementLate,
		/// The last proof of reserve did not agree with the books. Attest what it showed above them, or
		/// find what is missing; the next statement that agrees lifts this.
		StatementFailed,
		/// The asset has no gate: it is no claim on money outside.
		NoGate,
		/// The asset has a gate already.
		GateOpen,
		/// More than is on other chains can never come back. Check the amount.
		AboveBridged,
		/// There is no such ticket, or it was claimed in full. Look at the events of its owner.
		NoSuchTicket,
		/// Nothing was served to the ticket since the last claim, or nothing that is carried can be
		/// paid yet. Wait for cash to come in, or hold the asset's minimum balance first.
		NothingToClaim,
		/// The hint names another checkpoint. Take it from the view function `ticket`.
		WrongHint,
		/// The ticket is too old for a search. Give a hint from the view function `ticket`.
		HintNeeded,
		/// The ticket is another account's. Ask its owner.
		NotOwner,
		/// The ticket is not offered to this account. Ask its owner to offer it.
		NotOffered,
		/// The custodian has stored no receipt of this number. Let him sign first.
		NoReceipt,
		/// The custodian's next receipt has another number. Read it from `next_receipt`.
		WrongReceipt,
		/// The receipt was used or cleaned away. Each number counts once: give the next one.
		ReceiptUsed,
		/// What the bank calls so was booked under another receipt. Look for a deposit or payout that
		/// was signed twice; its custodian may correct the reference.
		ReferenceBooked,
		/// The receipt of this number says something else. Compare the two; its custodian may
		/// correct it.
		ReceiptDiffers,
		/// The custodian's grant was not in force when he signed. Let another one sign.
		ReceiptDoubtful,
		/// Custodian, auditor and receiver must be three accounts. Let another one sign.
		NotDistinct,
		/// A custodian would hold more than he may. Deposit with another one.
		AboveExposure,
		/// The custodian holds less than that. Let the one who paid sign, or ask governance to book the
		/// money to the one who has it.
		BelowExposure,
		/// Less than the asset's minimum balance cannot be paid out, since it could not be given back.
		/// Ask for more.
		PayoutTooSmall,
		/// It is still needed, or it is not there. Look again later.
		NothingToClean,
		/// There is no such payout, or it was confirmed or cancelled. Look at its events.
		NoSuchPayout,
		/// The statement has another number than the next one. Read the last one again.
		WrongNumber,
		/// The auditor signed a receipt since the last statement. Let another one post it.
		NotIndependent,
		/// A Guardian can only switch more off. Ask governance.
		OnlyMore,
		/// The account is not on the allow-list. Ask governance to add it.
		NotAllowed,
		/// Cash cannot be paid to the account that holds it. Name another one.
		Forbidden,
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
		/// The account of the cash has not the asset's minimum balance, without which it could not
		/// pay out every unit. Send it that much first.
		PotUnfunded,
		/// The asset's metadata says other decimals, or its dollars have fewer than 6 or more than 18.
		WrongDecimals,
		/// The account is frozen. See the event `Frozen` for the reason.
		AccountFrozen,
		/// The account belongs to the chain and cannot be frozen.
		AccountProtected,
		/// The account is not frozen.
		NotFrozen,
		/// The freeze would end before it begins, last longer than a Guardian may order with what was
		/// ordered before, or end before the one in force. Give another end, or ask governance.
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
