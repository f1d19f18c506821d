//! What cover costs, and what insurance money pays.

use crate::{
	accrual::SECONDS_PER_YEAR,
	dollar::usdai_of_cents,
	math::{mul_div, Rounding, MILLION},
	units::{Ppm, Seconds, UsdCents, UsdaiAmount},
	FinanceError,
};

/// What cover costs for a time, rounded up: `ceil(cover * 10^16 * yearly * time / (10^6 * year))`,
/// a year being 365 days.
///
/// Errors: `Overflow`.
pub fn premium(cover: UsdCents, yearly: Ppm, time: Seconds) -> Result<UsdaiAmount, FinanceError> {
	// 32 and 64 bits never pass 128.
	let weight = u128::from(yearly.get()).saturating_mul(u128::from(time.get()));
	let whole = MILLION.saturating_mul(SECONDS_PER_YEAR);
	mul_div(usdai_of_cents(cover).get(), weight, whole, Rounding::Up).map(UsdaiAmount)
}

/// The least cover of a debt that has to be covered in part or more than whole, rounded up and held
/// at the largest amount: `ceil(debt * part / 10^6)`.
pub fn least_cover(debt: UsdaiAmount, part: Ppm) -> UsdaiAmount {
	part.of(debt, Rounding::Up)
}

/// The cover that all of the time that is paid for is paid for, once `more` time is paid for at
/// `cover` behind what is `ahead`, rounded down:
/// `floor((paid * ahead + cover * more) / (ahead + more))`. Nothing without time.
pub fn cover_paid(ahead: Seconds, paid: UsdCents, more: Seconds, cover: UsdCents) -> UsdCents {
	// Sums of 64-bit numbers fit 128 bits, and so do their products but for the last bit.
	let of = |time: Seconds, cents: UsdCents| {
		u128::from(time.get()).saturating_mul(u128::from(cents.get()))
	};
	let time = u128::from(ahead.get()).saturating_add(u128::from(more.get()));
	let paid = of(ahead, paid).saturating_add(of(more, cover)).checked_div(time).unwrap_or(0);
	UsdCents(u64::try_from(paid).unwrap_or(u64::MAX))
}

/// How long time that is paid for lasts once more is covered than it is paid for, rounded down:
/// `floor(ahead * paid / cover)`. All of it for no more.
pub fn time_paid(ahead: Seconds, paid: UsdCents, cover: UsdCents) -> Seconds {
	if cover <= paid {
		return ahead;
	}
	let lasts = mul_div(
		u128::from(ahead.get()),
		u128::from(paid.get()),
		u128::from(cover.get()),
		Rounding::Down,
	);
	// Less than what is ahead, so it fits; cover is above zero here.
	Seconds(lasts.ok().and_then(|lasts| u64::try_from(lasts).ok()).unwrap_or(0))
}

/// What was taken out of a limit: `max(0, before - after)`.
pub fn taken_out(before: UsdCents, after: UsdCents) -> UsdCents {
	before.saturating_sub(after)
}
