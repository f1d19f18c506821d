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
		/// The terms of an asset changed.
		TermsSet {
			/// The asset.
			slot: ReserveSlot,
			/// The new terms.
			terms: Terms,
		},
		/// The rules changed.
		RulesSet {
			/// The new rules.
			rules: Rules,
		},
	}
}
