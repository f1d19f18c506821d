//! Exact numbers. Nothing is rounded but where the protocol rounds.

use num_bigint::BigInt;
use num_rational::BigRational;

/// Units of a token.
pub type Int = BigInt;
/// A part of them.
pub type Exact = BigRational;

/// One, in the units of rates and tokens.
pub const ONE: u128 = 1_000_000_000_000_000_000;
/// One, in parts per million.
pub const MILLION: u128 = 1_000_000;
/// A day.
pub const DAY: u64 = 86_400;

pub fn int(number: impl Into<BigInt>) -> Int {
	number.into()
}

pub fn zero() -> Int {
	Int::default()
}

/// `a * b / c`.
pub fn part(a: &Int, b: &Int, c: &Int) -> Exact {
	Exact::new(a * b, c.clone())
}

/// So many parts per million of it.
pub fn ppm(amount: &Int, parts: u32) -> Exact {
	part(amount, &int(parts), &int(MILLION))
}

/// What an amount earns at a rate a second.
pub fn earned(amount: &Int, rate: &Int, seconds: u64) -> Exact {
	Exact::new(amount * rate * int(seconds), int(ONE))
}

pub fn down(exact: Exact) -> Int {
	exact.floor().to_integer()
}

pub fn up(exact: Exact) -> Int {
	exact.ceil().to_integer()
}

pub fn less(from: &Int, what: &Int) -> Int {
	(from - what).max(zero())
}

/// Takes at most so much out of a purse, and says how much.
pub fn take(purse: &mut Int, most: &Int) -> Int {
	let taken = most.min(purse).clone();
	*purse -= &taken;
	taken
}

/// Divides a total by weight: each but the first gets its part rounded down, the first the rest.
pub fn divide(total: &Int, weights: &[Int]) -> Vec<Int> {
	let all: Int = weights.iter().sum();
	let mut parts: Vec<_> = weights.iter().map(|weight| down(part(total, weight, &all))).collect();
	let others: Int = parts.iter().skip(1).sum();
	parts[0] = total - others;
	parts
}
