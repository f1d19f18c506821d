//! The share vault.

use crate::units::{Seconds, UsdaiAmount};
use frame_support::weights::Weight;
use sp_runtime::DispatchResult;

pub use caliber_finance::vault::{AccretedIncome, Receipt, Returned};

/// Where yield comes from.
#[frame_support::stored]
#[derive(Copy, PartialOrd, Ord)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum YieldSource {
	/// Interest of loans.
	#[codec(index = 0)]
	LoanInterest,
	/// Fees of loans.
	#[codec(index = 1)]
	LoanFees,
	/// Income of T-bills.
	#[codec(index = 2)]
	Bills,
}

/// The vault, as those who use its money see it. Susdai -> Lending, Allocation.
pub trait Vault<AccountId> {
	/// The keyless account that holds the vault's USDai.
	fn account() -> AccountId;
	/// What belongs to the shares, at the redemption value; `None` while nobody knows.
	fn assets() -> Option<UsdaiAmount>;
	/// Pays `amount` of idle USDai to `to` for a loan; never what is ring-fenced for the current and
	/// the next redemption window, nor what is promised to others.
	fn draw(to: &AccountId, amount: UsdaiAmount) -> DispatchResult;
	/// Whether it could pay so much for a loan now when `committed` is promised to others.
	fn can_draw(amount: UsdaiAmount, committed: UsdaiAmount) -> bool;
	/// Takes the vault's part of a payment from `from` and books it.
	fn receive(from: &AccountId, receipt: Receipt) -> DispatchResult;
	/// Takes its part of a loan that another replaces and lends `amount` for that, as
	/// [`receive`](Self::receive) and [`draw`](Self::draw) would one after the other; only the
	/// difference moves, between its account and `with`.
	fn roll(with: &AccountId, receipt: Receipt, amount: UsdaiAmount) -> DispatchResult;
	/// Books `amount` that has been minted to the vault's account out of settled income. The
	/// [accreted claim](BillClaims::accreted) falls by as much in the same call.
	fn harvest(amount: UsdaiAmount, source: YieldSource) -> DispatchResult;

	/// What the queue of redemptions is to be paid within `term`, all of it being spread evenly
	/// over one window; the largest amount while nobody knows.
	fn queued_within(term: Seconds) -> UsdaiAmount;
	/// Gives up idle USDai for a loss of the reserves, at most `amount`, and says how much. The
	/// caller burns it from the vault's account in the same call.
	fn bear_loss(amount: UsdaiAmount) -> UsdaiAmount;
	/// Books `amount` that has been minted to the vault's account for idle USDai that bore a loss: it
	/// is no income, so that no fee is taken. [`BillClaims::returned`] falls by as much in the same
	/// call.
	fn restore(amount: UsdaiAmount) -> DispatchResult;
	/// A loss of the vault is final: the reserve fund pays for it as far as it reaches; says how
	/// much.
	fn cover_loss(amount: UsdaiAmount) -> UsdaiAmount;

	/// Fills the vault with `amount` of idle USDai.
	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_idle(amount: UsdaiAmount);
}

/// What the vault claims of bills.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct BillClaims {
	/// Income, accreted and not harvested.
	pub accreted: AccretedIncome,
	/// Idle money that bore a loss, as far as it comes back.
	pub returned: Returned,
}

/// The vault's claim on bills. Allocation -> Susdai.
pub trait BillIncome {
	/// The claim at the block's time, from one small read once the day has been [rolled](Self::roll).
	/// Within a day it changes only by what is done to bills.
	fn claims() -> BillClaims;
	/// Brings the claim to the block's day and to the prices of this moment. Bounded, and cannot
	/// fail: a hook calls it.
	fn roll();
	/// What [`Self::roll`] costs.
	fn roll_weight() -> Weight;
}
