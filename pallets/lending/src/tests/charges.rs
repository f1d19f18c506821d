//! Who is paid with each instalment beside the lenders, and what being late costs.

use crate::{
	mock::*, Ask, Charge, ChargeKind, Error, Event, Payee, Product, Record, MAX_CHARGE, MAX_CHARGES,
};
use caliber_primitives::{
	ids::{LoanId, SkuId},
	roles::{Role, RoleError},
	testing::world,
	units::{Ppm, Seconds, UsdaiAmount, UNIT},
};
use frame_support::{
	assert_noop, assert_ok, storage::with_storage_layer, traits::fungible::Mutate,
};
use sp_runtime::DispatchResult;

/// The original's premium: 0.125 % a month, 1.5 % a year.
const PREMIUM: u64 = 1_250_000_000_000_000;
const STORAGE: u64 = 300_000_000_000_000;

fn charge(kind: ChargeKind, payee: AccountId, rate: u64) -> Charge<AccountId> {
	Charge { kind, payee, rate }
}

fn both() -> Vec<Charge<AccountId>> {
	vec![
		charge(ChargeKind::Premium, INSURER, PREMIUM),
		charge(ChargeKind::Custody, CUSTODIAN, STORAGE),
	]
}

fn offer(charges: Vec<Charge<AccountId>>) -> DispatchResult {
	let origin = RuntimeOrigin::signed(ORIGINATOR);
	let item = item(60_000);
	let ask = Ask { reserve: 3, ..ask(30_000) };
	Lending::offer(origin, BORROWER, items(&[item]), ask, vec![], charges, None, tomorrow())
}

/// A loan of 30,000 with both charges, and a reserve.
fn charged() -> LoanId {
	for who in [BORROWER, STRANGER] {
		Dollar::set_balance(&who, 1_000_000 * UNIT);
	}
	let loan = crate::NextLoan::<Test>::get();
	offer(both()).unwrap();
	accept(loan).unwrap();
	loan
}

fn owed(loan: LoanId) -> [u128; 2] {
	let record = Lending::record(loan).unwrap();
	let credits = record.credits();
	[credits[0].owed.get(), credits[1].owed.get()]
}

fn collect(loan: LoanId, payee: u8) -> DispatchResult {
	Lending::collect(RuntimeOrigin::signed(STRANGER), loan, Payee::Charge(payee))
}

/// What the two are paid of a balance.
fn on(balance: UsdaiAmount) -> [u128; 2] {
	[PREMIUM, STORAGE].map(|rate| (balance.get() * u128::from(rate)).div_ceil(UNIT))
}

#[test]
fn payees_should_be_credited_with_each_instalment_and_collect() {
	with_chain(|| {
		let loan = charged();
		let mut expected = [0, 0];
		let quoted = Lending::quote(Ask { reserve: 3, ..ask(30_000) }, vec![], both()).unwrap();
		assert_eq!(quoted, Lending::schedule(loan).unwrap());
		for (time, windows) in [(day(31), 1), (day(62), 2)] {
			settle_at(time);
			for _ in 0..windows {
				let balance = active(loan).progress.balance;
				let line = Lending::next_due(loan).unwrap();
				let parts = on(balance);
				assert_eq!(line.charges.get(), parts[0] + parts[1]);
				let before = Dollar::free_balance(STRANGER);
				assert_ok!(repay(loan, 1));
				let paid = before - Dollar::free_balance(STRANGER);
				assert_eq!(paid, line.principal.get() + line.interest.get() + line.charges.get());
				expected = [expected[0] + parts[0], expected[1] + parts[1]];
			}
			assert_eq!(owed(loan), expected);
		}
		let before = Dollar::free_balance(INSURER);
		assert_ok!(collect(loan, 0));
		assert_eq!(Dollar::free_balance(INSURER) - before, expected[0]);
		let (payee, amount) = (Payee::Charge(0), UsdaiAmount(expected[0]));
		System::assert_last_event(Event::Collected { loan, payee, holder: INSURER, amount }.into());
		assert_noop!(collect(loan, 0), Error::<Test>::NothingOwed);
		assert_noop!(collect(loan, 2), Error::<Test>::UnknownCharge);
		// What is not collected waits beyond the end.
		assert_ok!(prepay(loan, UsdaiAmount::MAX));
		assert!(matches!(Lending::record(loan), Some(Record::Repaid(_))));
		assert_ok!(collect(loan, 1));
		assert_eq!(Dollar::free_balance(CUSTODIAN), expected[1]);
	});
}

#[test]
fn charges_should_be_paid_first_when_there_is_not_enough_for_the_instalment() {
	with_chain(|| {
		let loan = charged();
		let [premium, storage] = on(dollars(30_000));
		let fund = |amount| {
			let signed = RuntimeOrigin::signed(STRANGER);
			Lending::fund_lockbox(signed, loan, UsdaiAmount(amount))
		};
		assert_ok!(fund(premium + storage - 1));
		settle_at(day(31));
		let sweep = || paying(|| Lending::sweep(RuntimeOrigin::signed(STRANGER), loan));
		assert_ok!(sweep());
		assert_eq!(owed(loan), [0, 0]);
		assert_ok!(fund(2));
		assert_ok!(sweep());
		assert_eq!((owed(loan), active(loan).pots.lockbox), ([premium, storage], UsdaiAmount(1)));
		System::assert_last_event(
			Event::Charged {
				loan,
				amount: UsdaiAmount(premium + storage),
				pots: active(loan).pots,
			}
			.into(),
		);
		// Once; the instalment takes none any more.
		assert_ok!(sweep());
		assert_eq!(Lending::next_due(loan).unwrap().charges, UsdaiAmount::ZERO);
		assert_eq!(Lending::schedule(loan).unwrap()[0].charges, UsdaiAmount::ZERO);
		assert_ok!(repay(loan, 1));
		assert_eq!(owed(loan), [premium, storage]);
		assert!(!Lending::next_due(loan).unwrap().charges.is_zero());
	});
}

/// Whoever keeps no collateral waits for the instalment, and nobody advances him anything.
#[test]
fn servicing_should_come_with_the_instalment_only() {
	with_chain(|| {
		for who in [BORROWER, STRANGER] {
			Dollar::set_balance(&who, 1_000_000 * UNIT);
		}
		let loan = crate::NextLoan::<Test>::get();
		let filing = charge(ChargeKind::Filing, CUSTODIAN, STORAGE);
		offer(vec![charge(ChargeKind::Servicing, SERVICER, PREMIUM), filing]).unwrap();
		accept(loan).unwrap();
		let [servicing, filing] = on(dollars(30_000));
		assert_eq!(Lending::next_due(loan).unwrap().charges.get(), servicing + filing);
		settle_at(day(32));
		let signed = || RuntimeOrigin::signed(STRANGER);
		assert_ok!(Lending::fund_lockbox(signed(), loan, UsdaiAmount(servicing + filing)));
		assert_eq!(owed(loan), [0, filing]);
		assert_eq!(active(loan).pots.lockbox.get(), servicing);
		assert_noop!(Lending::advance_charges(signed(), loan), Error::<Test>::NothingToAdvance);
		assert_eq!(Lending::schedule(loan).unwrap()[0].charges.get(), servicing);
		assert_ok!(repay(loan, 1));
		assert_eq!(owed(loan), [servicing, filing]);
		// Nor does it come with what is repaid ahead of time.
		settle_at(day(40));
		assert_ok!(prepay(loan, dollars(1_000)));
		assert_eq!(owed(loan)[0], servicing);
		assert!(owed(loan)[1] > filing);
	});
}

#[test]
fn reserve_should_pay_charges_when_it_cannot_pay_the_instalment() {
	with_chain(|| {
		let loan = charged();
		for time in [day(32), day(63)] {
			settle_at(time);
			assert_ok!(paying(|| Lending::draw_reserve(RuntimeOrigin::signed(STRANGER), loan)));
		}
		settle_at(day(94));
		let (before, parts) = (owed(loan), on(active(loan).progress.balance));
		assert_ok!(paying(|| Lending::draw_reserve(RuntimeOrigin::signed(STRANGER), loan)));
		assert_eq!(active(loan).progress.windows_paid, 2);
		assert_eq!(owed(loan), [before[0] + parts[0], before[1] + parts[1]]);
	});
}

#[test]
fn charge_should_be_refused_when_it_is_out_of_range_or_its_payee_has_no_role() {
	with_chain(|| {
		let premium = |payee, rate| vec![charge(ChargeKind::Premium, payee, rate)];
		let many = vec![charge(ChargeKind::Servicing, INSURER, 1); MAX_CHARGES as usize + 1];
		let cases = [
			(premium(INSURER, 0), Error::<Test>::InvalidCharge),
			(premium(INSURER, MAX_CHARGE + 1), Error::InvalidCharge),
			(many, Error::InvalidCharge),
			(premium(BORROWER, PREMIUM), Error::OwnCharge),
		];
		for (charges, error) in cases {
			assert_noop!(offer(charges), error);
		}
		assert_ok!(offer(premium(INSURER, MAX_CHARGE)));
		for (kind, role) in [
			(ChargeKind::Premium, Role::Insurer),
			(ChargeKind::Custody, Role::Custodian),
			(ChargeKind::Servicing, Role::Servicer),
		] {
			world(|w| w.ended = vec![(INSURER, role, Seconds::ZERO)]);
			let refused = offer(vec![charge(kind, INSURER, 1)]);
			assert_noop!(refused, Error::<Test>::ChargeRole(RoleError::Expired));
		}
	});
}

#[test]
fn late_fee_should_be_the_vaults_once_for_an_instalment_that_is_late() {
	with_chain(|| {
		let product = Product { late_fee: Ppm(50_000), ..product() };
		Lending::set_product(RuntimeOrigin::root(), SkuId(0), product).unwrap();
		let loan = running(ask(1_000));
		// The terms stay as they are.
		let free = Product { late_fee: Ppm(0), ..product };
		Lending::set_product(RuntimeOrigin::root(), SkuId(0), free).unwrap();
		settle_at(day(31));
		assert!(Lending::next_due(loan).unwrap().charges.is_zero());
		settle_at(Seconds(day(31).get() + 1));
		let line = Lending::next_due(loan).unwrap();
		let due = line.principal.get() + line.interest.get();
		assert_eq!(line.charges.get(), (due * 5).div_ceil(100));
		world(|w| w.receipts.clear());
		assert_ok!(repay(loan, 1));
		let receipt = world(|w| w.receipts[0].1);
		assert_eq!(receipt.total().unwrap().get(), due + line.charges.get());
		assert!(receipt.extra >= line.charges);
	});
}

#[test]
fn charges_should_be_advanced_for_a_late_borrower_and_repaid_with_interest_ahead_of_all_else() {
	with_chain(|| {
		let loan = charged();
		let advance = || Lending::advance_charges(RuntimeOrigin::signed(STRANGER), loan);
		settle_at(day(31));
		assert_noop!(advance(), Error::<Test>::NotLate);
		settle_at(day(32));
		let [premium, storage] = on(dollars(30_000));
		let before = Dollar::free_balance(STRANGER);
		assert_ok!(advance());
		let sum = premium + storage;
		assert_eq!(
			(before - Dollar::free_balance(STRANGER), owed(loan)),
			(sum, [premium, storage])
		);
		let (by, amount) = (STRANGER, UsdaiAmount(sum));
		System::assert_last_event(Event::Advanced { loan, by, amount }.into());
		assert_noop!(advance(), Error::<Test>::NothingToAdvance);
		// Ten days at the loan's rate.
		settle_at(day(42));
		let interest = (sum * u128::from(RATE.get()) * u128::from(10 * DAY)).div_ceil(UNIT);
		let line = Lending::next_due(loan).unwrap();
		assert_eq!(line.charges.get(), sum + interest);
		let payoff = Lending::payoff(loan).unwrap().get();
		assert!(payoff > 30_000 * UNIT + sum + interest);
		assert_ok!(repay(loan, 1));
		assert_eq!(owed(loan), [premium, storage]);
		assert_eq!(active(loan).advances.len(), 0);
		let before = Dollar::free_balance(STRANGER);
		assert_ok!(collect(loan, 2));
		assert_eq!(Dollar::free_balance(STRANGER) - before, sum + interest);
		// He has made room for the next.
		settle_at(day(63));
		assert_ok!(Lending::advance_charges(RuntimeOrigin::signed(BORROWER), loan));
		assert_ok!(repay(loan, 1));
		assert_eq!(active(loan).credits[2].payee, BORROWER);
		assert_eq!(active(loan).credits.len(), 3);
	});
}

#[test]
fn payments_should_have_room_for_whoever_has_advanced_when_others_have_not_collected() {
	with_chain(|| {
		let loan = charged();
		for n in 0..crate::MAX_ADVANCES + 1 {
			let who = 100 + AccountId::from(n);
			Dollar::set_balance(&who, 1_000 * UNIT);
			let due = Lending::next_due(loan).unwrap().due;
			settle_at(Seconds(due.get() + DAY));
			let advance = Lending::advance_charges(RuntimeOrigin::signed(who), loan);
			if n == crate::MAX_ADVANCES {
				assert_noop!(advance, Error::<Test>::TooManyAdvances);
				assert_ok!(collect(loan, 2));
				assert_ok!(Lending::advance_charges(RuntimeOrigin::signed(who), loan));
			} else {
				assert_ok!(advance);
			}
			assert_ok!(repay(loan, 1));
		}
		assert_eq!(active(loan).credits.len(), crate::MAX_CREDITS as usize - 2);
	});
}

/// Every 30 days of a default the charges that keep its hardware can be advanced, on what is owed.
#[test]
fn charges_should_be_advanced_month_by_month_while_a_loan_is_in_default() {
	with_chain(|| {
		let (loan, advancer) = (charged_and_late(), STRANGER);
		call_default(loan).unwrap();
		let before = in_default(loan);
		let advance =
			|by| with_storage_layer(|| Lending::advance_charges(RuntimeOrigin::signed(by), loan));
		settle_at(Seconds(Now::get() + 30 * DAY - 1));
		assert_noop!(advance(advancer), Error::<Test>::NothingToAdvance);
		settle_at(Seconds(Now::get() + 1));
		assert_noop!(advance(CUSTODIAN), Error::<Test>::OwnCharge);
		let held = Dollar::free_balance(advancer);
		assert_ok!(advance(advancer));
		let paid = held - Dollar::free_balance(advancer);
		// Custody keeps hardware, servicing does not: a thousandth of a thousand.
		assert_eq!(paid, UNIT);
		assert_noop!(advance(advancer), Error::<Test>::NothingToAdvance);
		let after = in_default(loan);
		let grown = after.creditors.owed().unwrap().get() - before.creditors.owed().unwrap().get();
		assert_eq!(grown, paid);
		assert_eq!(
			after.creditors.credits[0].owed.get() - before.creditors.credits[0].owed.get(),
			paid
		);
		assert_eq!(after.creditors.credits[1].owed, before.creditors.credits[1].owed);
		// Two months later twice; each adds to what he is owed, ahead of the fee.
		settle_at(Seconds(Now::get() + 60 * DAY));
		assert_ok!(advance(advancer));
		assert_ok!(advance(CALLER));
		assert_noop!(advance(CALLER), Error::<Test>::NothingToAdvance);
		let debts = in_default(loan).creditors.debts;
		assert_eq!((debts.advances[0].get(), debts.advances[1].get()), (2 * paid, paid));
		assert_ok!(sold(loan, debts.costs.iter().map(|cost| cost.get()).sum::<u128>() + 3 * paid));
		let over = closed(loan);
		let owed = |who| {
			let all = over.creditors.credits.iter().filter(|credit| credit.payee == who);
			all.map(|credit| credit.owed.get()).sum::<u128>()
		};
		assert_eq!((owed(advancer), owed(CALLER)), (2 * paid, paid));
	});
}

fn in_default(loan: LoanId) -> crate::Defaulted<AccountId> {
	match Lending::record(loan) {
		Some(Record::Defaulted(defaulted)) => defaulted,
		other => panic!("not in default: {other:?}"),
	}
}

/// A loan with custody and servicing of a thousandth each, late beyond its grace.
fn charged_and_late() -> LoanId {
	let rate = 1_000_000_000_000_000;
	let loan = offered_charging(vec![
		charge(ChargeKind::Custody, CUSTODIAN, rate),
		charge(ChargeKind::Servicing, SERVICER, rate),
	]);
	for who in [STRANGER, CALLER] {
		Dollar::set_balance(&who, 1_000_000 * UNIT);
	}
	accept(loan).unwrap();
	let due = active(loan).due().unwrap();
	settle_at(Seconds(due.get() + GRACE_DAYS * DAY + 1));
	loan
}
