//! Prints what each function of `caliber-finance` costs: instructions, time natively and as WASM in
//! the node's engine, and stack. Started by `bench.sh`.
//!
//! Ends with an error when a budget is missed.

mod engine;
mod stack;
mod time;

use anyhow::{bail, ensure, Context, Result};
use caliber_finance_cases::{Case, Scratch, CASES, EMPTY};
use engine::Wasm;
use serde_json::Value;
use std::{env, fs, path::Path};

/// WASM may take that many times the native time.
const RATIO: f64 = 3.0;
/// Bytes of stack that a function may take.
const STACK: usize = 2_048;

fn main() -> Result<()> {
	let mut args = env::args().skip(1);
	let (Some(wasm), Some(counts)) = (args.next(), args.next()) else {
		bail!("usage: caliber-finance-bench MODULE.wasm COUNTS.jsonl");
	};
	let mut wasm = Wasm::load(Path::new(&wasm))?;
	let counts = instructions(&fs::read_to_string(counts)?)?;
	let (empty, counts) = counts.split_last().context("no instructions were counted")?;
	ensure!(counts.len() == CASES.len(), "{} counts, {} cases", counts.len(), CASES.len());

	let mut scratch = Box::<Scratch>::default();
	let mut native_depth = |case: &Case| stack::depth(|| (case.run)(1, &mut scratch));
	let native_frame = native_depth(&EMPTY);
	// No case has this number: it is the empty one.
	let wasm_frame = wasm.depth(CASES.len())?;

	println!(
		"| {:36} | instructions | native ns | WASM ns | ratio | stack | WASM stack | budget ns |",
		"function"
	);
	println!(
		"|:{:-<36}-|-------------:|----------:|--------:|------:|------:|-----------:|----------:|",
		""
	);
	let mut missed = Vec::new();
	for (number, (case, count)) in CASES.iter().zip(counts).enumerate() {
		let count = count.saturating_sub(*empty);
		let stack = native_depth(case).saturating_sub(native_frame);
		let wasm_stack = wasm.depth(number)?.saturating_sub(wasm_frame);
		let mut scratch = Scratch::default();
		let [native, in_wasm] = time::least([
			&mut |rounds| {
				(case.run)(rounds, &mut scratch);
				Ok(())
			},
			&mut |rounds| wasm.run(number, rounds),
		])?;
		let ratio = in_wasm / native;
		let budget = case.budget.map_or(String::new(), |budget| budget.to_string());
		println!(
			"| {:36} | {count:12} | {native:9.1} | {in_wasm:7.1} | {ratio:5.2} | {stack:5} | {wasm_stack:10} | {budget:>9} |",
			case.name,
		);
		if case.budget.is_some_and(|budget| native > f64::from(budget)) {
			missed.push(format!("{}: {native:.0} ns", case.name));
		}
		if ratio > RATIO {
			missed.push(format!("{}: WASM takes {ratio:.2} times the native time", case.name));
		}
		if stack.max(wasm_stack) > STACK {
			missed.push(format!("{}: {} bytes of stack", case.name, stack.max(wasm_stack)));
		}
	}
	ensure!(missed.is_empty(), "budgets missed:\n{}", missed.join("\n"));
	println!("\nevery budget kept; WASM within {RATIO} times native, stack within {STACK} bytes");
	Ok(())
}

/// The instructions of each case, from the harness's lines of JSON, one a case and in their order.
fn instructions(lines: &str) -> Result<Vec<u64>> {
	lines.lines().map(instructions_of).collect()
}

fn instructions_of(line: &str) -> Result<u64> {
	let summary: Value = serde_json::from_str(line)?;
	let path = "/profiles/0/data/total/metrics/Ir/values/new";
	summary.pointer(path).and_then(Value::as_u64).context("a line of the harness has no count")
}
