//! The value of the loan book.

use crate::units::{Seconds, UsdaiAmount};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::PalletError;
use scale_info::TypeInfo;

/// What the vault's part of the book is worth.
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
	Default,
)]
pub struct BookValue {
	/// Principal outstanding to the vault.
	pub principal: UsdaiAmount,
	/// The same after ageing and default marks, for redemptions: never above `principal`.
	pub conservative: UsdaiAmount,
	/// The same with impaired loans at their high estimate, for deposits: never below
	/// `conservative`.
	pub optimistic: UsdaiAmount,
	/// Interest accrued and not paid, before the performance fee; counts for deposits only.
	pub accrued: UsdaiAmount,
}

/// Why the book has no value.
#[derive(
	Encode, Decode, DecodeWithMemTracking, TypeInfo, PalletError, Clone, Copy, PartialEq, Eq, Debug,
)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum BookError {
	/// The calendar has not caught up with the block's day after a halt. Try again in some blocks.
	Rolling,
}

/// The loan book, as the vault sees it. Lending -> Susdai.
pub trait LoanBook {
	/// The value at `now`, from one packed record.
	fn value(now: Seconds) -> Result<BookValue, BookError>;
	/// Offers that stand open and money that is staged: counts against free liquidity.
	fn committed() -> UsdaiAmount;
}
