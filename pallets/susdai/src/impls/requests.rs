//! Asking for redemption, and requests that change hands.

use crate::{
	pallet::{Config, Error, Event, HoldReason, Pallet, Requests, State},
	types::{Offer, Request},
};
use caliber_primitives::{
	book::{BookError, LoanBook},
	dollar::Compliance,
	ids::RequestId,
	units::{Shares, UsdaiAmount},
};
use frame_support::{
	ensure,
	traits::{
		fungible::{Inspect, Mutate, MutateHold},
		tokens::{
			Fortitude::Polite,
			Precision::Exact,
			Preservation::{self, Expendable},
		},
	},
};
use sp_runtime::{DispatchError, DispatchResult};

/// Whose request it is.
pub(crate) struct Asked<AccountId> {
	/// Who called, and puts the deposit down.
	pub by: AccountId,
	/// Who is paid.
	pub controller: AccountId,
	/// Whose shares are burned.
	pub owner: AccountId,
}

impl<T: Config> Pallet<T> {
	/// Burns shares of the owner and queues them for the controller.
	pub(crate) fn request(
		Asked { by, controller, owner }: Asked<T::AccountId>,
		shares: Shares,
		deposit: u128,
	) -> DispatchResult {
		let now = Self::now();
		// No price is needed, but where the request stands against marks that are due.
		T::Book::value(now).map_err(|BookError::Rolling| Error::<T>::BookRolling)?;
		let record = State::<T>::get();
		let rules = record.rules.at(now);
		let free = Self::free_shares(&owner);
		let enough = shares >= rules.min_request || shares == free && !shares.is_zero();
		ensure!(enough, Error::<T>::BelowMinimum);
		ensure!(free >= shares, Error::<T>::InsufficientShares);

		let (queue, windows) = (record.totals.queue, record.windows);
		let (after, interval) =
			record.totals.requested(shares, &windows, now).map_err(Error::<T>::from)?;
		let (request, ahead) = (RequestId(queue.requests), queue.pending());
		let first_strike = windows.first_strike(after.queue.window);
		State::<T>::put(record.with(after));
		Requests::<T>::insert(
			request,
			Request {
				controller: controller.clone(),
				interval,
				after: queue.checkpoints,
				matures: first_strike,
				tip: UsdaiAmount::ZERO,
				offered: None,
				depositor: by.clone(),
				deposit,
			},
		);
		T::Share::burn_from(&owner, shares.get(), Expendable, Exact, Polite)?;
		if deposit > 0 {
			T::Currency::hold(&HoldReason::Request.into(), &by, deposit)?;
		}
		Self::deposit_event(Event::RedeemRequested {
			request,
			controller,
			owner,
			by,
			shares,
			ahead,
			first_strike,
		});
		Ok(())
	}

	/// Shares that an account can part with.
	pub(crate) fn free_shares(owner: &T::AccountId) -> Shares {
		Shares(T::Share::reducible_balance(owner, Preservation::Expendable, Polite))
	}

	/// A request, at the word of its controller or his operator.
	///
	/// Errors: `NoSuchRequest`, those of the freeze list, `NotOperator`.
	pub(crate) fn managed(
		by: &T::AccountId,
		id: RequestId,
	) -> Result<Request<T::AccountId>, DispatchError> {
		let found = Requests::<T>::get(id).ok_or(Error::<T>::NoSuchRequest)?;
		Self::ensure_manages(by, &found.controller)?;
		Ok(found)
	}

	/// Makes an account the controller of a request that is offered to it.
	pub(crate) fn take_request(
		who: T::AccountId,
		request: RequestId,
		min_shares: Shares,
	) -> DispatchResult {
		let found = Requests::<T>::get(request).ok_or(Error::<T>::NoSuchRequest)?;
		let (from, depositor) = (found.controller.clone(), found.depositor.clone());
		let stands = |offer: &Offer<_>| offer.to == who && Self::manages(&offer.by, &from);
		ensure!(found.offered.as_ref().is_some_and(stands), Error::<T>::NotOffered);
		ensure!(found.interval.unclaimed() >= min_shares, Error::<T>::ClaimedSince);
		T::Compliance::ensure_free(&from)?;
		let deposit = found.deposit;
		Requests::<T>::insert(
			request,
			Request {
				controller: who.clone(),
				offered: None,
				tip: UsdaiAmount::ZERO,
				depositor: who.clone(),
				..found
			},
		);
		if who != depositor {
			T::Currency::hold(&HoldReason::Request.into(), &who, deposit)?;
			Self::release(&depositor, deposit)?;
		}
		Self::deposit_event(Event::RequestAccepted { request, from, to: who });
		Ok(())
	}
}
