//! Refusals.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod errors {
	/// Why a call was refused.
	#[pallet::error]
	pub enum Error<T> {
		/// The calendar has not caught up after a halt. Try again in some blocks.
		BookRolling,
		/// There is no such loan. Look at the event `Offered`.
		UnknownLoan,
		/// The loan is no offer any more. It was accepted.
		NotOffered,
		/// The loan does not run. It was not accepted yet, or is over.
		NotActive,
		/// The offer has expired. Ask the Originator for another.
		OfferExpired,
		/// The terms have another hash. Read the terms on chain and agree to those.
		WrongTerms,
		/// Only the borrower named in the terms may accept. Sign with that account.
		NotBorrower,
		/// Only its maker or its borrower may withdraw an offer that has not expired.
		NotYours,
		/// The account may not post offers, or could not when it did. Ask governance.
		Role(RoleError),
		/// Nobody posts offers to himself. Let another Originator do it.
		OwnOffer,
		/// The offer ends before now or too far ahead. See the rules.
		InvalidExpiry,
		/// There is no product for the model. Ask governance to set one.
		NoProduct,
		/// The product is switched off. Ask governance.
		ProductDisabled,
		/// The principal is below a dollar. Ask for more.
		PrincipalTooSmall,
		/// The rate is outside the product's band.
		RateOutOfBand,
		/// The length is outside the product's.
		TermOutOfBand,
		/// Grace must last a day at least and the product's most at most, and bear at least the
		/// loan's rate.
		GraceOutOfBand,
		/// A loan has at most seven tranches beside the vault's. Merge some.
		TooManyTranches,
		/// A tranche, the vault's included, is below a dollar, or its rate is nothing or above 100 % a
		/// year.
		InvalidTranche,
		/// Curators lend less of the principal than the product asks for. Ask them for more.
		FirstLossTooSmall,
		/// The account curates no tranche of the offer that can be staged, or taken back, now.
		NothingToStage,
		/// Not all tranches of Curators are staged. Wait for them, or ask the Originator for another
		/// offer.
		NotStaged,
		/// A Curator who has staged capital is on the freeze list. Ask the Originator for an offer with
		/// another.
		CuratorFrozen,
		/// Nobody bears first losses of his own loan. Let another curate the tranche.
		OwnTranche,
		/// The loan has no such tranche. Tranche 0 is the vault's and belongs to the shares.
		UnknownTranche,
		/// The loan has no such insurer: none has made up for a loss, or fewer have.
		UnknownInsurer,
		/// The loan has no such charge. See its terms.
		UnknownCharge,
		/// A payee of a charge does not have the role for it, or not any more. Name another, or ask
		/// governance.
		ChargeRole(RoleError),
		/// Nobody is paid a charge of his own loan. Name another payee.
		OwnCharge,
		/// A charge is nothing, all of them are above 1 % of the balance, or there are more than four.
		InvalidCharge,
		/// The reserve holds fewer instalments than the product asks for, or more than twelve.
		ReserveOutOfBand,
		/// More windows bear interest only, or more principal is left to the last, than the product
		/// allows.
		BalloonOutOfBand,
		/// The amount is nothing. Pay something.
		ZeroAmount,
		/// The reserve is full. Pay into the lockbox instead.
		ReserveFull,
		/// No instalment is late, or not for a day yet. The reserve pays only what is.
		NotLate,
		/// The reserve is empty, or not needed. Pay the instalment, or sweep the lockbox.
		NothingToDraw,
		/// An instalment is late; of a loan that is to be replaced, or its reserve has paid one, or it is
		/// watched and the vault would lend more. Pay it first, or cure the loan.
		InstalmentLate,
		/// No charge waits to be paid. Pay the instalment.
		NothingToAdvance,
		/// Four accounts wait for what they have advanced. Pay the instalment and have it collected, or
		/// wait until that is done.
		TooManyAdvances,
		/// Name at least one loan.
		NoLoans,
		/// The loan that is to be replaced is another's. Name one of the borrower's.
		RefinancesAnothers,
		/// The position is another's. Sign with its holder's account.
		NotHolder,
		/// A position moves only while the loan is paid up. Wait until it is.
		PositionFrozen,
		/// Nothing is credited. Wait for the next payment.
		NothingOwed,
		/// No schedule can be made of the terms. Check due day, offset and scale of the rates.
		InvalidTerms,
		/// No item stands behind the loan. Name at least one.
		NoItems,
		/// An item is named twice.
		DuplicateItem,
		/// An item is of another model than the product. Offer one loan a model.
		WrongModel,
		/// The borrower does not hold title to an item.
		NotOwner,
		/// An item is pledged already, or on its way to be redeemed or retired. Name another.
		Encumbered,
		/// Something is missing for an item. See its standing.
		Deficient,
		/// An item has no value.
		Fact(FactError),
		/// More is asked than the product lends on the items' value now. Add items or ask for less.
		LtvTooHigh,
		/// At a due date more would be owed than the product allows on what the items are worth then,
		/// on the curve of their model. Add items, or ask for less or for a shorter time.
		CurveLtvTooHigh,
		/// The items' cover is below what the product asks for. Insure them higher.
		CoverTooLow,
		/// The cover ends before the first instalment and its grace do, or sooner than the product
		/// allows. Renew the policy.
		CoverTooShort,
		/// Too much of the book would hang on the borrower. Ask for less, or wait until the book has
		/// grown.
		BorrowerShare,
		/// Too much of the book would hang on a site. Ask for less, or wait until the book has grown.
		SiteShare,
		/// Too much of the book would hang on a Curator. Ask for less, ask another, or wait until the
		/// book has grown.
		CuratorShare,
		/// Too much of the book would hang on the model. Ask for less, or wait until the book has
		/// grown.
		ModelShare,
		/// The book would pass the debt ceiling. Wait for repayments, or ask governance.
		DebtCeiling,
		/// Pay between 1 and 12 instalments at a time.
		InvalidWindows,
		/// The loan has fewer instalments left. Pay those.
		TooManyWindows,
		/// A figure is out of its range. See the ranges of `Product` and `Rules`.
		OutOfRange,
		/// Nothing is late beyond its grace, and no event of default was found. Review the loan, or wait.
		NoDefault,
		/// The loan is not in default. It runs, or is over.
		NotDefaulted,
		/// The loan has not ended in default. Pay it in the usual way.
		NotClosed,
		/// A sale goes on. Buy the lot, or wait for its end.
		SaleGoesOn,
		/// The hardware was up for sale once: only before that its insurer may buy it. Buy the lot.
		BuyOutOver,
		/// The signer does not insure all of the items. Only who does may buy them out.
		NotInsurer,
		/// The signer is no lender of the loan, so that nothing is set off. Buy without.
		NotLender,
		/// A breach is reported already. It is cured, or becomes an event of default.
		BreachReported,
		/// No breach is reported.
		NoBreach,
		/// Who borrows or lends does not speak of a breach. Another Servicer has to.
		NoPartysWord,
		/// A sale off the chain brings at least what an auction would at its end. Ask for more.
		BelowFloor,
		/// An auction comes first, unless every tranche agrees that would lose. Open a sale, or ask them.
		NotAgreed,
		/// The notice of default still runs. Wait until the sale may open.
		NoticeRuns,
		/// An item is in dispute, so that nobody could have it. Wait until that is settled.
		ItemDisputed,
		/// A Registrar halts the sale. Wait until his stay is over.
		Stayed,
		/// More is owed than you would pay. Raise the limit.
		AboveLimit,
		/// A stay lasts sixty days at most.
		StayTooLong,
		/// There is no stay to lift.
		NotStayed,
		/// The offer is for hardware that is still to come. Have the money wait with `escrow`.
		PaidThroughEscrow,
		/// The offer is not for hardware that is still to come. Accept it.
		NoEscrow,
		/// Items are named once they have come. Offer none, and name them with `release_escrow`.
		ItemsToCome,
		/// A loan that replaces another needs no escrow: its items are there.
		RefinancesByEscrow,
		/// The money would wait for less than a day, longer or for less than the product allows.
		EscrowOutOfBand,
		/// The loan's money does not wait. It was not put in escrow yet, or has gone on.
		NotEscrowed,
		/// The money has waited long enough and goes back. Ask for another offer.
		EscrowOver,
		/// Only its borrower gives money back that may still wait. Come back when its time is over.
		EscrowRuns,
		/// Another milestone comes next. See the loan.
		WrongMilestone,
		/// Not all milestones are confirmed. See the loan.
		MilestoneMissing,
		/// The account has confirmed a milestone of the loan, or borrows. Let another say so.
		SameWitness,
		/// An item is at another site than the terms say. Have it brought there.
		WrongSite,
		/// The vendor is on the freeze list. Give the money back, and ask for an offer with another.
		VendorFrozen,
		/// A result does not fit its type. Check the scale of amounts and rates.
		Uncomputable,
	}

	impl<T, A> From<&Dependence<A>> for Error<T> {
		fn from(on: &Dependence<A>) -> Self {
			match on {
				Dependence::Borrower(_) => Self::BorrowerShare,
				Dependence::Site(_) => Self::SiteShare,
				Dependence::Model(_) => Self::ModelShare,
				Dependence::Curator(_) => Self::CuratorShare,
			}
		}
	}

	impl<T, A> From<&Unmet<A>> for Error<T> {
		/// Pauses, frozen accounts, shortfalls and money have errors of their own, which others give.
		fn from(unmet: &Unmet<A>) -> Self {
			match unmet {
				Unmet::Expired { .. } => Self::OfferExpired,
				Unmet::Tranche { .. } => Self::NotStaged,
				Unmet::FrozenCurator { .. } => Self::CuratorFrozen,
				Unmet::Encumbered(_) => Self::Encumbered,
				Unmet::Refinanced { late: true } => Self::InstalmentLate,
				Unmet::Refinanced { late: false } => Self::NotActive,
				Unmet::Rolling => Self::BookRolling,
				Unmet::Originator => Self::Role(RoleError::Expired),
				Unmet::Product { known: false } => Self::NoProduct,
				Unmet::Product { known: true } => Self::ProductDisabled,
				Unmet::Owner(_) => Self::NotOwner,
				Unmet::Standing(_) => Self::Deficient,
				Unmet::Value(_, error) => Self::Fact(*error),
				Unmet::Model(_) => Self::WrongModel,
				Unmet::Ltv { .. } => Self::LtvTooHigh,
				Unmet::CurveLtv { .. } => Self::CurveLtvTooHigh,
				Unmet::Cover { .. } => Self::CoverTooLow,
				Unmet::CoverUntil { .. } => Self::CoverTooShort,
				Unmet::DebtCeiling { .. } => Self::DebtCeiling,
				Unmet::Payee { .. } => Self::ChargeRole(RoleError::Expired),
				Unmet::Milestone(_) => Self::MilestoneMissing,
				Unmet::EscrowOver { .. } => Self::EscrowOver,
				Unmet::Site(_) => Self::WrongSite,
				Unmet::FrozenVendor => Self::VendorFrozen,
				Unmet::Share { on, .. } => Self::from(on),
				Unmet::Paused | Unmet::Shortfall | Unmet::Frozen | Unmet::Liquidity { .. } => {
					Self::Uncomputable
				},
			}
		}
	}

	impl<T> From<Refusal> for Error<T> {
		fn from(refusal: Refusal) -> Self {
			match refusal {
				Refusal::Disabled => Self::ProductDisabled,
				Refusal::TooSmall => Self::PrincipalTooSmall,
				Refusal::Rate => Self::RateOutOfBand,
				Refusal::Term => Self::TermOutOfBand,
				Refusal::Grace => Self::GraceOutOfBand,
				Refusal::TooManyTranches => Self::TooManyTranches,
				Refusal::Tranche => Self::InvalidTranche,
				Refusal::FirstLoss => Self::FirstLossTooSmall,
				Refusal::Balloon => Self::BalloonOutOfBand,
				Refusal::Reserve => Self::ReserveOutOfBand,
				Refusal::Charge => Self::InvalidCharge,
				Refusal::Escrow => Self::EscrowOutOfBand,
				Refusal::Terms => Self::InvalidTerms,
			}
		}
	}
}
