//! What the worker costs its node.

use crate::{
	alone, folder,
	programs::Node,
	world::{flags, World, BILLS, FED},
};
use std::{thread::sleep, time::Duration};

/// So many blocks, one every two seconds of the chain's time.
const BLOCKS: u32 = 90;
/// Until the worker is done with a block.
const RUN: Duration = Duration::from_millis(150);
/// How much of the time between two blocks it may take of a core, seconds: a twentieth.
const SHARE: f64 = 2.0 / 20.0;

/// Makes the blocks, and says for how long a core was busy with each.
fn busy(world: &mut World) -> f64 {
	let before = world.node.busy();
	for _ in 0..BLOCKS {
		world.seal();
		sleep(RUN);
	}
	(world.node.busy() - before) / f64::from(BLOCKS)
}

/// All feeds are asked for again every few blocks here, and by four reporters; a validator of a live
/// chain is one, and asks hourly.
#[test]
#[ignore = "needs a node with a runtime"]
fn worker_should_take_a_twentieth_of_a_core_at_most_when_it_speaks_for_four() {
	let _alone = alone();
	let folder = folder("speed");
	let mut world = World::start(&folder);
	[FED, BILLS].into_iter().for_each(|source| world.sim.arm(source, "off"));
	world.quiet_evening();
	let signed = world.counters().signed;
	let with = busy(&mut world);
	let signed = world.counters().signed - signed;
	let mut flags = flags(world.spec(), std::iter::empty());
	flags.push("--oracle-off".into());
	world.node.end();
	world.node = Node::launch(&folder, &flags, &[]);
	world.node.ready();
	let without = busy(&mut world);
	let more = with - without;
	println!("{signed} reports in {BLOCKS} blocks, {:.1} ms of a core a block", more * 1e3);
	assert!(signed > 0 && more <= SHARE, "{with} {without}");
}
