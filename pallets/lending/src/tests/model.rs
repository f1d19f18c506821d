//! The value of the book as the rules say it, loan by loan from terms and schedule, without
//! entries, sums or buckets. Slow, and the measure of the fast one.

use crate::{mock::*, Record, Running, TheBook};
use caliber_primitives::{
	book::BookValue,
	units::{UsdaiAmount, SECONDS_PER_DAY, UNIT},
};
use sp_core::U256;

struct Worth {
	principal: u128,
	conservative: u128,
	optimistic: u128,
	undivided: U256,
}

/// One loan, `now` in seconds of the book clock.
fn worth(loan: &Running<AccountId>, now: u64) -> Worth {
	let at = &loan.progress;
	let finance = loan.terms.finance(at.origination).unwrap();
	let opens = finance.schedule().opens(at.windows_paid).unwrap().get() - at.offset.get();
	let due = finance.schedule().deadline(at.windows_paid).unwrap().get() - at.offset.get();
	let ends = due + loan.terms.ask.repayment.grace_duration.get();

	let first = opens.div_ceil(SECONDS_PER_DAY) * SECONDS_PER_DAY;
	let last = ends / SECONDS_PER_DAY * SECONDS_PER_DAY;
	let seconds = now.min(last).saturating_sub(first);
	let undivided =
		U256::from(at.balance.get()) * U256::from(loan.terms.ask.rate.get()) * U256::from(seconds);

	let principal = at.balance.get();
	let less = |value: u128, haircut: u32| value * (1_000_000 - u128::from(haircut)) / 1_000_000;
	let (conservative, optimistic) = if now < last {
		(principal, principal)
	} else {
		let ageing = &loan.terms.ageing;
		let mut low = principal.min(less(loan.security.forced.get(), ageing.forced_haircut.get()));
		let overdue = (now - last) / SECONDS_PER_DAY;
		if overdue >= 30 {
			low = low.min(less(principal, ageing.class_haircuts[0].get()));
		}
		if overdue >= 90 {
			low = low.min(less(principal, ageing.class_haircuts[1].get()));
		}
		let mark = less(loan.security.forced.get(), ageing.forced_haircut.get());
		let high =
			principal.min((loan.security.orderly.get() + loan.security.cover.get()).max(mark));
		(low, high)
	};
	Worth { principal, conservative, optimistic, undivided }
}

/// All loans at this block's time.
pub fn expected() -> BookValue {
	let now = Now::get() - TheBook::<Test>::get().paused.get();
	let mut sum = BookValue::default();
	let mut undivided = U256::zero();
	for record in crate::Loans::<Test>::iter_values() {
		if let Record::Active(loan) = record {
			let worth = worth(&loan, now);
			sum.principal.0 += worth.principal;
			sum.conservative.0 += worth.conservative;
			sum.optimistic.0 += worth.optimistic;
			undivided += worth.undivided;
		}
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
