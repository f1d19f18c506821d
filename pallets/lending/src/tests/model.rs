//! The value of the book as the rules say it, loan by loan from terms and schedule, without
//! entries, sums or buckets. Slow, and the measure of the fast one.

use crate::{mock::*, Closed, Escrowed, Record, Running, TheBook};
use caliber_finance::tranches::Tranche;
use caliber_primitives::{
	book::BookValue,
	collateral::Monitored,
	ids::LoanId,
	units::{Seconds, UsdCents, UsdaiAmount, SECONDS_PER_DAY, UNIT},
};
use sp_core::U256;
use std::{cell::RefCell, collections::BTreeMap};

std::thread_local! {
	/// Loans as they ran when default was called.
	static CALLED: RefCell<BTreeMap<LoanId, Running<AccountId>>> = RefCell::default();
}

/// Default is called: the loan is remembered as it ran.
pub fn called(loan: LoanId, running: Running<AccountId>) {
	CALLED.with_borrow_mut(|called| called.insert(loan, running));
}

/// Its items were looked at since: of their values the book knows these, and of money so much beside.
pub fn revalued(loan: LoanId, items: &[Monitored], beside: UsdaiAmount) {
	let sum = |of: fn(&Monitored) -> UsdCents| {
		let cents = items.iter().map(|item| u128::from(of(item).get())).sum::<u128>();
		UsdaiAmount(cents * UNIT / 100)
	};
	CALLED.with_borrow_mut(|called| {
		let security = &mut called.get_mut(&loan).unwrap().security;
		security.orderly = sum(|item| item.orderly);
		security.forced = sum(|item| item.forced);
		security.cover = sum(|item| item.cover);
		security.cover.0 += beside.get();
	});
}

struct Worth {
	principal: u128,
	conservative: u128,
	optimistic: u128,
	undivided: U256,
}

/// What the vault earns a second: its part of the blended rate on the balance of all tranches.
fn speed(loan: &Running<AccountId>) -> U256 {
	let weight =
		|tranche: &Tranche| U256::from(tranche.amount) * U256::from(u128::from(tranche.rate.get()));
	let tranches = &loan.tranches;
	let weights = tranches.iter().map(weight).fold(U256::zero(), |sum, weight| sum + weight);
	let amounts: u128 = tranches.iter().map(|tranche| tranche.amount).sum();
	let blended = weights / U256::from(amounts);
	U256::from(loan.progress.balance.get()) * blended * weight(&tranches[0]) / weights
}

/// One loan, `now` in seconds of the book clock.
fn worth(loan: &Running<AccountId>, now: u64) -> Worth {
	let at = &loan.progress;
	let finance = loan.finance().unwrap();
	let opens = finance.schedule().opens(at.windows_paid).unwrap().get() - at.offset.get();
	// The first that the borrower has not paid himself.
	let own = at.windows_paid - at.drawn;
	let due = finance.schedule().deadline(own).unwrap().get() - at.offset.get();
	let ends = due + loan.terms.ask.repayment.grace_duration.get();

	let first = opens.div_ceil(SECONDS_PER_DAY) * SECONDS_PER_DAY;
	let last = ends / SECONDS_PER_DAY * SECONDS_PER_DAY;
	let last = match loan.watch.impairment {
		None => last,
		Some(found) => last.min(found.day.start().get()),
	};
	let seconds = now.min(last).saturating_sub(first);
	let undivided = speed(loan) * U256::from(seconds);

	let (principal, balance) = (at.vault.get(), at.balance.get());
	let less = |value: u128, haircut: u32| value * (1_000_000 - u128::from(haircut)) / 1_000_000;
	let (conservative, optimistic) = if now < last {
		(principal, principal)
	} else {
		let ageing = &loan.terms.ageing;
		let mark = principal.min(less(loan.security.forced.get(), ageing.forced_haircut.get()));
		let mut low = mark;
		let overdue = (now - last) / SECONDS_PER_DAY;
		// Other tranches lose first: the vault has what is kept of all, up to its own.
		for (after, haircut) in [30, 90].into_iter().zip(ageing.class_haircuts) {
			if overdue >= after {
				low = low.min(less(balance, haircut.get()));
			}
		}
		let estimate = loan.security.orderly.get() + loan.security.cover.get();
		(low, principal.min(estimate).max(mark))
	};
	Worth { principal, conservative, optimistic, undivided }
}

/// Money that waits: at face, with carry from the first midnight to the last.
fn waiting(loan: &Escrowed<AccountId>, now: u64) -> Worth {
	let terms = &loan.offer.terms;
	let principal = terms.lent_by_vault().get();
	let carry = terms.escrow.as_ref().unwrap().carry;
	let first = loan.escrow.since.get().div_ceil(SECONDS_PER_DAY) * SECONDS_PER_DAY;
	let last = loan.escrow.until.get() / SECONDS_PER_DAY * SECONDS_PER_DAY;
	let seconds = now.min(last).saturating_sub(first);
	let undivided = U256::from(principal) * U256::from(carry.get()) * U256::from(seconds);
	Worth { principal, conservative: principal, optimistic: principal, undivided }
}

/// A loan that was closed, of which insurers are to pay: the vault's principal comes after costs, advances
/// and the fee, its interest after all principal. Redemptions count nothing of it. How much of the interest
/// was counted before is not known any more: what its entry has is held to be no more than all of it.
fn awaited(loan: &Closed<AccountId>, ran: &Running<AccountId>, now: u64) -> Worth {
	let debts = &loan.creditors.debts;
	let first = debts.costs.iter().chain(&debts.advances).map(|claim| claim.get()).sum::<u128>();
	let rest = loan.creditors.expected.get().saturating_sub(first + debts.fee.get());
	let principal = rest.min(debts.lenders[0].principal);
	let lent = debts.lenders.iter().map(|lender| lender.principal).sum::<u128>();
	let interest = rest.saturating_sub(lent).min(debts.lenders[0].interest);
	let undivided = loan.entry.map_or(U256::zero(), |entry| entry.earned(Seconds(now)));
	let whole = loan.entry.map_or(UsdaiAmount::ZERO, |entry| entry.whole_interest());
	assert!(whole.get() <= interest && undivided <= worth(ran, now).undivided);
	Worth { principal, conservative: 0, optimistic: principal, undivided }
}

/// All loans at this block's time.
pub fn expected() -> BookValue {
	let now = Now::get() - TheBook::<Test>::get().paused.get();
	let mut sum = BookValue::default();
	let mut undivided = U256::zero();
	for (id, record) in crate::Loans::<Test>::iter() {
		let worth = match record {
			Record::Active(loan) => worth(&loan, now),
			Record::Escrowed(loan) => waiting(&loan, now),
			// Default moves nothing: it counts as it ran.
			Record::Defaulted(_) => CALLED.with_borrow(|called| worth(&called[&id], now)),
			Record::Closed(loan) => CALLED.with_borrow(|called| awaited(&loan, &called[&id], now)),
			_ => continue,
		};
		sum.principal.0 += worth.principal;
		sum.conservative.0 += worth.conservative;
		sum.optimistic.0 += worth.optimistic;
		undivided += worth.undivided;
	}
	sum.accrued = UsdaiAmount((undivided / U256::from(UNIT)).as_u128());
	sum
}

/// Compares, once the book is on the block's day.
pub fn assert_book() {
	if let Ok(value) = Lending::book_value() {
		assert_eq!(value, expected());
	}
}
