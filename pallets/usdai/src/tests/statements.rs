//! Proofs of reserve.

use super::gateway::{confirm, deposit, sign, with_gate};
use crate::{mock::*, Error, Event, Rules};
use caliber_primitives::units::{ReserveAmount, Seconds};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchResult;

const EXAMINER: AccountId = 7;
const THREE_MILLION: u128 = 3_000_000;

fn post(who: AccountId, number: u32, held: &[u128]) -> DispatchResult {
	let held: Vec<_> = held.iter().map(|dollars| coins(*dollars)).collect();
	Usdai::post_statement(RuntimeOrigin::signed(who), number, held.try_into().unwrap())
}

/// Statements of a day are asked for.
fn with_statements(test: impl FnOnce()) {
	with_gate(|| {
		let rules = Rules { statement_max_age: Some(Seconds(86_400)), ..rules() };
		assert_ok!(Usdai::set_rules(RuntimeOrigin::root(), rules));
		test()
	});
}

#[test]
fn minting_should_wait_for_a_statement_and_stop_when_it_is_late() {
	with_statements(|| {
		refused(|| mint(ALICE, USDC_SLOT, coins(10)), Error::<Test>::StatementLate);
		assert!(Usdai::capacity_to_mint(USDC_SLOT).is_zero());
		assert_ok!(post(AUDITOR, 1, &[THREE_MILLION]));
		let held = vec![coins(THREE_MILLION)].try_into().unwrap();
		System::assert_last_event(
			Event::StatementPosted { number: 1, by: AUDITOR, held, good: true }.into(),
		);
		assert_ok!(mint(ALICE, USDC_SLOT, coins(10)));
		wait(86_400);
		attest_all();
		assert_ok!(mint(ALICE, USDC_SLOT, coins(10)));
		wait(1);
		attest_all();
		refused(|| mint(ALICE, USDC_SLOT, coins(10)), Error::<Test>::StatementLate);
		assert_ok!(sign(CUSTODIAN, 1, 10));
		refused(|| sign(AUDITOR, 1, 10), Error::<Test>::StatementLate);
		assert_noop!(harvest(1, usd(1), usd(1)), Error::<Test>::StatementLate);
		// Redemption goes on.
		assert_ok!(redeem(ALICE, USDC_SLOT, usd(1)));
		assert_ok!(redeem_mix(ALICE, usd(1)));
	});
}

#[test]
fn minting_should_stop_when_a_statement_fails_and_go_on_when_the_next_agrees() {
	for wrong in [&[THREE_MILLION - 1][..], &[THREE_MILLION + 1], &[], &[THREE_MILLION, 0]] {
		with_statements(|| {
			assert_ok!(post(AUDITOR, 1, &[THREE_MILLION]));
			assert_ok!(mint(ALICE, USDC_SLOT, coins(10)));
			assert_ok!(post(EXAMINER, 2, wrong));
			assert!(!Usdai::last_statement().good);
			refused(|| mint(ALICE, USDC_SLOT, coins(10)), Error::<Test>::StatementFailed);
			assert_ok!(redeem(ALICE, USDC_SLOT, usd(1)));
			// Nor does a rule that asks for none lift it.
			assert_ok!(Usdai::set_rules(RuntimeOrigin::root(), rules()));
			refused(|| mint(ALICE, USDC_SLOT, coins(10)), Error::<Test>::StatementFailed);
			assert_ok!(post(AUDITOR, 3, &[THREE_MILLION]));
			assert_ok!(mint(ALICE, USDC_SLOT, coins(10)));
		});
	}
}

#[test]
fn statement_should_count_payouts_until_they_are_confirmed() {
	with_statements(|| {
		assert_ok!(post(EXAMINER, 1, &[THREE_MILLION]));
		assert_ok!(deposit(1, 500));
		let account = sp_core::H256::zero();
		let by = RuntimeOrigin::signed(ALICE);
		assert_ok!(Usdai::request_payout(by, USDC_SLOT, coins(200), account));
		assert_ok!(post(EXAMINER, 2, &[THREE_MILLION + 500]));
		assert!(Usdai::last_statement().good);
		for who in [CUSTODIAN, AUDITOR] {
			assert_ok!(confirm(who, 0, 2));
		}
		assert_ok!(post(EXAMINER, 3, &[THREE_MILLION + 300]));
		assert!(Usdai::last_statement().good);
	});
}

#[test]
fn statement_should_be_refused_when_its_auditor_signed_a_receipt_since_the_last() {
	with_statements(|| {
		assert_ok!(post(EXAMINER, 1, &[THREE_MILLION]));
		assert_ok!(deposit(1, 500));
		let held = [THREE_MILLION + 500];
		refused(|| post(AUDITOR, 2, &held), Error::<Test>::NotIndependent);
		assert_ok!(post(EXAMINER, 2, &held));
		assert_ok!(post(AUDITOR, 3, &held));
	});
}

#[test]
fn statement_should_be_refused_when_it_is_not_the_next_or_not_an_auditors() {
	with_statements(|| {
		for number in [0, 2, u32::MAX] {
			refused(|| post(AUDITOR, number, &[THREE_MILLION]), Error::<Test>::WrongNumber);
		}
		assert_ok!(post(AUDITOR, 1, &[THREE_MILLION]));
		refused(|| post(AUDITOR, 1, &[THREE_MILLION]), Error::<Test>::WrongNumber);
		for who in [ALICE, CUSTODIAN, GUARDIAN] {
			let held = vec![ReserveAmount(0)].try_into().unwrap();
			let call = Usdai::post_statement(RuntimeOrigin::signed(who), 2, held);
			assert_noop!(
				call,
				Error::<Test>::Role(caliber_primitives::roles::RoleError::NotGranted)
			);
		}
	});
}

#[test]
fn deposit_should_cure_a_statement_that_failed_since_it_was_not_booked() {
	with_statements(|| {
		// The bank has 700 that nobody has attested.
		assert_ok!(post(EXAMINER, 1, &[THREE_MILLION + 700]));
		refused(|| mint(ALICE, USDC_SLOT, coins(10)), Error::<Test>::StatementFailed);
		// More than it showed cannot be wrapped, and what it showed once only.
		for (n, dollars, fits) in [(1, 701, false), (2, 500, true), (3, 201, false), (4, 200, true)]
		{
			assert_ok!(sign(CUSTODIAN, n, dollars));
			if fits {
				assert_ok!(sign(AUDITOR, n, dollars));
			} else {
				refused(|| sign(AUDITOR, n, dollars), Error::<Test>::StatementFailed);
			}
		}
		refused(|| mint(ALICE, USDC_SLOT, coins(10)), Error::<Test>::StatementFailed);
		assert_ok!(post(EXAMINER, 2, &[THREE_MILLION + 700]));
		assert_ok!(mint(ALICE, USDC_SLOT, coins(10)));
	});
}

#[test]
fn deposit_should_be_refused_when_a_statement_shows_less_or_is_late() {
	with_statements(|| {
		assert_ok!(sign(CUSTODIAN, 1, 1));
		assert_ok!(post(EXAMINER, 1, &[THREE_MILLION - 1]));
		refused(|| sign(AUDITOR, 1, 1), Error::<Test>::StatementFailed);
		assert_ok!(post(EXAMINER, 2, &[THREE_MILLION + 1]));
		wait(86_401);
		refused(|| sign(AUDITOR, 1, 1), Error::<Test>::StatementLate);
		assert_ok!(post(EXAMINER, 3, &[THREE_MILLION + 1]));
		assert_ok!(sign(AUDITOR, 1, 1));
	});
}

#[test]
fn deposit_should_pass_no_cap_when_a_statement_shows_it() {
	with_statements(|| {
		assert_ok!(post(EXAMINER, 1, &[9 * THREE_MILLION]));
		assert_ok!(sign(CUSTODIAN, 1, 1_000_001));
		refused(|| sign(AUDITOR, 1, 1_000_001), Error::<Test>::CapExceeded);
		assert_ok!(deposit(2, 1_000_000));
		assert_ok!(sign(CUSTODIAN, 3, 1));
		refused(|| sign(AUDITOR, 3, 1), Error::<Test>::FuseFull);
	});
}
