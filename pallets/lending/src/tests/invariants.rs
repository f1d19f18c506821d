//! Each statement can fail.

use crate::{
	mock::*, Buckets, Calendar, Closed, Defaulted, Dependence, Escrowed, Exposure, Exposures,
	Loans, Record, Running, Stake, TheBook, BUCKETS, CALENDAR, COMMITTED, DEBT_AND_PLEDGE, ESCROW,
	EXPOSURES, HELD, MARKED, ORDERED, PRINCIPAL, PRINCIPAL_PARTS, REFILL, STATUS, SUMS,
};
use caliber_primitives::{
	collateral::{Insured, LossPayee},
	ids::{ItemId, LoanId, SiteId},
	invariants::{InvariantId, Invariants},
	testing::world,
	units::{Day, UsdaiAmount, UNIT},
};
use frame_support::traits::fungible::Mutate;

fn broken() -> Vec<InvariantId> {
	Lending::invariants().into_iter().filter(|(_, holds)| !holds).map(|(id, _)| id).collect()
}

/// Two loans, an offer and another whose money waits, some days on, then `corrupt`.
fn broken_by(corrupt: impl FnOnce()) -> Vec<InvariantId> {
	chain().execute_with(|| {
		let loan = running(ask(1_000));
		running(ask(2_000));
		offered(ask(500));
		waiting();
		settle_at(day(31));
		repay(loan, 1).unwrap();
		assert_eq!(broken(), vec![]);
		corrupt();
		broken()
	})
}

fn change(loan: u32, f: impl FnOnce(&mut Running<AccountId>)) {
	Loans::<Test>::mutate(LoanId(loan), |record| match record {
		Some(Record::Active(running)) => f(running),
		_ => panic!("no loan"),
	});
}

fn change_waiting(f: impl FnOnce(&mut Escrowed<AccountId>)) {
	Loans::<Test>::mutate(LoanId(3), |record| match record {
		Some(Record::Escrowed(escrowed)) => f(escrowed),
		_ => panic!("nothing waits"),
	});
}

#[test]
fn invariants_should_name_what_is_wrong_when_storage_is_corrupt() {
	let unit = UsdaiAmount(1);
	let cases: Vec<(Box<dyn FnOnce()>, Vec<InvariantId>)> = vec![
		(Box::new(|| TheBook::<Test>::mutate(|b| b.principal = unit)), vec![SUMS]),
		(Box::new(|| TheBook::<Test>::mutate(|b| b.conservative = unit)), vec![SUMS]),
		(Box::new(|| TheBook::<Test>::mutate(|b| b.optimistic = unit)), vec![SUMS]),
		(Box::new(|| TheBook::<Test>::mutate(|b| b.loans = 9)), vec![SUMS]),
		(Box::new(|| TheBook::<Test>::mutate(|b| b.accrual.speed += 1.into())), vec![SUMS]),
		(Box::new(|| TheBook::<Test>::mutate(|b| b.accrual.moment += 1.into())), vec![SUMS]),
		(Box::new(|| TheBook::<Test>::mutate(|b| b.accrual.frozen += 1.into())), vec![SUMS]),
		(Box::new(|| TheBook::<Test>::mutate(|b| b.committed = unit)), vec![COMMITTED]),
		(Box::new(|| change(1, |l| l.progress.windows_paid = 36)), vec![STATUS]),
		(
			Box::new(|| change(1, |l| l.progress.balance = UsdaiAmount::ZERO)),
			vec![STATUS, PRINCIPAL_PARTS],
		),
		(Box::new(|| change(1, |l| l.progress.balance.0 += 1)), vec![PRINCIPAL_PARTS]),
		(Box::new(|| change(1, |l| l.progress.balance.0 -= 1)), vec![PRINCIPAL_PARTS]),
		(Box::new(|| change(1, |l| l.progress.vault.0 -= 1)), vec![PRINCIPAL_PARTS, PRINCIPAL]),
		(Box::new(|| change(1, |l| l.terms.items.clear())), vec![DEBT_AND_PLEDGE]),
		(
			Box::new(|| {
				let items = active(LoanId(0)).terms.items;
				change(1, |l| l.terms.items = items)
			}),
			vec![DEBT_AND_PLEDGE],
		),
		(Box::new(|| change(1, |l| l.entry.low[0] = unit)), vec![BUCKETS, ORDERED]),
		(Box::new(|| change(1, |l| l.entry.high = unit)), vec![BUCKETS, ORDERED]),
		(Box::new(|| change(1, |l| l.entry.stop.0 += 1)), vec![BUCKETS]),
		(Box::new(|| change(1, |l| l.entry.start.0 += 1)), vec![SUMS, BUCKETS]),
		(Box::new(|| change(1, |l| l.entry.speed.0 += 1)), vec![SUMS, BUCKETS]),
		(
			Box::new(|| Buckets::<Test>::mutate(day(41).day(), |b| b.stopping.principal.0 += 1)),
			vec![BUCKETS],
		),
		(Box::new(|| Buckets::<Test>::remove(day(41).day())), vec![BUCKETS, CALENDAR]),
		(
			Box::new(|| {
				let far = Day(day(0).day().get() + 1_000);
				let index = crate::Days256::index(far);
				Calendar::<Test>::mutate(index, |chunk| *chunk = chunk.with(far, true))
			}),
			vec![CALENDAR],
		),
		(Box::new(|| change(1, |l| l.pots.insured = unit)), vec![HELD]),
		(Box::new(|| change(1, |l| l.pots.lockbox = unit)), vec![HELD]),
		(Box::new(|| change(1, |l| l.pots.reserve = unit)), vec![HELD]),
		(Box::new(|| change(1, |l| l.watch.refill_by = Some(START))), vec![REFILL]),
		(
			Box::new(|| {
				change(1, |l| {
					let credit = crate::Credit { payee: INSURER, owed: UsdaiAmount(1) };
					l.credits.try_push(credit).unwrap()
				})
			}),
			vec![HELD],
		),
		(
			Box::new(|| {
				let all = Dollar::free_balance(Lending::account());
				Dollar::set_balance(&Lending::account(), all - 1);
			}),
			vec![HELD],
		),
		(
			Box::new(|| {
				change(1, |l| {
					let position =
						crate::Position { holder: CURATOR, stake: Stake::freed(dollars(1)) };
					l.positions.try_push(position).unwrap()
				})
			}),
			vec![HELD],
		),
		(
			Box::new(|| {
				Loans::<Test>::mutate(LoanId(2), |record| match record {
					Some(Record::Offered(offer)) => {
						let whole = offer.terms.tranches[0];
						offer.terms.tranches.try_push(whole).unwrap();
						offer.terms.curators.try_push(CURATOR).unwrap();
						offer.staged.try_push(Some(START)).unwrap();
					},
					_ => panic!("no offer"),
				})
			}),
			vec![HELD],
		),
		(
			Box::new(|| {
				Exposures::<Test>::mutate(Dependence::Borrower(BORROWER), |sum| sum.lent.0 += 1)
			}),
			vec![EXPOSURES],
		),
		(
			Box::new(|| {
				Exposures::<Test>::insert(Dependence::Site(SiteId(9)), Exposure::default())
			}),
			vec![EXPOSURES],
		),
		(Box::new(|| change(1, |l| l.sites.clear())), vec![EXPOSURES]),
		(Box::new(|| TheBook::<Test>::mutate(|b| b.escrowed = unit)), vec![ESCROW]),
		(Box::new(|| change_waiting(|e| e.prepaid.0 += 1)), vec![HELD]),
		(Box::new(|| change_waiting(|e| e.entry.speed.0 += 1)), vec![SUMS, BUCKETS]),
		(Box::new(|| change_waiting(|e| e.offer.terms.escrow = None)), vec![EXPOSURES]),
	];
	for (n, (corrupt, expected)) in cases.into_iter().enumerate() {
		assert_eq!(broken_by(corrupt), expected, "case {n}");
	}
}

/// A loan in default, and what is wrong with it.
#[test]
fn invariants_should_name_what_is_wrong_when_a_loan_in_default_is_corrupt() {
	type Corrupt = fn(&mut Defaulted<AccountId>);
	let cases: [(Corrupt, Vec<InvariantId>); 8] = [
		(|d| d.entry.stop.0 += 1_000, vec![SUMS, BUCKETS, MARKED]),
		(|d| d.money.0 += 1, vec![HELD]),
		(|d| d.creditors.caller.owed.0 += 1, vec![HELD]),
		(|d| d.creditors.positions[0].stake.owed.0 += 1, vec![HELD]),
		(|d| d.creditors.debts.lenders[0].principal += 1, vec![PRINCIPAL]),
		(|d| d.creditors.debts.lenders[1].principal -= 1, vec![PRINCIPAL]),
		(|d| d.terms.items.clear(), vec![DEBT_AND_PLEDGE]),
		(|d| d.sites.clear(), vec![EXPOSURES]),
	];
	for (n, (corrupt, expected)) in cases.into_iter().enumerate() {
		chain().execute_with(|| {
			let loan = overdue();
			call_default(loan).unwrap();
			assert_eq!(broken(), vec![]);
			Loans::<Test>::mutate(loan, |record| match record {
				Some(Record::Defaulted(defaulted)) => corrupt(defaulted),
				_ => panic!("not in default"),
			});
			assert_eq!(broken(), expected, "case {n}");
		});
	}
}

/// A loan that was closed, of which insurers are to pay, and what is wrong with it.
#[test]
fn invariants_should_name_what_is_wrong_when_a_closed_loan_is_corrupt() {
	type Corrupt = fn(&mut Closed<AccountId>);
	let cases: [(Corrupt, Vec<InvariantId>); 7] = [
		(|c| c.entry.as_mut().unwrap().stop.0 += 1_000, vec![SUMS, BUCKETS, MARKED]),
		(|c| c.entry.as_mut().unwrap().low[0].0 += 1, vec![SUMS, BUCKETS, MARKED]),
		(|c| c.entry = None, vec![SUMS, BUCKETS, PRINCIPAL]),
		(|c| c.creditors.expected.0 = UNIT, vec![PRINCIPAL]),
		(|c| c.creditors.surplus.0 += 1, vec![HELD]),
		(|c| c.creditors.subrogees[0].owed.0 += 1, vec![HELD]),
		(|c| c.creditors.debts.lenders[1].principal -= 1, vec![PRINCIPAL]),
	];
	for (n, (corrupt, expected)) in cases.into_iter().enumerate() {
		chain().execute_with(|| {
			let loan = overdue();
			let floor = dollars(800);
			let insured = Some(Insured { insurer: INSURER, floor });
			world(|w| w.items.get_mut(&ItemId(0)).unwrap().insured = insured);
			call_default(loan).unwrap();
			sold(loan, 500 * UNIT).unwrap();
			// He has paid a part.
			let paid = || Lending::receive(loan, &INSURER, residual(dollars(1)));
			paying(|| Ok(paid().map(Into::into)?)).unwrap();
			assert_eq!(broken(), vec![]);
			Loans::<Test>::mutate(loan, |record| match record {
				Some(Record::Closed(closed)) => corrupt(closed),
				_ => panic!("not closed"),
			});
			assert_eq!(broken(), expected, "case {n}");
		});
	}
}
