//! Arguments: every width is as likely as any other, and edges are common.

use proptest::prelude::*;
use serde_json::{json, Value};

/// 10^18, the scale of rates and balances.
pub const SCALE: u64 = 1_000_000_000_000_000_000;

/// A number from 0 to a largest one.
pub fn up_to(max: u128) -> impl Strategy<Value = u128> + Clone {
	let widths = (any::<u128>(), 0u32..128)
		.prop_map(move |(value, shift)| (value >> shift.max(max.leading_zeros())).min(max));
	let edges = [
		0,
		1,
		2,
		3,
		1_000_000,
		1_000_001,
		u128::from(SCALE) - 1,
		u128::from(SCALE),
		u128::from(SCALE) + 1,
		u128::from(u64::MAX),
		u128::from(u64::MAX) + 1,
		max / 2,
		max - 1,
		max,
	];
	let edges = prop::sample::select(edges.to_vec()).prop_map(move |edge| edge.min(max));
	prop_oneof![4 => widths, 1 => edges]
}

/// A number of 128 bits.
pub fn wide() -> impl Strategy<Value = u128> + Clone {
	up_to(u128::MAX)
}

pub fn long() -> impl Strategy<Value = u64> + Clone {
	up_to(u64::MAX.into()).prop_map(|value| u64::try_from(value).unwrap())
}

/// A valid rate per second, a large one as often as one of everyday; seldom one above the scale.
pub fn rate() -> impl Strategy<Value = u64> + Clone {
	prop_oneof![
		20 => 0..20_000_000_000u64,
		20 => up_to(SCALE.into()).prop_map(|value| u64::try_from(value).unwrap()),
		1 => SCALE + 1..,
		1 => Just(SCALE + 1),
	]
}

/// A list of rows, seldom empty or too long.
pub fn list<T: Strategy + Clone>(row: T) -> impl Strategy<Value = Vec<T::Value>> {
	prop_oneof![
		1 => prop::collection::vec(row.clone(), 0..=0),
		1 => prop::collection::vec(row.clone(), 33..=34),
		30 => prop::collection::vec(row.clone(), 1..=6),
		8 => prop::collection::vec(row, 7..=32),
	]
}

/// A list of pairs, as rows with two members.
pub fn rows<A: ToString, B: ToString>(names: [&str; 2], list: Vec<(A, B)>) -> Value {
	let row = |(a, b): &(A, B)| json!({ names[0]: a.to_string(), names[1]: b.to_string() });
	list.iter().map(row).collect()
}

/// A list of claims, any of them zero.
pub fn claims() -> impl Strategy<Value = Value> {
	list((wide(), wide())).prop_map(|claims| rows(["principal", "interest"], claims))
}

/// An object whose members are integers, written as texts.
macro_rules! integers {
	($($name:literal: $value:expr),* $(,)?) => {
		serde_json::json!({ $($name: $value.to_string()),* })
	};
}
