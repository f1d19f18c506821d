//! What collateral is worth, how much is lent on it, and what its insurance covers.

use crate::{
	math::{mul_div, Rounding, MILLION},
	units::{MicroUsd, Ppm, UsdCents, UsdaiAmount},
	FinanceError,
};
use macro_rules_attribute::apply;

/// One point of a depreciation curve.
#[apply(stored!)]
pub struct CurvePoint {
	/// Age in days.
	pub age_days: u32,
	/// What is left of the value at that age.
	pub retained: Ppm,
}

/// What is left of a value at an age, rounded down.
///
/// The first point's value at or before it, the last point's at or beyond it, a straight line
/// between neighbours: `floor((v0 * (a1 - age) + v1 * (age - a0)) / (a1 - a0))`.
///
/// Errors in order: `EmptyCurve`; then pair by pair of neighbours, whatever the age,
/// `CurveNotSorted` (the later age is not greater), `CurveIncreasing` (the later value is).
pub fn depreciation(curve: &[CurvePoint], age_days: u32) -> Result<Ppm, FinanceError> {
	let (first, last) = curve.first().zip(curve.last()).ok_or(FinanceError::EmptyCurve)?;
	let pairs = || curve.iter().zip(curve.iter().skip(1));
	for (point, next) in pairs() {
		if next.age_days <= point.age_days {
			return Err(FinanceError::CurveNotSorted);
		}
		if next.retained > point.retained {
			return Err(FinanceError::CurveIncreasing);
		}
	}
	// Before the first point its value holds.
	let age_days = age_days.max(first.age_days);
	let mut spans = pairs().filter_map(|(point, next)| {
		let until = next.age_days.checked_sub(age_days)?;
		Some(between(point, next, until, age_days.saturating_sub(point.age_days)))
	});
	spans.next().unwrap_or(Ok(last.retained))
}

/// The value that lies so many days after one point and before the next.
fn between(
	point: &CurvePoint,
	next: &CurvePoint,
	until: u32,
	since: u32,
) -> Result<Ppm, FinanceError> {
	let (until, since) = (u64::from(until), u64::from(since));
	// The weights sum to the 32-bit span, so the sum of the products has 64 bits.
	let value = u64::from(point.retained.get())
		.saturating_mul(until)
		.saturating_add(u64::from(next.retained.get()).saturating_mul(since))
		.checked_div(until.saturating_add(since))
		.ok_or(FinanceError::Overflow)?;
	u32::try_from(value).map(Ppm).map_err(|_| FinanceError::Overflow)
}

/// What is known of the worth of collateral, all in one unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Valuation {
	/// Appraised orderly liquidation value.
	pub appraisal: u128,
	/// Resale value, where a market gives one.
	pub resale: Option<u128>,
	/// Value of the income, where there is one.
	pub income: Option<u128>,
	/// What the sources may be off by.
	pub confidence: u128,
	/// What is taken off first.
	pub haircut: Ppm,
}

/// The value that is lent on, in the unit of the valuation, rounded down.
///
/// With v the least of the values that are present (a present zero counts):
/// `max(0, floor(v * (10^6 - haircut) / 10^6) - confidence)`.
///
/// Errors: `InvalidHaircut` (above 10^6).
pub fn collateral_value(valuation: &Valuation) -> Result<u128, FinanceError> {
	let keep = MILLION
		.checked_sub(u128::from(valuation.haircut.get()))
		.ok_or(FinanceError::InvalidHaircut)?;
	let value = [valuation.resale, valuation.income]
		.into_iter()
		.flatten()
		.fold(valuation.appraisal, u128::min);
	let kept = mul_div(value, keep, MILLION, Rounding::Down)?;
	Ok(kept.saturating_sub(valuation.confidence))
}

/// Hours in a month: 8,760 / 12.
const HOURS_PER_MONTH: u128 = 730;
/// Micro-dollars in a cent, times the scale of a ratio.
const MICRO_PPM_PER_CENT: u128 = 10_000 * MILLION;
/// What is lent on a model without a market price, of its forced liquidation value (protocol.md
/// 5.1).
const WITHOUT_MARKET: Ppm = Ppm(500_000);

/// What hardware earns when it is rented out by the hour.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rental {
	/// Price of a unit for an hour.
	pub hour: MicroUsd,
	/// What the price may be off by.
	pub confidence: MicroUsd,
	/// The part of all hours that is rented out.
	pub utilisation: Ppm,
	/// The months after which the price must have come back.
	pub months: u16,
	/// How many units there are.
	pub units: u32,
}

/// The income of hardware over its payback time, in US cents, rounded down. The confidence of the
/// price is taken off it (protocol.md 5.2).
///
/// `floor(max(0, hour - confidence) * 730 * months * utilisation * units / 10^10)`: 730 hours in a
/// month, 10^4 micro-dollars in a cent, 10^6 parts in the whole.
///
/// Errors: `RateAboveOne` (a utilisation above a million parts).
pub fn income_value(rental: &Rental) -> Result<u128, FinanceError> {
	let utilisation = u128::from(rental.utilisation.get());
	if utilisation > MILLION {
		return Err(FinanceError::RateAboveOne);
	}
	let hour = rental.hour.saturating_sub(rental.confidence);
	// 10 + 16 + 20 bits and 32 of the units: far below 128.
	let weight = HOURS_PER_MONTH
		.saturating_mul(u128::from(rental.months))
		.saturating_mul(utilisation)
		.saturating_mul(u128::from(rental.units));
	mul_div(u128::from(hour.get()), weight, MICRO_PPM_PER_CENT, Rounding::Down)
}

/// What is known of the worth of one item of hardware.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Worth {
	/// Appraised orderly liquidation value.
	pub orderly: UsdCents,
	/// Appraised forced liquidation value.
	pub forced: UsdCents,
	/// Invoice price.
	pub price: UsdCents,
	/// Age of the invoice, in days.
	pub age_days: u32,
	/// [`income_value`], in US cents, where the model asks for it.
	pub income: Option<u128>,
	/// [`resale_value`], where the model asks for it.
	pub resale: Option<ResaleWorth>,
}

/// A resale price, and what stands between it and an item.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Market {
	/// Price of a unit in the condition whose price is known.
	pub unit: UsdCents,
	/// What the price may be off by.
	pub confidence: UsdCents,
	/// What that condition brings of what a new unit does; above zero.
	pub known: Ppm,
	/// What the item's condition does.
	pub actual: Ppm,
	/// How many units there are.
	pub units: u32,
}

/// What hardware brings when it is sold again, in US cents.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ResaleWorth {
	/// The value.
	pub value: u128,
	/// What it may be off by.
	pub confidence: u128,
}

/// What hardware brings when it is sold again: the value rounded down, its confidence up.
///
/// `floor(unit * units * min(actual, known) / known)`, and `ceil` of the same for the confidence: an
/// item in a better condition than the one whose price is known is worth no more than that price.
///
/// Errors: `Overflow` (the known condition brings nothing).
pub fn resale_value(market: &Market) -> Result<ResaleWorth, FinanceError> {
	let Market { unit, confidence, known, actual, units } = *market;
	let (part, whole) = (u128::from(actual.min(known).get()), u128::from(known.get()));
	let all = |cents: UsdCents, rounding| {
		// 64 and 32 bits.
		let together = u128::from(cents.get()).saturating_mul(u128::from(units));
		mul_div(together, part, whole, rounding)
	};
	Ok(ResaleWorth {
		value: all(unit, Rounding::Down)?,
		confidence: all(confidence, Rounding::Up)?,
	})
}

/// Whether a stated value passes a market value by more than a margin:
/// `stated * 10^6 > market * (10^6 + margin)`.
pub fn above_market(stated: UsdCents, market: u128, margin: Ppm) -> bool {
	let most = MILLION.saturating_add(u128::from(margin.get()));
	mul_div(market, most, MILLION, Rounding::Down)
		.is_ok_and(|bound| u128::from(stated.get()) > bound)
}

/// Whether a value passes an older one by more than a part of it:
/// `new * 10^6 > old * (10^6 + gate)`.
pub fn rises_beyond(new: UsdCents, old: UsdCents, gate: Ppm) -> bool {
	above_market(new, u128::from(old.get()), gate)
}

/// Whether a value lies below an older one by more than a part of that:
/// `(old - new) * 10^6 > old * most`.
pub fn falls_beyond(new: UsdCents, old: UsdCents, most: Ppm) -> bool {
	passes(old.saturating_sub(new), old, most)
}

/// Whether two values differ by more than a part of the higher one:
/// `(high - low) * 10^6 > high * gap`.
pub fn are_apart(one: UsdCents, other: UsdCents, gap: Ppm) -> bool {
	let (low, high) = (one.min(other), one.max(other));
	passes(high.saturating_sub(low), high, gap)
}

/// Whether a difference is more than a part of the whole: `difference * 10^6 > whole * part`.
fn passes(difference: UsdCents, whole: UsdCents, part: Ppm) -> bool {
	// 64 bits and 32 never pass 128.
	let scaled = |cents: UsdCents, by: u128| u128::from(cents.get()).saturating_mul(by);
	scaled(difference, MILLION) > scaled(whole, part.get().into())
}

/// Whether `one` differs more from a value than `other` does, or as much and is the higher.
pub fn is_further(value: UsdCents, one: UsdCents, other: UsdCents) -> bool {
	let distance = |from: UsdCents| from.get().abs_diff(value.get());
	(distance(one), one) > (distance(other), other)
}

/// A value less a haircut, rounded down: `floor(value * (10^6 - haircut) / 10^6)`.
///
/// Errors: `InvalidHaircut` (above 10^6).
pub fn after_haircut(value: UsdCents, haircut: Ppm) -> Result<UsdCents, FinanceError> {
	let keep =
		MILLION.checked_sub(u128::from(haircut.get())).ok_or(FinanceError::InvalidHaircut)?;
	let kept = mul_div(u128::from(value.get()), keep, MILLION, Rounding::Down)?;
	u64::try_from(kept).map(UsdCents).map_err(|_| FinanceError::Overflow)
}

/// So many units at a price each, held at the largest amount.
pub fn worth_of_all(unit: UsdCents, units: u32) -> UsdCents {
	UsdCents(unit.get().saturating_mul(u64::from(units)))
}

/// An invoice price aged on the curve, rounded down: `floor(price * retained / 10^6)`
/// (protocol.md 5.1).
///
/// Errors: those of [`depreciation`].
pub fn aged(curve: &[CurvePoint], price: UsdCents, age_days: u32) -> Result<u128, FinanceError> {
	part_of(price, depreciation(curve, age_days)?)
}

/// What a value found at one age is at a later one, if it falls as the curve does, rounded down:
/// `floor(value * retained(later) / retained(age))`; nothing once the curve retains nothing.
///
/// Errors: those of [`depreciation`].
pub fn later(
	curve: &[CurvePoint],
	value: UsdCents,
	age_days: u32,
	later_days: u32,
) -> Result<UsdCents, FinanceError> {
	let (now, then) = (depreciation(curve, age_days)?, depreciation(curve, later_days)?);
	if now.is_zero() {
		return Ok(UsdCents::ZERO);
	}
	let (now, then) = (u128::from(now.get()), u128::from(then.get()));
	let value = mul_div(u128::from(value.get()), then, now, Rounding::Down)?;
	u64::try_from(value).map(UsdCents).map_err(|_| FinanceError::Overflow)
}

/// A debt in parts per million of a value, rounded up, see [`ltv`]; the largest figure when that is
/// too large or the value nothing.
pub fn ltv_or_most(debt: UsdaiAmount, value: UsdaiAmount) -> Ppm {
	let ratio = ltv(debt.get(), value.get()).ok();
	ratio.and_then(|ratio| u32::try_from(ratio).ok()).map_or(Ppm::MAX, Ppm)
}

/// The largest debt that is below so many parts per million of a value, as [`ltv_or_most`] rounds:
/// `floor(value * (parts - 1) / 10^6)`; of no parts none.
pub fn most_below(parts: Ppm, value: UsdaiAmount) -> UsdaiAmount {
	Ppm(parts.get().saturating_sub(1)).of(value, Rounding::Down)
}

/// A value of which so many parts per million are left, or were added, rounded down and held at the
/// largest amount: `floor(value * parts / 10^6)`.
pub fn scaled(value: UsdCents, parts: Ppm) -> UsdCents {
	let scaled = part_of(value, parts).ok().and_then(|cents| u64::try_from(cents).ok());
	scaled.map_or(UsdCents::MAX, UsdCents)
}

/// The same of a price.
pub fn scaled_price(price: MicroUsd, parts: Ppm) -> MicroUsd {
	MicroUsd(scaled(UsdCents(price.get()), parts).get())
}

fn part_of(whole: UsdCents, ratio: Ppm) -> Result<u128, FinanceError> {
	mul_div(u128::from(whole.get()), u128::from(ratio.get()), MILLION, Rounding::Down)
}

/// What may be lent on hardware: the least of appraisal, invoice price aged on the curve and market
/// bounds, less haircut and confidence, rounded down (protocol.md 5.1).
///
/// `floor(min(orderly, floor(price * retained / 10^6), bounds) * (10^6 - haircut) / 10^6)` less the
/// confidence of the resale value, down to nothing. The bounds are income and resale, those that
/// there are; `floor(forced / 2)` without either.
///
/// Errors in order: those of [`depreciation`], `InvalidHaircut` (above 10^6).
pub fn lendable(
	curve: &[CurvePoint],
	haircut: Ppm,
	worth: &Worth,
) -> Result<UsdCents, FinanceError> {
	let aged = aged(curve, worth.price, worth.age_days)?;
	let mut stated = aged.min(u128::from(worth.orderly.get()));
	if worth.income.is_none() && worth.resale.is_none() {
		stated = stated.min(part_of(worth.forced, WITHOUT_MARKET)?);
	}
	let lendable = collateral_value(&Valuation {
		appraisal: stated,
		resale: worth.resale.map(|resale| resale.value),
		income: worth.income,
		confidence: worth.resale.map_or(0, |resale| resale.confidence),
		haircut,
	})?;
	u64::try_from(lendable).map(UsdCents).map_err(|_| FinanceError::Overflow)
}

/// What some of equal units are worth when all are worth `whole`, rounded down:
/// `floor(whole * units / of)`, so that no parting adds value.
///
/// Errors: `Overflow` (no units at all, or more than there are).
pub fn worth_of_units(whole: UsdCents, units: u32, of: u32) -> Result<UsdCents, FinanceError> {
	if of == 0 || units > of {
		return Err(FinanceError::Overflow);
	}
	let part = mul_div(u128::from(whole.get()), units.into(), of.into(), Rounding::Down)?;
	u64::try_from(part).map(UsdCents).map_err(|_| FinanceError::Overflow)
}

/// What two lots are worth in one; `None` when no amount is that large.
pub fn worth_together(one: UsdCents, other: UsdCents) -> Option<UsdCents> {
	one.checked_add(other)
}

/// What an insurance policy covers, shared by several items: never more than its limit.
#[apply(stored!)]
pub struct Cover {
	/// The most that it covers, all items together.
	pub limit: UsdCents,
	/// What its items are covered for, all together.
	pub committed: UsdCents,
}

impl Cover {
	/// A policy that covers nothing yet.
	pub const fn new(limit: UsdCents) -> Self {
		Self { limit, committed: UsdCents::ZERO }
	}

	/// Covers an item for so much more; nothing above the limit.
	pub fn commit(self, cover: UsdCents) -> Option<Self> {
		let committed = self.committed.checked_add(cover).filter(|sum| *sum <= self.limit)?;
		Some(Self { committed, ..self })
	}

	/// Covers an item for so much no more, down to nothing.
	pub fn free(self, cover: UsdCents) -> Self {
		Self { committed: self.committed.saturating_sub(cover), ..self }
	}

	/// Pays a claim on an item that it covers for `cover`: what it covers now, and what is left for
	/// the item.
	///
	/// Item and limit have the amount less; the limit is held at what its items are covered for, so
	/// that a claim on an item whose cover was taken off since breaks no promise to others.
	pub fn pay(self, amount: UsdCents, cover: UsdCents) -> (Self, UsdCents) {
		let of_item = amount.min(cover);
		let committed = self.committed.saturating_sub(of_item);
		let limit = self.limit.saturating_sub(amount).max(committed);
		(Self { limit, committed }, cover.saturating_sub(of_item))
	}

	/// Takes back what a claim that is not owed had off the limit.
	pub fn restore(self, amount: UsdCents) -> Self {
		Self { limit: self.limit.saturating_add(amount), ..self }
	}
}

/// Debt in parts per million of value, both in one unit, rounded up:
/// `ceil(debt * 10^6 / value)`. It can pass any [`Ppm`], so it is wide.
///
/// Errors in order: `NoValue` (a value of zero, even without debt), `Overflow`.
pub fn ltv(debt: u128, value: u128) -> Result<u128, FinanceError> {
	if value == 0 {
		return Err(FinanceError::NoValue);
	}
	mul_div(debt, MILLION, value, Rounding::Up)
}
