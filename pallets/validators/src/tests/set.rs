//! The set as pallet-session asks for it.

use crate::{mock::*, CurrentRules, Rules, Validators as Set};
use frame_support::{assert_ok, traits::fungible::Inspect};
use pallet_session::historical::SessionManager as Historical;
use pallet_session::SessionManager;
use proptest::prelude::*;

#[test]
fn new_session_should_name_the_set_with_its_bonds() {
	with_chain(|| {
		assert_eq!(<Validators as SessionManager<_>>::new_session(1), Some(vec![1, 2]));
		assert_eq!(
			<Validators as Historical<_, _>>::new_session(1),
			Some(vec![(1, BOND), (2, BOND)])
		);
	});
}

#[test]
fn new_session_should_keep_the_old_set_when_the_new_one_is_empty() {
	with_chain(|| {
		crate::Bonded::<Test>::remove(1);
		crate::Bonded::<Test>::remove(2);
		Set::<Test>::kill();
		assert_eq!(<Validators as SessionManager<_>>::new_session(1), None);
	});
}

#[test]
fn default_rules_should_be_in_range() {
	assert!(Rules::default().in_range(100));
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]
	#[test]
	fn statements_should_hold_whatever_is_called(
		steps in prop::collection::vec((0u8..7, 1u64..10, 0u32..101), 1..60)
	) {
		with_chain(|| {
			for (call, who, number) in steps {
				let signed = RuntimeOrigin::signed(who);
				let _ = match call {
					0 => Validators::bond(signed),
					1 => Validators::leave(signed),
					2 => Validators::withdraw_bond(signed),
					3 => Validators::admit(RuntimeOrigin::root(), who),
					4 => Validators::remove(RuntimeOrigin::root(), who),
					5 => {
						use sp_staking::offence::{OffenceDetails, OnOffenceHandler};
						Validators::on_offence(
							&[OffenceDetails { offender: (who, BOND), reporters: vec![] }],
							&[sp_runtime::Perbill::from_percent(number)],
							0,
						);
						Ok(())
					},
					_ => {
						Session::set(Session::get() + number / 25);
						Ok(())
					},
				};
				caliber_primitives::testing::assert_invariants::<Validators>();
				assert!(!Set::<Test>::get().is_empty());
				let total: u128 = (1..10).map(|w| Balances::total_balance(&w)).sum();
				assert_eq!(total + slashed(), 90_000);
			}
			assert_ok!(Validators::set_rules(RuntimeOrigin::root(), CurrentRules::<Test>::get()));
		});
	}
}
