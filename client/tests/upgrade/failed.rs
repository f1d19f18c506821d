//! The migration of an upgrade fails, and holders repair it.

use crate::{
	chain::as_root,
	decide::{carried_by_holders, closed_by_council},
	network::until,
	notes::{figures_of, key_of, migrated, OWNERS},
	world::{authorised, World},
};
use caliber_runtime::{BlockNumber, Runtime, RuntimeCall};
use frame_support::storage::storage_prefix;
use sp_keyring::Sr25519Keyring::Alice;
use sp_runtime::traits::{BlakeTwo256, Hash};
use sp_runtime::DispatchError;

/// Until when the chain is in safe mode.
fn safe_until(world: &World) -> Vec<Option<BlockNumber>> {
	let key = storage_prefix(b"SafeMode", b"EnteredUntil");
	world.network.nodes.iter().map(|node| node.stored(&key, None)).collect()
}

/// The third note that the migration comes to is spoilt.
pub fn play() {
	let mut owners = OWNERS;
	owners.sort_by_key(|who| key_of(*who));
	let (spoilt, sound) = (owners[2], [owners[0], owners[1], owners[3], owners[4], owners[5]]);
	let notes: Vec<_> = sound.into_iter().zip(1..).collect();
	let world = World::begin("upgrade-failed", &notes, &[(spoilt, vec![1, 2, 3])]);
	let node = &world.network.nodes[0];
	assert_eq!(world.broken(), Vec::<String>::new());

	// How a version is authorised was told by the other story.
	let code = world.next();
	let code_hash = BlakeTwo256::hash(&code);
	let call = RuntimeCall::System(frame_system::Call::authorize_upgrade { code_hash });
	assert_eq!(world.outcome(&node.signed(Alice, as_root(call))), Ok(()));
	assert!(authorised(node).is_some());
	world.bring(code);
	until("the migration fails, and all nodes are in safe mode", || {
		safe_until(&world).iter().all(|until| *until == Some(BlockNumber::MAX))
	});
	assert!(world.is_done());
	println!("broken: {:?}", world.broken());
	assert!(matches!(&world.broken()[..], [one] if one.starts_with("Runtime I-119")));
	assert_eq!(sound.map(|who| figures_of(node, who).is_some()), [true, true, false, false, false]);
	let refused = world.transfer();
	println!("a transfer: {refused:?}");
	let filtered: DispatchError = frame_system::Error::<Runtime>::CallFiltered.into();
	assert_eq!(refused, Err(filtered));

	// What spoils it goes, and the migration begins anew.
	let calls = vec![
		RuntimeCall::System(frame_system::Call::kill_storage { keys: vec![key_of(spoilt)] }),
		RuntimeCall::Migrations(pallet_migrations::Call::force_onboard_mbms {}),
	];
	let repair = RuntimeCall::Utility(pallet_utility::Call::batch_all { calls });
	carried_by_holders(&world, repair, || node.stored::<[u8; 3]>(&key_of(spoilt), None).is_none());
	until("all other notes are migrated", || migrated(node) && world.is_done());
	let found = sound.map(|who| figures_of(node, who).unwrap());
	println!("notes: {found:?}");
	// Those that it had changed before are as they were.
	assert!(found.map(|(figure, _)| figure) == [1, 2, 3, 4, 5] && found[1].1 + 20 < found[2].1);
	assert_eq!(world.broken(), Vec::<String>::new());

	assert_eq!(world.transfer(), Err(filtered));
	let exit = RuntimeCall::SafeMode(pallet_safe_mode::Call::force_exit {});
	closed_by_council(&world, exit);
	assert!(safe_until(&world)[0].is_none());
	assert_eq!(world.transfer(), Ok(()));
	assert_eq!(world.broken(), Vec::<String>::new());
	world.goes_on(world.height());
}
