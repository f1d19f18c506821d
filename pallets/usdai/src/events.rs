//! What is told.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Dollars were minted for a reserve asset.
		Minted {
			/// Who paid and got.
			who: T::AccountId,
			/// The asset.
			slot: ReserveSlot,
			/// Paid, in its own unit.
			paid: ReserveAmount,
			/// Minted, fee and discount.
			quote: MintQuote,
		},
		/// Dollars were redeemed in one asset.
		Redeemed {
			/// Who gave and was paid.
			who: T::AccountId,
			/// The asset.
			slot: ReserveSlot,
			/// Burned.
			amount: UsdaiAmount,
			/// Paid, fee and discount.
			quote: RedeemQuote,
		},
		/// Dollars were redeemed in every held asset.
		MixRedeemed {
			/// Who gave and was paid.
			who: T::AccountId,
			/// Burned.
			amount: UsdaiAmount,
			/// Paid, fee and discount.
			quote: MixQuote,
		},
		/// Dollars destroyed elsewhere were booked to surplus.
		Reconciled {
			/// How many.
			destroyed: UsdaiAmount,
			/// In circulation.
			issued: UsdaiAmount,
		},
		/// Settled surplus of a bill was minted.
		SurplusMinted {
			/// To whom.
			to: T::AccountId,
			/// The bill.
			bill: BillId,
			/// Minted now.
			minted: UsdaiAmount,
			/// Minted on this bill in all.
			of_bill: UsdaiAmount,
		},
		/// Cash left for the treasury.
		CashSpent {
			/// The asset.
			slot: ReserveSlot,
			/// In its own unit.
			amount: ReserveAmount,
			/// To whom.
			to: T::AccountId,
		},
		/// Cash came back from the treasury.
		CashReturned {
			/// The asset.
			slot: ReserveSlot,
			/// In its own unit.
			amount: ReserveAmount,
			/// From whom.
			from: T::AccountId,
		},
		/// An asset has a price.
		PriceAttested {
			/// The asset.
			slot: ReserveSlot,
			/// Of one whole unit.
			price: MicroUsd,
			/// The auditor.
			by: T::AccountId,
		},
		/// An account is frozen.
		Frozen {
			/// The account.
			who: T::AccountId,
			/// Why.
			reason: FreezeReason,
			/// Until when, if it ends by itself.
			until: Option<Seconds>,
			/// The Guardian, or nobody: governance.
			by: Option<T::AccountId>,
		},
		/// An account is free again.
		Unfrozen {
			/// The account.
			who: T::AccountId,
		},
		/// A tier and those below it are paused.
		PauseSet {
			/// The tier.
			tier: PauseTier,
			/// The Guardian, or nobody: governance.
			by: Option<T::AccountId>,
		},
		/// The vault bore a loss of the reserves: so many of its dollars are gone.
		BurnedForLoss {
			/// The vault's account.
			from: T::AccountId,
			/// How many.
			amount: UsdaiAmount,
		},
		/// Nothing is paused any more.
		PauseLifted {
			/// The tier that was.
			tier: PauseTier,
		},
		/// There is a new reserve asset.
		Registered {
			/// Its slot.
			slot: ReserveSlot,
			/// The asset.
			asset: T::ReserveId,
			/// Its decimals from now on.
			decimals: u8,
			/// Its terms.
			terms: Terms,
		},
		/// The terms of an asset changed, or will.
		TermsSet {
			/// The asset.
			slot: ReserveSlot,
			/// The new terms.
			terms: Terms,
			/// From when on they hold, but for the breaker, which does at once.
			from: Seconds,
		},
		/// The rules changed, or will.
		RulesSet {
			/// The new rules.
			rules: Rules,
			/// From when on they hold.
			from: Seconds,
		},
		/// A redemption waits for cash.
		TicketIssued {
			/// The ticket.
			ticket: TicketId,
			/// Whose it is.
			who: T::AccountId,
			/// Burned.
			amount: UsdaiAmount,
			/// Promised, and the fee.
			quote: TicketQuote,
			/// Dollars of others that waited before it.
			ahead: UsdaiAmount,
		},
		/// Cash was set aside for the tickets at the head of the queue.
		TicketsServed {
			/// The number of the checkpoint.
			checkpoint: u32,
			/// Dollars ever served: every ticket that ends up to here is paid.
			served: UsdaiAmount,
			/// Set aside now, asset by asset.
			paid: Paid,
			/// Dollars that still wait.
			owed: UsdaiAmount,
		},
		/// The owner of a ticket was paid.
		TicketClaimed {
			/// The ticket.
			ticket: TicketId,
			/// Who was paid.
			owner: T::AccountId,
			/// Who called.
			by: T::AccountId,
			/// Paid, asset by asset.
			paid: Paid,
			/// Whether the ticket is over and its deposit released.
			done: bool,
		},
		/// What is kept for an account changed, of assets of which it could not have so little.
		Carried {
			/// Whose it is.
			who: T::AccountId,
			/// Kept for it now, asset by asset.
			carried: Paid,
		},
		/// A ticket is offered, or no more.
		TicketOffered {
			/// The ticket.
			ticket: TicketId,
			/// Whose it is.
			owner: T::AccountId,
			/// To whom.
			to: Option<T::AccountId>,
		},
		/// A ticket has another owner.
		TicketAccepted {
			/// The ticket.
			ticket: TicketId,
			/// Whose it was.
			from: T::AccountId,
			/// Whose it is.
			to: T::AccountId,
		},
		/// A custodian stored a receipt, which an auditor may use.
		ReceiptStored {
			/// The custodian and his number of it.
			receipt: ReceiptId<T::AccountId>,
			/// What it says.
			said: Said<T::AccountId>,
		},
		/// Money that came in was wrapped.
		Deposited {
			/// The receipt of who has the money, used now.
			receipt: ReceiptId<T::AccountId>,
			/// The asset.
			slot: ReserveSlot,
			/// Minted, in its own unit.
			amount: ReserveAmount,
			/// To whom.
			to: T::AccountId,
			/// Who confirmed it.
			auditor: T::AccountId,
		},
		/// Money that bills have brought was wrapped; it waits until its custodian pays it in.
		Brought {
			/// The receipt of who has the money, used now.
			receipt: ReceiptId<T::AccountId>,
			/// The asset.
			slot: ReserveSlot,
			/// Minted, in its own unit.
			amount: ReserveAmount,
			/// Who confirmed it.
			auditor: T::AccountId,
		},
		/// A payout will not leave, or not all of it.
		PayoutCancelled {
			/// The receipt, used now.
			receipt: ReceiptId<T::AccountId>,
			/// The payout.
			payout: u64,
			/// Whose units they are again.
			who: T::AccountId,
			/// Given back, in the asset's own unit.
			amount: ReserveAmount,
			/// Still to be paid.
			left: ReserveAmount,
			/// Who confirmed it.
			auditor: T::AccountId,
		},
		/// Attested money is with another custodian.
		CustodyMoved {
			/// Who had it.
			from: T::AccountId,
			/// Who has it.
			to: T::AccountId,
			/// In dollars.
			amount: UsdaiAmount,
		},
		/// Something was cleaned away.
		Cleaned {
			/// What.
			what: Litter<T::AccountId>,
		},
		/// Wrapped units were burned, to be paid outside.
		PayoutRequested {
			/// The payout.
			payout: u64,
			/// Whose they were.
			who: T::AccountId,
			/// The asset.
			slot: ReserveSlot,
			/// Burned, in its own unit.
			amount: ReserveAmount,
			/// Hash of where to pay.
			account: H256,
		},
		/// A payout has left.
		PaidOut {
			/// The receipt of who paid, used now.
			receipt: ReceiptId<T::AccountId>,
			/// The payout.
			payout: u64,
			/// Who confirmed it.
			auditor: T::AccountId,
		},
		/// A proof of reserve was posted.
		StatementPosted {
			/// Its number.
			number: u32,
			/// By whom.
			by: T::AccountId,
			/// What custodians have, gate by gate.
			held: Held,
			/// Whether it agrees with the books. If not, minting stops.
			good: bool,
		},
		/// An asset is a claim on money outside.
		GateOpened {
			/// The asset.
			slot: ReserveSlot,
			/// What there is of it, in its own unit.
			supply: ReserveAmount,
		},
		/// An asset was switched off, or on again.
		BreakerSet {
			/// The asset.
			slot: ReserveSlot,
			/// What is off.
			breaker: Breaker,
			/// The Guardian, or nobody: governance.
			by: Option<T::AccountId>,
		},
		/// An account is on the allow-list, or no more.
		AllowanceSet {
			/// The account.
			who: T::AccountId,
			/// Whether it is.
			allowed: bool,
		},
		/// So much has left that nothing more does for a while.
		OutflowClosed {
			/// Which way.
			way: Way,
			/// It opens then by itself.
			until: Seconds,
		},
		/// Dollars left for another chain.
		BridgedOut {
			/// Whose they were.
			from: T::AccountId,
			/// How many.
			amount: UsdaiAmount,
			/// On other chains in all.
			bridged: UsdaiAmount,
		},
		/// Dollars came back from another chain.
		BridgedIn {
			/// Whose they are.
			to: T::AccountId,
			/// How many.
			amount: UsdaiAmount,
			/// Still on other chains.
			bridged: UsdaiAmount,
		},
	}
}
