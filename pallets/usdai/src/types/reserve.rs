//! One reserve asset.

use super::Refusal;
use caliber_finance::math::{mul_div, Rounding, MILLION};
use caliber_primitives::units::{MicroUsd, Ppm, ReserveAmount, Seconds, UsdaiAmount, UNIT};
use frame_support::{traits::ConstU32, BoundedVec};
use serde::{Deserialize, Serialize};

/// The most reserve assets.
pub const MAX_RESERVES: u32 = 8;
/// Decimals of the dollar, and the most that a reserve asset may have.
pub const MAX_DECIMALS: u8 = 18;
/// One dollar.
pub const PEG: MicroUsd = MicroUsd(1_000_000);
/// Below this price minting takes no asset, and redemption pays the mix.
pub const LOWEST: MicroUsd = MicroUsd(995_000);
/// Above this price redemption pays the mix.
pub const HIGHEST: MicroUsd = MicroUsd(1_005_000);
/// The highest price that can be attested.
pub const MAX_ATTESTED: MicroUsd = MicroUsd(2_000_000);

/// Whether a price can be attested: above zero, at most [`MAX_ATTESTED`].
pub fn in_price_range(price: MicroUsd) -> bool {
	!price.is_zero() && price <= MAX_ATTESTED
}

/// Every reserve asset by its slot.
pub type Reserves<Id> = BoundedVec<Reserve<Id>, ConstU32<MAX_RESERVES>>;

/// What is switched off for one asset, from nothing to everything.
#[frame_support::stored]
#[derive(Copy, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Breaker {
	/// Minting and redemption work.
	#[default]
	#[codec(index = 0)]
	AllEnabled,
	/// Redemption only.
	#[codec(index = 1)]
	MintingOff,
	/// Neither.
	#[codec(index = 2)]
	AllOff,
}

impl Breaker {
	/// Whether it lets dollars be minted.
	pub const fn lets_mint(self) -> bool {
		matches!(self, Self::AllEnabled)
	}

	/// Whether it lets dollars be redeemed.
	pub const fn lets_redeem(self) -> bool {
		matches!(self, Self::AllEnabled | Self::MintingOff)
	}
}

/// On what terms an asset is taken and paid.
#[frame_support::stored]
#[derive(Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
	/// The most cash of this asset that minting may build up, in dollars.
	pub ceiling: UsdaiAmount,
	/// The fewest dollars that one call may mint.
	pub minimum: UsdaiAmount,
	/// Of what an asset is taken at; stays in surplus.
	pub mint_fee: Ppm,
	/// Of what a redemption claims; stays in surplus.
	pub redeem_fee: Ppm,
	/// What is switched off.
	pub breaker: Breaker,
}

impl Terms {
	/// The highest ceiling: 100 billion dollars.
	pub const MAX_CEILING: UsdaiAmount = UsdaiAmount(100_000_000_000 * UNIT);
	/// The highest minimum: 100,000 dollars.
	pub const MAX_MINIMUM: UsdaiAmount = UsdaiAmount(100_000 * UNIT);
	/// The highest fee: 1 %.
	pub const MAX_FEE: Ppm = Ppm(10_000);

	/// Whether every figure is at most its maximum.
	pub fn in_range(&self) -> bool {
		self.ceiling <= Self::MAX_CEILING
			&& self.minimum <= Self::MAX_MINIMUM
			&& self.mint_fee <= Self::MAX_FEE
			&& self.redeem_fee <= Self::MAX_FEE
	}
}

/// What an auditor says that one unit is worth.
#[frame_support::stored]
#[derive(Copy)]
pub struct AttestedPrice {
	/// Of one whole unit of the asset.
	pub price: MicroUsd,
	/// When it was said.
	pub at: Seconds,
}

/// A reserve asset.
#[frame_support::stored]
pub struct Reserve<Id> {
	/// Its id in the ledger of reserve assets.
	pub asset: Id,
	/// Its decimals when it was registered.
	pub decimals: u8,
	/// Cash in hand, in its own unit.
	pub cash: ReserveAmount,
	/// On what terms it is taken and paid.
	pub terms: Terms,
	/// The last attested price.
	pub price: Option<AttestedPrice>,
}

impl<Id> Reserve<Id> {
	/// An asset without cash and price.
	pub fn new(asset: Id, decimals: u8, terms: Terms) -> Self {
		Self { asset, decimals, cash: ReserveAmount::ZERO, terms, price: None }
	}

	/// USDai in one unit of the asset.
	fn scale(&self) -> Result<u128, Refusal> {
		MAX_DECIMALS
			.checked_sub(self.decimals)
			.and_then(|zeros| 10u128.checked_pow(u32::from(zeros)))
			.ok_or(Refusal::Overflow)
	}

	/// What an amount counts in dollars, exactly.
	pub fn dollars(&self, amount: ReserveAmount) -> Result<UsdaiAmount, Refusal> {
		let dollars = amount.get().checked_mul(self.scale()?).ok_or(Refusal::Overflow)?;
		Ok(UsdaiAmount(dollars))
	}

	/// How much of the asset dollars stand for, rounded down.
	pub fn units(&self, dollars: UsdaiAmount) -> Result<ReserveAmount, Refusal> {
		Ok(ReserveAmount(mul_div(dollars.get(), 1, self.scale()?, Rounding::Down)?))
	}

	/// Cash in hand in dollars.
	pub fn cash_in_dollars(&self) -> Result<UsdaiAmount, Refusal> {
		self.dollars(self.cash)
	}

	/// The price, unless it is older than `max_age`.
	pub fn fresh_price(&self, now: Seconds, max_age: Seconds) -> Option<MicroUsd> {
		self.price
			.filter(|attested| now.saturating_sub(attested.at) <= max_age)
			.map(|attested| attested.price)
	}

	/// Whether a fresh price lies from [`LOWEST`] to [`HIGHEST`].
	pub fn in_band(&self, now: Seconds, max_age: Seconds) -> bool {
		self.fresh_price(now, max_age).is_some_and(|price| (LOWEST..=HIGHEST).contains(&price))
	}

	/// What an amount is taken at: its dollars at the price, at most at [`PEG`], rounded down.
	///
	/// Errors: `Unpriced`, `BelowBand`, `Overflow`.
	pub fn value(
		&self,
		amount: ReserveAmount,
		now: Seconds,
		max_age: Seconds,
	) -> Result<UsdaiAmount, Refusal> {
		let price = self.fresh_price(now, max_age).ok_or(Refusal::Unpriced)?;
		if price < LOWEST {
			return Err(Refusal::BelowBand);
		}
		let (face, price) = (self.dollars(amount)?, u128::from(price.min(PEG).get()));
		Ok(UsdaiAmount(mul_div(face.get(), price, u128::from(PEG.get()), Rounding::Down)?))
	}
}

/// A part of an amount, rounded up.
pub(super) fn part_up(amount: UsdaiAmount, part: Ppm) -> Result<UsdaiAmount, Refusal> {
	Ok(UsdaiAmount(mul_div(amount.get(), u128::from(part.get()), MILLION, Rounding::Up)?))
}

#[cfg(test)]
mod tests {
	use super::*;

	fn reserve(decimals: u8) -> Reserve<u32> {
		let terms = Terms {
			ceiling: Terms::MAX_CEILING,
			minimum: UsdaiAmount::ZERO,
			mint_fee: Ppm::ZERO,
			redeem_fee: Ppm::ZERO,
			breaker: Breaker::AllEnabled,
		};
		Reserve::new(1, decimals, terms)
	}

	#[test]
	fn units_should_be_rounded_down_and_dollars_exact_when_decimals_differ() {
		let dollar_and_a_bit = UsdaiAmount(UNIT + 999_999_999_999);
		for (decimals, units) in [(0, 1), (2, 100), (6, 1_000_000), (18, dollar_and_a_bit.get())] {
			let reserve = reserve(decimals);
			assert_eq!(reserve.units(dollar_and_a_bit), Ok(ReserveAmount(units)), "{decimals}");
			let back = reserve.dollars(ReserveAmount(units)).unwrap();
			assert!(back <= dollar_and_a_bit);
			assert_eq!(reserve.units(back), Ok(ReserveAmount(units)));
		}
		assert_eq!(reserve(19).dollars(ReserveAmount(1)), Err(Refusal::Overflow));
		assert_eq!(reserve(0).dollars(ReserveAmount::MAX), Err(Refusal::Overflow));
	}

	#[test]
	fn value_should_follow_the_lower_of_price_and_peg() {
		let mut reserve = reserve(6);
		let value = |reserve: &Reserve<u32>, now| {
			reserve.value(ReserveAmount(1_000_001), Seconds(now), Seconds(10))
		};
		assert_eq!(value(&reserve, 0), Err(Refusal::Unpriced));
		let cases = [
			(994_999, Err(Refusal::BelowBand)),
			(995_000, Ok(UsdaiAmount(995_000_995_000_000_000))),
			(1_000_000, Ok(UsdaiAmount(1_000_001_000_000_000_000))),
			(1_100_000, Ok(UsdaiAmount(1_000_001_000_000_000_000))),
		];
		for (price, expected) in cases {
			reserve.price = Some(AttestedPrice { price: MicroUsd(price), at: Seconds(5) });
			assert_eq!(value(&reserve, 15), expected, "{price}");
			assert_eq!(value(&reserve, 16), Err(Refusal::Unpriced));
		}
	}
}
