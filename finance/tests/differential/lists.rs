//! Sections 4.4, 4.6 and 4.19.

use crate::{
	compare::agree,
	exact::{arg, ceil, check_length, fits, floor, int, number, rows, split, sum, texts, Answer},
	random::{claims, list, wide},
};
use num_bigint::BigInt;
use proptest::prelude::*;
use serde_json::{json, Value};

pub fn charge(args: &Value) -> Answer {
	let decimals = u32::try_from(arg(args, "decimals")).unwrap();
	if decimals > 18 {
		return Err("InvalidDecimals");
	}
	check_length(&args["tranches"])?;
	let claims = rows(&args["tranches"], ["principal", "interest"]);
	let unit = int(10).pow(18 - decimals);
	let borrower_pays = fits(ceil(sum(&claims.concat()), unit.clone()))?;
	let cut = |amount: &BigInt| floor(amount.clone(), unit.clone());
	let lenders: Vec<_> = claims.iter().map(|[p, i]| cut(p) + cut(i)).collect();
	Ok(json!({
		"dust": (&borrower_pays - sum(&lenders)).to_string(),
		"borrower_pays": borrower_pays.to_string(),
		"lenders": texts(&lenders),
	}))
}

pub fn waterfall(args: &Value) -> Answer {
	check_length(&args["tranches"])?;
	let claims = rows(&args["tranches"], ["principal", "interest"]);
	let principals = claims.iter().map(|[principal, _]| principal.clone());
	let interests = claims.iter().map(|[_, interest]| interest.clone());
	let ranks: Vec<_> = [arg(args, "fee")].into_iter().chain(principals).chain(interests).collect();

	// What a rank has been paid is what all ranks down to it get, less what those above it got.
	let proceeds = arg(args, "proceeds");
	let paid_down_to = |rank: usize| sum(&ranks[..rank]).min(proceeds.clone());
	let paid: Vec<_> =
		(0..ranks.len()).map(|rank| paid_down_to(rank + 1) - paid_down_to(rank)).collect();
	Ok(json!({
		"fee_paid": paid[0].to_string(),
		"principal_paid": texts(&paid[1..=claims.len()]),
		"interest_paid": texts(&paid[claims.len() + 1..]),
		"surplus": (proceeds.clone() - sum(&paid)).to_string(),
	}))
}

pub fn prepay(args: &Value) -> Answer {
	check_length(&args["amounts"])?;
	let amounts: Vec<_> = args["amounts"].as_array().unwrap().iter().map(number).collect();
	let (balance, amount) = (arg(args, "balance"), arg(args, "amount"));
	if amount == int(0) || amounts.contains(&int(0)) {
		return Err("ZeroAmount");
	}
	let paid = amount.min(balance.clone());
	Ok(json!({
		"tranche_principal": texts(&split(&paid, &amounts)),
		"new_balance": (balance - paid).to_string(),
	}))
}

#[test]
fn charge_should_equal_the_model_when_any_dues_are_cut() {
	let decimals = prop_oneof![20 => 0u8..=18, 6 => 17u8..=18, 1 => Just(19u8), 1 => 19u8..];
	let args = (decimals, claims()).prop_map(
		|(decimals, claims)| json!({ "decimals": decimals.to_string(), "tranches": claims }),
	);
	agree("charge", args, &["InvalidDecimals", "NoTranches", "TooManyTranches", "Overflow"]);
}

#[test]
fn waterfall_should_equal_the_model_when_any_claims_are_paid() {
	let args = (wide(), wide(), claims()).prop_map(|(proceeds, fee, claims)| {
		let mut args = integers! { "proceeds": proceeds, "fee": fee };
		args["tranches"] = claims;
		args
	});
	agree("waterfall", args, &["NoTranches", "TooManyTranches"]);
}

#[test]
fn prepayment_should_equal_the_model_when_any_amount_is_offered() {
	let share = prop_oneof![100 => wide().prop_map(|amount| amount.max(1)), 1 => Just(0)];
	let args = (wide(), wide(), list(share)).prop_map(|(balance, amount, amounts)| {
		let mut args = integers! { "balance": balance, "amount": amount };
		args["amounts"] = amounts.iter().map(u128::to_string).collect();
		args
	});
	agree("prepay", args, &["NoTranches", "TooManyTranches", "ZeroAmount"]);
}
