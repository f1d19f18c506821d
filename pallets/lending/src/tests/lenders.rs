//! Curators stage capital, are paid beside the vault, and sell their positions.

use crate::{
	mock::*, Based, Dependence, Error, Event, Exposures, Junior, Loans, Payee, Position, Product,
	Record, Rules, Shares, Stake, MAX_JUNIORS,
};
use caliber_finance::{
	instalment::{Debt, Loan},
	tranches::Claim,
};
use caliber_primitives::{
	book::LoanBook,
	dollar::PauseTier,
	ids::{ItemId, LoanId, SkuId},
	roles::{Role, RoleError},
	testing::{on_call, world},
	units::{Ppm, RatePerSecond, Seconds, UsdaiAmount, UNIT},
};
use frame_support::{
	assert_noop, assert_ok,
	storage::with_storage_layer,
	traits::fungible::{Inspect, Mutate},
};
use sp_runtime::DispatchResult;

const CENT: u128 = UNIT / 100;

fn has(who: AccountId) -> u128 {
	Dollar::balance(&who)
}

fn held() -> u128 {
	has(Lending::account())
}

fn offer(ask: crate::Ask, juniors: Vec<Junior<AccountId>>) -> DispatchResult {
	let origin = RuntimeOrigin::signed(ORIGINATOR);
	Lending::offer(origin, BORROWER, items(&[ItemId(0)]), ask, juniors, vec![], None, tomorrow())
}

fn unstage(loan: LoanId, curator: AccountId) -> DispatchResult {
	Lending::unstage(RuntimeOrigin::signed(curator), loan)
}

fn collect(loan: LoanId, tranche: u8) -> DispatchResult {
	Lending::collect(RuntimeOrigin::signed(STRANGER), loan, Payee::Tranche(tranche))
}

fn transfer(from: AccountId, loan: LoanId, tranche: u8, to: AccountId) -> DispatchResult {
	Lending::transfer_position(RuntimeOrigin::signed(from), loan, tranche, to)
}

fn position(loan: LoanId, tranche: usize) -> Position<AccountId> {
	Lending::record(loan).unwrap().positions().unwrap()[tranche - 1].clone()
}

#[test]
fn offer_should_leave_to_the_vault_what_curators_do_not_lend() {
	with_chain(|| {
		let loan = offered_with(thousand(), juniors(200, 100));
		let Some(Record::Offered(offer)) = Lending::record(loan) else { panic!("no offer") };
		let tranches: Vec<_> = offer.terms.tranches.iter().map(|t| (t.amount, t.rate)).collect();
		let twice = RatePerSecond(2 * RATE.get());
		let amounts = [(700 * UNIT, RATE), (200 * UNIT, RATE), (100 * UNIT, twice)];
		assert_eq!(tranches, amounts);
		assert_eq!(offer.terms.curators.to_vec(), [CURATOR, OTHER_CURATOR]);
		assert_eq!(Lending::committed(), dollars(700));
		assert!(!offer.is_staged());
	});
}

#[test]
fn offer_should_be_refused_when_tranches_are_not_right() {
	with_chain(|| {
		item(5_000);
		let sound = |amount| Junior { curator: CURATOR, amount: dollars(amount), rate: RATE };
		let free = Junior { rate: RatePerSecond(0), ..sound(10) };
		let dear = Junior { rate: RatePerSecond(31_709_791_985), ..sound(10) };
		let dust = Junior { amount: UsdaiAmount(UNIT - 1), ..sound(0) };
		let most = MAX_JUNIORS as usize;
		let cases = [
			(vec![sound(10), free], Error::<Test>::InvalidTranche),
			(vec![dear], Error::InvalidTranche),
			(vec![dust], Error::InvalidTranche),
			// Nothing, or less than a dollar, is left for the vault.
			(vec![sound(500), sound(500)], Error::InvalidTranche),
			(vec![sound(1_001)], Error::InvalidTranche),
			(
				vec![Junior { amount: UsdaiAmount(999 * UNIT + 1), ..sound(0) }],
				Error::InvalidTranche,
			),
			(
				vec![Junior { amount: UsdaiAmount::MAX, ..sound(0) }, sound(1)],
				Error::InvalidTranche,
			),
			(vec![sound(1); most + 1], Error::TooManyTranches),
			(vec![Junior { curator: BORROWER, ..sound(10) }], Error::OwnTranche),
			(vec![sound(10); 33], Error::TooManyTranches),
			// Tranches that bear more than the grace interest.
			(juniors(1, 100), Error::GraceOutOfBand),
		];
		for (juniors, error) in cases {
			assert_noop!(offer(ask(1_000), juniors), error);
		}
		assert_ok!(offer(ask(1_000), vec![sound(10); most]));
		assert_ok!(offer(ask(1_000), vec![sound(999)]));
	});
}

#[test]
fn offer_should_be_refused_when_curators_lend_less_than_the_product_asks_for() {
	with_chain(|| {
		item(5_000);
		let product = Product { min_first_loss: Ppm(100_000), ..product() };
		assert_ok!(Lending::set_product(RuntimeOrigin::root(), SkuId(0), product));
		let of =
			|amount| vec![Junior { curator: CURATOR, amount: UsdaiAmount(amount), rate: RATE }];
		assert_noop!(offer(ask(1_000), vec![]), Error::<Test>::FirstLossTooSmall);
		assert_noop!(offer(ask(1_000), of(100 * UNIT - 1)), Error::<Test>::FirstLossTooSmall);
		assert_ok!(offer(ask(1_000), of(100 * UNIT)));
		// A tenth is rounded up.
		let odd = crate::Ask { principal: UsdaiAmount(1_000 * UNIT + 1), ..ask(1_000) };
		assert_noop!(offer(odd, of(100 * UNIT)), Error::<Test>::FirstLossTooSmall);
	});
}

#[test]
fn stage_should_take_all_tranches_of_a_curator_and_the_base_once() {
	with_chain(|| {
		let twice = [juniors(200, 100), juniors(20, 10)].concat();
		let loan = offered_with(thousand(), twice);
		let before = has(CURATOR);
		assert_ok!(stage(loan, CURATOR));
		let (amount, base) = (dollars(220), UsdaiAmount(CENT));
		System::assert_last_event(Event::Staged { loan, curator: CURATOR, amount }.into());
		System::assert_has_event(Event::AccountOpened { by: CURATOR, base }.into());
		assert_eq!((before - has(CURATOR), held()), (220 * UNIT + CENT, 220 * UNIT + CENT));
		assert!(Based::<Test>::get());
		assert_noop!(stage(loan, CURATOR), Error::<Test>::NothingToStage);
		assert_ok!(stage(loan, OTHER_CURATOR));
		assert_eq!(held(), 330 * UNIT + CENT);
	});
}

#[test]
fn stage_should_be_refused_when_signer_offer_or_chain_do_not_allow_it() {
	with_chain(|| {
		let loan = offered_with(thousand(), juniors(200, 100));
		assert_noop!(stage(loan, STRANGER), Error::<Test>::NothingToStage);
		let signed = RuntimeOrigin::signed(CURATOR);
		let wrong = Lending::stage(signed.clone(), loan, Default::default());
		assert_noop!(wrong.map(|_| ()), Error::<Test>::WrongTerms);
		let none = Lending::stage(signed, LoanId(9), Default::default());
		assert_noop!(none.map(|_| ()), Error::<Test>::UnknownLoan);
		world(|w| w.frozen = vec![CURATOR]);
		assert_noop!(stage(loan, CURATOR), "frozen");
		world(|w| (w.frozen, w.paused) = (vec![], Some(PauseTier::Intake)));
		assert_noop!(stage(loan, CURATOR), "paused");
		world(|w| (w.paused, w.roles) = (None, Some(vec![(CURATOR, Role::Originator)])));
		assert_noop!(stage(loan, CURATOR), Error::<Test>::Role(RoleError::NotGranted));
		world(|w| w.roles = None);
		Dollar::set_balance(&CURATOR, 200 * UNIT);
		assert!(with_storage_layer(|| stage(loan, CURATOR)).is_err(), "without the base");
		block_at(tomorrow());
		assert_noop!(stage(loan, CURATOR), Error::<Test>::OfferExpired);
	});
	with_chain(|| {
		let loan = running(ask(1_000));
		assert_noop!(stage(loan, CURATOR), Error::<Test>::NotOffered);
		assert_noop!(unstage(loan, CURATOR), Error::<Test>::NotOffered);
	});
}

#[test]
fn unstage_should_give_all_back_as_long_as_there_is_an_offer() {
	with_chain(|| {
		let loan = offered_with(thousand(), juniors(200, 100));
		let before = has(CURATOR);
		assert_noop!(unstage(loan, CURATOR), Error::<Test>::NothingToStage);
		assert_ok!(stage(loan, CURATOR));
		world(|w| w.frozen = vec![CURATOR]);
		assert_noop!(unstage(loan, CURATOR), "frozen");
		world(|w| (w.frozen, w.paused) = (vec![], Some(PauseTier::Transfer)));
		block_at(tomorrow());
		assert_ok!(unstage(loan, CURATOR));
		let amount = dollars(200);
		System::assert_last_event(Event::Unstaged { loan, curator: CURATOR, amount }.into());
		assert_eq!((before - has(CURATOR), held()), (CENT, CENT));
	});
}

#[test]
fn accept_should_be_refused_until_all_is_staged_and_lend_all_of_it_then() {
	with_chain(|| {
		let loan = offered_with(thousand(), juniors(200, 100));
		assert_ok!(stage(loan, CURATOR));
		assert_noop!(accept(loan), Error::<Test>::NotStaged);
		assert_ok!(stage(loan, OTHER_CURATOR));
		assert_ok!(accept(loan));
		// The mock of the vault moves no money.
		assert_eq!((has(BORROWER), held()), (300 * UNIT, CENT));
		world(|w| assert_eq!(w.draws, vec![(BORROWER, dollars(700))]));
		let value = Lending::book_value().unwrap();
		assert_eq!((value.principal, Lending::committed()), (dollars(700), UsdaiAmount::ZERO));
		let lent = |holder, amount| Position { holder, stake: Stake::lent(dollars(amount)) };
		assert_eq!(position(loan, 1), lent(CURATOR, 200));
		assert_eq!(position(loan, 2), lent(OTHER_CURATOR, 100));
		let details = Lending::loan(loan).unwrap();
		assert_eq!((details.principal, details.positions.len()), (dollars(1_000), 2));
		for (on, part) in [
			(Dependence::Borrower(BORROWER), 700),
			(Dependence::Curator(CURATOR), 700),
			(Dependence::Curator(OTHER_CURATOR), 700),
		] {
			assert_eq!(Exposures::<Test>::get(on).lent, dollars(part));
		}
	});
}

#[test]
fn accept_should_be_refused_when_too_much_hangs_on_a_curator() {
	with_chain(|| {
		world(|w| w.assets = Some(dollars(10_000)));
		// A fifth of 2,500 is below the 700 that the vault lends.
		let shares = Shares { curator: Ppm(200_000), ..WHOLE };
		assert_ok!(Lending::set_rules(RuntimeOrigin::root(), Rules { shares, ..rules() }));
		let loan = offered_with(thousand(), juniors(200, 100));
		for curator in [CURATOR, OTHER_CURATOR] {
			assert_ok!(stage(loan, curator));
		}
		let refused = with_storage_layer(|| accept(loan));
		assert_eq!(refused, Err(Error::<Test>::CuratorShare.into()));
	});
}

#[test]
fn withdrawn_stakes_should_be_collected_and_leave_nothing() {
	with_chain(|| {
		let loan = offered_with(thousand(), [juniors(200, 100), juniors(20, 10)].concat());
		let before = has(CURATOR);
		assert_ok!(stage(loan, CURATOR));
		assert_ok!(Lending::withdraw_offer(RuntimeOrigin::signed(BORROWER), loan));
		assert_eq!(Lending::committed(), UsdaiAmount::ZERO);
		assert!(matches!(Lending::record(loan), Some(Record::Withdrawn(_))));
		assert_noop!(unstage(loan, CURATOR), Error::<Test>::NotOffered);
		for (tranche, error) in [
			(0, Error::<Test>::UnknownTranche),
			(3, Error::<Test>::UnknownTranche),
			(255, Error::<Test>::UnknownTranche),
		] {
			assert_noop!(collect(loan, tranche), error);
		}
		assert_ok!(collect(loan, 1));
		assert_noop!(collect(loan, 1), Error::<Test>::NothingOwed);
		assert_ok!(collect(loan, 2));
		assert_eq!((before - has(CURATOR), held()), (CENT, CENT));
		assert!(!Loans::<Test>::contains_key(loan));
		assert_noop!(collect(loan, 2), Error::<Test>::UnknownLoan);
	});
	with_chain(|| {
		let loan = offered_with(thousand(), juniors(200, 100));
		assert_noop!(collect(loan, 1), Error::<Test>::UnknownTranche);
		assert_ok!(Lending::withdraw_offer(RuntimeOrigin::signed(BORROWER), loan));
		assert!(!Loans::<Test>::contains_key(loan), "nothing was staged");
	});
}

#[test]
fn instalments_should_be_divided_as_finance_divides_them_to_the_end() {
	with_chain(|| {
		let loan = running_with_juniors();
		let terms = active(loan).terms;
		let finance = Loan::new(terms.ask.schedule(START), terms.ask.repayment, &terms.tranches);
		let finance = finance.unwrap();
		let mut debt = Debt { windows_paid: 0, balance: terms.ask.principal };
		let mut credits = [Claim::default(); 3];
		for k in 0..finance.schedule().count() {
			// Every third is late.
			let due = finance.schedule().deadline(k).unwrap();
			let now = Seconds(due.get() + if k % 3 == 2 { 3 * DAY } else { 0 });
			settle_at(now);
			let mut dues = [Claim::default(); 3];
			let expected = finance.instalment(debt, now, &mut dues).unwrap();
			debt.windows_paid += 1;
			debt.balance.0 -= expected.principal.get();
			let mut dues = expected.dues.to_vec();
			if debt.balance.is_zero() {
				// At the end each has what it has left, so that all of it is back to the unit.
				for (due, (lent, credit)) in
					dues.iter_mut().zip([700, 200, 100].iter().zip(&credits))
				{
					due.principal = lent * UNIT - credit.principal;
				}
			}
			for (credit, due) in credits.iter_mut().zip(&dues) {
				*credit = credit.with(due).unwrap();
			}
			let (payer, account) = (has(STRANGER), held());
			assert_ok!(repay(loan, 1));
			let part = |n: usize| dues[n].total().unwrap();
			assert_eq!(payer - has(STRANGER), part(0) + part(1) + part(2));
			assert_eq!(held() - account, part(1) + part(2));
			let receipt = world(|w| w.receipts.last().unwrap().1);
			assert_eq!(receipt.total().unwrap().get(), part(0));
			for (tranche, amount) in [(1, 200), (2, 100)] {
				let position = position(loan, tranche);
				assert_eq!(position.stake.owed.get(), credits[tranche].total().unwrap());
				if !debt.balance.is_zero() {
					let whole = position.stake.principal.get() + credits[tranche].principal;
					assert_eq!(whole, dollars(amount).get());
				}
			}
		}
		assert!(matches!(Lending::record(loan), Some(Record::Repaid(_))));
		assert_eq!(Exposures::<Test>::iter().count(), 0);
		// Principal whole, and the junior tranche earned at twice the rate.
		let [_, first, second] = credits;
		for (tranche, lent) in [(first, 200 * UNIT), (second, 100 * UNIT)] {
			assert_eq!(tranche.principal, lent);
		}
		assert!(second.interest.abs_diff(first.interest) <= 200, "{first:?} {second:?}");
		let before = has(CURATOR);
		assert_ok!(collect(loan, 1));
		assert_ok!(collect(loan, 2));
		assert_eq!(has(CURATOR) - before, first.total().unwrap());
		assert_eq!(held(), CENT);
	});
}

#[test]
fn collect_should_pay_the_holder_whoever_calls_and_whatever_is_paused() {
	with_chain(|| {
		let loan = running_with_juniors();
		assert_noop!(collect(loan, 1), Error::<Test>::NothingOwed);
		settle_at(day(31));
		assert_ok!(repay(loan, 2));
		let amount = position(loan, 1).stake.owed;
		world(|w| w.frozen = vec![CURATOR]);
		assert_noop!(collect(loan, 1), "frozen");
		world(|w| (w.frozen, w.paused) = (vec![], Some(PauseTier::Transfer)));
		let before = has(CURATOR);
		assert_ok!(collect(loan, 1));
		assert_eq!(has(CURATOR) - before, amount.get());
		let collected =
			Event::Collected { loan, payee: Payee::Tranche(1), holder: CURATOR, amount };
		System::assert_last_event(collected.into());
		assert_eq!(position(loan, 1).stake.owed, UsdaiAmount::ZERO);
		assert_noop!(collect(loan, 1), Error::<Test>::NothingOwed);
	});
}

#[test]
fn position_should_move_with_its_credits_while_the_loan_is_paid_up() {
	with_chain(|| {
		let loan = running_with_juniors();
		settle_at(day(31));
		assert_ok!(repay(loan, 1));
		assert_noop!(transfer(CURATOR, loan, 2, STRANGER), Error::<Test>::NotHolder);
		assert_noop!(transfer(CURATOR, loan, 0, STRANGER), Error::<Test>::UnknownTranche);
		assert_noop!(transfer(CURATOR, loan, 3, STRANGER), Error::<Test>::UnknownTranche);
		for frozen in [CURATOR, INSURER] {
			world(|w| w.frozen = vec![frozen]);
			assert_noop!(transfer(CURATOR, loan, 1, INSURER), "frozen");
		}
		world(|w| (w.frozen, w.paused) = (vec![], Some(PauseTier::Intake)));
		assert_noop!(transfer(CURATOR, loan, 1, INSURER), "paused");
		world(|w| w.paused = None);
		let (from, to) = (CURATOR, INSURER);
		assert_ok!(transfer(from, loan, 1, to));
		System::assert_last_event(Event::PositionTransferred { loan, tranche: 1, from, to }.into());
		let (credit, before) = (position(loan, 1).stake.owed, has(INSURER));
		assert_ok!(collect(loan, 1));
		assert_eq!(has(INSURER) - before, credit.get());
		// The Curator who staged it is who the loan hangs on.
		assert_eq!(Exposures::<Test>::get(Dependence::Curator(CURATOR)).lent, dollars(700));
		// A second after the next deadline it stands still, and moves once that is paid.
		let due = Lending::next_due(loan).unwrap().due;
		settle_at(due);
		assert_ok!(transfer(INSURER, loan, 1, CURATOR));
		settle_at(Seconds(due.get() + 1));
		assert_noop!(transfer(CURATOR, loan, 1, INSURER), Error::<Test>::PositionFrozen);
		assert_ok!(repay(loan, 1));
		assert_ok!(transfer(CURATOR, loan, 1, INSURER));
	});
	with_chain(|| {
		let loan = offered_with(thousand(), juniors(200, 100));
		assert_noop!(transfer(CURATOR, loan, 1, STRANGER), Error::<Test>::NotActive);
	});
}

#[test]
fn own_storage_should_be_written_before_money_moves() {
	with_chain(|| {
		let loan = offered_with(thousand(), juniors(200, 100));
		for curator in [CURATOR, OTHER_CURATOR] {
			assert_ok!(stage(loan, curator));
		}
		on_call(|_| {
			assert!(matches!(Lending::record(LoanId(0)), Some(Record::Active(_))));
			assert_eq!(Exposures::<Test>::iter().count(), 5);
		});
		assert_ok!(accept(loan));
	});
}

#[test]
fn repay_should_take_the_last_unit_when_the_payer_has_just_what_is_due() {
	with_chain(|| {
		// A dollar of a Curator's: his part of two weeks' interest is below the least balance.
		let one = vec![Junior { curator: CURATOR, amount: dollars(1), rate: RATE }];
		let loan = offered_with(crate::Ask { due_day: 15, ..thousand() }, one);
		assert_ok!(stage(loan, CURATOR));
		assert_ok!(accept(loan));
		settle_at(day(14));
		let next = Lending::next_due(loan).unwrap();
		let due = next.principal.get() + next.interest.get();
		Dollar::set_balance(&STRANGER, due);
		assert_ok!(repay(loan, 1));
		let owed = position(loan, 1).stake.owed.get();
		assert!(owed > 0 && owed < CENT);
		assert_eq!((has(STRANGER), held()), (0, CENT + owed));
	});
}
