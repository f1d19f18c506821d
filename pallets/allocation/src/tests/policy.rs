//! The policy and its ranges.

use crate::{mock::*, CurrentPolicy, Error, Event, GenesisConfig, Ladder, Policy};
use caliber_primitives::{
	ids::OrderId,
	units::{Day, Ppb, Ppm, Seconds},
};
use frame_support::{assert_noop, assert_ok, traits::BuildGenesisConfig};
use sp_runtime::DispatchError::BadOrigin;

fn wrong_policies() -> Vec<Policy> {
	let p = policy();
	vec![
		Policy { liquid_floor: Ppm(1_000_001), ..p },
		Policy { ladder: Ladder { w4: Ppm(400_001), ..p.ladder }, ..p },
		Policy { ladder: Ladder { w52: Ppm(49_999), ..p.ladder }, ..p },
		Policy { ladder: Ladder { w4: Ppm(u32::MAX), w8: Ppm(u32::MAX), ..p.ladder }, ..p },
		Policy { custodian_cap: Ppm(0), ..p },
		Policy { custodian_cap: Ppm(1_000_001), ..p },
		Policy { price_tolerance: Ppb(10_000_001), ..p },
		Policy { min_order: dollars(99), ..p },
		Policy { min_order: dollars(2), max_order: dollars(1), ..p },
		Policy { max_order: dollars(999), ..p },
		Policy { order_life: Seconds(0), ..p },
		Policy { order_life: Seconds(604_801), ..p },
		Policy { settle_within: Day(6), ..p },
		Policy { tenor_slack: Day(29), ..p },
	]
}

#[test]
fn policy_should_be_in_range_when_it_is_the_default() {
	assert!(Policy::default().in_range());
}

#[test]
fn set_policy_should_be_stored_and_told_when_governance_asks() {
	with_chain(|| {
		let policy = Policy { liquid_floor: Ppm(1), ..policy() };
		assert_ok!(Allocation::set_policy(RuntimeOrigin::root(), policy));
		assert_eq!(CurrentPolicy::<Test>::get(), policy);
		System::assert_last_event(Event::PolicySet { policy }.into());
	});
}

#[test]
fn set_policy_should_be_refused_when_a_figure_is_out_of_range() {
	with_chain(|| {
		for policy in wrong_policies() {
			assert_noop!(
				Allocation::set_policy(RuntimeOrigin::root(), policy),
				Error::<Test>::PolicyOutOfRange
			);
		}
	});
}

#[test]
fn genesis_should_not_start_when_a_figure_is_out_of_range() {
	for policy in wrong_policies() {
		let build = || GenesisConfig::<Test> { policy, ..Default::default() }.build();
		let built = std::panic::catch_unwind(|| chain().execute_with(build));
		assert!(built.is_err(), "{policy:?}");
	}
}

#[test]
fn every_call_should_be_refused_when_not_signed_by_whom_it_needs() {
	with_chain(|| {
		let bill = bought();
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let o = || origin.clone();
			assert_noop!(Allocation::rebalance(o()), BadOrigin);
			assert_noop!(Allocation::fill(o(), OrderId(0), purchase()), BadOrigin);
			assert_noop!(Allocation::confirm_settlement(o(), bill), BadOrigin);
			assert_noop!(Allocation::mature(o(), bill, SLOT), BadOrigin);
			assert_noop!(Allocation::confirm_maturity(o(), bill), BadOrigin);
			assert_noop!(Allocation::harvest(o(), bill), BadOrigin);
		}
		for origin in [by(OPERATOR), RuntimeOrigin::none()] {
			assert_noop!(Allocation::set_policy(origin, policy()), BadOrigin);
		}
	});
}
