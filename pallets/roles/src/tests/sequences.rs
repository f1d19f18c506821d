//! Any order of calls keeps the statements, and old answers stay what they were.

use crate::mock::*;
use caliber_primitives::{
	ids::ItemId,
	roles::{Role, Roles as Ask, Scope, Subject},
	testing::assert_invariants,
	units::Seconds,
};
use proptest::prelude::*;

#[derive(Clone, Copy, Debug)]
enum Step {
	Grant(u64, u32, Option<u64>),
	Revoke(u64, u32),
	Doubt(u64, u64),
	Wait(u64),
}

fn step() -> impl Strategy<Value = Step> {
	prop_oneof![
		(0..3u64, 0..3u32, prop::option::of(0..40u64)).prop_map(|(w, s, u)| Step::Grant(w, s, u)),
		(0..3u64, 0..3u32).prop_map(|(w, s)| Step::Revoke(w, s)),
		(0..3u64, 0..40u64).prop_map(|(w, s)| Step::Doubt(w, s)),
		(0..20u64).prop_map(Step::Wait),
	]
}

fn scope(n: u32) -> Scope {
	if n == 0 {
		Scope::All
	} else {
		Scope::Item(ItemId(n))
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(32))]

	#[test]
	fn statements_should_hold_and_the_past_should_stay_when_calls_come_in_any_order(
		steps in prop::collection::vec(step(), 60..100)
	) {
		chain().execute_with(|| {
			let mut now = 0u64;
			// Everything that an account could say, and when: valid until it is put in doubt.
			let mut said: Vec<(u64, Seconds)> = Vec::new();
			for step in steps {
				let root = RuntimeOrigin::root();
				match step {
					Step::Grant(who, s, until) => {
						let until = until.map(|u| at(now + u));
						let _ = Roles::grant(root, who, Role::Insurer, scope(s), until);
					},
					Step::Revoke(who, s) => {
						let _ = Roles::revoke(root, who, Role::Insurer, scope(s));
					},
					Step::Doubt(who, back) => {
						let since = at(now.saturating_sub(back));
						if Roles::doubt(root, who, Role::Insurer, since).is_ok() {
							said.retain(|(speaker, when)| *speaker != who || *when < since);
						}
					},
					Step::Wait(seconds) => {
						for who in 0..3 {
							if Roles::ensure(&who, Role::Insurer, &Subject::CHAIN).is_ok() {
								said.push((who, at(now)));
							}
						}
						now += seconds + 1;
						set_time(at(now));
					},
				}
				assert_invariants::<Roles>();
				for (who, when) in &said {
					assert!(Roles::was_valid(who, Role::Insurer, &Subject::CHAIN, *when));
				}
			}
		});
	}
}
