//! Rules and genesis.

use crate::{mock::*, CurrentSettings, Error, Event, GenesisConfig, Rules, Windows};
use caliber_primitives::units::{Ppm, Seconds, Shares, UsdaiAmount, UNIT};
use frame_support::{assert_ok, traits::BuildGenesisConfig};
use sp_runtime::DispatchError::BadOrigin;

#[test]
fn rules_should_change_when_governance_says_so() {
	with_vault(100, || {
		let new = Rules { performance_fee: Ppm(250_000), ..rules() };
		refused(|| Susdai::set_rules(RuntimeOrigin::signed(1), new), BadOrigin);
		assert_ok!(Susdai::set_rules(RuntimeOrigin::root(), new));
		System::assert_last_event(Event::RulesSet { rules: new }.into());
		assert_eq!(Susdai::rules(), new);
		assert_eq!(CurrentSettings::<Test>::get().windows.start, START);
	});
}

#[test]
fn rules_should_be_refused_when_out_of_range() {
	with_chain(|| {
		let most = 1_000_000 * UNIT;
		let bad = [
			Rules { performance_fee: Ppm(250_001), ..rules() },
			Rules { reserve_share: Ppm(1_000_001), ..rules() },
			Rules { min_deposit: UsdaiAmount::ZERO, ..rules() },
			Rules { min_deposit: UsdaiAmount(most + 1), ..rules() },
			Rules { min_first_deposit: UsdaiAmount(1_000_000), ..rules() },
			Rules { min_first_deposit: UsdaiAmount(most + 1), ..rules() },
			Rules { min_request: Shares(UNIT - 1), ..rules() },
			Rules { min_request: Shares(most + 1), ..rules() },
			Rules { request_deposit: 1_000_000_000_000_001, ..rules() },
		];
		for new in bad {
			refused(|| Susdai::set_rules(RuntimeOrigin::root(), new), Error::<Test>::OutOfRange);
		}
	});
}

#[test]
fn request_should_release_what_was_held_when_the_deposit_changed() {
	with_vault(100, || {
		assert_ok!(Susdai::request_redeem(RuntimeOrigin::signed(1), shares(20)));
		let new = Rules { request_deposit: 7, ..rules() };
		assert_ok!(Susdai::set_rules(RuntimeOrigin::root(), new));
		assert_ok!(Susdai::request_redeem(RuntimeOrigin::signed(1), shares(20)));
		day(31);
		let id = caliber_primitives::ids::RequestId;
		assert_ok!(Susdai::claim(RuntimeOrigin::signed(1), id(0), None));
		assert_eq!(held(1), 7);
	});
}

#[test]
fn windows_should_be_in_range_when_the_chain_starts() {
	let good = Windows::default();
	let cases = [
		(good, true),
		(Windows { length: Seconds(60), delay: Seconds(60), ..good }, true),
		(Windows { length: Seconds(59), delay: Seconds(1), ..good }, false),
		(Windows { length: Seconds(366 * DAY + 1), ..good }, false),
		(Windows { delay: Seconds(30 * DAY + 1), ..good }, false),
		(Windows { strike_every: Seconds(0), ..good }, false),
		(Windows { strike_every: Seconds(DAY + 1), ..good }, false),
	];
	for (windows, fine) in cases {
		assert_eq!(windows.in_range(), fine, "{windows:?}");
	}
}

#[test]
#[should_panic(expected = "susdai: the windows are out of range")]
fn chain_should_not_start_when_the_windows_are_bad() {
	let windows = Windows { length: Seconds(1), ..Default::default() };
	chain().execute_with(|| {
		GenesisConfig::<Test> { windows, ..Default::default() }.build();
	});
}

#[test]
#[should_panic(expected = "susdai: a rule is out of range")]
fn chain_should_not_start_when_a_rule_is_bad() {
	let rules = Rules { performance_fee: Ppm(1_000_000), ..Default::default() };
	chain().execute_with(|| {
		GenesisConfig::<Test> { rules, ..Default::default() }.build();
	});
}
