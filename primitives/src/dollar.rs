//! The dollar, its reserves and its rules.

use crate::{
	ids::{BillId, ReserveSlot},
	units::{ReserveAmount, Seconds, UsdaiAmount},
};
use caliber_finance::dollar::leaves_dust;
pub use caliber_finance::dollar::Treasury;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::traits::{fungible::Mutate, tokens::Preservation};
use scale_info::TypeInfo;
use sp_runtime::{DispatchError, DispatchResult};

/// What can be paused, from the least to the most that a pause takes away. Repayment and claims
/// of what was already served are in no tier.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum PauseTier {
	/// New risk: minting, deposits, draws, purchases of bills.
	#[codec(index = 0)]
	Intake,
	/// Also exits: redemption of dollars and requests for shares.
	#[codec(index = 1)]
	Exit,
	/// Also transfers of both tokens.
	#[codec(index = 2)]
	Transfer,
}

/// Who is frozen and what is paused. Usdai -> all.
pub trait Compliance<AccountId> {
	/// Fails when `who` is on the freeze list.
	fn ensure_free(who: &AccountId) -> DispatchResult;
	/// Fails when acts of this tier are paused.
	fn ensure_open(tier: PauseTier) -> DispatchResult;
	/// Fails in the declared shortfall of the dollar, in which nothing is drawn (protocol.md 4.2).
	fn ensure_sound() -> DispatchResult;
}

/// Money that a bill has brought above its cost, confirmed by custodian and auditor.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub struct SettledSurplus {
	/// The bill.
	pub bill: BillId,
	/// Its face less its cost, the most that may be minted on it.
	pub limit: UsdaiAmount,
	/// How much to mint.
	pub amount: UsdaiAmount,
}

/// The dollar's ledger, as the treasury sees it. Usdai -> Allocation.
pub trait Dollar<AccountId> {
	/// Mints settled surplus to `to`. Keeps the cushion, so it may mint less than asked; returns
	/// what it minted.
	fn mint_surplus(to: &AccountId, surplus: SettledSurplus) -> Result<UsdaiAmount, DispatchError>;
	/// Pays reserve cash to `to`, the custodian that settles a purchase.
	fn spend_cash(slot: ReserveSlot, amount: ReserveAmount, to: &AccountId) -> DispatchResult;
	/// Takes reserve cash back from `from`, the custodian of a maturity or sale. It pays the head
	/// of the ticket queue first.
	fn return_cash(slot: ReserveSlot, amount: ReserveAmount, from: &AccountId) -> DispatchResult;
	/// Cash in hand of one reserve asset, in its own unit.
	fn cash_in(slot: ReserveSlot) -> ReserveAmount;
	/// What an amount of a reserve asset counts in dollars, by the decimals taken at its
	/// registration.
	fn dollars_of(slot: ReserveSlot, amount: ReserveAmount) -> Option<UsdaiAmount>;
	/// Cash in hand, all reserve assets.
	fn cash() -> UsdaiAmount;
	/// Dollars in circulation.
	fn issued() -> UsdaiAmount;
	/// Promised to tickets and payouts, not yet paid.
	fn owed() -> UsdaiAmount;
	/// Backing above what is in circulation and promised, as the treasury has it now.
	fn surplus() -> UsdaiAmount;
	/// What is in circulation and promised above backing, as the treasury has it now.
	fn shortfall() -> UsdaiAmount;
	/// Burns dollars of `from`, the vault, which bears the losses of the reserves that no surplus
	/// and no income does (protocol.md 4.2). It leaves the fuse of minting as it is.
	fn burn_for_loss(from: &AccountId, amount: UsdaiAmount) -> DispatchResult;
	/// A bill is over: nothing is minted on it any more, and nothing about it has to be kept.
	fn bill_ended(bill: BillId);

	/// Fills the cash of `slot` with `amount`.
	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_cash(slot: ReserveSlot, amount: ReserveAmount);
	/// Counts `amount` more of dollars as issued.
	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_issued(amount: UsdaiAmount);
	/// Has a ticket for `amount` of dollars wait for cash.
	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_owed(amount: UsdaiAmount);
}

/// What the treasury holds for the dollar. Allocation -> Usdai.
pub trait ReserveBook {
	/// What the treasury holds for the dollar, from one read.
	fn treasury() -> Treasury;
	/// Bills at settled cost, an impaired one at what is left of it.
	fn at_settled_cost() -> UsdaiAmount {
		Self::treasury().bills
	}
	/// Cash on its way to or from a counterparty.
	fn in_transit() -> UsdaiAmount {
		Self::treasury().in_transit
	}
	/// When the next bill matures.
	fn next_maturity() -> Option<Seconds>;
	/// When the open bills that mature have brought so much; never, if all of them do not.
	fn matured_by(amount: UsdaiAmount) -> Option<Seconds>;
}

/// Dollars that leave for other chains and come back. Usdai -> XCM.
pub trait Bridge<AccountId> {
	/// Takes dollars of `from` off this chain; they stay issued.
	fn bridge_out(from: &AccountId, amount: UsdaiAmount) -> DispatchResult;
	/// Brings dollars back to `to`: never more than are out there, and gross against the fuse of
	/// what others attest.
	fn bridge_in(to: &AccountId, amount: UsdaiAmount) -> DispatchResult;
}

/// Moves dollars. What is left below the minimum balance is dust, and goes to the surplus with the
/// rest of the account, so that nobody is kept from paying by what a stranger gave him.
///
/// # Errors
/// The token's own.
pub fn pay<A, D>(from: &A, to: &A, amount: UsdaiAmount) -> DispatchResult
where
	A: Eq,
	D: Mutate<A, Balance = u128>,
{
	if amount.is_zero() {
		return Ok(());
	}
	let preservation = match leaves_dust(D::balance(from), amount, D::minimum_balance()) {
		true => Preservation::Expendable,
		false => Preservation::Preserve,
	};
	D::transfer(from, to, amount.get(), preservation).map(|_| ())
}
