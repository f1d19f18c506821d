//! What stands around a title that nobody has pledged.

use super::{ways::transfer, *};

/// A rack without a title under it is none, and one that nobody pledged goes where its holder
/// sends it: the walls are around collateral alone.
#[test]
fn title_should_move_and_come_back_when_nothing_stands_against_it() {
	registry().execute_with(|| {
		let item = submitted(&Bob.to_account_id(), &OURS);
		assert_ok!(as_signed(&Bob.to_account_id(), transfer(item)));
		assert_eq!(Nfts::owner(COLLECTION, item.0), Some(One.to_account_id()));
		let unknown = || as_signed(&Bob.to_account_id(), transfer(ItemId(9)));
		refused("unknown", unknown, registry_says(Error::UnknownItem));
	});
}

/// What is free, too, when its holder or receiver is frozen, when transfers are paused, and when
/// nobody could ever send it back.
#[test]
fn free_title_should_stay_when_an_account_is_frozen_or_transfers_are_paused() {
	use pallet_usdai::{Call as Money, FreezeReason};
	let bob = &Bob.to_account_id();
	let freeze = |who: Sr25519Keyring| Money::freeze {
		who: who.to_account_id(),
		reason: FreezeReason::Order,
		until: None,
	};
	let frozen = pallet_usdai::Error::<Runtime>::AccountFrozen.into();
	let paused = pallet_usdai::Error::<Runtime>::TierPaused.into();
	let brakes: [(Money<Runtime>, DispatchError); 3] = [
		(freeze(Bob), frozen),
		(freeze(One), frozen),
		(Money::pause { tier: caliber_primitives::dollar::PauseTier::Transfer }, paused),
	];
	for (brake, error) in brakes {
		registry().execute_with(|| {
			let item = active(bob, &OURS);
			let what = format!("{brake:?}");
			assert_ok!(as_root(brake));
			refused(&what, || as_signed(bob, transfer(item)), error);
			let title =
				Titles::transfer { collection: COLLECTION, item: item.0, dest: address(One) };
			refused(&what, || as_signed(bob, title), filtered());
		});
	}
	registry().execute_with(|| {
		let item = active(bob, &OURS);
		let give = Registry::transfer { item, to: Caliber::account() };
		refused("to the registry", || as_signed(bob, give), registry_says(Error::BadReceiver));
	});
}
