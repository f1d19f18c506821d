//! What one source's value must be like, held against what others say and against its own last.

use crate::{averages::Average, rate::BASIS_POINT, FeedError, FeedKey};

pub use crate::nyfed::is_near_target;

/// The 13-week bill and SOFR: 150 basis points.
const BILL_TO_SOFR: u64 = BASIS_POINT.saturating_mul(150);
/// A bill and the average of all bills, which looks back a year: 300 basis points.
const BILL_TO_AVERAGE: u64 = BASIS_POINT.saturating_mul(300);
/// Usual step of a bill rate between two updates: 75 basis points.
const BILL_STEP: u64 = BASIS_POINT.saturating_mul(75);
/// Usual step of an overnight rate: 150 basis points.
const OVERNIGHT_STEP: u64 = BASIS_POINT.saturating_mul(150);
/// Usual step of a market price: 15 %.
const MARKET_STEP: u128 = 15;
const HUNDRED: u128 = 100;

/// Whether a 13-week bill, by either of its rates, is where SOFR lets it be. Parts per billion a
/// year.
///
/// # Errors
/// `Implausible` beyond 150 basis points.
pub fn bill_to_sofr(bill: i64, sofr: i64) -> Result<(), FeedError> {
	within(bill, sofr, BILL_TO_SOFR)
}

/// Whether a bill, by either of its rates, is where the average of all bills lets it be.
///
/// # Errors
/// `Implausible` beyond 300 basis points.
pub fn bill_to_average(bill: i64, average: &Average) -> Result<(), FeedError> {
	within(bill, average.rate, BILL_TO_AVERAGE)
}

/// Whether SOFR is where the target range of federal funds, as EFFR's answer gives it, lets it be.
///
/// # Errors
/// `Implausible` beyond 300 basis points on either side.
pub fn sofr_to_target(sofr: i64, target: (i64, i64)) -> Result<(), FeedError> {
	if !is_near_target(sofr, target) {
		return Err(FeedError::Implausible);
	}
	Ok(())
}

/// Whether a source steps from its own last value to the next in a usual way. True values have
/// stepped further, so an unusual one is asked for again and confirmed; it is never dropped for
/// this reason alone.
pub fn is_usual_step(feed: FeedKey, last: i128, next: i128) -> bool {
	let step = last.abs_diff(next);
	match feed {
		FeedKey::TBillDiscount(_) | FeedKey::TBillCouponEq(_) => step <= BILL_STEP.into(),
		FeedKey::Sofr | FeedKey::Effr => step <= OVERNIGHT_STEP.into(),
		FeedKey::GpuHour { .. } | FeedKey::GpuResale { .. } => {
			step.saturating_mul(HUNDRED) <= last.unsigned_abs().saturating_mul(MARKET_STEP)
		},
	}
}

fn within(a: i64, b: i64, most: u64) -> Result<(), FeedError> {
	if a.abs_diff(b) > most {
		return Err(FeedError::Implausible);
	}
	Ok(())
}
