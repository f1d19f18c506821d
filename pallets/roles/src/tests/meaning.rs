//! What a grant means to those who ask.

use crate::{mock::*, EnsureRole, Error, Event};
use caliber_primitives::{
	ids::{AssetClass, ItemId, SiteId},
	roles::{Role, RoleError, Roles as Ask, Scope, Subject},
};
use frame_support::{
	assert_noop, assert_ok,
	traits::{EnsureOrigin, EnsureOriginWithArg},
};

const ROLE: Role = Role::Insurer;

fn subject(class: AssetClass, site: u32, item: u32) -> Subject {
	Subject { class: Some(class), site: Some(SiteId(site)), item: Some(ItemId(item)) }
}

#[test]
fn ensure_should_follow_the_scope() {
	let cases = [
		(Scope::All, [true, true, true]),
		(Scope::Class(AssetClass::Gpu), [false, true, false]),
		(Scope::Site(SiteId(2)), [false, true, true]),
		(Scope::Item(ItemId(3)), [false, true, false]),
	];
	for (scope, expected) in cases {
		with_chain(|| {
			assert_ok!(Roles::grant(RuntimeOrigin::root(), 1, ROLE, scope, None));
			let subjects =
				[Subject::CHAIN, subject(AssetClass::Gpu, 2, 3), subject(AssetClass::Energy, 2, 4)];
			let got = subjects.map(|s| Roles::ensure(&1, ROLE, &s).is_ok());
			assert_eq!(got, expected, "{scope:?}");
		});
	}
}

#[test]
fn ensure_should_tell_never_granted_from_expired() {
	with_chain(|| {
		let ask = || Roles::ensure(&1, ROLE, &Subject::CHAIN);
		assert_eq!(ask(), Err(RoleError::NotGranted));
		assert_ok!(Roles::grant(RuntimeOrigin::root(), 1, ROLE, Scope::All, Some(at(10))));
		set_time(at(9));
		assert_eq!(ask(), Ok(()));
		assert_eq!(Roles::ensure(&1, Role::Custodian, &Subject::CHAIN), Err(RoleError::NotGranted));
		set_time(at(10));
		assert_eq!(ask(), Err(RoleError::Expired));
	});
}

#[test]
fn statements_should_stay_doubted_when_the_role_is_granted_anew_in_the_same_second() {
	with_chain(|| {
		let grant = |until| Roles::grant(RuntimeOrigin::root(), 1, ROLE, Scope::All, until);
		let counts = |second| Roles::was_valid(&1, ROLE, &Subject::CHAIN, at(second));
		let may = || Roles::ensure(&1, ROLE, &Subject::CHAIN);
		set_time(at(10));
		assert_ok!(grant(None));
		// Something is said, and at once found wrong.
		assert_ok!(Roles::doubt(RuntimeOrigin::root(), 1, ROLE, at(10)));
		assert_noop!(grant(Some(at(11))), Error::<Test>::EndsInPast);
		assert_ok!(grant(None));
		System::assert_last_event(
			Event::Granted { who: 1, role: ROLE, scope: Scope::All, since: at(11), until: None }
				.into(),
		);
		assert_eq!((counts(10), may()), (false, Err(RoleError::Expired)));
		set_time(at(11));
		assert_eq!((counts(10), counts(11), may()), (false, true, Ok(())));
	});
}

#[test]
fn statements_should_count_by_the_moment_at_which_they_were_made() {
	with_chain(|| {
		let counts = |second| Roles::was_valid(&1, ROLE, &about_item(7), at(second));
		set_time(at(10));
		assert_ok!(Roles::grant(RuntimeOrigin::root(), 1, ROLE, Scope::Item(ItemId(7)), None));
		set_time(at(20));
		assert_ok!(Roles::revoke(RuntimeOrigin::root(), 1, ROLE, Scope::Item(ItemId(7))));
		set_time(at(30));
		assert_ok!(Roles::grant(RuntimeOrigin::root(), 1, ROLE, Scope::Item(ItemId(7)), None));
		set_time(at(40));
		assert_eq!(
			[9, 10, 19, 20, 29, 30, 40].map(counts),
			[false, true, true, false, false, true, true]
		);
		assert!(!Roles::was_valid(&1, ROLE, &about_item(8), at(15)));
		assert!(!Roles::was_valid(&2, ROLE, &about_item(7), at(15)));
	});
}

#[test]
fn doubted_statements_should_not_count_but_later_ones_should() {
	with_chain(|| {
		let counts = |second| Roles::was_valid(&1, ROLE, &about_item(7), at(second));
		assert_ok!(Roles::grant(RuntimeOrigin::root(), 1, ROLE, Scope::All, None));
		set_time(at(20));
		assert_ok!(Roles::doubt(RuntimeOrigin::root(), 1, ROLE, at(10)));
		assert_eq!([9, 10, 19].map(counts), [true, false, false]);
		set_time(at(30));
		assert_ok!(Roles::grant(RuntimeOrigin::root(), 1, ROLE, Scope::All, None));
		assert_eq!([9, 10, 30].map(counts), [true, false, true]);
		assert_ok!(Roles::doubt(RuntimeOrigin::root(), 1, ROLE, at(5)));
		assert_eq!([4, 9, 30].map(counts), [true, false, false]);
	});
}

#[test]
fn views_should_agree_with_the_trait() {
	with_chain(|| {
		assert_ok!(Roles::grant(RuntimeOrigin::root(), 1, ROLE, Scope::Item(ItemId(7)), None));
		assert!(Roles::holds(1, ROLE));
		assert!(Roles::may(1, ROLE, about_item(7)));
		assert!(!Roles::may(1, ROLE, Subject::CHAIN));
		assert_eq!(Roles::grants_of(1).len(), 1);
		assert!(Roles::grants_of(2).is_empty());
	});
}

#[test]
fn role_origin_should_pass_only_who_has_the_role() {
	type Origin = EnsureRole<Roles, Insurer>;
	with_chain(|| {
		assert_ok!(Roles::grant(RuntimeOrigin::root(), 1, ROLE, Scope::Item(ItemId(7)), None));
		assert_ok!(Roles::grant(RuntimeOrigin::root(), 2, ROLE, Scope::All, None));
		let chain = |o| <Origin as EnsureOrigin<_>>::try_origin(o).ok();
		let item =
			|o| <Origin as EnsureOriginWithArg<_, Subject>>::try_origin(o, &about_item(7)).ok();
		assert_eq!(chain(RuntimeOrigin::signed(1)), None);
		assert_eq!(item(RuntimeOrigin::signed(1)), Some(1));
		assert_eq!(chain(RuntimeOrigin::signed(2)), Some(2));
		assert_eq!(chain(RuntimeOrigin::signed(3)), None);
		assert_eq!(chain(RuntimeOrigin::root()), None);
		assert_eq!(item(RuntimeOrigin::none()), None);
	});
}
