//! The end of hardware that is gone.

use super::collateral::in_every_state;
use crate::{mock::*, Cause, Error, Event, Items, Policies, State};
use caliber_primitives::{
	collateral::{Collateral, Fact},
	ids::{ItemId, LoanId, PolicyId},
	roles::{Role, RoleError},
	testing::world,
};
use frame_support::assert_ok;
use sp_runtime::{DispatchError::BadOrigin, DispatchResult};

fn request(who: AccountId, item: ItemId) -> DispatchResult {
	Caliber::request_retirement(signed(who), item, Cause::Destroyed)
}

fn cancel(who: AccountId, item: ItemId) -> DispatchResult {
	Caliber::cancel_retirement(signed(who), item)
}

fn retire(who: AccountId, item: ItemId) -> DispatchResult {
	Caliber::retire(signed(who), item, hash(7))
}

#[test]
fn retirement_should_burn_title_and_leave_tombstones() {
	for cause in [Cause::Destroyed, Cause::Lost, Cause::Sold] {
		with_chain(|| {
			let item = active();
			let deposit = held(OWNER);
			assert_ok!(transfer(item, OWNER, BUYER));
			assert_ok!(Caliber::request_retirement(signed(BUYER), item, cause));
			System::assert_last_event(
				Event::RetirementRequested { item, holder: BUYER, cause }.into(),
			);
			refused(|| transfer(item, BUYER, OWNER), pallet_nfts::Error::<Test>::ItemLocked);
			refused(|| Caliber::pledge(item, &BUYER, LoanId(1)), Error::<Test>::Encumbered);
			assert_ok!(retire(REGISTRAR, item));
			System::assert_last_event(
				Event::Retired {
					item,
					holder: BUYER,
					registrar: REGISTRAR,
					cause,
					evidence: hash(7),
					serials: 3,
					deposit,
				}
				.into(),
			);
			assert_eq!((holder(item), held(OWNER)), (None, 0));
			assert!(!Items::<Test>::contains_key(item));
			assert!(Policies::<Test>::get(PolicyId(0)).unwrap().cover.committed.is_zero());
			assert_eq!(Caliber::item_of(serial("sn1002")), Some((item, false)));
			refused(|| submit_as(OWNER, &["SN 1001"]), Error::<Test>::SerialTombstoned);
			refused(|| request(BUYER, item), Error::<Test>::UnknownItem);
		});
	}
}

#[test]
fn retirement_should_be_asked_for_by_the_holder_of_what_nothing_encumbers() {
	with_chain(|| {
		for (state, item, _) in in_every_state() {
			let mine = holder(item).unwrap();
			let error = match state {
				"attested" | "active" | "released" => None,
				"submitted" => Some(Error::<Test>::NotVouched),
				"disputed" => Some(Error::Disputed),
				_ => Some(Error::Encumbered),
			};
			refused(|| request(77, item), Error::<Test>::NotHolder);
			match error {
				Some(error) => refused(|| request(mine, item), error),
				None => {
					assert_ok!(request(mine, item));
				},
			}
		}
		let origin = RuntimeOrigin::root();
		let item = ItemId(0);
		refused(|| Caliber::request_retirement(origin, item, Cause::Lost), BadOrigin);
		refused(|| request(OWNER, ItemId(99)), Error::<Test>::UnknownItem);
		let item = attested(&["Z"]);
		world(|w| w.frozen.push(OWNER));
		assert!(request(OWNER, item).is_err());
		world(|w| w.frozen.clear());
	});
}

#[test]
fn retirement_should_need_a_registrar_who_is_neither_holder_nor_another_giver() {
	with_chain(|| {
		let item = active();
		refused(|| retire(REGISTRAR, item), Error::<Test>::NotRetiring);
		assert_ok!(request(OWNER, item));
		let not = RoleError::NotGranted;
		for who in [OWNER, CUSTODIAN, INSURER, APPRAISER] {
			refused(|| retire(who, item), Error::<Test>::NotAuthorised(not));
		}
		for who in [OWNER, CUSTODIAN, INSURER, APPRAISER] {
			world(|w| w.roles.as_mut().unwrap().push((who, Role::Registrar)));
			refused(|| retire(who, item), Error::<Test>::ConflictOfRoles);
		}
		refused(|| Caliber::retire(RuntimeOrigin::root(), item, hash(7)), BadOrigin);
		refused(|| retire(REGISTRAR, ItemId(9)), Error::<Test>::UnknownItem);
		world(|w| w.frozen.push(OWNER));
		assert!(retire(REGISTRAR, item).is_err());
		world(|w| w.frozen.clear());
		// Any registrar will do.
		assert_ok!(retire(SECOND, item));
	});
}

#[test]
fn retirement_should_end_when_its_holder_cancels_or_a_fact_is_disputed() {
	with_chain(|| {
		let item = active();
		refused(|| cancel(OWNER, item), Error::<Test>::NotRetiring);
		assert_ok!(request(OWNER, item));
		refused(|| request(OWNER, item), Error::<Test>::Encumbered);
		refused(|| cancel(BUYER, item), Error::<Test>::NotHolder);
		assert_ok!(cancel(OWNER, item));
		System::assert_last_event(Event::RetirementCancelled { item }.into());
		// Whoever said that it was gone must have it activated again.
		refused(|| Caliber::pledge(item, &OWNER, LoanId(1)), Error::<Test>::NotActive);
		assert_ok!(Caliber::activate(signed(BUYER), item));
		assert_ok!(request(OWNER, item));
		assert_ok!(Caliber::dispute(signed(SECOND), item, Fact::Custody, hash(9)));
		System::assert_has_event(Event::RetirementCancelled { item }.into());
		assert!(matches!(record(item).state, State::Attested(_)));
		refused(|| retire(REGISTRAR, item), Error::<Test>::NotRetiring);
		refused(|| request(OWNER, item), Error::<Test>::Disputed);
	});
}
