//! The policy and its ranges.

use crate::{mock::*, Error, Event, GenesisConfig, Ladder, Policy};
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
		Policy { floor_days: Day(91), ..p },
		Policy { issuer_cap: Ppm(0), ..p },
		Policy { issuer_cap: Ppm(1_000_001), ..p },
		Policy { max_duration: Day(0), ..p },
		Policy { max_duration: Day(367), ..p },
		Policy { sale_horizon: Day(29), ..p },
		Policy { grace: Day(0), ..p },
		Policy { grace: Day(31), ..p },
		Policy { impaired_at: Ppm(1_000_001), ..p },
		Policy { delay: Seconds(2_592_001), ..p },
	]
}

#[test]
fn policy_should_be_in_range_when_it_is_the_default() {
	assert!(Policy::default().in_range());
}

/// Each figure once so that it binds less, and, if there is such, once so that it binds more.
fn changes() -> Vec<(Policy, Option<Policy>)> {
	let p = policy();
	let shorter = Ladder { w4: Ppm(450_000), w52: Ppm(0), ..p.ladder };
	vec![
		(
			Policy { liquid_floor: Ppm(99_999), ..p },
			Some(Policy { liquid_floor: Ppm(100_001), ..p }),
		),
		(Policy { floor_days: Day(6), ..p }, Some(Policy { floor_days: Day(8), ..p })),
		(Policy { ladder: shorter, ..p }, None),
		(Policy { issuer_cap: Ppm(1_000_000), ..p }, Some(Policy { issuer_cap: Ppm(1), ..p })),
		(Policy { max_duration: Day(181), ..p }, Some(Policy { max_duration: Day(179), ..p })),
		(
			Policy { price_tolerance: Ppb(2_500_001), ..p },
			Some(Policy { price_tolerance: Ppb(0), ..p }),
		),
		(
			Policy { max_order: dollars(25_000_001), ..p },
			Some(Policy { max_order: dollars(1_000), ..p }),
		),
		(Policy { min_order: dollars(100), ..p }, None),
		(Policy { min_order: dollars(1_001), ..p }, None),
		(
			Policy { order_life: Seconds(172_801), ..p },
			Some(Policy { order_life: Seconds(1), ..p }),
		),
		(Policy { settle_within: Day(4), ..p }, Some(Policy { settle_within: Day(2), ..p })),
		(Policy { tenor_slack: Day(8), ..p }, Some(Policy { tenor_slack: Day(6), ..p })),
		(Policy { sale_horizon: Day(6), ..p }, None),
		(Policy { sale_horizon: Day(8), ..p }, None),
		(Policy { grace: Day(4), ..p }, None),
		(Policy { grace: Day(6), ..p }, None),
		(Policy { impaired_at: Ppm(1), ..p }, None),
		(Policy { delay: Seconds(172_799), ..p }, Some(Policy { delay: Seconds(172_801), ..p })),
	]
}

fn set(policy: Policy) {
	assert_ok!(Allocation::set_policy(RuntimeOrigin::root(), policy));
}

#[test]
fn set_policy_should_take_effect_at_once_only_when_it_binds_more() {
	for (less, more) in changes() {
		// The issuer's cap is at its widest to begin with: lower it first.
		let start =
			match less.issuer_cap > Ppm(999_999) && more.is_some_and(|m| m.issuer_cap == Ppm(1)) {
				true => Policy { issuer_cap: Ppm(999_999), ..policy() },
				false => policy(),
			};
		with_chain(|| {
			set(start);
			let from = Seconds(TODAY.start().get() + 43_200 + 172_800);
			set(less);
			assert_eq!(Allocation::policy(), start, "{less:?}");
			assert_eq!(Allocation::next_policy(), Some((less, from)));
			System::assert_last_event(Event::PolicySet { policy: less, from }.into());
			set_moment(Seconds(from.get() - 1));
			assert_eq!(Allocation::policy(), start);
			set_moment(from);
			assert_eq!((Allocation::policy(), Allocation::next_policy()), (less, None));
		});
		let Some(more) = more else { continue };
		with_chain(|| {
			set(start);
			// What waited is replaced.
			set(less);
			set(more);
			assert_eq!((Allocation::policy(), Allocation::next_policy()), (more, None));
		});
	}
}

#[test]
fn set_policy_should_wait_the_old_delay_when_it_shortens_it() {
	with_chain(|| {
		let hasty = Policy { delay: Seconds(0), ..policy() };
		set(hasty);
		let loose = Policy { liquid_floor: Ppm(0), ..hasty };
		set(loose);
		// The one that waited is gone, and this one waits as long.
		let from = Seconds(TODAY.start().get() + 43_200 + 172_800);
		assert_eq!(Allocation::next_policy(), Some((loose, from)));
		set_moment(from);
		let looser = Policy { max_duration: Day(366), ..loose };
		set(looser);
		assert_eq!(Allocation::policy(), looser);
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
			assert_noop!(Allocation::mature(o(), bill), BadOrigin);
			assert_noop!(Allocation::confirm_maturity(o(), bill), BadOrigin);
			assert_noop!(Allocation::harvest(o(), bill), BadOrigin);
			let sale = crate::Sale { price: PRICE, settles: TODAY };
			assert_noop!(Allocation::fill_sale(o(), OrderId(0), sale), BadOrigin);
			assert_noop!(Allocation::settle_sale(o(), bill), BadOrigin);
			assert_noop!(Allocation::unwind(o(), bill), BadOrigin);
			assert_noop!(Allocation::cancel_sale(o(), bill), BadOrigin);
			assert_noop!(Allocation::impair(o(), bill), BadOrigin);
		}
		for origin in [by(OPERATOR), RuntimeOrigin::none()] {
			assert_noop!(Allocation::set_policy(origin.clone(), policy()), BadOrigin);
			assert_noop!(Allocation::write_off(origin, bill), BadOrigin);
		}
	});
}
