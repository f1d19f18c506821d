//! Default is called: when, by whom, for what, and what stands still from then on.

use crate::{mock::*, Ask, Cause, Charge, ChargeKind, Error, Event, Payee, Record, Risk, Rules};
use caliber_primitives::{
	collateral::{Fact, LossPayee},
	ids::{ItemId, LoanId},
	testing::{on_call, world},
	units::{Ppm, Seconds, UsdCents, UsdaiAmount, UNIT},
};
use frame_support::{assert_noop, assert_ok, traits::fungible::Mutate};

fn defaulted(loan: LoanId) -> crate::Defaulted<AccountId> {
	match Lending::record(loan) {
		Some(Record::Defaulted(defaulted)) => defaulted,
		other => panic!("not in default: {other:?}"),
	}
}

fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

#[test]
fn default_should_be_called_a_second_after_grace_and_move_no_price() {
	with_chain(|| {
		let loan = overdue();
		// The same a second before.
		let due = active(loan).due().unwrap();
		let grace = GRACE_DAYS * DAY;
		assert_eq!(Now::get(), due.get() + grace + 1);
		Now::set(due.get() + grace);
		assert_noop!(call_default(loan), Error::<Test>::NoDefault);
		Now::set(due.get() + grace + 1);
		let (value, before) = (Lending::book_value(), active(loan));
		let bounty = UNIT / 2;
		assert_ok!(call_default(loan));
		// The mark has fallen with the end of grace.
		assert_eq!(Lending::book_value(), value);
		let stands = defaulted(loan);
		assert_eq!((stands.cause, stands.since), (Cause::Overdue, Seconds(Now::get())));
		assert_eq!(stands.entry, before.entry);
		assert!(world(|w| w.items[&ItemId(0)].seized));
		// Nothing lay with it: the bounty is the first of the debts.
		assert_eq!(
			(stands.money, stands.creditors.debts.costs[0].get()),
			(UsdaiAmount::ZERO, bounty)
		);
		let principal: Vec<_> =
			stands.creditors.debts.lenders.iter().map(|c| c.principal / UNIT).collect();
		assert_eq!(principal, vec![700, 200, 100, 0, 0, 0, 0, 0]);
		let opens = Seconds(Now::get() + 10 * DAY);
		System::assert_last_event(
			Event::DefaultCalled {
				loan,
				by: CALLER,
				cause: Cause::Overdue,
				debts: stands.creditors.debts,
				money: UsdaiAmount::ZERO,
				bounty: UsdaiAmount(bounty),
				opens,
			}
			.into(),
		);
		// What is owed stands still, and the book ages on as before.
		settle_at(Seconds(Now::get() + 100 * DAY));
		assert_eq!(defaulted(loan).creditors.debts, stands.creditors.debts);
		assert!(Lending::book_value().unwrap().conservative < value.unwrap().conservative);
	});
}

/// What every tranche is owed is what payments would have credited it with at that moment.
#[test]
fn debts_should_be_what_ends_the_loan_without_the_fee_for_leaving_early() {
	with_chain(|| {
		let exit = crate::Product { late_fee: Ppm(20_000), exit_fee: Ppm(10_000), ..product() };
		let sku = caliber_primitives::ids::SkuId(0);
		Lending::set_product(RuntimeOrigin::root(), sku, exit).unwrap();
		let loan = overdue();
		settle_at(Seconds(Now::get() + 60 * DAY));
		let payoff = Lending::payoff(loan).unwrap().get();
		assert_ok!(call_default(loan));
		let debts = defaulted(loan).creditors.debts;
		let all = debts.total().unwrap().get() - debts.costs[0].get();
		// An exit fee of 1 % on what is not due yet comes on top of a payoff.
		let balance = debts.lenders.iter().map(|claim| claim.principal).sum::<u128>();
		assert!(payoff > all && payoff - all < balance / 100 + UNIT);
		assert!(debts.fee.get() > 0);
	});
}

#[test]
fn pots_and_bounty_should_come_first_when_money_lies_with_the_loan() {
	with_chain(|| {
		let loan = overdue_with(Ask { reserve: 3, ..thousand() });
		assert_ok!(Lending::receive(loan, &INSURER, casualty(dollars(7))));
		let all = active(loan).pots.total().unwrap().get();
		assert_ok!(call_default(loan));
		let stands = defaulted(loan);
		// The caller has his at once, the rest waits for the sale.
		assert_eq!(stands.money.get(), all - UNIT / 2);
		assert_eq!(
			(stands.creditors.caller.payee, stands.creditors.caller.owed.get()),
			(CALLER, UNIT / 2)
		);
		assert!(stands.creditors.debts.costs[0].is_zero());
		assert_ok!(Lending::collect(signed(STRANGER), loan, Payee::Caller));
		// He was a cent poorer by opening the account, if nobody had.
		assert_eq!(Dollar::free_balance(CALLER), 1_000_000 * UNIT + UNIT / 2);
		assert_noop!(
			Lending::collect(signed(STRANGER), loan, Payee::Caller),
			Error::<Test>::NothingOwed
		);
		assert_noop!(
			Lending::collect(signed(STRANGER), loan, Payee::Borrower),
			Error::<Test>::NothingOwed
		);
		// More of it may come.
		assert_ok!(Lending::receive(loan, &INSURER, casualty(dollars(3))));
		assert_eq!(defaulted(loan).money.get(), all - UNIT / 2 + 3 * UNIT);
		assert!(<Lending as LossPayee<_>>::is_owed(loan));
	});
}

#[test]
fn default_should_be_refused_when_nothing_is_wrong_enough() {
	with_chain(|| {
		let loan = running_with_juniors();
		for _ in 0..2 {
			assert_noop!(call_default(loan), Error::<Test>::NoDefault);
			// Whatever the price, a loan that is paid is not called (H58).
			world(|w| {
				let item = w.items.get_mut(&ItemId(0)).unwrap();
				(item.monitored.market, item.monitored.orderly) = (UsdCents(1), UsdCents(1));
			});
			Lending::review(signed(STRANGER), loan).unwrap();
		}
		assert_noop!(call_default(LoanId(9)), Error::<Test>::UnknownLoan);
		let offer = offered(ask(1_000));
		assert_noop!(call_default(offer), Error::<Test>::NotActive);
		let waits = waiting();
		assert_noop!(call_default(waits), Error::<Test>::NotActive);
	});
}

#[test]
fn uncured_event_should_be_a_default_however_the_loan_is_paid() {
	with_chain(|| {
		let loan = running_with_juniors();
		world(|w| w.items.get_mut(&ItemId(0)).unwrap().monitored.lapsed = Some(Fact::Insurance));
		Lending::review(signed(STRANGER), loan).unwrap();
		settle_at(Seconds(Now::get() + 15 * DAY));
		assert_noop!(call_default(loan), Error::<Test>::NoDefault);
		Lending::review(signed(STRANGER), loan).unwrap();
		let value = Lending::book_value();
		assert_ok!(call_default(loan));
		assert_eq!(Lending::book_value(), value);
		assert_eq!(defaulted(loan).cause, Cause::Event(Risk::Lapse(Fact::Insurance)));
		// Interest of half a window, and no fee.
		let debts = defaulted(loan).creditors.debts;
		assert!(debts.fee.is_zero() && debts.lenders[0].interest > 0);
	});
}

/// What was cured since the last look is no default (protocol.md 5.3).
#[test]
fn event_should_be_no_default_when_it_was_cured_and_nobody_has_looked_since() {
	with_chain(|| {
		let loan = running_with_juniors();
		let lapsed = |fact| {
			world(|w| w.items.get_mut(&ItemId(0)).unwrap().monitored.lapsed = fact);
		};
		lapsed(Some(Fact::Insurance));
		Lending::review(signed(STRANGER), loan).unwrap();
		settle_at(Seconds(Now::get() + 15 * DAY));
		Lending::review(signed(STRANGER), loan).unwrap();
		lapsed(None);
		assert_noop!(call_default(loan), Error::<Test>::NoDefault);
		lapsed(Some(Fact::Insurance));
		assert_ok!(call_default(loan));
	});
}

/// A new appraisal acts on a loan in default as on any other: whoever leaves first gains nothing by
/// calling default before it is looked at.
#[test]
fn mark_should_follow_new_values_when_a_loan_in_default_is_reviewed() {
	with_chain(|| {
		let loan = overdue();
		assert_ok!(call_default(loan));
		let before = Lending::book_value().unwrap();
		assert_eq!(before.conservative, dollars(300));
		world(|w| {
			let item = w.items.get_mut(&ItemId(0)).unwrap();
			(item.monitored.orderly, item.monitored.forced) = (UsdCents(30_000), UsdCents(10_000));
			item.monitored.cover = UsdCents(5_000);
		});
		let stands = defaulted(loan);
		Lending::review(signed(STRANGER), loan).unwrap();
		let after = Lending::book_value().unwrap();
		// 60 % of 100 in a forced sale; 300 and the cover for deposits.
		assert_eq!((after.conservative, after.optimistic), (dollars(60), dollars(350)));
		assert_eq!((after.principal, after.accrued), (before.principal, before.accrued));
		let looked = defaulted(loan);
		assert_eq!((looked.creditors.debts, looked.money), (stands.creditors.debts, stands.money));
		assert_eq!(
			(looked.entry.start, looked.entry.stop),
			(stands.entry.start, stands.entry.stop)
		);
		assert_ok!(sold(loan, 100 * UNIT));
		assert_noop!(Lending::review(signed(STRANGER), loan), Error::<Test>::NotActive);
	});
}

#[test]
fn charges_and_advances_should_be_owed_to_whom_they_are_when_default_is_called() {
	with_chain(|| {
		let payee = INSURER;
		let rate = 1_000_000_000_000_000;
		let charges = vec![
			Charge { kind: ChargeKind::Servicing, payee: SERVICER, rate },
			Charge { kind: ChargeKind::Premium, payee, rate },
		];
		for who in [STRANGER, BORROWER] {
			Dollar::set_balance(&who, 1_000_000 * UNIT);
		}
		let loan = offered_charging(charges);
		accept(loan).unwrap();
		settle_at(day(32));
		assert_ok!(Lending::advance_charges(signed(STRANGER), loan));
		settle_at(day(75));
		assert_ok!(call_default(loan));
		let debts = defaulted(loan).creditors.debts;
		// The premium of the first window was advanced, that of the second is open; whoever keeps no
		// collateral has no cost.
		assert_eq!((debts.costs[1], debts.costs[2]), (UsdaiAmount::ZERO, dollars(1)));
		assert!(debts.advances[0] > dollars(1) && debts.advances[1].is_zero());
		assert_ok!(sold(loan, 2_000 * UNIT));
		let credits = closed(loan).creditors.credits;
		let owed: Vec<_> = credits.iter().map(|c| (c.payee, c.owed)).collect();
		let advanced = debts.advances[0];
		// The premium of the first window came to its payee when it was advanced.
		let expected = vec![(SERVICER, dollars(0)), (INSURER, dollars(2)), (STRANGER, advanced)];
		assert_eq!(owed, expected);
		let before = Dollar::free_balance(STRANGER);
		assert_ok!(Lending::collect(signed(BORROWER), loan, Payee::Charge(2)));
		assert_eq!(Dollar::free_balance(STRANGER) - before, advanced.get());
	});
}

#[test]
fn nothing_should_touch_a_loan_in_default_but_what_ends_it() {
	with_chain(|| {
		let loan = overdue();
		assert_ok!(call_default(loan));
		let not_active = Error::<Test>::NotActive;
		assert_noop!(call_default(loan), not_active);
		assert_noop!(repay(loan, 1), Error::<Test>::NotActive);
		assert_noop!(prepay(loan, dollars(1)), Error::<Test>::NotActive);
		let fund = Lending::fund_lockbox(signed(STRANGER), loan, dollars(1));
		assert!(fund.is_err());
		for call in [
			Lending::transfer_position(signed(CURATOR), loan, 1, STRANGER),
			Lending::fund_reserve(signed(STRANGER), loan, dollars(1)),
		] {
			assert_eq!(call, Err(Error::<Test>::NotActive.into()));
		}
		let rules = Rules { bounty: Ppm(0), ..rules() };
		let before = Lending::record(loan);
		Lending::set_rules(RuntimeOrigin::root(), rules).unwrap();
		let none = crate::Product { enabled: false, ..product() };
		Lending::set_product(RuntimeOrigin::root(), caliber_primitives::ids::SkuId(0), none)
			.unwrap();
		assert_eq!(Lending::record(loan), before);
	});
}

#[test]
fn default_should_write_its_own_storage_before_it_calls_across() {
	with_chain(|| {
		let loan = overdue();
		on_call(|method| {
			let is_ours = matches!(Lending::record(LoanId(0)), Some(Record::Defaulted(_)));
			assert!(method == "seize" && is_ours);
		});
		assert_ok!(call_default(loan));
		on_call(|_| ());
	});
}

#[test]
fn call_should_be_charged_for_as_many_late_instalments_as_a_schedule_has() {
	assert_eq!(usize::try_from(crate::MAX_LATE), Ok(caliber_finance::schedule::MAX_WINDOWS));
	with_chain(|| {
		let loan = overdue();
		let late = |now| active(loan).windows_late(Seconds(now)).unwrap();
		let due = active(loan).due().unwrap().get();
		assert_eq!((late(due), late(due + 1), late(Now::get())), (0, 1, 1));
		assert_eq!(late(due + 70 * DAY), 3);
	});
}
