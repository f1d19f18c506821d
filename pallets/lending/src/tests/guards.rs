//! What nobody gains by money that lies with a loan.

use crate::{mock::*, Ask, Charge, ChargeKind, Error, Pots, Product, Rules};
use caliber_primitives::{
	ids::{LoanId, SkuId},
	testing::world,
	units::{Ppm, Seconds, UsdaiAmount, UNIT},
};
use frame_support::{assert_noop, assert_ok, traits::fungible::Mutate};

fn pots(loan: LoanId) -> Pots {
	Lending::pots(loan).unwrap()
}

fn rich() {
	for who in [BORROWER, STRANGER] {
		Dollar::set_balance(&who, 1_000_000 * UNIT);
	}
}

#[test]
fn lockbox_should_wait_for_its_due_date_when_a_stranger_would_spend_it_early() {
	with_chain(|| {
		rich();
		let loan = running(ask(30_000));
		let signed = RuntimeOrigin::signed(STRANGER);
		assert_ok!(Lending::fund_lockbox(signed, loan, dollars(5_000)));
		let before = Dollar::free_balance(STRANGER);
		assert_ok!(repay(loan, 2));
		assert!(Dollar::free_balance(STRANGER) == before && pots(loan).lockbox == dollars(5_000));
		// The mock's vault takes nothing from him; it is he who pays.
		let last = world(|w| *w.receipts.last().unwrap());
		assert_eq!(last.0, STRANGER);
	});
}

#[test]
fn draw_should_wait_a_day_and_earn_no_more_than_it_draws() {
	with_chain(|| {
		rich();
		let rules = Rules { bounty: Ppm(10_000), max_bounty: dollars(500), ..rules() };
		Lending::set_rules(RuntimeOrigin::root(), rules).unwrap();
		let loan = running(Ask { reserve: 3, ..ask(30_000) });
		let draw = || {
			let signed = RuntimeOrigin::signed(ORIGINATOR);
			paying(|| Lending::draw_reserve(signed, loan))
		};
		settle_at(day(31));
		let line = Lending::next_due(loan).unwrap();
		let all = line.principal.get() + line.interest.get();
		let signed = RuntimeOrigin::signed(STRANGER);
		assert_ok!(Lending::fund_lockbox(signed, loan, UsdaiAmount(all)));
		settle_at(Seconds(day(32).get() - 1));
		assert_noop!(draw(), Error::<Test>::NotLate);
		settle_at(day(32));
		let before = pots(loan).reserve.get();
		assert_ok!(draw());
		// Grace interest of a day is all that the reserve had to add.
		let drawn = before - pots(loan).reserve.get();
		assert!(drawn < 30 * UNIT);
		assert_eq!(Dollar::free_balance(ORIGINATOR), drawn / 2);
	});
}

#[test]
fn interest_should_follow_what_each_has_left_when_a_cure_has_repaid_the_senior_first() {
	with_chain(|| {
		let loan = running_with_juniors();
		world(|w| {
			let item = w.items.get_mut(&caliber_primitives::ids::ItemId(0)).unwrap();
			item.monitored.with_income = caliber_primitives::units::UsdCents(1);
		});
		let review = || Lending::review(RuntimeOrigin::signed(STRANGER), loan);
		assert_ok!(review());
		assert_ok!(prepay(loan, dollars(400)));
		assert_eq!(active(loan).progress.vault, dollars(300));
		world(|w| {
			let item = w.items.get_mut(&caliber_primitives::ids::ItemId(0)).unwrap();
			item.monitored.with_income = caliber_primitives::units::UsdCents(1_000_000);
		});
		assert_ok!(review());
		assert_ok!(repay(loan, 1));
		let running = active(loan);
		let amounts: Vec<_> = running.tranches.iter().map(|tranche| tranche.amount).collect();
		let left = |n: usize| running.positions[n].stake.principal.get();
		assert_eq!(amounts, [running.progress.vault.get(), left(0), left(1)]);
		assert!(!running.watch.seniors_first);
	});
}

#[test]
fn seniors_should_be_paid_first_when_the_mark_has_fallen_though_nobody_reviewed() {
	with_chain(|| {
		let loan = running_with_juniors();
		settle_at(day(80));
		let before = active(loan);
		assert!(before.is_watched(Seconds(Now::get())));
		assert_ok!(repay(loan, 1));
		let after = active(loan);
		assert_eq!(before.positions[0].stake.principal, after.positions[0].stake.principal);
		assert!(after.progress.vault < before.progress.vault);
	});
}

/// Seniors first leaves more to the tranches that bear more: for windows that were over before, that is not
/// the borrower's to pay.
#[test]
fn late_instalments_should_take_the_same_when_they_are_paid_one_by_one() {
	let mut ends = Vec::new();
	for payments in [&[4][..], &[1, 1, 1, 1], &[1, 3], &[3, 1]] {
		with_chain(|| {
			let loan = running_with_juniors();
			settle_at(day(140));
			let mut all = Vec::new();
			for windows in payments {
				let (owed, money) = (Lending::payoff(loan), Dollar::free_balance(STRANGER));
				assert_ok!(repay(loan, *windows));
				let paid = money - Dollar::free_balance(STRANGER);
				all.push((owed.unwrap().get() - paid, Lending::payoff(loan).unwrap().get(), paid));
			}
			// Once nothing is late the open window bears what is left.
			for (told, is, _) in &all[..all.len() - 1] {
				assert_eq!(told, is);
			}
			let running = active(loan);
			assert!(!running.watch.seniors_first);
			let paid = all.iter().map(|(_, _, paid)| paid).sum::<u128>();
			ends.push((paid, running.tranches, running.entry));
		});
	}
	for end in &ends[1..] {
		assert_eq!(*end, ends[0]);
	}
}

#[test]
fn loan_should_not_be_replaced_when_its_reserve_has_paid_or_it_is_watched_and_would_grow() {
	with_chain(|| {
		rich();
		let loan = running(Ask { reserve: 3, ..ask(1_000) });
		settle_at(day(32));
		let signed = RuntimeOrigin::signed(ORIGINATOR);
		assert_ok!(paying(|| Lending::draw_reserve(signed, loan)));
		replace(loan, ask(900), vec![]).unwrap();
		assert_noop!(refinance(LoanId(1)), Error::<Test>::InstalmentLate);
		assert_ok!(repay(loan, 1));
		let review = || Lending::review(RuntimeOrigin::signed(STRANGER), loan);
		let income = |cents| {
			world(|w| {
				let item = w.items.get_mut(&caliber_primitives::ids::ItemId(0)).unwrap();
				item.monitored.with_income = caliber_primitives::units::UsdCents(cents);
			})
		};
		let signed = RuntimeOrigin::signed(STRANGER);
		assert_ok!(Lending::fund_reserve(signed, loan, dollars(1_000)));
		income(1);
		assert_ok!(review());
		replace(loan, ask(1_000), vec![]).unwrap();
		assert_noop!(refinance(LoanId(2)), Error::<Test>::InstalmentLate);
		assert_ok!(refinance(LoanId(1)));
	});
}

#[test]
fn fee_and_charges_should_be_owed_when_nearly_all_is_prepaid() {
	with_chain(|| {
		rich();
		let product = Product { exit_fee: Ppm(100_000), ..product() };
		Lending::set_product(RuntimeOrigin::root(), SkuId(0), product).unwrap();
		let charge =
			Charge { kind: ChargeKind::Premium, payee: INSURER, rate: 1_000_000_000_000_000 };
		offered_charging(vec![charge]);
		accept(LoanId(0)).unwrap();
		settle_at(day(10));
		let before = Dollar::free_balance(STRANGER);
		assert_ok!(prepay(LoanId(0), UsdaiAmount(1_000 * UNIT - 1)));
		let paid = before - Dollar::free_balance(STRANGER);
		// A tenth, and a thousandth of the balance before.
		assert!(paid > 1_101 * UNIT, "{paid}");
		assert_eq!(active(LoanId(0)).credits[0].owed, dollars(1));
		// The payee does not advance what he would be paid at once.
		settle_at(day(33));
		let own = Lending::advance_charges(RuntimeOrigin::signed(INSURER), LoanId(0));
		assert_noop!(own, Error::<Test>::OwnCharge);
	});
}

#[test]
fn lease_revenue_should_go_on_repaying_principal_when_a_fact_lapses_beside_an_uncured_call() {
	with_chain(|| {
		rich();
		let loan = running(ask(1_000));
		let review = || {
			assert_ok!(Lending::review(RuntimeOrigin::signed(STRANGER), loan));
		};
		let item = |change: fn(&mut caliber_primitives::collateral::Monitored)| {
			let id = caliber_primitives::ids::ItemId(0);
			world(|w| change(&mut w.items.get_mut(&id).unwrap().monitored))
		};
		item(|item| item.market = caliber_primitives::units::UsdCents(105_000));
		review();
		settle_at(day(8));
		item(|item| item.lapsed = Some(caliber_primitives::collateral::Fact::Insurance));
		review();
		settle_at(day(23));
		review();
		let collateral = Lending::loan(loan).unwrap().collateral;
		assert!(matches!(collateral, crate::CollateralStatus::Impaired(crate::Risk::Lapse(_))));
		let balance = active(loan).progress.balance;
		let signed = || RuntimeOrigin::signed(STRANGER);
		assert_ok!(Lending::fund_lockbox(signed(), loan, dollars(50)));
		assert_ok!(paying(|| Lending::sweep(signed(), loan)));
		assert!(active(loan).progress.balance.get() < balance.get() - 49 * UNIT);
	});
}
