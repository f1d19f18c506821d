//! A purchase or a sale that falls through.

use crate::{mock::*, Accounts, Bills, Book, CurrentTotals, Error, Event, Held, Sale, Stage};
use caliber_finance::bills::price;
use caliber_primitives::{
	dollar::Dollar,
	ids::BillId,
	roles::{Role, RoleError},
	testing::world,
	units::{Day, Ppb, UsdaiAmount},
	vault::{BillIncome, Returned},
};
use frame_support::{assert_noop, assert_ok};

fn unwind(who: AccountId, bill: BillId) -> sp_runtime::DispatchResult {
	Allocation::unwind(by(who), bill)
}

fn cancel(who: AccountId, bill: BillId) -> sp_runtime::DispatchResult {
	Allocation::cancel_sale(by(who), bill)
}

fn burned() -> UsdaiAmount {
	world(|w| w.burned.iter().fold(UsdaiAmount::ZERO, |sum, (_, part)| sum.saturating_add(*part)))
}

#[test]
fn unwound_purchase_should_bring_its_cost_back_when_an_auditor_has_said_so() {
	with_chain(|| {
		let bill = bought();
		for who in [OPERATOR, ANYONE] {
			let refused = Error::<Test>::Role(RoleError::NotGranted);
			assert_noop!(unwind(who, bill), refused);
		}
		assert_noop!(unwind(CUSTODIAN, bill), Error::<Test>::NotFailed);
		assert_ok!(unwind(AUDITOR, bill));
		System::assert_last_event(Event::FailureConfirmed { bill, by: AUDITOR }.into());
		assert_noop!(unwind(AUDITOR, bill), Error::<Test>::AlreadyConfirmed);
		assert_ok!(unwind(CUSTODIAN, bill));
		System::assert_last_event(
			Event::Unwound {
				bill,
				custodian: CUSTODIAN,
				slot: SLOT,
				paid: PAID,
				surplus: UsdaiAmount::ZERO,
			}
			.into(),
		);
		assert_eq!(CurrentTotals::<Test>::get().accounts, Accounts::default());
		assert_eq!(Ledger::cash(), dollars(10_000_000));
		// Nothing is left of it, here and in the dollar's books.
		assert!(!Bills::<Test>::contains_key(bill));
		assert_eq!(world(|w| w.ended_bills.clone()), vec![bill]);
		assert_noop!(unwind(CUSTODIAN, bill), Error::<Test>::UnknownBill);
	});
}

#[test]
fn purchase_should_not_be_unwound_when_it_came_is_not_due_or_its_auditor_is_in_doubt() {
	with_chain(|| {
		let held = held();
		for who in [CUSTODIAN, AUDITOR] {
			assert_noop!(unwind(who, held), Error::<Test>::AlreadySettled);
		}
		let order = order();
		let later = crate::Purchase { settles: after(1), matures: after(29), ..purchase() };
		assert_ok!(Allocation::fill(by(OPERATOR), order, later));
		let bill = BillId(1);
		assert_noop!(unwind(AUDITOR, bill), Error::<Test>::NotSettlementDay);
		go(after(1));
		assert_ok!(unwind(AUDITOR, bill));
		world(|w| w.roles.as_mut().unwrap().retain(|(who, _)| *who != AUDITOR));
		assert_noop!(unwind(CUSTODIAN, bill), Error::<Test>::NotFailed);
		world(|w| w.roles.as_mut().unwrap().push((9, Role::Auditor)));
		assert_ok!(unwind(9, bill));
		assert_ok!(unwind(CUSTODIAN, bill));
	});
}

#[test]
fn last_word_of_an_auditor_should_count_when_he_has_seen_the_bill_and_not() {
	with_chain(|| {
		let bill = bought();
		let settle = |who| Allocation::confirm_settlement(by(who), bill);
		assert_ok!(settle(AUDITOR));
		assert_ok!(unwind(AUDITOR, bill));
		// The custodian's word alone does not settle it.
		assert_ok!(settle(CUSTODIAN));
		assert!(matches!(Allocation::bill(bill).unwrap().stage, Stage::InTransit(_)));
		assert_ok!(settle(AUDITOR));
		assert!(matches!(Allocation::bill(bill).unwrap().stage, Stage::Held(_)));
	});
}

#[test]
fn unwound_purchase_should_bring_back_what_was_written_down() {
	with_chain(|| {
		let bill = bought();
		surplus(900_000);
		idle(100_000);
		go(after(8));
		assert_ok!(Allocation::impair(by(ANYONE), bill));
		let burned = burned();
		assert!(!burned.is_zero());
		assert_ok!(Allocation::unwind(by(CUSTODIAN), bill));
		// The cushion is whole first; the vault gets the rest, which is what it has lost.
		let accounts = CurrentTotals::<Test>::get().accounts;
		assert_eq!((accounts.settled_surplus, accounts.returned), (UsdaiAmount::ZERO, burned));
		assert_eq!(Allocation::claims().returned, Returned { low: burned, high: burned });
		assert_ok!(Allocation::confirm_maturity(by(AUDITOR), bill));
		Cushion::set(dollars(900_000).get());
		assert_ok!(Allocation::harvest(by(ANYONE), bill));
		// It is no income: no fee is taken of it.
		assert_eq!(world(|w| (w.restored.clone(), w.harvests.len())), (vec![burned], 0));
		System::assert_last_event(
			Event::Harvested { bill, minted: burned, returned: burned, left: UsdaiAmount::ZERO }
				.into(),
		);
		assert_eq!(Ledger::surplus(), dollars(900_000));
	});
}

/// A bill that was sold by account 8 for the day after the 14th, and redeemers that wait.
fn sold() -> BillId {
	let bill = held();
	go(after(14));
	world(|w| {
		(w.owed, w.issued) = (dollars(9_502_820), dollars(497_180));
		w.roles.as_mut().unwrap().push((8, Role::TreasuryOperator));
	});
	assert_ok!(Allocation::rebalance(by(ANYONE)));
	let order = Allocation::orders().0[0].id;
	let price = price(Ppb(36_250_000), 13).unwrap();
	assert_ok!(Allocation::fill_sale(by(8), order, Sale { price, settles: after(15) }));
	bill
}

#[test]
fn sale_should_be_taken_back_when_custodian_and_auditor_say_so_in_any_order() {
	for order in [[CUSTODIAN, AUDITOR], [AUDITOR, CUSTODIAN]] {
		with_chain(|| {
			let held_before = {
				let bill = sold();
				let record = Allocation::bill(bill).unwrap();
				let Stage::Selling(sold) = record.stage.clone() else { panic!("not sold") };
				assert_eq!((record.operator, sold.bought_by), (8, OPERATOR));
				crate::Bill {
					operator: OPERATOR,
					stage: Stage::Held(Held { auditor: None }),
					..record
				}
			};
			let bill = BillId(0);
			let (accounts, surplus) = (CurrentTotals::<Test>::get().accounts, Ledger::surplus());
			assert_ok!(cancel(order[0], bill));
			assert!(matches!(Allocation::bill(bill).unwrap().stage, Stage::Selling(_)));
			assert_noop!(cancel(order[0], bill), Error::<Test>::AlreadyConfirmed);
			assert_ok!(cancel(order[1], bill));
			System::assert_last_event(Event::SaleCancelled { bill }.into());
			// As it was, with no unit moved; and what redeemers lack is ordered anew.
			assert_eq!(Allocation::bill(bill), Some(held_before));
			assert!(!Book::<Test>::get().0[0].sold);
			assert_eq!(CurrentTotals::<Test>::get().accounts, accounts);
			assert_eq!(Ledger::surplus(), surplus);
			assert_noop!(cancel(order[0], bill), Error::<Test>::NotSold);
			assert_noop!(Allocation::settle_sale(by(CUSTODIAN), bill), Error::<Test>::NotSold);
			assert_ok!(Allocation::rebalance(by(ANYONE)));
		});
	}
}

#[test]
fn sale_should_be_taken_back_by_an_auditor_alone_when_its_money_is_late_beyond_the_grace() {
	with_chain(|| {
		let bill = sold();
		// Due on a Wednesday; five business days end with the next one.
		go(after(22));
		assert_ok!(cancel(AUDITOR, bill));
		assert!(matches!(Allocation::bill(bill).unwrap().stage, Stage::Selling(_)));
		go(after(23));
		world(|w| w.roles.as_mut().unwrap().push((9, Role::Auditor)));
		assert_ok!(cancel(9, bill));
		assert!(matches!(Allocation::bill(bill).unwrap().stage, Stage::Held(_)));
	});
	with_chain(|| {
		let bill = sold();
		go(after(23));
		assert_ok!(cancel(AUDITOR, bill));
		assert!(matches!(Allocation::bill(bill).unwrap().stage, Stage::Held(_)));
	});
}

#[test]
fn sale_should_not_be_taken_back_when_the_signer_is_no_party_or_the_money_was_seen() {
	with_chain(|| {
		let bill = sold();
		for who in [ANYONE, OPERATOR, 8] {
			assert_noop!(cancel(who, bill), Error::<Test>::Role(RoleError::NotGranted));
		}
		world(|w| w.roles.as_mut().unwrap().push((8, Role::Auditor)));
		assert_noop!(cancel(8, bill), Error::<Test>::NotDistinct);
		assert_noop!(cancel(AUDITOR, BillId(7)), Error::<Test>::UnknownBill);
		go(after(15));
		assert_ok!(Allocation::confirm_maturity(by(AUDITOR), bill));
		for who in [CUSTODIAN, AUDITOR] {
			assert_noop!(cancel(who, bill), Error::<Test>::AlreadyConfirmed);
		}
		// The buyer pays: the sale is as good as any.
		assert_ok!(Allocation::settle_sale(by(CUSTODIAN), bill));
	});
}

#[test]
fn impaired_bill_should_stay_impaired_and_pay_when_its_sale_is_taken_back() {
	with_chain(|| {
		let bill = sold();
		idle(2_000_000);
		go(after(23));
		assert_ok!(Allocation::impair(by(ANYONE), bill));
		let high = Allocation::claims().accreted.high;
		assert_ok!(cancel(AUDITOR, bill));
		assert!(Allocation::bill(bill).unwrap().written_down.is_some());
		assert_eq!(
			(Allocation::claims().accreted.high, Allocation::claims().returned.high),
			(high, burned())
		);
		go(Day(MATURITY.0));
		assert_ok!(Allocation::mature(by(CUSTODIAN), bill));
		assert_eq!(CurrentTotals::<Test>::get().accounts.returned, burned());
	});
}
