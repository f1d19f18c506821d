//! The calls and their refusals.

use crate::{mock::*, Error, Event, Grants, MAX_GRANTS};
use caliber_primitives::{
	ids::{AssetClass, ItemId, SiteId},
	roles::{Role, Scope},
};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError::BadOrigin;

#[test]
fn grant_should_be_stored_and_told_when_governance_asks() {
	with_chain(|| {
		let until = Some(at(100));
		assert_ok!(Roles::grant(RuntimeOrigin::root(), 1, Role::Custodian, Scope::All, until));
		let list = Grants::<Test>::get(1, Role::Custodian).0;
		assert_eq!(list.len(), 1);
		assert_eq!((list[0].since, list[0].until, list[0].revoked), (START, until, None));
		System::assert_last_event(
			Event::Granted {
				who: 1,
				role: Role::Custodian,
				scope: Scope::All,
				since: START,
				until,
			}
			.into(),
		);
	});
}

#[test]
fn grant_should_move_the_end_only_when_one_is_in_force() {
	with_chain(|| {
		let grant =
			|until| Roles::grant(RuntimeOrigin::root(), 1, Role::Insurer, Scope::All, until);
		assert_ok!(grant(Some(at(100))));
		set_time(at(50));
		assert_ok!(grant(None));
		let list = Grants::<Test>::get(1, Role::Insurer).0;
		assert_eq!(list.len(), 1);
		assert_eq!((list[0].since, list[0].until), (START, None));
	});
}

#[test]
fn grant_should_keep_the_old_one_when_it_has_ended() {
	with_chain(|| {
		let grant =
			|until| Roles::grant(RuntimeOrigin::root(), 1, Role::Insurer, Scope::All, until);
		assert_ok!(grant(Some(at(100))));
		set_time(at(100));
		assert_ok!(grant(None));
		let list = Grants::<Test>::get(1, Role::Insurer).0;
		assert_eq!(list.iter().map(|g| g.since).collect::<Vec<_>>(), vec![START, at(100)]);
	});
}

#[test]
fn grant_should_be_one_when_revoked_and_granted_in_one_second() {
	with_chain(|| {
		for _ in 0..3 {
			assert_ok!(Roles::grant(RuntimeOrigin::root(), 1, Role::Insurer, Scope::All, None));
			assert_ok!(Roles::revoke(RuntimeOrigin::root(), 1, Role::Insurer, Scope::All));
		}
		assert_ok!(Roles::grant(RuntimeOrigin::root(), 1, Role::Insurer, Scope::All, None));
		assert_eq!(Grants::<Test>::get(1, Role::Insurer).0.len(), 1);
		assert!(Roles::holds(1, Role::Insurer));
	});
}

#[test]
fn grant_should_be_refused_when_it_ends_before_it_begins() {
	with_chain(|| {
		for until in [at(0), at(0).saturating_sub(1.into())] {
			assert_noop!(
				Roles::grant(RuntimeOrigin::root(), 1, Role::Insurer, Scope::All, Some(until)),
				Error::<Test>::EndsInPast
			);
		}
	});
}

/// A lot that is split keeps its appraisal under another id, and hardware that moves keeps it at
/// another site, for which its giver would not count: whoever has the hardware would be rid of it.
#[test]
fn grant_should_be_refused_when_an_appraiser_is_named_for_one_item_or_site() {
	with_chain(|| {
		let grant = |role, scope| Roles::grant(RuntimeOrigin::root(), 1, role, scope, None);
		for scope in [Scope::Item(ItemId(1)), Scope::Site(SiteId(1))] {
			assert_noop!(grant(Role::Appraiser, scope), Error::<Test>::ScopeTooNarrow);
			assert_ok!(grant(Role::Custodian, scope));
		}
		for scope in [Scope::All, Scope::Class(AssetClass::Gpu)] {
			assert_ok!(grant(Role::Appraiser, scope));
		}
	});
}

#[test]
fn grant_should_be_refused_when_the_list_is_full() {
	with_chain(|| {
		let grant = |n| {
			let scope = Scope::Item(ItemId(n));
			Roles::grant(RuntimeOrigin::root(), 1, Role::Insurer, scope, None)
		};
		for n in 0..MAX_GRANTS {
			assert_ok!(grant(n));
		}
		assert_noop!(grant(MAX_GRANTS), Error::<Test>::TooManyGrants);
		assert_ok!(grant(0));
	});
}

#[test]
fn revoke_should_end_the_grant_in_the_same_second() {
	with_chain(|| {
		assert_ok!(Roles::grant(RuntimeOrigin::root(), 1, Role::Registrar, Scope::All, None));
		set_time(at(10));
		assert_ok!(Roles::revoke(RuntimeOrigin::root(), 1, Role::Registrar, Scope::All));
		assert!(!Roles::holds(1, Role::Registrar));
		System::assert_last_event(
			Event::Revoked { who: 1, role: Role::Registrar, scope: Scope::All, at: at(10) }.into(),
		);
	});
}

#[test]
fn revoke_should_be_refused_when_no_such_grant_is_in_force() {
	with_chain(|| {
		let item = Scope::Item(ItemId(1));
		let revoke = |scope| Roles::revoke(RuntimeOrigin::root(), 1, Role::Registrar, scope);
		assert_noop!(revoke(item), Error::<Test>::NoSuchGrant);
		assert_ok!(Roles::grant(
			RuntimeOrigin::root(),
			1,
			Role::Registrar,
			Scope::All,
			Some(at(5))
		));
		assert_noop!(revoke(item), Error::<Test>::NoSuchGrant);
		set_time(at(5));
		assert_noop!(revoke(Scope::All), Error::<Test>::NoSuchGrant);
	});
}

#[test]
fn doubt_should_end_every_grant_and_be_told() {
	with_chain(|| {
		for scope in [Scope::All, Scope::Class(AssetClass::Gpu)] {
			assert_ok!(Roles::grant(RuntimeOrigin::root(), 1, Role::Appraiser, scope, None));
		}
		set_time(at(10));
		assert_ok!(Roles::doubt(RuntimeOrigin::root(), 1, Role::Appraiser, at(4)));
		assert!(!Roles::holds(1, Role::Appraiser));
		System::assert_last_event(
			Event::Doubted { who: 1, role: Role::Appraiser, since: at(4), at: at(10) }.into(),
		);
	});
}

#[test]
fn doubt_should_be_refused_when_never_granted_or_in_the_future() {
	with_chain(|| {
		assert_noop!(
			Roles::doubt(RuntimeOrigin::root(), 1, Role::Appraiser, START),
			Error::<Test>::NoSuchGrant
		);
		assert_noop!(
			Roles::doubt(RuntimeOrigin::root(), GUARDIAN, Role::Guardian, at(1)),
			Error::<Test>::SinceInFuture
		);
	});
}

#[test]
fn guardian_should_be_appointed_for_a_term_only() {
	with_chain(|| {
		let grant =
			|until| Roles::grant(RuntimeOrigin::root(), 1, Role::Guardian, Scope::All, until);
		for until in [None, Some(at(TERM.get() + 1))] {
			assert_noop!(grant(until), Error::<Test>::NoTerm);
		}
		assert_ok!(grant(Some(at(TERM.get()))));
		set_time(at(TERM.get() - 1));
		assert!(Roles::holds(1, Role::Guardian));
		// Renewed, he serves another term.
		assert_ok!(grant(Some(at(TERM.get() + 5))));
		set_time(at(TERM.get() + 5));
		assert!(!Roles::holds(1, Role::Guardian));
		assert_ok!(Roles::grant(RuntimeOrigin::root(), 1, Role::Auditor, Scope::All, None));
	});
}

#[test]
fn every_call_should_be_refused_when_not_signed_by_governance() {
	with_chain(|| {
		for origin in [RuntimeOrigin::signed(GUARDIAN), RuntimeOrigin::none()] {
			let o = || origin.clone();
			assert_noop!(Roles::grant(o(), 1, Role::Insurer, Scope::All, None), BadOrigin);
			assert_noop!(Roles::revoke(o(), GUARDIAN, Role::Guardian, Scope::All), BadOrigin);
			assert_noop!(Roles::doubt(o(), GUARDIAN, Role::Guardian, START), BadOrigin);
		}
	});
}
