//! The figures: what a chain begins with, who changes them, and when a change holds.

use super::*;
use caliber_primitives::{
	governance::{Parameter, Registry},
	units::{Ppm, Seconds, SECONDS_PER_DAY},
};
use caliber_runtime::presets::fast as pace;
use caliber_runtime::{parameters::votes, RuntimeParameters};
use frame_support::assert_noop;

fn change(origin: RuntimeOrigin, parameter: Parameter) -> DispatchResult {
	dispatch(origin, pallet_safeguards::Call::change { parameter })
}

fn now() -> Seconds {
	Seconds(u64::from(System::block_number()) * 2)
}

fn in_force() -> Figures {
	Figured::figures(now())
}

#[test]
fn figures_should_be_those_documented_but_on_a_chain_for_tests() {
	for (preset, figures) in [
		("development", Figures::DOCUMENTED),
		("local_testnet", Figures::DOCUMENTED),
		("local_fast", pace::figures(Figures::DOCUMENTED)),
	] {
		chain(preset).execute_with(|| {
			open_block(1);
			assert_eq!(in_force(), figures, "{preset}");
			assert_eq!(Figured::waiting(now()), []);
		});
	}
	let day = |days| Seconds(days * SECONDS_PER_DAY);
	let Figures { delay, vote, timelock, quorum, .. } = Figures::DOCUMENTED;
	assert_eq!((delay, vote, timelock, quorum), (day(1), day(7), day(3), Ppm(40_000)));
}

#[test]
fn parameter_should_be_set_by_nobody_beside_its_range_and_its_wait() {
	fast(|| {
		let key_value = RuntimeParameters::Votes(votes::Delay.into());
		let set = pallet_parameters::Call::set_parameter { key_value };
		for origin in [root(), council(3, 3), RuntimeOrigin::signed(Alice.to_account_id())] {
			assert_noop!(dispatch(origin, set.clone()), DispatchError::BadOrigin);
		}
		for parameter in [
			Parameter::Delay(Seconds(9)),
			Parameter::Vote(Seconds(61 * SECONDS_PER_DAY)),
			Parameter::Timelock(Seconds(0)),
			Parameter::Quorum(Ppm(4)),
			Parameter::Approval(Ppm(0)),
			Parameter::Deposit(0),
			Parameter::SafeModeSpan(Seconds(8 * SECONDS_PER_DAY)),
			Parameter::GuardianTerm(Seconds::MAX),
		] {
			assert_noop!(
				change(root(), parameter),
				pallet_safeguards::Error::<Runtime>::OutOfRange
			);
		}
	});
}

/// Each figure is kept under its own key, and is the one that is read.
#[test]
fn every_figure_should_be_read_as_it_was_set_when_it_binds_more() {
	fast(|| {
		let figures = Figures {
			delay: Seconds(25),
			vote: Seconds(170),
			timelock: Seconds(73),
			quorum: Ppm(40_001),
			approval: Ppm(500_001),
			deposit: Figures::DOCUMENTED.deposit + 1,
			safe_mode_span: Seconds(60),
			guardian_term: Seconds(4_000),
		};
		for parameter in figures.all() {
			assert_ok!(change(root(), parameter));
		}
		assert_eq!((in_force(), Figured::waiting(now())), (figures, vec![]));
		let looser = Figures {
			safe_mode_span: Seconds(61),
			guardian_term: Seconds(4_001),
			..pace::figures(Figures::DOCUMENTED)
		};
		for parameter in looser.all() {
			assert_ok!(change(root(), parameter));
		}
		let from = now().saturating_add(figures.vote);
		assert_eq!(in_force(), figures);
		assert_eq!(Figured::waiting(now()), looser.all().map(|parameter| (parameter, from)));
		assert_eq!(Figured::figures(from), looser);
	});
}

#[test]
fn shorter_delay_should_hold_once_the_old_rules_have_run_when_holders_decide() {
	fast(|| {
		let spans = spans();
		let start = System::block_number();
		let shorter =
			pallet_safeguards::Call::change { parameter: Parameter::Timelock(Seconds(10)) };
		let proposal = propose(Bob, shorter.into());
		vote(Alice, proposal, true, quorum());
		// One that is in its vote when the decision comes into effect ends under the old rules.
		run_to(start + spans.timelock);
		let other = propose(Bob, mark(1));
		vote(Alice, other, true, quorum());
		run_to(start + spans.whole());
		assert_eq!(Figured::waiting(now()).len(), 1);
		run_to(start + spans.timelock + spans.whole() - 1);
		assert!(!is_marked(1));
		run_to(start + spans.timelock + spans.whole());
		assert!(is_marked(1));
		run_to(start + spans.whole() + spans.vote - 1);
		assert_eq!(in_force().timelock, pace::figures(Figures::DOCUMENTED).timelock);
		run_to(start + spans.whole() + spans.vote);
		assert_eq!(in_force().timelock, Seconds(10));
	});
}

#[test]
fn later_change_should_win_when_two_of_one_figure_race() {
	fast(|| {
		let spans = spans();
		assert_ok!(change(root(), Parameter::Quorum(Ppm(10_000))));
		run_to(6);
		assert_ok!(change(root(), Parameter::Quorum(Ppm(30_000))));
		run_to(1 + spans.vote);
		assert_eq!(in_force().quorum, Ppm(40_000));
		run_to(6 + spans.vote);
		assert_eq!(in_force().quorum, Ppm(30_000));
		// A stricter one at once puts away what waits.
		assert_ok!(change(root(), Parameter::Quorum(Ppm(10_000))));
		assert_ok!(change(root(), Parameter::Quorum(Ppm(50_000))));
		run_to(System::block_number() + spans.vote);
		assert_eq!(in_force().quorum, Ppm(50_000));
	});
}

#[test]
fn figures_should_be_changed_by_root_alone() {
	fast(|| {
		let stricter = Parameter::Quorum(Ppm(50_000));
		for origin in [council(3, 3), committee(3, 3), RuntimeOrigin::signed(Alice.to_account_id())]
		{
			assert_noop!(change(origin, stricter), DispatchError::BadOrigin);
		}
	});
}
