//! Holders vote for an upgrade, and anybody brings it.

use crate::{
	decide::carried_by_holders,
	network::until,
	notes::{figures_of, migrated, OWNERS},
	world::{authorised, World},
};
use caliber_runtime::{RuntimeCall, VERSION};
use sp_runtime::traits::{BlakeTwo256, Hash};

/// All notes are sound: blocks, finality and books go on.
pub fn play() {
	let notes: Vec<_> = OWNERS.into_iter().zip(1..).collect();
	let world = World::begin("upgrade-voted", &notes, &[]);
	let node = &world.network.nodes[0];
	assert_eq!(world.broken(), Vec::<String>::new());

	let code = world.next();
	let code_hash = BlakeTwo256::hash(&code);
	let call = RuntimeCall::System(frame_system::Call::authorize_upgrade { code_hash });
	carried_by_holders(&world, call, || authorised(node).is_some());
	world.bring(code);
	until("all nodes run the next version", || {
		world.network.nodes.iter().all(|node| world.spec_of(node) == VERSION.spec_version + 1)
	});
	let first = world.height();
	until("all notes are migrated", || migrated(node) && world.is_done());

	let found: Vec<_> = OWNERS.iter().map(|who| figures_of(node, *who).unwrap()).collect();
	println!("notes: {found:?}");
	assert!(found.iter().map(|(figure, _)| *figure).eq(1..=6));
	// One in a block, so that nothing but inherents was in six of them and the last.
	let mut blocks: Vec<_> = found.iter().map(|(_, block)| *block).collect();
	blocks.sort_unstable();
	assert!(blocks.windows(2).all(|pair| pair[0] + 1 == pair[1]), "{blocks:?}");

	assert_eq!(world.broken(), Vec::<String>::new());
	assert_eq!(world.transfer(), Ok(()));
	world.goes_on(first + 6);
}
