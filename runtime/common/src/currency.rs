//! CAL, the native token: fees and validator bonds only.

use crate::Balance;

/// One CAL: 12 decimals.
pub const CAL: Balance = 1_000_000_000_000;
/// A thousandth of a CAL.
pub const MILLI_CAL: Balance = CAL / 1_000;
/// A millionth of a CAL.
pub const MICRO_CAL: Balance = CAL / 1_000_000;

/// Below this an account does not exist.
pub const EXISTENTIAL_DEPOSIT: Balance = MILLI_CAL;

/// What `items` storage entries of `bytes` bytes in all are held for, in CAL's smallest unit. A
/// megabyte costs 100 CAL.
pub const fn deposit(items: u32, bytes: u32) -> Balance {
	// Widening is lossless; `From` is not usable in a constant function.
	#[allow(clippy::as_conversions, reason = "u32 to u128 loses nothing")]
	let (items, bytes) = (items as Balance, bytes as Balance);
	items.saturating_mul(100 * MILLI_CAL).saturating_add(bytes.saturating_mul(100 * MICRO_CAL))
}
