//! Answers to users. Each shares the code of the call it is about.

use super::value::Valued;
use crate::{
	pallet::{Config, Pallet, Requests, State},
	types::{RequestStatus, SharePrice},
};
use caliber_finance::shares::VaultTotals;
use caliber_primitives::{
	ids::RequestId,
	units::{Seconds, Shares, UsdaiAmount},
};

impl<T: Config> Pallet<T> {
	pub(crate) fn price() -> Option<SharePrice> {
		let Valued { state, nav, .. } = Self::valued().ok()?;
		Some(SharePrice { nav, shares: state.shares })
	}

	pub(crate) fn shares_worth(assets: UsdaiAmount) -> Option<Shares> {
		let SharePrice { nav, shares } = Self::price()?;
		VaultTotals { assets: nav.deposit, shares }.shares_for_deposit(assets).ok()
	}

	pub(crate) fn assets_worth(shares: Shares) -> Option<UsdaiAmount> {
		let Valued { state, nav, .. } = Self::valued().ok()?;
		state.assets_of(nav, shares).ok()
	}

	pub(crate) fn status(id: RequestId) -> Option<RequestStatus<T::AccountId>> {
		let request = Requests::<T>::get(id)?;
		let queue = State::<T>::get().queue;
		let first_pending = request.start.max(queue.served);
		let (owner, end) = (request.owner.clone(), request.end);
		let hint = Self::hint_for(&request, &queue).unwrap_or_default();
		let claimable = Self::settle(request, &queue, Some(hint))
			.map(|(_, portion)| portion)
			.unwrap_or_default();
		Some(RequestStatus {
			owner,
			pending: end.saturating_sub(first_pending),
			ahead: match end > queue.served {
				true => first_pending.saturating_sub(queue.served),
				false => Shares::ZERO,
			},
			claimable,
			hint,
		})
	}

	pub(crate) fn next_strike_at() -> Seconds {
		State::<T>::get().queue.next_strike.max(Self::now())
	}
}
