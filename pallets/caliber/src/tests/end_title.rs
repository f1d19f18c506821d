//! Titles that were found wrong.

use crate::{mock::*, Cause, Claims, Error, Event, Policies};
use caliber_primitives::{
	collateral::{Collateral, Fact},
	ids::{ClaimId, ItemId, LoanId, PolicyId},
	testing::world,
	units::UsdCents,
};
use frame_support::assert_ok;
use sp_runtime::{DispatchError::BadOrigin, DispatchResult};

const OURS: [&str; 3] = ["SN-1001", "SN-1002", "SN-1003"];

fn end(item: ItemId) -> DispatchResult {
	Caliber::end_title(RuntimeOrigin::root(), item, serials(&OURS))
}

/// The title of the item was found wrong.
fn struck(item: ItemId) {
	assert_ok!(Caliber::dispute(signed(SECOND), item, Fact::Title, hash(9)));
	assert_ok!(Caliber::resolve(RuntimeOrigin::root(), item, true));
}

/// Whoever titled hardware that is not his, vouched for by one account, held its serials for ever.
#[test]
fn title_should_end_and_free_its_serials_when_it_was_found_wrong() {
	type Meanwhile = fn(ItemId);
	let cases: [Meanwhile; 5] = [
		|_| (),
		// Whatever its holder does meanwhile.
		|item| {
			assert_ok!(Caliber::request_retirement(signed(OWNER), item, Cause::Lost));
		},
		|item| {
			assert_ok!(Caliber::challenge(signed(BUYER), item, APPRAISER, hash(9)));
		},
		|item| {
			assert_ok!(Caliber::record_lien(signed(REGISTRAR), item, hash(13), at(900 * DAY)));
		},
		|item| {
			assert_ok!(offer(CUSTODIAN, item, SECOND));
			world(|w| w.frozen.push(OWNER));
		},
	];
	for meanwhile in cases {
		with_chain(|| {
			let item = active();
			let deposit = held(OWNER);
			struck(item);
			meanwhile(item);
			assert_ok!(end(item));
			System::assert_last_event(
				Event::TitleEnded { item, holder: OWNER, serials: 3, deposit }.into(),
			);
			assert_eq!((holder(item), held(OWNER)), (None, 0));
			assert!(Policies::<Test>::get(PolicyId(0)).unwrap().cover.committed.is_zero());
			assert_eq!(Caliber::challenge_of(item), None);
			assert_ok!(submit_as(BUYER, &OURS));
			refused(|| end(item), Error::<Test>::UnknownItem);
		});
	}
}

#[test]
fn title_should_not_end_when_somebody_stands_for_it_or_something_rests_on_it() {
	let ends = |item, error| refused(|| end(item), error);
	with_chain(|| {
		refused(|| Caliber::end_title(signed(OWNER), ItemId(0), serials(&OURS)), BadOrigin);
		ends(submitted(&OURS), Error::<Test>::NotVouched);
	});
	with_chain(|| {
		let item = active();
		ends(item, Error::<Test>::Titled);
		assert_ok!(Caliber::dispute(signed(SECOND), item, Fact::Title, hash(9)));
		ends(item, Error::<Test>::Titled);
		assert_ok!(Caliber::resolve(RuntimeOrigin::root(), item, true));
		let some = serials(&OURS[..2]);
		let part = || Caliber::end_title(RuntimeOrigin::root(), item, some.clone());
		refused(part, Error::<Test>::WrongSerials);
		assert_ok!(Caliber::dispute(signed(SECOND), item, Fact::Custody, hash(9)));
		ends(item, Error::<Test>::Disputed);
		assert_ok!(Caliber::resolve(RuntimeOrigin::root(), item, false));
		assert_ok!(title(REGISTRAR, item));
		ends(item, Error::<Test>::Titled);
	});
	with_chain(|| {
		let (item, loan) = (active(), LoanId(1));
		assert_ok!(Caliber::pledge(item, &OWNER, loan));
		struck(item);
		ends(item, Error::<Test>::Encumbered);
		assert_ok!(Caliber::seize(item, loan));
		ends(item, Error::<Test>::Encumbered);
	});
}

#[test]
fn claim_should_go_on_when_the_title_of_its_item_ends() {
	with_chain(|| {
		let item = active();
		let loss = UsdCents(5_000_000);
		assert_ok!(Caliber::file_claim(signed(OWNER), item, loss, hash(9)));
		struck(item);
		assert_ok!(end(item));
		System::assert_has_event(
			Event::ClaimParted { claim: ClaimId(0), item, left: UsdCents(15_000_000) }.into(),
		);
		assert_eq!(Claims::<Test>::get(ClaimId(0)).unwrap().claimant, Some(OWNER));
		assert_ok!(Caliber::accept_claim(signed(INSURER), ClaimId(0)));
		assert_ok!(Caliber::pay_claim(signed(INSURER), ClaimId(0)));
	});
}
