//! What a sale has brought too little is claimed, and its insurer will not pay: he loses the dispute, or it
//! is his last word, or he is late. Deposits count the claim as long as it may be paid, redemptions never.

use crate::{
	fallen::{
		buy, called, counted_for_deposits, end, filed, insurer_pays, pay_in, put_up, rack, OPENS,
	},
	set_up::{
		ask, by, dollars, lend, on_day, told, usd, vault, with_chain, ORIGINATOR, PASSER_BY, SAVER,
	},
	sums::net,
};
use caliber_integration_tests::registry::{as_root, as_signed, INSURER};
use caliber_primitives::ids::{ClaimId, LoanId};
use caliber_runtime::{Balances, Lending, Runtime};
use frame_support::{assert_ok, traits::fungible::InspectHold};
use pallet_caliber::{Call as Registry, Error};
use pallet_lending::Event;
use sp_core::H256;

const LENT: u128 = 70_000;
const PRICE: u128 = usd(35_000);
/// The day of the sale.
const SOLD: u64 = OPENS + 7;
/// Units: a speed is rounded when interest is awaited, a fee when it is paid.
const ROUNDING: u128 = 2;

/// What deposits count of so much claimed interest: what they counted until the loan stopped.
fn counted(interest: u128) -> u128 {
	counted_for_deposits(LENT).min(net(interest))
}

/// A sale that leaves lenders short; its claim in the smallest unit, and what of that is principal.
fn claimed() -> (LoanId, ClaimId, u128, u128) {
	pay_in(INSURER, 100_000);
	let item = rack(50_000, 60_000);
	let loan = lend(&[item], ask(LENT));
	let owed = called(loan, LENT);
	on_day(OPENS);
	let lot = put_up(loan);
	on_day(SOLD);
	assert_eq!(buy(SAVER, lot, PRICE), Ok(()));
	let [(claim, cents)] = filed()[..] else { panic!("one claim") };
	let short = owed.redeems() - PRICE;
	let amount = u128::from(cents) * (usd(1) / 100);
	assert_eq!(amount, short - short % (usd(1) / 100));
	assert_eq!(end(loan).lost, 0);
	let principal = short - owed.interest;
	(loan, claim, amount, principal)
}

/// What was given up in this block: what of it is lost, and what the fund has paid of that.
fn given_up(loan: LoanId) -> Option<(u128, u128)> {
	told().into_iter().find_map(|event| match event {
		Event::ClaimGivenUp { loan: of, lost, covered, .. } if of == loan => {
			Some((lost.get(), covered.get()))
		},
		_ => None,
	})
}

fn reject(claim: ClaimId) {
	by(INSURER, Registry::reject_claim { claim, reason: H256::repeat_byte(3) });
}

#[test]
fn insurer_should_pay_after_all_when_he_refuses_and_loses_the_dispute() {
	with_chain(|| {
		let (loan, claim, amount, principal) = claimed();
		let before = vault();
		on_day(SOLD + 5);
		reject(claim);
		// It is not the last word: nothing is lost yet.
		assert_eq!((vault().1, given_up(loan)), (before.1, None));
		let contest = Registry::contest_claim { claim, evidence: H256::repeat_byte(4) };
		let stranger = as_signed(&PASSER_BY.to_account_id(), contest.clone());
		assert!(stranger.is_err());
		by(ORIGINATOR, contest);
		let who = ORIGINATOR.to_account_id();
		assert!(Balances::total_balance_on_hold(&who) > 0);
		on_day(SOLD + 10);
		assert_ok!(as_root(Registry::decide_claim { claim, owed: true }));
		assert_eq!(Balances::total_balance_on_hold(&who), 0);
		assert_eq!((vault().1, given_up(loan)), (before.1, None));
		let (before, his) = (vault(), dollars(INSURER));
		by(INSURER, Registry::pay_claim { claim });
		assert_eq!(his - dollars(INSURER), amount);
		// Deposits had counted the principal and interest until the loan stopped; what was owed since comes on
		// top.
		let (interest, counted) = (net(amount - principal), counted(amount - principal));
		assert!(vault().0.abs_diff(before.0 + principal + counted) <= ROUNDING);
		assert!(vault().1.abs_diff(before.1 + interest - counted) <= ROUNDING);
		assert_eq!(Lending::book_value(), Ok(Default::default()));
	});
}

#[test]
fn loss_should_be_real_when_a_refusal_is_the_last_word() {
	with_chain(|| {
		let (loan, claim, amount, principal) = claimed();
		let before = vault();
		on_day(SOLD + 5);
		reject(claim);
		let close = || Registry::close_claim { claim };
		on_day(SOLD + 18);
		let early = as_signed(&PASSER_BY.to_account_id(), close());
		assert_eq!(early, Err(Error::<Runtime>::TooEarly.into()));
		on_day(SOLD + 19);
		assert_eq!(vault().1, before.1);
		let before = vault();
		by(PASSER_BY, close());
		let (lost, covered) = given_up(loan).expect("it is told");
		assert_eq!(lost, principal);
		// The fund pays what it has; shares bear the rest, and redemptions had counted none of it.
		let interest = counted(amount - principal);
		assert_eq!(vault().0, before.0 + covered);
		assert!(vault().1.abs_diff(before.1 - lost - interest + covered) <= ROUNDING);
		assert_eq!(Lending::book_value(), Ok(Default::default()));
		let late = as_signed(&INSURER.to_account_id(), Registry::pay_claim { claim });
		assert_eq!(late, Err(Error::<Runtime>::ClaimNotOwed.into()));
	});
}

#[test]
fn loss_should_be_real_when_an_insurer_is_late_and_come_back_when_he_pays() {
	with_chain(|| {
		let (loan, claim, amount, principal) = claimed();
		let before = vault();
		by(INSURER, Registry::accept_claim { claim });
		on_day(SOLD + 30);
		assert_eq!(vault().1, before.1);
		let before = vault();
		by(PASSER_BY, Registry::report_overdue_claim { claim });
		let (lost, covered) = given_up(loan).expect("it is told");
		assert_eq!(lost, principal);
		let interest = counted(amount - principal);
		assert_eq!(vault().0, before.0 + covered);
		assert!(vault().1.abs_diff(before.1 - lost - interest + covered) <= ROUNDING);
		on_day(SOLD + 40);
		let (without, his) = (vault(), dollars(INSURER));
		by(INSURER, Registry::pay_claim { claim });
		assert_eq!(his - dollars(INSURER), amount);
		// Nobody knows whose shares had lost it: both values rise at once.
		let interest = net(amount - principal);
		assert_eq!(vault().0, without.0 + principal);
		assert!(vault().1.abs_diff(without.1 + principal + interest) <= ROUNDING);
		assert_eq!(given_up(loan), None);
	});
}

#[test]
fn claim_should_be_paid_once() {
	with_chain(|| {
		let (_, claim, amount, _) = claimed();
		let before = dollars(INSURER);
		insurer_pays(claim);
		assert_eq!(before - dollars(INSURER), amount);
		let again = as_signed(&INSURER.to_account_id(), Registry::pay_claim { claim });
		assert_eq!(again, Err(Error::<Runtime>::ClaimNotOwed.into()));
	});
}
