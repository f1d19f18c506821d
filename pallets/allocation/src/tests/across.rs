//! A call writes its own storage before it calls across.

use crate::{mock::*, Book, CurrentTotals, Orders};
use caliber_primitives::{
	testing::{assert_invariants, on_call},
	units::UsdaiAmount,
};
use frame_support::assert_ok;

fn own_storage_is_written(method: &str) {
	assert_invariants::<Allocation>();
	let totals = CurrentTotals::<Test>::get();
	match method {
		"spend_cash" => {
			assert_eq!(totals.accounts.in_transit, COST);
			assert!(Orders::<Test>::get().0.is_empty());
		},
		"return_cash" => {
			assert_eq!(
				(totals.accounts.at_settled_cost, totals.accounts.settled_surplus),
				(UsdaiAmount::ZERO, GAIN)
			);
			assert!(Book::<Test>::get().0.is_empty());
		},
		// Nothing can be minted twice while the dollar works.
		"mint_surplus" => assert_eq!(totals.accounts.settled_surplus, UsdaiAmount::ZERO),
		// The claim has fallen by what was minted, and what was kept is back.
		"harvest" => assert_eq!(totals.accounts.settled_surplus, dollars(1_000)),
		other => panic!("unexpected {other}"),
	}
	SEEN.with(|seen| *seen.borrow_mut() += 1);
}

std::thread_local! {
	static SEEN: std::cell::RefCell<u32> = const { std::cell::RefCell::new(0) };
}

#[test]
fn dollar_and_vault_should_be_called_when_own_storage_is_written() {
	with_chain(|| {
		Cushion::set(dollars(1_000).get());
		on_call(own_storage_is_written);
		let bill = settled();
		assert_ok!(Allocation::harvest(by(ANYONE), bill));
		assert_eq!(SEEN.with(|seen| *seen.borrow()), 4);
	});
}
