//! Answers to users. Each shares the code of the call it is about.

use crate::{
	pallet::{Config, Pallet, Requests, State},
	types::{RequestStatus, SharePrice},
};
use caliber_primitives::{
	ids::RequestId,
	units::{Seconds, Shares, UsdaiAmount},
};

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
		let queue = State::<T>::get().queue;
		let (owner, interval) = (request.owner.clone(), request.interval);
		let hint = Self::hint_for(&request, &queue).unwrap_or_default();
		let claimable = Self::settle(request, &queue, Some(hint))
			.map(|(_, portion)| portion)
			.unwrap_or_default();
		Some(RequestStatus {
			owner,
			pending: interval.pending(queue.served),
			ahead: interval.ahead(queue.served),
			claimable,
			hint,
		})
	}

	pub(crate) fn next_strike_at() -> Seconds {
		State::<T>::get().queue.next_strike.max(Self::now())
	}
}
