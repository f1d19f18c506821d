//! Insurance money pays instalments.

use crate::{mock::*, Error, Event, Insured, Record};
use caliber_finance::insurance::Proceeds;
use caliber_primitives::{
	collateral::LossPayee,
	ids::LoanId,
	testing::{on_call, world},
	units::{UsdaiAmount, UNIT},
};
use frame_support::{
	assert_noop, assert_ok, storage::with_storage_layer, traits::fungible::Mutate,
};
use sp_runtime::{DispatchResult, TokenError};

const CENT: u128 = UNIT / 100;

/// Brings insurance money for a loan.
fn insure(loan: LoanId, amount: UsdaiAmount) -> DispatchResult {
	with_storage_layer(|| Lending::receive(loan, &INSURER, amount))
}

fn has(who: AccountId) -> u128 {
	Dollar::free_balance(who)
}

#[test]
fn insurance_should_pay_instalments_first_and_the_signer_the_rest() {
	with_chain(|| {
		let loan = running(ask(30_000));
		let (one, two) = (dollars(500), dollars(600));
		assert_ok!(insure(loan, one));
		assert_ok!(insure(loan, two));
		System::assert_last_event(
			Event::InsuranceReceived { loan, insurer: INSURER, amount: two, left: dollars(1_100) }
				.into(),
		);
		assert_eq!((has(Lending::account()), has(BORROWER)), (1_100 * UNIT, 0));
		// The first instalment is below that. Whole cents of it are paid.
		let due = Lending::next_due(loan).unwrap();
		let due = due.principal.get() + due.interest.get();
		assert!(due < 1_100 * UNIT && !due.is_multiple_of(CENT));
		// What is its own is written before it calls across.
		on_call(|method| {
			if method == "receive" {
				assert!(Lending::insurance_left(LoanId(0)) < dollars(1_100));
			}
		});
		let before = has(STRANGER);
		assert_ok!(repay(loan, 1));
		let paid = due / CENT * CENT;
		let left = 1_100 * UNIT - paid;
		System::assert_has_event(
			Event::InsuranceSpent {
				loan,
				to: STRANGER,
				amount: UsdaiAmount(paid),
				left: UsdaiAmount(left),
			}
			.into(),
		);
		assert_eq!((has(STRANGER) - before, has(Lending::account())), (paid, left));
		// The vault is paid by whoever signs, as ever.
		let (payer, receipt) = world(|w| *w.receipts.last().unwrap());
		assert_eq!((payer, receipt.total().unwrap().get()), (STRANGER, due));
		// The rest is gone with the next one, and then there is none.
		assert_ok!(repay(loan, 1));
		assert_eq!((has(STRANGER) - before, has(Lending::account())), (1_100 * UNIT, 0));
		assert!(!Insured::<Test>::contains_key(loan));
		assert_ok!(repay(loan, 1));
		assert_eq!(has(STRANGER) - before, 1_100 * UNIT);
	});
}

#[test]
fn insurance_should_be_the_borrowers_when_the_loan_is_over() {
	with_chain(|| {
		let short = crate::Ask { duration_days: 30, ..ask(1_000) };
		let loan = running(short);
		assert!(Lending::is_owed(loan) && !Lending::is_owed(LoanId(9)));
		assert_ok!(insure(loan, dollars(5_000)));
		let due = Lending::payoff(loan).unwrap().get();
		let windows = Lending::schedule(loan).unwrap().len() as u32;
		assert_ok!(repay(loan, windows));
		assert!(matches!(Lending::record(loan), Some(Record::Repaid(_))));
		assert_eq!(has(BORROWER), 5_000 * UNIT - due / CENT * CENT);
		assert_eq!((has(Lending::account()), Insured::<Test>::iter().count()), (0, 0));
		// Nobody has a loss any more, and what comes later is his at once.
		assert!(!Lending::is_owed(loan));
		let before = has(BORROWER);
		assert_ok!(insure(loan, dollars(7)));
		assert_eq!(has(BORROWER) - before, 7 * UNIT);
		let left = UsdaiAmount::ZERO;
		let (insurer, amount) = (INSURER, dollars(7));
		System::assert_last_event(Event::InsuranceReceived { loan, insurer, amount, left }.into());
	});
}

#[test]
fn insurance_should_be_refused_when_there_is_no_loan_or_no_money() {
	with_chain(|| {
		let offer = offered(ask(1_000));
		assert_noop!(insure(offer, dollars(1)), Error::<Test>::NotActive);
		assert_noop!(insure(LoanId(9), dollars(1)), Error::<Test>::UnknownLoan);
		let loan = running(ask(1_000));
		assert_noop!(insure(loan, dollars(1_000_001)), TokenError::FundsUnavailable);
		Insured::<Test>::insert(loan, Proceeds { left: UsdaiAmount::MAX });
		assert_noop!(insure(loan, dollars(1)), Error::<Test>::Uncomputable);
		Insured::<Test>::remove(loan);
		// An insurer may give all that he has.
		assert_ok!(insure(loan, dollars(1_000_000)));
		assert_eq!(has(INSURER), 0);
		assert_ok!(Dollar::mint_into(&INSURER, UNIT));
	});
}

#[test]
fn gift_should_stop_no_payment_when_too_little_of_it_would_be_left() {
	// A plank, the least that stays, and one less.
	for (gift, left) in [(1, 0), (CENT - 1, 0), (CENT, CENT)] {
		with_chain(|| {
			let loan = running(crate::Ask { duration_days: 30, ..ask(1_000) });
			assert_ok!(insure(loan, dollars(5)));
			assert_ok!(Dollar::mint_into(&STRANGER, gift + UNIT));
			let to = Lending::account();
			assert_ok!(Dollar::transfer_allow_death(RuntimeOrigin::signed(STRANGER), to, gift));
			assert_ok!(repay(loan, 1));
			assert_eq!(has(Lending::account()), left, "{gift}");
		});
	}
}
