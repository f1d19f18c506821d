//! Instalments of many loans in one call.

use crate::{mock::*, Ask, Error, Record, MAX_BATCH};
use caliber_primitives::{
	ids::LoanId,
	testing::world,
	units::{UsdaiAmount, UNIT},
};
use frame_support::{assert_noop, assert_ok, traits::fungible::Mutate};
use sp_runtime::DispatchResult;

fn repay_many(loans: &[LoanId]) -> DispatchResult {
	let loans = loans.to_vec().try_into().unwrap();
	paying(|| Lending::repay_many(RuntimeOrigin::signed(STRANGER), loans))
}

/// Loans of all kinds: plain, with juniors, with money, late, and one that is over by its next.
fn kinds() -> Vec<LoanId> {
	let plain = running(ask(1_000));
	let juniors = running_with_juniors();
	let money = running(ask(2_000));
	let last = running(Ask { duration_days: 30, ..ask(500) });
	let signed = RuntimeOrigin::signed(STRANGER);
	Lending::fund_lockbox(signed, money, dollars(10)).unwrap();
	settle_at(day(33));
	vec![plain, juniors, money, last]
}

/// How the loans stand, and what was paid.
fn outcome(pay: impl FnOnce(&[LoanId])) -> (Vec<Record<AccountId>>, u128, UsdaiAmount) {
	let mut end = None;
	with_chain(|| {
		Dollar::set_balance(&STRANGER, 1_000_000 * UNIT);
		let loans = kinds();
		let (account, received) = (Lending::account(), world(|w| w.receipts.len()));
		pay(&loans);
		let records = loans.iter().map(|loan| Lending::record(*loan).unwrap()).collect();
		let receipts = world(|w| w.receipts[received..].to_vec());
		let vault = receipts.iter().map(|(_, receipt)| receipt.total().unwrap().get()).sum();
		end = Some((records, Dollar::free_balance(account), UsdaiAmount(vault)));
	});
	end.unwrap()
}

#[test]
fn many_should_be_paid_as_they_are_one_by_one() {
	let one_by_one = outcome(|loans| {
		for loan in loans.iter().chain(&loans[..1]) {
			assert_ok!(repay(*loan, 1));
		}
	});
	let at_once = outcome(|loans| {
		let before = world(|w| w.receipts.len());
		assert_ok!(repay_many(&[loans, &loans[..1]].concat()));
		assert_eq!(world(|w| w.receipts.len()) - before, 1);
	});
	assert_eq!(at_once, one_by_one);
}

#[test]
fn many_should_be_refused_together_when_one_cannot_be_paid() {
	with_chain(|| {
		Dollar::set_balance(&STRANGER, 1_000_000 * UNIT);
		let loans = kinds();
		assert_noop!(repay_many(&[]), Error::<Test>::NoLoans);
		let unknown = [&loans[..], &[LoanId(99)]].concat();
		assert_noop!(repay_many(&unknown), Error::<Test>::UnknownLoan);
		// The short one has one instalment left.
		let twice = [&loans[..], &loans[3..]].concat();
		assert_noop!(repay_many(&twice), Error::<Test>::NotActive);
		assert_ok!(repay_many(&[loans[0]; 32]));
		let most = MAX_BATCH as usize;
		assert!(
			frame_support::BoundedVec::<_, frame_support::traits::ConstU32<MAX_BATCH>>::try_from(
				vec![loans[0]; most + 1]
			)
			.is_err()
		);
	});
}
