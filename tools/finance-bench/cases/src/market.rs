//! Bills, collateral and auctions.

use crate::{repeat, Scratch};
use caliber_finance::{
	auction::{dutch_price, DutchTerms},
	bills::{investment_yield, price},
	collateral::{collateral_value, depreciation, CurvePoint, Valuation},
	units::{MicroUsd, Ppb, Ppm, Seconds},
};
use core::hint::black_box;

const CURVE: [CurvePoint; 6] = [
	CurvePoint { age_days: 0, retained: Ppm(1_000_000) },
	CurvePoint { age_days: 365, retained: Ppm(720_000) },
	CurvePoint { age_days: 730, retained: Ppm(510_000) },
	CurvePoint { age_days: 1_095, retained: Ppm(350_000) },
	CurvePoint { age_days: 1_460, retained: Ppm(230_000) },
	CurvePoint { age_days: 1_825, retained: Ppm(150_000) },
];
const LOT: DutchTerms = DutchTerms {
	start_price: 2_500_000_000_000_000_000_000_000,
	floor_price: 900_000_000_000_000_000_000_000,
	started_at: Seconds(1_704_067_200),
	duration: Seconds(259_200),
};

pub fn bill_price(rounds: u32, _: &mut Scratch) {
	repeat(rounds, || {
		let (discount, days) = black_box((Ppb(36_250_000), 91));
		price(discount, days)
	});
}

pub fn short_yield(rounds: u32, _: &mut Scratch) {
	repeat(rounds, || {
		let (price, days, year) = black_box((MicroUsd(99_083_681), 91, 365));
		investment_yield(price, days, year)
	});
}

pub fn long_yield(rounds: u32, _: &mut Scratch) {
	repeat(rounds, || {
		let (price, days, year) = black_box((MicroUsd(96_334_722), 364, 366));
		investment_yield(price, days, year)
	});
}

pub fn collateral(rounds: u32, _: &mut Scratch) {
	repeat(rounds, || {
		let (curve, age) = black_box((&CURVE, 1_500));
		let haircut = depreciation(curve, age)?;
		collateral_value(&black_box(Valuation {
			appraisal: 3_120_000_000_000_000_000_000_000,
			resale: Some(2_980_000_000_000_000_000_000_000),
			income: None,
			confidence: 150_000_000_000_000_000_000_000,
			haircut,
		}))
	});
}

pub fn dutch(rounds: u32, _: &mut Scratch) {
	repeat(rounds, || {
		let (lot, now) = black_box((LOT, Seconds(1_704_200_001)));
		dutch_price(&lot, now)
	});
}
