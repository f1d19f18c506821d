//! What the pallet tells.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// The policy changed.
		PolicySet {
			/// The new policy.
			policy: Policy,
			/// From when on it is in force.
			from: Seconds,
		},
		/// The policy asks for bills.
		Ordered {
			/// The order.
			order: OrderId,
			/// Which bills.
			tenor: Tenor,
			/// The most that may be spent.
			amount: UsdaiAmount,
			/// The fed bank discount, a year.
			discount: Ppb,
			/// The first second in which it cannot be filled any more.
			expires: Seconds,
		},
		/// Redeemers wait, so that a bill has to be sold.
		SaleOrdered {
			/// The order.
			order: OrderId,
			/// Which bill.
			bill: BillId,
			/// Its cost.
			amount: UsdaiAmount,
			/// The fed bank discount, a year.
			discount: Ppb,
			/// The first second in which it cannot be filled any more.
			expires: Seconds,
		},
		/// An order has lapsed unfilled.
		OrderLapsed {
			/// The order.
			order: OrderId,
		},
		/// A bill was bought; its cost is in transit.
		Filled {
			/// The bill.
			bill: BillId,
			/// The order that it filled.
			order: OrderId,
			/// Who bought it.
			operator: T::AccountId,
			/// Who got the coins and settles.
			custodian: T::AccountId,
			/// The reserve asset that paid.
			slot: ReserveSlot,
			/// Which security.
			cusip: Cusip,
			/// Due at maturity, in the unit of the reserve asset.
			face: ReserveAmount,
			/// Paid, in the unit of the reserve asset.
			paid: ReserveAmount,
			/// Paid for 100 dollars of face.
			price: MicroUsd,
			/// Day of settlement.
			settles: Day,
			/// Day of maturity.
			matures: Day,
			/// In transit now.
			in_transit: UsdaiAmount,
		},
		/// One side says that a bill is in custody.
		SettlementConfirmed {
			/// The bill.
			bill: BillId,
			/// Who says so.
			by: T::AccountId,
			/// As what.
			role: Role,
		},
		/// Both sides say so: it counts as a bill at cost.
		BillSettled {
			/// The bill.
			bill: BillId,
			/// Its cost.
			cost: UsdaiAmount,
			/// Bills at cost now.
			at_settled_cost: UsdaiAmount,
			/// In transit now.
			in_transit: UsdaiAmount,
		},
		/// A bill has paid its face and left the book.
		BillMatured {
			/// The bill.
			bill: BillId,
			/// The custodian who paid.
			custodian: T::AccountId,
			/// The reserve asset that came in.
			slot: ReserveSlot,
			/// How much of it.
			face: ReserveAmount,
			/// What has left the book.
			cost: UsdaiAmount,
			/// The vault's of it: face less cost, less what losses have taken.
			surplus: UsdaiAmount,
			/// Bills at cost now.
			at_settled_cost: UsdaiAmount,
		},
		/// An auditor says that a bill's face has come in.
		MaturityConfirmed {
			/// The bill.
			bill: BillId,
			/// Who says so.
			by: T::AccountId,
		},
		/// Surplus was minted to the vault.
		Harvested {
			/// The bill.
			bill: BillId,
			/// Minted, before the vault's fee.
			minted: UsdaiAmount,
			/// What of it comes back for idle money that bore a loss, and pays no fee.
			returned: UsdaiAmount,
			/// Kept back by the cushion, to be harvested later.
			left: UsdaiAmount,
		},
		/// A bill was sold before its day; the money is to come.
		Sold {
			/// The bill.
			bill: BillId,
			/// The order that it filled.
			order: OrderId,
			/// Who sold it.
			operator: T::AccountId,
			/// Paid for 100 dollars of face.
			price: MicroUsd,
			/// The day on which the money is due.
			settles: Day,
			/// What it brings, in the unit of the reserve asset.
			proceeds: ReserveAmount,
			/// What it brings.
			brings: UsdaiAmount,
			/// What leaves the book with it.
			cost: UsdaiAmount,
		},
		/// What a bill was sold for has come in.
		SaleSettled {
			/// The bill.
			bill: BillId,
			/// The custodian who paid.
			custodian: T::AccountId,
			/// The reserve asset that came in.
			slot: ReserveSlot,
			/// How much of it.
			proceeds: ReserveAmount,
			/// The vault's of it.
			surplus: UsdaiAmount,
			/// What it is below the cost.
			loss: UsdaiAmount,
			/// Bills at cost now.
			at_settled_cost: UsdaiAmount,
		},
		/// One side says that a sale has fallen through.
		CancellationConfirmed {
			/// The bill.
			bill: BillId,
			/// Who says so.
			by: T::AccountId,
			/// As what.
			role: Role,
		},
		/// A sale has fallen through: the bill is held as before.
		SaleCancelled {
			/// The bill.
			bill: BillId,
		},
		/// An auditor says that a bill never came.
		FailureConfirmed {
			/// The bill.
			bill: BillId,
			/// Who says so.
			by: T::AccountId,
		},
		/// A bill never came, and its cost is back.
		Unwound {
			/// The bill.
			bill: BillId,
			/// The custodian who paid.
			custodian: T::AccountId,
			/// The reserve asset that came in.
			slot: ReserveSlot,
			/// How much of it.
			paid: ReserveAmount,
			/// What of it had been written down and is the vault's.
			surplus: UsdaiAmount,
		},
		/// A bill is impaired: what should have come has not.
		Impaired {
			/// The bill.
			bill: BillId,
			/// Who has marked it.
			by: T::AccountId,
			/// What of its cost does not count any more.
			lost: UsdaiAmount,
		},
		/// An impaired bill has left the book and will never pay.
		WrittenOff {
			/// The bill.
			bill: BillId,
			/// What of its cost still counted.
			loss: UsdaiAmount,
		},
		/// A loss was borne.
		LossCharged {
			/// The bill that brought it.
			bill: BillId,
			/// How much.
			loss: UsdaiAmount,
			/// By surplus, by the vault's income, by its idle money; and what is minted to nobody.
			charge: Charge,
			/// What nobody bore: what is in circulation and promised above backing now.
			shortfall: UsdaiAmount,
		},
		/// What idle money of the vault bore is lost for good.
		LossFinal {
			/// The bill that brought it.
			bill: BillId,
			/// How much.
			lost: UsdaiAmount,
			/// What of it the vault's reserve fund has paid.
			covered: UsdaiAmount,
		},
	}
}
