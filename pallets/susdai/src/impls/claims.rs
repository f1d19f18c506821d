//! Paying what was served.

use crate::{
	pallet::{Checkpoints, Config, Error, Event, Pallet, Requests, State},
	types::{Checkpoint, Hint, Interval, Portion, Queue, Request, VaultState},
	WeightInfo,
};
use caliber_primitives::{
	dollar::Compliance,
	ids::RequestId,
	units::{Shares, UsdaiAmount},
};
use codec::Encode;
use core::cmp::Ordering;
use frame_support::{ensure, traits::ConstU32, weights::Weight, BoundedVec};
use sp_runtime::{DispatchError, DispatchResult};

/// The most checkpoints that are read to find a point without a hint: enough for 4,095 strikes
/// after the request, eleven years of them.
pub const SEARCH_STEPS: u32 = 12;
/// The most requests that one call claims.
pub const MAX_CLAIMS: u32 = 32;

type RequestOf<T> = Request<<T as frame_system::Config>::AccountId>;
/// What is left of a request, if anything, and what is paid.
type Settled<T> = (Option<RequestOf<T>>, Portion);

/// How much of what was served.
#[derive(Clone, Copy)]
pub(crate) enum Part {
	/// Everything.
	All,
	/// So many shares.
	Shares(Shares),
	/// So much.
	Assets(UsdaiAmount),
}

/// Who is paid.
struct Payees<AccountId> {
	receiver: AccountId,
	/// Who gets the tip.
	tipped: Option<AccountId>,
}

impl<T: Config> Pallet<T> {
	/// What a claim costs.
	pub(crate) fn claim_weight(hint: &Option<Hint>) -> Weight {
		match hint {
			Some(_) => T::WeightInfo::claim(),
			None => T::WeightInfo::claim_search(),
		}
	}

	/// What a claim of a part costs, of shares or of an amount.
	pub(crate) fn part_weight(hint: &Option<Hint>) -> Weight {
		match hint {
			Some(_) => T::WeightInfo::redeem(),
			None => T::WeightInfo::redeem_search(),
		}
	}

	/// What a claim for a tip costs.
	pub(crate) fn tipped_weight(hint: &Option<Hint>) -> Weight {
		match hint {
			Some(_) => T::WeightInfo::claim_tipped(),
			None => T::WeightInfo::claim_tipped_search(),
		}
	}

	pub(crate) fn claims_weight(claims: &[(RequestId, Option<Hint>)]) -> Weight {
		let each = claims.iter().map(|(_, hint)| Self::claim_weight(hint));
		each.fold(T::WeightInfo::claim(), Weight::saturating_add)
	}

	/// Pays the controller, whoever calls.
	pub(crate) fn claim_for_controller(
		by: &T::AccountId,
		id: RequestId,
		hint: Option<Hint>,
	) -> DispatchResult {
		let request = Requests::<T>::get(id).ok_or(Error::<T>::NoSuchRequest)?;
		let payees = Payees { receiver: request.controller.clone(), tipped: None };
		Self::pay_claim(by, id, request, Part::All, payees, hint)
	}

	/// Pays the controller, and a tip to who calls, when the request is over.
	pub(crate) fn claim_for_tip(
		by: T::AccountId,
		id: RequestId,
		hint: Option<Hint>,
	) -> DispatchResult {
		let request = Requests::<T>::get(id).ok_or(Error::<T>::NoSuchRequest)?;
		ensure!(!request.tip.is_zero(), Error::<T>::NoTip);
		let payees = Payees { receiver: request.controller.clone(), tipped: Some(by.clone()) };
		Self::pay_claim(&by, id, request, Part::All, payees, hint)?;
		ensure!(!Requests::<T>::contains_key(id), Error::<T>::NoTip);
		Ok(())
	}

	/// Pays a part to anybody, at the word of the controller or his operator.
	pub(crate) fn claim_part(
		by: &T::AccountId,
		id: RequestId,
		part: Part,
		receiver: T::AccountId,
		hint: Option<Hint>,
	) -> DispatchResult {
		let request = Self::managed(by, id)?;
		ensure!(Self::has_key(&receiver), Error::<T>::ZeroReceiver);
		Self::pay_claim(by, id, request, part, Payees { receiver, tipped: None }, hint)
	}

	/// Claims each request of which something can be claimed.
	pub(crate) fn claim_each(
		by: &T::AccountId,
		claims: BoundedVec<(RequestId, Option<Hint>), ConstU32<MAX_CLAIMS>>,
	) -> DispatchResult {
		let nothing = [Error::<T>::NoSuchRequest, Error::NotClaimable, Error::NothingToClaim];
		let nothing = nothing.map(DispatchError::from);
		let mut paid = false;
		for (id, hint) in claims {
			match Self::claim_for_controller(by, id, hint) {
				Ok(()) => paid = true,
				Err(error) if nothing.contains(&error) => {},
				Err(error) => return Err(error),
			}
		}
		ensure!(paid, Error::<T>::NothingToClaim);
		Ok(())
	}

	fn pay_claim(
		by: &T::AccountId,
		id: RequestId,
		request: RequestOf<T>,
		part: Part,
		Payees { receiver, tipped }: Payees<T::AccountId>,
		hint: Option<Hint>,
	) -> DispatchResult {
		let (controller, depositor) = (request.controller.clone(), request.depositor.clone());
		T::Compliance::ensure_free(&controller)?;
		if receiver != controller {
			T::Compliance::ensure_free(&receiver)?;
		}
		let (deposit, offered) = (request.deposit, request.tip);
		let record = State::<T>::get();
		let (rest, portion) = Self::settle(request, &record.totals.queue, part, hint)?;
		let claimed = record.totals.claimed(portion.assets).map_err(Error::<T>::from)?;
		let done = rest.is_none();
		let tip = if tipped.is_some() { offered } else { UsdaiAmount::ZERO };
		let (assets, tip) = portion.tipped(tip);

		State::<T>::put(record.with(Self::funded_by(claimed, &receiver, assets)?));
		Requests::<T>::set(id, rest);
		if done {
			Self::release(&depositor, deposit)?;
		}
		Self::pay(&receiver, assets)?;
		if let Some(tipped) = tipped {
			Self::pay(&tipped, tip)?;
		}
		Self::deposit_event(Event::Claimed {
			request: id,
			controller,
			receiver,
			by: by.clone(),
			shares: portion.shares,
			assets,
			tip,
			done,
		});
		Ok(())
	}

	/// The totals when what is claimed is the reserve fund's, which then can pay it.
	fn funded_by(
		totals: VaultState,
		receiver: &T::AccountId,
		assets: UsdaiAmount,
	) -> Result<VaultState, Error<T>> {
		match *receiver == Self::reserve_account() {
			true => Ok(totals.funded(assets, Self::fund_account())?),
			false => Ok(totals),
		}
	}

	/// Whether somebody may have the account's key: it is neither the zero account nor the vault's.
	fn has_key(account: &T::AccountId) -> bool {
		let zero = account.using_encoded(|bytes| bytes.iter().all(|byte| *byte == 0));
		let keyless = [Self::vault_account(), Self::dead_account(), Self::reserve_account()];
		!zero && !keyless.contains(account)
	}

	/// What a claim leaves of the request, and what it pays.
	///
	/// Errors: `ZeroAmount`, `NotClaimable`, `NothingToClaim`, `ExceedsClaimable`, `WrongHint`,
	/// `HintNeeded`, `Overflow`.
	pub(crate) fn settle(
		request: RequestOf<T>,
		queue: &Queue,
		part: Part,
		hint: Option<Hint>,
	) -> Result<Settled<T>, Error<T>> {
		let range = (request.after, queue.checkpoints);
		let Interval { start, start_value, .. } = request.interval;
		let all = Self::claimable_to(&request, queue)?;
		let last = hint.map(|hint| hint.last);
		// All that is served: its value is known without a checkpoint.
		let end_value = || match all == queue.served {
			true => Ok(queue.paid),
			false => Self::value_at(all, range, last),
		};
		let from = || match start_value {
			Some(value) => Ok(value),
			None => Self::value_at(start, range, hint.map(|hint| hint.first)),
		};
		let (from, to, to_value) = match part {
			Part::All => (from()?, all, end_value()?),
			Part::Shares(shares) => {
				ensure!(!shares.is_zero(), Error::<T>::ZeroAmount);
				let to = request.interval.after(shares).filter(|to| *to <= all);
				let to = to.ok_or(Error::<T>::ExceedsClaimable)?;
				let value = if to == all { end_value()? } else { Self::value_at(to, range, last)? };
				(from()?, to, value)
			},
			Part::Assets(assets) => {
				ensure!(!assets.is_zero(), Error::<T>::ZeroAmount);
				let from = from()?;
				let value =
					Interval::value_after(from, assets).filter(|value| *value <= queue.paid);
				let value = value.ok_or(Error::<T>::ExceedsClaimable)?;
				(from, Self::point_at(value, (all, queue), range, last)?, value)
			},
		};
		let (rest, portion) = request.interval.claimed(to, from, to_value)?;
		Ok((rest.map(|interval| Request { interval, ..request }), portion))
	}

	/// The hint for a claim.
	///
	/// Errors: as [`Self::settle`], but for those of hints.
	pub(crate) fn hint_for(
		request: &RequestOf<T>,
		queue: &Queue,
		part: Part,
	) -> Result<Hint, Error<T>> {
		let all = Self::claimable_to(request, queue)?;
		let range = (request.after, queue.checkpoints);
		let Interval { start, start_value, .. } = request.interval;
		let find = |point| Self::find(range, |stretch| stretch.side(point)).map(|(index, _)| index);
		let end = |point| if point == queue.served { Ok(0) } else { find(point) };
		let last = match part {
			Part::All => end(all)?,
			Part::Shares(shares) => {
				end(request.interval.after(shares).ok_or(Error::<T>::ExceedsClaimable)?)?
			},
			Part::Assets(assets) => {
				let from = match start_value {
					Some(value) => value,
					None => Self::value_at(start, range, None)?,
				};
				let value =
					Interval::value_after(from, assets).ok_or(Error::<T>::ExceedsClaimable)?;
				match value == queue.paid && all == queue.served {
					true => 0,
					false => Self::find(range, |stretch| stretch.side_of(value))?.0,
				}
			},
		};
		Ok(Hint { first: if start_value.is_some() { 0 } else { find(start)? }, last })
	}

	fn claimable_to(request: &RequestOf<T>, queue: &Queue) -> Result<Shares, Error<T>> {
		let interval = request.interval;
		interval.claimable_to(queue.served).ok_or(match interval.start_value {
			Some(_) => Error::<T>::NothingToClaim,
			None => Error::<T>::NotClaimable,
		})
	}

	/// The value of a point of the axis.
	fn value_at(
		point: Shares,
		range: (u32, u32),
		hint: Option<u32>,
	) -> Result<UsdaiAmount, Error<T>> {
		let checkpoint = match hint {
			Some(index) => Checkpoints::<T>::get(index).ok_or(Error::<T>::WrongHint)?,
			None => Self::find(range, |stretch| stretch.side(point))?.1,
		};
		checkpoint.value_at(point).ok_or(Error::<T>::WrongHint)
	}

	/// The point with a value, at most `all`, the end of what can be claimed.
	fn point_at(
		value: UsdaiAmount,
		(all, queue): (Shares, &Queue),
		range: (u32, u32),
		hint: Option<u32>,
	) -> Result<Shares, Error<T>> {
		if value == queue.paid && all == queue.served {
			return Ok(all);
		}
		let checkpoint = match hint {
			Some(index) => Checkpoints::<T>::get(index).ok_or(Error::<T>::WrongHint)?,
			None => Self::find(range, |stretch| stretch.side_of(value))?.1,
		};
		let point = checkpoint.point_at(value).ok_or(Error::<T>::WrongHint)?;
		if point < all {
			return Ok(point);
		}
		// Beyond the end only what the end itself is worth can be paid.
		let most = checkpoint.value_at(all).ok_or(Error::<T>::ExceedsClaimable)?;
		ensure!(value <= most, Error::<T>::ExceedsClaimable);
		Ok(all)
	}

	/// The checkpoint that lies where it is looked for, by halving the range of those that can.
	fn find(
		(first, end): (u32, u32),
		side: impl Fn(&Checkpoint) -> Ordering,
	) -> Result<(u32, Checkpoint), Error<T>> {
		let (mut low, mut high) = (first, end);
		for _ in 0..SEARCH_STEPS {
			let middle = low.midpoint(high);
			let checkpoint = Checkpoints::<T>::get(middle).ok_or(Error::<T>::HintNeeded)?;
			match side(&checkpoint) {
				Ordering::Less => high = middle,
				Ordering::Greater => low = middle.saturating_add(1),
				Ordering::Equal => return Ok((middle, checkpoint)),
			}
		}
		Err(Error::<T>::HintNeeded)
	}
}
