//! The functions of `caliber-finance` that are measured, natively and as WASM, with their inputs
//! and budgets.
#![no_std]

mod loans;
mod market;
mod numbers;

use caliber_finance::{
	tranches::{Claim, MAX_TRANCHES},
	FinanceError,
};
use core::hint::black_box;

/// A function that is measured.
pub struct Case {
	/// What it does.
	pub name: &'static str,
	/// How many nanoseconds it may take natively.
	pub budget: Option<u32>,
	/// Runs it that many times.
	pub run: fn(u32, &mut Scratch),
}

/// What callers provide: it is theirs, and counts for no function.
#[derive(Clone, Copy)]
pub struct Scratch {
	/// For answers with principal and interest.
	pub claims: [Claim; MAX_TRANCHES],
	/// For answers with one number.
	pub amounts: [u128; MAX_TRANCHES],
}

impl Default for Scratch {
	fn default() -> Self {
		Self { claims: [Claim::default(); MAX_TRANCHES], amounts: [0; MAX_TRANCHES] }
	}
}

/// Every case, in the order of the table.
pub static CASES: &[Case] = &[
	case("instalment, amortised, 60 windows", 40_000, loans::amortised),
	case("instalment, simple", 5_000, loans::simple),
	free("instalment, simple, 32 tranches", loans::simple_of_many),
	free("reserve of 3, amortised, 60 windows", loans::reserve),
	case("waterfall of 32 tranches", 5_000, loans::pay_out),
	free("split over 32 tranches", loans::split_many),
	free("mul_div, product below 128 bits", numbers::narrow),
	free("mul_div, product of 256 bits", numbers::wide),
	free("shares for a deposit", numbers::deposit),
	free("assets for shares", numbers::redeem),
	free("bill price", market::bill_price),
	free("bill yield, up to half a year", market::short_yield),
	free("bill yield, beyond half a year", market::long_yield),
	free("collateral value, aged", market::collateral),
	free("dutch price", market::dutch),
];

/// What an empty case measures, so that it can be taken off.
pub static EMPTY: Case = free("nothing", |rounds, _| repeat(rounds, || Ok(())));

const fn case(name: &'static str, budget: u32, run: fn(u32, &mut Scratch)) -> Case {
	Case { name, budget: Some(budget), run }
}

const fn free(name: &'static str, run: fn(u32, &mut Scratch)) -> Case {
	Case { name, budget: None, run }
}

fn repeat<T>(rounds: u32, mut once: impl FnMut() -> Result<T, FinanceError>) {
	for _ in 0..rounds {
		let answer = black_box(once());
		debug_assert!(answer.is_ok(), "a refusal costs less than an answer");
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn case_should_answer_when_it_is_run() {
		CASES.iter().for_each(|case| (case.run)(2, &mut Scratch::default()));
	}
}
