//! What the treasury tells of itself.

use crate::{
	pallet::{Book, Config, CurrentPolicy, CurrentResults, CurrentTotals, History, Orders, Pallet},
	Lines, Report, Results, Snapshot, Totals, HISTORY_DAYS,
};
use alloc::vec::Vec;
use caliber_primitives::{
	dollar::Dollar,
	ids::BillId,
	units::{Day, UsdaiAmount},
	vault::{BillClaims, BillIncome},
};

impl<T: Config> Pallet<T> {
	/// Everything on one page.
	pub(crate) fn whole_report() -> Report {
		let (now, today) = (Self::now(), Self::today());
		let (policies, totals) = (CurrentPolicy::<T>::get(), CurrentTotals::<T>::get());
		let (policy, book) = (policies.at(now), Book::<T>::get());
		let (live, _) = Orders::<T>::get().split(now);
		let liquidity = Self::liquidity(&policy);
		let BillClaims { accreted, returned } = Self::claims();
		Report {
			now,
			cash: liquidity.cash,
			owed: liquidity.owed,
			issued: liquidity.issued,
			floor: liquidity.floor(policy.liquid_floor).unwrap_or(UsdaiAmount::MAX),
			free: policy.free(&liquidity, live.all()).unwrap_or_default(),
			accounts: totals.accounts,
			surplus: T::Dollar::surplus(),
			shortfall: T::Dollar::shortfall(),
			income: accreted,
			returned,
			running: book.running(today),
			impaired: u32::try_from(book.impaired()).unwrap_or(u32::MAX),
			next_maturity: totals.next_maturity,
			apr_current: book.apr(today, Self::backing()),
			apr_expected: Self::expected_apr(),
			apr_realised: CurrentResults::<T>::get().realised(&Results::default()),
			results: CurrentResults::<T>::get(),
			policy,
			next_policy: policies.waiting(now),
		}
	}

	/// Writes how the treasury stands today, over the day of [`HISTORY_DAYS`] days ago.
	pub(crate) fn note(bill: BillId, lines: &Lines, totals: &Totals, results: Results) {
		let day = Self::today();
		let snapshot = Snapshot {
			day,
			at_settled_cost: totals.accounts.at_settled_cost,
			in_transit: totals.accounts.in_transit,
			results,
			weighted_yield: lines.running(day).weighted_yield,
			bill,
		};
		History::<T>::insert(Self::place_of(day), snapshot);
	}

	fn place_of(day: Day) -> u32 {
		day.0.checked_rem(HISTORY_DAYS).unwrap_or_default()
	}

	/// What is remembered of some days, oldest first.
	pub(crate) fn days(from: Day, to: Day) -> Vec<Snapshot> {
		let to = to.min(Self::today());
		let first = from.max(Day(Self::today().0.saturating_sub(HISTORY_DAYS.saturating_sub(1))));
		(first.0..=to.0)
			.filter_map(|day| History::<T>::get(Self::place_of(Day(day))))
			.filter(|snapshot| (first..=to).contains(&snapshot.day))
			.collect()
	}
}
