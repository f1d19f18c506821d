//! Title from one holder to another.

use crate::{mock::*, Cause, Error, Event};
use caliber_primitives::{
	collateral::{Collateral, Fact},
	dollar::PauseTier,
	ids::{ItemId, LoanId},
	testing::world,
};
use frame_support::assert_ok;
use sp_runtime::{DispatchError::BadOrigin, DispatchResult};

fn give(from: AccountId, item: ItemId, to: AccountId) -> DispatchResult {
	Caliber::transfer(signed(from), item, to)
}

#[test]
fn title_should_move_when_its_holder_gives_it_away() {
	with_chain(|| {
		let item = active();
		assert_ok!(give(OWNER, item, BUYER));
		System::assert_last_event(Event::Transferred { item, from: OWNER, to: BUYER }.into());
		assert_eq!(holder(item), Some(BUYER));
		refused(|| give(OWNER, item, BUYER), Error::<Test>::NotHolder);
		refused(|| give(BUYER, ItemId(9), OWNER), Error::<Test>::UnknownItem);
		refused(|| Caliber::transfer(RuntimeOrigin::root(), item, OWNER), BadOrigin);
		assert_ok!(give(BUYER, submitted_by(BUYER), OWNER));
	});
}

/// A fresh submission of an account.
fn submitted_by(who: AccountId) -> ItemId {
	let item = crate::NextItem::<Test>::get();
	assert_ok!(submit_as(who, &["FRESH"]));
	item
}

#[test]
fn title_should_stay_when_its_item_is_encumbered_or_in_dispute() {
	let cases: [(fn(ItemId) -> DispatchResult, Error<Test>); 5] = [
		(|item| Caliber::pledge(item, &OWNER, LoanId(1)), Error::Encumbered),
		(|item| Caliber::request_redemption(signed(OWNER), item), Error::Encumbered),
		(|item| Caliber::request_retirement(signed(OWNER), item, Cause::Lost), Error::Encumbered),
		(|item| Caliber::dispute(signed(REGISTRAR), item, Fact::Title, hash(9)), Error::Disputed),
		(|item| Caliber::challenge(signed(BUYER), item, APPRAISER, hash(9)), Error::Disputed),
	];
	for (encumber, error) in cases {
		with_chain(|| {
			let item = active();
			assert_ok!(encumber(item));
			refused(|| give(OWNER, item, BUYER), error);
			refused(|| transfer(item, OWNER, BUYER), pallet_nfts::Error::<Test>::ItemLocked);
		});
	}
}

#[test]
fn title_should_stay_when_holder_or_receiver_is_frozen_or_transfers_are_paused() {
	with_chain(|| {
		let item = active();
		for frozen in [OWNER, BUYER] {
			world(|w| w.frozen = vec![frozen]);
			refused(|| give(OWNER, item, BUYER), sp_runtime::DispatchError::Other("frozen"));
		}
		world(|w| w.frozen.clear());
		world(|w| w.paused = Some(PauseTier::Transfer));
		refused(|| give(OWNER, item, BUYER), sp_runtime::DispatchError::Other("paused"));
		world(|w| w.paused = Some(PauseTier::Exit));
		assert_ok!(give(OWNER, item, BUYER));
	});
}

/// Nobody has the registry's key: it holds what it has seized and nothing else.
#[test]
fn title_should_stay_when_the_registry_itself_is_named() {
	with_chain(|| {
		let item = active();
		refused(|| give(OWNER, item, Caliber::account()), Error::<Test>::BadReceiver);
	});
}

#[test]
fn collateral_should_be_seized_and_delivered_when_its_borrower_is_frozen() {
	with_chain(|| {
		let item = active();
		assert_ok!(Caliber::pledge(item, &OWNER, LoanId(1)));
		world(|w| w.frozen.push(OWNER));
		assert_ok!(Caliber::seize(item, LoanId(1)));
		assert_ok!(Caliber::deliver(item, LoanId(1), &BUYER));
		assert_eq!(holder(item), Some(BUYER));
	});
}
