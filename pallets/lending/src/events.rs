//! What is told.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A loan may be accepted.
		Offered {
			/// The loan.
			loan: LoanId,
			/// Who made the offer.
			originator: T::AccountId,
			/// All that would be agreed on.
			terms: Terms<T::AccountId>,
			/// Names the terms; `accept` asks for it.
			terms_hash: H256,
			/// The first second in which it cannot be accepted any more.
			expires: Seconds,
		},
		/// An offer was taken back.
		OfferWithdrawn {
			/// The loan.
			loan: LoanId,
			/// Who did it.
			by: T::AccountId,
			/// No longer set aside for it.
			principal: UsdaiAmount,
		},
		/// A loan has begun.
		Accepted {
			/// The loan.
			loan: LoanId,
			/// Who borrows.
			borrower: T::AccountId,
			/// What is owed.
			principal: UsdaiAmount,
			/// Kept from it.
			fee: UsdaiAmount,
			/// Kept from it for the reserve.
			reserve: UsdaiAmount,
			/// What might have been lent on the items.
			lendable: UsdaiAmount,
			/// Principal in parts per million of that, rounded up.
			ltv: Ppm,
			/// The same at the due date at which it is highest, on the curve of the model.
			curve_ltv: Ppm,
			/// Insurance cover of the items.
			cover: UsdaiAmount,
			/// When the first instalment falls due.
			first_due: Seconds,
			/// How many instalments there are.
			windows: u32,
			/// Names the terms.
			terms_hash: H256,
		},
		/// Money waits until hardware has come.
		Escrowed {
			/// The loan.
			loan: LoanId,
			/// Who borrows, and has ordered.
			borrower: T::AccountId,
			/// Names the order.
			order: H256,
			/// What the vault lends waits in the pallet's account, and what Curators have staged.
			principal: UsdaiAmount,
			/// What the borrower has laid down for the time.
			prepaid: UsdaiAmount,
			/// When it goes back unless the loan has begun, in block time as far as pauses are known.
			until: Seconds,
		},
		/// The purchase of hardware has come so far.
		MilestoneReached {
			/// The loan.
			loan: LoanId,
			/// How far.
			milestone: Milestone,
			/// Who says so.
			by: T::AccountId,
			/// Names what he relies on.
			evidence: H256,
		},
		/// Money has waited: the loan begins, see `Accepted`.
		EscrowReleased {
			/// The loan.
			loan: LoanId,
			/// Who is paid.
			to: T::AccountId,
			/// The principal less fee and reserve.
			paid: UsdaiAmount,
			/// What the money has earned, of it the vault's part in `receipt` with the fee.
			carry: UsdaiAmount,
			/// The vault's part.
			receipt: Receipt,
			/// What was laid down for the rest of the time, back with the borrower.
			unused: UsdaiAmount,
		},
		/// Money has waited in vain: the vault has its part, Curators collect theirs.
		EscrowEnded {
			/// The loan.
			loan: LoanId,
			/// Who did it.
			by: T::AccountId,
			/// What the money has earned.
			carry: UsdaiAmount,
			/// The vault's part, principal included.
			receipt: Receipt,
			/// What was laid down for the rest of the time, back with the borrower.
			unused: UsdaiAmount,
		},
		/// A loan is in default: notice to all.
		DefaultCalled {
			/// The loan.
			loan: LoanId,
			/// Who has called it.
			by: T::AccountId,
			/// Why.
			cause: Cause,
			/// What is owed, by rank.
			debts: Debts,
			/// What lay with it and pays for that.
			money: UsdaiAmount,
			/// What the caller earns, as far as money comes in.
			bounty: UsdaiAmount,
			/// When its hardware may be put up for sale, in block time as far as pauses are known.
			opens: Seconds,
		},
		/// A loan in default was looked at: its marks are those of what its items are worth.
		DefaultReviewed {
			/// The loan.
			loan: LoanId,
			/// Who asked for it.
			by: T::AccountId,
			/// What was found.
			found: Findings,
			/// What redemptions count, by the stage of its age.
			conservative: [UsdaiAmount; STAGES],
			/// What deposits count.
			optimistic: UsdaiAmount,
		},
		/// A Registrar has halted the sale of hardware, or lets it go on.
		SaleStayed {
			/// The loan.
			loan: LoanId,
			/// The Registrar.
			by: T::AccountId,
			/// Until when, in block time as far as pauses are known; now when it goes on.
			until: Seconds,
		},
		/// A loan in default is closed: its hardware was sold, or redeemed.
		DefaultClosed {
			/// The loan.
			loan: LoanId,
			/// Who has the hardware.
			to: T::AccountId,
			/// What was paid for it; nothing when it was redeemed.
			price: Option<UsdaiAmount>,
			/// What was paid, by rank.
			paid: Debts,
			/// The vault's part.
			receipt: Receipt,
			/// Principal that the vault has lost.
			lost: UsdaiAmount,
			/// What the reserve fund has paid of that.
			covered: UsdaiAmount,
			/// What is the borrower's.
			surplus: UsdaiAmount,
			/// Items that had not to be sold, back with the borrower.
			returned: Items,
		},
		/// Some of the hardware of a loan in default was sold; the rest is sold next.
		PartSold {
			/// The loan.
			loan: LoanId,
			/// What was sold.
			items: Items,
			/// Who has it.
			to: T::AccountId,
			/// For how much.
			price: UsdaiAmount,
			/// What was paid, by rank.
			paid: Debts,
			/// The vault's part.
			receipt: Receipt,
		},
		/// The insurer of the hardware of a loan in default has bought it, see `DefaultClosed`.
		BoughtOut {
			/// The loan.
			loan: LoanId,
			/// Who.
			insurer: T::AccountId,
			/// For how much.
			amount: UsdaiAmount,
		},
		/// A sale has brought too little, but no claim on the item's cover could be filed.
		NotClaimed {
			/// The loan.
			loan: LoanId,
			/// The item.
			item: ItemId,
			/// What was to be claimed.
			amount: UsdaiAmount,
			/// Why not.
			error: DispatchError,
		},
		/// An insurer is not counted on any more for what a sale has brought too little.
		ClaimGivenUp {
			/// The loan.
			loan: LoanId,
			/// What he was to pay.
			amount: UsdaiAmount,
			/// What of it was the vault's principal and is lost.
			lost: UsdaiAmount,
			/// What the reserve fund has paid of that.
			covered: UsdaiAmount,
		},
		/// A Servicer has reported a breach of the loan's covenants.
		BreachReported {
			/// The loan.
			loan: LoanId,
			/// Who.
			by: T::AccountId,
			/// Names what shows it.
			evidence: H256,
			/// Until when it may be cured, in block time as far as pauses are known.
			until: Seconds,
		},
		/// A tranche agrees to a sale off the chain, or no longer.
		SaleAgreed {
			/// The loan.
			loan: LoanId,
			/// Which.
			tranche: u8,
			/// If it brings so much.
			least: Option<UsdaiAmount>,
		},
		/// A breach is cured, or was none.
		BreachLifted {
			/// The loan.
			loan: LoanId,
			/// Who says so.
			by: T::AccountId,
		},
		/// All that was owed of a loan in default was paid, and its hardware is the borrower's again.
		CollateralRedeemed {
			/// The loan.
			loan: LoanId,
			/// Who has paid.
			by: T::AccountId,
			/// How much, beside what had come in.
			amount: UsdaiAmount,
		},
		/// Money has come in for a loan that ended in default.
		Recovered {
			/// The loan.
			loan: LoanId,
			/// Who has paid.
			by: T::AccountId,
			/// How much.
			amount: UsdaiAmount,
			/// What was paid, by rank.
			paid: Debts,
			/// The vault's part.
			receipt: Receipt,
			/// What is the borrower's.
			surplus: UsdaiAmount,
		},
		/// A loan has replaced another, which is over.
		Refinanced {
			/// The new one.
			loan: LoanId,
			/// The old one.
			old: LoanId,
			/// What paid the old one off.
			payoff: UsdaiAmount,
			/// What was left for the borrower.
			paid_out: UsdaiAmount,
			/// What he paid, because it was not enough.
			paid_in: UsdaiAmount,
		},
		/// A Curator has staged capital for an offer.
		Staged {
			/// The loan.
			loan: LoanId,
			/// Whose it is.
			curator: T::AccountId,
			/// How much, all his tranches.
			amount: UsdaiAmount,
		},
		/// The account that holds money of loans was opened, once in the life of the chain.
		AccountOpened {
			/// Whoever was the first to pay in.
			by: T::AccountId,
			/// What he paid beside: the dollar's minimum balance.
			base: UsdaiAmount,
		},
		/// A Curator has taken staged capital back.
		Unstaged {
			/// The loan.
			loan: LoanId,
			/// Whose it is.
			curator: T::AccountId,
			/// How much, all his tranches.
			amount: UsdaiAmount,
		},
		/// A lender beside the vault has another's position now.
		PositionTransferred {
			/// The loan.
			loan: LoanId,
			/// The tranche, from 1 on.
			tranche: u8,
			/// Who had it.
			from: T::AccountId,
			/// Who has it.
			to: T::AccountId,
		},
		/// What was credited to a lender or payee beside the vault was paid out.
		Collected {
			/// The loan.
			loan: LoanId,
			/// What for.
			payee: Payee,
			/// Whose it is.
			holder: T::AccountId,
			/// How much.
			amount: UsdaiAmount,
		},
		/// Insurance money has come for a loan.
		InsuranceReceived {
			/// The loan.
			loan: LoanId,
			/// Who paid.
			insurer: T::AccountId,
			/// What, in USDai.
			amount: UsdaiAmount,
			/// What waits for the next instalments now; nothing when the loan is over.
			left: UsdaiAmount,
		},
		/// Money was laid down with a loan.
		Funded {
			/// The loan.
			loan: LoanId,
			/// By whom.
			by: T::AccountId,
			/// For what.
			pot: Pot,
			/// How much.
			amount: UsdaiAmount,
			/// What lies there now.
			pots: Pots,
		},
		/// The lockbox or the reserve has paid charges of the window that is due.
		Charged {
			/// The loan.
			loan: LoanId,
			/// How much.
			amount: UsdaiAmount,
			/// What lies there now.
			pots: Pots,
		},
		/// Somebody has paid charges for the borrower, to protect the collateral.
		Advanced {
			/// The loan.
			loan: LoanId,
			/// Who.
			by: T::AccountId,
			/// How much.
			amount: UsdaiAmount,
		},
		/// The reserve was filled from the lockbox.
		Refilled {
			/// The loan.
			loan: LoanId,
			/// How much.
			amount: UsdaiAmount,
			/// What lies there now.
			pots: Pots,
		},
		/// The rest of the lockbox went to the borrower on a due date.
		Released {
			/// The loan.
			loan: LoanId,
			/// Whose it is.
			borrower: T::AccountId,
			/// How much.
			amount: UsdaiAmount,
		},
		/// The reserve has paid for an instalment that is late.
		ReserveDrawn {
			/// The loan.
			loan: LoanId,
			/// Who asked for it.
			by: T::AccountId,
			/// How much.
			amount: UsdaiAmount,
			/// What it earned him; nothing when the instalment is not paid whole.
			bounty: UsdaiAmount,
			/// What lies there now.
			pots: Pots,
		},
		/// It was looked at how a loan's collateral stands.
		Reviewed {
			/// The loan.
			loan: LoanId,
			/// By whom.
			by: T::AccountId,
			/// What was found.
			found: Findings,
			/// How the collateral stands.
			collateral: CollateralStatus,
			/// An event of default.
			impairment: Option<Impairment>,
			/// What it earned him: nothing unless the loan was found worse.
			bounty: UsdaiAmount,
		},
		/// Instalments were paid, or principal ahead of time.
		Paid {
			/// The loan.
			loan: LoanId,
			/// Who paid what lay not with the loan; nobody when all of it did.
			payer: Option<T::AccountId>,
			/// How many instalments; none for principal ahead of time.
			windows: u32,
			/// Principal paid.
			principal: UsdaiAmount,
			/// Interest paid, grace included.
			interest: UsdaiAmount,
			/// The vault's part; fees are its own.
			receipt: Receipt,
			/// Fees for paying late, or for ending the loan early.
			fees: UsdaiAmount,
			/// What repays charges that others had advanced.
			advances: UsdaiAmount,
			/// What is credited to lenders and payees beside the vault.
			beside: UsdaiAmount,
			/// Of all of it, what had lain with the loan.
			spent: UsdaiAmount,
			/// What still lies there.
			pots: Pots,
			/// Principal left.
			balance: UsdaiAmount,
		},
		/// A loan is over and its items are free.
		Closed {
			/// The loan.
			loan: LoanId,
			/// Who has title again.
			borrower: T::AccountId,
			/// What was lent and paid back.
			principal: UsdaiAmount,
			/// What was paid on top, grace included.
			interest: UsdaiAmount,
			/// What had lain with it and is the borrower's.
			returned: UsdaiAmount,
		},
		/// The day has come on which the mark of unpaid loans falls.
		Aged {
			/// The day on which they stopped: the last midnight at or before due + grace.
			stopped: Day,
			/// 0 on that day; 1 and 2 so many steps of [`AGEING_DAYS`](crate::AGEING_DAYS) later.
			stage: u8,
			/// How many loans.
			loans: u32,
			/// What a redemption counted for them.
			from: UsdaiAmount,
			/// What it counts now.
			to: UsdaiAmount,
		},
		/// Time between two blocks counts for nobody.
		PauseCounted {
			/// How much.
			gap: Seconds,
			/// All of it since the chain began.
			paused: Seconds,
		},
		/// A product was set.
		ProductSet {
			/// The model.
			sku: SkuId,
			/// What may be lent against it.
			product: Product,
		},
		/// The rules changed.
		RulesSet {
			/// The new rules.
			rules: Rules,
		},
	}
}
