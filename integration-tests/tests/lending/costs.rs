//! Reads, writes and proofs.

use crate::{
	acts::{Act, ACTS},
	asked,
	world::{check, world, Due, World},
	FEW,
};
use caliber_integration_tests::measure::{measure, Cost};

/// The cost of each act among so many loans.
pub fn costs(loans: u32) -> Vec<Cost> {
	let World { mut chain, at } = world(loans, Due::Spread);
	let cost = |act: &Act| {
		chain.execute_with(|| (act.before)(&at));
		measure(&mut chain, || (act.act)(&at)).1
	};
	ACTS.iter().map(cost).collect()
}

#[test]
fn prepared_loans_should_keep_every_invariant_when_they_are_copied_and_after_every_act() {
	let World { mut chain, at } = world(100, Due::Spread);
	chain.execute_with(|| {
		assert_eq!(pallet_lending::TheBook::<caliber_runtime::Runtime>::get().loans, 100);
		check();
		for act in ACTS {
			(act.before)(&at);
			(act.act)(&at);
			check();
		}
	});
}

#[test]
fn loan_should_cost_the_same_when_there_are_a_hundred_times_as_many() {
	let loans = asked().unwrap_or(100_000);
	for ((act, few), many) in ACTS.iter().zip(costs(FEW)).zip(costs(loans)) {
		println!("{}: {few:?} at {FEW}, {many:?} at {loans}", act.name);
		assert_eq!((few.reads, few.writes), (many.reads, many.writes), "{}", act.name);
		// A proof has a branch or two more of each path in a deeper trie, and nothing for loans.
		assert!(many.proof <= 2 * few.proof, "{}: {few:?}, {many:?}", act.name);
	}
}
