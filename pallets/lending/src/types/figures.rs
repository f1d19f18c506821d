//! Loans as people ask about them.

use super::{
	charges::{Advances, Credits},
	lenders::Positions,
	terms::Items,
	watch::{CollateralStatus, Findings},
};
use caliber_finance::{book::Line, pots::Pots};
use caliber_primitives::units::{RatePerSecond, Seconds, UsdaiAmount};
use sp_core::H256;

/// One line of a schedule.
#[frame_support::stored]
#[derive(Copy)]
pub struct Instalment {
	/// Number of the window, counted from 0.
	pub window: u32,
	/// When it falls due, in block time as far as pauses are known.
	pub due: Seconds,
	/// Principal, 18 decimals.
	pub principal: UsdaiAmount,
	/// Interest, 18 decimals.
	pub interest: UsdaiAmount,
	/// For payees beside the lenders, and for being late, 18 decimals.
	pub charges: UsdaiAmount,
	/// Principal left after it, 18 decimals.
	pub balance: UsdaiAmount,
}

impl Instalment {
	/// A line of a loan's schedule that falls due at `due` in block time.
	pub fn new(line: Line, charges: UsdaiAmount, due: Seconds) -> Self {
		let Line { window, principal, interest, balance, .. } = line;
		Self { window, due, principal, interest, charges, balance }
	}
}

/// How a loan stands, as people say it.
#[frame_support::stored]
#[derive(Copy)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Status {
	/// May be accepted until its offer expires.
	#[codec(index = 0)]
	Offered,
	/// Paid up.
	#[codec(index = 1)]
	Current,
	/// An instalment is late, within grace.
	#[codec(index = 2)]
	Late,
	/// An instalment is late beyond grace.
	#[codec(index = 3)]
	Overdue,
	/// Over.
	#[codec(index = 4)]
	Repaid,
}

/// A loan that runs, in figures.
#[frame_support::stored]
pub struct LoanDetails<AccountId> {
	/// Who borrows.
	pub borrower: AccountId,
	/// How its payments stand.
	pub status: Status,
	/// How its collateral stands, as it was last reviewed.
	pub collateral: CollateralStatus,
	/// What stands behind it.
	pub items: Items,
	/// What was lent, 18 decimals.
	pub principal: UsdaiAmount,
	/// Principal outstanding, 18 decimals.
	pub balance: UsdaiAmount,
	/// Interest paid so far, 18 decimals.
	pub interest_paid: UsdaiAmount,
	/// Interest a second, scaled by 10^18.
	pub rate: RatePerSecond,
	/// Instalments paid.
	pub windows_paid: u32,
	/// Instalments in all.
	pub windows: u32,
	/// When the next one falls due, in block time as far as pauses are known.
	pub next_due: Seconds,
	/// Names the terms.
	pub terms_hash: H256,
	/// The lenders beside the vault, by tranche; tranche 1 is the first.
	pub positions: Positions<AccountId>,
	/// What others have paid for the borrower, and waits to be repaid.
	pub advances: Advances<AccountId>,
	/// The payees beside the lenders, in the order of the terms.
	pub credits: Credits<AccountId>,
	/// Money that lies with it.
	pub pots: Pots,
}

/// How a loan that runs would fare if it were reviewed now.
#[frame_support::stored]
#[derive(Copy)]
pub struct Health {
	/// What a review would find.
	pub found: Findings,
	/// How the collateral stands, as it was last reviewed.
	pub collateral: CollateralStatus,
	/// How it would stand.
	pub reviewed: CollateralStatus,
	/// How payments stand.
	pub status: Status,
	/// What a redemption counts for it now, 18 decimals.
	pub conservative: UsdaiAmount,
	/// What a deposit counts for it now, without interest, 18 decimals.
	pub optimistic: UsdaiAmount,
}
