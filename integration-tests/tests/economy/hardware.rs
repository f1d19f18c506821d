//! Racks, who holds them, and who vouches for them.

use crate::{
	chance::Dice,
	world::{appraise, rack, BORROWERS, DAY},
};
use caliber_integration_tests::registry::{
	as_signed, day, heartbeat, APPRAISER, CUSTODIAN, INSURER,
};
use caliber_primitives::{
	collateral::Collateral,
	ids::{ItemId, PolicyId},
	units::Seconds,
};
use caliber_runtime::{AccountId, Caliber, Runtime};
use pallet_caliber::NextItem;
use sp_core::H256;
use sp_keyring::Sr25519Keyring;

/// Every rack.
pub fn all_items() -> Vec<ItemId> {
	(0..NextItem::<Runtime>::get().0).map(ItemId).collect()
}

/// Who holds title.
pub fn holder_of(item: ItemId) -> Option<AccountId> {
	<Caliber as Collateral<AccountId>>::owner(item)
}

/// Racks that he may pledge.
pub fn free_items(who: &AccountId) -> Vec<ItemId> {
	let is_free = |item: &ItemId| {
		holder_of(*item).as_ref() == Some(who) && <Caliber as Collateral<AccountId>>::is_free(*item)
	};
	all_items().into_iter().filter(is_free).collect()
}

/// Facts are renewed; a borrower without racks gets one.
pub fn tend(dice: &mut Dice) {
	vouch(dice, &all_items());
	for who in BORROWERS {
		if all_items().len() < 16 && free_items(&who.to_account_id()).is_empty() {
			rack(who);
		}
	}
}

/// Everybody vouches for items again, as far as they may.
pub fn vouch(dice: &mut Dice, items: &[ItemId]) {
	let now = crate::world::now();
	let until = Seconds(now + 360 * DAY).min(day(1_000));
	let by = |who: Sr25519Keyring, call: pallet_caliber::Call<Runtime>| {
		as_signed(&who.to_account_id(), call).is_ok()
	};
	let policy = PolicyId(0);
	by(INSURER, pallet_caliber::Call::acknowledge_premium { policy, until });
	for item in items.iter().copied() {
		by(CUSTODIAN, heartbeat(item));
		let (receipt, expires) = (H256::repeat_byte(2), Seconds(now + 300 * DAY));
		by(CUSTODIAN, pallet_caliber::Call::attest_custody { item, receipt, expires });
		// No appraisal is far above the market.
		let values = [200_000, 120_000, 70_000, 40_000].into_iter();
		if !dice.one_in(4) {
			{ values }.any(|value| by(APPRAISER, appraise(item, value, value / 4)));
		}
	}
	let items = items.to_vec().try_into().expect("they are few");
	by(CUSTODIAN, pallet_caliber::Call::confirm_custody { items });
}

/// One rack is valued anew, or those that were seized for little.
pub fn revalue(dice: &mut Dice, seized: &[ItemId]) {
	let any = dice.one_in(4) || seized.is_empty();
	let one: Vec<_> = dice.of(&all_items()).into_iter().collect();
	let (items, most) = if any { (&one[..], 240_000) } else { (seized, 50_000) };
	for item in items {
		let orderly = dice.within(15_000, most);
		let call = appraise(*item, orderly, orderly * dice.within(20, 90) / 100);
		let _ = as_signed(&APPRAISER.to_account_id(), call);
	}
}
