//! Principal ahead of time.

use crate::{mock::*, Ask, Error, Event, Pots, Record};
use caliber_finance::instalment::{prepay as split, Model, RepaymentTerms};
use caliber_primitives::{
	testing::world,
	units::{Ppm, Seconds, UsdaiAmount, UNIT},
};
use frame_support::{assert_noop, assert_ok, traits::fungible::Mutate};

/// The last receipt of the vault.
fn receipt() -> caliber_primitives::vault::Receipt {
	world(|w| w.receipts.last().unwrap().1)
}

#[test]
fn prepayment_should_go_to_all_tranches_by_their_amounts_with_interest_to_date() {
	with_chain(|| {
		let loan = running_with_juniors();
		settle_at(Seconds(day(15).get() + 77));
		let (value, before) = (Lending::book_value().unwrap(), Dollar::free_balance(STRANGER));
		let running = active(loan);
		let amounts: Vec<_> = running.terms.tranches.iter().map(|t| t.amount).collect();
		let mut parts = [0; 3];
		let expected = split(dollars(1_000), dollars(400), &amounts, &mut parts).unwrap();
		assert_ok!(prepay(loan, dollars(400)));
		let after = active(loan);
		assert_eq!(after.progress.balance, expected.balance);
		let left = [after.progress.vault.get()]
			.into_iter()
			.chain(after.positions.iter().map(|p| p.stake.principal.get()));
		for ((left, amount), part) in left.zip(amounts).zip(expected.principal) {
			assert_eq!(left, amount - part);
		}
		// Interest for the time since the loan began, and a unit.
		let rate = u128::from(running.finance().unwrap().rate().get());
		let time = u128::from(Now::get() - START.get());
		let interest = 400 * rate * time + 1;
		assert_eq!(before - Dollar::free_balance(STRANGER), 400 * UNIT + interest);
		// What the book had counted of it is no income anew, and nothing was lost.
		let (now, paid) = (Lending::book_value().unwrap(), receipt());
		assert_eq!(paid.principal, dollars(280));
		assert!(now.accrued.get() + paid.accrued.get() <= value.accrued.get() + 1);
		assert!(now.accrued.get() + paid.accrued.get() + paid.extra.get() >= value.accrued.get());
		System::assert_has_event(
			Event::Paid {
				loan,
				payer: Some(STRANGER),
				windows: 0,
				principal: dollars(400),
				interest: UsdaiAmount(interest),
				receipt: paid,
				fees: UsdaiAmount::ZERO,
				advances: UsdaiAmount::ZERO,
				beside: UsdaiAmount(400 * UNIT + interest - paid.total().unwrap().get()),
				spent: UsdaiAmount::ZERO,
				pots: Pots::default(),
				balance: dollars(600),
			}
			.into(),
		);
	});
}

#[test]
fn instalments_should_be_those_of_what_is_left_when_some_is_prepaid() {
	with_chain(|| {
		let loan = running(ask(1_000));
		let before = Lending::schedule(loan).unwrap();
		assert_ok!(prepay(loan, dollars(250)));
		let after = Lending::schedule(loan).unwrap();
		assert_eq!((after.len(), after[1].window), (before.len(), 1));
		for (was, is) in before.iter().zip(&after) {
			// Three quarters, to a unit an instalment.
			assert!((was.principal.get() * 3 / 4).abs_diff(is.principal.get()) <= 40);
			assert!((was.interest.get() * 3 / 4).abs_diff(is.interest.get()) <= 40);
		}
		assert_eq!(after.iter().map(|l| l.principal.get()).sum::<u128>(), 750 * UNIT);
	});
}

#[test]
fn prepayment_should_bear_no_interest_when_the_window_has_not_opened() {
	with_chain(|| {
		let loan = running(ask(1_000));
		assert_ok!(repay(loan, 2));
		let balance = active(loan).progress.balance.get();
		settle_at(day(40));
		world(|w| w.receipts.clear());
		assert_ok!(prepay(loan, dollars(100)));
		assert_eq!(receipt().total(), Ok(dollars(100)));
		assert_eq!(active(loan).progress.balance.get(), balance - 100 * UNIT);
	});
}

#[test]
fn loan_should_end_when_more_than_all_is_prepaid_for_the_fee_of_the_terms() {
	with_chain(|| {
		let product = crate::Product { exit_fee: Ppm(20_000), ..product() };
		let sku = caliber_primitives::ids::SkuId(0);
		Lending::set_product(RuntimeOrigin::root(), sku, product).unwrap();
		let loan = running(ask(1_000));
		settle_at(day(10));
		let payoff = Lending::payoff(loan).unwrap();
		assert_ok!(prepay(loan, UsdaiAmount::MAX));
		assert!(matches!(Lending::record(loan), Some(Record::Repaid(_))));
		assert_eq!(receipt().total(), Ok(payoff));
		let time = u128::from(Now::get() - START.get());
		let interest = 1_000 * u128::from(RATE.get()) * time + 1;
		assert_eq!(payoff.get(), 1_020 * UNIT + interest);
		assert_eq!(Lending::book_value().unwrap(), Default::default());
		assert_noop!(prepay(loan, dollars(1)), Error::<Test>::NotActive);
	});
}

#[test]
fn prepayment_should_be_refused_when_an_instalment_is_late_or_nothing_is_paid() {
	with_chain(|| {
		let loan = running(ask(1_000));
		assert_noop!(prepay(loan, UsdaiAmount::ZERO), Error::<Test>::ZeroAmount);
		let offer = offered(ask(10));
		assert_noop!(prepay(offer, dollars(1)), Error::<Test>::NotActive);
		settle_at(day(31));
		let last = Seconds(day(31).get());
		assert_eq!(Now::get(), last.get());
		assert_ok!(prepay(loan, dollars(1)));
		settle_at(Seconds(last.get() + 1));
		assert_noop!(prepay(loan, dollars(1)), Error::<Test>::InstalmentLate);
		assert_ok!(repay(loan, 1));
		assert_ok!(prepay(loan, dollars(1)));
	});
}

#[test]
fn principal_should_wait_when_windows_bear_interest_only_or_leave_a_balloon() {
	for model in [Model::Simple, Model::Amortized] {
		with_chain(|| {
			let repayment = RepaymentTerms {
				model,
				interest_only: 6,
				balloon: dollars(300),
				..ask(1_000).repayment
			};
			let loan = running(Ask { repayment, ..ask(1_000) });
			let lines = Lending::schedule(loan).unwrap();
			assert!(lines.iter().take(6).all(|line| line.principal.is_zero()));
			let repaid = &lines[6..];
			assert!(repaid.iter().all(|line| !line.principal.is_zero()));
			let (last, others) = repaid.split_last().unwrap();
			let each = others.last().unwrap();
			assert!(last.principal.get() >= 300 * UNIT + each.principal.get());
			assert_eq!(each.balance.get(), last.principal.get());
			Dollar::set_balance(&STRANGER, 10_000 * UNIT);
			for line in &lines {
				settle_at(line.due);
				assert_eq!(Lending::next_due(loan).unwrap().principal, line.principal);
				assert_ok!(repay(loan, 1));
			}
			assert!(matches!(Lending::record(loan), Some(Record::Repaid(_))));
		});
	}
}
