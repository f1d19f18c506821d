//! The table of weights in `docs/performance.md`: what `make weights` measured of every call of our
//! pallets, beside what we allow and what others need.

mod notes;
mod weights;

use caliber_integration_tests::{
	counting::{charged, Counting},
	page::{grouped, says},
};
use caliber_runtime::RuntimeCall;
use caliber_runtime_common::weights::{
	pallet_caliber::WeightInfo as OfRegistry, pallet_lending::WeightInfo as OfLending,
};
use frame_support::{traits::GetCallMetadata, weights::Weight};
use notes::{NOTES, WEIGHED_BY};
use std::{collections::BTreeSet, fs, path::Path};
use weights::{parse, Cost, Figure};

/// Our pallets, as the runtime calls them.
const PALLETS: [&str; 10] = [
	"Caliber",
	"Lending",
	"Susdai",
	"Usdai",
	"Allocation",
	"Auctions",
	"Feeds",
	"Roles",
	"Safeguards",
	"Validators",
];

fn file(pallet: &str) -> String {
	let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/common/src/weights");
	let name = format!("pallet_{}.rs", pallet.to_lowercase());
	fs::read_to_string(folder.join(name)).expect("the weights are measured")
}

fn costs(pallet: &str) -> Vec<Cost> {
	parse(&file(pallet)).1
}

/// What a transfer takes, in picoseconds.
fn transfer() -> u64 {
	let costs = costs("Balances");
	let of = costs.iter().find(|cost| cost.name == "transfer_keep_alive");
	of.expect("it is measured").time.base
}

/// A figure, with each of its parts written by `text`.
fn figure(figure: &Figure, text: impl Fn(u64) -> String) -> String {
	let base = text(figure.base);
	let each = figure.each.iter().map(|(letter, each)| (text(*each), letter));
	// What rounds to nothing is left out.
	let each = each.filter(|(each, _)| each.contains(|c| ('1'..='9').contains(&c)));
	let each = each.map(|(each, letter)| format!(" + {each} {letter}"));
	[base].into_iter().chain(each).collect()
}

/// Multiples of `unit`, to two places.
fn multiples(time: u64, unit: u64) -> String {
	let hundredths = (time * 100 + unit / 2) / unit;
	format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn row(pallet: &str, cost: &Cost, transfer: u64) -> String {
	let Cost { name, time, reads, writes, proof } = cost;
	let of = format!("{pallet}.{name}");
	let note = NOTES.iter().find(|note| note.of == of);
	let (budget, peers) = note.map_or(("", ""), |note| (note.budget, note.peers));
	let time = figure(time, |time| multiples(time, transfer));
	let [reads, writes, proof] = [reads, writes, proof].map(|part| figure(part, grouped));
	format!("| `{of}` | {time} | {reads} | {writes} | {proof} | {budget} | {peers} |\n")
}

fn table() -> String {
	let transfer = transfer();
	let mut text = String::from(
		"| weighed | dispatch | reads | writes | proof | budget | peers |\n\
		 |:---|---:|---:|---:|---:|:---|:---|\n",
	);
	for pallet in PALLETS {
		text.extend(costs(pallet).iter().map(|cost| row(pallet, cost, transfer)));
	}
	let micros = multiples(transfer, 1_000_000);
	text +=
		&format!("\nOne transfer takes {micros} µs without its reads and writes. Measured:\n\n");
	for pallet in ["Balances"].iter().chain(&PALLETS) {
		text += &format!("- `{pallet}`: {}\n", parse(&file(pallet)).0);
	}
	text
}

#[test]
fn page_should_show_the_weights_when_they_were_measured_anew() {
	let same = says("weights", &table());
	assert!(same, "docs/performance.md shows other weights: run `make performance-weights`");
}

#[test]
fn every_call_of_our_pallets_should_have_a_row_when_it_is_weighed() {
	for pallet in PALLETS {
		let rows: BTreeSet<_> =
			costs(pallet).into_iter().map(|cost| format!("{pallet}.{}", cost.name)).collect();
		for call in RuntimeCall::get_call_names(pallet) {
			let call = format!("{pallet}.{call}");
			let other = WEIGHED_BY.iter().find(|(one, _)| *one == call).map(|(_, by)| *by);
			let by = other.unwrap_or(&call);
			assert!(rows.contains(by), "{call} has no row");
		}
		let known = |of: &str| !of.starts_with(&format!("{pallet}.")) || rows.contains(of);
		let noted = NOTES.iter().map(|note| note.of).chain(WEIGHED_BY.iter().map(|(_, by)| *by));
		assert_eq!(noted.filter(|of| !known(of)).collect::<Vec<_>>(), Vec::<&str>::new());
	}
}

#[test]
fn figures_should_be_what_the_chain_charges_when_they_are_read_from_the_files() {
	let of = |pallet: &str, name: &str| {
		let costs = costs(pallet);
		let cost = costs.iter().find(|cost| cost.name == name).expect("it is there");
		(cost.time.of_one(), (cost.reads.of_one(), cost.writes.of_one()))
	};
	type Lending = OfLending<Counting>;
	type Registry = OfRegistry<Counting>;
	type Case = (&'static str, &'static str, fn() -> Weight);
	let cases: [Case; 4] = [
		("Lending", "accept", || <Lending as pallet_lending::WeightInfo>::accept(1)),
		("Lending", "repay", || <Lending as pallet_lending::WeightInfo>::repay(1)),
		("Lending", "set_rules", <Lending as pallet_lending::WeightInfo>::set_rules),
		("Caliber", "submit", || <Registry as pallet_caliber::WeightInfo>::submit(1)),
	];
	for (pallet, name, weight) in cases {
		let counted = charged(weight);
		caliber_integration_tests::counting::Database::set(Default::default());
		assert_eq!(of(pallet, name), (weight().ref_time(), counted), "{name}");
	}
}
