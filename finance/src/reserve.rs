//! Reserve assets: dollars of other issuers that back USDai, each in its own unit.

use crate::{
	math::{mul_div, Rounding, MILLION},
	units::{MicroUsd, Ppm, ReserveAmount, UsdaiAmount},
	FinanceError,
};

/// Decimals of the dollar, and the most that a reserve asset may have.
pub const MAX_DECIMALS: u8 = 18;
/// One dollar.
pub const PEG: MicroUsd = MicroUsd(1_000_000);

/// What an amount of an asset counts in dollars, exactly: `amount * 10^(18 - decimals)`.
///
/// Errors in order: `InvalidDecimals` (above 18), `Overflow`.
pub fn dollars(amount: ReserveAmount, decimals: u8) -> Result<UsdaiAmount, FinanceError> {
	let scale = scale(decimals)?;
	amount.get().checked_mul(scale).map(UsdaiAmount).ok_or(FinanceError::Overflow)
}

/// How much of an asset dollars stand for, rounded down: `floor(dollars / 10^(18 - decimals))`.
///
/// Errors: `InvalidDecimals` (above 18).
pub fn units(dollars: UsdaiAmount, decimals: u8) -> Result<ReserveAmount, FinanceError> {
	mul_div(dollars.get(), 1, scale(decimals)?, Rounding::Down).map(ReserveAmount)
}

/// What dollars of an asset at face are taken at, its price capped at one dollar and the value
/// rounded down: `floor(face * min(price, 1) / 1)`. Source: protocol.md 4.3.
pub fn value(face: UsdaiAmount, price: MicroUsd) -> UsdaiAmount {
	let (price, peg) = (u128::from(price.min(PEG).get()), u128::from(PEG.get()));
	// A value is at most the face, so it always fits.
	mul_div(face.get(), price, peg, Rounding::Down).map_or(UsdaiAmount::ZERO, UsdaiAmount)
}

/// Cash in hand of one asset.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Holding {
	/// Decimals of the asset, at most [`MAX_DECIMALS`].
	pub decimals: u8,
	/// How much there is, in the asset's own unit.
	pub cash: ReserveAmount,
}

impl Holding {
	/// The cash in dollars.
	///
	/// Errors: those of [`dollars`].
	pub fn in_dollars(&self) -> Result<UsdaiAmount, FinanceError> {
		dollars(self.cash, self.decimals)
	}

	/// How many dollars of the asset fit below a ceiling.
	///
	/// Errors: those of [`dollars`].
	pub fn room_below(&self, ceiling: UsdaiAmount) -> Result<UsdaiAmount, FinanceError> {
		Ok(ceiling.saturating_sub(self.in_dollars()?))
	}
}

/// The most dollars of an asset that has a part of a total: `floor(total * part / 10^6)`.
pub fn ceiling(total: UsdaiAmount, part: Ppm) -> UsdaiAmount {
	part.of(total, Rounding::Down)
}

/// What a custodian may hold at most: `max(floor, floor(issued * part / 10^6))`.
pub fn exposure_cap(issued: UsdaiAmount, part: Ppm, floor: UsdaiAmount) -> UsdaiAmount {
	floor.max(part.of(issued, Rounding::Down))
}

/// Whether the supply of an asset has grown by more than a part of what it was and by more than a
/// least amount since it was looked at: nobody takes what its issuer prints.
///
/// `now - then > max(least, floor(then * part / 10^6))`; amounts in the unit of the asset.
pub fn has_jumped(
	then: ReserveAmount,
	now: ReserveAmount,
	part: Ppm,
	least: ReserveAmount,
) -> bool {
	// What does not fit is above every supply.
	let usual = mul_div(then.get(), part.get().into(), MILLION, Rounding::Down)
		.map_or(ReserveAmount::MAX, ReserveAmount);
	now.saturating_sub(then) > usual.max(least)
}

/// USDai in one unit of an asset: `10^(18 - decimals)`.
///
/// Errors: `InvalidDecimals` (above 18).
pub(crate) fn scale(decimals: u8) -> Result<u128, FinanceError> {
	MAX_DECIMALS
		.checked_sub(decimals)
		.and_then(|missing| 10u128.checked_pow(u32::from(missing)))
		.ok_or(FinanceError::InvalidDecimals)
}
