//! Treasury bills.

use crate::generate::*;
use arbitrary::Arbitrary;
use caliber_finance::{
	bills::{accreted, discount, investment_yield, price, year_days, FACE},
	units::{Day, MicroUsd, Ppb},
};

#[derive(Arbitrary, Debug)]
pub struct Input {
	#[arbitrary(with = crate::generate::price)]
	price: MicroUsd,
	#[arbitrary(with = ppb)]
	discount: Ppb,
	#[arbitrary(with = days)]
	days: u32,
	#[arbitrary(with = short)]
	elapsed: u32,
	leap: bool,
	year_days: u32,
	#[arbitrary(with = number)]
	face: u128,
	#[arbitrary(with = day)]
	issue: Day,
}

impl Input {
	pub fn check(&self) {
		let _ = investment_yield(self.price, self.days, self.year_days);
		assert!(matches!(year_days(self.issue), 365 | 366));

		if let Ok(priced) = price(self.discount, self.days) {
			assert!(priced <= FACE);
			let dearer = price(self.discount.saturating_sub(Ppb(1)), self.days);
			assert!(dearer.is_ok_and(|dearer| dearer >= priced));
		}
		if let Ok(rate) = discount(self.price, self.days) {
			// A discount is finer than a price.
			assert_eq!(price(rate, self.days), Ok(self.price));
			let year = if self.leap { 366 } else { 365 };
			if let Ok(yields) = investment_yield(self.price, self.days, year) {
				assert!(self.price < FACE || yields.is_zero());
			}
		}
		if let Ok(worth) = accreted(self.price, self.face, self.days, self.elapsed) {
			assert!(worth <= self.face);
			assert!(self.elapsed < self.days || worth == self.face);
			let next = accreted(self.price, self.face, self.days, self.elapsed.saturating_add(1));
			assert!(next.is_ok_and(|next| next >= worth));
		}
	}
}
