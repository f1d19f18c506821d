//! What hardware is worth.

use crate::generate::*;
use arbitrary::Arbitrary;
use caliber_finance::{
	collateral::{
		collateral_value, depreciation, income_value, lendable, ltv, Cover, CurvePoint, Rental,
		Valuation, Worth,
	},
	units::{MicroUsd, Ppm, UsdCents},
	FinanceError,
};

#[derive(Arbitrary, Debug)]
pub struct Input {
	#[arbitrary(with = curve)]
	curve: Vec<CurvePoint>,
	#[arbitrary(with = short)]
	age: u32,
	#[arbitrary(with = ppm)]
	haircut: Ppm,
	#[arbitrary(with = number)]
	appraisal: u128,
	#[arbitrary(with = number_or_none)]
	resale: Option<u128>,
	#[arbitrary(with = number_or_none)]
	income: Option<u128>,
	#[arbitrary(with = number)]
	confidence: u128,
	#[arbitrary(with = number)]
	debt: u128,
	#[arbitrary(with = micro)]
	hour: MicroUsd,
	#[arbitrary(with = micro)]
	off: MicroUsd,
	months: u16,
	units: u32,
	#[arbitrary(with = ppm)]
	utilisation: Ppm,
	#[arbitrary(with = cents)]
	orderly: UsdCents,
	#[arbitrary(with = cents)]
	forced: UsdCents,
	#[arbitrary(with = cents)]
	price: UsdCents,
}

/// Mostly one that falls.
fn curve(u: Bytes) -> arbitrary::Result<Vec<CurvePoint>> {
	let mut points = list(u, 12, |u| Ok(CurvePoint { age_days: short(u)?, retained: ppm(u)? }))?;
	if bool::arbitrary(u)? {
		points.sort_by_key(|point| point.age_days);
		points.dedup_by_key(|point| point.age_days);
		let mut least = Ppm::MAX;
		for point in &mut points {
			least = least.min(point.retained);
			point.retained = least;
		}
	}
	Ok(points)
}

impl Input {
	pub fn check(&self) {
		self.check_curve();
		self.check_values();
		let cover = Cover::new(self.orderly);
		match cover.commit(self.forced) {
			Some(more) => assert_eq!(more.free(self.forced), cover),
			None => assert!(self.forced > self.orderly),
		}
		match ltv(self.debt, self.appraisal) {
			Ok(ratio) => {
				let debt = wide(self.debt) * 1_000_000;
				assert!(wide(ratio) * wide(self.appraisal) >= debt);
				assert!(ratio == 0 || wide(ratio - 1) * wide(self.appraisal) < debt);
			},
			Err(error) => assert_eq!(error == FinanceError::NoValue, self.appraisal == 0),
		}
	}

	fn check_curve(&self) {
		let Ok(retained) = depreciation(&self.curve, self.age) else { return };
		let bounds = self.curve.first().zip(self.curve.last());
		assert!(bounds
			.is_some_and(|(most, least)| (least.retained..=most.retained).contains(&retained)));
		let older = depreciation(&self.curve, self.age.saturating_add(1));
		assert!(older.is_ok_and(|older| older <= retained));
	}

	fn check_values(&self) {
		let valuation = Valuation {
			appraisal: self.appraisal,
			resale: self.resale,
			income: self.income,
			confidence: self.confidence,
			haircut: self.haircut,
		};
		if let Ok(value) = collateral_value(&valuation) {
			assert!(value <= self.appraisal);
			assert!(self.resale.is_none_or(|resale| value <= resale));
			assert!(self.income.is_none_or(|income| value <= income));
		}

		let rental = Rental {
			hour: self.hour,
			confidence: self.off,
			utilisation: self.utilisation,
			months: self.months,
			units: self.units,
		};
		let income = income_value(&rental).ok();
		let worth = Worth {
			orderly: self.orderly,
			forced: self.forced,
			price: self.price,
			age_days: self.age,
			income,
			resale: None,
		};
		if let Ok(most) = lendable(&self.curve, self.haircut, &worth) {
			assert!(most <= self.orderly);
			assert!(income.is_none_or(|income| u128::from(most.get()) <= income));
			assert!(income.is_some() || most.get() <= self.forced.get() / 2);
		}
	}
}
