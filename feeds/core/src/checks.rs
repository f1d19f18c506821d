//! What one source's value must be like, held against what others say and against its own last.

use crate::{rate::BASIS_POINT, treasury::may_belong_together, FeedError, FeedKey, Tenor};

pub use crate::nyfed::is_near_target;

/// The 13-week bill and SOFR: 150 basis points.
const BILL_TO_SOFR: u64 = BASIS_POINT.saturating_mul(150);
/// Usual step of a bill rate between two updates: 75 basis points.
const BILL_STEP: u64 = BASIS_POINT.saturating_mul(75);
/// Usual step of an overnight rate: 150 basis points.
const OVERNIGHT_STEP: u64 = BASIS_POINT.saturating_mul(150);
/// Usual step of a market price: 15 %.
const MARKET_STEP: u128 = 15;
const HUNDRED: u128 = 100;

/// What a reporter knows of the same market when he looks at a rate. What he does not know is not
/// held against it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Beside {
	/// The last SOFR, parts per billion a year.
	pub sofr: Option<i64>,
	/// The target range of federal funds, as EFFR's answer gives it.
	pub target: Option<(i64, i64)>,
}

/// Whether a value can be expected beside what else is known: an overnight rate beside the target
/// range, a bill of 13 weeks beside SOFR. Others have no neighbour. True values have been further
/// away, so that the chain's gate judges, where it knows a value to judge by.
///
/// # Errors
/// `OutOfBounds` for a value that no rate has; `Implausible`.
pub fn beside(feed: FeedKey, value: i128, known: &Beside) -> Result<(), FeedError> {
	let rate = || i64::try_from(value).map_err(|_| FeedError::OutOfBounds);
	match feed {
		FeedKey::TBillDiscount(tenor) | FeedKey::TBillCouponEq(tenor) => {
			let rate = rate()?;
			let sofr = known.sofr.filter(|_| tenor == Tenor::W13);
			sofr.map_or(Ok(()), |sofr| bill_to_sofr(rate, sofr))
		},
		FeedKey::Sofr | FeedKey::Effr => {
			let rate = rate()?;
			known.target.map_or(Ok(()), |target| to_target(rate, target))
		},
		FeedKey::GpuHour { .. } | FeedKey::GpuResale { .. } => Ok(()),
	}
}

/// Whether a 13-week bill, by either of its rates, is where SOFR lets it be. Parts per billion a
/// year.
///
/// # Errors
/// `Implausible` beyond 150 basis points.
pub fn bill_to_sofr(bill: i64, sofr: i64) -> Result<(), FeedError> {
	within(bill, sofr, BILL_TO_SOFR)
}

/// Whether the two rates of a bill, parts per billion a year, can be of one price: that of the
/// last one auctioned in this tenor, on any day before the next one is.
///
/// # Errors
/// `OutOfBounds` for values that no rate has; `Inconsistent` beyond two basis points.
pub fn bill_pair(tenor: Tenor, discount: i128, equivalent: i128) -> Result<(), FeedError> {
	let rate = |value: i128| i64::try_from(value).map_err(|_| FeedError::OutOfBounds);
	if !may_belong_together(tenor, rate(discount)?, rate(equivalent)?) {
		return Err(FeedError::Inconsistent);
	}
	Ok(())
}

/// Whether an overnight rate is where the target range of federal funds lets it be.
///
/// # Errors
/// `Implausible` beyond 300 basis points on either side.
pub fn to_target(sofr: i64, target: (i64, i64)) -> Result<(), FeedError> {
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
			let (step, most) =
				(step.checked_mul(HUNDRED), last.unsigned_abs().checked_mul(MARKET_STEP));
			step.zip(most).is_some_and(|(step, most)| step <= most)
		},
	}
}

fn within(a: i64, b: i64, most: u64) -> Result<(), FeedError> {
	if a.abs_diff(b) > most {
		return Err(FeedError::Implausible);
	}
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{Condition, Tier};

	#[test]
	fn rates_should_be_refused_when_they_are_beyond_their_neighbours() {
		let target = (35_000_000, 37_500_000);
		let far = Err(FeedError::Implausible);
		for (got, want) in [
			(bill_to_sofr(38_300_000, 37_500_000), Ok(())),
			(bill_to_sofr(52_500_000, 37_500_000), Ok(())),
			(bill_to_sofr(52_500_001, 37_500_000), far),
			(bill_to_sofr(22_499_999, 37_500_000), far),
			// A fraction where percent is meant.
			(bill_to_sofr(383_000, 37_500_000), far),
			(bill_to_sofr(i64::MIN, i64::MAX), far),
			(to_target(67_500_000, target), Ok(())),
			(to_target(67_500_001, target), far),
			(to_target(5_000_000, target), Ok(())),
			(to_target(4_999_999, target), far),
			(to_target(36_000_000, (37_500_000, 35_000_000)), far),
		] {
			assert_eq!(got, want);
		}
	}

	#[test]
	fn beside_should_compare_each_feed_with_its_neighbours_when_they_are_known() {
		let known = Beside { sofr: Some(37_500_000), target: Some((35_000_000, 37_500_000)) };
		let far = Err(FeedError::Implausible);
		let (w4, w13) = (FeedKey::TBillDiscount(Tenor::W4), FeedKey::TBillCouponEq(Tenor::W13));
		let gpu = FeedKey::GpuHour { sku: 1, tier: Tier::OnDemand };
		for (feed, value, want) in [
			(w13, 38_300_000, Ok(())),
			(w13, 53_000_000, far),
			(w4, 53_000_000, Ok(())),
			(w4, i128::MAX, Err(FeedError::OutOfBounds)),
			(FeedKey::Sofr, 52_500_000, Ok(())),
			(FeedKey::Sofr, 67_500_001, far),
			(FeedKey::Effr, 67_500_001, far),
			(gpu, i128::MAX, Ok(())),
		] {
			assert_eq!(beside(feed, value, &known), want, "{feed:?} {value}");
			if want == far {
				assert_eq!(beside(feed, value, &Beside::default()), Ok(()));
			}
		}
	}

	#[test]
	fn is_usual_step_should_know_the_kind_of_feed_when_values_move() {
		let bill = FeedKey::TBillCouponEq(Tenor::W13);
		let gpu = FeedKey::GpuHour { sku: 1, tier: Tier::OnDemand };
		let resale = FeedKey::GpuResale { sku: 1, condition: Condition::Used };
		for (feed, last, next, usual) in [
			(bill, 38_300_000, 45_800_000, true),
			(bill, 38_300_000, 45_800_001, false),
			(bill, 38_300_000, 30_799_999, false),
			(FeedKey::Sofr, 24_300_000, 39_300_000, true),
			// True, on 2019-09-17.
			(FeedKey::Sofr, 24_300_000, 52_500_000, false),
			(FeedKey::Effr, -1_000, 1_000, true),
			(gpu, 2_000_000, 2_300_000, true),
			(gpu, 2_000_000, 2_300_001, false),
			(gpu, 2_000_000, 1_699_999, false),
			(resale, 2_000_000, 1_700_000, true),
			(resale, i128::MAX, i128::MIN, false),
		] {
			assert_eq!(is_usual_step(feed, last, next), usual, "{feed:?} {last} {next}");
		}
	}
}
