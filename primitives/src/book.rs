//! The value of the loan book.

use crate::units::{Seconds, UsdaiAmount};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::PalletError;
use scale_info::TypeInfo;

pub use caliber_finance::book::BookValue;

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
	/// What offers that stand open ask the vault for: counts against its free liquidity.
	fn committed() -> UsdaiAmount;
	/// What the vault has lent and waits in escrow: whoever gets it may redeem it, so that it counts
	/// against the dollar's liquid floor (protocol.md 4.5).
	fn escrowed() -> UsdaiAmount;
}
