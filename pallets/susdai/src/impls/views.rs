//! Answers to users. Each shares the code of the call it is about.

use super::{claims::Part, strike::HISTORY};
use crate::{
	pallet::{Config, History, Pallet, Requests, State},
	types::{Explained, Hint, Portion, RequestStatus, SharePrice, Side, Snapshot},
};
use alloc::vec::Vec;
use caliber_primitives::{
	book::LoanBook,
	ids::RequestId,
	units::{Seconds, Shares, UsdaiAmount},
};

/// How many requests one answer looks at.
const PAGE: u64 = 1_000;

impl<T: Config> Pallet<T> {
	pub(crate) fn price() -> Option<SharePrice> {
		Self::valued().ok().map(|vault| vault.price())
	}

	pub(crate) fn shares_worth(assets: UsdaiAmount) -> Option<Shares> {
		Self::price()?.shares_of(assets).ok()
	}

	pub(crate) fn assets_worth(shares: Shares) -> Option<UsdaiAmount> {
		Self::price()?.assets_of(shares).ok()
	}

	pub(crate) fn status(id: RequestId) -> Option<RequestStatus<T::AccountId>> {
		let request = Requests::<T>::get(id)?;
		let queue = State::<T>::get().totals.queue;
		let pending = request.interval.pending(queue.served);
		Some(RequestStatus {
			controller: request.controller.clone(),
			offered: request.offered.clone().map(|offer| offer.to),
			tip: request.tip,
			pending,
			ahead: request.interval.ahead(queue.served),
			indicative: match pending.is_zero() {
				true => Some(UsdaiAmount::ZERO),
				false => Self::assets_worth(pending),
			},
			matures: request.matures,
			claimable: Self::claimable_of(id),
			hint: Self::hint_for(&request, &queue, Part::All).unwrap_or_default(),
		})
	}

	pub(crate) fn claimable_of(id: RequestId) -> Portion {
		let claimable = || {
			let request = Requests::<T>::get(id)?;
			let queue = State::<T>::get().totals.queue;
			let hint = Self::hint_for(&request, &queue, Part::All).ok()?;
			Self::settle(request, &queue, Part::All, Some(hint)).ok()
		};
		claimable().map(|(_, portion)| portion).unwrap_or_default()
	}

	pub(crate) fn pending_of(id: RequestId) -> Shares {
		let served = State::<T>::get().totals.queue.served;
		Requests::<T>::get(id).map_or(Shares::ZERO, |request| request.interval.pending(served))
	}

	pub(crate) fn hint_of(id: RequestId, part: Part) -> Option<Hint> {
		let request = Requests::<T>::get(id)?;
		let queue = State::<T>::get().totals.queue;
		let hint = Self::hint_for(&request, &queue, part).ok()?;
		Self::settle(request, &queue, part, Some(hint)).ok().map(|_| hint)
	}

	/// The requests of one account among a thousand that come after `after`, with the last one that was
	/// looked at. Requests are numbered without a gap, and those that are over are gone.
	pub fn requests_of(
		controller: &T::AccountId,
		after: Option<RequestId>,
	) -> (Vec<RequestId>, Option<RequestId>) {
		let first = after.map_or(0, |after| after.0.saturating_add(1));
		let end = State::<T>::get().totals.queue.requests.min(first.saturating_add(PAGE));
		let owned = |id: &RequestId| {
			Requests::<T>::get(id).is_some_and(|request| request.controller == *controller)
		};
		let found = (first..end).map(RequestId).filter(owned).collect();
		let last = (first..end).last().map(RequestId);
		(found, last)
	}

	pub(crate) fn next_strike_at() -> Seconds {
		State::<T>::get().totals.queue.next_strike.max(Self::now())
	}

	pub(crate) fn free() -> UsdaiAmount {
		let free = || {
			let vault = Self::valued().ok()?;
			vault.record.totals.free(vault.nav, T::Book::committed(), vault.rules.buffer).ok()
		};
		free().unwrap_or_default()
	}

	pub(crate) fn snapshot() -> Option<Snapshot> {
		Self::valued().ok().map(|vault| vault.snapshot())
	}

	/// What moved a price since so many strike days ago: from record to record, and to this moment,
	/// so that each cause meets the shares of its day.
	pub(crate) fn explained(days: u32, side: Side) -> Option<Explained> {
		let first = Self::past(days)?;
		let later = (0..days).rev().filter_map(Self::past).chain([Self::snapshot()?]);
		let begun = (first, first.explain(&first, side).ok()?);
		let step = |(last, told): (Snapshot, Explained), next: Snapshot| {
			Some((next, told.and_then(last.explain(&next, side).ok()?)?))
		};
		later.into_iter().try_fold(begun, step).map(|(_, told)| told)
	}

	/// The record of so many strike days ago, unless another day's lies in its place.
	pub(crate) fn past(days: u32) -> Option<Snapshot> {
		let (windows, now) = (State::<T>::get().windows, Self::now());
		let day = windows.strike_day(now).checked_sub(days.into())?;
		let found = (days < HISTORY).then(|| History::<T>::get(Self::place(&windows, now, days)));
		found.flatten().filter(|snapshot| windows.strike_day(snapshot.at) == day)
	}
}
