//! Counts the instructions of one run of each case.
#![allow(missing_docs, reason = "the harness generates the functions")]

use caliber_finance_cases::{Scratch, CASES};
use gungraun::prelude::*;

/// A scratch made beforehand, so that making it is not counted.
fn prepared(case: usize) -> (usize, Scratch) {
	(case, Scratch::default())
}

#[library_benchmark]
#[benches::case(iter = 0..CASES.len(), setup = prepared)]
fn instructions((case, mut scratch): (usize, Scratch)) {
	(CASES[case].run)(1, &mut scratch);
}

library_benchmark_group!(name = finance, benchmarks = instructions);
main!(library_benchmark_groups = finance);
