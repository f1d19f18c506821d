//! Each statement can fail.

use crate::{mock::*, Grant, Grants, DISJOINT, EXPIRES, ORDERED, SORTED};
use caliber_primitives::{
	ids::ItemId,
	invariants::{InvariantId, Invariants},
	roles::{Role, Scope},
	units::Seconds,
};

fn grant(item: u32, since: Seconds, until: Option<Seconds>) -> Grant {
	Grant { scope: Scope::Item(ItemId(item)), since, until, revoked: None, doubted: None }
}

fn broken_by(role: Role, grants: Vec<Grant>) -> Vec<InvariantId> {
	chain().execute_with(|| {
		let list = crate::GrantList(grants.try_into().unwrap());
		Grants::<Test>::insert(1, role, list);
		Roles::invariants().into_iter().filter(|(_, holds)| !holds).map(|(id, _)| id).collect()
	})
}

#[test]
fn invariants_should_name_what_is_wrong_when_storage_is_corrupt() {
	let cases = [
		(vec![grant(1, at(0), None), grant(2, at(0), None)], vec![]),
		(vec![grant(2, at(0), None), grant(1, at(0), None)], vec![SORTED]),
		(vec![grant(1, at(1), Some(at(0)))], vec![ORDERED]),
		(vec![grant(1, at(0), None), grant(1, at(5), None)], vec![DISJOINT]),
		(vec![grant(1, at(0), Some(at(6))), grant(1, at(5), None)], vec![DISJOINT]),
		(vec![grant(1, at(0), Some(at(5))), grant(1, at(5), None)], vec![]),
	];
	for (grants, expected) in cases {
		assert_eq!(broken_by(Role::Insurer, grants.clone()), expected, "{grants:?}");
	}
}

#[test]
fn invariants_should_name_a_guardian_who_is_one_for_ever() {
	assert_eq!(broken_by(Role::Guardian, vec![grant(1, at(0), Some(at(1)))]), []);
	assert_eq!(broken_by(Role::Guardian, vec![grant(1, at(0), None)]), [EXPIRES]);
}
