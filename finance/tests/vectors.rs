//! The conformance vectors, answered by the same code as the example program.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "../examples/vectors/answer.rs"]
mod answer;

use caliber_finance::FinanceError;
use serde_json::Value;
use std::collections::BTreeSet;

fn vectors() -> Vec<Value> {
	let lines = include_str!("vectors/finance.jsonl").lines();
	lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn answers_should_equal_the_vectors_when_all_are_asked() {
	let mut wrong = Vec::new();
	for vector in vectors() {
		let mut want = vector["want"].clone();
		want["id"] = vector["id"].clone();
		let got = answer::answer(&vector).unwrap();
		if got != want {
			wrong.push(format!("got {got}, want {want}"));
		}
	}
	assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn vectors_should_cover_every_operation_and_error_when_listed() {
	let vectors = vectors();
	let ops: BTreeSet<&str> = vectors.iter().map(|vector| vector["op"].as_str().unwrap()).collect();
	assert_eq!((vectors.len(), ops.len()), (442, 23));

	let errors: BTreeSet<&str> =
		vectors.iter().filter_map(|vector| vector["want"]["err"].as_str()).collect();
	let names: BTreeSet<&str> = FinanceError::ALL.iter().map(|error| error.name()).collect();
	assert_eq!(errors, names);
}
