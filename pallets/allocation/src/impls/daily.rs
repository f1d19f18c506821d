//! What the book gives today, kept beside the totals.

use crate::{
	mark_of,
	pallet::{Book, Config, CurrentTotals, Pallet},
	Daily, Lines, Totals,
};
use caliber_primitives::prices::{Prices, RateKey};

impl<T: Config> Pallet<T> {
	/// Stores the book and the totals that go with it. Nothing else writes the book, so that next
	/// maturity and figures of the day are always those of its lines.
	pub(crate) fn store_book(lines: Lines, totals: Totals) {
		let (next_maturity, daily) = (lines.next_maturity(), Self::daily_of(&lines));
		CurrentTotals::<T>::put(Totals { next_maturity, daily, ..totals });
		Book::<T>::put(lines);
	}

	/// What lines give today, at the marks of this moment.
	pub(crate) fn daily_of(lines: &Lines) -> Daily {
		let day = Self::today();
		let mark = |tenor| mark_of(T::Prices::rate(RateKey::BillDiscount(tenor)), day);
		Daily { day, open: lines.income(day, mark), doubtful: lines.doubtful(day) }
	}

	/// What the book gives today. The hook of the vault rolls in the first block of a day; where it
	/// could not, the lines still tell.
	pub(crate) fn daily(totals: &Totals) -> Daily {
		match totals.daily.day == Self::today() {
			true => totals.daily,
			false => Self::daily_of(&Book::<T>::get()),
		}
	}
}
