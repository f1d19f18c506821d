//! A loan that replaces another.

use crate::{
	mock::*, Ask, Dependence, Error, Event, Exposures, Product, Record, Rules, Shares, Unmet,
};
use caliber_primitives::{
	ids::{ItemId, LoanId, SkuId},
	testing::world,
	units::{Ppm, RatePerSecond, Seconds, UsdaiAmount, UNIT},
};
use frame_support::{assert_noop, assert_ok, traits::fungible::Mutate};

fn has(who: AccountId) -> u128 {
	Dollar::free_balance(who)
}

/// A loan of a thousand, a month on, whose item is worth so many dollars; the others have money.
fn a_month_on(worth: u64) -> LoanId {
	for who in [BORROWER, STRANGER] {
		Dollar::set_balance(&who, 10_000 * UNIT);
	}
	let item = item(worth);
	let origin = RuntimeOrigin::signed(ORIGINATOR);
	let ask = Ask { reserve: 2, ..ask(1_000) };
	Lending::offer(origin, BORROWER, items(&[item]), ask, vec![], vec![], None, tomorrow())
		.unwrap();
	accept(LoanId(0)).unwrap();
	settle_at(day(20));
	LoanId(0)
}

#[test]
fn loan_should_grow_and_pay_out_the_difference() {
	with_chain(|| {
		let old = a_month_on(4_000);
		let (reserve, payoff) = (active(old).pots.reserve.get(), Lending::payoff(old).unwrap());
		let rate = RatePerSecond(RATE.get() + 1_000_000_000);
		let mut more = Ask { rate, reserve: 1, ..ask(1_500) };
		more.repayment.grace_rate = rate;
		assert_ok!(replace(old, more, vec![]));
		let new = LoanId(1);
		assert_eq!(Lending::eligibility(new), Some(vec![]));
		let before = has(BORROWER);
		world(|w| (w.receipts.clear(), w.draws.clear()));
		assert_ok!(refinance(new));
		let kept = active(new).pots.reserve.get();
		let paid_out = 1_500 * UNIT - 15 * UNIT - payoff.get() - kept;
		assert_eq!(has(BORROWER) - before, paid_out + reserve);
		System::assert_last_event(
			Event::Accepted {
				loan: new,
				borrower: BORROWER,
				principal: dollars(1_500),
				fee: dollars(15),
				reserve: UsdaiAmount(kept),
				lendable: dollars(4_000),
				ltv: Ppm(375_000),
				curve_ltv: Ppm(375_000),
				cover: dollars(4_000),
				first_due: day(31),
				windows: 37,
				terms_hash: hash_of(new),
			}
			.into(),
		);
		let paid_in = UsdaiAmount::ZERO;
		let paid_out = UsdaiAmount(paid_out);
		System::assert_has_event(
			Event::Refinanced { loan: new, old, payoff, paid_out, paid_in }.into(),
		);
		// One receipt and one draw; the item has moved on, and the old loan is over.
		let (receipts, draws) = world(|w| (w.receipts.clone(), w.draws.clone()));
		assert_eq!((receipts.len(), draws.len()), (1, 1));
		assert_eq!(receipts[0].1.total().unwrap().get(), payoff.get() + 15 * UNIT);
		world(|w| assert_eq!(w.items[&ItemId(0)].pledged_to, Some(new)));
		let Some(Record::Repaid(over)) = Lending::record(old) else { panic!("not over") };
		assert_eq!(over.principal, dollars(1_000));
		assert_eq!(Lending::book_value().unwrap().principal, dollars(1_500));
		let hangs = Exposures::<Test>::get(Dependence::Borrower(BORROWER)).lent;
		assert_eq!(hangs, dollars(1_500));
	});
}

#[test]
fn borrower_should_pay_what_is_missing_when_the_loan_shrinks() {
	with_chain(|| {
		let old = a_month_on(2_000);
		let payoff = Lending::payoff(old).unwrap().get();
		assert_ok!(replace(old, ask(600), vec![]));
		let (before, reserve) = (has(BORROWER), active(old).pots.reserve.get());
		assert_ok!(refinance(LoanId(1)));
		assert_eq!(before + reserve - has(BORROWER), payoff + 6 * UNIT - 600 * UNIT);
		assert_eq!(Lending::book_value().unwrap().principal, dollars(600));
	});
}

#[test]
fn loan_should_roll_when_the_vault_has_nothing_to_lend() {
	with_chain(|| {
		let old = a_month_on(2_000);
		assert_ok!(replace(old, ask(1_000), vec![]));
		world(|w| w.available = UsdaiAmount::ZERO);
		assert_eq!(Lending::eligibility(LoanId(1)), Some(vec![]));
		assert_ok!(refinance(LoanId(1)));
	});
}

#[test]
fn lenders_should_be_paid_whole_and_stage_anew_when_they_agree() {
	with_chain(|| {
		let old = running_with_juniors();
		Dollar::set_balance(&BORROWER, 10_000 * UNIT);
		settle_at(day(10));
		let anew = Ask { refinances: Some(old), ..thousand() };
		assert_ok!(replace(old, anew, juniors(300, 50)));
		let unstaged = Lending::eligibility(LoanId(1)).unwrap();
		assert!(matches!(unstaged[..], [Unmet::Tranche { .. }, Unmet::Tranche { .. }]));
		for curator in [CURATOR, OTHER_CURATOR] {
			assert_ok!(stage(LoanId(1), curator));
		}
		assert_ok!(refinance(LoanId(1)));
		let Some(Record::Repaid(over)) = Lending::record(old) else { panic!("not over") };
		assert!(over.positions.iter().all(|position| position.stake.principal.is_zero()));
		assert!(over.positions[0].stake.owed > dollars(200));
		assert!(over.positions[1].stake.owed > dollars(100));
		let lent = active(LoanId(1)).positions;
		assert_eq!(
			lent.iter().map(|p| p.stake.principal).collect::<Vec<_>>(),
			[dollars(300), dollars(50)]
		);
	});
}

#[test]
fn shares_and_ceiling_should_not_count_the_loan_that_is_replaced() {
	with_chain(|| {
		let old = a_month_on(4_000);
		world(|w| w.assets = Some(dollars(4_800)));
		let half = Ppm(1_000_000 - 1);
		let shares = Shares { borrower: half, ..WHOLE };
		let debt_ceiling = dollars(1_200);
		let rules = Rules { shares, debt_ceiling, ..rules() };
		Lending::set_rules(RuntimeOrigin::root(), rules).unwrap();
		assert_ok!(replace(old, ask(1_199), vec![]));
		assert_eq!(Lending::eligibility(LoanId(1)), Some(vec![]));
		assert_ok!(refinance(LoanId(1)));
	});
}

#[test]
fn offer_should_be_refused_when_the_old_loan_is_anothers_or_late_or_over() {
	with_chain(|| {
		let old = a_month_on(2_000);
		let other = item(2_000);
		world(|w| w.items.get_mut(&other).unwrap().owner = STRANGER);
		let origin = || RuntimeOrigin::signed(ORIGINATOR);
		let replacing = |old| Ask { refinances: Some(old), ..ask(500) };
		let to = |who, old| {
			let list = items(&[other]);
			Lending::offer(origin(), who, list, replacing(old), vec![], vec![], None, tomorrow())
		};
		assert_noop!(to(STRANGER, old), Error::<Test>::RefinancesAnothers);
		assert_noop!(to(BORROWER, LoanId(9)), Error::<Test>::UnknownLoan);
		assert_ok!(replace(old, ask(500), vec![]));
		assert_noop!(to(BORROWER, LoanId(1)), Error::<Test>::NotActive);
		settle_at(Seconds(day(31).get() + 1));
		assert_ok!(replace(old, ask(500), vec![]));
		let new = LoanId(2);
		assert_noop!(refinance(new), Error::<Test>::InstalmentLate);
		let late = Unmet::Refinanced { late: true };
		assert!(Lending::eligibility(new).unwrap().contains(&late));
		assert_ok!(repay(old, 1));
		assert_ok!(prepay(old, UsdaiAmount::MAX));
		assert_noop!(refinance(new), Error::<Test>::NotActive);
	});
}

#[test]
fn nothing_else_should_touch_the_terms_of_a_loan_that_runs() {
	with_chain(|| {
		let loan = running(ask(1_000));
		let before = active(loan);
		let harsh = Product {
			enabled: false,
			max_ltv: Ppm(1),
			late_fee: Ppm(100_000),
			exit_fee: Ppm(100_000),
			..product()
		};
		Lending::set_product(RuntimeOrigin::root(), SkuId(0), harsh).unwrap();
		let rules = Rules { debt_ceiling: dollars(1), ..rules() };
		Lending::set_rules(RuntimeOrigin::root(), rules).unwrap();
		assert_eq!(active(loan), before);
	});
}
