//! Rules and genesis.

use crate::{mock::*, Error, Event, GenesisConfig, Outflow, Rules, State, Windows};
use caliber_primitives::units::{Ppm, Seconds, Shares, UsdaiAmount, UNIT};
use frame_support::{assert_ok, traits::BuildGenesisConfig};
use sp_runtime::DispatchError::BadOrigin;

#[test]
fn rules_should_change_when_governance_says_so() {
	with_vault(100, || {
		let new = Rules { performance_fee: Ppm(50_000), ..rules() };
		refused(|| Susdai::set_rules(RuntimeOrigin::signed(1), new), BadOrigin);
		assert_ok!(Susdai::set_rules(RuntimeOrigin::root(), new));
		System::assert_last_event(Event::RulesSet { rules: new, from: START }.into());
		assert_eq!((Susdai::rules(), Susdai::rules_waiting()), (new, None));
		assert_eq!(State::<Test>::get().windows.start, START);
	});
}

#[test]
fn rules_should_wait_when_they_bind_less_in_anything() {
	let buffered = Rules { buffer: Ppm(25_000), ..rules() };
	let looser = [
		Rules { performance_fee: Ppm(100_001), ..buffered },
		Rules { reserve_share: Ppm(99_999), ..buffered },
		Rules { buffer: Ppm(24_999), ..buffered },
		Rules { min_deposit: usd(1), ..buffered },
		Rules { min_first_deposit: usd(2), ..buffered },
		Rules { min_request: shares(2), ..buffered },
		Rules { request_deposit: rules().request_deposit + 1, ..buffered },
		Rules { delay: Seconds(DAY), ..buffered },
		Rules { outflow: Outflow { per_day: Ppm(500_001), ..buffered.outflow }, ..buffered },
	];
	for new in looser {
		with_vault(100, || {
			assert_ok!(Susdai::set_rules(RuntimeOrigin::root(), buffered));
			let (old, from) = (Susdai::rules(), at(2 * DAY));
			assert_ok!(Susdai::set_rules(RuntimeOrigin::root(), new));
			System::assert_last_event(Event::RulesSet { rules: new, from }.into());
			assert_eq!((Susdai::rules(), Susdai::rules_waiting()), (old, Some((new, from))));
			block_at(at(2 * DAY - 1));
			assert_eq!(Susdai::rules(), old);
			day(2);
			assert_eq!((Susdai::rules(), Susdai::rules_waiting()), (new, None));
		});
	}
}

#[test]
fn lower_fee_should_be_no_gift_to_who_comes_just_before() {
	use caliber_primitives::{testing::world, vault::AccretedIncome};
	with_vault(100, || {
		world(|w| w.accreted = AccretedIncome { low: usd(100), high: usd(100) });
		world(|w| w.book.accrued = usd(10));
		let nav = || {
			let nav = Susdai::total_assets().unwrap();
			(nav.redemption, nav.deposit)
		};
		assert_eq!(nav(), (usd(190), usd(199)));
		let none = Rules { performance_fee: Ppm(0), ..rules() };
		let looser = Rules { min_deposit: usd(1), ..none };
		refused(|| Susdai::set_rules(RuntimeOrigin::root(), looser), Error::<Test>::LowerFeeWaits);
		world(|w| w.rolling = true);
		refused(|| Susdai::set_rules(RuntimeOrigin::root(), none), Error::<Test>::BookRolling);
		world(|w| w.rolling = false);
		assert_ok!(Susdai::set_rules(RuntimeOrigin::root(), none));
		// Ten of bills, and one of interest, which redemptions do not count yet.
		assert_eq!(nav(), (usd(190), usd(210)));
		day(15);
		assert_eq!(nav(), (usd(195), usd(210)));
		day(30);
		assert_eq!(nav(), (usd(200), usd(210)));
		world(|w| w.book.accrued = usd(0));
	});
}

#[test]
fn fee_should_be_the_one_in_force_when_another_waits() {
	use caliber_primitives::vault::{Receipt, Vault};
	with_vault(100, || {
		let pay = || {
			let receipt = Receipt { accrued: usd(10), ..Default::default() };
			assert_ok!(<Susdai as Vault<AccountId>>::receive(&LENDING, receipt));
		};
		let new = Rules { performance_fee: Ppm(200_000), ..rules() };
		assert_ok!(Susdai::set_rules(RuntimeOrigin::root(), new));
		pay();
		assert_eq!(totals().fee, milli(900));
		day(2);
		pay();
		assert_eq!(totals().fee, milli(900 + 1_800));
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
			Rules { buffer: Ppm(500_001), ..rules() },
			Rules { delay: Seconds(31 * DAY + 1), ..rules() },
			Rules { outflow: Outflow { per_day: Ppm(49_999), ..rules().outflow }, ..rules() },
			Rules { outflow: Outflow { floor: UsdaiAmount(0), ..rules().outflow }, ..rules() },
		];
		for new in bad {
			refused(|| Susdai::set_rules(RuntimeOrigin::root(), new), Error::<Test>::OutOfRange);
		}
	});
}

#[test]
fn request_should_release_what_was_held_when_the_deposit_changed() {
	with_vault(100, || {
		assert_ok!(request(1, shares(20)));
		let new = Rules { request_deposit: 7, ..rules() };
		assert_ok!(Susdai::set_rules(RuntimeOrigin::root(), new));
		assert_ok!(request(1, shares(20)));
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
		(Windows { strike_every: Seconds(DAY / 2), ..good }, true),
		(Windows { strike_every: Seconds(DAY / 2 + 1), ..good }, false),
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
