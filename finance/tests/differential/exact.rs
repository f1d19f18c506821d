//! Exact arithmetic, and the reading of arguments.

use num_bigint::BigInt;
use num_rational::BigRational;
use serde_json::{json, Value};

/// The answer by name, or the name of the error.
pub type Answer = Result<Value, &'static str>;

pub fn int(value: impl Into<BigInt>) -> BigInt {
	value.into()
}

/// `numerator / denominator`, in whose terms it stays: to cancel common factors of fractions that
/// are rounded at once costs much and changes nothing.
fn ratio(numerator: impl Into<BigInt>, denominator: impl Into<BigInt>) -> BigRational {
	BigRational::new_raw(numerator.into(), denominator.into())
}

pub fn floor(numerator: impl Into<BigInt>, denominator: impl Into<BigInt>) -> BigInt {
	ratio(numerator, denominator).floor().to_integer()
}

pub fn ceil(numerator: impl Into<BigInt>, denominator: impl Into<BigInt>) -> BigInt {
	ratio(numerator, denominator).ceil().to_integer()
}

/// Halves go up.
pub fn round(numerator: impl Into<BigInt>, denominator: impl Into<BigInt>) -> BigInt {
	let half = ratio(1, 2);
	(ratio(numerator, denominator) + half).floor().to_integer()
}

/// 10^18, the scale of rates and balances.
pub fn scale() -> BigInt {
	int(10).pow(18)
}

/// An integer of an answer, which has 128 bits.
pub fn fits(value: BigInt) -> Result<BigInt, &'static str> {
	if value < int(0) || value >= int(1) << 128 {
		return Err("Overflow");
	}
	Ok(value)
}

pub fn sum(values: &[BigInt]) -> BigInt {
	values.iter().sum()
}

/// Part i is `floor(total * weight_i / sum(weights))`; part 0 also gets what the floors leave.
pub fn split(total: &BigInt, weights: &[BigInt]) -> Vec<BigInt> {
	let all = sum(weights);
	let mut parts: Vec<_> =
		weights.iter().map(|weight| floor(total * weight, all.clone())).collect();
	let dust = total - sum(&parts);
	parts[0] += dust;
	parts
}

pub fn one(name: &str, value: BigInt) -> Answer {
	Ok(json!({ name: value.to_string() }))
}

pub fn texts(values: &[BigInt]) -> Value {
	values.iter().map(BigInt::to_string).collect()
}

/// An argument.
pub fn arg(args: &Value, name: &str) -> BigInt {
	number(&args[name])
}

/// A number that may be left out.
pub fn arg_or_zero(args: &Value, name: &str) -> BigInt {
	args.get(name).map_or_else(|| int(0), number)
}

pub fn number(value: &Value) -> BigInt {
	value.as_str().unwrap().parse().unwrap()
}

/// The entries of a list that have members of these names.
pub fn rows<const N: usize>(list: &Value, names: [&str; N]) -> Vec<[BigInt; N]> {
	list.as_array().unwrap().iter().map(|row| names.map(|name| arg(row, name))).collect()
}

/// Errors of a list of tranches.
pub fn check_length(list: &Value) -> Result<(), &'static str> {
	match list.as_array().unwrap().len() {
		0 => Err("NoTranches"),
		1..=32 => Ok(()),
		_ => Err("TooManyTranches"),
	}
}
