//! Money that lies with a loan: insurance money, lockbox and reserve.

use crate::{mock::*, Ask, Error, Event, Pot, Pots, Record, Rules, Running, Status};
use caliber_primitives::{
	collateral::LossPayee,
	ids::LoanId,
	testing::{on_call, world},
	units::{Ppm, Seconds, UsdaiAmount, UNIT},
};
use frame_support::{
	assert_noop, assert_ok, storage::with_storage_layer, traits::fungible::Mutate,
};
use sp_runtime::{DispatchResult, TokenError};

const CENT: u128 = UNIT / 100;

/// Brings insurance money for a loan.
fn insure(loan: LoanId, amount: UsdaiAmount) -> DispatchResult {
	with_storage_layer(|| Lending::receive(loan, &INSURER, casualty(amount)))
}

fn has(who: AccountId) -> u128 {
	Dollar::free_balance(who)
}

/// What the account has beside its minimum balance.
fn held() -> u128 {
	has(Lending::account()).saturating_sub(CENT)
}

/// The insurer pays into the lockbox.
fn fund(loan: LoanId, amount: UsdaiAmount) -> DispatchResult {
	let signed = RuntimeOrigin::signed(INSURER);
	with_storage_layer(|| paying(|| Lending::fund_lockbox(signed, loan, amount)))
}

fn sweep(loan: LoanId) -> DispatchResult {
	let signed = RuntimeOrigin::signed(ORIGINATOR);
	with_storage_layer(|| paying(|| Lending::sweep(signed, loan)))
}

fn draw(loan: LoanId) -> DispatchResult {
	let signed = RuntimeOrigin::signed(ORIGINATOR);
	with_storage_layer(|| paying(|| Lending::draw_reserve(signed, loan)))
}

fn pots(loan: LoanId) -> Pots {
	Lending::pots(loan).unwrap()
}

/// What the next instalment takes now.
fn due(loan: LoanId) -> UsdaiAmount {
	let line = Lending::next_due(loan).unwrap();
	UsdaiAmount(line.principal.get() + line.interest.get() + line.charges.get())
}

/// A loan whose reserve holds three instalments. The borrower has put them aside.
fn reserved() -> LoanId {
	Dollar::set_balance(&BORROWER, 1_000_000 * UNIT);
	Dollar::set_balance(&STRANGER, 1_000_000 * UNIT);
	// A forced sale of its item would bring 20,000.
	running_on(Ask { reserve: 3, ..ask(30_000) }, 20_000)
}

fn status(loan: LoanId) -> Status {
	Lending::loan(loan).unwrap().status
}

fn watched(loan: LoanId) -> bool {
	let (running, now, _) = Lending::at_now(loan).ok().unwrap();
	running.is_watched(now)
}

#[test]
fn insurance_should_pay_instalments_first_and_the_signer_the_rest() {
	with_chain(|| {
		let loan = running(ask(30_000));
		Dollar::set_balance(&STRANGER, 1_000_000 * UNIT);
		let (one, two) = (dollars(500), dollars(600));
		assert_ok!(insure(loan, one));
		assert_ok!(insure(loan, two));
		System::assert_last_event(
			Event::InsuranceReceived { loan, insurer: INSURER, amount: two, left: dollars(1_100) }
				.into(),
		);
		let (by, base) = (INSURER, UsdaiAmount(CENT));
		System::assert_has_event(Event::AccountOpened { by, base }.into());
		assert_eq!((held(), has(BORROWER)), (1_100 * UNIT, 0));
		// The first instalment is below that.
		let first = due(loan).get();
		assert!(first < 1_100 * UNIT);
		// What is its own is written before it calls across.
		on_call(|method| {
			if method == "receive" {
				assert!(pots(LoanId(0)).insured < dollars(1_100));
			}
		});
		let before = has(STRANGER);
		assert_ok!(repay(loan, 1));
		let left = 1_100 * UNIT - first;
		assert_eq!((has(STRANGER), held()), (before, left));
		// The vault has all of it, from the account.
		let (payer, receipt) = world(|w| *w.receipts.last().unwrap());
		assert_eq!((payer, receipt.total().unwrap().get()), (Lending::account(), first));
		// The rest is gone with the next one, and then there is none.
		let second = due(loan).get();
		assert_ok!(repay(loan, 1));
		assert_eq!((before - has(STRANGER), held()), (second - left, 0));
		assert_ok!(repay(loan, 1));
		assert_eq!(world(|w| w.receipts.last().unwrap().0), STRANGER);
	});
}

#[test]
fn money_should_be_the_borrowers_when_the_loan_is_over() {
	with_chain(|| {
		let loan = running(Ask { duration_days: 30, ..ask(1_000) });
		assert!(Lending::is_owed(loan) && !Lending::is_owed(LoanId(9)));
		assert_ok!(insure(loan, dollars(5_000)));
		assert_ok!(fund(loan, dollars(100)));
		let all: u128 = Lending::schedule(loan)
			.unwrap()
			.iter()
			.map(|l| l.principal.get() + l.interest.get())
			.sum();
		let windows = Lending::schedule(loan).unwrap().len() as u32;
		assert_ok!(repay(loan, windows));
		assert!(matches!(Lending::record(loan), Some(Record::Repaid(_))));
		assert_eq!((has(BORROWER), held()), (5_100 * UNIT - all, 0));
		// Nobody has a loss any more, and what comes later is his at once.
		assert!(!Lending::is_owed(loan));
		let before = has(BORROWER);
		assert_ok!(insure(loan, dollars(7)));
		assert_eq!(has(BORROWER) - before, 7 * UNIT);
		let left = UsdaiAmount::ZERO;
		let (insurer, amount) = (INSURER, dollars(7));
		System::assert_last_event(Event::InsuranceReceived { loan, insurer, amount, left }.into());
		assert_noop!(fund(loan, dollars(1)), Error::<Test>::NotActive);
		assert_noop!(sweep(loan), Error::<Test>::NotActive);
		assert_noop!(draw(loan), Error::<Test>::NotActive);
	});
}

#[test]
fn money_should_be_refused_when_there_is_no_loan_or_no_money() {
	with_chain(|| {
		let offer = offered(ask(1_000));
		assert_noop!(insure(offer, dollars(1)), Error::<Test>::NotActive);
		assert_noop!(insure(LoanId(9), dollars(1)), Error::<Test>::UnknownLoan);
		let loan = running(ask(1_000));
		assert_noop!(insure(loan, dollars(1_000_001)), TokenError::FundsUnavailable);
		assert_noop!(fund(loan, dollars(1_000_001)), TokenError::FundsUnavailable);
		assert_noop!(fund(loan, UsdaiAmount::ZERO), Error::<Test>::ZeroAmount);
		assert_noop!(fund(offer, dollars(1)), Error::<Test>::NotActive);
		assert_noop!(fund(LoanId(9), dollars(1)), Error::<Test>::UnknownLoan);
		assert_ok!(fund(loan, dollars(1)));
		assert_noop!(insure(loan, UsdaiAmount::MAX), Error::<Test>::Uncomputable);
		let signed = RuntimeOrigin::signed(INSURER);
		let full = Lending::fund_reserve(signed, loan, dollars(1));
		assert_noop!(full, Error::<Test>::ReserveFull);
	});
}

#[test]
fn lockbox_should_wait_for_the_due_date_pay_and_release_the_rest() {
	with_chain(|| {
		// 1.5 of lease revenue on day 2 against 1.0 due on day 31 (protocol.md 8).
		let loan = running(Ask { due_day: 1, ..ask(30_000) });
		assert_ok!(repay(loan, 1));
		settle_at(day(33));
		let instalment = due(loan).get();
		let revenue = UsdaiAmount(instalment * 3 / 2);
		assert_ok!(fund(loan, revenue));
		let (pot, by) = (Pot::Lockbox, INSURER);
		System::assert_last_event(
			Event::Funded { loan, by, pot, amount: revenue, pots: pots(loan) }.into(),
		);
		for time in [day(34), Seconds(day(61).get() - 1)] {
			settle_at(time);
			assert_ok!(sweep(loan));
			assert_eq!((pots(loan).lockbox, has(BORROWER)), (revenue, 0));
		}
		// The due date is the day up to the deadline.
		settle_at(day(61));
		assert_ok!(sweep(loan));
		let rest = revenue.get() - instalment;
		assert_eq!((pots(loan).lockbox.get(), has(BORROWER), held()), (0, rest, 0));
		let (borrower, amount) = (BORROWER, UsdaiAmount(rest));
		System::assert_has_event(Event::Released { loan, borrower, amount }.into());
		let (payer, receipt) = world(|w| *w.receipts.last().unwrap());
		assert_eq!((payer, receipt.total().unwrap().get()), (Lending::account(), instalment));
		assert_eq!(active(loan).progress.windows_paid, 2);
		assert_ok!(sweep(loan));
		assert_eq!(active(loan).progress.windows_paid, 2);
	});
}

#[test]
fn part_should_wait_until_the_instalment_is_whole_and_be_swept_at_once_when_it_is_late() {
	with_chain(|| {
		let loan = running(ask(30_000));
		settle_at(day(31));
		let half = UsdaiAmount(due(loan).get() / 2);
		assert_ok!(fund(loan, half));
		assert_ok!(sweep(loan));
		assert_eq!((pots(loan).lockbox, active(loan).progress.windows_paid), (half, 0));
		settle_at(day(33));
		assert_eq!(status(loan), Status::Late);
		let missing = due(loan).get() - half.get();
		assert_ok!(fund(loan, UsdaiAmount(missing - 1)));
		assert_eq!(active(loan).progress.windows_paid, 0);
		assert_ok!(fund(loan, UsdaiAmount(1)));
		assert_eq!(active(loan).progress.windows_paid, 1);
		assert_eq!((pots(loan).lockbox, status(loan)), (UsdaiAmount::ZERO, Status::Current));
		// Two at once, the second one as far as a signer adds to it.
		settle_at(day(95));
		let both = due(loan).get();
		assert_ok!(fund(loan, UsdaiAmount(both + 5)));
		assert_eq!((active(loan).progress.windows_paid, pots(loan).lockbox.get()), (2, 5));
		Dollar::set_balance(&STRANGER, due(loan).get() - 5 + CENT);
		assert_ok!(repay(loan, 1));
		assert_eq!((has(STRANGER), pots(loan).lockbox.get()), (CENT, 0));
	});
}

#[test]
fn reserve_should_be_kept_back_from_the_principal_and_returned_at_the_end() {
	with_chain(|| {
		let before = 1_000_000 * UNIT;
		let loan = reserved();
		let lines = Lending::schedule(loan).unwrap();
		let three: u128 =
			lines.iter().take(3).map(|line| line.principal.get() + line.interest.get()).sum();
		assert_eq!((pots(loan).reserve.get(), pots(loan).required.get()), (three, three));
		// The mock's vault pays nothing out.
		assert_eq!(before - has(BORROWER), three + CENT);
		assert_ok!(paying(|| {
			Lending::prepay(RuntimeOrigin::signed(STRANGER), loan, dollars(1_000_000))
		}));
		assert_eq!((has(BORROWER), held()), (before - CENT, 0));
	});
}

#[test]
fn reserve_should_pay_lenders_and_hold_up_no_mark_when_an_instalment_is_late() {
	with_chain(|| {
		let loan = reserved();
		let entry = active(loan).entry;
		settle_at(day(31));
		assert_noop!(draw(loan), Error::<Test>::NotLate);
		settle_at(day(32));
		let (reserve, instalment) = (pots(loan).reserve.get(), due(loan).get());
		assert_ok!(draw(loan));
		// 5 basis points of 30,000.
		let bounty = dollars(15);
		let left = reserve - instalment - bounty.get();
		assert_eq!((pots(loan).reserve.get(), has(ORIGINATOR)), (left, bounty.get()));
		let (by, amount) = (ORIGINATOR, UsdaiAmount(instalment));
		System::assert_has_event(
			Event::ReserveDrawn { loan, by, amount, bounty, pots: pots(loan) }.into(),
		);
		assert_eq!(world(|w| w.receipts.last().unwrap().1.total().unwrap().get()), instalment);
		let Running { progress, entry: drawn, .. } = active(loan);
		assert_eq!((progress.windows_paid, progress.drawn), (1, 1));
		assert_eq!((status(loan), drawn.stop), (Status::Current, entry.stop));
		// Short and not on Watch yet: that is a matter of the next due date.
		assert!(!watched(loan));
		settle_at(day(45));
		let value = Lending::book_value().unwrap();
		assert_eq!(value.conservative, dollars(12_000));
		// What the second window earned until then.
		let earned = active(loan).progress.balance.get() * u128::from(RATE.get()) / UNIT;
		assert!(value.accrued.get().abs_diff(earned * u128::from(10 * DAY)) < u128::from(10 * DAY));
		settle_at(Seconds(day(62).get() + 1));
		assert!(watched(loan));
		// His own payment takes the mark back, and the reserve is filled again.
		assert_ok!(repay(loan, 1));
		let value = Lending::book_value().unwrap();
		assert_eq!((value.conservative, active(loan).progress.drawn), (value.principal, 0));
		let signed = RuntimeOrigin::signed(STRANGER);
		assert_ok!(Lending::fund_reserve(signed, loan, dollars(1_000_000)));
		assert!(pots(loan).missing().is_zero() && !watched(loan));
		assert_eq!(active(loan).watch.refill_by, None);
	});
}

#[test]
fn reserve_should_move_into_the_lockbox_when_it_is_not_enough() {
	with_chain(|| {
		let loan = reserved();
		for time in [day(32), day(63)] {
			settle_at(time);
			assert_ok!(draw(loan));
		}
		assert_eq!((active(loan).progress.windows_paid, active(loan).progress.drawn), (2, 2));
		settle_at(day(94));
		// Grace and bounties have left less than a third instalment.
		let (rest, before) = (pots(loan).reserve, has(ORIGINATOR));
		assert!(!rest.is_zero() && rest < due(loan));
		assert_ok!(draw(loan));
		assert_eq!((pots(loan).reserve, pots(loan).lockbox), (UsdaiAmount::ZERO, rest));
		assert_eq!((has(ORIGINATOR), active(loan).progress.windows_paid), (before, 2));
		let (by, bounty) = (ORIGINATOR, UsdaiAmount::ZERO);
		System::assert_last_event(
			Event::ReserveDrawn { loan, by, amount: rest, bounty, pots: pots(loan) }.into(),
		);
		assert_noop!(draw(loan), Error::<Test>::NothingToDraw);
		// Others pay the rest. What came from the reserve does not become his own payment by that.
		assert_ok!(fund(loan, UsdaiAmount(due(loan).get() - rest.get())));
		assert_eq!((active(loan).progress.windows_paid, active(loan).progress.drawn), (3, 3));
		assert_eq!(pots(loan).from_reserve, UsdaiAmount::ZERO);
		let value = Lending::book_value().unwrap();
		assert!(value.conservative < value.principal);
		let stranger = RuntimeOrigin::signed(STRANGER);
		assert_ok!(paying(|| Lending::repay(stranger, loan, 1)));
		assert_eq!(active(loan).progress.drawn, 0);
	});
}

#[test]
fn lockbox_should_fill_the_reserve_before_anything_is_released() {
	with_chain(|| {
		let loan = reserved();
		settle_at(day(32));
		assert_ok!(draw(loan));
		let missing = pots(loan).missing();
		settle_at(day(40));
		assert_ok!(fund(loan, dollars(10_000)));
		let before = has(BORROWER);
		settle_at(Seconds(day(62).get() - 10));
		let instalment = due(loan).get();
		assert_ok!(sweep(loan));
		assert!(pots(loan).missing().is_zero() && !watched(loan));
		let rest = 10_000 * UNIT - instalment - missing.get();
		assert_eq!(has(BORROWER) - before, rest);
		System::assert_has_event(
			Event::Refilled {
				loan,
				amount: missing,
				pots: Pots { lockbox: UsdaiAmount(rest), ..pots(loan) },
			}
			.into(),
		);
	});
}

#[test]
fn bounty_should_be_what_the_rules_say_at_most_what_is_left() {
	for (bounty, max_bounty, earned) in [(0, 500, 0), (10_000, 500, 300), (10_000, 100, 100)] {
		with_chain(|| {
			let loan = reserved();
			let (bounty, max_bounty) = (Ppm(bounty), dollars(max_bounty));
			let rules = Rules { bounty, max_bounty, ..rules() };
			Lending::set_rules(RuntimeOrigin::root(), rules).unwrap();
			settle_at(day(32));
			assert_ok!(draw(loan));
			assert_eq!(has(ORIGINATOR), earned * UNIT);
		});
	}
}
