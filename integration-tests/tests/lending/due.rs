//! A day on which all loans fall due, and the days on which all of them come to later stages.

use crate::{
	asked,
	world::{eve_of, next_stop, roll, world, Due},
};
use caliber_integration_tests::{
	counting::{charged, Counting},
	initialize_at,
	measure::{measure, Cost},
};
use caliber_primitives::units::Day;
use caliber_runtime::{Runtime, RuntimeEvent, System};
use caliber_runtime_common::{
	limits::RuntimeBlockWeights, weights::pallet_lending::WeightInfo as OfLending,
};
use frame_support::weights::Weight;
use pallet_aura::CurrentSlot;
use pallet_lending::{Event, TheBook, WeightInfo, AGEING_DAYS};

/// What a day's first block costs.
#[derive(PartialEq, Eq, Debug)]
struct First {
	/// What the loan book reads.
	reads: usize,
	/// What it writes.
	writes: usize,
	/// Bytes that prove what it reads, and what it only walks over.
	proof: usize,
	/// What it is charged for that.
	charged: Weight,
	/// What the block is charged in all before any transaction.
	block: Weight,
}

/// The first block of a day on which so many loans fall due together, and of the days on which all
/// of them come to a later stage.
fn firsts(loans: u32) -> Vec<First> {
	let mut chain = world(loans, Due::OneDay).chain;
	let stop = chain.execute_with(next_stop);
	let stages = [0].into_iter().chain(AGEING_DAYS);
	stages.map(|late| first(&mut chain, loans, Day(stop.0 + late))).collect()
}

fn first(chain: &mut sp_io::TestExternalities, loans: u32, day: Day) -> First {
	chain.execute_with(|| eve_of(day));
	// A block that does all that blocks do, and is given up.
	chain.commit_all().expect("no transaction is open");
	let block = chain.execute_with(|| {
		CurrentSlot::<Runtime>::mutate(|slot| *slot = (**slot - 1).into());
		initialize_at(day.start());
		assert_eq!(TheBook::<Runtime>::get().cursor, day);
		assert_eq!(aged(), Some(loans));
		System::block_weight().total()
	});
	chain.reset_overlay();
	let (charged, Cost { reads, writes, proof }) = measure(chain, roll);
	First { reads, writes, proof, charged, block }
}

/// How many loans come to a stage in this block.
fn aged() -> Option<u32> {
	System::events().into_iter().find_map(|record| match record.event {
		RuntimeEvent::Lending(Event::Aged { loans, .. }) => Some(loans),
		_ => None,
	})
}

#[test]
fn day_should_cost_what_its_first_block_is_charged_when_all_loans_fall_due_on_it() {
	let loans = asked().unwrap_or(100_000);
	let (reads, writes) = charged(|| OfLending::<Counting>::roll(1));
	let limits = RuntimeBlockWeights::get();
	for (one, all) in firsts(1).into_iter().zip(firsts(loans)) {
		println!("{all:?} with {loans} loans");
		assert!(all.proof <= 2 * one.proof, "{one:?}, {all:?}");
		assert!(all.reads as u64 <= reads && all.writes as u64 <= writes, "{all:?}");
		assert_eq!(all.charged, OfLending::<Runtime>::roll(1));
		assert!(all.block.all_lte(limits.max_block / 2), "{all:?}");
		assert_eq!(First { proof: one.proof, ..all }, one);
	}
}
