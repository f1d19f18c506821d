//! One key on two nodes.

use crate::network::{stored, until, Network};
use caliber_runtime::{AccountId, Runtime};
use pallet_session::Validators;
use pallet_validators::{Bonded, CurrentRules, Standing};
use sp_keyring::Sr25519Keyring::Dave;

/// What every node says that sees two blocks of one author for one slot.
const SEEN: &str = "has made two blocks for slot";

/// Starts a validator a second time: it is slashed, ejected, and soon out of the set.
pub fn start_twice(network: &Network) {
	let (node, dave) = (&network.nodes[0], Dave.to_account_id());
	let standing = || stored(node, &Bonded::<Runtime>::hashed_key_for(&dave), None);
	assert_eq!(standing(), Some(Standing::Validator));
	assert!(network.nodes.iter().all(|node| !node.log().contains(SEEN)));

	let twin = network.launch("twin", &["--dave"]);
	until("Dave is ejected", || matches!(standing(), Some(Standing::Leaving(_))));
	assert!(network.nodes.iter().any(|node| {
		let log = node.log();
		log.contains(SEEN) && log.contains("the chain is told of both blocks")
	}));
	// One of four: 9/16 of the bond.
	let holds = pallet_balances::Holds::<Runtime>::hashed_key_for(&dave);
	let holds: Vec<
		frame_support::traits::tokens::IdAmount<caliber_runtime::RuntimeHoldReason, u128>,
	> = stored(node, &holds, None).unwrap();
	let bond = stored(node, &CurrentRules::<Runtime>::hashed_key(), None);
	let bond = bond.unwrap_or_else(pallet_validators::Rules::default).bond;
	let left: u128 = holds.iter().map(|hold| hold.amount).sum();
	assert!(left <= bond - bond / 16 * 9, "{left} of {bond}");
	drop(twin);
	until("Dave is out of the set", || {
		let set: Vec<AccountId> = stored(node, &Validators::<Runtime>::hashed_key(), None).unwrap();
		!set.contains(&dave)
	});
}
