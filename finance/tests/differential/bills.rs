//! Sections 4.11 to 4.14.

use crate::{
	compare::agree,
	exact::{arg, floor, int, one, round, Answer},
	random::{long, wide},
};
use num_bigint::BigInt;
use proptest::prelude::*;
use serde_json::Value;

const FACE: u64 = 100_000_000;
const BILLION: u64 = 1_000_000_000;
const BANK_YEAR: u64 = 360 * BILLION;

fn valid_days(args: &Value, name: &str) -> Result<BigInt, &'static str> {
	let days = arg(args, name);
	if days == int(0) || days > int(366) {
		return Err("InvalidDays");
	}
	Ok(days)
}

fn valid_price(args: &Value) -> Result<BigInt, &'static str> {
	let price = arg(args, "price_micro");
	if price == int(0) || price > int(FACE) {
		return Err("InvalidPrice");
	}
	Ok(price)
}

pub fn price(args: &Value) -> Answer {
	let days = valid_days(args, "days")?;
	let part = int(BANK_YEAR) - arg(args, "discount_ppb") * days;
	if part < int(0) {
		return Err("InvalidDiscount");
	}
	one("price_micro", round(part * FACE, BANK_YEAR))
}

pub fn discount(args: &Value) -> Answer {
	let days = valid_days(args, "days")?;
	let gain = int(FACE) - valid_price(args)?;
	one("discount_ppb", round(gain * BANK_YEAR, days * FACE))
}

pub fn investment_yield(args: &Value) -> Answer {
	let days = valid_days(args, "days")?;
	let year = arg(args, "year_days");
	if year != int(365) && year != int(366) {
		return Err("InvalidYear");
	}
	let price = valid_price(args)?;
	let gain = int(FACE) - &price;
	let beyond = &days * 2 - &year;
	let annual = if beyond <= int(0) {
		round(gain * year * BILLION, price * days)
	} else {
		let fixed = int(1_000) * BILLION;
		let quotient = floor(gain * &fixed * &fixed, price);
		let linear = days * 4 * &fixed;
		let discriminant: BigInt = &linear * &linear + int(16) * &beyond * year * quotient;
		floor((discriminant.sqrt() - linear) * BILLION, beyond * 2 * fixed)
	};
	// The crate answers in 64 bits; a yield beyond has a price of a few micro-dollars, which the
	// specification leaves open.
	if annual >= int(1) << 64 {
		return Err("Overflow");
	}
	one("yield_ppb", annual)
}

pub fn accreted(args: &Value) -> Answer {
	let total = valid_days(args, "days_total")?;
	let price = valid_price(args)?;
	let elapsed = arg(args, "days_elapsed").min(total.clone());
	let weight = price * (&total - &elapsed) + elapsed * FACE;
	one("value", floor(arg(args, "face") * weight, total * FACE))
}

fn days() -> impl Strategy<Value = u32> {
	let edges = prop::sample::select(vec![1, 2, 28, 91, 181, 182, 183, 184, 364, 365, 366]);
	prop_oneof![20 => 1u32..=366, 10 => edges, 1 => Just(0), 1 => Just(367), 1 => 367u32..]
}

fn prices() -> impl Strategy<Value = u64> {
	prop_oneof![
		20 => 90_000_000..=FACE,
		10 => 1..=FACE,
		2 => 1u64..100,
		2 => FACE - 1..=FACE,
		1 => Just(0),
		1 => Just(FACE + 1),
		1 => FACE + 1..,
	]
}

#[test]
fn bill_price_should_equal_the_model_when_any_discount_is_given() {
	// Around the discount that leaves no price, too.
	let args = (days(), prop_oneof![8 => 0u64..400 * BILLION / 366, 4 => long()], -2i64..=2)
		.prop_map(|(days, discount, around)| {
			let discount = match discount % 4 {
				0 => (BANK_YEAR / u64::from(days.max(1))).saturating_add_signed(around),
				_ => discount,
			};
			integers! { "discount_ppb": discount, "days": days }
		});
	agree("tbill_price", args, &["InvalidDays", "InvalidDiscount"]);
}

#[test]
fn bill_discount_should_equal_the_model_when_any_price_is_given() {
	let args = (prices(), days())
		.prop_map(|(price, days)| integers! { "price_micro": price, "days": days });
	agree("tbill_discount", args, &["InvalidDays", "InvalidPrice"]);
}

#[test]
fn bill_yield_should_equal_the_model_when_any_price_is_given() {
	let year = prop_oneof![30 => 365u32..=366, 1 => Just(364), 1 => Just(367), 1 => any::<u32>()];
	// A micro-dollar in the shortest time; and yields that are whole parts per billion, which each
	// rounding on the way must leave just below.
	let tiny = (Just(1), Just(1), 365u32..=366);
	let whole = vec![(9_760_000, 231, 366), (11_406_250, 255, 365), (12_200_000, 247, 366)];
	let whole = prop::sample::select(whole);
	let bills = prop_oneof![30 => (prices(), days(), year), 1 => tiny, 2 => whole];
	let args = bills.prop_map(|(price, days, year)| {
		integers! { "price_micro": price, "days": days, "year_days": year }
	});
	let errors = ["InvalidDays", "InvalidYear", "InvalidPrice", "Overflow"];
	agree("tbill_investment_yield", args, &errors);
}

#[test]
fn book_value_should_equal_the_model_when_any_bill_ages() {
	let elapsed = prop_oneof![8 => 0u32..=366, 2 => 364u32..=368, 1 => any::<u32>()];
	let args = (prices(), wide(), days(), elapsed).prop_map(|(price, face, total, elapsed)| {
		integers! {
			"price_micro": price, "face": face, "days_total": total, "days_elapsed": elapsed,
		}
	});
	agree("tbill_accreted", args, &["InvalidDays", "InvalidPrice"]);
}
