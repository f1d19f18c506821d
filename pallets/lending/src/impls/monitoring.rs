//! Facts act when anyone calls `review`.

use crate::{
	pallet::{Config, CurrentRules, Error, Event, Loans, NextLoan, Pallet, TheBook},
	types::{Behind, Health, Pot, Record, Running, Watch},
};
use alloc::vec::Vec;
use caliber_finance::pots::bounty;
use caliber_primitives::{
	collateral::Collateral,
	dollar::pay,
	ids::{ItemId, LoanId},
	units::{Ppm, Seconds, UsdaiAmount},
};
use frame_support::{ensure, traits::fungible::Inspect};
use sp_runtime::DispatchError;

/// Prices as they are.
pub(crate) const AS_THEY_ARE: Ppm = Ppm(1_000_000);
/// Loans that one page of a stress test looks at.
const PAGE: u32 = 256;

impl<T: Config> Pallet<T> {
	/// How items stand behind a loan, were prices so many parts per million of what they are.
	pub(crate) fn behind(items: &[ItemId], prices: Ppm) -> Behind {
		let monitored = |item: &ItemId| T::Collateral::monitored(*item, prices);
		items.iter().map(monitored).fold(Behind::NOTHING, |all, item| all.with(&item))
	}

	/// Recomputes how a loan's collateral stands and what the loan counts in the book; says how many
	/// items it has.
	pub(crate) fn review_by(by: T::AccountId, loan: LoanId) -> Result<u32, DispatchError> {
		let before = match Loans::<T>::get(loan).ok_or(Error::<T>::UnknownLoan)? {
			Record::Active(running) => Self::with_word_that_counts(running),
			Record::Defaulted(defaulted) => return Self::review_default(by, loan, defaulted),
			_ => return Err(Error::<T>::NotActive.into()),
		};
		let (book, block, rules) = (TheBook::<T>::get(), Self::now(), CurrentRules::<T>::get());
		ensure!(!book.is_rolling(block), Error::<T>::BookRolling);
		let now = book.clock(block);
		let behind = Self::behind(&before.terms.items, AS_THEY_ARE);
		let found = behind.findings(before.progress.balance);
		let (entry, watch) = (before.entry, before.watch);
		let reviewed = before.reviewed(&behind, &rules.margin, now, book.cursor);
		let mut running = reviewed.map_err(|_| Error::<T>::Uncomputable)?;

		let bounty = Self::earned_by_review(&mut running, &watch, now);
		let count = Self::count(&running.terms.items);
		let (collateral, impairment) = (running.collateral(now), running.watch.impairment);
		let book = Self::enter(Self::leave(book, &entry)?, &running.entry)?;
		TheBook::<T>::put(book);
		Loans::<T>::insert(loan, Record::Active(running));
		pay::<_, T::Dollar>(&Self::account(), &by, bounty)?;
		Self::deposit_event(Event::Reviewed { loan, by, found, collateral, impairment, bounty });
		Ok(count)
	}

	/// Takes the bounty for a review that found the loan worse, once a day.
	fn earned_by_review(
		running: &mut Running<T::AccountId>,
		before: &Watch,
		now: Seconds,
	) -> UsdaiAmount {
		let now = running.progress.clock(now);
		if !running.watch.is_worse_than(before) || !before.may_reward(now) {
			return UsdaiAmount::ZERO;
		}
		running.watch.rewarded = Some(now);
		let earned = Self::take_bounty(running, UsdaiAmount::MAX);
		// The reserve is to be full again.
		if !running.pots.missing().is_zero() {
			running.watch.refill_by = running.watch.refill_by.or(running.due().ok());
		}
		earned
	}

	/// Takes a bounty out of lockbox and reserve, at most so much. What an account could not have is
	/// none.
	pub(crate) fn take_bounty(
		running: &mut Running<T::AccountId>,
		most: UsdaiAmount,
	) -> UsdaiAmount {
		let rules = CurrentRules::<T>::get();
		let there = running.pots.for_bounties().min(most);
		let earned = bounty(running.terms.ask.principal, rules.bounty, rules.max_bounty, there);
		if earned.get() < T::Dollar::minimum_balance() {
			return UsdaiAmount::ZERO;
		}
		running.pots = running.pots.take(&[Pot::Lockbox, Pot::Reserve], earned).left;
		earned
	}

	/// How a loan would fare if it were reviewed now.
	pub(crate) fn health_of(loan: LoanId) -> Option<Health> {
		let running = Self::with_word_that_counts(Self::active(loan).ok()?);
		let book = TheBook::<T>::get();
		let now = book.clock(Self::now());
		let behind = Self::behind(&running.terms.items, AS_THEY_ARE);
		let margin = CurrentRules::<T>::get().margin;
		let reviewed = running.clone().reviewed(&behind, &margin, now, book.cursor).ok()?;
		Some(Health {
			found: behind.findings(running.progress.balance),
			collateral: running.collateral(now),
			reviewed: reviewed.collateral(now),
			status: running.status(now).ok()?,
			conservative: running.entry.conservative(book.cursor),
			optimistic: running.entry.optimistic(book.cursor),
		})
	}

	/// The loans after one, a page of them, that would reach the LTV of a margin call if resale and
	/// GPU-hour prices were so many parts per million of what they are, and have not reached it; and
	/// the loan at which the page ended, if it is not the last.
	pub(crate) fn stressed(prices: Ppm, after: Option<LoanId>) -> (Vec<LoanId>, Option<LoanId>) {
		let call_at = CurrentRules::<T>::get().margin.call_at;
		let first = after.map_or(0u32, |LoanId(loan)| loan.saturating_add(1));
		let LoanId(end) = NextLoan::<T>::get();
		let last = first.saturating_add(PAGE).min(end);
		let turns = |loan: &LoanId| {
			let Ok(running) = Self::active(*loan) else { return false };
			let ltv = |prices| {
				let behind = Self::behind(&running.terms.items, prices);
				behind.findings(running.progress.balance).ltv
			};
			ltv(AS_THEY_ARE) < call_at && ltv(prices) >= call_at
		};
		let loans = (first..last).map(LoanId).filter(turns).collect();
		(loans, (last < end).then(|| LoanId(last.saturating_sub(1))))
	}
}
