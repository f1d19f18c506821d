//! Sections 4.2, 4.3 and 4.20.

use crate::{
	compare::agree,
	exact::{
		arg, arg_or_zero, ceil, check_length, fits, floor, int, one, rows, scale, split, sum,
		texts, Answer,
	},
	random::{self, list, long, wide},
	schedule::{terms, Plan},
};
use num_bigint::BigInt;
use proptest::prelude::*;
use serde_json::{json, Value};

/// Amounts and rates of the tranches, and their blended rate.
struct Tranches {
	amounts: Vec<BigInt>,
	weights: Vec<BigInt>,
	rate: BigInt,
}

impl Tranches {
	fn of(args: &Value) -> Result<Self, &'static str> {
		check_length(&args["tranches"])?;
		let tranches = rows(&args["tranches"], ["amount", "rate"]);
		for [amount, rate] in &tranches {
			if *amount == int(0) {
				return Err("ZeroAmount");
			}
			if *rate == int(0) || *rate > scale() {
				return Err("InvalidRate");
			}
		}
		let amounts: Vec<_> = tranches.iter().map(|[amount, _]| amount.clone()).collect();
		let weights: Vec<_> = tranches.iter().map(|[amount, rate]| amount * rate).collect();
		let rate = floor(sum(&weights), sum(&amounts));
		Ok(Self { amounts, weights, rate })
	}
}

pub fn blended_rate(args: &Value) -> Answer {
	one("rate", Tranches::of(args)?.rate)
}

struct Loan {
	plan: Plan,
	tranches: Tranches,
	amortized: bool,
	principal_in_stub: bool,
	interest_only: usize,
	balloon: BigInt,
	paid: usize,
}

impl Loan {
	fn of(args: &Value) -> Result<Self, &'static str> {
		let plan = Plan::of(args)?;
		let tranches = Tranches::of(args)?;
		let paid = usize::try_from(arg(args, "windows_paid")).unwrap();
		if paid >= plan.deadlines.len() {
			return Err("NoWindowsLeft");
		}
		let amortized = args["model"] == "amortized";
		let principal_in_stub = args["principal_in_stub"] == true;
		let interest_only = usize::try_from(arg_or_zero(args, "interest_only")).unwrap();
		let balloon = arg_or_zero(args, "balloon");
		Ok(Self { plan, tranches, amortized, principal_in_stub, interest_only, balloon, paid })
	}

	/// `R * t_k`.
	fn growth(&self, k: usize) -> BigInt {
		&self.tranches.rate * self.plan.seconds(k)
	}

	/// Principal and interest of window k, without grace.
	fn window(&self, k: usize, balance: &BigInt) -> Result<[BigInt; 2], &'static str> {
		let left = self.plan.deadlines.len() - k;
		let window = fits(ceil(balance * self.growth(k), scale()))?;
		let free_stub = k == 0 && self.plan.stub && !self.principal_in_stub;
		let last = self.balloon.clone().min(balance.clone());
		let repaid = balance - &last;
		let principal = if (free_stub || k < self.interest_only) && left > 1 {
			int(0)
		} else if left == 1 {
			balance.clone()
		} else if self.amortized {
			let payment = self.level_payment(k, balance, &last)?;
			(payment - &window).clamp(int(0), repaid)
		} else {
			floor(repaid, left)
		};
		Ok([principal, window])
	}

	fn level_payment(
		&self,
		k: usize,
		balance: &BigInt,
		last: &BigInt,
	) -> Result<BigInt, &'static str> {
		let (mut g, mut s) = (scale(), int(0));
		for i in (k..self.plan.deadlines.len()).rev() {
			s = fits(s + &g)?;
			g = fits(floor(g * (scale() + self.growth(i)), scale()))?;
		}
		Ok(floor(balance * g - last * scale(), s))
	}
}

pub fn instalment(args: &Value) -> Answer {
	let loan = Loan::of(args)?;
	let balance = arg(args, "balance");
	let [principal, window] = loan.window(loan.paid, &balance)?;

	let deadline = int(loan.plan.deadlines[loan.paid]);
	let late = (arg(args, "now") - &deadline).clamp(int(0), arg(args, "grace_duration"));
	let grace = ceil(balance * arg(args, "grace_rate") * late, scale());
	let interest = fits(window + grace)?;
	Ok(json!({
		"tranche_principal": texts(&split(&principal, &loan.tranches.amounts)),
		"tranche_interest": texts(&split(&interest, &loan.tranches.weights)),
		"principal": principal.to_string(),
		"interest": interest.to_string(),
		"deadline": deadline.to_string(),
	}))
}

pub fn reserve_required(args: &Value) -> Answer {
	let loan = Loan::of(args)?;
	let mut balance = arg(args, "balance");
	let mut required = int(0);
	let instalments = usize::try_from(arg(args, "instalments")).unwrap();
	for k in (loan.paid..loan.plan.deadlines.len()).take(instalments) {
		let [principal, window] = loan.window(k, &balance)?;
		required += &principal + window;
		balance -= principal;
	}
	one("required", fits(required)?)
}

/// Everyday rates for most lists, any for the others.
fn tranches() -> impl Strategy<Value = Value> {
	let amount = prop_oneof![200 => wide().prop_map(|amount| amount.max(1)), 1 => Just(0)];
	let everyday = list((amount.clone(), 100_000_000u64..20_000_000_000));
	let any_rate = prop_oneof![60 => random::rate(), 1 => Just(0)];
	let any = list((amount, any_rate));
	prop_oneof![3 => everyday, 1 => any].prop_map(|list| random::rows(["amount", "rate"], list))
}

/// The arguments that an instalment and a reserve have in common.
fn loan() -> impl Strategy<Value = Value> {
	let paid = prop_oneof![
		4 => Just(Ok(0)),
		10 => any::<prop::sample::Index>().prop_map(Err),
		1 => any::<u32>().prop_map(Ok),
	];
	let later = (prop_oneof![2 => Just(0), 1 => 0u32..80], prop_oneof![2 => Just(0), 1 => wide()]);
	let kind = (any::<bool>(), any::<bool>(), later);
	(terms(), tranches(), paid, wide(), kind).prop_map(
		|(mut args, tranches, paid, balance, (amortized, principal_in_stub, later))| {
			// Any window of the loan, and seldom the one after the last.
			let windows = Plan::of(&args).map_or(1, |plan| plan.deadlines.len());
			let paid =
				paid.unwrap_or_else(|window| u32::try_from(window.index(windows + 1)).unwrap());
			args["model"] = json!(if amortized { "amortized" } else { "simple" });
			args["principal_in_stub"] = json!(principal_in_stub);
			let (interest_only, balloon) = later;
			args["interest_only"] = json!(interest_only.to_string());
			args["balloon"] = json!(balloon.to_string());
			args["windows_paid"] = json!(paid.to_string());
			args["balance"] = json!(balance.to_string());
			args["tranches"] = tranches;
			args
		},
	)
}

/// A moment: seconds from the deadline of the window due, or any.
fn payments() -> impl Strategy<Value = Value> {
	let grace_rate = random::rate().prop_map(|rate| rate.min(random::SCALE));
	let late = prop_oneof![2 => -2i64..=2, 4 => -3_000_000i64..3_000_000];
	(
		loan(),
		grace_rate,
		prop_oneof![long(), 0u64..2_000_000],
		late,
		prop::option::weighted(0.1, long()),
	)
		.prop_map(|(mut args, grace_rate, grace_duration, late, now)| {
			let deadline = Loan::of(&args).map_or(0, |loan| loan.plan.deadlines[loan.paid]);
			let moment = u64::try_from(deadline + i128::from(late)).unwrap_or_default();
			args["now"] = json!(now.unwrap_or(moment).to_string());
			args["grace_rate"] = json!(grace_rate.to_string());
			args["grace_duration"] = json!(grace_duration.to_string());
			args
		})
}

const TERMS_ERRORS: [&str; 9] = [
	"InvalidDay",
	"InvalidDuration",
	"InvalidOffset",
	"NoTranches",
	"TooManyTranches",
	"ZeroAmount",
	"InvalidRate",
	"NoWindowsLeft",
	"Overflow",
];

#[test]
fn blended_rate_should_equal_the_model_when_any_tranches_are_given() {
	let args = tranches().prop_map(|tranches| json!({ "tranches": tranches }));
	agree("blended_rate", args, &["NoTranches", "TooManyTranches", "ZeroAmount", "InvalidRate"]);
}

#[test]
fn instalment_should_equal_the_model_when_any_loan_is_paid() {
	agree("instalment", payments(), &TERMS_ERRORS);
}

#[test]
fn reserve_should_equal_the_model_when_any_loan_is_backed() {
	let count = prop_oneof![1 => Just(0), 6 => 1u32..8, 2 => 1u32..140, 1 => any::<u32>()];
	let args = (loan(), count).prop_map(|(mut args, instalments)| {
		args["instalments"] = json!(instalments.to_string());
		args
	});
	agree("reserve_required", args, &TERMS_ERRORS);
}
