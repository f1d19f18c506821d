//! One request, two answers.

use crate::{
	accrual, answer, bills, cases, collateral,
	exact::{number, Answer},
	lists, loan, schedule, shares,
};
use proptest::{prelude::*, test_runner::TestRunner};
use serde_json::{json, Value};
use std::{cell::RefCell, collections::BTreeMap};

pub const OPERATIONS: [(&str, fn(&Value) -> Answer); 23] = [
	("schedule", schedule::schedule),
	("blended_rate", loan::blended_rate),
	("instalment", loan::instalment),
	("reserve_required", loan::reserve_required),
	("charge", lists::charge),
	("prepay", lists::prepay),
	("waterfall", lists::waterfall),
	("fee", accrual::fee),
	("shares_for_deposit", shares::shares_for_deposit),
	("assets_for_mint", shares::assets_for_mint),
	("assets_for_redeem", shares::assets_for_redeem),
	("shares_for_withdraw", shares::shares_for_withdraw),
	("accrue", accrual::accrue),
	("annual_to_per_second", accrual::annual_to_per_second),
	("tier_yield", accrual::tier_yield),
	("tbill_price", bills::price),
	("tbill_investment_yield", bills::investment_yield),
	("tbill_discount", bills::discount),
	("tbill_accreted", bills::accreted),
	("depreciation", collateral::depreciation),
	("collateral_value", collateral::collateral_value),
	("ltv", collateral::ltv),
	("dutch_price", collateral::dutch_price),
];

/// What the model answers to the arguments of an operation, as the vectors write it.
fn modelled(op: &str, args: &Value) -> Value {
	let (_, model) = OPERATIONS.iter().find(|(name, _)| *name == op).unwrap();
	match model(args) {
		Ok(ok) => json!({ "ok": ok }),
		Err(error) => json!({ "err": error }),
	}
}

/// Tries an operation on many arguments. Every one of `errors`, and no other, must come up, and at
/// least a quarter of the requests must have an answer: else the arguments are badly chosen.
pub fn agree(op: &str, args: impl Strategy<Value = Value>, errors: &[&str]) {
	let config = cases::config();
	let cases = config.cases;
	let outcomes = RefCell::new(BTreeMap::from([("ok".to_owned(), 0)]));
	let tried = TestRunner::new(config).run(&args, |args| {
		let want = modelled(op, &args);
		let mut got = answer::answer(&json!({ "id": op, "op": op, "args": args })).unwrap();
		got.as_object_mut().unwrap().remove("id");
		prop_assert_eq!(&got, &want);
		let outcome = want["err"].as_str().unwrap_or("ok").to_owned();
		*outcomes.borrow_mut().entry(outcome).or_default() += 1;
		Ok(())
	});
	if let Err(failure) = tried {
		panic!("{op}: {failure}");
	}
	let mut outcomes = outcomes.into_inner();
	if cases >= 1_000 {
		let answered = outcomes.remove("ok").unwrap();
		assert!(answered >= cases / 4, "{op}: {answered} answers of {cases}");
		let mut errors = errors.to_vec();
		errors.sort_unstable();
		assert_eq!(outcomes.keys().collect::<Vec<_>>(), errors, "{op}: {outcomes:?}");
	}
}

#[test]
fn model_should_answer_the_vectors_when_all_are_asked() {
	for line in include_str!("../vectors/finance.jsonl").lines() {
		let vector: Value = serde_json::from_str(line).unwrap();
		let op = vector["op"].as_str().unwrap();
		assert_eq!(modelled(op, &vector["args"]), vector["want"], "{}", vector["id"]);
	}
}

#[test]
fn integers_should_be_read_whole_when_wider_than_any_type() {
	let text = "-340282366920938463463374607431768211457";
	assert_eq!(number(&json!(text)).to_string(), text);
}
