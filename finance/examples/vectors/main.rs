//! Answers the requests of the conformance vectors: one JSON object a line on standard input, one
//! answer a line on standard output.
//!
//! `cargo run -q --release -p caliber-finance --example vectors < requests.jsonl`

mod answer;

use std::{
	error::Error,
	io::{self, BufWriter, Write},
};

fn main() -> Result<(), Box<dyn Error>> {
	let mut output = BufWriter::new(io::stdout().lock());
	for line in io::stdin().lines() {
		let request = serde_json::from_str(&line?)?;
		writeln!(output, "{}", answer::answer(&request)?)?;
	}
	output.flush()?;
	Ok(())
}
