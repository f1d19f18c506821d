//! Refusals.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod errors {
	/// Why a call was refused.
	#[pallet::error]
	pub enum Error<T> {
		/// A figure of the policy is out of range. See the ranges of `Policy`.
		PolicyOutOfRange,
		/// No tenor lacks enough: cash is short, each rung is full, or it has an order. Wait.
		NothingToOrder,
		/// The feed of the tenor's discount cannot be used. Wait until it is fresh.
		Feed(FeedFault),
		/// The fed discount is negative: a bill would lose money. Wait.
		NegativeRate,
		/// 64 bills are open. Wait for a maturity.
		TooManyBills,
		/// There is no such order. Look at the orders.
		UnknownOrder,
		/// The order has lapsed. Call `rebalance` for a new one.
		OrderLapsed,
		/// The account lacks the role. Ask governance for a grant.
		Role(RoleError),
		/// Operator, custodian and auditor must be three accounts. Use another one.
		NotDistinct,
		/// The CUSIP is malformed or its check digit is wrong. Check for a slip.
		InvalidCusip,
		/// The CUSIP is not of a Treasury bill: it begins with 912795, 912796 or 912797. Buy a bill.
		NotABill,
		/// The bill settles before today or too late. Give a day within the policy's limit.
		SettlementOutOfRange,
		/// The bill's days are not those of the order's tenor. Buy the ordered bill.
		WrongTenor,
		/// The price is above that at the fed discount less the tolerance. Find a better one.
		TooDear,
		/// The price is below that at the fed discount plus the tolerance. Check for a slip.
		TooCheap,
		/// The face is zero or no whole number of hundred dollars. Round it down.
		NotWholeLots,
		/// The cost exceeds the order. Buy less.
		AboveOrder,
		/// The purchase would take cash below the liquid floor. Buy less, or wait.
		BelowFloor,
		/// The custodian would hold too large a part of the backing. Name another one.
		AboveCustodianCap,
		/// There is no such reserve asset. Look at the dollar's assets.
		WrongReserve,
		/// There is no such bill, or all of its surplus is harvested.
		UnknownBill,
		/// The day of settlement has not come. Wait for it.
		NotSettlementDay,
		/// The settlement is not confirmed by both sides yet. Confirm it first.
		NotSettled,
		/// This has been confirmed already.
		AlreadyConfirmed,
		/// The bill has not matured. Wait for the day.
		NotMatured,
		/// The bill has paid its face already.
		AlreadyPaid,
		/// Only the bill's custodian may pay for it.
		NotCustodian,
		/// Payment of the face is not confirmed yet. Wait for custodian and auditor.
		NotConfirmed,
		/// The dollar's cushion keeps all of the surplus. Wait until it is full.
		KeptByCushion,
		/// A figure does not fit its type, or the totals do not agree with the bill. Report it.
		Arithmetic,
		/// The order is for the other side. Buy for a purchase order, sell for a sale.
		WrongSide,
		/// The issuer would owe too large a part of the backing. Buy another's.
		AboveIssuerCap,
		/// The reserves would be bound for too long on average. Buy less, or shorter.
		TooLong,
		/// The bill is not in custody, or is sold already. Look at the bill.
		NotHeld,
		/// The bill was not sold. Wait for its maturity.
		NotSold,
		/// The bill is in custody: its cost does not come back. Wait for its maturity.
		AlreadySettled,
		/// Nobody but the custodian says that the bill never came. Wait for an auditor, or until it is
		/// marked impaired.
		NotFailed,
		/// The bill is impaired already.
		AlreadyImpaired,
		/// The bill is not impaired. Mark it first.
		NotImpaired,
		/// What is due of the bill is not late. Wait for the next business day.
		NotLate,
	}
}
