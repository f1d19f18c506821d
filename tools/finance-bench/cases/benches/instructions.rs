//! Counts the instructions of one run of each case.
#![allow(missing_docs, reason = "the harness generates the functions")]

use caliber_finance_cases::{Case, Scratch, CASES, EMPTY};
use gungraun::prelude::*;

/// Everything made beforehand, so that nothing but the run is counted. The last is the empty case.
fn prepared(number: usize) -> (&'static Case, &'static mut Scratch) {
	(CASES.get(number).unwrap_or(&EMPTY), Box::leak(Box::default()))
}

#[library_benchmark]
#[benches::case(iter = 0..=CASES.len(), setup = prepared)]
fn instructions((case, scratch): (&'static Case, &'static mut Scratch)) {
	(case.run)(1, scratch);
}

library_benchmark_group!(name = finance, benchmarks = instructions);
main!(library_benchmark_groups = finance);
