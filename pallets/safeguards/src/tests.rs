//! Both calls, and what must hold.

use crate::{mock::*, Error, Event, Vetoed, IN_RANGE};
use caliber_primitives::{
	governance::{Figures, Parameter, Registry},
	invariants::Invariants,
	units::{Ppm, Seconds},
};
use frame_support::{assert_noop, assert_ok};
use sp_core::H256;
use sp_runtime::DispatchError::BadOrigin;

const VOTE: Seconds = Figures::DOCUMENTED.vote;

fn change(parameter: Parameter) {
	assert_ok!(Safeguards::change(RuntimeOrigin::root(), parameter));
}

fn figures() -> Figures {
	World::figures(Seconds(pallet_timestamp::Now::<Test>::get() / 1_000))
}

fn after(wait: Seconds) -> Seconds {
	START.saturating_add(wait)
}

#[test]
fn figure_should_change_at_once_when_it_binds_more() {
	with_chain(|| {
		for parameter in [Parameter::Quorum(Ppm(50_000)), Parameter::SafeModeSpan(Seconds(60))] {
			change(parameter);
			System::assert_last_event(Event::Changed { parameter, from: START }.into());
		}
		assert_eq!(figures().quorum, Ppm(50_000));
		assert_eq!(figures().safe_mode_span, Seconds(60));
	});
}

#[test]
fn figure_should_wait_when_it_binds_less() {
	with_chain(|| {
		let parameter = Parameter::Quorum(Ppm(10_000));
		change(parameter);
		System::assert_last_event(Event::Changed { parameter, from: after(VOTE) }.into());
		set_time(after(VOTE).saturating_sub(Seconds(1)));
		assert_eq!(figures().quorum, Ppm(40_000));
		set_time(after(VOTE));
		assert_eq!(figures().quorum, Ppm(10_000));
	});
}

#[test]
fn later_change_should_replace_the_one_that_waits() {
	with_chain(|| {
		change(Parameter::Quorum(Ppm(10_000)));
		let hour = after(Seconds(3_600));
		set_time(hour);
		change(Parameter::Quorum(Ppm(30_000)));
		set_time(after(VOTE));
		assert_eq!(figures().quorum, Ppm(40_000));
		set_time(hour.saturating_add(VOTE));
		assert_eq!(figures().quorum, Ppm(30_000));
		// The value in force takes back what waits.
		change(Parameter::Quorum(Ppm(10_000)));
		change(Parameter::Quorum(Ppm(30_000)));
		assert_eq!(World::waiting(hour), []);
	});
}

#[test]
fn figure_should_be_refused_when_out_of_range() {
	with_chain(|| {
		for parameter in [Parameter::Quorum(Ppm(0)), Parameter::Timelock(Seconds::MAX)] {
			assert_noop!(
				Safeguards::change(RuntimeOrigin::root(), parameter),
				Error::<Test>::OutOfRange
			);
		}
	});
}

#[test]
fn proposal_should_be_stopped_once_when_the_committee_says_so() {
	with_chain(|| {
		let call = H256::repeat_byte(1);
		let committee = || RuntimeOrigin::signed(COMMITTEE);
		assert_noop!(Safeguards::veto(committee(), 3), Error::<Test>::NothingToVeto);
		OPEN.with_borrow_mut(|open| open.extend([(3, call), (4, call), (5, H256::zero())]));
		assert_ok!(Safeguards::veto(committee(), 3));
		System::assert_last_event(Event::Vetoed { proposal: 3, call }.into());
		assert_noop!(Safeguards::veto(committee(), 4), Error::<Test>::VetoedBefore);
		assert_ok!(Safeguards::veto(committee(), 5));
		assert_eq!(Vetoed::<Test>::iter().count(), 2);
	});
}

#[test]
fn every_call_should_be_refused_when_another_signs() {
	with_chain(|| {
		OPEN.with_borrow_mut(|open| open.insert(3, H256::zero()));
		let quorum = Parameter::Quorum(Ppm(50_000));
		for origin in [RuntimeOrigin::signed(COMMITTEE), RuntimeOrigin::none()] {
			assert_noop!(Safeguards::change(origin, quorum), BadOrigin);
		}
		for origin in [RuntimeOrigin::signed(1), RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(Safeguards::veto(origin, 3), BadOrigin);
		}
	});
}

#[test]
fn broken_figure_should_be_seen_when_it_is_set_by_another_way() {
	chain().execute_with(|| {
		World::set(Parameter::Quorum(Ppm(0)));
		assert_eq!(Safeguards::invariants(), [(IN_RANGE, false)]);
		World::set(Parameter::Quorum(Ppm(40_000)));
		World::change(Parameter::Quorum(Ppm(1)), START);
		assert_eq!(Safeguards::invariants(), [(IN_RANGE, false)]);
	});
}
