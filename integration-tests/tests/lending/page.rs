//! The table of loans in `docs/performance.md`.

use crate::{acts::ACTS, asked, costs::costs, instructions::counts, is_flat};
use caliber_integration_tests::page::{grouped, says};
use std::fmt::Display;

/// So many loans, and as many as are asked for beside them.
const SIZES: [u32; 3] = [1_000, 10_000, 100_000];

/// `a, b, c`, or one of them when all are the same.
fn series<T: Display + PartialEq>(figures: impl IntoIterator<Item = T>) -> String {
	let mut all: Vec<T> = figures.into_iter().collect();
	if all.windows(2).all(|two| two[0] == two[1]) {
		all.truncate(1);
	}
	all.iter().map(T::to_string).collect::<Vec<_>>().join(" / ")
}

/// `a` over `b`.
fn ratio(a: u64, b: u64) -> String {
	format!("{:.2}", a as f64 / b as f64)
}

fn table(sizes: &[u32], counts: &[Vec<u64>]) -> String {
	let costs: Vec<_> = sizes.iter().map(|loans| costs(*loans)).collect();
	let mut text = format!(
		"At {} loans, where they differ:\n\n\
		 | act | reads | writes | proof | budget | thousand instructions | growth | transfers |\n\
		 |:---|---:|---:|---:|:---|---:|---:|---:|\n",
		series(sizes.iter().map(grouped)),
	);
	let last = sizes.len() - 1;
	for (n, act) in ACTS.iter().enumerate() {
		let [reads, writes] = [
			series(costs.iter().map(|costs| costs[n].reads)),
			series(costs.iter().map(|costs| costs[n].writes)),
		];
		let proof = series(costs.iter().map(|costs| grouped(costs[n].proof)));
		let thousands = series(counts.iter().map(|counts| grouped((counts[n] + 500) / 1_000)));
		let growth = ratio(counts[last][n], counts[0][n]);
		let transfers = ratio(counts[0][n], counts[0][0]);
		text += &format!(
			"| {} | {reads} | {writes} | {proof} | {} | {thousands} | {growth} | {transfers} |\n",
			act.name, act.budget,
		);
		assert!(is_flat(counts[0][n], counts[last][n], sizes[last]), "{} grows", act.name);
	}
	text
}

#[test]
#[ignore = "it measures for minutes: `make performance`"]
fn page_should_show_the_loans_when_they_are_measured_anew() {
	let mut sizes = SIZES.to_vec();
	sizes.extend(asked().filter(|loans| *loans > SIZES[2]));
	let name = "page::page_should_show_the_loans_when_they_are_measured_anew";
	let Some(counts) = counts(name, &sizes) else { return };
	let table = table(&sizes, &counts);
	println!("{table}");
	assert!(says("loans", &table), "docs/performance.md shows other figures");
}
