//! Instructions.

use crate::{
	acts::ACTS,
	asked, is_flat,
	world::{world, Due, World},
	FEW,
};
use caliber_integration_tests::instructions::{counted, each};

/// What each act takes among so many loans, for each number. `name` is the test's that asks.
pub fn counts(name: &str, sizes: &[u32]) -> Option<Vec<Vec<u64>>> {
	each(name, sizes, |loans| {
		let World { mut chain, at } = world(loans, Due::Spread);
		for act in ACTS {
			chain.execute_with(|| {
				(act.before)(&at);
				caliber_runtime::System::reset_events();
			});
			chain.commit_all().expect("no transaction is open");
			chain.execute_with(|| counted(&mut || (act.act)(&at)));
		}
	})
}

#[test]
fn loan_should_take_the_same_when_there_are_ten_times_as_many() {
	let loans = asked().unwrap_or(10_000);
	let name = "instructions::loan_should_take_the_same_when_there_are_ten_times_as_many";
	let Some(counts) = counts(name, &[FEW, loans]) else { return };
	let [few, many] = &counts[..] else { panic!("two were asked for") };
	assert_eq!([few.len(), many.len()], [ACTS.len(); 2]);
	for ((act, few), many) in ACTS.iter().zip(few).zip(many) {
		println!("{}: {few} instructions at {FEW}, {many} at {loans}", act.name);
		assert!(is_flat(*few, *many, loans), "{}: {few} and {many}", act.name);
	}
}
