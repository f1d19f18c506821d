//! Finding what a request was served.

use crate::{
	pallet::{Checkpoints, Config, Error, Pallet},
	types::{Checkpoint, Hint, Interval, Portion, Queue, Request},
};
use caliber_primitives::units::{Shares, UsdaiAmount};
use core::cmp::Ordering;

/// The most checkpoints that are read to find a point without a hint: enough for 4,095 strikes
/// after the request, eleven years of them.
pub const SEARCH_STEPS: u32 = 12;

type RequestOf<T> = Request<<T as frame_system::Config>::AccountId>;

impl<T: Config> Pallet<T> {
	/// What a claim of everything served leaves of the request, and what it pays.
	///
	/// Errors: `NotClaimable`, `NothingToClaim`, `WrongHint`, `HintNeeded`, `Overflow`.
	pub(crate) fn settle(
		request: RequestOf<T>,
		queue: &Queue,
		hint: Option<Hint>,
	) -> Result<(Option<RequestOf<T>>, Portion), Error<T>> {
		let to = Self::claimable_to(&request, queue)?;
		let range = (request.after, queue.checkpoints);
		let Interval { start, start_value, .. } = request.interval;
		let start_value = match start_value {
			Some(value) => value,
			None => Self::value_at(start, range, hint.map(|hint| hint.first))?,
		};
		// All that is served: its value is known without a checkpoint.
		let to_value = match to == queue.served {
			true => queue.paid,
			false => Self::value_at(to, range, hint.map(|hint| hint.last))?,
		};
		let (rest, portion) = request.interval.claimed(to, start_value, to_value)?;
		Ok((rest.map(|interval| Request { interval, ..request }), portion))
	}

	/// The hint for a claim of everything served.
	///
	/// Errors: `NotClaimable`, `NothingToClaim`, `HintNeeded`.
	pub(crate) fn hint_for(request: &RequestOf<T>, queue: &Queue) -> Result<Hint, Error<T>> {
		let to = Self::claimable_to(request, queue)?;
		let range = (request.after, queue.checkpoints);
		let Interval { start, start_value, .. } = request.interval;
		let find = |point| Self::find(point, range).map(|(index, _)| index);
		Ok(Hint {
			first: start_value.map_or_else(|| find(start), |_| Ok(0))?,
			last: if to == queue.served { 0 } else { find(to)? },
		})
	}

	fn claimable_to(request: &RequestOf<T>, queue: &Queue) -> Result<Shares, Error<T>> {
		let interval = request.interval;
		interval.claimable_to(queue.served).ok_or(match interval.start_value {
			Some(_) => Error::<T>::NothingToClaim,
			None => Error::<T>::NotClaimable,
		})
	}

	fn value_at(
		point: Shares,
		range: (u32, u32),
		hint: Option<u32>,
	) -> Result<UsdaiAmount, Error<T>> {
		let checkpoint = match hint {
			Some(index) => Checkpoints::<T>::get(index).ok_or(Error::<T>::WrongHint)?,
			None => Self::find(point, range)?.1,
		};
		checkpoint.value_at(point).ok_or(Error::<T>::WrongHint)
	}

	/// The checkpoint in which a point lies, by halving the range of those that can hold it.
	fn find(point: Shares, (first, end): (u32, u32)) -> Result<(u32, Checkpoint), Error<T>> {
		let (mut low, mut high) = (first, end);
		for _ in 0..SEARCH_STEPS {
			let middle = low.midpoint(high);
			let checkpoint = Checkpoints::<T>::get(middle).ok_or(Error::<T>::HintNeeded)?;
			match checkpoint.side(point) {
				Ordering::Less => high = middle,
				Ordering::Greater => low = middle.saturating_add(1),
				Ordering::Equal => return Ok((middle, checkpoint)),
			}
		}
		Err(Error::<T>::HintNeeded)
	}
}
