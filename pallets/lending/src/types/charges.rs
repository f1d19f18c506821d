//! Who is paid with each instalment beside the lenders.

use caliber_finance::{
	book::{Levy, MAX_CHARGES as MOST},
	fees::Fee,
};
use caliber_primitives::{
	roles::Role,
	units::{Seconds, UsdaiAmount},
};
use frame_support::{traits::ConstU32, BoundedVec};

/// The most payees of one loan beside its lenders.
pub const MAX_CHARGES: u32 = 4;
const _: () = assert!(MOST == 4);

/// All together ask no more of the balance with an instalment: 1 %, scaled by 10^18.
pub const MAX_CHARGE: u64 = 10_000_000_000_000_000;

/// What a charge is for.
#[frame_support::stored]
#[derive(Copy)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum ChargeKind {
	/// The insurance premium.
	#[codec(index = 0)]
	Premium,
	/// The custodian's storage.
	#[codec(index = 1)]
	Custody,
	/// Collecting payments, and looking after the loan.
	#[codec(index = 2)]
	Servicing,
	/// Keeping the lien on file.
	#[codec(index = 3)]
	Filing,
}

impl ChargeKind {
	/// Who may be paid for it.
	pub fn role(self) -> Role {
		match self {
			Self::Premium => Role::Insurer,
			Self::Custody => Role::Custodian,
			Self::Servicing => Role::Servicer,
			Self::Filing => Role::Registrar,
		}
	}

	/// Whether it keeps the collateral: then it comes ahead of interest, and anyone may advance it
	/// (protocol.md 6.1, 6.4).
	pub fn comes_first(self) -> bool {
		!matches!(self, Self::Servicing)
	}
}

/// What somebody beside the lenders is paid with each instalment.
#[frame_support::stored]
pub struct Charge<AccountId> {
	/// What for.
	pub kind: ChargeKind,
	/// Who gets it.
	pub payee: AccountId,
	/// A part of the balance before the instalment, scaled by 10^18; all at most [`MAX_CHARGE`].
	pub rate: u64,
}

impl<AccountId> Charge<AccountId> {
	/// As finance knows it.
	pub fn levy(&self) -> Levy {
		Levy { fee: Fee::Ratio(self.rate), comes_first: self.kind.comes_first() }
	}
}

/// The charges of a loan.
pub type Charges<AccountId> = BoundedVec<Charge<AccountId>, ConstU32<MAX_CHARGES>>;

/// What is credited to a payee beside the lenders and not collected.
#[frame_support::stored]
pub struct Credit<AccountId> {
	/// Whose it is.
	pub payee: AccountId,
	/// How much, 18 decimals.
	pub owed: UsdaiAmount,
}

/// Credits of a loan: those of its charges, in their order, then those of whoever has advanced some.
pub type Credits<AccountId> = BoundedVec<Credit<AccountId>, ConstU32<MAX_CREDITS>>;

/// The most credits of one loan.
pub const MAX_CREDITS: u32 = MAX_CHARGES + MAX_ADVANCES;

/// The most advances of one loan that wait to be repaid.
pub const MAX_ADVANCES: u32 = 4;

/// Charges that somebody has paid for the borrower, to protect the collateral. They are part of the
/// debt.
#[frame_support::stored]
pub struct Advance<AccountId> {
	/// Who has paid.
	pub by: AccountId,
	/// How much, 18 decimals.
	pub amount: UsdaiAmount,
	/// Since when it bears the loan's rate, in the schedule's time.
	pub since: Seconds,
}

/// Advances of a loan.
pub type Advances<AccountId> = BoundedVec<Advance<AccountId>, ConstU32<MAX_ADVANCES>>;

/// Who has advanced charges of a loan in default.
pub type Advancers<AccountId> = BoundedVec<AccountId, ConstU32<MAX_ADVANCES>>;

/// Who collects what is credited to him.
#[frame_support::stored]
#[derive(Copy)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Payee {
	/// The lender of a tranche, from 1 on; of a withdrawn offer the number of the stake.
	#[codec(index = 0)]
	Tranche(u8),
	/// The payee of a charge, by its place in the terms, from 0 on; after them whoever has advanced
	/// some.
	#[codec(index = 1)]
	Charge(u8),
	/// Whoever called default.
	#[codec(index = 2)]
	Caller,
	/// The borrower, for what a sale has brought beyond all claims.
	#[codec(index = 3)]
	Borrower,
	/// An insurer who has made up for lenders' loss, by his place among them, from 0 on, for what has come in
	/// beyond their claims.
	#[codec(index = 4)]
	Insurer(u8),
}
