//! Multiplication and division, interest, fees, auctions, steps of prices.

use crate::generate::*;
use arbitrary::Arbitrary;
use caliber_finance::{
	accrual::{accrue, annual_to_per_second, tier_yield, Tier, SECONDS_PER_YEAR},
	auction::{dutch_price, lot_prices, DutchTerms, LotTerms, LEAST_PRICE, MAX_RESETS},
	fees::{slash, Deposit, Fee},
	math::{mul_div, Rounding, SCALE},
	prices::{is_part, Band, Gate},
	units::{Ppb, Ppm, RatePerSecond, Seconds, UsdaiAmount},
	FinanceError,
};
use primitive_types::U512;

#[derive(Arbitrary, Debug)]
pub enum Input {
	MulDiv {
		#[arbitrary(with = number)]
		a: u128,
		#[arbitrary(with = number)]
		b: u128,
		#[arbitrary(with = number)]
		divisor: u128,
	},
	Accrual {
		#[arbitrary(with = amount)]
		principal: UsdaiAmount,
		#[arbitrary(with = rate)]
		rate: RatePerSecond,
		#[arbitrary(with = seconds)]
		seconds: Seconds,
		#[arbitrary(with = tiers)]
		tiers: Vec<Tier>,
	},
	Fees {
		#[arbitrary(with = amount)]
		basis: UsdaiAmount,
		#[arbitrary(with = long)]
		ratio: u64,
		#[arbitrary(with = number)]
		held: u128,
		#[arbitrary(with = ppb)]
		fraction: Ppb,
		units: u32,
	},
	Auction {
		#[arbitrary(with = auction)]
		terms: DutchTerms,
		#[arbitrary(with = seconds)]
		now: Seconds,
		#[arbitrary(with = seconds)]
		later: Seconds,
	},
	Lot {
		#[arbitrary(with = lot)]
		terms: LotTerms,
		#[arbitrary(with = amount)]
		orderly: UsdaiAmount,
		#[arbitrary(with = amount)]
		forced: UsdaiAmount,
		#[arbitrary(with = short)]
		unsold: u32,
	},
	Prices {
		from: i64,
		to: i64,
		value: i128,
		#[arbitrary(with = long)]
		most: u64,
		#[arbitrary(with = ppm)]
		part: Ppm,
	},
}

fn tiers(u: Bytes) -> arbitrary::Result<Vec<Tier>> {
	list(u, 8, |u| Ok(Tier { rate: rate(u)?, threshold: amount(u)? }))
}

fn auction(u: Bytes) -> arbitrary::Result<DutchTerms> {
	Ok(DutchTerms {
		start_price: number(u)?,
		floor_price: number(u)?,
		started_at: seconds(u)?,
		duration: seconds(u)?,
	})
}

fn lot(u: Bytes) -> arbitrary::Result<LotTerms> {
	Ok(LotTerms { start: ppm(u)?, floor: ppm(u)?, reset: ppm(u)? })
}

impl Input {
	pub fn check(&self) {
		match *self {
			Self::MulDiv { a, b, divisor } => {
				check_mul_div(a, b, divisor, Rounding::Down);
				check_mul_div(a, b, divisor, Rounding::Up);
			},
			Self::Accrual { principal, rate, seconds, ref tiers } => {
				let down = accrue(principal, rate, seconds, Rounding::Down);
				let up = accrue(principal, rate, seconds, Rounding::Up);
				if let (Ok(down), Ok(up)) = (down, up) {
					assert!(up.get() - down.get() <= 1);
				}
				let second = annual_to_per_second(principal.get());
				assert_eq!(second, principal.get().div_ceil(SECONDS_PER_YEAR));
				let best = tiers.iter().map(|tier| tier.rate).max();
				let most = best.map(|best| accrue(principal, best, seconds, Rounding::Up));
				if let (Ok(earned), Some(Ok(most))) = (tier_yield(principal, tiers, seconds), most)
				{
					assert!(earned <= most);
				}
			},
			Self::Fees { basis, ratio, held, fraction, units } => {
				match Fee::Ratio(ratio).on(basis) {
					Ok(fee) => assert!(fee <= basis),
					Err(error) => {
						assert!(u128::from(ratio) > SCALE);
						assert_eq!(error, FinanceError::RateAboveOne);
					},
				}
				assert_eq!(Fee::Absolute(basis).on(UsdaiAmount(held)), Ok(basis));
				let taken = slash(basis.get(), fraction, held);
				let asked = (wide(basis.get()) * fraction.get() + 999_999_999) / 1_000_000_000;
				assert_eq!(wide(taken), asked.min(wide(held)));
				let deposit = Deposit { base: basis.get(), per_unit: held }.of(units);
				let exact = wide(held) * units + basis.get();
				assert_eq!(wide(deposit), exact.min(wide(u128::MAX)));
			},
			Self::Auction { terms, now, later } => {
				let (now, later) = (now.min(later), now.max(later));
				if let Ok(price) = dutch_price(&terms, now) {
					assert!((terms.floor_price..=terms.start_price).contains(&price));
					assert!(dutch_price(&terms, later).is_ok_and(|next| next <= price));
				}
			},
			Self::Lot { terms, orderly, forced, unsold } => {
				let price = |unsold| lot_prices(&terms, orderly, forced, unsold);
				let (first, last) = price(unsold);
				assert!(first >= last && last >= LEAST_PRICE);
				let next = price(unsold.saturating_add(1));
				assert!(terms.reset > Ppm(1_000_000) || (next.0 <= first && next.1 <= last));
				assert!(unsold < MAX_RESETS || next == (first, last));
			},
			Self::Prices { from, to, value, most, part } => {
				let band = Band::around(value, most);
				assert!(band.least <= value && value <= band.most);
				let step = from.abs_diff(to);
				assert_eq!(Gate::Absolute(most).admits(from, to), step <= most);
				let relative = is_part(step, part, from);
				assert_eq!(Gate::Relative(part).admits(from, to), relative);
				let allowed = i128::from(part.get()) * i128::from(from.max(0));
				assert_eq!(relative, i128::from(step) * 1_000_000 <= allowed);
			},
		}
	}
}

fn check_mul_div(a: u128, b: u128, divisor: u128, rounding: Rounding) {
	let answer = mul_div(a, b, divisor, rounding);
	if divisor == 0 {
		assert_eq!(answer, Err(FinanceError::Overflow));
		return;
	}
	let (mut exact, rest) = (wide(a) * wide(b)).div_mod(wide(divisor));
	if rounding == Rounding::Up && !rest.is_zero() {
		exact += U512::one();
	}
	match answer {
		Ok(answer) => assert_eq!(wide(answer), exact),
		Err(_) => assert!(exact > wide(u128::MAX)),
	}
}
