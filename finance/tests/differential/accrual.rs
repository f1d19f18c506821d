//! Sections 4.5, 4.8, 4.9 and 4.10.

use crate::{
	compare::agree,
	exact::{arg, ceil, fits, floor, int, one, rows, scale, Answer},
	random::{self, long, rate, wide},
};
use proptest::prelude::*;
use serde_json::{json, Value};

pub fn fee(args: &Value) -> Answer {
	if args["model"] == "absolute" {
		return one("fee", arg(args, "amount"));
	}
	let rate = arg(args, "rate");
	if rate > scale() {
		return Err("RateAboveOne");
	}
	one("fee", ceil(arg(args, "basis") * rate, scale()))
}

pub fn accrue(args: &Value) -> Answer {
	let rate = arg(args, "rate");
	if rate > scale() {
		return Err("InvalidRate");
	}
	let earned = arg(args, "principal") * rate * arg(args, "seconds");
	let rounded = if args["rounding"] == "up" { ceil } else { floor };
	one("interest", fits(rounded(earned, scale()))?)
}

pub fn annual_to_per_second(args: &Value) -> Answer {
	one("rate", ceil(arg(args, "apr"), 31_536_000))
}

pub fn tier_yield(args: &Value) -> Answer {
	let tiers = rows(&args["tiers"], ["rate", "threshold"]);
	if tiers.iter().any(|[rate, _]| *rate > scale()) {
		return Err("InvalidRate");
	}
	let seconds = arg(args, "seconds");
	let mut left = arg(args, "balance");
	let mut accrued = int(0);
	for [rate, threshold] in tiers {
		let slice = threshold.min(left.clone());
		accrued += floor(&slice * rate * &seconds, scale());
		left -= slice;
	}
	one("accrued", fits(accrued)?)
}

#[test]
fn fee_should_equal_the_model_when_any_basis_is_given() {
	let args =
		(wide(), prop::option::weighted(0.8, rate()), wide()).prop_map(|(basis, rate, amount)| {
			match rate {
				Some(rate) => json!({
					"model": "ratio", "basis": basis.to_string(), "rate": rate.to_string(),
				}),
				None => json!({
					"model": "absolute", "basis": basis.to_string(), "amount": amount.to_string(),
				}),
			}
		});
	agree("fee", args, &["RateAboveOne"]);
}

#[test]
fn interest_should_equal_the_model_when_any_principal_accrues() {
	let args =
		(wide(), rate(), long(), any::<bool>()).prop_map(|(principal, rate, seconds, up)| {
			let mut args = integers! { "principal": principal, "rate": rate, "seconds": seconds };
			args["rounding"] = json!(if up { "up" } else { "down" });
			args
		});
	agree("accrue", args, &["InvalidRate", "Overflow"]);
}

#[test]
fn rate_per_second_should_equal_the_model_when_any_annual_rate_is_given() {
	// Around whole multiples of the year, too.
	let multiple = (0u128..1 << 100, 0u128..3)
		.prop_map(|(rate, extra)| (rate * 31_536_000 + extra).saturating_sub(1));
	let args = prop_oneof![wide(), multiple].prop_map(|apr| integers! { "apr": apr });
	agree("annual_to_per_second", args, &[]);
}

#[test]
fn tiers_should_equal_the_model_when_any_balance_earns() {
	let tiers = prop::collection::vec((rate(), wide()), 0..=8)
		.prop_map(|tiers| random::rows(["rate", "threshold"], tiers));
	let seconds = prop_oneof![1 => long(), 2 => 0u64..100_000_000];
	let args = (wide(), tiers, seconds).prop_map(|(balance, tiers, seconds)| {
		let mut args = integers! { "balance": balance, "seconds": seconds };
		args["tiers"] = tiers;
		args
	});
	agree("tier_yield", args, &["InvalidRate", "Overflow"]);
}
