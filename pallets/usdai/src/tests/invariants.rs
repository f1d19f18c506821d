//! Each statement can fail.

use crate::{
	mock::*, Books, CurrentRules, ReserveAssets, BACKED, FUSED, ISSUED, KEPT, PAST, REGISTERED,
	RULED,
};
use caliber_primitives::{
	ids::assets::{USDAI, USDC},
	invariants::{InvariantId, Invariants},
	units::{Seconds, UsdaiAmount},
};
use frame_support::assert_ok;

fn broken_by(corrupt: fn()) -> Vec<InvariantId> {
	chain().execute_with(|| {
		assert_ok!(mint(ALICE, USDC_SLOT, coins(1_000)));
		corrupt();
		Usdai::invariants().into_iter().filter(|(_, holds)| !holds).map(|(id, _)| id).collect()
	})
}

#[test]
fn invariants_should_name_what_is_wrong_when_storage_is_corrupt() {
	let cases: [(fn(), Vec<InvariantId>); 13] = [
		(|| (), vec![]),
		(
			|| Assets::mint(RuntimeOrigin::signed(0), USDAI, BOB, usd(1).get()).unwrap(),
			vec![ISSUED],
		),
		(
			|| Books::<Test>::mutate(|l| l.issued = l.issued.saturating_sub(UsdaiAmount(1))),
			vec![ISSUED],
		),
		(
			|| Books::<Test>::mutate(|l| l.cash = l.cash.saturating_add(UsdaiAmount(1))),
			vec![BACKED],
		),
		(|| ReserveAssets::<Test>::mutate(|r| r[0].cash.0 -= 1), vec![BACKED]),
		(
			|| {
				let pot = Usdai::pot();
				Assets::burn(RuntimeOrigin::signed(0), USDC, pot, 1).unwrap()
			},
			vec![KEPT],
		),
		(|| Books::<Test>::mutate(|l| l.mint_fuse.level = usd(1_000_001)), vec![FUSED]),
		(|| Books::<Test>::mutate(|l| l.harvest_fuse.level = usd(100_001)), vec![FUSED]),
		(|| ReserveAssets::<Test>::mutate(|r| r[1].asset = USDC), vec![REGISTERED]),
		(|| ReserveAssets::<Test>::mutate(|r| r[1].terms.mint_fee.0 = 10_001), vec![REGISTERED]),
		(|| CurrentRules::<Test>::mutate(|r| r.cushion.0 = 50_001), vec![RULED]),
		(|| ReserveAssets::<Test>::mutate(|r| r[0].price.as_mut().unwrap().at.0 += 1), vec![PAST]),
		(|| Books::<Test>::mutate(|l| l.mint_fuse.at = Seconds::MAX), vec![PAST]),
	];
	for (place, (corrupt, expected)) in cases.into_iter().enumerate() {
		assert_eq!(broken_by(corrupt), expected, "case {place}");
	}
}
