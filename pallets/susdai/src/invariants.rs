//! What holds after every block.

use crate::{
	pallet::{Checkpoints, Config, HoldReason, Operators, Pallet, Requests, State},
	types::{Checkpoint, Interval, Queue, Request, SharePrice, VaultRecord, VaultState},
};
use alloc::{collections::BTreeMap, vec, vec::Vec};
use caliber_finance::shares::LOCKED_SHARES;
use caliber_primitives::{
	ids::RequestId,
	invariants::{held_of, InvariantId, Invariants},
	units::{Shares, UsdaiAmount},
};
use frame_support::traits::fungible::{Inspect, InspectHold};

/// Every share is a holder's or in the queue.
pub const SHARES: InvariantId =
	InvariantId::new(7, "shares outstanding = shares of holders + shares in the queue");
/// A vault that sold shares has locked some.
pub const LOCKED: InvariantId =
	InvariantId::new(8, "there are no shares, or 1,000,000 units lie on the dead account");
/// A deposit never buys below the price of a redemption.
pub const PRICES: InvariantId = InvariantId::new(12, "deposit value >= redemption value");
/// Worthless shares are not sold.
pub const WIPED_OUT: InvariantId =
	InvariantId::new(14, "while the shares of holders are worth nothing none are sold");
/// The queue is its requests.
pub const PENDING: InvariantId =
	InvariantId::new(16, "the pending shares of all requests = those of the queue");
/// The pot is what can be claimed, and the account has it.
pub const POT: InvariantId =
	InvariantId::new(17, "pot = all that can be claimed; the account has all that it holds");
/// The axis has no gap, no overlap and one order.
pub const AXIS: InvariantId = InvariantId::new(
	18,
	"checkpoints and requests lie on the axis in the order of their numbers, without overlap",
);
/// Deposits are held.
pub const DEPOSITS: InvariantId =
	InvariantId::new(44, "the deposits of all requests and operators = CAL held for them");
/// Idle money has a history.
pub const FLOWS: InvariantId =
	InvariantId::new(130, "idle = all that came in - all that went out, by cause");
/// A valve knows no future.
pub const OUTFLOW: InvariantId =
	InvariantId::new(132, "what strikes have paid lately is not dated in the future");
/// What the fund counts is there.
pub const FUND: InvariantId = InvariantId::new(
	131,
	"the reserve fund's account has all that the fund can pay, and its minimum balance beside",
);
/// The marks on the axis are in order.
pub const MARKS: InvariantId = InvariantId::new(
	100,
	"served <= closed, closed earlier <= closed <= requested, vesting ends within a window",
);

impl<T: Config> Invariants for Pallet<T> {
	fn invariants() -> Vec<(InvariantId, bool)> {
		let record = State::<T>::get();
		let state = record.totals;
		let view = Walk::<T>::new(state.queue);
		vec![
			(SHARES, Self::shares_add_up(&state)),
			(LOCKED, Self::shares_are_locked(&state)),
			(PRICES, Self::prices_are_ordered()),
			(WIPED_OUT, Self::worthless_are_not_sold()),
			(PENDING, view.pending() == Some(state.queue.pending())),
			(POT, view.claimable() == Some(state.pot) && Self::account_has_it()),
			(AXIS, view.checkpoints_are_ordered() && view.requests_are_ordered()),
			(DEPOSITS, Self::deposits_are_held()),
			(MARKS, Self::marks_are_ordered(&record)),
			(FUND, Self::fund_has_it(&state)),
			(OUTFLOW, state.outflow.is_sound(Self::now())),
			(FLOWS, state.flows.idle(state.queue.paid) == Some(state.idle)),
		]
	}
}

impl<T: Config> Pallet<T> {
	fn shares_add_up(state: &VaultState) -> bool {
		let held = Shares(T::Share::total_issuance());
		held.checked_add(state.queue.pending()) == Some(state.shares)
	}

	fn shares_are_locked(state: &VaultState) -> bool {
		let locked = Shares(T::Share::balance(&Self::dead_account()));
		state.shares.is_zero() || locked >= LOCKED_SHARES
	}

	fn prices_are_ordered() -> bool {
		// While the book rolls there is no price.
		Self::price().is_none_or(|price| price.nav.deposit >= price.nav.redemption)
	}

	fn worthless_are_not_sold() -> bool {
		let worthless =
			|price: SharePrice| price.nav.redemption.is_zero() && price.shares > LOCKED_SHARES;
		let sold = || Self::preview_deposit(UsdaiAmount(T::Dollar::total_issuance())).is_some();
		!(Self::price().is_some_and(worthless) && sold())
	}

	fn account_has_it() -> bool {
		let VaultState { idle, pot, fee, reserve, shares, .. } = State::<T>::get().totals;
		let base = if shares.is_zero() { UsdaiAmount::ZERO } else { Self::base() };
		let parts = [idle, pot, fee, reserve, base];
		let must = parts.into_iter().try_fold(UsdaiAmount::ZERO, UsdaiAmount::checked_add);
		let balance = UsdaiAmount(T::Dollar::balance(&Self::vault_account()));
		must.is_some_and(|must| balance >= must)
	}

	fn fund_has_it(state: &VaultState) -> bool {
		let has = UsdaiAmount(T::Dollar::balance(&Self::reserve_account()));
		let must = state.fund.checked_add(Self::base());
		state.fund.is_zero() || must.is_some_and(|must| has >= must)
	}

	fn marks_are_ordered(record: &VaultRecord) -> bool {
		let (queue, vesting) = (record.totals.queue, record.totals.vesting);
		let window = record.windows.length;
		queue.served <= queue.closed
			&& queue.closed_earlier <= queue.closed
			&& queue.closed <= queue.requested
			&& vesting.since <= vesting.until
			&& vesting.until.saturating_sub(vesting.since) <= window
	}
}

/// All requests and checkpoints, in the order of their numbers.
struct Walk<T: Config> {
	queue: Queue,
	requests: Vec<(RequestId, Request<T::AccountId>)>,
	checkpoints: Vec<(u32, Checkpoint)>,
}

impl<T: Config> Walk<T> {
	fn new(queue: Queue) -> Self {
		let mut requests: Vec<_> = Requests::<T>::iter().collect();
		requests.sort_by_key(|(id, _)| *id);
		let mut checkpoints: Vec<_> = Checkpoints::<T>::iter().collect();
		checkpoints.sort_by_key(|(index, _)| *index);
		Self { queue, requests, checkpoints }
	}

	fn pending(&self) -> Option<Shares> {
		self.requests.iter().try_fold(Shares::ZERO, |sum, (_, request)| {
			let first = request.interval.start.max(self.queue.served);
			sum.checked_add(request.interval.end.saturating_sub(first))
		})
	}

	/// What all requests can claim, by a walk over all checkpoints rather than by a search.
	fn claimable(&self) -> Option<UsdaiAmount> {
		let value = |point: Shares| {
			let at = |(_, checkpoint): &(u32, Checkpoint)| checkpoint.value_at(point);
			match point.is_zero() {
				true => Some(UsdaiAmount::ZERO),
				false => self.checkpoints.iter().find_map(at),
			}
		};
		self.requests.iter().try_fold(UsdaiAmount::ZERO, |sum, (_, request)| {
			let Interval { start, end, .. } = request.interval;
			match end.min(self.queue.served) {
				to if to > start => {
					let from = request.interval.start_value.map_or_else(|| value(start), Some)?;
					sum.checked_add(value(to)?.checked_sub(from)?)
				},
				_ => Some(sum),
			}
		})
	}

	fn checkpoints_are_ordered(&self) -> bool {
		let (mut index, mut shares, mut assets) = (0u32, Shares::ZERO, UsdaiAmount::ZERO);
		for (number, checkpoint) in &self.checkpoints {
			let follows = *number == index
				&& checkpoint.shares_before == shares
				&& checkpoint.assets_before == assets
				&& checkpoint.shares_after > shares
				&& checkpoint.assets_after > assets;
			if !follows {
				return false;
			}
			index = index.saturating_add(1);
			(shares, assets) = (checkpoint.shares_after, checkpoint.assets_after);
		}
		let Queue { checkpoints, served, paid, .. } = self.queue;
		(index, shares, assets) == (checkpoints, served, paid)
	}

	/// Requests that were claimed in full are gone, so there may be gaps where the axis is served.
	fn requests_are_ordered(&self) -> bool {
		let mut end = Shares::ZERO;
		for (id, request) in &self.requests {
			let interval = request.interval;
			let follows = *id < RequestId(self.queue.requests)
				&& interval.start >= end
				&& interval.end > interval.start
				&& interval.end <= self.queue.requested;
			if !follows {
				return false;
			}
			end = interval.end;
		}
		true
	}
}

impl<T: Config> Pallet<T> {
	fn deposits_are_held() -> bool {
		let [requests, operators] = Self::held_of();
		held::<T>(HoldReason::Request, requests) && held::<T>(HoldReason::Operator, operators)
	}

	/// What is held of each account for requests and operators: nothing else may be held for either.
	/// Walks storage.
	pub fn held_of() -> [BTreeMap<T::AccountId, u128>; 2] {
		let requests = Requests::<T>::iter_values();
		let operators = Operators::<T>::iter().map(|(whose, _, deposit)| (whose, deposit));
		let of_request = |request: Request<_>| (request.depositor, request.deposit);
		[held_of(requests.map(of_request)), held_of(operators)]
	}
}

fn held<T: Config>(reason: HoldReason, deposits: BTreeMap<T::AccountId, u128>) -> bool {
	let reason = reason.into();
	deposits.iter().all(|(who, sum)| T::Currency::balance_on_hold(&reason, who) == *sum)
}
