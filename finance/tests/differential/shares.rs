//! Section 4.7.

use crate::{
	compare::agree,
	exact::{arg, ceil, fits, floor, int, one, Answer},
	random::wide,
};
use num_bigint::BigInt;
use proptest::prelude::*;
use serde_json::Value;

const LOCKED: u32 = 1_000_000;

/// What is common to the four: `first` is the rule without shares, `result` the one with some, on
/// amount, assets and shares.
fn convert(
	args: &Value,
	first: impl Fn(BigInt) -> Result<BigInt, &'static str>,
	result: impl Fn(BigInt, BigInt, BigInt) -> BigInt,
) -> Result<BigInt, &'static str> {
	let [assets, shares, amount] =
		["total_assets", "total_shares", "amount"].map(|name| arg(args, name));
	if amount == int(0) {
		return Err("ZeroAmount");
	}
	if shares == int(0) {
		return fits(first(amount)?);
	}
	if assets == int(0) {
		return Err("Insolvent");
	}
	fits(result(amount, assets, shares))
}

pub fn shares_for_deposit(args: &Value) -> Answer {
	let first = |amount: BigInt| match amount > int(LOCKED) {
		true => Ok(amount - LOCKED),
		false => Err("BelowMinimum"),
	};
	let got = convert(args, first, |amount, assets, shares| floor(amount * shares, assets))?;
	if got == int(0) {
		return Err("ZeroShares");
	}
	one("result", got)
}

pub fn assets_for_mint(args: &Value) -> Answer {
	let first = |amount| Ok(amount + LOCKED);
	one("result", convert(args, first, |amount, assets, shares| ceil(amount * assets, shares))?)
}

pub fn assets_for_redeem(args: &Value) -> Answer {
	let first = |_| Err("ZeroShares");
	one("result", convert(args, first, |amount, assets, shares| floor(amount * assets, shares))?)
}

pub fn shares_for_withdraw(args: &Value) -> Answer {
	let first = |_| Err("ZeroShares");
	one("result", convert(args, first, |amount, assets, shares| ceil(amount * shares, assets))?)
}

fn totals() -> impl Strategy<Value = Value> {
	let total = || prop_oneof![8 => wide(), 1 => Just(0)];
	(total(), total(), wide()).prop_map(|(assets, shares, amount)| {
		integers! { "total_assets": assets, "total_shares": shares, "amount": amount }
	})
}

#[test]
fn deposit_should_equal_the_model_when_any_totals_are_given() {
	let errors = ["ZeroAmount", "BelowMinimum", "Insolvent", "Overflow", "ZeroShares"];
	agree("shares_for_deposit", totals(), &errors);
}

#[test]
fn mint_should_equal_the_model_when_any_totals_are_given() {
	agree("assets_for_mint", totals(), &["ZeroAmount", "Insolvent", "Overflow"]);
}

#[test]
fn redeem_should_equal_the_model_when_any_totals_are_given() {
	agree("assets_for_redeem", totals(), &["ZeroAmount", "ZeroShares", "Insolvent", "Overflow"]);
}

#[test]
fn withdraw_should_equal_the_model_when_any_totals_are_given() {
	agree("shares_for_withdraw", totals(), &["ZeroAmount", "ZeroShares", "Insolvent", "Overflow"]);
}
