//! Refusals.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod errors {
	/// Why a call was refused.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no such item, or it has been redeemed. Check its id.
		UnknownItem,
		/// There is no such model. Governance keeps the table of models.
		UnknownSku,
		/// There is no such policy. Check its id.
		UnknownPolicy,
		/// No id is left.
		NoIdLeft,
		/// The model belongs to another class, or the policy does. Check both.
		WrongClass,
		/// The quantity is zero or above 100,000, or leaves a lot without a unit. Choose another.
		BadQuantity,
		/// There is no serial number, or one has characters other than letters, digits, spaces and
		/// hyphens, or nothing but zeros. Check their spelling.
		BadSerial,
		/// A serial number names a live item already, in whatever spelling. The hardware has title.
		SerialExists,
		/// A serial number names hardware that was redeemed or retired. It cannot have title again.
		SerialTombstoned,
		/// These are not all serial numbers of the item, each once, or not in its order where that
		/// counts. Look up what was submitted, split or merged last.
		WrongSerials,
		/// Somebody has vouched for the item. Its holder can only redeem or retire it.
		AlreadyAttested,
		/// The account has no role for this. Ask governance for a grant.
		NotAuthorised(RoleError),
		/// The account holds title, or has stated another fact about the item. Facts come from
		/// distinct accounts.
		ConflictOfRoles,
		/// Another account has stated the fact and it is in force. Wait until it expires, or have
		/// it struck.
		FactInForce,
		/// The fact is in dispute. Governance must resolve it first.
		Disputed,
		/// The item is not in dispute.
		NotDisputed,
		/// There is nothing to dispute: nobody has stated the fact.
		FactMissing,
		/// It would end in the past, or last longer or shorter than the rules allow. Give another
		/// end.
		BadTerm,
		/// An amount is zero or above a trillion dollars, or the loan's is less than a cent. Check
		/// it.
		BadAmount,
		/// A ratio is above one. Give it in parts per million.
		BadRatio,
		/// A day lies in the future. Check it.
		InFuture,
		/// A text is empty or has characters that a dossier cannot show. Use plain ones, without
		/// quotes and backslashes.
		BadText,
		/// A value is zero, above a trillion dollars, or out of order: forced is at most orderly,
		/// and orderly at most fair.
		BadValues,
		/// The residual floor is above the cover. Lower it, or cover more.
		FloorAboveCover,
		/// More is claimed than the item is covered for. Claim at most its cover.
		AboveCover,
		/// The premium cannot be computed. Pay for less time.
		PremiumTooHigh,
		/// A lot would be worth nothing, or both together more than a trillion dollars. Choose
		/// other quantities.
		BadLot,
		/// The invoice would say more, or a later day, while the item stands for a loan. Wait until
		/// that is over.
		InvoiceRaised,
		/// A loan or a hand-over rests on custody in force, and this would end it earlier. Give at
		/// least the same end.
		CustodyCut,
		/// The account has lost a dispute about the item of late, or another has cleared its lien.
		/// Wait, see `dispute_rest` of the rules; another registrar may speak.
		DisputedBefore,
		/// A challenge of this appraisal was not upheld, and there is no second one. Wait for the
		/// next report, or have a registrar dispute it.
		ChallengedBefore,
		/// Only the policy's insurer covers items under it and answers claims.
		NotInsurer,
		/// The cover, with that of other items, is above the policy's limit. Lower it or open a
		/// policy.
		CoverExceeded,
		/// The policy ends before the cover would. Give an earlier end.
		PolicyTooShort,
		/// The item is not waiting to be activated.
		NotAttested,
		/// Something is missing, expired or disputed. See the item's standing.
		NotInStanding,
		/// The account does not hold title, nor speak for the loan that the item stands for.
		NotHolder,
		/// The account is not the item's custodian.
		NotCustodian,
		/// The registry's own account takes no title from its holder: nobody could send it back.
		/// Name another receiver.
		BadReceiver,
		/// The item is pledged, seized, in redemption or to be retired. End that first.
		Encumbered,
		/// The item has never been active. Complete its facts and activate it.
		NotActive,
		/// Nobody has asked for the hardware.
		NotRedeeming,
		/// Its holder has not asked for the item to be retired.
		NotRetiring,
		/// The item is not encumbered for this loan.
		NotEncumbered,
		/// Residual value is claimed of what was seized. Seize the item first.
		NotSeized,
		/// The claim is above the item's residual floor.
		AboveFloor,
		/// A model is unsound: check its texts, that its curve falls, that its ratios are at most
		/// one, and that its class stays what it was.
		UnsoundSku,
		/// A rule is out of range. See the ranges of `Rules`.
		OutOfRange,
		/// Nobody has vouched for the item. Have it attested first; to end it, take the submission
		/// back instead.
		NotVouched,
		/// A registrar has stated the item's title. Have it disputed and struck first.
		Titled,
		/// The lots cannot be one: they are the same, differ in class, model or site, or somebody
		/// has vouched for one of them only.
		UnlikeLots,
		/// Together the lots have more than 64 serial numbers. Merge smaller ones.
		TooManySerials,
		/// An appraisal that still counts would be lost. Wait until it expires, or have both lots
		/// appraised in one report.
		Appraised,
		/// No such site is registered, or whoever registered it does not count any more. Ask a
		/// registrar to register it.
		UnknownSite,
		/// The hash of a document is zero: nobody can look up what was stated. Give that of the
		/// document.
		NoDocument,
		/// The hash of the deed or of the landlord's waiver is zero. Give that of the document.
		UnsoundSite,
		/// The account does not run the site at which the item stands. Only its operator speaks for
		/// machines.
		NotOperator,
		/// The last heartbeat of the item is too recent. Wait, see `Rules::heartbeat_gap`.
		TooSoon,
		/// Nobody offers the item's custody, or not to this account, or not any more. Ask its
		/// custodian for an offer.
		NoOffer,
		/// The custody of the item is on offer. Wait until it is accepted, withdrawn or has run
		/// out.
		CustodyOnOffer,
		/// The item is under another's lien. A registrar clears it once it is released.
		Liened,
		/// The item is under nobody else's lien.
		NotLiened,
		/// Custody or cover ends before the hardware must be handed over. Have both renewed.
		EndsTooSoon,
		/// The invoice is older than the model. Check its date and the model.
		InvoiceBeforeRelease,
		/// The invoice says more of a unit than the table of models allows. Check price and
		/// quantity, or ask governance for another cap.
		InvoiceAboveCap,
		/// The orderly value lies too far above the invoice price, aged on the model's curve. See
		/// `market_margin` of the rules.
		AboveCurve,
		/// The orderly value lies too far above what the hardware is sold for. See `market_margin`
		/// of the rules.
		AboveMarket,
		/// The orderly value rises too far above the one in force, or above what the same appraiser
		/// said last. Raise it in steps. See `gate` of the rules.
		MoveTooLarge,
		/// Nobody stands for a doubt about the item: there is none, or governance must decide it.
		NoDoubt,
		/// The time for it has not come. Wait for it.
		TooEarly,
		/// The time for it is over. A claim counts as accepted, its refusal as final; a redemption is
		/// handed over, or anyone calls governance.
		TooLate,
		/// The policy has lapsed. Only its insurer can say that the premium is paid.
		PolicyLapsed,
		/// A loan or a hand-over rests on the cover in force, and this would take something off it.
		/// Give at least as much for at least as long; to end it, give notice with `cancel_cover`.
		CoverCut,
		/// The insurer owes a claim for too long. He pays it before he covers anything new.
		InsurerInDefault,
		/// The insurer has given notice already. The cover ends by itself.
		CoverCancelled,
		/// No cover of the item is in force. Have it insured, or the premium paid.
		NotCovered,
		/// There is no such claim. Check its id.
		UnknownClaim,
		/// A claim on the item's cover is open. Wait for its end or withdraw it.
		ClaimOpen,
		/// The claim goes on for the loan that it was filed for. Nobody gives it up: wait until it
		/// is paid or rejected.
		LoansClaim,
		/// The policy covers an item, or a claim on it is open. Free what has ended with
		/// `free_ended_cover`, and have its claims settled.
		PolicyInUse,
		/// Only a claim that was refused for good is ever forgotten. It is kept.
		ClaimKept,
		/// The claim was answered, or is over.
		ClaimAnswered,
		/// The insurer does not owe the claim, or is marked late already. It must be accepted
		/// first.
		ClaimNotOwed,
		/// The insurer has not refused the claim, somebody contests that already, or it is final.
		/// See its status.
		ClaimNotRejected,
		/// Nobody contests that the insurer refuses the claim. Governance decides what is contested
		/// only.
		ClaimNotContested,
	}
}
