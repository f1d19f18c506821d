//! One reserve asset.

use super::Refusal;
use caliber_finance::{
	dollar::MintQuote,
	reserve::{self, Holding},
	FinanceError,
};
use caliber_primitives::{
	delayed::{Delayed, Tightens, Waiting},
	units::{MicroUsd, Ppm, ReserveAmount, Seconds, UsdaiAmount, UNIT},
};
use frame_support::{traits::ConstU32, BoundedVec};
use serde::{Deserialize, Serialize};

/// The most reserve assets.
pub const MAX_RESERVES: u32 = 8;
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
	/// The most cash of this asset that minting may build up, as a part of the ceiling of all
	/// dollars.
	pub weight: Ppm,
	/// The fewest dollars that one call may mint.
	pub minimum: UsdaiAmount,
	/// Of what an asset is taken at; stays in surplus.
	pub mint_fee: Ppm,
	/// Of what a redemption claims; stays in surplus.
	pub redeem_fee: Ppm,
	/// What is switched off.
	pub breaker: Breaker,
}

impl Tightens for Terms {
	/// Less of it is taken, in larger amounts. Other fees are a choice and no bound, so they wait; the
	/// breaker never does.
	fn only_tightens(&self, old: &Self) -> bool {
		self.weight <= old.weight
			&& self.minimum >= old.minimum
			&& self.mint_fee == old.mint_fee
			&& self.redeem_fee == old.redeem_fee
	}
}

impl Terms {
	/// The highest weight: the whole.
	pub const MAX_WEIGHT: Ppm = Ppm(1_000_000);
	/// The highest minimum: 100,000 dollars.
	pub const MAX_MINIMUM: UsdaiAmount = UsdaiAmount(100_000 * UNIT);
	/// The highest fee: 1 %.
	pub const MAX_FEE: Ppm = Ppm(10_000);

	/// Whether every figure is at most its maximum.
	pub fn in_range(&self) -> bool {
		self.weight <= Self::MAX_WEIGHT
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
	/// The asset's supply then, in its own unit.
	pub supply: ReserveAmount,
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
	/// On what terms it is taken and paid, until the next ones are in force.
	pub terms: Terms,
	/// The next terms, but for their breaker.
	pub next: Option<Waiting<Terms>>,
	/// The last attested price.
	pub price: Option<AttestedPrice>,
}

impl<Id> Reserve<Id> {
	/// An asset without cash and price.
	pub fn new(asset: Id, decimals: u8, terms: Terms) -> Self {
		Self { asset, decimals, cash: ReserveAmount::ZERO, terms, next: None, price: None }
	}

	/// Has the next terms in force from their moment on. The breaker stays: it has acted at once.
	pub fn ripen(&mut self, now: Seconds) {
		if let Some(Waiting { value, .. }) = self.next.filter(|next| next.from <= now) {
			self.terms = Terms { breaker: self.terms.breaker, ..value };
			self.next = None;
		}
	}

	/// Sets terms: the breaker at once, the rest at once when it only tightens, else after a delay.
	/// Says from when on they hold.
	pub fn set_terms(&mut self, terms: Terms, now: Seconds, delay: Seconds) -> Seconds {
		let before = Delayed { current: self.terms, next: self.next };
		let (Delayed { current, next }, from) = before.with(terms, now, delay);
		self.terms = Terms { breaker: terms.breaker, ..current };
		self.next = next;
		from
	}

	/// How much of it there is.
	pub fn holding(&self) -> Holding {
		Holding { decimals: self.decimals, cash: self.cash }
	}

	/// What an amount counts in dollars, exactly.
	pub fn dollars(&self, amount: ReserveAmount) -> Result<UsdaiAmount, FinanceError> {
		reserve::dollars(amount, self.decimals)
	}

	/// Cash in hand in dollars.
	pub fn cash_in_dollars(&self) -> Result<UsdaiAmount, FinanceError> {
		self.holding().in_dollars()
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

	/// What minting gives for an amount at its price.
	///
	/// Errors: `Unpriced`, `BelowBand`, `Overflow`.
	pub fn quote_mint(
		&self,
		amount: ReserveAmount,
		now: Seconds,
		max_age: Seconds,
	) -> Result<MintQuote, Refusal> {
		let price = self.fresh_price(now, max_age).ok_or(Refusal::Unpriced)?;
		if price < LOWEST {
			return Err(Refusal::BelowBand);
		}
		Ok(MintQuote::new(self.dollars(amount)?, price, self.terms.mint_fee)?)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn reserve() -> Reserve<u32> {
		let terms = Terms {
			weight: Terms::MAX_WEIGHT,
			minimum: UsdaiAmount::ZERO,
			mint_fee: Ppm::ZERO,
			redeem_fee: Ppm::ZERO,
			breaker: Breaker::AllEnabled,
		};
		Reserve::new(1, 6, terms)
	}

	#[test]
	fn quote_should_follow_the_lower_of_price_and_peg_when_it_is_fresh() {
		let mut reserve = reserve();
		let value = |reserve: &Reserve<u32>, now| {
			let quote = reserve.quote_mint(ReserveAmount(1_000_001), Seconds(now), Seconds(10));
			quote.map(|quote| quote.minted)
		};
		assert_eq!(value(&reserve, 0), Err(Refusal::Unpriced));
		let cases = [
			(994_999, Err(Refusal::BelowBand)),
			(995_000, Ok(UsdaiAmount(995_000_995_000_000_000))),
			(1_000_000, Ok(UsdaiAmount(1_000_001_000_000_000_000))),
			(1_100_000, Ok(UsdaiAmount(1_000_001_000_000_000_000))),
		];
		for (price, expected) in cases {
			reserve.price = Some(AttestedPrice {
				price: MicroUsd(price),
				at: Seconds(5),
				supply: ReserveAmount(0),
			});
			assert_eq!(value(&reserve, 15), expected, "{price}");
			assert_eq!(value(&reserve, 16), Err(Refusal::Unpriced));
		}
	}
}
